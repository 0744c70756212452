"""Proposals: changes of a returned file that are kept beside a draft until somebody decides.

A proposal is no decision. Taking it up makes one, by the deed that a reviewer would have done; so
does declining it. Either can be undone, and the proposal is open again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from drafter.documents.draft_filled import filled
from drafter.documents.draft_headings import headings_now
from drafter.documents.draft_reviewed import OPENING, reviewed, standing
from drafter.errors import InputError
from drafter.messages import t, worded
from drafter.records import Change, Decision, Deed, Draft, DraftSection, Proposal
from drafter.review.changed_text import is_same
from drafter.review.decisions import (
    LONGEST,
    By,
    edit,
    fill_gap,
    with_decision,
)
from drafter.review.headings import edit_heading


@dataclass(frozen=True, slots=True)
class Said:
    """A comment of a returned file: what it is about, whose it is."""

    where: str
    text: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What came of taking up proposals: those that could not be, each with the reason."""

    draft: Draft
    done: tuple[Proposal, ...] = ()
    refused: tuple[tuple[Proposal, str], ...] = ()


def with_proposals(draft: Draft, file: str, proposals: Sequence[Proposal]) -> Draft:
    """The draft with what a file proposes.

    What is known keeps its number, and what was decided about it; open ones of the same file that
    it has no more are gone.
    """
    before = draft.review.proposals
    decided = {one.proposal for one in draft.review.decisions}
    names = {key: one.id for key, one in _keyed(before)}
    fresh = count(1 + max(map(number_of, before), default=0))
    now = {
        name: replace(one, id=name)
        for key, one in _keyed(proposals)
        for name in [names.get(key) or f"Q{next(fresh)}"]
    }
    old = {one.id: one for one in before if one.id in decided or one.source != file}
    stays = {one.id: one for one in before if one.id in now}
    every = tuple(sorted((now | stays | old).values(), key=number_of))
    if every == before:
        return draft
    review = replace(draft.review, proposals=every, revision=draft.review.revision + 1)
    return replace(draft, review=review)


def with_comments(draft: Draft, file: str, comments: Iterable[Said]) -> Draft:
    """The draft with the comments of a file, each by the one who made it."""
    for said in comments:
        by, text = By(said.who, said.when), said.text[:LONGEST]
        draft = with_decision(draft, by, Deed.COMMENT, where=(said.where,), text=text, origin=file)
    return draft


def number_of(one: Proposal) -> int:
    """By which people name it."""
    return int(one.id[1:])


def same_as(draft: Draft, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Proposals under the names that the draft has them by."""
    known = dict(_keyed(draft.review.proposals))
    return tuple(known[key] for key, _ in _keyed(proposals))


def _keyed(proposals: Iterable[Proposal]) -> Iterator[tuple[object, Proposal]]:
    """Proposals with what tells them apart: equal ones by their turn."""
    turns: Counter[object] = Counter()
    for one in proposals:
        content = _content(one)
        turns[content] += 1
        yield (content, turns[content]), one


def _content(one: Proposal) -> tuple[object, ...]:
    """Equal for the same change, whatever file it stands in."""
    before = one.before if one.change in {Change.HOMELESS, Change.GONE} else ""
    return (
        *(one.change, one.where, before, one.label, one.text),
        *(one.behind, one.opens, one.about),
    )


def is_known_comment(draft: Draft, who: str, text: str) -> bool:
    return any(
        one.deed is Deed.COMMENT and (one.who, is_same(one.text, text)) == (who, True)
        for one in draft.review.decisions
    )


def open_proposals(draft: Draft) -> tuple[Proposal, ...]:
    """Those about which nobody decided, and that the draft does not come to by itself."""
    decided = standing(draft.review).proposals
    now = _Now(draft) if draft.review.proposals else None
    return tuple(
        one for one in draft.review.proposals if one.id not in decided and now and not now.says(one)
    )


def takeable(draft: Draft) -> tuple[Proposal, ...]:
    """The open ones that the draft has a place for."""
    return tuple(one for one in open_proposals(draft) if one.change is not Change.HOMELESS)


class _Now:
    """The draft as it reads now, to see what it says already."""

    def __init__(self, draft: Draft) -> None:
        self._texts = {one.id: one.label + one.text for one in reviewed(draft).all_sentences()}
        self._texts |= {name: one.text for name, one in headings_now(draft).items()}
        self._values = {fill.gap: {fill.text, fill.given} for fill in draft.fills}

    def says(self, one: Proposal) -> bool:
        match one.change:
            case Change.WORDED:
                return is_same(self._texts.get(one.where, ""), one.after)
            case Change.GONE:
                return one.where not in self._texts
            case Change.FILLED:
                return one.text in self._values.get(one.where, ())
            case Change.ADDED | Change.HOMELESS:
                return False


def take_up(draft: Draft, proposals: Iterable[Proposal], by: By) -> TakenUp:
    """Do what was proposed; wording first, so that values find their masks."""
    done: list[Proposal] = []
    refused: list[tuple[Proposal, str]] = []
    for one in sorted(proposals, key=lambda one: (one.change is Change.FILLED, number_of(one))):
        try:
            draft = _taken_up(draft, one, by)
            done.append(one)
        except InputError as error:
            refused.append((one, error.message))
    return TakenUp(draft, tuple(done), tuple(refused))


def decline(draft: Draft, proposals: Iterable[Proposal], by: By) -> Draft:
    """Leave the draft as it is; for what has no place in it: it was seen to elsewhere."""
    for one in proposals:
        draft = with_decision(
            draft,
            by,
            Deed.DECLINE,
            where=(one.where,),
            text=one.after,
            origin=told(one),
            proposal=one.id,
        )
    return draft


def section_of(draft: Draft, one: Proposal) -> str:
    """Id of the section that a proposal is about; "" for the opening and the front."""
    if one.change is Change.ADDED:
        return one.behind[0]
    for section in draft.all_sections():
        if one.where in _names_in(section):
            return section.id
    return ""


def _names_in(section: DraftSection) -> set[str]:
    """Ids of a section, and of the sentences and marks in it."""
    sentences = [one for paragraph in section.paragraphs for one in paragraph.sentences]
    marks = chain(section.marks, *(one.marks for one in sentences))
    return {section.id, *(one.id for one in sentences), *(mark.id for mark in marks)}


def place_of(draft: Draft, one: Proposal) -> str:
    """Where a proposal belongs, in the words of the draft."""
    name = section_of(reviewed(draft, gone_too=True), one)
    for section in filled(draft).all_sections():
        if section.id == name:
            return section.number + section.heading
    if one.about in {"title", "recipient", "issuer", "date"}:
        return t("take.front")
    return t("page.opening")


def told(one: Proposal) -> str:
    """Whose proposal it is."""
    return t("take.whose", who=one.who or t("take.somebody"), file=one.source)


def _taken_up(draft: Draft, one: Proposal, by: By) -> Draft:
    before = len(draft.review.decisions)
    match one.change:
        case Change.WORDED if one.about:
            made = edit_heading(draft, one.where, one.text, by)
        case Change.WORDED:
            made = edit(draft, one.where, _with_values(draft, one), by, label=one.label)
        case Change.GONE:
            made = edit(draft, one.where, "", by)
        case Change.FILLED:
            made, done = fill_gap(draft, one.where, one.text, by, accepted=True)
            if done.refused:
                raise InputError(done.refused[0].message, one.where)
        case Change.ADDED:
            made = _added(draft, one, by)
        case Change.HOMELESS:
            raise InputError(worded("take.homeless", one.about), one.source)
    decisions = made.review.decisions
    if len(decisions) == before:
        return draft  # the draft reads so already
    last: Decision = replace(decisions[-1], proposal=one.id, origin=told(one))
    return replace(made, review=replace(made.review, decisions=(*decisions[:-1], last)))


def _added(draft: Draft, one: Proposal, by: By) -> Draft:
    if one.behind[0] not in {OPENING, *(section.id for section in draft.all_sections())}:
        raise InputError(t("review.unknown"), one.behind[0])
    return with_decision(
        draft,
        by,
        Deed.ADD,
        where=(f"N{number_of(one)}",),
        text=one.text,
        label=one.label,
        behind=one.behind,
        opens=one.opens,
        hand=((0, len(one.text)),),
    )


def _with_values(draft: Draft, one: Proposal) -> str:
    """The proposed text with the values that were filled in since in the places of their masks."""
    values = {fill.gap: fill.text for fill in draft.fills}
    text, at = one.text, 0
    for mask, value in _masks_of(draft, one.where, values):
        place = text.find(mask, at)
        if place >= 0 and value:
            text = text[:place] + value + text[place + len(mask) :]
        at = max(place, at) + len(value or mask) if place >= 0 else at
    return text


def _masks_of(draft: Draft, sentence: str, values: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The masks of a sentence in their order, each with the value that was filled in, or ""."""
    for one in reviewed(draft).all_sentences():
        if one.id == sentence:
            for mark in sorted(one.marks, key=lambda mark: mark.span):
                if mark.id.startswith("G"):
                    yield one.text[slice(*mark.span)], values.get(mark.id, "")
