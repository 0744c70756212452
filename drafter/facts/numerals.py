"""Numerals of any spelling as exact numbers.

三百二十 is 320, 一万二 12000, 二〇二六 2026, 十五点七亿 1570000000, 叁拾贰万 320000, 1千零20万
10200000.
"""

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import reduce

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SIGNS = "〇零一二三四五六七八九十百千两"  # of numbers of articles, chapters and drafts
# The signs of sums on bills and of old books, and the plain sign of each.
CAPITALS = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩"
_PLAIN = str.maketrans(CAPITALS, "一二二三三四五六六七八九十百千万亿两") | {
    ord("廿"): "二十",
    ord("卅"): "三十",
}
VULGAR = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5",
    "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_PIECE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|.", re.DOTALL)
_ARTICLE = re.compile(
    rf"第\s?([{SIGNS}\d]+)\s?条(?:之([{SIGNS}]+))?"
    r"|(?<=[法例定则》])(\d{1,3})条"  # 教育法26条
)
_HEADLESS = re.compile("[百千](?![万亿]|$)|万(?!亿|$)|亿.")  # 百十一, 万二千
_SHORT = re.compile("[百千万亿][一二三四五六七八九]$")  # 两千三 is 2300: nothing follows its point
_EXACT = Context(prec=1000)  # the usual 28 digits would round a long number in silence
_NO_LIMIT = Decimal("Infinity")


@dataclass(slots=True)
class _Numeral:
    """A numeral as far as it has been read; a piece that cannot follow is refused.

    closed   what 万 and 亿 have closed, each with its factor: they descend
    section  what came since, its places summed
    waiting  a digit, or a number in digits, that waits for its place; None for none
    place    the last 十百千 of this section: they descend
    last     the last place named: a bare digit at the end is one place below (一万二)
    digits   how many digits the waiting number has, 0 for a Chinese digit
    """

    closed: list[tuple[Decimal, int]] = field(default_factory=list)
    section: Decimal = Decimal(0)
    waiting: Decimal | None = None
    place: int = 10**5
    last: int = 1
    digits: int = 0

    def takes(self, piece: str) -> bool:
        if piece in DIGITS:
            return self._takes_digit(DIGITS[piece])
        if piece in _SMALL:
            return self._takes_place(_SMALL[piece])
        if piece in _LARGE:
            return self._closes(_LARGE[piece])
        return piece[0].isascii() and piece[0].isdigit() and self._takes_number(piece)

    def _takes_digit(self, digit: int) -> bool:
        if self.waiting:
            return False
        self.waiting, self.digits = Decimal(digit), 0
        if digit == 0:
            self.last = 10  # 一百零五: the five is units, whatever came before
        return True

    def _takes_number(self, written: str) -> bool:
        if self.waiting:
            return False
        self.waiting, self.digits = Decimal(written.replace(",", "")), len(written)
        return True

    def _takes_place(self, place: int) -> bool:
        if place >= self.place or (place > 10 and self.waiting == 0):
            return False
        if place > 10 and self.waiting is None and self.section:
            return False  # 一千百
        part = _EXACT.multiply(self.waiting or Decimal(1), place)  # 一千零十
        if part >= (self.place if self.section else _NO_LIMIT):
            return False
        self.section += part
        self.waiting, self.digits, self.place, self.last = None, 0, place, place
        return True

    def _closes(self, factor: int) -> bool:
        section, closed_by = self.section + (self.waiting or 0), factor
        while self.closed and self.closed[-1][1] < factor:
            amount, smaller = self.closed.pop()
            closed_by = factor if section else smaller * factor  # 三万亿
            section = _EXACT.add(section, amount)
        if not section and self.closed and self.closed[-1][1] == factor < self.closed[-1][0]:
            section, closed_by = self.closed.pop()[0], factor * factor  # 四万万
        if not section and (self.closed or self.last != 1 or self.waiting is not None):
            return False
        amount = _EXACT.multiply(section or Decimal(1), factor)  # 万人 is 10000
        if self.closed and amount >= self.closed[-1][1]:
            return False
        self.closed.append((amount, closed_by))
        self.section, self.waiting, self.digits = Decimal(0), None, 0
        self.place, self.last = 10**4, factor
        return True

    @property
    def value(self) -> Decimal | None:
        """The number, or None where its end is not certain (1万2) or is no place of it."""
        bare = self.waiting or Decimal(0)
        if self.digits == 1 and self.last >= 100:
            return None
        if not self.digits and self.last >= 100:
            bare *= self.last // 10
        rest = _EXACT.add(self.section, bare)
        limit = Decimal(self.closed[-1][1]) if self.closed else _NO_LIMIT
        if rest >= limit or (self.section and bare >= self.place):
            return None
        return reduce(_EXACT.add, (amount for amount, _ in self.closed), rest)


def chinese_number(text: str) -> Decimal | None:
    """The value of a numeral in whatever signs, or None where it is none (百一千, 十五六, 1万2).

    Digit strings read as such (二〇二六 is 2026); a bare last digit counts one place below (一万二
    is 12000); what 点 parts is a decimal, which 万 and 亿 can multiply (一点二亿).
    """
    text = text.translate(_PLAIN)
    if not text or _HEADLESS.match(text):
        return None
    whole, point, behind = text.partition("点")
    if point:
        return _decimal(whole, behind)
    if all(sign in DIGITS for sign in text):
        digits = "".join(str(DIGITS[sign]) for sign in text)
        return None if "两" in text[1:] else Decimal(digits)
    numeral = _Numeral()
    return numeral.value if all(map(numeral.takes, _PIECE.findall(text))) else None


def _decimal(whole: str, behind: str) -> Decimal | None:
    """十五 and 七亿 of 十五点七亿."""
    parts = re.fullmatch(r"([〇零○一二三四五六七八九]+|\d+)([百千]?[万亿]{0,2})", behind)
    value = None if _SHORT.search(whole) else chinese_number(whole)
    if parts is None or value is None or (parts[2] and re.search("[万亿]", whole)):
        return None
    digits = parts[1] if parts[1].isdecimal() else "".join(str(DIGITS[c]) for c in parts[1])
    factor = chinese_number("一" + parts[2])
    return None if factor is None else _EXACT.multiply(Decimal(f"{value}.{digits}"), factor)


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
    if len(places) != 1 or "点" in text:
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
