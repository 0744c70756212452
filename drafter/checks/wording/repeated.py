"""WRD109: a sentence stands twice in one report."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.numbering import LABEL
from drafter.records import Finding, Severity

_LEAST = 15  # characters of a sentence without its marks
_MARKS = re.compile(rf"[^\u4e00-\u9fffA-Za-z0-9.%]|^{LABEL}")


def repeated(report: Report) -> Iterator[Finding]:
    rows: dict[str, int] = {}
    for line in report.text_lines:
        for start, end in line.sentences:
            words = _MARKS.sub("", line.view[start:end])
            if len(words) < _LEAST:
                continue
            if words in rows:
                yield RULE.at(line, (start, end), row=rows[words])
            else:
                rows[words] = line.number


RULE: Rule[Report] = Rule(
    code="WRD109",
    severity=Severity.WARNING,
    name=("重复的句子", "a sentence that stands twice"),
    why=(
        "同一句话在一份材料里出现两次，多半是拼稿时重复粘贴。",
        "The same sentence twice is mostly a slip of pasting.",
    ),
    source="practice: proofreading",
    message=("与第{row}行的句子重复", "the same sentence stands on line {row}"),
    wrong=(
        "扎实开展安全隐患大排查大整治专项行动。\n二、工作情况\n扎实开展安全隐患大排查大整治专项行动。",
        "持续优化县域营商环境和政务服务水平。持续优化县域营商环境和政务服务水平。",
        "一是全面推进义务教育优质均衡发展各项工作。二是全面推进义务教育优质均衡发展各项工作。",
    ),
    right=(
        "成效明显。\n成效明显。",
        "开展安全检查12次，发现隐患8处，全部整改。\n开展安全检查15次，发现隐患8处，全部整改。",
        "各位代表！\n各位代表！",
    ),
    check=repeated,
)
