"""FIG207: a promised number of items beside a list of another length."""

import re
from collections.abc import Iterator
from itertools import takewhile

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.facts.numbering import CN
from drafter.facts.numerals import chinese_number
from drafter.records import Finding, Severity

_N = r"([两二三四五六七八九十]|\d{1,2})"
_WHAT = r"(?:个方面|方面|项工作|项任务|项措施|项重点|项机制|项制度|件实事|件大事|项指标|个环节|个步骤|步骤|个问题|个重点|项原则|个关键|个文件|类问题|个维度|项清单|大工程|大行动|项)"
_AHEAD = re.compile(rf"(?<![第每前后余一]){_N}{_WHAT}[^，。；：、]{{0,12}}：")
_BEHIND = re.compile(rf"{_N}(?:个方面|项(?:制度|机制|措施|工作|任务)|个环节|大行动|大工程)")
_LABEL = re.compile(rf"([{CN}])是")


def promised(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for promise in _AHEAD.finditer(line.view):
            yield from _judged(line, promise, _listed(line.view[promise.end() :]))
        for promise in _BEHIND.finditer(line.view):
            clause = re.split(r"[，。；：！？]", line.view[: promise.start()])[-1]
            yield from _judged(line, promise, *_counted(clause))


def _counted(clause: str) -> tuple[int, ...]:
    """How many items stand before their number, without and with those that 和 joins on."""
    items = clause.split("、")
    if len(items) < 2 or re.search(r"[和及与]$", clause) or "等" in clause:
        return (0,)
    if not all(2 <= len(item) <= 14 for item in items):
        return (0,)
    joined = len(re.findall(r"[和及与]", items[-1])) if len(items[-1]) > 3 else 0
    return len(items), len(items) + joined


def _listed(text: str) -> int:
    """How many items follow a colon; 0 where that is not told.

    They are told by 一是…二是…, or are short ones between 、 up to the end of the sentence.
    """
    if text.startswith("一是"):
        return _labelled(text)
    sentence = re.split(r"[。；！？]", text)[0]
    if sentence.startswith(("首先", "第一", "（1）", "1.")) or "等" in sentence or "，" in sentence:
        return 0
    items = sentence.split("、")
    if not 2 <= len(items) <= 15 or not all(1 < len(item) <= 16 for item in items):
        return 0
    last = re.split("[和及与]", items[-1])
    return len(items) + (len(last) - 1 if all(len(part) > 1 for part in last) else 0)


def _labelled(text: str) -> int:
    """How many of 一是 二是 三是 follow one another; 0 for a single one."""
    numbers = map(chinese_number, _LABEL.findall(text))
    count = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], enumerate(numbers, 1)))
    return count if count > 1 else 0


def _judged(line: Line, promise: re.Match[str], *counts: int) -> Iterator[Finding]:
    said = int(promise[1]) if promise[1].isdecimal() else int(chinese_number(promise[1]) or 2)
    if all(counts) and said not in range(min(counts), max(counts) + 1):
        yield RULE.at(line, promise.span(), said=said, count=counts[0])


RULE: Rule[Report] = Rule(
    code="FIG207",
    severity=Severity.WARNING,
    name=("说的项数与列出的不符", "promised items and listed items disagree"),
    why=(
        "“三项工作”“八个方面”后面（或前面）列出的应正好是这么多项。",
        "Where N items are promised, N are listed.",
    ),
    source="practice: reviewers' check of promise and list",
    message=("说是{said}项，列出{count}项：{text}", "{said} are promised, {count} listed: {text}"),
    wrong=(
        "抓好三项工作：一是抓安全；二是抓教学。",
        "重点检查五个方面：证照、收费、师资、消防。",
        "建立通报制、追责制、限时整改制两项机制。",
    ),
    right=(
        "抓好三项工作：一是抓安全；二是抓教学；三是抓队伍。",
        "重点检查四个方面：证照、收费、师资、消防。",
        "建立通报制、追责制、限时整改制三项机制。",
        "围绕证照、收费等八个方面开展检查。",
        "抓好三项工作：安全、教学和队伍。",
    ),
    check=promised,
)
