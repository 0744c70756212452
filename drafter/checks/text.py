"""All rules on the text of a report, and running them."""

from collections.abc import Iterable, Iterator

from drafter.checks import (
    dates,
    emptiness,
    figures,
    leftovers,
    numbering,
    punctuation,
    structure,
    wording,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding

TEXT_RULES: tuple[Rule[Report], ...] = (
    *figures.RULES,
    *dates.RULES,
    *numbering.RULES,
    *punctuation.RULES,
    *wording.RULES,
    *leftovers.RULES,
    *emptiness.RULES,
    *structure.RULES,
)


def check_report(report: Report) -> Iterator[Finding]:
    """All findings on the text of a report, rule by rule.

    Remarks in the text that switch rules off are heeded.
    """
    yield from heeded(report, (finding for rule in TEXT_RULES for finding in rule.check(report)))


def heeded(report: Report, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that no remark in the text switches off and that lie in no allowed word."""
    lines = {line.number: line for line in report.lines}
    for finding in findings:
        line = lines.get(finding.line or 0)
        if line and any(
            code == "*" or finding.code.startswith(code) for code in line.source.ignored
        ):
            continue
        if finding.text and finding.text in report.house.allowed:
            continue
        yield finding
