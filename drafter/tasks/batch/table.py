"""What came of all units as one table: a workbook, and a page that needs nothing but a browser."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from drafter.filling.form_sheet import saved, sheet_name
from drafter.messages import language, t, worded
from drafter.tasks.batch.work import Outcome

_WIDTHS = {
    "name": 22, "state": 12, "report": 26, "bullets": 8, "facts": 8, "gaps": 8, "unread": 10,
    "errors": 8, "warnings": 8, "questions": 10, "writer": 20, "tokens": 10, "cost": 10,
    "seconds": 10, "why": 60,
}  # fmt: skip
_GAPS = {"name": 22, "id": 8, "excerpt": 60, "section": 26, "line": 8}
_FINDINGS = {"name": 22, "code": 10, "severity": 8, "message": 70, "line": 8}

Cell = str | int | float
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as the page shows it; report: the address of its Word file, "" for none."""

    row: Row
    state: str
    report: str
    gaps: list[Row]
    findings: list[Row]
    notices: list[str]


def as_workbook(outcomes: Sequence[Outcome], output: Path) -> bytes:
    """A sheet of units, one of all that is missing, one of what is to be looked at."""
    import openpyxl

    book = openpyxl.Workbook()
    del book["Sheet"]
    units = [_shown(outcome, output) for outcome in outcomes]
    sheet = _add(book, "units", _WIDTHS, [unit.row for unit in units])
    column = list(_WIDTHS).index("report") + 1
    for number, unit in enumerate(units, 2):
        if unit.report:
            cell = sheet.cell(number, column)
            cell.hyperlink, cell.style = unit.report, "Hyperlink"
    _add(book, "gaps", _GAPS, [row for unit in units for row in unit.gaps])
    _add(book, "findings", _FINDINGS, [row for unit in units for row in unit.findings])
    return saved(book)


def as_page(outcomes: Sequence[Outcome], output: Path) -> bytes:
    """One self-contained page without script; every text is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    text = environment.get_template("table.html.j2").render(
        t=t,
        language=language(),
        columns=list(_WIDTHS),
        units=[_shown(outcome, output) for outcome in outcomes],
        sums=list(sums(outcomes)),
    )
    return text.encode()


def sums(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """How many units there are of each kind, the worst last."""
    for state in ("done", "earlier", "errors", "failed"):
        if count := sum(_state(outcome) == state for outcome in outcomes):
            yield t(f"batch.count.{state}", count=count)


def contract(outcome: Outcome) -> dict[str, Any]:
    """A unit as drafter batch --json tells of it."""
    failure = outcome.failure
    fault = failure and {"file": failure.file, "cause": failure.cause, "remedy": failure.remedy}
    return {
        "unit": outcome.name,
        "state": _state(outcome),
        "exit_code": outcome.exit_code,
        "failure": fault,
        "told": list(outcome.told),
        "report": outcome.report,
    }


def _state(outcome: Outcome) -> str:
    if outcome.failure:
        return "failed"
    if outcome.errors:
        return "errors"
    return "earlier" if outcome.earlier else "done"


def _shown(outcome: Outcome, output: Path) -> _Unit:
    state = _state(outcome)
    row: dict[str, Cell] = {"name": outcome.name, "state": t(f"batch.state.{state}")}
    if outcome.failure:
        failure = outcome.failure
        why = "\n".join(filter(None, (failure.file, failure.cause, failure.remedy)))
        return _Unit({**row, "why": why}, state, "", [], [], list(outcome.told))
    report = outcome.report or {}
    file = Path(report["files"][0])
    row |= {"report": file.name, **_counts(report)}
    return _Unit(
        row,
        state,
        quote(file.relative_to(output.resolve()).as_posix()),
        [{"name": outcome.name, **_chosen(gap, _GAPS)} for gap in report["gaps"]],
        [
            {
                "name": outcome.name,
                **_chosen(found, _FINDINGS),
                "severity": t(f"severity.{found['severity']}"),
            }
            for found in report["findings"]
            if found["severity"] != "info"
        ],
        [*outcome.told, *report["notices"]],
    )


def _counts(report: Mapping[str, Any]) -> dict[str, Cell]:
    severities = [found["severity"] for found in report["findings"]]
    writer = worded("writer.name", report["writer"])
    return {
        "bullets": report["bullets"],
        "facts": report["facts"],
        "gaps": len(report["gaps"]),
        "unread": report["unread"],
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "questions": len(report["questions"]),
        "writer": f"{writer} {report['model']}".strip(),
        "tokens": sum(report["tokens"].values()),
        "cost": report["cost"] or "",
        "seconds": report["seconds"],
    }


def _chosen(values: Mapping[str, Any], names: Mapping[str, int]) -> dict[str, Cell]:
    return {name: values[name] or "" for name in names if name in values}


def _add(book: Any, name: str, widths: Mapping[str, int], rows: Sequence[Row]) -> Any:
    """A sheet with a head that stays, and one row below it for each of these."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(sheet_name(t(f"batch.sheet.{name}"), book.sheetnames))
    wrapped = Alignment(wrap_text=True, vertical="top")
    for column, (key, width) in enumerate(widths.items(), 1):
        sheet.cell(1, column, t(f"batch.column.{key}")).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
        for number, row in enumerate(rows, 2):
            cell = sheet.cell(number, column, None if row.get(key) == "" else row.get(key))
            cell.alignment = wrapped
            if isinstance(cell.value, str):
                cell.data_type = "s"  # =1+1 in a note is no formula
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{len(rows) + 1}"
    return sheet
