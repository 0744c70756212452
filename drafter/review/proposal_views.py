"""Proposals as the page shows them: what goes and what comes, whose it is, what the proof says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.compare.words import Change as Fate
from drafter.compare.words import word_changes
from drafter.filling.rows import gap_rows
from drafter.messages import t, worded
from drafter.records import Change, Draft, Proposal
from drafter.review.change_proof import Proof
from drafter.review.proposal_proof import proof_of
from drafter.review.proposals import place_of

FATES = {Fate.KEPT: "kept", Fate.DELETED: "del", Fate.INSERTED: "ins"}


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal.

    kind   in words; place is the section it is about
    words  stretches of its text, each kept, del or ins
    """

    proposal: Proposal
    kind: str
    place: str
    words: tuple[tuple[str, str], ...]
    proof: Proof

    @property
    def can_be_taken(self) -> bool:
        return self.proposal.change is not Change.HOMELESS


def proposal_views(draft: Draft, proposals: Iterable[Proposal]) -> list[ProposalView]:
    """Each with its proof, as if it alone were taken up."""
    return [
        ProposalView(
            one, kind_of(one), place_of(draft, one), tuple(_words(draft, one)), proof_of(draft, one)
        )
        for one in proposals
    ]


def kind_of(one: Proposal) -> str:
    """What kind of change it is, in words."""
    about = f"·{worded('take.about', one.about)}" if one.about else ""
    return t(f"take.change.{one.change}") + about


def _words(draft: Draft, one: Proposal) -> Iterator[tuple[str, str]]:
    before, after = texts_of(draft, one)
    if not before or not after:
        yield ("ins", after) if after else ("del", before)
        return
    for stretch in word_changes(before, after):
        yield FATES[stretch.change], stretch.text


def texts_of(draft: Draft, one: Proposal) -> tuple[str, str]:
    """How the place reads and would read; a value stands in its sentence."""
    row = None
    if one.change is Change.FILLED:
        row = next((row for row in gap_rows(draft) if row.gap.id == one.where), None)
    if row is None:
        return one.before, one.after
    start, end = row.span
    return row.sentence, f"{row.sentence[:start]}{one.text}{row.sentence[end:]}"
