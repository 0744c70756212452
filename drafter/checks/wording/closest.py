"""Set phrases that stand in a text but for one slip: a character exchanged, turned or missing.

Candidates are those whose first or last two characters stand there; how words are cut decides.
"""

from collections.abc import Iterator
from functools import cache

from drafter.checks.pattern import common_start
from drafter.checks.wording.alike import alike, are_alike, begin_alike, sound_alike
from drafter.checks.wording.phrases import (
    LONG,
    SHORTEST,
    STANDING,
    ByPair,
    Phrases,
    Stretch,
    is_word,
)
from drafter.checks.wording.word_lists import words
from drafter.records import Span

_WORD = 3
_JOINED = frozenset("结合 并重 并举 联动 互动 互补 融合 相济 兼顾".split())
_PLACES = frozenset("京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕甘")
_SPARED = frozenset("型性化类式级的和与及了一二三四五六七八九十大小新老多全")  # 科技中小企业
_PREPOSITIONS = frozenset("与于以")
_APART = frozenset("一二两三四五六七八九十百千万亿省市县区镇乡村和或与及上下中前后内外")
Slip = tuple[Span, str, int]  # where, what is meant, and at which character


def exchanged(stretch: Stretch, known: Phrases) -> Iterator[Slip]:
    """Phrases with a character in the place of another, or in that of its neighbour.

    The one that stands there sounds or looks like the right one, or begins like it.
    """
    text = stretch.text
    for start, right in _beginnings(text, known.heads):
        last = start + len(right) - 1
        turned = text[last - 1 : last + 1] == right[:-3:-1]
        if turned or text[last] == right[-1] or text.startswith(right[:-1], start):
            yield from _one_off(stretch, start, right)
    for start, right in _endings(text, known.tails):
        turned = text[start : start + 2] == right[1::-1]
        if turned or text[start] == right[0] or text.startswith(right[1:], start + 1):
            yield from _one_off(stretch, start, right)


def _one_off(stretch: Stretch, start: int, right: str) -> Iterator[Slip]:
    text, span = stretch.text, (start, start + len(right))
    same = common_start(text[slice(*span)], right)
    at = start + same
    if same == len(right) or not stretch.holds(span, at):
        return
    turned = text[at : at + 2] == right[same : same + 2][::-1]
    if turned and in_either_order(right):
        return
    size = 2 if turned else 1
    same_behind = text.startswith(right[same + size :], at + size)
    if same_behind and (turned or _like(stretch, at, right, same)):
        yield span, right, at


def in_either_order(phrase: str) -> bool:
    """Whether a phrase joins its first two characters, whichever is first: 放管结合, 管放结合."""
    return phrase[2:] in _JOINED


def _like(stretch: Stretch, at: int, right: str, same: int) -> bool:
    written, other = stretch.text[at], right[same]
    if tells_apart(written, other):
        return False
    doubtful = stretch.alone(at) or len(right) >= LONG
    return are_alike(written, other) or (doubtful and begin_alike(written, other))


def tells_apart(written: str, other: str) -> bool:
    """Whether two characters make two phrases of one, and no slip: 一体 and 一是, 上级 and 三级."""
    if written in STANDING and not sound_alike(written, other):
        return True
    if {written, other} <= _PREPOSITIONS:
        return False  # 藏粮与地 is one
    return written in _PLACES or not _APART.isdisjoint((written, other))


def lacking(stretch: Stretch, known: Phrases) -> Iterator[Slip]:
    """Phrases that lack one of their inner characters: 营商境, 公服务."""
    text = stretch.text
    for start in range(len(text) - SHORTEST + 2):
        for right in known.lacking.get(text[start : start + 2], ()):
            end = start + len(right) - 1
            gap = common_start(right, text[start:end])
            if text[start + gap : end] != right[gap + 1 :] or gap + 1 == len(right):
                continue
            span = (start, end)
            if _is_torn(stretch, span, right, known) and stretch.holds(span, start + gap):
                yield span, right, start + gap


def _is_torn(stretch: Stretch, span: Span, right: str, known: Phrases) -> bool:
    """Whether what stands there is no honest words: a character beside the gap is left alone.

    A long phrase known from practice needs none: 社会消费零售总额.
    """
    start, end = span
    gap = common_start(stretch.text[start:end], right)
    beside = stretch.text[start - 1 : start] + stretch.text[start + gap + 1 : start + gap + 2]
    turned = right[gap] in beside  # 齐抓管共, 管放结合
    pairs = {stretch.text[at : at + 2] for at in range(start, end - 1)}
    if turned or right[gap] in _SPARED or pairs & words("new_words"):
        return False
    alone = [stretch.text[at] for at in (start + gap - 1, start + gap) if stretch.alone(at)]
    honest = words("stand_alone")
    if len(right) >= LONG and right in known.firm:
        return not (stretch.alone(end - 1) and stretch.text[end - 1] in honest)
    pieces = all(len(stretch.owners[at][0]) == 1 for at in range(start, end))  # 齐抓管
    return bool(alone) and (pieces or honest.isdisjoint(alone))


def _beginnings(text: str, heads: ByPair) -> Iterator[tuple[int, str]]:
    """The phrases whose first two characters stand there, with room for the rest."""
    for start in range(len(text) - SHORTEST + 1):
        for right in heads.get(text[start : start + 2], ()):
            if start + len(right) <= len(text):
                yield start, right


def _endings(text: str, tails: ByPair) -> Iterator[tuple[int, str]]:
    """The same of the last two."""
    for end in range(SHORTEST, len(text) + 1):
        for right in tails.get(text[end - 2 : end], ()):
            start = end - len(right)
            if start >= 0:
                yield start, right


@cache
def _short_words() -> frozenset[str]:
    return words("common") | {phrase for phrase in words("set_phrases") if len(phrase) == _WORD}


def words_meant(stretch: Stretch) -> Iterator[Slip]:
    """Common words of three characters that a slip leaves in pieces: 标淮化."""
    text = stretch.text
    singles = [start for word, start, _ in stretch.cut if len(word) == 1]
    for start, last in zip(singles, singles[_WORD - 1 :], strict=False):
        places = range(start, start + _WORD)
        end = start + _WORD
        written = text[start:end]
        if last != end - 1 or is_word(written):
            continue
        if {written[:2], written[1:]} & words("new_words"):
            continue
        for at in filter(stretch.alone, places):
            for other in alike(text[at]):
                right = text[start:at] + other + text[at + 1 : end]
                if right in _short_words():
                    yield (start, end), right, at
