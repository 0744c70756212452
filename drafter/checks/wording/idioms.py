"""Idioms of four characters with one that sounds or looks like the right one: 出其制胜, 竞竞业业."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from drafter.checks.pattern import common_start
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
def _by_half() -> dict[tuple[int, str], list[str]]:
    """Idioms by each of their halves, and which it is: one slip leaves the other as it was."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for idiom in words("idioms") | words("set_phrases"):
        if len(idiom) == _SIZE:
            found[0, idiom[:2]].append(idiom)
            found[1, idiom[2:]].append(idiom)
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
    near: list[tuple[int, str]] = []
    for half in (0, 1):
        for idiom in _by_half().get((half, written[2 * half :][:2]), ()):
            if idiom == written:
                return None
            at = common_start(written, idiom)
            if written[at + 1 :] == idiom[at + 1 :]:
                near.append((at, idiom))
    for at, idiom in sorted(near):
        like = are_alike(written[at], idiom[at]) and not tells_apart(written[at], idiom[at])
        if like and not _is_honest(written):
            return idiom, at
    return None
