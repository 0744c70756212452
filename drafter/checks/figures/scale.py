"""Values beyond what any unit of their rank, or any person or household, has."""

import re
from decimal import Decimal

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
# 优良天数3426天: in one year, or part of it
_DAYS = re.compile(r"天数(?:累计)?(?:共计?|达到?|为|有|是)?$")
_MANY_YEARS = re.compile(
    r"累计|以来|连续|历年|合计|总计|[前近]?[两二三四五六七八九十\d]+年(?!\d)(?:间|来|里|内|期)|[前近后][两二三四五六七八九十]年|时期|期间"
)
_IN_PART = {"上半年": 184, "下半年": 184, "季度": 92}
_YEAR = 366
# What nothing of its kind reaches: the words before a figure, its unit, the most.
_MOST = tuple(
    (re.compile(words), unit, most)
    for words, unit, most in (
        (r"(?:门诊|急诊)[^，。；0-9]{0,4}次均[^，。；0-9]{0,6}$", "元", 50_000),
        (r"(?:次均|例均)[^，。；0-9]{0,8}$", "元", 1_000_000),
        (r"(?:PM|颗粒物)[^，。；]{0,14}$", "毫克/立方米", 1),
        (r"平均年龄[^，。；0-9]{0,4}$", "岁", 120),
        (r"气温[^，。；0-9]{0,6}$", "℃", 60),
        (
            r"(?:水稻|小麦|玉米|大豆|油菜|粮食)[^，。；0-9]{0,4}[亩单]产[^，。；0-9]{0,4}$",
            "公斤",
            3000,
        ),
    )
)
_BUSINESS = re.compile(r"企业|公司|工厂|园区|项目|合作社")


def beyond_scale(line: Line, fact: Fact) -> bool:
    """Whether a value is more than anything of its kind."""
    if fact.value is None:
        return False
    before = line.view[max(0, fact.span[0] - 30) : fact.span[0]]
    value, unit = total([in_base(fact)]), in_base(fact).unit
    if fact.unit == "天" and _DAYS.search(before):
        return value > _days(line, fact)
    if any(unit == of and value > most and words.search(before) for words, of, most in _MOST):
        return True
    if unit == "亩" and _SITE.search(before):
        return value > _MOST_SITE
    return _beyond_rank(before, value, unit) or _beyond_each(before, value, fact)


def _beyond_rank(before: str, value: Decimal, unit: str) -> bool:
    """Whether a place of a rank has no stock so large: 全镇耕地3000万亩."""
    rank = _RANK.search(before)
    most = _MOST_OF_RANK[rank["rank"]].get(unit) if rank and _STOCK.search(rank[0]) else None
    return most is not None and value > most


def _beyond_each(before: str, value: Decimal, fact: Fact) -> bool:
    """Whether no person, household or 亩 has so much."""
    each = _EACH.search(before)
    if each is None or _BUSINESS.search(before):
        return False
    if fact.kind is FactKind.MONEY:
        return bool(_WHAT.search(each[0])) and value >= _MONEY[_whose(each["of"])]
    return fact.unit == "立方米" and "水" in each[0] and value > _WATER


def _days(line: Line, fact: Fact) -> int:
    """How many days there are in what the words before a number of days speak of."""
    sentence = re.split("[。；]", line.view[: fact.span[0]])[-1]
    if _MANY_YEARS.search(sentence):
        return 10**6
    parts = [days for part, days in _IN_PART.items() if part in sentence]
    return min(parts, default=_YEAR)


def _whose(words: str) -> str:
    """Of what a value is stated for each: 户, 人, 民 or 亩."""
    return next(char for char in words if char in _MONEY)
