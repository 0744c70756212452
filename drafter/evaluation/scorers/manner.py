"""How much a text says, at what length, and in what manner."""

import re
import statistics
from collections.abc import Callable, Iterable

from drafter.documents.report import Report
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject
from drafter.records import FactKind

_FAR = 2.5  # deviations from the corpus
_SENTENCE = re.compile(r"[^。！？]+[。！？]")
_SPOKEN = re.compile(r"我们|大家|咱|非常|特别是说|其实|然后|挺|蛮|搞好|干得|可以说")
_FEATURES: dict[str, Callable[[str, list[str]], float]] = {
    "characters in a sentence": lambda text, sentences: statistics.mean(map(len, sentences)),
    "commas in a sentence": lambda text, sentences: statistics.mean(
        s.count("，") for s in sentences
    ),
    "的 in 100 characters": lambda text, sentences: 100 * text.count("的") / len(text),
    "、 in 100 characters": lambda text, sentences: 100 * text.count("、") / len(text),
    "digits in 100 characters": lambda text, sentences: (
        100 * len(re.findall(r"\d+", text)) / len(text)
    ),
    "spoken words in 1,000 characters": lambda text, sentences: (
        1000 * len(_SPOKEN.findall(text)) / len(text)
    ),
}


def density(subject: Subject) -> Score:
    """Facts, names apart, in 100 characters of headings and body."""
    if not subject.report.length:
        return Score(None, reason="no text")
    facts = sum(
        fact.kind is not FactKind.NAME for line in subject.report.text_lines for fact in line.facts
    )
    return Score(100 * facts / subject.report.length)


def length(subject: Subject) -> Score:
    """Characters of the text beside those of the notes."""
    notes = sum(len(bullet.text) for bullet in subject.brief.all_bullets())
    return Score(
        subject.report.length / notes if notes else None, reason="" if notes else "no notes"
    )


def register(subject: Subject) -> Score:
    """The share of features in which the text lies within the spread of the corpus."""
    if not subject.measures:
        return Score(None, reason="no corpus to compare with")
    own = features(subject.report)
    if not own:
        return Score(None, reason="no sentences")
    far = []
    for name, (mean, deviation) in subject.measures.items():
        if abs(own[name] - mean) > _FAR * max(deviation, 0.1 * abs(mean), 0.05):
            far.append(
                Evidence(f"{own[name]:.2f}", f"{name}: {mean:.2f} ± {deviation:.2f} in the corpus")
            )
    return Score(1 - len(far) / len(subject.measures), tuple(far))


def features(report: Report) -> dict[str, float]:
    """The features of a report's body; {} where it has no sentences."""
    text = "".join(line.text[slice(*line.body)] for line in report.text_lines)
    sentences = _SENTENCE.findall(text)
    return (
        {name: float(measure(text, sentences)) for name, measure in _FEATURES.items()}
        if sentences
        else {}
    )


def measures(reports: Iterable[Report]) -> dict[str, tuple[float, float]]:
    """Mean and deviation of each feature over the reports of a corpus; {} for fewer than three."""
    rows = [row for report in reports if (row := features(report))]
    if len(rows) < 3:
        return {}
    columns = {name: [row[name] for row in rows] for name in _FEATURES}
    return {
        name: (statistics.mean(column), statistics.stdev(column))
        for name, column in columns.items()
    }
