"""Figures as the standard spells them (GB/T 15835): 8千亩 as 8000亩, 三亿二千万元 as 3.2亿元."""

from decimal import Decimal

from drafter.facts.fact_keys import plain, times
from drafter.facts.figure_parts import End, Parts, Spelling
from drafter.facts.numerals import chinese_number
from drafter.facts.units import RATE_UNITS, scale


def arabic_single(parts: Parts) -> Spelling:
    """One figure in digits: thousands without signs, 万 and 亿 only as multipliers."""
    low = parts.low
    digits, multiplier = low.digits.replace(",", ""), low.multiplier
    if digits[0] == ".":
        digits = "0" + digits
    if not digits.replace(".", "").isdecimal():
        digits, multiplier = _regrouped(low, digits)
        if low.mid and multiplier and not low.multiplier:  # 1万3千余: 1.3万余
            head = parts.before + low.sign + parts.money + digits
            return _spelling(head, multiplier, low.mid + low.behind, parts.unit + parts.after)
    elif (
        multiplier[:1] in set("十百千")
        and not low.mid
        and not low.behind
        and "." not in digits
        and len(digits) < 8
    ):
        # GB/T 15835 has 万 and 亿 behind digits, no 千 and 百: 8千, 3千万
        digits = plain(times(Decimal(digits), scale(multiplier[0])))
        multiplier = multiplier[1:]
    head = parts.before + low.sign + parts.money + digits + low.mid
    return _spelling(head, multiplier, low.behind, parts.unit + parts.after)


def _regrouped(end: End, digits: str) -> tuple[str, str]:
    """1万2千 as 1.2万, 1千5百 as 1500; what is no number as it stands."""
    value = chinese_number(digits + end.multiplier)
    if value is None:
        return digits, end.multiplier
    named = digits + end.multiplier
    large = next((name for name in "亿万" if name in named and value >= scale(name)), "")
    return plain(times(value, 1 / scale(large))), large


def arabic_range(parts: Parts) -> Spelling:
    """GB/T 15835: 2万～5万元, 5%～10%; other units stand once. 至 and 到 stay."""
    high, each, sign = parts.high, "", "～"
    assert high
    first = parts.shared_low.multiplier
    if parts.to in "至到":
        first, each, sign = parts.low.multiplier, parts.first_unit, parts.to
    elif parts.unit in RATE_UNITS:
        each = parts.unit
    elif first != high.multiplier:
        each = parts.first_unit  # 9000万元～1亿元
    low = parts.low
    head = parts.before + low.sign + parts.money + low.digits.replace(",", "") + low.mid
    head += first + low.behind + each + sign + high.sign + high.digits.replace(",", "") + high.mid
    return _spelling(head, high.multiplier, high.behind, parts.unit + parts.after)


def arabic_money(parts: Parts) -> Spelling:
    """An amount in Chinese numerals; what cannot be told stays as it stands."""
    value, low = parts.low.value, parts.low
    if value is None:
        return parts.written
    if low.mid or low.behind:
        return _money_and_more(parts, value.copy_abs())
    shown, unit = _amount(value.copy_abs(), parts.unit)
    head = parts.before + low.sign + shown
    return Spelling(head + unit + parts.after, unit + parts.after)


def _money_and_more(parts: Parts, value: Decimal) -> Spelling:
    """230余 and 万元; 1万余 and 元."""
    low, unit = parts.low, parts.unit + parts.after
    head = parts.before + low.sign
    if low.mid and low.multiplier:
        number = chinese_number(low.digits)
        return _spelling(f"{head}{_large(number)}{low.mid}", low.multiplier, "", unit)
    return Spelling(f"{head}{_large(value)}{low.mid or low.behind}{unit}", unit)


def _large(value: Decimal | None) -> str:
    assert value is not None
    for name in "亿万":
        if value >= scale(name) and value % scale(name) == 0:
            return plain(value / scale(name)) + name
    return plain(value)


def _amount(value: Decimal, unit: str) -> tuple[str, str]:
    for name in "亿万":
        if value >= scale(name) and value % (scale(name) / 100) == 0:
            return plain(value / scale(name)), name + unit
    return plain(value), unit


def _spelling(head: str, multiplier: str, behind: str, rest: str) -> Spelling:
    """With 余 behind the multiplier that belongs to the token: 3万余 and 人."""
    if behind:
        return Spelling(head + multiplier + behind + rest, rest)
    return Spelling(head + multiplier + rest, multiplier + rest)
