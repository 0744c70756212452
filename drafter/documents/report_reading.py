"""What each paragraph of a finished report is: title, heading, text, signature."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drafter.documents.house_words import House
from drafter.documents.parts import part_of
from drafter.documents.report import Line, Place, Report, view
from drafter.documents.source_lines import SourceLine
from drafter.facts.measures import states_measure
from drafter.facts.numbering import level_and_mark
from drafter.records import Kind, Part, Span

_TITLE = re.compile(
    r"(?:总结|计划|报告|汇报|要点|方案|打算|安排|思路|材料|情况|规划|意见|通知|办法|细则)(?:[（(].{1,20}[）)])?\s*$"
)
_RECIPIENT = re.compile(r"[^。，；“”]{2,60}：\s*$")
_DATE_LINE = re.compile(
    r"\s*[（(]?\s*(?:\d{2,4}|[xX×*]{2,4}|20[xX×]{2}|[二〇零○一二三四五六七八九]{4})\s*年\s*[\dxX×*十一二三四五六七八九]{1,3}\s*月"
    r"(?:\s*[\dxX×*十一二三四五六七八九]{1,3}\s*[日号])?\s*[）)]?\s*$"
)
_ISSUER = re.compile(r"[（(]?[^，。；：！？]{2,40}[）)]?\s*$")
_MOST_HEADING = 50  # characters; a longer line is text, whatever it opens with
_UNIT = re.compile(r"[\u4e00-\u9fff]{2,20}(?:局|委员会|办公室|政府|中心|学校|厅)")
_BELOW_TITLE = re.compile(
    r"[（(].{2,40}[）)]|[^，。；：！？]{2,30}(?:局|委|办|厅|政府|办公室|中心)"
)
_SAYS = re.compile(r"[。；！？]|.{9}：$")  # a line that says something is no title
_MOST_ABOVE, _WIDEST = 30, 70  # lines among which a title stands; characters of one of its lines
_COUNTER = re.compile(r"[:：]|浏览|阅读|点击|访问|评论|转发|点赞|收藏|分享")
_NOTES = 2  # lines with figures below which no title stands
_LONGEST_RUN_IN = 30  # characters of a heading that opens a paragraph


def parse_report(
    sources: Iterable[SourceLine], *, title: str = "", house: House | None = None, file: str = ""
) -> Report:
    """Tell what each paragraph is; empty paragraphs are left out.

    title  the one that a front matter gives, "" where the lines have to tell it
    """
    given = [source for source in sources if source.text.strip()]
    frame = _frame(given, titled=bool(title))
    own = title or "".join(given[at].text.strip() for at in frame.title[-1:]).replace("\n", "")
    parts = _Parts(_part_of_all(view(own)))
    lines = tuple(_placed(source, at, frame, parts) for at, source in enumerate(given))
    return Report(lines, view(own), house or House(), file)


def _part_of_all(title: str) -> Part:
    """What a report is about that has no heading yet, as its title says."""
    kind = Report((), title).kind
    if kind is None:
        return Part.OTHER
    return Part.PLANNED if kind is Kind.PLAN else Part.DONE


# --- what stands round the text ---


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the parts of a report stand among its lines.

    title  the lines of the title; first is the first of the text
    foot   the first of the signature, end the first after it
    """

    title: range
    first: int
    foot: int
    end: int


def _frame(given: Sequence[SourceLine], *, titled: bool) -> _Frame:
    title = range(0) if titled else _title_lines(given)
    first = _first_text(given, title.stop)
    foot = _foot(given, first)
    return _Frame(title, first, foot, foot + _signature(given, foot))


def _title_lines(given: Sequence[SourceLine]) -> range:
    """The lines of the title: the last run of title-like lines before anything else is said."""
    title, notes = range(0), 0
    for at, source in enumerate(given[:_MOST_ABOVE]):
        text = view(source.text).strip()
        if _is_text(source, text):
            break
        if _TITLE.search(text) or source.level == 1:
            goes_on = bool(title) and title.stop == at and not _ends_title(given[at - 1])
            title = range(title.start if goes_on else at, at + 1)
        elif _is_note(source, text):
            notes += 1
        if notes == _NOTES:
            break
    return title


def _is_text(source: SourceLine, text: str) -> bool:
    """Whether no title stands at a line or below it."""
    numbered = source.auto or level_and_mark(text)[0]
    return bool(numbered or _SAYS.search(text)) or len(text) > _WIDEST


def _is_note(source: SourceLine, text: str) -> bool:
    """Whether a line above a title states a figure that is not the site's own."""
    return not source.table and not _COUNTER.search(text) and states_measure(text)


def _ends_title(source: SourceLine) -> bool:
    return _TITLE.search(view(source.text).strip()) is not None


def _first_text(given: Sequence[SourceLine], at: int) -> int:
    """Where the text begins: after the title's brackets, issuer, date and the recipient."""
    for ahead in range(at, min(at + 4, len(given))):
        text = view(given[ahead].text).strip()
        if _DATE_LINE.match(text) or (at and _is_recipient(text)):
            return ahead + 1
        if not _BELOW_TITLE.fullmatch(text):
            break
    return at


def _is_recipient(text: str) -> bool:
    if len(text) > 40 or not _RECIPIENT.match(text):
        return False
    return not re.search(r"如下|[现将]", text)


def _foot(given: Sequence[SourceLine], top: int) -> int:
    """Where the signature begins: an issuer above a date in the last lines; else the end."""
    for at in range(len(given) - 1, max(len(given) - 8, top), -1):
        if _DATE_LINE.match(view(given[at].text)) and not given[at].table:
            signed = at - 1 > top and _is_issuer(given[at - 1])
            return at - 1 if signed else at
    last = view(given[-1].text) if given else ""
    unsigned = len(given) - top <= 2 or not _UNIT.fullmatch(last.strip())
    return len(given) - (not unsigned)


def _is_issuer(source: SourceLine) -> bool:
    text = view(source.text)
    numbered = source.auto or level_and_mark(text)[0]
    return not numbered and _ISSUER.fullmatch(text) is not None


def _signature(given: Sequence[SourceLine], foot: int) -> int:
    """How many lines from `foot` are the signature."""
    return sum(1 for source in given[foot : foot + 2] if len(source.text.strip()) <= 45)


# --- what a line is ---


@dataclass
class _Parts:
    """What the open sections are about, by level; `otherwise` where none is open."""

    otherwise: Part
    open: dict[int, Part] = field(default_factory=dict)

    @property
    def here(self) -> Part:
        return self.open[max(self.open)] if self.open else self.otherwise

    def enter(self, heading: str, level: int) -> None:
        """Open a section, which closes those at its level and below."""
        self.open = {above: part for above, part in self.open.items() if above < level}
        self.open[level] = part_of(heading, level, self.here)


def _placed(source: SourceLine, at: int, frame: _Frame, parts: _Parts) -> Line:
    seen = view(source.text)
    if at in frame.title:
        return Line(source, source.text, seen, Place.TITLE, heading=(0, len(source.text)))
    if (place := _place_around(seen, at, frame)) is not None:
        return Line(source, source.text, seen, place)
    if source.table:
        return Line(source, source.text, seen, Place.TABLE)
    return _text_line(source, seen, parts)


def _place_around(seen: str, at: int, frame: _Frame) -> Place | None:
    """What a line above or below the text is; None for a line of the text."""
    if at < frame.title.start or at >= frame.end:
        return Place.FURNITURE
    if frame.first <= at < frame.foot:
        return None
    if _DATE_LINE.match(seen):
        return Place.DATE
    above = at < frame.first
    return Place.RECIPIENT if above and _RECIPIENT.match(seen) else Place.ISSUER


def _text_line(source: SourceLine, seen: str, parts: _Parts) -> Line:
    """A line of the text: a heading, or text that a run-in heading may open."""
    marked = view(source.auto + seen[:1]) if source.auto else seen
    level, mark = level_and_mark(marked)
    level = level or min(source.level, 5)
    at = 0 if source.auto else len(mark)
    heading, alone = _heading(seen, at) if level or source.level else ((0, 0), False)
    if heading != (0, 0) and level:
        parts.enter(seen[slice(*heading)], level)
    whole = level <= 2 or source.level or heading[1] == len(seen.rstrip())
    place = Place.HEADING if alone and whole else Place.BODY
    mark = source.auto or mark
    return Line(source, source.text, seen, place, level, mark, heading, parts.here)


def _heading(seen: str, at: int) -> tuple[Span, bool]:
    """The span of the words of a heading, (0, 0) for none, and whether it is alone on its line."""
    end = _heading_end(seen, at)
    alone = not seen[end:].strip("。；：，、,;: \t")
    if end - at > _MOST_HEADING or not (alone or seen[end] == "。"):
        return (0, 0), False
    start = at + len(seen[at:end]) - len(seen[at:end].lstrip())
    short = alone or end - at <= _LONGEST_RUN_IN
    return ((start, end) if short else (0, 0)), alone


def _heading_end(seen: str, at: int) -> int:
    """Where a heading's words end: before the first full stop or the mark that ends the line."""
    stop = re.compile(r"[。；！？]").search(seen, at)
    return stop.start() if stop else len(seen.rstrip().rstrip("：:，,、"))
