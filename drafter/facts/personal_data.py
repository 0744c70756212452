"""Phone and ID-card numbers in running text: what may never leave the machine.

A miss is worse than a false alarm, yet figures, sums and document numbers are this text's daily
bread: a number counts only where its shape, its neighbours and, for ID cards, its date and check
digit all say so.
"""

import re
from datetime import date
from enum import StrEnum

from drafter.facts.units import FOREIGN_MONEY, PLAIN_UNIT, certain
from drafter.records import Span


class Personal(StrEnum):
    """The kinds of personal number."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    ID_CARD = "id-card"


# Every character maps to one character, so spans hold for the text as given.
_FOLD = str.maketrans("０１２３４５６７８９Ｘｘ＋－—–‐（）\u3000\u00a0\t", "0123456789Xx+----()   ")

# Inside a longer number, a decimal, a grouped figure or a code (2024-138…, HT138…, 1,381…) it is no
# number of its own.
_ALONE = r"(?<![0-9A-Z])(?<![0-9][-.,_/])"
_END = r"(?![0-9A-Za-z])(?![-.,_/][0-9])"
_MOBILE = re.compile(
    rf"{_ALONE}(?:(?:\+|00)?86[- ]?)?1[3-9][0-9](?:[0-9]{{8}}|-[0-9]{{4}}-[0-9]{{4}}"
    rf"| [0-9]{{4}} [0-9]{{4}}){_END}"
)
# Area codes: 010, 02x, 0[3-9]xx; local numbers have 7 or 8 digits and never begin with 0 or 1
# (those are services).
_AREA = r"(?:10|2[0-57-9]|[3-9][0-9]{2})"
_LANDLINE = re.compile(
    rf"{_ALONE}(?:\(0{_AREA}\) ?|0{_AREA}[- ]?|(?:\+|00)86[- ]?{_AREA}[- ]?)"
    rf"[2-9][0-9]{{6,7}}(?:[-转][0-9]{{1,5}})?{_END}"
)
_ID_18 = re.compile(rf"{_ALONE}[1-9][0-9]{{5}}([- ]?)[0-9]{{8}}\1[0-9]{{3}}[0-9Xx]{_END}")
_ID_15 = re.compile(rf"{_ALONE}[1-9][0-9]{{14}}{_END}")

# 元旦 is a day, 号码 a number's name: neither makes a sum or a document number of what stands
# before it.
_COUNTED = re.compile(
    rf" ?(?:[万亿千百]|号(?!码)|平方|立方|{PLAIN_UNIT}|{certain(f'元 户 {FOREIGN_MONEY}')})"
)
_PHONE_WORDS = re.compile(
    r"(?:电话|手机|联系|热线|传真|微信|拨打|致电|座机|号码|[Tt]el|TEL)[^0-9。；;\n]{0,12}\Z"
)
_ID_WORDS = re.compile(r"(?:身份证|证件|公民身份号)[^0-9。；;\n]{0,12}\Z")

# GB 11643-1999: weights and check characters of the citizen identification number (ISO 7064 MOD
# 11-2).
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
# GB/T 2260: the provinces, numbered within their region; 83 is on residence permits for Taiwan
# residents.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


def find_personal(text: str) -> list[tuple[Span, Personal]]:
    """The phone and ID-card numbers of `text` with their spans, in reading order, none overlapping.

    Full-width digits, +86, spaces and hyphens at the usual places are understood. Service numbers
    (12345, 400-…)
    are nobody's own and not found.
    """
    folded = text.translate(_FOLD)
    found: list[tuple[Span, Personal]] = []
    for kind, pattern, holds in _RULES:
        for match in pattern.finditer(folded):
            span = match.span()
            if holds(folded, span) and not any(_overlap(span, other) for other, _ in found):
                found.append((span, kind))
    return sorted(found)


def is_id_card(number: str) -> bool:
    """Whether 18 or 15 characters are a citizen identification number.

    Province, birth date and check digit.
    """
    if len(number) == 15:
        return number.isdecimal() and _has_province(number) and _is_date("19" + number[6:12])
    if len(number) != 18 or not number[:17].isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return (
        _has_province(number)
        and _is_date(number[6:14])
        and number[17].upper() == _CHECK[total % 11]
    )


def _holds_id_18(text: str, span: Span) -> bool:
    # A mistyped card is personal all the same where the words before it call it one.
    number = re.sub(r"[- ]", "", text[slice(*span)])
    return is_id_card(number) or _named(_ID_WORDS, text, span)


def _holds_id_15(text: str, span: Span) -> bool:
    if _named(_ID_WORDS, text, span):
        return True
    return is_id_card(text[slice(*span)]) and not _COUNTED.match(text, span[1])


def _holds_phone(text: str, span: Span) -> bool:
    return _named(_PHONE_WORDS, text, span) or not _COUNTED.match(text, span[1])


def _named(words: re.Pattern[str], text: str, span: Span) -> bool:
    return words.search(text[max(0, span[0] - 20) : span[0]]) is not None


def _has_province(number: str) -> bool:
    return _PROVINCE.match(number) is not None


def _is_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_RULES = (
    (Personal.ID_CARD, _ID_18, _holds_id_18),
    (Personal.ID_CARD, _ID_15, _holds_id_15),
    (Personal.MOBILE, _MOBILE, _holds_phone),
    (Personal.LANDLINE, _LANDLINE, _holds_phone),
)
