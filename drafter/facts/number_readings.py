"""Figures written in digits: 1,200余人, 120-150万元, 1万2千亩, 3成.

What they state and how the standard writes them.
"""

import re
from dataclasses import replace
from decimal import Decimal

from drafter.facts.fact_keys import kind_of, number_key, plain, times
from drafter.facts.patterns import NUMBER_ALONE, TENTHS_AFTER
from drafter.facts.units import DIVISIBLE, FOLDED_UNITS, RATE_UNITS, scale
from drafter.records import Fact, FactKind

# Half or more of one is said of what can be divided: 3年半, 5公里多; 3个多功能厅 has no more of
# anything.
_DIVISIBLE = frozenset(("", *DIVISIBLE.split()))
_QUALIFIERS = ("before", "plus", "a1", "b1", "a2", "b2", "after")  # in the order of a key


def number(match: re.Match[str]) -> Fact | None:
    """The fact of a match of NUMBER_ALONE, or of the first figure in it where it only looks like
    one.
    """
    if "," in match["n1"] and _is_list(match):
        return _up_to(match, match.start("n1") + match["n1"].index(","))
    if match["n2"] and not _is_range(match):
        return _up_to(match, match.start("to"))
    alone = not match["u"] and not match["n2"]
    if alone and (tenths := TENTHS_AFTER.match(match.string, match.end())):
        return _tenths(match, tenths)
    return _figure(match)


def _figure(match: re.Match[str]) -> Fact:
    parts = {name: value or "" for name, value in match.groupdict().items()}
    parts["n1"], parts["n2"] = parts["n1"].replace(",", ""), parts["n2"].replace(",", "")
    parts["plus"] = "+" if parts["sign"] == "+" else ""
    end = match.end()
    if parts["after"] in {"半", "多", "余"} and parts["u"] not in _DIVISIBLE:
        parts["after"], end = "", end - 1
    low, high, first = _ends(parts)
    unit = FOLDED_UNITS.get(parts["u"], parts["u"])
    qualifiers = tuple(parts[name] for name in _QUALIFIERS if parts[name])
    text, tail = _range_text(parts, first) if parts["n2"] else _number_text(parts, match, end)
    kind = kind_of(unit)
    key = f"{kind}:{number_key(low, high, unit, qualifiers)}"
    return Fact("", kind, key, "", text, (match.start(), end), low, high, unit, qualifiers, tail)


def _ends(parts: dict[str, str]) -> tuple[Decimal, Decimal | None, str]:
    """The number, or both ends of a range, and the multiplier of the first.

    120-150万元 is 120万 to 150万.

    5000-1万人 does not begin at 5000万.
    """
    low, first = Decimal(parts["sign"] + parts["n1"]), parts["m1"]
    if not parts["n2"]:
        return times(low, scale(first)), None, first
    high = Decimal(parts["n2"])
    if not first and low < high:
        first = parts["m2"]
    return times(low, scale(first)), times(high, scale(parts["m2"])), first


def _in_ten_thousands(parts: dict[str, str]) -> dict[str, str]:
    """8千 as 8000, 3千万 as 3000万: GB/T 15835 has 万 and 亿 behind digits, no 千 and 百."""
    if not re.match("[十百千]", parts["m1"]) or "." in parts["n1"]:
        return parts
    whole = plain(times(Decimal(parts["n1"]), scale(parts["m1"][0])))
    return parts | {"n1": whole, "m1": parts["m1"][1:]}


def mixed(match: re.Match[str]) -> Fact | None:
    """1万2千亩 as 1.2万亩, 1千5百户 as 1500户; None where the parts do not descend."""
    whole, last = Decimal(0), Decimal(10**17)
    for digits, place in re.findall(r"(\d{1,4})(千万|百万|[亿万千百十])", match["mixed"]):
        part = times(Decimal(digits), scale(place))
        if part >= last:
            return None
        whole, last = whole + part, scale(place)
    large = next(
        (name for name in ("亿", "万") if whole >= scale(name) and name in match["mixed"]), ""
    )
    shown = plain(times(whole, 1 / scale(large))) + large
    alone = NUMBER_ALONE.fullmatch((match["mb"] or "") + shown + match["mu"] + (match["ma"] or ""))
    fact = number(alone) if alone else None
    return replace(fact, span=match.span()) if fact else None


def _is_list(match: re.Match[str]) -> bool:
    """分别为120,150,300人 lists three; 分别为1,200人、1,350人 groups thousands."""
    before = match.string[max(0, match.start() - 40) : match.start("n1")]
    goes_on = re.compile(r"[、，,和与及]\d").match(match.string, match.end())
    return bool(re.search(r"分别[为是达有]?到?[\d,.，]*$", before)) and not goes_on


def _is_range(match: re.Match[str]) -> bool:
    """3至5天 is a range; 由3至5天 is not, nor are two figures with units of their own (3所-5人)."""
    if _is_made_of_numbers(match):
        return False
    if match["u1"] and match["u1"] != match["u"]:
        return False
    before = match.string[max(0, match.start() - 6) : match.start()]
    return not ("至" in match["to"] and re.search(r"[由从自][^，,。；;]{0,5}$", before))


def _is_made_of_numbers(match: re.Match[str]) -> bool:
    """5-3班, 2026-1号, 0871-1234567, 12-34-56: a name made of numbers."""
    low, high = (Decimal(match[name].replace(",", "")) for name in ("n1", "n2"))
    falls = low >= high and not match["m1"] and not match["m2"]
    if falls and "至" not in match["to"] and not match["sign"]:
        return True
    begin, end = match.start(), match.end("n2")
    chained = re.match(r"[-–—]\d", match.string[end:])
    chained = chained or re.search(r"\d[-–—]$", match.string[max(0, begin - 2) : begin])
    return bool(chained or re.match(r"0\d", match["n1"]))


def _up_to(match: re.Match[str], end: int) -> Fact | None:
    alone = NUMBER_ALONE.match(match.string, match.start(), end)
    return number(alone) if alone else None


def _tenths(match: re.Match[str], tenths: re.Match[str]) -> Fact:
    """3成 is 30%."""
    qualifiers = tuple(filter(None, (match["before"], tenths["after"])))
    value = times(Decimal(match["n1"].replace(",", "")), Decimal(10))
    key = f"percent:{number_key(value, None, '%', qualifiers)}"
    text, span = match[0] + tenths[0], (match.start(), tenths.end())
    return Fact(
        "", FactKind.PERCENT, key, text, text, span, value, None, "%", qualifiers, tenths[0]
    )


def _number_text(parts: dict[str, str], match: re.Match[str], end: int) -> tuple[str, str]:
    """The figure as printed, and how much of its end stands outside its token."""
    goes_on = match.string[end : end + 1].isdigit()  # 1千5: no figure that is understood
    if not goes_on and not parts["a1"] and not parts["b1"]:
        parts = _in_ten_thousands(parts)
    head = parts["before"] + parts["sign"] + parts["n1"] + parts["a1"]
    unit = parts["u"] + parts["after"]
    if parts["b1"]:
        head, tail = head + parts["m1"] + parts["b1"], unit
    else:
        tail = parts["m1"] + unit
    return head + tail, tail


def _range_text(parts: dict[str, str], first: str) -> tuple[str, str]:
    """The range as printed, with its tail. GB/T 15835: 2万～5万元, 5%～10%; other units stand once.

    至 stays.
    """
    each, sign = "", "～"
    if "至" in parts["to"]:
        first, each, sign = parts["m1"], parts["u1"], "至"
    elif parts["u"] in RATE_UNITS:
        each = parts["u"]
    elif first != parts["m2"]:
        each = parts["u1"]  # 9000万元～1亿元
    head = parts["before"] + parts["sign"] + parts["n1"] + parts["a1"] + first + parts["b1"]
    head += each + sign + parts["n2"] + parts["a2"]
    unit = parts["u"] + parts["after"]
    if parts["b2"]:
        head, tail = head + parts["m2"] + parts["b2"], unit
    else:
        tail = parts["m2"] + unit
    return head + tail, tail
