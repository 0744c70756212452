"""What a proposal would do to a draft: what kind of change it is, and what the proof says of it."""

from dataclasses import dataclass

from drafter.checks.draft import promise_findings
from drafter.checks.draft.edits import is_judged
from drafter.facts.unread import unread_numbers
from drafter.messages import t
from drafter.records import Change, Draft, Finding, Proposal, Severity
from drafter.review.decisions import By, fill_gap
from drafter.review.proposals import take_up


@dataclass(frozen=True, slots=True)
class ProposalProof:
    """The proof of one proposal, as if it alone were taken up.

    findings  what is found then and was not before
    words     what is to be said of it, a line each
    grave     it would leave an error, or cannot be taken up at all
    """

    words: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    grave: bool = False


_ANYBODY = By("", "")


def proof_of(draft: Draft, one: Proposal) -> ProposalProof:
    """Judge a proposal by what it leaves of the draft."""
    made = take_up(draft, [one], _ANYBODY)
    if made.refused:
        return ProposalProof((made.refused[0][1],), grave=True)
    before = {(each.code, each.where, each.text) for each in promise_findings(draft)}
    found = tuple(
        each
        for each in promise_findings(made.draft)
        if (each.code, each.where, each.text) not in before
    )
    if one.change is Change.FILLED:
        words = _of_value(draft, one)
    elif found:
        words = tuple(f"{each.code} {each.message}" for each in found)
    else:
        words = (_unharmed(made.draft, one),)
    grave = any(each.severity is Severity.ERROR for each in found)
    return ProposalProof(words, found, grave)


def _of_value(draft: Draft, one: Proposal) -> tuple[str, ...]:
    """What `fill` says of a value: why it would refuse it, what it wonders about."""
    _, done = fill_gap(draft, one.where, one.text, _ANYBODY)
    hint = t("fill.accept", gap=one.where)
    said = [*done.refused, *done.warnings]
    return tuple(remark.message.removesuffix(hint) for remark in said) or (t("take.proof.fits"),)


def _unharmed(draft: Draft, one: Proposal) -> str:
    """No more than what was proved: words are judged only where a sentence has its notes."""
    if one.change is Change.GONE:
        return t("take.proof.gone")
    if unread_numbers(one.text):
        return t("take.proof.unread")
    return t("take.proof.clean" if is_judged(draft, one.where) else "take.proof.facts")
