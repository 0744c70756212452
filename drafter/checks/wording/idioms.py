"""Idioms of four characters with one that sounds or looks like the right one: 出其制胜, 竞竞业业."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from drafter.checks.wording.alike import are_alike
from drafter.checks.wording.closest import tells_apart
from drafter.checks.wording.phrases import STANDING, Stretch, frequency, is_word
from drafter.checks.wording.word_lists import words
from drafter.records import Span

_SIZE = 4
_COMMON = 100  # times that a word is met

Slip = tuple[Span, str, int]  # where, what is meant, and at which character


def idioms_meant(stretch: Stretch) -> Iterator[Slip]:
    """Those that begin and end where words do."""
    ends = {end for _, _, end in stretch.cut}
    for _, start, _ in stretch.cut:
        if start + _SIZE in ends:
            meant = _meant(stretch.text[start : start + _SIZE])
            if meant:
                right, place = meant
                yield (start, start + _SIZE), right, start + place


@cache
def _by_gap() -> dict[tuple[int, str], list[str]]:
    """Idioms without one of their characters, and which it was."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for idiom in sorted(words("idioms") | words("set_phrases")):
        if len(idiom) == _SIZE:
            for at in range(_SIZE):
                found[at, idiom[:at] + idiom[at + 1 :]].append(idiom)
    return found


def _is_honest(written: str) -> bool:
    """Whether what stands there is right, too: 劳务报酬 beside 劳动报酬, both of common words."""
    if is_word(written) or written in words("phrases") or written[0] in STANDING:
        return True
    halves = (written[:2], written[2:])
    return all(
        half in words("met_pairs") or (is_word(half) and frequency(half) >= _COMMON)
        for half in halves
    )


def _meant(written: str) -> tuple[str, int] | None:
    gaps = _by_gap()
    for at in range(_SIZE):
        for idiom in gaps.get((at, written[:at] + written[at + 1 :]), ()):
            if idiom == written:
                return None
            like = are_alike(written[at], idiom[at]) and not tells_apart(written[at], idiom[at])
            if like and not _is_honest(written):
                return idiom, at
    return None
