"""A list of things as a Word file: a title, some lines, one table across the page."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from drafter.documents.draft_lines import Role
from drafter.word import spec
from drafter.word.ooxml import add_text, package_bytes
from drafter.word.render import UNKNOWN, UNPRINTABLE
from drafter.word.template import blank_document

_MARGIN = Mm(20)
_LINE = Pt(16)
_SMALL = "21"  # half-points: 五号


def table_docx(
    title: str,
    about: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    created: datetime,
) -> bytes:
    """The file. rows[0] is the heading, repeated on every page; widths are in millimetres."""
    document = blank_document()
    (section,) = document.sections
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = (
        _MARGIN
    )
    add_text(document.add_paragraph(style=spec.STYLES[Role.TITLE].name), _printable(title))
    for line in about:
        add_text(document.add_paragraph(style=spec.STYLES[Role.BODY].name), _printable(line))
    table = document.add_table(rows=len(rows), cols=len(widths))
    table.autofit = False
    _draw_lines(table._tbl)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for at, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            _write(cell, text, bold=at == 0)
        if at == 0:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = (
        title[:255],
        "",
        "",
        "zh-CN",
    )
    properties.created = properties.modified = created.astimezone(UTC)
    return package_bytes(document)


def _write(cell: _Cell, text: str, *, bold: bool) -> None:
    for n, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if n else cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.line_spacing = _LINE
        run = add_text(paragraph, _printable(line))
        run.bold = bold or None
        format_: Any = run._r.get_or_add_rPr()
        for name in ("sz", "szCs"):
            format_.append(OxmlElement(f"w:{name}", {qn("w:val"): _SMALL}))


def _draw_lines(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {qn("w:val"): "single", qn("w:sz"): "4", qn("w:space"): "0", qn("w:color"): "auto"}
        borders.append(OxmlElement(f"w:{side}", line))
    table.tblPr.append(borders)


def _printable(text: str) -> str:
    return UNPRINTABLE.sub(UNKNOWN, text)
