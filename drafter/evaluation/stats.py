"""How sure a number is: bounds of a share, intervals of a mean of paired differences."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_ROUNDS = 2000
_Z = 1.959964  # of a two-sided 95% interval


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and its 95% interval."""

    mean: float
    low: float
    high: float


def paired(differences: Sequence[float], *, seed: int = 1) -> Interval:
    """The mean difference of pairs and its 95% interval by bootstrap over the pairs.

    The same numbers give the same interval. Raises ValueError without pairs.
    """
    count = len(differences)
    if not count:
        raise ValueError("no pairs")
    mean = sum(differences) / count
    if len(set(differences)) == 1:
        return Interval(mean, mean, mean)
    chance = Random(seed)
    means = sorted(sum(chance.choices(differences, k=count)) / count for _ in range(_ROUNDS))
    return Interval(mean, means[int(0.025 * _ROUNDS)], means[int(0.975 * _ROUNDS) - 1])


def share(hits: int, tries: int) -> Interval:
    """A share and its 95% bounds (Wilson); of none in n tries the upper bound is about 3.8/n."""
    if not tries:
        return Interval(0.0, 0.0, 1.0)
    p = hits / tries
    middle = p + _Z**2 / (2 * tries)
    spread = _Z * math.sqrt(p * (1 - p) / tries + _Z**2 / (4 * tries**2))
    scale = 1 + _Z**2 / tries
    return Interval(p, max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))
