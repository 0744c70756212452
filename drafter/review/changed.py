"""What became of a draft between two states of its file, whoever changed it: page, program, notes.

Pure.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from drafter.documents.draft_headings import FRONT_NAMES
from drafter.documents.draft_reviewed import in_force
from drafter.messages import t
from drafter.records import Brief, Decision, Deed, Draft, Proposal
from drafter.review.page_parts import FRONT, Page, SectionView

_MOST = 20  # sentences that are told one by one
_WORDING = {Deed.EDIT, Deed.RESTORE, Deed.TAKE, Deed.FILL, Deed.ADD}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is other than before: a decision, or in words what no reviewer decided."""

    text: str = ""
    decision: Decision | None = None


def changes(before: Draft | None, now: Draft) -> list[Change]:
    """Yield decisions, then values, then notes, then what was drafted from them, then the rest.

    before  None where nobody knows any more how the draft was; never an empty list
    """
    if before is None:
        return [Change(t("page.change.unknown"))]
    found = what_changed(before, now) or list(map(Change, _written(before, now)))
    return found or [Change(t("page.change.other"))]


def what_changed(before: Draft, now: Draft) -> list[Change]:
    """The same, but for what is on no page: undone and done again, files written of the draft."""
    made = decided(before, now)
    found = [Change(decision=one) for one in made]
    found += map(Change, _filled(before, now, made))
    found += map(Change, _noted(before.brief, now.brief))
    found += map(Change, _drafted(before, now))
    found += map(Change, _proposed(before, now))
    found += map(Change, _left_over(before, now))
    return found


def decided(before: Draft, now: Draft) -> list[Decision]:
    """The decisions of `now` that are new, undone or in force again."""
    known = {old.id: old for old in before.review.decisions}
    return [one for one in now.review.decisions if _decided_anew(known.get(one.id), one)]


def _decided_anew(old: Decision | None, one: Decision) -> bool:
    return old is None or old.undone != one.undone or (old.who, old.when) != (one.who, one.when)


def _filled(before: Draft, now: Draft, told: list[Decision]) -> Iterator[str]:
    """The values that came or went without a decision that is told."""
    by_decision = {fill.gap for one in told for fill in one.fills}
    old = {fill.gap: fill for fill in before.fills if fill.gap not in by_decision}
    new = {fill.gap: fill for fill in now.fills if fill.gap not in by_decision}
    for gap, fill in new.items():
        if gap not in old or old[gap].text != fill.text:
            yield t("page.change.filled", text=fill.text, source=fill.source)
    for gap, fill in old.items():
        if gap not in new:
            yield t("page.change.unfilled", text=fill.text)


def _noted(before: Brief, now: Brief) -> Iterator[str]:
    old, new = _notes_of(before), _notes_of(now)
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            pairs = zip(old[a:b], new[c:d], strict=True)
            yield from (t("page.change.note.other", before=was, text=note) for was, note in pairs)
        elif kind != "equal":
            yield from (t("page.change.note.gone", text=note) for note in old[a:b])
            yield from (t("page.change.note.new", text=note) for note in new[c:d])


def _notes_of(brief: Brief) -> list[str]:
    """Front matter, headings and bullets, in reading order."""
    front = (brief.title, brief.recipient, brief.organization, brief.date)
    headings = (section.heading for section in brief.all_sections())
    return [*filter(None, front), *headings, *(bullet.text for bullet in brief.all_bullets())]


def _drafted(before: Draft, now: Draft) -> Iterator[str]:
    """Each sentence that was drafted otherwise, as long as there are not too many to be read."""
    if before.opening == now.opening and before.sections == now.sections:
        return
    old, new = _sentences_of(before), _sentences_of(now)
    rows = list(_reworded(old, new))
    yield t("page.change.drafted", count=len(rows)) if rows else t("page.change.order")
    yield from rows[:_MOST]
    if len(rows) > _MOST:
        yield t("page.change.more", count=len(rows) - _MOST)


def _reworded(old: list[str], new: list[str]) -> Iterator[str]:
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        left = [text for text in old[a:b] if gone[text]]
        right = [text for text in new[c:d] if come[text]]
        for was, text in zip_longest(left, right, fillvalue=""):
            if was and text:
                yield t("page.change.sentence", before=was, text=text)
            else:
                name = "new" if text else "gone"
                yield t(f"page.change.sentence.{name}", text=text or was)


def _sentences_of(draft: Draft) -> list[str]:
    return [one.text for one in draft.all_sentences()]


def _proposed(before: Draft, now: Draft) -> Iterator[str]:
    """What came in a file that somebody took in, and what it has no more."""
    old, new = ({one.id: one for one in each.review.proposals} for each in (before, now))
    for name, one in new.items():
        if old.get(name) != one:
            yield _of_proposal("page.change.proposal", one)
    yield from (
        _of_proposal("page.change.unproposed", old[name]) for name in old if name not in new
    )


def _of_proposal(said: str, one: Proposal) -> str:
    who = one.who or t("take.somebody")
    return t(said, who=who, file=one.source, text=one.after or one.before)


def _left_over(before: Draft, now: Draft) -> Iterator[str]:
    known = {one.id for one in before.unplaced}
    for one in now.unplaced:
        if one.id not in known:
            deed = t(f"record.deed.{one.deed}")
            yield t("page.change.unplaced", deed=deed, text=one.text, who=one.who or "—")


def _written(before: Draft, now: Draft) -> Iterator[str]:
    old = dict(before.written)
    for name, digest in now.written:
        if old.get(name) != digest:
            yield t("page.change.written", file=name)


def words_of(draft: Draft) -> object:
    """What the text of a draft comes from: where it is equal, so is all that is found in it."""
    decisions = in_force(draft.review)
    worded = tuple(decision for decision in decisions if decision.deed in _WORDING)
    return draft.brief, draft.opening, draft.sections, draft.fills, worded


def place_of(decision: Decision, page: Page, at: str) -> str:
    """Where on the page a decision is about: `at`, where it is about that too, or its first place.

    "" where it is nowhere on the page.
    """
    places = _places(page)
    other, taken = decision.other or (), (section.id for section in decision.taken)
    named = (*decision.where, *other, *taken)
    places |= dict.fromkeys((name for name in named if name[:1] == "U"), FRONT)  # had no place
    found = [places[name] for name in named if name in places]
    return at if at in found else next(iter(found), "")


def _places(page: Page) -> dict[str, str]:
    """Whatever a decision can name → the sentence or section that shows it."""
    front = page.front
    pieces = (*front.title, *front.recipient, *front.issuer, *front.date)
    found = dict.fromkeys(FRONT_NAMES, FRONT)
    found |= {piece.mark: FRONT for piece in pieces if piece.mark}
    for section in page.sections:
        found |= _places_of_section(section)
    return found


def _places_of_section(section: SectionView) -> dict[str, str]:
    first = next((one.id for one in section.sentences), "")
    at = section.id or first  # the opening has no heading to go to
    found = {section.id: at} | {piece.mark: at for piece in section.heading if piece.mark}
    found |= {one.decision.id: at for one in section.comments}
    for one in section.sentences:
        found |= dict.fromkeys(one.bullets, one.id)
        found |= {piece.mark: one.id for piece in one.pieces if piece.mark}
        found |= {said.decision.id: one.id for said in one.comments}
        found[one.id] = one.id
    return found
