"""FIG105: a figure on another indicator."""

import re
from collections.abc import Iterator

from drafter.checks.notes.beside import Beside, pairs
from drafter.checks.rule import Rule
from drafter.records import FactKind, Finding, Severity, Span


def moved(beside: Beside) -> Iterator[Finding]:
    for one in beside.stated:
        places = beside.noted.get(one.fact.key)
        if not places or one.fact.key in beside.front or one.fact.kind in _NOT_MEASURED:
            continue
        said = _near(one.line.view, one.fact.span)
        if len(said) < _LEAST:
            continue
        own = max(_share(said, _near(bullet.text, fact.span)) for bullet, fact in places)
        if own > _OWN:
            continue
        mine = {bullet.id for bullet, _ in places}
        for bullet in beside.brief.all_bullets():
            for fact in bullet.facts:
                if (bullet.id in mine and fact.key == one.fact.key) or fact.unit != one.fact.unit:
                    continue
                if _share(said, _near(bullet.text, fact.span)) >= _OTHER:
                    yield RULE.at(one.line, one.fact.span, bullet=places[0][0].text[:40])
                    break
            else:
                continue
            break


_NOT_MEASURED = {FactKind.DATE, FactKind.TITLE, FactKind.DOCUMENT, FactKind.CODE, FactKind.ORDINAL}
_LEAST = 2  # pairs of characters: with fewer nothing can be told
_OWN, _OTHER = 0.1, 0.6  # shares of the words before a figure that its own and the other indicator have


def _near(text: str, span: Span) -> frozenset[str]:
    """The pairs of the words that name what a figure measures: those before it in its clause."""
    return pairs(re.split(r"[，,；;。：:、]", text[max(0, span[0] - 16) : span[0]])[-1])


def _share(said: frozenset[str], other: frozenset[str]) -> float:
    return len(said & other) / len(said)


RULE: Rule[Beside] = Rule(
    code="FIG105",
    severity=Severity.ERROR,
    name=("数据接到了别的事项上", "a figure on another indicator"),
    why=(
        "数据本身在要点里有，却写在另一件事上；张冠李戴比没有更难发现。",
        "A right figure on the wrong indicator is a wrong figure.",
    ),
    source="the promise (README)",
    message=("“{text}”在要点中说的是“{bullet}”", "in the notes “{text}” is about “{bullet}”"),
    wrong=("要点：招聘教师118名、表彰先进31名；成稿把两个数对调",),
    right=("要点和成稿说的是同一件事",),
    check=moved,
)
