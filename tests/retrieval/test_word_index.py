"""The word index of a snapshot, made in bounded memory, against bm25s over all passages at once."""

import random
from pathlib import Path

import bm25s
import numpy as np
import pytest

from drafter.retrieval import word_index_builder
from drafter.retrieval.word_index_builder import Inverter
from drafter.retrieval.words import K1, B, Postings, WordIndex, weight_of, words

CLAUSES = [
    "扎实推进义务教育",
    "开展校园安全检查",
    "教师培训120人次",
    "争取资金",
    "GDP增长",
    "问题整改",
    "落实责任清单",
]


def archive(number: int, seed: int = 1) -> list[tuple[str, str, str]]:
    chance = random.Random(seed)
    texts = (
        "，".join(chance.choices(CLAUSES, k=chance.randint(1, 9))) + chr(0x4E00 + n)
        for n in range(number)
    )
    return [
        (f"D{seed}-{n}", chance.choice(["report", "report", "policy"]), text)
        for n, text in enumerate(texts)
    ]


def made(
    folder: Path, rows: list[tuple[str, str, str]], base: WordIndex | None = None
) -> WordIndex:
    inverter = Inverter(folder, base)
    for row in rows:
        inverter.add(*row)
    inverter.finish()
    return WordIndex(folder, base)


@pytest.mark.parametrize("run", [1, 40, 1_000_000])
@pytest.mark.parametrize(
    "query", ["校园安全", "教师培训120人次", "GDP", "责任清单问题整改问题整改"]
)
def test_scores_are_those_of_bm25(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: int, query: str
) -> None:
    monkeypatch.setattr(word_index_builder, "_RUN", run)
    rows = archive(60)
    reference = bm25s.BM25(k1=K1, b=B, backend="numpy")
    reference.index([words(text) for _, _, text in rows], show_progress=False)
    scores = reference.get_scores(list(dict.fromkeys(words(query))))
    index = made(tmp_path / "words", rows)
    whole = sum(weight_of(index.frequency(word), 60) for word in dict.fromkeys(words(query)))
    found = {identity: whole * share for share, identity in index.search(words(query), 60, "")}
    assert [found.get(identity, 0.0) for identity, _, _ in rows] == pytest.approx(
        scores.tolist(), rel=1e-5
    )
    assert np.count_nonzero(scores) == len(found) > 0


def test_what_stands_on_a_base_or_is_held_in_memory_scores_as_if_all_were_one(
    tmp_path: Path,
) -> None:
    """Only how long a passage of the base is, it knows beside those of its time."""
    first, then = archive(400), archive(20, seed=2)
    base = made(tmp_path / "base", first)
    added = made(tmp_path / "added", then, base)
    whole = made(tmp_path / "whole", first + then)
    held = Postings(base)
    for identity, _, text in then:
        held.add(identity, text)
    assert (added.size, added.frequency("校园"), added.ids()) == (
        420,
        whole.frequency("校园"),
        whole.ids(),
    )
    assert added.length == pytest.approx(whole.length)
    right = {identity: score for score, identity in whole.search(words("校园安全检查"), 420, "")}
    for index in (added.search(words("校园安全检查"), 420, ""), held.search(words("校园安全检查"))):
        found = {identity: score for score, identity in index if identity.startswith("D2-")}
        assert found == pytest.approx(
            {i: s for i, s in right.items() if i.startswith("D2-")}, rel=1e-5
        )
    assert {i: s for s, i in added.search(words("校园安全检查"), 420, "")} == pytest.approx(
        right, rel=0.01
    )
    assert max(right.values()) < 1
    assert [identity for _, identity in added.search(words("校园安全检查"), 5, "policy")]


def test_a_word_weighs_by_all_there_is_whatever_stands_on_what(tmp_path: Path) -> None:
    """Rare below and common above: asked together they weigh as they do in one index of all."""
    below = [(f"D1-{n}", "report", "责任清单" if n == 0 else "校园安全") for n in range(40)]
    above = [(f"D2-{n}", "report", "责任清单") for n in range(40)]
    chained = made(tmp_path / "above", above, made(tmp_path / "below", below))
    whole = made(tmp_path / "whole", below + above)
    asked = words("责任清单，校园安全")
    assert {i: s for s, i in chained.search(asked, 80, "")} == pytest.approx(
        {i: s for s, i in whole.search(asked, 80, "")}, rel=1e-5
    )


def test_passages_without_words(tmp_path: Path) -> None:
    index = made(tmp_path / "words", [("D-0", "report", "。。"), ("D-1", "report", "༠")])
    assert index.search(words("校园安全"), 5, "") == []
    assert index.search([], 5, "policy") == []


@pytest.mark.parametrize(
    "name",
    [
        "words.npy",
        "starts.npy",
        "told.npy",
        "passages.npy",
        "ids.npy",
        "shelves.npy",
        "counts.json",
    ],
)
@pytest.mark.parametrize("harm", ["gone", "empty", "short"])
def test_a_file_that_is_gone_or_cut_is_noticed(tmp_path: Path, name: str, harm: str) -> None:
    made(tmp_path / "words", archive(30))
    file = tmp_path / "words" / name
    if harm == "gone":
        file.unlink()
    else:
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2] if harm == "short" else b"")
    with pytest.raises((OSError, ValueError, EOFError)):
        WordIndex(tmp_path / "words")
