"""A unit with another in brackets, 台（套）, is one unit: it stays whole and with its figure."""

import pytest

from drafter.proof.tokens import mask_bullet
from tests.proof.judging import bullet, refused


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        ("检修设备12台（套）", "台（套）"),
        ("更换配件30件(套)", "件（套）"),
        ("走访群众300户（次）", "户（次）"),
        ("培训干部120人（次）", "人（次）"),
        ("更换配件30件（套、组）", "件（套、组）"),
        ("接待群众30件（人次）", "件（人次）"),
        ("选派指导员xx名（次）", "名（次）"),
        # what is in brackets and longer than a unit is a remark, and no part of it
        ("拨付资金30万元（含税）", "万元"),
        ("培训干部120人（见附表）", "人"),
    ],
)
def test_a_unit_in_brackets_belongs_to_the_unit_before_it(source: str, unit: str) -> None:
    assert mask_bullet(bullet(source)).tokens[0].unit == unit


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("检修设备12台（套）", "检修设备12台（套）"),
        ("检修设备12台(套)，更换配件30件(套)", "检修设备12台（套），更换配件30件（套）"),
        ("受理信访21件（次）", "受理信访21件（次）"),
        ("走访群众300户（次）", "深入走访群众300户（次）"),
        ("检查企业30家（次），整改隐患12处（个）", "组织检查企业30家（次），整改隐患12处（个）"),
        ("购置垃圾桶50个（只）", "购置垃圾桶50个（只）"),
        ("建成充电桩32个（座）", "建成充电桩32个（座）"),
        ("采购图书300册（套），其中绘本120册", "采购图书300册（套），其中绘本120册"),
        ("处置事件21起（次、件），整改3处", "处置事件21起（次、件），整改3处"),
        ("培训干部120人（场）次", "组织培训干部120人（场）次"),
    ],
)
def test_it_passes_with_its_figure(source: str, answer: str) -> None:
    assert refused(source, answer) == ""


@pytest.mark.parametrize(
    ("source", "answer", "said"),
    [
        ("检修设备12台（套）", "检修设备12台", "应紧跟“台（套）”"),
        ("检修设备12台", "检修设备12台（套）", "“套”是要点没有说到的"),
        ("设备12台（套），配件30件", "设备12台，配件30件（套）", "应紧跟“台（套）”"),
        ("走访群众300户（次）", "走访群众300户次", "应紧跟“户（次）”"),
        ("党员30名（女），团员12名", "党员30名，团员12名（女）", "应紧跟“名（女）”"),
    ],
)
def test_it_neither_goes_nor_comes_nor_moves(source: str, answer: str, said: str) -> None:
    assert said in refused(source, answer)
