"""Draft → Word file, set as GB/T 9704-2012 has it; every word of it comes from drafter.layout."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from drafter.errors import RenderFault
from drafter.files import write_whole
from drafter.gongwen import ooxml, spec
from drafter.gongwen.inspect import read_lines
from drafter.gongwen.ooxml import Note
from drafter.gongwen.titles import cells, title_cuts
from drafter.layout import Line, Role, Run, lines
from drafter.messages import t
from drafter.records import Brief, Draft, Gap

_SIGNATURE = (Role.ISSUER, Role.DATE)
_AUTHOR = "drafter"
# What XML cannot hold, and what would break a line inside a paragraph.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def write_docx(draft: Draft, path: Path) -> None:
    """Write the draft as a Word file in place of whatever stands at `path`, or leave that as it was.

    What is to be written is opened first and read: it holds exactly the text of the draft, or RenderFault is raised.
    Equal drafts that carry the time of their making (run.created) give equal bytes.
    """
    printed = [line for line in lines(draft) if line.text.strip()]
    _refuse_unprintable(printed)
    content = docx_bytes(draft, printed)
    _prove(content, [line.text for line in printed], path)
    write_whole(path, content)


def docx_bytes(draft: Draft, printed: Sequence[Line]) -> bytes:
    """The Word file for some lines of a draft; nothing is checked and nothing written."""
    gaps = gap_by_id(draft.brief)
    unknown = [run for line in printed for run in line.runs if _is_gap(run)]
    holes = {section.hole.id: section.heading for section in draft.brief.all_sections() if section.hole}
    requests = [_request(run, gaps.get(run.mark), holes) for run in unknown]
    notes = [Note(n, _AUTHOR, _UNPRINTABLE.sub("", text)) for n, text in enumerate(requests)]
    created = datetime.fromisoformat(draft.run.created) if draft.run.created else datetime.now(UTC)
    brief = draft.brief
    return ooxml.package(
        _paragraphs(printed, brief.organization), notes, brief.title, brief.organization, created.astimezone(UTC)
    )


def gap_by_id(brief: Brief) -> dict[str, Gap]:
    """Every gap in the words of the notes, by its id; a section without notes is none of them."""
    gaps = [*brief.title_gaps, *brief.date_gaps]
    gaps += (gap for section in brief.all_sections() for gap in section.gaps)
    gaps += (gap for bullet in brief.all_bullets() for gap in bullet.gaps)
    return {gap.id: gap for gap in gaps}


def _refuse_unprintable(printed: Sequence[Line]) -> None:
    for line in printed:
        if found := _UNPRINTABLE.search(line.text):
            code = f"U+{ord(found[0]):04X}"
            before = line.text[max(0, found.start() - 20) : found.start()]
            raise RenderFault(t("docx.unprintable", code=code, before=before))


def _prove(content: bytes, expected: Sequence[str], path: Path) -> None:
    found = read_lines(BytesIO(content))
    if found == list(expected):
        return
    at = next((i for i, pair in enumerate(zip(found, expected, strict=False)) if pair[0] != pair[1]), -1)
    differing = expected[at] if at >= 0 else ""
    raise RenderFault(t("docx.unproved", path=path, found=len(found), expected=len(expected), text=differing[:40]))


def _is_gap(run: Run) -> bool:
    return run.mark.startswith("G")


def _request(run: Run, gap: Gap | None, holes: Mapping[str, str]) -> str:
    """What the comment at a gap asks for; `holes` are the headings of sections that have no notes at all."""
    if run.mark in holes:
        return t("docx.gap.section", heading=holes[run.mark])
    if gap is None:
        return t("docx.gap.bare", text=run.text)
    return t("docx.gap", about=gap.about, text=run.text, unit=gap.unit, kind=t(f"docx.kind.{gap.kind}"))


def _paragraphs(printed: Sequence[Line], organization: str) -> Iterator[str]:
    """Yield the body's paragraphs; comments are numbered in the order of the gaps."""
    text = [line for line in printed if line.role not in _SIGNATURE]
    first_note = 0
    for line in text:
        holds = line is text[-1] and cells(line.text) <= spec.HOLDING_LINES * spec.CHARS_PER_LINE
        yield _paragraph(line, first_note, organization, keep_next=holds)
        if line.role == Role.TITLE:
            yield ooxml.paragraph("", spec.BLANK)
        first_note += sum(map(_is_gap, line.runs))
    yield from _signature([line for line in printed if line.role in _SIGNATURE], first_note)


def _paragraph(line: Line, first_note: int, organization: str, *, keep_next: bool) -> str:
    run_in = any(run.role != line.role for run in line.runs)
    style = spec.STYLES[Role.BODY if run_in else line.role]
    cuts: tuple[int, ...] = ()
    if line.role == Role.TITLE:
        cuts = title_cuts(line.text, spec.TITLE_CHARS, whole=[organization], kept=_marked_spans(line))
    return ooxml.paragraph(_runs(line, first_note, run_in=run_in, cuts=cuts), style, keep_next=keep_next)


def _signature(signature: Sequence[Line], first_note: int) -> Iterator[str]:
    """Issuer and date as 7.3.5.2 has them without a seal; an issuer too wide for its line is broken like a title."""
    if signature:
        yield ooxml.paragraph("", spec.BLANK)
    room = spec.CHARS_PER_LINE - spec.SIGNATURE_RIGHT_CHARS
    cuts = [title_cuts(line.text, room, kept=_marked_spans(line)) for line in signature]
    widths = [_widest(line.text, at) for line, at in zip(signature, cuts, strict=True)]
    rights = spec.signature_indents(*widths) if len(widths) == 2 else [spec.SIGNATURE_RIGHT_CHARS]
    for line, at, right in zip(signature, cuts, rights, strict=False):
        runs = _runs(line, first_note, run_in=False, cuts=at)
        yield ooxml.paragraph(runs, spec.STYLES[line.role], right=right)
        first_note += sum(map(_is_gap, line.runs))


def _widest(text: str, cuts: Sequence[int]) -> float:
    return max(cells(text[a:b]) for a, b in pairwise((0, *cuts, len(text))))


def _runs(line: Line, first_note: int, *, run_in: bool, cuts: Sequence[int]) -> str:
    parts, at, note = [], 0, first_note
    for run in line.runs:
        opening = run_in and run.role == line.role
        style = ooxml.character_style(spec.STYLES[run.role]) if opening else ""
        if at in cuts:
            parts.append(ooxml.run("", breaks=[0]))  # by itself: a gap's colour and comment hold the gap only
        breaks = [cut - at for cut in cuts if at < cut < at + len(run.text)]
        part = ooxml.run(run.text, style=style, highlight=_is_gap(run), breaks=breaks)
        if _is_gap(run):
            part, note = ooxml.commented(part, note), note + 1
        parts.append(part)
        at += len(run.text)
    return "".join(parts)


def _marked_spans(line: Line) -> list[tuple[int, int]]:
    spans, at = [], 0
    for run in line.runs:
        if run.mark:
            spans.append((at, at + len(run.text)))
        at += len(run.text)
    return spans
