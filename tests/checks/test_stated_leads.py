"""Leads in a report that anybody wrote: let pass where their section gives their words."""

import pytest

from drafter.checks.beside import Beside
from drafter.checks.stated_words import StatedWords
from drafter.documents.report_text import read_text
from tests.notes import brief

NOTES = (
    "# 一、上半年工作情况\n## 校园安全\n- 隐患排查3轮\n- 应急演练24场次\n"
    "## 教师队伍\n- 招聘教师53名\n"
)


def said(lead: str, heading: str = "（一）校园安全") -> list[str]:
    """What the check has to say of a report whose section opens with this lead."""
    own = "隐患排查3轮。应急演练24场次。"
    text = (
        "云岭县教育局2026年上半年工作总结\n\n一、上半年工作情况\n\n"
        f"{heading}\n\n{lead}{own}\n\n（二）教师队伍\n\n招聘教师53名。\n"
    )
    return [one.reason for one in StatedWords(Beside(read_text(text), brief(NOTES))).all()]


@pytest.mark.parametrize(
    "lead", ["围绕校园安全，抓好隐患排查、应急演练等工作。", "重点抓好隐患排查、应急演练等工作。"]
)
def test_the_lead_of_a_section_passes(lead: str) -> None:
    assert said(lead) == []


@pytest.mark.parametrize(
    "lead",
    [
        "围绕校园安全，抓好教师招聘等工作。",  # another section's
        "校园安全水平显著提升。",  # a result
        "坚持严打高压，抓好食品抽检等工作。",  # nobody's
    ],
)
def test_what_its_section_does_not_give_is_told(lead: str) -> None:
    assert said(lead)


def test_a_lead_stands_first_below_its_heading() -> None:
    assert said("隐患排查3轮。围绕校园安全，抓好应急演练等工作。")
