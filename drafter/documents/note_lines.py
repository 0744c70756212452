"""Notes as lines with their roles: what is a heading, a bullet, a row of a table (docs/notes.md).

The text of a Markdown or plain file is read here. Other kinds of file come to the same lines by
`drafter.reading.notes`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from drafter.facts.numbering import BRACKETED_CN, CN, strip_number
from drafter.facts.placeholders import HAN

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_BULLET = re.compile(
    r"^(\s*)(?:"
    r"(?:[-+*•●◦▪■◆○·▲★☆√✓➤►→§—–]\s+)+"
    r"|[-•●◦▪■◆○·▲★☆√✓➤►→§—–](?=[\u4e00-\u9fff“《（(\[0-9０-９])(?!-?\d+(?:\.\d+)?[℃°])"
    r"|[0-9０-９]{1,3}(?:[、)）](?!\s*[0-9０-９]+\s*[、月季号])|[.．](?![0-9０-９xX]))\s*"
    r"|[（(][0-9０-９]{1,2}[)）](?!号)\s*|[①-⑳⑴-⒇](?![①-⑳⑴-⒇])\s*"
    r"|[a-zA-Z][.、)）](?=\s|[\u4e00-\u9fff])\s*"
    r")(?:\[[ xX✓]\]\s*)?(.+?)\s*$"
)
_EMPTY = re.compile(
    r"^\s*(?:[-+*•●◦▪■◆○·—–]|[0-9０-９]{1,3}[.．、)）]|[-+*]\s+[-+*])\s*[。、，；;.]*\s*$"
    r"|^\s*[。、，；;.]+\s*$"
)
# Where a file has no # at all, numbered lines are its headings, if they read like one.
_BARE_HEADING = re.compile(rf"^\s*(?:([{CN}]+\s*、)|({BRACKETED_CN}))\s*[^。；;，,：:\d]{{2,30}}$")
_OPENS_ANEW = re.compile(rf"[0-9０-９{CN}（(]")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_PIPES = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ORIGIN = re.compile(r"<!--\s*来源[：:]\s*(\S.*?)\s*-->")
_SENTENCE_END = re.compile(r"[。；;！？!?：:]\s*$")
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
    """

    role: Role
    number: int
    text: str = ""
    depth: int = 0
    cells: tuple[str, ...] = ()
    origin: str = ""
    goes_on: bool = False


def text_lines(body: str, first: int) -> Iterator[NoteLine]:
    """The lines of a text; `first` is the number of its first line in the file."""
    bare = not re.search(r"^ {0,3}#", body, re.MULTILINE)
    rows = _rows_of_tables(body.split("\n"))
    wrap = wrap_of(body.split("\n"))
    above = ""
    for at, (number, raw, origin) in enumerate(_without_comments(body, first)):
        if at in rows:
            if rows[at]:
                yield NoteLine(Role.ROW, number, raw.strip(), cells=rows[at], origin=origin)
            above = ""
            continue
        line = _role_of(raw, number, bare)
        if line is None:
            continue
        if line.role is Role.PLAIN:
            wrapped = not raw[:1].isspace() and wrap.continues(above)
            line = replace(line, goes_on=wrapped)
            if raw.lstrip().startswith(">"):  # a quotation of Markdown stands for itself
                yield NoteLine(Role.BREAK, number)
        above = raw if line.role in {Role.PLAIN, Role.BULLET} else ""
        yield from parted_line(replace(line, origin=origin), raw.strip())


def _role_of(raw: str, number: int, bare: bool) -> NoteLine | None:
    """A line by its marks; None for a bullet without words."""
    if not raw.strip() or _RULE.match(raw):
        return NoteLine(Role.BREAK, number)
    if heading := _HEADING.match(raw):
        return NoteLine(Role.HEADING, number, heading[2], len(heading[1]))
    if bare and (depth := bare_heading(raw)):
        return NoteLine(Role.HEADING, number, raw.strip(), depth)
    if _EMPTY.match(raw):
        return None
    if bullet := _BULLET.match(raw):
        return NoteLine(Role.BULLET, number, bullet[2], indent_of(bullet[1]))
    text = raw.strip().removeprefix(">").strip()
    if bare:
        text = strip_number(text)
    return NoteLine(Role.PLAIN, number, text, indent_of(raw))


def bare_heading(text: str) -> int:
    """The depth of a heading that only its number marks: 1 for 一、, 2 for （一）, 0 for no heading."""
    match = _BARE_HEADING.match(text)
    if not match:
        return 0
    return 1 if match[1] else 2


def without_mark(text: str) -> str:
    """A note without the mark or number it opens with: 1. （1） ① •."""
    match = _BULLET.match(text)
    return match[2] if match else text.strip()


def opens_bullet(text: str) -> bool:
    """Whether a line opens with the mark or number of a bullet."""
    return _BULLET.match(text) is not None


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


def wrap_of(lines: Sequence[str], shortest: int = _WRAPPED) -> Wrap:
    """How the lines of a text are wrapped: at least two that break off are as long as any.

    shortest  columns of the shortest line that may be full
    """
    lines = [line.rstrip() for line in lines]
    unfinished = [line for line in lines if breaks_off(line)]
    width = max(map(columns, lines), default=0)
    length = max(map(len, lines), default=0)
    full_width = sum(columns(line) >= width - _SLACK for line in unfinished)
    full_length = sum(len(line) >= length - _SLACK // 2 for line in unfinished)
    return Wrap(
        width if width >= shortest and full_width >= 2 else 0,
        length if 2 * length >= shortest and full_length >= 2 else 0,
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
        text, taken = text + lines[at + taken], taken + 1
    if "\t" not in text.strip(" \n") or (_BULLET.match(text) and not text[:1].isdigit()):
        return (), 1
    cells = tuple(cell.strip().strip('"').strip() for cell in text.split("\t"))
    return (cells, taken) if sum(map(bool, cells)) >= 2 else ((), 1)


# --- marks within a line ---

_SERIES = (
    [chr(0x2460 + n) for n in range(20)],
    [chr(0x2474 + n) for n in range(20)],
    [f"（{n}）" for n in range(1, 21)],
    [f"{n}）" for n in range(1, 21)],
    [f"{n}、" for n in range(1, 21)],
    [f"{chr(97 + n)}." for n in range(20)],
)
_BEFORE_MARK = re.compile(rf"(?:^|[\s。；;：:，,、）)】{HAN}])$")


def parted_line(line: NoteLine, raw: str) -> Iterator[NoteLine]:
    """A note as its parts where marks ①②, ⑴⑵, 1）2） stand in it; what leads them is their parent.

    raw  the line as it stands, with the mark that opens it
    """
    if line.role not in {Role.BULLET, Role.PLAIN}:
        yield line
        return
    lead, items = marked_items(raw)
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


def marked_items(text: str) -> tuple[str, list[str]]:
    """What leads a list within a line, and its items; no items where the line has no list."""
    plain = text.replace("(", "（").replace(")", "）")
    for series in _SERIES:
        places = _places(plain, series)
        if len(places) < 2 or _within_brackets(plain, places[0][0]):
            continue
        ends = [start for start, _ in places[1:]] + [len(text)]
        items = [
            text[end:stop].strip(" \t\u3000;；、，,")
            for (_, end), stop in zip(places, ends, strict=True)
        ]
        lead = text[: places[0][0]].strip(" \t\u3000：:，,；;")
        if all(len(item) >= 2 for item in items) and not re.search(r"^[\d、.）]+", items[0][:2]):
            return lead, items
    return "", []


def _places(text: str, series: Sequence[str]) -> list[tuple[int, int]]:
    """Where the marks of a series stand one after the other, the first from its beginning on."""
    places: list[tuple[int, int]] = []
    at = 0
    for mark in series:
        start = _next_mark(text, mark, at)
        if start < 0:
            break
        at = start + len(mark)
        places.append((start, at))
    return places


def _next_mark(text: str, mark: str, at: int) -> int:
    """Where `mark` stands next as a mark; -1 for nowhere: 第（2）项 and 18）are none."""
    start = text.find(mark, at)
    while start >= 0:
        before = text[max(0, start - 1) : start]
        opens = mark[0].isdigit() or mark[0].isalpha()
        clean = not before or (
            (not before.isdigit() and before not in "第（.")
            and not (opens and before.isascii() and before.isalnum())
        )
        if clean and (_BEFORE_MARK.search(text[:start])):
            after = text[start + len(mark) :]
            if not re.match(r"[项款条目]规定|号", after):
                return start
        start = text.find(mark, start + 1)
    return -1


def _within_brackets(text: str, at: int) -> bool:
    before = text[:at]
    opened = max(before.rfind("（"), before.rfind("《"), before.rfind("“"))
    closed = max(before.rfind("）"), before.rfind("》"), before.rfind("”"))
    return opened > closed
