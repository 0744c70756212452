"""What a scorer says: a number or why there is none, and the places it rests on."""

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"  # shown, and judged by a range only


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that cost points: the text there, and what is wrong with it.

    line  of the notes or the draft
    """

    text: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """value is None where this text cannot be scored, which is not zero; `reason` says why.

    of  how many sentences or characters a share is of, its weight among other cases; 0 for none
    """

    value: float | None
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    of: int = 0
