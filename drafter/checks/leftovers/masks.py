"""Where a finished text is still open: the grammar's placeholders, and what templates leave.

LFT101 and 106 share it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.documents.report import Line
from drafter.facts.masked_phrases import phrases
from drafter.facts.names import SURNAMES
from drafter.facts.placeholders import AFTER_MARKS
from drafter.records import Gap, Span

# What is open in a finished text only: the grammar leaves it alone in notes. Each repetition is bounded.
_LEFT = re.compile(
    r"（略）|（[xX×*]{1,6}）|%[sd](?![A-Za-z])|\$[A-Za-z_]{2,30}\$|[<＜](?:[\u4e00-\u9fff]{2,14}|[A-Z_]{2,20})[>＞]"
    r"|年月日(?=$|，|。)|(?<=资金|收入|支出|投资)(?:万元|亿元)(?=[，。；、]|$)"
)
_SOMEONE = re.compile(
    r"某{2,3}(?:[省市县区镇乡村局校]|单位|公司|学校|中学|小学|同志|部门|企业|项目)"
    rf"|(?<![{SURNAMES}])某(?=[县区市镇乡局校省村](?![级域])|中学|小学|街道|领导)"
)
_BOLD = re.compile(rf"\*\*(?!{AFTER_MARKS})(?=[^\s*])[^*\n]{{1,60}}(?<=[^\s*])\*\*")
_TITLED = re.compile(r"《[^《》]{0,120}》?")


@lru_cache(maxsize=4096)
def _open(text: str, given: tuple[Span, ...]) -> tuple[Span, ...]:
    bold = {start for mark in _BOLD.finditer(text) for start in (mark.start(), mark.end() - 2)}
    ours = [span for span, _ in phrases(text)]
    merged: list[Span] = []
    for start, end in sorted(_candidates(text, given)):
        last = merged[-1][1] if merged else -1
        if start in bold or any(_overlap((start, end), span) for span in ours):
            continue
        if start <= last or (last >= 0 and text[last:start] in {"年", "月", "日"}):
            merged[-1] = (merged[-1][0], max(end, last))
        else:
            merged.append((start, end))
    return tuple(merged)


def _candidates(text: str, given: tuple[Span, ...]) -> Iterator[Span]:
    """The placeholders given, and what looks like one besides."""
    yield from given
    yield from (match.span() for match in _SOMEONE.finditer(text))
    for match in _LEFT.finditer(text):
        if not _inner_title(text, match):
            yield match.span()


def open_places(line: Line) -> tuple[Span, ...]:
    """The spans of all placeholders of a line, adjacent ones as one: 20xx年x月.

    Those of fixed phrases are left out.
    """
    return _open(line.view, tuple(slot.span for slot in line.slots if isinstance(slot, Gap)))


def _inner_title(text: str, match: re.Match[str]) -> bool:
    """Whether <…> stands for 〈…〉 within a title."""
    if match[0][0] not in "<＜":
        return False
    return any(title.start() < match.start() < title.end() for title in _TITLED.finditer(text))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
