"""STR108: annexes that are named are there, numbered and written as the standard has it."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import is_whole
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity

_NOTE = re.compile(r"\s*附件\s*(?P<number>[\d一二三四五六七八九])?\s*[：]\s*(?P<rest>\S.*)?$")
_LABEL = re.compile(r"\s*附件\s*[\d一二三四五六七八九]{0,2}\s*$")
_CITED = re.compile(r"（?(?:详见|见|附)附件\s*(?P<number>\d|[一二三四五六七八九])?")
_ENTRY = re.compile(r"\s*(?P<number>\d{1,2})\s*[.．、]\s*(?P<name>\S.*)$")
_ENDS = (
    "附件名称后不加标点，“{text}”应去掉",
    "no mark stands after an annex's name: drop {text}",
)
_SKIPS = ("附件序号由{before}跳到{here}", "the annexes' numbers jump from {before} to {here}")
_ONE = ("只有一个附件，不编序号“{text}”", "one annex alone bears no number: {text}")


def attachment(report: Report) -> Iterator[Finding]:
    lines = report.lines
    notes = [at for at, line in enumerate(lines) if _NOTE.match(line.view)]
    labels = [line for line in lines if _LABEL.match(line.view)]
    if not notes and not labels and is_whole(report):
        for line in report.text_lines:
            if found := _CITED.search(line.view):
                yield RULE.at(line, found.span())
                break
    for at in notes[:1]:
        yield from _note(lines, at)


def _note(lines: tuple[Line, ...], at: int) -> Iterator[Finding]:
    first = _NOTE.match(lines[at].view)
    entries: list[
        tuple[Line, int, int]
    ] = []  # the line, where the name begins, the number (0 for none)
    if first and first["rest"]:
        start = first.start("rest")
        numbered = _ENTRY.match(lines[at].view, start)
        entries.append((lines[at], start, int(numbered["number"]) if numbered else 0))
    for line in lines[at + 1 : at + 12]:
        if numbered := _ENTRY.match(line.view):
            entries.append((line, numbered.start("number"), int(numbered["number"])))
        else:
            break
    before = 0
    for line, _, number in entries:
        if number and number != before + 1:
            found = re.compile(r"\d+").search(line.view, 0)
            span = found.span() if found else (0, len(line.text))
            yield RULE.at(line, span, message=_SKIPS, before=before, here=number)
        before = number or before
        end = len(line.view.rstrip())
        if end and line.view[end - 1] in "。；，、":
            yield RULE.at(line, (end - 1, end), new="", message=_ENDS)
    if len(entries) == 1 and entries[0][2] == 1:
        line, start, _ = entries[0]
        found = re.compile(r"\d+\s*[.．、]").match(line.view, start)
        if found:
            yield RULE.at(line, found.span(), new="", message=_ONE)


RULE: Rule[Report] = Rule(
    code="STR108",
    severity=Severity.WARNING,
    name=("附件说明有误", "annexes not as named"),
    why=(
        "正文提到附件，正文之后要有附件说明“附件：1.…”，序号连续，名称后不加标点；只有一个的不编号。",
        "Annexes named in the text are listed after it as 附件：1.…, numbered on, without marks after the names.",
    ),
    source="GB/T 9704-2012 7.3.4",
    message=(
        "正文提到“{text}”，文后没有附件说明，也没有附件",
        "“{text}”: no annex is listed or follows",
    ),
    wrong=(
        "某县水务局2026年工作总结\n具体情况见附件1。\n某县水务局\n2026年12月5日",
        "正文。\n附件：1.项目清单。\n2.资金明细表",
        "正文。\n附件：1.项目清单\n3.资金明细表",
        "正文。\n附件：1.项目清单",
    ),
    right=(
        "某县水务局2026年工作总结\n具体情况见附件。\n附件：项目清单\n某县水务局\n2026年12月5日",
        "正文。\n附件：1.项目清单\n2.资金明细表",
        "具体情况见附件1。",
        "某县水务局2026年工作总结\n具体情况见附件1。\n附件1\n项目清单",
    ),
    check=attachment,
)
