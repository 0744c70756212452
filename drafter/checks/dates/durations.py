"""Stretches of time and the length that the text gives them: 2021年至2024年连续五年, 为期一周."""

import re
from collections.abc import Iterator
from datetime import date

from drafter.checks.dates.reading import day_exists
from drafter.facts.numbering import CN
from drafter.facts.numerals import chinese_number
from drafter.records import Span

_N = rf"(?P<n>[{CN}两]{{1,3}}|\d{{1,2}})"
_TO = r"(?:至|到|—|～|-)"
_YEARS = rf"(?P<y1>(?:19|20)\d\d)年?{_TO}(?P<y2>(?:19|20)\d\d)年"
_YEARS_THEN = re.compile(rf"{_YEARS}[^。；\d]{{0,8}}?连续{_N}(?:个)?年")
_THEN_YEARS = re.compile(
    rf"(?P<of>连续|近|过去|前){_N}年[^，。；\d]{{0,4}}（{_YEARS}）|(?P<plan>[两三四五六七八九十])年(?:行动|攻坚|计划|规划|提升|治理)"
    r"[一-鿿]{0,4}（(?P<y3>(?:19|20)\d\d)年?(?:至|到|—|～|-)(?P<y4>(?:19|20)\d\d)年?）"
)
_MONTHS = re.compile(
    rf"(?P<y1>(?:19|20)\d\d)年(?P<m1>\d{{1,2}})月(?:起|开始)?(?:至|到|—|～|持续到|延续到)(?P<y2>(?:19|20)\d\d)年(?P<m2>\d{{1,2}})月(?!\d)"
    rf"(?P<told>(?:底|止)?，(?:历时|为期|用时|共){_N}(?P<unit>个月|年))?"
)
_DAYS = re.compile(
    r"(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:起|开始)?(?:至|到|—|～)(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日(?:止|结束)?"
    rf"，(?:为期|历时|用时|共计?|时长){_N}(?P<unit>天|日|周|个星期|个月)"
)
_OF_MONTH = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>\d{1,2})月(?P<d1>\d{1,2})日?(?:起|开始)?(?:至|到|—|～|-)(?P<d2>\d{1,2})日"
)
_ANY = re.compile(r"[年月日\d](?:起|开始|份)?(?:至|到|—|～|-|持续到|延续到)\d")
_WEEK, _MONTH = 7, 30


def impossible_spans(text: str) -> Iterator[Span]:
    """The stretches that are not as long as they are said to be, or that no month has."""
    if not _ANY.search(text):
        return
    for match in _YEARS_THEN.finditer(text):
        if int(match["y2"]) - int(match["y1"]) + 1 != _number(match["n"]):
            yield match.span()
    for match in _THEN_YEARS.finditer(text):
        if _is_of_other_years(match):
            yield match.span()
    for match in _MONTHS.finditer(text):
        if _is_of_other_months(match):
            yield match.span()
    for match in _DAYS.finditer(text):
        if _is_of_other_days(match):
            yield match.span()
    for match in _OF_MONTH.finditer(text):
        year = int(match["y"]) if match["y"] else None
        first, last = int(match["d1"]), int(match["d2"])
        month = int(match["m"])
        if day_exists(year, month, first) and not day_exists(year, month, last):
            yield match.span()


def _is_of_other_years(match: re.Match[str]) -> bool:
    """连续三年（2022—2025年）; a plan may begin within its first year: 三年行动（2023—2026年）."""
    if match["plan"]:
        years = int(match["y4"]) - int(match["y3"]) + 1
        return years not in {_number(match["plan"]), _number(match["plan"]) + 1}
    return int(match["y2"]) - int(match["y1"]) + 1 != _number(match["n"])


def _is_of_other_months(match: re.Match[str]) -> bool:
    begin = int(match["y1"]) * 12 + int(match["m1"])
    months = int(match["y2"]) * 12 + int(match["m2"]) - begin
    if months < 0:
        return True
    if not match["told"]:
        return False
    said = _number(match["n"]) * (12 if match["unit"] == "年" else 1)
    room = 6 if match["unit"] == "年" else 1
    return abs(months - said) > room


def _is_of_other_days(match: re.Match[str]) -> bool:
    """Whether the days from one to the other are not as many; both ends may count or one."""
    month, day = int(match["m1"]), int(match["d1"])
    last_month, last = int(match["m2"] or month), int(match["d2"])
    if not (day_exists(2023, month, day) and day_exists(2023, last_month, last)):
        return False
    days = (date(2023, last_month, last) - date(2023, month, day)).days + 1
    if days < 1:
        return False  # into the next year
    said, unit = _number(match["n"]), match["unit"]
    if unit in {"天", "日"}:
        return days not in {said, said + 1, said + 2} and days != said - 1
    if unit == "个月":
        return abs(days - said * _MONTH) > _MONTH // 2
    return not said * _WEEK - 3 <= days <= said * _WEEK + 2


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else int(chinese_number(text.replace("两", "二")) or 0)
