"""LFT102: a mask where no figure or name can stand: part of a fixed phrase, or astray."""

from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.masked_phrases import phrases
from drafter.messages import say
from drafter.records import Finding, Severity


def overmasked(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        for span, phrase in phrases(line.view):
            yield RULE.at(line, span, right=say(phrase.name))


RULE: Rule[Report] = Rule(
    code="LFT102",
    severity=Severity.WARNING,
    name=("不该掩去的地方掩成了x", "masked where nothing is to be filled in"),
    why=(
        "固定说法（“5+2”、2.0、“十四五”）被当作数据掩去，或多出一个x；应恢复原词或删去，不是去要数。",
        "A fixed phrase was masked as if it were a figure, or an x is astray: restore it, do not ask for a value.",
    ),
    source=("公文初稿里常见的占位写法", "practice: placeholder styles met in official drafts"),
    message=(
        "{text}处不是待填的数据或名称，应恢复原词：{right}",
        "{text} hides no figure or name; restore the phrase: {right}",
    ),
    wrong=(
        "实现“x+x”课后服务全覆盖。",
        "实施能力提升工程x.x。",
        "根据通知精神，x充分征求意见。",
        "推动“xx”规划落地。",
        "坚决做到“x个维护”。",
        "严格落实中央x项规定精神。",
        "落实“一岗x责”。",
    ),
    right=(
        "开展培训xx场次，其中线上x场次。",
        "在xx中学举办活动。",
        "完成投资x.x亿元。",
        "扎实开展“xx”进校园活动。",
        "实施数字化工程2.0，推广“5+2”课后服务。",
        "工程投资xx.xx万元。",
        "开展“五项管理”检查，落实“双减”要求。",
    ),
    check=overmasked,
)
