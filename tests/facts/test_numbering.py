import pytest

from drafter.facts.numbering import chinese, heading_number, item_label, strip_number


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("一、党建", "党建"),
        ("一. 党建", "党建"),
        ("二 、项目", "项目"),
        ("2 、项目", "项目"),
        ("2 ．项目", "项目"),
        ("一 、二年级教学", "一 、二年级教学"),
        ("(一)党建", "党建"),
        ("（十二）党建", "党建"),
        ("1.党建", "党建"),
        ("1、党建", "党建"),
        ("1．党建", "党建"),
        ("（1）党建", "党建"),
        ("1)党建", "党建"),
        ("①党建", "党建"),
        ("三)党建", "党建"),
        ("5 党建", "党建"),
        ("3 所学校建设", "3 所学校建设"),
        ("第一部分 党建", "党建"),
        ("一是加强党建", "加强党建"),
        ("一、1.党建", "党建"),
        ("1.2 党建", "党建"),
        ("1.5亿元项目", "1.5亿元项目"),
        ("1.5万亩高标准农田", "1.5万亩高标准农田"),
        ("2026年重点", "2026年重点"),
        ("三项指标全部过半", "三项指标全部过半"),
        ("一、二年级教学", "一、二年级教学"),
        ("5+2服务", "5+2服务"),
        ("一体化推进", "一体化推进"),
        ("是非曲直", "是非曲直"),
    ],
)
def test_strip_number(text: str, stripped: str) -> None:
    assert strip_number(text) == stripped


def test_numbers_by_level() -> None:
    assert [heading_number(level, 11) for level in (1, 2, 3, 4)] == [
        "十一、",
        "（十一）",
        "11.",
        "（11）",
    ]
    assert item_label(3) == "三是"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (60, "六十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (240, "二百四十"),
    ],
)
def test_chinese(number: int, text: str) -> None:
    assert chinese(number) == text


def test_chinese_refuses_what_it_cannot_write() -> None:
    with pytest.raises(ValueError, match="100000000"):
        chinese(10**8)
