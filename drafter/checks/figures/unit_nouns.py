"""Units that cannot measure what stands before the figure: 农田3.2万公里, 产量12万亩."""

import re
from collections.abc import Iterator

from drafter.checks.figures.reading import MEASURE_OF
from drafter.documents.report import Line
from drafter.records import Fact, FactKind

# What stands right before a figure, and what it is measured in; what is counted in 个 or 条 is let pass.
_NOUNS = (
    (r"面积", "area"),
    (r"农田|耕地|草原|湿地|林地|造林|播种|封山育林|退耕还林|校舍|厂房|用房", "area money"),
    (r"里程", "length"),
    (
        r"公路|机耕路|产业路|村道|县道|步道|隧道|道路|管网|管道|铁路|渠道|水渠|绿道|栈道|堤防|河道|巷道|路网",
        "length money",
    ),
    (r"(?<![电水气])产量|总产|(?:用水|供水|取水|蓄水)量|库容", "weight volume"),
    (r"(?<!电)(?:发电|用电|供电|售电)量", "energy"),
    (r"装机(?:容量)?", "power"),
    (
        r"生产总值|GDP|增加值|总产值|固定资产投资|完成投资|总投资|零售总?额|预算收入|预算支出|税收收入|余额|"
        r"销售额|营业收入",
        "money",
    ),
    (r"人口|人数", "people"),
    (r"游客|旅客|劳动力|学生|教师|党员", "people money"),
    (r"床位|病床|学位|车位|停车位|路灯|汽车|车辆|充电桩", "money"),
)
_NOUN = re.compile(
    "(?:"
    + "|".join(f"(?P<n{at}>{nouns})" for at, (nouns, _) in enumerate(_NOUNS))
    + r")(?:总量|总数|规模)?(?:达到?|为|约|近|突破|超过?|完成|稳定在|共|共计|累计)?$"
)


def cannot_measure(line: Line) -> Iterator[Fact]:
    """The figures of a line whose units do not go with the noun before them."""
    for fact in line.facts:
        measure = _measure(fact)
        noun = measure and _NOUN.search(line.view[max(0, fact.span[0] - 16) : fact.span[0]])
        if noun:
            at = next(at for at in range(len(_NOUNS)) if noun[f"n{at}"])
            if measure not in _NOUNS[at][1].split():
                yield fact


def _measure(fact: Fact) -> str:
    """What a figure's unit measures; "" for what only counts."""
    if fact.kind is FactKind.MONEY:
        return "money"
    return MEASURE_OF.get(fact.unit, "") if fact.kind is FactKind.QUANTITY else ""
