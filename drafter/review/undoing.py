"""Decisions taken back and brought back; what is undone stays in the record."""

from dataclasses import replace

from drafter.records import Decision, Deed, Draft, Fill


def undoable(draft: Draft) -> Decision | None:
    """What `undo` would undo."""
    decisions = reversed(draft.review.decisions)
    return next((decision for decision in decisions if not decision.undone), None)


def redoable(draft: Draft) -> Decision | None:
    """What `redo` would bring back.

    Of what was undone after the last decision in force, it is the one undone last. What is about
    nothing that is in the draft now stays undone.
    """
    decisions = [one for one in draft.review.decisions if one.where or one.taken]
    last = max((at for at, decision in enumerate(decisions) if not decision.undone), default=-1)
    return max(decisions[last + 1 :], key=lambda decision: decision.undone, default=None)


def undo(draft: Draft) -> Draft:
    """The draft before its last decision; the decision stays in the record."""
    last = undoable(draft)
    return draft if last is None else _switched(draft, last, draft.review.revision + 1)


def redo(draft: Draft) -> Draft:
    """The draft with the decision that was undone last, as long as nothing else was decided."""
    last = redoable(draft)
    return draft if last is None else _switched(draft, last, 0)


def _switched(draft: Draft, decision: Decision, undone: int) -> Draft:
    """The draft with a decision undone, or in force again; its values go out or come in with it."""
    comes = (decision.deed is Deed.RESTORE) == bool(undone)
    if comes:
        number = max((fill.round for fill in draft.fills), default=0) + 1
        if decision.deed is not Deed.RESTORE:
            anew = tuple(replace(fill, round=number) for fill in decision.fills)
            decision = replace(decision, fills=anew)
        fills: tuple[Fill, ...] = (*draft.fills, *decision.fills)
    else:
        fills = tuple(fill for fill in draft.fills if fill not in decision.fills)
    now = replace(decision, undone=undone)
    decisions = tuple(now if old.id == now.id else old for old in draft.review.decisions)
    review = replace(draft.review, decisions=decisions, revision=draft.review.revision + 1)
    return replace(draft, fills=fills, review=review)
