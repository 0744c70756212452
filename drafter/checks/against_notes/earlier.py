"""LEK103: a figure of an earlier document."""

from collections.abc import Iterator

from drafter.checks.beside import Beside, Origin
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def from_earlier(beside: Beside) -> Iterator[Finding]:
    for traced in beside.of(Origin.EARLIER):
        yield RULE.at(traced.stated.line, traced.stated.fact.span)


RULE: Rule[Beside] = Rule(
    code="LEK103",
    severity=Severity.ERROR,
    name=("往期材料里的旧数据", "a figure of an earlier document"),
    why=(
        "要点没有、往期材料里有的数据，多半是沿用了去年的。",
        "What only an earlier document states was copied from it.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=("“{text}”只见于往期材料", "only an earlier document states “{text}”"),
    wrong=("要点没有152处，去年的总结有",),
    right=("要点里也有这个数",),
    check=from_earlier,
)
