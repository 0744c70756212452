"""Shares, fractions and other figures of a form of their own.

百分之八点五, 百分之八至九, 三分之二, ½, 翻两番, 半年, 壹元贰角, 超千亿, 为零点五.
"""

import re
from decimal import Decimal

from drafter.facts.fact_keys import fact_of, number_key, plain
from drafter.facts.numerals import VULGAR, chinese_number, neighbours
from drafter.facts.patterns import AFTER, BEFORE, TO
from drafter.facts.units import HALVED, folded
from drafter.records import Fact, FactKind


def _number(text: str) -> Decimal | None:
    return chinese_number(text.replace(",", ""))


def percent(match: re.Match[str]) -> Fact | None:
    """百分之八点五 and 百分之8.5 as 8.5%, 百分之八至九 as 8%～9%; 百分之百 stays."""
    parts = re.fullmatch(
        rf"({BEFORE}?)(负(?:增长)?)?([百千])分之(.+?)(?:{TO}(?:百分之)?(.+?))?({AFTER}?)", match[0]
    )
    if not parts:
        return None
    before, sign, of, low, high, after = parts.groups(default="")
    value, upper = _ends(low, high)
    unit, qualifiers = "%" if of == "百" else "‰", tuple(filter(None, (before, after)))
    kind = FactKind.PERCENT if of == "百" else FactKind.QUANTITY
    if "几" in low or value is None or (high and (upper is None or sign)):
        letters = match[0].removeprefix(before).removesuffix(after)
        key = letters + "".join(f"|{qualifier}" for qualifier in qualifiers)
        return fact_of(kind, match, key, unit=unit, qualifiers=qualifiers)
    value = value.copy_negate() if sign else value
    shown, tail = _shown_share(value, upper, unit, low)
    text = f"{before}{shown}{after}" if shown else match[0]
    return fact_of(
        kind,
        match,
        number_key(value, upper, unit, qualifiers),
        text,
        value=value,
        upper=upper,
        unit=unit,
        qualifiers=qualifiers,
        tail=tail + after if shown else "",
    )


def _ends(low: str, high: str) -> tuple[Decimal | None, Decimal | None]:
    """Both ends of 百分之八至九 and of 百分之二三十; one number where there is one."""
    if not high and (ends := neighbours(low)):
        return ends
    return _share(low), _share(high) if high else None


def _share(text: str) -> Decimal | None:
    """The number, or None for signs in a row that can be two numbers: 三五 is not 35."""
    row = re.fullmatch("[一二两三四五六七八九]{2,}", text)
    return None if row else _number(text)


def _shown_share(value: Decimal, upper: Decimal | None, unit: str, low: str) -> tuple[str, str]:
    """8.5% and %, 8%～9% and %; "" for what stays as written: 百分之百, 千分之三, 百分之二三十."""
    if low == "百" or unit != "%" or value < 0 or neighbours(low):
        return "", ""
    return (f"{value}%" if upper is None else f"{value}%～{upper}%"), "%"


def fraction(match: re.Match[str]) -> Fact | None:
    """三分之二 and 2/3: one key, and no value, for a decimal would not be exact."""
    parts = re.fullmatch(rf"({BEFORE}?)(.+?)({AFTER}?)", match[0])
    assert parts
    before, part, after = parts.groups()
    if (shown := _part(part)) is None:
        return None
    qualifiers = tuple(filter(None, (before, after)))
    key = shown + "".join(f"|{qualifier}" for qualifier in qualifiers)
    return fact_of(FactKind.QUANTITY, match, key, qualifiers=qualifiers)


def _part(part: str) -> str | None:
    """2/3 for 三分之二, 1/2 for 半数, 1+1/2 for 一又二分之一."""
    if part in {"一半", "半数"}:
        return "1/2"
    if part in VULGAR:
        return VULGAR[part]
    if "分之" not in part:
        return _with_stroke(part)
    sign, rest = ("-", part[1:]) if part[0] == "负" else ("", part)
    whole, _, rest = rest.rpartition("又")
    numbers = [chinese_number(piece) for piece in rest.split("分之")]
    wholes = chinese_number(whole) if whole else None
    if None in numbers or (whole and wholes is None):
        return f"{sign}{whole}{'又' * bool(whole)}{rest}"
    return f"{sign}{f'{wholes}+' if whole else ''}{numbers[1]}/{numbers[0]}"


def _with_stroke(part: str) -> str | None:
    """2/3, 1+3/5 for 1 3/5, 3/100000 for 3/10万; None for what is no part: 110/35千伏."""
    top, _, below = part.replace(" ", "+").partition("/")
    if below.isdecimal() and top.isdecimal() and int(top) >= int(below):
        return None
    return f"{top}/{plain(chinese_number(below) or Decimal(0))}"


def times_doubled(match: re.Match[str]) -> Fact:
    """翻番 and 翻一番 are one fact, 翻两番 another; what 番 counts is its value."""
    parts = re.fullmatch(r"翻[了上]?(.*?)番(.*)", match[0])
    assert parts
    value = chinese_number(parts[1] or "一")
    qualifiers = (parts[2],) if parts[2] else ()
    number = parts[1] if value is None else plain(value)
    key = f"翻{number}番" + "".join(f"|{qualifier}" for qualifier in qualifiers)
    return fact_of(FactKind.QUANTITY, match, key, value=value, unit="番", qualifiers=qualifiers)


def half(match: re.Match[str]) -> Fact:
    """半年 is 0.5年, 半斤 0.5斤, 半个多月 0.5个月 and more."""
    parts = re.fullmatch(rf"({BEFORE}?)半({HALVED})(.*)", match[0])
    assert parts
    unit = folded(parts[2].replace("多", ""))
    more = "多" if "多" in parts[2] else ""
    qualifiers = tuple(filter(None, (parts[1], more, parts[3])))
    value = Decimal("0.5")
    return fact_of(
        FactKind.QUANTITY,
        match,
        number_key(value, None, unit, qualifiers),
        value=value,
        unit=unit,
        qualifiers=qualifiers,
        tail=parts[2] + parts[3],
    )


_ONES = str.maketrans("壹贰叁肆伍陆柒捌玖", "一二三四五六七八九")


def yuan(match: re.Match[str]) -> Fact | None:
    """壹元贰角, 3元5角8分 and 肆角叁分 as so many 元; printed as written."""
    whole = _number(match["y1"] or "零")
    if whole is None:
        return None
    pence = [_number((match[name] or "零").translate(_ONES)) for name in ("y2", "y3")]
    value = whole + sum(
        (
            part * place
            for part, place in zip(pence, (Decimal("0.1"), Decimal("0.01")), strict=True)
            if part
        ),
        Decimal(0),
    )
    value = Decimal(plain(value.copy_negate() if match["ysign"] else value))
    return fact_of(FactKind.MONEY, match, number_key(value, None, "元", ()), value=value, unit="元")


def round_number(match: re.Match[str]) -> Fact | None:
    """超千亿, 数百亿, 百亿级: a round number without a unit."""
    parts = re.fullmatch(r"(\D*?)([十百千万亿]+)(元?级)?", match[0])
    assert parts
    before, digits, level = parts.groups(default="")
    unit = "元" if "元" in level else ""
    kind = FactKind.MONEY if unit else FactKind.QUANTITY
    qualifiers = tuple(filter(None, (before, "级" if level else "")))
    value = None if before in {"数", "上"} else chinese_number(digits)
    letters = f"{before}{digits}{level}"
    key = letters if value is None else number_key(value, None, unit, qualifiers)
    return fact_of(kind, match, key, value=value, unit=unit, qualifiers=qualifiers)


_IN_ORDINALS = re.compile("第[〇零一二两三四五六七八九十百千万、]+$")  # 第二十、二十一条


def bare(match: re.Match[str]) -> Fact | None:
    """A Chinese numeral without a unit where the words beside it say that it is a number."""
    number = chinese_number(match[0].removeprefix("负"))
    before = match.string[max(0, match.start() - 40) : match.start()]
    if number is None or _IN_ORDINALS.search(before):
        return None
    value = Decimal(plain(number.copy_negate() if match[0][0] == "负" else number))
    return fact_of(FactKind.QUANTITY, match, number_key(value, None, "", ()), value=value)
