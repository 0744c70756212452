"""FIG107: a figure spelt otherwise."""

from collections.abc import Iterator

from drafter.checks.beside import Beside, Origin
from drafter.checks.indicators import digits
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def spelt_otherwise(beside: Beside) -> Iterator[Finding]:
    for stated in beside.stated:
        number = digits(stated.fact)
        places = beside.noted.get(stated.fact.key, [])
        if number and places and number not in {digits(noted.fact) for noted in places}:
            yield RULE.at(stated.line, stated.fact.span, noted=places[0].fact.text)
    for traced in beside.of(Origin.SPELT):
        yield RULE.at(traced.stated.line, traced.stated.fact.span, noted=traced.instead)


RULE: Rule[Beside] = Rule(
    code="FIG107",
    severity=Severity.INFO,
    name=("数据的写法变了", "a figure spelt otherwise"),
    why=(
        "值没有变，写法与要点不同；便于核对时知道。",
        "The value is that of the notes, the spelling is not.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=("“{text}”在要点中写作“{noted}”", "“{text}” is spelt “{noted}” in the notes"),
    wrong=("要点：资金32000万元；成稿：资金3.2亿元",),
    right=("写法相同",),
    check=spelt_otherwise,
)
