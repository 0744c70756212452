"""The numbers of headings and lists: 一、（一）1.（1）and 一是.

Read off, checked and written (GB/T 9704 7.3.3).
"""

import re

from drafter.facts.later import Later
from drafter.facts.units import CERTAIN_UNIT

CN = "一二三四五六七八九十百"  # what numbers of headings are made of
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# --- the parts of marks, for whoever reads them; how a mark ends, well or ill, each reader says ---
PART = rf"第[{CN}\d]{{1,3}}(?:部分|章|节)"
BRACKETED_CN = rf"[（(]\s*[{CN}]{{1,4}}\s*[）)]"  # （一）
BRACKETED_DIGITS = r"[（(]\s*[0-9０-９]{1,2}\s*[）)]"  # （1）
HALF_BRACKETED = r"[0-9０-９]{1,2}[）)]"  # 1）
LABEL = rf"[{CN}]{{1,3}}是(?!否)"  # 一是
# What digits are before that number no heading: a figure has its unit, a date its month.
A_FIGURE = rf"(?:{CERTAIN_UNIT}|[%％‰万亿年月日时岁倍米斤度分座公村])"
# Behind a numeral and its mark: 二、三年级, 一、二季度, 三、四所 number no heading.
_NO_HEADING = "(?!年级|季度|所(?![有属])|类(?!似)|项(?!目)|批(?!准)|期(?![末待望]))"
# The marks of each level, as written well and ill:
# 一、 一. ; （一） （一）、 ; 1. 1、 1． ; （1） 1） ; ①
_TOP = rf"(?:[{CN}]{{1,4}}(?:[、．]|[.，。](?=\D))|第[{CN}]{{1,3}}(?:部分|章)[、：\s]*)"
_MARKS = tuple(
    (level, re.compile(rf"\s*(?:{mark})"))
    for level, mark in (
        (1, _TOP + _NO_HEADING),
        (2, rf"（\s*[{CN}]{{1,4}}\s*）[、，．.。]?"),
        (3, r"\d{1,2}(?:[、]|[.．](?![\dxX]))"),
        (4, r"(?:[（(]\s*\d{1,2}\s*[）)]|\d{1,2}[）)])[、，．.。]?"),
        (5, f"[{CIRCLED}]"),
    )
)  # fmt: skip
_NUMBER = Later(
    rf"\s*(?:{PART}[、：:．.\s]*"
    rf"|[{CN}]+\s*(?:、(?![{CN}]年级)|[.．,，](?=\D)|[)）])"
    rf"|{BRACKETED_CN}[、.．]?"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})+[.、．]?(?=\s|[\u4e00-\u9fff“《])(?!\s*{A_FIGURE})"
    r"|[0-9０-９]{1,2}\s*(?:[、)）]|[.．](?![0-9０-９xX]))"
    rf"|{BRACKETED_DIGITS}[、.．]?"
    rf"|[{CIRCLED}]"
    rf"|[{CN}]+是(?=[^否])|[{CN}]{{1,3}}\s+(?=[\u4e00-\u9fff])"
    rf"|[0-9]{{1,2}}\s+(?=[\u4e00-\u9fff])(?!{A_FIGURE}))\s*"
)
_LABEL = re.compile(rf"[{CN}]+是(?:[，：:,]\s*|(?=[^否，：:,]))")


def level_and_mark(text: str) -> tuple[int, str]:
    """The level, 1 to 5, of the number that `text` opens with, and the number as written.

    0 and "" for none.

    `text` has its punctuation at full width and its digits at half.
    """
    for level, pattern in _MARKS:
        if match := pattern.match(text):
            return level, match[0]
    return 0, ""


def strip_number(text: str) -> str:
    """`text` without the number it opens with, right or wrong, once or doubled (一、1.).

    1.5亿元 is no number.
    """
    for _ in range(2):
        match = _NUMBER.match(text)
        if not match or match.end() == len(text):
            break
        text = text[match.end() :]
    return text


def strip_label(text: str) -> str:
    """`text` without 一是 before it: the one label a note can carry besides its list mark.

    98.5分 keeps its figure.
    """
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


def is_bare_number(text: str) -> bool:
    """Whether a heading is a number and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None


def chinese(number: int) -> str:
    """1 to 99999999 as 一 to 九千九百九十九万九千九百九十九. Raises ValueError for another."""
    if not 1 <= number < 10**8:
        raise ValueError(f"{number} is no number of a heading")
    ten_thousands, rest = divmod(number, 10_000)
    if not ten_thousands:
        return _below_ten_thousand(rest)
    zero = "零" if 0 < rest < 1000 else ""
    behind = zero + _below_ten_thousand(rest, alone=False) if rest else ""
    return f"{_below_ten_thousand(ten_thousands)}万{behind}"


def _below_ten_thousand(number: int, *, alone: bool = True) -> str:
    """A numeral of four places; alone, what begins with one ten has no 一 before it: 十二."""
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if not digit:
            zero = bool(text)
            continue
        one = "" if (digit, unit) == (1, 10) and alone and not text else CN[digit - 1]
        text += ("零" if zero else "") + one + name
        zero = False
    return text


def heading_number(level: int, number: int) -> str:
    """The number as printed before a heading: 一、 （一） 1. （1） for level 1 to 4."""
    if level == 1:
        return f"{chinese(number)}、"
    if level == 2:
        return f"（{chinese(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


def item_label(number: int) -> str:
    """The label of an item within a paragraph: 一是, 二是 …"""
    return f"{chinese(number)}是"
