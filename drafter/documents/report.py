"""A finished report (成稿) as its rules see it: lines with their roles, whatever file it came from.

`report_reading` tells the roles, `report_text` reads the lines of a text file; what is wrong with a
report is for the rules in `checks` to say.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from drafter.documents.house_words import House
from drafter.documents.source_lines import SourceLine
from drafter.facts.figures import fold, read_slots
from drafter.facts.numbering import CN
from drafter.facts.numerals import chinese_number
from drafter.facts.punctuation import SENTENCE_END
from drafter.records import Fact, Gap, Kind, Part, Span


class Place(StrEnum):
    """What a line of a report is."""

    TITLE = "title"
    RECIPIENT = "recipient"
    HEADING = "heading"  # a heading alone on its line
    BODY = "body"  # text; it can open with a run-in heading (1.加强管理。…)
    ISSUER = "issuer"
    DATE = "date"
    TABLE = "table"
    FURNITURE = "furniture"  # above the title or below the signature: a web page's own words


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph with what it is.

    text     as it stands in the file; every span counts in it
    view     the same, as long, with punctuation at full width and digits at half: what rules read
    level    1 to 5 for 一、（一） 1. （1） ①, told by its mark, right or wrong; else the file's own
             level; 0 for none
    mark     the number it opens with, as written, "" for none; auto says that Word prints it and
             text lacks it
    heading  span of the heading's words without number and end mark; (0, 0) where there is none
    part     what the section it stands in is about
    """

    source: SourceLine
    text: str
    view: str
    place: Place
    level: int = 0
    mark: str = ""
    heading: Span = (0, 0)
    part: Part = Part.OTHER

    @property
    def number(self) -> int:
        return self.source.number

    @property
    def auto(self) -> bool:
        return bool(self.source.auto)

    @property
    def title(self) -> str:
        """The heading's words, in the view."""
        return self.view[slice(*self.heading)]

    @property
    def body(self) -> Span:
        """Span of what is no heading and no number: the whole line where there is neither."""
        start = self.heading[1] or (0 if self.auto else len(self.mark))
        return start, len(self.text)

    @property
    def slots(self) -> tuple[Fact | Gap, ...]:
        """The facts and gaps of the line, in order; spans count in text."""
        return _slots(self.view)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(slot for slot in self.slots if isinstance(slot, Fact))

    def leaves_open(self, span: Span) -> bool:
        """Whether a placeholder stands at least partly in `span`."""
        start, end = span
        gaps = (slot.span for slot in self.slots if isinstance(slot, Gap))
        return any(first < end and start < last for first, last in gaps)

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Spans of its sentences, each with its end mark; a run-in heading is one of them."""
        return _sentences(self.view)


@dataclass(frozen=True)
class Report:
    """A whole report.

    title   its own, without line breaks; "" where none was found
    period  what the title says it reports on: 2026年上半年; "" for none
    dated   the date under it; None where there is none, or none that can be read
    house   the unit's own names and words
    """

    lines: tuple[Line, ...]
    title: str = ""
    house: House = field(default_factory=House)
    file: str = ""

    @cached_property
    def kind(self) -> Kind | None:
        """总结, 计划 or both, as its title says; None where it does not."""
        both = (
            re.search(r"总结|报告|汇报|情况|回顾", self.title),
            re.search(r"计划|打算|安排|思路|要点", self.title),
        )
        return {(True, True): Kind.BOTH, (True, False): Kind.SUMMARY, (False, True): Kind.PLAN}.get(
            (both[0] is not None, both[1] is not None)
        )

    @cached_property
    def period(self) -> str:
        found = re.search(
            r"(?:19|20)\d\d年(?:度|[上下]半年|第?[一二三四1-4]季度|前[一二三四五六七八九十\d]+个?月)?",
            self.title,
        )
        return found[0] if found else ""

    @cached_property
    def year(self) -> int | None:
        return int(self.period[:4]) if self.period else self.dated.year if self.dated else None

    @cached_property
    def dated(self) -> date | None:
        """The date it is signed with."""
        for line in reversed(self.lines):
            if line.place is Place.DATE and (found := _DAY.search(line.view)):
                try:
                    return date(*(_integer(part) for part in found.groups()))
                except ValueError:
                    return None
        return None

    def column(self, number: int, at: int) -> int:
        """Where the place `at` in the text of a line is in the file's own line; 0-based."""
        source = self._sources.get(number)
        return source.offset + at + bisect_left(source.escapes, at) if source else at

    @cached_property
    def _sources(self) -> dict[int, SourceLine]:
        return {line.number: line.source for line in self.lines}

    @property
    def text_lines(self) -> Iterator[Line]:
        """The lines that are headings and body: no title, table, signature or furniture."""
        return (line for line in self.lines if line.place in {Place.HEADING, Place.BODY})

    @property
    def length(self) -> int:
        """Characters of headings and body."""
        return sum(len(line.text) for line in self.text_lines)


# --- reading ---

_WIDE = r"\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_FULL = str.maketrans(",;:?!()~", "，；：？！（）～")
_HALF_MARK = re.compile(
    rf"(?<=[{_WIDE}%])[,;:?!()~]|[,;:?!()~](?=[{_WIDE}])|(?<=\d),(?=\d)(?!\d{{3}}(?!\d))"
)
_HALF_PAIR = re.compile(r"\(([^()（）]{0,40})）|（([^()（）]{0,40})\)")
_DOT = re.compile(rf"(?<=[{_WIDE}])\.(?=[{_WIDE}]|$)")
_DASH = re.compile(rf"(?<=[{_WIDE}])--(?=[{_WIDE}])")


@lru_cache(maxsize=8192)
def view(text: str) -> str:
    """The text with punctuation at full width, quotes curly, digits at half width; as long."""
    text = fold(text)
    text = _HALF_MARK.sub(lambda found: found[0].translate(_FULL), text)
    text = _HALF_MARK.sub(
        lambda found: found[0].translate(_FULL), text
    )  # a mark beside one now wide: 》),
    text = _HALF_PAIR.sub(lambda found: f"（{found[1] or found[2] or ''}）", text)
    text = _DASH.sub("——", _DOT.sub("。", text))
    if '"' in text and text.count('"') % 2 == 0:
        pair = iter("“”" * (text.count('"') // 2))
        text = re.sub('"', lambda _: next(pair), text)
    return text


@lru_cache(maxsize=8192)
def _slots(text: str) -> tuple[Fact | Gap, ...]:
    return tuple(read_slots(text))


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for found in SENTENCE_END.finditer(text):
        spans.append((at, found.end()))
        at = found.end()
    if text[at:].strip():
        spans.append((at, len(text)))
    return tuple(spans)


_DAY = re.compile(
    rf"((?:19|20)\d\d|[二〇零○一二三四五六七八九]{{4}})年([\d{CN}]{{1,3}})月([\d{CN}]{{1,3}})日"
)


def _integer(text: str) -> int:
    if text.isdecimal():
        return int(text)
    value = chinese_number(text)
    if value is None:
        raise ValueError(text)
    return int(value)
