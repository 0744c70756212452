"""FIG1xx: the figures of a draft against those of its notes. Source: the promise (README)."""

from collections import Counter
from collections.abc import Iterator

from drafter.checks.draft.finding import on_bullet, on_sentence
from drafter.documents.draft_headings import headings_now, headings_of_notes
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


def unsupported_headings(draft: Draft) -> Iterator[Finding]:
    """FIG101 in a heading, title or date that a reviewer worded: nothing above or below states it."""
    base, now = headings_of_notes(draft), headings_now(draft)
    front = {fact.key for fact in read_facts(_front(draft.brief))}
    sections = {section.id: section for section in draft.brief.all_sections()}
    for name, one in now.items():
        if one == base[name]:
            continue
        below = sections[name].walk() if name in sections else ()
        bullets = (bullet for part in below for top in part.bullets for bullet in top.walk())
        stated = front | {fact.key for bullet in bullets for fact in bullet.facts}
        stated |= {fact.key for fact in read_facts(base[name].text)}
        for fact in read_facts(one.text):
            if fact.kind is not FactKind.NAME and fact.key not in stated:
                yield on_sentence("FIG101", one, fact.span)


def _front(brief: Brief) -> str:
    known = (brief.title, brief.organization, brief.recipient, brief.period, brief.next_period)
    return "，".join((*known, brief.date))


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
