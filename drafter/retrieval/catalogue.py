"""The index's own SQLite file: what documents and passages there are, and every vector once.

It alone is the truth; the vector collection and the word index hold what can be made from it again. `generation`
counts changes, so that whoever was made from an older state knows.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.errors import IndexBroken
from drafter.messages import t
from drafter.records import Passage
from drafter.retrieval.passages import Piece
from drafter.retrieval.readers import Document

_VERSION = 1
_QUERIES_KEPT = 4096
_SCHEMA = f"""
BEGIN;
CREATE TABLE document (
  id TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  unit TEXT NOT NULL, period TEXT NOT NULL, shelf TEXT NOT NULL, date TEXT NOT NULL);
CREATE TABLE passage (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
  number INTEGER NOT NULL, heading_path TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX passage_document ON passage (document, number);
CREATE TABLE vector (key BLOB PRIMARY KEY, query INTEGER NOT NULL, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO state VALUES ('generation', 0), ('dense', 0), ('folder', 0), ('trying', 0);
PRAGMA user_version = {_VERSION};
COMMIT;
"""
_PASSAGE = """SELECT p.id, d.title, p.heading_path, p.text, d.shelf, d.unit, d.period
FROM passage p JOIN document d ON d.id = p.document"""


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document as the index lists it; passages is how many it has."""

    id: str
    title: str
    unit: str
    period: str
    shelf: str
    date: str
    file: str
    passages: int


def document_id(sha256: str) -> str:
    """Id of a document by its content: the same file has the same ids on every machine."""
    return f"D{sha256[:12]}"


def file_name(file: Path) -> str:
    """A path as text that any file can be stored under, odd bytes in its name included."""
    return str(file).encode("utf-8", "backslashreplace").decode()


class Catalogue:
    """Documents, passages and vectors on disk; every method that changes something is one transaction."""

    def __init__(self, file: Path) -> None:
        try:
            self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
            self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._db.executescript(_SCHEMA)
            elif version != _VERSION:
                raise IndexBroken(t("index.version", folder=file.parent))
            self._db.execute("SELECT (SELECT count(*) FROM passage), (SELECT count(*) FROM state)").fetchone()
        except sqlite3.Error as error:
            raise IndexBroken(t("index.broken", folder=file.parent, reason=error)) from error

    def close(self) -> None:
        self._db.close()

    def state(self, name: str) -> int:
        """A counter: `generation` of the catalogue, the one that `dense` was made from, the number of its `folder`;
        `trying` is 1 while a process finds out whether that can be read."""
        return int(self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()[0])

    def set_state(self, name: str, value: int) -> None:
        self._db.execute("UPDATE state SET value = ? WHERE name = ?", (value, name))

    def documents(self) -> list[IndexedDocument]:
        """All documents, by shelf and title."""
        rows = self._db.execute(
            "SELECT d.id, title, unit, period, shelf, date, file, count(p.id) FROM document d "
            "LEFT JOIN passage p ON p.document = d.id GROUP BY d.id ORDER BY shelf DESC, title, file"
        )
        return [IndexedDocument(*row) for row in rows]

    def known(self, *, file: str = "", sha256: str = "") -> tuple[str, str, str] | None:
        """(id, file, sha256) of the document with this content, else the one read from this file, else None."""
        row: tuple[str, str, str] | None = self._db.execute(
            "SELECT id, file, sha256 FROM document WHERE sha256 = ? OR file = ? ORDER BY sha256 = ? DESC LIMIT 1",
            (sha256, file, sha256),
        ).fetchone()
        return row

    def move(self, document: str, file: str) -> None:
        """Say that a document's file now has another path."""
        self._db.execute("UPDATE document SET file = ? WHERE id = ?", (file, document))

    def put(self, document: Document, pieces: Sequence[Piece], file: str, sha256: str) -> tuple[list[str], list[str]]:
        """Store a document in place of what was read from `file` before; returns the passage ids gone and come."""
        identity = document_id(sha256)
        rows = [
            (f"{identity}-{p.order}", identity, p.order, json.dumps(p.heading_path, ensure_ascii=False), p.text)
            for p in pieces
        ]
        with _Transaction(self._db):
            gone = self._drop("file = ?", file)
            self._db.execute(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (identity, file, sha256, document.title, document.unit, document.period, document.shelf, document.date),
            )
            self._db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", rows)
        return gone, [row[0] for row in rows]

    def remove(self, document: str) -> list[str]:
        """Delete a document, and all vectors of passages: they are cheap only while their text is kept."""
        with _Transaction(self._db):
            return self._drop("id = ?", document)

    def _drop(self, where: str, value: str) -> list[str]:
        found = self._db.execute(
            f"SELECT id FROM passage WHERE document IN (SELECT id FROM document WHERE {where})", (value,)
        )
        gone = [row[0] for row in found]
        self._db.execute(f"DELETE FROM document WHERE {where}", (value,))
        self._db.execute("UPDATE state SET value = value + 1 WHERE name = 'generation'")
        return gone

    def count(self) -> dict[str, int]:
        """How many passages each shelf has."""
        rows = self._db.execute(
            "SELECT shelf, count(*) FROM passage p JOIN document d ON d.id = p.document GROUP BY shelf"
        )
        return dict(rows.fetchall())

    def passages(self) -> Iterator[Passage]:
        """Yield every passage, always in the same order."""
        for row in self._db.execute(f"{_PASSAGE} ORDER BY p.document, p.number"):
            yield _passage(row)

    def get(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; unknown ids are left out."""
        marks = ",".join("?" * len(ids))
        rows = self._db.execute(f"{_PASSAGE} WHERE p.id IN ({marks})", tuple(ids))
        return {row[0]: _passage(row) for row in rows}

    def vectors(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The stored vectors among `keys`."""
        select = "SELECT vector FROM vector WHERE key = ?"
        found = ((key, self._db.execute(select, (key,)).fetchone()) for key in keys)
        return {key: row[0] for key, row in found if row}

    def keep_vectors(self, vectors: dict[bytes, bytes], *, query: bool) -> None:
        """Store vectors; on disk when this returns."""
        with _Transaction(self._db):
            self._db.executemany(
                "INSERT OR IGNORE INTO vector VALUES (?, ?, ?)", ((k, query, v) for k, v in vectors.items())
            )

    def forget_vectors(self, needed: Iterable[bytes]) -> None:
        """Delete the vectors of passages that are not `needed`, and those of queries when there are very many."""
        with _Transaction(self._db):
            self._db.execute("CREATE TEMP TABLE needed (key BLOB PRIMARY KEY) WITHOUT ROWID")
            self._db.executemany("INSERT OR IGNORE INTO needed VALUES (?)", ((key,) for key in needed))
            self._db.execute("DELETE FROM vector WHERE NOT query AND key NOT IN (SELECT key FROM needed)")
            self._db.execute(
                "DELETE FROM vector WHERE query AND (SELECT count(*) FROM vector WHERE query) > ?", (_QUERIES_KEPT,)
            )
            self._db.execute("DROP TABLE needed")


class _Transaction:
    """All or nothing, also when the process dies within."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def content_hash(content: bytes) -> str:
    """The sha256 by which a file's content is known."""
    return hashlib.sha256(content).hexdigest()


def _passage(row: tuple[str, ...]) -> Passage:
    identity, title, path, text, shelf, unit, period = row
    return Passage(identity, title, tuple(json.loads(path)), text, 0.0, shelf, unit, period)
