"""Facts and gaps of two reports: what is no change, what changed, what changed its indicator."""

import pytest

from drafter.compare.comparison import compare
from tests.compare.reports import REPORT, changed, compared, facts, side

STAY = "平均住院日7.2天，药占比26.8%。"
SAME = [
    ("the unit of money", [("1.48亿元", "14800万元")]),
    ("grouped thousands", [("1236种", "1,236种")]),
    ("numerals", [("58人", "五十八人")]),
    ("a date with its year", [("6月18日封顶", "2025年6月18日封顶")]),
    ("the short title", [("《枫渚县药品统一采购管理办法》", "《药品统一采购管理办法》")]),
    ("the order of a list", [("床位320张，手术室8间", "手术室8间，床位320张")]),
    ("other words around a figure", [("改造卫生院4所，投入1650万元",
     "争取资金1650万元，对4所乡镇卫生院进行改造提升")]),
    ("a sentence in another section", [(STAY, ""), ("改造卫生院4所", f"{STAY}改造卫生院4所")]),
    ("two sentences as one", [("每人不少于6个月；带教新技术17项。",
     "每人不少于6个月。带教新技术17项。")]),
    ("one sentence as two", [("投入1650万元。村卫生室", "投入1650万元，村卫生室")]),
    ("punctuation at half width", [("2.3万份，心电", "2.3万份,心电"), ("640例；其中",
     "640例;其中")]),
    ("a year said once more", [("县中医院还款", "2026年县中医院还款")]),
    ("a name said once more", [("床位320张", "县医院床位320张")]),
    ("a heading with another number", [("（三）基层", "（四）基层")]),
    ("words of a list", [("1.中医药。", "一是中医药。")]),
]  # fmt: skip

CHANGED = [
    ([("1.48亿元", "1.84亿元")], {"changed": ["1.48亿元→1.84亿元"]}),
    ([("床位320张", "床位360张")], {"changed": ["320张→360张"]}),
    ([("招聘医师40名", "招聘医师40人")], {"changed": ["40名→40人"]}),
    ([("9月底前", "10月底前")], {"changed": ["9月底前→10月底前"]}),
    ([("需资金120万元", "需资金约120万元")], {"changed": ["120万元→约120万元"]}),
    ([("同比提高1.9个百分点", "同比下降1.9个百分点")], {"changed": ["1.9个百分点→1.9个百分点"]}),
    ([("价格平均降5.8%", "价格平均降5.8个百分点")], {"changed": ["5.8%→5.8个百分点"]}),
    ([("枫政办发〔2025〕9号", "枫政办发〔2025〕10号")],
     {"changed": ["枫政办发〔2025〕9号→枫政办发〔2025〕10号"]}),
    ([("县中医院还款", "县妇幼保健院还款")], {"changed": ["县中医院→县妇幼保健院"]}),
    ([("改造卫生院4所，投入1650万元", "投入资金1750万元，改造卫生院4所")],
     {"changed": ["1650万元→1750万元"]}),
    ([("2025年工作总结", "2026年工作总结")], {"changed": ["2025年→2026年"]}),
    # other words stand before it, but it is the one amount of two sentences that are the same
    ([("还款3000万元", "偿债3500万元")], {"changed": ["3000万元→3500万元"]}),
    # the name stands elsewhere too, but here it is another's
    ([("县医院住院楼", "县中医院住院楼")], {"changed": ["县医院→县中医院"]}),
    ([("下派医师58人，每人", "选派58名医师，每人")], {"changed": ["58人→58名"]}),
]  # fmt: skip

UNREAD = [
    ("立案⑨⑨件", "立案⑧⑧件", {"changed": ["⑨⑨件→⑧⑧件"]}),
    ("立案⑨⑨件", "立案99件", {"changed": ["⑨⑨件→99件"]}),
    ("立案⑨⑨件", "立案xx件", {"opened": ["⑨⑨件→xx"]}),
    ("立案⑨⑨件", "立案⑨⑨件，结案Ⅻ件", {"added": ["Ⅻ件"]}),
    ("，立案⑨⑨件", "", {"removed": ["⑨⑨件"]}),
    ("立案Ⅻ.⑨件", "立案Ⅻ.⑧件", {"changed": ["Ⅻ.⑨件→Ⅻ.⑧件"]}),
    ("立案⑨⑨件", "立案⑨⑨件", {}),
]

MOVED = [
    ([("床位320张，手术室8间", "床位8张，手术室320间")], ["8间→8张", "320张→320间"]),
    ([("79.2%、77.5%", "77.5%、79.2%")], ["77.5%→77.5%", "79.2%→79.2%"]),
    ([("其中上转126例，下转98例", "其中下转126例、上转98例")], ["126例→126例", "98例→98例"]),
    ([("1236种", "1108种"), ("1108人次", "1236人次")], ["1108人次→1108种", "1236种→1236人次"]),
    ([("1.48亿元，6月18日封顶，床位320张", "320万元，6月18日封顶，床位1.48张")], ["1.48亿元→1.48张",
     "320张→320万元"]),
    ([("2.3万份，心电1.12万份", "1.12万份，心电2.3万份")], ["1.12万份→1.12万份",
     "2.3万份→2.3万份"]),
]  # fmt: skip

GONE_AND_NEW = [
    ([("平均住院日7.2天，药占比26.8%。", "")], {"removed": ["7.2天", "26.8%"]}),
    ([("县中医院还款3000万元。", "县中医院还款3000万元。建成胸痛救治单元5个。")],
     {"added": ["5个"]}),
    ([("印发《枫渚县药品统一采购管理办法》（枫政办发〔2025〕9号），", "")],
     {"removed": ["《枫渚县药品统一采购管理办法》", "枫政办发〔2025〕9号"]}),
]  # fmt: skip

GAPS = [
    ([("取缔无证行医xx处", "取缔无证行医12处")], {"closed": ["xx→12处"]}),
    ([("投资x.xx亿元", "投资1.25亿元")], {"closed": ["x.xx→1.25亿元"]}),
    ([("立案47件", "立案xx件")], {"opened": ["47件→xx"]}),
    ([("取缔无证行医xx处，", "")], {"closed": ["xx→"]}),
    ([("巡诊9800余人次", "巡诊9800余人次，家访xx户")], {"opened": ["→xx"]}),
    ([("取缔无证行医xx处", "取缔无证行医xxx处")], {}),
    ([("培训村医xx人次，立案47件", "立案47件，培训村医xx人次")], {}),
]  # fmt: skip


@pytest.mark.parametrize(("edits"), [edits for _, edits in SAME], ids=[name for name, _ in SAME])
def test_what_is_said_otherwise_is_no_change(edits: list[tuple[str, str]]) -> None:
    assert facts(compared(*edits)) == {}


@pytest.mark.parametrize(("before", "after", "found"), UNREAD)
def test_a_number_nobody_read_is_followed_letter_by_letter(
    before: str, after: str, found: dict[str, list[str]]
) -> None:
    old = changed(("，立案47件", before if before[0] == "，" else f"，{before}"))
    assert facts(compare(side(old), side(changed((before, after), text=old)))) == found


@pytest.mark.parametrize(("edits", "found"), [*CHANGED, *GONE_AND_NEW, *GAPS])
def test_each_difference_is_told_once(
    edits: list[tuple[str, str]], found: dict[str, list[str]]
) -> None:
    assert facts(compared(*edits)) == found


@pytest.mark.parametrize(("edits", "moved"), MOVED)
def test_a_value_on_another_indicator_is_a_move_and_no_change(
    edits: list[tuple[str, str]], moved: list[str]
) -> None:
    found = facts(compared(*edits))
    assert found.keys() == {"moved"}
    assert sorted(found["moved"]) == sorted(moved)


def test_a_telling_value_that_took_the_place_of_another_is_told_as_moved() -> None:
    one = compared(("胸痛中心救治1108人次。", ""), ("巡诊9800余人次", "巡诊1108人次"))
    assert facts(one) == {"changed": ["9800余人次→1108人次"], "moved": ["1108人次→1108人次"]}


def test_a_move_names_both_places() -> None:
    ((before, after), _) = compared(("床位320张，手术室8间", "床位8张，手术室320间")).facts.moved
    assert before.fact.text == "8间"
    assert before.words.all & {"手术", "术室"}
    assert after.words.all & {"床位"}


HEAD = "云岭县2026年工作总结\n一、上半年工作\n"
PLACES = [
    # thin sentences say what their headings are about
    ("1.普通高中。招生1200人。\n2.中等职业。招生800人。",
     "1.普通高中。招生800人。\n2.中等职业。招生1200人。", 2),
    ("1.普通高中。招生1200人。\n2.中等职业。招生800人。",
     "1.中等职业。招生800人。\n2.普通高中。招生1200人。", 0),
    ("1.普通高中。招生1200人。改课。\n2.中等职业。办学。",
     "1.普通高中。改课。\n2.中等职业。办学。招生1200人。", 1),
    # the name before the colon, in the clause before, in another sentence
    ("柳坞镇：投入16万元。\n东槿乡：投入8万元。", "柳坞镇：投入8万元。\n东槿乡：投入16万元。", 2),
    ("柳坞镇改造，投入16万元；东槿乡改造，投入8万元。",
     "柳坞镇改造，投入8万元；东槿乡改造，投入16万元。", 2),
    ("柳坞镇改造，投入16万元；东槿乡改造，投入8万元。",
     "东槿乡改造，投入8万元；柳坞镇改造，投入16万元。", 0),
    ("柳坞镇改造，投入16万元，东槿乡改造，投入8万元。",
     "东槿乡改造，投入8万元，柳坞镇改造，投入16万元。", 0),
    # the names changed places, not the figures
    ("柳坞镇投入16万元、东槿乡投入8万元。", "东槿乡投入16万元、柳坞镇投入8万元。", 2),
    ("柳坞镇投入16万元。\n东槿乡投入8万元。", "东槿乡投入16万元。\n柳坞镇投入8万元。", 2),
    # done became planned
    ("新增学位1200个，全部投用。做好维修。\n二、下一步打算\n加强管理。",
     "做好维修。\n二、下一步打算\n加强管理。新增学位1200个，全部投用。", 1),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "moved"), PLACES)
def test_what_a_figure_is_about_may_stand_far_from_it(a: str, b: str, moved: int) -> None:
    one = compare(side(HEAD + a), side(HEAD + b))
    assert len(one.facts) == len(one.facts.moved) == moved


def test_small_figures_that_meet_by_chance_are_not_moved() -> None:
    found = facts(
        compared(("带教新技术17项。", ""), ("投入1650万元。", "投入1650万元，新建村卫生室17项。"))
    )
    assert found == {"removed": ["17项"], "added": ["17项"]}


def test_everything_at_once_is_told_apart() -> None:
    found = facts(
        compared(
            ("1.48亿元", "14800万元"),
            ("床位320张", "床位360张"),
            ("79.2%、77.5%", "77.5%、79.2%"),
            ("取缔无证行医xx处", "取缔无证行医12处"),
            ("立案47件", "立案xx件"),
            ("平均住院日7.2天，药占比26.8%。", ""),
        )
    )
    assert found == {
        "changed": ["320张→360张"],
        "moved": ["77.5%→77.5%", "79.2%→79.2%"],
        "closed": ["xx→12处"],
        "opened": ["47件→xx"],
        "removed": ["7.2天", "26.8%"],
    }


def test_a_report_beside_itself_agrees() -> None:
    one = compare(side(REPORT), side(REPORT))
    assert one.agree
    assert facts(one) == {}


def test_turned_round_what_was_added_is_removed() -> None:
    edits = [
        ("床位320张", "床位360张"),
        ("立案47件", "立案xx件"),
        ("平均住院日7.2天，药占比26.8%。", ""),
    ]
    there, back = compared(*edits), compare(side(changed(*edits)), side(REPORT))
    assert [m.slot.text for m in there.facts.removed] == [m.slot.text for m in back.facts.added]
    assert [(a.slot.text, b.slot.text) for a, b in there.facts.changed] == [
        (b.slot.text, a.slot.text) for a, b in back.facts.changed
    ]
    assert [gap.slot.text for gap, _ in there.gaps.opened] == [
        gap.slot.text for gap, _ in back.gaps.closed
    ]
