"""The fidelity scorers on any text, whoever wrote it: what `drafter eval gate` holds a draft to."""

from pathlib import Path

from drafter.documents.draft_file import read_draft
from drafter.documents.notes import read_notes
from drafter.documents.report import Report, parse_report, read_text
from drafter.errors import InputError
from drafter.evaluation.cases import Case, ExpectedBullet, ExpectedFact
from drafter.evaluation.score import Better, Score
from drafter.evaluation.scored_text import Subject, report_of
from drafter.evaluation.scorers import SCORERS
from drafter.messages import t
from drafter.records import Brief, FactKind
from drafter.textfile import read_text_file
from drafter.word.reading import read_word

SUFFIXES = (".md", ".markdown", ".txt", ".docx", ".json")


def gated(notes: Path, report: Path) -> dict[str, tuple[Score, bool]]:
    """Each fidelity scorer's score on a draft of these notes, and whether it passes.

    What a case's author marks by hand is here what the reader of notes reads. Raises InputError.
    """
    brief = read_notes(notes)
    draft = read_draft(report) if report.suffix.lower() == ".json" else None
    subject = Subject(
        _case(notes, brief), brief, report_of(draft) if draft else _report(report), draft
    )
    found: dict[str, tuple[Score, bool]] = {}
    for scorer in SCORERS:
        if scorer.bound is None:
            continue
        score = scorer.score(subject)
        value = score.value
        kept = value is None or (
            value >= scorer.bound if scorer.better is Better.HIGHER else value <= scorer.bound
        )
        found[scorer.name] = (score, kept)
    return found


def _report(path: Path) -> Report:
    match path.suffix.lower():
        case ".docx":
            return parse_report(read_word(path).sources)
        case ".md" | ".markdown" | ".txt":
            return read_text(read_text_file(path).text, markdown=path.suffix.lower() != ".txt")
        case suffix:
            raise InputError(
                t("check.suffix", suffix=suffix or path.name, known="、".join(SUFFIXES)), path
            )


def _case(notes: Path, brief: Brief) -> Case:
    bullets = tuple(
        ExpectedBullet(
            bullet.line,
            bullet.text,
            tuple(
                ExpectedFact(f.quote, f.text) for f in bullet.facts if f.kind is not FactKind.NAME
            ),
            tuple(gap.text for gap in bullet.gaps),
        )
        for bullet in brief.all_bullets()
    )
    heads = tuple(
        ExpectedBullet(section.line, section.heading, (), tuple(gap.text for gap in section.gaps))
        for section in brief.all_sections()
    )
    return Case(notes.stem, (), (), "", "utf-8", "", bullets, heads)
