"""FIG210: one series of rates with different numbers of decimals."""

from collections.abc import Iterator

from drafter.checks.figures.reading import between, exact, number, places, sentences
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity


def decimals(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        for series in _series(line, [fact for fact in figures if _is_rate(fact)]):
            if len(set(map(places, series))) > 1:
                yield RULE.at(line, (series[0].span[0], series[-1].span[1]))


def _is_rate(fact: Fact) -> bool:
    """Whether decimals can be told from it: 100% has none beside 92.5%."""
    return (
        fact.kind is FactKind.PERCENT and exact(fact) and number(fact) != "" and fact.value != 100
    )


def _series(line: Line, rates: list[Fact]) -> Iterator[list[Fact]]:
    """The rates in runs that 、 or 和 joins."""
    run: list[Fact] = []
    for rate in rates:
        if run and between(line, run[-1], rate) not in {"、", "和"}:
            yield run
            run = []
        run.append(rate)
    yield run


RULE: Rule[Report] = Rule(
    code="FIG210",
    severity=Severity.INFO,
    name=("同类数据小数位数不一", "differing decimals in one series"),
    why=(
        "并列的同类数据，小数位数应一致，整数补“.0”。",
        "Figures of one kind side by side show the same number of decimals.",
    ),
    source=("通行用法", "practice"),
    message=("并列数据的小数位数不一致：{text}", "differing decimals: {text}"),
    wrong=("三项占比分别为56.3%、61%、58.25%。", "优良率、及格率分别为92.5%和98%。"),
    right=(
        "三项占比分别为56.3%、61.0%、58.2%。",
        "优良率、覆盖率分别为92.5%和100%。",
        "增长5%，覆盖率达98.5%。",
    ),
    check=decimals,
)
