"""Numbers as a workbook shows them: its number formats, as far as offices use them (ECMA-376 part 1, 18.8.31).

Rounding is half away from zero on the decimal digits, as Excel's is; a format that is not understood gives None,
so that no figure is ever guessed.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

_SHOWN = 11  # characters of a number without a format
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)  # digits that a workbook keeps
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_BRACKET = re.compile(
    r"\[(?:\$([^\]-]*)[^\]]*|(?i:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[红黑蓝绿青黄白]色?))\]"
)
_TOKEN = re.compile(
    r'"([^"]*)"|[\\!](.)|(_.)|(\*.)|([0#?])|(\.)|(,)|(%)|([-+()（） :：$¥￥€£]|[^\x00-\x7f])',
    re.DOTALL,
)
_HOLDS = {
    "<": "__lt__",
    "<=": "__le__",
    ">": "__gt__",
    ">=": "__ge__",
    "=": "__eq__",
    "<>": "__ne__",
}


def exact(number: float | int) -> Decimal:
    """The number a workbook means by a binary one: 0.1+0.2 is 0.3, as its own 15 digits have it."""
    if isinstance(number, int):
        return Decimal(number)
    kept = _KEPT.create_decimal(repr(number))
    return (
        kept.quantize(Decimal(1))
        if kept == kept.to_integral_value() and kept.adjusted() < 15
        else kept.normalize()
    )


def shown(value: Decimal, code: str) -> str | None:
    """The number under this format, "" where it shows nothing, None where the format is not understood."""
    sections = _sections(code or "General")
    section, signed = _section(value, sections)
    return (
        None
        if section is None
        else _rendered(abs(value), section, "-" if signed and value < 0 else "")
    )


def shown_date(moment: datetime.datetime | datetime.date, code: str) -> str:
    """The date as official texts write it, as far as its format shows it: 2026年3月, 3月5日."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).lower()
    said = (f"{moment.year}年" if "y" in plain or "e" in plain else "") + (
        f"{moment.month}月" if "m" in plain else ""
    )
    said += f"{moment.day}日" if "d" in plain else ""
    timed = (
        isinstance(moment, datetime.datetime) and "h" in plain and (moment.hour or moment.minute)
    )
    if not said:
        said = f"{moment.year}年{moment.month}月{moment.day}日"
    return said + f"{moment:%H:%M}".removeprefix("0") if timed else said


def _sections(code: str) -> list[str]:
    """A format parted at its semicolons."""
    return re.findall(r'(?:^|(?<=;))((?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;"\\!_*\[])*)(?=;|$)', code)


def _section(value: Decimal, sections: list[str]) -> tuple[str | None, bool]:
    """The section that holds for this value, and whether a minus has to be put before it."""
    numeric = sections[:3] if len(sections) > 3 else sections
    conditions = [_CONDITION.search(section) for section in numeric]
    if any(conditions):
        for section, found in zip(numeric, conditions, strict=True):
            if found is None or getattr(value, _HOLDS[found[1]])(Decimal(found[2])):
                return _CONDITION.sub("", section), True
        return None, True
    match numeric:
        case [one]:
            return one, True
        case [rest, below]:
            return (below, False) if value < 0 else (rest, True)
        case [above, below, zero]:
            return (above, False) if value > 0 else (below, False) if value < 0 else (zero, False)
    return None, True


@dataclass
class _Layout:
    """One section, taken apart: what stands before, between and after its digits."""

    whole: list[str]  # 0 # ? and literals, in order
    part: list[str]
    percent: int = 0
    thousands: bool = False
    scaled: int = 0
    point: bool = False


def _rendered(value: Decimal, section: str, sign: str) -> str | None:
    section = _BRACKET.sub(lambda found: f'"{found[1]}"' if found[1] else "", section)
    if plain := re.search(r"(?i)general|G/通用格式|@", section):
        before, after = section[: plain.start()], section[plain.end() :]
        general = _general(value)
        around = [_literals(text) for text in (before, after)]
        return (
            None
            if general is None or None in around
            else f"{around[0]}{sign}{general}{around[1]}".strip()
        )
    layout = _laid_out(section)
    if layout is None:
        return None
    scaled = value.scaleb(2 * layout.percent - 3 * layout.scaled)
    places = sum(token in "0#?" for token in layout.part)
    digits = f"{scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    whole, _, part = digits.partition(".")
    said = _whole(whole.lstrip("0"), layout) + _part(part, layout)
    return ((sign if re.search(r"\d", said) else "") + said).strip()


def _literals(text: str) -> str | None:
    """What a stretch without digits shows."""
    layout = _laid_out(text)
    return (
        None
        if layout is None
        else "".join(token.lstrip("\0") for token in layout.whole + layout.part)
    )


def _laid_out(section: str) -> _Layout | None:
    layout, at, pending = _Layout([], []), 0, 0
    while at < len(section):
        found = _TOKEN.match(section, at)
        if not found:
            return None  # E+00, fractions, [DBNum1], [h]: nothing an indicator should be shown in
        quoted, escaped, _, _, digit, point, comma, percent, other = found.groups()
        side = layout.part if layout.point else layout.whole
        if digit:
            layout.thousands |= pending > 0
            pending = 0
            side.append(digit)
        elif comma:
            pending += any(token in "0#?" for token in layout.whole)
        elif point and not layout.point:
            layout.point = True
            layout.scaled += pending
            pending = 0
        else:
            literal = quoted or escaped or percent or other or point or ""
            layout.percent += bool(percent)
            side += [f"\0{literal}"] if literal else []
        at = found.end()
    layout.scaled += pending
    return layout


def _whole(digits: str, layout: _Layout) -> str:
    """The digits before the point in their places, from the right; what is left over stands in the first."""
    places = sum(token in "0#?" for token in layout.whole)
    said: list[str] = []
    left, seen = digits, 0
    for token in reversed(layout.whole):
        if token.startswith("\0"):
            said.append(token[1:])
            continue
        seen += 1
        digit, left = (left, "") if seen == places else (left[-1:], left[:-1])
        said.append(
            (_grouped(digit, seen - 1) if layout.thousands else digit) or "0" * (token == "0")
        )
    return "".join(reversed(said))


def _grouped(digits: str, below: int) -> str:
    """Digits with commas at the thousands; `below` of them stand to the right already."""
    said = ""
    for n, digit in enumerate(reversed(digits), below):
        said = digit + ("," if n and n % 3 == 0 else "") + said
    return said


def _part(digits: str, layout: _Layout) -> str:
    """The digits after the point in their places; those of # and ? end with the last that is not 0."""
    said, rest = "", digits
    for token in layout.part:
        if token.startswith("\0"):
            said += token[1:]
        else:
            said += rest[:1] if token == "0" or rest.rstrip("0") else ""
            rest = rest[1:]
    return ("." if said[:1].isdigit() else "") + said


def _general(value: Decimal) -> str | None:
    """A number without a format: as many digits as eleven characters hold."""
    if value == value.to_integral_value():
        return f"{value:f}".partition(".")[0]
    whole = len(str(int(value)))
    rounded = value.quantize(Decimal(1).scaleb(-max(0, _SHOWN - 1 - whole)), ROUND_HALF_UP)
    return f"{rounded.normalize():f}" if rounded else None
