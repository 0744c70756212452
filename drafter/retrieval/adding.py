"""Adding files to the catalogue: what is new or changed is read, what is known is not."""

import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import __version__
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.document import Document, refuse_type
from drafter.reading.folder import files_in
from drafter.reading.office import office_program
from drafter.retrieval.catalogue import Catalogue, document_id, file_name
from drafter.retrieval.catalogue_reader import Seen
from drafter.retrieval.preparing import (
    Crew,
    Embedding,
    Job,
    Prepared,
    Setting,
    Step,
    Unreadable,
    prepare,
    reason_of,
)

if TYPE_CHECKING:
    from drafter.retrieval.embedder import Remembered
    from drafter.retrieval.versions import Known, Place

_SETTLED_SECONDS = 2.0  # FAT's clock ticks so slowly
_TOGETHER = 200  # files whose signatures are kept at once


class Status(StrEnum):
    """What became of a file."""

    EMBEDDING = "embedding"  # still at it: passages of total are done
    BUILDING = "building"  # a snapshot; the file is the index's own folder
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    SAME = "same"  # another file has this very content
    SKIPPED = "skipped"


WORKING = frozenset({Status.EMBEDDING, Status.BUILDING})


@dataclass(frozen=True, slots=True)
class AddEvent:
    """One step of adding: some progress (WORKING), or what became of a file.

    passages  of this file in the index now, or done so far
    reason    why a file was skipped or nothing was to be done; of what was added, which other
              document is a copy or another version of it
    document  what was read, of a file that was added or replaced
    notices   what else a user should know of it
    Reason and notices are in the user's language.
    """

    file: Path
    status: Status
    passages: int = 0
    total: int = 0
    reason: str = ""
    title: str = ""
    document: Document | None = None
    notices: tuple[str, ...] = ()


class Adder:
    """Adds files to a catalogue.

    processes  how many read and embed; 1 is this one alone
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embeddings: "Callable[[], Remembered]",
        setting: Callable[[], Setting],
        processes: int,
    ) -> None:
        self._catalogue = catalogue
        self._embeddings = embeddings
        self._setting = setting
        self._processes = processes
        self._news: dict[str, Seen] = {}  # what was seen and is not kept yet
        self._leads: tuple[int, list[Known]] = -1, []  # as of which generation

    def add(self, paths: Iterable[Path]) -> Iterator[AddEvent]:
        """Add files and the files of folders, yielding what becomes of each as it happens."""
        decided: deque[AddEvent] = deque()
        jobs = self._jobs(paths, decided)
        try:
            with ExitStack() as stack:
                if self._processes > 1:
                    steps = stack.enter_context(Crew(self._processes, self._setting)).prepare(jobs)
                else:
                    steps = self._here(jobs)
                for step in steps:
                    while decided:
                        yield decided.popleft()
                    if step is not None:
                        yield self._event(*step)
            yield from decided
        finally:
            self._remember()

    def _here(self, jobs: Iterable[Job | None]) -> Iterator[tuple[Job, Step] | None]:
        for job in jobs:
            if job is None:
                yield None
            else:
                yield from ((job, step) for step in prepare(job, self._embeddings))

    def _jobs(self, paths: Iterable[Path], decided: deque[AddEvent]) -> Iterator[Job | None]:
        """Yield a job for each file to be read, None for others: `decided` gets their events."""
        for file in (file for path in paths for file in files_in(path)):
            task = self._looked_at(file)
            if isinstance(task, AddEvent):
                decided.append(task)
            yield None if isinstance(task, AddEvent) else task

    def _looked_at(self, file: Path) -> Job | AddEvent:
        """What is to be done with a file, or that nothing is."""
        name = file_name(file)
        try:
            refuse_type(file)
            seen = self._hashed(file)
        except InputError as error:
            return AddEvent(file, Status.SKIPPED, reason=reason_of(error))
        except OSError as error:
            return AddEvent(
                file, Status.SKIPPED, reason=t("index.read.os") + f"：{error.strerror or error}"
            )
        known = self._catalogue.known(file=name, sha256=seen.sha256)
        if known and known[2] == seen.sha256:
            return self._held(file, known[0], known[1])
        if seen.refused and seen.reader == _reader():
            return AddEvent(file, Status.SKIPPED, reason=seen.refused)
        return Job(file, seen.sha256, self._catalogue.corrections(name))

    def _hashed(self, file: Path) -> Seen:
        """What is known of a file, its content read only where it may have changed."""
        name, now = file_name(file), signature(file.stat())
        before = self._known(name)
        if before and now and before.signature == now:
            return before
        sha256 = content_hash(file)
        same = before is not None and before.sha256 == sha256
        seen = replace(before, signature=now) if before and same else Seen(name, now, sha256)
        if seen != before:
            self._see(seen)
        return seen

    def _known(self, name: str) -> Seen | None:
        return self._news.get(name) or self._catalogue.seen(name)

    def _event(self, job: Job, step: Step) -> AddEvent:
        """Keep what came of a job, where it is done."""
        if isinstance(step, Embedding):
            return AddEvent(job.file, Status.EMBEDDING, step.done, step.total, title=step.title)
        if isinstance(step, Unreadable):
            seen = self._known(file_name(job.file))
            if step.lasting and seen and seen.sha256 == job.sha256:
                self._see(replace(seen, refused=step.reason, reader=_reader()))
            return AddEvent(job.file, Status.SKIPPED, reason=step.reason)
        return self._kept(job, step)

    def _kept(self, job: Job, prepared: Prepared) -> AddEvent:
        """Put what was prepared into the catalogue, among its copies and versions."""
        from drafter.retrieval.versions import place

        name, document = file_name(job.file), prepared.document
        before = self._catalogue.known(file=name)
        others = [other for other in self._leading() if not before or other.id != before[0]]
        where = place(document, prepared.sketch, others, name)
        if not self._catalogue.put(
            document, prepared.pieces, prepared.keys, name, job.sha256,
            embedder=self._embeddings().space, sketch=prepared.sketch,
            led_by=where.led_by or None, leads=where.leads,
        ):  # fmt: skip
            # another process was faster, or another file the same
            held = self._catalogue.known(sha256=job.sha256)
            return self._held(job.file, *held[:2]) if held else AddEvent(job.file, Status.UNCHANGED)
        if not (where.led_by or where.leads or before):
            self._add_leading(job, prepared, others)
        status, count = Status.REPLACED if before else Status.ADDED, len(prepared.pieces)
        reason = "；".join(_relations(where, {other.id: other for other in others}))
        return AddEvent(
            job.file, status, count, count, reason, document.title, document, prepared.notices
        )

    def _add_leading(self, job: Job, prepared: Prepared, others: "list[Known]") -> None:
        """Count in a document that leads; nothing else has changed by it."""
        from drafter.retrieval.versions import Known

        document = prepared.document
        known = Known(
            document_id(job.sha256), document.title, document.unit, document.period, document.kind,
            document.shelf, document.date, document.number, file_name(job.file), prepared.sketch,
        )  # fmt: skip
        self._leads = self._leads[0] + 1, [*others, known]

    def _leading(self) -> "list[Known]":
        """The documents that lead, read anew where others have changed them."""
        from drafter.retrieval.versions import Known

        now = self._catalogue.state().generation
        if self._leads[0] != now:
            self._leads = now, [Known(*row) for row in self._catalogue.sketches()]
        return self._leads[1]

    def _held(self, file: Path, identity: str, held: str) -> AddEvent:
        """The event of a file whose content is in the index already, read from the file `held`."""
        name = file_name(file)
        if held != name:
            before = self._catalogue.known(file=name)
            if before:
                self._catalogue.remove(before[0])
            if Path(held).exists():
                return AddEvent(file, Status.SAME, reason=t("index.same", file=held))
            self._catalogue.move(identity, name)
        listed = self._catalogue.documents(identity)[0]
        count = listed.passages
        return AddEvent(file, Status.UNCHANGED, count, count, t("index.unchanged"), listed.title)

    def _see(self, seen: Seen) -> None:
        self._news[seen.file] = seen
        if len(self._news) >= _TOGETHER:
            self._remember()

    def _remember(self) -> None:
        if self._news:
            self._catalogue.see(self._news.values())
            self._news.clear()


def signature(stat: os.stat_result) -> str:
    """What changes with a file's content, without reading it; "" where that is not certain yet.

    No program can set the time of the last change of a file's record (ctime), so content that was
    written later shows, also where the file has its old size and date. A file written a moment ago
    can be written once more within the same tick of the clock: it has no signature yet. FAT and
    Windows have no ctime: there size, date and record number are all there is, and
    `drafter index verify --files` reads all files.
    """
    changed = max(stat.st_mtime_ns, stat.st_ctime_ns)
    if time.time_ns() - changed < _SETTLED_SECONDS * 1e9:
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def content_hash(file: Path) -> str:
    """The sha256 of a file's content, by which it is known."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _relations(where: "Place", known: "Mapping[str, Known]") -> Iterator[str]:
    """Yield of which documents a new one is a copy or another version, in the user's language."""
    for relation, others in (("led", filter(None, [where.led_by])), ("leads", where.leads)):
        for other in others:
            likeness = "copy" if other in where.copies else "version"
            key = f"index.{relation}.{likeness}"
            yield t(key, title=known[other].title, file=Path(known[other].file).name)


def _reader() -> str:
    """Who reads files here: what it refuses is not read again until another does."""
    return f"{__version__} {office_program() or ''}"
