"""PUN106: a title within a title stands in 〈〉."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Edit, Finding, Severity

_NESTED = re.compile(r"《[^《》]{0,60}(《([^《》]{1,60})》)[^《》]{0,60}》")


def nested_titles(report: Report) -> Iterator[Finding]:
    for line in report.lines:
        for match in _NESTED.finditer(line.view):
            start, end = match.span(1)
            edits = [
                Edit(line.number, (start, start + 1), "《", "〈"),
                Edit(line.number, (end - 1, end), "》", "〉"),
            ]
            yield RULE.at(line, (start, end), edits=edits)


RULE: Rule[Report] = Rule(
    code="PUN106",
    severity=Severity.ERROR,
    name=("书名号里再用书名号", "title mark within a title mark"),
    why=("书名号中还需用书名号时，里层用单书名号〈〉。", "A title within a title is marked 〈〉."),
    source="GB/T 15834-2011 4.15.3.3",
    message=("里层书名号应为〈〉：{text}", "the inner title takes 〈〉: {text}"),
    wrong=("落实《关于印发《办法》的通知》要求。",),
    right=("落实《关于印发〈办法〉的通知》要求。", "印发《办法》《细则》。"),
    check=nested_titles,
)
