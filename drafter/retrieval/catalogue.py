"""The index's own SQLite file: what documents and passages there are, and every vector once.

It alone is the truth. Snapshots (`snapshot.py`) are made from it and replaced whole; what came after the current one
is its *tail*, which is searched here. `generation` counts changes, so that whoever was made from an older state knows.
Any number of processes read while one writes (WAL); a writer waits for another, never long: embedding happens outside.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any

from drafter.errors import DiskFault, EnvironmentFault, IndexBroken, IndexBusy
from drafter.messages import t
from drafter.ports import Filter
from drafter.reading.document import Document
from drafter.records import Passage
from drafter.retrieval.database import Transaction, connect, mark_damaged
from drafter.retrieval.passages import Piece, article_number

CORRECTABLE = ("title", "unit", "period", "kind", "shelf", "date", "number")
FILE = "catalogue.sqlite"
_VERSION = 4
_QUERIES_KEPT = 4096
_TOGETHER = 500  # rows asked for by their keys
_GIVE_UP_SECONDS = 0.2  # for what need not be kept
_SCHEMA = """
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
CREATE INDEX passage_article ON passage (article);
CREATE TABLE correction (file TEXT, field TEXT, value TEXT NOT NULL, PRIMARY KEY (file, field)) WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO state VALUES ('generation', 0), ('covered', -1), ('snapshot', 0), ('embedder', '');
"""
# Not WITHOUT ROWID: there a row as long as a vector takes a page of its own.
_SINCE_4 = """
CREATE TABLE vector (key BLOB PRIMARY KEY, query INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX vector_query ON vector (query) WHERE query;
CREATE TABLE seen (
  file TEXT PRIMARY KEY, signature TEXT NOT NULL, sha256 TEXT NOT NULL, refused TEXT NOT NULL, reader TEXT NOT NULL)
  WITHOUT ROWID;
INSERT INTO state VALUES ('identity', lower(hex(randomblob(6))));
"""
# Snapshots of that time hold words in another form.
_FROM_3 = f"""
ALTER TABLE vector RENAME TO vector_3;
{_SINCE_4.strip()}
INSERT INTO vector SELECT key, query, vector FROM vector_3;
DROP TABLE vector_3;
CREATE INDEX IF NOT EXISTS passage_article ON passage (article);
UPDATE state SET value = -1 WHERE name = 'covered';
"""
_STEPS = {0: _SCHEMA + _SINCE_4, 3: _FROM_3}  # from a version to this one
_PASSAGE = """SELECT p.id, d.title, p.heading_path, p.text, d.shelf, d.unit, d.period
FROM passage p JOIN document d ON d.id = p.document"""
_HELD = "SELECT p.id FROM passage p JOIN document d ON d.id = p.document"
# An older version or a copy is kept, but never found. +: no index of it, most documents are led by none.
_FOUND = "+d.led_by IS NULL"


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
class Seen:
    """What is known of a file's content: as long as its signature is the same, its sha256 is.

    signature  see `adding.signature`
    refused    why its content was of no use, to `reader`; "" where it was, or was not tried
    """

    file: str
    signature: str
    sha256: str
    refused: str = ""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """generation  number of the last change
    covered     the generation the current snapshot was made from; -1 where there is none to rely on
    snapshot    its number
    embedder    name of the space whose vectors are kept; "" before the first
    identity    tells this index from any other
    """

    generation: int
    covered: int
    snapshot: int
    embedder: str
    identity: str


def _where(only: Filter) -> tuple[str, list[str]]:
    """A condition on d and p, and its values."""
    columns = {
        "kind": "d.kind",
        "unit": "d.unit || d.title",
        "period": "d.period",
        "section": "p.heading_path",
    }
    wanted = [
        (column, getattr(only, name)) for name, column in columns.items() if getattr(only, name)
    ]
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
        """Open it, made where there is none. Raises IndexBroken, IndexBusy, DiskFault, as all methods may."""
        self._db = connect(file)
        try:
            if self._version() in _STEPS:
                with Transaction(self._db):
                    for statement in _STEPS.get(self._version(), "").split(
                        ";"
                    ):  # "" where somebody was faster
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA user_version = {_VERSION}")
            if self._version() != _VERSION:
                raise IndexBroken(t("index.version", folder=file.parent))
            self._db.execute(
                "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM state)"
            ).fetchone()
        except BaseException:
            self._db.close()
            raise

    def _version(self) -> int:
        """Of its tables; -1 for some that no step leads on from, which do not say what kind a document is."""
        version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        kinds = self._db.execute(
            "SELECT 1 FROM pragma_table_info('document') WHERE name = 'kind'"
        ).fetchone()
        return version if version == 0 or kinds else -1

    def close(self) -> None:
        self._db.close()

    def check(self) -> str:
        """What SQLite finds wrong with the file, reading all of it; "" for nothing."""
        try:
            said = [row[0] for row in self._db.execute("PRAGMA integrity_check(3)")]
            said += [f"{row[0]}: {row[1]}" for row in self._db.execute("PRAGMA foreign_key_check")]
        except IndexBroken as error:
            said = [str(error.__cause__)]
        if said == ["ok"]:
            return ""
        mark_damaged(self._db.folder)
        return "; ".join(said)

    def copy(self, file: Path) -> None:
        """Write all of it as it is now into a new file."""
        self._db.execute("VACUUM INTO ?", (str(file),))

    def state(self) -> State:
        """The counters as they are now."""
        held = dict(self._db.execute("SELECT name, value FROM state").fetchall())
        return State(**{field.name: held[field.name] for field in fields(State)})

    def published(
        self, snapshot: int, covered: int, embedder: str, keys: Mapping[bytes, bytes]
    ) -> bool:
        """Make a finished snapshot the current one; False where a newer one has become it meanwhile.

        embedder  whose vectors it holds; where it takes over, `keys` has the new key for each of the passages' old ones
        """
        with Transaction(self._db):
            state = self.state()
            if state.snapshot >= snapshot:
                return False
            if state.embedder != embedder:
                self._rekey(keys)
                self._set("embedder", embedder)
            self._set("snapshot", snapshot)
            self._set("covered", covered)
            return True

    def rekey(self, keys: Mapping[bytes, bytes]) -> None:
        """Let passages have other vectors: old key → new."""
        with Transaction(self._db):
            self._rekey(keys)

    def _rekey(self, keys: Mapping[bytes, bytes]) -> None:
        self._db.executemany(
            "UPDATE passage SET key = ? WHERE key = ?", ((new, old) for old, new in keys.items())
        )

    def distrust(self, snapshot: int) -> None:
        """Rely no more on this snapshot: all passages are its tail until there is another."""
        with Transaction(self._db):
            if self.state().snapshot == snapshot:
                self._set("covered", -1)

    def settle_embedder(self, name: str) -> str:
        """The name of the space whose vectors are kept: `name` where there were none before."""
        if not self.state().embedder:
            with Transaction(self._db):
                if not self.state().embedder:
                    self._set("embedder", name)
        return self.state().embedder

    def _set(self, name: str, value: int | str) -> None:
        self._db.execute("UPDATE state SET value = ? WHERE name = ?", (value, name))

    def _changed(self) -> int:
        """Count a change; its generation."""
        return int(
            self._db.execute(
                "UPDATE state SET value = value + 1 WHERE name = 'generation' RETURNING value"
            ).fetchone()[0]
        )

    # -- documents

    def documents(self, identity: str = "") -> list[IndexedDocument]:
        """All documents, by shelf and title; or the one with this id."""
        rows = self._db.execute(
            "SELECT d.id, d.title, d.unit, d.period, d.shelf, d.date, d.number, d.file, count(p.id), "
            "coalesce(l.title, ''), d.kind FROM document d "
            "LEFT JOIN passage p ON p.document = d.id LEFT JOIN document l ON l.id = d.led_by "
            f"{'WHERE d.id = ?' if identity else ''} GROUP BY d.id ORDER BY d.shelf DESC, d.title, d.file",
            (identity,) if identity else (),
        )
        return [IndexedDocument(*row) for row in rows]

    def sizes(self) -> tuple[int, int]:
        """How many documents and passages are kept."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM passage)"
        ).fetchone()
        return int(row[0]), int(row[1])

    def holds_passages(self) -> bool:
        """Whether there is any."""
        return bool(self._db.execute("SELECT EXISTS (SELECT 1 FROM passage)").fetchone()[0])

    def names(self) -> list[tuple[str, str, str, str]]:
        """(id, title, unit, number) of every document that leads."""
        return self._db.execute(
            "SELECT id, title, unit, number FROM document WHERE led_by IS NULL"
        ).fetchall()

    def known(self, *, file: str = "", sha256: str = "") -> tuple[str, str, str] | None:
        """(id, file, sha256) of the document with this content, else the one read from this file, else None."""
        row: tuple[str, str, str] | None = self._db.execute(
            "SELECT id, file, sha256 FROM document WHERE sha256 = ? OR file = ? ORDER BY sha256 = ? DESC LIMIT 1",
            (sha256, file, sha256),
        ).fetchone()
        return row

    def move(self, document: str, file: str) -> None:
        """Say that a document's file now has another path."""
        with Transaction(self._db):
            self._db.execute("UPDATE document SET file = ? WHERE id = ?", (file, document))

    def files(self) -> list[tuple[str, str]]:
        """(file, sha256) of every document."""
        return self._db.execute("SELECT file, sha256 FROM document ORDER BY file").fetchall()

    def seen(self, file: str) -> Seen | None:
        """What is known of a file."""
        row = self._db.execute("SELECT * FROM seen WHERE file = ?", (file,)).fetchone()
        return Seen(*row) if row else None

    def see(self, files: Iterable[Seen]) -> None:
        """Keep what is known of files."""
        with Transaction(self._db):
            rows = [
                (file.file, file.signature, file.sha256, file.refused, file.reader)
                for file in files
            ]
            self._db.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", rows)

    def texts(self, *, after: int = -1) -> Iterator[tuple[bytes, tuple[str, ...], str]]:
        """Yield (key of its vector, heading path, text) of every passage that came after a generation, found or not."""
        rows = self._db.execute(
            "SELECT key, heading_path, text FROM passage WHERE since > ? ORDER BY rowid", (after,)
        )
        for key, path, text in rows:
            yield key, tuple(json.loads(path)), text

    def lacking(self) -> int:
        """How many passages have no vector."""
        row = self._db.execute(
            "SELECT count(*) FROM passage WHERE key NOT IN (SELECT key FROM vector)"
        ).fetchone()
        return int(row[0])

    def sketches(self) -> list[tuple[str, str, str, str, str, str, str, str, str, bytes]]:
        """(id, title, unit, period, kind, shelf, date, number, file, sketch) of every document that leads."""
        return self._db.execute(
            "SELECT id, title, unit, period, kind, shelf, date, number, file, sketch FROM document WHERE led_by IS NULL"
        ).fetchall()

    def corrections(self, file: str) -> dict[str, str]:
        """What a user said of a document's file: field → value."""
        return dict(
            self._db.execute(
                "SELECT field, value FROM correction WHERE file = ?", (file,)
            ).fetchall()
        )

    def correct(self, document: IndexedDocument, values: Mapping[str, str]) -> None:
        """Keep what a user says a document is; it outlives a new reading of the file."""
        with Transaction(self._db):
            now = self._changed()
            for field, value in values.items():
                assert field in CORRECTABLE
                self._db.execute(
                    f"UPDATE document SET {field} = ? WHERE id = ?", (value, document.id)
                )
                self._db.execute(
                    "INSERT OR REPLACE INTO correction VALUES (?, ?, ?)",
                    (document.file, field, value),
                )
            if "shelf" in values:  # a snapshot has it on the other shelf
                self._db.execute(
                    "UPDATE passage SET since = ? WHERE document = ?", (now, document.id)
                )

    def put(
        self,
        document: Document,
        pieces: Sequence[Piece],
        keys: Sequence[bytes],
        file: str,
        sha256: str,
        *,
        embedder: str = "",
        sketch: bytes = b"",
        led_by: str | None = None,
        leads: Iterable[str] = (),
    ) -> bool:
        """Store a document in place of what was read from `file` before; False where its content is held already.

        keys    of the pieces' vectors, in order, of the space `embedder`; EnvironmentFault where another is kept now
        led_by  id of the document found in its stead; `leads` are those it is found in the stead of
        """
        identity = document_id(sha256)
        with Transaction(self._db):
            if embedder not in ("", held := self.state().embedder):
                raise EnvironmentFault(t("index.embedder", held=held, asked=embedder))
            if self.known(sha256=sha256):
                return False
            now = self._changed()
            unneeded = self._free(self.known(file=file), now)
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
                self._db.execute(
                    "UPDATE document SET led_by = ? WHERE id = ? OR led_by = ?",
                    (identity, led, led),
                )
            self._forget(unneeded)
        return True

    def remove(self, document: str) -> None:
        """Delete a document; those it was found in the stead of are found again."""
        with Transaction(self._db):
            self._forget(self._free(self.known_id(document), self._changed()))

    def known_id(self, document: str) -> tuple[str, str, str] | None:
        row: tuple[str, str, str] | None = self._db.execute(
            "SELECT id, file, sha256 FROM document WHERE id = ?", (document,)
        ).fetchone()
        return row

    def _free(self, held: tuple[str, str, str] | None, now: int) -> list[tuple[bytes]]:
        """Delete a document; the keys of its vectors."""
        if held is None:
            return []
        keys = self._db.execute("SELECT key FROM passage WHERE document = ?", held[:1]).fetchall()
        self._db.execute(
            "UPDATE passage SET since = ? WHERE document IN (SELECT id FROM document WHERE led_by = ?)",
            (now, held[0]),
        )
        self._db.execute("DELETE FROM document WHERE id = ?", held[:1])
        return keys

    def _forget(self, keys: Sequence[tuple[bytes]]) -> None:
        """Delete the vectors that no passage needs any more."""
        unneeded = "NOT EXISTS (SELECT 1 FROM passage WHERE passage.key = vector.key)"
        self._db.executemany(f"DELETE FROM vector WHERE key = ? AND {unneeded}", keys)

    # -- passages

    def few(self, only: Filter, most: int) -> bool:
        """Whether at most so many passages can be found and are wanted."""
        where, values = _where(only)
        some = f"{_HELD} WHERE {where} LIMIT ?"
        return (
            int(
                self._db.execute(f"SELECT count(*) FROM ({some})", (*values, most + 1)).fetchone()[
                    0
                ]
            )
            <= most
        )

    def passages(self, only: Filter | None = None, *, after: int = -1) -> Iterator[Passage]:
        """Yield the passages that can be found, always in the same order.

        after  only those that came after this generation
        """
        where, values = _where(only or Filter())
        for row in self._db.execute(
            f"{_PASSAGE} WHERE {where} AND p.since > ? ORDER BY p.rowid", (*values, after)
        ):
            yield _passage(row)

    def counts(self, after: int) -> dict[str, int]:
        """Shelf → passages that can be found and came after this generation."""
        rows = self._db.execute(
            f"SELECT d.shelf, count(*) FROM passage p JOIN document d ON d.id = p.document "
            f"WHERE p.since > ? AND {_FOUND} GROUP BY d.shelf",
            (after,),
        )
        return dict(rows)

    def found(self, until: int) -> int:
        """How many passages that can be found have come until this generation."""
        rows = self._db.execute(
            f"SELECT count(*) FROM passage p JOIN document d ON d.id = p.document WHERE p.since <= ? AND {_FOUND}",
            (until,),
        )
        return int(rows.fetchone()[0])

    def tail(self, after: int) -> int:
        """How many passages came after this generation."""
        return int(
            self._db.execute("SELECT count(*) FROM passage WHERE since > ?", (after,)).fetchone()[0]
        )

    def get(self, ids: Sequence[str], only: Filter | None = None) -> dict[str, Passage]:
        """The passages with these ids that can be found and are wanted; others are left out."""
        where, values = _where(only or Filter())
        found: dict[str, Passage] = {}
        for some, marks in _batches(ids):
            rows = self._db.execute(
                f"{_PASSAGE} WHERE p.id IN ({marks}) AND {where}", (*some, *values)
            )
            found |= {row[0]: _passage(row) for row in rows}
        return found

    def held(self, ids: Collection[str], only: Filter) -> set[str]:
        """Which of these ids are of passages that can be found and are wanted."""
        where, values = _where(only)
        found: set[str] = set()
        for some, marks in _batches(ids):
            rows = self._db.execute(
                f"{_HELD} WHERE p.id IN ({marks}) AND {where}", (*some, *values)
            )
            found |= {row[0] for row in rows}
        return found

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
        found: dict[bytes, bytes] = {}
        for some, marks in _batches(keys):
            found |= dict(
                self._db.execute(
                    f"SELECT key, vector FROM vector WHERE key IN ({marks})", some
                ).fetchall()
            )
        return found

    def dimension(self, space: str) -> int:
        """Of the vectors that passages have; 0 where there are none of this space."""
        if self.state().embedder != space:
            return 0
        row = self._db.execute(
            "SELECT length(vector) / 4 FROM passage JOIN vector USING (key) LIMIT 1"
        ).fetchone()
        return int(row[0]) if row else 0

    def keep_vectors(self, vectors: Mapping[bytes, bytes]) -> None:
        """Store vectors of passages; on disk when this returns."""
        self._keep(vectors, query=False)

    def keep_queries(self, vectors: Mapping[bytes, bytes]) -> None:
        """Store vectors of questions, the oldest of very many deleted; a search waits for no writer and no disk."""
        with suppress(IndexBusy, DiskFault):
            self._keep(vectors, query=True, wait=_GIVE_UP_SECONDS)

    def _keep(
        self, vectors: Mapping[bytes, bytes], *, query: bool, wait: float | None = None
    ) -> None:
        with Transaction(self._db, wait):
            rows = ((key, query, vector) for key, vector in vectors.items())
            self._db.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?, ?)", rows)
            if (
                query
                and self._db.execute("SELECT count(*) FROM vector WHERE query").fetchone()[0]
                > _QUERIES_KEPT
            ):
                self._db.execute(
                    "DELETE FROM vector WHERE rowid IN (SELECT rowid FROM vector WHERE query ORDER BY rowid LIMIT ?)",
                    (_QUERIES_KEPT // 2,),
                )

    def forget_vectors(self) -> None:
        """Delete the vectors that no passage needs."""
        with Transaction(self._db):
            self._db.execute(
                "DELETE FROM vector WHERE NOT query AND key NOT IN (SELECT key FROM passage)"
            )


def _batches(keys: Iterable[Any]) -> Iterator[tuple[list[Any], str]]:
    """Some keys at a time, and a question mark for each."""
    left = iter(keys)
    while some := list(islice(left, _TOGETHER)):
        yield some, ",".join("?" * len(some))


def _passage(row: tuple[str, ...]) -> Passage:
    identity, title, path, text, shelf, unit, period = row
    return Passage(identity, title, tuple(json.loads(path)), text, 0.0, shelf, unit, period)
