"""The proof sees a figure that its bullet changes, and one that no cell states."""

from dataclasses import replace
from decimal import Decimal

import pytest

from drafter.reading.tables.cell_statement import Entry, EntryKind
from drafter.reading.tables.clauses import Piece
from drafter.reading.tables.grid import Cell, Holds
from drafter.reading.tables.proof import misread

_NAME = Cell(2, 1, "新建幼儿园", Holds.TEXT)
_CELL = Cell(2, 3, "6", Holds.NUMBER, Decimal(6))
_SIX = Entry(EntryKind.FIGURE, _CELL, "6", "所", Decimal(6))
_FALL = Entry(EntryKind.FIGURE, _CELL, "3.2", "%", Decimal("-3.2"), turn="下降")
_OPEN = Entry(EntryKind.GAP, _CELL, "xx", "所")


def _said(entry: Entry, text: str = "", before: str = "") -> list[Piece]:
    return [
        Piece("新建幼儿园", _NAME),
        *([Piece(before)] if before else []),
        Piece(text or entry.figure, _CELL, entry),
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        _said(_SIX),
        _said(_SIX, before="为"),
        _said(_FALL, before="同比下降"),
        [*_said(_OPEN, "xx"), Piece("所")],
        [Piece("第26届运动会", Cell(2, 1, "第26届运动会", Holds.TEXT)), *_said(_SIX)[1:]],
        [Piece("初中", _NAME), Piece("学校", _NAME), Piece("6所", _CELL, _SIX)],
    ],
)
def test_what_is_read_as_it_is_meant_passes(pieces: list[Piece]) -> None:
    assert misread(pieces) == ""


@pytest.mark.parametrize(
    ("pieces", "seen"),
    [
        (_said(_SIX, "7所"), "7所"),
        (_said(_SIX, "6个"), "6个"),
        (_said(_SIX, "6万所"), "6万所"),
        (_said(_SIX, "约6所"), "约6所"),
        (_said(replace(_SIX, value=Decimal(7))), "6所"),
        (_said(_SIX, before="不足"), "6所"),
        (_said(_SIX, before="3"), "6所"),
        (_said(_FALL, before="同比增长"), "3.2%"),
        (_said(_FALL), "3.2%"),
        ([*_said(_SIX), Piece("、3所")], "3所"),
        ([*_said(_SIX), Piece("，同比xx%")], "xx"),
        ([*_said(_OPEN, "x"), Piece("所")], "x"),
        ([Piece("到第2", _NAME), Piece("届", _NAME), *_said(_SIX)[1:]], "第2届"),
        ([Piece("**新建**幼儿园6所", _NAME), Piece("<!-- x -->")], "**新建**幼儿园6所"),
    ],
)
def test_what_is_read_otherwise_is_seen(pieces: list[Piece], seen: str) -> None:
    assert misread(pieces) == seen
