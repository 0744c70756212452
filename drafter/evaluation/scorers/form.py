"""Whether a text keeps the form of an official document."""

from drafter.checks.text import check_report
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject
from drafter.records import Severity

_NUMBERS = ("HED10",)  # however grave: drafter numbers by itself
_FAMILIES = (
    "HED",
    "PUN",
    "STR",
    "DOC",
    "LFT103",
    "LFT104",
    "LFT105",
    "WRD",
)  # numbering, marks, structure, page, residue


def format_errors(subject: Subject) -> Score:
    """Errors of numbering, punctuation, structure, wording and, where there is a Word file, of its page."""
    found = [*check_report(subject.report), *(subject.page or ())]
    wrong = [
        one
        for one in found
        if (one.severity is Severity.ERROR and one.code.startswith(_FAMILIES))
        or one.code.startswith(_NUMBERS)
    ]
    return Score(
        float(len(wrong)),
        tuple(Evidence(one.text, f"{one.code} {one.message}", one.line) for one in wrong),
    )
