"""What the rules on structure share: which texts they judge, and the items of a part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.documents.report import Line, Place, Report
from drafter.records import Kind, Part

_GOVERNMENT = re.compile(r"政府工作报告|代表大会|审计|决算|预算|公报")
_OWN_PAPER = re.compile(r"总结|计划|打算|安排|思路|要点|述职|汇报|情况(?:的)?报告")
WHOLE = 300  # characters: a shorter text without title is a piece of one


def is_whole(report: Report) -> bool:
    """Whether the text is a report from end to end.

    A 政府工作报告 and its like follow rules of their own, and count as none.
    """
    if _GOVERNMENT.search(report.title):
        return False
    return bool(report.title) or report.length >= WHOLE


def is_summary_or_plan(report: Report) -> bool:
    return is_whole(report) and report.kind is not None and bool(_OWN_PAPER.search(report.title))


def title_line(report: Report) -> Line | None:
    """The last line of the title; None where a front matter gives it."""
    return next((line for line in reversed(report.lines) if line.place is Place.TITLE), None)


def titled_whole(report: Report) -> Line | None:
    """The title's last line of a summary or plan of a report's length; None for anything else."""
    if not is_summary_or_plan(report) or report.length < WHOLE:
        return None
    return title_line(report)


def titles_plan(report: Report) -> bool:
    return report.kind in {Kind.PLAN, Kind.BOTH}


def is_headed(line: Line) -> bool:
    """Whether the line has words of a heading, alone on it or run into its text."""
    return line.heading != (0, 0)


def top_headings(report: Report) -> list[Line]:
    return [line for line in report.text_lines if line.level == 1 and is_headed(line)]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered line or heading with the lines up to the next of its level or above."""

    head: Line
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "".join(line.view for line in self.lines)


def sections(report: Report, part: Part) -> Iterator[Section]:
    """The items of a part: what stands directly below its heading, each whole.

    Where nothing is numbered, each paragraph is an item.
    """
    run: list[Line] = []
    for line in report.text_lines:
        if line.part is not part or (line.level == 1 and is_headed(line)):
            yield from _items(run)
            run = []
        else:
            run.append(line)
    yield from _items(run)


def _items(run: list[Line]) -> Iterator[Section]:
    levels = [line.level for line in run if line.level]
    top = min(levels, default=0)
    if not top:
        for line in run:
            if line.place is Place.BODY:
                yield Section(line, (line,))
        return
    starts = [at for at, line in enumerate(run) if line.level == top]
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        yield Section(run[start], tuple(run[start:end]))
