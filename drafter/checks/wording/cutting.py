"""How a segmenter cuts the words around a place: two honest words that meet are no broken one.

防犯 is a slip in 防犯措施 and none in 预防犯罪, where 预防 and 犯罪 meet.
"""

import re

from drafter.records import Span

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_AROUND = 12  # characters on each side; a clause is cut alike whatever stands farther away

Piece = tuple[str, int, int]  # a word, and where it starts and ends


def cut_words(text: str) -> tuple[Piece, ...]:
    """The words of a text, each with where it stands in it."""
    import rjieba  # 0.1 s to load: only where there is a place to judge

    found: list[Piece] = []
    at = 0
    for word in rjieba.cut(text, False):
        found.append((word, at, at + len(word)))
        at += len(word)
    return tuple(found)


def pieces(text: str, span: Span) -> tuple[Piece, ...]:
    """The words of the run of Chinese around a place, each with where it stands in the text."""
    first, run = _run(text, span)
    return tuple((word, first + start, first + end) for word, start, end in cut_words(run))


def cuts_through(text: str, span: Span) -> bool:
    """Whether a word stands partly within the place and partly outside it."""
    return any(start < edge < end for _, start, end in pieces(text, span) for edge in span)


def reads_better(text: str, span: Span, new: str) -> bool:
    """Whether fewer characters stand alone once `new` is in the place of what is there.

    What the segmenter takes for a word of its own counts as alone, for the place is in doubt.
    """
    start, end = span
    mended = text[:start] + new + text[end:]
    return _alone(mended, (start, start + len(new)), ()) < _alone(text, span, (text[start:end],))


def _alone(text: str, span: Span, doubted: tuple[str, ...]) -> int:
    """How many characters belong to no word of two or more."""
    cut = pieces(text, span)
    return sum(len(word) for word, *_ in cut if len(word) == 1 or word in doubted)


def _run(text: str, span: Span) -> tuple[int, str]:
    """Where the run of Chinese around a place starts, and the run, a dozen characters either way."""
    start, end = span
    before = text[max(0, start - _AROUND) : start]
    own = max((at + 1 for at, sign in enumerate(before) if not _CHINESE.match(sign)), default=0)
    behind = _CHINESE.match(text, end, min(len(text), end + _AROUND))
    return start - len(before) + own, before[own:] + text[start : behind.end() if behind else end]
