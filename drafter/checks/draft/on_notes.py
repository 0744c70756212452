"""NOT1xx: what a reader of the notes would ask about before it is printed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.checks.dates.reading import day_exists
from drafter.checks.draft.finding import finding, on_bullet
from drafter.facts.personal_data import find_personal, personal_key
from drafter.facts.planted_instructions import INSTRUCTION
from drafter.facts.units import CERTAIN_UNIT
from drafter.records import Draft, FactKind, Finding, Severity, Span

_DOUBT = re.compile(
    r"(?:口径|数据|数字)?(?:待核实?|待定|待确认|存疑)|不确定"
    rf"|[?？](?![?？]{{0,9}}{CERTAIN_UNIT})|可能是|大概"  # ？？户 is a gap
)
_PATTERNS = {"NOT101": _DOUBT, "NOT104": INSTRUCTION}
_DAY = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")


def doubtful_notes(draft: Draft) -> Iterator[Finding]:
    """NOT101: a note doubts itself (待核); the doubt would go into print."""
    yield from _said(draft, "NOT101")


def planted_instructions(draft: Draft) -> Iterator[Finding]:
    """NOT104: a note that speaks to the model, not to the reader; it is printed like any other."""
    yield from _said(draft, "NOT104")


def _note_texts(draft: Draft) -> Iterator[tuple[str, str, int]]:
    """Id, text and line of each heading and bullet of the notes."""
    yield from ((part.id, part.heading, part.line) for part in draft.brief.all_sections())
    yield from ((bullet.id, bullet.text, bullet.line) for bullet in draft.brief.all_bullets())


def _said(draft: Draft, code: str) -> Iterator[Finding]:
    for where, text, line in _note_texts(draft):
        for words, span in _places(code, text):
            yield finding(code, words, where, span, line, severity=Severity.WARNING)


@lru_cache(maxsize=8192)  # notes do not change while a draft is reviewed
def _places(code: str, text: str) -> tuple[tuple[str, Span], ...]:
    return tuple((match[0], match.span()) for match in _PATTERNS[code].finditer(text))


def personal_data(draft: Draft) -> Iterator[Finding]:
    """NOT103: a personal number that is printed, and is none of the unit's published lines."""
    published = {personal_key(number) for number in draft.run.published}
    for where, text, line in _note_texts(draft):
        for span, _ in find_personal(text):
            number = text[slice(*span)]
            if personal_key(number) not in published:
                severity = Severity.WARNING
                yield finding("NOT103", number, where, span, line, severity=severity)


def impossible_dates(draft: Draft) -> Iterator[Finding]:
    """NOT102: 6月31日 and its like: the notes say so, so it stands, and is pointed at."""
    for bullet in draft.brief.all_bullets():
        for fact in bullet.facts:
            for year, month, day in _DAY.findall(fact.text) if fact.kind is FactKind.DATE else ():
                if not day_exists(int(year) if year else None, int(month), int(day)):
                    yield on_bullet("NOT102", bullet, fact.text, fact.span)
