"""A report beside the documents that are held: what it names of them, and what they say.

Only names are matched here; what is wrong with one is said by the rules of this folder. A name is
good where it is the title without its brackets and marks, or the end of it: 《教育法》,
《临时救助工作实施细则》 for 《云岭县…（试行）》.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.documents.report import Line, Place, Report
from drafter.facts.numerals import SIGNS, article_numbers
from drafter.ports import Held, Holdings
from drafter.records import Fact, FactKind, Gap, Span

_ARTICLE = rf"第[{SIGNS}\d]+条(?:之[{SIGNS}]+)?(?:第[{SIGNS}\d]+款)?(?:第?（[{SIGNS}\d]+）项|第[{SIGNS}\d]+项)?"
_ARTICLES = re.compile(
    rf"(?:（[^（）]{{0,40}}）)?的?(?P<articles>{_ARTICLE}(?:[、和与及]{_ARTICLE}){{0,9}})"
)
_BARE_ARTICLE = re.compile(_ARTICLE)
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,120})》")
_INNER = re.compile(r"[〈《]([^〈〉《》]{4,100})[〉》]")
_PLAIN = re.compile(r"^(?:中华人民共和国)|[（(〔][^）)〕]*[）)〕]|[^\u4e00-\u9fff0-9A-Za-z]")
# What may be left out before a title: who issued it. 《安全生产条例》 is not the end of
# 《道路运输安全生产条例》.
_ISSUER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:自治[区州县]|[省市县区]))?(?:[\u4e00-\u9fff]{0,12}(?:局|委|委员会|办公室|政府|厅|部|系统))?(?:关于)?(?:印发)?"
)
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:自治[区州县]|[省市县区])")
# What policy documents are called; other titles are those of books, papers and plays.
_POLICY = re.compile(
    r"(?:(?<![方做想看说用手])法|条例|意见|通知|方案|规划|纲要|细则|规定|决定|办法|规则|章程|标准|规程|指南|批复|公告|要点|制度|准则|守则)$"
)
_LAW = re.compile(r"(?:(?<![方做想看说用手])法|条例|办法|规定|细则|规则|准则)$")
_NUMBER = re.compile(r"〔(\d{4})〕(\d{1,5})号")
_BEFORE_NAME = "照据和与及或反行守以按依施彻对是在由合违于背了将"  # else it is the end of another's: 高等|教育法
_LAST_WORDS = re.compile(r"[\u4e00-\u9fff]*$")
_LEAST = 4  # characters of a name; 《方案》, 《纲要》 are short for what was named before
_LONGEST_LAW = 30


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as a report names it.

    span      of the name in the line's text, with its 《》
    name      without them, in the line's view
    articles  those named with it, each with its span
    number    the document number in brackets behind the name: 云政办发〔2024〕12号; "" for none
    found     the documents held under this name, those that lead first
    end       where the name ends with all that belongs to it
    """

    line: Line
    span: Span
    name: str
    articles: tuple[tuple[int, Span], ...]
    number: str
    found: tuple[Held, ...]
    end: int


@dataclass(frozen=True)
class Cited:
    """A report and what is held."""

    report: Report
    holdings: Holdings

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every document that the report names, in reading order."""
        if not self.held:
            return ()
        return tuple(
            citation
            for line in self.lines
            for citation in (*self._titled(line), *self._untitled(line))
        )

    @cached_property
    def numbers(self) -> tuple[tuple[Line, Fact], ...]:
        """The document numbers that stand without a title."""
        behind = {
            (citation.line.number, citation.number)
            for citation in self.citations
            if citation.number
        }
        return tuple(
            (line, fact)
            for line in (self.lines if self.held else ())
            for fact in line.facts
            if fact.kind is FactKind.DOCUMENT and (line.number, fact.text) not in behind
        )

    @cached_property
    def held(self) -> Sequence[Held]:
        return self.holdings.documents()

    def passages(self, document: Held) -> Sequence[tuple[int | None, str]]:
        """The text of a document, read once."""
        if document.id not in self._texts:
            self._texts[document.id] = self.holdings.passages(document.id)
        return self._texts[document.id]

    def articles(self, document: Held) -> frozenset[int]:
        """The numbers of its articles; empty where it has none."""
        return frozenset(number for number, _ in self.passages(document) if number is not None)

    def namesakes(self, name: str) -> list[Held]:
        """Documents whose titles are nearly this name, with the same figures and of the same place.

        Nearest first.
        """
        own = key(name)
        if len(own) <= _LEAST:
            return []
        most = max(1, len(own) // 8)  # characters that may differ
        shared = Counter(at for pair in set(_pairs(own)) for at in self._pairs_of.get(pair, ()))
        near = []
        for at, count in shared.items():
            held = self.held[at]
            # each character that differs breaks two pairs of neighbours
            if count >= max(2, len(own) - 1 - 3 * most):
                off = _off(own, key(held.title), most)
                if 0 < off <= most:
                    near.append((off, bool(held.led_by), at))
        return [self.held[at] for _, _, at in sorted(near)]

    def numbered(self, number: str) -> list[Held]:
        """The documents issued under this number, whatever brackets and spaces they have it in."""
        return [held for held in self.held if held.number and same_number(held.number, number)]

    # --- reading ---

    @property
    def lines(self) -> Iterator[Line]:
        """The lines that may cite something."""
        return (
            line
            for line in self.report.lines
            if line.place in {Place.BODY, Place.HEADING, Place.TABLE}
        )

    def _titled(self, line: Line) -> Iterator[Citation]:
        gaps = [slot.span for slot in line.slots if isinstance(slot, Gap)]
        for match in _TITLE.finditer(line.view):
            number, end = _number_behind(line, match.end())
            articles, last = articles_at(line.view, match.end())
            if not any(_within(gap, match.span()) for gap in gaps):
                found = self._named(match[1])
                yield Citation(
                    line, match.span(), match[1], articles, number, found, max(end, last)
                )

    def _untitled(self, line: Line) -> Iterator[Citation]:
        """教育法第二十六条: a law that is held, named without 《》 before an article."""
        for match in _BARE_ARTICLE.finditer(line.view):
            before = line.view[max(0, match.start() - _LONGEST_LAW) : match.start()]
            words = _LAST_WORDS.findall(before)[0]
            for name in _laws_at_end(words):
                if documents := self._by_key.get(key(name)):
                    span = (match.start() - len(name), match.start())
                    articles, end = articles_at(line.view, match.start())
                    yield Citation(line, span, name, articles, "", _leading(documents), end)
                    break

    @cached_property
    def _by_key(self) -> dict[str, list[Held]]:
        named: dict[str, list[Held]] = defaultdict(list)
        for held in self.held:
            named[key(held.title)].append(held)
        return named

    @cached_property
    def _pairs_of(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, held in enumerate(self.held):
            for pair in set(_pairs(key(held.title))):
                places[pair].append(at)
        return places

    @cached_property
    def _texts(self) -> dict[str, Sequence[tuple[int | None, str]]]:
        return {}

    def _named(self, name: str) -> tuple[Held, ...]:
        wanted = key(name)
        documents = self._by_key.get(wanted, [])
        if not documents and len(wanted) > _LEAST:
            documents = [
                held
                for title, some in self._by_key.items()
                if title.endswith(wanted) and _ISSUER.fullmatch(title[: -len(wanted)])
                for held in some
            ]
        if not documents and (inner := _INNER.search(name)):
            return self._named(inner[1])
        return _leading(documents)


def key(title: str) -> str:
    """A title by its letters alone: without 中华人民共和国, brackets and what they hold, marks, spaces."""
    return _PLAIN.sub("", title)


def is_policy(name: str) -> bool:
    """Whether a title is one of a policy document, long enough to be its own."""
    plain = re.sub(r"[（(〔][^）)〕]*[）)〕]$", "", name)
    return len(key(name)) >= _LEAST and _POLICY.search(plain) is not None


def same_number(one: str, other: str) -> bool:
    """Whether two document numbers agree in year, number and what is known of their offices."""
    first, second = _NUMBER.search(one), _NUMBER.search(other)
    if not first or not second or first.groups() != second.groups():
        return False
    offices = one[: first.start()].strip("（( "), other[: second.start()].strip("（( ")
    return not all(offices) or offices[0].endswith(offices[1]) or offices[1].endswith(offices[0])


def _number_behind(line: Line, at: int) -> tuple[str, int]:
    """The document number in brackets behind a name, and where it ends; "" where there is none."""
    number, end = "", at
    for fact in line.facts:
        if fact.kind is FactKind.DOCUMENT and 0 <= fact.span[0] - end <= 2:
            number, end = fact.text, fact.span[1]
    return number, end


def _laws_at_end(words: str) -> Iterator[str]:
    """What of some words can be the name of a law that ends them, longest first."""
    for length in range(len(words), _LEAST - 2, -1):
        name = words[-length:]
        whole = length == len(words) or words[-length - 1] in _BEFORE_NAME
        if whole and _LAW.search(name):
            yield name


def _off(own: str, title: str, most: int) -> int:
    """How many characters a title differs in; 0 where it cannot be the one meant."""
    if abs(len(own) - len(title)) > most or _figures(own) != _figures(title):
        return 0
    places = _PLACE.match(own), _PLACE.match(title)
    if places[0] and places[1] and places[0][0] != places[1][0]:
        return 0  # two places have two documents
    return distance(own, title)


def shown_article(number: int) -> str:
    """第26条, 第120条之1."""
    return f"第{number // 100}条" + (f"之{number % 100}" if number % 100 else "")


def articles_at(view: str, at: int) -> tuple[tuple[tuple[int, Span], ...], int]:
    """The articles named at a place, each with its span, and where they end."""
    match = _ARTICLES.match(view, at)
    if not match:
        return (), at
    begin = match.start("articles")
    named = [
        (number, (begin + article.start(), begin + article.end()))
        for article in _BARE_ARTICLE.finditer(match["articles"])
        for number in article_numbers(article[0])[:1]
    ]
    return tuple(named), match.end()


def _leading(documents: Sequence[Held]) -> tuple[Held, ...]:
    return tuple(sorted(documents, key=lambda held: bool(held.led_by)))


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _pairs(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _figures(text: str) -> list[str]:
    return re.findall(rf"\d+|[{SIGNS}]{{2,}}", text)


def distance(one: str, other: str) -> int:
    """How many characters have to be put in, taken out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, opposite in enumerate(other, 1):
            before, row[to] = (
                row[to],
                min(row[to] + 1, row[to - 1] + 1, before + (letter != opposite)),
            )
    return row[-1]
