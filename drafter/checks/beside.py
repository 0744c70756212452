"""A report beside the notes it was made of: what the rules on figures and bullets compare."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from drafter.checks.indicators import MEASURED, Words, digits, pairs, words_around
from drafter.documents.report import Line, Place, Report
from drafter.documents.source_lines import SourceLine
from drafter.facts.figures import read_facts
from drafter.records import Brief, Bullet, Fact, FactKind, Gap, Span

_YEAR = re.compile(r"(?:19|20)\d\d年")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|以来|全年|底|初|末|起)?")
_BOUND = re.compile(r"(?:以内|以上|以下|以外|左右|上下|不到|多|余)+$")
_ITEMS = 2  # digits of the number of an item
_AT_HOME = 0.2  # share of a bullet's pairs that a sentence has to have to be where it belongs
_NOWHERE = Line(SourceLine(1, ""), "", "", Place.BODY)  # where a report has not a single line


class Origin(Enum):
    """Where a figure comes from that no note states.

    Each figure has one answer, so that it is reported once.
    """

    NONE = auto()
    # the notes have its digits, of the same matter, with another unit
    UNIT = auto()
    # the notes have it with 约, 近, 余, 前 … where it has none, or the other way round
    ALTERED = auto()
    # the same thing in a shorter or longer form: 6月底 for 2026年6月底
    SPELT = auto()
    # a note on this matter leaves it open
    GAP = auto()
    # an older document states it
    EARLIER = auto()


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as the report states it.

    line   where it stands
    grams  the pairs of its sentence
    words  those around it
    """

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


Otherwise = tuple[Origin, str, str]  # with the text and key of what the notes have


@dataclass(frozen=True, slots=True)
class Traced:
    """A fact no note states in that form.

    instead, key  the text and key of what the notes have in its place, "" where there is nothing
    """

    stated: Stated
    origin: Origin
    instead: str = ""
    key: str = ""


@dataclass(frozen=True)
class Beside:
    """The subject of these rules.

    earlier  the texts of older documents, whose figures must not come back
    """

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
        return Counter(stated.fact.key for stated in self.stated)

    @cached_property
    def noted(self) -> dict[str, list[Noted]]:
        """The facts of the bullets by key."""
        noted: dict[str, list[Noted]] = defaultdict(list)
        for bullet in self.brief.all_bullets():
            for fact in bullet.facts:
                if fact.kind is not FactKind.NAME:
                    words = words_around(bullet.text, fact.span)
                    noted[fact.key].append(Noted(bullet, fact, words))
        return dict(noted)

    @cached_property
    def front(self) -> frozenset[str]:
        """Keys of what front matter and headings state: these may be said as often as need be."""
        return frozenset(fact.key for text in self._front_texts for fact in read_facts(text))

    @cached_property
    def _front_texts(self) -> tuple[str, ...]:
        brief = self.brief
        return (
            *(brief.title, brief.organization, brief.recipient),
            *(brief.period, brief.next_period, brief.date, brief.opening),
            *(section.heading for section in brief.all_sections()),
        )

    @cached_property
    def traced(self) -> tuple[Traced, ...]:
        """The facts that neither notes nor front matter state, each with its origin."""
        return tuple(self._trace(stated) for stated in self.stated if self._is_news(stated.fact))

    def _is_news(self, fact: Fact) -> bool:
        known = fact.key in self.noted or fact.key in self.front
        return not known and not self._known_year(fact)

    def of(self, origin: Origin) -> Iterator[Traced]:
        return (traced for traced in self.traced if traced.origin is origin)

    @cached_property
    def grams(self) -> dict[str, frozenset[str]]:
        """Pairs of characters of each bullet, by its id."""
        return {bullet.id: pairs(bullet.text) for bullet in self.brief.all_bullets()}

    def home(self, bullet: Bullet) -> tuple[Line, float]:
        """The line with the sentence that says most of what a bullet says, and how much of it.

        That is the share of the bullet's pairs that the sentence has.
        """
        own = self.grams[bullet.id]
        hits = Counter(at for gram in own for at in self._places.get(gram, ()))
        best = min(hits, key=lambda at: (-hits[at], at), default=0)
        share = hits[best] / len(own) if hits else 0.0
        return (self._sentences[best] if share > _AT_HOME else self._heading(bullet)), share

    def _heading(self, bullet: Bullet) -> Line:
        """The heading that the notes have the bullet under.

        The first line where the report has none like it.
        """
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
        places: dict[str, list[int]] = defaultdict(list)
        spans = ((line, span) for line in self.report.text_lines for span in line.sentences)
        for at, (line, span) in enumerate(spans):
            for gram in pairs(line.view[slice(*span)]):
                places[gram].append(at)
        return places

    @cached_property
    def _by_digits(self) -> dict[str, list[Noted]]:
        """The facts of the bullets by their first number; those in Chinese numerals have none."""
        by_digits: dict[str, list[Noted]] = defaultdict(list)
        for places in self.noted.values():
            for noted in places:
                by_digits[digits(noted.fact)].append(noted)
        by_digits.pop("", None)
        return by_digits

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

    def _trace(self, stated: Stated) -> Traced:
        fact = stated.fact
        if otherwise := self._noted_otherwise(stated):
            return Traced(stated, *otherwise)
        old = fact.key in self._old
        if old and (len(digits(fact)) > 1 or fact.kind not in MEASURED):
            return Traced(stated, Origin.EARLIER)
        if gap := self._gap(stated):
            return Traced(stated, Origin.GAP, gap)
        return Traced(stated, Origin.EARLIER if old else Origin.NONE)

    def _noted_otherwise(self, stated: Stated) -> Otherwise | None:
        """The same thing as a note has it in another form."""
        fact = stated.fact
        if by_digits := self._of_same_digits(stated):
            return by_digits
        if fact.kind is FactKind.DATE:
            return self._dated_otherwise(fact)
        if fact.kind is FactKind.TITLE and (full := self._longer_title(fact)):
            return Origin.SPELT, full.text, full.key
        return None

    def _of_same_digits(self, stated: Stated) -> Otherwise | None:
        """The note's figure of the same digits on the same matter, or its date of the same day."""
        fact = stated.fact
        for noted in self._by_digits.get(digits(fact), ()):
            other = noted.fact
            if other.kind is fact.kind is FactKind.DATE:
                if self._is_same_day(fact, other):
                    return Origin.SPELT, other.text, other.key
                continue
            of_one_matter = len(stated.grams & self.grams[noted.bullet.id]) > 1
            if of_one_matter and FactKind.DATE not in {fact.kind, other.kind}:
                same = _bare(other) == _bare(fact)
                return Origin.ALTERED if same else Origin.UNIT, other.text, other.key
        return None

    def _dated_otherwise(self, fact: Fact) -> Otherwise | None:
        """The note's date of the same month and day, written without its year or with 前."""
        altered: Otherwise | None = None
        wanted = _without_year(fact).rstrip("前起后")
        for places in self.noted.values():
            other = places[0].fact
            if other.kind is not FactKind.DATE:
                continue
            if self._is_same_day(fact, other):
                return Origin.SPELT, other.text, other.key
            if _without_year(other).rstrip("前起后") == wanted:
                altered = Origin.ALTERED, other.text, other.key
        return altered

    def _is_same_day(self, one: Fact, other: Fact) -> bool:
        return _without_year(one) == _without_year(other) and self._same_year(one, other)

    def _same_year(self, one: Fact, other: Fact) -> bool:
        """Whether two dates are of one year.

        A year that only one of them names is the year the notes are about.
        """
        named = [year[0] for fact in (one, other) if (year := _YEAR.match(fact.text))]
        if len(named) == 2:
            return named[0] == named[1]
        return set(named) <= self._front_years

    def _longer_title(self, fact: Fact) -> Fact | None:
        """The note's title that ends in this one: 《办法》 for 《云岭县临时救助办法》."""
        inner = fact.text.strip("《》")
        for places in self.noted.values():
            other = places[0].fact
            if other.kind is FactKind.TITLE and other.text.strip("《》").endswith(inner):
                return other
        return None

    def _gap(self, stated: Stated) -> str:
        """The placeholder of a note on this matter where the report has a value; "" for none."""
        if stated.line.place is Place.DATE and self.brief.date_gaps:
            return self.brief.date
        words = stated.words.before or stated.words.behind
        for gap, about in self._gaps:
            near = len(words & about) >= max(1, (min(len(words), len(about)) + 1) // 2)
            if near and _fills(stated.fact, gap):
                return gap.text + gap.unit
        return ""


def _fills(fact: Fact, gap: Gap) -> bool:
    """Whether a fact is what a gap stands for: of its unit or, where it has none, of its kind."""
    return fact.text.endswith(gap.unit) if gap.unit else gap.fact_kind is fact.kind


def _without_year(fact: Fact) -> str:
    return _YEAR.sub("", fact.text).replace("份", "").replace("末", "底").replace("号", "日")


def _bare(fact: Fact) -> tuple[str, str]:
    """Unit and spelling of it, without what stands behind: %以内 is %."""
    return fact.unit, _BOUND.sub("", fact.tail)


def _list_mark(line: Line, fact: Fact) -> bool:
    """1） within a paragraph: it counts the notes, and no note states it."""
    numbered = fact.text.isdigit() and len(fact.text) <= _ITEMS
    return numbered and line.view[fact.span[1] : fact.span[1] + 1] in {"）", "、", "．"}


def _sentence(line: Line, fact: Fact) -> Span:
    spans = (span for span in line.sentences if span[0] <= fact.span[0] < span[1])
    return next(spans, (0, len(line.text)))
