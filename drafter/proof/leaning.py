"""Clauses that say something of the one before them, and follow it in the answer too.

同比增长【F2】%, 与上年持平, 全部合格 have no indicator of their own, and 其中企业【F3】家 has its
whole before it. Behind another clause than in the note they are words of another indicator.
"""

from collections.abc import Callable, Iterator, Sequence, Set

from drafter.messages import t
from drafter.proof.clauses import EACH, Clause, each_whole, holding, unpacked
from drafter.proof.word_cover import uncovered
from drafter.proof.word_reading import WordReading, words_of

_OF_A_PART = ("其中", "其余", "另有")
_OPENER = 4  # characters of the longest word that such a clause opens with


def moved_clauses(reading: WordReading) -> Iterator[str]:
    """The clauses that lean on another one in the answer than in the note."""
    pieces = list(each_whole(reading.answer_clauses))
    for at, part in enumerate(reading.note_clauses):
        ground = _ground(reading, reading.note_clauses, at)
        if ground and leans(reading, part):
            here = next((place for place, piece in enumerate(pieces) if _has(piece, part)), -1)
            if here >= 0 and not _stands_on(reading, pieces, here, part, ground):
                yield t("proof.word.moved", words=unpacked(part.text))


def leans(reading: WordReading, piece: Clause) -> bool:
    """Whether a clause says something of another one."""
    return _is_bare(reading, piece) or piece.words.startswith(_OF_A_PART)


def _is_bare(reading: WordReading, piece: Clause) -> bool:
    """Whether a clause has no indicator of its own."""
    said = reading.said(piece)
    openers, words = reading.lists["leaning_openers"], reading.lists["leaning_words"]
    return bool(said) and (
        words_of(said)[0] in openers
        or any(said[:size] in openers for size in range(2, _OPENER + 1))
        or not uncovered(said, lambda word: word in words)
    )


def _ground(
    reading: WordReading,
    pieces: Sequence[Clause],
    at: int,
    leaning: Set[str] = frozenset(),
    topic: str = "",
) -> Clause | None:
    """The clause that the one at a place leans on; a part leans on what is no part.

    其中 before a comma is of the clause behind it.

    leaning  tokens of clauses that lean in the note, whatever words they have got
    topic    what they lean on there, where that has no figure: with it a clause stands by itself
             (产值：完成18亿元 → 完成产值18亿元); "" for none
    """
    told = _kind_of(pieces[at])
    for piece in reversed(pieces[:at]):
        is_leaning = piece.tokens and leaning >= {*piece.tokens} and not _names(piece, topic)
        if piece.words not in _OF_A_PART and not is_leaning and not told(reading, piece):
            return piece
    return None


def _kind_of(piece: Clause) -> Callable[[WordReading, Clause], bool]:
    """What tells the clauses that a clause does not lean on."""
    return leans if piece.words.startswith(_OF_A_PART) else _is_bare


def _names(piece: Clause, topic: str) -> bool:
    return topic != "" and topic in piece.words


def _leaning_tokens(reading: WordReading, part: Clause) -> frozenset[str]:
    told = _kind_of(part)
    pieces = (piece for piece in reading.note_clauses if told(reading, piece))
    return frozenset(token for piece in pieces for token in piece.tokens)


def _stands_on(
    reading: WordReading, pieces: Sequence[Clause], at: int, part: Clause, ground: Clause
) -> bool:
    """Whether the clause of the answer that says a leaning one leans on the same, or has it."""
    if EACH in pieces[at].text and EACH not in reading.note:
        return _is_in_turn(reading, pieces[at])
    if _is_of(pieces[at], ground):
        return True
    topic = "" if ground.tokens else ground.words
    before = _ground(reading, pieces, at, _leaning_tokens(reading, part), topic)
    return (
        before is not None
        and _is_of(before, ground)
        and not _tells_another(reading, pieces[at], part, ground)
        and not _lists_another(reading, pieces, pieces.index(before))
    )


def _tells_another(reading: WordReading, piece: Clause, part: Clause, ground: Clause) -> bool:
    """Whether a clause of the answer has words of the note that are of neither clause."""
    said, own = reading.said(piece), f"{reading.home(part)}，{ground.words}"
    small = reading.lists["leaning_words"] | reading.lists["function_words"] | reading.mood
    spans = uncovered(said, lambda word: word in small or reading.is_from(word, own))
    return any(said[start : start + 2] in reading.note for start, end in spans if end - start > 1)


def _lists_another(reading: WordReading, pieces: Sequence[Clause], at: int) -> bool:
    """Whether what a clause leans on ends a list of which the note says it not."""
    while at and pieces[at - 1].mark == "、":
        at -= 1
        if any(home.mark != "、" for home in holding(reading.note_clauses, pieces[at].tokens)):
            return True
    return False


def _is_in_turn(reading: WordReading, piece: Clause) -> bool:
    """Whether 分别 gives each of its figures to the indicator that the note gives it to."""
    notes, answer = reading.note_clauses, reading.answer
    grounds = [
        _ground(reading, notes, place)
        for token in piece.tokens
        for place, part in enumerate(notes)
        if token in part.tokens and leans(reading, part)
    ]
    places = [answer.find(ground.tokens[0]) for ground in grounds if ground and ground.tokens]
    return places == sorted(places)


def _has(piece: Clause, part: Clause) -> bool:
    return part.tokens[0] in piece.tokens if part.tokens else part.words in piece.words


def _is_of(piece: Clause, ground: Clause) -> bool:
    """Whether a clause of the answer says what one of the note does."""
    if piece.tokens and ground.tokens:
        return bool(set(piece.tokens) & set(ground.tokens))
    words = ground.words
    return any(words[at : at + 2] in piece.words for at in range(len(words) - 1))
