"""A second copy of the catalogue, for the day the first is damaged.

The catalogue cannot be made anew from anything else. SQLite survives kills and power cuts; it may
not survive bad disks, and programs that copy its files apart from one another. The copy is whole
and of one moment. It is put back without being asked; what came later is read from its files again.
"""

import os
import shutil
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from drafter.errors import EnvironmentFault, IndexBroken
from drafter.messages import t
from drafter.retrieval.catalogue import FILE, Catalogue
from drafter.retrieval.database import DAMAGED

COPY = "catalogue.kept.sqlite"


def keep(catalogue: Catalogue, folder: Path) -> None:
    """Copy the catalogue; where there is no room for it, the older copy stays."""
    new = folder / f"{COPY}.new"
    try:
        with FileLock(folder / ".keep", blocking=False):
            new.unlink(missing_ok=True)
            catalogue.copy(new)
            with new.open("rb") as file:
                os.fsync(file.fileno())
            new.replace(folder / COPY)
    except (EnvironmentFault, OSError, TimeoutError):
        with suppress(OSError):
            new.unlink(missing_ok=True)


def opened(folder: Path, notices: list[str]) -> Catalogue:
    """The catalogue of an index, put back from its copy where it is damaged.

    Raises IndexBroken where there is no copy.
    """
    try:
        catalogue = Catalogue(folder / FILE)
    except IndexBroken:
        if not (folder / DAMAGED).exists() or not (folder / COPY).exists():
            raise
    else:
        if not (folder / DAMAGED).exists():
            return catalogue
        if not catalogue.check():
            (folder / DAMAGED).unlink(missing_ok=True)
            return catalogue
        if not (folder / COPY).exists():
            return catalogue  # some of it can be read
        catalogue.close()
    with FileLock(folder / ".restore"):
        return _restored(folder, notices)


def _restored(folder: Path, notices: list[str]) -> Catalogue:
    with suppress(IndexBroken), closing(Catalogue(folder / FILE)) as there:
        if not there.check():  # another process was faster
            return Catalogue(folder / FILE)
    with closing(Catalogue(folder / COPY)) as copy:
        if fault := copy.check():
            raise IndexBroken(t("index.broken", folder=folder, reason=fault))
    aside = folder / f"damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    aside.mkdir(exist_ok=True)
    with suppress(OSError):
        os.link(folder / FILE, aside / FILE)
    # else the log of the damaged file would be played into the other
    for file in (f"{FILE}-wal", f"{FILE}-shm"):
        with suppress(FileNotFoundError):
            (folder / file).replace(aside / file)
    shutil.copyfile(folder / COPY, folder / f"{FILE}.new")
    (folder / f"{FILE}.new").replace(folder / FILE)  # at no moment there is none
    (folder / DAMAGED).unlink(missing_ok=True)
    catalogue = Catalogue(folder / FILE)
    catalogue.distrust(catalogue.state().snapshot)
    when = datetime.fromtimestamp((folder / COPY).stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    notices.append(t("index.restored", when=when, aside=aside))
    return catalogue
