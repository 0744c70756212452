"""SRC104: a title written otherwise than the document has it."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Cited, key
from drafter.records import Finding, Severity

_BRACKETS = re.compile(r"[（(〔][^）)〕]*[）)〕]")
_INNER = str.maketrans("《》", "〈〉")


def misspelt_titles(cited: Cited) -> Iterator[Finding]:
    for citation in cited.citations:
        own = key(citation.name)
        right = next((held.title for held in citation.found if key(held.title) == own), "")
        titled = citation.line.text[citation.span[0]] == "《"
        if right and titled and not _same_spelling(citation.name, right):
            new = f"《{right.translate(_INNER)}》"
            yield RULE.at(citation.line, citation.span, new=new, title=right)


def _same_spelling(name: str, title: str) -> bool:
    """Whether a name is the title but for brackets, blanks, 中华人民共和国 and inner marks."""
    name, wanted = _bare(name), _bare(title.translate(_INNER))
    return name == wanted or name.translate(_INNER) == wanted.removeprefix("中华人民共和国")


def _bare(title: str) -> str:
    return _BRACKETS.sub("", title).replace(" ", "")


RULE: Rule[Cited] = Rule(
    code="SRC104",
    severity=Severity.WARNING,
    name=("文件名的写法与原文不同", "a title written otherwise than the document has it"),
    why=(
        "字相同而引号、括号等写法不同，以文件原题为准。",
        "The same words with other marks: the document's own title counts.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
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
