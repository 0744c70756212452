"""What had no place in a draft that was written anew: put where a reviewer says, or dismissed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.documents.draft_reviewed import OPENING, reviewed
from drafter.documents.draft_work import open_unplaced
from drafter.errors import InputError
from drafter.filling.filling import Filling
from drafter.filling.rows import gap_rows
from drafter.filling.values import judged
from drafter.messages import t
from drafter.records import Deed, Draft, Unplaced
from drafter.review.clauses import likeness
from drafter.review.decisions import By, accept, comment, edit, fill_gap, with_decision

_SAME_HEADING = 0.3  # of a likeness, for what stands under the heading that it stood under
_REMARKS = {Deed.COMMENT, Deed.INTEND}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something can be put: a gap, a sentence.

    heading  of its section; text is how it reads
    """

    id: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class UnplacedView:
    """Something without a place.

    likely  id of the place that it fits best, "" for none
    tried   what it would come to is shown first: it changes the text
    """

    one: Unplaced
    likely: str
    tried: bool

    @property
    def is_value(self) -> bool:
        return self.one.deed is Deed.FILL


def unplaced_views(draft: Draft) -> list[UnplacedView]:
    """What nobody has put anywhere yet, each with where it may belong."""
    sentences = list(sentence_places(draft)) if open_unplaced(draft) else []
    return [
        UnplacedView(one, _likely(draft, one, sentences), one.deed not in _REMARKS | {Deed.ACCEPT})
        for one in open_unplaced(draft)
    ]


def sentence_places(draft: Draft) -> Iterator[Place]:
    """The sentences of a draft, in reading order."""
    now = reviewed(draft)
    for paragraph in now.opening:
        yield from (Place(one.id, t("page.opening"), one.text) for one in paragraph.sentences)
    for section in now.all_sections():
        heading = section.number + section.heading
        for paragraph in section.paragraphs:
            yield from (Place(one.id, heading, one.text) for one in paragraph.sentences)


def gap_places(draft: Draft) -> Iterator[Place]:
    """Its open gaps, in reading order."""
    rows = (row for row in gap_rows(draft) if row.value is None)
    return (Place(row.gap.id, row.section, row.marked) for row in rows)


def put(
    draft: Draft, one: Unplaced, where: str, by: By, *, insisted: bool = False
) -> tuple[Draft, Filling | None]:
    """Do what was done once, at the sentence or gap of that id; what came of a value.

    insisted  take a value that is only unlikely

    Raises InputError where there is no such place, or it reads so already.
    """
    done: Filling | None = None
    if one.deed is Deed.FILL:
        given = one.fill.given if one.fill else one.text
        made, done = fill_gap(draft, where, given, by, accepted=insisted)
        if done.refused:
            return draft, done
    elif one.deed in _REMARKS:
        said = t(f"unplaced.{one.deed}", who=one.who or t("take.somebody"), text=one.text)
        made = comment(draft, where, said, by)
    elif one.deed is Deed.ACCEPT:
        made = accept(draft, [where], by)
    elif one.deed is Deed.ADD:
        made = _added(draft, one, where, by)
    else:
        made = edit(draft, where, "" if one.gone else one.text, by)
    decisions = made.review.decisions
    if len(decisions) == len(draft.review.decisions):
        raise InputError(t("page.done.same"), "")
    last = replace(decisions[-1], proposal=one.id, origin=whose(one))
    review = replace(made.review, decisions=(*decisions[:-1], last))
    return replace(made, review=review), done


def dismiss(draft: Draft, one: Unplaced, by: By) -> Draft:
    """It is left out; the record says so, with what it was."""
    return with_decision(
        draft, by, Deed.DISMISS, where=(one.id,), text=one.text, origin=whose(one), proposal=one.id
    )


def whose(one: Unplaced) -> str:
    """What it was, and whose."""
    return t("unplaced.whose", deed=t(f"record.deed.{one.deed}"), who=one.who or "—")


def _added(draft: Draft, one: Unplaced, behind: str, by: By) -> Draft:
    """The sentence that somebody added, behind a sentence of choice."""
    homes = {
        name.id: section.id
        for section in reviewed(draft).all_sections()
        for paragraph in section.paragraphs
        for name in paragraph.sentences
    }
    known = {place.id for place in sentence_places(draft)}
    if behind not in known:
        raise InputError(t("review.unknown"), behind)
    return with_decision(
        draft,
        by,
        Deed.ADD,
        where=(f"N{one.id}",),
        text=one.text,
        label="",
        behind=(homes.get(behind, OPENING), behind),
        hand=((0, len(one.text)),),
    )


def _likely(draft: Draft, one: Unplaced, sentences: list[Place]) -> str:
    """The id of the place whose words are most like those of the old one; a value has to fit."""
    words = one.where.rpartition("：")[2] or one.text
    places = sentences
    if one.deed is Deed.FILL:
        given = one.fill.given if one.fill else one.text
        rows = {row.gap.id: row for row in gap_rows(draft) if row.value is None}
        places = [
            place
            for place in gap_places(draft)
            if judged(given, rows[place.id], draft.brief).text is not None
        ]
    heading = one.where.partition("：")[0]

    def worth(place: Place) -> float:
        return likeness(words, place.text) + _SAME_HEADING * place.heading.endswith(heading)

    best = max(places, key=worth, default=None)
    return best.id if best else ""
