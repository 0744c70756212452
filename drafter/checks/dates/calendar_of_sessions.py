"""When congresses, plenums, People's Congresses and five-year plans are, by their ordinals."""

import tomllib
from functools import cache
from importlib.resources import files

YEARS = 5  # from one congress to the next, and of a plan
_LEAST_MONTHS = 8  # between two plenums that are not known yet
MOST_PLENUMS = 7  # between two congresses
Month = tuple[int, int]


@cache
def _tables() -> dict[str, dict[str, str | int]]:
    text = files(__package__).joinpath("sessions.toml").read_text("utf-8")
    return tomllib.loads(text)


def congress(ordinal: int) -> Month:
    """When the Party's congress of an ordinal is: 党的二十大 in October 2022."""
    return 1922 + YEARS * ordinal, 10


def plenum(elected: int, ordinal: int) -> Month | None:
    """When a plenum was; None where that is not known."""
    known = _plenums(elected)
    return known[ordinal - 1] if ordinal <= len(known) else None


def earliest(elected: int, ordinal: int) -> Month:
    """The month from which on a plenum that is not known can be held.

    After the third there has been one a year: eight months lie between two at least.
    """
    known = _plenums(elected)
    year, month = known[-1] if known else congress(elected)
    months = year * 12 + month - 1 + _LEAST_MONTHS * (ordinal - len(known))
    return months // 12, months % 12 + 1


def can_be_plenum(elected: int, ordinal: int) -> bool:
    """Whether a committee has, or can still have, so many plenums."""
    return ordinal <= (len(_plenums(elected)) if elected < newest() else MOST_PLENUMS)


def _plenums(elected: int) -> list[Month]:
    months = str(_tables()["plenums"].get(str(elected), "")).split()
    return [(int(year), int(month)) for year, month in (row.split("-") for row in months)]


def newest() -> int:
    """The newest congress of which a plenum is known."""
    return max(map(int, _tables()["plenums"]))


def known_until() -> Month:
    """Up to when it is known what was held: the month before the year of the next congress."""
    return congress(newest() + 1)[0] - 1, 12


def people_congress(ordinal: int, session: int) -> Month:
    """When a session of the National People's Congress, or of 全国政协, is."""
    return 1953 + YEARS * ordinal + session - 1, 3


def control_session(ordinal: int, session: int) -> Month:
    """When a session of the Central Commission for Discipline Inspection is; the first in October."""
    year, month = congress(ordinal)
    return (year, month) if session == 1 else (year + session - 1, 1)


def plan(ordinal: int) -> tuple[int, int]:
    """The first and last year of a five-year plan."""
    first = 1951 + YEARS * ordinal
    return first, first + YEARS - 1


def censuses() -> dict[str, tuple[int, int]]:
    """The national censuses by what they count: the year of the one before the first, years between."""
    rows = {kind: str(row).split() for kind, row in _tables()["censuses"].items()}
    return {kind: (int(row[0]), int(row[1])) for kind, row in rows.items()}


def anniversaries() -> dict[str, int]:
    """Expressions for what has anniversaries, each with the year it was."""
    return {words: int(year) for words, year in _tables()["anniversaries"].items()}
