"""What a question names outright: an article by its number, a document by number or title.

People leave out what everybody knows: 校车办法 is 云岭县校车安全管理办法, 职教法 is
中华人民共和国职业教育法. So a question names a document where it says a kind of document (办法, 法,
总结 …) and the characters before that stand in the title in the same order.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.facts.numerals import article_mentions

_QUOTED = re.compile(r"《([^《》]{2,80})》")
_YEAR = r"(?:19|20)\d{2}"
_ISSUED = re.compile(
    rf"([\u4e00-\u9fff]{{0,12}})\s*(?:[〔\[【(]\s*({_YEAR})\s*[〕\]】)]|({_YEAR})年(?=第?\s*\d+\s*号[文函令])|(?<=[发函字]))"
    r"\s*第?\s*(\d{1,4})\s*号"
)
_AGENCY = re.compile(
    r"[发函字办令通复规]$"
)  # 云政办发: else the words before a number are not its issuer
_PLAIN = re.compile(r"中华人民共和国|[（(〔][^）)〕]*[）)〕]|[《》〈〉\s]")
_YEARS = re.compile(rf"{_YEAR}(?:[-—－~至]{_YEAR})?年?度?")
_KINDS = re.compile(
    r"意见|通知|办法|细则|方案|要点|条例|规定|规划|纲要|计划|总结|报告|汇报|决定|标准|规程|章程"
    r"|(?<![方做想看说用手执违依司宪守犯非合办])法"
)
_TITLED = re.compile(
    rf"(?:》|号文?|{_KINDS.pattern})\s*$"
)  # what stands before an article of some document
_FILLING = re.compile(
    r"根据|按照|依据|落实|贯彻|执行|文件|[的怎]?么?规定|内容|全文|是什么|20\d\d年?"
)
_ASKS = re.compile(r"\w{2}")
_COMMON = re.compile(
    rf"关于|工作|实施|管理|加强|推进|开展|做好|进一步|[上下]半年|年度|政府|和|的|{_KINDS.pattern}"
)
_TELLING = 2  # characters of a title beside the common ones
_PLACE = re.compile(r"[省市县区州盟旗乡镇]")
_PLACED = 8  # characters of a name among which its place stands: 内蒙古自治区
MOST = 3  # documents that one name may mean: what is said of more is no name


@dataclass(frozen=True, slots=True)
class Called:
    """A document as a question may call it."""

    id: str
    title: str
    unit: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names.

    documents  their ids, in the order of the question, the nearest name first
    articles   (id of a document, or "" for any; article as `passages.article_number` counts it)
    alone      nothing is asked of the documents: they are wanted themselves
    """

    documents: tuple[str, ...] = ()
    articles: tuple[tuple[str, int], ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """A stretch of a question, and the names that it is."""

    start: int
    end: int
    names: Sequence[int]


class Names:
    """The names of all documents of an archive, ready for any number of questions."""

    def __init__(self, documents: Iterable[Called]) -> None:
        self._ids: list[str] = []
        self._names: list[str] = []
        self._titles: list[str] = []
        self._years: list[frozenset[str]] = []
        self._issued: dict[int, list[tuple[str, str, int]]] = {}  # number → issuer, year, name
        self._with: dict[str, set[int]] = {}  # character → the names it stands in
        for at, document in enumerate(documents):
            title = plain_name(document.title)
            unit = "" if title.startswith(document.unit[:2]) else plain_name(document.unit)
            self._ids.append(document.id)
            self._titles.append(_YEARS.sub("", title))
            self._names.append(unit + self._titles[-1])
            self._years.append(frozenset(re.findall(_YEAR, title)))
            for character in set(self._names[-1]):
                self._with.setdefault(character, set()).add(at)
            for agency, year, number in _issued(_folded(document.number)):
                self._issued.setdefault(number, []).append((agency, year, at))

    def named(self, question: str) -> Named:
        """Which of the documents a question names, and which articles of which."""
        text = _folded(question)
        mentions = sorted([*self._by_number(text), *self._by_title(text)], key=lambda m: m.end)
        named = (self._ids[at] for mention in mentions for at in mention.names)
        documents = list(dict.fromkeys(named))
        articles: dict[tuple[str, int], None] = {}
        for start, article in article_mentions(text):
            before = [mention for mention in mentions if mention.end <= start]
            if _is_of_unknown(text[:start], before):
                continue
            holders = [self._ids[at] for at in before[-1].names] if before else documents or [""]
            articles |= dict.fromkeys((document, article) for document in holders)
        return Named(tuple(documents), tuple(articles), _is_bare(text, mentions))

    def _by_number(self, text: str) -> Iterator[_Mention]:
        """The numbers that documents were issued under."""
        for match in _ISSUED.finditer(text):
            names = self._issued_under(match[1], match[2] or match[3] or "", int(match[4]))
            if names:
                yield _Mention(match.start(), match.end(), names[:MOST])

    def _issued_under(self, agency: str, year: str, number: int) -> list[int]:
        """The documents with a number, of the agency that is named before it, or of any."""
        issued = [
            (issuer, at) for issuer, of, at in self._issued.get(number, []) if year in ("", of)
        ]
        by_agency = [at for issuer, at in issued if issuer and agency.endswith(issuer)]
        if by_agency or not year or _AGENCY.search(agency):
            return by_agency
        return [at for _, at in issued]

    def _by_title(self, text: str) -> Iterator[_Mention]:
        """The titles, in 《》 or not, whole or half."""
        for quoted in _QUOTED.finditer(text):
            title = _YEARS.sub("", plain_name(quoted[1]))
            _, names = self._called(title, set(re.findall(_YEAR, quoted[1])), whole=True)
            if names:
                yield _Mention(quoted.start(), quoted.end(), names)
        years = set(re.findall(_YEAR, text))
        unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        for run in re.finditer(r"[^《》，。；：？！、,;:?!\s]+", unquoted):
            words, places = _without_years(run[0], run.start())
            for kind in _KINDS.finditer(words):
                length, names = self._called(words[: kind.end()], years)
                if names:
                    yield _Mention(places[kind.end() - length], places[kind.end() - 1] + 1, names)

    def _called(
        self, words: str, years: set[str], *, whole: bool = False
    ) -> tuple[int, Sequence[int]]:
        """(characters, names): the names of which the end of `words` is all or half, nearest first.

        years  those named beside the words: a document of another year is not meant
        whole  all of the words have to stand in a name
        """
        least = len(words) if whole else max(1, len(_last_kind(words))) + _TELLING
        shared = {
            at: self._shared(words, at, least, whole=whole)
            for at in self._holding(words[-least:])
            if not years or not self._years[at] or years & self._years[at]
        }
        length = max(shared.values(), default=0)
        if not length:
            return 0, ()
        names = [at for at, count in shared.items() if count == length]
        nearest = self._nearest(words[-length:], names)
        return length, nearest[:MOST] if whole or len(nearest) <= MOST else ()

    def _nearest(self, words: str, names: Iterable[int]) -> list[int]:
        """Those of the names that the words are most of, nearest first.

        教育法 stands in 义务教育法 too; 养护管理办法 is nearer than 养护管理实施办法.
        """
        unsaid: list[tuple[int, int]] = []  # (characters of a name that are left out, name)
        for at in names:
            length = min(len(self._names[at]), max(len(self._titles[at]), len(words)))
            unsaid.append((length - len(words), at))
        ranked = sorted(unsaid)
        exact = [at for left, at in ranked if not left]
        in_one_piece = [at for _, at in ranked if words in self._names[at]]
        return exact or in_one_piece or [at for _, at in ranked]

    def _holding(self, words: str) -> set[int]:
        """The names in which all characters of the words stand."""
        holding = [self._with.get(character, set()) for character in sorted(set(words))]
        return set.intersection(*holding) if holding else set()

    def _shared(self, words: str, at: int, least: int, *, whole: bool) -> int:
        """How many characters at the end of the words stand in a name; 0 where none is meant."""
        name = self._names[at]
        length, front = _shared_end(words, name)
        if length < least or not length:
            return 0
        if not whole and len(_COMMON.sub("", words[-length:])) < _TELLING:
            return 0
        placed = front > 0 and _PLACE.search(name[:_PLACED])
        return 0 if placed and _elsewhere(words, len(words) - length) else length


def _is_of_unknown(text: str, mentions: Sequence[_Mention]) -> bool:
    """Whether the title that an article follows is of no document that is held.

    text  of the question up to the article; the mentions stand in it
    """
    title = _TITLED.search(text)
    if title is None:
        return False
    return not mentions or not title.start() < mentions[-1].end <= title.end()


def _is_bare(text: str, mentions: Iterable[_Mention]) -> bool:
    """Whether a question says nothing but the names of documents."""
    rest = list(text)
    for mention in mentions:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    return not _ASKS.search(_FILLING.sub("", "".join(rest)))


def plain_name(title: str) -> str:
    """A title as people say it: without 中华人民共和国, brackets and spaces."""
    return _PLAIN.sub("", title)


def _folded(text: str) -> str:
    """Digits, brackets and spaces at one width: 〔２０２４〕 is 〔2024〕 and （2024） is (2024)."""
    return unicodedata.normalize("NFKC", text)


def _issued(number: str) -> Iterator[tuple[str, str, int]]:
    """(issuer, year, number) of a number that a document was issued under."""
    for match in _ISSUED.finditer(number):
        yield match[1], match[2] or match[3] or "", int(match[4])


def _without_years(run: str, start: int) -> tuple[str, list[int]]:
    """A run of text without the years in it, and where each character of it stands."""
    kept = [True] * len(run)
    for year in _YEARS.finditer(run):
        kept[year.start() : year.end()] = [False] * len(year[0])
    places = [at for at, keep in enumerate(kept) if keep]
    return "".join(run[at] for at in places), [start + at for at in places]


def _last_kind(words: str) -> str:
    """The kind of document that the words end with; "" for none."""
    return next((kind[0] for kind in _KINDS.finditer(words) if kind.end() == len(words)), "")


def _shared_end(words: str, name: str) -> tuple[int, int]:
    """How many characters at the end of the words stand in the name in that order.

    The second number is where the first of them stands in the name.
    """
    end = len(name)
    for count, character in enumerate(reversed(words)):
        at = name.rfind(character, 0, end)
        if at < 0:
            return count, end
        end = at
    return len(words), end


def _elsewhere(words: str, start: int) -> bool:
    """Whether the name of a place ends before `start` or at it: 澄湖区 before 校车办法.

    全县 and 我县 name no place.
    """
    at = start if _PLACE.match(words, start) else start - 1
    return at > 0 and bool(_PLACE.match(words, at)) and words[at - 1] not in "全我本该各"
