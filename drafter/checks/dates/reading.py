"""Dates in running text, with what is known of them."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.documents.report import Line
from drafter.records import Span

_DATE = re.compile(
    r"(?:((?:19|20)\d\d)年)?(?<![\d.])(\d{1,2})月(?:份|(\d{1,2})[日号])?(?:(上旬|中旬|下旬|底|末|初))?|((?:19|20)\d\d)年(?:(底|末|初|上半年|下半年))?"
)
_NO_DATE = re.compile(
    r"《[^》]{1,80}》|〔\d{4}〕|[“（][^”）]{0,6}\d{4}年?[—～-]\d{4}年?[^”）]{0,6}[”）]"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written; what is not said is None."""

    year: int | None
    month: int | None
    day: int | None
    span: Span
    text: str


def dates(line: Line) -> Iterator[Dated]:
    """The dates of a line outside titles and document numbers."""
    blanked = _NO_DATE.sub(lambda match: "　" * len(match[0]), line.view)
    for match in _DATE.finditer(blanked):
        year = match[1] or match[5]
        half = {"上半年": 6, "下半年": 12, "底": 12, "末": 12}.get(match[6] or "")
        yield Dated(
            int(year) if year else None,
            int(match[2]) if match[2] else half,
            int(match[3]) if match[3] else None,
            match.span(),
            match[0],
        )


def day_exists(year: int | None, month: int, day: int | None) -> bool:
    """Whether there is such a day or month; 29 February there is in a year that is not named."""
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= calendar.monthrange(year or 2024, month)[1]
