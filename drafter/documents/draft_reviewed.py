"""A draft as its reviewers left it. What they decided is kept beside the draft, so that all of it can be undone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from drafter.facts.punctuation import INVISIBLE
from drafter.records import (
    Decision,
    Deed,
    Draft,
    DraftSection,
    Paragraph,
    Passage,
    Review,
    Sentence,
)

_UNSEEN = re.compile(rf"[{INVISIBLE}\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
OPENING = ""  # names the opening where sections have ids


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decisions in force come to.

    edits, accepted  by sentence; taken by section
    intended         by code, place and text of the finding
    comments         in order; resolved by the id of the comment
    """

    edits: dict[str, Decision] = field(default_factory=dict)
    accepted: dict[str, Decision] = field(default_factory=dict)
    taken: dict[str, Decision] = field(default_factory=dict)
    intended: dict[tuple[str, str, str], Decision] = field(default_factory=dict)
    comments: list[Decision] = field(default_factory=list)
    resolved: dict[str, Decision] = field(default_factory=dict)

    @property
    def open_comments(self) -> list[Decision]:
        return [one for one in self.comments if one.id not in self.resolved]


def standing(review: Review) -> Standing:
    """Go through the decisions in force, the later over the earlier."""
    found = Standing()
    for one in in_force(review):
        match one.deed:
            case Deed.ACCEPT:
                found.accepted.update(dict.fromkeys(one.where, one))
            case Deed.REOPEN:
                _drop(one.where, found.accepted)
            case Deed.EDIT:
                _drop(one.where, found.accepted)
                found.edits.update(dict.fromkeys(one.where, one))
            case Deed.RESTORE:
                _drop(one.where, found.accepted, found.edits, found.taken)
            case Deed.TAKE:
                found.taken.update({section.id: one for section in one.taken})
                named = (s.id for section in one.taken for s in _sentences(section.paragraphs))
                _drop(named, found.accepted, found.edits)
            case Deed.INTEND:
                code, text = one.finding
                found.intended.update({(code, where, text): one for where in one.where})
            case Deed.COMMENT:
                found.comments.append(one)
            case Deed.RESOLVE:
                found.resolved.update(dict.fromkeys(one.where, one))
    return found


def in_force(review: Review) -> Iterator[Decision]:
    """The decisions that nobody undid."""
    return (one for one in review.decisions if not one.undone)


def drafted(draft: Draft) -> Draft:
    """The draft as it was drafted: nothing decided, nothing filled in."""
    return replace(draft, fills=(), review=Review())


def reviewed(draft: Draft, *, gone_too: bool = False) -> Draft:
    """The draft with the sections that were taken and the sentences that were edited, its gaps as wide as ever.

    gone_too  keeps a sentence that was taken out, with no text

    It still holds its decisions: the view of a view is the same.
    """
    stand = standing(draft.review)
    if not stand.edits and not stand.taken:
        return draft
    passages = {one.id: one for one in draft.passages}
    for decision in stand.taken.values():
        passages |= {one.id: one for one in decision.passages}
    view = _View(stand, gone_too)
    return replace(
        draft,
        opening=view.paragraphs(OPENING, draft.opening),
        sections=tuple(map(view.section, draft.sections)),
        passages=tuple(passages.values()),
    )


def changed_sentences(draft: Draft) -> set[str]:
    """Ids of the sentences that do not stand as they were drafted."""
    stand = standing(draft.review)
    taken = (part for decision in stand.taken.values() for part in decision.taken)
    return set(stand.edits) | {
        s.id for part in taken if part.id in stand.taken for s in _sentences(part.paragraphs)
    }


@dataclass(frozen=True, slots=True)
class _View:
    stand: Standing
    gone_too: bool

    def section(self, one: DraftSection) -> DraftSection:
        paragraphs = self.paragraphs(one.id, one.paragraphs)
        return replace(one, paragraphs=paragraphs, sections=tuple(map(self.section, one.sections)))

    def paragraphs(self, section: str, drafted: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        if decision := self.stand.taken.get(section):
            drafted = next(part.paragraphs for part in decision.taken if part.id == section)
        shown = (Paragraph(tuple(self._sentences(one.sentences))) for one in drafted)
        return tuple(one for one in shown if one.sentences)

    def _sentences(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        for one in sentences:
            if edit := self.stand.edits.get(one.id):
                one = replace(one, text=edit.text, marks=edit.marks, own=edit.own, hand=edit.hand)
            if one.text or self.gone_too:
                yield one


def _sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    return (sentence for paragraph in paragraphs for sentence in paragraph.sentences)


def _drop(names: Iterable[str], *kept: dict[str, Decision]) -> None:
    for name in names:
        for each in kept:
            each.pop(name, None)


def names_for(draft: Draft, passages: Iterable[Passage]) -> dict[str, str]:
    """The id of each passage → that under which the draft has it, or one that the draft does not use yet."""
    names = {passage.text: passage.id for passage in reviewed(draft).passages}
    fresh = count(
        max((int(name[1:]) for name in names.values() if name[1:].isdigit()), default=0) + 1
    )
    return {one.id: names.get(one.text) or f"P{next(fresh)}" for one in passages}


def tidy(text: str) -> str:
    """Text as somebody typed or pasted it, in one line and without characters that nobody sees."""
    return _UNSEEN.sub(
        "", re.sub(r"[ \t\u00a0\u3000]*[\r\n\u2028\u2029]+[ \t\u00a0\u3000]*", "", text)
    ).strip()
