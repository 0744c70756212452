"""Changes told of several things at once.

8起、3人，上年同期10起、4人，分别下降20%和25% · 由10起、4人降至8起、3人，分别下降20%、25%
"""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from drafter.checks.figures.changes import (
    AGAINST,
    BASE_BEFORE,
    EARLIER,
    TURN,
    Change,
    change,
    way_of,
)
from drafter.checks.figures.reading import alike, between, exact
from drafter.documents.report import Line
from drafter.records import Fact, FactKind

_RESPECTIVELY = re.compile(
    rf"[，、]?{AGAINST}(?:分别{AGAINST}{TURN}(?:了)?|(?P<by>[增涨升降减跌]幅)分别(?:为|达)?)"
)
_JOINED = frozenset("、 和 与 及 ，".split())
_EARLIER_BEHIND = re.compile(EARLIER)
_FROM = re.compile(r"[由从][^，。；0-9]{0,12}$")
_TO = re.compile(r"[到至为]")
_LEAST = 2  # things of which something is told at once


def respective(line: Line, figures: list[Fact]) -> Iterator[Change]:
    """The changes of a sentence that stand behind 分别, each of two values before it."""
    for at, (last, said) in enumerate(pairwise(figures), 1):
        told = _RESPECTIVELY.fullmatch(between(line, last, said))
        rates = [said, *_others(line, figures[at:])] if told else []
        count = len(rates)
        if not told or count < _LEAST or at < 2 * count:
            continue
        first, second = figures[at - 2 * count : at - count], figures[at - count : at]
        if pairs := _earlier_and_later(line, first, second):
            for (before, after), rate in zip(pairs, rates, strict=True):
                yield change(before, after, rate, way_of(told["turn"] or told["by"]))


def _others(line: Line, figures: list[Fact]) -> Iterator[Fact]:
    """The rates that go on behind the first."""
    following = takewhile(
        lambda pair: between(line, *pair) in _JOINED and pair[1].kind is FactKind.PERCENT,
        pairwise(figures),
    )
    return (rate for _, rate in following)


def _earlier_and_later(
    line: Line, first: list[Fact], second: list[Fact]
) -> list[tuple[Fact, Fact]]:
    """The values of two rows in pairs, the earlier first; () where that is not told."""
    pairs = list(zip(first, second, strict=True))
    if not all(exact(one) and exact(other) and alike(one, other) for one, other in pairs):
        return []
    before, link = line.view[: first[0].span[0]], between(line, first[-1], second[0])
    if _EARLIER_BEHIND.search(link):
        return [(other, one) for one, other in pairs]
    leads = BASE_BEFORE.search(before) or (_FROM.search(before) and _TO.search(link))
    return pairs if leads else []
