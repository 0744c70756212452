"""`python -m eval retrieval` on the shipped documents, with the real index and embedder."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter.errors import InputError
from drafter.ports import ANY, Filter
from drafter.records import Passage
from drafter.retrieval.index import Index
from eval.__main__ import app
from eval.retrieval.measuring import SYSTEMS, read_floors
from eval.retrieval.systems import chunks, cut_words


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the vectors are kept from one test to the next."""
    return tmp_path_factory.mktemp("eval")


def measured(home: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["retrieval", "--home", str(home), "-q", *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def test_ours_leads_on_the_shipped_documents(home: Path) -> None:
    code, said = measured(
        home, "--json", *(f"--system={name}" for name in ("ours", "exact", "bm25", "rrf-bigrams"))
    )
    result = json.loads(said)
    assert (code, result["passed"], result["short"]) == (0, True, [])
    assert result["recall"] >= 0.99
    assert (result["missing"], result["left_out"] > 50) == (["reports", "laws"], True)
    ours, plain, ranks = (result["systems"][name] for name in ("ours", "bm25", "rrf-bigrams"))
    assert ours["all"]["queries"] == result["queries"] >= 140
    for kind in ("article", "title", "number"):
        assert ours[kind]["hit1"] == 1.0
    assert plain["ours_leads_by"]["low"] > 0
    assert ranks["ours_leads_by"]["low"] > 0
    assert ours["ours_leads_by"] == {"mean": 0, "low": 0, "high": 0}


def test_a_broken_ranking_ends_with_1(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    search = Index.search

    def backwards(self: Index, query: str, *, limit: int = 5, only: Filter = ANY) -> list[Passage]:
        return search(self, query, limit=40, only=only)[::-1][:limit]

    monkeypatch.setattr(Index, "search", backwards)
    code, said = measured(home, "--system=ours", "--missed")
    assert code == 1
    assert "hit1" in said
    assert "article-01" in said


def test_what_is_not_there_is_told(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rrf-words") as told:
        measured(home, "--system=best")
    assert told.value.value == "best"
    with pytest.raises(InputError):
        read_floors(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    "text", ["[", "shipped: 3", "shipped: {all: {hit1: much}}", "shipped: {all: {hit9: 0.5}}", "a"]
)
def test_bad_floors_are_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "floors.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_floors(tmp_path / "floors.yaml")


def test_the_other_systems(home: Path) -> None:
    """All that need no other vectors than ours; what they are worth is printed, not asserted."""
    plain = {"bm25-500", "chroma-500"}
    _, said = measured(
        home, "--json", *(f"--system={name}" for name in SYSTEMS if name not in plain)
    )
    systems = json.loads(said)["systems"]
    assert set(systems) == {*SYSTEMS} - plain
    assert all(0.3 < of["all"]["hit5"] <= 1 for of in systems.values())
    assert systems["cover-bigrams"]["note"]["ndcg"] == pytest.approx(
        systems["ours"]["note"]["ndcg"], abs=0.02
    )


def test_pieces_and_words() -> None:
    assert list(chunks("字" * 1200)) == [(0, 500), (500, 1000), (1000, 1200)]
    assert list(chunks("")) == []
    assert cut_words("开展食品安全检查，共 12次") == ["开展", "食品", "安全检查", "共", "12", "次"]
