"""A deed tried before it is done: how the text would read, and what the proof says of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.compare.words import word_changes
from drafter.documents.draft_filled import filled
from drafter.documents.draft_reviewed import OPENING, is_other
from drafter.messages import t
from drafter.records import Draft, Finding, Paragraph, Sentence
from drafter.review.change_proof import Proof, found_anew, unharmed
from drafter.review.proposal_views import FATES

Texts = dict[str, tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The paragraphs of a section that would read otherwise.

    words  stretches of their text, each kept, del or ins
    """

    heading: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a deed would come to; what is its name in words."""

    what: str
    stretches: tuple[Stretch, ...]
    proof: Proof


def trial_of(before: Draft, after: Draft, what: str, known: Sequence[Finding]) -> Trial:
    """Put two states of a draft beside each other.

    known  what the promise's rules find in the state before
    """
    old, new = filled(before), filled(after)
    proof = found_anew(before, after, known)
    if not proof.findings:
        fits = after.fills != before.fills
        said = t("take.proof.fits") if fits else _unharmed(after, _changed(old, new))
        proof = replace(proof, words=(said,))
    return Trial(what, tuple(_stretches(old, new)), proof)


def _unharmed(draft: Draft, changed: list[str]) -> str:
    return unharmed(draft, changed) if changed else t("page.trial.order")


def _changed(before: Draft, after: Draft) -> list[str]:
    """The sentences whose words are others; one that only ends with another sign is none."""
    known = {one.id: _bare(one) for one in before.all_sentences()}
    return [one.id for one in after.all_sentences() if is_other(_bare(one), known.get(one.id))]


def _bare(one: Sentence) -> Sentence:
    return replace(one, label="", text=one.text.rstrip("。；，："))


def _stretches(before: Draft, after: Draft) -> Iterator[Stretch]:
    old, new = _texts(before), _texts(after)
    for name, (heading, rows) in new.items():
        was = old.get(name, ("", []))[1]
        first = next((n for n, (a, b) in enumerate(zip(was, rows, strict=False)) if a != b), None)
        first = min(len(was), len(rows)) if first is None else first
        last = 0
        while last < min(len(was), len(rows)) - first and was[-1 - last] == rows[-1 - last]:
            last += 1
        ours, theirs = was[first : len(was) - last], rows[first : len(rows) - last]
        if ours or theirs:
            words = word_changes("\n".join(ours), "\n".join(theirs))
            yield Stretch(heading, tuple((FATES[each.change], each.text) for each in words))


def _texts(draft: Draft) -> Texts:
    """The heading and the paragraphs of each section, as they read."""
    found: Texts = {OPENING: (t("page.opening"), _rows(draft.opening))}
    for section in draft.all_sections():
        heading = section.number + section.heading
        found[section.id] = (heading, _rows(section.paragraphs))
    return found


def _rows(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]
