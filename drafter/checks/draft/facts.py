"""FIG1xx: the figures of a draft against those of its notes. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterator

from drafter.checks.draft.finding import on_bullet, on_sentence
from drafter.facts.figures import read_facts
from drafter.records import Brief, Draft, Fact, FactKind, Finding, Sentence, Span


def unsupported_figures(draft: Draft) -> Iterator[Finding]:
    """FIG101: a figure, date, title or number in a sentence that none of its bullets states as
    often.

    The finished text is read anew, whatever the marks say. Names are cut free too loosely to be
    judged here; a writer's new name is refused before it gets this far.
    """
    bullets = {bullet.id: bullet for bullet in draft.brief.all_bullets()}
    front = _front_keys(draft.brief)
    for sentence in draft.all_sentences():
        # only the code's own sentences may use what the front matter states
        stated = Counter() if sentence.bullets else Counter(front)
        stated.update(fact.key for name in sentence.bullets for fact in bullets[name].facts)
        for fact in read_facts(sentence.text):
            if fact.kind is FactKind.NAME:
                continue
            if stated[fact.key]:
                stated[fact.key] -= 1
            else:
                yield on_sentence("FIG101", sentence, fact.span)


def _front_keys(brief: Brief) -> dict[str, int]:
    """How often each fact of the front matter may be said in one sentence."""
    front = f"{brief.title}，{brief.organization}，{brief.period}，{brief.next_period}"
    return {fact.key: 9 for fact in read_facts(front)}


def misplaced_facts(draft: Draft) -> Iterator[Finding]:
    """FIG102: a fact of the notes is missing. FIG103: it is stated more often than in the notes.

    FIG104: its mark does not stand on its own text.
    """
    marks = [(sentence, mark) for sentence in draft.all_sentences() for mark in sentence.marks]
    times = Counter(mark.id for _, mark in marks)
    facts: dict[str, Fact] = {}
    for bullet in draft.brief.all_bullets():
        for fact in bullet.facts:
            facts[fact.id] = fact
            if times[fact.id] != 1:
                code = "FIG103" if times[fact.id] else "FIG102"
                yield on_bullet(code, bullet, fact.text, fact.span, times=times[fact.id])
    for sentence, mark in marks:
        if mark.id in facts and not _stands(sentence, mark.span, facts[mark.id]):
            yield on_sentence("FIG104", sentence, mark.span)


def _stands(sentence: Sentence, span: Span, fact: Fact) -> bool:
    """Whether a fact stands there, as it was spelt or as a reviewer spelt it.

    A reviewer may write 32000万元 for 3.2亿元.
    """
    shown = sentence.text[slice(*span)]
    return shown == fact.text or [read.key for read in read_facts(shown)] == [fact.key]
