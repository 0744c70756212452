"""A finished report (成稿) as its rules see it: lines with their roles, whoever wrote it, whatever file it came from.

Only the reading stands here; what is wrong with a report is said by the rules in `checks`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from drafter.documents.house_words import House
from drafter.documents.notes import part_of
from drafter.documents.source_lines import Cell, SourceLine
from drafter.facts.figures import fold, read_slots
from drafter.facts.numbering import CN, level_and_mark
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
    view     the same, as long, with punctuation at full width and digits at half: what most rules read
    level    1 to 5 for 一、（一） 1. （1） ①, told by its mark, right or wrong; else the file's own level; 0 for none
    mark     the number it opens with, as written ("" for none); auto says that Word prints it and text lacks it
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
        """Spans of its sentences, each with its end mark, the run-in heading being one of its own."""
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
        """The lines that are the report itself: headings and body, no furniture, table, title or signature."""
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
    """`text`, as long as before, with the punctuation of Chinese at full width, quotes curly, digits at half width."""
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


_TITLE = re.compile(
    r"(?:总结|计划|报告|汇报|要点|方案|打算|安排|思路|材料|情况|规划|意见|通知|办法|细则)(?:[（(].{1,20}[）)])?\s*$"
)
_RECIPIENT = re.compile(r"[^。，；“”]{2,60}：\s*$")
_DAY = re.compile(
    rf"((?:19|20)\d\d|[二〇零○一二三四五六七八九]{{4}})年([\d{CN}]{{1,3}})月([\d{CN}]{{1,3}})日"
)
_DATE_LINE = re.compile(
    r"\s*[（(]?\s*(?:\d{2,4}|[xX×*]{2,4}|20[xX×]{2}|[二〇零○一二三四五六七八九]{4})\s*年\s*[\dxX×*十一二三四五六七八九]{1,3}\s*月"
    r"(?:\s*[\dxX×*十一二三四五六七八九]{1,3}\s*[日号])?\s*[）)]?\s*$"
)
_ISSUER = re.compile(r"[（(]?[^，。；：！？]{2,40}[）)]?\s*$")
_MOST_HEADING = 50  # characters; a longer line is text, whatever it opens with


def parse_report(
    sources: Iterable[SourceLine], *, title: str = "", house: House | None = None, file: str = ""
) -> Report:
    """Tell what each paragraph is. `title` is the one a front matter gives; empty paragraphs are left out."""
    given = [source for source in sources if source.text.strip()]
    found = _title_lines(given) if not title else range(0)
    top = _first_text(given, found.stop)
    foot = _foot(given, top)
    lines: list[Line] = []
    own = view(title or "".join(given[at].text.strip() for at in found[-1:]).replace("\n", ""))
    kind = Report((), own).kind
    inherited = Part.OTHER if kind is None else Part.PLANNED if kind is Kind.PLAN else Part.DONE
    parts: dict[int, Part] = {}
    for at, source in enumerate(given):
        seen = view(source.text)
        if at in found:
            lines.append(
                Line(source, source.text, seen, Place.TITLE, heading=(0, len(source.text)))
            )
        elif at < found.start or at >= foot + _signature(given, foot):
            lines.append(Line(source, source.text, seen, Place.FURNITURE))
        elif at >= foot:
            lines.append(
                Line(
                    source,
                    source.text,
                    seen,
                    Place.DATE if _DATE_LINE.match(seen) else Place.ISSUER,
                )
            )
        elif at < top:
            place = (
                Place.DATE
                if _DATE_LINE.match(seen)
                else Place.RECIPIENT
                if _RECIPIENT.match(seen)
                else Place.ISSUER
            )
            lines.append(Line(source, source.text, seen, place))
        elif source.table:
            lines.append(Line(source, source.text, seen, Place.TABLE))
        else:
            lines.append(_line(source, seen, parts, inherited))
    return Report(tuple(lines), own, house or House(), file)


def read_text(
    text: str, *, markdown: bool = False, house: House | None = None, file: str = ""
) -> Report:
    """A report from the text of a file; with `markdown`, front matter and marks of Markdown are understood.

    `<!-- drafter: ignore FIG201, PUN -->` switches rules off on its own line and the next; `ignore-file` everywhere.
    """
    title, sources = "", list(sources_of(text, markdown=markdown))
    if markdown and (
        front := re.match(r"\ufeff?---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    ):
        first = front[0].count("\n")
        sources = [source for source in sources if source.number > first]
        named = re.search(
            r"^(?:title|标题)[ \t]*[:：][ \t]*[\"']?(.+?)[\"']?[ \t]*$", front[1], re.MULTILINE
        )
        title = named[1] if named else ""
    return parse_report(sources, title=title, house=house, file=file)


_REMARK = re.compile(r"<!--\s*drafter:\s*(ignore|ignore-file)\b\s*([A-Z0-9,，、\s]*)-->")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PREFIX = re.compile(r"(?P<hash>#{1,6})\s+|\s*[-*+]\s+(?=\S)|\s*>\s?")


def sources_of(text: str, *, markdown: bool) -> Iterator[SourceLine]:
    """The lines of a text; with `markdown`, without its marks."""
    raw = text.split("\n")
    everywhere = frozenset(
        code
        for line in raw
        for found in _REMARK.finditer(line)
        if found[1] == "ignore-file"
        for code in _codes(found[2])
    )
    before: frozenset[str] = frozenset()
    fenced = False
    for number, line in enumerate(raw, 1):
        here = frozenset(
            code
            for found in _REMARK.finditer(line)
            if found[1] == "ignore"
            for code in _codes(found[2])
        )
        text = line.rstrip("\r").lstrip("\ufeff") if number == 1 else line.rstrip("\r")
        offset = len(line.rstrip("\r")) - len(text)
        if remark := _REMARK.search(text):
            text = text[: remark.start()]
        ignored, before = everywhere | here | before, here if not text.strip() else frozenset()
        if markdown and text.lstrip().startswith("```"):
            fenced = not fenced
            continue
        if fenced or (markdown and re.fullmatch(r"\s*(?:[-*_=]{3,}|<!--.*-->)\s*", text)):
            continue
        level = 0
        if markdown and (prefix := _PREFIX.match(text)):
            level = len(prefix["hash"] or "")
            offset, text = offset + prefix.end(), text[prefix.end() :]
        cell = Cell(1, number, 1) if markdown and text.lstrip().startswith("|") else None
        text, escapes = _unescaped(text) if markdown else (text, ())
        yield SourceLine(
            number, text, offset=offset, escapes=escapes, level=level, cell=cell, ignored=ignored
        )


def _codes(text: str) -> list[str]:
    return re.findall(r"[A-Z]+\d*", text) or ["*"]


def _unescaped(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` without the backslashes that Markdown reads over, and the places of what they stood before."""
    found = [escape.start() for escape in _ESCAPE.finditer(text)]
    return _ESCAPE.sub(r"\1", text), tuple(at - n for n, at in enumerate(found))


def _title_lines(given: list[SourceLine]) -> range:
    """The lines of the title: the last run of title-like lines before anything else is said."""
    found = range(0)
    for at, source in enumerate(given[:30]):
        seen = view(source.text).strip()
        marked = level_and_mark(seen)[0] or source.auto
        if marked or re.search(r"[。；！？]|.{9}：$", seen) or len(seen) > 70:
            break
        if _TITLE.search(seen) or source.level == 1:
            joined = (
                found and found.stop == at and not _TITLE.search(view(given[at - 1].text).strip())
            )
            found = range(found.start if joined else at, at + 1)
    return found


def _first_text(given: list[SourceLine], at: int) -> int:
    """Where the text begins: after the title's brackets, issuer, date and the recipient."""
    for ahead in range(at, min(at + 4, len(given))):
        seen = view(given[ahead].text).strip()
        if (
            _RECIPIENT.match(seen)
            and len(seen) <= 40
            and not re.search(r"如下|[现将]", seen)
            and at
        ):
            return ahead + 1
        if _DATE_LINE.match(seen):
            return ahead + 1
        if not re.fullmatch(
            r"[（(].{2,40}[）)]|[^，。；：！？]{2,30}(?:局|委|办|厅|政府|办公室|中心)", seen
        ):
            break
    return at


def _foot(given: list[SourceLine], top: int) -> int:
    """Where the signature begins: an issuer above a date within the last lines; the end where there is none."""
    for at in range(len(given) - 1, max(len(given) - 8, top), -1):
        if _DATE_LINE.match(view(given[at].text)) and not given[at].table:
            above = view(given[at - 1].text)
            signed = (
                at - 1 > top
                and _ISSUER.fullmatch(above)
                and not level_and_mark(above)[0]
                and not given[at - 1].auto
            )
            return at - 1 if signed else at
    last = view(given[-1].text) if given else ""
    if len(given) - top > 2 and re.fullmatch(
        r"[\u4e00-\u9fff]{2,20}(?:局|委员会|办公室|政府|中心|学校|厅)", last.strip()
    ):
        return len(given) - 1
    return len(given)


def _signature(given: list[SourceLine], foot: int) -> int:
    """How many lines from `foot` are the signature."""
    return sum(1 for source in given[foot : foot + 2] if len(source.text.strip()) <= 45)


def _line(source: SourceLine, seen: str, parts: dict[int, Part], otherwise: Part) -> Line:
    level, mark = (
        level_and_mark(view(source.auto + seen[:1])) if source.auto else level_and_mark(seen)
    )
    at = 0 if source.auto else len(mark)
    heading: Span = (0, 0)
    place = Place.BODY
    if not level and source.level:
        level = min(source.level, 5)
    if level or source.level:
        end = _heading_end(seen, at)
        alone = not seen[end:].strip("。；：，、,;: \t")
        if end - at <= _MOST_HEADING and (alone or seen[end] == "。"):
            start = at + len(seen[at:end]) - len(seen[at:end].lstrip())
            heading = (start, end) if alone or end - at <= 30 else (0, 0)
            place = (
                Place.HEADING
                if alone and (level <= 2 or source.level or end == len(seen.rstrip()))
                else Place.BODY
            )
    if heading != (0, 0) and level:
        for deeper in [other for other in parts if other >= level]:
            del parts[deeper]
        above = parts[max(parts)] if parts else otherwise
        parts[level] = part_of(seen[slice(*heading)], level, above)
    part = parts[max(parts)] if parts else otherwise
    return Line(
        source,
        source.text,
        seen,
        place,
        level,
        mark if not source.auto else source.auto,
        heading,
        part,
    )


def _heading_end(seen: str, at: int) -> int:
    """Where a heading's words end: before the first full stop, or before the mark that closes the line."""
    stop = re.compile(r"[。；！？]").search(seen, at)
    return stop.start() if stop else len(seen.rstrip().rstrip("：:，,、"))


def _integer(text: str) -> int:
    if text.isdecimal():
        return int(text)
    value = chinese_number(text)
    if value is None:
        raise ValueError(text)
    return int(value)
