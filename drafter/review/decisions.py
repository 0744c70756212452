"""What reviewers do to a draft, each deed a function: draft in, draft with one decision more out.

Notes, drafted text and provenance are never touched; what a deed changes is what `reviewed` shows.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from drafter.checks.draft import answerable
from drafter.documents.draft_filled import filled, with_values
from drafter.documents.draft_reviewed import OPENING, names_for, reviewed, standing, tidy
from drafter.documents.gaps import open_gaps
from drafter.errors import InputError
from drafter.facts.figures import read_facts, read_gaps
from drafter.filling.filling import Filling, Given, fill
from drafter.messages import t
from drafter.records import (
    Brief,
    Decision,
    Deed,
    Draft,
    Fact,
    Fill,
    Finding,
    Gap,
    Mark,
    Paragraph,
    Passage,
    Sentence,
    Span,
    Taken,
)

T = TypeVar("T")
LONGEST = 4000  # characters of a sentence or comment
_HELD = re.compile(r"[0-9A-Za-z.×%]")  # beside a figure or mask, one of these makes another of it
_WORD = re.compile(r"[^，。；：、！？（）“”‘’—\s]")
_LEAST = 2  # characters in a row that a text has from another


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, and when (ISO 8601)."""

    who: str
    when: str


# --- sentences and sections ---


def accept(draft: Draft, sentences: Iterable[str], by: By) -> Draft:
    """The sentences are good as they stand."""
    known, done = _shown(draft), standing(draft.review).accepted
    wanted = tuple(name for name in sentences if _known(name, known) and name not in done)
    return _with(draft, by, Deed.ACCEPT, where=wanted) if wanted else draft


def reopen(draft: Draft, sentences: Iterable[str], by: By) -> Draft:
    """The sentences are no longer accepted."""
    done = standing(draft.review).accepted
    wanted = tuple(name for name in sentences if name in done)
    return _with(draft, by, Deed.REOPEN, where=wanted) if wanted else draft


def edit(draft: Draft, sentence: str, text: str, by: By) -> Draft:
    """The sentence reads `text` from now on; "" takes it out.

    Values filled in become masks again, in their places.

    Raises InputError where there is no such sentence, or the text is too long.
    """
    said = tidy(text)
    if len(said) > LONGEST:
        raise InputError(t("review.long", most=LONGEST), sentence, value=str(len(said)))
    plain = _with(draft, by, Deed.RESTORE, where=(sentence,))  # before any edit of this sentence
    base = _known(sentence, _shown(plain))
    before = _known(sentence, {one.id: one for one in filled(plain).all_sentences()})
    if said == before.text:
        return restore(draft, (sentence,), by)
    now = standing(draft.review).edits.get(sentence)
    places = _placed(before, said, _slots(draft, base))
    masks = {place.gap.id: place.gap.text for place in open_gaps(draft.brief)}
    masked, spans = with_values(said, [(mark.id, mark.span) for mark in places], masks)
    if now and now.text == masked:
        return draft
    marks = tuple(Mark(mark.id, span) for mark, span in zip(places, spans, strict=True))
    own, hand = _origins(base, masked)
    return _with(
        draft, by, Deed.EDIT, where=(sentence,), text=masked, marks=marks, own=own, hand=hand
    )


def restore(draft: Draft, names: Iterable[str], by: By) -> Draft:
    """Sentences and sections (with their sentences) stand as they were drafted, and gaps are open again."""
    stand = standing(draft.review)
    fills = {one.gap for one in draft.fills}
    inside = {section.id: section.paragraphs for section in draft.all_sections()} | {
        OPENING: draft.opening
    }
    wanted: dict[str, None] = {}
    for name in names:
        below = (s.id for paragraph in inside.get(name, ()) for s in paragraph.sentences)
        wanted |= dict.fromkeys(
            one for one in (name, *below) if one in stand.edits or one in stand.taken
        )
        wanted |= {name: None} if name in fills else {}
    if not wanted:
        return draft
    gone = tuple(one for one in draft.fills if one.gap in wanted)
    left = replace(draft, fills=tuple(one for one in draft.fills if one.gap not in wanted))
    return _with(left, by, Deed.RESTORE, where=tuple(wanted), fills=gone)


def take(
    draft: Draft,
    sections: Sequence[Taken],
    by: By,
    *,
    passages: Sequence[Passage] = (),
    origin: str = "",
    remark: str = "",
) -> Draft:
    """The sections read as given from now on; edits in them go with what they were made on.

    passages  of the sentences taken, under the names the sentences use (see `taken_from`)
    Raises InputError where the sentences are not made of the bullets of that section.
    """
    own = {section.id: section.paragraphs for section in draft.all_sections()} | {
        OPENING: draft.opening
    }
    for part in sections:
        if part.id not in own or _bullets(part.paragraphs) != _bullets(own[part.id]):
            raise InputError(t("review.other_notes"), origin or part.id, value=part.id)
    now = {section.id: section.paragraphs for section in reviewed(draft).all_sections()}
    now[OPENING] = reviewed(draft).opening
    new = tuple(part for part in sections if part.paragraphs != now[part.id])
    if not new:
        return draft
    return _with(
        draft, by, Deed.TAKE, taken=new, passages=tuple(passages), origin=origin, text=tidy(remark)
    )


def taken_from(
    draft: Draft, other: Draft, sections: Iterable[str], origin: str = ""
) -> tuple[tuple[Taken, ...], tuple[Passage, ...]]:
    """Sections of another draft of the same notes, its passages under names that the draft does not use yet.

    Raises InputError, about the file `origin`, where the notes are others.
    """
    if stranger := _stranger(draft.brief, other.brief):
        remedy = t("review.other_notes.remedy", title=draft.brief.title, file=draft.brief.file)
        raise InputError(t("review.other_notes"), origin, value=stranger, remedy=remedy)
    known = {passage.id for passage in reviewed(draft).passages}
    view = reviewed(other, gone_too=True)
    renamed = names_for(draft, view.passages)
    inside = {section.id: section.paragraphs for section in view.all_sections()} | {
        OPENING: view.opening
    }

    def own(sentence: Sentence) -> Sentence:
        return replace(
            sentence, passages=tuple(renamed[name] for name in sentence.passages if name in renamed)
        )

    found = tuple(
        Taken(name, tuple(Paragraph(tuple(map(own, one.sentences))) for one in inside[name]))
        for name in sections
        if name in inside
    )
    used = {
        name
        for part in found
        for one in part.paragraphs
        for s in one.sentences
        for name in s.passages
    }
    passages = (replace(one, id=renamed[one.id]) for one in view.passages)
    return found, tuple(one for one in passages if one.id in used - known)


# --- gaps, findings, comments ---


def fill_gap(
    draft: Draft, gap: str, value: str, by: By, *, accepted: bool = False
) -> tuple[Draft, Filling]:
    """A value for a gap, judged as any value of a form.

    The draft is as it was where it is refused.
    """
    done = fill(
        draft,
        [Given(gap, value, t("review.source", who=by.who))],
        "",
        accepted={gap} if accepted else (),
    )
    if not done.filled:
        return draft, done
    return _with(done.draft, by, Deed.FILL, where=(gap,), fills=done.filled), done


def intend(draft: Draft, finding: Finding, reason: str, by: By) -> Draft:
    """The finding is as it should be.

    Raises InputError where no reason is given, or none would do.
    """
    if not answerable(finding):
        raise InputError(
            t("review.promise"), finding.code, value=finding.text, remedy=t("review.promise.remedy")
        )
    said = tidy(reason)
    if not said or len(said) > LONGEST:
        raise InputError(t("review.reason"), finding.code, value=finding.text)
    return _with(
        draft,
        by,
        Deed.INTEND,
        where=(finding.where,),
        text=said,
        finding=(finding.code, finding.text),
    )


def comment(draft: Draft, where: str, text: str, by: By) -> Draft:
    """Something for colleagues about a sentence or section.

    Raises InputError where nothing is said.
    """
    said = tidy(text)
    if not said or len(said) > LONGEST:
        raise InputError(t("review.comment"), where, value=said[:20])
    _known(where, _shown(draft) | {section.id: section for section in draft.all_sections()})
    return _with(draft, by, Deed.COMMENT, where=(where,), text=said)


def resolve(draft: Draft, comment: str, by: By) -> Draft:
    """A comment is dealt with."""
    _known(comment, {one.id: one for one in standing(draft.review).comments})
    return _with(draft, by, Deed.RESOLVE, where=(comment,))


# --- undo ---


def undoable(draft: Draft) -> Decision | None:
    """What `undo` would undo."""
    return next((one for one in reversed(draft.review.decisions) if not one.undone), None)


def redoable(draft: Draft) -> Decision | None:
    """What `redo` would bring back: of what was undone after the last decision in force, the one undone last."""
    last = max((n for n, one in enumerate(draft.review.decisions) if not one.undone), default=-1)
    return max(draft.review.decisions[last + 1 :], key=lambda one: one.undone, default=None)


def undo(draft: Draft) -> Draft:
    """The draft before its last decision; the decision stays in the record."""
    last = undoable(draft)
    return draft if last is None else _switched(draft, last, draft.review.revision + 1)


def redo(draft: Draft) -> Draft:
    """The draft with the decision that was undone last, as long as nothing else was decided."""
    last = redoable(draft)
    return draft if last is None else _switched(draft, last, 0)


def _switched(draft: Draft, one: Decision, undone: int) -> Draft:
    """The draft with a decision undone, or in force again; its values go out or come in with it."""
    comes = (one.deed is Deed.RESTORE) == bool(undone)
    if comes:
        number = max((fill.round for fill in draft.fills), default=0) + 1
        if one.deed is not Deed.RESTORE:
            one = replace(one, fills=tuple(replace(fill, round=number) for fill in one.fills))
        fills: tuple[Fill, ...] = (*draft.fills, *one.fills)
    else:
        fills = tuple(fill for fill in draft.fills if fill not in one.fills)
    now = replace(one, undone=undone)
    decisions = tuple(now if each.id == one.id else each for each in draft.review.decisions)
    review = replace(draft.review, decisions=decisions, revision=draft.review.revision + 1)
    return replace(draft, fills=fills, review=review)


# --- parts ---


def _with(draft: Draft, by: By, deed: Deed, **values: object) -> Draft:
    review = draft.review
    made = Decision(f"R{len(review.decisions) + 1}", deed, by.who, by.when, **values)  # type: ignore[arg-type]
    return replace(
        draft,
        review=replace(review, decisions=(*review.decisions, made), revision=review.revision + 1),
    )


def _shown(draft: Draft) -> dict[str, Sentence]:
    return {sentence.id: sentence for sentence in reviewed(draft, gone_too=True).all_sentences()}


def _known(name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise InputError(t("review.unknown"), name)
    return known[name]


def _stranger(brief: Brief, other: Brief) -> str:
    """What the other notes say that these do not, or the other way round.

    "" where both say the same.
    """
    here, there = (
        [(one.opening, ())]
        + [(bullet.text, (bullet.id, bullet.facts, bullet.gaps)) for bullet in one.all_bullets()]
        for one in (brief, other)
    )
    pairs = zip_longest(here, there, fillvalue=("", ()))
    return next((b[0] or a[0] for a, b in pairs if a != b), "")


def _bullets(paragraphs: Iterable[Paragraph]) -> list[tuple[str, ...]]:
    return [sentence.bullets for paragraph in paragraphs for sentence in paragraph.sentences]


def _slots(draft: Draft, sentence: Sentence) -> dict[str, Fact | Gap]:
    """The facts and gaps that the sentence may state, by id."""
    found: list[Fact | Gap] = [*draft.brief.opening_gaps]
    for bullet in draft.brief.all_bullets():
        if bullet.id in sentence.bullets:
            found += (*bullet.facts, *bullet.gaps)
    return {slot.id: slot for slot in found}


def _placed(before: Sentence, after: str, slots: dict[str, Fact | Gap]) -> list[Mark]:
    """The marks of a sentence where they stand in its new text.

    A mark whose text is gone is left out.
    """
    taken: list[Span] = []
    placed: list[Mark] = []

    def put(name: str, span: Span) -> bool:
        free = all(span[1] <= start or end <= span[0] for start, end in taken) and _stands_alone(
            after, span
        )
        if free:
            taken.append(span)
            placed.append(Mark(name, span))
        return free

    blocks = SequenceMatcher(None, before.text, after, autojunk=False).get_matching_blocks()
    left = [
        mark
        for mark in before.marks
        if not any(put(mark.id, to) for to in _moved(mark.span, blocks))
    ]
    read = read_facts(after) if left else []
    masks = read_gaps(after) if left else []
    for mark in left:
        said = before.text[slice(*mark.span)]
        slot = slots.get(mark.id)
        same = [found.span() for found in re.finditer(re.escape(said), after)]
        if isinstance(slot, Fact):
            same += [fact.span for fact in read if fact.key == slot.key]
        elif slot:
            same += [gap.span for gap in masks if gap.text == slot.text]
        any(put(mark.id, span) for span in same)
    return sorted(placed, key=lambda mark: mark.span)


def _moved(span: Span, blocks: Iterable[tuple[int, int, int]]) -> list[Span]:
    """Where a stretch went that stayed whole; nowhere, or in one place."""
    return [
        (b + span[0] - a, b + span[1] - a)
        for a, b, size in blocks
        if a <= span[0] and span[1] <= a + size and size
    ]


def _stands_alone(text: str, span: Span) -> bool:
    """Whether nothing beside a figure or mask makes another of it: 12 in 112."""
    start, end = span
    left = start > 0 and _HELD.match(text[start]) and _HELD.match(text[start - 1])
    right = end < len(text) and _HELD.match(text[end - 1]) and _HELD.match(text[end])
    return not left and not right


def _origins(base: Sentence, text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Of an edited text: the spans that are still the model's own words, and those that the reviewer wrote."""
    origin = ["hand"] * len(text)
    for a, b, size in SequenceMatcher(None, base.text, text, autojunk=False).get_matching_blocks():
        if size >= min(_LEAST, len(base.text)) or b + size == len(text):
            for n in range(size):
                own = any(start <= a + n < end for start, end in base.own)
                origin[b + n] = "own" if own else ""
    return _spans(text, origin, "own"), _spans(text, origin, "hand")


def _spans(text: str, origin: Sequence[str], wanted: str) -> tuple[Span, ...]:
    """The stretches of one origin, without marks at their ends; marks alone are nobody's words."""
    found: list[Span] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or origin[end] != origin[start]:
            words = list(_WORD.finditer(text, start, end)) if origin[start] == wanted else []
            if words:
                found.append((words[0].start(), words[-1].end()))
            start = end
    return tuple(found)
