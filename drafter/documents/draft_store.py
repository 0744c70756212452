"""A draft's own file while people work on it: one deed at a time, each on the disk before the next.

Several pages, programs and machines may work on one file: a lock beside it lets one in at a time,
and who saw an older state than the one on disk is told so instead of overwriting what others did.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from drafter.documents.draft_file import read_draft, unchanging, with_changes
from drafter.errors import EnvironmentFault, InputError, StaleDraft
from drafter.files import clear_left, unwritable, write_whole
from drafter.messages import t
from drafter.records import Draft

WAIT = 10.0  # seconds for the lock


@dataclass(frozen=True, slots=True)
class State:
    """A draft as it stands on the disk; stamp tells it from every other state of the file."""

    draft: Draft
    stamp: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was read or written last, and by what the file is known to be that very one."""

    state: State
    beginning: str
    file: tuple[int, int, int]


class DraftStore:
    """The file of one draft."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._kept: _Kept | None = None

    def load(self) -> State:
        """The draft as it is on the disk now. Raises InputError where it is none."""
        return self._load().state

    def apply(self, deed: Callable[[Draft], Draft], stamp: str) -> State:
        """Do something to the draft that the caller saw as `stamp`, and save it whole.

        Raises StaleDraft where the file has moved on since, and whatever `deed` raises; then
        nothing is written, no more than by a deed that changes nothing.
        """
        with held(self.path):
            kept = self._load()
            if kept.state.stamp != stamp:
                raise StaleDraft(t("review.stale", file=self.path.name))
            made = deed(kept.state.draft)
            if made == kept.state.draft:
                return kept.state
            text = with_changes(kept.beginning, made)
            write_whole(self.path, text.encode(), durable=True)
            clear_left(self.path)
            self._kept = _Kept(_state(made, text), kept.beginning, _identity(self.path))
            return self._kept.state

    def _load(self) -> _Kept:
        kept = self._kept
        if kept is None or kept.file != _identity(self.path):
            before = _identity(self.path)  # a write between the two is read again next time
            draft = read_draft(self.path)
            beginning = unchanging(draft)
            kept = self._kept = _Kept(
                _state(draft, with_changes(beginning, draft)), beginning, before
            )
        return kept


@contextmanager
def held(path: Path) -> Iterator[None]:
    """While this lasts nobody else who asks for it changes the draft.

    Raises EnvironmentFault after WAIT seconds, InputError where there is no such file.
    """
    path = path.resolve()
    _identity(path)
    lock = FileLock(path.with_name(f".{path.name}.lock"))
    try:
        lock.acquire(timeout=WAIT)
    except Timeout as error:
        raise EnvironmentFault(t("review.busy", file=path.name, seconds=int(WAIT))) from error
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        lock.release()


def _state(draft: Draft, text: str) -> State:
    return State(draft, hashlib.sha256(text.encode()).hexdigest()[:16])


def _identity(path: Path) -> tuple[int, int, int]:
    """What changes whenever the file is replaced or written to."""
    try:
        found = path.stat()
    except OSError as error:
        raise InputError(t("draft.unreadable"), path, value=error.strerror or str(error)) from error
    return found.st_ino, found.st_mtime_ns, found.st_size
