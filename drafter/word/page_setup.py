"""Pages and footers of a Word file as drafter.documents.word_page has them."""

from collections.abc import Iterator, Mapping
from typing import Any

from drafter.documents.word_page import Footer, PageSetup, Setting, Sheet, Type
from drafter.word.package import Parts, w
from drafter.word.styles import Styles, integer, laid_over, on, paragraph_marks

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KINDS = ("default", "even", "first")
_LETTER = (12240, 15840)  # what Word takes where a section names no size (17.6.13)


def sheet_of(parts: Parts, styles: Styles, settings: Mapping[int, Setting]) -> Sheet:
    """The looks of a file whose paragraphs are resolved already."""
    sections = list(_sections(parts.body))
    switch = None if parts.settings is None else parts.settings.find(w("evenAndOddHeaders"))
    normal, _ = styles.run(styles.paragraph(None), None)
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
    """The footers in force in each section; one that a section does not name is that of the section before."""
    read: dict[str, tuple[Any, ...]] = {}
    named: dict[str, str] = {}
    for section, properties in enumerate(sections):
        for reference in properties.findall(w("footerReference")):
            named[reference.get(w("type"), "default")] = reference.get(_ID, "")
        own_first = properties.find(w("titlePg"))
        for kind in _KINDS:
            id = named.get(kind, "")
            if id not in (parts.related or {}) or (
                kind == "first" and (own_first is None or not on(own_first))
            ):
                continue
            if id not in read:
                read[id] = _number(parts.related[id], styles) if parts.related else ()
            yield Footer(section, kind, *read[id])


def _number(root: Any, styles: Styles) -> tuple[Any, ...]:
    """The fields of a Footer from `page` on: the first paragraph, in a box or not, that holds a page number."""
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
    align = marks.get("align", "left")
    frame = None if properties is None else properties.find(w("framePr"))
    if frame is not None:
        align = frame.get(w("xAlign"), "")
    elif any(True for _ in paragraph.iterancestors(w("txbxContent"))):
        align = ""
    side = "right" if align == "right" else "left"
    chars = marks.get(f"{side}_chars")
    indent = marks.get(side, 0) if not chars else round(chars * type.size / 10)
    line = marks.get("line", 240) if marks.get("rule", "auto") != "auto" else round(type.size * 13)
    return True, text, align, indent, line, type


def _text(paragraph: Any, styles: Styles) -> tuple[str, Type]:
    """The text of a footer's paragraph with {} for the number, and the number's type."""
    style = styles.style_of(paragraph.find(w("pPr")))
    text, code, number = "", None, None  # code of the field that has begun, None outside of one
    coded = False  # what comes is the field's code, not what it shows
    for run in paragraph.iter(w("r")):
        type, _ = styles.run(style, run.find(w("rPr")))
        if run.getparent().tag == w("fldSimple"):
            if _is_page(run.getparent().get(w("instr"), "")) and "{}" not in text:
                text, number = text + "{}", type
            continue
        for element in run:
            kind = element.get(w("fldCharType"))
            if kind == "begin":
                code, coded = "", True
            elif kind == "separate":
                coded = False
            elif kind == "end":
                if _is_page(code or ""):
                    text, number = text + "{}", number or type
                code, coded = None, False
            elif element.tag == w("instrText") and code is not None:
                code += element.text or ""
            elif element.tag == w("t") and not coded:
                if _is_page(code or ""):
                    number = type
                else:
                    text += element.text or ""
    return text, number or Type()


def _is_page(code: str) -> bool:
    return "PAGE" in code.upper().split()
