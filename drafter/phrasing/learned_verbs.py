"""The verb that an office itself gives a noun with a figure, learned from its earlier documents."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from drafter.phrasing.archive import Archive, masked_sentence
from drafter.phrasing.note import Note
from drafter.phrasing.word_lists import words_in
from drafter.phrasing.words_of_both import lists
from drafter.proof.clauses import HAN, Clause, cut, is_token, packed, unpacked
from drafter.proof.inventory import inventory
from drafter.proof.word_reading import tagged
from drafter.records import Part

_TOLD = frozenset({Part.DONE, Part.OTHER})
_SHORTEST, _LONGEST = 2, 10  # characters of a noun


def learned_verbs(archives: Iterable[Archive]) -> dict[str, tuple[str, ...]]:
    """Noun → the verbs right before it and its figure, those that are said most first.

    受理信访件58件 teaches 信访件: 受理. Only what is done is learned from.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for archive in archives:
        for sentence in archive.sentences:
            if sentence.part in _TOLD:
                for verb, noun in _taught(sentence.text):
                    counts[noun][verb] += 1
    return {noun: tuple(verb for verb, _ in found.most_common()) for noun, found in counts.items()}


def with_learned_verb(note: Note) -> Iterator[str]:
    """The note with a verb of the office before each bare noun with a figure, then before one."""
    if note.part not in _TOLD or not note.learned:
        return
    pieces = list(cut(packed(note.text)))
    listed = [piece for row in lists(pieces) for piece in row]  # a verb would go before all
    changed = [
        piece.text if piece in listed else _with_verb(piece, note.learned) for piece in pieces
    ]
    places = [at for at, text in enumerate(changed) if text != pieces[at].text]
    for taken in [places, *([at] for at in places)] if places else ():
        yield unpacked(
            "".join(
                (changed[at] if at in taken else piece.text) + piece.mark
                for at, piece in enumerate(pieces)
            )
        )


def _taught(text: str) -> Iterator[tuple[str, str]]:
    """Verb and noun of each clause of which nothing else stands before its figure."""
    for piece in cut(masked_sentence(text).text):
        words = tagged(_lead(piece))
        if len(words) > 1 and _is_verb(*words[0]):
            noun = "".join(word for word, _ in words[1:])
            if _SHORTEST <= len(noun) <= _LONGEST:
                yield words[0][0], noun


def _is_verb(word: str, tag: str) -> bool:
    """Whether a word is a verb that may be lent; the dictionary has 办理 as a noun."""
    return (
        len(word) > 1
        and word not in words_in("not_lent")
        and (tag[:1] == "v" or word in _light_verbs())
    )


@lru_cache(maxsize=1)
def _light_verbs() -> frozenset[str]:
    return frozenset(verb for verbs in inventory().deeds.values() for verb in verbs)


def _with_verb(piece: Clause, learned: Mapping[str, tuple[str, ...]]) -> str:
    verbs = learned.get(_lead(piece), ())
    return f"{verbs[0]}{piece.text}" if verbs else piece.text


def _lead(piece: Clause) -> str:
    """What a clause has before its figure; "" where it is no Chinese or there is none."""
    first = next((sign for sign in piece.text if is_token(sign)), "")
    lead = piece.text.partition(first)[0] if first else ""
    return lead if HAN.fullmatch(lead) else ""
