"""Chinese numerals as exact numbers: 三百二十 → 320, 一万二 → 12000, 二〇二六 → 2026."""

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SIGNS = "〇零一二三四五六七八九十百千两"  # of numbers of articles, chapters and drafts
_SMALL = {"十": 10, "百": 100, "千": 1000}
_ARTICLE = re.compile(
    rf"第\s?([{SIGNS}\d]+)\s?条(?:之([{SIGNS}]+))?"
    r"|(?<=[法例定则》])(\d{1,3})条"  # 教育法26条
)
_LARGE = {"万": 10**4, "亿": 10**8}


@dataclass(slots=True)
class _Numeral:
    """A Chinese numeral as far as it has been read; a sign that cannot follow is refused.

    total    what 万 and 亿 have closed; section is what came since
    digit    a digit that waits for its place, None for none
    place    the last 十百千 of this section: they descend
    last     the last place named: a bare digit at the end is one place below (一万二)
    """

    total: int = 0
    section: int = 0
    digit: int | None = None
    place: int = 10**4
    last: int = 1

    def takes(self, sign: str) -> bool:
        if sign in DIGITS:
            return self._takes_digit(DIGITS[sign])
        if sign in _SMALL:
            return self._takes_place(_SMALL[sign])
        return sign in _LARGE and self._closes(_LARGE[sign])

    def _takes_digit(self, digit: int) -> bool:
        if self.digit:
            return False
        self.digit = digit
        if digit == 0:
            self.last = 10  # 一百零五: the five is units, whatever came before
        return True

    def _takes_place(self, place: int) -> bool:
        if place >= self.place or self.digit == 0:
            return False
        self.section += (1 if self.digit is None else self.digit) * place
        self.digit, self.place, self.last = None, place, place
        return True

    def _closes(self, factor: int) -> bool:
        self.section += self.digit or 0
        if not self.section and not self.total:
            return False
        if factor == _LARGE["亿"]:
            self.total = (self.total + self.section) * factor
        else:
            self.total += self.section * factor
        self.section, self.digit, self.place, self.last = 0, None, 10**4, factor
        return True

    @property
    def value(self) -> int:
        bare = (self.digit or 0) * (self.last // 10 if self.last >= 100 else 1)
        return self.total + self.section + bare


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral, or None where it is none (万万, 百一千, 十五六).

    Digit strings read as such (二〇二六 is 2026); a bare last digit counts one place below (一万二
    is 12000).
    """
    if not text:
        return None
    if all(sign in DIGITS for sign in text):
        return Decimal("".join(str(DIGITS[sign]) for sign in text))
    numeral = _Numeral()
    return Decimal(numeral.value) if all(numeral.takes(sign) for sign in text) else None


def article_numbers(text: str) -> list[int]:
    """The articles that a text names, in order: a hundred times the number, and what follows 之.

    第二十六条 is 2600, 第一百二十条之一 is 12001.
    """
    return [number for _, number in article_mentions(text)]


def article_mentions(text: str) -> list[tuple[int, int]]:
    """Where every article that a text names stands, and its number as `article_numbers` has it."""
    mentions = []
    for mention in _ARTICLE.finditer(text):
        article = mention[1] or mention[3]
        number = int(article) if article.isdecimal() else chinese_number(article)
        more = chinese_number(mention[2]) if mention[2] else 0
        if number is not None and more is not None:
            mentions.append((mention.start(), 100 * int(number) + int(more)))
    return mentions


def neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """The ends of an estimate made of neighbouring digits: 三四 is 3 to 4, 十五六 15 to 16.

    None where it is none.
    """
    places = [i for i in range(len(text) - 1) if text[i] in DIGITS and text[i + 1] in DIGITS]
    if len(places) != 1:
        return None
    at = places[0]
    first, second = DIGITS[text[at]], DIGITS[text[at + 1]]
    if not 0 < first < second <= first + 2:
        return None
    low, high = (
        chinese_number(text[: at + 1] + text[at + 2 :]),
        chinese_number(text[:at] + text[at + 1 :]),
    )
    return (low, high) if low is not None and high is not None and low < high else None
