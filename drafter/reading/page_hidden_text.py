"""Takes what a page's styles hide out of it, and counts the texts that are drawn unseen."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from drafter.reading.blocks import one_line
from drafter.reading.page_styles import (
    CLEAR_COLOUR,
    Colour,
    alike,
    colour_of,
    declared,
    ground_colour,
    out_of_sight,
    text_colour,
)
from drafter.reading.scripted_article import CLEAR, article_elements, show

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_DRAWN, _INVISIBLE, _NOT_DRAWN = "drawn", "invisible", "not drawn"
_PAPER: Colour = (255, 255, 255)
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
    if _is_unseen(element, styles):
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
    found += [(element, "") for element in page.find_all("font", color=True)]
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
            if _HIDDEN.search(style) or CLEAR.search(style) or _may_be_unseen(style):
                yield rule[1].strip(), style


def _may_be_unseen(style: str) -> bool:
    marks = declared(style)
    colour = text_colour(marks)
    if out_of_sight(marks) or colour == CLEAR_COLOUR:
        return True
    ground = ground_colour(marks) or _PAPER
    return colour is not None and (alike(colour, ground) or alike(colour, _PAPER))


def _is_unseen(element: Any, styles: Mapping[int, str]) -> bool:
    """Whether an element is drawn, but not as anybody could see it."""
    marks = declared(styles[id(element)])
    if not CLEAR.search(styles[id(element)]) and out_of_sight(marks):
        return True
    colour = text_colour(marks) or colour_of(element.get("color") or "")
    return colour is not None and (
        colour == CLEAR_COLOUR or _is_like_its_ground(colour, element, styles)
    )


def _selected(page: Any, selector: str) -> list[Any]:
    from soupsieve import SelectorSyntaxError

    try:
        return list(page.select(selector))
    except (SelectorSyntaxError, NotImplementedError, ValueError):  # :hover and the like
        return []


def _is_like_its_ground(colour: Colour, element: Any, styles: Mapping[int, str]) -> bool:
    """Whether letters have the colour of the background on or around an element."""
    for around in (element, *element.parents):
        style = styles.get(id(around)) or around.get("style") or ""
        marks = declared(style)
        ground = ground_colour(marks) or colour_of(around.get("bgcolor") or "")
        if ground is not None:
            return alike(colour, ground)
        if around.get("background") or "background" in marks or "background-image" in marks:
            return False  # a picture, or what is not known
    return alike(colour, _PAPER)
