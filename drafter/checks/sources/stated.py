"""SRC106: a figure said to be a document's that it does not state."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Citation, Cited
from drafter.facts.figures import read_facts
from drafter.records import Fact, FactKind, Finding, Severity, Span

_MEASURED = frozenset({FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS})
# 《办法》规定每人补助500元 is the document's; 按照《办法》规定，补助500元 is what was done by it.
_SAYS = re.compile(r"(?:中)?(?:明确规定|规定|明确|要求)[，：]?(?P<said>[^“”。；《》]{4,120})")
_BY = re.compile(
    r"(?:按照?|依照?|根据|依据|遵照|落实|贯彻|执行|对照|参照|符合|违反|因|由)[^，。；《》]{0,6}$"
)
_MOST = 40  # passages of a document that are read for figures


def foreign_figures(cited: Cited) -> Iterator[Finding]:
    for citation in cited.citations:
        line = citation.line
        claim = _SAYS.match(line.view, citation.end) if citation.found else None
        if not claim or _BY.search(line.view[: citation.span[0]]):
            continue
        figures = [fact for fact in line.facts if _is_measured(fact, claim.span("said"))]
        stated = _stated(cited, citation, claim["said"]) if figures else None
        for fact in figures if stated is not None else ():
            if _bare(fact) not in (stated or ()):
                yield RULE.at(line, fact.span, title=citation.found[0].title)


def _is_measured(fact: Fact, said: Span) -> bool:
    return fact.kind in _MEASURED and fact.value is not None and said[0] <= fact.span[0] < said[1]


def _stated(cited: Cited, citation: Citation, said: str) -> set[object] | None:
    """The figures of the articles cited, or of the passages that speak of the same.

    None where there are none.
    """
    wanted = {number for number, _ in citation.articles}
    passages = [
        text
        for document in citation.found
        for number, text in cited.passages(document)
        if (number in wanted if wanted else len(_pairs(said) & _pairs(text)) > 2)
    ]
    if not passages:
        return None
    return {_bare(fact) for text in passages[:_MOST] for fact in read_facts(text)}


def _bare(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.value, fact.upper, fact.unit


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


RULE: Rule[Cited] = Rule(
    code="SRC106",
    severity=Severity.WARNING,
    name=("文件没有规定的数据", "a figure that the document does not state"),
    why=(
        "说是文件规定的数据，所引条款（未写条款的，相关段落）里没有：核对原文。",
        "What is said to be laid down there is not: look at the document.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=("《{title}》的有关条款里没有“{text}”", "《{title}》 does not state “{text}”"),
    wrong=(
        "《云岭县校车安全管理办法（试行）》第三条规定，每车每年补助经费30000元。",
        "《校车安全管理办法》规定每车每年补助经费5万元。",
    ),
    right=(
        "《云岭县校车安全管理办法（试行）》第三条规定，每车每年补助经费2万元。",
        "按照《校车安全管理办法》规定，检查校车12台，补助经费5万元。",
        "《云岭县学校食堂财务管理规定》规定每餐成本不低于8元。",
    ),
    check=foreign_figures,
)
