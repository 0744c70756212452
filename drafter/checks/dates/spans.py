"""DAT112: a stretch of time that ends before it begins, or is not that of its name."""

import re
from collections.abc import Iterator

from drafter.checks.dates.durations import impossible_spans
from drafter.checks.dates.reading import day_exists
from drafter.checks.rule import Rule, Words
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity

_DAYS = re.compile(
    r"(?:(?P<y1>(?:19|20)\d\d)年)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:起|开始|开班|开幕|启动)?(?:至|到|—|～)"
    r"(?P<next>次年|翌年|第二年)?(?:(?P<y2>(?:19|20)\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:至|—|～)((?:19|20)\d\d)年")
_NAMED = re.compile(
    r"(?P<name>[上下]半年|第?[一二三四]季度|前三季度)（(?P<first>\d{1,2})月?[—～至-](?P<last>\d{1,2})月）"
)
_NO_QUARTER = re.compile(r"第?(?:五|六|5|6)季度")
_WINTER = 9  # from September on a stretch without years may go on into the next
_MONTHS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "前三季度": (1, 9),
}


def spans(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for match in _DAYS.finditer(line.view):
            if _ends_before(match):
                yield RULE.at(line, match.span())
        for match in _YEARS.finditer(line.view):
            if match[1] > match[2]:
                yield RULE.at(line, match.span())
        for span in impossible_spans(line.view):
            yield RULE.at(line, span, message=_LENGTH)
        yield from _named(line)


def _ends_before(match: re.Match[str]) -> bool:
    begin, end = (int(match["m1"]), int(match["d1"])), (int(match["m2"]), int(match["d2"]))
    if match["next"] or not (day_exists(None, *begin) and day_exists(None, *end)):
        return False
    if match["y1"] and match["y2"]:
        return (
            (match["y1"], begin) > (match["y2"], end)
            if match["y1"] == match["y2"]
            else match["y1"] > match["y2"]
        )
    return end < begin and begin[0] < _WINTER


def _named(line: Line) -> Iterator[Finding]:
    for match in _NAMED.finditer(line.view):
        first, last = _MONTHS[match["name"].removeprefix("第")]
        if not first <= int(match["first"]) <= int(match["last"]) <= last:
            yield RULE.at(line, match.span(), message=_OTHER, first=first, last=last)
    for match in _NO_QUARTER.finditer(line.view):
        yield RULE.at(line, match.span(), message=_NONE)


_LENGTH: Words = (
    "起止时间与所说的时长对不上，或没有这一天：{text}",
    "{text}: not so long, or no such day",
)
_OTHER: Words = ("这段时间是{first}—{last}月：{text}", "{text}: it is of months {first} to {last}")
_NONE: Words = ("没有这个季度：{text}", "there is no such quarter: {text}")
RULE: Rule[Report] = Rule(
    code="DAT112",
    severity=Severity.WARNING,
    name=("起止时间不对", "a stretch of time that cannot be"),
    why=(
        "截止时间不会早于开始时间；季度、半年与所注的月份要对得上。",
        "A stretch does not end before it begins; quarters and halves have their months.",
    ),
    source=("历法", "the calendar"),
    message=("截止早于开始：{text}", "{text} ends before it begins"),
    wrong=(
        "3月31日至3月15日开展专项检查。",
        "自2026年9月1日起至2026年8月31日，开展集中整治。",
        "二季度（4—7月）新开工项目12个。",
        "2026年第五季度完成验收。",
        "2021年至2024年连续五年获评优秀。",
        "近三年（2020—2024年）累计投入资金2.6亿元。",
        "活动从2024年10月持续到2024年8月。",
        "安全生产月活动于6月1日至31日开展。",
        "集中整治从3月10日起至3月20日止，为期一个月。",
    ),
    right=(
        "3月15日至3月31日开展专项检查，2026年9月1日至2027年8月31日开展整治。",
        "2021年至2024年连续四年获评优秀，近三年（2022—2024年）投入资金2.6亿元，实施三年行动（2023—2026年）。",
        "集中整治从3月10日起至4月10日止，为期一个月，公示期为5月6日至10日，共5天。",
        "11月15日至次年3月15日供暖，12月1日至1月15日开展慰问。",
        "上半年（1—6月）完成投资2.6亿元，一季度（1—3月）完成1.1亿元，上半年（1—5月）开工12个。",
    ),
    check=spans,
)
