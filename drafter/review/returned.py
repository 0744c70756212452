"""A draft beside its file that came back: what became of each sentence, and what is new there.

Clauses are matched first, so that it does not matter where somebody joined or parted sentences;
then each clause of the file is given to the sentence of the draft that it is now a part of.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafter.documents.draft_lines import Role
from drafter.documents.report import view
from drafter.records import Span
from drafter.review.clauses import (
    LAST,
    Clause,
    clauses_of,
    heaviest,
    likeness,
    matched,
    same_words,
)
from drafter.review.draft_units import Unit
from drafter.review.returned_file import Row

_ENDS = "。！？"
_ALL = 0.9  # of a sentence of the file that is nothing but what was moved
_MOVED = 0.6  # of a sentence elsewhere that may have been edited too
_SHORT = 6  # characters of which nothing can be said
_FOLDED = 3  # paragraphs that a title is broken into
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a row of the file."""

    row: int
    span: Span


@dataclass(frozen=True, slots=True)
class New:
    """What the file has and the draft has not.

    behind  index of the unit that it stands behind, -1 for none
    opens   it is a paragraph, or several sentences of one, by itself
    """

    stretch: Stretch
    behind: int
    opens: bool


@dataclass(frozen=True)
class Beside:
    """What became of the units of a draft.

    found    the stretches of the file that each unit is now; a unit that is gone has none
    moved    units that stand elsewhere, with where
    """

    units: tuple[Unit, ...]
    rows: tuple[Row, ...]
    found: dict[int, list[Stretch]]
    moved: dict[int, Stretch]
    new: tuple[New, ...]

    @property
    def gone(self) -> list[int]:
        return [n for n in range(len(self.units)) if n not in self.found and n not in self.moved]

    def text(self, stretches: Sequence[Stretch]) -> str:
        return "".join(self.rows[one.row].text[slice(*one.span)] for one in stretches)

    @property
    def share(self) -> float:
        """How much of the draft stands in the file."""
        total = sum(len(unit.text) for unit in self.units)
        there = sum(self._alike(n) * len(self.units[n].text) for n in (*self.found, *self.moved))
        return there / total if total else 0.0

    def _alike(self, unit: int) -> float:
        if unit in self.moved:
            return 1.0
        return likeness(self.units[unit].text, self.text(self.found[unit]))


def beside(units: Sequence[Unit], rows: Sequence[Row]) -> Beside:
    """Find each unit in the rows of the file."""
    joined = tuple(_with_whole_titles(units, rows))
    ours = [
        clause for n, unit in enumerate(units) for clause in clauses_of(unit.text, unit.row, unit=n)
    ]
    theirs = [clause for n, row in enumerate(joined) for clause in clauses_of(row.text, n)]
    work = _Work(units, joined, ours, theirs)
    work.give_between()
    work.give_ends()
    work.find_moved(least=1.0)  # word for word elsewhere: nobody rewrote another into it
    work.give_rewritten()
    work.find_moved(least=_MOVED)
    return work.result()


def _with_whole_titles(units: Sequence[Unit], rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, a title or issuer that is broken into paragraphs as one."""
    whole = {same_words(unit.text) for unit in units if unit.role in {Role.TITLE, Role.ISSUER}}
    at = 0
    while at < len(rows):
        for count in range(_FOLDED, 1, -1):
            text = "".join(row.text.strip() for row in rows[at : at + count])
            if same_words(text) in whole:
                yield replace(rows[at], text=text)
                at += count
                break
        else:
            yield rows[at]
            at += 1


@dataclass
class _Run:
    """Neighbouring clauses of one sentence of the file that belong to no unit.

    before, after  the units beside them, -1 for none
    """

    clauses: list[int]
    before: int
    after: int
    opens: bool


@dataclass
class _Work:
    """Gives clauses of the file to units; `homes` says to which, by clause."""

    units: Sequence[Unit]
    rows: tuple[Row, ...]
    ours: list[Clause]
    theirs: list[Clause]
    homes: list[int] = field(default_factory=list)
    likes: dict[int, int] = field(default_factory=dict)
    moved: dict[int, Stretch] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.likes = matched(self.ours, self.theirs)
        self.homes = [
            self.ours[self.likes[k]].unit if k in self.likes else _NOWHERE
            for k in range(len(self.theirs))
        ]

    def give_between(self) -> None:
        """What stands between two clauses of one unit belongs to it."""
        for first, last in self._strangers(range(len(self.theirs))):
            before = self.homes[first - 1] if first else _NOWHERE
            after = self.homes[last] if last < len(self.homes) else _NOWHERE
            if before == after != _NOWHERE:
                self.homes[first:last] = [before] * (last - first)

    def give_ends(self) -> None:
        """A sentence that goes on, and one that begins otherwise: within their paragraph."""
        for places in self._paragraphs():
            for first, last in list(self._strangers(places)):
                before = self.homes[first - 1] if first > places.start else _NOWHERE
                after = self.homes[last] if last < places.stop else _NOWHERE
                ends = self._ends_of(before, after)
                if before != _NOWHERE and not self._is_closed(first - 1, before):
                    stop = self._first_end(first, last, ends)
                    self.homes[first:stop] = [before] * (stop - first)
                    first = stop
                if after != _NOWHERE and self.units[after].id:
                    start = self._last_end(first, last, ends)
                    self.homes[start:last] = [after] * (last - start)

    def give_rewritten(self) -> None:
        """A sentence that nothing is left of, and one that stands where it stood."""
        present = set(self.homes)
        for run in self._runs_by_gap():
            between = range(
                run[0].before + 1, run[0].after if run[0].after >= 0 else len(self.units)
            )
            missing = [n for n in between if n not in present and n not in self.moved]
            if not missing:
                continue
            worth = [[self._worth(n, one) for one in run] for n in missing]
            for row, column in heaviest(worth):
                self._give(run[column].clauses, missing[row])

    def find_moved(self, least: float) -> None:
        """Sentences that stand elsewhere; least is how much alike, 1 for word for word."""
        present = set(self.homes)
        missing = [n for n in range(len(self.units)) if n not in present]
        for run in list(self._runs()):
            key = "".join(self.theirs[k].key for k in run.clauses)
            inside = [n for n in missing if n not in self.moved and self._stands_in(n, key, least)]
            self.moved |= dict.fromkeys(inside, self._stretch(run.clauses))
            if inside and sum(len(self._key(n)) for n in inside) >= _ALL * len(key):
                self._give(run.clauses, inside[0])

    def _give(self, clauses: Iterable[int], unit: int) -> None:
        for k in clauses:
            self.homes[k] = unit

    def result(self) -> Beside:
        found: dict[int, list[Stretch]] = {}
        for (home, _), given in groupby(
            range(len(self.theirs)), lambda k: (self.homes[k], self.theirs[k].row)
        ):
            if home != _NOWHERE and home not in self.moved:
                found.setdefault(home, []).append(self._stretch(list(given)))
        return Beside(tuple(self.units), self.rows, found, self.moved, tuple(self._new()))

    # --- parts ---

    def _paragraphs(self) -> Iterator[range]:
        for _, given in groupby(range(len(self.theirs)), lambda k: self.theirs[k].row):
            places = list(given)
            yield range(places[0], places[-1] + 1)

    def _strangers(self, places: range) -> Iterator[tuple[int, int]]:
        """The stretches without a home."""
        start = places.start
        while start < places.stop:
            if self.homes[start] != _NOWHERE:
                start += 1
                continue
            stop = start
            while stop < places.stop and self.homes[stop] == _NOWHERE:
                stop += 1
            yield start, stop
            start = stop

    def _sign(self, k: int) -> str:
        """The sign behind a clause of the file."""
        clause = self.theirs[k]
        return _sign_of(self.rows[clause.row].text[slice(*clause.span)])

    def _ends_of(self, before: int, after: int) -> str:
        """What ends a sentence here: in a list also ；."""
        beside = (_sign_of(self.units[n].text) for n in (before, after) if n != _NOWHERE)
        return _ENDS + "".join(sign for sign in beside if sign in {"；", "："})

    def _is_closed(self, k: int, unit: int) -> bool:
        """Whether a unit ends with a clause, as it did in the draft."""
        sign = self._sign(k)
        return sign in _ENDS or sign == _sign_of(self.units[unit].text)

    def _first_end(self, first: int, last: int, ends: str) -> int:
        return next((k + 1 for k in range(first, last) if self._sign(k) in ends), last)

    def _last_end(self, first: int, last: int, ends: str) -> int:
        closed = (k + 1 for k in range(last - 1, first - 1, -1) if self._sign(k) in ends)
        return next(closed, first)

    def _runs_by_gap(self) -> Iterator[list[_Run]]:
        """The sentences without a home, those between the same two units together."""
        runs = list(self._runs())
        for _, given in groupby(runs, lambda run: (run.before, run.after)):
            yield list(given)

    def _runs(self) -> Iterator[_Run]:
        for places in self._paragraphs():
            alone = all(self.homes[k] == _NOWHERE for k in places)
            for first, last in list(self._strangers(places)):
                before = self._nearest(reversed(self.homes[:first]))
                after = self._nearest(self.homes[last:])
                at = first
                while at < last:
                    stop = self._first_end(at, last, _ENDS)
                    yield _Run(list(range(at, stop)), before, after, alone)
                    at = stop

    def _nearest(self, homes: Iterable[int]) -> int:
        """The first unit among homes that stands where it stood."""
        return next((h for h in homes if h != _NOWHERE and h not in self.moved), _NOWHERE)

    def _worth(self, unit: int, run: _Run) -> float:
        one = self.units[unit]
        if one.is_heading != self.rows[self.theirs[run.clauses[0]].row].heading:
            return 0.0
        if [mark.span for mark in one.gaps] == [(0, len(one.text))]:
            return 1.0  # nothing stands there but a mask
        key = "".join(self.theirs[k].key for k in run.clauses)
        alike = likeness(self._key(unit), key)
        return alike if alike >= LAST else 0.0

    def _key(self, unit: int) -> str:
        return "".join(clause.key for clause in self.ours if clause.unit == unit)

    def _stands_in(self, unit: int, key: str, least: float) -> bool:
        own = self._key(unit)
        if len(own) < _SHORT:
            return bool(own) and own == key
        return own in key or (least < 1.0 and likeness(own, key) >= least)

    def _stretch(self, clauses: Sequence[int]) -> Stretch:
        first, last = self.theirs[clauses[0]], self.theirs[clauses[-1]]
        return Stretch(first.row, (first.span[0], last.span[1]))

    def _new(self) -> Iterator[New]:
        for places in self._paragraphs():
            alone = all(self.homes[k] == _NOWHERE for k in places)
            for first, last in self._strangers(places):
                before = self._nearest(reversed(self.homes[:first]))
                yield New(self._stretch(range(first, last)), before, alone)


def _sign_of(text: str) -> str:
    return view(text).rstrip().rstrip("”’）》」")[-1:]
