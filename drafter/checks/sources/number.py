"""SRC107: a document number that is another document's."""

from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Citation, Cited, same_number
from drafter.records import Fact, Finding, Severity


def foreign_numbers(cited: Cited) -> Iterator[Finding]:
    for citation in cited.citations:
        known = [held for held in citation.found if held.number]
        if not known or any(same_number(held.number, citation.number) for held in known):
            continue
        if fact := _fact(citation):
            numbers = "、".join(held.number for held in known)
            yield RULE.at(citation.line, fact.span, title=known[0].title, number=numbers)


def _fact(citation: Citation) -> Fact | None:
    """The number in brackets behind the name; None where there is none."""
    line, end = citation.line, citation.span[1]
    if not citation.number or line.view.find("〔", end) < 0:
        return None
    behind = (fact for fact in line.facts if fact.span[0] >= end)
    return next((fact for fact in behind if fact.text == citation.number), None)


RULE: Rule[Cited] = Rule(
    code="SRC107",
    severity=Severity.WARNING,
    name=("文号与文件名对不上", "a document number that is another's"),
    why=(
        "检索库里这份文件的文号不同：核对文号，或是否另有新版。",
        "The index has this document under another number: check it, or whether there is a newer version.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=(
        "检索库里《{title}》的文号是{number}，这里是“{text}”",
        "《{title}》 has the number {number}, not “{text}”",
    ),
    wrong=("落实《云岭县校车安全管理办法（试行）》（云政办发〔2024〕21号），检查校车12台。",),
    right=(
        "落实《云岭县校车安全管理办法（试行）》（云政办发〔2024〕12号），检查校车12台。",
        "落实《云岭县校车安全管理办法》(云政办发[2019]3号),检查校车12台。",
    ),
    check=foreign_numbers,
)
