"""A report as a comparison sees it: sections, their sentences, and the facts and gaps in these."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from drafter.checks.indicators import MEASURED, Words, words_around
from drafter.compare.unread import slots_within
from drafter.documents.report import Line, Place, Report
from drafter.documents.source_lines import SourceLine
from drafter.facts.numbering import (
    BRACKETED_CN,
    BRACKETED_DIGITS,
    CIRCLED,
    HALF_BRACKETED,
    LABEL,
    strip_label,
    strip_number,
)
from drafter.records import Fact, Gap, Span

FRONT, FOOT = "front", "foot"  # before the first heading; signature and what stands behind it

_BLANK = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]+")
_END = "。；;：:，,、"
_SHORT = 12  # characters of a numbered line that is a heading whatever it ends with
# Where one item of a list ends and the next begins: 下列措施：一是…；二是…
_ITEM = re.compile(
    rf"(?<=[；：])(?=\s*(?:{LABEL}|{BRACKETED_CN}|{BRACKETED_DIGITS}|{HALF_BRACKETED}))"
)
_LABEL = re.compile(rf"\s*(?:{BRACKETED_DIGITS}|{HALF_BRACKETED}|[{CIRCLED}]|{BRACKETED_CN})\s*")
# What stands before any figure and tells nothing of what it measures.
_ASIDE = re.compile(
    "^(?:其中|另有|累计|共计|合计|总计|同比|环比)+|(?:其中|分别|同比|环比|累计|共计|合计|总计|达到|达|共|为|约|近)+$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact or gap where a report states it; its span counts in the text of the statement.

    words  the pairs of characters that tell what it measures
    """

    statement: int
    slot: Fact | Gap
    words: Words

    @property
    def fact(self) -> Fact:
        """The fact; a gap has none."""
        assert isinstance(self.slot, Fact)
        return self.slot


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, an item of a list, a heading or any other line: what is matched with its like.

    at       its place among all, in reading order
    line     index in the report's lines
    whole    span in the line, with number, label and blanks: those of a line cover it
    text     its words alone; span is theirs in the line
    key      equal keys are the same words, whatever blanks, widths of signs and end mark
    template the key without its facts and gaps
    section  index of its section
    """

    at: int
    line: int
    whole: Span
    span: Span
    text: str
    view: str
    key: str
    section: int
    heading: bool = False
    mentions: tuple[Mention, ...] = ()

    @property
    def template(self) -> str:
        text, start = "", 0
        for mention in self.mentions:
            before, after = blank_span(self.view, mention.slot)
            text, start = f"{text}{self.view[start:before]}#", after
        return _bare(text + self.view[start:])


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next heading of any level.

    name    number and heading as printed; "" for front and foot
    own     statements of its own, heading included: a range of places
    parent  index of the section it stands in, -1 for none
    """

    at: int
    kind: str
    number: str
    heading: str
    level: int
    parent: int
    own: range

    @property
    def name(self) -> str:
        return self.number.strip() + self.heading


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two reports.

    bullets  by statement, the ids of the bullets it was made of; () where that is not known
    """

    report: Report
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    bullets: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def view(self) -> str:
        """All of its text without blanks, to see whether some words stand anywhere."""
        return "\n".join(_BLANK.sub("", line.view) for line in self.report.lines)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(mention for statement in self.statements for mention in statement.mentions)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its facts."""
        return frozenset(
            mention.slot.key for mention in self.mentions if isinstance(mention.slot, Fact)
        )

    def section_of(self, statement: int) -> Section:
        return self.sections[self.statements[statement].section]

    def line_of(self, statement: int) -> Line:
        return self.report.lines[self.statements[statement].line]

    def label_of(self, statement: int) -> str:
        """Number or label as printed before a statement: 一、, 二是."""
        own = self.statements[statement]
        line = self.line_of(statement)
        printed = line.source.auto if line.auto and not own.whole[0] else ""
        return printed + line.text[own.whole[0] : own.span[0]].strip()


def parted(sources: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """The sources, each paragraph parted where it is broken by hand beside a numbered line.

    Somebody pressed Shift+Enter where a paragraph ends: what follows is a heading all the same.
    """
    for source in sources:
        pieces = source.text.split("\n")
        numbered = [strip_number(piece) != piece for piece in pieces]
        start = 0
        for at in range(1, len(pieces) + 1):
            if at == len(pieces) or numbered[at] or (numbered[at - 1] and at - 1 == start):
                text = "\n".join(pieces[start:at])
                offset = sum(len(piece) + 1 for piece in pieces[:start])
                yield replace(
                    source,
                    text=text,
                    offset=source.offset + offset,
                    auto="" if start else source.auto,
                )
                start = at


def side_of(report: Report) -> Side:
    """The report as one side of a comparison."""
    sections: list[Section] = []
    statements: list[Statement] = []
    open_sections: list[Section] = []
    for number, (kind, head, indices) in enumerate(_sections(report)):
        first = len(statements)
        for index in indices:
            line = report.lines[index]
            for whole, span, heading in _pieces(line, index == head):
                at = len(statements)
                statements.append(_statement(at, line, index, whole, span, number, heading))
        own = range(first, len(statements))
        level = report.lines[head].level if head is not None else 0
        while open_sections and open_sections[-1].level >= (level or 99):
            open_sections.pop()
        if head is None:
            sections.append(Section(number, kind, "", "", level, -1, own))
            continue
        parent = open_sections[-1].at if open_sections else -1
        sections.append(Section(number, kind, *_heading(report.lines[head]), level, parent, own))
        open_sections.append(sections[-1])
    return Side(report, tuple(sections), tuple(statements))


def _sections(report: Report) -> Iterator[tuple[str, int | None, list[int]]]:
    """Kind, line of the heading and all lines of each section."""
    kind = FRONT
    head: int | None = None
    lines: list[int] = []
    foot = _foot(report)
    for at, line in enumerate(report.lines):
        if at == foot:
            yield kind, head, lines
            kind, head, lines = FOOT, None, []
        elif at < foot and opens_section(line):
            yield kind, head, lines
            kind, head, lines = "", at, []
        lines.append(at)
    yield kind, head, lines
    if kind != FOOT:
        yield FOOT, None, []


def _foot(report: Report) -> int:
    """Where what stands below the text begins: signature, attachments."""
    text = [
        at
        for at, line in enumerate(report.lines)
        if line.place in {Place.HEADING, Place.BODY, Place.TABLE}
    ]
    behind = text[-1] + 1 if text else 0
    return next((at for at in range(behind, len(report.lines)) if text), len(report.lines))


def opens_section(line: Line) -> bool:
    """Whether a line begins a section.

    It does with a heading alone, or one that opens its paragraph and states no figure.
    """
    if line.heading == (0, 0) or not line.level:
        return False
    if line.place is Place.HEADING:
        return True
    more = line.view[line.heading[1] :].strip("。；：，,、 \t\n")
    reads = bool(more) or (len(line.title) <= _SHORT and "，" not in line.title)
    return (
        line.place is Place.BODY and reads and not any(_measured(line, slot) for slot in line.slots)
    )


def _measured(line: Line, slot: Fact | Gap) -> bool:
    return slot.span[0] < line.heading[1] and (isinstance(slot, Gap) or slot.kind in MEASURED)


def _heading(line: Line) -> tuple[str, str]:
    return (line.mark, line.text[slice(*line.heading)])


def _pieces(line: Line, head: bool) -> Iterator[tuple[Span, Span, bool]]:
    """Each statement of a line: the span it takes up, that of its words, and if it is a heading."""
    start = 0
    if head:
        start = _heading_end(line)
        yield (0, start), line.heading, True
    for end in _ends(line, start):
        if not line.view[start:end].strip():
            continue  # blanks at the end of a line go with what stands before them
        last = end if line.view[end:].strip() else len(line.text)
        yield (start, last), _words(line, start, end), False
        start = last
        if last == len(line.text):
            break


def _heading_end(line: Line) -> int:
    """Where what belongs to a heading ends: of one that opens its paragraph, its first sentence."""
    if line.place is not Place.BODY:
        return len(line.text)
    ends = (end for _, end in line.sentences if end >= line.heading[1])
    return min(ends, default=len(line.text))


def _ends(line: Line, start: int) -> list[int]:
    """The ends of the statements behind a place: of sentences, items and the line."""
    items = {item.start() for item in _ITEM.finditer(line.view, start)}
    ends = sorted(items | {end for _, end in line.sentences if end > start})
    if not ends or ends[-1] < len(line.text):
        ends.append(len(line.text))
    return ends


def _words(line: Line, start: int, end: int) -> Span:
    """The span of a statement's own words: without number, label and blanks."""
    view = line.view[start:end]
    bare = view.lstrip()
    if not start and line.mark and not line.auto:
        numbered = line.heading == (0, 0) and strip_number(bare) != bare
        bare = strip_number(bare) if numbered else view[len(line.mark) :].lstrip()
    if (label := _LABEL.match(bare)) and label.end() < len(bare):
        bare = bare[label.end() :]
    bare = strip_label(bare)
    stop = start + len(view.rstrip())
    return (start + len(view) - len(bare), stop) if bare.strip() else (start, stop)


def _statement(
    at: int, line: Line, index: int, whole: Span, span: Span, section: int, heading: bool
) -> Statement:
    view = line.view[slice(*span)]
    mentions = tuple(
        Mention(at, _shifted(slot, -span[0], line.text), words_around(line.view, slot.span, _ASIDE))
        for slot in slots_within(line, span)
        if not (isinstance(slot, Fact) and _counts_items(line, slot))
    )
    return Statement(
        at,
        index,
        whole,
        span,
        line.text[slice(*span)],
        view,
        _bare(view),
        section,
        heading,
        mentions,
    )


def _bare(view: str) -> str:
    return _BLANK.sub("", view).rstrip(_END)


def blank_span(view: str, slot: Fact | Gap) -> Span:
    """The span of a slot; a gap has 第 before it and its unit, as a fact in its place would."""
    start, end = slot.span
    if isinstance(slot, Gap):
        start -= view[:start].endswith("第")
        end += len(slot.unit) if view.startswith(slot.unit, end) else 0
    return start, end


def _shifted(slot: Fact | Gap, by: int, text: str) -> Fact | Gap:
    start, end = slot.span
    span, quote = (start + by, end + by), text[start:end]
    if isinstance(slot, Gap):
        return replace(slot, span=span, text=quote)
    return slot if not by and slot.quote == quote else replace(slot, span=span, quote=quote)


def _counts_items(line: Line, fact: Fact) -> bool:
    """1） within a paragraph: it counts items and states nothing."""
    return fact.text.isdigit() and line.view[fact.span[1] : fact.span[1] + 1] in {"）", "、", "．"}
