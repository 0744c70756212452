"""Two sequences beside each other: what stands in both in the same order, in near linear time."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

Match = tuple[int, int]

# Of a table of lengths; a longer stretch without an item of its own is not looked into.
_MOST_CELLS = 20_000


def matches(
    a: Sequence[Hashable],
    b: Sequence[Hashable],
    weigh: Callable[[Hashable], float] = lambda item: 1.0,
) -> list[Match]:
    """Places of equal items, rising in both.

    They are found by the items that stand once in each, and between those by weight.

    weigh  how much it is worth to match an item: a word more than a comma
    """
    equal: list[Match] = []
    stack = [(0, len(a), 0, len(b))]
    while stack:
        window, ends = _trimmed(a, b, stack.pop())
        equal += ends
        a0, a1, b0, b1 = window
        if a0 == a1 or b0 == b1:
            continue
        if (a1 - a0) * (b1 - b0) <= _MOST_CELLS:
            equal += _best(a, b, window, weigh)
        elif anchors := _anchors(a, b, window):
            equal += anchors
            edges = pairwise([(a0 - 1, b0 - 1), *anchors, (a1, b1)])
            stack += [(i + 1, m, j + 1, n) for (i, j), (m, n) in edges if i + 1 < m and j + 1 < n]
    return sorted(equal)


_Window = tuple[int, int, int, int]  # start and end in A, start and end in B


def _trimmed(
    a: Sequence[Hashable], b: Sequence[Hashable], window: _Window
) -> tuple[_Window, list[Match]]:
    """The window without the equal items at its ends, and these."""
    a0, a1, b0, b1 = window
    ends: list[Match] = []
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        ends.append((a0, b0))
        a0, b0 = a0 + 1, b0 + 1
    while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
        a1, b1 = a1 - 1, b1 - 1
        ends.append((a1, b1))
    return (a0, a1, b0, b1), ends


def _anchors(a: Sequence[Hashable], b: Sequence[Hashable], window: _Window) -> list[Match]:
    """The items that stand once in each window, as many as rise in both."""
    a0, a1, b0, b1 = window
    counts, others = Counter(a[a0:a1]), Counter(b[b0:b1])
    places = {b[j]: j for j in range(b0, b1)}
    once = [(i, places[a[i]]) for i in range(a0, a1) if counts[a[i]] == 1 and others.get(a[i]) == 1]
    return [once[k] for k in rising([j for _, j in once])]


def rising(values: Sequence[int], weights: Sequence[float] | None = None) -> list[int]:
    """Indices of the heaviest rising run of distinct values; without weights the longest."""
    if weights is None:
        weights = [1.0] * len(values)
    tops: list[int] = []  # last values of the best runs, rising in value and in weight
    totals: list[float] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tops, value)
        before.append(ends[place - 1] if place else -1)
        total = weights[at] + (totals[place - 1] if place else 0.0)
        if place < len(tops) and tops[place] == value and totals[place] >= total:
            continue
        stop = place
        while stop < len(tops) and totals[stop] <= total:
            stop += 1
        tops[place:stop], totals[place:stop], ends[place:stop] = [value], [total], [at]
    run, at = [], ends[-1] if ends else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _best(
    a: Sequence[Hashable],
    b: Sequence[Hashable],
    window: _Window,
    weigh: Callable[[Hashable], float],
) -> list[Match]:
    """The heaviest common subsequence of two short stretches."""
    a0, a1, b0, b1 = window
    width = b1 - b0
    worth = [weigh(a[i]) for i in range(a0, a1)]
    rows: list[list[float]] = [[0.0] * (width + 1)]
    # From the end, so that reading forward takes the first of equal ways.
    for i in range(a1 - 1, a0 - 1, -1):
        below, row = rows[-1], [0.0] * (width + 1)
        item, gain = a[i], worth[i - a0]
        for k in range(width - 1, -1, -1):
            if b[b0 + k] == item:
                row[k] = max(gain + below[k + 1], below[k], row[k + 1])
            else:
                row[k] = max(below[k], row[k + 1])
        rows.append(row)
    rows.reverse()
    best, i, k = [], 0, 0
    while i < a1 - a0 and k < width:
        if a[a0 + i] == b[b0 + k] and rows[i][k] == worth[i] + rows[i + 1][k + 1]:
            best.append((a0 + i, b0 + k))
            i, k = i + 1, k + 1
        elif rows[i][k] == rows[i + 1][k]:
            i += 1
        else:
            k += 1
    return best
