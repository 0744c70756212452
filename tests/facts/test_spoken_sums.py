"""What amounts are worth whose last place is left out, as people say them."""

import pytest

from drafter.facts.spoken_sums import spoken_sums


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("罚了12万6，花了3万2块", {"12万6": 126000, "3万2": 32000}),
        ("1千5左右", {"1千5": 1500}),
        ("用了两万五；补一百二", {"两万五": 25000, "一百二": 120}),
        ("贷了3亿2", {"3亿2": 320000000}),
    ],
)
def test_the_last_digit_counts_one_place_below(text: str, sums: dict[str, int]) -> None:
    assert {one.text: one.value for one in spoken_sums(text)} == sums
    assert all(text[slice(*one.span)] == one.text for one in spoken_sums(text))


@pytest.mark.parametrize(
    "text",
    ["12万6千元", "一百二十人", "第一百二", "万一，", "一百零五。", "12万6000元", "三千一线职工",
     "1万2千人", "1.2万3", "一千二三"],
)  # fmt: skip
def test_what_names_its_last_place_or_is_no_amount_is_none(text: str) -> None:
    assert list(spoken_sums(text)) == []
