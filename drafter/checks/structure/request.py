"""STR110: a report asks for no decision."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_ASKS = re.compile(
    r"(?:妥否|当否|可否|是否妥当|如无不妥)，?(?:恳?请|敬请|望|请予)?[^。，；]{0,6}(?:批示|批复|审批|批准|指示|批转)|"
    r"(?:特此请示|以上请示)[^。]{0,12}|(?:恳请|请|望|请予以?)[^。，；：]{0,6}批复"
)
_REPORT = re.compile(r"报告|总结|汇报|计划")


def request(report: Report) -> Iterator[Finding]:
    if "请示" in report.title:
        return
    for line in report.lines:
        for match in _ASKS.finditer(line.view):
            head = line.view[: match.start()]
            if _REPORT.search(report.title) or re.search(r"特此报告|以上报告|汇报完毕", head):
                yield RULE.at(line, match.span())


RULE: Rule[Report] = Rule(
    code="STR110",
    severity=Severity.WARNING,
    name=("报告夹带请示事项", "report that asks for a decision"),
    why=(
        "报告不得夹带请示事项；要上级批准的，另写请示。",
        "A 报告 carries nothing to be decided; what needs approval goes into a 请示 of its own.",
    ),
    source="《党政机关公文处理工作条例》（2012）第十五条",
    message=(
        "“{text}”是请示用语，报告不得夹带请示事项",
        "“{text}” asks for a decision; a report must not",
    ),
    wrong=(
        "某县水务局关于防汛工作情况的报告\n一、工作情况\n开工5个。\n妥否，请批示。",
        "特此报告，当否，请批复。",
        "某县水务局2026年工作总结\n拟新建水厂1座，恳请县政府批复。",
    ),
    right=(
        "某县水务局关于新建水厂的请示\n拟新建水厂1座。\n妥否，请批示。",
        "特此报告。",
        "某县水务局2026年工作总结\n认真贯彻县委书记批示精神，初步设计已获批复。",
        "某县水务局关于防汛工作情况的报告\n以上报告，请审阅。",
    ),
    check=request,
)
