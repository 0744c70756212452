"""Last year's report, masked → this year's notes to fill in.

Headings stay. A clause with its masks becomes a bullet with the words it belongs to. What last
year's report said besides stands in comments, which the reader of notes leaves out: no claim of
last year's becomes one of this year's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from drafter.documents.report import Line, Place, Report
from drafter.facts.figures import read_gaps, read_slots
from drafter.facts.numbering import LABEL
from drafter.filling.template_front_matter import front_matter
from drafter.messages import t
from drafter.records import Fact, FactKind, Gap, Span

_Slot = TypeVar("_Slot", Fact, Gap)

_DEEPEST = 4
_MARKS = "，；。：、 "
_LABEL = re.compile(rf"(?:(?<=^)|(?<=[。；：，])){LABEL}[，：]?")
_SENTENCE_END = re.compile(r"[。！？；]")
_CLAUSE_END = re.compile(r"[，：]")
_PAIRS = {"“": "”", "《": "》", "（": "）", "‘": "’", "〔": "〕", "【": "】"}
# A clause that says nothing without the one before it.
_DEPENDENT = re.compile(
    r"(?:并|其中|占|同比|环比|比|较|分别|均|各|共计?|合计|累计|增长|下降|提高|提升|减少|增加|平均|人均"
    r"|总投资|惠及|涉及|预计|计划|力争|年底前|年内)"
    r"|[\u4e00-\u9fff]{0,6}率(?!先|领)|(?:20)?[xX×]{1,4}(?:年|月|日)"
)
_SUBJECT = re.compile(
    r"[^，。；：]{2,28}?(?:项目|工程|平台|小学|中学|幼儿园|学校|公司|中心|机制|活动|行动|资金"
    r"|幼(?=[已正将完启]))(?![的为])"
)
_WHEN = re.compile(r"(?:今年|20xx年)?(?:[上下]半年|以来|全年|年内)|截至[^，]{0,8}")
_ANNOUNCED = re.compile(r"现将[^。]{2,60}如下[：:。]?$")  # the front matter says it anew
_TOPIC = 26  # characters of the words after 一是 that can stand above their own bullets
_FIGURES = {
    FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS, FactKind.DATE,
    FactKind.ORDINAL,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewNotes:
    """Notes to fill in.

    gaps     every mask of the template that stands in them, in order
    left     figures that stand in a bullet unmasked, with the line of the template
    notices  what was left out: lines that are no report, headings too deep
    """

    text: str
    gaps: tuple[Gap, ...]
    left: tuple[tuple[int, str], ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class _Point:
    """A bullet in the making: spans of the clauses of its line, and what stands before them."""

    spans: list[Span]
    lead: str = ""
    depth: int = 0


@dataclass(slots=True)
class _Form:
    """Notes in the making.

    out   their lines; gaps, left and notices as in NewNotes
    open  levels of the headings that are open
    cell  the last cell of a table that holds no mask
    """

    out: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    cell: str = ""


def new_notes(report: Report, front: Mapping[str, str] | None = None) -> NewNotes:
    """The notes that a masked report becomes; `front` is what its own front matter says."""
    form = _Form()
    for line in report.lines:
        match line.place:
            case Place.FURNITURE:
                text = line.text.strip()[:20]
                form.notices.append(t("newnotes.furniture", line=line.number, text=text))
            case Place.TABLE:
                _table(form, line)
            case Place.HEADING | Place.BODY:
                form.cell = ""
                _line(form, line)
    head = front_matter(report, front or {})
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(form.out)).strip("\n")
    return NewNotes(f"{head}\n{body}\n", tuple(form.gaps), tuple(form.left), tuple(form.notices))


def counted(notes: NewNotes) -> Iterator[str]:
    """How many masks there are, by what belongs in them: a table for people."""
    yield t("newnotes.total", count=len(notes.gaps))
    for kind, count in Counter(gap.kind for gap in notes.gaps).most_common():
        yield f"  {t(f'gap.kind.{kind}')} {count}"


def stale(notes: NewNotes) -> Iterator[str]:
    """Figures of last year's that were not masked and stand in a bullet now."""
    if notes.left:
        yield t("newnotes.left", count=len(notes.left))
        yield from (t("newnotes.left.one", line=line, text=text) for line, text in notes.left)


# --- a line ---


def _line(form: _Form, line: Line) -> None:
    start, end = line.body
    level = line.level if line.heading != (0, 0) and line.level and line.level <= _DEEPEST else 0
    if level:
        _heading(form, line, level)
        start = line.heading[1]
    else:
        start = 0 if line.auto else len(line.mark)
    while start < end and line.view[start] in "。；：，、 ":
        start += 1
    if not form.open and (announced := _ANNOUNCED.search(line.view, start, end)):
        end = announced.start()
    gaps = read_gaps(line.view)
    points, rest = _points(line.view, (start, end), gaps)
    _write(form, line, points, gaps)
    _remark(form, rest)


def _heading(form: _Form, line: Line, level: int) -> None:
    while form.open and form.open[-1] >= level:
        form.open.pop()
    form.open.append(level)
    begin, end = line.heading
    inside = _starting_in([(begin, end)], read_gaps(line.view))
    form.gaps += inside
    form.out += ["", "#" * len(form.open) + " " + _joined(line.view, [line.heading], inside), ""]


def _write(form: _Form, line: Line, points: Iterable[_Point], gaps: Sequence[Gap]) -> None:
    facts = [slot for slot in read_slots(line.view) if isinstance(slot, Fact)]
    for point in points:
        words = _joined(line.view, point.spans, gaps)
        form.out.append("  " * point.depth + "- " + point.lead + words)
        form.gaps += _starting_in(point.spans, gaps)
        unmasked = _starting_in(point.spans, filter(_dated, facts))
        form.left += ((line.number, fact.text) for fact in unmasked)


def _starting_in(spans: Sequence[Span], slots: Iterable[_Slot]) -> list[_Slot]:
    """The facts or gaps that begin in one of the spans."""
    return [slot for slot in slots if any(a <= slot.span[0] < b for a, b in spans)]


def _dated(fact: Fact) -> bool:
    """Whether a fact has figures that were last year's."""
    return re.search(r"\d", fact.text) is not None and (
        fact.kind in _FIGURES or fact.kind is FactKind.TITLE
    )


def _joined(text: str, spans: Sequence[Span], gaps: Sequence[Gap]) -> str:
    """The clauses as one.

    Masks of stars and lines, which Markdown takes for its own, get another spelling.
    """
    clauses = []
    for begin, end in spans:
        clause, at = "", begin
        for gap in gaps:
            if begin <= gap.span[0] and gap.span[1] <= end:
                mask = "【待补】" if gap.text.startswith("_") else gap.text.replace("*", "x")
                clause, at = clause + text[at : gap.span[0]] + mask, gap.span[1]
        clauses.append((clause + text[at:end]).strip(_MARKS))
    return "，".join(clauses)


def _remark(form: _Form, rest: Sequence[str]) -> None:
    words = "；".join(filter(None, (clause.strip(_MARKS) for clause in rest)))
    if words:
        form.out.append(f"<!-- {t('newnotes.remark')}{words.replace('--', '——')} -->")


def _table(form: _Form, line: Line) -> None:
    """The cells of a table that hold a mask, each after the last that does not: 参训人次：xx."""
    for cell in re.finditer(r"[^|\n]+", line.view):
        inside = _starting_in([cell.span()], read_gaps(line.view))
        if inside:
            lead = f"{form.cell}：" if form.cell else ""
            _write(form, line, [_Point([cell.span()], lead)], inside)
        elif re.search(r"[\u4e00-\u9fff]", cell[0]):
            form.cell = cell[0].strip()


# --- clauses ---


def _points(text: str, span: Span, gaps: Sequence[Gap]) -> tuple[list[_Point], list[str]]:
    """The bullets of a stretch of text, and what of it has no mask."""
    starts = [
        label.start()
        for label in _LABEL.finditer(text, *span)
        if not _inside(text, span[0], label.start())
    ]
    if not starts:
        return _clauses(text, span, gaps)
    points, rest = _clauses(text, (span[0], starts[0]), gaps)
    below = 1 if points and text[starts[0] - 1] == "：" else 0
    for item in pairwise([*starts, span[1]]):
        inner, more = _labelled(text, item, gaps)
        for point in inner:
            point.depth += below
        points += inner
        rest += more
    return points, rest


def _labelled(text: str, span: Span, gaps: Sequence[Gap]) -> tuple[list[_Point], list[str]]:
    """As `_points`, of a stretch that opens with 一是: its topic stands above its bullets."""
    label = _LABEL.match(text, span[0])
    begin, end = label.end() if label else span[0], span[1]
    stop = _topic(text, begin, end, gaps)
    points, rest = _clauses(text, (stop, end), gaps)
    if stop == begin:
        return points, rest
    if not points:
        return points, [text[begin:stop], *rest]
    for point in points:
        point.depth += 1
    return [_Point([(begin, stop)]), *points], rest


def _topic(text: str, begin: int, end: int, gaps: Sequence[Gap]) -> int:
    """Where the words end that stand above their own bullets; `begin` where there are none.

    They are a short first sentence or clause without a mask.
    """
    for mark in (_SENTENCE_END, _CLAUSE_END):
        full_stop = mark.search(text, begin, end)
        stop = full_stop.start() if full_stop else end
        if stop - begin <= _TOPIC and not _starting_in([(begin, stop)], gaps):
            return stop
    return begin


def _inside(text: str, begin: int, at: int) -> bool:
    """Whether a place stands between quotation marks or brackets that close behind it."""
    for opening, closing in _PAIRS.items():
        last = text.rfind(opening, begin, at)
        if last >= 0 and text.find(closing, last, at) < 0 and closing in text[at:]:
            return True
    return False


def _parts(text: str, span: Span, end_mark: re.Pattern[str]) -> Iterator[Span]:
    """The stretches between end marks, each with its mark; none ends within “…”, 《…》 or （…）."""
    at = span[0]
    for mark in end_mark.finditer(text, *span):
        if not _inside(text, at, mark.start()):
            yield at, mark.end()
            at = mark.end()
    if at < span[1]:
        yield at, span[1]


def _clauses(text: str, span: Span, gaps: Sequence[Gap]) -> tuple[list[_Point], list[str]]:
    points: list[_Point] = []
    rest: list[str] = []
    for sentence in _parts(text, span, _SENTENCE_END):
        last: _Point | None = None  # the bullet that the clause before this one is in
        before: Span | None = None  # the clause before this one, where it has no mask
        for clause in _parts(text, sentence, _CLAUSE_END):
            if not _starting_in([clause], gaps):
                rest.append(text[slice(*clause)])
                before, last = clause, None
                continue
            dependent = _DEPENDENT.match(text, clause[0]) is not None
            if dependent and last:
                last.spans.append(clause)
            else:
                lead = _lead(text, sentence[0], before) if dependent and before else ""
                last = _Point([clause], lead)
                points.append(last)
            before = None
    return points, rest


def _lead(text: str, sentence: int, before: Span) -> str:
    """The subject or time of the sentence of a clause that cannot stand alone; never a claim."""
    clause = text[slice(*before)].strip("，：、 ")
    subject = _SUBJECT.match(text, sentence, before[1])
    if subject and not read_gaps(subject[0]) and not _inside(text, sentence, subject.end()):
        return f"{subject[0]}："
    return f"{clause}，" if _WHEN.fullmatch(clause) else ""
