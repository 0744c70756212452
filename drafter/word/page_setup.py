"""Pages and footers of a Word file as drafter.documents.word_page has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from drafter.documents.word_page import Footer, PageSetup, Setting, Sheet, Type
from drafter.word.package import Parts, w
from drafter.word.paragraph_marks import integer, laid_over, on, paragraph_marks
from drafter.word.styles import Styles

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KINDS = ("default", "even", "first")
_LETTER = (12240, 15840)  # what Word takes where a section names no size (17.6.13)


def sheet_of(parts: Parts, styles: Styles, settings: Mapping[int, Setting]) -> Sheet:
    """The looks of a file whose paragraphs are resolved already."""
    sections = list(_sections(parts.body))
    switch = None if parts.settings is None else parts.settings.find(w("evenAndOddHeaders"))
    normal, *_ = styles.run(styles.paragraph(None), None)
    return Sheet(
        tuple(_page(properties, first) for properties, first in sections),
        tuple(_footers([properties for properties, _ in sections], parts, styles)),
        switch is not None and on(switch),
        normal.size,
        settings,
    )


def _sections(body: Any) -> Iterator[tuple[Any, int]]:
    """Each section's w:sectPr with the number of its first paragraph."""
    first = number = 1
    for element in body.iter(w("p"), w("sectPr")):
        if element.tag == w("sectPr"):
            yield element, first
            first = number
        elif not any(True for _ in element.iterancestors(w("p"))):
            number += 1


def _page(properties: Any, first: int) -> PageSetup:
    def value(tag: str, name: str, otherwise: int = 0) -> int:
        element = properties.find(w(tag))
        return otherwise if element is None else integer(element.get(w(name)), otherwise)

    grid = properties.find(w("docGrid"))
    kind = "" if grid is None else grid.get(w("type"), "")
    return PageSetup(
        first,
        value("pgSz", "w", _LETTER[0]),
        value("pgSz", "h", _LETTER[1]),
        abs(value("pgMar", "top")),  # negative: whatever the header holds
        abs(value("pgMar", "bottom")),
        value("pgMar", "left") + value("pgMar", "gutter"),
        value("pgMar", "right"),
        value("pgMar", "header"),
        value("pgMar", "footer"),
        "" if kind == "default" else kind,
        value("docGrid", "linePitch"),
        value("docGrid", "charSpace"),
    )


def _footers(sections: list[Any], parts: Parts, styles: Styles) -> Iterator[Footer]:
    """The footers in force in each section.

    A footer that a section does not name is that of the section before.
    """
    related = parts.related or {}
    numbers = {id: _number(root, styles) for id, root in related.items()}
    named: dict[str, str] = {}
    for section, properties in enumerate(sections):
        for reference in properties.findall(w("footerReference")):
            named[reference.get(w("type"), "default")] = reference.get(_ID, "")
        title_page = properties.find(w("titlePg"))
        own_first = title_page is not None and on(title_page)
        for kind in _KINDS if own_first else _KINDS[:2]:
            if named.get(kind, "") in numbers:
                yield Footer(section, kind, *numbers[named[kind]])


def _number(root: Any, styles: Styles) -> tuple[Any, ...]:
    """The fields of a Footer from `page` on, of the first paragraph that holds a page number."""
    for paragraph in root.iter(w("p")):
        codes = [
            *paragraph.itertext(w("instrText")),
            *(f.get(w("instr"), "") for f in paragraph.iter(w("fldSimple"))),
        ]
        inner = any(True for _ in paragraph.iter(w("txbxContent")))
        if not inner and any(map(_is_page, codes)):
            return _placed(paragraph, styles)
    return ()


def _placed(paragraph: Any, styles: Styles) -> tuple[Any, ...]:
    properties = paragraph.find(w("pPr"))
    style = styles.style_of(properties)
    marks = dict(style.paragraph)
    laid_over(marks, paragraph_marks(properties))
    text, type = _text(paragraph, styles)
    align = _align(paragraph, marks.get("align", "left"))
    side = "right" if align == "right" else "left"
    chars = marks.get(f"{side}_chars")
    indent = round(chars * type.size / 10) if chars else marks.get(side, 0)
    auto = marks.get("rule", "auto") == "auto"
    line = round(type.size * 13) if auto else marks.get("line", 240)
    return True, text, align, indent, line, type


def _align(paragraph: Any, align: str) -> str:
    """On which side a paragraph stands: a frame says so itself, a text box does not tell."""
    frame = paragraph.find(f"{w('pPr')}/{w('framePr')}")
    if frame is not None:
        return str(frame.get(w("xAlign"), ""))
    boxed = next(paragraph.iterancestors(w("txbxContent")), None) is not None
    return "" if boxed else align


def _text(paragraph: Any, styles: Styles) -> tuple[str, Type]:
    """The text of a footer's paragraph with {} for the number, and the number's type."""
    style = styles.style_of(paragraph.find(w("pPr")))
    reading = _FooterText()
    for run in paragraph.iter(w("r")):
        type, *_ = styles.run(style, run.find(w("rPr")))
        if run.getparent().tag == w("fldSimple"):
            reading.take_simple(run.getparent(), type)
            continue
        for element in run:
            if kind := element.get(w("fldCharType")):
                reading.take_mark(kind, type)
            elif element.tag in {w("instrText"), w("t")}:
                reading.take_text(element, type)
    return reading.text, reading.number or Type()


@dataclass(slots=True)
class _FooterText:
    """What was read of a footer's paragraph.

    number  the type of the page number
    code    of the field that has begun; None outside of one
    coded   what comes is the field's code, not what it shows
    """

    text: str = ""
    number: Type | None = None
    code: str | None = None
    coded: bool = False

    def take_simple(self, field: Any, type: Type) -> None:
        if _is_page(field.get(w("instr"), "")) and "{}" not in self.text:
            self.text, self.number = self.text + "{}", type

    def take_mark(self, kind: str, type: Type) -> None:
        """Take a w:fldChar: a field's begin, the end of its code, or the end of what it shows."""
        if kind == "begin":
            self.code, self.coded = "", True
        elif kind == "separate":
            self.coded = False
        elif kind == "end":
            if _is_page(self.code or ""):
                self.text, self.number = self.text + "{}", self.number or type
            self.code, self.coded = None, False

    def take_text(self, element: Any, type: Type) -> None:
        text = element.text or ""
        if element.tag == w("instrText"):
            self.code = None if self.code is None else self.code + text
        elif not self.coded and _is_page(self.code or ""):
            self.number = type
        elif not self.coded:
            self.text += text


def _is_page(code: str) -> bool:
    return "PAGE" in code.upper().split()
