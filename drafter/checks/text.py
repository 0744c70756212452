"""All rules on the text of a report, and running them."""

from collections.abc import Iterator

from drafter.checks import dates, emptiness, figures, leftovers, numbering, punctuation, structure, wording
from drafter.checks.rule import Rule
from drafter.records import Finding
from drafter.report import Report

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
    """All findings on the text of a report, rule by rule; remarks in the text that switch rules off are heeded."""
    ignored = {line.number: line.source.ignored for line in report.lines if line.source.ignored}
    for rule in TEXT_RULES:
        for finding in rule.check(report):
            off = ignored.get(finding.line or 0, frozenset())
            if not any(finding.code.startswith(code) or code == "*" for code in off):
                yield finding
