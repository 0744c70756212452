"""Decisions taken back and brought back; what is undone stays in the record."""

from collections.abc import Sequence
from dataclasses import replace

from drafter.records import Decision, Deed, Draft, Fill
from drafter.review.together import later_of_others


def undoable(draft: Draft, who: str = "") -> Decision | None:
    """What `undo` would undo.

    who  whose decisions alone may be undone, and not what others decided on since; "" for all
    """
    return _free(draft, _last(draft, who), who)


def redoable(draft: Draft, who: str = "") -> Decision | None:
    """What `redo` would bring back.

    Of what was undone after the last decision in force, it is the one undone last. What is about
    nothing that is in the draft now stays undone.
    """
    return _free(draft, _last_undone(draft, who), who)


def held_by(draft: Draft, who: str, *, back: bool = False) -> Decision | None:
    """What another decided later, so that the last deed of a reviewer cannot be undone.

    back  so that it cannot be brought back
    """
    last = (_last_undone if back else _last)(draft, who)
    return later_of_others(draft, last) if last and who else None


def newer_value(draft: Draft, who: str, *, back: bool = False) -> Fill | None:
    """What a form brought later, so that a value of the last deed of a reviewer cannot come back.

    back  by bringing the deed back
    """
    last = (_last_undone if back else _last)(draft, who)
    return _brought_since(draft, last) if last else None


def undo(draft: Draft, who: str = "") -> Draft:
    """The draft before its last decision; the decision stays in the record."""
    last = undoable(draft, who)
    return draft if last is None else _switched(draft, last, draft.review.revision + 1)


def redo(draft: Draft, who: str = "") -> Draft:
    """The draft with the decision that was undone last, as long as nothing else was decided."""
    last = redoable(draft, who)
    return draft if last is None else _switched(draft, last, 0)


def _last(draft: Draft, who: str) -> Decision | None:
    decisions = reversed(_own(draft.review.decisions, who))
    return next((decision for decision in decisions if not decision.undone), None)


def _last_undone(draft: Draft, who: str) -> Decision | None:
    decisions = _own([one for one in draft.review.decisions if one.where or one.taken], who)
    last = max((at for at, decision in enumerate(decisions) if not decision.undone), default=-1)
    return max(decisions[last + 1 :], key=lambda decision: decision.undone, default=None)


def _own(decisions: Sequence[Decision], who: str) -> list[Decision]:
    return [decision for decision in decisions if who in {"", decision.who}]


def _free(draft: Draft, decision: Decision | None, who: str) -> Decision | None:
    """The decision, where nothing hangs on it that somebody else decided, or brought, later."""
    if decision is None or (who and later_of_others(draft, decision)):
        return None
    return None if _brought_since(draft, decision) else decision


def _brought_since(draft: Draft, decision: Decision) -> Fill | None:
    """A value newer than one that would come back in its place; only a form can have brought it.

    The later decisions of the same place are undone before.
    """
    after = _switched(draft, decision, int(not decision.undone))
    rounds = {fill.gap: fill.round for fill in after.fills if fill not in draft.fills}
    newer = (fill for fill in draft.fills if fill.round > rounds.get(fill.gap, fill.round))
    return next(newer, None)


def _switched(draft: Draft, decision: Decision, undone: int) -> Draft:
    """The draft with a decision undone, or in force again; its values go out or come in with it.

    A value is the same one however often it goes and comes: its number is what other decisions know
    it by, and says which of two values of a gap is newer.
    """
    now = replace(decision, undone=undone)
    decisions = tuple(now if old.id == now.id else old for old in draft.review.decisions)
    out = {fill for one in decisions if _holds_out(one) for fill in one.fills}
    held = out.intersection(now.fills)
    # What stands already keeps its place.
    fills = tuple(dict.fromkeys((*draft.fills, *now.fills)))
    review = replace(draft.review, decisions=decisions, revision=draft.review.revision + 1)
    return replace(draft, fills=tuple(fill for fill in fills if fill not in held), review=review)


def _holds_out(decision: Decision) -> bool:
    """Whether the values of a decision are out for it: taken out, or filled in and undone."""
    return (decision.deed is Deed.RESTORE) is not bool(decision.undone)
