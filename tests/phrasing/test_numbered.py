"""Which sections are numbered 一是, 二是."""

import pytest

from tests.phrasing.test_grouping import job_of

FEW = ["西片水厂9月底通水", "全年投资4.1亿元"]
SOME = [*FEW, "山洪沟治理2条"]
MANY = [f"第{place}批管网改造{place + 3}公里" for place in range(1, 12)]


@pytest.mark.parametrize(
    ("notes", "part", "is_numbered"),
    [
        (FEW, "planned", False),
        (SOME, "planned", True),
        (MANY, "planned", False),
        (["2026年是“十五五”开局之年", *SOME], "planned", False),
        (["桥梁老化", "养护资金缺口1800万元"], "problems", True),
    ],
)
def test_two_short_plans_and_a_dozen_items_have_no_numbers(
    notes: list[str], part: str, is_numbered: bool
) -> None:
    items = job_of(notes, part).worded.plan.items
    assert {item.listed for item in items} == {is_numbered}
