"""Sections and sentences matched, however they were numbered, named, moved, parted or joined."""

import re

import pytest

from drafter.compare.comparison import Comparison, Fate, compare
from tests.compare.reports import REPORT, changed, compared, side

CARE = REPORT[REPORT.index("（二）服务能力") : REPORT.index("（三）基层")]
MEDICINE = "1.中医药。中医馆覆盖13所卫生院，诊疗占比32.6%，同比提高1.9个百分点。\n"
STAY = "平均住院日7.2天，药占比26.8%。"
SENT = "下派医师58人，每人不少于6个月；带教新技术17项。"
BASE = REPORT[REPORT.index("（三）基层") : REPORT.index("二、问题")]


def sections(one: Comparison) -> dict[str, str]:
    """What became of the sections that are not the same: a → b, and their statuses."""
    found = {}
    for pair in one.sections:
        statuses = "、".join(pair.statuses)
        if statuses != "same":
            a = "" if pair.a is None else one.a.sections[pair.a].name
            b = "" if pair.b is None else one.b.sections[pair.b].name
            found[f"{a}→{b}"] = statuses
    return found


def fates(one: Comparison) -> dict[str, int]:
    return {
        str(fate): count for fate, count in one.counts.items() if count and fate is not Fate.SAME
    }


CASES = [
    ("renumbered", [("（三）基层", "（四）基层")], {"（三）基层→（四）基层": "renumbered"}),
    ("renamed", [("（二）服务能力", "（二）提升医疗服务水平")],
     {"（二）服务能力→（二）提升医疗服务水平": "renamed"}),
    ("changed", [("床位320张", "床位360张")], {"（二）服务能力→（二）服务能力": "changed"}),
    ("renamed and changed", [("（三）基层\n改造卫生院4所", "（三）夯实网底\n改造卫生院5所")],
     {"（三）基层→（三）夯实网底": "renamed、changed"}),
    ("split", [("平均住院日7.2天", "（三）质量\n平均住院日7.2天"), ("（三）基层", "（四）基层")],
     {"（二）服务能力→（二）服务能力": "split", "（二）服务能力→（三）质量": "split",
      "（三）基层→（四）基层": "renumbered"}),
    ("merged", [("（三）基层\n", "")],
     {"（二）服务能力→（二）服务能力": "merged", "（三）基层→（二）服务能力": "merged"}),
    ("added", [("二、问题", "（四）中医药\n建成国医馆一批，传承学术经验。\n二、问题")],
     {"→（四）中医药": "added"}),
    ("removed", [(MEDICINE, "")], {"1.中医药→": "removed"}),
    ("moved", [(CARE, ""), ("二、问题", "（四）服务能力\n" + CARE.split("\n", 1)[1] + "二、问题")],
     {"（二）服务能力→（四）服务能力": "moved、renumbered"}),
    ("moved to another chapter", [(CARE, ""), ("县中医院还款3000万元。\n",
     "县中医院还款3000万元。\n" + CARE)],
     {"（二）服务能力→（二）服务能力": "moved"}),
    ("run into its paragraph", [("（三）基层\n", "（三）基层。")], {}),
    ("another kind of number", [("1.中医药。", "（1）中医药。"), ("2.信息化。", "（2）信息化。")],
     {"1.中医药→（1）中医药": "renumbered", "2.信息化→（2）信息化": "renumbered"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edits", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_sections(edits: list[tuple[str, str]], found: dict[str, str]) -> None:
    one = compared(*edits)
    assert sections(one) == found


def test_all_numbers_and_names_changed_at_once_and_still_matched() -> None:
    text = REPORT
    for old, new in (
        ("（一）医改", "（二）深化改革"),
        ("（二）服务能力", "（三）抓能力"),
        ("（三）基层", "（四）抓基层"),
        ("一、主要工作", "一、工作成效\n（一）党建\n强化理论武装。"),
    ):
        text = changed((old, new), text=text)
    one = compare(side(REPORT), side(text))
    assert one.agree
    assert [pair.status for pair in one.sections if pair.a is not None] == ["renamed"] * 4 + [
        "same"
    ] * 4


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ([(STAY, ""), ("改造卫生院", f"{STAY}改造卫生院")], {"moved": 1}),
        ([(SENT, "下派医师58人，带教新技术17项。")], {"edited": 1}),
        ([("每人不少于6个月；带教", "每人不少于6个月。带教")], {"edited": 1}),
        ([("投入1650万元。村卫生室", "投入1650万元，村卫生室")], {"edited": 1}),
        ([("平均住院日7.2天，药占比26.8%。", "")], {"removed": 1}),
        ([("县中医院还款3000万元。", "县中医院还款3000万元。加强人才队伍建设。")], {"added": 1}),
    ],
)  # fmt: skip
def test_sentences(edits: list[tuple[str, str]], found: dict[str, int]) -> None:
    assert fates(compared(*edits)) == found


def test_a_section_that_moved_moves_none_of_its_sentences() -> None:
    one = compared((CARE + BASE, (BASE + CARE).translate(str.maketrans("二三", "三二"))))
    assert one.agree
    assert fates(one) == {}
    assert sum("moved" in pair.statuses for pair in one.sections) == 1


def test_rows_hold_every_sentence_once() -> None:
    one = compared(
        ("平均住院日7.2天，药占比26.8%。", ""),
        ("床位320张", "床位360张"),
        ("二、问题", "二、问题\n新增一句。"),
    )
    assert sorted(i for row in one.rows for i in row.a) == list(range(len(one.a.statements)))
    assert sorted(k for row in one.rows for k in row.b) == list(range(len(one.b.statements)))
    assert [k for row in one.rows for k in row.b] == list(range(len(one.b.statements)))


def test_statements_cover_their_lines() -> None:
    found = side(REPORT)
    for number, line in enumerate(found.report.lines):
        spans = [one.whole for one in found.statements if one.line == number]
        assert "".join(line.text[slice(*span)] for span in spans) == line.text


def test_unlike_reports_are_not_forced_together() -> None:
    other = re.sub("[\u4e00-\u9fff]", lambda found: chr(ord(found[0]) + 17), REPORT)
    one = compare(side(REPORT), side(other))
    assert one.counts[Fate.SAME] == one.counts[Fate.EDITED] == 0
