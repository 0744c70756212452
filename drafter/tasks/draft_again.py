"""drafter draft over an earlier draft: what changed in the notes, and what people did there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.documents.draft_file import read_draft
from drafter.documents.draft_store import held
from drafter.documents.draft_work import has_work, open_unplaced
from drafter.documents.kept import left_beside
from drafter.errors import InputError, InTheWay, UsageFault
from drafter.messages import t
from drafter.records import Brief, Draft, Unplaced
from drafter.tasks.telling import Warn
from drafter.writing.outputs import draft_beside

if TYPE_CHECKING:
    from drafter.documents.notes_compared import NotesCompared
    from drafter.writing.pipeline import Before

_MOST = 30  # changes that are listed, and the rest counted


@dataclass
class Earlier:
    """The draft that stands beside the output; None where none does that can be read."""

    path: Path
    draft: Draft | None
    warn: Warn

    def refuse_other(self, brief: Brief, *, force: bool) -> None:
        """Refuse to take the place of a draft of quite other notes that people worked on.

        With force it is left beside, and nothing is carried over.
        """
        from drafter.documents.notes_compared import notes_compared

        if self.draft is None or notes_compared(self.draft.brief, brief).bullets:
            return
        if has_work(self.draft):
            if not force:
                raise InTheWay(t("carry.other"), self.path, remedy=t("carry.other.remedy"))
            self.warn(t("file.left", copy=left_beside(self.path)))
        self.draft = None

    def before(self, say: Callable[[str], None], *, changed_only: bool) -> "Before | None":
        """What the writing of the new draft is to know of it."""
        if self.draft is None:
            return None
        from drafter.writing.pipeline import Before

        def told(compared: "NotesCompared", kept: int) -> None:
            for line in _changes(compared):
                say(line)
            if kept:
                say(t("carry.kept", count=kept))

        return Before(self.draft, changed_only, told)

    def held(self) -> AbstractContextManager[object]:
        """Keeps reviewers from deciding anything while the new draft takes its place."""
        return held(self.path) if self.draft else nullcontext()

    def carried(self, result: Draft) -> Draft:
        """The new draft with what people did up to now; the earlier one is left beside where
        something of it has no place.
        """
        if self.draft is None:
            return result
        from drafter.writing.carrying import carried

        self.draft = read_draft(self.path)
        made = carried(self.draft, result)
        if self.new_unplaced(made):
            self.warn(t("file.left", copy=left_beside(self.path)))
        return made

    def new_unplaced(self, result: Draft) -> list[Unplaced]:
        """What found no place this time."""
        known = self.draft.unplaced if self.draft else ()
        return [one for one in open_unplaced(result) if one not in known]

    def tell(self, result: Draft, *, quiet: bool) -> None:
        """Tell what was carried over; and, however quiet, all that has no place, in full."""
        if not quiet and (result.fills or result.review.decisions):
            decisions = sum(1 for one in result.review.decisions if not one.undone)
            self.warn(t("carry.done", fills=len(result.fills), decisions=decisions))
        new = self.new_unplaced(result)
        if new:
            self.warn(t("carry.unplaced", count=len(new), draft=self.path.name))
        for one in new:
            deed = t(f"record.deed.{one.deed}")
            values = {"text": one.text, "who": one.who or "—", "where": one.where, "why": one.why}
            self.warn(t("carry.unplaced.one", deed=deed, **values))
        if count := len(open_unplaced(result)) - len(new):
            self.warn(t("carry.unplaced.before", count=count, draft=self.path.name))


def earlier_draft(output: Path, warn: Warn, *, changed_only: bool) -> Earlier:
    """The draft that stands where one is to be written.

    Raises UsageFault where only changed sections are to be written, and there is none.
    """
    beside = draft_beside(output)
    try:
        draft = read_draft(beside) if beside.is_file() else None
    except InputError:
        draft = None
    if changed_only and draft is None:
        raise UsageFault(t("carry.nothing", path=beside), "--changed")
    return Earlier(beside, draft, warn)


def unplaced_contract(result: Draft) -> list[dict[str, Any]]:
    """What has no place, for programs."""
    return [
        {
            "deed": one.deed,
            "text": one.text,
            "where": one.where,
            "why": one.why,
            "who": one.who,
            "when": one.when,
        }
        for one in open_unplaced(result)
    ]


def _changes(compared: "NotesCompared") -> Iterator[str]:
    """What became of the notes since the last draft, the new ones first."""
    if not compared.differ:
        yield t("carry.changes.none")
        return
    counts = {name: len(getattr(compared, name)) for name in ("added", "reworded", "gone")}
    yield t("carry.changes", **counts)
    rows = [
        *(t("carry.added", line=one.line, text=one.text) for one in compared.added),
        *(
            t("carry.reworded.one", line=new.line, before=old.text, after=new.text)
            for old, new in compared.reworded
        ),
        *(t("carry.removed", text=one.text) for one in compared.gone),
    ]
    yield from rows[:_MOST]
    if len(rows) > _MOST:
        yield t("carry.changes.more", count=len(rows) - _MOST)
