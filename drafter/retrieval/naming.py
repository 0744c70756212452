"""What a question names outright: an article by its number, a document by its number or by its title, whole or half.

Half a title leaves out what everybody knows: 校车办法 is 云岭县校车安全管理办法, 职教法 is 中华人民共和国职业教育法.
So a question names a document where it says a kind of document (办法, 法, 总结 …) and the characters before that stand
in the title in that order, as far back as they do.
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
    articles   (id of a document, article as `passages.article_number` counts it); "" is any document
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
        mentions = sorted(
            [*self._by_number(text), *self._by_title(text)], key=lambda mention: mention.end
        )
        documents = list(
            dict.fromkeys(self._ids[at] for mention in mentions for at in mention.names)
        )
        articles: list[tuple[str, int]] = []
        for start, article in article_mentions(text):
            before = [mention for mention in mentions if mention.end <= start]
            title = _TITLED.search(text[:start])
            if title and not (before and title.start() < before[-1].end <= title.end()):
                continue  # of a document that is not here
            of = [self._ids[at] for at in before[-1].names] if before else documents or [""]
            articles += [(document, article) for document in of]
        rest = list(text)
        for mention in mentions:
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
        return Named(
            tuple(documents),
            tuple(dict.fromkeys(articles)),
            not _ASKS.search(_FILLING.sub("", "".join(rest))),
        )

    def _by_number(self, text: str) -> Iterator[_Mention]:
        """The numbers that documents were issued under."""
        for found in _ISSUED.finditer(text):
            agency, year = found[1], found[2] or found[3] or ""
            held = [
                (issuer, at)
                for issuer, of, at in self._issued.get(int(found[4]), [])
                if year in ("", of)
            ]
            of_it = [at for issuer, at in held if issuer and agency.endswith(issuer)]
            if not of_it and year and not _AGENCY.search(agency):
                of_it = [at for _, at in held]
            if of_it:
                yield _Mention(found.start(), found.end(), of_it[:MOST])

    def _by_title(self, text: str) -> Iterator[_Mention]:
        """The titles, in 《》 or not, whole or half."""
        for quoted in _QUOTED.finditer(text):
            said = _YEARS.sub("", plain_name(quoted[1]))
            _, names = self._told(said, len(said), set(re.findall(_YEAR, quoted[1])), whole=True)
            if names:
                yield _Mention(quoted.start(), quoted.end(), names)
        years = set(re.findall(_YEAR, text))
        unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        for run in re.finditer(r"[^《》，。；：？！、,;:?!\s]+", unquoted):
            said, places = _without_years(run[0], run.start())
            for kind in _KINDS.finditer(said):
                told, names = self._told(said, kind.end(), years)
                if names:
                    yield _Mention(places[kind.end() - told], places[kind.end() - 1] + 1, names)

    def _told(
        self, said: str, end: int, years: set[str], *, whole: bool = False
    ) -> tuple[int, Sequence[int]]:
        """(how many characters, names): the names that what is said up to `end` is all or half of, nearest first.

        whole  all of what is said has to stand in a name
        """
        kind = max(1, len(_last_kind(said[:end])))
        needed = said[:end] if whole else said[max(0, end - kind - _TELLING) : end]
        holding = [self._with.get(character, set()) for character in sorted(set(needed))]
        best: list[tuple[int, int]] = []  # (characters of the name that were not said, name)
        length = end if whole else kind + _TELLING
        for at in set.intersection(*holding) if holding else ():
            if years and self._years[at] and not years & self._years[at]:
                continue
            told, front = _told_back(said[:end], self._names[at])
            if told < length or (
                not whole and len(_COMMON.sub("", said[end - told : end])) < _TELLING
            ):
                continue
            if (
                front > 0
                and _PLACE.search(self._names[at][:_PLACED])
                and _elsewhere(said, end - told)
            ):
                continue
            if told > length:
                best, length = [], told
            best.append((min(len(self._names[at]), max(len(self._titles[at]), told)) - told, at))
        words = said[end - length : end]
        best = (
            [found for found in best if found[0] == 0]
            or [found for found in best if words in self._names[found[1]]]
            or best
        )  # 教育法 stands in 义务教育法 too; 养护管理办法 is nearer than 养护管理实施办法
        best.sort()
        return length, [at for _, at in best[:MOST]] if whole or len(best) <= MOST else ()


def plain_name(title: str) -> str:
    """A title as people say it: without 中华人民共和国, brackets and spaces."""
    return _PLAIN.sub("", title)


def _folded(text: str) -> str:
    """Digits, brackets and spaces at one width, so that 〔２０２４〕 is 〔2024〕 and （2024） is (2024)."""
    return unicodedata.normalize("NFKC", text)


def _issued(number: str) -> Iterator[tuple[str, str, int]]:
    """(issuer, year, number) of a number that a document was issued under."""
    for found in _ISSUED.finditer(number):
        yield found[1], found[2] or found[3] or "", int(found[4])


def _without_years(run: str, start: int) -> tuple[str, list[int]]:
    """A run of text without the years in it, and where each character of it stands."""
    kept = [True] * len(run)
    for year in _YEARS.finditer(run):
        kept[year.start() : year.end()] = [False] * len(year[0])
    return "".join(c for c, keep in zip(run, kept, strict=True) if keep), [
        start + at for at, keep in enumerate(kept) if keep
    ]


def _last_kind(said: str) -> str:
    """The kind of document that what is said ends with; "" for none."""
    return next((kind[0] for kind in _KINDS.finditer(said) if kind.end() == len(said)), "")


def _told_back(said: str, name: str) -> tuple[int, int]:
    """How many characters, back from the end of what is said, stand in the name in that order; where the first does."""
    end = len(name)
    for count, character in enumerate(reversed(said)):
        at = name.rfind(character, 0, end)
        if at < 0:
            return count, end
        end = at
    return len(said), end


def _elsewhere(said: str, start: int) -> bool:
    """Whether a place stands before `start`, or up to it: 澄湖区 before 校车办法; 全县 and 我县 are anywhere."""
    at = start if _PLACE.match(said, start) else start - 1
    return at > 0 and bool(_PLACE.match(said, at)) and said[at - 1] not in "全我本该各"
