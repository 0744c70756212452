"""What one match of the scanner states: the fact, its exact value, its key, and its spelling in the standard.

Spans count in the text that was scanned; `figures` puts them, and the quote, back into the text as given.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal

from drafter.facts.numbering import chinese
from drafter.facts.numerals import chinese_number, neighbours
from drafter.facts.patterns import (
    AFTER,
    BEFORE,
    CHINESE_ALONE,
    COUNTED,
    NUMBER_ALONE,
    NUMERAL,
    PATTERNS,
    TENTHS_AFTER,
)
from drafter.facts.placeholders import HAN
from drafter.facts.units import DIVISIBLE, FOLDED_UNITS, MONEY_UNITS, PHRASES, RATE_UNITS, scale
from drafter.records import Fact, FactKind


def read_fact(found: re.Match[str]) -> Fact | None:
    """The fact of a match of SCAN, or None where it states none; its id is empty."""
    name = next(key for key in PATTERNS if found[key] is not None)
    fact = _READERS[name](found)
    if fact:
        return fact
    # What only looked like a date or code is a number still: 13月 has thirteen of something.
    for pattern, reader in ((NUMBER_ALONE, _number), (CHINESE_ALONE, _chinese)):
        again = pattern.match(found.string, found.start())
        if again and (fact := reader(again)):
            return fact
    return None


def _fact(kind: FactKind, found: re.Match[str], key: str, text: str = "", **more: object) -> Fact:
    said = found[0]
    return Fact("", kind, f"{kind}:{key}", said, text or said, found.span(), **more)  # type: ignore[arg-type]


def _plain(value: Decimal) -> str:
    """The number without exponent or trailing zeros."""
    shown = format(value, "f")  # never normalize(): it rounds to 28 digits
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) if value else "0"


_ARITHMETIC = Context(prec=1000)  # the usual 28 digits would round a long number in silence


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product, without trailing zeros behind the point."""
    return Decimal(_plain(_ARITHMETIC.multiply(value, factor)))


def _number_key(
    value: Decimal | None, upper: Decimal | None, unit: str, qualifiers: tuple[str, ...]
) -> str:
    span = "?" if value is None else _plain(value)
    if upper is not None:
        span += ".." + _plain(upper)
    return f"{span}{unit}" + "".join(f"|{q}" for q in qualifiers)


_RANGE_SIGN = re.compile(r"[-–—~～]+")


def _date(found: re.Match[str]) -> Fact | None:
    text = _arabic_date(found[0])
    if not all(1 <= int(month) <= 12 for month in re.findall(r"(\d+)月", text)):
        return None
    iso = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text)
    if iso:
        if not 1 <= int(iso[2]) <= 12:
            return None
        text = f"{iso[1]}年{int(iso[2])}月{int(iso[3])}日"
    text = re.sub(r"(?<!\d)(\d{2})年", r"20\1年", text)  # GB/T 15835: the year in full
    text = re.sub(r"(?<!\d)0(\d)(?=[月日号])", r"\1", text)  # GB/T 9704 7.3.5.4: no zero padding
    text = re.sub(r"(?<=\d)号", "日", text)
    text = _RANGE_SIGN.sub("—", text)  # GB/T 15834 4.13.3.2: from one date to another
    text = re.sub(r"(\d{4})年(—\d{4}年)", r"\1\2", text)
    return _fact(FactKind.DATE, found, _date_key(text), text)


def _arabic_date(text: str) -> str:
    """Dates in Chinese numerals made Arabic (GB/T 15835): 二〇二六年七月五日."""

    def arabic(found: re.Match[str]) -> str:
        value = chinese_number(found[1])
        return found[0] if value is None else f"{value}{found[2]}"

    return re.sub(r"([〇零○一二三四五六七八九十]+)([年月日号])", arabic, text)


def _date_key(text: str) -> str:
    text = re.sub("[—至]", "～", text.replace("份", ""))
    text = re.sub(r"(?<=\d)：(?=\d)", ":", text)
    return re.sub(
        r"第?([一二三四1-4])季度",
        lambda m: "一二三四"["一二三四1234".index(m[1]) % 4] + "季度",
        text,
    )


def _code(found: re.Match[str]) -> Fact | None:
    counted = re.fullmatch(r"([A-Za-z]+)(\d+(?:\.\d+)?)", found[0])
    road = re.fullmatch(r"[GSXYCZDKT]\d{3,4}", found[0])
    if (
        counted and not road and COUNTED.match(found.string, found.end())
    ):  # CT1台 is one machine, no code
        number = NUMBER_ALONE.match(found.string, found.start() + len(counted[1]))
        return _number(number) if number else None
    tail = "热线" if found[0].endswith("热线") else ""
    return _fact(FactKind.CODE, found, found[0].removesuffix(tail).upper(), tail=tail)


def _address(found: re.Match[str]) -> Fact:
    return _fact(FactKind.CODE, found, found[0])


def _percent_cn(found: re.Match[str]) -> Fact | None:
    body = re.fullmatch(rf"({BEFORE}?)百分之(.+?)({AFTER}?)", found[0])
    if not body:
        return None
    whole, _, part = body[2].partition("点")
    value = Decimal(whole.replace(",", "")) if whole[0].isdigit() else chinese_number(whole)
    fraction = [chinese_number(c) for c in part]
    if value is None or any(digit is None or digit > 9 for digit in fraction):
        return None
    if fraction:
        value += Decimal("0." + "".join(str(digit) for digit in fraction))
    shown = found[0] if whole == "百" else f"{body[1]}{value}%{body[3]}"
    qualifiers = tuple(q for q in (body[1], body[3]) if q)
    key = _number_key(value, None, "%", qualifiers)
    tail = "" if whole == "百" else "%" + body[3]
    return _fact(
        FactKind.PERCENT, found, key, shown, value=value, unit="%", qualifiers=qualifiers, tail=tail
    )


def _fraction(found: re.Match[str]) -> Fact:
    """三分之二 and 2/3: one key, and no value, for a decimal would not be exact."""
    if body := re.fullmatch(rf"({BEFORE}?)({NUMERAL})分之({NUMERAL})({AFTER}?)", found[0]):
        before, below, above, after = (
            body[1],
            chinese_number(body[2]),
            chinese_number(body[3]),
            body[4],
        )
        part = f"{body[2]}分之{body[3]}" if below is None or above is None else f"{above}/{below}"
    else:
        body = re.fullmatch(rf"({BEFORE}?)(\d+/\d+)({AFTER}?)", found[0])
        before, part, after = (body[1], body[2], body[3]) if body else ("", found[0], "")
    qualifiers = tuple(q for q in (before, after) if q)
    return _fact(
        FactKind.QUANTITY, found, part + "".join(f"|{q}" for q in qualifiers), qualifiers=qualifiers
    )


def _ratio(found: re.Match[str]) -> Fact:
    said = found[0].replace("：", ":")
    return _fact(FactKind.QUANTITY, found, said.replace("∶", ":"), said)


def _lasting(found: re.Match[str]) -> Fact:
    """9分30秒, 2小时15分: one length of time, to the letter."""
    body = re.fullmatch(rf"({BEFORE}?)(\d.*?)({AFTER}?)", found[0])
    assert body
    qualifiers = tuple(q for q in (body[1], body[3]) if q)
    key = body[2].replace("分钟", "分").replace("个小时", "小时") + "".join(
        f"|{q}" for q in qualifiers
    )
    return _fact(FactKind.QUANTITY, found, key, qualifiers=qualifiers)


def _ordinal(found: re.Match[str]) -> Fact | None:
    body = re.fullmatch(rf"第({NUMERAL}|\d+)(?:[-–—~～至](\d+))?(.*)", found[0].replace(",", ""))
    if not body:
        number = re.search("[一二三四五六七八九十]+", found[0])
        value = chinese_number(number[0]) if number else None
        return _fact(
            FactKind.ORDINAL, found, found[0], value=value, unit="届" if "届" in found[0] else ""
        )
    alone = not body[3] and not body[1].isdigit()
    if alone and not _is_rank(found):
        return None
    value = Decimal(body[1]) if body[1].isdigit() else chinese_number(body[1])
    if value is None:
        return None
    upper = Decimal(body[2]) if body[2] else None
    key = _number_key(value, upper, body[3], ())
    shown = _RANGE_SIGN.sub("～", found[0].replace(",", ""))
    return _fact(FactKind.ORDINAL, found, key, shown, value=value, upper=upper, unit=body[3])


def _is_rank(found: re.Match[str]) -> bool:
    """居全市第四 is a rank, and so is the other of 分别居全市第四、第三; 第一，第二， enumerate."""
    before = found.string[max(0, found.start() - 24) : found.start()]
    if before.endswith("、"):
        return bool(
            re.search(rf"[居列排位][^，。；：、]{{0,12}}第{NUMERAL}(?:、第{NUMERAL})?、$", before)
        )
    return bool(re.search(rf"[{HAN}]$", before))


# Half or more of one is said of what can be divided: 3年半, 5公里多; 3个多功能厅 has no more of anything.
_DIVISIBLE = frozenset(("", *DIVISIBLE.split()))


def _number(found: re.Match[str]) -> Fact | None:
    if "," in found["n1"] and _is_list(found):
        return _cut_number(found, found.start("n1") + found["n1"].index(","))
    g = {name: value or "" for name, value in found.groupdict().items()}
    unit, after, end = g["u"], g["after"], found.end()
    if g["n2"] and not _is_range(found):
        return _cut_number(found, found.start("to"))
    if after in {"半", "多", "余"} and unit not in _DIVISIBLE:
        after, end = "", end - 1
    if not unit and not g["n2"] and (tenths := TENTHS_AFTER.match(found.string, found.end())):
        return _arabic_tenths(found, tenths)
    one, many = Decimal(g["sign"] + g["n1"].replace(",", "")), None
    first = g["m1"]
    if g["n2"]:
        upper = Decimal(g["n2"].replace(",", ""))
        if not first and one < upper:
            first = g["m2"]  # 120-150万元 is 120万 to 150万; 5000-1万人 is not 5000万
        many = _times(upper, scale(g["m2"]))
    one = _times(one, scale(first))
    folded = FOLDED_UNITS.get(unit, unit)
    goes_on = found.string[end : end + 1].isdigit()  # 1千5: no figure that is understood
    if not g["n2"] and not goes_on and not any(g[name] for name in ("a1", "b1")):
        g |= _in_ten_thousands(g)
    plus = "+" if g["sign"] == "+" else ""
    qualifiers = tuple(
        q for q in (g["before"], plus, g["a1"], g["b1"], g["a2"], g["b2"], after) if q
    )
    kind = _kind_of(folded)
    text, tail = _range_text(g, first, after) if g["n2"] else _number_text(g, after)
    key = f"{kind}:{_number_key(one, many, folded, qualifiers)}"
    return Fact("", kind, key, "", text, (found.start(), end), one, many, folded, qualifiers, tail)


def _in_ten_thousands(g: dict[str, str]) -> dict[str, str]:
    """8千 as 8000, 3千万 as 3000万: GB/T 15835 has 万 and 亿 behind digits, no 千 and 百."""
    if not re.match("[十百千]", g["m1"]) or "." in g["n1"]:
        return {}
    whole = _plain(_times(Decimal(g["n1"].replace(",", "")), scale(g["m1"][0])))
    return {"n1": whole, "m1": g["m1"][1:]}


def _mixed(found: re.Match[str]) -> Fact | None:
    """1万2千亩 as 1.2万亩, 1千5百户 as 1500户; None where the parts do not descend."""
    whole, last = Decimal(0), Decimal(10**17)
    for digits, place in re.findall(r"(\d{1,4})(千万|百万|[亿万千百十])", found["mixed"]):
        part = _times(Decimal(digits), scale(place))
        if part >= last:
            return None
        whole, last = whole + part, scale(place)
    large = next(
        (name for name in ("亿", "万") if whole >= scale(name) and name in found["mixed"]), ""
    )
    shown = _plain(_times(whole, 1 / scale(large))) + large
    alone = NUMBER_ALONE.fullmatch((found["mb"] or "") + shown + found["mu"] + (found["ma"] or ""))
    fact = _number(alone) if alone else None
    return replace(fact, span=found.span()) if fact else None


def _estimate(found: re.Match[str]) -> Fact | None:
    """3、4个 as 三四个 (GB/T 15835 4.2.2); 分别为3、4个 is two figures."""
    one, other = int(found["e1"]), int(found["e2"])
    if other != one + 1 or re.search(r"分别[^，。；]{0,12}$", found.string[: found.start()]):
        return None
    said = f"{chinese(one)}{chinese(other)}{found['eu']}"
    alone = CHINESE_ALONE.fullmatch(said)
    fact = _chinese(alone) if alone else None
    return replace(fact, span=found.span()) if fact else None


def _kind_of(unit: str) -> FactKind:
    if unit.partition("/")[0] in MONEY_UNITS:
        return FactKind.MONEY
    if unit == "%":
        return FactKind.PERCENT
    if unit == "年级":
        return FactKind.ORDINAL
    return FactKind.POINTS if unit == "个百分点" else FactKind.QUANTITY


def _is_list(found: re.Match[str]) -> bool:
    """分别为120,150,300人 lists three; 分别为1,200人、1,350人 groups thousands."""
    said = found.string[max(0, found.start() - 40) : found.start("n1")]
    goes_on = re.compile(r"[、，,和与及]\d").match(found.string, found.end())
    return bool(re.search(r"分别[为是达有]?到?[\d,.，]*$", said)) and not goes_on


def _is_range(found: re.Match[str]) -> bool:
    """3至5天 is a range; 由3至5天 is not, nor are two figures with units of their own (3所-5人)."""
    first = found["u1"]
    said = found.string[max(0, found.start() - 6) : found.start()]
    one, other = found["n1"], found["n2"]
    falls = (
        not found["m1"]
        and not found["m2"]
        and Decimal(one.replace(",", "")) >= Decimal(other.replace(",", ""))
    )
    chained = re.match(r"[-–—]\d", found.string[found.end("n2") :])
    chained = chained or re.search(
        r"\d[-–—]$", found.string[max(0, found.start() - 2) : found.start()]
    )
    if (
        (falls and "至" not in found["to"] and not found["sign"])
        or chained
        or re.match(r"0\d", one)
    ):
        return False  # 5-3班, 2026-1号, 0871-1234567, 12-34-56: a name made of numbers
    return (not first or first == found["u"]) and not (
        "至" in found["to"] and re.search(r"[由从自][^，,。；;]{0,5}$", said)
    )


def _cut_number(found: re.Match[str], end: int) -> Fact | None:
    alone = NUMBER_ALONE.match(found.string, found.start(), end)
    return _number(alone) if alone else None


def _arabic_tenths(found: re.Match[str], tenths: re.Match[str]) -> Fact:
    after = tenths["after"] or ""
    qualifiers = tuple(q for q in (found["before"] or "", after) if q)
    value = _times(Decimal(found["n1"].replace(",", "")), Decimal(10))
    key = f"percent:{_number_key(value, None, '%', qualifiers)}"
    text = found[0] + tenths[0]
    span = (found.start(), tenths.end())
    return Fact(
        "", FactKind.PERCENT, key, text, text, span, value, None, "%", qualifiers, tenths[0]
    )


def _number_text(g: dict[str, str], after: str) -> tuple[str, str]:
    """The figure as printed, and how much of its end stands outside its token."""
    head = g["before"] + g["sign"] + g["n1"].replace(",", "") + g["a1"]
    if g["b1"]:
        head, tail = head + g["m1"] + g["b1"], g["u"] + after
    else:
        tail = g["m1"] + g["u"] + after
    return head + tail, tail


def _range_text(g: dict[str, str], first: str, after: str) -> tuple[str, str]:
    """The range as printed, with its tail. GB/T 15835: 2万～5万元, 5%～10%; other units stand once. 至 stays."""
    each = (
        g["u"] if g["u"] in RATE_UNITS else g["u1"] if first != g["m2"] else ""
    )  # 9000万元～1亿元
    sign = "～"
    if "至" in g["to"]:
        first, each, sign = g["m1"], g["u1"], "至"
    head = (
        g["before"] + g["sign"] + g["n1"].replace(",", "") + g["a1"] + first + g["b1"] + each + sign
    )
    head += g["n2"].replace(",", "") + g["a2"]
    if g["b2"]:
        head, tail = head + g["m2"] + g["b2"], g["u"] + after
    else:
        tail = g["m2"] + g["u"] + after
    return head + tail, tail


def _chinese(found: re.Match[str]) -> Fact | None:
    digits, mid, unit = found["c"], found["cmid"] or "", found["cu"]
    before, after, mult = found["cbefore"] or "", found["cafter"] or "", found["cm"] or ""
    vague = re.match(r"上|数|几|好几", digits) or mid == "几"
    if not vague and not mid and not before and re.fullmatch(r"[百千万亿]+", digits):
        return None  # 百年, 千人: words
    if before == "突破" and PHRASES.match(found.string, found.start("c")):
        return None  # 突破一批难题
    ends = neighbours(digits)
    value = None if vague else ends[0] if ends else chinese_number(digits)
    if value == 0 or (value is None and not vague):
        return None
    if found["cfrom"]:
        return _chinese_range(found, chinese_number(found["cfrom"]), None if ends else value)
    factor, base = _scaled(unit)
    factor *= scale(mult)
    kind = _kind_of(base)
    qualifiers = tuple(q for q in (before, mid, after) if q)
    text, tail = found[0], mult + unit + after
    if value is None or (
        factor > 1 and re.search("[万亿]", digits)
    ):  # 数十万, 三亿二千余万: as they stand
        key = f"{digits}{mid}{mult}{unit}" + "".join(f"|{q}" for q in qualifiers)
        return _fact(kind, found, key, value=None, unit=base, qualifiers=qualifiers, tail=tail)
    upper = ends[1] * factor if ends else None
    if kind is FactKind.MONEY and not ends:  # GB/T 15835: amounts in Arabic
        head, tail = (
            _arabic_money(value, mid, mult + unit) if mid else (*_arabic_amount(value * factor),)
        )
        text, tail = before + head + tail + after, tail + after
    value *= factor
    key = _number_key(value, upper, base, qualifiers)
    return _fact(
        kind,
        found,
        key,
        text,
        value=value,
        upper=upper,
        unit=base,
        qualifiers=qualifiers,
        tail=tail,
    )


def _scaled(unit: str) -> tuple[Decimal, str]:
    """What a unit stands for: 万元 is 10000 of 元."""
    factor, base = (scale(unit[0]), unit[1:]) if unit in {"万元", "亿元"} else (Decimal(1), unit)
    return factor, FOLDED_UNITS.get(base, base)


def _chinese_range(found: re.Match[str], one: Decimal | None, other: Decimal | None) -> Fact | None:
    """一至两个, 三至五万元; 由三至五人 and what does not rise are no ranges: there the second figure stands alone."""
    large = re.search("[百千万亿]{1,2}$", found["c"])
    if one and large and not re.search("[百千万亿]", found["cfrom"]):
        one = _times(one, scale(large[0]))  # 三至五万元
    said = found.string[max(0, found.start() - 6) : found.start()]
    if (
        one is None
        or other is None
        or one >= other
        or re.search(r"[由从自第][^，,。；;]{0,5}$", said)
    ):
        alone = CHINESE_ALONE.match(found.string, found.start("c"))
        return _chinese(alone) if alone else None
    before, after, unit = found["cbefore"] or "", found["cafter"] or "", found["cu"]
    factor, base = _scaled(unit)
    factor *= scale(found["cm"])
    qualifiers = tuple(q for q in (before, found["cmid"], after) if q)
    low, high = _times(one, factor), _times(other, factor)
    tail = (found["cm"] or "") + unit + after
    key = _number_key(low, high, base, qualifiers)
    return _fact(
        _kind_of(base),
        found,
        key,
        value=low,
        upper=high,
        unit=base,
        qualifiers=qualifiers,
        tail=tail,
    )


def _arabic_money(value: Decimal, mid: str, unit: str) -> tuple[str, str]:
    """230余 and 万元; 1万余 and 元."""
    for name, factor in (("亿", 10**8), ("万", 10**4)):
        if value >= factor and value % factor == 0:
            return f"{_plain(value / factor)}{name}{mid}", unit
    return _plain(value) + mid, unit


def _arabic_amount(value: Decimal) -> tuple[str, str]:
    for name, factor in (("亿元", 10**8), ("万元", 10**4)):
        if value % (factor // 100) == 0 and value >= factor:
            return _plain(value / factor), name
    return _plain(value), "元"


def _tenths(found: re.Match[str]) -> Fact | None:
    body = re.fullmatch(rf"({BEFORE}?)(.)成([一二三四五六七八九]?)(.*)", found[0])
    tens = chinese_number(body[2]) if body else None
    if not body or tens is None:
        return None
    value = tens * 10 + (chinese_number(body[3]) or 0)  # 三成四 is 34%
    qualifiers = tuple(q for q in (body[1], body[4]) if q)
    key = _number_key(value, None, "%", qualifiers)
    tail = "" if body[3] else "成" + body[4]
    return _fact(
        FactKind.PERCENT, found, key, value=value, unit="%", qualifiers=qualifiers, tail=tail
    )


_READERS: dict[str, Callable[[re.Match[str]], Fact | None]] = {
    "date": _date,
    "code": _code,
    "address": _address,
    "percent_cn": _percent_cn,
    "fraction": _fraction,
    "ratio": _ratio,
    "lasting": _lasting,
    "ordinal": _ordinal,
    "mixed": _mixed,
    "estimate": _estimate,
    "number": _number,
    "chinese": _chinese,
    "tenths": _tenths,
}
