"""WRD110: a sentence too long to be read in one breath."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_MOST = 180  # characters between full stops and semicolons; sentences of proofread reports stay well below


def long_sentences(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for start, end in line.sentences:
            at = start
            for piece in re.split("；", line.view[start:end]):
                if len(piece) > _MOST:
                    yield RULE.at(line, (at, at + len(piece)), count=len(piece))
                at += len(piece) + 1


_LONG = "坚持统筹推进，" * 27 + "取得实效。"
RULE: Rule[Report] = Rule(
    code="WRD110",
    severity=Severity.INFO,
    name=("句子过长", "an over-long sentence"),
    why=(
        "一句话超过180字不便阅读，宜用句号或分号断开。",
        "A sentence of more than 180 characters is better divided.",
    ),
    source=("便于阅读的惯例", "practice: readability"),
    message=("这一句有{count}字，宜断开", "{count} characters in one sentence"),
    wrong=(_LONG, "一、工作情况\n" + _LONG, "1.加强管理。" + _LONG),
    right=(
        "坚持统筹推进，取得实效。",
        "坚持统筹推进，取得实效；" * 30 + "全面完成。",
        "。".join(["统筹推进各项工作"] * 40),
    ),
    check=long_sentences,
)
