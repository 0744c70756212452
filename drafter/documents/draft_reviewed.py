"""A draft as its reviewers left it.

What they decided is kept beside the draft, so that all of it can be undone.
"""

import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import Any

from drafter.facts.punctuation import INVISIBLE
from drafter.records import (
    Author,
    Decision,
    Deed,
    Draft,
    DraftSection,
    Paragraph,
    Passage,
    Review,
    SectionPlan,
    Sentence,
    Taken,
)

_UNSEEN = re.compile(rf"[{INVISIBLE}\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile(r"[ \t\u00a0\u3000]*[\r\n\u2028\u2029]+[ \t\u00a0\u3000]*")
HAND = Author("hand")
OPENING = ""  # names the opening where sections have ids


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decisions in force come to.

    edits            by sentence, section (its heading) or part of the front
    accepted         by sentence; taken by section
    reworded         by section that was taken: its sentences that do not read as drafted
    added            by sentence, in the order of their numbers
    proposals        by proposal, or what had no place: what was decided about it
    intended         by code, place and text of the finding
    comments         in order; resolved by the id of the comment
    """

    edits: dict[str, Decision] = field(default_factory=dict)
    accepted: dict[str, Decision] = field(default_factory=dict)
    taken: dict[str, Decision] = field(default_factory=dict)
    reworded: dict[str, set[str]] = field(default_factory=dict)
    intended: dict[tuple[str, str, str], Decision] = field(default_factory=dict)
    comments: list[Decision] = field(default_factory=list)
    resolved: dict[str, Decision] = field(default_factory=dict)
    added: dict[str, Decision] = field(default_factory=dict)
    proposals: dict[str, Decision] = field(default_factory=dict)

    @property
    def open_comments(self) -> list[Decision]:
        return [comment for comment in self.comments if comment.id not in self.resolved]


def standing(review: Review) -> Standing:
    """Go through the decisions in force, the later over the earlier."""
    stand = Standing()
    for decision in in_force(review):
        _decide(stand, decision)
    return stand


def _decide(stand: Standing, decision: Decision) -> None:
    by_place = dict.fromkeys(decision.where, decision)
    if decision.proposal:
        stand.proposals[decision.proposal] = decision
    match decision.deed:
        case Deed.ACCEPT:
            stand.accepted.update(by_place)
        case Deed.REOPEN:
            _drop(decision.where, stand.accepted)
        case Deed.EDIT:
            _drop(decision.where, stand.accepted)
            stand.edits.update(by_place)
        case Deed.RESTORE:
            _drop(decision.where, stand.accepted, stand.edits, stand.taken, stand.reworded)
            _drop(decision.other or (), stand.accepted)
        case Deed.FILL:
            _drop(decision.other or (), stand.accepted)
        case Deed.TAKE:
            _take(stand, decision)
        case Deed.INTEND:
            code, text = decision.finding
            stand.intended.update({(code, where, text): decision for where in decision.where})
        case Deed.COMMENT:
            stand.comments.append(decision)
        case Deed.RESOLVE:
            stand.resolved.update(by_place)
        case Deed.ADD:
            stand.added.update(by_place)


def _take(stand: Standing, decision: Decision) -> None:
    """Sentences that read as they did keep what was decided about them."""
    for part in decision.taken:
        names = set(_ids([part]))
        other = names if decision.other is None else set(decision.other)
        worded = {*stand.edits, *stand.reworded.get(part.id, ())}
        stand.taken[part.id] = decision
        stand.reworded[part.id] = names & (other | worded)
        _drop(names, stand.edits)
        _drop(other, stand.accepted)


def in_force(review: Review) -> Iterator[Decision]:
    """The decisions that nobody undid."""
    return (decision for decision in review.decisions if not decision.undone)


def drafted(draft: Draft) -> Draft:
    """The draft as it was drafted: nothing decided, nothing filled in."""
    return replace(draft, fills=(), review=Review())


def reviewed(draft: Draft, *, gone_too: bool = False) -> Draft:
    """The draft with the sections that were taken and the sentences that were edited.

    Its gaps are as wide as ever.
    gone_too  keeps a sentence that was taken out, with no text

    It still holds its decisions: the view of a view is the same.
    """
    stand = standing(draft.review)
    if not stand.edits and not stand.taken and not stand.added:
        return draft
    passages = {passage.id: passage for passage in draft.passages}
    for decision in stand.taken.values():
        passages |= {passage.id: passage for passage in decision.passages}
    view = _View(stand, gone_too)
    return replace(
        draft,
        opening=view.paragraphs(OPENING, draft.opening),
        sections=tuple(map(view.section, draft.sections)),
        passages=tuple(passages.values()),
        plans=tuple(_plans(draft, stand)),
    )


def _plans(draft: Draft, stand: Standing) -> Iterator[SectionPlan]:
    """How the sections are put together, those that were taken as they came."""
    taken = {
        section: part.plan
        for section, decision in stand.taken.items()
        for part in decision.taken
        if part.id == section and part.plan
    }
    for plan in draft.plans:
        yield taken.get(plan.section, plan)


def changed_sentences(draft: Draft) -> set[str]:
    """Ids of the sentences that do not read as they were drafted."""
    stand = standing(draft.review)
    return {*stand.edits, *stand.added, *chain.from_iterable(stand.reworded.values())}


def is_other(one: Sentence | None, before: Sentence | None) -> bool:
    """Whether a sentence says something else than before, or in other words; None for none."""
    if one is None or before is None:
        return one is not before
    return (one.label, one.text, one.bullets) != (before.label, before.text, before.bullets)


@dataclass(frozen=True, slots=True)
class _View:
    stand: Standing
    gone_too: bool

    def section(self, section: DraftSection) -> DraftSection:
        paragraphs = self.paragraphs(section.id, section.paragraphs)
        below = tuple(map(self.section, section.sections))
        if edit := self.stand.edits.get(section.id):
            section = replace(section, heading=edit.text, marks=edit.marks)
        return replace(section, paragraphs=paragraphs, sections=below)

    def paragraphs(self, section: str, drafted: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        if decision := self.stand.taken.get(section):
            drafted = next(part.paragraphs for part in decision.taken if part.id == section)
        rows = _with_added(section, drafted, self.stand.added.values())
        shown = (Paragraph(tuple(self._sentences(row))) for row in rows)
        return tuple(paragraph for paragraph in shown if paragraph.sentences)

    def _sentences(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        for sentence in sentences:
            if edit := self.stand.edits.get(sentence.id):
                sentence = replace(
                    sentence,
                    text=edit.text,
                    label=sentence.label if edit.label is None else edit.label,
                    marks=edit.marks,
                    own=edit.own,
                    hand=edit.hand,
                )
            if sentence.text or self.gone_too:
                yield sentence


def _with_added(
    section: str, paragraphs: Iterable[Paragraph], added: Iterable[Decision]
) -> list[list[Sentence]]:
    """The sentences of each paragraph, with what was added to the section.

    Where the sentence that it stood behind is no more, it ends the section.
    """
    rows = [list(paragraph.sentences) for paragraph in paragraphs]
    last: dict[str, str] = {}  # of several behind one sentence, the later behind the earlier
    for decision in sorted(added, key=lambda one: _number(one.where[0])):
        home, behind = decision.behind
        if home == section:
            _add(rows, _added(decision), last.get(behind, behind), opens=decision.opens)
            last[behind] = decision.where[0]
    return rows


def _number(name: str) -> int:
    digits = re.search(r"\d+", name)
    return int(digits[0]) if digits else 0


def _added(decision: Decision) -> Sentence:
    text, label = decision.text, decision.label or ""
    return Sentence(decision.where[0], text, (), HAND, label, hand=decision.hand)


def _add(rows: list[list[Sentence]], sentence: Sentence, behind: str, *, opens: bool) -> None:
    places = ((r, n) for r, row in enumerate(rows) for n, one in enumerate(row, 1))
    found = [(r, n) for r, n in places if rows[r][n - 1].id == behind]
    first = (0, 0) if not behind else (len(rows) - 1, len(rows[-1]) if rows else 0)
    row, at = found[0] if found else first
    if opens or not rows:
        rows.insert(row + bool(at), [sentence])
    else:
        rows[row].insert(at, sentence)


def _ids(sections: Iterable[Taken]) -> Iterator[str]:
    """Ids of the sentences of sections that were taken."""
    return (sentence.id for sentence in _sentences_of(sections))


def _sentences_of(sections: Iterable[Taken]) -> Iterator[Sentence]:
    for section in sections:
        for paragraph in section.paragraphs:
            yield from paragraph.sentences


def _drop(names: Iterable[str], *decided: MutableMapping[str, Any]) -> None:
    for name in names:
        for by_name in decided:
            by_name.pop(name, None)


def names_for(draft: Draft, passages: Iterable[Passage]) -> dict[str, str]:
    """The id of each passage → that under which the draft has it, or one it does not use yet."""
    names = {passage.text: passage.id for passage in reviewed(draft).passages}
    numbers = (int(name[1:]) for name in names.values() if name[1:].isdigit())
    fresh = count(max(numbers, default=0) + 1)
    return {passage.id: names.get(passage.text) or f"P{next(fresh)}" for passage in passages}


def tidy(text: str) -> str:
    """Text as somebody typed or pasted it, in one line and without characters that nobody sees."""
    return _UNSEEN.sub("", _LINE_BREAK.sub("", text)).strip()
