"""What the catalogue can be asked; `catalogue.Catalogue` adds what changes it.

Passages and documents that another one leads are kept, but not found.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from drafter.ports import Filter
from drafter.records import Passage
from drafter.retrieval.database import Connection

_TOGETHER = 500  # rows asked for by their keys
_JOINED = "FROM passage p JOIN document d ON d.id = p.document"
_PASSAGE = f"SELECT p.id, d.title, p.heading_path, p.text, d.shelf, d.unit, d.period {_JOINED}"
_HELD = f"SELECT p.id {_JOINED}"
# An older version or a copy is not found. +: use no index for it, most documents are led by none.
_FOUND = "+d.led_by IS NULL"
_FILTERED = {
    "kind": "d.kind",
    "unit": "d.unit || d.title",
    "period": "d.period",
    "section": "p.heading_path",
}


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


class CatalogueReader:
    """Documents, passages and vectors as they are now; no method changes anything.

    Methods raise IndexBroken, IndexBusy and DiskFault, as `database.Connection` does.
    """

    def __init__(self, db: Connection) -> None:
        self._db = db

    @property
    def only_read(self) -> bool:
        """Whether nothing can be changed: the folder cannot be written."""
        return self._db.only_read

    def _number(self, sql: str, values: Sequence[object] = ()) -> int:
        """The one number that a question is answered with."""
        return int(self._db.execute(sql, values).fetchone()[0])

    def state(self) -> State:
        """The counters as they are now."""
        values = dict(self._db.execute("SELECT name, value FROM state").fetchall())
        return State(**{field.name: values[field.name] for field in fields(State)})

    # -- documents

    def documents(self, identity: str = "") -> list[IndexedDocument]:
        """All documents, by shelf and title; or the one with this id."""
        rows = self._db.execute(
            "SELECT d.id, d.title, d.unit, d.period, d.shelf, d.date, d.number, d.file, "
            "count(p.id), coalesce(l.title, ''), d.kind FROM document d "
            "LEFT JOIN passage p ON p.document = d.id LEFT JOIN document l ON l.id = d.led_by "
            f"{'WHERE d.id = ?' if identity else ''} "
            "GROUP BY d.id ORDER BY d.shelf DESC, d.title, d.file",
            (identity,) if identity else (),
        )
        return [IndexedDocument(*row) for row in rows]

    def sizes(self) -> tuple[int, int]:
        """How many documents and passages are kept."""
        return (
            self._number("SELECT count(*) FROM document"),
            self._number("SELECT count(*) FROM passage"),
        )

    def holds_passages(self) -> bool:
        """Whether there is any passage."""
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM passage)"))

    def names(self) -> list[tuple[str, str, str, str]]:
        """(id, title, unit, number) of every document that leads."""
        return self._db.execute(
            "SELECT id, title, unit, number FROM document WHERE led_by IS NULL"
        ).fetchall()

    def known(self, *, file: str = "", sha256: str = "") -> tuple[str, str, str] | None:
        """(id, file, sha256) of the document with this content, else of the one of this file.

        None where there is neither.
        """
        row: tuple[str, str, str] | None = self._db.execute(
            "SELECT id, file, sha256 FROM document WHERE sha256 = ? OR file = ? "
            "ORDER BY sha256 = ? DESC LIMIT 1",
            (sha256, file, sha256),
        ).fetchone()
        return row

    def files(self) -> list[tuple[str, str]]:
        """(file, sha256) of every document."""
        return self._db.execute("SELECT file, sha256 FROM document ORDER BY file").fetchall()

    def seen(self, file: str) -> Seen | None:
        """What is known of a file."""
        row = self._db.execute("SELECT * FROM seen WHERE file = ?", (file,)).fetchone()
        return Seen(*row) if row else None

    def sketches(self) -> list[tuple[str, str, str, str, str, str, str, str, str, bytes]]:
        """The fields of `versions.Known` of every document that leads."""
        return self._db.execute(
            "SELECT id, title, unit, period, kind, shelf, date, number, file, sketch "
            "FROM document WHERE led_by IS NULL"
        ).fetchall()

    def corrections(self, file: str) -> dict[str, str]:
        """What a user said of a document's file: field → value."""
        rows = self._db.execute("SELECT field, value FROM correction WHERE file = ?", (file,))
        return dict(rows.fetchall())

    # -- passages

    def texts(self, *, after: int = -1) -> Iterator[tuple[bytes, tuple[str, ...], str]]:
        """Yield (key of its vector, heading path, text) of every passage, found or not.

        after  only those that came after this generation
        """
        rows = self._db.execute(
            "SELECT key, heading_path, text FROM passage WHERE since > ? ORDER BY rowid", (after,)
        )
        for key, path, text in rows:
            yield key, tuple(json.loads(path)), text

    def lacking(self) -> int:
        """How many passages have no vector."""
        return self._number(
            "SELECT count(*) FROM passage WHERE key NOT IN (SELECT key FROM vector)"
        )

    def few(self, only: Filter, most: int) -> bool:
        """Whether at most so many passages can be found and are wanted."""
        where, values = _where(only)
        some = f"{_HELD} WHERE {where} LIMIT ?"
        return self._number(f"SELECT count(*) FROM ({some})", (*values, most + 1)) <= most

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
            f"SELECT d.shelf, count(*) {_JOINED} WHERE p.since > ? AND {_FOUND} GROUP BY d.shelf",
            (after,),
        )
        return dict(rows)

    def found(self, until: int) -> int:
        """How many passages that can be found have come until this generation."""
        where = f"p.since <= ? AND {_FOUND}"
        return self._number(f"SELECT count(*) {_JOINED} WHERE {where}", (until,))

    def tail(self, after: int) -> int:
        """How many passages came after this generation."""
        return self._number("SELECT count(*) FROM passage WHERE since > ?", (after,))

    def get(self, ids: Sequence[str], only: Filter | None = None) -> dict[str, Passage]:
        """The passages with these ids that can be found and are wanted; others are left out."""
        where, values = _where(only or Filter())
        passages: dict[str, Passage] = {}
        for some, marks in _batches(ids):
            rows = self._db.execute(
                f"{_PASSAGE} WHERE p.id IN ({marks}) AND {where}", (*some, *values)
            )
            passages |= {row[0]: _passage(row) for row in rows}
        return passages

    def held(self, ids: Collection[str], only: Filter) -> set[str]:
        """Which of these ids are of passages that can be found and are wanted."""
        where, values = _where(only)
        held: set[str] = set()
        for some, marks in _batches(ids):
            rows = self._db.execute(
                f"{_HELD} WHERE p.id IN ({marks}) AND {where}", (*some, *values)
            )
            held |= {row[0] for row in rows}
        return held

    def around(self, identity: str, reach: int) -> list[Passage]:
        """A passage with up to `reach` before and after it in its document, in reading order."""
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
        """Ids of the passages of an article, in order, of one document or of any.

        article  as `passages.article_number` counts it
        """
        where, values = _where(only)
        rows = self._db.execute(
            f"{_HELD} WHERE p.article = ? AND ? IN ('', p.document) AND {where} "
            "ORDER BY d.title, p.document, p.number",
            (article, document, *values),
        )
        return [row[0] for row in rows]

    # -- vectors

    def vectors(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The stored vectors among `keys`."""
        vectors: dict[bytes, bytes] = {}
        for some, marks in _batches(keys):
            rows = self._db.execute(f"SELECT key, vector FROM vector WHERE key IN ({marks})", some)
            vectors |= dict(rows.fetchall())
        return vectors

    def dimension(self, space: str) -> int:
        """Of the vectors that passages have; 0 where there are none of this space."""
        if self.state().embedder != space:
            return 0
        row = self._db.execute(
            "SELECT length(vector) / 4 FROM passage JOIN vector USING (key) LIMIT 1"
        ).fetchone()
        return int(row[0]) if row else 0


def _where(only: Filter) -> tuple[str, list[str]]:
    """A condition on d and p, and its values."""
    wanted = {column: getattr(only, name) for name, column in _FILTERED.items()}
    clauses = [_FOUND, *(f"instr({column}, ?)" for column, value in wanted.items() if value)]
    values = [value for value in wanted.values() if value]
    if only.shelf:
        clauses.append("d.shelf = ?")
        values.append(only.shelf)
    return " AND ".join(clauses), values


def _batches(keys: Iterable[Any]) -> Iterator[tuple[list[Any], str]]:
    """Yield some keys at a time, and a question mark for each."""
    left = iter(keys)
    while some := list(islice(left, _TOGETHER)):
        yield some, ",".join("?" * len(some))


def _passage(row: tuple[str, ...]) -> Passage:
    identity, title, path, text, shelf, unit, period = row
    return Passage(identity, title, tuple(json.loads(path)), text, 0.0, shelf, unit, period)
