"""SRC101: a document that is not among those held."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Citation, Cited, is_policy, key
from drafter.records import Finding, Severity

# A report's own new documents are in no archive yet.
_OWN = re.compile(
    r"(?:印发|制定|制订|出台|编制|起草|下发|制发|拟定|拟订|草拟|修订|发布|公布|审议|通过|形成|完善|报送|上报|征求)了?(?:[^，。；《》]{0,8}《[^》]*》[、和与及]?)*[^，。；《》]{0,8}$"
)


def unheld(cited: Cited) -> Iterator[Finding]:
    seen: set[str] = set()
    for citation in cited.citations:
        name = key(citation.name)
        if not citation.found and name not in seen and is_policy(citation.name):
            seen.add(name)
            yield from _unheld(cited, citation)
    for line, fact in cited.numbers:
        own = _OWN.search(line.view[: fact.span[0]])
        if fact.text not in seen and not own and not cited.numbered(fact.text):
            seen.add(fact.text)
            yield RULE.at(line, fact.span)


def _unheld(cited: Cited, citation: Citation) -> Iterator[Finding]:
    if near := cited.namesakes(citation.name):
        title, severity = near[0].title, Severity.WARNING
        yield RULE.at(citation.line, citation.span, message=_NEAR, severity=severity, title=title)
    elif not _OWN.search(citation.line.view[: citation.span[0]]):
        yield RULE.at(citation.line, citation.span)


_NEAR = (
    "检索库里没有“{text}”，有《{title}》，请核对名称",
    "the index has no “{text}”, but 《{title}》: is that meant?",
)

RULE: Rule[Cited] = Rule(
    code="SRC101",
    severity=Severity.INFO,
    name=("检索库里没有的文件", "a document that is not held"),
    why=(
        "引用的文件不在检索库里，无从核对名称、条款和内容；名称相近的，多半是写错了。把文件加入检索库即可核对。",
        "What is cited is not in the index, so nothing of it can be checked; where a title is nearly the same, it is most likely misspelt.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=("检索库里没有“{text}”，未能核对", "“{text}” is not in the index and was not checked"),
    wrong=(
        "按照《云岭县学校食堂财务管理规定》要求，开展专项检查。",
        "落实《云岭县校车安全管埋办法》，检查校车12台。",
        "按照云政办发〔2021〕77号要求，开展专项检查。",
    ),
    right=(
        "落实《云岭县校车安全管理办法（试行）》，检查校车12台。",
        "落实《校车安全管理办法》，检查校车12台。",
        "印发《云岭县学校食堂财务管理规定》，开展专项检查。",
        "组织学习《论语》，《云岭日报》刊发报道3篇。",
        "按照云政办发〔2024〕12号要求，检查校车12台。",
    ),
    check=unheld,
)
