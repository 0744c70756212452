"""The numbers that Word prints itself before paragraphs, counted as Word counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter.facts.numbering import chinese
from drafter.word.accepted_text import Paragraph
from drafter.word.package import VAL, w
from drafter.word.paragraph_marks import Marks, integer, laid_over, on, paragraph_marks
from drafter.word.styles import Styles

_LEVELS = 9
_LONGEST = 100  # characters of a pattern; a longer one is no number
_LEGAL = str.maketrans("一二三四五六七八九十百千零", "壹贰叁肆伍陆柒捌玖拾佰仟零")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: format of its own number, pattern of what is printed, first number.

    restart  the level (1-based) from which on this one begins anew; 0 for never, None for whatever
             stands above it
    legal    numbers of the levels above are printed in Arabic digits
    marks    what it sets for its paragraphs: indents
    """

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""
    marks: Marks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the definition whose count it shares, its levels, and where it starts anew."""

    base: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def first(self, level: int) -> int:
        return self.starts.get(level, self.levels[level].start)


class Numbering:
    """All lists of a file with how far each has counted.

    Paragraphs are asked for in their order, each once.
    """

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        levels = {
            _id(list_, "abstractNumId"): _levels(list_) for list_ in root.findall(w("abstractNum"))
        }
        bases = {
            _id(number, "numId"): _value(number, "abstractNumId") or ""
            for number in root.findall(w("num"))
        }
        links = {
            _id(list_, "abstractNumId"): link
            for list_ in root.findall(w("abstractNum"))
            if (link := _value(list_, "numStyleLink")) is not None
        }
        for number in root.findall(w("num")):
            base = bases[_id(number, "numId")]
            if base in links:  # the style it names has the list
                base = bases.get(styles.numbering_of(links[base]).get("list", ""), base)
            self._lists[_id(number, "numId")] = _overridden(number, base, levels.get(base, {}))

    def level_of(self, own: Marks, style: Marks) -> tuple[str, int] | None:
        """List and level (0-based) of a paragraph by its own marks and those of its style.

        None for no list.
        """
        number = own.get("list", style.get("list", ""))
        if number not in self._lists:
            return None
        levels = self._lists[number].levels
        if "list_level" in own or "list" in own:
            level = own.get("list_level", 0)
        else:
            named = style.get("list_style", "")
            linked = (at for at, known in levels.items() if named and known.style == named)
            level = next(linked, style.get("list_level", 0))
        return (number, level) if level in levels else None

    def marks(self, number: str, level: int) -> Marks:
        return self._lists[number].levels[level].marks

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a list and level as printed; "" for a bullet."""
        numbered = self._lists[number]
        levels = numbered.levels
        counts = self._counts.setdefault(numbered.base, [None] * _LEVELS)
        if level in numbered.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts[level] = None
        for above in range(level):  # a level that was skipped counts as begun
            if counts[above] is None and above in levels:
                counts[above] = numbered.first(above)
        last = counts[level]
        counts[level] = numbered.first(level) if last is None else last + 1
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or level < restart:
                counts[below] = None
        return _printed(levels, level, counts)


def printed_marks(paragraph: Paragraph, numbering: Numbering) -> tuple[Marks, str]:
    """A paragraph's resolved marks, and the number Word prints before it.

    Indents of a list stand above those of a style and below the paragraph's own. Where the style
    itself names the list, they stand below the style's (17.9.23).
    """
    own = paragraph_marks(paragraph.element.find(w("pPr")))
    style = paragraph.style.paragraph
    listed = numbering.level_of(own, style)
    if not listed:
        return _over(style, own), ""
    auto = numbering.next(*listed)
    in_list = numbering.marks(*listed)
    layers = (style, in_list, own) if "list" in own else (in_list, style, own)
    return _over(*layers), auto


def list_place(paragraph: Paragraph, numbering: Numbering) -> tuple[str, int] | None:
    """The automatic list of a paragraph and its 0-based level there; None for none."""
    own = paragraph_marks(paragraph.element.find(w("pPr")))
    return numbering.level_of(own, paragraph.style.paragraph)


def _over(*layers: Marks) -> Marks:
    marks: Marks = {}
    for layer in layers:
        laid_over(marks, layer)
    return marks


def _id(element: Any, name: str) -> str:
    return str(element.get(w(name), ""))


def _value(element: Any, tag: str) -> str | None:
    """The w:val of a child; None where there is no such child, "" where it has no value."""
    child = element.find(w(tag))
    return None if child is None else child.get(VAL) or ""


def _placed(element: Any, tag: str) -> Iterator[tuple[int, Any]]:
    """The children that are about a level, with its place; those of no level are left out."""
    for child in element.findall(w(tag)):
        at = integer(child.get(w("ilvl")), -1)
        if 0 <= at < _LEVELS:
            yield at, child


def _levels(abstract: Any) -> dict[int, Level]:
    return {at: _level(level) for at, level in _placed(abstract, "lvl")}


def _overridden(number: Any, base: str, levels: dict[int, Level]) -> _List:
    """A list with what its w:num says otherwise than the definition it is based on."""
    levels, starts = dict(levels), {}
    for at, override in _placed(number, "lvlOverride"):
        if (own := override.find(w("lvl"))) is not None:
            levels[at] = _level(own)
        if (start := _value(override, "startOverride")) is not None:
            starts[at] = integer(start, 1)
    return _List(base, levels, starts)


def _level(element: Any) -> Level:
    legal, restart, start = (
        element.find(w("isLgl")),
        _value(element, "lvlRestart"),
        _value(element, "start"),
    )
    # in a list of Word 2010's new formats the old one stands in mc:Fallback
    fallback = [*element.iter(w("numFmt"))][-1:]
    marks = paragraph_marks(element.find(w("pPr")))
    return Level(
        (fallback[0].get(VAL) if fallback else None) or "decimal",
        (_value(element, "lvlText") or "")[:_LONGEST],
        0 if start is None else integer(start, 1),
        None if restart is None else integer(restart),
        legal is not None and on(legal),
        _value(element, "pStyle") or "",
        {key: mark for key, mark in marks.items() if key not in {"list", "outline"}},
    )


def _printed(levels: dict[int, Level], level: int, counts: list[int | None]) -> str:
    here = levels[level]
    if here.format == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        count = counts[at]
        if at not in levels or at > level or count is None:
            return ""
        format = levels[at].format
        return formatted(count, "decimal" if here.legal and format != "decimalZero" else format)

    return re.sub(r"%([1-9])", number, here.pattern)


def formatted(number: int, format: str) -> str:
    """A number as a w:numFmt writes it; in Arabic digits where it cannot."""
    if format == "none":
        return ""
    if not 0 <= number <= 999:
        return str(number)
    if format in _CHARACTERS:
        first, last, code = _CHARACTERS[format]
        return chr(ord(code) + number - first) if first <= number <= last else str(number)
    writer = _WRITERS.get(format)
    return writer(number) if writer else str(number)


def _counting(number: int) -> str:
    return chinese(number) if number else "〇"


def _legal(number: int) -> str:
    return ("壹" if 10 <= number <= 19 else "") + _counting(number).translate(_LEGAL)


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(c)] for c in str(number))


def _wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else "0"


def _roman(number: int) -> str:
    text = ""
    for value, sign in zip(
        (900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    ):
        text += sign * (number // value)
        number %= value
    return text or "0"


def _one_of(signs: str) -> Any:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _circled(number: int) -> str:
    signs = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
    return str(_one_of(signs)(number))


# first and last number and the character of the first
_CHARACTERS = {
    "decimalEnclosedParen": (1, 20, "⑴"),
    "decimalEnclosedFullstop": (1, 20, "⒈"),
    "ideographEnclosedCircle": (1, 10, "㊀"),
}
_WRITERS = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
}
