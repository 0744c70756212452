"""What a note says and its answer no longer says, or says of another figure."""

from collections.abc import Iterator
from itertools import combinations, pairwise, takewhile

from drafter.messages import t
from drafter.proof.clauses import (
    EACH,
    HAN,
    Clause,
    clause,
    each_whole,
    holding,
    is_token,
    tokens_of,
    unpacked,
)
from drafter.proof.leaning import leans
from drafter.proof.word_reading import WordReading, words_of
from drafter.records import FactKind, Part

_NAMING = 2  # characters that tell two names in a list apart


def lost_words(reading: WordReading) -> Iterator[str]:
    """Words of a note's clause that do not recur beside its facts, whatever their order.

    A word may be replaced by a synonym; function words and light verbs may be left out.
    """
    for part in reading.note_clauses:
        region = f"{_region(reading, part)}|{_shared_opening(reading, part)}"
        if gone := _missing(reading, part, region):
            yield t("proof.word.lost", clause=unpacked(part.text), words=gone)


def moved_tokens(reading: WordReading) -> Iterator[str]:
    """Tokens whose order says what they are, in another order.

    Those of one clause keep theirs, but for a date, which may stand anywhere, and so do those of
    clauses with the same words; one without words of its own stays behind the token before it.
    """
    place = {sign: at for at, sign in enumerate(reading.answer)}
    for first, second in _ordered(reading):
        if place[first] > place[second]:
            yield t("proof.crossed", token=unpacked(second), other=unpacked(first))
    for first, second in _of_others(reading):
        yield t("proof.crossed", token=unpacked(second), other=unpacked(first))
    order = ["", *tokens_of(reading.answer)]
    before = {token: last for last, token in pairwise(["", *tokens_of(reading.note)])}
    for part in reading.note_clauses:
        if part.tokens and not HAN.search(reading.bare(part.text)):
            token = part.tokens[0]
            if before[token] and order[order.index(token) - 1] != before[token]:
                yield t("proof.after", token=unpacked(token), before=unpacked(before[token]))


def _ordered(reading: WordReading) -> Iterator[tuple[str, str]]:
    """Pairs of tokens that nothing but their order tells apart.

    What leans on another clause is told apart by that.
    """
    for part in reading.note_clauses:
        yield from pairwise(token for token in part.tokens if not _is_date(reading, token))
    for part, other in combinations(reading.note_clauses, 2):
        if part.tokens and other.tokens and part.words == other.words and not leans(reading, part):
            yield part.tokens[0], other.tokens[0]


def _is_date(reading: WordReading, token: str) -> bool:
    return token in reading.slots and reading.slots[token].fact_kind is FactKind.DATE


def _region(reading: WordReading, part: Clause) -> str:
    """Where the words of a note's clause have to be found.

    That is beside its tokens and in what leads to them; of a clause without tokens, anywhere.
    """
    if not part.tokens:
        return "|".join(piece.words for piece in reading.answer_clauses)
    leads: list[Clause] = []
    for piece in reading.answer_clauses:
        if set(piece.tokens) & set(part.tokens):
            break
        leads += [] if piece.tokens else [piece]
    beside = holding(_beside(reading), part.tokens)
    return "|".join(piece.words for piece in (*leads, *beside))


def _shared_opening(reading: WordReading, part: Clause) -> str:
    """How a note's clause opens where a list says it once: 新建支部【F1】个、教学点【F2】个.

    The list opens so, with a figure of a clause that the note opens so too.
    """
    row: list[Clause] = []
    for piece in reading.answer_clauses:
        if row and holding([piece], part.tokens):
            homes = holding(reading.note_clauses, row[0].tokens[:1])
            texts = [part.text, row[0].text, *(home.text for home in homes)]
            same = takewhile(lambda signs: len(set(signs)) == 1, zip(*texts, strict=False))
            return "".join(signs[0] for signs in same if not is_token(signs[0]))
        row = [*row, piece] if piece.mark == "、" else []
    return ""


def _beside(reading: WordReading) -> Iterator[Clause]:
    """For every token the words beside it, from the token before it to the one behind it.

    In a list that says 分别 the words of all stand before the first; order tells whose is which.
    """
    for piece in each_whole(reading.answer_clauses):
        if len(piece.tokens) < 2 or EACH in piece.text:
            yield piece
            continue
        at = [-1, *(i for i, sign in enumerate(piece.text) if is_token(sign)), len(piece.text)]
        for before, here, behind in zip(at, at[1:], at[2:], strict=False):
            start = before + 1
            if before >= 0:
                unit = reading.units.get(piece.text[before], "")
                start += len(unit) if piece.text.startswith(unit, start) else 0
            yield clause(piece.text[start:here] + piece.text[here:behind])


def _of_others(reading: WordReading) -> Iterator[tuple[str, str]]:
    """Pairs of tokens that a 分别 of the answer gives to each other's words.

    What is named first has the first figure, so words and tokens keep the order of the note.
    """
    if EACH in reading.note:
        return
    for piece in each_whole(reading.answer_clauses):
        names, each, _ = piece.text.partition(EACH)
        parts = holding(reading.note_clauses, piece.tokens) if each else []
        for part, behind in pairwise(parts):
            first, second = part.tokens[0], behind.tokens[0]
            turned = names.find(behind.words[:_NAMING]) < names.find(part.words[:_NAMING])
            if piece.text.find(first) > piece.text.find(second) or (
                turned and behind.words[:_NAMING] in names
            ):
                yield first, second


def _missing(reading: WordReading, part: Clause, region: str) -> str:
    runs = HAN.findall(reading.bare(part.text))
    return "".join(_lost_of(reading, run, region) for run in runs if run not in region)


def _lost_of(reading: WordReading, run: str, region: str) -> str:
    """The characters of a run that recur neither in the region nor by a synonym."""
    lists = reading.lists
    kept = [sign in region for sign in run]
    for word, others in lists.synonyms_in(run):
        at = run.find(word)
        if any(other in region for other in others):
            kept[at : at + len(word)] = [True] * len(word)
    at = 0
    droppable = lists["droppable"] - ({"已", "了"} if reading.part is Part.PLANNED else set())
    for word in words_of(run):
        if word in droppable:
            kept[at : at + len(word)] = [True] * len(word)
        at += len(word)
    return "".join(sign for sign, is_kept in zip(run, kept, strict=True) if not is_kept)
