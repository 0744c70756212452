"""Where the decisions of several reviewers meet: what each is about, which is in another's way.

Pure.
"""

from collections.abc import Iterator
from functools import cached_property

from drafter.documents.draft_reviewed import OPENING, reviewed
from drafter.records import Decision, Deed, Draft
from drafter.review.changed import Change, changes, decided, what_changed
from drafter.review.refusals import Stale


def meet(before: Draft | None, now: Draft, made: Draft) -> None:
    """Raise Stale where others decided since `before` about what the deed changes."""
    if met := in_the_way(before, now, made):
        raise Stale(met, same_place=all(one.decision for one in met))


def in_the_way(before: Draft | None, now: Draft, made: Draft) -> list[Change]:
    """What was decided since `before` about the places that a deed changes too.

    before  the draft as the one who does it saw it; None where nobody knows any more
    made    `now` with the deed done

    All that changed, where it is more than decisions, and where nothing is left to be done.
    """
    if before is None:
        return changes(before, now)
    since, mine = what_changed(before, now), decided(now, made)
    if not mine or any(one.decision is None for one in since):
        return since
    # A comment takes nothing from anybody.
    after, there = _Places(made), _Places(now)
    places = {at for one in mine if one.deed is not Deed.COMMENT for at in after.touched(one)}
    return [one for one in since if one.decision and there.touched(one.decision) & places]


def later_of_others(draft: Draft, decision: Decision) -> Decision | None:
    """The first decision of somebody else, in force and made later, that is about the same."""
    decisions = draft.review.decisions
    at = next(n for n, one in enumerate(decisions) if one.id == decision.id)
    there = _Places(draft)
    places = there.touched(decision)
    for one in decisions[at + 1 :]:
        if not one.undone and one.who != decision.who and there.touched(one) & places:
            return one
    return None


def touched(draft: Draft, decision: Decision) -> frozenset[str]:
    """Ids of what a decision is about, its own included: another may be about the decision."""
    return _Places(draft).touched(decision)


class _Places:
    """What decisions about one draft touch."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def touched(self, decision: Decision) -> frozenset[str]:
        found = {decision.id, *decision.where, *(part.id for part in decision.taken)}
        found |= {decision.proposal} if decision.proposal else set()
        match decision.deed:
            case Deed.TAKE if decision.other is not None:
                found |= set(decision.other)
            case Deed.TAKE | Deed.RESTORE:  # of a section: they may change every sentence in it
                found |= {name for name, section in _homes(self._draft) if section in found}
            case Deed.ACCEPT:
                found |= set(map(_values_in, decision.where))
        for fill in decision.fills:
            holders = self._holders.get(fill.gap, set()).union(decision.other or ())
            found |= set(map(_values_in, holders))
        return frozenset(found)

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        """The sentences that hold each gap now."""
        found: dict[str, set[str]] = {}
        for sentence in reviewed(self._draft, gone_too=True).all_sentences():
            for mark in sentence.marks:
                found.setdefault(mark.id, set()).add(sentence.id)
        return found


def _values_in(sentence: str) -> str:
    """Names the values of a sentence: they are accepted with it, but not edited with it."""
    return f"{sentence}="


def _homes(draft: Draft) -> Iterator[tuple[str, str]]:
    """Sentence and section, for all that ever stood in the draft."""
    inside = [(section.id, section.paragraphs) for section in draft.all_sections()]
    inside.append((OPENING, draft.opening))
    for decision in draft.review.decisions:
        inside += [(part.id, part.paragraphs) for part in decision.taken]
        if decision.deed is Deed.ADD:
            yield from ((name, decision.behind[0]) for name in decision.where)
    for section, paragraphs in inside:
        for paragraph in paragraphs:
            yield from ((sentence.id, section) for sentence in paragraph.sentences)
