"""FIG1xx: the figures of a draft against those of its notes. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterator

from drafter.facts.figures import read_facts
from drafter.messages import t
from drafter.records import Draft, Fact, FactKind, Finding, Sentence, Severity


def unsupported_figures(draft: Draft) -> Iterator[Finding]:
    """FIG101: a figure, date, title or number in a sentence that none of its bullets states as often.

    The finished text is read anew, whatever the marks say. Names are cut free too loosely to be judged here;
    a writer's new name is refused before it gets this far.
    """
    bullets = {bullet.id: bullet for bullet in draft.brief.all_bullets()}
    front = _front_keys(draft)
    for sentence in draft.all_sentences():
        stated = Counter(
            fact.key for name in sentence.bullets for fact in bullets[name].facts
        ) + front(sentence)
        for fact in read_facts(sentence.text):
            if fact.kind is FactKind.NAME:
                continue
            if stated[fact.key]:
                stated[fact.key] -= 1
            else:
                message = t("fig101", text=fact.quote)
                yield Finding("FIG101", Severity.ERROR, message, sentence.id, fact.quote, fact.span)


def _front_keys(draft: Draft) -> "_Front":
    brief = draft.brief
    return _Front(f"{brief.title}，{brief.organization}，{brief.period}，{brief.next_period}")


class _Front:
    """What the front matter states; only the code's own sentences may use it."""

    def __init__(self, text: str) -> None:
        self._keys = Counter(fact.key for fact in read_facts(text))

    def __call__(self, sentence: Sentence) -> Counter[str]:
        return Counter() if sentence.bullets else Counter(dict.fromkeys(self._keys, 9))


def misplaced_facts(draft: Draft) -> Iterator[Finding]:
    """FIG102 a fact of the notes is missing; FIG103 it is stated more often than in the notes; FIG104 its mark
    does not stand on its own text."""
    marks = Counter(mark.id for sentence in draft.all_sentences() for mark in sentence.marks)
    for bullet in draft.brief.all_bullets():
        for fact in bullet.facts:
            if marks[fact.id] != 1:
                code = "FIG102" if marks[fact.id] == 0 else "FIG103"
                message = t(code.lower(), text=fact.text, times=marks[fact.id])
                yield Finding(
                    code, Severity.ERROR, message, bullet.id, fact.text, fact.span, bullet.line
                )
    facts = {fact.id: fact for bullet in draft.brief.all_bullets() for fact in bullet.facts}
    for sentence in draft.all_sentences():
        for mark in sentence.marks:
            fact_marked = facts.get(mark.id)
            if fact_marked and not _stands(sentence, mark.span, fact_marked):
                text = sentence.text[slice(*mark.span)]
                yield Finding(
                    "FIG104", Severity.ERROR, t("fig104", text=text), sentence.id, text, mark.span
                )


def _stands(sentence: Sentence, span: tuple[int, int], fact: Fact) -> bool:
    """Whether a fact stands there, as it was spelt or, where a reviewer wrote it, otherwise: 32000万元 for 3.2亿元."""
    shown = sentence.text[slice(*span)]
    return shown == fact.text or [read.key for read in read_facts(shown)] == [fact.key]
