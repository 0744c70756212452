"""Which cells of tables belong together: by their place, for what a cell says is too short to tell.

A table whose cells are as many as before was edited in place. Where rows came or went, cells that
are left over between two matched ones belong together: all of them where they are equally many,
else the figures right behind the same cell.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise, takewhile

from drafter.compare.version import Side
from drafter.documents.report import Place

_SAME = 0.5  # of the cells of a table that was edited in place


def cells_in_place(a: Side, b: Side) -> Iterator[tuple[int, int]]:
    """The cells of tables that have kept their shape, each with the one in its place."""
    for left, right in zip(_tables(a), _tables(b), strict=False):
        same = sum(
            a.statements[i].key == b.statements[k].key for i, k in zip(left, right, strict=False)
        )
        if len(left) == len(right) and same >= _SAME * len(left):
            yield from zip(left, right, strict=True)


def cells_between(a: Side, b: Side, matched: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The cells left over between matched ones of the same two tables."""
    taken = set(matched.values())
    tables = {k: table for table in _tables(b) for k in table}
    for left in _tables(a):
        known = [(i, matched[i]) for i in left if matched.get(i) in tables]
        for (i, k), (m, n) in pairwise(known):
            ours = [at for at in range(i + 1, m) if at not in matched]
            theirs = [at for at in range(k + 1, n) if at not in taken]
            if tables[k] is not tables[n]:
                continue
            if len(ours) == len(theirs):
                yield from zip(ours, theirs, strict=True)
            else:  # what stands right behind the same cell, as far as both are figures
                figures = zip(ours, theirs, strict=False)
                yield from takewhile(lambda pair: _are_figures(a, b, pair), figures)


def _are_figures(a: Side, b: Side, pair: tuple[int, int]) -> bool:
    return bool(a.statements[pair[0]].mentions and b.statements[pair[1]].mentions)


def _tables(side: Side) -> list[range]:
    """The cells of each table, as numbers of statements."""
    in_table = groupby(side.statements, lambda one: side.line_of(one.at).place is Place.TABLE)
    cells = [[one.at for one in run] for table, run in in_table if table]
    return [range(run[0], run[-1] + 1) for run in cells]
