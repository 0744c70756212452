"""What was written for gaps, in whatever file: our form, any table with 编号 and 填写, YAML, JSON, CSV."""

import csv
import datetime
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from drafter.documents.text_file import read_text_file
from drafter.errors import InputError
from drafter.filling.filling import Given, Remark
from drafter.filling.form import COLUMNS, HIDDEN, LOCKED
from drafter.messages import catalogue, t

SUFFIXES = (".xlsx", ".yaml", ".yml", ".json", ".csv")
_NAME = re.compile(r"G\d{4,}")
_ID, _VALUE = {"编号", "id", "gap"}, {"填写", "value", "值", "填报", "original"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file of values says.

    title, organization  of the report a form was made for; "" where it does not tell
    remarks   what people wrote beside a value
    divisions gap → who is to answer, where the column was filled in
    """

    given: tuple[Given, ...]
    title: str = ""
    organization: str = ""
    remarks: tuple[Remark, ...] = ()
    divisions: Mapping[str, str] = field(default_factory=dict)


def read_answers(path: Path) -> Answers:
    """Read a file of values. Raises InputError naming the cell or line of what is wrong."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(t("answers.suffix"), path, value=suffix, remedy="、".join(SUFFIXES))
    if suffix == ".xlsx":
        return _workbook(path)
    text = read_text_file(path).text.replace("\r\n", "\n")
    if suffix == ".csv":
        return _table(list(csv.reader(text.splitlines())), path)
    return Answers(tuple(_mapping(text, path)))


# --- YAML and JSON ---


def _mapping(text: str, path: Path) -> Iterator[Given]:
    """{G1234: 36}, {G1234: {original: 36}} (what `drafter mask --map` writes), or a list with id and value."""
    if path.suffix.lower() == ".json":
        try:
            json.loads(text)
        except ValueError as error:
            raise InputError(
                t("answers.json"), path, getattr(error, "lineno", None), str(error)
            ) from error
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
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
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value).strip(), _scalar(value, path), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            line = item.start_mark.line + 1
            fields = (
                {str(k.value): v for k, v in item.value}
                if isinstance(item, yaml.MappingNode)
                else {}
            )
            name = next((str(fields[key].value).strip() for key in fields if key in _ID), "")
            if not name:
                raise InputError(t("answers.no_id"), path, line, remedy=t("answers.yaml.remedy"))
            yield (
                name,
                next((_scalar(fields[key], path) for key in fields if key in _VALUE), None),
                line,
            )
    elif node is not None:
        raise InputError(t("answers.shape"), path, 1, remedy=t("answers.yaml.remedy"))


def _scalar(node: Any, path: Path) -> str | None:
    """The value as typed; of a mapping, its value or original. None for nothing."""
    if isinstance(node, yaml.MappingNode):
        fields = {str(key.value): value for key, value in node.value}
        return next((_scalar(fields[name], path) for name in fields if name in _VALUE), None)
    if not isinstance(node, yaml.ScalarNode):
        raise InputError(
            t("answers.shape"), path, node.start_mark.line + 1, remedy=t("answers.yaml.remedy")
        )
    return None if node.tag.endswith(":null") else str(node.value)


# --- tables ---


def _table(rows: Sequence[Sequence[str]], path: Path) -> Answers:
    at, columns = _head(rows)
    if at is None:
        raise InputError(t("answers.head"), path, remedy=t("answers.head.remedy"))
    given, remarks, divisions = [], [], {}
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {name: row[column].strip() for name, column in columns.items() if column < len(row)}
        name = cells.get("id", "")
        where = f"{path.name}:{number}"
        if not name:
            if cells.get("value"):
                raise InputError(t("answers.no_id"), where, value=cells["value"])
            continue
        given.append(Given(name, cells.get("value", ""), where))
        if cells.get("remark"):
            remarks.append(Remark(where, name, cells["remark"]))
        if cells.get("division"):
            divisions[name] = cells["division"]
    return Answers(tuple(given), remarks=tuple(remarks), divisions=divisions)


def _head(rows: Sequence[Sequence[str]]) -> tuple[int | None, dict[str, int]]:
    """The row that names the columns, and where each is; in either language."""
    labels = {word.lower(): name for name in COLUMNS for word in catalogue()[f"form.column.{name}"]}
    labels |= dict.fromkeys(_ID, "id") | dict.fromkeys(_VALUE, "value")
    for at, row in enumerate(rows[:20]):
        found = {
            labels[text]: column
            for column, cell in enumerate(row)
            if (text := cell.strip().lower()) in labels
        }
        if {"id", "value"} <= found.keys():
            return at, found
    return None, {}


def _workbook(path: Path) -> Answers:
    import openpyxl

    try:
        values = openpyxl.load_workbook(path, data_only=True)
        formulas = openpyxl.load_workbook(path)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise InputError(t("index.read.damaged"), path) from error
    title, organization, made = _made_of(formulas, path)
    parts, seen = [], {}
    for sheet in values.worksheets:
        if sheet.title == HIDDEN:
            continue
        for one in _sheet(sheet, formulas[sheet.title], path, made):
            parts.append(one)
            for given in one.given:
                seen[given.gap] = given
    if not parts:
        raise InputError(t("answers.head"), path, remedy=t("answers.head.remedy"))
    return Answers(
        tuple(given for one in parts for given in one.given),
        title,
        organization,
        tuple(remark for one in parts for remark in one.remarks),
        {gap: division for one in parts for gap, division in one.divisions.items()},
    )


def _made_of(book: Any, path: Path) -> tuple[str, str, dict[str, tuple[str, ...]]]:
    """Title and organization the form was made for, and what it said in its locked cells, by gap."""
    if HIDDEN not in book.sheetnames:
        return "", "", {}
    rows = [
        ["" if value is None else str(value) for value in row]
        for row in book[HIDDEN].iter_rows(values_only=True)
    ]
    if not rows or rows[0][0] != "drafter.form" or rows[0][1] != "1":
        raise InputError(t("answers.version"), path, value=" ".join(rows[0][:2]) if rows else "")
    return (
        rows[0][2],
        rows[0][3],
        {row[0]: tuple(row[1 : 1 + len(LOCKED)]) for row in rows[1:] if row[0]},
    )


def _sheet(
    sheet: Any, formulas: Any, path: Path, made: Mapping[str, tuple[str, ...]]
) -> Iterator[Answers]:
    rows = [
        [_shown(cell, formulas.cell(cell.row, cell.column), path, sheet.title) for cell in row]
        for row in sheet.iter_rows()
    ]
    at, columns = _head(rows)
    if at is None:
        return
    from openpyxl.utils import get_column_letter

    def address(name: str, number: int) -> str:
        return f"{path.name}｜{sheet.title}｜{get_column_letter(columns[name] + 1)}{number}"

    given, remarks, divisions = [], [], {}
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {name: row[column].strip() for name, column in columns.items()}
        name = cells["id"]
        if not name:
            if cells["value"]:
                raise InputError(t("answers.no_id"), address("value", number), value=cells["value"])
            continue
        if made and name not in made:
            raise InputError(
                t("answers.foreign"),
                address("id", number),
                value=name,
                remedy=t("answers.foreign.remedy"),
            )
        for column, before in zip(LOCKED, made.get(name, ()), strict=bool(made)):
            if column in columns and cells[column] != before.strip():
                remedy = t("answers.changed.remedy", before=before)
                raise InputError(
                    t("answers.changed"),
                    address(column, number),
                    value=cells[column][:60],
                    remedy=remedy,
                )
        given.append(Given(name, cells["value"], address("value", number)))
        if cells.get("remark"):
            remarks.append(Remark(address("remark", number), name, cells["remark"]))
        if cells.get("division"):
            divisions[name] = cells["division"]
    yield Answers(tuple(given), remarks=tuple(remarks), divisions=divisions)


def _shown(cell: Any, formula: Any, path: Path, sheet: str) -> str:
    """A cell as its writer sees it. Raises InputError on a formula that was never calculated."""
    value, form = cell.value, cell.number_format or ""
    if (
        value is None
        and isinstance(formula.value, str)
        and formula.value.startswith("=")
        and formula.data_type == "f"
    ):
        where = f"{path.name}｜{sheet}｜{cell.coordinate}"
        raise InputError(
            t("answers.formula"), where, value=formula.value, remedy=t("answers.formula.remedy")
        )
    match value:
        case None:
            return ""
        case datetime.datetime() | datetime.date():
            return f"{value.year}-{value.month}-{value.day}"
        case datetime.time():
            return f"{value.hour}:{value.minute:02}"
        case int() | float() if "%" in form and not isinstance(value, bool):
            decimals = len(found[1]) if (found := re.search(r"\.(0+)%", form)) else 0
            return f"{value * 100:.{decimals}f}%"
        case float():
            return f"{value:.12g}"
        case _:
            return str(value)
