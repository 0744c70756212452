"""FIG215: a rate or a growth without its percent sign: 普及率达到96.4，同比增长5.8。"""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_END = r"(?=[，。；）]|、(?![\d.])|以上|以下|左右|$)"
_NUMBER = r"(?P<n>\d{1,3}(?:\.\d{1,2})?)"
_REACHED = (
    r"(?:已|均|分别)?(?:达到?了?|为|是|(?:提高|提升|上升|下降|增加|扩大)(?:到|至)|增至|升至|降至|稳定在|保持在?|控制在|约|超过?|突破|"
    r"不低于|不少于|完成)?"
)
_RATE = re.compile(
    r"(?:(?<![汇频倍效功速斜概曲])(?<!容积)(?<!分辨)(?<!周转)(?<!死亡)(?<!发病)(?<!出生)(?<!增长)(?<!市盈)(?<!市净)率|"
    r"占比|比重|满意度|知晓度|(?<!收入)(?<!师生)(?<!男女)比例)"
    rf"{_REACHED}{_NUMBER}{_END}"
)
_GROWTH = re.compile(
    r"(?:同比|环比|(?:比|较)(?:上年|去年|上期|年初)(?:同期)?)?(?:增长|下降|上升|上涨|增幅|降幅|涨幅)(?:率)?(?:了|为|达到?)?"
    rf"{_NUMBER}{_END}"
)
# 占总投资的48.0。 力争完成70以上。
_SHARE = re.compile(rf"占[^，。；\d]{{1,10}}的{_NUMBER}{_END}")
_BOUND = re.compile(
    r"(?:完成|达到?|提高到|提升到|保持在|稳定在|控制在)(?P<n>\d{2}(?:\.\d{1,2})?)(?=(?:以上|以下|左右)(?:[，。；、）]|$))"
)
# 由80提高到95%
_FROM = re.compile(
    r"(?:由|从)[^，。；0-9]{0,6}(?P<n>\d{1,3}(?:\.\d{1,2})?)(?:提高|提升|上升|下降|增加|升|降|回落)(?:到|至|为)?\d[\d.]*%"
)
_NO_PERCENT = re.compile(r"指数|系数|收入比|排名|位次|得分|评分|‰|温|倍|名次")
_LEAST_SHARE = 5  # 比例为2.1 may be a ratio


def lost_percent(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for pattern in (_RATE, _GROWTH, _SHARE, _BOUND, _FROM):
            for match in pattern.finditer(line.view):
                clause = re.split("[，。；]", line.view[: match.start("n")])[-1]
                ratio = "比例" in match[0] and float(match["n"]) < _LEAST_SHARE
                if not ratio and not _NO_PERCENT.search(clause):
                    yield RULE.at(line, match.span("n"))


RULE: Rule[Report] = Rule(
    code="FIG215",
    severity=Severity.WARNING,
    name=("比率、增幅漏了百分号", "a rate or growth without its percent sign"),
    why=(
        "“率、占比、满意度”和“同比增长”后面是百分数，数字后应有“%”；是指数、得分的，写明单位。",
        "A rate and a growth are percentages and show it; what is an index or a score names its unit.",
    ),
    source=("GB/T 15835-2011 的通行用法", "GB/T 15835-2011, as it is practised"),
    message=("“{text}”后面漏了“%”或单位，请核对", "{text} has lost its % or unit"),
    wrong=(
        "农村自来水普及率达到96.4，供水有保障。",
        "一般公共预算收入12.4亿元，同比增长5.8。",
        "力争群众满意度提高到95以上。",
        "完成投资8930万元，占总投资的48.0。",
        "路基工程力争6月底前完成70以上，确保年内通车。",
    ),
    right=(
        "农村自来水普及率达到96.4%，婴儿死亡率2.1‰，地块容积率为2.5，绿地率35%。",
        "三次产业分别增长3.6、5.2和6.1%。",
        "居民消费价格指数为100.8，工业品出厂价格指数下降1.2。",
        "城乡居民收入比为2.1，男女比例为1.1。",
        "群众满意度位列全市第2，满意度测评得分96.5分。",
    ),
    check=lost_percent,
)
