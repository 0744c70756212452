"""What the properties of a paragraph in a Word file set, as marks by name."""

from collections.abc import Callable
from typing import Any

from drafter.word.package import VAL, w

OFF = {"0", "false", "off", "none"}

_INDENTS = {
    w(name): key
    for key, names in {
        "left": "left start",
        "right": "right end",
        "left_chars": "leftChars startChars",
        "right_chars": "rightChars endChars",
        "first_line": "firstLine",
        "hanging": "hanging",
        "first_line_chars": "firstLineChars",
        "hanging_chars": "hangingChars",
    }.items()
    for name in names.split()
}

_OPPOSITES = {
    "first_line": "hanging",
    "hanging": "first_line",
    "first_line_chars": "hanging_chars",
    "hanging_chars": "first_line_chars",
}

_ALIGN = {"start": "left", "end": "right", "justify": "both"}

Marks = dict[str, Any]  # what one level of the hierarchy sets


def integer(text: str | None, otherwise: int = 0) -> int:
    """A number as Word files hold it.

    `otherwise` where it is none, or none that a page could need.
    """
    try:
        value = round(float(text)) if text and len(text) < 20 else otherwise
    except (ValueError, OverflowError):
        return otherwise
    return value if abs(value) < 10**9 else otherwise


def on(element: Any) -> bool:
    """Whether a switch that is there is on."""
    return (element.get(VAL) or "1").lower() not in OFF


def paragraph_marks(properties: Any) -> Marks:
    """What a w:pPr sets.

    Indents have the names of word_page.Setting, its numbering those of `list` and `list_level`.
    """
    marks: Marks = {}
    for element in () if properties is None else properties:
        if reader := _PARAGRAPH_MARKS.get(element.tag):
            reader(marks, element)
    return marks


def _read_align(marks: Marks, element: Any) -> None:
    value = element.get(VAL) or "left"
    marks["align"] = _ALIGN.get(value, value)


def _read_indents(marks: Marks, element: Any) -> None:
    given = ((key, element.get(name)) for name, key in _INDENTS.items())
    marks |= {key: integer(value) for key, value in given if value}


def _read_line(marks: Marks, element: Any) -> None:
    if line := element.get(w("line")):
        marks["line"] = integer(line, 240)
        marks["rule"] = element.get(w("lineRule")) or "auto"


def _read_snap(marks: Marks, element: Any) -> None:
    marks["snap"] = on(element)


def _read_outline(marks: Marks, element: Any) -> None:
    outline = integer(element.get(VAL), 9)
    marks["outline"] = outline + 1 if 0 <= outline < 9 else 0  # 9 is body text (17.3.1.20)


def _read_list(marks: Marks, element: Any) -> None:
    number, level = element.find(w("numId")), element.find(w("ilvl"))
    if number is not None:
        marks["list"] = number.get(VAL) or ""
    if level is not None:
        marks["list_level"] = integer(level.get(VAL))


_PARAGRAPH_MARKS: dict[Any, Callable[[Marks, Any], None]] = {
    w("jc"): _read_align,
    w("ind"): _read_indents,
    w("spacing"): _read_line,
    w("snapToGrid"): _read_snap,
    w("outlineLvl"): _read_outline,
    w("numPr"): _read_list,
}


def laid_over(below: Marks, above: Marks) -> None:
    """Lay what `above` sets over `below`.

    A hanging indent displaces one of the first line, and the other way round.
    """
    for key in above:
        if key in _OPPOSITES:
            below.pop(_OPPOSITES[key], None)
    below.update(above)
