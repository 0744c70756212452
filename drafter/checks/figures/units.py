"""FIG208: 减少…倍, and a total and its parts in units that cannot both be meant."""

import re
from collections.abc import Iterator
from itertools import pairwise

from drafter.checks.figures.reading import between, exact, sentences
from drafter.checks.figures.unit_nouns import cannot_measure
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Fact, FactKind, Finding, Severity

_LESS = re.compile(
    r"(?:减少|下降|降低|缩短|压缩|缩小|减)(?:了|为|到|至)?\s*(?:[\d.]{1,6}|[一二两三四五六七八九十]{1,3})倍"
)
# what falls by more than all there was: only a profit can
_FALL = re.compile(
    r"(?<!利润)(?<!利)(?:下降|减少|降低|压减|压缩|缩短)(?:了|达)?(?P<rate>[1-9]\d{2}(?:\.\d+)?%)"
)
_OF = re.compile(r"[，（](?:其中|分别为|包括)")


def units(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for decrease in _LESS.finditer(line.view):
            yield RULE.at(line, decrease.span())
        for fall in _FALL.finditer(line.view):
            profit = "利润" in line.view[max(0, fall.start() - 16) : fall.start()]
            if not profit and fall["rate"] != "100%":
                yield RULE.at(line, fall.span("rate"), message=_ALL)
        for fact in cannot_measure(line):
            yield RULE.at(line, fact.span, message=_NOUN)
        for fact in line.facts:
            if fact.unit in {"平方", "立方"}:
                yield RULE.at(line, fact.span, message=_SHORT)
    for line, _, figures in sentences(report):
        for whole, part in pairwise(figures):
            if _OF.match(between(line, whole, part)) and _lacks_ten_thousand(whole, part):
                yield RULE.at(line, part.span, message=_PART, whole=whole.quote)


def _lacks_ten_thousand(whole: Fact, part: Fact) -> bool:
    """Whether a part in 元 is so small beside its whole in 万元 that a 万 was left out."""
    money = whole.kind is part.kind is FactKind.MONEY and exact(whole) and exact(part)
    if not money or not whole.value or not part.value:
        return False
    return part.tail == "元" and whole.tail in {"万元", "亿元"} and whole.value / part.value >= 1000


_NOUN = ("单位与所说的事不符：{text}", "the unit does not go with what is measured: {text}")
_ALL = ("下降不会超过100%：{text}", "nothing falls by {text}")
_SHORT = ("单位不完整，应为平方米、立方米等：{text}", "an incomplete unit: {text}")
_PART = (
    "总数是{whole}，其中却是{text}，请核对单位",
    "the whole is {whole}, a part {text}: check the unit",
)
RULE: Rule[Report] = Rule(
    code="FIG208",
    severity=Severity.WARNING,
    name=("单位或倍数用错", "a unit or a multiple that cannot be meant"),
    why=(
        "“倍”只用于增加，减少用分数或百分比；总数用万元、其中用元，多半漏了“万”；农田不用公里、产量不用亩。",
        "Only increases come in 倍; parts in 元 of a total in 万元 have mostly lost a 万; fields are not measured in 公里.",
    ),
    source=("GB/T 15835-2011 的通行用法", "GB/T 15835-2011, as it is practised"),
    message=("减少不用“倍”，改用分数或百分比：{text}", "a decrease has no 倍: {text}"),
    wrong=(
        "事故起数减少2倍。",
        "成本下降了三倍。",
        "下达资金120万元，其中培训80元、设备40元。",
        "建成高标准农田3.2万公里，新增节水灌溉面积1.1万亩。",
        "新增绿化面积3.6万平方，改造背街小巷12条。",
        "新增床位260公里。",
        "投诉量同比下降120%。",
    ),
    right=(
        "产值增长2倍。",
        "企业利润同比下降120%，能耗下降12%。",
        "新增绿化面积3.6万平方米，新建绿道12公里、公路3条。",
        "高标准农田建设完成投资3.2亿元，粮食产量12万吨，甘蔗产值2.1亿元。",
        "事故起数减少三分之二。",
        "下达资金120万元，其中培训80万元。",
        "发放补贴1.2万元，其中每人补助600元。",
    ),
    check=units,
)
