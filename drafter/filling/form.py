"""Rows of gaps → what is read or sent: JSON, Markdown, a workbook to be filled in (填报表).

A workbook carries what it was made of on a hidden sheet, so that a changed question is told from an
answer.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from drafter.facts.placeholders import withheld_called
from drafter.filling.rows import Row
from drafter.messages import t
from drafter.records import Brief, GapKind

HIDDEN = "_drafter"
_WIDTHS = {
    "id": 8, "section": 18, "sentence": 52, "kind": 10, "unit": 8, "width": 9, "last": 26,
    "division": 13, "value": 18, "remark": 20,
}  # fmt: skip
COLUMNS = tuple(_WIDTHS)
LOCKED = ("section", "sentence", "kind", "unit")  # what an answer is an answer to
_LINE = 16  # points
_OPEN = ("division", "value", "remark")
_NUMBERS = {GapKind.COUNT, GapKind.MONEY, GapKind.PERCENT, GapKind.POINTS, GapKind.DURATION}
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))  # in the name of a sheet
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands above the rows of a form: for which report, and until when it is wanted back."""

    title: str
    organization: str
    due: str = ""


def letter(brief: Brief, due: str = "") -> Letter:
    return Letter(brief.title, brief.organization, due)


def contract(row: Row) -> dict[str, Any]:
    """A row as `drafter gaps -o FILE.json` writes it; see docs/placeholders.md."""
    return {
        "id": row.gap.id,
        "section": row.section,
        "sentence": row.sentence,
        "text": row.gap.text,
        "kind": str(row.gap.kind),
        "unit": row.gap.unit,
        "about": row.gap.about,
        "width": list(row.width) if row.width else None,
        "span": list(row.span),
        "marked": row.marked,
        "within": row.gap.within,
        "restore": row.gap.restore,
        "division": row.division,
        "last": row.last,
        "value": row.value,
    }


def to_json(rows: Iterable[Row]) -> str:
    return json.dumps([contract(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def by_division(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each division, those of nobody last."""
    divisions: dict[str, list[Row]] = {}
    for row in rows:
        divisions.setdefault(row.division, []).append(row)
    return dict(sorted(divisions.items(), key=lambda item: not item[0]))


def to_markdown(rows: Sequence[Row], head: Letter, *, divided: bool = False) -> str:
    """A list to print or to send by mail."""
    lines = [f"# {t('form.title', title=head.title)}", ""]
    if head.due:
        lines += [t("form.due", due=head.due), ""]
    missing = [row for row in rows if not row.withheld]
    for division, some in (by_division(missing) if divided else {"": missing}).items():
        if divided:
            lines += [f"## {division or t('form.nobody')}", ""]
        lines += [*map(_item, some), ""]
    if withheld := [row for row in rows if row.withheld]:
        lines += [f"## {t('form.withheld')}", "", *map(_item, withheld), ""]
    return "\n".join(lines)


def _item(row: Row) -> str:
    about = withheld_called(row.gap.text) if row.withheld else t(f"gap.kind.{row.gap.kind}")
    if row.gap.unit:
        about += f"，{row.gap.unit}"
    if row.gap.restore:
        about += t("form.restore", right=row.gap.restore)
    if row.last:
        about += t("form.last", last=row.last)
    return f"- [ ] {row.gap.id} {row.marked}（{row.number}{row.section}；{about}）"


# --- workbook ---


def to_workbook(rows: Sequence[Row], head: Letter, *, divided: bool = False) -> bytes:
    """The form: everything locked but what is to be written.

    divided  one sheet for each division
    """
    import openpyxl

    book = openpyxl.Workbook()
    del book["Sheet"]
    asked = [row for row in rows if row.asked]
    parts = by_division(asked) if divided else {t("form.sheet"): asked}
    for division, some in parts.items():
        name = _sheet_name(division or t("form.nobody"), book.sheetnames)
        _write_sheet(book.create_sheet(name), some, head)
    if not asked:
        _write_sheet(book.create_sheet(t("form.sheet")), (), head)
    _write_hidden(book.create_sheet(HIDDEN), asked, head)
    book.properties.creator = book.properties.lastModifiedBy = head.organization[:255]
    book.properties.title = head.title[:255]
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _sheet_name(wanted: str, taken: Sequence[str]) -> str:
    name = wanted.translate(_FORBIDDEN).strip("' ")[:_LONGEST_NAME] or t("form.sheet")
    at = 2
    while name.lower() in {sheet.lower() for sheet in taken}:
        name = f"{name[: _LONGEST_NAME - 4]}（{at}）"
        at += 1
    return name


def cells_of(row: Row) -> Mapping[str, str]:
    """What a form says of a row, column by column."""
    digits = ""
    if row.width:
        whole, decimals = row.width
        digits = t("form.digits", whole=whole)
        if decimals:
            digits += t("form.decimals", part=decimals)
    return {
        "id": row.gap.id,
        "section": row.number + row.section,
        "sentence": row.marked,
        "kind": t(f"gap.kind.{row.gap.kind}"),
        "unit": row.gap.unit,
        "width": digits,
        "last": row.last,
        "division": row.division,
        "value": row.value or "",
        "remark": "",
    }


def _write_sheet(sheet: Any, rows: Sequence[Row], head: Letter) -> None:
    style = _Style()
    _write_heading(sheet, head)
    for column, name in enumerate(COLUMNS, 1):
        style.title(sheet.cell(3, column, t(f"form.column.{name}")))
        sheet.column_dimensions[_letter(column)].width = _WIDTHS[name]
    for number, row in enumerate(rows, 4):
        cells = cells_of(row)
        lines = max(_lines_of(name, text) for name, text in cells.items())
        sheet.row_dimensions[number].height = _LINE * lines
        for column, (name, text) in enumerate(cells.items(), 1):
            style.fill(sheet.cell(number, column), name, text)
        value = sheet.cell(number, COLUMNS.index("value") + 1)
        value.number_format = "General" if row.gap.kind in _NUMBERS else "@"
        _validate(sheet, value.coordinate, row)
    sheet.freeze_panes = "A4"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # may be made wider
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()
    sheet.print_title_rows = "1:3"


def _write_heading(sheet: Any, head: Letter) -> None:
    """The title of the form, and how to fill it in."""
    from openpyxl.styles import Alignment, Font

    how = t("form.how") + (t("form.due", due=head.due) if head.due else "")
    for number, text, height, font in (
        (1, t("form.title", title=head.title), 28, Font(bold=True, size=14)),
        (2, how, 46, Font(bold=False, size=10)),
    ):
        sheet.merge_cells(f"A{number}:{_letter(len(COLUMNS))}{number}")
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


def _lines_of(column: str, text: str) -> int:
    """How many lines a text takes in its column; a Chinese character is two wide."""
    wide = sum(2 if char > "\u2e7f" else 1 for char in text)
    return max(1, -(-wide // (_WIDTHS[column] - 2)))


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _validate(sheet: Any, cell: str, row: Row) -> None:
    """What the spreadsheet itself says of an answer.

    It asks back and never refuses: 约12 and 一百余 are answers.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(**_validation(row))
    rule.errorStyle, rule.allow_blank = "warning", True
    rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle, rule.errorTitle = row.gap.id, t("form.check")
    prompt = t("form.prompt", kind=t(f"gap.kind.{row.gap.kind}"), unit=row.gap.unit or "—")
    rule.prompt = rule.error = prompt[:255]
    rule.add(cell)
    sheet.add_data_validation(rule)


def _validation(row: Row) -> dict[str, Any]:
    if row.gap.kind in _NUMBERS:
        return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"}
    last = {"月": "12", "日": "31"}.get(row.gap.unit)
    if row.gap.kind is GapKind.DATE and last:
        return {"type": "whole", "operator": "between", "formula1": "1", "formula2": last}
    longest = "400" if row.width is None else "30"
    return {"type": "textLength", "operator": "lessThanOrEqual", "formula1": longest}


def _write_hidden(sheet: Any, rows: Sequence[Row], head: Letter) -> None:
    """What the form was made of, a row a line: read back beside what people made of it."""
    sheet.sheet_state = "veryHidden"
    sheet.append(["drafter.form", 1, head.title, head.organization])
    for row in rows:
        cells = cells_of(row)
        sheet.append([row.gap.id, *(cells[name] for name in LOCKED)])
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.protection.sheet = True
