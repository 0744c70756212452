"""The lines of a text file as those of a report: marks of Markdown, remarks to the checker."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drafter.documents.front_matter import front_matter_block
from drafter.documents.house_words import House
from drafter.documents.report import Report
from drafter.documents.report_reading import parse_report
from drafter.documents.source_lines import Cell, SourceLine

_NAMED = re.compile(r"^(?:title|标题)[ \t]*[:：][ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_REMARK = re.compile(r"<!--\s*drafter:\s*(ignore|ignore-file)\b\s*([A-Z0-9,，、\s]*)-->")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PREFIX = re.compile(r"(?P<hash>#{1,6})\s+|\s*[-*+]\s+(?=\S)|\s*>\s?")
_NO_TEXT = re.compile(r"\s*(?:[-*_=]{3,}|<!--.*-->)\s*")


def read_text(
    text: str, *, markdown: bool = False, house: House | None = None, file: str = ""
) -> Report:
    """A report from the text of a file; with `markdown`, front matter and marks are understood.

    `<!-- drafter: ignore FIG201, PUN -->` switches rules off on its own line and the next;
    `ignore-file` everywhere.
    """
    sources: Iterable[SourceLine] = sources_of(text, markdown=markdown)
    front = front_matter_block(text) if markdown else None
    if front is None:
        return parse_report(sources, house=house, file=file)
    first = front[0].count("\n")
    named = _NAMED.search(front[1])
    below = (source for source in sources if source.number > first)
    return parse_report(below, title=named[1] if named else "", house=house, file=file)


def sources_of(text: str, *, markdown: bool) -> Iterator[SourceLine]:
    """The lines of a text; with `markdown`, without its marks."""
    raw = text.split("\n")
    everywhere = frozenset().union(*(_codes(line, "ignore-file") for line in raw))
    above: frozenset[str] = frozenset()
    fenced = False
    for number, line in enumerate(raw, 1):
        here = _codes(line, "ignore")
        row = _row(line, number)
        ignored = everywhere | here | above
        above = here if not row.text.strip() else frozenset()
        if markdown and row.text.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced and not (markdown and _NO_TEXT.fullmatch(row.text)):
            yield _markdown(row, ignored) if markdown else _plain(row, ignored)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a file without its end and remark; `offset` is where `text` begins in it."""

    number: int
    text: str
    offset: int


def _row(line: str, number: int) -> _Row:
    whole = line.rstrip("\r")
    text = whole.lstrip("\ufeff") if number == 1 else whole
    offset = len(whole) - len(text)
    remark = _REMARK.search(text)
    return _Row(number, text[: remark.start()] if remark else text, offset)


def _plain(row: _Row, ignored: frozenset[str]) -> SourceLine:
    return SourceLine(row.number, row.text, offset=row.offset, ignored=ignored)


def _markdown(row: _Row, ignored: frozenset[str]) -> SourceLine:
    prefix = _PREFIX.match(row.text)
    start = prefix.end() if prefix else 0
    level = len(prefix["hash"] or "") if prefix else 0
    text = row.text[start:]
    cell = Cell(1, row.number, 1) if text.lstrip().startswith("|") else None
    plain, escapes = _unescaped(text)
    return SourceLine(
        row.number,
        plain,
        offset=row.offset + start,
        level=level,
        cell=cell,
        ignored=ignored,
        escapes=escapes,
    )


def _codes(line: str, remark: str) -> frozenset[str]:
    """The codes that the remarks of a kind on a line switch off; "*" for all."""
    named = (match[2] for match in _REMARK.finditer(line) if match[1] == remark)
    return frozenset(code for text in named for code in re.findall(r"[A-Z]+\d*", text) or ["*"])


def _unescaped(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` without the backslashes that Markdown reads over, and where each of them stood."""
    places = [escape.start() for escape in _ESCAPE.finditer(text)]
    return _ESCAPE.sub(r"\1", text), tuple(at - n for n, at in enumerate(places))
