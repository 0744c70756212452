"""EMP101: stock phrases above what published reports have."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_STOCK = re.compile(
    "进一步|深入|全面|积极|持续|切实|扎实|有效|不断|大力|着力|坚定不移|充分发挥|高度重视|牢固树立|狠抓"
)
_MOST = 16  # in 1,000 characters; ten published provincial reports and the corpus stay below
_LEAST = 1000  # characters of text, fewer say nothing


def stock(report: Report) -> Iterator[Finding]:
    length = report.length
    if length < _LEAST:
        return
    stocked = [(line, word) for line in report.text_lines for word in _STOCK.finditer(line.view)]
    rate = len(stocked) * 1000 / length
    if rate > _MOST:
        counts = Counter(word[0] for _, word in stocked).most_common(6)
        often = "、".join(f"{word}{count}" for word, count in counts)
        line, word = stocked[0]
        yield RULE.at(line, word.span(), rate=f"{rate:.1f}", often=often)


RULE: Rule[Report] = Rule(
    code="EMP101",
    severity=Severity.INFO,
    name=("套话偏多", "many stock phrases"),
    why=(
        "“进一步、深入、切实”一类的词过密，读不出做了什么；可删的删去，换成事实。",
        "Too many adverbs of zeal hide what was done.",
    ),
    source=(
        "公开发表的报告的语体（量了十份）",
        "practice: register of published reports (measured on ten of them)",
    ),
    message=(
        "每千字有套话{rate}处（{often}）",
        "{rate} stock phrases in 1,000 characters ({often})",
    ),
    wrong=("一、工作情况\n" + "进一步深入推进各项工作，切实全面加强队伍建设。" * 50,),
    right=(
        "一、工作情况\n" + "组织教师培训，发放补助，修缮校舍，检查食堂。" * 50,
        "进一步深入推进，切实全面加强。",
    ),
    check=stock,
)
