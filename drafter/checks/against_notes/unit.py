"""FIG106: a changed unit."""

from collections.abc import Iterator

from drafter.checks.beside import Beside, Origin
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def changed_units(beside: Beside) -> Iterator[Finding]:
    for traced in beside.of(Origin.UNIT):
        fact = traced.stated.fact
        people = fact.unit in _PEOPLE and traced.instead.endswith(_PEOPLE)
        severity = Severity.WARNING if people else None
        yield RULE.at(traced.stated.line, fact.span, severity=severity, noted=traced.instead)


_PEOPLE = ("人", "名", "位")  # of the same people; 人次 is not among them


RULE: Rule[Beside] = Rule(
    code="FIG106",
    severity=Severity.ERROR,
    name=("单位变了", "a changed unit"),
    why=(
        "数字相同而单位不同（万元与亿元、人与人次）；以要点为准。",
        "The digits are those of the notes, the unit is not.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=("“{text}”在要点中是“{noted}”", "“{text}” is “{noted}” in the notes"),
    wrong=("要点：资金120万元；成稿：资金120亿元",),
    right=("要点：资金12000万元；成稿：资金1.2亿元",),
    check=changed_units,
)
