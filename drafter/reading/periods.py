"""Dates and periods as documents write them, and each in one way."""

import re

from drafter.facts.numerals import DIGITS, chinese_number

CN = "〇○零一二三四五六七八九"
YEAR = rf"(?:[12]\d{{3}}|[{CN}]{{4}}|[xX×*]{{2,4}}|20[xX×*]{{2}})"
_MONTHS = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
PERIOD = re.compile(
    rf"{YEAR}(?:\s*[-－—~～至]+\s*{YEAR})?(?:学年|年)度?"
    rf"(?:[上下]半年|第?[一二三四1-4]季度|第[一二]学期|前?{_MONTHS}(?:[-－—~～至]+{_MONTHS})?个?月份?(?![\dxX×十{CN}]))?"
)
PART = re.compile(r"[上下]半年|第?[一二三四]季度")
_DAY = (
    rf"{YEAR}年(?:[\dxX×*]{{1,2}}|[十{CN}]{{1,3}})月(?:(?:[\dxX×*]{{1,2}}|[十{CN}]{{1,3}})[日号])?"
)
NUMERIC = r"20\d\d([-/.])\d{1,2}\1\d{1,2}(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
DATE_LINE = re.compile(rf"[（(]?(?:{_DAY}|{NUMERIC})[）)]?")
DATE = re.compile(rf"{_DAY}|{NUMERIC}")


def plain_date(text: str) -> str:
    """A date (二〇二四年七月五日, 2024-07-05) as 2024年7月5日; other words as they stand."""
    match = DATE.search(re.sub(r"\s", "", text))
    if match is None:
        return text.strip()
    date = re.sub(rf"[十{CN}]+", _in_digits, match[0])
    date = date.replace("号", "日")
    if numeric := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", date):
        date = f"{numeric[1]}年{numeric[2]}月{numeric[3]}日"
    return re.sub(r"(?<=[年月])0(?=\d)", "", date)


def plain_period(text: str) -> str:
    """A period in one way: 二〇二四年度 and 2024年 are the same."""
    period = re.sub(
        rf"[{CN}]{{4}}", lambda year: "".join(str(DIGITS.get(c, 0)) for c in year[0]), text
    )
    period = re.sub(r"(?<=年)度|(?<=月)份$|第(?=[一二三四1-4]季度)|\s", "", period)
    return re.sub(r"[-－—~～至]+", "—", period)


def _in_digits(number: re.Match[str]) -> str:
    """七 is 7, 二〇二四 is 2024, 三十一 is 31."""
    value = chinese_number(number[0])
    return number[0] if value is None else str(value)
