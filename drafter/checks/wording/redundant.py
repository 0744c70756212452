"""WRD112: said twice over."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Severity

_PATTERN = re.compile(
    r"涉及到|大约[^，。；]{1,8}左右|亲自深入|(?:目前|当前)(?:现在|目前)|开展[^，。；]{2,10}(?:工作会议召开|活动的开展)|过去的?以往|凯旋归来|悬殊很大|严厉查处[^，。；]{2,16}整治|(?:切实|有效)(?:切实|有效)地?|由于[^，。；]{1,20}的原因|通过[^，。；]{1,24}使得?(?=全|我|广)|显著地?明显|约[^，。；]{1,6}左右"
)

RULE: Rule[Report] = Rule(
    code="WRD112",
    severity=Severity.INFO,
    name=("语意重复", "said twice over"),
    why=(
        "成分重复的说法，可删去一半。",
        "One half can go.",
    ),
    source=(
        "公文勘误；《第一批异形词整理表》",
        "practice: errata of official drafts; 第一批异形词整理表",
    ),
    message=("语意重复：{text}", "said twice over: {text}"),
    wrong=(
        "本次调整涉及到3个乡镇。",
        "严厉查处食品安全突出问题整治。",
        "由于资金不足的原因，进度偏慢。",
    ),
    right=("本次调整涉及3个乡镇。", "因资金不足，进度偏慢。"),
    check=matches(lambda: RULE, _PATTERN),
)
