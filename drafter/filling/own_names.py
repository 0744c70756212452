"""The names that tell whose report it is: places, schools, bodies, persons, brands.

A place is told by the list of divisions or by its last word. A name told once is found wherever it
stands again (云岭县 tells “学在云岭”). What national documents speak of stays: 京津冀, 长江经济带,
国务院, the leaders of the state.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafter.facts.lexicon.gazetteer import SHORT
from drafter.facts.names import after_verbs, persons, suffixed
from drafter.facts.numerals import chinese_number
from drafter.facts.placeholders import HAN
from drafter.filling.name_patterns import (
    ALONE,
    BEFORE,
    BRAND,
    BUILDING,
    BYLINE,
    COMMON_WORDS,
    DIVISION,
    FREE,
    IN_SHORT,
    KEPT,
    LONGEST,
    NUMBERED,
    PEOPLES,
    PLAIN,
    SHORT_ALONE,
    SIGNED,
    STEMS,
    WORKS,
)
from drafter.records import GapKind, Span

PLACE, PERSON = "xx", "xxx"  # as wide whatever stands there: a mask of a name tells no length


@dataclass(frozen=True, slots=True)
class Name:
    """What of a name is hidden: its own part, never the word for what it is.

    mask   what to put there
    doubt  why a person should look at it: "word" it could be one, "left" it stays, "brand"; "" for
           none
    """

    span: Span
    kind: GapKind
    mask: str = PLACE
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What the user says: names to hide and to keep.

    words  gives the spans of the words of the language in a text
    """

    hide: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    words: Callable[[str], Sequence[Span]] = field(default=lambda text: ())

    def common(self, stem: str) -> bool:
        """Whether words of the language make a name of it that is hardly one."""
        return any(
            end - start > 1 and (end - start == len(stem) or len(stem) > 2)
            for start, end in self.words(stem)
        )


@dataclass(slots=True)
class _Learned:
    """Names told anywhere in the report."""

    places: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)


def hidden_names(texts: Sequence[str], own: Own) -> tuple[list[list[Name]], list[list[Name]]]:
    """For each text the names to hide, in order and apart; and what may be a name and stays."""
    learned = _learned(texts, own)
    hidden, left = [], []
    for text in texts:
        kept = _kept(text, own)
        sure = _apart(_names(text, learned, own), kept)
        hidden.append(sure)
        taken = [*kept, *(name.span for name in sure)]
        left.append(_apart(_doubtful(text, own), taken))
    return hidden, left


def _kept(text: str, own: Own) -> list[Span]:
    national = [match.span() for match in KEPT.finditer(text)]
    return [*national, *(span for word in own.keep for span in _all(text, word))]


def _all(text: str, word: str) -> Iterator[Span]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


def _apart(names: Iterable[Name], taken: Iterable[Span]) -> list[Name]:
    """The names in order, without those that overlap an earlier one or what is taken."""
    spans = list(taken)
    chosen: list[Name] = []
    for name in names:
        start, end = name.span
        if start < end and not any(start < stop and begin < end for begin, stop in spans):
            spans.append(name.span)
            chosen.append(name)
    return sorted(chosen, key=lambda name: name.span)


# --- what is learned first ---


def _learned(texts: Sequence[str], own: Own) -> _Learned:
    learned = _Learned(shorts=_shorts(texts))
    for text in texts:
        kept = _kept(text, own)
        learned.persons |= {text[slice(*name.span)] for name in _apart(_persons(text, own), kept)}
        names = (*_divisions(text), *_bare_places(text, own), *_by_last_word(text, own))
        stems = {
            text[slice(*name.span)] for name in _apart(names, kept) if name.kind is GapKind.PLACE
        }
        learned.places |= {stem for stem in stems if _is_telling(stem, own)}
    return learned


def _is_telling(stem: str, own: Own) -> bool:
    """Whether a place's name is one wherever it stands."""
    return len(stem) >= 2 and stem not in COMMON_WORDS and not own.common(stem)


def _shorts(texts: Sequence[str]) -> set[str]:
    """The one-character names of the provinces that the first lines of a report name."""
    if len(texts) < 2:
        return set()
    title = "\n".join(texts[:12])
    provinces = {short: name for short, name in SHORT.items() if short in SHORT_ALONE}
    return {short for short, name in provinces.items() if name in title}


# --- names, the most certain first ---


def _names(text: str, learned: _Learned, own: Own) -> Iterator[Name]:
    yield from _everywhere(text, own.hide, GapKind.TEXT)
    yield from _everywhere(text, learned.persons, GapKind.PERSON, PERSON)
    yield from _persons(text, own)
    places = [
        *_divisions(text),
        *_everywhere(text, learned.places, GapKind.PLACE),
        *_bare_places(text, own),
    ]
    yield from sorted(places, key=lambda name: (name.span[0], -name.span[1]))
    yield from _numbered(text, {name.span[1] for name in places})
    yield from _by_last_word(text, own)
    yield from _of_works(text, own)
    yield from (Name(match.span("short"), GapKind.PLACE) for match in IN_SHORT.finditer(text))
    yield from _everywhere(text, learned.shorts, GapKind.PLACE)


def _everywhere(
    text: str, words: Iterable[str], kind: GapKind, mask: str = PLACE
) -> Iterator[Name]:
    """The words wherever they stand, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        yield from (Name(span, kind, mask) for span in _all(text, word))


def _of_works(text: str, own: Own) -> Iterator[Name]:
    """Names of what was built or brought in: 白石大桥, 学校明德楼, 引进云峰科技."""
    for pattern, kind in WORKS:
        for match in pattern.finditer(text):
            start, end = _core(text, after_verbs(text, *match.span("stem")), match.end("stem"))
            if end - start >= 2 and (pattern is BUILDING or not own.common(text[start:end])):
                yield Name((start, end), kind, doubt="word")


def _persons(text: str, own: Own) -> Iterator[Name]:
    for signed in SIGNED.finditer(text):
        yield Name(signed.span(signed.lastgroup or "a"), GapKind.PERSON, PERSON)
    for byline in BYLINE.finditer(text):
        yield Name(byline.span("name"), GapKind.PERSON, PERSON)
    for span in persons(text):
        if not own.common(text[slice(*span)]):
            yield Name(span, GapKind.PERSON, PERSON)


def _divisions(text: str) -> Iterator[Name]:
    """Names of the list before the word for what they are: 永嘉县, 新疆维吾尔自治区."""
    for at, stem in _listed(text, STEMS):
        kind = DIVISION.match(text, at + len(stem))
        if kind and (stem not in COMMON_WORDS or _is_free(text, at)):
            peoples = re.match(PEOPLES, kind[0])
            yield Name((at, at + len(stem) + (peoples.end() if peoples else 0)), GapKind.PLACE)


def _bare_places(text: str, own: Own) -> Iterator[Name]:
    """Names of the list alone: 杭州, and 永嘉 where nothing runs into it; never 美丽江苏's 丽江."""
    words = [(start, end) for start, end in own.words(text) if end - start > 1]
    for at, stem in _listed(text, ALONE):
        span = (at, at + len(stem))
        if stem == "丽江" and text[at - 1 : at] == "美":  # 美丽江苏
            continue
        cut = any(start < edge < end for start, end in words for edge in span)
        if not cut and (stem in FREE or _is_free(text, at)):
            yield Name(span, GapKind.PLACE)


def _is_free(text: str, at: int) -> bool:
    """Whether nothing before a place can run into a name that begins there."""
    return BEFORE.search(text[max(0, at - 2) : at]) is not None


def _listed(text: str, stems: frozenset[str]) -> Iterator[tuple[int, str]]:
    for at in range(len(text)):
        if stem := _stem_at(text, at, stems):
            yield at, stem


def _stem_at(text: str, at: int, stems: frozenset[str]) -> str:
    """The longest name of the list that stands there."""
    for length in range(min(LONGEST, len(text) - at), 1, -1):
        if text[at : at + length] in stems:
            return text[at : at + length]
    return ""


def _numbered(text: str, named: set[int]) -> Iterator[Name]:
    """The number of a school that no other name tells: 七幼, 市一中; 云岭一中 keeps its own."""
    for number in NUMBERED.finditer(text):
        group = number.lastgroup or "a"
        start, end = number.span(group)
        value = chinese_number(number[group])
        if value is not None and not {start, start - 1} & named:
            yield Name((start, end), GapKind.SCHOOL, "x" * len(str(value)))


def _by_last_word(text: str, own: Own) -> Iterator[Name]:
    """Names that only their last word tells: 育英中学, 白石镇, 双墩遗址博物馆."""
    for start, suffix, stop, place in suffixed(text):
        begin, end = _core(text, start, suffix)
        stem, last = text[begin:end], text[suffix : suffix + 2]
        hard = begin == 0 or not re.match(f"[{HAN}]", text[begin - 1])
        if not 2 <= len(stem) <= 4 or last[0] == "局":
            continue
        if place and _is_slogan(stem, text[stop : stop + 1]):
            continue
        if own.common(stem) and not (hard and _SCHOOL.match(last)):
            continue
        kind = GapKind.PLACE if place else _kind_of_body(last)
        yield Name((begin, end), kind, doubt="" if hard else "word")


_SCHOOL = re.compile("小学|中学|高中|幼儿")
_ANY_SCHOOL = re.compile("小学|中学|高中|幼儿|学校|学院|大学|[职中]")


def _is_slogan(stem: str, after: str) -> bool:
    """Whether what looks like a place is one of 百镇千村, or goes on as 小 or 中 of a school."""
    return after in {"小", "中"} or re.search("[百千万]", stem) is not None


def _kind_of_body(last_word: str) -> GapKind:
    return GapKind.SCHOOL if _ANY_SCHOOL.match(last_word) else GapKind.UNIT


def _core(text: str, start: int, end: int) -> Span:
    """What is left of a name between the plain words at its ends."""
    while plain := PLAIN.match(text, start, end):
        start = plain.end()
    while start < end:
        cut = next((at for at in range(start, end) if PLAIN.fullmatch(text, at, end)), end)
        if cut == end:
            break
        end = cut
    return start, end


def _doubtful(text: str, own: Own) -> Iterator[Name]:
    """What may be a name and stays: a person has to look."""
    for brand in BRAND.finditer(text):
        yield Name(brand.span("stem"), GapKind.BRAND, doubt="brand")
    for start, suffix, _, place in suffixed(text):
        begin, end = _core(text, start, suffix)
        if end - begin >= 2 and text[suffix] != "局" and not own.common(text[begin:end]):
            yield Name((begin, end), GapKind.PLACE if place else GapKind.UNIT, doubt="left")
