"""Text made up of allowed words: what is left where as much as can be is covered by them."""

from collections.abc import Callable
from itertools import groupby

from drafter.proof.clauses import HAN, is_token
from drafter.records import Span

Allowed = Callable[[str], bool]
_LONGEST = 14  # characters of a word


def uncovered(text: str, allowed: Allowed) -> list[Span]:
    """Where the runs of a text are that no row of allowed words makes up, as short as can be.

    Tokens and what is not Chinese are no words and always covered.
    """
    left, step = [0], [0]  # of each beginning: characters uncovered; the last word's length, 0 none
    for end in range(1, len(text) + 1):
        sign = text[end - 1]
        free = is_token(sign) or not HAN.match(sign)
        best, size = left[-1] + (not free), int(free)
        for length in range(1, min(_LONGEST, end) + 1):
            if left[end - length] < best and allowed(text[end - length : end]):
                best, size = left[end - length], length
        left.append(best)
        step.append(size)
    return _runs(step)


def _runs(step: list[int]) -> list[Span]:
    gone: list[int] = []
    at = len(step) - 1
    while at:
        if not step[at]:
            gone.append(at - 1)
        at -= step[at] or 1
    places = enumerate(sorted(gone))
    grouped = groupby(places, key=lambda pair: pair[1] - pair[0])
    runs = [[place for _, place in run] for _, run in grouped]
    return [(run[0], run[-1] + 1) for run in runs]
