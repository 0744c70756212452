"""The files of an archive, however it lies about: links in circles, folders nobody may open, names of any bytes."""

from collections.abc import Iterator
from pathlib import Path


def files_in(path: Path) -> Iterator[Path]:
    """The file, or all files below the folder by name; hidden files, lock files (~$) and a README are passed over.

    What cannot be listed or is no file is given too, so that whoever reads it says so. A folder is gone through once.
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
    """What lies in a folder, last name first; nothing the second time, None where it cannot be listed."""
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
