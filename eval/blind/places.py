"""Real sentences to plant errors in: a few sentences of a report under its title."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from drafter.documents.front_matter import front_matter_block
from drafter.documents.report_text import read_text
from drafter.settings import shipped
from eval.blind.items import DEV, KEPT

_TITLE = re.compile(r"[\u4e00-\u9fff\d]{2,30}(?:报告|总结|计划|情况|安排|要点)")
_NAMED = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
_HEAD = re.compile(r"(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．]|——)")
_ITEM = re.compile(r"(?:^|[。；：])([一二三四五六七八九])是")
_ITEMS = "一二三四五六七八九"
_LONGEST = 260  # characters of a place
_SHORTEST = 25
_WHOLE = 12_000  # characters of a report that is taken whole


@dataclass(frozen=True, slots=True)
class Place:
    """Sentences of one paragraph that follow each other.

    title      of the report; "" where it has none
    sentences  whole ones, without the number of the paragraph
    """

    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.sentences)

    def under_title(self, text: str) -> str:
        """A text as the body of the report."""
        return f"{self.title}\n{text}" if self.title else text


def year_of(place: Place) -> int:
    """The year in the title; 2026 where it has none."""
    found = re.search(r"20\d\d", place.title)
    return int(found[0]) if found else 2026


def split_of(source: str) -> str:
    """DEV or KEPT, by chance, and the same in every run."""
    return DEV if sha256(source.encode()).digest()[0] % 2 else KEPT


def files_of(folder: Path | None) -> list[Path]:
    """The shipped reports, and those of a folder."""
    more = [*folder.glob("*.txt"), *folder.glob("*.md")] if folder else []
    return [*sorted(shipped("corpus").glob("reports/*.md")), *sorted(more)]


def read_places(files: Iterable[Path]) -> list[Place]:
    """The places of reports, each sentence in one at most."""
    return [place for file in files for place in _of_file(file)]


def read_reports(files: Iterable[Path]) -> list[Place]:
    """Whole reports, a paragraph a sentence; those that are long are left out, for time."""
    whole = (_read(file) for file in files)
    reports = (Place(title, tuple(f"{line}\n" for line in lines)) for title, lines in whole)
    return [report for report in reports if len(report.text) <= _WHOLE]


def _read(file: Path) -> tuple[str, list[str]]:
    """The title of a report, and its lines."""
    text = file.read_text(encoding="utf-8")
    markdown = file.suffix == ".md"
    lines = [line.text.strip() for line in read_text(text, markdown=markdown).text_lines]
    return _title(text if markdown else "", text.splitlines()), lines


def _of_file(file: Path) -> Iterator[Place]:
    title, lines = _read(file)
    for line in lines:
        yield from _cut(title, _HEAD.sub("", line, count=1) if _HEAD.match(line) else line)


def _title(markdown: str, lines: list[str]) -> str:
    front = front_matter_block(markdown)
    if front and (named := _NAMED.search(front[1])):
        return named[1].strip()
    return next((line for line in map(str.strip, lines[:40]) if _TITLE.fullmatch(line)), "")


def _cut(title: str, line: str) -> Iterator[Place]:
    """Runs of whole sentences; a sentence that is long itself is left out."""
    here: list[str] = []
    for sentence in SENTENCE.findall(line):
        if sum(map(len, here)) + len(sentence) > _LONGEST or len(sentence) < 6:
            yield from _made(title, here)
            here = []
        if len(sentence) <= _LONGEST:
            here.append(sentence)
    yield from _made(title, here)


def _made(title: str, sentences: list[str]) -> Iterator[Place]:
    items = _ITEM.findall("".join(sentences))  # a list cut in two is no right text
    if sum(map(len, sentences)) >= _SHORTEST and items in ([], list(_ITEMS[: len(items)])):
        yield Place(title, tuple(sentences))
