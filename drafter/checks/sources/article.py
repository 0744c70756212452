"""SRC102: an article that the document does not have."""

from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.sources.cited import Citation, Cited, shown_article
from drafter.ports import Held
from drafter.records import Finding, Severity, Span


def missing_articles(cited: Cited) -> Iterator[Finding]:
    for citation in cited.citations:
        articles = [(held, cited.articles(held)) for held in citation.found if citation.articles]
        divided = [(held, numbers) for held, numbers in articles if numbers]
        for number, span in citation.articles if divided else ():
            if not any(number in numbers for _, numbers in divided):
                yield _missing(citation, number, span, divided)


def _missing(
    citation: Citation, number: int, span: Span, divided: list[tuple[Held, frozenset[int]]]
) -> Finding:
    """The finding on an article that a document lacks.

    It is a warning where the document goes further: the text that is held may lack the article.
    """
    document, numbers = divided[0]
    beyond = all(number > max(numbers) for _, numbers in divided)
    return RULE.at(
        citation.line,
        span,
        severity=None if beyond else Severity.WARNING,
        title=document.title,
        dated=f"（{document.date}）" if document.date else "",
        last=shown_article(max(numbers)),
    )


RULE: Rule[Cited] = Rule(
    code="SRC102",
    severity=Severity.ERROR,
    name=("文件里没有这一条", "an article that the document does not have"),
    why=(
        "检索库里的文本没有所引的条款：核对条款序号；所引的是另一个版本的，把那个版本加入检索库。",
        "The text in the index has no such article: check the number; where another version is meant, add that one.",
    ),
    source=(
        "审核惯例：引用的文件与存档核对",
        "practice: citations are checked against the archive",
    ),
    message=(
        "检索库里的《{title}》{dated}没有{text}，末条是{last}",
        "《{title}》 {dated} in the index has no {text}; its last is {last}",
    ),
    wrong=(
        "依据《云岭县校车安全管理办法（试行）》第九条，检查校车12台。",
        "依据《校车安全管理办法》第二条、第三十条，检查校车12台。",
        "依据云岭县校车安全管理办法第九条，检查校车12台。",
    ),
    right=(
        "依据《云岭县校车安全管理办法（试行）》第二条、第三条，检查校车12台。",
        "依据《校车安全管理办法》（云政办发〔2024〕12号）第3条第一款，检查校车12台。",
        "依据《云岭县学校食堂财务管理规定》第九十九条，开展检查。",
        "落实《云岭县中小学教师“县管校聘”管理改革实施方案》第三条措施。",
    ),
    check=missing_articles,
)
