"""What a run or a paragraph of a Word file looks like.

Defaults, styles and its own marks are laid over one another (ISO/IEC 29500-1 17.7.2).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from drafter.documents.word_page import Type
from drafter.word.letters import are_lost
from drafter.word.package import VAL, Parts, w
from drafter.word.paragraph_marks import Marks, integer, laid_over, on, paragraph_marks
from drafter.word.style_definitions import StyleDefinitions

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_CLEAR = 90_000  # of 100,000: what lets so much through is not seen
_SCRIPTS = ("eastAsia", "ascii", "hAnsi")
_THEMES = {"eastAsia": w("eastAsiaTheme"), "ascii": w("asciiTheme"), "hAnsi": w("hAnsiTheme")}
_NAMES = {script: w(script) for script in _SCRIPTS}
_HINT, _SIZE, _COLOR, _SPACING = w("hint"), w("sz"), w("color"), w("spacing")
_FONTS, _STYLE = w("rFonts"), w("rStyle")
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLES = {"title", "标题"}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style comes to with all it is based on.

    level  of a heading, 0 for none
    """

    paragraph: Marks
    characters: Marks
    level: int = 0
    contents: bool = False  # a line of a table of contents
    title: bool = False  # the document's


class Styles:
    """The styles of a file; equal questions are answered once."""

    def __init__(self, parts: Parts) -> None:
        self._theme = _theme_fonts(parts.theme)
        self._defined = StyleDefinitions(parts.styles)
        self._paragraph: dict[str, ParagraphStyle] = {}
        self._characters: dict[str, Marks] = {}
        self._runs: dict[tuple[Any, ...], tuple[Type, bool, bool]] = {}
        defaults = None if parts.styles is None else parts.styles.find(w("docDefaults"))
        self._base_characters = self._run_marks(_find(defaults, "rPrDefault", "rPr"))
        self._base_paragraph = paragraph_marks(_find(defaults, "pPrDefault", "pPr"))

    def paragraph(self, id: str | None) -> ParagraphStyle:
        """A paragraph style by its id; the default one for None and for an id of no such style."""
        key: str = (
            id if id is not None and self._defined.has(id, "paragraph") else self._defined.default
        )
        if key not in self._paragraph:
            self._paragraph[key] = self._resolved(key, "paragraph")
        return self._paragraph[key]

    def style_of(self, properties: Any) -> ParagraphStyle:
        """The style of a paragraph by its w:pPr, which may be None."""
        named = None if properties is None else properties.find(w("pStyle"))
        return self.paragraph(None if named is None else named.get(VAL))

    def run(self, style: ParagraphStyle, properties: Any) -> tuple[Type, bool, bool]:
        """The type of a run by its paragraph's style and its w:rPr.

        With it, whether it is hidden, and whether its letters can be seen on no ground.
        """
        own = {} if properties is None else self._run_marks(properties)
        key = (id(style), *own.items())
        if key not in self._runs:
            self._runs[key] = _type(self._laid_over(style, own))
        return self._runs[key]

    def shadings(self, id: str) -> list[Any]:
        """Every w:shd of the table style `id` and of those it is based on."""
        return [
            shading
            for style in self._defined.chain(id, "table")
            for shading in style.iter(w("shd"))
        ]

    def numbering_of(self, id: str) -> Marks:
        """What the style `id` says of numbering, for lists that take theirs from a style."""
        if self._defined.has(id, "numbering"):
            return self._resolved(id, "numbering").paragraph
        return self.paragraph(id).paragraph if self._defined.has(id, "paragraph") else {}

    def _laid_over(self, style: ParagraphStyle, own: Marks) -> Marks:
        named = self._character_style(own.get("style", ""))
        marks = {**self._base_characters, **style.characters, **named, **own}
        for toggle in ("b", "vanish"):
            # 17.7.3: styles of paragraph and characters that both switch it cancel each other; a
            # run's own mark decides
            if toggle not in own and toggle in style.characters and toggle in named:
                marks[toggle] = style.characters[toggle] != named[toggle]
        return marks

    def _character_style(self, id: str) -> Marks:
        if id not in self._characters:
            marks: Marks = {}
            for style in reversed(self._defined.chain(id, "character")):
                marks |= self._run_marks(style.find(w("rPr")))
            self._characters[id] = marks
        return self._characters[id]

    def _resolved(self, id: str, kind: str) -> ParagraphStyle:
        paragraph, characters = dict(self._base_paragraph), Marks()
        level, contents, called = 0, False, ""
        for style in reversed(self._defined.chain(id, kind)):
            marks = paragraph_marks(style.find(w("pPr")))
            laid_over(paragraph, marks)
            if (
                "list" in marks or "list_level" in marks
            ):  # a level may be its own, and the list that of its base
                paragraph["list_style"] = style.get(w("styleId"), "")
            characters |= self._run_marks(style.find(w("rPr")))
            name = style.find(w("name"))
            called = "" if name is None else name.get(VAL) or ""
            level, contents = _told_by_name(called, level, contents)
            if "outline" in marks:
                level = marks["outline"]
        return ParagraphStyle(paragraph, characters, level, contents, called.lower() in _TITLES)

    def _run_marks(self, properties: Any) -> Marks:
        marks: Marks = {}
        for element in () if properties is None else properties:
            if reader := _RUN_MARKS.get(element.tag):
                reader(marks, element, self._theme)
        return marks


def _type(marks: Marks) -> tuple[Type, bool, bool]:
    type = Type(
        marks.get("eastAsia", ""),
        marks.get("ascii", ""),
        marks.get("hAnsi", ""),
        marks.get("size", 20),
        marks.get("b", False),
        marks.get("color", ""),
        marks.get("hint", "") == "eastAsia",
        marks.get("spacing", 0),
    )
    return type, marks.get("vanish", False), are_lost(marks)


def _read_fonts(marks: Marks, element: Any, theme: dict[str, str]) -> None:
    for script in _SCRIPTS:
        themed = element.get(_THEMES[script])
        name = (theme.get(themed, "") if themed else "") or element.get(_NAMES[script])
        if name:
            marks[script] = name
    if hint := element.get(_HINT):
        marks["hint"] = hint


def _read_color(marks: Marks, element: Any, theme: dict[str, str]) -> None:
    value = (element.get(VAL) or "auto").upper()
    on_paper = element.get(w("themeColor")) in {"background1", "light1"}
    colour = value if re.fullmatch("[0-9A-F]{6}", value) else ""
    marks["color"] = colour or ("FFFFFF" if on_paper else "")


def _read_toggle(name: str) -> Callable[[Marks, Any, dict[str, str]], None]:
    def read(marks: Marks, element: Any, theme: dict[str, str]) -> None:
        marks[name] = on(element)

    return read


def _read_size(marks: Marks, element: Any, theme: dict[str, str]) -> None:
    size = integer(element.get(VAL))
    if size > 0:  # letters of no size are a fault of the file: those of the level below stand
        marks["size"] = size


def _read_whole(name: str) -> Callable[[Marks, Any, dict[str, str]], None]:
    def read(marks: Marks, element: Any, theme: dict[str, str]) -> None:
        marks[name] = integer(element.get(VAL))

    return read


def _read_fill(marks: Marks, element: Any, theme: dict[str, str]) -> None:
    """What letters are filled with: their colour, or "" for what lets all through."""
    solid = element.find(f"{{{_W14}}}solidFill")
    if solid is None:
        if element.find(f"{{{_W14}}}noFill") is not None:
            marks["fill"] = ""
        return
    clear = any(integer(a.get(f"{{{_W14}}}val")) > _CLEAR for a in solid.iter(f"{{{_W14}}}alpha"))
    plain = solid.find(f"{{{_W14}}}srgbClr")
    if clear:
        marks["fill"] = ""
    elif plain is not None:
        marks["fill"] = marks["color"] = (plain.get(f"{{{_W14}}}val") or "").upper()


def _read_style(marks: Marks, element: Any, theme: dict[str, str]) -> None:
    marks["style"] = element.get(VAL) or ""


_RUN_MARKS = {
    _FONTS: _read_fonts,
    _SIZE: _read_size,
    _COLOR: _read_color,
    _SPACING: _read_whole("spacing"),
    w("w"): _read_whole("width"),
    w("position"): _read_whole("position"),
    f"{{{_W14}}}textFill": _read_fill,
    _STYLE: _read_style,
    w("b"): _read_toggle("b"),
    w("vanish"): _read_toggle("vanish"),
}


def _told_by_name(name: str, level: int, contents: bool) -> tuple[int, bool]:
    """Level of a heading and whether it is a line of contents, by a style's name and its base's."""
    if heading := _HEADING.fullmatch(name):
        return int(heading[1]), contents
    if name.lower() in _TITLES:
        return 1, contents
    return level, contents or re.fullmatch(r"(?:toc|目录) ?\d", name, re.IGNORECASE) is not None


def _theme_fonts(theme: Any) -> dict[str, str]:
    """Fonts by what a style calls them: minorEastAsia, majorHAnsi."""
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        group = None if theme is None else theme.find(f".//{_DRAWING}{kind}Font")
        if group is None:
            continue
        named = {element.tag.rpartition("}")[2]: element.get("typeface", "") for element in group}
        scripts = {
            element.get("script"): element.get("typeface", "")
            for element in group.iter(f"{_DRAWING}font")
        }
        fonts[f"{kind}EastAsia"] = named.get("ea") or scripts.get("Hans", "")
        fonts[f"{kind}HAnsi"] = fonts[f"{kind}Ascii"] = named.get("latin", "")
    return fonts


def _find(root: Any, *tags: str) -> Any:
    for tag in tags:
        root = None if root is None else root.find(w(tag))
    return root
