"""Numbers of persons in running text: what a draft withholds and what never leaves the machine.

A miss is worse than a false alarm, yet figures, sums and document numbers are this text's daily
bread: a number counts only where its shape, its neighbours and, for ID and bank cards, its check
digit all say so, or where the words right before it call it one.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache

from drafter.facts.placeholders import withheld_mark
from drafter.facts.punctuation import INVISIBLE
from drafter.facts.units import FOREIGN_MONEY, PLAIN_UNIT, certain
from drafter.records import Span


class Personal(StrEnum):
    """The kinds of personal number."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    ID_CARD = "id-card"
    BANK_CARD = "bank-card"
    MAIL = "mail"
    PLATE = "plate"
    PERMIT = "permit"  # passports, permits, driving licences, social-security cards
    ACCOUNT = "account"  # of WeChat or QQ


# What each is called, in Chinese and in English.
CALLED: dict[Personal, tuple[str, str]] = {
    Personal.MOBILE: ("手机号", "mobile number"),
    Personal.LANDLINE: ("电话号码", "telephone number"),
    Personal.ID_CARD: ("身份证号", "ID-card number"),
    Personal.BANK_CARD: ("银行卡号", "bank-card number"),
    Personal.MAIL: ("邮箱", "mail address"),
    Personal.PLATE: ("车牌号", "plate number"),
    Personal.PERMIT: ("证件号", "number of a passport or permit"),
    Personal.ACCOUNT: ("微信或QQ号", "WeChat or QQ account"),
}


# Every character maps to one character, so spans hold for the text as given.
_WIDE = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
_FOLD: dict[int, int | str] = {wide: wide - 0xFEE0 for wide in _WIDE}
_FOLD |= str.maketrans("＋－—–‐−（）＠＿\u3000\u00a0\t•・‧∙", "+-----()@_   ····")
# Left out of what is looked at: what nobody sees, and spaces beside Chinese words.
_UNSEEN = re.compile(
    rf"[{INVISIBLE}]|(?<=[^\x20-\x7e])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[^\x20-\x7e])"
)
# Without one of these there is no number to find, which keeps reading fast.
_ANY = re.compile(r"\d(?:\D{0,3}\d){2}|[@＠]|微信|[Ww]e[Cc]hat")

# Inside a longer number, a decimal or a code (2024-138…, HT138…) it is no number of its own.
_ALONE = r"(?<![0-9A-Z])(?<![0-9][-._/])"
_END = r"(?![0-9A-Za-z])(?![-._/][0-9])"
# Two mobile numbers may be parted by a stroke: 13812345678/13987654321.
_MOBILE = re.compile(
    r"(?<![0-9A-Z])(?<![0-9][-._])(?:(?<![0-9]/)|(?<=1[3-9][0-9]{9}/))"
    r"(?:\((?:\+|00)?86\)[- ]?|(?:\+|00)?86[- ]?)?1[3-9][0-9]"
    r"(?:[- ]?[0-9]{4}[- ]?[0-9]{4}|\.[0-9]{4}\.[0-9]{4})"
    r"(?![0-9A-Za-z])(?![-._][0-9])(?!/(?!1[3-9][0-9]{9})[0-9])"
)
_MOBILE_NAMED = re.compile(
    rf"(?:手机号?码?|手机和?微信|移动电话)[:： 为是(]{{0,2}}(?P<n>1[0-9]{{9,11}}){_END}"
)
# Area codes: 010, 02x, 0[3-9]xx; local numbers have 7 or 8 digits and never begin with 0 or 1
# (those are services).
_AREA = r"(?:10|2[0-57-9]|[3-9][0-9]{2})"
_LOCAL = r"[2-9](?:[0-9]{6,7}|[0-9]{2,3}[- ][0-9]{4})(?:[-转][0-9]{1,5})?"
_LANDLINE = re.compile(
    rf"{_ALONE}(?:\(0{_AREA}\) ?|0{_AREA}[- ]{{0,2}}|(?:\+|00)86[- ]?{_AREA}[- ]?){_LOCAL}{_END}"
)
_LANDLINE_NAMED = re.compile(
    rf"(?:电话|座机|传真|[Tt][Ee][Ll])(?:号码)?[:： 为是(]{{0,2}}(?P<n>{_LOCAL}){_END}"
)
_ID_18 = re.compile(rf"{_ALONE}[1-9][0-9]{{5}}([- ]?)[0-9]{{8}}\1[0-9]{{3}}[0-9Xx]{_END}")
_ID_15 = re.compile(rf"{_ALONE}[1-9][0-9]{{14}}{_END}")
# A card with a digit too few or too many, or in groups of four, is personal all the same.
_ID_NAMED = re.compile(
    r"(?:身份证|公民身份)(?:件?号码?|证号)?[:： 为是(]{0,2}"
    rf"(?P<n>[1-9](?:[- ]?[0-9]){{12,18}}[- ]?[0-9Xx]){_END}"
)
# ISO/IEC 7812: cards of UnionPay begin with 62.
_BANK_CARD = re.compile(
    rf"{_ALONE}62[0-9]{{2}}(?:[- ]?[0-9]{{4}}){{3}}(?:[- ]?[0-9]{{1,3}})?{_END}"
)
_BANK_NAMED = re.compile(
    r"(?:银行卡|储蓄卡|信用卡|存折|卡号|[账帐]号|[账帐]户)(?:号码?)?[:： 为是(]{0,2}"
    rf"(?P<n>[0-9](?:[- ]?[0-9]){{11,20}}){_END}"
)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9_][A-Za-z0-9._%+-]{0,63}@"
    r"(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,12}(?![A-Za-z0-9])"
)
# GA 36: a province, a letter, five or (new energy) six letters and digits; 学, 警, 挂 … can end it.
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?[A-HJ-NP-Z][· -]?"
    r"(?=(?:[A-Z]*[0-9]){3})[A-HJ-NP-Z0-9]{4}(?:[A-HJ-NP-Z0-9]{1,2}[挂学警港澳领]?|[挂学警港澳领])"
    r"(?![0-9A-Za-z+])(?!号?(?:文件|批文|通知))"
)
_PERMIT = re.compile(
    r"(?:护照|通行证|台胞证|回乡证|居留证|居住证|驾驶证|驾照|行驶证|军官证|士官证|残疾人?证"
    r"|社保卡|社会保障卡|医保卡|学籍|证件号|住院号|病案号|准考证)(?:件?号码?|编号)?[:： 为是(]{0,2}"
    rf"(?P<n>[A-Za-z]{{1,2}}[0-9]{{7,10}}|[0-9]{{8,20}}[Xx]?){_END}"
)
_PERMIT_BEFORE = re.compile(
    rf"{_ALONE}[A-Z]{{1,2}}[0-9]{{7,8}}(?=号?(?:护照|(?:往来)?(?:港澳|台湾)[^，。]{{0,3}}通行证|通行证))"
)
_ACCOUNT = re.compile(
    r"(?:微信(?:账?号)?|[Ww]e[Cc]hat|QQ(?:账?号码?)?|qq号?)[:： 为是(]{0,2}"
    rf"(?P<n>(?=[A-Za-z]+[0-9_-])[A-Za-z][A-Za-z0-9_-]{{5,19}}|[1-9][0-9]{{4,11}}){_END}"
)

# 元旦 is a day, 号码 a number's name: neither makes a sum or a document number of what stands
# before it.
_COUNTED = re.compile(
    rf" ?(?:[万亿千百]|号(?!码)|平方|立方|{PLAIN_UNIT}"
    rf"|{certain(f'元 户 人 名 张 本 个 条 次 份 {FOREIGN_MONEY}')})"
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
    """The personal numbers of `text` with their spans, in reading order, none overlapping.

    Full-width digits, +86, spaces, hyphens and characters that nobody sees at the usual places are
    understood. Service numbers (12345, 400-…) are nobody's own and not found.
    """
    return list(_found(text))


@lru_cache(maxsize=8192)  # a draft is judged again at every decision of its reviewers
def _found(text: str) -> tuple[tuple[Span, Personal], ...]:
    if not _ANY.search(text):
        return ()
    seen, places = _seen(text)
    found: list[tuple[Span, Personal]] = []
    for kind, pattern, holds in _RULES:
        for match in pattern.finditer(seen):
            span = match.span("n" if "n" in pattern.groupindex else 0)
            if holds(seen, span) and not any(_overlap(span, other) for other, _ in found):
                found.append((span, kind))
    return tuple(
        ((places[start], places[end - 1] + 1), kind) for (start, end), kind in sorted(found)
    )


def personal_keys(texts: Iterable[str]) -> frozenset[str]:
    """The keys of the personal numbers that some texts state."""
    return frozenset(
        personal_key(text[slice(*span)]) for text in texts for span, _ in find_personal(text)
    )


def withheld_text(text: str, public: Collection[str] = ()) -> str:
    """`text` with a mark in the place of each personal number whose key is not in `public`."""
    for span, kind in reversed(find_personal(text)):
        if personal_key(text[slice(*span)]) not in public:
            text = text[: span[0]] + withheld_mark(CALLED[kind][0]) + text[span[1] :]
    return text


def personal_key(number: str) -> str:
    """What a personal number is known by, however it is written: +86 138-1234-5678."""
    plain = re.sub(r"[^0-9A-Za-z@._\u4e00-\u9fff]", "", _seen(number)[0])
    if "@" in plain:
        return plain.lower()
    plain = re.sub(r"[._]", "", plain).upper()
    return re.sub(r"^(?:00)?86(?=1[3-9][0-9]{9}$)", "", plain)


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


def _seen(text: str) -> tuple[str, list[int]]:
    """The text folded and without what nobody sees, and where each of its characters stands."""
    unseen = {at for match in _UNSEEN.finditer(text) for at in range(*match.span())}
    places = [at for at in range(len(text)) if at not in unseen]
    return "".join(text[at] for at in places).translate(_FOLD), places


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


def _holds_bank_card(text: str, span: Span) -> bool:
    """Whether its last digit is the check digit of ISO/IEC 7812 (Luhn), and it counts nothing."""
    digits = [int(digit) for digit in text[slice(*span)] if digit.isdecimal()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0 and _counts_nothing(text, span)


def _counts_nothing(text: str, span: Span) -> bool:
    """Whether it is neither a count nor a day: 电话20241231前更换."""
    return not _COUNTED.match(text, span[1]) and not _is_date(text[slice(*span)])


def _always(text: str, span: Span) -> bool:
    return True


def _named(words: re.Pattern[str], text: str, span: Span) -> bool:
    return words.search(text[max(0, span[0] - 20) : span[0]]) is not None


def _has_province(number: str) -> bool:
    return _PROVINCE.match(number) is not None


def _is_date(digits: str) -> bool:
    if len(digits) != 8 or not digits.isdecimal():
        return False
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_RULES: tuple[tuple[Personal, re.Pattern[str], Callable[[str, Span], bool]], ...] = (
    (Personal.MAIL, _MAIL, _always),
    (Personal.PERMIT, _PERMIT, _counts_nothing),
    (Personal.PERMIT, _PERMIT_BEFORE, _always),
    (Personal.ID_CARD, _ID_18, _holds_id_18),
    (Personal.ID_CARD, _ID_15, _holds_id_15),
    (Personal.ID_CARD, _ID_NAMED, _counts_nothing),
    (Personal.BANK_CARD, _BANK_CARD, _holds_bank_card),
    (Personal.BANK_CARD, _BANK_NAMED, _counts_nothing),
    (Personal.MOBILE, _MOBILE, _holds_phone),
    (Personal.MOBILE, _MOBILE_NAMED, _counts_nothing),
    (Personal.LANDLINE, _LANDLINE, _holds_phone),
    (Personal.LANDLINE, _LANDLINE_NAMED, _counts_nothing),
    (Personal.ACCOUNT, _ACCOUNT, _counts_nothing),
    (Personal.PLATE, _PLATE, _always),
)
