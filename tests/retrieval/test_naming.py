"""Articles by number, documents by number and by title."""

import pytest

from drafter.numerals import article_numbers
from drafter.retrieval.catalogue import IndexedDocument
from drafter.retrieval.naming import named


def held(title: str, number: str = "", led_by: str = "") -> IndexedDocument:
    return IndexedDocument(title, title, "", "", "policy", "", number, "", 1, led_by)


SHELF = [
    held("中华人民共和国教育法"),
    held("中华人民共和国高等教育法"),
    held("云岭县校车安全管理办法（试行）", "云政办发〔2024〕12号"),
    held("云岭县校车安全管理实施细则", "云政办发〔2024〕112号"),
    held("云岭县校园安全工作意见", led_by="新的"),
]


@pytest.mark.parametrize(
    ("query", "titles", "articles"),
    [
        ("教育法第二十六条", ["中华人民共和国教育法"], [2600]),
        ("《高等教育法》第26条", ["中华人民共和国高等教育法"], [2600]),
        ("高等教育法第一百二十条之一", ["中华人民共和国高等教育法"], [12001]),
        ("《教育法》怎么说", ["中华人民共和国教育法"], []),
        ("云政办发〔2024〕12号", ["云岭县校车安全管理办法（试行）"], []),
        ("云政办发[2024]112号文", ["云岭县校车安全管理实施细则"], []),
        ("《校车安全管理办法》", ["云岭县校车安全管理办法（试行）"], []),
        ("落实云岭县校车安全管理办法", ["云岭县校车安全管理办法（试行）"], []),
        ("〔2023〕12号", [], []),
        ("《校园安全工作意见》", [], []),
        ("召开第二十六次会议", [], []),
        ("开展校车安全检查", [], []),
    ],
)
def test_what_a_question_names(query: str, titles: list[str], articles: list[int]) -> None:
    found = named(query, SHELF)
    assert ([document.title for document in found.documents], list(found.articles)) == (titles, articles)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("第二十六条", [2600]), ("第一百一十条和第十一条", [11000, 1100]), ("第120条之二", [12002]), ("第二十六届", [])],
)
def test_numbers_of_articles(text: str, numbers: list[int]) -> None:
    assert article_numbers(text) == numbers
