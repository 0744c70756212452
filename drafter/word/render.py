"""Draft → Word file, set as GB/T 9704-2012 has it.

Every word of it comes from drafter.documents.draft_lines.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from drafter.documents.draft_lines import Line, Role, Run, lines
from drafter.documents.draft_reviewed import standing
from drafter.errors import RenderFault
from drafter.files import write_whole
from drafter.messages import t
from drafter.records import Brief, Draft, Fill, Gap, GapKind
from drafter.word import spec
from drafter.word.ooxml import add_text, package_bytes, set_indent
from drafter.word.read_back import read_lines
from drafter.word.template import blank_document, character_style
from drafter.word.titles import cells, title_cuts

_SIGNATURE = (Role.ISSUER, Role.DATE)
_AUTHOR = "drafter"
_PROPERTY_LIMIT = 255  # characters of a core property that Office, and python-docx, take
# What XML cannot hold, and what would break a line inside a paragraph.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
UNKNOWN = "\ufffd"  # stands for one of these where a text is set that nobody can mend

# A stretch as it is written in the document, as the draft has it, and the id of its section.
Written = tuple[WordRun, Run, str]


def write_docx(draft: Draft, path: Path, *, clean: bool = False) -> None:
    """Write the draft as a Word file in place of whatever stands at `path`, or leave that as it
    was.

    clean  what was filled in is not marked, and nothing is said beside it: the file is the report
           itself

    What is to be written is opened first and read: it holds exactly the text of the draft, or
    RenderFault is raised. Equal drafts that carry the time of their making (run.created) give equal
    bytes.
    """
    write_whole(path, word_bytes(draft, path, clean=clean))


def word_bytes(draft: Draft, path: Path, *, clean: bool = False) -> bytes:
    """What `write_docx` writes; path is named where it cannot be."""
    printed = [line for line in lines(draft) if line.text.strip()]
    if clean:
        printed = [
            replace(line, runs=tuple(replace(run, filled=False, mark="") for run in line.runs))
            for line in printed
        ]
    _refuse_unprintable(printed)
    content = docx_bytes(draft, printed, remarks=not clean)
    _prove(content, [line.text for line in printed], path)
    return content


def docx_bytes(draft: Draft, printed: Sequence[Line], *, remarks: bool = True) -> bytes:
    """The Word file for some lines of a draft; nothing is checked and nothing written.

    remarks  the open comments of reviewers stand beside it, each at its place
    """
    brief = draft.brief
    created = datetime.fromisoformat(draft.run.created) if draft.run.created else datetime.now(UTC)
    document = blank_document()
    text = [line for line in printed if line.role not in _SIGNATURE]
    signature = [line for line in printed if line.role in _SIGNATURE]
    written = [*_add_text(document, text, brief.organization), *_add_signature(document, signature)]
    _add_requests(document, written, draft, created)
    if remarks:
        _add_remarks(document, written, draft, created)
    _set_properties(document, brief, created)
    return package_bytes(document)


def gap_by_id(brief: Brief) -> dict[str, Gap]:
    """Every gap in the words of the notes, by its id; a section without notes is none of them."""
    gaps = [
        *brief.title_gaps,
        *brief.recipient_gaps,
        *brief.opening_gaps,
        *brief.issuer_gaps,
        *brief.date_gaps,
    ]
    gaps += (gap for section in brief.all_sections() for gap in section.gaps)
    gaps += (gap for bullet in brief.all_bullets() for gap in bullet.gaps)
    return {gap.id: gap for gap in gaps}


def _refuse_unprintable(printed: Sequence[Line]) -> None:
    for line in printed:
        if match := UNPRINTABLE.search(line.text):
            code = f"U+{ord(match[0]):04X}"
            before = line.text[max(0, match.start() - 20) : match.start()]
            raise RenderFault(t("docx.unprintable", code=code, before=before))


def _prove(content: bytes, expected: Sequence[str], path: Path) -> None:
    read = read_lines(BytesIO(content))
    if read == list(expected):
        return
    wrong = (wanted for line, wanted in zip(read, expected, strict=False) if line != wanted)
    text = next(wrong, "")[:40]
    raise RenderFault(
        t("docx.unproved", path=path, found=len(read), expected=len(expected), text=text)
    )


def _add_requests(
    document: Document, written: Sequence[Written], draft: Draft, created: datetime
) -> None:
    """Add a comment at each gap: what is to be filled in there, or the source of what was."""
    brief = draft.brief
    gaps = gap_by_id(brief)
    fills = {fill.gap: fill for fill in draft.fills}
    holes = {section.hole.id: section.heading for section in brief.all_sections() if section.hole}
    for place, run, _ in written:
        if run.filled:
            _add_comment(document, [place], _source(fills[run.mark]), _AUTHOR, created)
        elif run.is_open:
            text = _request(run, gaps.get(run.mark), holes)
            _add_comment(document, [place], text, _AUTHOR, created)


def _add_remarks(
    document: Document, written: Sequence[Written], draft: Draft, created: datetime
) -> None:
    """Add what reviewers said to colleagues, each remark at its sentence or heading.

    Where that is gone, it stands at the title.
    """
    places: dict[str, list[WordRun]] = {}
    for place, run, section in written:
        places.setdefault(run.sentence or section, []).append(place)
    for remark in standing(draft.review).open_comments:
        at = places.get(remark.where[0], []) if remark.where[0] else []
        when = datetime.fromisoformat(remark.when) if remark.when else created
        _add_comment(document, at or [written[0][0]], remark.text, remark.who or _AUTHOR, when)


def _add_comment(
    document: Document, places: Sequence[WordRun], text: str, author: str, date: datetime
) -> None:
    comment = document.add_comment(places, author=author, initials=author[:1].upper())
    add_text(comment.paragraphs[0], UNPRINTABLE.sub("", text))
    element: Any = comment._comment_elm
    element.date = date  # python-docx knows only the present moment


def _source(fill: Fill) -> str:
    return t("docx.filled", given=fill.given, source=fill.source)


def _request(run: Run, gap: Gap | None, holes: Mapping[str, str]) -> str:
    """What the comment at a gap asks for.

    `holes` are the headings of sections that have no notes at all.
    """
    if run.mark in holes:
        return t("docx.gap.section", heading=holes[run.mark])
    if gap is None:
        return t("docx.gap.bare", text=run.text)
    if gap.kind is GapKind.PERSONAL:
        return t("docx.gap.personal", text=run.text)
    if gap.restore:
        return t("docx.gap.phrase", right=gap.restore)
    about = t("docx.gap.about", about=gap.about) if gap.about else ""
    return t("docx.gap", about=about, text=run.text, unit=gap.unit, kind=t(f"gap.kind.{gap.kind}"))


def _set_properties(document: Document, brief: Brief, created: datetime) -> None:
    properties = document.core_properties
    properties.title = brief.title[:_PROPERTY_LIMIT]
    properties.author = properties.last_modified_by = brief.organization[:_PROPERTY_LIMIT]
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = created.astimezone(UTC)


def _add_text(document: Document, text: Sequence[Line], organization: str) -> list[Written]:
    """Add title to last line; what was written."""
    written: list[Written] = []
    for line in text:
        run_in = any(run.role != line.role for run in line.runs)
        paragraph = document.add_paragraph(
            style=spec.STYLES[Role.BODY if run_in else line.role].name
        )
        cuts: Sequence[int] = ()
        if line.role == Role.TITLE:
            cuts = title_cuts(
                line.text, spec.TITLE_CHARS, whole=[organization], kept=_marked_spans(line)
            )
            document.add_paragraph(style=spec.BLANK.name)
        if line is text[-1] and cells(line.text) <= spec.HOLDING_LINES * spec.CHARS_PER_LINE:
            paragraph.paragraph_format.keep_with_next = True
        written += _add_runs(paragraph, line, run_in=run_in, cuts=cuts)
    return written


def _add_signature(document: Document, signature: Sequence[Line]) -> list[Written]:
    """Add issuer and date as 7.3.5.2 has them without a seal; what was written.

    An issuer too wide for its line is broken like a title.
    """
    if signature:
        document.add_paragraph(style=spec.BLANK.name)
    room = spec.CHARS_PER_LINE - spec.SIGNATURE_RIGHT_CHARS
    cuts = [title_cuts(line.text, room, kept=_marked_spans(line)) for line in signature]
    widths = [_widest(line.text, at) for line, at in zip(signature, cuts, strict=True)]
    rights = spec.signature_indents(*widths) if len(widths) == 2 else [spec.SIGNATURE_RIGHT_CHARS]
    written: list[Written] = []
    for line, at, right in zip(signature, cuts, rights, strict=False):
        paragraph = document.add_paragraph(style=spec.STYLES[line.role].name)
        set_indent(paragraph._p.get_or_add_pPr(), "right", right, spec.CHAR)
        written += _add_runs(paragraph, line, cuts=at)
    return written


def _widest(text: str, cuts: Sequence[int]) -> float:
    return max(cells(text[a:b]) for a, b in pairwise((0, *cuts, len(text))))


def _add_runs(
    paragraph: Paragraph, line: Line, *, run_in: bool = False, cuts: Sequence[int] = ()
) -> list[Written]:
    """Add a line's runs, with line breaks at `cuts`; what was written."""
    written, at = [], 0
    for run in line.runs:
        if at in cuts:
            paragraph.add_run("\n")  # by itself: a gap's colour and comment hold the gap only
        edges = [0, *(cut - at for cut in cuts if at < cut < at + len(run.text)), len(run.text)]
        added = add_text(paragraph, "\n".join(run.text[a:b] for a, b in pairwise(edges)))
        if run_in and run.role == line.role:
            added.style = character_style(spec.STYLES[run.role])
        if run.is_open or run.filled:
            colour = spec.FILLED_COLOUR if run.filled else spec.OPEN_COLOUR
            added.font.highlight_color = WD_COLOR_INDEX.from_xml(colour)
        written.append((added, run, line.section))
        at += len(run.text)
    return written


def _marked_spans(line: Line) -> list[tuple[int, int]]:
    spans, at = [], 0
    for run in line.runs:
        if run.mark:
            spans.append((at, at + len(run.text)))
        at += len(run.text)
    return spans
