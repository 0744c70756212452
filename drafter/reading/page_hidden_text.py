"""Takes what a page's styles hide out of it, and counts the texts that are drawn unseen."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from drafter.reading.blocks import one_line

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
# What is drawn and cannot be seen: of hardly any size or strength, beside the page, or white.
_FAINT = re.compile(
    r"font(?:-size)?\s*:[^;]*?(?<![\d.])(?:0(?:\.\d+)?|1(?:\.\d+)?|2)(?:px|pt)"
    r"|font-size\s*:\s*0(?:\.0*\d)?(?:r?em|%)?\s*(?:;|$|!)"
    r"|opacity\s*:\s*0?\.?0\d?\s*(?:;|$|!)"
    r"|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*0|transform\s*:\s*scale\(\s*0",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#f{3}(?![0-9a-f])|#f[0-9a-f]f[0-9a-f]f[0-9a-f]|white|transparent"
    r"|rgba?\(\s*25\d\s*,\s*25\d\s*,\s*25\d)",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"background", re.IGNORECASE)
_RULE = re.compile(r"([^{}@]{1,200})\{([^{}]{0,2000})\}")
_RULES = 200  # of a page's own style sheets
_LOOKS = 300_000  # at elements, for all rules together


def remove_hidden(page: Any) -> int:
    """Take away what a style hides; return how many texts are drawn, but cannot be seen.

    Text that a style does not draw at all is taken away and not counted.
    """
    elements, styles = _styled(page)
    unseen = 0
    for element in elements:
        if element.decomposed:
            continue
        style = styles[id(element)]
        faint = _FAINT.search(style) or (_WHITE.search(style) and not _on_colour(element, styles))
        if faint or _HIDDEN.search(style):
            unseen += bool(faint and one_line(element.get_text()))
            element.decompose()
    return unseen


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
            if _HIDDEN.search(style) or _FAINT.search(style) or _WHITE.search(style):
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
