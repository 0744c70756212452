"""What a section of the notes does not tell: how, with what result, why, beside what.

Read from the words of the notes alone, by the lists in `asking.toml`. What is in doubt is told: a
question that need not have been asked costs more than one that was not.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from drafter.facts.planted_instructions import speaks_to_model
from drafter.records import Bullet, FactKind, Part, Section

_FIGURES = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS}
_CLAUSE = re.compile(r"[^，；。：,;:]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLAIN_CLAUSE = 6  # characters of a clause without a figure that tells something of its own
_WHEN = re.compile(r"^(?:上半年|下半年|今年|本年|全年|[一二三四]季度|\d+年|\d+月份?)+")
_COMMON = re.compile(
    r"工作|情况|方面|开展|进展|完成|主要|重点|任务|总体|要求|上半年|下半年|全年|本年|今年|"
    r"\d+年|[一二三四]季度|成效|取得的|各项|及其|以及|[和与的、]"
)


class Lacking(StrEnum):
    """What is not told, or not as a report tells it."""

    MEASURE = "measure"  # 做法
    RESULT = "result"  # 成效
    CAUSE = "cause"  # 原因
    COMPARISON = "comparison"  # 同比、目标、完成比例
    WORDING = "wording"  # 书面的写法: of a note that is spoken, see `rewordings`


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a section or one of its bullets does not tell.

    wording  name of the question: measure, planned, mended, trained …
    bullet   None where the section as a whole lacks it
    subject  the words before the figure that it is about, "" where that goes without saying
    rank     0 is asked first
    """

    kind: Lacking
    wording: str
    rank: int
    bullet: Bullet | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _After:
    """A deed after which its end is asked for."""

    wording: str
    within: re.Pattern[str]
    end: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """The lists, as expressions."""

    measures: re.Pattern[str]
    deeds: re.Pattern[str]
    results: re.Pattern[str]
    comparisons: re.Pattern[str]
    indicators: re.Pattern[str]
    causes: re.Pattern[str]
    shortfalls: re.Pattern[str]
    goals: re.Pattern[str]
    stocks: re.Pattern[str]
    fixed: re.Pattern[str]
    after: tuple[_After, ...]


@cache
def _words() -> _Words:
    text = files("drafter.filling").joinpath("asking.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)

    def any_of(name: str) -> re.Pattern[str]:
        words = sorted(lists[name].split(), key=len, reverse=True)
        patterns = lists.get(f"{name.removesuffix('s')}_patterns", [])
        return re.compile("|".join([*map(re.escape, words), *patterns]))

    after = tuple(
        _After(deed["wording"], re.compile(deed["within"]), re.compile(deed["end"]))
        for deed in lists["after"]
    )
    return _Words(
        measures=any_of("measures"),
        deeds=any_of("deeds"),
        results=any_of("results"),
        comparisons=any_of("comparisons"),
        indicators=any_of("indicators"),
        causes=any_of("causes"),
        shortfalls=any_of("shortfalls"),
        goals=any_of("goals"),
        stocks=any_of("stocks"),
        fixed=any_of("fixed"),
        after=after,
    )


@dataclass(frozen=True, slots=True)
class _Note:
    """A bullet with what stands below it, and the clauses of them that have a figure."""

    bullet: Bullet
    whole: str
    clauses: tuple[tuple[str, str], ...]  # each with the words before its first figure

    @property
    def plain(self) -> bool:
        """Whether a clause of it tells something without a figure."""
        with_figure = {clause for clause, _ in self.clauses}
        return any(
            len(_HAN.findall(clause[0])) >= _PLAIN_CLAUSE and clause[0] not in with_figure
            for clause in _CLAUSE.finditer(self.whole)
        )


def lacks_of(section: Section) -> list[Lack]:
    """What the section's own notes do not tell, the most wanted first; at most one a bullet."""
    notes = [_note(bullet) for bullet in section.bullets]
    match section.part:
        case Part.PROBLEMS:
            lacks = _of_problems(notes)
        case Part.PLANNED:
            lacks = _of_plans(section, notes)
        case _:
            lacks = _of_work(notes, named=is_topic(section.heading))
    return _one_a_bullet(sorted(lacks, key=lambda lack: lack.rank))


def _one_a_bullet(lacks: Sequence[Lack]) -> list[Lack]:
    """The lacks without a second one of a bullet, and without the same deed's end twice."""
    asked: set[str] = set()
    kept = []
    for lack in lacks:
        about = {lack.bullet.id if lack.bullet else ""}
        if lack.kind in {Lacking.RESULT, Lacking.COMPARISON}:
            about.add(lack.wording)
        if not about & asked:
            asked |= about
            kept.append(lack)
    return kept


def begins_a_deed(answer: str) -> bool:
    """Whether an answer begins with a deed of its own: 建立日报告制度, not 同比增长5%."""
    deed = _words().deeds.match(answer)
    return deed is not None and not answer.startswith("的", deed.end())


def is_topic(heading: str) -> bool:
    """Whether a heading says what it is about, and not only that work was done."""
    return len(_COMMON.sub("", heading)) > 1 and not _words().stocks.search(heading)


def _note(bullet: Bullet) -> _Note:
    whole = "；".join(below.text for below in bullet.walk())
    clauses = tuple(clause for below in bullet.walk() for clause in _with_figures(below))
    return _Note(bullet, whole, clauses)


def _with_figures(bullet: Bullet) -> Iterator[tuple[str, str]]:
    starts = [fact.span[0] for fact in bullet.facts if fact.kind in _FIGURES]
    for clause in _CLAUSE.finditer(bullet.text):
        inside = [start for start in starts if clause.start() <= start < clause.end()]
        if inside:
            yield clause[0], bullet.text[clause.start() : inside[0]].strip()


# --- problems and plans ---


def _of_problems(notes: Sequence[_Note]) -> Iterator[Lack]:
    """The cause of each problem that tells none; those with a figure first."""
    for note in notes:
        if not (_words().causes.search(note.whole) or speaks_to_model(note.whole)):
            yield Lack(Lacking.CAUSE, "cause", 0 if note.clauses else 1, note.bullet)


def _of_plans(section: Section, notes: Sequence[_Note]) -> Iterator[Lack]:
    """The means to each goal with a figure that tells none; a list of goals needs none."""
    words = _words()
    for note in () if words.stocks.search(section.heading) else notes:
        told = words.measures.search(note.whole) or note.plain
        if not told and any(words.goals.search(clause) for clause, _ in note.clauses):
            yield Lack(Lacking.MEASURE, "planned", 1, note.bullet)


# --- work that was done ---


def _of_work(notes: Sequence[_Note], *, named: bool) -> Iterator[Lack]:
    words = _words()
    yield from _of_section(notes, named=named)
    for note in notes:
        if not note.clauses:
            continue
        if words.shortfalls.search(note.whole) and not words.causes.search(note.whole):
            yield Lack(Lacking.CAUSE, "cause", 1, note.bullet)
        yield from _unfinished(note)
        yield from _alone(note)


def _of_section(notes: Sequence[_Note], *, named: bool) -> Iterator[Lack]:
    """How, and with what result, where nothing but figures stands below a heading."""
    words = _words()
    if not named or len(notes) < 2 or not all(note.clauses for note in notes):
        return
    if not any(words.measures.search(note.whole) or note.plain for note in notes):
        yield Lack(Lacking.MEASURE, "measure", 2)
    elif not any(words.results.search(note.whole) for note in notes):
        yield Lack(Lacking.RESULT, "result", 3)


def _unfinished(note: _Note) -> Iterator[Lack]:
    """The end of a deed that has one."""
    for deed in _words().after:
        if any(deed.within.search(clause) for clause, _ in note.clauses):
            if not deed.end.search(note.whole):
                late = deed.wording in {"trained", "spent"}
                yield Lack(Lacking.RESULT, deed.wording, 3 if late else 0, note.bullet)
            return


def _alone(note: _Note) -> Iterator[Lack]:
    """What a rate or a flow was before, or was to be, where the bullet compares nothing."""
    words = _words()
    if words.comparisons.search(note.whole):
        return
    for _, before in note.clauses:
        if words.indicators.search(before) and not words.fixed.search(before):
            subject = _WHEN.sub("", before) if len(note.clauses) > 1 else ""
            yield Lack(Lacking.COMPARISON, "comparison", 1, note.bullet, subject)
            return
