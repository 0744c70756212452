"""What may lead a section."""

import pytest

from drafter.proof.lead import lead_complaints
from drafter.proof.tokens import mask_bullet
from drafter.records import Part
from tests.proof.judging import bullet, refused

NOTES = ("涉企收费检查9家，退费12万元", "双随机抽查31次")


def complaints(lead: str, heading: str, part: Part) -> list[str]:
    units = [(note, mask_bullet(note)) for note in map(bullet, NOTES)]
    return [one.for_model() for one in lead_complaints(lead, units, part, heading)]


@pytest.mark.parametrize(
    ("lead", "heading", "part"),
    [
        ("抓好涉企收费检查，优化政务服务", "优化政务服务", Part.DONE),  # the heading itself
        ("下半年，重点抓好涉企收费检查", "下半年", Part.PLANNED),
        ("云岭县商务局围绕优化政务服务，抓好双随机抽查", "优化政务服务 云岭县商务局", Part.DONE),
        ("当前，工作中还存在一些问题和不足", "存在的问题", Part.PROBLEMS),
    ],
)  # fmt: skip
def test_a_lead_may_say_heading_and_topics(lead: str, heading: str, part: Part) -> None:
    assert complaints(lead, heading, part) == []


@pytest.mark.parametrize(
    "lead", ["抓好涉企收费检查，获评全省先进", "退费全部到位", "优化政务服务，企业普遍满意"]
)
def test_a_lead_says_nothing_beyond(lead: str) -> None:
    assert complaints(lead, "优化政务服务", Part.DONE)


@pytest.mark.parametrize("end", ["", "。", "；"])
@pytest.mark.parametrize(
    "answer",
    ["统筹推进各项工作", "坚持问题导向", "坚持人防、物防、技防并举", "扎实推进", "着力强化统筹"],
)
def test_what_leads_to_nothing_is_no_lead(answer: str, end: str) -> None:
    assert f"“{answer}”是要点没有说到的" in refused("高支模检测", answer + end)
    assert "没有说到的" not in refused("高支模检测", f"{answer}，高支模检测")
