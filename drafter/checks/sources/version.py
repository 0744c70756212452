"""SRC105: an older version of a document."""

from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Cited, same_number
from drafter.ports import Held
from drafter.records import Finding, Severity


def older_versions(cited: Cited) -> Iterator[Finding]:
    for citation in cited.citations:
        number = citation.number
        named = [
            held for held in citation.found if held.number and same_number(held.number, number)
        ]
        meant = named or list(citation.found)
        if _are_old(meant):
            newer = _newer(cited, meant[0])
            shown = _shown(newer) if newer else f"《{meant[0].led_by}》"
            yield RULE.at(citation.line, citation.span, newer=shown)
    for line, fact in cited.numbers:
        meant = cited.numbered(fact.text)
        newer = _newer(cited, meant[0]) if _are_old(meant) else None
        if newer:
            yield RULE.at(line, fact.span, newer=_shown(newer))


def _are_old(documents: list[Held]) -> bool:
    return bool(documents) and all(held.led_by for held in documents)


def _newer(cited: Cited, old: Held) -> Held | None:
    return next((held for held in cited.held if held.title == old.led_by and not held.led_by), None)


def _shown(held: Held) -> str:
    about = "，".join(filter(None, (held.number, held.date)))
    return f"《{held.title}》" + (f"（{about}）" if about else "")


RULE: Rule[Cited] = Rule(
    code="SRC105",
    severity=Severity.WARNING,
    name=("引用的是旧版文件", "an older version of a document"),
    why=(
        "检索库里有同一文件的新版：核对应引哪一版；确是引用旧版的，写明年份。",
        "The index has a newer version: make sure which one is meant.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=("{text}已有新版：{newer}", "there is a newer version of {text}: {newer}"),
    wrong=(
        "落实《云岭县校车安全管理办法》（云政办发〔2019〕3号），检查校车12台。",
        "落实《云岭县乡村教师管理规定》，发放补助。",
        "按照云政办发〔2019〕3号要求，检查校车12台。",
    ),
    right=(
        "落实《云岭县校车安全管理办法》，检查校车12台。",
        "落实《云岭县校车安全管理办法（试行）》（云政办发〔2024〕12号），检查校车12台。",
        "落实《云岭县乡村教师支持办法》，发放补助。",
    ),
    check=older_versions,
)
