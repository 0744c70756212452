"""Two stretches of text beside each other, by words: what stays, what goes, what comes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.compare.sequence import matches
from drafter.records import Span


class Change(StrEnum):
    """What becomes of some words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Words:
    """Some neighbouring words with one fate; span counts in A's text, of inserted ones in B's."""

    change: Change
    text: str
    span: Span


_HELD = re.compile(r"[A-Za-z0-9.％%]+|\s|[^\u4e00-\u9fffA-Za-z0-9.％%\s]")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


def words(text: str, whole: Iterable[Span] = ()) -> list[Span]:
    """The words of a text, covering it; the spans in `whole` (facts, gaps) are one word each."""
    spans: list[Span] = []
    at = 0
    for start, end in sorted(whole):
        if start < at or start == end:
            continue
        spans += _cut(text, at, start)
        spans.append((start, end))
        at = end
    return [*spans, *_cut(text, at, len(text))]


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for run in _HAN.finditer(text, start, end):
        yield from (sign.span() for sign in _HELD.finditer(text, at, run.start()))
        at = run.start()
        for word in _segmented(run[0]):
            yield at, at + len(word)
            at += len(word)
    yield from (sign.span() for sign in _HELD.finditer(text, at, end))


def _segmented(text: str) -> list[str]:
    if len(text) < 3:
        return [text]
    import rjieba  # 0.2 s to load: only where there are words to tell apart

    segments: list[str] = rjieba.cut(text)
    return segments


def weight(word: object) -> float:
    """What it is worth to keep a word: a comma next to nothing."""
    text = str(word)
    return sum(1.0 if "\u4e00" <= c <= "\u9fff" or c.isalnum() else 0.15 for c in text) or 0.15


def word_changes(
    a: str, b: str, whole_a: Iterable[Span] = (), whole_b: Iterable[Span] = ()
) -> tuple[Words, ...]:
    """How A's text becomes B's: kept and deleted words together are A, kept and inserted ones B."""
    if a == b:
        return (Words(Change.KEPT, a, (0, len(a))),) if a else ()
    spans_a, spans_b = words(a, whole_a), words(b, whole_b)
    words_a, words_b = [a[slice(*s)] for s in spans_a], [b[slice(*s)] for s in spans_b]
    kept = _without_islands(matches(words_a, words_b, weight), words_a, len(words_b))
    stretches: list[Words] = []
    i = k = 0
    for m, n in [*kept, (len(spans_a), len(spans_b))]:
        stretches += _joined(Change.DELETED, a, spans_a[i:m])
        stretches += _joined(Change.INSERTED, b, spans_b[k:n])
        if m < len(spans_a):
            stretches += _joined(Change.KEPT, a, spans_a[m : m + 1])
        i, k = m + 1, n + 1
    return tuple(_merged(stretches, a))


def _joined(change: Change, text: str, spans: Sequence[Span]) -> list[Words]:
    if not spans:
        return []
    span = spans[0][0], spans[-1][1]
    return [Words(change, text[slice(*span)], span)]


def _merged(stretches: list[Words], a: str) -> Iterator[Words]:
    """Kept words that follow one another as one."""
    last: Words | None = None
    for stretch in stretches:
        if last and last.change is stretch.change is Change.KEPT:
            span = last.span[0], stretch.span[1]
            last = Words(Change.KEPT, a[slice(*span)], span)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last


def _without_islands(
    kept: list[tuple[int, int]], words_of_a: Sequence[str], end: int
) -> list[tuple[int, int]]:
    """The matches without a lone 的 in the midst of what changed on both sides: it says nothing."""
    edges = [(-1, -1), *kept, (len(words_of_a), end)]
    left: list[tuple[int, int]] = []
    for at in range(1, len(edges) - 1):
        (i, j), (before, earlier), (after, behind) = edges[at], edges[at - 1], edges[at + 1]
        alone = i - before > 1 and j - earlier > 1 and after - i > 1 and behind - j > 1
        if not (alone and len(words_of_a[i]) == 1 and words_of_a[i] not in "，、；：。（）"):
            left.append((i, j))
    return left
