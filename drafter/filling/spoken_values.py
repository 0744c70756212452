"""How people write values: 36左右 for about 36, and what is only counted whole.

The words are lists in `values.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VAGUE_UNITS = ("余", "多")


@dataclass(frozen=True, slots=True)
class _Words:
    """behind, before: a word beside a number → the word before it in a report."""

    behind: Mapping[str, str]
    before: Mapping[str, str]
    whole: frozenset[str]
    averages: tuple[str, ...]


@cache
def _words() -> _Words:
    lists = tomllib.loads(
        files("drafter.filling").joinpath("values.toml").read_text(encoding="utf-8")
    )
    whole = lists["whole"]
    return _Words(
        lists["behind"],
        lists["before"],
        frozenset(whole["units"].split()),
        tuple(whole["averages"].split()),
    )


def as_reported(value: str, before: str, unit: str, after: str) -> str:
    """The value with its 约 before the number, as reports have it: 36左右, 大概36 → 约36.

    before, unit, after  what stands around the hole (近xx余家左右): what it says is not said twice
    """
    words = _words()
    plain, said = value, ""
    if behind := next((word for word in words.behind if plain.endswith(word)), ""):
        plain, said = plain.removesuffix(behind), words.behind[behind]
    if ahead := next((word for word in words.before if plain.startswith(word)), ""):
        plain, said = plain.removeprefix(ahead), words.before[ahead]
    told = (
        before.endswith(said)
        or plain.startswith(said)
        or unit.startswith(_VAGUE_UNITS)
        or after.startswith(behind or "\n")
    )
    return plain if told else said + plain


def counts_whole(unit: str, clause: str) -> bool:
    """Whether a unit counts what is never halved; on average (人均, 每) everything may be."""
    words = _words()
    return unit in words.whole and not any(word in clause for word in words.averages)
