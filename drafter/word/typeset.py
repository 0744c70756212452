"""A report that is no Word file, set as one: its lines with the roles the renderer knows."""

from drafter.documents.draft_lines import Line, Role, Run, lines
from drafter.documents.report import Line as ReportLine
from drafter.documents.report import Place, Report
from drafter.records import Brief, Draft, Kind
from drafter.word.render import UNKNOWN, UNPRINTABLE, docx_bytes

_ROLES = {
    Place.TITLE: Role.TITLE,
    Place.RECIPIENT: Role.RECIPIENT,
    Place.ISSUER: Role.ISSUER,
    Place.DATE: Role.DATE,
}
_DEEPEST = 4


def draft_docx(draft: Draft) -> bytes:
    """A draft as a Word file; a character that no Word file can hold is written as UNKNOWN."""
    return docx_bytes(draft, [_printable(line) for line in lines(draft) if line.text.strip()])


def report_docx(report: Report) -> bytes:
    """A report, whoever wrote it, as a Word file."""
    brief = Brief("", report.kind or Kind.BOTH, report.title, report.file, "")
    last = max(
        (at for at, line in enumerate(report.lines) if line.place in {Place.HEADING, Place.BODY}),
        default=-1,
    )
    printed = [_set(line, signed=at > last) for at, line in enumerate(report.lines)]
    return docx_bytes(Draft(brief, (), ()), [_printable(line) for line in printed])


def _set(line: ReportLine, *, signed: bool) -> Line:
    """A line in the role that its place has on the page.

    Above the text, issuer and date are lines like others.
    """
    text = line.text.strip()
    if line.place in {Place.ISSUER, Place.DATE} and not signed:
        return Line(Role.BODY, (Run(text, Role.BODY),))
    if line.place in _ROLES:
        return Line(_ROLES[line.place], (Run(text, _ROLES[line.place]),))
    if not 0 < line.level <= _DEEPEST or line.heading == (0, 0):
        return Line(Role.BODY, (Run(text, Role.BODY),))
    role = Role(f"h{line.level}")
    if line.place is Place.HEADING:
        return Line(role, (Run(text, role),))
    head = line.heading[1] + 1 - (len(line.text) - len(line.text.lstrip()))
    return Line(
        role,
        tuple(run for run in (Run(text[:head], role), Run(text[head:], Role.BODY)) if run.text),
    )


def _printable(line: Line) -> Line:
    runs = (
        Run(UNPRINTABLE.sub(UNKNOWN, run.text), run.role, run.mark, run.sentence)
        for run in line.runs
    )
    return Line(line.role, tuple(runs), line.section)
