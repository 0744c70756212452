"""LEK1xx: nothing of an earlier document comes in. Source: the promise (README)."""

from collections.abc import Iterator

from drafter.facts.figures import read_facts
from drafter.messages import t
from drafter.proof.proof import leaked
from drafter.records import Draft, FactKind, Finding, Severity


def passage_figures(draft: Draft) -> Iterator[Finding]:
    """LEK101 a fact of a retrieved passage, LEK102 a run of its words, in a sentence whose bullets have neither."""
    bullets = {bullet.id: bullet.text for bullet in draft.brief.all_bullets()}
    passages = {passage.id: passage for passage in draft.passages}
    earlier = {
        p.id: {f.key for f in read_facts(p.text) if f.kind is not FactKind.NAME}
        for p in draft.passages
    }
    for sentence in draft.all_sentences():
        notes = "\n".join(bullets[name] for name in sentence.bullets)
        stated = {fact.key for fact in read_facts(notes)}
        shown = [name for name in sentence.passages if name in passages]
        for fact in read_facts(sentence.text) if shown else ():
            if fact.key not in stated and any(fact.key in earlier[name] for name in shown):
                message = t("lek101", text=fact.quote)
                yield Finding("LEK101", Severity.ERROR, message, sentence.id, fact.quote, fact.span)
        copied = leaked(sentence.text, notes, [passages[name].text for name in shown])
        if copied:
            yield Finding("LEK102", Severity.WARNING, t("lek102", text=copied), sentence.id, copied)
