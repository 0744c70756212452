"""FIG204: a rate of growth is not that of the two values; or percent where percentage points are meant."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from drafter.checks.figures.reading import (
    between,
    exact,
    half_step,
    number,
    percent,
    places,
    plain,
    sentences,
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
        for at in range(2, len(figures)):
            before, after, change = figures[at - 2], figures[at - 1], figures[at]
            if not _FROM.search(line.view[: before.span[0]]) or not _TO.match(
                between(line, before, after)
            ):
                continue
            if not _BY.match(between(line, after, change)) or not all(
                map(exact, (before, after, change))
            ):
                continue
            if (
                (before.kind, before.unit) != (after.kind, after.unit)
                or not before.value
                or after.value is None
            ):
                continue
            if finding := _judged(line, before, after, change):
                yield finding


def _judged(line: Line, before: Fact, after: Fact, change: Fact) -> Finding | None:
    old, new, said = (
        before.value or Decimal(1),
        after.value or Decimal(0),
        change.value or Decimal(0),
    )
    rise = abs(new - old)
    values: dict[str, Any] = {"before": before.quote, "after": after.quote}
    if before.kind is FactKind.PERCENT:
        if change.kind is FactKind.PERCENT and said == rise:
            return RULE.at(
                line, change.span, message=_POINTS, right=f"{plain(rise)}个百分点", **values
            )
        if change.kind is FactKind.POINTS and abs(said - rise) > half_step(before) + half_step(
            after
        ) + half_step(change):
            return RULE.at(line, change.span, right=f"{plain(rise)}个百分点", **values)
        return None
    if change.kind is FactKind.PERCENT and number(change):
        step = Decimal(10) ** -places(change)
        low, high = old - half_step(before), old + half_step(before)
        slack = half_step(before) + half_step(after)
        if (
            low > 0
            and not (rise - slack) * 100 / high - step < said < (rise + slack) * 100 / low + step
        ):
            return RULE.at(
                line,
                change.span,
                right=plain(percent(rise, old, max(places(change), 1))) + "%",
                **values,
            )
    elif change.unit == before.unit and abs(said - rise) > half_step(before) + half_step(
        after
    ) + half_step(change):
        return RULE.at(line, change.span, right=plain(rise) + change.unit, **values)
    return None


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
