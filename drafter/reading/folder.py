"""The files of an archive, whatever is in it: links in circles, closed folders, odd names."""

from collections.abc import Iterator
from pathlib import Path


def files_in(path: Path) -> Iterator[Path]:
    """Yield the file, or all files below the folder by name.

    Hidden files, lock files (~$) and a README are left out. What cannot be listed, or is no file,
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
    wanted = [
        at for at in entries if not at.name.startswith((".", "~$")) and at.stem.upper() != "README"
    ]
    return sorted(wanted, reverse=True)
