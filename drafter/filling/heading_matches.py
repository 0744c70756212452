"""Which section of a report the heading of a division's notes means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.documents.parts import part_of
from drafter.facts.figures import fold
from drafter.facts.numbering import strip_number
from drafter.filling.divisions import division_in
from drafter.filling.notes_text import MadeSection
from drafter.records import Part

_KIND = 3  # characters by which a section names a kind: 队伍建设, not 建设
_SPAN = re.compile(r"[上下]半年|[一二三四1-4]季度|\d{1,2}月")
_YEAR = re.compile(r"20\d\d年|明年")
_LEADING = re.compile(r"^(?:抓|强|促|聚焦|围绕|深化|坚持|突出|狠抓|推动|实施|优化)(?=..)")
_WHEN_AND_WHAT = re.compile(
    rf"{_SPAN.pattern}|{_YEAR.pattern}|总结|小结|汇报|材料|要点|计划|打算|安排|下一?步|今后|全年|本年|年度"
)
_COMMON_WORDS = re.compile(
    r"工作|情况|方面|开展|进展|完成|主要|重点|推进|加强|抓好|做好|持续|着力|全面|扎实|及其|以及|[和与的]"
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a heading, or one above it, says of part and time: never matched with another's."""

    part: Part = Part.DONE
    year: str = ""
    span: str = ""

    def of(self, heading: str, level: int) -> "Matter":
        """That of a heading below this one."""
        span, year = _SPAN.search(heading), _YEAR.search(heading)
        return Matter(
            part_of(heading, level, self.part),
            year[0] if year else self.year,
            span[0] if span else self.span,
        )

    def fits(self, other: "Matter") -> bool:
        same_year = not (self.year and other.year) or self.year == other.year
        same_span = not (self.span and other.span) or self.span == other.span
        return self.part is other.part and same_year and same_span


def section_of(heading: str, sections: Sequence[MadeSection]) -> MadeSection | None:
    """The section with the same words or phrase, else the longest that the heading is a kind of.

    党建 goes to 抓党建，把牢办学方向 and 教师队伍建设 to 队伍建设, but nothing to what is
    only like it: 水污染防治 is not 大气污染防治, 农业 not 农业执法.
    """
    own = _phrases(heading)
    for section in sections:
        if own & _phrases(section.heading):
            return section
    plain = plain_heading(heading)
    kinds = [(plain_heading(one.heading), one) for one in sections]
    fit = [pair for pair in kinds if len(pair[0]) >= _KIND and plain.endswith(pair[0])]
    return max(fit, key=lambda pair: len(pair[0]), default=("", None))[1]


def _phrases(heading: str) -> set[str]:
    """A heading, and each of its phrases, without the words that any has."""
    parts = re.split(r"[，、；,;]", heading)
    said = {plain_heading(heading), *(_LEADING.sub("", plain_heading(part)) for part in parts)}
    return said - {""}


def says_no_matter(heading: str) -> bool:
    """Whether a heading says only whose the notes are, of when, or that they are a report."""
    rest = _WHEN_AND_WHAT.sub("", plain_heading(heading))
    return not rest or bool(division_in(rest))


def plain_heading(heading: str) -> str:
    """A heading without number, marks and the words that any heading may have."""
    bare = re.sub(r"\W", "", fold(strip_number(heading)))
    return _COMMON_WORDS.sub("", bare) or bare
