"""NUM106: an estimate of neighbouring digits."""

import re

from drafter.checks.pattern import matches
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.units import ESTIMATED
from drafter.records import Severity

_PATTERN = re.compile(
    r"(?<![\d.、第])(?:1、2|2、3|3、4|4、5|5、6|6、7|7、8|8、9)"
    rf"(?=[{ESTIMATED}年月])|(?<![、第一二三四五六七八九十])(?:[一二]、[二三]|三、四|四、五|五、六|六、七|七、八|八、九)(?=[{ESTIMATED}])"
)

RULE: Rule[Report] = Rule(
    code="NUM106",
    severity=Severity.WARNING,
    name=("相邻数字的概数", "an estimate of neighbouring digits"),
    why=(
        "相邻两数并列表示概数用汉字，中间不用顿号：三四所。",
        "Two neighbouring numbers as an estimate are written in Chinese without 、.",
    ),
    source="GB/T 15835-2011 4.2",
    message=(
        "概数应写作汉字且不加顿号：{text}",
        "write the estimate in Chinese without 、: {text}",
    ),
    wrong=("新建3、4所幼儿园。", "每周开展三、四次巡查。"),
    right=("新建三四所幼儿园。", "一、二、三产业", "第3、4季度"),
    check=matches(lambda: RULE, _PATTERN),
)
