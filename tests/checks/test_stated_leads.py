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
NESTED = (
    "# 一、上半年工作情况\n## 校园安全\n- 安装路灯86盏：\n  - 校内30盏\n- 沙袋3000个\n"
    "- 税收3万元\n## 教师队伍\n- 招聘教师53名\n"
)


def said(
    lead: str,
    heading: str = "（一）校园安全",
    notes: str = NOTES,
    own: str = "隐患排查3轮。应急演练24场次。",
) -> list[str]:
    """What the check has to say of a report whose section opens with this lead."""
    text = (
        "云岭县教育局2026年上半年工作总结\n\n一、上半年工作情况\n\n"
        f"{heading}\n\n{lead}{own}\n\n（二）教师队伍\n\n招聘教师53名。\n"
    )
    return [one.reason for one in StatedWords(Beside(read_text(text), brief(notes))).all()]


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


@pytest.mark.parametrize(
    "lead",
    [
        "扎实做好路灯安装等工作。",  # of a note with others below it
        "推进沙袋储备等方面工作。",  # with the light verb that goes with the thing
        "沙袋、税收等指标完成情况如下。",
    ],
)
def test_a_lead_may_have_what_the_notes_give_it(lead: str) -> None:
    own = "安装路灯86盏：校内30盏。储备沙袋3000个。税收达3万元。"
    assert said(lead, notes=NESTED, own=own) == []
    assert said(lead)


def test_a_lead_stands_first_below_its_heading() -> None:
    assert said("隐患排查3轮。围绕校园安全，抓好应急演练等工作。")
