"""An earlier clause and the note's clause with the same facts: how their words go together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from drafter.proof.clauses import HAN, Clause, is_token, tokens_of
from drafter.proof.word_reading import tagged, words_of

_NOUN = 3  # characters of a noun that has to be the same
_MOST = 6  # words of an earlier sentence that are tried one by one
_PREPOSITIONS = ("针对", "对于", "对", "将", "把", "为", "向", "由", "从", "与", "给", "让")

_At = tuple[int, int]
"""Which clause, and which run of it."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of a clause: what the note has here, and what the earlier sentence has.

    whole  its words are words in both, and say the same of the same
    """

    own: str
    earlier: str
    whole: bool = True

    @property
    def differs(self) -> bool:
        """Whether the earlier sentence has other words here; what only the note has stays."""
        return bool(self.earlier) and self.own != self.earlier

    @property
    def is_open(self) -> bool:
        """Whether either may stand."""
        return self.differs and self.whole


def ways(kept: Sequence[Clause], own: Sequence[Clause]) -> Iterator[list[Clause]]:
    """The earlier clauses with the note's words put in, those with most earlier words first.

    Last, as they stand.
    """
    rows = [_runs(piece, own) for piece in kept]
    places = [(at, to) for at, row in enumerate(rows) for to, run in enumerate(row) if run.is_open]
    for taken in _choices(places):
        texts = [_text(row, at, taken) for at, row in enumerate(rows)]
        if _is_sound(kept, rows, taken, own) and not _says_again(kept, rows, taken, texts):
            yield [
                replace(piece, text=text, tokens=tokens_of(text))
                for piece, text in zip(kept, texts, strict=True)
            ]
    yield list(kept)


def repeats(text: str, *sources: str) -> bool:
    """Whether a pair of characters stands more often in a text than in any of its sources."""
    counts = [Counter(map("".join, pairwise(source))) for source in sources]
    return any(
        count > max(1, *(other[pair] for other in counts))
        for pair, count in Counter(map("".join, pairwise(text))).items()
    )


def _text(row: Sequence[_Run], at: int, taken: frozenset[_At]) -> str:
    return "".join(
        run.earlier if run.is_open and (at, to) in taken else run.own for to, run in enumerate(row)
    )


def _choices(places: Sequence[_At]) -> Iterator[frozenset[_At]]:
    """Which earlier words are taken: all, all but some, each alone."""
    whole, few = frozenset(places), places[:_MOST]
    yield whole
    yield from (whole - {one} for one in few)
    yield from (whole - {one, other} for at, one in enumerate(few) for other in few[at + 1 :])
    yield from (frozenset({one}) for one in few)


def _runs(piece: Clause, own: Sequence[Clause]) -> list[_Run]:
    """The clause beside the note's of the same facts; alone where there is none such."""
    notes = [other for other in own if set(other.tokens) & set(piece.tokens)]
    if len(notes) != 1 or set(notes[0].tokens) != set(piece.tokens):
        return [_Run(piece.text, piece.text)]
    note, earlier = notes[0].text, piece.text
    at_own, at_earlier = _word_ends(note), _word_ends(earlier)
    runs: list[_Run] = []
    for _, a, b, c, d in SequenceMatcher(None, note, earlier, autojunk=False).get_opcodes():
        whole = {a, b} <= at_own and {c, d} <= at_earlier and _same_noun(note[:a], earlier, c, d)
        if whole:
            runs += _parted(note[a:b], earlier[c:d], note[b : b + 1])
        else:
            runs.append(_Run(note[a:b], earlier[c:d], whole=False))
    return runs


def _word_ends(text: str) -> frozenset[int]:
    """Where words end and begin: 力争 lends no 力 to 争取."""
    places = set(range(len(text) + 1))
    for run in HAN.finditer(text):
        at = run.start()
        for word in words_of(run[0]):
            places -= set(range(at + 1, at + len(word)))
            at += len(word)
    return frozenset(places)


def _same_noun(own: str, earlier: str, start: int, end: int) -> bool:
    """Whether what stands right before a figure is said of the same noun: 占比达到 of no 药占比."""
    before_figure = end < len(earlier) and is_token(earlier[end])
    if start == end or not before_figure or not HAN.match(own[-1:]):
        return True
    noun = HAN.findall(own)[-1]
    return earlier[:start].endswith(noun[-_NOUN:])


def _parted(own: str, earlier: str, behind: str) -> list[_Run]:
    """A run; what only the earlier sentence has in two, where a verb can stand without the rest.

    在重点水域设置警示牌, 建立居民档案. 参与制定标准 stays whole: its two verbs tell what was done.
    """
    words = tagged(earlier) if not own and HAN.fullmatch(earlier) else ()
    verbs = [at for at, (_, tag) in enumerate(words) if tag[:1] == "v"]
    if len(words) < 2 or not HAN.match(behind) or verbs not in ([], [0], [len(words) - 1]):
        return [_Run(own, earlier)]
    cut_at = 1 if verbs == [0] else len(words) - 1
    texts = [word for word, _ in words]
    return [_Run("", "".join(texts[:cut_at])), _Run("", "".join(texts[cut_at:]))]


# --- what cannot be taken without the rest ---


def _is_sound(
    kept: Sequence[Clause],
    rows: Sequence[Sequence[_Run]],
    taken: frozenset[_At],
    own: Sequence[Clause],
) -> bool:
    return all(
        not _dangles(row, at, taken, piece.text)
        for at, (piece, row) in enumerate(zip(kept, rows, strict=True))
    ) and all(_is_even(kept, rows, listed, taken) for listed in (*lists(kept), *lists(own)))


def _dangles(row: Sequence[_Run], at: int, taken: frozenset[_At], earlier: str) -> bool:
    """Whether a preposition is taken without its object, or without the verb it goes with."""
    lost = [run.differs and (at, to) not in taken for to, run in enumerate(row)]
    return any(
        _is_cut_off(row, to, lost, earlier)
        for to, run in enumerate(row)
        if run.is_open and not lost[to] and _has_preposition(run.earlier)
    )


def _is_cut_off(row: Sequence[_Run], at: int, lost: Sequence[bool], earlier: str) -> bool:
    """Whether what goes with the preposition of a run is not taken."""
    left = [row[to].earlier for to in range(at + 1, len(row)) if lost[to]]
    if not left:
        return False
    ends_it = row[at].earlier.endswith(_PREPOSITIONS) and lost[at + 1]
    has_verb = any(tag[:1] == "v" for text in left for _, tag in _tagged(text))
    return ends_it or has_verb or bool(HAN.search(_behind_figures(earlier)))


def _has_preposition(text: str) -> bool:
    return text in _PREPOSITIONS or any(word in _PREPOSITIONS for word, _ in _tagged(text))


def _tagged(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for run in HAN.findall(text) for pair in tagged(run))


def _behind_figures(text: str) -> str:
    """What stands behind the last figure of a clause and its unit."""
    last = max((at for at, sign in enumerate(text) if is_token(sign)), default=len(text))
    return text[last + 3 :]


def lists(pieces: Sequence[Clause]) -> Iterator[list[Clause]]:
    """The clauses that 、 joins, two and more."""
    row: list[Clause] = []
    for piece in pieces:
        row.append(piece)
        if piece.mark != "、":
            if len(row) > 1:
                yield row
            row = []
    if len(row) > 1:
        yield row


def _is_even(
    kept: Sequence[Clause],
    rows: Sequence[Sequence[_Run]],
    listed: Sequence[Clause],
    taken: frozenset[_At],
) -> bool:
    """Whether the parts of a list keep one form: a verb before all of them, or all as earlier."""
    at_of = [_place(kept, piece) for piece in listed]
    held = [at for at in at_of if at >= 0]
    open_runs = [(at, to) for at in held for to, run in enumerate(rows[at]) if run.is_open]
    inside = [place for place in open_runs if place in taken and place != (at_of[0], 0)]
    return not inside or (-1 not in at_of and all(place in taken for place in open_runs))


def _place(kept: Sequence[Clause], part: Clause) -> int:
    """Where the clause stands that has the facts of a part; -1 where none has."""
    tokens = set(part.tokens)
    return next((at for at, piece in enumerate(kept) if tokens & set(piece.tokens)), -1)


def _says_again(
    kept: Sequence[Clause],
    rows: Sequence[Sequence[_Run]],
    taken: frozenset[_At],
    texts: Sequence[str],
) -> bool:
    """Whether a word that is taken stands more often than it did: 筛查新生儿疾病筛查."""
    whole, earlier = "，".join(texts), "，".join(piece.text for piece in kept)
    return any(
        whole.count(word) > max(1, earlier.count(word))
        for at, to in taken
        for run in HAN.findall(rows[at][to].earlier)
        for word in words_of(run)
        if len(word) > 1
    )
