"""Finds the article of a page that is hidden until the page's script runs, and was saved so."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

CLEAR = re.compile(r"opacity\s*:\s*0?\.?0\d?\s*(?:;|$|!)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display|visibility)\s*:\s*\w+", re.IGNORECASE)
_CONTAINERS = ("noscript", "template")
_NO_ARTICLE = {
    *"a script style nav footer aside select textarea button head title h1 h2 h3 h4 h5 h6".split()
}
_SENTENCE = re.compile("[。，；]")
_LEAST = 60  # characters in the sentences of an article
_LITTLE, _HALF = 0.2, 0.5  # of them: where more in sentences, or more at all, can be seen


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of words outside of links, headings and the frame of the page.

    sentence  whether it is a sentence or a part of one
    way       how it is hidden; "" where it can be seen
    hiding    id of the outermost element that hides it; 0 for none
    """

    length: int
    sentence: bool
    way: str
    hiding: int


def article_elements(page: Any, hidden: Sequence[Any], styles: Mapping[int, str]) -> list[Any]:
    """The elements, none in another, that hide the article; [] where it can be seen.

    hidden  the elements that a style hides as a script's would: not white, tiny or off the page
    They are all hidden in one way and hold nearly all sentences of the page. What is hidden within
    them is not among them, so that text smuggled into the article stays hidden.
    """
    elements = {id(element): element for element in hidden}
    ways = {id(element): _way(styles[id(element)]) for element in hidden}
    for element in page.find_all(_markup):
        elements.setdefault(id(element), element)
        ways.setdefault(id(element), _markup(element))
    texts = list(_texts(page, ways)) if ways else []
    way = _way_of_article(texts)
    hiding = dict.fromkeys(text.hiding for text in texts if way and text.way == way)
    return [elements[key] for key in hiding]


def _way_of_article(texts: Sequence[_Text]) -> str:
    """The one way in which nearly all sentences are hidden; "" where there is none."""
    lengths = Counter[str]()
    for text in texts:
        lengths[text.way] += text.length if text.sentence else 0
    visible_sentences = lengths.pop("", 0)
    way, length = max(lengths.items(), key=itemgetter(1), default=("", 0))
    visible = sum(text.length for text in texts if not text.way)
    hidden = visible_sentences <= _LITTLE * length and visible <= _HALF * length
    return way if hidden and length >= _LEAST else ""


def show(element: Any) -> None:
    """Take from an element the markup that hides it."""
    from bs4.element import NavigableString

    for name in ("hidden", "aria-hidden"):
        del element[name]
    if element.name in _CONTAINERS:
        element.name = "div"
        for string in element.find_all(string=True):
            string.replace_with(
                NavigableString(str(string))
            )  # those of a template are its own kind


def _texts(page: Any, ways: Mapping[int, str]) -> Iterator[_Text]:
    from bs4.element import PreformattedString

    for string in page.find_all(string=True):
        above = list(string.parents)
        length = len(re.sub(r"\s", "", string))
        framed = {element.name for element in above} & _NO_ARTICLE
        if not length or framed or isinstance(string, PreformattedString):  # no comments
            continue
        hiding = next((id(element) for element in reversed(above) if id(element) in ways), 0)
        yield _Text(length, _SENTENCE.search(string) is not None, ways.get(hiding, ""), hiding)


def _way(style: str) -> str:
    """How a style hides: display:none, visibility:hidden, opacity."""
    words = {re.sub(r"\s", "", found).lower() for found in _HIDDEN.findall(style)}
    return " ".join(sorted(words | ({"opacity"} if CLEAR.search(style) else set())))


def _markup(element: Any) -> str:
    """How an element is hidden without a style; "" where it is not."""
    if element.name in _CONTAINERS:
        return str(element.name)
    if element.has_attr("hidden"):
        return "hidden"
    return "aria-hidden" if element.get("aria-hidden") == "true" else ""
