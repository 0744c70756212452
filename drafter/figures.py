"""Reads the facts (数据) and gaps (占位符) of Chinese text; one key whatever the spelling.

The one reader of the project: notes are read with it, and drafts are proved with it. It reads a view of the text in
which spaces are gone and signs are at half width, so that notes as typed and the text made of them read the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.names import find_names
from drafter.numerals import chinese_number, neighbours
from drafter.patterns import (
    AFTER,
    BEFORE,
    CHINESE_ALONE,
    COUNTED,
    DOCUMENT,
    GAP,
    GAP_UNIT,
    HAN,
    NUMBER_ALONE,
    NUMERAL,
    PATTERNS,
    SCAN,
    TENTHS_AFTER,
    TITLE,
)
from drafter.personal import find_personal
from drafter.punctuation import mend
from drafter.records import Fact, FactKind, Gap, Span
from drafter.units import FOLDED_UNITS, MONEY_UNITS, PHRASES, RATE_UNITS, scale

# Same length in, same length out: spans stay true. GB/T 15835: digits are half-width.
_FOLD = str.maketrans(
    "０１２３４５６７８９％＋－−／ｘＸ＊＿"
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｙｚ「」『』＂",
    '0123456789%+--/xX*_ABCDEFGHIJKLMNOPQRSTUVWYZabcdefghijklmnopqrstuvwyz“”‘’"',
)
_FULL_STOP_IN_NUMBER = re.compile(r"(?<=[0-9xX])．(?=[0-9xX])")
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b-\x1f"
# Left out of the view: what `mend` takes away. A space between two ASCII characters is kept, as there.
_UNSEEN = re.compile(
    rf"[{_INVISIBLE}]|(?<=[^\x21-\x7e])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[^\x21-\x7e]|$)|^[ \t\u00a0\u3000]+"
)
_BLANK = "\x01"  # stands for what is already read

_RELATION = re.compile(
    r"其中|分别|同比|环比|比上年|比去年|较上年|较去年|上年同期|去年同期|增长|增加(?!值)|上升|提高|提升|扩大|新增|下降|减少|降低|缩短|压减|回落|减幅|降幅"
    r"|增幅|占比|占|完成率|覆盖率|人均|平均|户均|累计|剩余|结余|超额|低于|高于|排名|排(?![查污放水涝])|居(?![民住家委])|(?<![班系陈])列(?![车入出])|未完成|尚欠|缺口"
    r"|(?<![自理])由|从(?![业事严而小])"
)
_CLAUSE_END = re.compile(r"[，,；;。！!？?：:、\n]|\.(?![A-Za-z0-9.])")

# What a document number does not begin with: the words that lead to it.
_BEFORE_DOCUMENT = re.compile(
    r"印发|下发|转发|制发|根据|按照|依据|依照|落实|执行|贯彻|制定|出台|文件|收到|报送|上报|对照|严格"
    rf"|[按与和及以据为见的即由对等]|[^{HAN}]"
)
_MOST_DOCUMENT = 12  # characters of an office's short name


def fold(text: str) -> str:
    """`text` with digits, letters and signs at half width; characters stay where they are."""
    return _FULL_STOP_IN_NUMBER.sub(".", text.translate(_FOLD))


def read_slots(text: str) -> list[Fact | Gap]:
    """Every fact and gap of `text`, in order, none overlapping another; ids are empty, spans count in `text`."""
    view = _view(text)
    figures = _figures(view.text)
    slots = _with_names(figures, view.text)
    return [view.placed(slot) for slot in _with_relations(slots, view.text)]


def read_facts(text: str) -> list[Fact]:
    """The facts of `text`, in order; see `read_slots`."""
    return [slot for slot in read_slots(text) if isinstance(slot, Fact)]


def read_gaps(text: str) -> list[Gap]:
    """The gaps of `text`, in order; see `read_slots`."""
    return [slot for slot in read_slots(text) if isinstance(slot, Gap)]


@dataclass(frozen=True, slots=True)
class _View:
    """What is read: `text` is `source` folded and without its spaces, character i of it stands at places[i]."""

    source: str
    text: str
    places: Sequence[int]

    def placed(self, slot: Fact | Gap) -> Fact | Gap:
        start, end = slot.span
        span = (self.places[start], self.places[end - 1] + 1)
        said = self.source[slice(*span)]
        if isinstance(slot, Fact):
            return replace(slot, span=span, quote=said)
        return replace(slot, span=span, text=said)


def _view(text: str) -> _View:
    places: list[int] = []
    at = 0
    for unseen in _UNSEEN.finditer(text):
        places.extend(range(at, unseen.start()))
        at = unseen.end()
    places.extend(range(at, len(text)))
    return _View(text, _curly(fold("".join(text[i] for i in places))), places)


def _curly(text: str) -> str:
    """Straight quotation marks made curly, in pairs, as `mend` makes them; an odd one leaves all as they are."""
    text = re.sub(rf"'([^'\n]*[{HAN}][^'\n]*)'", r"‘\1’", text)
    if text.count('"') % 2:
        return text
    pair = iter("“”" * (text.count('"') // 2))
    return re.sub('"', lambda _: next(pair), text)


# --- scanning ---


def _figures(text: str) -> list[Fact | Gap]:
    """Every slot but the names, in order."""
    titles = list(_titles(text))
    rest = _blanked(text, titles)
    documents = list(_documents(rest))
    rest = _blanked(rest, documents)
    personal = [_personal(rest, span) for span, _ in find_personal(rest)]
    rest = _blanked(rest, personal)
    return sorted([*titles, *documents, *personal, *_scanned(rest)], key=lambda slot: slot.span)


def _blanked(text: str, slots: Iterable[Fact | Gap]) -> str:
    """`text` with nothing to read where slots stand."""
    pieces, at = [], 0
    for slot in slots:
        pieces += [text[at : slot.span[0]], _BLANK * (slot.span[1] - slot.span[0])]
        at = slot.span[1]
    return "".join(pieces) + text[at:]


def _scanned(text: str) -> Iterator[Fact | Gap]:
    at = 0
    while found := SCAN.search(text, at):
        start = found.start()
        phrase = None if text[start].isascii() else PHRASES.match(text, start)
        if phrase and found["gap"] is None:
            at = phrase.end()
        elif found["list_mark"] is not None:
            at = found.end()
        elif slot := _read(found):
            yield slot
            at = slot.span[1]
        else:
            at = start + 1


def _read(found: re.Match[str]) -> Fact | Gap | None:
    if found["gap"] is not None:
        return _gap(found.string, found.span())
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


# --- titles, document numbers, personal numbers, gaps ---


def _titles(text: str) -> Iterator[Fact | Gap]:
    """Titles whole; one with a gap in it as the pieces around the gap, so that the gap is seen."""
    for found in TITLE.finditer(text):
        at, end = found.span()
        for gap in GAP.finditer(text, at + 1, end - 1):
            if gap.start() > found.start() + 1 and gap.start() > at:
                yield _title(text, (at, gap.start()))
            yield _gap(text, gap.span())
            at = gap.end()
        if end - at > 1:
            yield _title(text, (at, end))


def _title(text: str, span: Span) -> Fact:
    said = text[slice(*span)]
    inner = mend(said.removeprefix("《").removesuffix("》"))
    inner = inner.replace("《", "〈").replace("》", "〉")  # GB/T 15834: the inner title in 〈〉
    shown = "《" * said.startswith("《") + inner + "》" * said.endswith("》")
    return Fact("", FactKind.TITLE, f"title:{inner}", said, shown, span)


def _documents(text: str) -> Iterator[Fact]:
    for found in DOCUMENT.finditer(text):
        lead = text[max(0, found.start() - _MOST_DOCUMENT) : found.start()]
        stops = list(_BEFORE_DOCUMENT.finditer(lead))
        office = lead[stops[-1].end() :] if stops else lead
        if len(office) < 2:
            continue
        # GB/T 9704 7.2.5: 〔〕, no 第, no zero padding
        number = f"{int(found['number'])}号" if found["number"] else ""
        shown = f"{office}〔{found['year']}〕{number}"
        span = (found.start() - len(office), found.end())
        yield Fact("", FactKind.DOCUMENT, f"document:{shown}", text[slice(*span)], shown, span)


def _personal(text: str, span: Span) -> Fact:
    said = text[slice(*span)]
    return Fact("", FactKind.PERSONAL, "personal:" + re.sub(r"[^0-9Xx]", "", said).upper(), said, said, span)


def _gap(text: str, span: Span) -> Gap:
    start, end = span
    follows = GAP_UNIT.match(text, end)
    unit = follows[0] if follows else ""
    about = _CLAUSE_END.split(text[max(0, start - 16) : start])[-1].replace(_BLANK, "")
    return Gap("", text[start:end], span, _gap_kind(unit, about), unit, about)


def _gap_kind(unit: str, about: str) -> FactKind:
    if unit == "届" or about.endswith("第"):
        return FactKind.ORDINAL
    if unit in {"年", "月", "日"}:
        return FactKind.DATE
    if unit.endswith("元"):
        return FactKind.MONEY
    if unit.endswith("百分点"):
        return FactKind.POINTS
    if unit == "%":
        return FactKind.PERCENT
    return FactKind.QUANTITY if unit and unit not in {"区", "市", "县", "镇", "乡", "村", "省"} else FactKind.NAME


# --- what the scan finds ---


def _fact(kind: FactKind, found: re.Match[str], key: str, text: str = "", **more: object) -> Fact:
    said = found[0]
    return Fact("", kind, f"{kind}:{key}", said, text or said, found.span(), **more)  # type: ignore[arg-type]


def _plain(value: Decimal) -> str:
    """The number without exponent or trailing zeros."""
    return format(value.normalize(), "f") if value else "0"


def _exact(value: Decimal) -> Decimal:
    return Decimal(_plain(value))


def _number_key(value: Decimal | None, upper: Decimal | None, unit: str, qualifiers: tuple[str, ...]) -> str:
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
    years = re.search(r"[-–—~～]\d{4}", text)
    text = _RANGE_SIGN.sub("—" if years else "～", text)
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
    return re.sub(r"第?([一二三四1-4])季度", lambda m: "一二三四"["一二三四1234".index(m[1]) % 4] + "季度", text)


def _code(found: re.Match[str]) -> Fact | None:
    counted = re.fullmatch(r"([A-Za-z]+)(\d+(?:\.\d+)?)", found[0])
    road = re.fullmatch(r"[GSXYCZDKT]\d{3,4}", found[0])
    if counted and not road and COUNTED.match(found.string, found.end()):  # CT1台 is one machine, no code
        number = NUMBER_ALONE.match(found.string, found.start() + len(counted[1]))
        return _number(number) if number else None
    tail = "热线" if found[0].endswith("热线") else ""
    return _fact(FactKind.CODE, found, found[0].removesuffix(tail).upper(), tail=tail)


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
    return _fact(FactKind.PERCENT, found, key, shown, value=value, unit="%", qualifiers=qualifiers, tail=tail)


def _fraction(found: re.Match[str]) -> Fact:
    body = re.fullmatch(rf"({BEFORE}?)({NUMERAL})分之({NUMERAL})({AFTER}?)", found[0])
    if not body:
        return _fact(FactKind.QUANTITY, found, found[0])
    below, above = chinese_number(body[2]), chinese_number(body[3])
    qualifiers = tuple(q for q in (body[1], body[4]) if q)
    key = f"{above}/{below}" if below is not None and above is not None else body[2] + "分之" + body[3]
    return _fact(FactKind.QUANTITY, found, key + "".join(f"|{q}" for q in qualifiers), qualifiers=qualifiers)


def _ratio(found: re.Match[str]) -> Fact:
    said = found[0].replace("：", ":")
    return _fact(FactKind.QUANTITY, found, said, said)


def _ordinal(found: re.Match[str]) -> Fact | None:
    body = re.fullmatch(rf"第({NUMERAL}|\d+)(?:[-–—~～至](\d+))?(.*)", found[0])
    if not body:
        number = re.search("[一二三四五六七八九十]+", found[0])
        value = chinese_number(number[0]) if number else None
        return _fact(FactKind.ORDINAL, found, found[0], value=value, unit="届" if "届" in found[0] else "")
    alone = not body[3] and not body[1].isdigit()
    if alone and not re.search(rf"[{HAN}]$", found.string[: found.start()][-1:]):
        return None  # 第一，第二，: an enumeration; 居全市第四 is a rank
    value = Decimal(body[1]) if body[1].isdigit() else chinese_number(body[1])
    if value is None:
        return None
    upper = Decimal(body[2]) if body[2] else None
    key = _number_key(value, upper, body[3], ())
    shown = _RANGE_SIGN.sub("～", found[0])
    return _fact(FactKind.ORDINAL, found, key, shown, value=value, upper=upper, unit=body[3])


# Half or more of one is said of what can be divided: 3年半, 5公里多; 3个多功能厅 has no more of anything.
_DIVISIBLE = set("年 天 小时 周 公里 米 亩 吨 元 倍 岁 斤 公斤 分钟 平方米 立方米 平方公里 公顷".split()) | {""}


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
        many = _exact(upper * scale(g["m2"]))
    one = _exact(one * scale(first))
    folded = FOLDED_UNITS.get(unit, unit)
    plus = "+" if g["sign"] == "+" else ""
    qualifiers = tuple(q for q in (g["before"], plus, g["a1"], g["b1"], g["a2"], g["b2"], after) if q)
    kind = _kind_of(folded)
    text, tail = _range_text(g, first, after) if g["n2"] else _number_text(g, after)
    key = f"{kind}:{_number_key(one, many, folded, qualifiers)}"
    return Fact("", kind, key, "", text, (found.start(), end), one, many, folded, qualifiers, tail)


def _kind_of(unit: str) -> FactKind:
    if unit in MONEY_UNITS:
        return FactKind.MONEY
    if unit == "%":
        return FactKind.PERCENT
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
    return (not first or first == found["u"]) and not (
        "至" in found["to"] and re.search(r"[由从自][^，,。；;]{0,5}$", said)
    )


def _cut_number(found: re.Match[str], end: int) -> Fact | None:
    alone = NUMBER_ALONE.match(found.string, found.start(), end)
    return _number(alone) if alone else None


def _arabic_tenths(found: re.Match[str], tenths: re.Match[str]) -> Fact:
    after = tenths["after"] or ""
    qualifiers = tuple(q for q in (found["before"] or "", after) if q)
    value = _exact(Decimal(found["n1"].replace(",", "")) * 10)
    key = f"percent:{_number_key(value, None, '%', qualifiers)}"
    text = found[0] + tenths[0]
    span = (found.start(), tenths.end())
    return Fact("", FactKind.PERCENT, key, text, text, span, value, None, "%", qualifiers, tenths[0])


def _number_text(g: dict[str, str], after: str) -> tuple[str, str]:
    """The figure as printed, and how much of its end stands outside its token."""
    head = g["before"] + g["sign"] + g["n1"].replace(",", "") + g["a1"]
    if g["b1"]:
        head, tail = head + g["m1"] + g["b1"], g["u"] + after
    else:
        tail = g["m1"] + g["u"] + after
    return head + tail, tail


def _range_text(g: dict[str, str], first: str, after: str) -> tuple[str, str]:
    """The range as printed, with its tail. GB/T 15835: 2万～5万元, 5%～10%; other units stand once."""
    each = g["u"] if g["u"] in RATE_UNITS else ""
    head = g["before"] + g["sign"] + g["n1"].replace(",", "") + g["a1"] + first + g["b1"] + each + "～"
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
    factor, base = (scale(unit[0]), unit[1:]) if unit in {"万元", "亿元"} else (Decimal(1), unit)
    factor *= scale(mult)
    base = FOLDED_UNITS.get(base, base)
    kind = _kind_of(base)
    qualifiers = tuple(q for q in (before, mid, after) if q)
    text, tail = found[0], mult + unit + after
    if value is None or (factor > 1 and re.search("[万亿]", digits)):  # 数十万, 三亿二千余万: as they stand
        key = f"{digits}{mid}{mult}{unit}" + "".join(f"|{q}" for q in qualifiers)
        return _fact(kind, found, key, value=None, unit=base, qualifiers=qualifiers, tail=tail)
    upper = ends[1] * factor if ends else None
    if kind is FactKind.MONEY and not ends:  # GB/T 15835: amounts in Arabic
        head, tail = _arabic_money(value, mid, mult + unit) if mid else (*_arabic_amount(value * factor),)
        text, tail = before + head + tail + after, tail + after
    value *= factor
    key = _number_key(value, upper, base, qualifiers)
    return _fact(kind, found, key, text, value=value, upper=upper, unit=base, qualifiers=qualifiers, tail=tail)


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
    body = re.fullmatch(rf"({BEFORE}?)(.)成(.*)", found[0])
    value = chinese_number(body[2]) if body else None
    if not body or value is None:
        return None
    qualifiers = tuple(q for q in (body[1], body[3]) if q)
    key = _number_key(value * 10, None, "%", qualifiers)
    tail = "成" + body[3]
    return _fact(FactKind.PERCENT, found, key, value=value * 10, unit="%", qualifiers=qualifiers, tail=tail)


_READERS: dict[str, Callable[[re.Match[str]], Fact | None]] = {
    "date": _date,
    "code": _code,
    "percent_cn": _percent_cn,
    "fraction": _fraction,
    "ratio": _ratio,
    "ordinal": _ordinal,
    "number": _number,
    "chinese": _chinese,
    "tenths": _tenths,
}

# --- names, and what figures have to do with one another ---

_IN_NAMES = {FactKind.ORDINAL, FactKind.CODE, FactKind.QUANTITY}


def _with_names(figures: list[Fact | Gap], text: str) -> list[Fact | Gap]:
    """The figures and the names, in order: a name may hold an ordinal, code or count (第五中学), nothing else."""
    fixed = [slot for slot in figures if isinstance(slot, Gap) or slot.kind not in _IN_NAMES]
    names = find_names(_blanked(text, fixed))
    slots: list[Fact | Gap] = []
    waiting = iter(names)
    name = next(waiting, None)
    for slot in figures:
        while name and name[1] <= slot.span[0]:
            slots.append(_name(text, name))
            name = next(waiting, None)
        if not name or slot.span[1] <= name[0]:
            slots.append(slot)
        elif isinstance(slot, Fact) and _quoted_code(slot, name, text):
            slots.append(replace(slot, span=name, text=f"“{slot.text}”"))
            name = next(waiting, None)
        elif slot.span[0] < name[0] or slot.span[1] > name[1]:
            slots.append(slot)  # a name cannot begin or end within a figure
            name = next(waiting, None)
    while name:
        slots.append(_name(text, name))
        name = next(waiting, None)
    return slots


def _quoted_code(slot: Fact, name: Span, text: str) -> bool:
    """Whether the name is a code in quotation marks and nothing else: “5+2”, “十五五”."""
    return slot.kind is FactKind.CODE and text[name[0]] in "“‘" and slot.span == (name[0] + 1, name[1] - 1)


def _name(text: str, span: Span) -> Fact:
    said = text[slice(*span)]
    shown = mend(said)
    return Fact("", FactKind.NAME, f"name:{shown.strip('“”‘’')}", said, shown, span)


_WITHOUT_RELATIONS = {FactKind.TITLE, FactKind.NAME, FactKind.DOCUMENT, FactKind.PERSONAL}


def _with_relations(slots: list[Fact | Gap], text: str) -> Iterator[Fact | Gap]:
    """Add the words of comparison between a fact and what stands before it in its clause: 其中, 同比, 增长 …"""
    before = 0
    for slot in slots:
        if isinstance(slot, Fact) and slot.kind not in _WITHOUT_RELATIONS:
            clause = _CLAUSE_END.split(text[before : slot.span[0]])[-1]
            relations = tuple(_RELATION.findall(clause))
            yield replace(slot, qualifiers=(*relations, *slot.qualifiers)) if relations else slot
        else:
            yield slot
        before = slot.span[1]
