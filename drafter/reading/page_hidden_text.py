"""Takes what a page's styles hide out of it, and counts the texts that are drawn unseen."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from drafter.reading.blocks import one_line
from drafter.reading.scripted_article import CLEAR, article_elements, show

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
# What is drawn and cannot be seen: of hardly any size, beside the page, or white.
_FAINT = re.compile(
    r"font(?:-size)?\s*:[^;]*?(?<![\d.])(?:0(?:\.\d+)?|1(?:\.\d+)?|2)(?:px|pt)"
    r"|font-size\s*:\s*0(?:\.0*\d)?(?:r?em|%)?\s*(?:;|$|!)"
    r"|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*0|transform\s*:\s*scale\(\s*0",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#f{3}(?![0-9a-f])|#f[0-9a-f]f[0-9a-f]f[0-9a-f]|white|transparent"
    r"|rgba?\(\s*25\d\s*,\s*25\d\s*,\s*25\d)",
    re.IGNORECASE,
)
_DRAWN, _INVISIBLE, _NOT_DRAWN = "drawn", "invisible", "not drawn"
_BACKGROUND = re.compile(r"background", re.IGNORECASE)
_RULE = re.compile(r"([^{}@]{1,200})\{([^{}]{0,2000})\}")
_RULES = 200  # of a page's own style sheets
_LOOKS = 300_000  # at elements, for all rules together


def remove_hidden(page: Any) -> int:
    """Take away what a style hides; return how many texts are drawn, but cannot be seen.

    Text that a style does not draw at all is taken away and not counted, unless it is most of the
    page. The article itself is left where it waits for a script.
    """
    elements, styles = _styled(page)
    ways = {id(element): _way(element, styles) for element in elements}
    scripted = [element for element in elements if ways[id(element)] in {_INVISIBLE, _NOT_DRAWN}]
    for element in article_elements(page, scripted, styles):
        show(element)
        ways[id(element)] = ""
    size = len(page.get_text())
    return sum(_removed(element, ways[id(element)], size) for element in elements)


def _removed(element: Any, way: str, size: int) -> bool:
    """Take an element away that is hidden in a way; whether its text is to be counted.

    size  characters of the whole page
    """
    if not way or element.decomposed:
        return False
    text = element.get_text()
    element.decompose()
    return bool(one_line(text)) and (way != _NOT_DRAWN or len(text) > size / 2)


def _way(element: Any, styles: Mapping[int, str]) -> str:
    """The way in which an element's style hides it; "" where it does not."""
    style = styles[id(element)]
    if _FAINT.search(style) or (_WHITE.search(style) and not _on_colour(element, styles)):
        return _DRAWN
    if CLEAR.search(style):
        return _INVISIBLE
    return _NOT_DRAWN if _HIDDEN.search(style) else ""


def _styled(page: Any) -> tuple[list[Any], dict[int, str]]:
    """The elements with a style that may hide them, and the style of each by its id."""
    size = len(page.find_all(True)) or 1
    rules = islice(_style_rules(page), min(_RULES, _LOOKS // size))
    found = [(element, style) for selector, style in rules for element in _selected(page, selector)]
    found += [(element, element["style"]) for element in page.find_all(style=True)]
    elements: dict[int, Any] = {}
    styles: dict[int, str] = {}
    for element, style in found:
        elements[id(element)] = element
        styles[id(element)] = f"{styles.get(id(element), '')};{style}"
    return list(elements.values()), styles


def _style_rules(page: Any) -> Iterator[tuple[str, str]]:
    """Yield (selector, style) of the rules in the page's style sheets that may hide something."""
    for sheet in page.find_all("style"):
        for rule in _RULE.finditer(sheet.get_text()):
            style = rule[2]
            if any(hides.search(style) for hides in (_HIDDEN, _FAINT, CLEAR, _WHITE)):
                yield rule[1].strip(), style


def _selected(page: Any, selector: str) -> list[Any]:
    from soupsieve import SelectorSyntaxError

    try:
        return list(page.select(selector))
    except (SelectorSyntaxError, NotImplementedError, ValueError):  # :hover and the like
        return []


def _on_colour(element: Any, styles: Mapping[int, str]) -> bool:
    """Whether a background is set on an element or around it: white text may be seen on it."""
    return any(
        _BACKGROUND.search(styles.get(id(around), ""))
        or around.get("bgcolor")
        or around.get("background")
        for around in (element, *element.parents)
    )
