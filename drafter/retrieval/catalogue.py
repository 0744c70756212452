"""The index's own SQLite file: what documents and passages there are, and every vector once.

It alone is the truth. Snapshots (`snapshot.py`) are made from it and replaced whole; what came after the current one
is its *tail*, which is searched here. `generation` counts changes, so that whoever was made from an older state knows.
Any number of processes read while one writes (WAL); a writer waits for another, never long: embedding happens outside.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from drafter.errors import IndexBroken, IndexBusy
from drafter.messages import t
from drafter.ports import Filter
from drafter.reading.document import Document
from drafter.records import Passage
from drafter.retrieval.passages import Piece, article_number

WAIT_SECONDS = 10.0  # for another process to finish writing
CORRECTABLE = ("title", "unit", "period", "kind", "shelf", "date", "number")
_VERSION = 3
_QUERIES_KEPT = 4096
_SCHEMA = f"""
CREATE TABLE document (
  id TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
  unit TEXT NOT NULL, period TEXT NOT NULL, kind TEXT NOT NULL, shelf TEXT NOT NULL, date TEXT NOT NULL,
  number TEXT NOT NULL, sketch BLOB NOT NULL, led_by TEXT REFERENCES document ON DELETE SET NULL);
CREATE INDEX document_led ON document (led_by);
CREATE TABLE passage (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL,
  heading_path TEXT NOT NULL, text TEXT NOT NULL, article INTEGER, key BLOB NOT NULL, since INTEGER NOT NULL);
CREATE INDEX passage_document ON passage (document, number);
CREATE INDEX passage_since ON passage (since);
CREATE INDEX passage_key ON passage (key);
CREATE TABLE vector (key BLOB PRIMARY KEY, query INTEGER NOT NULL, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE correction (file TEXT, field TEXT, value TEXT NOT NULL, PRIMARY KEY (file, field)) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO state VALUES ('generation', 0), ('covered', -1), ('snapshot', 0), ('embedder', '');
PRAGMA user_version = {_VERSION};
"""
_PASSAGE = """SELECT p.id, d.title, p.heading_path, p.text, d.shelf, d.unit, d.period
FROM passage p JOIN document d ON d.id = p.document"""
_HELD = "SELECT p.id FROM passage p JOIN document d ON d.id = p.document"
_FOUND = "+d.led_by IS NULL"  # an older version or a copy is kept, never found; +: not by an index


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document as the index lists it.

    passages  how many it has
    led_by    title of the newer version, or of the copy, that is found in its stead; "" for none
    kind      总结, 计划, 总结和计划, 报告, 办法, 通知 …
    """

    id: str
    title: str
    unit: str
    period: str
    shelf: str
    date: str
    number: str
    file: str
    passages: int
    led_by: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """generation  number of the last change
    covered     the generation the current snapshot was made from; -1 where there is none to rely on
    snapshot    its number
    embedder    name of the model whose vectors are kept; "" before the first
    """

    generation: int
    covered: int
    snapshot: int
    embedder: str


def _where(only: Filter) -> tuple[str, list[str]]:
    """A condition on d and p, and its values."""
    columns = {"kind": "d.kind", "unit": "d.unit || d.title", "period": "d.period", "section": "p.heading_path"}
    wanted = [(column, getattr(only, name)) for name, column in columns.items() if getattr(only, name)]
    clauses = [_FOUND, *(f"instr({column}, ?)" for column, _ in wanted)]
    values = [value for _, value in wanted]
    if only.shelf:
        clauses.append("d.shelf = ?")
        values.append(only.shelf)
    return " AND ".join(clauses), values


def document_id(sha256: str) -> str:
    """Id of a document by its content: the same file has the same ids on every machine."""
    return f"D{sha256[:12]}"


def document_of(passage: str) -> str:
    """Id of the document that the passage with this id is of."""
    return passage.rpartition("-")[0]


def file_name(file: Path) -> str:
    """A path as text that any file can be stored under, odd bytes in its name included."""
    return str(file).encode("utf-8", "backslashreplace").decode()


class Catalogue:
    """Documents, passages and vectors on disk; every method that changes something is one transaction."""

    def __init__(self, file: Path) -> None:
        """Open it, made where there is none. Raises IndexBroken, IndexBusy."""
        try:
            self._db = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")
            if self._version() == 0:
                with _Transaction(self._db):
                    if self._version() == 0:  # nobody was faster
                        for statement in _SCHEMA.strip().rstrip(";").split(";"):
                            self._db.execute(statement)
            if self._version() != _VERSION:
                raise IndexBroken(t("index.version", folder=file.parent))
            self._db.execute("CREATE INDEX IF NOT EXISTS passage_article ON passage (article)")
            self._db.execute("SELECT (SELECT count(*) FROM passage), (SELECT count(*) FROM state)").fetchone()
        except sqlite3.Error as error:
            raise IndexBroken(t("index.broken", folder=file.parent, reason=error)) from error

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        self._db.close()

    def check(self) -> str:
        """What SQLite finds wrong with the file; "" for nothing."""
        try:
            said = [row[0] for row in self._db.execute("PRAGMA integrity_check(3)")]
            said += [f"{row[0]}: {row[1]}" for row in self._db.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            return str(error)
        return "" if said == ["ok"] else "; ".join(said)

    def state(self) -> State:
        """The counters as they are now."""
        held = dict(self._db.execute("SELECT name, value FROM state").fetchall())
        return State(**{field.name: held[field.name] for field in fields(State)})

    def published(self, snapshot: int, covered: int) -> bool:
        """Make a finished snapshot the current one; False where a newer one has become it meanwhile."""
        with _Transaction(self._db):
            if self.state().snapshot >= snapshot:
                return False
            self._set("snapshot", snapshot)
            self._set("covered", covered)
            return True

    def distrust(self, snapshot: int) -> None:
        """Rely no more on this snapshot: all passages are its tail until there is another."""
        with _Transaction(self._db):
            if self.state().snapshot == snapshot:
                self._set("covered", -1)

    def set_embedder(self, name: str) -> None:
        with _Transaction(self._db):
            self._set("embedder", name)

    def _set(self, name: str, value: int | str) -> None:
        self._db.execute("UPDATE state SET value = ? WHERE name = ?", (value, name))

    def _changed(self) -> int:
        """Count a change; its generation."""
        return int(
            self._db.execute("UPDATE state SET value = value + 1 WHERE name = 'generation' RETURNING value").fetchone()[
                0
            ]
        )

    # -- documents

    def documents(self, identity: str = "") -> list[IndexedDocument]:
        """All documents, by shelf and title; or the one with this id."""
        rows = self._db.execute(
            "SELECT d.id, d.title, d.unit, d.period, d.shelf, d.date, d.number, d.file, count(p.id), "
            "coalesce(l.title, ''), d.kind FROM document d "
            "LEFT JOIN passage p ON p.document = d.id LEFT JOIN document l ON l.id = d.led_by "
            "WHERE ? IN ('', d.id) GROUP BY d.id ORDER BY d.shelf DESC, d.title, d.file",
            (identity,),
        )
        return [IndexedDocument(*row) for row in rows]

    def sizes(self) -> tuple[int, int]:
        """How many documents and passages are kept."""
        row = self._db.execute("SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM passage)").fetchone()
        return int(row[0]), int(row[1])

    def names(self) -> list[tuple[str, str, str, str]]:
        """(id, title, unit, number) of every document that leads."""
        return self._db.execute("SELECT id, title, unit, number FROM document WHERE led_by IS NULL").fetchall()

    def known(self, *, file: str = "", sha256: str = "") -> tuple[str, str, str] | None:
        """(id, file, sha256) of the document with this content, else the one read from this file, else None."""
        row: tuple[str, str, str] | None = self._db.execute(
            "SELECT id, file, sha256 FROM document WHERE sha256 = ? OR file = ? ORDER BY sha256 = ? DESC LIMIT 1",
            (sha256, file, sha256),
        ).fetchone()
        return row

    def move(self, document: str, file: str) -> None:
        """Say that a document's file now has another path."""
        with _Transaction(self._db):
            self._db.execute("UPDATE document SET file = ? WHERE id = ?", (file, document))

    def files(self) -> list[tuple[str, str]]:
        """(file, sha256) of every document."""
        return self._db.execute("SELECT file, sha256 FROM document ORDER BY file").fetchall()

    def texts(self) -> Iterator[tuple[bytes, tuple[str, ...], str]]:
        """Yield (key of the vector, heading path, text) of every passage, found or not."""
        for key, path, text in self._db.execute("SELECT key, heading_path, text FROM passage ORDER BY rowid"):
            yield key, tuple(json.loads(path)), text

    def lacking(self) -> int:
        """How many passages have no vector."""
        row = self._db.execute("SELECT count(*) FROM passage WHERE key NOT IN (SELECT key FROM vector)").fetchone()
        return int(row[0])

    def sketches(self) -> list[tuple[str, str, str, str, str, str, str, str, str, bytes]]:
        """(id, title, unit, period, kind, shelf, date, number, file, sketch) of every document that leads."""
        return self._db.execute(
            "SELECT id, title, unit, period, kind, shelf, date, number, file, sketch FROM document WHERE led_by IS NULL"
        ).fetchall()

    def corrections(self, file: str) -> dict[str, str]:
        """What a user said of a document's file: field → value."""
        return dict(self._db.execute("SELECT field, value FROM correction WHERE file = ?", (file,)).fetchall())

    def correct(self, document: IndexedDocument, values: Mapping[str, str]) -> None:
        """Keep what a user says a document is; it outlives a new reading of the file."""
        with _Transaction(self._db):
            now = self._changed()
            for field, value in values.items():
                assert field in CORRECTABLE
                self._db.execute(f"UPDATE document SET {field} = ? WHERE id = ?", (value, document.id))
                self._db.execute("INSERT OR REPLACE INTO correction VALUES (?, ?, ?)", (document.file, field, value))
            if "shelf" in values:  # a snapshot has it on the other shelf
                self._db.execute("UPDATE passage SET since = ? WHERE document = ?", (now, document.id))

    def put(
        self,
        document: Document,
        pieces: Sequence[Piece],
        keys: Sequence[bytes],
        file: str,
        sha256: str,
        *,
        sketch: bytes = b"",
        led_by: str | None = None,
        leads: Iterable[str] = (),
    ) -> bool:
        """Store a document in place of what was read from `file` before; False where its content is held already.

        keys    of the pieces' vectors, in order
        led_by  id of the document found in its stead; `leads` are those it is found in the stead of
        """
        identity = document_id(sha256)
        with _Transaction(self._db):
            if self.known(sha256=sha256):
                return False
            now = self._changed()
            self._free(self.known(file=file), now)
            self._db.execute(
                "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM document WHERE id = ?))",
                (
                    identity, file, sha256, document.title, document.unit, document.period, document.kind,
                    document.shelf, document.date, document.number, sketch, led_by,
                ),
            )  # fmt: skip
            self._db.executemany(
                "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        f"{identity}-{p.order}", identity, p.order, json.dumps(p.heading_path, ensure_ascii=False),
                        p.text, article_number(p.heading_path), key, now,
                    )
                    for p, key in zip(pieces, keys, strict=True)
                ),
            )  # fmt: skip
            for led in leads:
                self._db.execute("UPDATE document SET led_by = ? WHERE id = ? OR led_by = ?", (identity, led, led))
        return True

    def remove(self, document: str) -> None:
        """Delete a document; those it was found in the stead of are found again."""
        with _Transaction(self._db):
            self._free(self.known_id(document), self._changed())

    def adopt(self, embedder: str, keys: Mapping[bytes, bytes]) -> None:
        """Let this be the embedder: every passage's old key is replaced by the new, and the snapshot is done with."""
        with _Transaction(self._db):
            self._db.executemany("UPDATE passage SET key = ? WHERE key = ?", ((new, old) for old, new in keys.items()))
            self._set("embedder", embedder)
            self._set("covered", -1)

    def known_id(self, document: str) -> tuple[str, str, str] | None:
        row: tuple[str, str, str] | None = self._db.execute(
            "SELECT id, file, sha256 FROM document WHERE id = ?", (document,)
        ).fetchone()
        return row

    def _free(self, held: tuple[str, str, str] | None, now: int) -> None:
        if held is None:
            return
        self._db.execute(
            "UPDATE passage SET since = ? WHERE document IN (SELECT id FROM document WHERE led_by = ?)", (now, held[0])
        )
        self._db.execute("DELETE FROM document WHERE id = ?", (held[0],))

    # -- passages

    def count(self, only: Filter) -> int:
        """How many passages can be found."""
        where, values = _where(only)
        joined = "FROM passage p JOIN document d ON d.id = p.document"
        return int(self._db.execute(f"SELECT count(*) {joined} WHERE {where}", values).fetchone()[0])

    def passages(self, only: Filter | None = None, *, after: int = -1) -> Iterator[Passage]:
        """Yield the passages that can be found, always in the same order.

        after  only those that came after this generation
        """
        where, values = _where(only or Filter())
        for row in self._db.execute(f"{_PASSAGE} WHERE {where} AND p.since > ? ORDER BY p.rowid", (*values, after)):
            yield _passage(row)

    def tail(self, after: int) -> int:
        """How many passages came after this generation."""
        return int(self._db.execute("SELECT count(*) FROM passage WHERE since > ?", (after,)).fetchone()[0])

    def get(self, ids: Sequence[str], only: Filter | None = None) -> dict[str, Passage]:
        """The passages with these ids that can be found and are wanted; others are left out."""
        where, values = _where(only or Filter())
        rows = self._db.execute(f"{_PASSAGE} WHERE p.id IN ({','.join('?' * len(ids))}) AND {where}", (*ids, *values))
        return {row[0]: _passage(row) for row in rows}

    def held(self, ids: Collection[str], only: Filter) -> set[str]:
        """Which of these ids are of passages that can be found and are wanted."""
        where, values = _where(only)
        rows = self._db.execute(f"{_HELD} WHERE p.id IN ({','.join('?' * len(ids))}) AND {where}", (*ids, *values))
        return {row[0] for row in rows}

    def around(self, identity: str, reach: int) -> list[Passage]:
        """A passage with up to `reach` passages before and after it in its document, in reading order."""
        rows = self._db.execute(
            f"{_PASSAGE} JOIN passage o ON o.document = p.document WHERE o.id = ? "
            "AND p.number BETWEEN o.number - ? AND o.number + ? ORDER BY p.number",
            (identity, reach, reach),
        )
        return [_passage(row) for row in rows]

    def of_document(self, document: str) -> list[Passage]:
        """The passages of a document in order."""
        rows = self._db.execute(f"{_PASSAGE} WHERE p.document = ? ORDER BY p.number", (document,))
        return [_passage(row) for row in rows]

    def of_article(self, article: int, only: Filter, *, document: str = "") -> list[str]:
        """Ids of the passages of an article (see `passages.article_number`), of one document or of any, in order."""
        where, values = _where(only)
        rows = self._db.execute(
            f"{_HELD} WHERE p.article = ? AND ? IN ('', p.document) AND {where} ORDER BY d.title, p.document, p.number",
            (article, document, *values),
        )
        return [row[0] for row in rows]

    # -- vectors

    def vectors(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The stored vectors among `keys`."""
        wanted = list(keys)
        found: dict[bytes, bytes] = {}
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            marks = ",".join("?" * len(some))
            found |= dict(self._db.execute(f"SELECT key, vector FROM vector WHERE key IN ({marks})", some).fetchall())
        return found

    def keep_vectors(self, vectors: dict[bytes, bytes], *, query: bool) -> None:
        """Store vectors; on disk when this returns."""
        with _Transaction(self._db):
            self._db.executemany(
                "INSERT OR IGNORE INTO vector VALUES (?, ?, ?)", ((k, query, v) for k, v in vectors.items())
            )

    def forget_vectors(self) -> None:
        """Delete the vectors that no passage needs, and those of queries when there are very many."""
        with _Transaction(self._db):
            self._db.execute("DELETE FROM vector WHERE NOT query AND key NOT IN (SELECT key FROM passage)")
            self._db.execute(
                "DELETE FROM vector WHERE query AND (SELECT count(*) FROM vector WHERE query) > ?", (_QUERIES_KEPT,)
            )


class _Transaction:
    """All or nothing, also when the process dies within."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise IndexBusy(t("index.busy", seconds=f"{WAIT_SECONDS:g}")) from error

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def content_hash(content: bytes) -> str:
    """The sha256 by which a file's content is known."""
    return hashlib.sha256(content).hexdigest()


def _passage(row: tuple[str, ...]) -> Passage:
    identity, title, path, text, shelf, unit, period = row
    return Passage(identity, title, tuple(json.loads(path)), text, 0.0, shelf, unit, period)
