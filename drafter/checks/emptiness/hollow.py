"""EMP102: claims of result with no figure, name or deed before them."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Part, Severity

_CLAIM = re.compile(
    r"(?:取得(?:了)?(?:显著|明显|丰硕|可喜|积极|阶段性|良好)成效|(?:圆满|胜利)完成|史无前例|前所未有|极大(?:地)?(?:提升|提高|改善|增强)|彻底(?:解决|扭转)|显著(?:提升|提高|增强|改善)|(?:明显|大幅)(?:提升|提高|改善))"
)


def hollow(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        if line.part is not Part.PLANNED and len(line.text) >= 20:
            claim = next(
                (claim for claim in _CLAIM.finditer(line.view) if _is_bare(line, claim)), None
            )
            if claim:
                yield RULE.at(line, claim.span())


def _is_bare(line: Line, claim: re.Match[str]) -> bool:
    """Whether nothing before a claim bears it out: no figure or name, no title, no quotation."""
    at = claim.start()
    if any(slot.span[0] < at + 30 for slot in line.slots):
        return False
    return not re.search(r"[0-9xX]|《|“", line.view[max(0, at - 120) : at])


RULE: Rule[Report] = Rule(
    code="EMP102",
    severity=Severity.INFO,
    name=("成效没有依据", "a claim with nothing before it"),
    why=(
        "说“显著提升、圆满完成”，前面要有数据或具体做法。",
        "A claim of result needs a figure or a deed before it.",
    ),
    source=("审核惯例：查结论与数据", "practice: reviewers' check of claims"),
    message=("“{text}”前没有数据或具体事项", "nothing before “{text}” bears it out"),
    wrong=("各部门密切配合，群众获得感显著提升，各项工作取得显著成效。",),
    right=(
        "开展培训12期、参训480人次，教师能力显著提升。",
        "印发《工作方案》，各项工作取得显著成效。",
        "圆满完成。",
    ),
    check=hollow,
)
