"""SRC107: a document number that is another document's."""

from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Cited, same_number
from drafter.records import Finding, Severity


def foreign_numbers(cited: Cited) -> Iterator[Finding]:
    for one in cited.citations:
        known = [held for held in one.found if held.number]
        if (
            not one.number
            or not known
            or any(same_number(held.number, one.number) for held in known)
        ):
            continue
        start = one.line.view.find("〔", one.span[1])
        fact = next(
            (
                fact
                for fact in one.line.facts
                if fact.text == one.number and fact.span[0] >= one.span[1]
            ),
            None,
        )
        if fact is None or start < 0:
            continue
        numbers = "、".join(held.number for held in known)
        yield RULE.at(one.line, fact.span, title=known[0].title, number=numbers)


RULE: Rule[Cited] = Rule(
    code="SRC107",
    severity=Severity.WARNING,
    name=("文号与文件名对不上", "a document number that is another's"),
    why=(
        "检索库里这份文件的文号不同：核对文号，或是否另有新版。",
        "The index has this document under another number: check it, or whether there is a newer version.",
    ),
    source="practice: citations are checked against the archive",
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
