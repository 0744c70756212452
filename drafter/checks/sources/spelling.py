"""SRC104: a title written otherwise than the document has it."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Cited, key
from drafter.records import Finding, Severity

_BRACKETS = re.compile(r"[（(〔][^）)〕]*[）)〕]")
_INNER = str.maketrans("《》", "〈〉")


def misspelt_titles(cited: Cited) -> Iterator[Finding]:
    for one in cited.citations:
        if one.line.text[one.span[0]] != "《" or not one.found:
            continue
        right = next((held.title for held in one.found if key(held.title) == key(one.name)), "")
        said, wanted = (
            _BRACKETS.sub("", text).replace(" ", "") for text in (one.name, right.translate(_INNER))
        )
        if (
            right
            and said.translate(_INNER) != wanted.removeprefix("中华人民共和国")
            and said != wanted
        ):
            yield RULE.at(one.line, one.span, new=f"《{right.translate(_INNER)}》", title=right)


RULE: Rule[Cited] = Rule(
    code="SRC104",
    severity=Severity.WARNING,
    name=("文件名的写法与原文不同", "a title written otherwise than the document has it"),
    why=(
        "字相同而引号、括号等写法不同，以文件原题为准。",
        "The same words with other marks: the document's own title counts.",
    ),
    source="practice: citations are checked against the archive",
    message=("原题是《{title}》", "the title is 《{title}》"),
    wrong=(
        "落实《云岭县中小学教师县管校聘管理改革实施方案》。",
        "落实《云岭县中小学教师、“县管校聘”管理改革实施方案》。",
    ),
    right=(
        "落实《云岭县中小学教师“县管校聘”管理改革实施方案》。",
        "落实《云岭县校车安全管理办法》和《校车安全管理办法（试行）》。",
    ),
    check=misspelt_titles,
)
