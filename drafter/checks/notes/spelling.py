"""FIG107: a figure spelt otherwise."""

from collections.abc import Iterator

from drafter.checks.notes.beside import Beside, digits
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def spelt_otherwise(beside: Beside) -> Iterator[Finding]:
    for one in beside.stated:
        places = beside.noted.get(one.fact.key)
        if places and digits(one.fact) and all(digits(fact) != digits(one.fact) for _, fact in places):
            yield RULE.at(one.line, one.fact.span, noted=places[0][1].text)


RULE: Rule[Beside] = Rule(
    code="FIG107",
    severity=Severity.INFO,
    name=("数据的写法变了", "a figure spelt otherwise"),
    why=(
        "值没有变，写法与要点不同；便于核对时知道。",
        "The value is that of the notes, the spelling is not.",
    ),
    source="the promise (README)",
    message=("要点中写作“{noted}”", "spelt “{noted}” in the notes"),
    wrong=("要点：资金32000万元；成稿：资金3.2亿元",),
    right=("写法相同",),
    check=spelt_otherwise,
)
