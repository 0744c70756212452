"""What was written for gaps and questions: in our form, any table like it, YAML, JSON, CSV.

A form comes back as it is saved: .xlsx, or the .xls, .et, .ods, .csv of another program.
"""

import csv
import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from drafter.documents.text_file import read_text_file
from drafter.documents.yaml_text import composed
from drafter.errors import InputError
from drafter.filling.filling import Given, Remark
from drafter.filling.form import COLUMNS, LOCKED
from drafter.filling.form_sheet import HIDDEN
from drafter.filling.question_form import QUESTION_COLUMNS, QUESTION_LOCKED
from drafter.messages import catalogue, t

_SHEETS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
SUFFIXES = (*_SHEETS, ".csv", ".yaml", ".yml", ".json")
_NAME = re.compile(r"G\d{4,}")
_ID, _VALUE = {"编号", "id", "gap"}, {"填写", "value", "值", "填报", "original"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file of values says.

    title, organization  of the report a form was made for; "" where it does not tell
    remarks    what people wrote beside a value
    divisions  gap → who is to answer, where the column was filled in
    """

    given: tuple[Given, ...]
    title: str = ""
    organization: str = ""
    remarks: tuple[Remark, ...] = ()
    divisions: Mapping[str, str] = field(default_factory=dict)


def is_question(name: str) -> bool:
    """Whether a name is that of a question, and none of a gap."""
    return name.startswith(("Q", "W"))


def forms_in(folder: Path) -> list[Path]:
    """The files of values in a folder, by name, without what a program keeps open beside them.

    Raises InputError where there is none.
    """
    files = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", ".", ".~"))
    ]
    if not files:
        raise InputError(t("answers.folder"), folder, remedy="、".join(SUFFIXES))
    return files


def read_answers(path: Path) -> Answers:
    """Read a file of values. Raises InputError naming the cell or line of what is wrong."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(t("answers.suffix"), path, value=suffix, remedy="、".join(SUFFIXES))
    if suffix in _SHEETS:
        return _workbook(path)
    text = read_text_file(path).text.replace("\r\n", "\n")
    if suffix == ".csv":
        return _table(_listed(text, path), path)
    return Answers(tuple(_mapping(text, path)))


# --- YAML and JSON ---


def _mapping(text: str, path: Path) -> Iterator[Given]:
    """{G1234: 36}, {G1234: {original: 36}} (of `drafter mask --map`), or a list of id and value."""
    if path.suffix.lower() == ".json":
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputError(
                t("answers.json"), path, getattr(error, "lineno", None), str(error)
            ) from error
    try:
        node = composed(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(t("answers.yaml"), path, mark.line + 1 if mark else None) from error
    seen: dict[str, int] = {}
    for key, value, line in _pairs(node, path):
        if key in seen:
            raise InputError(t("answers.twice", line=seen[key]), path, line, key)
        seen[key] = line
        if value is not None:
            yield Given(key, value, f"{path.name}:{line}")


def _pairs(node: Any, path: Path) -> Iterator[tuple[str, str | None, int]]:
    """(gap, value, line) of each entry."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value).strip(), _scalar(value, path), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        yield from (_item(item, path) for item in node.value)
    elif node is not None:
        raise InputError(t("answers.shape"), path, 1, remedy=t("answers.yaml.remedy"))


def _item(item: Any, path: Path) -> tuple[str, str | None, int]:
    line = item.start_mark.line + 1
    fields = _fields(item) if isinstance(item, yaml.MappingNode) else {}
    name = next((str(fields[key].value).strip() for key in fields if key in _ID), "")
    if not name:
        raise InputError(t("answers.no_id"), path, line, remedy=t("answers.yaml.remedy"))
    return name, _value_of(fields, path), line


def _fields(node: Any) -> dict[str, Any]:
    return {str(key.value): value for key, value in node.value}


def _value_of(fields: Mapping[str, Any], path: Path) -> str | None:
    return next((_scalar(fields[key], path) for key in fields if key in _VALUE), None)


def _scalar(node: Any, path: Path) -> str | None:
    """The value as typed; of a mapping, its value or original. None for nothing."""
    if isinstance(node, yaml.MappingNode):
        return _value_of(_fields(node), path)
    if not isinstance(node, yaml.ScalarNode):
        line, remedy = node.start_mark.line + 1, t("answers.yaml.remedy")
        raise InputError(t("answers.shape"), path, line, remedy=remedy)
    return None if node.tag.endswith(":null") else str(node.value)


# --- tables ---


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell says, and how a person finds it."""

    text: str
    where: str


_Row = Mapping[str, _Cell]


def _listed(text: str, path: Path) -> list[list[str]]:
    from drafter.reading.sheets import csv_rows

    try:
        return list(csv_rows(text, path))
    except csv.Error as error:
        raise InputError(t("index.read.damaged"), path, value=str(error)) from error


def _table(texts: Sequence[Sequence[str]], path: Path) -> Answers:
    head, columns = _head(texts)
    if not columns:
        raise InputError(t("answers.head"), path, remedy=t("answers.head.remedy"))
    return _answers(_rows(texts, head, columns, lambda column, row: f"{path.name}:{row}"))


def _rows(
    texts: Sequence[Sequence[str]],
    head: int,
    columns: Mapping[str, int],
    where: Callable[[int, int], str],
) -> Iterator[_Row]:
    """The rows below the head that name a gap, by column; `where` takes column and row from 0, 1.

    Raises InputError on a value without a gap.
    """
    for number, cells in enumerate(texts[head + 1 :], head + 2):
        row = {
            name: _Cell("".join(cells[column : column + 1]).strip(), where(column, number))
            for name, column in columns.items()
        }
        value = row["value"]
        if row["id"].text:
            yield row
        elif value.text:
            raise InputError(t("answers.no_id"), value.where, value=value.text)


def _answers(rows: Iterable[_Row]) -> Answers:
    given, remarks, divisions = [], [], {}
    for row in rows:
        gap, value = row["id"].text, row["value"]
        given.append(Given(gap, value.text, value.where))
        remark, division = row.get("remark"), row.get("division")
        if remark and remark.text:
            remarks.append(Remark(remark.where, gap, remark.text))
        if division and division.text:
            divisions[gap] = division.text
    return Answers(tuple(given), remarks=tuple(remarks), divisions=divisions)


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row that names the columns, in either language, and where each is; {} for no such row."""
    labels = {
        word.lower(): name
        for name in (*COLUMNS, *QUESTION_COLUMNS)
        for word in catalogue()[f"form.column.{name}"]
    }
    labels |= dict.fromkeys(_ID, "id") | dict.fromkeys(_VALUE, "value")
    for at, row in enumerate(rows[:20]):
        columns = {
            labels[text]: column
            for column, cell in enumerate(row)
            if (text := cell.strip().lower()) in labels
        }
        if {"id", "value"} <= columns.keys():
            return at, columns
    return 0, {}


# --- workbooks ---


def _workbook(path: Path) -> Answers:
    from drafter.reading.files import within_limits, workbook_copy

    with workbook_copy(path) as copy:
        answers: Answers = within_limits(path, "drafter.filling.answers:answers_of", copy, path)
    return answers


def answers_of(copy: Path, path: Path) -> Answers:
    """What a workbook, a copy of `path`, answers. Raises InputError as `read_answers` does."""
    from drafter.reading.workbook import open_workbook

    values, formulas = open_workbook(copy)
    title, organization, made = _made_of(formulas, path)
    parts = [
        answers
        for sheet in values.worksheets
        if sheet.title != HIDDEN
        for answers in _sheet(sheet, formulas[sheet.title], path, made)
    ]
    if not parts:
        raise InputError(t("answers.head"), path, remedy=t("answers.head.remedy"))
    return Answers(
        tuple(given for part in parts for given in part.given),
        title,
        organization,
        tuple(remark for part in parts for remark in part.remarks),
        {gap: division for part in parts for gap, division in part.divisions.items()},
    )


_Made = Mapping[str, Sequence[str]]
"""Gap or question → what its form said in its locked columns; empty where it does not tell."""


def _made_of(book: Any, path: Path) -> tuple[str, str, _Made]:
    """Title and organization of the report that the form was made for, and what it asked."""
    if HIDDEN not in book.sheetnames:
        return "", "", {}
    rows = [[_text(value) for value in row] for row in book[HIDDEN].iter_rows(values_only=True)]
    if not rows or rows[0][:2] != ["drafter.form", "1"]:
        raise InputError(t("answers.version"), path, value=" ".join(rows[0][:2]) if rows else "")
    made = {gap: cells for gap, *cells in rows[1:] if gap}
    return rows[0][2], rows[0][3], made


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _sheet(sheet: Any, formulas: Any, path: Path, made: _Made) -> Iterator[Answers]:
    """What a sheet answers; nothing where it has no such columns."""
    from openpyxl.utils import get_column_letter

    from drafter.reading.sheets import MAX_CELLS, too_large

    if sheet.max_row * sheet.max_column > 4 * MAX_CELLS:  # all of them are made
        raise too_large(path)

    def where(column: int, row: int) -> str:
        return f"{path.name}｜{sheet.title}｜{get_column_letter(column + 1)}{row}"

    texts = [
        [_shown(cell, formulas.cell(cell.row, cell.column), path, sheet.title) for cell in row]
        for row in sheet.iter_rows()
    ]
    head, columns = _head(texts)
    if columns:
        rows = _rows(texts, head, columns, where)
        yield _answers(_as_made(rows, made) if made else rows)


def _as_made(rows: Iterable[_Row], made: _Made) -> Iterator[_Row]:
    """The rows. Raises InputError on one that the form had not, or that asks something else now."""
    for row in rows:
        gap = row["id"]
        if gap.text not in made:
            remedy = t("answers.foreign.remedy")
            raise InputError(t("answers.foreign"), gap.where, value=gap.text, remedy=remedy)
        locked = QUESTION_LOCKED if is_question(gap.text) else LOCKED
        for column, before in zip(locked, made[gap.text], strict=False):
            cell = row.get(column)
            if cell and cell.text != before.strip():
                remedy = t("answers.changed.remedy", before=before)
                raise InputError(
                    t("answers.changed"), cell.where, value=cell.text[:60], remedy=remedy
                )
        yield row


def _shown(cell: Any, formula: Any, path: Path, sheet: str) -> str:
    """A cell as its writer sees it. Raises InputError on a formula that was never calculated."""
    value, form = cell.value, cell.number_format or ""
    if value is None and formula.data_type == "f" and str(formula.value).startswith("="):
        where, remedy = f"{path.name}｜{sheet}｜{cell.coordinate}", t("answers.formula.remedy")
        raise InputError(t("answers.formula"), where, value=formula.value, remedy=remedy)
    match value:
        case datetime.datetime() | datetime.date():
            return f"{value.year}-{value.month}-{value.day}"
        case datetime.time():
            return f"{value.hour}:{value.minute:02}"
        case bool():
            return str(value)
        case int() | float() if "%" in form:
            decimals = re.search(r"\.(0+)%", form)
            return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
        case float():
            return f"{value:.12g}"
        case _:
            return _text(value)
