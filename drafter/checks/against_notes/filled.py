"""GAP104: a gap filled with what no note states."""

from collections.abc import Iterator

from drafter.checks.beside import Beside, Origin
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def filled(beside: Beside) -> Iterator[Finding]:
    for traced in beside.of(Origin.GAP):
        yield RULE.at(traced.stated.line, traced.stated.fact.span, gap=traced.instead)


RULE: Rule[Beside] = Rule(
    code="GAP104",
    severity=Severity.ERROR,
    name=("缺项被填了要点没有的数", "a gap filled with what no note states"),
    why=(
        "要点留着占位符的地方，成稿里有了数；核实后写进要点。",
        "The notes leave this open; the report states a value.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=(
        "要点这里是“{gap}”，成稿写了“{text}”",
        "the notes have “{gap}” here, the report “{text}”",
    ),
    wrong=("要点：培训xx人次；成稿：培训320人次",),
    right=("成稿里仍是xx人次",),
    check=filled,
)
