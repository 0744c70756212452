"""Values beyond what any unit of their rank, or any person or household, has."""

import re

from drafter.checks.figures.reading import in_base, total
from drafter.documents.report import Line
from drafter.records import Fact, FactKind

# The most that a place of a rank has; 全省, 全国 and 全市 are not judged.
_MOST_OF_RANK = {
    "镇": {"人": 1_000_000, "亩": 2_000_000, "米": 5_000_000},
    "乡": {"人": 1_000_000, "亩": 4_000_000, "米": 5_000_000},
    "村": {"人": 100_000, "亩": 500_000, "米": 1_000_000},
    "县": {"人": 10_000_000, "亩": 400_000_000, "米": 50_000_000},
}
_RANK = re.compile(r"[全我本](?P<rank>[镇乡村县])[^，。；]{0,16}$")
_STOCK = re.compile(r"人口|面积|里程|耕地|林地|公路|播种|种植")
_EACH = re.compile(
    r"(?P<of>每户|户均|平均每户|每人|人均|村民|亩均|每亩)[^，。；0-9]{0,14}(?:达到?|为|约)?$"
)
_WHAT = re.compile(r"增收|发放|补助|补贴|慰问|救助|收入|投资|奖补|产值|税收")
_MONEY = {"户": 1_000_000, "人": 1_000_000, "民": 1_000_000, "亩": 10_000_000}
_WATER = 100_000  # 立方米 a person uses in a year: no household does
_SITE = re.compile(r"(?:占地|建筑|校园|厂区|用地)(?:总)?面积[^，。；0-9]{0,3}$")
_MOST_SITE = 3_000_000  # 亩: 2000平方公里
_BUSINESS = re.compile(r"企业|公司|工厂|园区|项目|合作社")


def beyond_scale(line: Line, fact: Fact) -> bool:
    """Whether a value is more than anything of its kind."""
    if fact.value is None:
        return False
    before = line.view[max(0, fact.span[0] - 30) : fact.span[0]]
    value, unit = total([in_base(fact)]), in_base(fact).unit
    rank = _RANK.search(before)
    if rank and _STOCK.search(rank[0]):
        most = _MOST_OF_RANK[rank["rank"]].get(unit)
        if most is not None and value > most:
            return True
    if unit == "亩" and _SITE.search(before):
        return value > _MOST_SITE
    each = _EACH.search(before)
    if each is None or _BUSINESS.search(before):
        return False
    if fact.kind is FactKind.MONEY:
        return bool(_WHAT.search(each[0])) and value >= _MONEY[_whose(each["of"])]
    return fact.unit == "立方米" and "水" in each[0] and value > _WATER


def _whose(words: str) -> str:
    """Of what a value is stated for each: 户, 人, 民 or 亩."""
    return next(char for char in words if char in _MONEY)
