"""Two texts clause by clause: which clause of one is which of the other, in their order."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from drafter.compare.sequence import matches
from drafter.documents.report import view
from drafter.facts.numbering import strip_label, strip_number
from drafter.facts.punctuation import INVISIBLE
from drafter.records import Span

_SIGNS = "，；：。！？"
_CLAUSE = re.compile(rf"[^{_SIGNS}]*[{_SIGNS}]+[”’）》」]*|[^{_SIGNS}]+$")
_BLANK = re.compile(rf"[\s{INVISIBLE}]+")
SAME_SIGNS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "―": "—", "─": "—"})
_END = "，；：。！？、,;:.!?"
_MASKED = re.compile(r"[xX×\d.,%]*[xX×\d][xX×\d.,%]*")
_MOST_CELLS = 40_000
ALIKE, LAST = 0.3, 0.15  # how much alike: in order between neighbours; alone between them


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a row up to its sign.

    row   index of the line or paragraph; span counts in it
    key   equal keys are the same words, whatever blanks, widths, numbers before and sign behind
    unit  of a draft: index of what it is a clause of
    """

    row: int
    span: Span
    key: str
    unit: int = -1


def same_words(text: str) -> str:
    """What tells a text from another: not blanks, widths of signs and the shape of quotes."""
    return _BLANK.sub("", view(text)).translate(SAME_SIGNS)


def clauses_of(text: str, row: int, start: int = 0, end: int = -1, unit: int = -1) -> list[Clause]:
    """The clauses of a stretch of a row, covering it."""
    stop = len(text) if end < 0 else end
    spans = [found.span() for found in _CLAUSE.finditer(view(text)[:stop], start)]
    if not spans:
        return []
    edges = [start, *(begin for begin, _ in spans[1:]), stop]
    return [
        Clause(row, (a, b), _key(text[a:b], first=a == start), unit) for a, b in pairwise(edges)
    ]


def _key(text: str, *, first: bool) -> str:
    bare = text.strip()
    if first:
        bare = strip_number(bare)
    return same_words(strip_label(bare)).rstrip(_END)


def matched(a: Sequence[Clause], b: Sequence[Clause]) -> dict[int, int]:
    """Clauses of B → their likes of A, rising in both: equal ones, then like ones between them."""
    keys_a: list[Hashable] = [one.key or n for n, one in enumerate(a)]
    keys_b: list[Hashable] = [one.key or -1 - n for n, one in enumerate(b)]
    equal = matches(keys_a, keys_b, lambda key: float(len(str(key))))
    found = {k: i for i, k in equal}
    for (i, k), (m, n) in pairwise([(-1, -1), *equal, (len(a), len(b))]):
        left, right = range(i + 1, m), range(k + 1, n)
        if 0 < len(left) * len(right) <= _MOST_CELLS:
            found |= _alike_in_order(a, b, left, right)
    return found


def _alike_in_order(
    a: Sequence[Clause], b: Sequence[Clause], left: range, right: range
) -> dict[int, int]:
    scores = [[likeness(a[i].key, b[k].key) for k in right] for i in left]
    worth = [
        [
            s * (len(a[i].key) + len(b[k].key)) if s >= ALIKE else 0.0
            for k, s in zip(right, row, strict=True)
        ]
        for i, row in zip(left, scores, strict=True)
    ]
    return {right[n]: left[m] for m, n in heaviest(worth)}


def heaviest(worth: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """The pairs (row, column), rising in both, of the greatest worth together; 0 is no pair."""
    rows, columns = len(worth), len(worth[0]) if worth else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for k in range(columns - 1, -1, -1):
            here = worth[i][k] + best[i + 1][k + 1] if worth[i][k] else 0.0
            best[i][k] = max(here, best[i + 1][k], best[i][k + 1])
    i = k = 0
    while i < rows and k < columns:
        if worth[i][k] and best[i][k] == worth[i][k] + best[i + 1][k + 1]:
            yield i, k
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1


def likeness(a: str, b: str) -> float:
    """0 to 1: the share of pairs of characters that two texts have in common; figures are alike."""
    mine, theirs = _pairs(a), _pairs(b)
    total = sum(mine.values()) + sum(theirs.values())
    return 2 * sum((mine & theirs).values()) / total if total else 0.0


@lru_cache(maxsize=8192)
def _pairs(key: str) -> Counter[str]:
    text = f"^{_MASKED.sub('#', key)}"
    return Counter(first + second for first, second in pairwise(text))
