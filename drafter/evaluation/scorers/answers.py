"""How the answers of a model fared before the proof; as people are told, bullet by bullet."""

from collections.abc import Callable, Iterable

from drafter.documents.outline import RULES
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject
from drafter.records import Sentence

_AGAIN = "repair"
"""The prompt that asks again for what was refused."""


def first_try(subject: Subject) -> Score:
    """The share of bullets whose first answer was proved."""
    return _share(subject, _at_once, of_good=True)


def fallback(subject: Subject) -> Score:
    """The share of bullets that the rules wrote, since no answer could be proved."""
    return _share(subject, _by_rules, of_good=False)


def _share(subject: Subject, holds: Callable[[Sentence], bool], *, of_good: bool) -> Score:
    """The share of the bullets that a model was asked for; evidence is what lowers the score."""
    asked = [one for one in subject.draft.all_sentences() if _asked(one)] if subject.draft else []
    if not asked:
        return Score(None, reason="no model was asked for any bullet")
    found = [sentence for sentence in asked if holds(sentence)]
    bad = [sentence for sentence in asked if holds(sentence) is not of_good]
    count = _bullets(asked)
    return Score(_bullets(found) / count, tuple(map(_refused, bad)), of=count)


def _asked(sentence: Sentence) -> bool:
    by_model = sentence.author.writer != RULES.writer
    return bool(sentence.bullets) and (by_model or bool(sentence.repairs))


def _at_once(sentence: Sentence) -> bool:
    return not (_by_rules(sentence) or sentence.repairs or sentence.author.prompt == _AGAIN)


def _by_rules(sentence: Sentence) -> bool:
    return sentence.author.writer == RULES.writer


def _bullets(sentences: Iterable[Sentence]) -> int:
    return sum(len(sentence.bullets) for sentence in sentences)


def _refused(sentence: Sentence) -> Evidence:
    """The first answer and why it was refused; of a bullet joined to another, what stands now."""
    if not sentence.repairs:
        return Evidence(sentence.text, "written anew")
    first = sentence.repairs[0]
    return Evidence(first.answer or sentence.text, "；".join(first.reasons))
