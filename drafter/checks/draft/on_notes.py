"""NOT1xx: what a reader of the notes would ask about before it is printed."""

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.facts.planted_instructions import INSTRUCTION
from drafter.messages import t
from drafter.records import Draft, FactKind, Finding, Severity, Span

_DOUBT = re.compile(r"(?:口径|数据|数字)?(?:待核实?|待定|待确认|存疑)|不确定|[?？]|可能是|大概")
_PATTERNS = {"NOT101": _DOUBT, "NOT104": INSTRUCTION}
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


def doubtful_notes(draft: Draft) -> Iterator[Finding]:
    """NOT101: a note doubts itself (待核); the doubt would go into print."""
    yield from _said(draft, "NOT101")


def planted_instructions(draft: Draft) -> Iterator[Finding]:
    """NOT104: a note that speaks to the model instead of the reader; it is data, and is printed like any other."""
    yield from _said(draft, "NOT104")


def _said(draft: Draft, code: str) -> Iterator[Finding]:
    notes = [(bullet.id, bullet.text, bullet.line) for bullet in draft.brief.all_bullets()]
    headings = [
        (section.id, section.heading, section.line) for section in draft.brief.all_sections()
    ]
    for where, text, line in (*headings, *notes):
        for said, span in _places(code, text):
            yield Finding(
                code, Severity.WARNING, t(code.lower(), text=said), where, said, span, line
            )


@lru_cache(maxsize=8192)  # notes do not change while a draft is reviewed
def _places(code: str, text: str) -> tuple[tuple[str, Span], ...]:
    return tuple((found[0], found.span()) for found in _PATTERNS[code].finditer(text))


def personal_data(draft: Draft) -> Iterator[Finding]:
    """NOT103: a phone or ID-card number; the notes state it, so it stands, but does it belong in a report?"""
    for bullet in draft.brief.all_bullets():
        for fact in bullet.facts:
            if fact.kind is FactKind.PERSONAL:
                message = t("not103", text=fact.text)
                yield Finding(
                    "NOT103",
                    Severity.WARNING,
                    message,
                    bullet.id,
                    fact.text,
                    fact.span,
                    bullet.line,
                )


def impossible_dates(draft: Draft) -> Iterator[Finding]:
    """NOT102: 6月31日 and its like: the notes say so, so it stands, and is pointed at."""
    for bullet in draft.brief.all_bullets():
        for fact in bullet.facts:
            if fact.kind is not FactKind.DATE:
                continue
            for year, month, day in _DAY.findall(fact.text):
                if not 1 <= int(month) <= 12 or not 1 <= int(day) <= _days(year, int(month)):
                    message = t("not102", text=fact.text)
                    yield Finding(
                        "NOT102",
                        Severity.ERROR,
                        message,
                        bullet.id,
                        fact.text,
                        fact.span,
                        bullet.line,
                    )


def _days(year: str, month: int) -> int:
    return calendar.monthrange(int(year) if year else 2024, month)[
        1
    ]  # a leap year where none is named
