"""A row of a table → what a clerk would have typed from it: every figure as its cell shows it.

A statement is made of pieces, each of which knows the cell it comes from; nothing in the words
between them is a figure. There are three styles of joining them, from fluent to plain; `proof` says
which one is read back as it was meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile

from drafter.reading.tables.clauses import Clause, Piece, group_clauses, remarks, word_clauses
from drafter.reading.tables.columns import Column
from drafter.reading.tables.manner import Manner, is_part
from drafter.reading.tables.rows import Row

STYLES = ("", "为", "：")  # between an indicator and its figure
_INLINE = 160  # characters of a statement that takes its parts in


@dataclass(frozen=True, slots=True)
class Statement:
    """One bullet to be.

    rows  the numbers of those it states
    open  it only stands in their place
    """

    pieces: tuple[Piece, ...]
    rows: tuple[int, ...]
    below: tuple["Statement", ...] = ()
    open: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def statement(row: Row, how: Manner, style: str) -> Statement | None:
    """What the row states, with its parts where they are short.

    None where it states nothing of its own.
    """
    last_groups = takewhile(lambda group: is_part(group[0]), reversed(how.groups))
    within = tuple(last_groups)[::-1]
    whole = replace(how, groups=how.groups[: len(how.groups) - len(within)])
    pieces = list(_sentence(row, whole, style))
    if not pieces:
        pieces, within = list(_sentence(row, how, style)), ()
    if not pieces:
        return None
    parts = [part for part in row.rows if part.part]
    inline = _inline(parts, pieces, how, style)
    rows = (row.number, *(part.number for part in parts)) if inline else (row.number,)
    further = [*_within(row, within, how, style), *inline]
    aside = list(remarks(row, how))
    in_brackets = not aside or aside[0].text == "（"
    pieces += [*aside, *further] if in_brackets else [*further, *aside]
    return Statement(tuple(pieces), rows)


def _sentence(row: Row, how: Manner, style: str) -> Iterator[Piece]:
    """The row's own clauses, with its name before the first; a period is said once."""
    name = Piece(row.name, row.cell) if row.cell else None
    time = ""
    for at, (mark, clause) in enumerate(_clauses(row, how)):
        if clause.time and clause.time.text == time:
            clause = replace(clause, time=None)
        elif clause.time:
            time = clause.time.text
        if at == 0:
            yield from clause.pieces(style, name)
        else:
            yield Piece(mark)
            yield from dropwhile(lambda piece: piece.text == "，", clause.pieces(style))


def _clauses(row: Row, how: Manner) -> Iterator[tuple[str, Clause]]:
    """The clauses of a row, each with the mark that parts it from the one before.

    Values with their comparisons are apart by ；, where one of them has several clauses.
    """
    groups = [(is_part(group[0]), list(group_clauses(row, group, how))) for group in how.groups]
    groups = [(part, clauses) for part, clauses in groups if clauses]
    between = "；" if any(len(clauses) > 1 for _, clauses in groups) else "，"
    after_part = False
    for part, (first, *compared) in groups:
        yield "，" if part else between, _part_again(first) if part and after_part else first
        yield from (("，", clause) for clause in compared)
        after_part = part
    yield from (("，", clause) for clause in word_clauses(row, how))


def _part_again(clause: Clause) -> Clause:
    """The clause of a further part: 其中 is said once."""
    label = clause.label
    if label is None:
        return clause
    return replace(clause, label=replace(label, text=label.text.removeprefix("其中")))


def _within(
    row: Row, groups: tuple[tuple[Column, ...], ...], how: Manner, style: str
) -> Iterator[Piece]:
    """The parts that columns name, after all that is said of the whole."""
    nameless = replace(row, cell=None)
    pieces = list(_sentence(nameless, replace(how, groups=groups, phrases=()), style))
    if pieces:
        yield from (Piece("；"), *pieces)


def _inline(parts: Sequence[Row], pieces: Sequence[Piece], how: Manner, style: str) -> list[Piece]:
    """The parts of a row behind its pieces, where they have no rows below and all stays short."""
    inline = list(_parts(parts, how, style))
    length = sum(len(piece.text) for piece in (*pieces, *inline))
    return [] if length > _INLINE or any(part.rows for part in parts) else inline


def _parts(parts: Sequence[Row], how: Manner, style: str) -> Iterator[Piece]:
    """其中公办4所、民办2所; parts with comparisons of their own are set apart by ；."""
    how = replace(how, timed=how.timed if len(how.timed) > 1 else {})
    stated = [[*_sentence(part, how, style), *remarks(part, how)] for part in parts]
    stated = [pieces for pieces in stated if pieces]
    simple = not any(piece.text in "，；" for pieces in stated for piece in pieces)
    opening, between = ("，其中", "、") if simple else ("；其中", "；")
    for at, pieces in enumerate(stated):
        yield Piece(between if at else opening)
        yield from pieces
