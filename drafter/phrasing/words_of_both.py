"""An earlier clause and the note's clause with the same facts: how their words go together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from drafter.proof.clauses import HAN, Clause, tokens_of
from drafter.proof.word_reading import words_of

_MOST = 6  # words of an earlier sentence that are tried one by one


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of a clause: what the note has here, and what the earlier sentence has."""

    own: str
    earlier: str

    @property
    def is_open(self) -> bool:
        """Whether either may stand; what only the note has always stands."""
        return bool(self.earlier) and self.own != self.earlier


def ways(kept: Sequence[Clause], own: Sequence[Clause]) -> Iterator[list[Clause]]:
    """The earlier clauses with the note's words put in, those with most earlier words first.

    Last, as they stand.
    """
    runs = [_runs(piece, own) for piece in kept]
    places = [(at, to) for at, row in enumerate(runs) for to, run in enumerate(row) if run.is_open]
    for taken in _choices(places[:_MOST], places):
        texts = [
            "".join(
                run.earlier if run.is_open and (at, to) in taken else run.own
                for to, run in enumerate(row)
            )
            for at, row in enumerate(runs)
        ]
        yield [
            replace(piece, text=text, tokens=tokens_of(text))
            for piece, text in zip(kept, texts, strict=True)
        ]
    yield list(kept)


def _choices(
    few: Sequence[tuple[int, int]], every: Sequence[tuple[int, int]]
) -> Iterator[frozenset[tuple[int, int]]]:
    """Which earlier words are taken: all, all but some, each alone."""
    whole = frozenset(every)
    yield whole
    yield from (whole - {one} for one in few)
    yield from (whole - {one, other} for at, one in enumerate(few) for other in few[at + 1 :])
    yield from (frozenset({one}) for one in few)


def _runs(piece: Clause, own: Sequence[Clause]) -> list[_Run]:
    """The clause beside the note's of the same facts; alone where there is none such."""
    notes = [other for other in own if set(other.tokens) & set(piece.tokens)]
    if len(notes) != 1 or set(notes[0].tokens) != set(piece.tokens):
        return [_Run(piece.text, piece.text)]
    note = notes[0].text
    matcher = SequenceMatcher(None, note, piece.text, autojunk=False)
    return [
        run
        for _, a, b, c, d in matcher.get_opcodes()
        for run in _parted(note[a:b], piece.text[c:d])
    ]


def _parted(own: str, earlier: str) -> list[_Run]:
    """A run; what only the earlier sentence has as its last word and what stands before it.

    在重点水域设置警示牌: the verb can stand without the place.
    """
    words = words_of(earlier) if not own and HAN.fullmatch(earlier) else ()
    if len(words) < 2:
        return [_Run(own, earlier)]
    return [_Run("", "".join(words[:-1])), _Run("", words[-1])]


def repeats(text: str, *sources: str) -> bool:
    """Whether a pair of characters stands more often in a text than in any of its sources."""
    counts = [Counter(map("".join, pairwise(source))) for source in sources]
    return any(
        count > max(1, *(other[pair] for other in counts))
        for pair, count in Counter(map("".join, pairwise(text))).items()
    )
