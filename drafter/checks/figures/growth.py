"""FIG204: a change that is not that of its two values, or percent for percentage points."""

import re
from collections.abc import Iterator
from decimal import Decimal

from drafter.checks.figures.reading import (
    alike,
    between,
    exact,
    half_step,
    number,
    percent,
    places,
    plain,
    sentences,
    slack,
    total,
    triples,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

_FROM = re.compile(r"(?:从|由)[^，。；]{0,12}$")
_TO = re.compile(
    r"^[^，。；0-9]{0,6}?(?:增加|增长|提高|提升|上升|扩大|发展|减少|下降|降低|回落|压减|降|升|增)(?:到|至|为)[^，。；]{0,8}$"
)
_BY = re.compile(
    r"^[，、（]?(?:同比)?(?:增长|增加|提高|提升|上升|下降|减少|降低|增幅|降幅)(?:了|达|为|率为)?$"
)


def growth(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        for before, after, change in triples(figures):
            if _is_change(line, before, after, change):
                yield from _judged(line, before, after, change)


def _is_change(line: Line, before: Fact, after: Fact, change: Fact) -> bool:
    """Whether the text says of three figures that the third is the change from first to second."""
    said = (
        _FROM.search(line.view[: before.span[0]])
        and _TO.match(between(line, before, after))
        and _BY.match(between(line, after, change))
    )
    exactly = all(map(exact, (before, after, change)))
    return bool(said and exactly and alike(before, after) and before.value)


def _judged(line: Line, before: Fact, after: Fact, change: Fact) -> Iterator[Finding]:
    if right := _right(before, after, change):
        points = before.kind is FactKind.PERCENT and change.kind is FactKind.PERCENT
        yield RULE.at(
            line,
            change.span,
            message=_POINTS if points else None,
            right=right,
            before=before.quote,
            after=after.quote,
        )


def _right(before: Fact, after: Fact, change: Fact) -> str:
    """What the change should read; "" where it is right, or cannot be judged."""
    old, rise = before.value or Decimal(1), abs(total([after]) - total([before]))
    said = total([change])
    off = abs(said - rise) > slack((before, after, change))
    if before.kind is FactKind.PERCENT:
        wrong = said == rise if change.kind is FactKind.PERCENT else off
        counted = change.kind in {FactKind.PERCENT, FactKind.POINTS}
        return f"{plain(rise)}个百分点" if counted and wrong else ""
    if change.kind is FactKind.PERCENT:
        right = plain(percent(rise, old, max(places(change), 1))) + "%"
        return right if number(change) and not _can_be(before, after, change) else ""
    return plain(rise) + change.unit if off and change.unit == before.unit else ""


def _can_be(before: Fact, after: Fact, change: Fact) -> bool:
    """Whether values that round to those shown can grow by the rate shown."""
    old, rise, said = total([before]), abs(total([after]) - total([before])), total([change])
    step = Decimal(10) ** -places(change)
    low, high = old - half_step(before), old + half_step(before)
    room = slack((before, after))
    return low <= 0 or (rise - room) * 100 / high - step < said < (rise + room) * 100 / low + step


_POINTS = (
    "由{before}到{after}，相差{right}，不能写成{text}",
    "from {before} to {after} is {right}, not {text}",
)
RULE: Rule[Report] = Rule(
    code="FIG204",
    severity=Severity.ERROR,
    name=("增减幅度算不上", "a change does not follow from its two values"),
    why=(
        "增幅等于差额除以原值；两个百分比之间的差用“个百分点”。",
        "Growth is the difference by the old value; between two percentages the difference is in percentage points.",
    ),
    source="practice: reviewers' arithmetic; GB/T 15835-2011",
    message=(
        "由{before}到{after}应为{right}，文中写{text}",
        "from {before} to {after} is {right}; the text says {text}",
    ),
    wrong=(
        "在园幼儿由80人增加到100人，增长20%。",
        "普惠率由50%提高到60%，提高10%。",
        "床位从200张增加到260张，增加50张。",
    ),
    right=(
        "在园幼儿由80人增加到100人，增长25%。",
        "普惠率由50%提高到60%，提高10个百分点。",
        "床位从200张增加到260张，增加60张。",
        "学位由1.2万个增加到1.5万个，增长25%。",
        "由80余人增加到100人，增长20%。",
    ),
    check=growth,
)
