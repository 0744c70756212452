"""The net under the reader of figures: what states a number and stands in no slot (没有读出的数).

No grammar reads every number that people write. What it leaves is found here from the characters
alone, so that a gap in the grammar costs a warning and never a wrong report. A number is unread
where one of its characters lies in no slot of `read_slots`, and it is one of these:

- digits of any script (٣, ⑨⑨, Ⅻ, ½, 10⁴), and one number that slots hold only in pieces: 1.2.3,
  1.2E+05, 156.8w;
- a numeral of 十百千万亿廿卅〇 and others (三百二, 廿五, 三点五, 数十); of these alone only before
  units of statistics or behind 破, 超, 达, 每 (千列, 百亿级, 突破万亿, 每千人), not 百年, 万家;
- one of 二 to 九, 两, 几 or 半 before a unit: 两桶, 翻三番, 半小时. 一 is none: it mostly is an
  article;
- capital numerals (玖拾玖, 壹万元), but for 陆, 伍, 拾 in words: 大陆, 队伍, 收拾.

None are: the marks of lists and sections at the start of a line or clause (1. 1.2 （3） ② 十一、
and a single ② anywhere without a unit); a sign above the line behind a word, which marks a
footnote; what belongs to a formula or a unit (CO₂, m², 元/千瓦时); the scale of a gap (xx万元); and
phrases in which a numeral counts nothing (numeral_words.PHRASES, 成千上万).
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress
from operator import not_

from drafter.facts.figures import fold, read_slots
from drafter.facts.later import Later
from drafter.facts.loose_numerals import BEHIND, CAPITALS, numerals
from drafter.facts.numbering import BRACKETED_CN, BRACKETED_DIGITS, CN, strip_number
from drafter.facts.patterns import LIST_MARK
from drafter.facts.punctuation import INVISIBLE
from drafter.facts.units import CERTAIN_UNIT, UNIT
from drafter.records import FactKind, Gap, Span


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that the reader did not read.

    span    of the number and its unit in the text
    signs   of the number alone, those that a slot holds included
    words   both without blanks, signs at half width
    before, behind  pairs of characters of its clause on either side
    base    it is what a rate is stated for (每千人口): kept to the letter like the others, but part
            of an indicator's name and no figure that a person has to look at
    """

    span: Span
    signs: Span
    words: str
    before: frozenset[str]
    behind: frozenset[str]
    base: bool = False

    def is_like(self, other: "Unread") -> bool:
        """Whether both are the same number letter by letter, beside the same words.

        Those before it count, unless one of both begins its clause.
        """
        sides = (self.before, other.before)
        few, many = sorted(sides if all(sides) else (self.behind, other.behind), key=len)
        return self.words == other.words and 2 * len(few & many) >= len(few)


@lru_cache(maxsize=4096)
def unread_numbers(text: str) -> tuple[Unread, ...]:
    """The numbers of `text` that no slot of `read_slots` holds whole, in order, none overlapping.

    Linear in the length of the text, but for the reader's own work.
    """
    solid = _Solid(text)
    found: list[Unread] = []
    for start, end in sorted({*_digits(solid), *numerals(solid.text, solid.held)}):
        if not found or solid.places[start] >= found[-1].signs[1]:
            found.append(solid.unread(start, end))
    return tuple(found)


def unread_figures(text: str) -> list[Unread]:
    """The unread numbers that a person has to look at: all but what rates are stated for."""
    return [number for number in unread_numbers(text) if not number.base]


def have_likes(numbers: Iterable[Unread], others: Iterable[Unread]) -> list[bool]:
    """For each unread number whether it has a like among the others, one for each."""
    free = list(others)
    found = []
    for number in numbers:
        same = next((at for at, other in enumerate(free) if number.is_like(other)), None)
        found.append(same is not None)
        if same is not None:
            del free[same]
    return found


def without_like(numbers: Sequence[Unread], others: Iterable[Unread]) -> list[Unread]:
    """The unread numbers that have no like among the others."""
    return list(compress(numbers, map(not_, have_likes(numbers, others))))


# --- the text without its blanks ---

_BLANKS = re.compile(rf"[{INVISIBLE}]|(?<![!-~])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?![!-~])")
_BEFORE, _BEHIND = 8, 4  # characters
_CLAUSE = re.compile(r"[，,；;。！!？?、\n]")
_IN_NO_NAME = re.compile(f"[①²Ⅻ廿卅卌]|[{CAPITALS}]{{2}}")
_BASE = re.compile("(?<=每)[十百千万]|百名学生|[百千万]人口")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_UNIT = Later(rf"[十百千万亿]{{0,2}}{UNIT}")
_CERTAIN = Later(CERTAIN_UNIT)


class _Solid:
    """A text without blanks, in which numbers are looked for.

    text    with digits and signs at half width
    places  where each character stands in the source
    held    for each character what holds it: a slot (above 0), a gap (below), a mark of a list
            (the highest of all), nothing (0)
    """

    def __init__(self, source: str) -> None:
        self.places = _kept(source)
        self.text = fold("".join(source[at] for at in self.places))
        self.held = [0] * len(self.text)
        for span in _marks(self.text, self.shape):
            self._hold(span, _MARK)
        for number, slot in enumerate(read_slots(source), 1):
            start, end = (bisect_left(self.places, at) for at in slot.span)
            if slot.fact_kind is FactKind.NAME and _IN_NO_NAME.search(self.shape, start, end):
                continue  # cut too loosely to be believed: 玖拾玖所学校
            self._hold((start, end), -number if isinstance(slot, Gap) else number)

    def _hold(self, span: Span, holder: int) -> None:
        self.held[slice(*span)] = [holder] * (span[1] - span[0])

    @cached_property
    def shape(self) -> str:
        """As long as the text, its signs of numbers as their kinds."""
        return self.text.translate(_KINDS)

    def unread(self, start: int, end: int) -> Unread:
        unit = BEHIND.match(self.text, end)
        last = unit.end() if unit else end
        before = _CLAUSE.split(self.text[max(0, start - _BEFORE) : start])[-1]
        behind = _CLAUSE.split(self.text[last : last + _BEHIND])[0]
        return Unread(
            (self.places[start], self.places[last - 1] + 1),
            (self.places[start], self.places[end - 1] + 1),
            self.text[start:last],
            _pairs(before),
            _pairs(behind),
            _BASE.match(self.text, start) is not None,
        )


def _kept(text: str) -> list[int]:
    """The places of a text's characters but for its blanks."""
    places: list[int] = []
    at = 0
    for blank in _BLANKS.finditer(text):
        places.extend(range(at, blank.start()))
        at = blank.end()
    return [*places, *range(at, len(text))]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))


# --- marks that number lists, sections and clauses ---

_MARK = 1 << 30
_LIST_MARK = re.compile(
    rf"{LIST_MARK}|{BRACKETED_CN}|{BRACKETED_DIGITS}"
    rf"|(?:(?<=^)|(?<=[。；;：:\n]))[{CN}]{{1,4}}、"
)


def _marks(text: str, shape: str) -> Iterator[Span]:
    yield from (mark.span() for mark in _LIST_MARK.finditer(text))
    at = 0
    for line in text.split("\n"):
        end = at + len(line) - len(strip_number(line))
        ring = shape.find("①", at, end)  # ②③: one of them is a mark, two are a number
        yield at, end if ring < 0 else ring
        at += len(line) + 1


# --- digits ---


class _Kinds(dict[int, int]):
    """What each character is, for `str.translate`.

    0 for a digit of any script, ① for one with a ring or in brackets, ² for one above or below
    the line, Ⅻ for any other sign of a number; else the character itself. 〇 is a numeral.
    """

    def __missing__(self, code: int) -> int:
        self[code] = ord(_kind(chr(code)))
        return self[code]


def _kind(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Nd":
        return "0"
    if category not in {"No", "Nl"} or char == "〇":
        return char
    name = unicodedata.name(char, "")
    if re.search("CIRCLED|PARENTHESIZED|FULL STOP", name):
        return "①"
    return "²" if re.search("SUPERSCRIPT|SUBSCRIPT", name) else "Ⅻ"


_KINDS = _Kinds()
_TOKEN = re.compile(  # 1.2.3, 1.2E+05, 156.8w: what belongs to one number
    r"[0Ⅻ①²]+(?:\.[0Ⅻ①²]+)*(?:[eE][+-]?0+)?(?:[wWkK](?![A-Za-z0]))?"
)
_SCALED = Later(rf"[十百千万亿]{{1,2}}{UNIT}|{CERTAIN_UNIT}|[年月日](?!度)|[岁%‰]")
_DOTTED = re.compile(r"\.+[0Ⅻ①²]")
_STARTS = frozenset("：:；;。，,、（(\n")
_ENDS = re.compile(r"[，,；;。！!？?、）)\n]|$")


def _digits(solid: _Solid) -> Iterator[Span]:
    for token in _TOKEN.finditer(solid.shape):
        if _is_unread(solid, token[0], *token.span()):
            yield token.span()


def _is_unread(solid: _Solid, token: str, start: int, end: int) -> bool:
    """Whether no slot holds one of a token's signs, or several hold one number in pieces."""
    held = solid.held[start:end]
    if held[0] and len(set(held)) == 1:
        return False
    if token == "①":
        return _counts(solid, start, end)
    if set(token) <= {"²", "."}:
        return not _belongs(solid, start, end)
    loose = any(sign in "0Ⅻ①²" and not held[at] for at, sign in enumerate(token))
    return loose or token.count(".") > 1 or re.search("[A-Za-z]", token) is not None


def _counts(solid: _Solid, start: int, end: int) -> bool:
    """Whether one sign in a ring is a number: before a unit or more digits, or where one is due."""
    if _DOTTED.match(solid.shape, end):
        return True
    before = solid.text[max(0, start - 1) : start]
    if not before or before in _STARTS:
        unit = _CERTAIN.match(solid.text, end)
        return unit is not None and _ENDS.match(solid.text, unit.end()) is not None
    return before in "之达约近共第至超逾到增降" or _SCALED.match(solid.text, end) is not None


def _belongs(solid: _Solid, start: int, end: int) -> bool:
    """Whether signs above or below the line are of a formula, a unit or a footnote."""
    before, behind = solid.shape[max(0, start - 1) : start], solid.shape[end : end + 1]
    joined = behind == "0" or (behind.isascii() and behind.isalnum() and not before.isascii())
    return before not in {"", "0"} and not joined and not _UNIT.match(solid.text, end)
