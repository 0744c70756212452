"""A sheet of a form: what it says is locked, what is to be written is yellow and open."""

import errno
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from drafter.messages import t

HIDDEN = "_drafter"
FIRST = 4  # the row below title, manner and head
_LINE = 16  # points
_OPEN = ("division", "value", "remark")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))  # in the name of a sheet
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands above the rows of a form: for which report, and until when it is wanted back."""

    title: str
    organization: str
    due: str = ""


Cells = Mapping[str, str]
"""What a form says in a row, column by column."""


def sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have, and none has yet."""
    name = wanted.translate(_FORBIDDEN).strip("' ")[:_LONGEST_NAME] or t("form.sheet")
    at = 2
    while name.lower() in {sheet.lower() for sheet in taken}:
        name = f"{name[: _LONGEST_NAME - 4]}（{at}）"
        at += 1
    return name


def write_sheet(
    sheet: Any, widths: Mapping[str, int], rows: Sequence[Cells], title: str, how: str
) -> None:
    """Write the rows below a head of columns; `widths` are the columns in their order."""
    style = _Style()
    _write_heading(sheet, len(widths), title, how)
    for column, (name, width) in enumerate(widths.items(), 1):
        style.title(sheet.cell(FIRST - 1, column, t(f"form.column.{name}")))
        sheet.column_dimensions[_letter(column)].width = width
    for number, cells in enumerate(rows, FIRST):
        lines = max(_lines_of(text, widths[name]) for name, text in cells.items())
        sheet.row_dimensions[number].height = _LINE * lines
        for column, (name, text) in enumerate(cells.items(), 1):
            style.fill(sheet.cell(number, column), name, text)
    sheet.freeze_panes = f"A{FIRST}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # may be made wider
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()
    sheet.print_title_rows = f"1:{FIRST - 1}"


def write_hidden(sheet: Any, rows: Sequence[Sequence[str]], head: Letter) -> None:
    """What the form was made of, a row a line: read back beside what people made of it."""
    sheet.sheet_state = "veryHidden"
    sheet.append(["drafter.form", 1, head.title, head.organization])
    for row in rows:
        sheet.append(list(row))
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.protection.sheet = True


def _write_heading(sheet: Any, columns: int, title: str, how: str) -> None:
    """The title of the form, and how to fill it in."""
    from openpyxl.styles import Alignment, Font

    for number, text, height, font in (
        (1, title, 28, Font(bold=True, size=14)),
        (2, how, 46, Font(bold=False, size=10)),
    ):
        sheet.merge_cells(f"A{number}:{_letter(columns)}{number}")
        cell = sheet.cell(number, 1, text)
        cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[number].height = height


class _Style:
    """How the cells of a form look."""

    def __init__(self) -> None:
        from openpyxl.styles import Border, PatternFill, Side

        thin = Side(style="thin", color="BFBFBF")
        self._border = Border(left=thin, right=thin, top=thin, bottom=thin)
        self._grey = PatternFill("solid", fgColor="F2F2F2")
        self._yellow = PatternFill("solid", fgColor="FFF8DC")

    def title(self, cell: Any) -> None:
        from openpyxl.styles import Alignment, Font

        cell.font, cell.fill, cell.border = Font(bold=True), self._grey, self._border
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")

    def fill(self, cell: Any, name: str, text: str) -> None:
        """Write the text of a column; what is to be answered is yellow, and open."""
        from openpyxl.styles import Alignment, Font, Protection

        cell.value = text or None
        if text:
            cell.data_type = "s"  # =1+1 in a sentence is no formula
        cell.border = self._border
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.font = Font(color="808080", italic=True) if name == "last" else Font()
        named = name == "division" and bool(text)
        cell.protection = Protection(locked=named or name not in _OPEN)
        if name in ("value", "remark"):
            cell.fill = self._yellow


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _lines_of(text: str, width: int) -> int:
    """How many lines a text takes in its column; a Chinese character is two wide."""
    wide = sum(2 if char > "\u2e7f" else 1 for char in text)
    return max(1, -(-wide // (width - 2)))


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def saved(book: Any) -> bytes:
    """The bytes of a workbook, whose sheets openpyxl writes to temporary files first.

    Raises OSError where it cannot; lxml, which writes them, tells no more than "IO_ENOSPC".
    """
    from lxml.etree import SerialisationError

    content = BytesIO()
    try:
        book.save(content)
    except SerialisationError as error:
        code = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
        raise OSError(code, os.strerror(code), tempfile.gettempdir()) from error
    return content.getvalue()
