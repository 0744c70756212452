"""SRC108: a document that is named by a part of its title."""

from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Cited, is_policy, key
from drafter.records import Finding, Severity


def shortened_titles(cited: Cited) -> Iterator[Finding]:
    written = {key(citation.name) for citation in cited.citations}
    told: set[str] = set()
    for citation in cited.citations:
        own = key(citation.name)
        titles = [held.title for held in citation.found if not held.led_by]
        titled = citation.line.text[citation.span[0]] == "《"
        if not titled or not is_policy(citation.name) or own in told or len(titles) != 1:
            continue
        full = key(titles[0])
        if full != own and full.endswith(own) and full not in written:
            told.add(own)
            yield RULE.at(citation.line, citation.span, title=titles[0])


RULE: Rule[Cited] = Rule(
    code="SRC108",
    severity=Severity.INFO,
    name=("没有写全的文件名", "a document named by a part of its title"),
    why=(
        "首次提到文件宜写全称；检索库里只有一份与之相符，请核对是不是指它。",
        "A document is named in full where it comes first; one that is held has this title.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=("检索库里的全称是《{title}》", "its title in the index is 《{title}》"),
    wrong=("落实《校车安全管理办法》，检查校车12台。",),
    right=(
        "落实《云岭县校车安全管理办法（试行）》，检查校车12台。",
        "落实《云岭县校车安全管理办法（试行）》，检查校车12台。修订《校车安全管理办法》。",
        "按照《云岭县学校食堂财务管理规定》要求，开展专项检查。",
    ),
    check=shortened_titles,
)
