"""A second copy of the catalogue, for the day the first is damaged.

The catalogue cannot be made anew from anything else. SQLite survives kills and power cuts; it may
not survive bad disks, and programs that copy its files apart from one another. The copy is whole
and of one moment. It is put back without being asked; what came later is read from its files again.
"""

import shutil
import sqlite3
import time
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from drafter.errors import EnvironmentFault, IndexBroken
from drafter.messages import t
from drafter.retrieval.catalogue import FILE, Catalogue
from drafter.retrieval.database import DAMAGED, address_of
from drafter.system import another_name, put, remove, to_disk

COPY = "catalogue.kept.sqlite"
LARGER = "catalogue.larger.sqlite"


def keep(catalogue: Catalogue, folder: Path) -> None:
    """Copy the catalogue; where there is no room for it, the older copy stays.

    An older one with more than twice the passages is not replaced but put aside as LARGER: nobody
    asked for it to go.
    """
    new = folder / f"{COPY}.new"
    try:
        with FileLock(folder / ".keep", blocking=False):
            remove(new)
            catalogue.copy(new)
            to_disk(new)
            if _passages(folder / COPY) > 2 * max(_passages(new), _passages(folder / LARGER)):
                put(folder / COPY, folder / LARGER)
            put(new, folder / COPY)
    except (EnvironmentFault, OSError, TimeoutError):
        with suppress(OSError):
            remove(new)


def opened(folder: Path, notices: list[str]) -> Catalogue:
    """The catalogue of an index, put back from its copy where it is damaged.

    So it is where it is missing or empty, and the copy is not: that is no new index. Raises
    IndexBroken where there is no copy.
    """
    if _is_lost(folder):
        with FileLock(folder / ".restore"):
            return _put_back(folder, notices) if _is_lost(folder) else Catalogue(folder / FILE)
    try:
        catalogue = Catalogue(folder / FILE)
    except IndexBroken:
        if not (folder / DAMAGED).exists() or not (folder / COPY).exists():
            raise
    else:
        if not (folder / DAMAGED).exists():
            return catalogue
        if not catalogue.check():
            remove(folder / DAMAGED)
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
    return _put_back(folder, notices)


def _is_lost(folder: Path) -> bool:
    """Whether there is nothing where a catalogue was. Raises IndexBroken where no copy is left."""
    if _passages(folder / FILE):
        return False
    there = folder / FILE
    if not there.exists() or not there.stat().st_size:
        if (folder / COPY).exists():
            return True
        if any(folder.glob("snapshot-*/manifest.json")):
            raise IndexBroken(t("index.broken", folder=folder, reason=t("index.lost", file=FILE)))
        return False
    return _generation(there) == 0 and _passages(folder / COPY) > 0


def _passages(file: Path) -> int:
    return _number(file, "SELECT count(*) FROM passage")


def _generation(file: Path) -> int:
    """How many changes a catalogue has seen; -1 where it does not say."""
    return _number(file, "SELECT value FROM state WHERE name = 'generation'", unknown=-1)


def _number(file: Path, question: str, unknown: int = 0) -> int:
    """A number of a catalogue, which is looked at and not opened for use."""
    if not file.is_file() or not file.stat().st_size:
        return unknown
    try:
        with closing(sqlite3.connect(f"{address_of(file.absolute())}?mode=ro", uri=True)) as db:
            return int(db.execute(question).fetchone()[0])
    except (sqlite3.Error, TypeError, ValueError):
        return unknown


def _put_back(folder: Path, notices: list[str]) -> Catalogue:
    with closing(Catalogue(folder / COPY)) as copy:
        if fault := copy.check():
            raise IndexBroken(t("index.broken", folder=folder, reason=fault))
    aside = folder / f"damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    aside.mkdir(exist_ok=True)
    with suppress(OSError):
        another_name(folder / FILE, aside / FILE)
    # else the log of the damaged file would be played into the other
    for file in (f"{FILE}-wal", f"{FILE}-shm"):
        with suppress(FileNotFoundError):
            put(folder / file, aside / file)
    shutil.copyfile(folder / COPY, folder / f"{FILE}.new")
    put(folder / f"{FILE}.new", folder / FILE)  # at no moment there is none
    remove(folder / DAMAGED)
    catalogue = Catalogue(folder / FILE)
    catalogue.distrust(catalogue.state().snapshot)
    when = datetime.fromtimestamp((folder / COPY).stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    notices.append(t("index.restored", when=when, aside=aside))
    return catalogue
