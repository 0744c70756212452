"""The files of an archive, whatever is in it: links in circles, closed folders, odd names."""

from collections.abc import Iterator
from pathlib import Path

_OF_SYSTEMS = frozenset({"DESKTOP.INI", "THUMBS.DB", "EHTHUMBS.DB"})


def files_in(path: Path) -> Iterator[Path]:
    """Yield the file, or all files below the folder by name.

    What `is_wanted` leaves out is left out. What cannot be listed, or is no file,
    is given too: its reader names the reason. No folder is listed twice.
    """
    path = path.absolute()
    if not path.is_dir():
        yield path
        return
    seen: set[tuple[int, int]] = set()
    waiting = [path]
    while waiting:
        at = waiting.pop()
        below = _listed(at, seen) if at.is_dir() else None
        if below is None:
            yield at
        else:
            waiting += below


def is_wanted(at: Path) -> bool:
    """Whether somebody put it there to be read.

    Hidden files, lock files (~$), what Windows keeps in a folder and a README are left out.
    """
    name = at.name
    hidden = name.startswith((".", "~$")) or name.upper() in _OF_SYSTEMS
    return not hidden and at.stem.upper() != "README"


def _listed(folder: Path, seen: set[tuple[int, int]]) -> list[Path] | None:
    """What lies in a folder, last name first; [] the second time, None if it cannot be listed."""
    try:
        status = folder.stat()
        entries = list(folder.iterdir())
    except OSError:
        return None
    if (status.st_dev, status.st_ino) in seen:
        return []
    seen.add((status.st_dev, status.st_ino))
    return sorted(filter(is_wanted, entries), reverse=True)
