"""Rules that are one expression: what it matches on a line is the finding, and its mend where there is one."""

import re
from collections.abc import Callable, Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Place, Report
from drafter.records import Finding

Mend = Callable[[re.Match[str]], str]


def matches(
    rule: Callable[[], Rule[Report]],
    pattern: re.Pattern[str],
    mend: Mend | None = None,
    *,
    raw: bool = False,
    group: int = 0,
    furniture: bool = False,
) -> Callable[[Report], Iterator[Finding]]:
    """A rule's check: every match of `pattern` on the view (with `raw` on the text as it stands) of a line.

    rule   gives the rule itself, which is made after its check
    mend       what to put in the place of the group flagged
    furniture  look above the title and below the signature too
    """

    def check(report: Report) -> Iterator[Finding]:
        for line in report.lines:
            if line.place is Place.FURNITURE and not furniture:
                continue
            for found in pattern.finditer(line.text if raw else line.view):
                new = mend(found) if mend else None
                yield rule().at(line, found.span(group), new=new, right=new or "")

    return check
