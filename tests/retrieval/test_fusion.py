"""Two rankings as one."""

import pytest

from drafter.retrieval.fusion import CANDIDATES, WORDS, fused
from drafter.retrieval.words import Postings, Scored


@pytest.mark.parametrize(
    ("near", "said", "order"),
    [
        ([(0.1, "a"), (0.2, "b"), (0.3, "c")], [], ["a", "b", "c"]),
        ([], [(0.6, "b"), (0.2, "a")], ["b", "a"]),
        (
            [(0.1, "a"), (0.2, "b"), (0.3, "c")],
            [(0.5, "c"), (0.1, "a")],
            ["c", "a", "b"],
        ),  # notes full of terms
        (
            [(0.1, "a"), (0.2, "b"), (0.3, "c")],
            [(0.05, "c"), (0.02, "b")],
            ["a", "b", "c"],
        ),  # in words of its own
        ([(0.1, "a"), (0.3, "b")], [(0.6, "d")], ["d", "a", "b"]),
        ([(0.1, "b"), (0.1, "a")], [], ["a", "b"]),  # nothing tells them apart
        ([(0.2, "a")], [], ["a"]),
        ([], [], []),
    ],
)
def test_meaning_and_words(near: Scored, said: Scored, order: list[str]) -> None:
    assert [identity for _, identity in fused(near, said)] == order


def test_a_score_is_a_share() -> None:
    best, _, worst = fused([(0.1, "a"), (0.2, "b"), (0.3, "c")], [(1.0, "a")])
    assert best == (1.0, "a")
    assert worst == (0.0, "c")
    assert fused([], [(0.5, "a")]) == [(round(0.5 * WORDS / (1 + WORDS), 4), "a")]


def test_a_wider_search_leads_with_the_same() -> None:
    near = [(0.1 + rank / 1000, f"{rank:03}") for rank in range(4 * CANDIDATES)]
    said = [(0.3 - rank / 1000, f"{7 * rank % 40:03}") for rank in range(30)]
    narrow, wide = (
        [identity for _, identity in fused(some, said)] for some in (near[:CANDIDATES], near)
    )
    assert wide[:10] == narrow[:10]
    assert wide[-1] == near[-1][1]


def test_the_share_of_a_question_that_is_covered() -> None:
    held = Postings(None)
    for identity, text in [
        ("a", "食堂食品安全检查"),
        ("b", "食品安全"),
        ("c", "教师培训"),
        ("d", "教师招聘"),
    ]:
        held.add(identity, text)
    shares = {identity: share for share, identity in held.search(["食品", "品安", "安全"])}
    assert set(shares) == {"a", "b"}
    assert 0.2 < shares["a"] < shares["b"] < 1
    asked_more = {
        identity: share for share, identity in held.search(["食品", "品安", "安全", "飞机", "机场"])
    }
    assert asked_more["b"] < shares["b"]  # what no passage says is not covered
    assert held.search([]) == []
