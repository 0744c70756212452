"""A draft and its file that came back → a proposal for each change that somebody made there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from drafter.documents.draft_filled import with_values
from drafter.documents.draft_headings import headings_of_notes
from drafter.documents.draft_lines import Role
from drafter.documents.draft_reviewed import HAND, drafted, standing
from drafter.documents.gaps import open_gaps
from drafter.errors import InputError
from drafter.facts.numbering import strip_number
from drafter.messages import t
from drafter.records import Change, Deed, Draft, Proposal, Sentence
from drafter.review.changed_text import (
    Value,
    changes_between,
    is_same,
    kept_as_printed,
    labelled,
    values_in,
    with_masks,
)
from drafter.review.clauses import same_words
from drafter.review.decisions import By, fill_gap
from drafter.review.draft_units import Unit, units_of
from drafter.review.returned import Beside, New, Stretch, beside
from drafter.review.returned_file import Aside, ReturnedFile
from drafter.word.hands import Hand, Touch

_LEAST = 0.2  # of a draft that stands in a file of it
_FRONT = {
    Role.TITLE: "title",
    Role.RECIPIENT: "recipient",
    Role.ISSUER: "issuer",
    Role.DATE: "date",
}
_BELOW = {Role.ISSUER, Role.DATE}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a file proposes, in the order of the file; ids are still "".

    renumbered  headings that differ by their number alone: code counts them
    since       what a file of an earlier draft differs by because the draft was made anew: nobody
                wrote it there
    """

    proposals: tuple[Proposal, ...]
    beside: Beside
    renumbered: int = 0
    since: tuple[Proposal, ...] = ()


def proposed(draft: Draft, file: ReturnedFile, author: str = "") -> Proposed:
    """Every change of the file, none where nobody changed anything.

    author  who made the changes that the file has no author of
    Raises InputError where the file is not one of this draft.
    """
    units = units_of(draft)
    found = beside(units, file.rows)
    if found.share < _LEAST:
        remedy = t("take.other.remedy")
        raise InputError(t("take.other", title=draft.brief.title), file.name, remedy=remedy)
    work = _Proposer(draft, file, found, Hand(author or _saved_by(draft, file), file.last.when))
    made = [(at, one) for at, one in work.all() if one.before or one.after]
    made.sort(key=lambda pair: pair[0])
    return Proposed(tuple(one for _, one in made), found, work.renumbered)


def _saved_by(draft: Draft, file: ReturnedFile) -> str:
    """Who saved the file last; drafter itself enters the organization there."""
    return "" if file.last.who == draft.brief.organization else file.last.who


class _Proposer:
    """Goes through what became of the units; each proposal comes with its place in the draft."""

    def __init__(self, draft: Draft, file: ReturnedFile, found: Beside, hand: Hand) -> None:
        self._draft, self._file, self._found, self._hand = draft, file, found, hand
        self._versions = _versions(draft)
        self._masks = {place.gap.id: place.gap.text for place in open_gaps(draft.brief)}
        self._added = standing(draft.review).added
        self.renumbered = 0

    def all(self) -> Iterator[tuple[float, Proposal]]:
        for n, unit in enumerate(self._found.units):
            yield from ((float(n), one) for one in self._of_unit(n, unit))
        for at, one in self._new():
            yield at + 0.5, one
        for n, stretch in self._found.moved.items():
            unit, text = self._found.units[n], self._found.text([stretch])
            yield n, self._homeless("order", unit.section, [stretch], unit.text, text, unit.id)
        yield from self._breaks()
        for aside in self._file.asides:
            yield self._aside(aside)

    # --- units ---

    def _of_unit(self, n: int, unit: Unit) -> Iterator[Proposal]:
        if n in self._found.moved:
            return
        stretches = self._found.found.get(n, [])
        text = self._found.text(stretches)
        known = self._versions.get(_name_of(unit), ())
        if is_same(unit.text, text) or same_words(text if unit.id else _bare(text)) in known:
            return
        if not stretches:
            if unit.id not in self._added:
                yield self._gone(unit)
            return
        values = self._values(unit, text)
        for value in values:
            shown = unit.text[slice(*next(m.span for m in unit.gaps if m.id == value.gap))]
            if value.text not in {shown, self._masks[value.gap]}:
                hand = self._hand_of(unit.text, stretches)
                made = Proposal("", Change.FILLED, value.gap, shown, text=value.text)
                yield self._by(hand, made)
        rest = with_masks(text, values, self._masks)
        if not is_same(unit.masked, rest):
            yield from self._reworded(unit, rest, stretches)

    def _values(self, unit: Unit, text: str) -> list[Value]:
        """What stands in the places of its gaps and is a value for them, or their mask."""
        return [
            one
            for one in values_in(unit.text, unit.gaps, text)
            if one.text == self._masks[one.gap] or self._fits(one.gap, one.text)
        ]

    def _fits(self, gap: str, value: str) -> bool:
        """Whether a gap takes a value, from somebody who insists if it must be."""
        _, done = fill_gap(self._draft, gap, value, By("", ""), accepted=True)
        return bool(value) and not done.refused

    def _reworded(self, unit: Unit, text: str, stretches: Sequence[Stretch]) -> Iterator[Proposal]:
        hand = self._hand_of(unit.text, stretches)
        if unit.id:
            before = unit.masked[len(unit.label) :]
            label, words = labelled(text, unit.label, before)
            kept = kept_as_printed(before, words)
            made = Proposal("", Change.WORDED, unit.id, unit.masked, label, kept)
            yield self._by(hand, made)
        elif unit.is_heading and is_same(strip_number(unit.text), strip_number(text)):
            self.renumbered += 1
        else:
            before, kept = _bare(unit.masked), _bare(kept_as_printed(unit.masked, text))
            about = _FRONT.get(unit.role, "heading")
            made = Proposal("", Change.WORDED, _name_of(unit), before, text=kept, about=about)
            yield self._by(hand, made)

    def _gone(self, unit: Unit) -> Proposal:
        hand = self._hand_of_gone(unit.text)
        if unit.id:
            return self._by(hand, Proposal("", Change.GONE, unit.id, unit.text))
        about = _FRONT.get(unit.role, "heading")
        return self._by(hand, Proposal("", Change.HOMELESS, unit.section, unit.text, about=about))

    # --- what is new ---

    def _new(self) -> Iterator[tuple[float, Proposal]]:
        here = {unit.id for unit in self._found.units}
        known = {text for id in self._versions.keys() - here for text in self._versions[id]}
        for behind, given in groupby(self._found.new, lambda one: one.behind):
            below: list[New] = []  # a new heading and what stands under it
            for one in given:
                if same_words(self._found.text([one.stretch])) in known:
                    continue
                if below or (one.opens and self._found.rows[one.stretch.row].heading):
                    below.append(one)
                else:
                    yield behind, self._one_new(one)
            if below:
                stretches = [one.stretch for one in below]
                text = "\n".join(self._found.text([one]).strip() for one in stretches)
                yield behind, self._homeless("section", self._section(behind), stretches, "", text)

    def _one_new(self, one: New) -> Proposal:
        text = self._found.text([one.stretch]).strip()
        if one.behind < 0 or self._found.units[one.behind].role in _BELOW:
            return self._homeless("outside", "", [one.stretch], "", text)
        unit = self._found.units[one.behind]
        label, words = labelled(text, "", "")
        place = (unit.section, unit.id)
        opens = one.opens or self._is_first(one)
        made = Proposal("", Change.ADDED, unit.section, "", label, words, behind=place, opens=opens)
        return self._by(self._hand_of("", [one.stretch]), made)

    def _is_first(self, one: New) -> bool:
        """Whether it opens its paragraph, and the sentence before it stands in another."""
        stretches = self._found.found.get(one.behind, [])
        return bool(stretches) and stretches[-1].row != one.stretch.row and one.stretch.span[0] == 0

    def _section(self, unit: int) -> str:
        return self._found.units[unit].section if unit >= 0 else ""

    def _aside(self, aside: Aside) -> tuple[float, Proposal]:
        numbers = [row.number for row in self._found.rows]
        behind = max(
            (
                n
                for n, stretches in self._found.found.items()
                if numbers[stretches[-1].row] <= aside.number
            ),
            default=-1,
        )
        made = Proposal(
            "", Change.HOMELESS, self._section(behind), text=aside.text, about=aside.kind
        )
        return behind + 0.6, self._by(self._hand, made)

    # --- order and paragraphs ---

    def _breaks(self) -> Iterator[tuple[float, Proposal]]:
        """Sentences of one paragraph that stand in two now, and the other way round."""
        found, units = self._found.found, self._found.units
        present = [n for n in found if units[n].id]
        for m, n in pairwise(sorted(present)):
            before, after = units[m], units[n]
            if before.section != after.section:
                continue
            apart = found[m][-1].row != found[n][0].row
            if apart != (before.row != after.row):
                about = "break" if apart else "join"
                stretch = found[n][:1]
                yield (
                    n - 0.1,
                    self._homeless(about, before.section, stretch, "", after.text, after.id),
                )

    # --- parts ---

    def _homeless(
        self,
        about: str,
        section: str,
        stretches: Sequence[Stretch],
        before: str,
        text: str,
        sentence: str = "",
    ) -> Proposal:
        hand = self._hand_of(before, stretches)
        made = Proposal("", Change.HOMELESS, sentence or section, before, text=text, about=about)
        return self._by(hand, made)

    def _by(self, hand: Hand, proposal: Proposal) -> Proposal:
        return replace(proposal, who=hand.who, when=hand.when, source=self._file.name)

    def _hand_of(self, before: str, stretches: Sequence[Stretch]) -> Hand:
        """Who changed a stretch: whose tracked changes make the difference, else who saved it."""
        hands: list[Hand] = []
        text = self._found.text(stretches)
        spans = [(one, start) for one, start in zip(stretches, _starts(stretches), strict=True)]
        for kind, _, _, k, n in changes_between(before, text):
            if kind == "equal":
                continue
            touched = [
                touch.hand
                for stretch, start in spans
                for touch in self._found.rows[stretch.row].touches
                if _meets(touch, stretch, start, k, n)
            ]
            hands += touched or [self._hand]
        return _joined(hands) if hands else self._hand

    def _hand_of_gone(self, text: str) -> Hand:
        words = same_words(text)
        for row in self._found.rows:
            gone = [touch for touch in row.touches if touch.gone]
            together = same_words("".join(touch.gone for touch in gone))
            if gone and (words in together):
                return _joined(
                    [
                        touch.hand
                        for touch in gone
                        if same_words(touch.gone) in words or words in same_words(touch.gone)
                    ]
                    or [gone[0].hand]
                )
        return self._hand


def _name_of(unit: Unit) -> str:
    """By which decisions name it: its own id, its part of the front, the section it heads."""
    return unit.id or _FRONT.get(unit.role) or unit.section


def _bare(heading: str) -> str:
    """A heading without what the draft prints beside it: its number, the sign behind it."""
    return strip_number(heading.strip()).strip().rstrip("。：:")


def _starts(stretches: Sequence[Stretch]) -> Iterator[int]:
    """Where each of some stretches begins in their text."""
    at = 0
    for one in stretches:
        yield at
        at += one.span[1] - one.span[0]


def _meets(touch: Touch, stretch: Stretch, start: int, k: int, n: int) -> bool:
    """Whether a tracked change of a row is part of a change from k to n of the stretches' text."""
    a, b = (at - stretch.span[0] + start for at in touch.span)
    end = start + stretch.span[1] - stretch.span[0]
    if touch.gone:
        return k <= a <= n and start <= a <= end
    return a < n and k < b and start < b and a < end


def _joined(hands: Sequence[Hand]) -> Hand:
    """Some hands as one: every name once, the latest time."""
    names = dict.fromkeys(hand.who for hand in hands if hand.who)
    return Hand("、".join(names), max(hand.when for hand in hands))


def _versions(draft: Draft) -> dict[str, set[str]]:
    """How each sentence read at any time, with its gaps filled and open: none of it is news."""
    values = {fill.gap: fill.text for fill in draft.fills}
    found: dict[str, set[str]] = {}

    def enter(sentence: Sentence) -> None:
        places = [(mark.id, mark.span) for mark in sentence.marks]
        for known in ({}, values):
            text, _ = with_values(sentence.text, places, known)
            found.setdefault(sentence.id, set()).add(same_words(sentence.label + text))

    for one in headings_of_notes(draft).values():
        enter(one)
    labels = {}
    for sentence in drafted(draft).all_sentences():
        labels[sentence.id] = sentence.label
        enter(sentence)
    for decision in draft.review.decisions:
        for part in decision.taken:
            for paragraph in part.paragraphs:
                for sentence in paragraph.sentences:
                    enter(sentence)
        if decision.deed in {Deed.EDIT, Deed.ADD} and decision.text:
            name = decision.where[0]
            label = labels.get(name, "") if decision.label is None else decision.label
            enter(Sentence(name, decision.text, (), HAND, label, decision.marks))
    return found
