"""STR108: annexes that are named are there, numbered and written as the standard has it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_MARKS = "。；，、"
_LONGEST = 12  # lines of a list of annexes
_ONE = ("只有一个附件，不编序号“{text}”", "one annex alone bears no number: {text}")


def attachment(report: Report) -> Iterator[Finding]:
    lines = report.lines
    notes = [at for at, line in enumerate(lines) if _NOTE.match(line.view)]
    if notes:
        entries = list(_entries(lines[notes[0] : notes[0] + _LONGEST]))
        yield from _wrong_entries(entries)
        yield from _numbered_alone(entries)
    elif not any(_LABEL.match(line.view) for line in lines) and is_whole(report):
        yield from _unlisted(report)


def _unlisted(report: Report) -> Iterator[Finding]:
    """The first place where the text names an annex."""
    for line in report.text_lines:
        if cited := _CITED.search(line.view):
            yield RULE.at(line, cited.span())
            return


@dataclass(frozen=True, slots=True)
class _Annex:
    """One annex of the list: where its number or name begins in its line; number is 0 for none."""

    line: Line
    start: int
    number: int


def _entries(lines: Sequence[Line]) -> Iterator[_Annex]:
    """The annexes that a list names: one on the line of 附件：, then one a line."""
    note = _NOTE.match(lines[0].view)
    if note and note["rest"]:
        start = note.start("rest")
        numbered = _ENTRY.match(lines[0].view, start)
        yield _Annex(lines[0], start, int(numbered["number"]) if numbered else 0)
    for line in lines[1:]:
        numbered = _ENTRY.match(line.view)
        if not numbered:
            return
        yield _Annex(line, numbered.start("number"), int(numbered["number"]))


def _wrong_entries(entries: Sequence[_Annex]) -> Iterator[Finding]:
    """Numbers that are skipped, and names that a mark closes."""
    before = 0
    for annex in entries:
        view = annex.line.view
        if annex.number and annex.number != before + 1:
            digits = re.search(r"\d+", view)
            span = digits.span() if digits else (0, len(view))
            yield RULE.at(annex.line, span, message=_SKIPS, before=before, here=annex.number)
        before = annex.number or before
        end = len(view.rstrip())
        if end and view[end - 1] in _MARKS:
            yield RULE.at(annex.line, (end - 1, end), new="", message=_ENDS)


def _numbered_alone(entries: Sequence[_Annex]) -> Iterator[Finding]:
    if [annex.number for annex in entries] != [1]:
        return
    mark = re.compile(r"\d+\s*[.．、]").match(entries[0].line.view, entries[0].start)
    if mark:
        yield RULE.at(entries[0].line, mark.span(), new="", message=_ONE)


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
