"""Which rows are the head of a table: told by their words, by what is merged, and by where figures begin."""

import re
from collections.abc import Sequence

from drafter.reading.tables import words
from drafter.reading.tables.columns import says_figures
from drafter.reading.tables.grid import Cell, Grid, Holds

_MOST_HEAD = 3  # rows
_OF_HEADS = (
    words.NUMBERS, words.LABELS, words.UNITS_HEAD, words.REMARKS, words.NARRATIVE, words.PERSONS, words.OFFICES,
    words.PERIOD, words.EARLIER, words.TARGET,
)  # fmt: skip


def head_height(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows are the head; 0 where there is none."""
    first = list(grid.across(rows[0], tuple(columns)))
    if len(first) < 2 or figures(grid, rows[0], columns):
        return 0
    merged = max(sum(row <= cell.area[2] for row in rows) for cell in first)
    height = next(
        (at for at, row in enumerate(rows[:merged]) if figures(grid, row, columns)), merged
    )
    while height < min(_MOST_HEAD, len(rows) - 1) and _continues(
        grid, rows[height - 1], rows[height], columns
    ):
        height += 1
    height = min(height, _MOST_HEAD)
    below = rows[height : height + 1]
    named = any(_known(cell) for row in rows[:height] for cell in grid.across(row, tuple(columns)))
    return height if named or any(figures(grid, row, columns) for row in below) else 0


def _known(cell: Cell) -> bool:
    name, unit = words.without_unit(words.squeezed(cell.text))
    return bool(
        unit
        or (name and words.PLAIN.fullmatch(name))
        or any(one.fullmatch(name) for one in _OF_HEADS)
    )


def _continues(grid: Grid, above: int, row: int, columns: Sequence[int]) -> bool:
    """Whether a row parts the groups of the head above it (上半年 | 同比 → 数量, 金额, 数量, 金额)."""
    own = [cell for cell in grid.across(row, tuple(columns)) if cell.area[0] == row]
    if not own or figures(grid, row, columns) or any(cell.holds is not Holds.TEXT for cell in own):
        return False
    first = grid.at(row, columns[0])
    if first and first.area[0] == row:
        return False
    parts = [grid.at(above, cell.column) for cell in own]
    return all(
        not part or part.area[3] > part.area[1] or _groups(grid, above, row, part, columns)
        for part in parts
    )


def _groups(grid: Grid, above: int, row: int, part: Cell, columns: Sequence[int]) -> bool:
    """Whether a cell that was not merged stands over several: the next of its row is blank, with a name below."""
    right = next((column for column in columns if column > part.column), None)
    return right is not None and not grid.at(above, right) and bool(grid.at(row, right))


def of_units(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row below the head says what each column is counted in."""
    first, *rest = [grid.at(row, column) for column in columns]
    said = [cell for cell in rest if cell]
    leads = not first or words.UNITS_HEAD.fullmatch(words.squeezed(first.text)) is not None
    return leads and bool(said) and all(words.unit_of(cell.text) for cell in said)


def of_numbers(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    said = [words.squeezed(cell.text) for cell in grid.across(row, tuple(columns))]
    numbers = [int(text) for text in said if text.isdecimal()]
    rest = [text for text in said if not text.isdecimal()]
    counted = (
        len(numbers) > 1
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] <= 3
    )
    return (
        counted
        and bool(rest)
        and all(re.fullmatch("[甲乙丙丁戊]|[A-Z]|栏次|序号", text) for text in rest)
    )


def figures(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row holds figures, those that name a year (2025, 2026) apart."""
    cells = [cell for cell in grid.across(row, tuple(columns)) if says_figures(cell)]
    return any(not re.fullmatch(r"(?:19|20)\d{2}", cell.text) for cell in cells)


def again(grid: Grid, head: Sequence[int], row: int, columns: Sequence[int]) -> bool:
    """Whether a row is one of the head, printed again on the next page."""
    said = [cell.text for cell in grid.across(row, tuple(columns))]
    return any([cell.text for cell in grid.across(one, tuple(columns))] == said for one in head)


def is_head(grid: Grid, row: int) -> bool:
    """Whether a row can only be a head: most of its cells are words of heads."""
    names = [
        words.without_unit(words.squeezed(cell.text))[0] for cell in grid.across(row, grid.columns)
    ]
    if len(names) < 3 or figures(grid, row, grid.columns):
        return False
    return sum(any(one.fullmatch(name) for one in _OF_HEADS) for name in names) * 2 > len(names)
