"""Shows that a bullet is read as its cells say: each figure once, with its value and unit.

It reads with the one reader of the project (`parse_notes`, `read_slots`) and compares what it reads
with the cells. Of what the statement meant it takes only the places where the figures stand.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.documents.notes import parse_notes
from drafter.errors import InputError
from drafter.facts.figures import read_slots
from drafter.reading.tables.cell_statement import Entry, EntryKind
from drafter.reading.tables.clauses import Piece
from drafter.records import Bullet, Fact, FactKind, Gap, Span

_FRONT = "---\norganization: 局\n---\n- "


def misread(pieces: Sequence[Piece]) -> str:
    """What the reader of notes makes of a statement other than it means; "" where that is right."""
    text = _text(pieces)
    notes = f"{_FRONT}{text} <!-- 来源：表 -->\n"
    try:
        bullets = list(parse_notes(notes, Path("notes.md")).all_bullets())
    except InputError:
        return text
    return text if len(bullets) != 1 else misread_bullet(bullets[0], pieces)


def misread_bullet(bullet: Bullet, pieces: Sequence[Piece]) -> str:
    """The same of a bullet that was read from the finished notes."""
    text = _text(pieces)
    if bullet.source != text:
        return bullet.source
    read = read_slots(text)
    slots = {slot.span: slot for slot in read}
    placed = list(_placed(pieces))
    for piece, span in placed:
        if piece.entry:
            slot = slots.pop(span, None)
            if slot is None or not states(slot, piece.entry):
                return piece.text
    for slot in slots.values():
        if not _stands_in_words(slot, placed):
            return text[slice(*slot.span)]
    return "" if _figure_keys(bullet.facts) == _figure_keys(read) else bullet.text


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _placed(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Span]]:
    """The pieces, each with its place in the text."""
    at = 0
    for piece in pieces:
        yield piece, (at, at + len(piece.text))
        at += len(piece.text)


def _stands_in_words(slot: Fact | Gap, placed: Sequence[tuple[Piece, Span]]) -> bool:
    """Whether a fact that is no figure of a cell stands in the words of one cell.

    A name may go over several cells: 初中 over 学校数 is cut as one.
    """
    start, end = slot.span
    pieces = [piece for piece, span in placed if span[0] < end and start < span[1]]
    if any(piece.entry or piece.cell is None for piece in pieces):
        return False
    return len(pieces) <= 1 or _is_name(slot)


def _is_name(slot: Fact | Gap) -> bool:
    return isinstance(slot, Fact) and slot.kind is FactKind.NAME


def _figure_keys(slots: Sequence[Fact | Gap]) -> list[str]:
    """The keys of all facts but names."""
    return [slot.key for slot in slots if isinstance(slot, Fact) and not _is_name(slot)]


def states(slot: Fact | Gap, entry: Entry) -> bool:
    """Whether what was read is what the cell says: the value, its unit and direction, or a gap."""
    if isinstance(slot, Gap):
        gap = entry.kind is EntryKind.GAP and slot.text == entry.text
        return gap and entry.unit.startswith(slot.unit)
    if entry.kind is not EntryKind.FIGURE or not _has_direction(slot, entry):
        return False
    alone = read_slots(entry.figure)
    return len(alone) == 1 and _is_same(alone[0], slot) and _has_amount(slot, entry)


def _is_same(slot: Fact | Gap, fact: Fact) -> bool:
    return isinstance(slot, Fact) and slot.key == fact.key


def _has_amount(fact: Fact, entry: Entry) -> bool:
    amount = abs(entry.amount) if entry.turn and entry.amount is not None else entry.amount
    return amount is None or (fact.value == amount and fact.upper is None)


def _has_direction(fact: Fact, entry: Entry) -> bool:
    return not entry.turn or entry.turn in fact.qualifiers
