"""SQLite as the catalogue uses it: many readers beside one writer, and errors of our own."""

import random
import re
import sqlite3
import time
from contextlib import suppress
from pathlib import Path, PurePath
from shutil import disk_usage
from threading import RLock
from typing import Any

from drafter.errors import DiskFault, EnvironmentFault, IndexBroken, IndexBusy
from drafter.messages import t
from drafter.system import may_be_written

WAIT_SECONDS = 10.0  # for another process to finish writing
DAMAGED = "damaged"  # a mark beside the file, left by whoever found it damaged


def connect(file: Path) -> "Connection":
    """Open a file, made where there is none; in a folder that cannot be written, to be read only.

    Raises IndexBroken, IndexBusy and DiskFault, as every question to the connection may.
    """
    only_read = is_read_only(file)
    try:
        db: Connection = sqlite3.connect(
            _name(file, only_read=only_read),
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            factory=Connection,
        )
    except sqlite3.Error as error:
        raise _fault(error, file.parent) from error
    db.folder, db.lock, db.only_read = file.parent, RLock(), only_read
    if only_read:
        return db
    try:
        db.execute("PRAGMA page_size = 8192")  # of a new file
        _keep_a_log(db)
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        db.close()
        raise
    return db


def is_read_only(file: Path) -> bool:
    """Whether a file is there, in a folder where nothing can be written."""
    return file.exists() and not may_be_written(file.parent)


def _name(file: Path, *, only_read: bool) -> str:
    """The file as SQLite is told of it; one without a log to be read beside it never changes."""
    name = address_of(file.absolute())
    if not only_read:
        return name
    log = file.with_name(f"{file.name}-wal")
    return f"{name}?mode=ro" + ("" if log.exists() and log.stat().st_size else "&immutable=1")


def address_of(file: PurePath) -> str:
    """What SQLite opens; of a share of Windows, the server is a part of the path for it."""
    return re.sub("^file:(?=//[^/])", "file://", file.as_uri())


def _keep_a_log(db: "Connection") -> None:
    """Make the file one that is read while it is written.

    SQLite refuses at once, without waiting `timeout`, where others open the new file in the same
    moment: each would wait for the other.
    """
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except IndexBusy:
            if time.monotonic() >= until:
                raise
        time.sleep(random.uniform(0.01, 0.1))


class Connection(sqlite3.Connection):
    """A connection that raises our own errors; threads take turns with it by `lock`."""

    folder = Path()
    only_read = False
    lock: RLock

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or Cursor)

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.execute(sql, values)

    def executemany(self, sql: str, values: Any, /) -> sqlite3.Cursor:
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.executemany(sql, values)


class Cursor(sqlite3.Cursor):
    """Reads each row when it is asked for: damage and a full disk can show at any of them."""

    connection: Connection

    def execute(self, sql: str, values: Any = (), /) -> "Cursor":
        try:
            return super().execute(sql, values)
        except sqlite3.Error as error:
            raise _fault(error, self.connection.folder) from error

    def executemany(self, sql: str, values: Any, /) -> "Cursor":
        try:
            return super().executemany(sql, values)
        except sqlite3.Error as error:
            raise _fault(error, self.connection.folder) from error

    def fetchone(self) -> Any:
        return next(self, None)

    def fetchall(self) -> list[Any]:
        return list(self)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.Error as error:
            raise _fault(error, self.connection.folder) from error


def mark_damaged(folder: Path) -> None:
    with suppress(OSError):
        (folder / DAMAGED).touch()


def disk_fault(folder: Path, reason: object) -> DiskFault:
    """That the disk of `folder` is full or fails."""
    try:
        free = f"{disk_usage(folder).free >> 20}"
    except OSError:
        free = "?"
    return DiskFault(t("index.disk", folder=folder, reason=reason, free=free))


def _fault(error: sqlite3.Error, folder: Path) -> EnvironmentFault:
    """What a user can make of an error of SQLite."""
    if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
        raise error  # an error of ours, not of the file
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return IndexBusy(t("index.busy", seconds=f"{WAIT_SECONDS:g}"))
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return disk_fault(folder, error)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return EnvironmentFault(t("index.folder", folder=folder, reason=error))
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            mark_damaged(folder)
    return IndexBroken(t("index.broken", folder=folder, reason=error))


class Transaction:
    """All or nothing, also when the process dies within.

    wait  seconds for another process that is writing
    """

    def __init__(self, db: "Connection", wait: float | None = None) -> None:
        self._db = db
        self._wait = WAIT_SECONDS if wait is None else wait

    def __enter__(self) -> None:
        self._db.lock.acquire()
        try:
            self._db.execute(f"PRAGMA busy_timeout = {round(1000 * self._wait)}")
            self._db.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._db.lock.release()
            raise

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._db.execute("COMMIT")
        finally:
            try:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
            finally:
                self._db.lock.release()
