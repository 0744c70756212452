"""What a proposal would do to a draft: what kind of change it is, and what the proof says of it."""

from dataclasses import replace

from drafter.facts.unread import unread_numbers
from drafter.messages import t
from drafter.records import Change, Draft, Proposal
from drafter.review.change_proof import Proof, found_anew, unharmed
from drafter.review.decisions import By, fill_gap
from drafter.review.proposals import take_up

_ANYBODY = By("", "")


def proof_of(draft: Draft, one: Proposal) -> Proof:
    """Judge a proposal by what it leaves of the draft, as if it alone were taken up."""
    made = take_up(draft, [one], _ANYBODY)
    if made.refused:
        return Proof((made.refused[0][1],), grave=True)
    proof = found_anew(draft, made.draft)
    if one.change is Change.FILLED:
        return replace(proof, words=_of_value(draft, one))
    return proof if proof.findings else replace(proof, words=(_unharmed(made.draft, one),))


def _of_value(draft: Draft, one: Proposal) -> tuple[str, ...]:
    """What `fill` says of a value: why it would refuse it, what it wonders about."""
    _, done = fill_gap(draft, one.where, one.text, _ANYBODY)
    hint = t("fill.accept", gap=one.where)
    said = [*done.refused, *done.warnings]
    return tuple(remark.message.removesuffix(hint) for remark in said) or (t("take.proof.fits"),)


def _unharmed(draft: Draft, one: Proposal) -> str:
    if one.change is Change.GONE:
        return t("take.proof.gone")
    if unread_numbers(one.text):
        return t("take.proof.unread")
    return unharmed(draft, [one.where] if one.change is Change.WORDED else [])
