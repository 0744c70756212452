"""Numbers as a workbook shows them, by the number formats (ECMA-376 part 1, 18.8.31) offices use.

Rounding is half away from zero on the decimal digits, as Excel's is. A format that is not
understood gives None, so that no figure is ever guessed.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

_WIDEST = 11  # characters of a number without a format
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)  # digits that a workbook keeps
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_COLORS = r"(?i:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[红黑蓝绿青黄白]色?)"
_BRACKET = re.compile(rf"\[(?:\$([^\]-]*)[^\]]*|{_COLORS})\]")
_GENERAL = re.compile(r"(?i)general|G/通用格式|@")
_TOKEN = re.compile(
    r'"([^"]*)"|[\\!](.)|(_.)|(\*.)|([0#?])|(\.)|(,)|(%)|([-+()（） :：$¥￥€£]|[^\x00-\x7f])',
    re.DOTALL,
)
_DIGITS = "0#?"  # the tokens that a digit stands for
_COMPARISONS = {
    "<": Decimal.__lt__,
    "<=": Decimal.__le__,
    ">": Decimal.__gt__,
    ">=": Decimal.__ge__,
    "=": Decimal.__eq__,
    "<>": Decimal.__ne__,
}


def exact(number: float | int) -> Decimal:
    """The number a workbook means by a binary one: 0.1+0.2 is 0.3, as its own 15 digits have it."""
    if isinstance(number, int):
        return Decimal(number)
    kept = _KEPT.create_decimal(repr(number))
    if kept == kept.to_integral_value() and kept.adjusted() < 15:
        return kept.quantize(Decimal(1))
    return kept.normalize()


def shown(value: Decimal, code: str) -> str | None:
    """The number under this format.

    "" where the format shows nothing, None where it is not understood.
    """
    section, signed = _section(value, _sections(code or "General"))
    if section is None:
        return None
    return _rendered(abs(value), section, "-" if signed and value < 0 else "")


def shown_date(moment: datetime.datetime | datetime.date, code: str) -> str:
    """The date as official texts write it, as far as its format shows it: 2026年3月, 3月5日."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code).lower()
    year, month, day = f"{moment.year}年", f"{moment.month}月", f"{moment.day}日"
    parts = [(year, "ye"), (month, "m"), (day, "d")]
    date = "".join(text for text, letters in parts if any(letter in plain for letter in letters))
    date = date or year + month + day
    if not isinstance(moment, datetime.datetime) or "h" not in plain:
        return date
    at_midnight = not moment.hour and not moment.minute
    return date if at_midnight else date + f"{moment:%H:%M}".removeprefix("0")


def _sections(code: str) -> list[str]:
    """A format parted at its semicolons."""
    return re.findall(r'(?:^|(?<=;))((?:"[^"]*"|[\\!_*].|\[[^\]]*\]|[^;"\\!_*\[])*)(?=;|$)', code)


def _section(value: Decimal, sections: list[str]) -> tuple[str | None, bool]:
    """The section that holds for this value, and whether a minus has to be put before it."""
    numeric = sections[:3] if len(sections) > 3 else sections
    if any(map(_CONDITION.search, numeric)):
        return _section_by_condition(value, numeric), True
    return _section_by_sign(value, numeric)


def _section_by_condition(value: Decimal, sections: list[str]) -> str | None:
    for section in sections:
        condition = _CONDITION.search(section)
        if condition is None or _COMPARISONS[condition[1]](value, Decimal(condition[2])):
            return _CONDITION.sub("", section)
    return None


def _section_by_sign(value: Decimal, sections: list[str]) -> tuple[str | None, bool]:
    match sections:
        case [only]:
            return only, True
        case [_, below] if value < 0:
            return below, False
        case [rest, _]:
            return rest, True
        case [above, _, _] if value > 0:
            return above, False
        case [_, below, zero]:
            return below if value < 0 else zero, False
    return None, True


@dataclass
class _Layout:
    """One section, taken apart: what stands before, between and after its digits.

    whole, part  the tokens 0 # ? and literals (behind a \\0), in order, before and after the point
    percent      how many % it has
    scaled       how many thousands it divides by
    commas       read last: they group thousands before a digit, and scale before the point or end
    """

    whole: list[str]
    part: list[str]
    percent: int = 0
    thousands: bool = False
    scaled: int = 0
    point: bool = False
    commas: int = 0

    def add(self, token: re.Match[str]) -> None:
        """Add what _TOKEN matched."""
        quoted, escaped, _, _, digit, point, comma, percent, mark = token.groups()
        if digit:
            self._add_digit(digit)
        elif comma:
            self.commas += _places(self.whole) > 0
        elif point and not self.point:
            self.point = True
            self.end_commas()
        else:
            self.percent += bool(percent)
            literal = next(filter(None, (quoted, escaped, percent, mark, point)), "")
            if literal:
                self._side.append(f"\0{literal}")

    def end_commas(self) -> None:
        """Take the commas read last as thousands that the number is divided by."""
        self.scaled += self.commas
        self.commas = 0

    def _add_digit(self, digit: str) -> None:
        self.thousands |= self.commas > 0
        self.commas = 0
        self._side.append(digit)

    @property
    def _side(self) -> list[str]:
        return self.part if self.point else self.whole


def _places(tokens: list[str]) -> int:
    """How many digits these tokens have room for."""
    return sum(token in _DIGITS for token in tokens)


def _rendered(value: Decimal, section: str, sign: str) -> str | None:
    section = _BRACKET.sub(lambda symbol: f'"{symbol[1]}"' if symbol[1] else "", section)
    if general := _GENERAL.search(section):
        return _rendered_general(value, section[: general.start()], section[general.end() :], sign)
    layout = _laid_out(section)
    if layout is None:
        return None
    scaled = value.scaleb(2 * layout.percent - 3 * layout.scaled)
    places = _places(layout.part)
    digits = f"{scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    whole, _, part = digits.partition(".")
    text = _whole(whole.lstrip("0"), layout) + _part(part, layout)
    return ((sign if re.search(r"\d", text) else "") + text).strip()


def _rendered_general(value: Decimal, before: str, after: str, sign: str) -> str | None:
    """A number without a format, between what its section shows before and after it."""
    parts = (_literals(before), sign, _general(value), _literals(after))
    return None if None in parts else "".join(map(str, parts)).strip()


def _literals(text: str) -> str | None:
    """What a stretch without digits shows."""
    layout = _laid_out(text)
    if layout is None:
        return None
    return "".join(token.lstrip("\0") for token in layout.whole + layout.part)


def _laid_out(section: str) -> _Layout | None:
    """The section taken apart.

    None for what no indicator should be shown in: E+00, fractions, [DBNum1], [h].
    """
    layout, at = _Layout([], []), 0
    while at < len(section):
        token = _TOKEN.match(section, at)
        if not token:
            return None
        layout.add(token)
        at = token.end()
    layout.end_commas()
    return layout


def _whole(digits: str, layout: _Layout) -> str:
    """The digits before the point in their places, from the right; the first takes what is left."""
    places = _places(layout.whole)
    parts: list[str] = []
    left, seen = digits, 0
    for token in reversed(layout.whole):
        if token.startswith("\0"):
            parts.append(token[1:])
            continue
        seen += 1
        digit, left = (left, "") if seen == places else (left[-1:], left[:-1])
        grouped = _grouped(digit, seen - 1) if layout.thousands else digit
        parts.append(grouped or "0" * (token == "0"))
    return "".join(reversed(parts))


def _grouped(digits: str, below: int) -> str:
    """Digits with commas at the thousands; `below` of them stand to the right already."""
    grouped = ""
    for n, digit in enumerate(reversed(digits), below):
        grouped = digit + ("," if n and n % 3 == 0 else "") + grouped
    return grouped


def _part(digits: str, layout: _Layout) -> str:
    """The digits after the point in their places; # and ? show none after the last not 0."""
    text, rest = "", digits
    for token in layout.part:
        if token.startswith("\0"):
            text += token[1:]
        else:
            text += rest[:1] if token == "0" or rest.rstrip("0") else ""
            rest = rest[1:]
    return ("." if text[:1].isdigit() else "") + text


def _general(value: Decimal) -> str | None:
    """A number without a format: as many digits as eleven characters hold."""
    if value == value.to_integral_value():
        return f"{value:f}".partition(".")[0]
    whole = len(str(int(value)))
    rounded = value.quantize(Decimal(1).scaleb(-max(0, _WIDEST - 1 - whole)), ROUND_HALF_UP)
    return f"{rounded.normalize():f}" if rounded else None
