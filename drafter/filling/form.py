"""Rows of gaps → what is read or sent: JSON, Markdown, a workbook to be filled in (填报表).

A workbook carries what it was made of on a hidden sheet, so that a changed question is told from an
answer. What the notes do not tell is asked on sheets of its own.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from drafter.facts.placeholders import withheld_called
from drafter.filling.form_sheet import (
    FIRST,
    HIDDEN,
    Cells,
    Letter,
    saved,
    sheet_name,
    write_hidden,
    write_sheet,
)
from drafter.filling.question_form import add_questions, question_list
from drafter.filling.questions import Question
from drafter.filling.rows import Row
from drafter.messages import t
from drafter.records import Brief, GapKind

_WIDTHS = {
    "id": 8, "section": 18, "sentence": 52, "kind": 10, "unit": 8, "width": 9, "last": 26,
    "division": 13, "value": 18, "remark": 20,
}  # fmt: skip
COLUMNS = tuple(_WIDTHS)
LOCKED = ("section", "sentence", "kind", "unit")  # what an answer is an answer to
_NUMBERS = {GapKind.COUNT, GapKind.MONEY, GapKind.PERCENT, GapKind.POINTS, GapKind.DURATION}


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


def to_markdown(
    rows: Sequence[Row], head: Letter, questions: Sequence[Question] = (), *, divided: bool = False
) -> str:
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
    return "\n".join([*lines, *question_list(questions, divided=divided)])


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


def to_workbook(
    rows: Sequence[Row], head: Letter, questions: Sequence[Question] = (), *, divided: bool = False
) -> bytes:
    """The form: everything locked but what is to be written.

    divided  one sheet for each division
    Raises OSError where the temporary files of the library cannot be written.
    """
    import openpyxl

    book = openpyxl.Workbook()
    del book["Sheet"]
    asked = [row for row in rows if row.asked]
    parts = by_division(asked) if divided else {t("form.sheet"): asked}
    for division, some in parts.items():
        if some:
            name = sheet_name(division or t("form.nobody"), book.sheetnames)
            _write_rows(book.create_sheet(name), some, head)
    made = [[row.gap.id, *(cells_of(row)[name] for name in LOCKED)] for row in asked]
    made += add_questions(book, questions, head, divided=divided)
    if not book.sheetnames:
        _write_rows(book.create_sheet(t("form.sheet")), (), head)
    write_hidden(book.create_sheet(HIDDEN), made, head)
    book.properties.creator = book.properties.lastModifiedBy = head.organization[:255]
    book.properties.title = head.title[:255]
    return saved(book)


def cells_of(row: Row) -> Cells:
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


def _write_rows(sheet: Any, rows: Sequence[Row], head: Letter) -> None:
    title = t("form.title", title=head.title)
    how = t("form.how") + (t("form.due", due=head.due) if head.due else "")
    write_sheet(sheet, _WIDTHS, [cells_of(row) for row in rows], title, how)
    for number, row in enumerate(rows, FIRST):
        value = sheet.cell(number, COLUMNS.index("value") + 1)
        value.number_format = "General" if row.gap.kind in _NUMBERS else "@"
        _validate(sheet, value.coordinate, row)


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
