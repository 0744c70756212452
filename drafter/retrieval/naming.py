"""What a question names outright: an article by its number, a document by its number or its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.numerals import article_numbers
from drafter.retrieval.catalogue import IndexedDocument

_TITLE = re.compile(r"《([^《》]{2,80})》")
_ISSUED = re.compile(r"[〔\[［【(（]((?:19|20)\d{2})[〕\]］】)）]\s*第?(\d{1,4})号")
_PLAIN = re.compile(r"^中华人民共和国|[（(〔][^）)〕]*[）)〕]|[《》\s]")
_SHORT = 3  # 教育法; a shorter name stands in any sentence


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that a question names, and the articles (see `passages.article_number`)."""

    documents: tuple[IndexedDocument, ...] = ()
    articles: tuple[int, ...] = ()


def named(query: str, documents: Sequence[IndexedDocument]) -> Named:
    """Which of the documents the question names; those that lead only, longest names first.

    A name in 《》 may be part of the title; without 《》 the title's plain form has to stand in the question whole.
    """
    issued = {f"〔{year}〕{int(number)}号" for year, number in _ISSUED.findall(query)}
    titles = [plain_name(title) for title in _TITLE.findall(query)]
    spoken = plain_name(query)
    found = []
    for document in documents:
        name = plain_name(document.title)
        if document.led_by or not name:
            continue
        number = _ISSUED.search(document.number)
        by_number = number is not None and f"〔{number[1]}〕{int(number[2])}号" in issued
        by_title = any(title and title in name for title in titles)
        if by_number or by_title or (len(name) >= _SHORT and name in spoken):
            # 教育法 stands in 高等教育法 too: the nearer in length is meant
            off = 0 if by_number else min((len(name) - len(title) for title in titles if title in name), default=0)
            found.append((off, -len(name), document))
    found.sort(key=lambda hit: hit[:2])
    if found and not issued:
        found = [hit for hit in found if hit[0] == found[0][0]]
        longest = [plain_name(hit[2].title) for hit in found]
        found = [
            hit for hit, name in zip(found, longest, strict=True)
            if not any(name != other and name in other for other in longest)
        ]  # fmt: skip
    return Named(tuple(hit[2] for hit in found), tuple(article_numbers(query)))


def plain_name(title: str) -> str:
    """A title as people say it: without 中华人民共和国, brackets and spaces."""
    return _PLAIN.sub("", title)
