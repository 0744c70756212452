"""A report beside the notes it was made of: what the rules on figures and bullets compare."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from drafter.documents.report import Line, Place, Report
from drafter.documents.source_lines import SourceLine
from drafter.facts.figures import read_facts
from drafter.facts.units import COUNTED_THINGS
from drafter.records import Brief, Bullet, Fact, FactKind, Gap, Span

MEASURED = frozenset({FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS})

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CUT = re.compile(
    rf"[，,；;。：:、（）()]|\d[\d.]*[\u4e00-\u9fff%]?|[一二两三四五六七八九十百千万]{{1,6}}[余多]?[{COUNTED_THINGS}]"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|以来|全年|底|初|末|起)?")
_BOUND = re.compile(r"(?:以内|以上|以下|以外|左右|上下|不到|多|余)+$")
_AT_HOME = 0.2  # share of a bullet's pairs that a sentence has to have to be where it belongs
_CLAUSE = 16  # characters before a figure that name what it measures
_BEHIND = 8  # and behind it
_NOWHERE = Line(SourceLine(1, ""), "", "", Place.BODY)  # where a report has not a single line


class Origin(Enum):
    """Where a figure comes from that no note states; one answer a figure, so that it is reported once."""

    NONE = auto()
    UNIT = auto()  # the notes have its digits, of the same matter, with another unit
    ALTERED = (
        auto()
    )  # the notes have it with 约, 近, 余, 前 … where it has none, or the other way round
    SPELT = auto()  # the same thing in a shorter or longer form: 6月底 for 2026年6月底, 《办法》 for 《云岭县…办法》
    GAP = auto()  # a note on this matter leaves it open
    EARLIER = auto()  # an older document states it


@dataclass(frozen=True, slots=True)
class Words:
    """The pairs of characters that tell what a figure measures: before it in its clause, and behind it."""

    before: frozenset[str]
    behind: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.before | self.behind


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as the report states it, with its line, the pairs of its sentence and the words around it."""

    line: Line
    fact: Fact
    grams: frozenset[str]
    words: Words


@dataclass(frozen=True, slots=True)
class Noted:
    """A fact as a bullet states it."""

    bullet: Bullet
    fact: Fact
    words: Words


@dataclass(frozen=True, slots=True)
class Traced:
    """A fact no note states in that form, with what the notes have in its place ("" where there is nothing)."""

    stated: Stated
    origin: Origin
    instead: str = ""
    key: str = ""


@dataclass(frozen=True)
class Beside:
    """The subject of these rules. earlier are the texts of older documents, whose figures must not come back."""

    report: Report
    brief: Brief
    earlier: tuple[str, ...] = ()

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The facts of the report in reading order; names are cut too loosely to be judged."""
        return tuple(
            Stated(
                line,
                fact,
                pairs(line.view[slice(*_sentence(line, fact))]),
                words_around(line.view, fact.span),
            )
            for line in self.report.lines
            if line.place is not Place.FURNITURE
            for fact in line.facts
            if fact.kind is not FactKind.NAME and not _list_mark(line, fact)
        )

    @cached_property
    def times(self) -> Counter[str]:
        """How often the report states each key."""
        return Counter(one.fact.key for one in self.stated)

    @cached_property
    def noted(self) -> dict[str, list[Noted]]:
        """The facts of the bullets by key."""
        found: dict[str, list[Noted]] = defaultdict(list)
        for bullet in self.brief.all_bullets():
            for fact in bullet.facts:
                if fact.kind is not FactKind.NAME:
                    found[fact.key].append(
                        Noted(bullet, fact, words_around(bullet.text, fact.span))
                    )
        return dict(found)

    @cached_property
    def front(self) -> frozenset[str]:
        """Keys of what front matter and headings state: these may be said as often as need be."""
        return frozenset(fact.key for text in self._front_texts for fact in read_facts(text))

    @cached_property
    def _front_texts(self) -> tuple[str, ...]:
        brief = self.brief
        texts = (
            brief.title,
            brief.organization,
            brief.recipient,
            brief.period,
            brief.next_period,
            brief.date,
        )
        return (*texts, brief.opening, *(section.heading for section in brief.all_sections()))

    @cached_property
    def traced(self) -> tuple[Traced, ...]:
        """The facts of the report that neither notes nor front matter state, each with its origin."""
        return tuple(
            self._trace(one)
            for one in self.stated
            if one.fact.key not in self.noted
            and one.fact.key not in self.front
            and not self._known_year(one.fact)
        )

    def of(self, origin: Origin) -> Iterator[Traced]:
        return (one for one in self.traced if one.origin is origin)

    @cached_property
    def grams(self) -> dict[str, frozenset[str]]:
        """Pairs of characters of each bullet, by its id."""
        return {bullet.id: pairs(bullet.text) for bullet in self.brief.all_bullets()}

    def home(self, bullet: Bullet) -> tuple[Line, float]:
        """The line with the sentence that says most of what a bullet says, and what share of its pairs that is."""
        own = self.grams[bullet.id]
        hits = Counter(at for gram in own for at in self._places.get(gram, ()))
        best = min(hits, key=lambda at: (-hits[at], at), default=0)
        share = hits[best] / len(own) if hits else 0.0
        return (self._sentences[best] if share > _AT_HOME else self._heading(bullet)), share

    def _heading(self, bullet: Bullet) -> Line:
        """The heading that the notes have the bullet under; the first line where the report has none like it."""
        wanted = pairs(self._headings.get(bullet.id, ""))
        first = next(self.report.text_lines, next(iter(self.report.lines), _NOWHERE))
        return max(
            self.report.text_lines, key=lambda line: len(wanted & pairs(line.title)), default=first
        )

    @cached_property
    def _headings(self) -> dict[str, str]:
        """The heading of each bullet's section, by the bullet's id."""
        return {
            bullet.id: section.heading
            for section in self.brief.all_sections()
            for top in section.bullets
            for bullet in top.walk()
        }

    @cached_property
    def _sentences(self) -> tuple[Line, ...]:
        return tuple(line for line in self.report.text_lines for _ in line.sentences)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The sentences in which a pair of characters stands."""
        found: dict[str, list[int]] = defaultdict(list)
        spans = ((line, span) for line in self.report.text_lines for span in line.sentences)
        for at, (line, span) in enumerate(spans):
            for gram in pairs(line.view[slice(*span)]):
                found[gram].append(at)
        return found

    # --- where a figure comes from ---

    @cached_property
    def _by_digits(self) -> dict[str, list[Noted]]:
        found: dict[str, list[Noted]] = defaultdict(list)
        for places in self.noted.values():
            for one in places:
                found[digits(one.fact)].append(one)
        return found

    @cached_property
    def _years(self) -> frozenset[str]:
        """The years that front matter, headings or bullets name."""
        texts = (bullet.text for bullet in self.brief.all_bullets())
        return self._front_years | {year for text in texts for year in _YEAR.findall(text)}

    @cached_property
    def _front_years(self) -> frozenset[str]:
        return frozenset(year for text in self._front_texts for year in _YEAR.findall(text))

    @cached_property
    def _old(self) -> frozenset[str]:
        return frozenset(fact.key for text in self.earlier for fact in read_facts(text))

    @cached_property
    def _gaps(self) -> tuple[tuple[Gap, frozenset[str]], ...]:
        """The gaps of the bullets, each with the pairs of the words before it."""
        return tuple(
            (gap, pairs(gap.about)) for bullet in self.brief.all_bullets() for gap in bullet.gaps
        )

    def _known_year(self, fact: Fact) -> bool:
        """2026年, 2026年以来: no news where the notes are about that year."""
        year = _YEAR.match(fact.text)
        return (
            year is not None
            and year[0] in self._years
            and _BARE_YEAR.fullmatch(fact.text) is not None
        )

    def _trace(self, one: Stated) -> Traced:
        fact = one.fact
        for other in self._by_digits.get(digits(fact), ()) if digits(fact) else ():
            if other.fact.kind is fact.kind is FactKind.DATE:
                if _without_year(fact) == _without_year(other.fact) and self._same_year(
                    fact, other.fact
                ):
                    return Traced(one, Origin.SPELT, other.fact.text, other.fact.key)
                continue
            if (
                FactKind.DATE in {fact.kind, other.fact.kind}
                or len(one.grams & self.grams[other.bullet.id]) < 2
            ):
                continue
            same = _bare(other.fact) == _bare(fact)
            return Traced(
                one, Origin.ALTERED if same else Origin.UNIT, other.fact.text, other.fact.key
            )
        if fact.kind is FactKind.DATE and (dated := self._dated_otherwise(fact)):
            return Traced(one, *dated)
        if fact.kind is FactKind.TITLE and (full := self._longer_title(fact)):
            return Traced(one, Origin.SPELT, full.text, full.key)
        if fact.key in self._old and (len(digits(fact)) > 1 or fact.kind not in MEASURED):
            return Traced(one, Origin.EARLIER)
        if gap := self._gap(one):
            return Traced(one, Origin.GAP, gap)
        return Traced(one, Origin.EARLIER if fact.key in self._old else Origin.NONE)

    def _dated_otherwise(self, fact: Fact) -> tuple[Origin, str, str] | None:
        """The note's date of the same month and day: without its year, or with 前 where this one has none."""
        same: tuple[Origin, str, str] | None = None
        for places in self.noted.values():
            other = places[0].fact
            if other.kind is FactKind.DATE:
                if _without_year(fact) == _without_year(other) and self._same_year(fact, other):
                    return Origin.SPELT, other.text, other.key
                if _without_year(fact).rstrip("前起后") == _without_year(other).rstrip("前起后"):
                    same = Origin.ALTERED, other.text, other.key
        return same

    def _same_year(self, one: Fact, other: Fact) -> bool:
        """Whether two dates are of one year: a year that only one of them names is the year the notes are about."""
        named = {year[0] for fact in (one, other) if (year := _YEAR.match(fact.text))}
        both = all(_YEAR.match(fact.text) for fact in (one, other))
        return len(named) < 2 and (both or named <= self._front_years)

    def _longer_title(self, fact: Fact) -> Fact | None:
        """The note's title that ends in this one: 《办法》 for 《云岭县临时救助办法》."""
        inner = fact.text.strip("《》")
        for places in self.noted.values():
            other = places[0].fact
            if other.kind is FactKind.TITLE and other.text.strip("《》").endswith(inner):
                return other
        return None

    def _gap(self, one: Stated) -> str:
        """The placeholder that a note on this matter has where the report has a value; "" for none."""
        if one.line.place is Place.DATE and self.brief.date_gaps:
            return self.brief.date
        said = one.words.before or one.words.behind
        for gap, about in self._gaps:
            ends = bool(gap.unit) and one.fact.text.endswith(gap.unit)
            near = len(said & about) >= max(1, (min(len(said), len(about)) + 1) // 2)
            if near and (ends or (not gap.unit and gap.fact_kind is one.fact.kind)):
                return gap.text + gap.unit
        return ""


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return frozenset(run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))


def words_around(text: str, span: Span, aside: re.Pattern[str] | None = None) -> Words:
    """The words beside a figure; those that match `aside` tell nothing of what it measures."""
    before = _CUT.split(text[max(0, span[0] - _CLAUSE) : span[0]])[-1]
    behind = _CUT.split(text[span[1] : span[1] + _BEHIND])[0]
    if aside:
        before, behind = aside.sub("，", before), aside.sub("，", behind)
    return Words(pairs(before), pairs(behind))


def digits(fact: Fact) -> str:
    """The first number of a fact as written, without its commas; "" where it is written in Chinese numerals."""
    found = _NUMBER.search(fact.text)
    return found[0].replace(",", "") if found else ""


def _without_year(fact: Fact) -> str:
    return _YEAR.sub("", fact.text).replace("份", "").replace("末", "底").replace("号", "日")


def _bare(fact: Fact) -> tuple[str, str]:
    """Unit and spelling of it, without what stands behind: %以内 is %."""
    return fact.unit, _BOUND.sub("", fact.tail)


def _list_mark(line: Line, fact: Fact) -> bool:
    """1） within a paragraph: it counts the notes, and no note states it."""
    return fact.text.isdigit() and line.view[fact.span[1] : fact.span[1] + 1] in {"）", "、", "．"}


def _sentence(line: Line, fact: Fact) -> Span:
    return next(
        (span for span in line.sentences if span[0] <= fact.span[0] < span[1]), (0, len(line.text))
    )
