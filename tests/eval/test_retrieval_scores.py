"""The metrics, on rankings made by hand."""

from pathlib import Path

import pytest

from eval.retrieval.judgements import Answer, Query
from eval.retrieval.scores import (
    Hit,
    Outcome,
    Result,
    Scores,
    below,
    gains,
    outcome,
    scores,
)

A, B = Path("甲.md"), Path("乙.md")
QUERY = Query(
    "q",
    "note",
    "问",
    "",
    (Answer(A, (100, 200), 2), Answer(A, (300, 320), 1), Answer(B, (0, 1000), 1)),
)
BEST, GOOD, WHOLE, NONE = (
    Hit(A, (100, 200)),
    Hit(A, (290, 400)),
    Hit(B, (500, 600)),
    Hit(A, (900, 990)),
)


@pytest.mark.parametrize(
    ("hits", "found", "first", "ndcg"),
    [
        ([BEST, GOOD, WHOLE], [2, 1, 1], 1, 1.0),
        ([WHOLE, GOOD, BEST], [1, 1, 2], 1, 0.7579),  # (1 + .6309 + 3 * .5) / (3 + .6309 + .5)
        ([BEST, BEST, GOOD], [2, 0, 1], 1, 0.8473),  # shown twice, found once
        ([NONE, NONE, BEST], [0, 0, 2], 3, 0.3631),
        ([NONE] * 10 + [BEST], [0] * 10, 0, 0.0),  # nobody looks below the tenth
        ([], [], 0, 0.0),
        ([Hit(A, (40, 155))], [2], 1, 0.7263),  # more than half of the answer
        ([Hit(A, (10, 145))], [0], 0, 0.0),  # less than half of either
        ([Hit(A, (0, 2000))], [2], 1, 0.7263),  # one hit finds one answer, the best
        ([Hit(B, (100, 200))], [1], 1, 0.2421),  # the same span of another file
    ],
)
def test_a_ranking_is_judged(hits: list[Hit], found: list[int], first: int, ndcg: float) -> None:
    assert gains(QUERY, hits) == found
    assert outcome(QUERY, hits).first == first
    assert outcome(QUERY, hits).ndcg == pytest.approx(ndcg, abs=1e-4)


def test_the_means() -> None:
    assert scores([Outcome(1, 1.0), Outcome(2, 0.5), Outcome(6, 0.3), Outcome(0, 0.0)]) == Scores(
        4, 0.25, 0.5, pytest.approx((1 + 1 / 2 + 1 / 6) / 4), 0.45
    )
    assert scores([]) == Scores(0, 0, 0, 0, 0)


def test_floors() -> None:
    found = {"all": Scores(9, 0.8, 0.9, 0.85, 0.84), "note": Scores(3, 1.0, 1.0, 1.0, 1.0)}
    floors = {"all": {"hit1": 0.8, "ndcg": 0.85}, "note": {"mrr": 1.0}, "title": {"hit1": 0.5}}
    short = [(one.group, one.metric, one.score, one.floor) for one in below(floors, found)]
    assert short == [("all", "ndcg", 0.84, 0.85), ("title", "hit1", 0.0, 0.5)]


def test_a_result_passes_by_recall_and_floors() -> None:
    others = (Query(f"q{n}", "title", "问", "", QUERY.answers) for n in range(99))
    held = next(query for query in others if query.held != QUERY.held)
    queries = [QUERY, held]
    good = Result(
        "ours",
        queries,
        {"ours": [Outcome(1, 1.0), Outcome(0, 0.0)], "bm25": [Outcome(0, 0.0)] * 2},
        0.99,
    )
    assert good.passed
    assert good.kinds == ["note", "title"]
    assert good.groups["title"].hit1 == 0
    assert {good.scores("ours", held=half).hit1 for half in (False, True)} == {0.0, 1.0}
    assert good.lead("bm25").mean == 0.5
    assert not Result("ours", queries, good.systems, 0.98).passed
    assert not Result(
        "ours", queries, good.systems, 1.0, below({"all": {"hit1": 0.6}}, good.groups)
    ).passed
