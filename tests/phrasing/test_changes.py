"""Neighbours that change one way share their verb; a share is said as one."""

import pytest

from tests.phrasing.wording import worded


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("会议减少14%，文件减少11%", "会议、文件分别减少14%和11%"),
        ("刑事发案下降11.8%，电诈损失下降34.5%", "刑事发案、电诈损失分别下降11.8%和34.5%"),
        (
            "一产增长3.9%、二产增长6.6%、三产增长5.7%",
            "一产、二产和三产分别增长3.9%、6.6%和5.7%",
        ),
        ("护理型床位占66%", "护理型床位占比为66%"),
    ],
)
def test_changes_and_shares_are_said(noted: str, said: str) -> None:
    assert worded(noted) == said


@pytest.mark.parametrize(
    "noted",
    [
        "地区生产总值增长5.6%，同比提高1个百分点",
        "工业增长5%、农业增长3%，服务业下降2%",
        "会议减少14%，占全年的三成",
    ],
)
def test_what_changes_otherwise_stays(noted: str) -> None:
    assert "分别" not in worded(noted)
