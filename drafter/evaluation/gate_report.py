"""The fidelity scorers on any text, whoever wrote it: what `drafter eval gate` holds a draft to."""

from pathlib import Path

from drafter.evaluation.cases import Case, ExpectedBullet, ExpectedFact
from drafter.evaluation.score import Score
from drafter.evaluation.scored_text import Subject
from drafter.evaluation.scorers import SCORERS
from drafter.reading.notes import read_notes
from drafter.reading.reports import read_report
from drafter.records import Brief, FactKind


def gated(notes: Path, report: Path) -> dict[str, tuple[Score, bool]]:
    """Each fidelity scorer's score on a draft of these notes, and whether it passes.

    What a case's author marks by hand is here what the reader of notes reads. Raises InputError.
    """
    brief = read_notes(notes)
    file = read_report(report)
    subject = Subject(_case(notes, brief), brief, file.report, file.draft)
    scores: dict[str, tuple[Score, bool]] = {}
    for scorer in SCORERS:
        if scorer.bound is not None:
            score = scorer.score(subject)
            scores[scorer.name] = (score, scorer.keeps(score.value))
    return scores


# Names are cut loosely; numbers of persons are withheld from most reports, and from others not.
_LEFT_OUT = {FactKind.NAME, FactKind.PERSONAL}


def _case(notes: Path, brief: Brief) -> Case:
    bullets = tuple(
        ExpectedBullet(
            bullet.line,
            bullet.text,
            tuple(ExpectedFact(f.quote, f.text) for f in bullet.facts if f.kind not in _LEFT_OUT),
            tuple(gap.text for gap in bullet.gaps),
        )
        for bullet in brief.all_bullets()
    )
    heads = tuple(
        ExpectedBullet(section.line, section.heading, (), tuple(gap.text for gap in section.gaps))
        for section in brief.all_sections()
    )
    return Case(notes.stem, (), (), "", "utf-8", "", bullets, heads)
