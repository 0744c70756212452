"""A returned file taken into its draft: proposed, told, and as far as somebody wishes decided."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.documents.draft_file import read_draft
from drafter.documents.draft_reviewed import standing
from drafter.documents.draft_store import DraftStore
from drafter.errors import InputError
from drafter.files import digest_of
from drafter.messages import t
from drafter.records import Change, Draft, Proposal
from drafter.review.decisions import By
from drafter.review.draft_units import units_of
from drafter.review.older_file import apart, earlier_file
from drafter.review.proposals import (
    TakenUp,
    decline,
    number_of,
    open_proposals,
    same_as,
    take_up,
    with_comments,
    with_proposals,
)
from drafter.review.proposing import Proposed, proposed
from drafter.review.returned import beside
from drafter.review.returned_comments import new_comments, with_resolved
from drafter.review.returned_file import ReturnedFile, read_returned

_ITS_OWN = 0.5  # of a draft that stands in a Word file made of it
Numbers = Collection[int] | None  # of proposals; None is all of them


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be decided at once: numbers of proposals, None for all that are open."""

    accept: Numbers = ()
    decline: Numbers = ()


@dataclass(frozen=True, slots=True)
class Taking:
    """What came of it.

    offered    the draft with the proposals, before any was decided now
    draft      the draft after that
    proposals  all of the file, in its order
    comments   how many came in; renumbered, since as in Proposed
    """

    offered: Draft
    draft: Draft
    proposals: tuple[Proposal, ...]
    comments: int
    renumbered: int
    taken: TakenUp
    declined: tuple[Proposal, ...]
    since: tuple[Proposal, ...] = ()

    @property
    def open(self) -> tuple[Proposal, ...]:
        left = {one.id for one in open_proposals(self.draft)}
        return tuple(one for one in self.proposals if one.id in left)

    @property
    def homeless(self) -> tuple[Proposal, ...]:
        return tuple(one for one in self.open if one.change is Change.HOMELESS)


def take_file(
    draft: Path, file: Path, by: By, *, author: str = "", wanted: Wanted | None = None
) -> Taking:
    """Take a file into the draft that stands at a path, in one step that is saved whole.

    author  who made the changes that the file has no author of
    """
    returned = read_returned(file)
    store = DraftStore(draft)
    state = store.load()
    _refuse_earlier(state.draft, draft, file)
    taking = taken_in(state.draft, returned, by, author=author, wanted=wanted or Wanted())
    store.apply(lambda _: taking.draft, state.stamp)
    return taking


def head_of(taking: Taking, file: Path) -> str:
    """How many changes and comments a file has, in one sentence."""
    homeless = len(taking.homeless)
    return t(
        "take.head",
        title=taking.draft.brief.title,
        file=file.name,
        count=len(taking.proposals),
        open=len(taking.open) - homeless,
        homeless=homeless,
        comments=taking.comments,
    )


def _refuse_earlier(draft: Draft, home: Path, file: Path) -> None:
    """Refuse a file that is an earlier one as drafter wrote it: nobody's work is in it.

    So is the report of a draft where a program was killed between writing the two.
    """
    latest = dict(draft.written).values()
    earlier = {digest for _, digest in draft.written if digest not in latest}
    if digest_of(file) in earlier:
        remedy = t("take.earlier.remedy", draft=home.name)
        raise InputError(t("take.earlier"), file, remedy=remedy)


def taken_in(draft: Draft, file: ReturnedFile, by: By, *, author: str, wanted: Wanted) -> Taking:
    """The draft with a file's proposals and comments, and with what is wanted of them decided."""
    made = _proposed(draft, file, author)
    comments = tuple(new_comments(draft, file, made.beside))
    offered = with_proposals(draft, file.name, made.proposals)
    offered = with_resolved(with_comments(offered, file.name, comments), file)
    proposals = same_as(offered, made.proposals)
    left = {one.id for one in open_proposals(offered)}
    undecided = [one for one in proposals if one.id in left]
    refused = _picked(undecided, wanted.decline)
    accepted = [one for one in _picked(undecided, wanted.accept) if one not in refused]
    taken = take_up(offered, accepted, by)
    after = decline(taken.draft, refused, by)
    return Taking(
        offered,
        after,
        proposals,
        len(comments),
        made.renumbered,
        taken,
        tuple(refused),
        made.since,
    )


def _proposed(draft: Draft, file: ReturnedFile, author: str) -> Proposed:
    """What a file proposes; of one of an earlier draft, without what was drafted since."""
    made = proposed(draft, file, author)
    earlier = earlier_file(draft, file) if draft.earlier else None
    if earlier is None:
        return made
    own, since = apart(made.proposals, proposed(draft, earlier).proposals)
    return replace(made, proposals=own, since=since)


def _picked(proposals: list[Proposal], numbers: Numbers) -> list[Proposal]:
    """Those with the numbers; all is all that a draft has a place for."""
    if numbers is None:
        return [one for one in proposals if one.change is not Change.HOMELESS]
    known = {number_of(one): one for one in proposals}
    for number in numbers:
        if number not in known:
            raise InputError(t("take.numbers.unknown", number=number), "--accept")
    return [known[number] for number in sorted(numbers)]


def state_of(draft: Draft, one: Proposal) -> str:
    """What became of a proposal: open, accepted, declined, or done where the draft says it."""
    decision = standing(draft.review).proposals.get(one.id)
    if decision:
        return "declined" if decision.deed == "decline" else "accepted"
    return "open" if one in open_proposals(draft) else "done"


def _named_like(file: Path, drafts: list[Path]) -> list[Path]:
    """The draft whose whole name a file's name begins with: 丙 of 丙-领导改; the longest name."""
    stems = {path.name.removesuffix(".draft.json"): path for path in drafts}
    bearing = [stem for stem in stems if _begins(file.stem, stem)]
    return [stems[max(bearing, key=len)]] if bearing else []


def _begins(name: str, stem: str) -> bool:
    """Whether it begins so, and not within a number: 报告2 is none of 报告20260705."""
    rest = name.removeprefix(stem)
    return name.startswith(stem) and not (stem[-1:].isdigit() and rest[:1].isdigit())


def draft_of(file: Path) -> Path:
    """The draft beside a Word file that the file was made of; of several, by its name.

    Raises InputError where there is none, or more than one.
    """
    named = file.with_name(f"{file.stem}.draft.json")
    if named.is_file():
        return named
    rows = read_returned(file).rows
    likely = []
    for path in sorted(file.parent.glob("*.draft.json")):
        try:
            share = beside(units_of(read_draft(path)), rows).share
        except InputError:
            continue
        if share >= _ITS_OWN:
            likely.append(path)
    likely = _named_like(file, likely) or likely
    if len(likely) != 1:
        names = "、".join(path.name for path in likely)
        message = t("take.drafts" if likely else "take.no_draft")
        raise InputError(message, file, value=names, remedy=t("take.other.remedy"))
    return likely[0]
