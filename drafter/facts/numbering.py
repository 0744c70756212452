"""The numbers of headings and lists: 一、（一）1.（1）and 一是; read off, checked and written (GB/T 9704 7.3.3)."""

import re

_CN = "一二三四五六七八九十百"
_NUMBER = re.compile(
    rf"\s*(?:第[{_CN}\d]+(?:部分|章|节)[、：:．.\s]*"
    rf"|[{_CN}]+\s*(?:、(?![{_CN}]年级)|[.．,，](?=\D)|[)）])"
    rf"|[（(]\s*[{_CN}]+\s*[)）][、.．]?"
    r"|\d{1,2}(?:\.\d{1,2})+[.、．]?(?=\s|[\u4e00-\u9fff“《])(?!\s*[%万亿个名人所家项次场公亩元])"
    r"|[0-9０-９]{1,2}\s*(?:[、)）]|[.．](?![0-9０-９xX]))"
    r"|[（(]\s*[0-9０-９]{1,2}\s*[)）][、.．]?"
    r"|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]"
    rf"|[{_CN}]+是(?=[^否])|[{_CN}]{{1,3}}\s+(?=[\u4e00-\u9fff])"
    r"|[0-9]{1,2}\s+(?=[\u4e00-\u9fff])(?![个名人所家项次场公亩元台条座期年月日]))\s*"
)
_LABEL = re.compile(rf"[{_CN}]+是(?:[，：:,]\s*|(?=[^否，：:,]))")


def strip_number(text: str) -> str:
    """`text` without the number it opens with, right or wrong, once or doubled (一、1.): 1.5亿元 is no number."""
    for _ in range(2):
        found = _NUMBER.match(text)
        if not found or found.end() == len(text):
            break
        text = text[found.end() :]
    return text


def strip_label(text: str) -> str:
    """`text` without 一是 before it: the one label a note can carry besides its list mark; 98.5分 keeps its figure."""
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


def is_bare_number(text: str) -> bool:
    """Whether a heading is a number and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None


def chinese(number: int) -> str:
    """1 to 999 as 一 to 九百九十九."""
    if not 1 <= number <= 999:
        raise ValueError(f"{number} headings on one level")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = _CN[hundreds - 1] + "百" if hundreds else ""
    if tens:
        head += "十" if tens == 1 and not hundreds else _CN[tens - 1] + "十"
    elif hundreds and ones:
        head += "零"
    return head + (_CN[ones - 1] if ones else "")


def heading_number(level: int, number: int) -> str:
    """The number as printed before a heading: 一、 （一） 1. （1） for level 1 to 4."""
    forms = {
        1: f"{chinese(number)}、",
        2: f"（{chinese(number)}）",
        3: f"{number}.",
        4: f"（{number}）",
    }
    return forms[level]


def item_label(number: int) -> str:
    """The label of an item within a paragraph: 一是, 二是 …"""
    return f"{chinese(number)}是"
