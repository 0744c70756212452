"""Rows of gaps → what is read or sent: JSON, Markdown, a workbook to be filled in (填报表).

A workbook carries what it was made of on a hidden sheet, so that a changed question is told from an answer.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from drafter.filling.rows import Row
from drafter.messages import t
from drafter.records import Brief, GapKind

HIDDEN = "_drafter"
COLUMNS = (
    "id",
    "section",
    "sentence",
    "kind",
    "unit",
    "width",
    "last",
    "division",
    "value",
    "remark",
)
LOCKED = ("section", "sentence", "kind", "unit")  # what an answer is an answer to
_WIDTHS = {
    "id": 8,
    "section": 18,
    "sentence": 52,
    "kind": 10,
    "unit": 8,
    "width": 9,
    "last": 26,
    "division": 13,
}
_WIDTHS |= {"value": 18, "remark": 20}
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
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.division, []).append(row)
    return dict(sorted(found.items(), key=lambda one: not one[0]))


def to_markdown(rows: Sequence[Row], head: Letter, *, divided: bool = False) -> str:
    """A list to print or to send by mail."""
    said = [f"# {t('form.title', title=head.title)}", ""]
    if head.due:
        said += [t("form.due", due=head.due), ""]
    for division, some in (by_division(rows) if divided else {"": list(rows)}).items():
        if divided:
            said += [f"## {division or t('form.nobody')}", ""]
        for row in some:
            last = t("form.last", last=row.last) if row.last else ""
            about = f"{t(f'gap.kind.{row.gap.kind}')}{'，' + row.gap.unit if row.gap.unit else ''}"
            right = t("form.restore", right=row.gap.restore) if row.gap.restore else ""
            said.append(
                f"- [ ] {row.gap.id} {row.marked}（{row.number}{row.section}；{about}{right}{last}）"
            )
        said.append("")
    return "\n".join(said)


# --- workbook ---


def to_workbook(rows: Sequence[Row], head: Letter, *, divided: bool = False) -> bytes:
    """The form: everything locked but what is to be written, one sheet a division where `divided`."""
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
    while name.lower() in {one.lower() for one in taken}:
        name = f"{name[: _LONGEST_NAME - 4]}（{at}）"
        at += 1
    return name


def cells_of(row: Row) -> Mapping[str, str]:
    """What a form says of a row, column by column."""
    wide = row.width
    digits = (
        ""
        if wide is None
        else t("form.digits", whole=wide[0]) + (t("form.decimals", part=wide[1]) if wide[1] else "")
    )
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
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
    from openpyxl.utils import get_column_letter

    grey, yellow = PatternFill("solid", fgColor="F2F2F2"), PatternFill("solid", fgColor="FFF8DC")
    thin = Side(style="thin", color="BFBFBF")
    around = Border(left=thin, right=thin, top=thin, bottom=thin)
    last = get_column_letter(len(COLUMNS))
    for number, text in enumerate((t("form.title", title=head.title), t("form.how")), 1):
        sheet.merge_cells(f"A{number}:{last}{number}")
        sheet.cell(
            number, 1, text + (t("form.due", due=head.due) if head.due and number == 2 else "")
        )
        sheet.cell(number, 1).font = Font(bold=number == 1, size=14 if number == 1 else 10)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="center")
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 46
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(3, column, t(f"form.column.{name}"))
        cell.font, cell.fill, cell.border = Font(bold=True), grey, around
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    for number, row in enumerate(rows, 4):
        sheet.row_dimensions[number].height = _LINE * max(
            _lines_of(name, text) for name, text in cells_of(row).items()
        )
        for column, (name, text) in enumerate(cells_of(row).items(), 1):
            cell = sheet.cell(number, column)
            cell.value = text or None
            cell.data_type = "s" if text else cell.data_type  # =1+1 in a sentence is no formula
            cell.border = around
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.font = Font(color="808080", italic=True) if name == "last" else Font()
            cell.protection = Protection(
                locked=name not in _OPEN or (name == "division" and bool(text))
            )
            if name in ("value", "remark"):
                cell.fill = yellow
            if name == "value":
                cell.number_format = "@" if row.gap.kind not in _NUMBERS else "General"
                _validate(sheet, cell.coordinate, row)
    sheet.freeze_panes = "A4"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # may be made wider
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()
    sheet.print_title_rows = "1:3"


def _lines_of(column: str, text: str) -> int:
    """How many lines a text takes in its column; a Chinese character is two wide."""
    wide = sum(2 if char > "\u2e7f" else 1 for char in text)
    return max(1, -(-wide // (_WIDTHS[column] - 2)))


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _validate(sheet: Any, cell: str, row: Row) -> None:
    """What the spreadsheet itself says of an answer: a question back, never a refusal (约12 and 一百余 are answers)."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if row.gap.kind in _NUMBERS:
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
    elif row.gap.kind is GapKind.DATE and row.gap.unit in {"月", "日"}:
        rule = DataValidation(
            type="whole",
            operator="between",
            formula1="1",
            formula2="12" if row.gap.unit == "月" else "31",
        )
    else:
        rule = DataValidation(
            type="textLength",
            operator="lessThanOrEqual",
            formula1="400" if row.width is None else "30",
        )
    rule.errorStyle, rule.allow_blank = "warning", True
    rule.showErrorMessage = rule.showInputMessage = True
    rule.promptTitle, rule.errorTitle = row.gap.id, t("form.check")
    rule.prompt = t("form.prompt", kind=t(f"gap.kind.{row.gap.kind}"), unit=row.gap.unit or "—")[
        :255
    ]
    rule.error = rule.prompt
    rule.add(cell)
    sheet.add_data_validation(rule)


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
