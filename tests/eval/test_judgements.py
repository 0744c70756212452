"""Judged queries: places in files, and every way to get a file of queries wrong."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from drafter.errors import InputError
from eval.retrieval.judgements import BEST, KINDS, Judged, Text, read_judged

ROOT = Path(__file__).parents[2]
QUERIES = ROOT / "eval" / "retrieval" / "queries"
GIVEN = ROOT.parent / "shared" / "data"
REPORT = """---
title: 云岭县教育局总结
---

# 一、主要工作

## （一）队伍

1.招聘教师。招聘教师12名。其中研究生3名！

2.培训教师。培训教师30名。

## （二）安全

排查隐患。

# 二、问题

经费不足。
"""
LAW = """第一章 总则
第一条 为了教育，制定本法。
第二条 适用本法。
（一）学校；
（二）幼儿园。
第二章 学校
第三条 校长负责。"""


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        (
            REPORT,
            "一/（一）",
            "（一）队伍1.招聘教师。招聘教师12名。其中研究生3名！2.培训教师。培训教师30名。",
        ),
        (REPORT, "一/（一）/2", "2.培训教师。培训教师30名。"),
        (REPORT, "一/（二）", "（二）安全排查隐患。"),
        (REPORT, "二", "二、问题经费不足。"),
        (REPORT, "二:2", "经费不足。"),
        (REPORT, "一/（一）/1:2-3", "招聘教师12名。其中研究生3名！"),
        (REPORT, "9", "1.招聘教师。招聘教师12名。其中研究生3名！"),
        (REPORT, "9:3", "其中研究生3名！"),
        (REPORT, "13-15", "（二）安全排查隐患。"),
        (LAW, "第二条", "第二条适用本法。（一）学校；（二）幼儿园。"),
        (LAW, "第一章/第二条/（一）", "（一）学校；"),
        (LAW, "第三条", "第三条校长负责。"),
        (LAW, "", LAW.replace("\n", "").replace(" ", "")),
        (REPORT, "2", None),  # front matter
        (REPORT, "99", None),
        (REPORT, "三", None),
        (REPORT, "二/（一）", None),
        (REPORT, "9:4", None),
        (REPORT, "9:0", None),
        (REPORT, "9:", None),
        (LAW, "第一章/第三条", None),
    ],
)
def test_a_place_is_counted_in_the_file(text: str, place: str, found: str | None) -> None:
    held = Text(text)
    span = held.place(place)
    assert (held.letters[slice(*span)] if span else None) == found


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("培训教师 30 名。", "培训教师30名。"),
        ("招聘教师12名。\n其中研究生3名！", "招聘教师12名。其中研究生3名！"),
        ("1.招聘教师。招聘教师十二名。其中研究生3名！2.培训教师。培训教师30名。", None),
        ("没有这句话，一个字也没有。", None),
    ],
)
def test_a_piece_is_found_whatever_its_white_space(piece: str, found: str | None) -> None:
    held = Text(REPORT)
    span = held.find(piece)
    if found is None:
        assert span is None or held.letters[slice(*span)] != piece
    else:
        assert span
        assert held.letters[slice(*span)] == found


WHOLE = """files: {甲: ours/甲.md, 乙: theirs/乙.md}
queries:
  - {id: q1, kind: note, ask: 招聘, best: [甲 一/（一）/1], also: [乙 第一条]}
"""


def _read(folder: Path, text: str, *, theirs: bool = False) -> Judged:
    (folder / "ours").mkdir()
    (folder / "ours" / "甲.md").write_text(REPORT, encoding="utf-8")
    (folder / "theirs").mkdir()
    (folder / "theirs" / "乙.md").write_text(LAW, encoding="utf-8")
    (folder / "queries.yaml").write_text(text, encoding="utf-8")
    return read_judged(
        [folder / "queries.yaml"],
        {"ours": folder / "ours", "theirs": folder / "theirs" if theirs else None},
    )


def test_what_is_about_folders_that_are_not_here_is_left_out(tmp_path: Path) -> None:
    other = WHOLE + "  - {id: q2, kind: article, ask: 乙第一条, best: [乙 第一条]}\n"
    judged = _read(tmp_path, other)
    assert [(query.id, [answer.grade for answer in query.answers]) for query in judged.queries] == [
        ("q1", [BEST])
    ]
    assert judged.left_out == 1


def test_all_answers_count_where_all_folders_are_here(tmp_path: Path) -> None:
    (query,) = _read(tmp_path, WHOLE, theirs=True).queries
    assert [(answer.file.name, answer.grade) for answer in query.answers] == [
        ("甲.md", 2),
        ("乙.md", 1),
    ]


@pytest.mark.parametrize(
    ("change", "line", "value"),
    [
        (lambda text: "files: [", 1, ""),
        (lambda text: "- 1\n", 1, ""),
        (lambda text: text.replace("files:", "dateien:"), 1, "dateien、queries"),
        (lambda text: text.replace("ours/甲", "anywhere/甲"), 1, "anywhere/甲.md"),
        (lambda text: text.replace("甲.md", "丙.md"), 1, "丙.md"),
        (lambda text: text.replace("kind: note, ", ""), 3, "kind"),
        (lambda text: text.replace("ask:", "question: x, ask:"), 3, "question"),
        (lambda text: text.replace("note", "notes"), 3, "notes"),
        (lambda text: text.replace("ask:", "shelf: law, ask:"), 3, "law"),
        (lambda text: text.replace("best: [甲 一/（一）/1]", "best: []"), 3, ""),
        (lambda text: text.replace("best: [甲 一/（一）/1]", "best: 甲"), 3, ""),
        (lambda text: text.replace("[甲 一/（一）/1]", "[丙 一]"), 3, "丙 一"),
        (lambda text: text.replace("一/（一）/1]", "一/（九）]"), 3, "甲 一/（九）"),
        (lambda text: text.replace("ask: 招聘", "ask: ''"), 3, ""),
        (lambda text: text + text.split("\n")[2] + "\n", None, "q1"),
    ],
)
def test_a_bad_file_of_queries_is_told(
    change: Callable[[str], str], line: int | None, value: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as told:
        _read(tmp_path, change(WHOLE))
    assert (told.value.line, told.value.file) == (line, tmp_path / "queries.yaml")
    assert told.value.value.endswith(value)
    assert told.value.remedy


def test_a_missing_file_of_queries_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_judged([tmp_path / "none.yaml"], {})


def _shipped(*, given: bool) -> Judged:
    folders = {"corpus": ROOT / "corpus", "archive": QUERIES.parent / "archive"}
    others = {name: GIVEN / name if given else None for name in ("reports", "laws")}
    return read_judged(sorted(QUERIES.glob("*.yaml")), {**folders, **others})


def test_the_shipped_queries_cover_every_kind() -> None:
    judged = _shipped(given=False)
    counts = {kind: sum(query.kind == kind for query in judged.queries) for kind in KINDS}
    assert min(counts.values()) >= 13, counts
    assert len(judged.queries) + judged.left_out >= 200
    held = sum(query.held for query in judged.queries)
    assert 0.4 < held / len(judged.queries) < 0.6


@pytest.mark.skipif(not GIVEN.is_dir(), reason="the provincial reports and statutes are not here")
def test_the_judgements_of_what_is_not_ours_hold() -> None:
    judged = _shipped(given=True)
    assert judged.left_out == 0
    for kind in KINDS:
        assert sum(query.kind == kind for query in judged.queries) >= 15


@pytest.mark.parametrize(
    "given", [False, pytest.param(True, marks=pytest.mark.skipif(not GIVEN.is_dir(), reason="-"))]
)
def test_a_paraphrase_shares_no_word_with_its_answer(given: bool) -> None:
    texts: dict[Path, Text] = {}
    for query in _shipped(given=given).queries:
        for answer in query.answers if query.kind == "paraphrase" else ():
            if answer.grade == BEST:
                held = texts.setdefault(answer.file, Text(answer.file.read_text(encoding="utf-8")))
                said = held.letters[slice(*answer.span)]
                assert not [one + two for one, two in pairwise(query.ask) if one + two in said], (
                    query.id
                )
