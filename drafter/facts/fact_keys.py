"""What the readings of facts share.

The fact of a match, its key, and exact decimal numbers without trailing zeros.
"""

import re
from decimal import Context, Decimal

from drafter.facts.units import MONEY_UNITS
from drafter.records import Fact, FactKind


def fact_of(kind: FactKind, match: re.Match[str], key: str, text: str = "", **more: object) -> Fact:
    """The fact that a match states, printed as `text` or else as it stands.

    `more` are the other fields of Fact.
    """
    quote = match[0]
    return Fact("", kind, f"{kind}:{key}", quote, text or quote, match.span(), **more)  # type: ignore[arg-type]


def plain(value: Decimal) -> str:
    """The number without exponent or trailing zeros."""
    shown = format(value, "f")  # never normalize(): it rounds to 28 digits
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) if value else "0"


_ARITHMETIC = Context(prec=1000)  # the usual 28 digits would round a long number in silence


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product, without trailing zeros behind the point."""
    return Decimal(plain(_ARITHMETIC.multiply(value, factor)))


def plus(value: Decimal, more: Decimal) -> Decimal:
    """The exact sum."""
    return _ARITHMETIC.add(value, more)


def number_key(
    value: Decimal | None, upper: Decimal | None, unit: str, qualifiers: tuple[str, ...]
) -> str:
    """A number as keys have it: 300人|约, 3..5万元, ?人 where the value cannot be named."""
    span = "?" if value is None else plain(value)
    if upper is not None:
        span += ".." + plain(upper)
    return f"{span}{unit}" + "".join(f"|{qualifier}" for qualifier in qualifiers)


def kind_of(unit: str) -> FactKind:
    """What kind of fact a number with this unit is."""
    if unit.partition("/")[0] in MONEY_UNITS:
        return FactKind.MONEY
    if unit == "%":
        return FactKind.PERCENT
    if unit == "年级":
        return FactKind.ORDINAL
    return FactKind.POINTS if unit == "个百分点" else FactKind.QUANTITY
