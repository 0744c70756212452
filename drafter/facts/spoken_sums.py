"""Amounts as they are said, their last place left out: 12万6, 3万2, 1千5, 两万五, 一百二.

A report may not print them so, for 12万6 can also be read to the letter. Where somebody words a
note anew they are worth what a speaker means: the last digit counts one place below the last named.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from drafter.facts.numerals import chinese_number
from drafter.records import Fact, FactKind, Span

_ONES = "一二三四五六七八九"
_SPOKEN = re.compile(
    rf"(?<![\d.第初{_ONES}零〇两十百千万亿])"
    rf"(?P<head>(?:[\d{_ONES}两十][\d{_ONES}零两十百千万]{{0,12}})?"
    rf"[\d{_ONES}两十百千万][百千万亿])(?P<last>[1-9{_ONES}])"
    rf"(?![\d.%{_ONES}零〇两十百千万亿])"
)
_PLACES = {"百": "十", "千": "百", "万": "千", "亿": "千万"}
_BY_ITSELF = re.compile(
    r"$|[\s，,；;。！!？?、：:）)]|[元块]|钱|左右|上下|以[上下内]|多|的|了|来|[人户名家亩斤]"
    "|[搞弄做修买装建办请补给用花投租换]"  # 花了两万五搞展板; 三千一线职工 is another matter
)


class SpokenSum(NamedTuple):
    """An amount as it is said: its text, where it stands, what it is worth."""

    text: str
    span: Span
    value: Decimal


def spoken_sums(text: str) -> Iterator[SpokenSum]:
    """The amounts of a text that leave out their last place, in order; see the module."""
    for match in _SPOKEN.finditer(text):
        if not _BY_ITSELF.match(text, match.end()):
            continue
        value = chinese_number(match[0] + _PLACES[match["head"][-1]])
        if value is not None:
            yield SpokenSum(match[0], match.span(), value)


def with_sums(text: str, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of a text with its spoken sums: what is kept to the letter has its value.

    A sum that no fact holds is a fact behind the others.
    """
    known, sums = list(facts), list(spoken_sums(text))
    valued = [_valued(fact, sums) for fact in known]
    free = (one for one in sums if not any(_holds(fact, one) for fact in known))
    return valued + [
        Fact("", FactKind.QUANTITY, f"spoken:{one.text}", one.text, one.text, one.span, one.value)
        for one in free
    ]


def _valued(fact: Fact, sums: Iterable[SpokenSum]) -> Fact:
    own = next((one for one in sums if _holds(fact, one)), None)
    return replace(fact, value=own.value) if own and fact.value is None else fact


def _holds(fact: Fact, one: SpokenSum) -> bool:
    return fact.span[0] <= one.span[0] and one.span[1] <= fact.span[1]
