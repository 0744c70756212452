"""The page of `drafter start` → its HTML; everything is escaped, what nobody sees is made seen."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from drafter.documents.withheld import told_of
from drafter.messages import language, t
from drafter.records import Kind
from drafter.review.rendering import visible
from drafter.settings import load_settings
from drafter.tasks.draft_told import run_lines
from drafter.tasks.page import commands
from drafter.tasks.page.desk import Desk
from drafter.tasks.page.report import FRONT, Report
from drafter.tasks.page.shelf import mark_of
from drafter.writing.writers import ready_writers

_LEFT, _RIGHT = ("notes", "style", "about", "do"), ("result", "forms", "returned", "edited")
_WORDS = ("lost", "copied", "toolarge", "sending", "done")  # of the script


def home(desk: Desk) -> str:
    """The page that one begins with: a report from new notes, or one of those that are there."""
    rows = [
        (each, datetime.fromtimestamp(each.folder.stat().st_mtime).strftime("%Y-%m-%d %H:%M"))
        for each in desk.shelves()
    ]
    return _render("home", desk=desk, rows=rows, running=desk.running(), words=_WORDS)


def whole(desk: Desk, report: Report) -> str:
    """The page of a report."""
    values = _values(desk, report)
    columns = [_rendered(names, values) for names in (_LEFT, _RIGHT)]
    return _render("report", desk=desk, report=report, words=_WORDS, columns=columns)


def parts(desk: Desk, report: Report) -> str:
    """The parts of the page of a report, each an element with an id."""
    return _rendered((*_LEFT, *_RIGHT), _values(desk, report))


def _values(desk: Desk, report: Report) -> dict[str, object]:
    draft = report.draft()
    return {
        "desk": desk,
        "report": report,
        "shelf": report.shelf,
        "run": report.run,
        "read": report.read(),
        "result": report.result(),
        "draft": draft,
        "withheld": told_of(draft.run) if draft else (),
        "writers": ready_writers(load_settings()),
        "kinds": [str(kind) for kind in Kind],
        "front": FRONT,
        "busy": desk.running(),
    }


def _rendered(names: Sequence[str], values: dict[str, object]) -> str:
    return "\n".join(_render(name, **values) for name in names)


def _render(name: str, **values: object) -> str:
    return _templates().get_template(f"{name}.html.j2").render(**values)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "t": t,
        "language": language,
        "commands": commands,
        "mark_of": mark_of,
        "run_lines": run_lines,
    }
    environment.filters["visible"] = visible
    return environment
