"""SRC108: a document that is named by a part of its title, in 《》 or without them.

The full name is only offered: it is no fact of the notes, so no writer may put it into a draft.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Cited, is_policy, key
from drafter.documents.report import Line
from drafter.records import Finding, Severity, Span

_LEAST = 6  # characters of a name without 《》: 实施方案 names nothing
_ISSUER = re.compile("^[一-鿿]{2,8}?(?:自治[区州县]|[省市县区])(?:[一-鿿]{0,14}?关于(?:印发)?)?")
_TITLES = re.compile("《[^》]*》")
# What a name may stand behind; else it is the end of another's: 农村|校车安全管理办法.
_BEFORE = re.compile(
    "(?:^|[^\u4e00-\u9fff]|[据照和与及按以依彻对是在由合了]|[我本全][省市县区]|落实|执行|贯彻|宣传|学习|修订)$"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A part of a title where a report has it, and the title."""

    line: Line
    span: Span
    title: str


def shortened_titles(cited: Cited) -> Iterator[Finding]:
    written = {key(citation.name) for citation in cited.citations}
    told: set[str] = set()
    for named in (*_in_marks(cited), *_without_marks(cited)):
        full = key(named.title)
        if full not in written and full not in told:
            told.add(full)
            yield RULE.at(named.line, named.span, title=named.title)


def _in_marks(cited: Cited) -> Iterator[_Named]:
    """《校车安全管理办法》."""
    for citation in cited.citations:
        titles = [held.title for held in citation.found if not held.led_by]
        titled = citation.line.text[citation.span[0]] == "《"
        if not titled or not is_policy(citation.name) or len(titles) != 1:
            continue
        own, full = key(citation.name), key(titles[0])
        if full != own and full.endswith(own):
            yield _Named(citation.line, citation.span, titles[0])


def _without_marks(cited: Cited) -> Iterator[_Named]:
    """按照校车安全管理办法要求: the whole of a title but for who issued it."""
    for name, title in _names(cited).items():
        for line in cited.lines:
            text = _TITLES.sub(lambda title: "《" * len(title[0]), line.view)
            for found in re.finditer(re.escape(name), text):
                if _BEFORE.search(text[: found.start()]):
                    yield _Named(line, found.span(), title)


def _names(cited: Cited) -> Mapping[str, str]:
    """What documents are called without their issuer → their titles; none that several have."""
    titles: dict[str, list[str]] = {}
    for held in cited.held:
        issuer = _ISSUER.match(full := key(held.title))
        name = full[issuer.end() :] if issuer else full
        if name != full and len(name) >= _LEAST and is_policy(name) and not held.led_by:
            titles.setdefault(name, []).append(held.title)
    return {name: some[0] for name, some in titles.items() if len(some) == 1}


RULE: Rule[Cited] = Rule(
    code="SRC108",
    severity=Severity.INFO,
    name=("没有写全的文件名", "a document named by a part of its title"),
    why=(
        "首次提到文件宜写全称；检索库里只有一份与之相符，请核对是不是指它。全称只作提示，要点没有写的名称不会写进稿子。",
        "A document is named in full where it comes first; one that is held has this title. It is only offered: a draft has no name that the notes have not.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=("检索库里的全称是《{title}》", "its title in the index is 《{title}》"),
    wrong=(
        "落实《校车安全管理办法》，检查校车12台。",
        "按照校车安全管理办法要求，检查校车12台。",
        "落实我县乡村教师支持办法，发放补贴38万元。",
    ),
    right=(
        "落实《云岭县校车安全管理办法（试行）》，检查校车12台。",
        "落实《云岭县校车安全管理办法（试行）》，检查校车12台。修订《校车安全管理办法》。",
        "按照《云岭县学校食堂财务管理规定》要求，开展专项检查。",
        "按照云岭县校车安全管理办法要求，检查校车12台。",
        "按照农村校车安全管理办法要求，检查校车12台。",
        "落实乡村教师管理规定，检查校车12台。",
    ),
    check=shortened_titles,
)
