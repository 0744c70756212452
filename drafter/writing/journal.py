"""Every reply of a model, kept once.

A run cut short goes on without paying again; a finished one can be replayed.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from drafter.errors import EnvironmentFault, ReplayMissing
from drafter.files import private_folder
from drafter.messages import t
from drafter.ports import Journal, Reply, Request
from drafter.writing.reply_text import as_text

_TABLE = (
    "CREATE TABLE IF NOT EXISTS reply (key TEXT PRIMARY KEY, request TEXT NOT NULL,"
    " reply TEXT NOT NULL, created TEXT NOT NULL) WITHOUT ROWID"
)
_KEEP = "INSERT OR IGNORE INTO reply VALUES (?, ?, ?, ?)"
_RECALL = "SELECT reply FROM reply WHERE key = ?"
_REPLACE = "UPDATE reply SET reply = ?, created = ? WHERE key = ? AND reply = ?"
_BUSY_SECONDS = 30.0


class SqliteJournal:
    """A journal in one SQLite file, safe for the threads of a process and for several processes.

    The first reply to a request stands: a later one is not stored. One that says nothing, or that
    cannot be read, is asked anew and replaced.
    replay_only  recall raises ReplayMissing instead of returning None: no model is ever asked
    Raises EnvironmentFault where the file is no database or cannot be written.
    """

    def __init__(self, path: Path, *, replay_only: bool = False) -> None:
        self.path = path
        self.replay_only = replay_only
        self._lock = Lock()
        try:
            private_folder(path.parent)
            self._connection = _open(path)
        except (OSError, sqlite3.Error) as error:
            raise EnvironmentFault(t("writer.journal", file=path, error=error)) from error

    def recall(self, request: Request) -> Reply | None:
        """The reply kept for this very request, or None."""
        with (
            self._lock,
            closing(self._run(_RECALL, key(request))) as rows,
        ):
            row = rows.fetchone()
        reply = None if row is None else _reply(row[0])
        if reply is None and self.replay_only:
            raise ReplayMissing(t("writer.replay", file=self.path, model=request.model))
        return reply if self.replay_only or _says_something(reply) else None

    def keep(self, request: Request, reply: Reply) -> None:
        """Store a reply; on disk when this returns."""
        row = (
            key(request),
            canonical(request),
            _reply_text(reply),
            datetime.now(UTC).isoformat(timespec="seconds"),
        )
        with self._lock, closing(self._run(_KEEP, *row)) as kept:
            is_new = kept.rowcount == 1
        if not is_new and _says_something(reply):
            self._replace_useless(row)

    def close(self) -> None:
        """Close the file; nothing can be recalled after."""
        with self._lock:
            self._connection.close()

    def _replace_useless(self, row: tuple[str, str, str, str]) -> None:
        with self._lock:
            with closing(self._run(_RECALL, row[0])) as rows:
                stored = rows.fetchone()[0]
            if not _says_something(_reply(stored)):  # unless another process was faster
                self._run(_REPLACE, row[2], row[3], row[0], stored).close()

    def _run(self, statement: str, *values: str) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise EnvironmentFault(t("writer.journal", file=self.path, error=error)) from error


def ask(journal: Journal, request: Request, call: Callable[[Request], Reply]) -> tuple[Reply, bool]:
    """The reply to a request, and whether it came from the journal rather than from `call`."""
    kept = journal.recall(request)
    if kept is not None:
        return as_text(kept), True
    reply = as_text(call(request))
    journal.keep(request, reply)
    return reply, False


def canonical(request: Request) -> str:
    """The request as JSON with one spelling only."""
    return json.dumps(asdict(request), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def key(request: Request) -> str:
    """SHA-256 of the canonical request."""
    return hashlib.sha256(canonical(request).encode()).hexdigest()


def _open(path: Path) -> sqlite3.Connection:
    # Autocommit, WAL and synchronous=FULL: each INSERT is synced to disk before execute() returns.
    connection = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        _to_wal(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _to_wal(connection: sqlite3.Connection) -> None:
    # SQLite does not wait here as it does elsewhere: two processes that make the file collide.
    deadline = monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > deadline:
                raise
            sleep(0.05)


def _reply_text(reply: Reply) -> str:
    return json.dumps(
        {**asdict(reply), "cost": None if reply.cost is None else str(reply.cost)},
        ensure_ascii=False,
    )


def _reply(text: object) -> Reply | None:
    """A reply as it was stored; None where it cannot be read."""
    try:
        values = json.loads(str(text))
        cost = values.pop("cost")
        reply = Reply(**values, cost=None if cost is None else Decimal(cost))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return None
    numbers = (reply.prompt_tokens, reply.completion_tokens, reply.seconds)
    fits = isinstance(reply.text, str) and all(isinstance(n, int | float) for n in numbers)
    return reply if fits else None


def _says_something(reply: Reply | None) -> bool:
    return reply is not None and bool(reply.text.strip())
