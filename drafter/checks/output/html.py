"""Findings as one page for a browser: the report as it reads, each place marked, with the reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from drafter.checks.all import all_rules
from drafter.checks.files import Checked
from drafter.documents.report import Line
from drafter.messages import language, say, t
from drafter.records import Finding, Severity, Span


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line; finding is the number of the one that flags it, 0 for none."""

    text: str
    finding: int = 0
    severity: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    line: Line
    pieces: tuple[_Piece, ...]
    findings: tuple[tuple[int, Finding], ...]


def html(checked: Iterable[Checked]) -> str:
    """One self-contained page: all texts are escaped, and nothing is loaded from outside."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    rules = all_rules()
    files = [
        {
            "file": str(judged.file),
            "notices": judged.notices,
            "rows": _rows(judged),
            "counts": [
                (severity, t(f"severity.{severity}"), judged.count(severity))
                for severity in Severity
            ],
        }
        for judged in checked
    ]
    return environment.get_template("report.html.j2").render(
        files=files,
        t=t,
        language=language(),
        name=lambda code: say(rules[code].name) if code in rules else code,
    )


def _rows(judged: Checked) -> list[_Row]:
    numbered = list(enumerate(judged.findings, 1))
    by_line: dict[int, list[tuple[int, Finding]]] = {}
    for number, finding in numbered:
        by_line.setdefault(finding.line or 1, []).append((number, finding))
    rows = [
        _Row(
            line,
            tuple(_pieces(line, by_line.get(line.number, []))),
            tuple(by_line.pop(line.number, [])),
        )
        for line in judged.report.lines
    ]
    if by_line and rows:  # on a line that holds no text
        rest = tuple(pair for pairs in by_line.values() for pair in pairs)
        rows[0] = _Row(rows[0].line, rows[0].pieces, (*rest, *rows[0].findings))
    return rows


def _pieces(line: Line, findings: list[tuple[int, Finding]]) -> Iterable[_Piece]:
    at = 0
    if line.auto:
        yield _Piece(line.mark)
    for (start, end), number, severity in sorted(_spans(findings)):
        if start < at or start == end:
            continue
        yield _Piece(line.text[at:start])
        yield _Piece(line.text[start:end], number, severity)
        at = end
    yield _Piece(line.text[at:])


def _spans(findings: list[tuple[int, Finding]]) -> Iterable[tuple[Span, int, str]]:
    return ((finding.span, number, str(finding.severity)) for number, finding in findings)
