"""LEK1xx: nothing of an earlier document comes in. Source: the promise (README)."""

from collections.abc import Iterator

from drafter.checks.draft.finding import finding, on_sentence
from drafter.documents.outline import ARCHIVE
from drafter.facts.figures import read_facts
from drafter.proof.own_words import leaked
from drafter.records import Draft, FactKind, Finding, Sentence, Severity


def passage_figures(draft: Draft) -> Iterator[Finding]:
    """LEK101 a fact of a retrieved passage, LEK102 a run of its words, that the notes do not have.

    Only the passages shown for a sentence are looked at, and only the notes of its bullets. What is
    worded after a passage shares its words on purpose.
    """
    bullets = {bullet.id: bullet.text for bullet in draft.brief.all_bullets()}
    passages = {passage.id: passage.text for passage in draft.passages}
    keys = {id: _keys(text) for id, text in passages.items()}
    for sentence in draft.all_sentences():
        shown = [name for name in sentence.passages if name in passages]
        if shown:
            notes = "\n".join(bullets[name] for name in sentence.bullets)
            earlier = frozenset().union(*map(keys.__getitem__, shown))
            yield from _leaked_facts(sentence, notes, earlier)
            texts = [] if sentence.author == ARCHIVE else [passages[name] for name in shown]
            if copied := leaked(sentence.text, notes, texts):
                yield finding("LEK102", copied, sentence.id, severity=Severity.WARNING)


def _leaked_facts(sentence: Sentence, notes: str, earlier: frozenset[str]) -> Iterator[Finding]:
    foreign = earlier - {fact.key for fact in read_facts(notes)}
    for fact in read_facts(sentence.text):
        if fact.key in foreign:
            yield on_sentence("LEK101", sentence, fact.span)


def _keys(text: str) -> frozenset[str]:
    return frozenset(fact.key for fact in read_facts(text) if fact.kind is not FactKind.NAME)
