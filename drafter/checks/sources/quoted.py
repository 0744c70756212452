"""SRC103: words in quotation marks that the document does not say."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Citation, Cited, shown_article
from drafter.records import Finding, Severity, Span

_SAYS = re.compile(
    r"[^，。；：“”《》]{0,6}(?:规定|要求|指出|提出|强调|明确|载明|写明|表述为)了?[，：]{0,2}“(?P<words>[^“”\n]{6,200})”"
)
_LETTERS = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]")
_LEFT_OUT = re.compile(r"…+|\.{3,}")


def foreign_quotes(cited: Cited) -> Iterator[Finding]:
    for citation in cited.citations:
        quote = _SAYS.match(citation.line.view, citation.end) if citation.found else None
        if quote:
            parts = [_LETTERS.sub("", part) for part in _LEFT_OUT.split(quote["words"])]
            yield from _judged(citation, quote.span("words"), _places(cited, citation, parts))


def _judged(citation: Citation, span: Span, places: set[int | None] | None) -> Iterator[Finding]:
    """The finding on a quotation that stands in the articles `places`, None for nowhere."""
    title = citation.found[0].title
    if places is None:
        yield RULE.at(citation.line, span, title=title)
        return
    cited = {number for number, _ in citation.articles}
    elsewhere = sorted(number for number in places if number)
    if cited and elsewhere and not cited & places:
        where = "、".join(map(shown_article, elsewhere))
        yield RULE.at(citation.line, span, message=_ELSEWHERE, title=title, where=where)


def _places(cited: Cited, citation: Citation, parts: list[str]) -> set[int | None] | None:
    """The articles that say all parts, None among them for text of no article.

    None where no document says them all.
    """
    for document in citation.found:
        passages = [(number, _LETTERS.sub("", text)) for number, text in cited.passages(document)]
        whole = "".join(text for _, text in passages)
        if all(part in whole for part in parts):
            return {number for number, text in passages if any(part in text for part in parts)}
    return None


_ELSEWHERE = (
    "“{text}”在《{title}》里是{where}，不在所引的条款",
    "“{text}” stands in {where} of 《{title}》, not in the article cited",
)

RULE: Rule[Cited] = Rule(
    code="SRC103",
    severity=Severity.WARNING,
    name=("引文与原文不符", "words that the document does not say"),
    why=(
        "引号里的话在所引文件中找不到，或在别的条款：照原文改正，转述的去掉引号。",
        "The words in quotation marks are not in the document, or in another article: quote it to the letter.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=("《{title}》里没有“{text}”", "《{title}》 does not say “{text}”"),
    wrong=(
        "《云岭县校车安全管理办法（试行）》第二条规定：“校车驾驶人应当具有五年以上驾龄”。",
        "《校车安全管理办法》明确“校车驾驶人不得疲劳驾驶”，各校要严格执行。",
        "《校车安全管理办法》第三条规定，“校车驾驶人应当取得校车驾驶资格”。",
    ),
    right=(
        "《云岭县校车安全管理办法（试行）》第二条规定：“校车驾驶人应当取得校车驾驶资格，不得超员、超速行驶。”",
        "《校车安全管理办法》规定“校车驾驶人……不得超员、超速行驶”。",
        "落实《校车安全管理办法》，打造“平安校车示范线”。",
        "《云岭县学校食堂财务管理规定》规定“餐费单独核算专款专用”。",
    ),
    check=foreign_quotes,
)
