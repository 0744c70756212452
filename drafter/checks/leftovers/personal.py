"""LFT107: a number that belongs to a person."""

from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.personal_data import CALLED, find_personal
from drafter.messages import say
from drafter.records import Finding, Severity


def personal(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        for span, kind in find_personal(line.text):
            yield RULE.at(line, span, kind=say(CALLED[kind]))


RULE: Rule[Report] = Rule(
    code="LFT107",
    severity=Severity.WARNING,
    name=("个人信息", "personal data"),
    why=(
        "身份证号、手机号、银行卡号、邮箱、车牌号一般不写进总结和计划；确需公布的，核对后可豁免。",
        "Numbers of persons (ID card, phone, bank card, mail, plate) seldom belong in a report; one that has to be public can be exempted.",
    ),
    source="个人信息保护法第六条（最小范围）",
    message=(
        "{kind}“{text}”：确需公开的核对后保留，否则删去",
        "{kind} “{text}”: delete it unless it has to be public",
    ),
    wrong=(
        "联系人张某，电话13812345678。",
        "举报电话：0871-65123456。",
        "联系手机138 1234 5678。",
        "肇事车辆云A·12345已查扣。",
    ),
    right=(
        "拨打12345热线。",
        "发放低保金1381234元。",
        "服务电话400-800-8820。",
        "安排资金13800000000元。",
    ),
    check=personal,
)
