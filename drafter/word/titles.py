"""Where a title breaks: at word ends, as a trapezium or a rhombus (GB/T 9704-2012, 7.3.1)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

Cuts = tuple[int, ...]

_SHAPED_LINES = 4

_OPENING = "（《〈〔“‘【"
_CLOSING = "）》〉〕”’】"
_NEVER_FIRST = _CLOSING + "，。、；：！？％·—的了等年月日号"
_JOINING = "和及与暨同对在为将把以第"  # a line that ends with one of these hangs
_SUFFIXES = "省市区县乡镇村局委办厅院校所站州旗盟处科室中心"
_YEAR = re.compile(r"[\dxX]+年")
_BEFORE = (
    "关于",
    "贯彻",
    "落实",
    "推进",
    "工作",
    "情况",
    "实施",
    "开展",
)  # good words to open a line with
_PHRASES = (
    "工作总结",
    "工作计划",
    "工作情况",
    "工作报告",
    "工作要点",
    "情况的报告",
    "上半年",
    "下半年",
)


def cells(text: str) -> float:
    """How many characters (字) wide a text is set.

    Half-width digits and letters as Times New Roman sets them.
    """
    return sum(map(_width, text))


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0x2000:
        return 1.0
    if char.isupper():
        return 0.7
    return 0.25 if char == " " else 0.5


def title_cuts(
    text: str, limit: float, *, whole: Sequence[str] = (), kept: Sequence[tuple[int, int]] = ()
) -> Cuts:
    """Offsets at which `text` goes on in a new line, none wider than `limit` characters.

    () where it fits in one.

    whole  names that should stay together; a title that opens with one breaks best behind it
    kept   spans that are never broken
    """
    if cells(text) <= limit:
        return ()
    costs = _cut_costs(text, whole, kept)
    anywhere = dict.fromkeys(range(1, len(text)), 0.0)
    if cells(text) > _SHAPED_LINES * limit:  # beyond any shape: fill a line, then see to the rest
        first = max((cut for cut in costs if cells(text[:cut]) <= limit), default=0) or _fill(
            text, limit
        )
        rest = title_cuts(
            text[first:], limit, whole=whole, kept=[(a - first, b - first) for a, b in kept]
        )
        return (first, *(first + cut for cut in rest))
    return _best(text, costs, limit) or _best(text, anywhere, limit)


def _fill(text: str, limit: float) -> int:
    return max(cut for cut in range(1, len(text)) if cells(text[:cut]) <= limit)


def _best(text: str, costs: dict[int, float], limit: float) -> Cuts:
    """The best arrangement in as few lines as will do, or in one more where that looks better.

    () for none.
    """
    fewest = int(-(-cells(text) // limit))
    best: tuple[float, Cuts] | None = None
    for count in (fewest, fewest + 1):
        if best and count > 3:
            break
        for cuts in _arrangements(text, sorted(costs), count, limit):
            cost = _shape_cost(text, cuts) + sum(costs[cut] for cut in cuts) + 4 * (count - fewest)
            best = min(best, (cost, cuts)) if best else (cost, cuts)
    return best[1] if best else ()


def _word_ends(text: str) -> set[int]:
    import rjieba  # loads its dictionary: not where a title fits in one line

    ends, at = set(), 0
    for word in rjieba.cut(text):
        at += len(word)
        ends.add(at)
    return ends - {len(text)}


def _cut_costs(
    text: str, whole: Sequence[str], kept: Sequence[tuple[int, int]]
) -> dict[int, float]:
    """What it costs to break at each word end where a break is allowed at all; lower is better."""
    return {
        cut: _cost(text, cut, whole)
        for cut in _word_ends(text)
        if _may_break(text, cut) and not any(start < cut < end for start, end in kept)
    }


def _may_break(text: str, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    in_word = before.isascii() and before.isalnum()
    return after not in _NEVER_FIRST and before not in _OPENING and not in_word


def _cost(text: str, cut: int, whole: Sequence[str]) -> float:
    behind_name = any(name and text.startswith(name) and cut == len(name) for name in whole)
    cost = 0.0 if behind_name else _cost_of_words(text, cut, whole)
    if sum(map(text[:cut].count, _OPENING)) > sum(map(text[:cut].count, _CLOSING)):
        cost += 10
    if text[cut] in "和及与暨":
        cost -= 1
    return cost


def _cost_of_words(text: str, cut: int, whole: Sequence[str]) -> float:
    """What the words on both sides of a break make of it."""
    before, after = text[cut - 1], text[cut]
    cost = 2.0 if text.startswith(_BEFORE, cut) or _YEAR.match(text, cut) else 3.0
    if before in _JOINING:
        cost += 12
    if before == "的" or after in _SUFFIXES:
        cost += 6
    if before in "年度" and not after.isdigit():  # 2025年 belongs to what follows it
        cost += 2
    if any(_inside(text, phrase, cut) for phrase in (*whole, *_PHRASES)):
        cost += 8
    return cost


def _inside(text: str, phrase: str, cut: int) -> bool:
    at = text.find(phrase, max(0, cut - len(phrase) + 1))
    return 0 <= at < cut < at + len(phrase)


def _arrangements(
    text: str, cuts: Sequence[int], count: int, limit: float, at: int = 0
) -> Iterator[Cuts]:
    """Yield every way to set text[at:] in `count` lines that fit."""
    rest = cells(text[at:])
    if count == 1:
        if rest <= limit:
            yield ()
        return
    if rest > limit * count:
        return
    for cut in cuts:
        if cut <= at:
            continue
        if cells(text[at:cut]) > limit:
            return
        for later in _arrangements(text, cuts, count - 1, limit, cut):
            yield (cut, *later)


def _shape_cost(text: str, cuts: Cuts) -> float:
    """How far the lines are from a trapezium or rhombus: no rectangle, no hourglass, no stub."""
    edges = (0, *cuts, len(text))
    widths = [cells(text[a:b]) for a, b in pairwise(edges)]
    longest, shortest = max(widths), min(widths)
    cost = 0.25 * (longest - shortest)
    if longest - shortest < 1:
        cost += 2  # 矩形
    if shortest < 0.4 * longest:
        cost += 6
    rising = [b - a for a, b in pairwise(widths)]
    if any(down < 0 < up for i, down in enumerate(rising) for up in rising[i + 1 :]):
        cost += 8  # 沙漏: shorter in the middle
    return cost
