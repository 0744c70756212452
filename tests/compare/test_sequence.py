"""What two sequences have in common, and the heaviest rising run."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafter.compare.sequence import matches, rising

ITEMS = st.lists(st.sampled_from("甲乙丙丁，1"), max_size=14)


def longest(a: list[str], b: list[str]) -> int:
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, one in enumerate(a):
        for k, other in enumerate(b):
            rows[i + 1][k + 1] = (
                rows[i][k] + 1 if one == other else max(rows[i][k + 1], rows[i + 1][k])
            )
    return rows[-1][-1]


@given(ITEMS, ITEMS)
def test_matches_are_equal_and_rise_and_no_more_can_be_had(a: list[str], b: list[str]) -> None:
    found = matches(a, b)
    assert all(a[i] == b[k] for i, k in found)
    assert all(i < m and k < n for (i, k), (m, n) in pairwise(found))
    assert len(found) == longest(a, b)


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_the_heaviest_rising_run(values: list[int], weights: list[int]) -> None:
    found = rising(values, weights)
    assert all(values[i] < values[k] for i, k in pairwise(found))
    runs = (run for n in range(8) for run in combinations(range(7), n))
    best = max(
        sum(weights[i] for i in run)
        for run in runs
        if all(values[i] < values[k] for i, k in pairwise(run))
    )
    assert sum(weights[i] for i in found) == best


def test_words_that_stand_once_hold_long_sequences_together() -> None:
    a = [str(n) for n in range(50_000)]
    b = [*a[:20_000], "新", *a[20_010:]]
    assert len(matches(a, b)) == 49_990


def test_a_long_stretch_without_a_word_of_its_own_is_not_looked_into() -> None:
    assert len(matches(["甲"] * 9_000 + ["乙"], ["丙", "甲"] * 9_000)) <= 9_000
