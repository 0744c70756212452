"""A file → what the index keeps of it: read, cut into passages, embedded, in processes if wanted.

Only vectors are written to the catalogue here, so a process that dies loses one batch at most.
The processes are our own and no `concurrent.futures` pool: there one that dies breaks the pool and
every file in it, nothing can be told before a file is done, and none can be ended at a file.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from drafter.errors import DrafterError, InputError
from drafter.messages import t
from drafter.reading.document import Document, corrected, read_document
from drafter.retrieval.catalogue import FILE, Catalogue
from drafter.retrieval.passages import Piece, passages, search_text
from drafter.system import leave_interrupts_to_others

if TYPE_CHECKING:
    from drafter.ports import Embedder
    from drafter.retrieval.embedder import Remembered

_AHEAD = 16  # files that may be finished for every process before the first of them is


@dataclass(frozen=True, slots=True)
class Job:
    """A file to prepare, with its content's sha256 and what a user said of it.

    corrections  field of `catalogue.CORRECTABLE` → value
    """

    file: Path
    sha256: str
    corrections: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Embedding:
    """Still at it: so many of its passages are embedded."""

    done: int
    total: int
    title: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the catalogue keeps of a document, besides its vectors, and what is odd about it."""

    document: Document
    pieces: list[Piece]
    keys: list[bytes]
    sketch: bytes
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why there is nothing to keep; `lasting` where the same content would be refused again."""

    reason: str
    lasting: bool = True


Outcome = Prepared | Unreadable
Step = Embedding | Outcome
# by LibreOffice, which may fail once and not again
_CONVERTED = frozenset({".doc", ".wps", ".rtf", ".xls", ".et"})


def prepare(job: Job, embeddings: "Callable[[], Remembered]") -> Iterator[Step]:
    """Read and embed a file, yielding how far it is and, last, what came of it."""
    try:
        document = corrected(read_document(job.file), job.corrections)
    except InputError as error:
        passing = job.file.suffix.lower() in _CONVERTED or isinstance(error.__cause__, OSError)
        yield Unreadable(reason_of(error), lasting=not passing)
        return
    pieces = list(passages(document))
    if not pieces:
        yield Unreadable(t("index.read.empty"))
        return
    from drafter.retrieval.embedder import BATCH, vector_key
    from drafter.retrieval.versions import sketch

    texts = [search_text(piece.heading_path, piece.text) for piece in pieces]
    for at in range(0, len(texts), BATCH):
        embeddings().passages(texts[at : at + BATCH])
        if at + BATCH < len(texts):
            yield Embedding(at + BATCH, len(texts), document.title)
    keys = [vector_key(embeddings().space, text) for text in texts]
    yield Prepared(document, pieces, keys, sketch(document), tuple(_notices(document, pieces)))


def reason_of(error: InputError) -> str:
    """Why a file is skipped, and what to do about it, in one line."""
    reason = f"{error.message}（{error.value}）" if error.value else error.message
    return f"{reason} → {error.remedy}" if error.remedy else reason


def _notices(document: Document, pieces: Sequence[Piece]) -> Iterator[str]:
    """What is odd about a document, in the user's language."""
    from drafter.facts.planted_instructions import speaks_to_model

    if document.notice:
        yield document.notice
    if document.unseen:
        yield t("index.unseen", count=document.unseen)
    if spoken := [piece.text for piece in pieces if speaks_to_model(piece.text)]:
        yield t("index.instruction", count=len(spoken), text=spoken[0][:40])


@dataclass(frozen=True, slots=True)
class Setting:
    """What a process needs to know to prepare files for an index."""

    folder: Path
    model: "Embedder"
    space: str
    threads: int


class Crew:
    """Processes that prepare files; use as a context manager, which ends them.

    setting  is asked for when the first of them starts
    """

    def __init__(self, number: int, setting: Callable[[], Setting]) -> None:
        self._number = number
        self._setting = setting
        self._members: list[_Member] = []

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for member in self._members:
            member.end()

    def prepare(self, jobs: Iterable[Job | None]) -> Iterator[tuple[Job, Step] | None]:
        """Prepare files, several at once, and yield None for None.

        Progress comes as it is made, outcomes in the order of the jobs. If a process dies, the file
        it was at is unreadable.
        """
        coming: Iterator[Job | None] | None = iter(jobs)
        order: deque[_Task] = deque()
        while coming or order:
            while coming and len(order) < _AHEAD * self._number and (member := self._free()):
                try:
                    job = next(coming)
                except StopIteration:
                    coming = None
                    break
                if job is None:
                    yield None
                    continue
                order.append(_Task(job))
                member.take(order[-1])
            if order:
                yield from self._heard()
            while order and (outcome := order[0].outcome):
                yield order.popleft().job, outcome

    def _free(self) -> "_Member | None":
        """A process with nothing to do, started where there may be another; None for none."""
        idle = next((member for member in self._members if member.task is None), None)
        if idle is None and len(self._members) < self._number:
            idle = _Member(self._setting())
            self._members.append(idle)
        return idle

    def _heard(self) -> Iterator[tuple[Job, Step]]:
        """Wait for what the processes have to say; yield what is progress."""
        working = {member.connection: member for member in self._members if member.task}
        for connection in wait(working) if working else ():
            member = working[connection]  # type: ignore[index]
            task = member.task
            assert task is not None
            try:
                step = member.connection.recv()
            except (EOFError, OSError):
                self._members.remove(member)
                member.end()
                step = Unreadable(t("index.read.died"), lasting=False)
            if isinstance(step, DrafterError):
                raise step
            if isinstance(step, Embedding):
                yield task.job, step
            else:
                task.outcome, member.task = step, None


@dataclass(slots=True)
class _Task:
    job: Job
    outcome: Outcome | None = None


class _Member:
    """One process, and the task it is at."""

    def __init__(self, setting: Setting) -> None:
        ours, theirs = multiprocessing.get_context("spawn").Pipe()
        self.task: _Task | None = None
        self.connection = ours
        self._process = multiprocessing.get_context("spawn").Process(
            target=work, args=(theirs, setting), daemon=True
        )
        self._process.start()
        theirs.close()

    def take(self, task: _Task) -> None:
        """Start at a task."""
        self.task = task
        self.connection.send(task.job)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.connection.close()
        self._process.kill()
        self._process.join()


def work(connection: "Connection", setting: Setting) -> None:
    """What a process of a crew does: take jobs until there are no more."""
    from drafter.retrieval.embedder import Remembered

    leave_interrupts_to_others()
    os.environ["OMP_NUM_THREADS"] = f"{setting.threads}"
    with closing(Catalogue(setting.folder / FILE)) as catalogue:
        embeddings = Remembered(setting.model, catalogue, setting.space)
        try:
            while True:
                job = connection.recv()
                try:
                    for step in prepare(job, lambda: embeddings):
                        connection.send(step)
                except DrafterError as error:
                    connection.send(error)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return  # nobody is waiting any more
