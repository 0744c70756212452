"""What became of each fact and gap: kept, changed, on another indicator, gone, new, closed.

An indicator is what a figure measures: the place it takes among the words of its sentence. A place
is the same in both reports where the words beside it are. So a figure is followed by its place
first and by its value second, and two figures that changed places are seen although each of them
still stands in the text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.compare.alignment import Pair
from drafter.compare.fact_ledger import Both, Ledger
from drafter.compare.fact_moves import find_moves
from drafter.compare.version import Mention, Side
from drafter.records import Fact, Gap


@dataclass(frozen=True, slots=True)
class FactChanges:
    """The facts that differ, in reading order; each difference stands once.

    moved    the value of A's stands in B on another indicator
    changed  one indicator, two values
    """

    added: tuple[Mention, ...] = ()
    removed: tuple[Mention, ...] = ()
    changed: tuple[Both, ...] = ()
    moved: tuple[Both, ...] = ()

    def __len__(self) -> int:
        return len(self.added) + len(self.removed) + len(self.changed) + len(self.moved)


@dataclass(frozen=True, slots=True)
class GapChanges:
    """Gaps with the fact that stands in their place on the other side; None where nothing does."""

    opened: tuple[tuple[Mention, Mention | None], ...] = ()
    closed: tuple[tuple[Mention, Mention | None], ...] = ()

    def __len__(self) -> int:
        return len(self.opened) + len(self.closed)


def slot_changes(
    a: Side, b: Side, matched: Sequence[Pair], displaced: Iterable[Pair] = ()
) -> tuple[FactChanges, GapChanges]:
    """Compare all facts and gaps of two sides whose statements are matched.

    displaced  pairs that say another thing where they stand in B, on another indicator
    """
    ledger, elsewhere = Ledger(a, b), set(displaced)
    for pair in matched:
        ledger.compare(pair, displaced=pair in elsewhere)
    ledger.look_elsewhere()
    find_moves(ledger)
    return _fact_changes(ledger), _gap_changes(ledger)


def _fact_changes(ledger: Ledger) -> FactChanges:
    return FactChanges(
        tuple(sorted((m for m in ledger.left_b if isinstance(m.slot, Fact)), key=_place)),
        tuple(sorted((m for m in ledger.left_a if isinstance(m.slot, Fact)), key=_place)),
        tuple(sorted(ledger.changed, key=lambda both: _place(both[1]))),
        tuple(sorted(ledger.moved, key=lambda both: _place(both[1]))),
    )


def _gap_changes(ledger: Ledger) -> GapChanges:
    opened = [*ledger.opened, *((m, None) for m in ledger.left_b if isinstance(m.slot, Gap))]
    closed = [*ledger.closed, *((m, None) for m in ledger.left_a if isinstance(m.slot, Gap))]
    return GapChanges(
        tuple(sorted(opened, key=lambda pair: _place(pair[0]))),
        tuple(sorted(closed, key=lambda pair: _place(pair[0]))),
    )


def _place(mention: Mention) -> tuple[int, int]:
    return mention.statement, mention.slot.span[0]
