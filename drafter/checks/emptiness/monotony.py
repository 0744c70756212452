"""EMP106: sentences of one paragraph that open with the same stock word."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_STOCK = re.compile(
    r"进一步|切实|深入|全面|持续|扎实|积极|不断|大力|认真|着力|加强|强化|加大|严格|完善|推进|开展|组织"
)
_LEAST = 3
_SHARE = 2  # and every second sentence: in long paragraphs of published reports a verb comes back


def monotony(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        starts = [start for start, _ in line.sentences if start >= line.body[0]]
        matches = [match for at in starts if (match := _STOCK.match(line.view, at))]
        for word, count in Counter(match[0] for match in matches).items():
            if count >= _LEAST and count * _SHARE >= len(starts):
                again = [match for match in matches if match[0] == word][_LEAST - 1]
                yield RULE.at(line, again.span(), count=count)


RULE: Rule[Report] = Rule(
    code="EMP106",
    severity=Severity.INFO,
    name=("同段句子起头雷同", "sentences that open alike"),
    why=(
        "一段里三句以上以同一个词起头，读来单调；合并句子或换动词。",
        "Three sentences or more of a paragraph open with one word: join them, or vary the verb.",
    ),
    source=("机关公文的文风要求", "practice: the manner of official texts"),
    message=(
        "本段{count}句以“{text}”起头",
        "{count} sentences of the paragraph open with “{text}”",
    ),
    wrong=(
        "积极对接企业35家。建成平台2个。积极争取资金2亿元。积极开展培训6期。",
        "加强领导，成立专班。加强督查，通报5次。加强宣传，印发手册。群众知晓率达到95%。",
        "组织培训6期。印发手册2000册。组织检查30次。组织演练4场。",
    ),
    right=(
        "积极对接企业35家。建成平台2个。积极争取资金2亿元。",
        "积极对接企业35家。\n积极争取资金2亿元。\n积极开展培训6期。",
        "今年以来，组织培训6期。先后组织检查30次。全年组织演练4场。",
    ),
    check=monotony,
)
