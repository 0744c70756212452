"""A file of an earlier draft: what its editor changed, apart from what was drafted anew since.

The earlier draft's own text is read as a file that nobody edited. What that would propose is what
was drafted since: none of it is the editor's, and where he changed the same sentence his change is
made in the sentence as it reads now.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from drafter.documents.earlier_text import own_texts
from drafter.records import Change, Draft, Proposal
from drafter.review.changed_text import is_same, kept_as_printed
from drafter.review.clauses import likeness, same_words
from drafter.review.returned_file import ReturnedFile, Row
from drafter.word.hands import Hand

_PIECE = re.compile(r"(?:[^，；：。！？,;:!?]|(?<=\d)[,:](?=\d))+|[，；：。！？,;:!?]")
_SAME_SENTENCE = 0.6  # how much alike a sentence that is no more and the editor's wording of it


def earlier_file(draft: Draft, file: ReturnedFile) -> ReturnedFile | None:
    """The text that the file was made of, where that is an earlier draft's; as a file."""
    held = _pairs(row.text for row in file.rows)
    every = (*own_texts(draft), *reversed(draft.earlier))
    nearest = min(every, key=lambda text: _distance(held, _pairs(line for line, _ in text)))
    if nearest in own_texts(draft):
        return None
    rows = tuple(Row(n, line, heading) for n, (line, heading) in enumerate(nearest))
    return ReturnedFile(file.name, rows, (), (), Hand("", ""))


def _pairs(texts: Iterable[str]) -> Counter[str]:
    """The neighbouring characters of some lines, figures as they stand."""
    return Counter(a + b for text in texts for a, b in pairwise(f"^{same_words(text)}$"))


def _distance(a: Counter[str], b: Counter[str]) -> int:
    return ((a - b) + (b - a)).total()


def apart(
    proposals: Sequence[Proposal], redraft: Sequence[Proposal]
) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    """The editor's own changes, and what the file differs by because the draft was made anew.

    redraft  what the earlier draft's own text would propose
    """
    known = {_key(one) for one in redraft}
    others = (_on_today(one, redraft) for one in proposals if _key(one) not in known)
    own = tuple(one for one in others if not is_same(one.before, one.after))  # taken before
    return own, tuple(one for one in proposals if _key(one) in known)


def _key(one: Proposal) -> tuple[str, ...]:
    where = "" if one.change is Change.ADDED else one.where
    return (str(one.change), where, one.about, same_words(one.after))


def _on_today(one: Proposal, redraft: Sequence[Proposal]) -> Proposal:
    """A change of the editor, made in what the draft says now where that was changed too."""
    like = next((other for other in redraft if _is_same_place(one, other)), None)
    if like is None:
        return one
    both = _merged(like.after, one.before, one.after) if one.change is Change.WORDED else None
    if both is None or not both.startswith(one.label):
        return replace(one, change=Change.HOMELESS, label="", text=one.after, about="since")
    return replace(one, text=both.removeprefix(one.label))


def _is_same_place(one: Proposal, other: Proposal) -> bool:
    if one.change is not other.change:
        return False
    if one.change is Change.ADDED:
        return likeness(same_words(one.text), same_words(other.text)) >= _SAME_SENTENCE
    return one.change is Change.WORDED and (one.where, one.about) == (other.where, other.about)


def _merged(base: str, today: str, theirs: str) -> str | None:
    """Today's text with the clauses that theirs changed of the base.

    None where both changed the same clause: half of each would say what nobody wrote.
    """
    pieces = _PIECE.findall(base)
    made: list[str] = []
    at, added = 0, -1
    for start, end, text in sorted({*_changed(pieces, today), *_changed(pieces, theirs)}):
        if start < at or start == end == added:
            return None
        made += [*pieces[at:start], text]
        at, added = end, start if start == end else -1
    return kept_as_printed(today, "".join([*made, *pieces[at:]]))


def _changed(pieces: Sequence[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Which clauses and signs a text has otherwise, and how."""
    others = _PIECE.findall(text)
    ours, theirs = ([same_words(one) for one in side] for side in (pieces, others))
    for kind, i, m, k, n in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            yield i, m, "".join(others[k:n])
