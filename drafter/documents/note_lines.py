"""Notes as lines with their roles: what is a heading, a bullet, a row of a table (docs/notes.md).

The text of a Markdown or plain file is read here. Other kinds of file come to the same lines by
`drafter.reading.notes`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from drafter.documents.note_marks import (
    EMPTY,
    Marked,
    bare_heading,
    marked,
    marked_items,
    numbered_in_order,
    opens_bullet,
    series_of,
)
from drafter.facts.numbering import CN, strip_number

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_OPENS_ANEW = re.compile(rf"[0-9０-９{CN}（(]")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ORIGIN = re.compile(r"<!--\s*来源[：:]\s*(\S.*?)\s*-->")
_QUOTED_CELL = re.compile(r'^(\s*[-*+•]\s+)"([^"\n]*(?:\n[^"\n]+)+)"(.*)$', re.MULTILINE)
_SENTENCE_END = re.compile(r"[。；;！？!?：:]\s*$")
_LEADS = re.compile(r"(?:[：:]|其中[，,]?)\s*$")
_WRAPPED = 50  # columns of the shortest line that an editor wraps: 25 characters
_SLACK = 4  # columns by which wrapped lines differ: two characters held back from a line's end


class Role(StrEnum):
    """What a line of notes is."""

    HEADING = "heading"
    BULLET = "bullet"  # marked as a note of its own
    PLAIN = "plain"  # a note, or the rest of the one before it
    ROW = "row"  # of a table
    BREAK = "break"  # blank: nothing goes on over it


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of notes.

    number  of the line in its file, 1-based
    depth   of a heading 1 to 6; of a bullet or plain line its indent in half-width columns
    cells   the texts of a row; text is then the line as it stands
    origin  where the note has it from; "" for the file itself
    goes_on whether a plain line goes on with the note above it, as an editor wrapped it
    mark    the mark or number that it opened with: 1. （1） ①; "" for none
    list_id which list of Word it is in; "" for none
    """

    role: Role
    number: int
    text: str = ""
    depth: int = 0
    cells: tuple[str, ...] = ()
    origin: str = ""
    goes_on: bool = False
    mark: str = ""
    list_id: str = ""

    @property
    def series(self) -> str:
        """What it has in common with the other items of its list."""
        return self.list_id or series_of(self.mark)


def text_lines(body: str, first: int, *, wrapped: bool = True) -> Iterator[NoteLine]:
    """The lines of a text; `first` is the number of its first line in the file.

    wrapped  whether an editor may have wrapped them
    """
    for line in below_leads(_lines(body, first, wrapped)):
        yield from parted_line(line)


def _lines(body: str, first: int, wrapped: bool) -> Iterator[NoteLine]:
    """The lines by their marks, none parted yet."""
    body = _QUOTED_CELL.sub(_unquoted, body)
    texts = body.split("\n")
    bare = not re.search(r"^ {0,3}#", body, re.MULTILINE)
    rows, numbered = _rows_of_tables(texts), numbered_in_order(texts)
    wrap = wrap_of(texts) if wrapped else Wrap()
    above = ""
    for at, (number, raw, origin) in enumerate(_without_comments(body, first)):
        if at in rows:
            if rows[at]:
                yield NoteLine(Role.ROW, number, raw.strip(), cells=rows[at], origin=origin)
            above = ""
            continue
        line = _role_of(raw, number, bare, numbered.get(at))
        if line is None:
            continue
        if line.role is Role.PLAIN:
            full = not raw[:1].isspace() and wrap.continues(above)
            line = replace(line, goes_on=full)
            if raw.lstrip().startswith(">"):  # a quotation of Markdown stands for itself
                yield NoteLine(Role.BREAK, number)
        above = raw if line.role in {Role.PLAIN, Role.BULLET} else ""
        yield replace(line, origin=origin)


def _role_of(raw: str, number: int, bare: bool, numbered: Marked | None) -> NoteLine | None:
    """A line by its marks; None for a bullet without words."""
    if not raw.strip() or _RULE.match(raw):
        return NoteLine(Role.BREAK, number)
    if heading := _HEADING.match(raw):
        return NoteLine(Role.HEADING, number, heading[2], len(heading[1]))
    if bare and (depth := bare_heading(raw)):
        return NoteLine(Role.HEADING, number, raw.strip(), depth)
    if EMPTY.match(raw):
        return None
    if item := numbered or marked(raw):
        return NoteLine(Role.BULLET, number, item.text, indent_of(item.indent), mark=item.mark)
    text = raw.strip().removeprefix(">").strip()
    if bare:
        text = strip_number(text)
    return NoteLine(Role.PLAIN, number, text, indent_of(raw))


def below_leads(lines: Iterable[NoteLine]) -> Iterator[NoteLine]:
    """The lines, each list that a note leads (安置21名，其中：) deeper than that note.

    Indents tell most lists; this is for lists that only other marks than those of their lead tell.
    """
    leads: list[tuple[str, int]] = []  # the series below each open lead, and how much deeper it is
    lead: tuple[NoteLine, int] | None = None  # the note above, and the depth that it was given
    for line in lines:
        if line.role not in {Role.BULLET, Role.PLAIN}:
            leads, lead = ([], None) if line.role is not Role.BREAK else (leads, lead)
            yield line
            continue
        if lead and _is_below(line, lead[0]):
            leads.append((line.series, lead[1] + 2 - line.depth))
        while leads and not line.goes_on and line.series != leads[-1][0]:
            leads.pop()
        deeper = leads[-1][1] if leads and not line.goes_on else 0
        lead = line, line.depth + deeper
        yield replace(line, depth=line.depth + deeper)


def _is_below(line: NoteLine, above: NoteLine) -> bool:
    """Whether a list begins with a line, and the note above leads it."""
    begins = bool(line.series) and line.series != above.series
    return begins and line.depth <= above.depth and _LEADS.search(above.text) is not None


def indent_of(text: str) -> int:
    """The width of the blanks that a line opens with, in half-width columns."""
    space = text[: len(text) - len(text.lstrip())].replace("\u3000", "  ")
    return len(space.expandtabs(4))


def goes_on(line: NoteLine, above: str, above_indent: int, joined: bool) -> bool:
    """Whether a plain line belongs to the bullet above it: it is indented or broken off there."""
    if line.depth > above_indent or line.goes_on:
        return True
    broken_off = not _SENTENCE_END.search(above) and not _OPENS_ANEW.match(line.text)
    return joined and broken_off


def _without_comments(body: str, first: int) -> Iterator[tuple[int, str, str]]:
    """Each line with its number, without comments, and the origin that a comment on it names."""
    origins: dict[int, list[str]] = {}
    at, line = 0, first
    for comment in _COMMENT.finditer(body):
        line, at = line + body.count("\n", at, comment.start()), comment.start()
        if origin := _ORIGIN.fullmatch(comment[0]):
            origins.setdefault(line, []).append(origin[1])
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), body)
    for line, raw in enumerate(bare.split("\n"), first):
        yield line, raw, "；".join(origins.get(line, ()))


# --- wrapped lines ---


@dataclass(frozen=True, slots=True)
class Wrap:
    """How long the lines of a text are that an editor wrapped; 0 and 0 where it wrapped none.

    width   in half-width columns; a Chinese character takes two
    length  in characters, for editors that count these
    """

    width: int = 0
    length: int = 0

    def continues(self, above: str) -> bool:
        """Whether a line is full and ends within a sentence, so that the next goes on with it."""
        if not breaks_off(above):
            return False
        by_width = bool(self.width) and columns(above) >= self.width - _SLACK
        return by_width or (bool(self.length) and len(above) >= self.length - _SLACK // 2)


def wrap_of(lines: Sequence[str]) -> Wrap:
    """How the lines of a text are wrapped: at least two that break off are as long as any."""
    lines = [line.rstrip() for line in lines]
    unfinished = [line for line in lines if breaks_off(line)]
    width = max(map(columns, lines), default=0)
    length = max(map(len, lines), default=0)
    full_width = sum(columns(line) >= width - _SLACK for line in unfinished)
    full_length = sum(len(line) >= length - _SLACK // 2 for line in unfinished)
    return Wrap(
        width if width >= _WRAPPED and full_width >= 2 else 0,
        length if 2 * length >= _WRAPPED and full_length >= 2 else 0,
    )


def columns(text: str) -> int:
    """The width of a text in half-width columns: a Chinese character takes two."""
    return sum(1 if char.isascii() else 2 for char in text)


def breaks_off(line: str) -> bool:
    """Whether a line ends within a sentence."""
    return bool(line.strip()) and not _SENTENCE_END.search(line) and not _HEADING.match(line)


# --- tables ---


def _rows_of_tables(lines: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The cells of each line (0-based) that is a row; () for a line that is part of one above it.

    Rows stand between pipes, or come from a spreadsheet: two lines or more of two tabs or more.
    """
    rows: dict[int, tuple[str, ...]] = {}
    at = 0
    while at < len(lines):
        if _PIPES.match(lines[at]):
            rows[at] = () if _PIPE_RULE.match(lines[at]) else _pipe_cells(lines[at])
            at += 1
            continue
        block = _tab_block(lines, at)
        rows |= block
        at += max(len(block), 1)
    return rows


def _pipe_cells(line: str) -> tuple[str, ...]:
    inner = re.split(r"(?<!\\)\|", line.strip())[1:-1]
    return tuple(re.sub(r"\*\*|`", "", cell.replace("\\|", "|")).strip() for cell in inner)


def _tab_block(lines: Sequence[str], start: int) -> dict[int, tuple[str, ...]]:
    """The rows of one pasted table from line `start` on; {} where none begins there."""
    rows: dict[int, tuple[str, ...]] = {}
    at = start
    while at < len(lines):
        row, taken = _tab_row(lines, at)
        if not row:
            break
        rows |= {at + more: row if not more else () for more in range(taken)}
        at += taken
    wide = [row for row in rows.values() if row]
    return rows if len(wide) >= 2 and max(map(len, wide)) >= 3 else {}


def _tab_row(lines: Sequence[str], at: int) -> tuple[tuple[str, ...], int]:
    """The cells of a row and how many lines it takes: a cell in quotes may hold line breaks."""
    text, taken = lines[at], 1
    while text.count('"') % 2 and text.lstrip("\t").startswith('"') and at + taken < len(lines):
        text, taken = _on_one_line([text, lines[at + taken]]), taken + 1
    if "\t" not in text.strip(" \n") or (opens_bullet(text) and not text[:1].isdigit()):
        return (), 1
    cells = tuple(cell.strip().strip('"').strip() for cell in text.split("\t"))
    return (cells, taken) if sum(map(bool, cells)) >= 2 else ((), 1)


def _unquoted(match: re.Match[str]) -> str:
    """A bullet with a cell in quotes on one line, and blank lines for those that it took."""
    mark, cell, rest = match.groups()
    return mark + _on_one_line(cell.split("\n")) + rest + "\n" * cell.count("\n")


def _on_one_line(lines: Sequence[str]) -> str:
    """The lines of a cell on one; ， parts two that no mark of punctuation parts."""
    text = lines[0].strip(" ")
    for line in lines[1:]:
        parted = not text or text[-1] in '，。；、：,;:\t"' or line.lstrip()[:1] in "（("
        text += ("" if parted else "，") + line.strip(" ")
    return text


def parted_line(line: NoteLine) -> Iterator[NoteLine]:
    """A note as its parts where marks ①②, ⑴⑵, 1）2） stand in it, below what leads them."""
    if line.role not in {Role.BULLET, Role.PLAIN}:
        yield line
        return
    lead, items = marked_items(line.mark + line.text)
    if lead or not items:
        lead, items = marked_items(line.text)
    if not items:
        yield line
        return
    if lead:
        yield replace(line, text=lead)
    depth = line.depth + bool(lead)
    for item in items:
        yield NoteLine(Role.BULLET, line.number, item, depth, origin=line.origin)
