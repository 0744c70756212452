"""FIG101: a figure without a source."""

from collections.abc import Iterator

from drafter.checks.beside import Beside, Origin
from drafter.checks.indicators import digits
from drafter.checks.rule import Rule
from drafter.records import FactKind, Finding, Severity


def without_source(beside: Beside) -> Iterator[Finding]:
    for traced in beside.of(Origin.NONE):
        fact = traced.stated.fact
        counted = fact.kind is FactKind.QUANTITY and not digits(
            fact
        )  # 三项措施: the writer's count
        severity = Severity.WARNING if counted else None
        yield RULE.at(traced.stated.line, fact.span, severity=severity)
    for traced in beside.of(Origin.ALTERED):
        stated = traced.stated
        yield RULE.at(stated.line, stated.fact.span, message=_ALTERED, noted=traced.instead)


_ALTERED = ("“{text}”在要点中是“{noted}”", "“{text}” is “{noted}” in the notes")

RULE: Rule[Beside] = Rule(
    code="FIG101",
    severity=Severity.ERROR,
    name=("要点里没有的数据", "a figure without a source"),
    why=(
        "成稿里的数据、日期、文件名必须是要点写明的；要点没有的，核实后补进要点，或从稿子里删去。",
        "Every figure, date and title of a report is one the notes state.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=("“{text}”在要点中没有依据", "“{text}” is in no note"),
    wrong=("要点：开展培训12场次；成稿：开展培训21场次",),
    right=("要点：投资32000万元；成稿：投资3.2亿元",),
    check=without_source,
)
