"""WRD117: 防止 and 不 that cancel each other: 防止不发生, 杜绝不再出现."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PREVENTED = "防止|避免|杜绝|严防|谨防|防范|以免|以防|切忌|禁止|严禁|遏制|制止|防控"
_PATTERN = re.compile(
    rf"(?:{_PREVENTED})(?:[一-鿿]{{0,6}}?)(?:不(?:再|会)?(?:发生|出现|反弹|蔓延|扩散|流失|返贫|倒流)"
    r"|未(?:发生|出现)|没有?(?:发生|出现)|不再|不得(?![不当力已法])|不准(?![确时点备])|不许|不要)"
)

RULE: Rule[Report] = Rule(
    code="WRD117",
    severity=Severity.WARNING,
    name=("否定用反", "a negation that says the opposite"),
    why=(
        "“防止、避免、杜绝、严禁”已含否定，后面再用“不”，意思就反了。",
        "防止, 避免, 杜绝 and 严禁 negate already: with 不 behind them they say the opposite.",
    ),
    source=("校对惯例：成分与逻辑", "practice: proofreading"),
    message=("否定重叠，意思相反：{text}", "two negations say the opposite: {text}"),
    wrong=(
        "有效防止不发生规模性返贫。",
        "坚决杜绝类似问题不再出现。",
        "严禁在职教师不得有偿补课。",
        "避免未发生次生灾害。",
    ),
    right=(
        "防止规模性返贫，确保不发生因灾致贫。",
        "防止不正之风反弹，杜绝不作为、乱作为，避免不必要的支出。",
        "严禁弄虚作假，不得瞒报；防止处置不当，避免信息不准确。",
        "有效防范风险，未发生较大事故。",
    ),
    check=matches(lambda: RULE, _PATTERN),
)
