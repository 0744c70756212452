"""What a figure measures, told by the words around it."""

import re
from dataclasses import dataclass

from drafter.facts.units import EQUIPMENT
from drafter.records import Fact, FactKind, Span

MEASURED = frozenset({FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS})
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_CUT = re.compile(
    rf"[，,；;。：:、（）()]|\d[\d.]*[\u4e00-\u9fff%]?|[一二两三四五六七八九十百千万]{{1,6}}[余多]?[{EQUIPMENT}]"
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CLAUSE = 16  # characters before a figure that name what it measures
_BEHIND = 8  # and behind it


@dataclass(frozen=True, slots=True)
class Words:
    """The pairs of characters beside a figure that tell what it measures."""

    before: frozenset[str]
    behind: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.before | self.behind


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return frozenset(run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1))


def run_before(text: str, span: Span) -> str:
    """What stands right before a figure in its clause; where nothing does, what leads that row."""
    pieces = _CUT.split(text[max(0, span[0] - _CLAUSE) : span[0]])
    bare = not _HAN.search(pieces[-1]) and not _HAN.match(text[span[1] :])
    return (
        next((piece for piece in reversed(pieces) if _HAN.search(piece)), "")
        if bare
        else pieces[-1]
    )


def words_around(text: str, span: Span, aside: re.Pattern[str] | None = None) -> Words:
    """The words beside a figure; those that match `aside` tell nothing of what it measures.

    A bare figure, 补贴361人，54.2万元, is of what stands before the figure it follows.
    """
    before = run_before(text, span)
    behind = _CUT.split(text[span[1] : span[1] + _BEHIND])[0]
    if aside:
        before, behind = aside.sub("，", before), aside.sub("，", behind)
    return Words(pairs(before), pairs(behind))


def digits(fact: Fact) -> str:
    """The first number of a fact as written, without its commas; "" for Chinese numerals."""
    number = _NUMBER.search(fact.text)
    return number[0].replace(",", "") if number else ""
