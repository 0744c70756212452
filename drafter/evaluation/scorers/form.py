"""Whether a text keeps the form of an official document."""

from drafter.checks.text import check_report
from drafter.evaluation.score import Score
from drafter.evaluation.scored_text import Subject, evidence
from drafter.records import Finding, Severity

_NUMBERS = ("HED10",)  # however grave: drafter numbers by itself
# numbering, marks, structure, page, residue, wording
_FAMILIES = ("HED", "PUN", "STR", "DOC", "LFT103", "LFT104", "LFT105", "WRD")


def format_errors(subject: Subject) -> Score:
    """Errors of numbering, punctuation, structure and wording, and of the page of a Word file."""
    findings = (*check_report(subject.report), *(subject.page or ()))
    errors = evidence(filter(_counts, findings))
    return Score(float(len(errors)), errors)


def _counts(finding: Finding) -> bool:
    grave = finding.severity is Severity.ERROR and finding.code.startswith(_FAMILIES)
    return grave or finding.code.startswith(_NUMBERS)
