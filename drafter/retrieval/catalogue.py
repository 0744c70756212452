"""The index's own SQLite file: what documents and passages there are, and every vector once.

It alone is the truth. Snapshots (`snapshot.py`) are made from it and replaced whole; the passages
that came after the current one are its *tail*, which is searched in memory. `generation` counts
changes, so that what was made from an older state shows. Any number of processes read while one
writes (WAL); writers wait for one another, never long, for embedding happens outside.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from drafter.errors import DiskFault, EnvironmentFault, IndexBroken, IndexBusy
from drafter.messages import t
from drafter.reading.document import Document
from drafter.retrieval.catalogue_reader import CatalogueReader, IndexedDocument, Seen
from drafter.retrieval.database import Transaction, connect, mark_damaged
from drafter.retrieval.passages import Piece, article_number

CORRECTABLE = ("title", "unit", "period", "kind", "shelf", "date", "number")
FILE = "catalogue.sqlite"
_VERSION = 4
_QUERIES_KEPT = 4096
_GIVE_UP_SECONDS = 0.2  # for what need not be kept
_SCHEMA = """
CREATE TABLE document (
  id TEXT PRIMARY KEY, file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL, unit TEXT NOT NULL, period TEXT NOT NULL, kind TEXT NOT NULL,
  shelf TEXT NOT NULL, date TEXT NOT NULL, number TEXT NOT NULL, sketch BLOB NOT NULL,
  led_by TEXT REFERENCES document ON DELETE SET NULL);
CREATE INDEX document_led ON document (led_by);
CREATE TABLE passage (
  id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
  number INTEGER NOT NULL, heading_path TEXT NOT NULL, text TEXT NOT NULL, article INTEGER,
  key BLOB NOT NULL, since INTEGER NOT NULL);
CREATE INDEX passage_document ON passage (document, number);
CREATE INDEX passage_since ON passage (since);
CREATE INDEX passage_key ON passage (key);
CREATE INDEX passage_article ON passage (article);
CREATE TABLE correction (file TEXT, field TEXT, value TEXT NOT NULL, PRIMARY KEY (file, field))
  WITHOUT ROWID;
CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO state VALUES ('generation', 0), ('covered', -1), ('snapshot', 0), ('embedder', '');
"""
# Not WITHOUT ROWID: there a row as long as a vector takes a page of its own.
_SINCE_4 = """
CREATE TABLE vector (key BLOB PRIMARY KEY, query INTEGER NOT NULL, vector BLOB NOT NULL);
CREATE INDEX vector_query ON vector (query) WHERE query;
CREATE TABLE seen (
  file TEXT PRIMARY KEY, signature TEXT NOT NULL, sha256 TEXT NOT NULL, refused TEXT NOT NULL,
  reader TEXT NOT NULL) WITHOUT ROWID;
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


def document_id(sha256: str) -> str:
    """Id of a document by its content: the same file has the same ids on every machine."""
    return f"D{sha256[:12]}"


def document_of(passage: str) -> str:
    """Id of the document that the passage with this id is of."""
    return passage.rpartition("-")[0]


def file_name(file: Path) -> str:
    """A path as text that any file can be stored under, odd bytes in its name included."""
    return str(file).encode("utf-8", "backslashreplace").decode()


class Catalogue(CatalogueReader):
    """The catalogue on disk; every method that changes something is one transaction."""

    def __init__(self, file: Path) -> None:
        """Open it, made where there is none. Raises IndexBroken on one of another version."""
        super().__init__(connect(file))
        try:
            self._bring_up_to_date()
            if self._version() != _VERSION:
                raise IndexBroken(t("index.version", folder=file.parent))
            # damage of either table shows here
            self._number("SELECT (SELECT count(*) FROM document) + (SELECT count(*) FROM state)")
        except BaseException:
            self._db.close()
            raise

    def _bring_up_to_date(self) -> None:
        if self._version() not in _STEPS:
            return
        with Transaction(self._db):
            # another process may have been faster: then there is nothing left to do
            for statement in _STEPS.get(self._version(), "").split(";"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")

    def _version(self) -> int:
        """Of its tables; -1 for old ones without kinds of documents, which cannot be updated."""
        version = self._number("PRAGMA user_version")
        kinds = self._db.execute(
            "SELECT 1 FROM pragma_table_info('document') WHERE name = 'kind'"
        ).fetchone()
        return version if version == 0 or kinds else -1

    def close(self) -> None:
        self._db.close()

    def check(self) -> str:
        """What SQLite finds wrong with the file, reading all of it; "" for nothing."""
        try:
            faults = [row[0] for row in self._db.execute("PRAGMA integrity_check(3)")]
            keys = self._db.execute("PRAGMA foreign_key_check")
            faults += [f"{row[0]}: {row[1]}" for row in keys]
        except IndexBroken as error:
            faults = [str(error.__cause__)]
        if faults == ["ok"]:
            return ""
        mark_damaged(self._db.folder)
        return "; ".join(faults)

    def copy(self, file: Path) -> None:
        """Write all of it as it is now into a new file."""
        self._db.execute("VACUUM INTO ?", (str(file),))

    def published(
        self, snapshot: int, covered: int, embedder: str, keys: Mapping[bytes, bytes]
    ) -> bool:
        """Make a finished snapshot the current one; False where a newer one is current by now.

        embedder  whose vectors it holds
        keys      where that embedder takes over, the old key of each passage's vector → the new one
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
        return self._number(
            "UPDATE state SET value = value + 1 WHERE name = 'generation' RETURNING value"
        )

    def move(self, document: str, file: str) -> None:
        """Say that a document's file now has another path."""
        with Transaction(self._db):
            self._db.execute("UPDATE document SET file = ? WHERE id = ?", (file, document))

    def see(self, files: Iterable[Seen]) -> None:
        """Keep what is known of files."""
        with Transaction(self._db):
            rows = [
                (file.file, file.signature, file.sha256, file.refused, file.reader)
                for file in files
            ]
            self._db.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", rows)

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
        """Store a document in place of what was read from `file` before.

        keys    of the pieces' vectors, in order, of the space `embedder`
        led_by  id of the document found in its stead; `leads` are those it is found in the stead of
        False where its content is held already. Raises EnvironmentFault where the vectors of
        another embedder are kept now.
        """
        identity = document_id(sha256)
        with Transaction(self._db):
            if embedder not in ("", held := self.state().embedder):
                raise EnvironmentFault(t("index.embedder", held=held, asked=embedder))
            if self.known(sha256=sha256):
                return False
            now = self._changed()
            unneeded = self._free(self.known(file=file), now)
            self._insert_document(identity, file, sha256, document, sketch, led_by)
            self._insert_passages(identity, pieces, keys, now)
            for led in leads:
                self._db.execute(
                    "UPDATE document SET led_by = ? WHERE id = ? OR led_by = ?",
                    (identity, led, led),
                )
            self._forget(unneeded)
        return True

    def _insert_document(
        self,
        identity: str,
        file: str,
        sha256: str,
        document: Document,
        sketch: bytes,
        led_by: str | None,
    ) -> None:
        """Add the row of a document; it is led by none where `led_by` is gone by now."""
        self._db.execute(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "(SELECT id FROM document WHERE id = ?))",
            (
                identity, file, sha256, document.title, document.unit, document.period,
                document.kind, document.shelf, document.date, document.number, sketch, led_by,
            ),
        )  # fmt: skip

    def _insert_passages(
        self, document: str, pieces: Sequence[Piece], keys: Sequence[bytes], now: int
    ) -> None:
        rows = (
            (
                f"{document}-{piece.order}", document, piece.order,
                json.dumps(piece.heading_path, ensure_ascii=False), piece.text,
                article_number(piece.heading_path), key, now,
            )
            for piece, key in zip(pieces, keys, strict=True)
        )  # fmt: skip
        self._db.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def remove(self, document: str) -> None:
        """Delete a document; those it was found in the stead of are found again."""
        with Transaction(self._db):
            row = self._db.execute(
                "SELECT id, file, sha256 FROM document WHERE id = ?", (document,)
            ).fetchone()
            self._forget(self._free(row, self._changed()))

    def _free(self, held: tuple[str, str, str] | None, now: int) -> list[tuple[bytes]]:
        """Delete a document (id, file, sha256); the keys of its vectors."""
        if held is None:
            return []
        document = held[:1]
        keys = self._db.execute("SELECT key FROM passage WHERE document = ?", document).fetchall()
        self._db.execute(
            "UPDATE passage SET since = ? "
            "WHERE document IN (SELECT id FROM document WHERE led_by = ?)",
            (now, *document),
        )
        self._db.execute("DELETE FROM document WHERE id = ?", document)
        return keys

    def _forget(self, keys: Sequence[tuple[bytes]]) -> None:
        """Delete the vectors that no passage needs any more."""
        unneeded = "NOT EXISTS (SELECT 1 FROM passage WHERE passage.key = vector.key)"
        self._db.executemany(f"DELETE FROM vector WHERE key = ? AND {unneeded}", keys)

    def keep_vectors(self, vectors: Mapping[bytes, bytes]) -> None:
        """Store vectors of passages; on disk when this returns."""
        self._keep(vectors, query=False)

    def keep_queries(self, vectors: Mapping[bytes, bytes]) -> None:
        """Store vectors of questions, and delete the oldest of very many.

        They need not be kept: a search does not wait for another writer, nor fail for a full disk
        or one that cannot be written.
        """
        if self._db.only_read:
            return
        with suppress(IndexBusy, DiskFault):
            self._keep(vectors, query=True, wait=_GIVE_UP_SECONDS)

    def _keep(
        self, vectors: Mapping[bytes, bytes], *, query: bool, wait: float | None = None
    ) -> None:
        with Transaction(self._db, wait):
            rows = ((key, query, vector) for key, vector in vectors.items())
            self._db.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?, ?)", rows)
            count = self._number("SELECT count(*) FROM vector WHERE query") if query else 0
            if count > _QUERIES_KEPT:
                self._db.execute(
                    "DELETE FROM vector WHERE rowid IN "
                    "(SELECT rowid FROM vector WHERE query ORDER BY rowid LIMIT ?)",
                    (_QUERIES_KEPT // 2,),
                )

    def forget_vectors(self) -> None:
        """Delete the vectors that no passage needs."""
        with Transaction(self._db):
            self._db.execute(
                "DELETE FROM vector WHERE NOT query AND key NOT IN (SELECT key FROM passage)"
            )
