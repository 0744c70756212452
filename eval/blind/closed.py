"""Figures of real sentences that add up, or make a rate, whatever words stand between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from random import Random

from eval.blind.draws import Draw, alter
from eval.blind.places import Place

_FIGURE = re.compile(
    r"(?<![\d.〔第—～\-])(\d+(?:\.\d+)?)"
    r"(个百分点|%|[万亿]?[\u4e00-\u9fff]{1,2}?(?=[，。、；（）的以左]|其|占))"
)
_LEAST = 20  # smaller values agree by chance


@dataclass(frozen=True, slots=True)
class _Figure:
    text: str
    unit: str
    start: int

    @property
    def value(self) -> float:
        return float(self.text)

    @property
    def decimals(self) -> int:
        return len(self.text.partition(".")[2])


def closed(rng: Random, place: Place) -> Draw | None:
    """In the place itself: one figure of three that agree, changed so that they no longer do."""
    found = list(_relations(place))
    return _broken(rng, place, *rng.choice(found)) if found else None


def _relations(place: Place) -> Iterator[tuple[_Figure, bool]]:
    """A figure that others of its sentence fix, and whether only a larger one is wrong."""
    at = 0
    for sentence in place.sentences:
        figures = [_Figure(m[1], m[2], at + m.start()) for m in _FIGURE.finditer(sentence)]
        for one, two, three in permutations(figures, 3):
            if one.start < two.start and _adds_up(one, two, three):
                yield from ((one, True), (two, True))
            if _is_rate(one, two, three):
                yield three, False
        at += len(sentence)


def _adds_up(part: _Figure, rest: _Figure, whole: _Figure) -> bool:
    """Parts of a whole, all in one unit."""
    alike = (
        part.unit == rest.unit == whole.unit and "%" not in whole.unit and part.text != rest.text
    )
    return alike and whole.value >= _LEAST and abs(part.value + rest.value - whole.value) < 0.005


def _is_rate(part: _Figure, whole: _Figure, rate: _Figure) -> bool:
    """A rate, to its last digit, of two values in one unit; 50% and 100% may be so by chance."""
    if rate.unit != "%" or part.unit != whole.unit or "%" in part.unit or rate.value in (50, 100):
        return False
    if not 0 < part.value < whole.value or whole.value < _LEAST:
        return False
    rounding = 0.5 / float(f"1e{rate.decimals}") + 1e-9
    return abs(part.value / whole.value * 100 - rate.value) <= rounding


def _broken(rng: Random, place: Place, figure: _Figure, larger: bool) -> Draw | None:
    """A slip of the pen in a figure: a digit changed, two turned round, one doubled."""
    for _ in range(40):
        text = slip(rng, figure.text)
        apart = float(text) - figure.value
        fits = apart >= 1 if larger else abs(apart) >= 1 and float(text) < 100
        if fits and not text.startswith("0"):
            return alter(place, figure.start, figure.start + len(figure.text), text)
    return None


def slip(rng: Random, text: str) -> str:
    """A figure with a digit changed, two turned round, or one doubled; it may be the same."""
    spots = [at for at, char in enumerate(text) if char.isdigit()]
    at = rng.choice(spots)
    match rng.randrange(3):
        case 0:
            return text[:at] + str(rng.randrange(10)) + text[at + 1 :]
        case 1 if at + 1 in spots:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        case _:
            return text[:at] + text[at] + text[at:]
