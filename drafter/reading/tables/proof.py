"""Shows that a bullet is read as its cells say: each figure of a cell once, with its value and unit, and no other.

It reads with the one reader of the project (`parse_notes`, `read_slots`) and holds what it finds against the cells;
of what the statement meant it takes only the places where the figures stand.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.documents.notes import parse_notes
from drafter.errors import InputError
from drafter.facts.figures import read_slots
from drafter.reading.tables.cell_statement import Entry, EntryKind
from drafter.reading.tables.statements import Piece
from drafter.records import Bullet, Fact, FactKind, Gap, Span

_FRONT = "---\norganization: 局\n---\n- "


def misread(pieces: Sequence[Piece]) -> str:
    """What the reader of notes makes of a statement other than it means; "" where it reads it right."""
    text = "".join(piece.text for piece in pieces)
    try:
        bullets = list(
            parse_notes(f"{_FRONT}{text} <!-- 来源：表 -->\n", Path("notes.md")).all_bullets()
        )
    except InputError:
        return text
    return text if len(bullets) != 1 else misread_bullet(bullets[0], pieces)


def misread_bullet(bullet: Bullet, pieces: Sequence[Piece]) -> str:
    """The same of a bullet that was read from the finished notes."""
    text = "".join(piece.text for piece in pieces)
    if bullet.source != text:
        return bullet.source
    read = read_slots(text)
    slots = {slot.span: slot for slot in read}
    stands = list(_placed(pieces))
    for piece, span in stands:
        if piece.entry:
            slot = slots.pop(span, None)
            if slot is None or not states(slot, piece.entry):
                return piece.text
    for slot in slots.values():
        held = [
            piece for piece, span in stands if span[0] < slot.span[1] and slot.span[0] < span[1]
        ]
        named = (
            isinstance(slot, Fact) and slot.kind is FactKind.NAME
        )  # 初中 over 学校数 is cut as one name
        if any(piece.entry or piece.cell is None for piece in held) or (
            len(held) > 1 and not named
        ):
            return text[slice(*slot.span)]
    kept = [fact.key for fact in bullet.facts if fact.kind is not FactKind.NAME]
    keys = [slot.key for slot in read if isinstance(slot, Fact) and slot.kind is not FactKind.NAME]
    return "" if kept == keys else bullet.text


def _placed(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Span]]:
    at = 0
    for piece in pieces:
        yield piece, (at, at + len(piece.text))
        at += len(piece.text)


def states(slot: Fact | Gap, entry: Entry) -> bool:
    """Whether what was read is what the cell says: the value in its unit, the direction, or the gap."""
    if isinstance(slot, Gap):
        return (
            entry.kind is EntryKind.GAP
            and slot.text == entry.text
            and entry.unit.startswith(slot.unit)
        )
    if entry.kind is not EntryKind.FIGURE or (entry.turn and entry.turn not in slot.qualifiers):
        return False
    alone = read_slots(entry.figure)
    if len(alone) != 1 or not isinstance(alone[0], Fact) or alone[0].key != slot.key:
        return False
    amount = abs(entry.amount) if entry.turn and entry.amount is not None else entry.amount
    return amount is None or (slot.value == amount and slot.upper is None)
