"""What reviewers do to a draft, each deed a function: draft in, draft with one decision more out.

Notes, drafted text and provenance are never touched; what a deed changes is what `reviewed` shows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

from drafter.checks.draft import answerable
from drafter.documents.draft_filled import filled, with_values
from drafter.documents.draft_reviewed import (
    HAND,
    OPENING,
    is_other,
    names_for,
    reviewed,
    standing,
    tidy,
)
from drafter.documents.gaps import open_gaps
from drafter.errors import InputError
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
    Taken,
)
from drafter.review.edited_text import origins_of, placed_marks

T = TypeVar("T")
LONGEST = 4000  # characters of a sentence or comment


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
    return with_decision(draft, by, Deed.ACCEPT, where=wanted) if wanted else draft


def reopen(draft: Draft, sentences: Iterable[str], by: By) -> Draft:
    """The sentences are no longer accepted."""
    done = standing(draft.review).accepted
    wanted = tuple(name for name in sentences if name in done)
    return with_decision(draft, by, Deed.REOPEN, where=wanted) if wanted else draft


def edit(draft: Draft, sentence: str, text: str, by: By, *, label: str | None = None) -> Draft:
    """The sentence reads `text` from now on; "" takes it out.

    Values filled in become masks again, in their places.

    label  what stands before it from now on: 二是; None where that stays

    Raises InputError where there is no such sentence, or the text is too long.
    """
    new = tidy(text)
    if len(new) > LONGEST:
        raise InputError(t("review.long", most=LONGEST), sentence, value=str(len(new)))
    plain = with_decision(
        draft, by, Deed.RESTORE, where=(sentence,)
    )  # before any edit of this sentence
    base = _known(sentence, _shown(plain))
    before = _known(sentence, {shown.id: shown for shown in filled(plain).all_sentences()})
    now = standing(draft.review).edits.get(sentence)
    if label is None:
        label = now.label if now else None
    if new == before.text and label in {None, before.label}:
        return restore(draft, (sentence,), by)
    places = placed_marks(before, new, _slots(draft, base))
    masks = {place.gap.id: place.gap.text for place in open_gaps(draft.brief)}
    masked, spans = with_values(new, [(mark.id, mark.span) for mark in places], masks)
    if now and (now.text, now.label) == (masked, label):
        return draft
    marks = tuple(Mark(mark.id, span) for mark, span in zip(places, spans, strict=True))
    own, hand = origins_of(base, masked) if base.author != HAND else ((), ((0, len(masked)),))
    worded = {"text": masked, "label": label, "marks": marks, "own": own, "hand": hand}
    return with_decision(draft, by, Deed.EDIT, where=(sentence,), **worded)


def restore(draft: Draft, names: Iterable[str], by: By) -> Draft:
    """Sentences and sections stand as they were drafted, and gaps are open again.

    A section is restored with its sentences.
    """
    stand = standing(draft.review)
    decided = {*stand.edits, *stand.taken, *(fill.gap for fill in draft.fills)}
    inside = _paragraphs(draft)
    named = (part for name in names for part in (name, *_ids(inside.get(name, ()))))
    wanted = tuple(dict.fromkeys(part for part in named if part in decided))
    if not wanted:
        return draft
    gone = tuple(fill for fill in draft.fills if fill.gap in wanted)
    left = tuple(fill for fill in draft.fills if fill.gap not in wanted)
    other = _holding(draft, gone)
    emptied = replace(draft, fills=left)
    return with_decision(emptied, by, Deed.RESTORE, where=wanted, other=other, fills=gone)


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
    own = _paragraphs(draft)
    for part in sections:
        if part.id not in own or _bullets(part.paragraphs) != _bullets(own[part.id]):
            raise InputError(t("review.other_notes"), origin or part.id, value=part.id)
    now = _paragraphs(reviewed(draft))
    new = tuple(part for part in sections if part.paragraphs != now[part.id])
    if not new:
        return draft
    return with_decision(
        draft,
        by,
        Deed.TAKE,
        taken=new,
        other=tuple(_other(draft, new)),
        passages=tuple(passages),
        origin=origin,
        text=tidy(remark),
    )


def _other(draft: Draft, sections: Iterable[Taken]) -> Iterator[str]:
    """Ids of the sentences that would not read as they do now, or be no more."""
    now = _paragraphs(reviewed(draft, gone_too=True))
    for part in sections:
        before, after = (
            {one.id: one for paragraph in paragraphs for one in paragraph.sentences}
            for paragraphs in (now[part.id], part.paragraphs)
        )
        added = standing(draft.review).added  # they stand where they stood
        for name in dict.fromkeys((*before, *after)):
            if name not in added and is_other(after.get(name), before.get(name)):
                yield name


def taken_from(
    draft: Draft, other: Draft, sections: Iterable[str], origin: str = ""
) -> tuple[tuple[Taken, ...], tuple[Passage, ...]]:
    """Sections of another draft of the same notes, and the passages that they name.

    Passages, and sentences added by hand, get names that the draft does not use yet.
    Raises InputError, about the file `origin`, where the notes are others.
    """
    if stranger := _stranger(draft.brief, other.brief):
        remedy = t("review.other_notes.remedy", title=draft.brief.title, file=draft.brief.file)
        raise InputError(t("review.other_notes"), origin, value=stranger, remedy=remedy)
    view = reviewed(other, gone_too=True)
    names = names_for(draft, view.passages)
    inside, turn = _paragraphs(view), len(draft.review.decisions)
    plans = {plan.section: plan for plan in view.plans}
    taken = tuple(
        Taken(
            name,
            tuple(_renamed(paragraph, names, turn) for paragraph in inside[name]),
            plans.get(name),
        )
        for name in sections
        if name in inside
    )
    known = {passage.id for passage in reviewed(draft).passages}
    new = {name for part in taken for name in _passages(part.paragraphs)} - known
    passages = (replace(passage, id=names[passage.id]) for passage in view.passages)
    return taken, tuple(passage for passage in passages if passage.id in new)


def _renamed(paragraph: Paragraph, names: Mapping[str, str], turn: int) -> Paragraph:
    """The paragraph with its passages under other names; those that have none are left out.

    What was added by hand is named after the turn of the decision: the draft may have its own.
    """
    return Paragraph(
        tuple(
            replace(
                one,
                id=f"{one.id}.{turn}" if one.id.startswith("N") else one.id,
                passages=tuple(names[p] for p in one.passages if p in names),
            )
            for one in paragraph.sentences
        )
    )


def _passages(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            yield from sentence.passages


def _ids(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (sentence.id for sentence in paragraph.sentences)


def _paragraphs(draft: Draft) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs of each section, and of the opening."""
    sections = {section.id: section.paragraphs for section in draft.all_sections()}
    return sections | {OPENING: draft.opening}


# --- gaps, findings, comments ---


def fill_gap(
    draft: Draft, gap: str, value: str, by: By, *, accepted: bool = False
) -> tuple[Draft, Filling]:
    """A value for a gap, judged as any value of a form.

    The draft is as it was where it is refused.
    """
    given = Given(gap, value, t("review.source", who=by.who))
    done = fill(draft, [given], "", accepted={gap} if accepted else ())
    if not done.filled:
        return draft, done
    new = done.filled
    other = _holding(draft, new)
    return with_decision(done.draft, by, Deed.FILL, where=(gap,), other=other, fills=new), done


def _holding(draft: Draft, fills: Iterable[Fill]) -> tuple[str, ...] | None:
    """Ids of the sentences that read otherwise with values or without; None where none does."""
    gaps = {fill.gap for fill in fills}
    shown = _shown(draft).values()
    return tuple(s.id for s in shown if any(mark.id in gaps for mark in s.marks)) or None


def intend(draft: Draft, finding: Finding, reason: str, by: By) -> Draft:
    """The finding is as it should be.

    Raises InputError where no reason is given, or none would do.
    """
    if not answerable(finding):
        remedy = t("review.promise.remedy")
        raise InputError(t("review.promise"), finding.code, value=finding.text, remedy=remedy)
    text = tidy(reason)
    if not text or len(text) > LONGEST:
        raise InputError(t("review.reason"), finding.code, value=finding.text)
    named = (finding.code, finding.text)
    return with_decision(draft, by, Deed.INTEND, where=(finding.where,), text=text, finding=named)


def comment(draft: Draft, where: str, text: str, by: By) -> Draft:
    """Something for colleagues about a sentence or section.

    Raises InputError where nothing is said.
    """
    words = tidy(text)
    if not words or len(words) > LONGEST:
        raise InputError(t("review.comment"), where, value=words[:20])
    _known(where, _shown(draft) | {section.id: section for section in draft.all_sections()})
    return with_decision(draft, by, Deed.COMMENT, where=(where,), text=words)


def resolve(draft: Draft, comment: str, by: By) -> Draft:
    """A comment is dealt with."""
    _known(comment, {known.id: known for known in standing(draft.review).comments})
    return with_decision(draft, by, Deed.RESOLVE, where=(comment,))


# --- parts ---


def with_decision(draft: Draft, by: By, deed: Deed, **values: object) -> Draft:
    """The draft with one decision more, whose fields are `values`."""
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


def _bullets(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The bullets that paragraphs state, in whatever order and however joined."""
    sentences = (sentence for paragraph in paragraphs for sentence in paragraph.sentences)
    return sorted(bullet for sentence in sentences for bullet in sentence.bullets)


def _slots(draft: Draft, sentence: Sentence) -> dict[str, Fact | Gap]:
    """The facts and gaps that the sentence may state, by id."""
    slots: list[Fact | Gap] = [*draft.brief.opening_gaps]
    for bullet in draft.brief.all_bullets():
        if bullet.id in sentence.bullets:
            slots += (*bullet.facts, *bullet.gaps)
    return {slot.id: slot for slot in slots}
