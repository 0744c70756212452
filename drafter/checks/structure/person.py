"""STR109: a unit speaks of itself in one way."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import unquoted
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_WE = re.compile(r"(?<!咱)我们(?=[^的]|的)")
_UNIT = re.compile(
    r"(?:我|(?<![样版标成剧日资基根课书原])本)(?:局|委|办|厅|校|院|单位|中心|大队|支队|公司)(?!长|员|门|训|本|内|外|级|理|法)"
)


def person(report: Report) -> Iterator[Finding]:
    views = [(line, unquoted(line.view)) for line in report.text_lines]
    we = [(line, match.span()) for line, view in views for match in _WE.finditer(view)]
    units = [match[0] for _, view in views for match in _UNIT.finditer(view)]
    if we and units:
        line, span = we[0]
        yield RULE.at(line, span, we=len(we), unit=len(units), name=units[0])


RULE: Rule[Report] = Rule(
    code="STR109",
    severity=Severity.INFO,
    name=("自称不统一", "we and the unit's name mixed"),
    why=(
        "公文里单位自称用“我局”或单位名称，全文统一，不与“我们”混用。",
        "A unit calls itself 我局 or by its name throughout; 我们 does not go with it.",
    ),
    source=("机关公文用语惯例", "practice: the words of official texts"),
    message=(
        "“我们”（{we}处）与“{name}”（{unit}处）混用，自称应统一",
        "我们 ({we}) and {name} ({unit}) are mixed; keep to one",
    ),
    wrong=(
        "今年以来，我局完成投资2亿元。我们开展培训6期。",
        "我们坚持问题导向，整改问题35个。下一步，我委将继续推进改革。",
        "本单位高度重视。\n我们成立了专班。",
    ),
    right=(
        "我局完成投资2亿元，我区供水保障率达到98%。",
        "我们五年来走过的路极不平凡，我省经济总量迈上新台阶。",
        "我局开展“我们的节日”主题活动12场。",
        "我们推动样本中心建设，我院长期坚持便民服务的群众说，日本公司也来了。",
    ),
    check=person,
)
