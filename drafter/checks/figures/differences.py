"""A value with the difference from the year before and the rate of the change.

A，比上年增加D，增长R · A，增长R，增加D · 上年B，增加D，增长R · 较上年增加D，达到A，增长R
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.figures.changes import (
    AGAINST,
    AT_OTHER_PRICES,
    BASE_BEFORE,
    BY,
    TURN,
    Change,
    way_of,
)
from drafter.checks.figures.reading import (
    alike,
    amount,
    between,
    exact,
    half_step,
    slack,
    total,
    triples,
)
from drafter.documents.report import Line
from drafter.records import Fact, FactKind

_LAST_YEAR = re.compile(r"(?:上一?年|去年|前年|上期)(?:同期|度)?[^，。；0-9]{0,10}$")
_FIRST = re.compile(rf"{AGAINST}净?{TURN}(?:了)?$")
_REACHED = re.compile(r"，(?:总量|总额|总数|累计)?(?:达到?|为)")
_NEAR = 30  # characters before a value that tell what it is of


def differences(line: Line, figures: list[Fact]) -> Iterator[Change]:
    """The changes of a sentence that are told by a difference beside a rate."""
    for three in triples(figures):
        words = line.view[max(0, three[0].span[0] - _NEAR) : three[2].span[1]]
        if not all(map(exact, three)) or AT_OTHER_PRICES.search(words):
            continue
        first, second, third = three
        if first.kind is FactKind.PERCENT or FactKind.PERCENT not in {second.kind, third.kind}:
            continue
        if alike(first, second) and _is_difference_first(line, first, second):
            yield from _change(line, second, first, third, _way(line, (second, third)))
        elif alike(first, second) and not between(line, first, second).endswith("为"):
            yield from _change(line, first, second, third, _way(line, three))
        elif alike(first, third):
            yield from _change(line, first, third, second, _way(line, three))


def _is_difference_first(line: Line, difference: Fact, value: Fact) -> bool:
    """Whether the text reads 较上年增产0.8万吨，达到12.8万吨."""
    against = _FIRST.search(line.view[max(0, difference.span[0] - _NEAR) : difference.span[0]])
    return bool(against and _REACHED.fullmatch(between(line, difference, value)))


def _way(line: Line, facts: tuple[Fact, ...]) -> int:
    """The way that all figures after the first go by their words; 0 where they do not agree."""
    turns = [BY.fullmatch(between(line, one, other)) for one, other in pairwise(facts)]
    ways = {way_of(turn["turn"]) if turn else 0 for turn in turns}
    return ways.pop() if len(ways) == 1 else 0


def _change(line: Line, value: Fact, difference: Fact, rate: Fact, way: int) -> Iterator[Change]:
    """The change that a difference makes, of the earlier value or, where that is given, of it."""
    before = line.view[: value.span[0]]
    given = _LAST_YEAR.search(before)  # 上年11.86亿元，增收0.62亿元
    step = way * total([difference])
    old = total([value]) - (0 if given else step)
    if not way or old <= 0 or rate.kind is not FactKind.PERCENT:
        return
    yield Change(
        old=old,
        old_room=slack((value, difference)),
        rise=abs(step),
        rise_room=half_step(difference),
        before=amount(old, value),
        after=amount(old + step, value),
        kind=value.kind,
        unit=value.unit,
        said=rate,
        times=False,
        wanted=way,
        told=way,
        or_old=total([value]) if BASE_BEFORE.search(before) else None,
    )
