"""WRD106: a misspelt word."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording.cutting import cuts_through, reads_better
from drafter.checks.wording.word_lists import rows
from drafter.documents.report import Report
from drafter.records import Finding, Severity, Span

# Where no segmenter can tell: 以经批准的预算为依据 is honest, 作好人好事 another cut.
_BEHIND = {
    "以经": re.compile("完成|全部|建成|落实|启动"),
    "作好": re.compile("(?![人品家坏])"),
}


@dataclass(frozen=True, slots=True)
class _Slip:
    """A wrong word with the right one.

    told  it is not mended: an older text or another meaning makes it right, or it may be meant for
          another word
    """

    wrong: str
    right: str
    told: bool


def misspelt(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        for start, slip in _slips(line.view):
            span = (start, start + len(slip.wrong))
            if _broken(line.view, span, slip.right) and not line.leaves_open(span):
                new = None if slip.told else slip.right
                yield RULE.at(line, span, new=new, right=slip.right)


def finds(text: str) -> bool:
    """Whether one of the words stands in a text, broken or not."""
    return any(_slips(text))


def _slips(text: str) -> Iterator[tuple[int, _Slip]]:
    """The words that stand in a text, the longest at each place, none overlapping the one before."""
    starts, end = _starts(), 0
    for at in range(len(text) - 1):
        for slip in starts.get(text[at : at + 2], ()) if at >= end else ():
            behind = at + len(slip.wrong)
            follows = _BEHIND.get(slip.wrong)
            if text.startswith(slip.wrong, at) and (not follows or follows.match(text, behind)):
                yield at, slip
                end = behind
                break


@cache
def _starts() -> dict[str, list[_Slip]]:
    """The words by their first two characters, the longest first."""
    by_start: dict[str, list[_Slip]] = defaultdict(list)
    for wrong, right, *told in sorted(rows("misspelt"), key=lambda row: -len(row[0])):
        by_start[wrong[:2]].append(_Slip(wrong, right, bool(told)))
    for wrong, right in rows("misread"):
        by_start[wrong].append(_Slip(wrong, right, told=True))
    return by_start


def _broken(text: str, span: Span, right: str) -> bool:
    """Whether the characters are a broken word, and not two honest ones that meet there."""
    if reads_better(text, span, right):
        return True
    return span[1] - span[0] > 2 and not cuts_through(text, span)


RULE: Rule[Report] = Rule(
    code="WRD106",
    severity=Severity.WARNING,
    name=("错别字", "a misspelt word"),
    why=(
        "形近、音近的错字；第一批异形词按推荐词形。",
        "Characters that look or sound alike.",
    ),
    source=(
        "公文勘误；《第一批异形词整理表》",
        "practice: errata of official drafts; 第一批异形词整理表",
    ),
    message=("“{text}”应为“{right}”", "“{text}” should be “{right}”"),
    wrong=(
        "建立工作台帐12本。",
        "周密布署，扎实推进。",
        "截止目前，完成投资2亿元。",
        "扎实做好防犯工作。",
        "严历打击各类违法行为。",
        "举办陪训班12期，完善课后服勿，深化产业转形。",
        "付县长带队检查，末发生安全事故，己建成投用。",
        "破获辑毒案件，因处置不力怡误工期，推进数字子源共享。",
    ),
    right=(
        "建立工作台账。",
        "工作好转。",
        "干部队伍建设。",
        "截至6月底",
        "签发港澳通行证2046本。",
        "2025年末完成投资2亿元，校园满意度98%，分为若干步骤，一贯切实履职。",
        "加强预防犯罪宣传，凭选民证参加选举，自己经营门店，担起庄严历史责任。",
        "支出必须以经批准的预算为依据。",
        "周末发生的事自己完成，改革征程上极不平凡，代表团对审议的议案发言。",
    ),
    check=misspelt,
)
