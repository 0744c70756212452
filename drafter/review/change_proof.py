"""What the proof says of a change before anybody decides on it: what is found then and not now."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.checks.draft import promise_findings
from drafter.checks.draft.edits import is_judged
from drafter.documents.draft_filled import filled
from drafter.facts.unread import unread_numbers
from drafter.messages import t
from drafter.records import Draft, Finding, Severity


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one change, as if it alone were made.

    words     what is to be said of it, a line each
    findings  what is found then and was not before
    grave     it would leave an error, or cannot be made at all
    """

    words: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    grave: bool = False


def found_anew(before: Draft, after: Draft, known: Iterable[Finding] | None = None) -> Proof:
    """The proof of what became of a draft; without words where it finds nothing.

    known  what is found in the draft before; None where nobody has asked yet
    """
    old = promise_findings(before) if known is None else known
    seen = {(each.code, each.where, each.text) for each in old}
    found = tuple(
        each for each in promise_findings(after) if (each.code, each.where, each.text) not in seen
    )
    grave = any(each.severity is Severity.ERROR for each in found)
    return Proof(tuple(f"{each.code} {each.message}" for each in found), found, grave)


def unharmed(draft: Draft, sentences: Iterable[str]) -> str:
    """What is said of changed sentences in which nothing is found: no more than what was proved.

    Words are judged only where a sentence has its notes.
    """
    texts = {one.id: one.text for one in filled(draft).all_sentences()}
    named = [name for name in sentences if name in texts]
    if any(unread_numbers(texts[name]) for name in named):
        return t("take.proof.unread")
    judged = bool(named) and all(is_judged(draft, name) for name in named)
    return t("take.proof.clean" if judged else "take.proof.facts")
