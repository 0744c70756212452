"""One planting: a place with an error in it, the same place right, and where they come from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from eval.blind.places import Place


@dataclass(frozen=True, slots=True)
class Draw:
    """The body of a place, wrong and right.

    wrong  with the error; "" where this is a look-alike only
    right  the same without it: the body as it was, or with something right put in
    hint   what is wrong
    source what decides the split; "" for the body of the place
    """

    wrong: str
    right: str
    hint: str = ""
    source: str = ""


Generator = Callable[[Random, Place], Draw | None]


def put(rng: Random, place: Place, wrong: str, right: str) -> Draw:
    """A sentence, wrong and right, at the same chance position among those of a place."""
    at = rng.randint(0, len(place.sentences))
    before, after = "".join(place.sentences[:at]), "".join(place.sentences[at:])
    return Draw(
        before + wrong + after if wrong else "", before + right + after, f"{wrong} → {right}"
    )


def both(texts: Iterable[str], hint: str) -> Draw:
    """Two bodies, the wrong one first."""
    wrong, right = texts
    return Draw(wrong, right, hint)


def alter(place: Place, start: int, end: int, new: str) -> Draw | None:
    """Characters of the body replaced; None where that changes nothing."""
    body = place.text
    if body[start:end] == new:
        return None
    hint = f"{body[max(0, start - 6) : end + 6]} → {new}"
    return Draw(body[:start] + new + body[end:], body, hint)


@lru_cache(maxsize=32)
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list beside this file, cut at blanks; # opens a remark."""
    text = Path(__file__).with_name("words").joinpath(f"{name}.txt").read_text("utf-8")
    rows = (row.split() for row in text.splitlines() if not row.startswith("#"))
    return tuple(tuple(row) for row in rows if row)


def other(rng: Random, choices: Sequence[str], but: str) -> str:
    """One of the choices that is not `but`."""
    return rng.choice([choice for choice in choices if choice != but])


def grouped(text: str) -> str:
    """A number without needless zeros behind the point: 12.50 → 12.5, 12.0 → 12."""
    return text.rstrip("0").rstrip(".") if "." in text else text
