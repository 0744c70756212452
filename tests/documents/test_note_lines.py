"""Lines of notes: numbers of lists, lists below their lead, wrapped lines, cells in quotes."""

import pytest

from drafter.documents.note_labels import field_pairs, labelled_lines
from drafter.documents.note_lines import NoteLine, Role, text_lines
from drafter.documents.note_marks import marked_items, numbered_in_order, series_of


def notes(text: str) -> list[tuple[int, str]]:
    """The notes of a text with their depths."""
    return [(line.depth, line.text) for line in lines(text) if line.role is not Role.BREAK]


def lines(text: str) -> list[NoteLine]:
    return list(text_lines(text, 1))


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        (["1.6月底前启动", "2.9月底前完成", "3.12月底前新增"], ["6月底前启动", "9月底前完成", "12月底前新增"]),
        (["1.筹集住房420套", "2.5个安置点交付"], ["筹集住房420套", "5个安置点交付"]),
        (["1、6月底前启动", "2、9月底前完成"], ["6月底前启动", "9月底前完成"]),
        (["1.5亿元资金到位", "2.3万人受益"], []),  # figures that happen to be in order
        (["1.5亿元资金到位"], []),
        (["1、康复3260人次", "2.3公里坡道完成"], []),  # numbers of two kinds
        (["1.启动", "一、城市更新", "2.5个安置点交付"], []),  # a heading between them
    ],
)  # fmt: skip
def test_numbers_in_order_are_those_of_a_list(rows: list[str], texts: list[str]) -> None:
    assert [line.text for line in numbered_in_order(rows).values()] == texts


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "1、安置21名，其中：\n\n（1）机关13名\n\n（2）国企8名\n\n2、建成驿站14个",
            [(0, "安置21名，其中："), (2, "机关13名"), (2, "国企8名"), (0, "建成驿站14个")],
        ),
        (
            "主要做法：\n1.办班3期\n2.办班4期，其中\n（1）春季2期\n3.办班5期",
            [(0, "主要做法："), (2, "办班3期"), (2, "办班4期，其中"), (4, "春季2期"), (2, "办班5期")],
        ),
        ("- 整治：\n  - 排查152处", [(0, "整治："), (2, "排查152处")]),  # the indent tells
        ("- 整治：\n- 排查152处", [(0, "整治："), (0, "排查152处")]),  # the same marks
        ("1.办班3期\n（1）春季2期", [(0, "办班3期"), (0, "春季2期")]),  # nothing leads it
    ],
)  # fmt: skip
def test_a_list_of_other_marks_is_below_its_lead(text: str, read: list[tuple[int, str]]) -> None:
    assert notes(text) == read


def test_a_heading_ends_what_was_led() -> None:
    text = "# 一\n1、其中：\n（1）机关13名\n# 二\n（1）国企8名"
    assert notes(text)[-1] == (0, "国企8名")


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('- "新建6个\n改造120户"\t2026/3/5', "新建6个，改造120户\t2026/3/5"),
        ('- "动物防疫\n（含口蹄疫）"\t98.6%', "动物防疫（含口蹄疫）\t98.6%"),
    ],
)
def test_a_cell_in_quotes_is_one_note_without_them(text: str, note: str) -> None:
    assert notes(text) == [(0, note)]
    assert lines(f"{text}\n- 完成64处")[-1].number == 3


@pytest.mark.parametrize(
    ("text", "lead", "items"),
    [
        ("①新建6个；②改造120户；", "", ["新建6个", "改造120户"]),
        ("小额信贷：⑴新增312户⑵续贷48户", "小额信贷", ["新增312户", "续贷48户"]),
        ("按第（1）项和第（2）项办理", "", []),
        ("完成（含（1）城镇、（2）乡村）3项", "", []),
    ],
)
def test_marks_within_a_line_part_it(text: str, lead: str, items: list[str]) -> None:
    assert marked_items(text) == (lead, items)


@pytest.mark.parametrize(
    ("one", "other"), [("1.", "12."), ("（1）", "(2)"), ("①", "⑨"), ("a.", "b.")]
)
def test_marks_of_one_list_are_of_one_series(one: str, other: str) -> None:
    assert series_of(one) == series_of(other)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("单位：甲局；文种：总结", [("单位", "甲局"), ("文种", "总结")]),
        ("单 位 ： 甲局", [("单位", "甲局")]),
        ("单位  甲局", [("单位", "甲局")]),
        ("单位\t甲局", [("单位", "甲局")]),
        ("单位  ：甲局", [("单位", "甲局")]),
        ("单位：甲局　　时段：2026年", [("单位", "甲局"), ("时段", "2026年")]),
        ("填表人：邹丽，审核人：薛平", [("填表人", "邹丽"), ("审核人", "薛平")]),
        ("检查64次；整改60处", []),
        ("投资：土建3亿元；设备1亿元", [("投资", "土建3亿元；设备1亿元")]),  # one label
    ],
)
def test_a_line_of_labels_and_values(text: str, pairs: list[tuple[str, str]]) -> None:
    assert field_pairs(text) == pairs


def test_what_is_labelled_and_no_field_is_told() -> None:
    labelled = labelled_lines(
        ["甲局半年工作情况", "单位：甲局　联系人：张三", "审核人：李四", "检查64次"]
    )
    assert (labelled.values, labelled.title, labelled.end) == (
        {"organization": "甲局"},
        "甲局半年工作情况",
        3,
    )
    assert labelled.left_out == ((2, "联系人：张三"), (3, "审核人：李四"))
