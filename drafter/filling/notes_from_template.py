"""Last year's report, masked → this year's notes to fill in: its headings, and a bullet for what was masked.

A clause with its masks becomes a bullet with the words it belongs to. What last year's report said besides stands in
comments, which the reader of notes leaves out: no claim of last year's becomes one of this year's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from drafter.documents.notes_front_matter import front_matter_of, read_front_matter
from drafter.documents.report import Line, Place, Report
from drafter.facts.figures import read_gaps, read_slots
from drafter.messages import t
from drafter.records import Fact, FactKind, Gap, Kind, Part, Span

_DEEPEST = 4
_LABEL = re.compile(r"(?:(?<=^)|(?<=[。；：，]))[一二三四五六七八九十]{1,2}是(?![否])[，：]?")
_SENTENCE_END = re.compile(r"[。！？；]")
_CLAUSE_END = re.compile(r"[，：]")
_PAIRS = {"“": "”", "《": "》", "（": "）", "‘": "’", "〔": "〕", "【": "】"}
# A clause that says nothing without the one before it.
_DEPENDENT = re.compile(
    r"(?:并|其中|占|同比|环比|比|较|分别|均|各|共计?|合计|累计|增长|下降|提高|提升|减少|增加|平均|人均|总投资|惠及|涉及|预计|计划|力争|年底前|年内)"
    r"|[\u4e00-\u9fff]{0,6}率(?!先|领)|(?:20)?[xX×]{1,4}(?:年|月|日)"
)
_SUBJECT = re.compile(
    r"[^，。；：]{2,28}?(?:项目|工程|平台|小学|中学|幼儿园|学校|公司|中心|机制|活动|行动|资金|幼(?=[已正将完启]))(?![的为])"
)
_WHEN = re.compile(r"(?:今年|20xx年)?(?:[上下]半年|以来|全年|年内)|截至[^，]{0,8}")
_ANNOUNCED = re.compile(r"现将[^。]{2,60}如下[：:。]?$")  # the front matter says it anew
_TOPIC = 26  # characters of the words after 一是 that can stand above their own bullets
_YEAR = r"(?:(?:19|20)(?:\d\d|[xX×*]{2}|\d[xX×])|[xX×*]{2,4})年"
_PERIOD = re.compile(
    rf"({_YEAR})((?:度|[上下]半年|第?[一二三四1-4xX×]季度|前[一二三四五六七八九十\dxX×]+个?月|[\dxX×]{{1,2}}月份?)?)"
)
_FIGURES = {
    FactKind.QUANTITY,
    FactKind.MONEY,
    FactKind.PERCENT,
    FactKind.POINTS,
    FactKind.DATE,
    FactKind.ORDINAL,
}


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
    out: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)  # levels of the headings that are open
    cell: str = ""  # the last cell of a table that holds no mask


def new_notes(report: Report, front: Mapping[str, str] | None = None) -> NewNotes:
    """The notes that a masked report becomes; `front` is what its own front matter says."""
    form = _Form()
    for line in report.lines:
        match line.place:
            case Place.FURNITURE:
                form.notices.append(
                    t("newnotes.furniture", line=line.number, text=line.text.strip()[:20])
                )
            case Place.TABLE:
                _table(form, line)
            case Place.HEADING | Place.BODY:
                form.cell = ""
                _line(form, line)
    head = _front_matter(report, front or {})
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
    inside = [gap for gap in read_gaps(line.view) if begin <= gap.span[0] < end]
    form.gaps += inside
    form.out += ["", "#" * len(form.open) + " " + _said(line.view, [line.heading], inside), ""]


def _write(form: _Form, line: Line, points: Iterable[_Point], gaps: Sequence[Gap]) -> None:
    for point in points:
        form.out.append(
            "  " * point.depth + "- " + point.lead + _said(line.view, point.spans, gaps)
        )
        inside = [gap for gap in gaps if any(a <= gap.span[0] < b for a, b in point.spans)]
        form.gaps += inside
        form.left += (
            (line.number, slot.text)
            for slot in read_slots(line.view)
            if isinstance(slot, Fact)
            and _dated(slot)
            and any(a <= slot.span[0] < b for a, b in point.spans)
        )


def _dated(fact: Fact) -> bool:
    """Whether a fact has figures that were last year's."""
    return re.search(r"\d", fact.text) is not None and (
        fact.kind in _FIGURES or fact.kind is FactKind.TITLE
    )


def _said(text: str, spans: Sequence[Span], gaps: Sequence[Gap]) -> str:
    """The clauses as one; masks of stars and lines, which Markdown takes for its own, in another spelling."""
    said = []
    for a, b in spans:
        piece, at = "", a
        for gap in gaps:
            if a <= gap.span[0] and gap.span[1] <= b:
                mask = "【待补】" if gap.text.startswith("_") else gap.text.replace("*", "x")
                piece, at = piece + text[at : gap.span[0]] + mask, gap.span[1]
        said.append((piece + text[at:b]).strip("，；。：、 "))
    return "，".join(said)


def _remark(form: _Form, rest: Sequence[str]) -> None:
    said = "；".join(filter(None, (one.strip("，；。：、 ") for one in rest)))
    if said:
        form.out.append(f"<!-- {t('newnotes.remark')}{said.replace('--', '——')} -->")


def _table(form: _Form, line: Line) -> None:
    """The cells of a table that hold a mask, each after the last that does not: 参训人次：xx."""
    for found in re.finditer(r"[^|\n]+", line.view):
        start, end = found.span()
        inside = [gap for gap in read_gaps(line.view) if start <= gap.span[0] < end]
        if inside:
            _write(
                form, line, [_Point([(start, end)], f"{form.cell}：" if form.cell else "")], inside
            )
        elif re.search(r"[\u4e00-\u9fff]", found[0]):
            form.cell = found[0].strip()


# --- clauses ---


def _points(text: str, span: Span, gaps: Sequence[Gap]) -> tuple[list[_Point], list[str]]:
    """The bullets of a stretch of text, and what of it has no mask."""
    starts = [
        found.start()
        for found in _LABEL.finditer(text, *span)
        if not _inside(text, span[0], found.start())
    ]
    if not starts:
        return _clauses(text, span, gaps)
    points, rest = _clauses(text, (span[0], starts[0]), gaps)
    below = 1 if points and text[starts[0] - 1] == "：" else 0
    for begin, end in pairwise([*starts, span[1]]):
        label = _LABEL.match(text, begin)
        begin = label.end() if label else begin
        stop = _topic(text, begin, end, gaps)
        alone = stop > begin
        inner, more = _clauses(text, (stop if alone else begin, end), gaps)
        if alone and inner:
            points.append(_Point([(begin, stop)], depth=below))
        elif alone:
            more.insert(0, text[begin:stop])
        for point in inner:
            point.depth += below + (alone and bool(inner))
        points += inner
        rest += more
    return points, rest


def _topic(text: str, begin: int, end: int, gaps: Sequence[Gap]) -> int:
    """Where the words end that stand above their own bullets: a short first sentence or clause without a mask."""
    for mark in (_SENTENCE_END, _CLAUSE_END):
        found = mark.search(text, begin, end)
        stop = found.start() if found else end
        if stop - begin <= _TOPIC and not any(begin <= gap.span[0] < stop for gap in gaps):
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
    for found in end_mark.finditer(text, *span):
        if not _inside(text, at, found.start()):
            yield at, found.end()
            at = found.end()
    if at < span[1]:
        yield at, span[1]


def _clauses(text: str, span: Span, gaps: Sequence[Gap]) -> tuple[list[_Point], list[str]]:
    points: list[_Point] = []
    rest: list[str] = []
    for sentence in _parts(text, span, _SENTENCE_END):
        last: _Point | None = None  # the bullet that the clause before this one is in
        before: Span | None = None  # the clause before this one, where it has no mask
        first = sentence[0]
        for a, b in _parts(text, sentence, _CLAUSE_END):
            if not any(a <= gap.span[0] < b for gap in gaps):
                rest.append(text[a:b])
                before, last = (a, b), None
                continue
            dependent = _DEPENDENT.match(text, a) is not None
            if dependent and last:
                last.spans.append((a, b))
            else:
                lead = _lead(text, first, before) if dependent and before else ""
                last = _Point([(a, b)], lead)
                points.append(last)
            before = None
    return points, rest


def _lead(text: str, sentence: int, before: Span) -> str:
    """What a clause that cannot stand alone is about: the subject of its sentence, or its time; never a claim."""
    said = text[slice(*before)].strip("，：、 ")
    subject = _SUBJECT.match(text, sentence, before[1])
    if subject and not read_gaps(subject[0]) and not _inside(text, sentence, subject.end()):
        return f"{subject[0]}："
    return f"{said}，" if _WHEN.fullmatch(said) else ""


# --- front matter ---


def _front_matter(report: Report, front: Mapping[str, str]) -> str:
    title = report.title or front.get("title", "")
    found = _PERIOD.search(title)
    year = _masked_year(found[1]) if found else ""
    named = (
        front.get("organization") or front.get("unit") or _named(title, found) or _signed(report)
    )
    values = {"organization": named or t("newnotes.organization")}
    planned = any(line.part is Part.PLANNED for line in report.lines)
    kind = report.kind or Kind.SUMMARY
    values["kind"] = Kind.SUMMARY if kind is Kind.BOTH and not planned else kind
    if found:
        values["period"] = year + found[2]
        if values["kind"] is Kind.BOTH:
            coming = _PERIOD.search(title, found.end())
            if coming:
                values["next_period"] = _masked_year(coming[1]) + coming[2]
            elif found[2] == "上半年":
                values["next_period"] = f"{year}下半年"
    values["date"] = "20xx年x月x日"
    recipient = next((line.view for line in report.lines if line.place is Place.RECIPIENT), "")
    if recipient:
        values["recipient"] = recipient.strip("： ")
    own = _PERIOD.sub(lambda m: _masked_year(m[1]) + m[2], title)
    if own and _written(values, "") and _composed(values) != own:
        values["title"] = own
    return _written(values)


def _written(values: Mapping[str, str], end: str = "\n") -> str:
    lines = (f"{name}: {_scalar(str(value))}" for name, value in values.items())
    return "---\n" + "\n".join(lines) + f"\n---{end}"


def _scalar(value: str) -> str:
    plain = re.fullmatch(r"[^\s:#'\"\[\]{}&*!|>%@`,?-][^:#'\"\n]*", value)
    return value if plain else "'" + value.replace("'", "''") + "'"


def _composed(values: Mapping[str, str]) -> str:
    return read_front_matter(_written(values), Path("notes.md"))[0].title


def _masked_year(year: str) -> str:
    """A year as next year's notes can state it: last year's own number is gone."""
    return re.sub(r"^(19|20)\d\d", "20xx", year)


def _named(title: str, found: re.Match[str] | None) -> str:
    if found and found.start() >= 2:
        return re.sub("关于$", "", title[: found.start()])
    after = re.match(
        r"(.{2,20}?)工作(?:报告|总结|计划|要点)", title[found.end() :] if found else title
    )
    return after[1] if after else ""


def _signed(report: Report) -> str:
    return next((line.view.strip() for line in report.lines if line.place is Place.ISSUER), "")


_BLANK_SECTIONS = {
    Kind.SUMMARY: ("一、主要工作情况", "二、存在的问题", "三、下一步打算"),
    Kind.PLAN: ("一、总体要求", "二、重点任务", "三、保障措施"),
    Kind.BOTH: ("一、上半年工作情况", "二、存在的问题", "三、下半年工作计划"),
}


def blank_notes(kind: str) -> str:
    """An empty file of notes of a kind: front matter, usual headings, how to write a note.

    Raises InputError on an unknown kind.
    """
    front = front_matter_of({"organization": "xx", "kind": kind}, Path("--kind"))
    lines = ["---", "单位：", f"文种：{t('kind.' + front.kind)}", "时段：", "日期：", "---", ""]
    lines += [f"<!-- {t('notes.blank.how')} -->", ""]
    for heading in _BLANK_SECTIONS[front.kind]:
        lines += [f"# {heading}", "", "- ", ""]
    return "\n".join(lines)
