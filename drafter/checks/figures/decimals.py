"""FIG210: one series of rates with different numbers of decimals."""

from collections.abc import Iterator

from drafter.checks.figures.reading import between, exact, number, places, sentences
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Fact, FactKind, Finding, Severity


def decimals(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        rates = [
            f
            for f in figures
            if f.kind is FactKind.PERCENT and exact(f) and number(f) and f.value != 100
        ]
        run: list[Fact] = []
        for fact in [*rates, None]:
            if fact and (not run or (between(line, run[-1], fact) in {"、", "和"})):
                run.append(fact)
                continue
            if len({places(one) for one in run}) > 1:
                yield RULE.at(line, (run[0].span[0], run[-1].span[1]))
            run = [fact] if fact else []


RULE: Rule[Report] = Rule(
    code="FIG210",
    severity=Severity.INFO,
    name=("同类数据小数位数不一", "differing decimals in one series"),
    why=(
        "并列的同类数据，小数位数应一致，整数补“.0”。",
        "Figures of one kind side by side show the same number of decimals.",
    ),
    source="practice (N17)",
    message=("并列数据的小数位数不一致：{text}", "differing decimals: {text}"),
    wrong=("三项占比分别为56.3%、61%、58.25%。", "优良率、及格率分别为92.5%和98%。"),
    right=(
        "三项占比分别为56.3%、61.0%、58.2%。",
        "优良率、覆盖率分别为92.5%和100%。",
        "增长5%，覆盖率达98.5%。",
    ),
    check=decimals,
)
