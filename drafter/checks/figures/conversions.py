"""FIG216: a value and the same in another unit do not agree: 12公顷（合120亩）."""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.figures.reading import alike, amount, between, exact, half_step, sentences
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

_LINK = re.compile(
    r"（(?:合|约合?|折合|即|相当于|也就是)?|[，、]?(?:合|折合|约合|相当于|也就是)|，即"
)
_ABOUT = ("约", "相当于")
_MOST_OFF = 50  # parts of a value that 约 hides


def conversions(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        for first, second in pairwise(figures):
            if _is_same(line, first, second) and not _can_be(line, first, second):
                right = amount(first.value or 0, second)  # type: ignore[arg-type]
                yield RULE.at(line, second.span, first=first.quote, right=right)


def _is_same(line: Line, first: Fact, second: Fact) -> bool:
    """Whether the second figure says the first again, in another unit of the same measure."""
    if not alike(first, second) or first.kind not in {FactKind.QUANTITY, FactKind.MONEY}:
        return False
    link = between(line, first, second)
    if first.tail == second.tail or not _LINK.fullmatch(link) or not first.value:
        return False
    return not link.startswith("（") or line.view.startswith("）", second.span[1])


def _can_be(line: Line, first: Fact, second: Fact) -> bool:
    one, other = first.value, second.value
    if one is None or other is None or second.upper is not None:
        return True
    loose = not (exact(first) and exact(second)) or any(
        word in between(line, first, second) for word in _ABOUT
    )
    room = half_step(first) + half_step(second) + (abs(one) / _MOST_OFF if loose else 0)
    return abs(one - other) <= room


RULE: Rule[Report] = Rule(
    code="FIG216",
    severity=Severity.WARNING,
    name=("换算不对", "a value converted wrongly"),
    why=(
        "1公顷等于15亩，1平方公里等于1500亩，1亿元等于10000万元；括号里的换算应与前面的数相等。",
        "A hectare is 15 亩, a square kilometre 1500 亩, 亿元 10000万元; a value told again in another unit is the same.",
    ),
    source=("法定计量单位；审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=("{first}应为{right}，文中写{text}", "{first} is {right}; the text says {text}"),
    wrong=(
        "新增建设用地12公顷（合120亩）。",
        "园区规划面积8平方公里，折合1200亩。",
        "下达奖补资金1.26亿元（即1260万元）。",
    ),
    right=(
        "新增建设用地12公顷（合180亩），园区规划面积8平方公里，折合1.2万亩。",
        "下达奖补资金1.26亿元（即12600万元）。",
        "征收土地26.4公顷（其中耕地264亩），治理河道12.6公里（含支流1260米）。",
        "总投资8.6亿元（年度计划投资8600万元）。",
        "占地面积66.7公顷（1000亩）。",
    ),
    check=conversions,
)
