"""PUN111: a stop before 和、及."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording.cutting import pieces
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_PATTERN = re.compile(r"、(和|及|以及|与)(?=[\u4e00-\u9fff])")


def stops(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        for match in _PATTERN.finditer(line.view):
            # 、和平发展, 、及时答复, 、与会人员: the word goes on behind it
            if any(word == match[1] for word, *_ in pieces(line.view, match.span(1))[:1]):
                yield RULE.at(line, match.span())


RULE: Rule[Report] = Rule(
    code="PUN111",
    severity=Severity.INFO,
    name=("连词前用了顿号", "a stop before 和、及"),
    why=(
        "最后一个顿号与“和、及、以及”不连用。",
        "和, 及 and 以及 take no 、 before them.",
    ),
    source="GB/T 15834-2011 4.5",
    message=("“{text}”：连词前的顿号可去", "“{text}”: drop the 、"),
    wrong=("教育、卫生、和民政部门。",),
    right=(
        "教育、卫生和民政部门。",
        "整改、及时答复",
        "坚持独立自主、和平发展，倡导团结、和谐，交流、与会人员合影，考核、及格。",
    ),
    check=stops,
)
