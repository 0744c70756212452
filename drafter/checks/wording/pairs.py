"""Common words that a slip leaves in pieces: 民正, 骨于, 间题.

Official writing makes words by shortening (提质, 引才), so that a pair no dictionary has is no slip by
itself. It is one where a like character makes a common word of it, met many times as often as its
parts would be beside each other by chance, with honest words or none on both sides.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from drafter.checks.wording.alike import alike, look_alike
from drafter.checks.wording.cutting import Piece
from drafter.checks.wording.phrases import STANDING, Stretch, frequency, is_word
from drafter.checks.wording.word_lists import words
from drafter.records import Span

_TIMES = 30  # as often as two characters that meet by chance
_MANY_TIMES = 3000  # where one neighbour is a single character, too
_SHORTEST, _LONGEST = 2, 3
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两双第几")
_MISREAD_NUMERALS = frozenset("八几")  # 投八 for 投入
_PLACES = frozenset("京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕甘沈杭甬穗汉")
_ADVERBS = frozenset("不会未没尽共同再更又先全之所")  # 不分, 民之所盼, 物化探所
_BEFORE = frozenset("新老多少低高本各每前")  # 新收, 前|县: words of their own before others
_BEHIND = frozenset("间中内外前后里上下时多")  # and behind others
_BEFORE_FIGURES = frozenset("约近超逾共仅达各计")  # 村医|约150人
_UNWRITTEN = (_NUMERALS - _MISREAD_NUMERALS) | _PLACES | _ADVERBS
_KEPT = STANDING | _NUMERALS
_ENDS = frozenset("省市县区州")
_NAMED = frozenset("省市县区镇乡村街路站港桥湾江河湖山岛所院厅局委馆厂")  # 武宿|站, 工生|所
_NAMED_BY = frozenset(
    "高铁 机场 水库 大桥 隧道 遗址 公园 街道 社区 铁路 高速 公路 大街 大道 景区 古镇 古城".split()
)
_BLANK: Piece = ("", 0, 0)

Slip = tuple[Span, str, int]  # where, what is meant, and at which character
Meant = tuple[str, int, int]  # what is meant, the place of its slip, how much more often it is met


def pairs_meant(stretch: Stretch) -> Iterator[Slip]:
    """Words of two characters, or of one and a word of two behind it."""
    cut = (_BLANK, *stretch.cut, _BLANK)
    for at, (first, second) in enumerate(pairwise(stretch.cut)):
        if len(first[0]) > 1 or len(second[0]) > _SHORTEST:
            continue
        if second[0] in _BEFORE_FIGURES and not cut[at + 3][0]:
            continue
        meant = _meant(first[0], second[0])
        if meant and meant[2] >= _least(cut[at][0], first[0], second[0], cut[at + 3][0], meant):
            yield (first[1], second[2]), meant[0], first[1] + meant[1]


def _least(left: str, first: str, second: str, right: str, meant: Meant) -> float:
    """How many times as often a word has to be met for what stands there to be meant for it."""
    beside = {left[-1:] + first[0], second[-1] + right[:1]}
    singles = sum(len(side) == 1 and side not in STANDING for side in (left, right))
    named = right in _NAMED_BY or right in _NAMED
    known = bool(left or right) or meant[0] not in words("less_common_pairs")  # 朱江
    if not known or named or singles > 1 or not beside.isdisjoint(words("new_words")):
        return float("inf")
    if not singles:
        return _TIMES
    written = (first + second)[meant[1]]
    return _MANY_TIMES if look_alike(written, meant[0][meant[1]]) else float("inf")


@cache
def _meant(first: str, second: str) -> Meant | None:
    """The common word that two pieces are meant for: of several the one met most."""
    written = first + second
    if (
        first in _BEFORE
        or second in _BEHIND
        or written in words("met_pairs")
        or written in words("new_words")
        or is_word(written)
    ):
        return None
    places = (0, 1) if len(second) == 1 else (0,)
    found = [
        (word, place) for place in places for word in _words_with(written, place) if is_word(word)
    ]
    if not found:
        return None
    word, place = max(found, key=lambda one: frequency(one[0]))
    return word, place, frequency(word) // max(1, frequency(written))


def _words_with(written: str, place: int) -> Iterator[str]:
    """The common words that a like character in a place makes."""
    before, sign, behind = written[:place], written[place], written[place + 1 :]
    kept = before + behind
    if sign in _UNWRITTEN or kept in _KEPT or (sign in STANDING and not before):
        return  # 由局 is no 邮局
    for other in alike(sign) & _beside(bool(before), kept):
        word = before + other + behind
        rare = word in words("less_common_pairs") or sign in STANDING
        if not rare or look_alike(sign, other):
            yield word


def _beside(behind: bool, kept: str) -> frozenset[str]:
    """The characters that make a common word with others, before them or behind them."""
    return _by_neighbour()[behind].get(kept, frozenset())


@cache
def _by_neighbour() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for word in (*words("common_pairs"), *words("less_common_pairs"), *words("common")):
        named = len(word) == _LONGEST and word[-1] in _ENDS  # 兰州市
        if not named and _NUMERALS.isdisjoint(word):
            before[word[1:]].add(word[0])
            behind[word[:-1]].add(word[-1])
    return _frozen(before), _frozen(behind)


def _frozen(sets: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(members) for key, members in sets.items()}
