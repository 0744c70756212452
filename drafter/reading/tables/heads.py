"""Which rows are the head of a table: by words, by merged cells, and by where figures begin."""

import re
from collections.abc import Sequence

from drafter.reading.tables import words
from drafter.reading.tables.columns import says_figures
from drafter.reading.tables.grid import Cell, Grid, Holds

_MOST_HEAD = 3  # rows
_OF_HEADS = (
    words.NUMBERS, words.LABELS, words.UNITS_HEAD, words.REMARKS, words.NARRATIVE, words.PERSONS,
    words.OFFICES, words.PERIOD, words.EARLIER, words.TARGET,
)  # fmt: skip


def head_height(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows are the head; 0 where there is none."""
    first = list(grid.across(rows[0], tuple(columns)))
    if len(first) < 2 or figures(grid, rows[0], columns):
        return 0
    height = _rows_before_figures(grid, rows, columns)
    below = rows[height : height + 1]
    if any(figures(grid, row, columns) for row in below):
        return height
    cells = [cell for row in rows[:height] for cell in grid.across(row, tuple(columns))]
    return height if any(map(_is_known, cells)) else 0


def _rows_before_figures(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows the first one's merged cells cover or the next go on with, up to _MOST_HEAD."""
    first = grid.across(rows[0], tuple(columns))
    merged = max(sum(row <= cell.area[2] for row in rows) for cell in first)
    with_figures = (at for at, row in enumerate(rows[:merged]) if figures(grid, row, columns))
    height = next(with_figures, merged)
    while height < min(_MOST_HEAD, len(rows) - 1) and _continues(
        grid, rows[height - 1], rows[height], columns
    ):
        height += 1
    return min(height, _MOST_HEAD)


def _is_known(cell: Cell) -> bool:
    """Whether a cell names a unit, or is a word of heads."""
    name, unit = words.without_unit(words.squeezed(cell.text))
    plain = name and words.PLAIN.fullmatch(name)
    return bool(unit or plain or _is_head_word(name))


def _is_head_word(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in _OF_HEADS)


def _continues(grid: Grid, above: int, row: int, columns: Sequence[int]) -> bool:
    """Whether a row parts the groups of the head above it (上半年 → 数量, 金额)."""
    own = [cell for cell in grid.across(row, tuple(columns)) if cell.area[0] == row]
    if not own or any(cell.holds is not Holds.TEXT for cell in own):
        return False
    first = grid.at(row, columns[0])
    if first and first.area[0] == row:
        return False
    return not figures(grid, row, columns) and all(
        _parts(grid, above, row, cell.column, columns) for cell in own
    )


def _parts(grid: Grid, above: int, row: int, column: int, columns: Sequence[int]) -> bool:
    """Whether the cell above a column stands over several, or there is none.

    A cell that was not merged does where the next of its row is blank, with a name below.
    """
    group = grid.at(above, column)
    if not group or group.area[3] > group.area[1]:
        return True
    right = next((number for number in columns if number > group.column), None)
    return right is not None and not grid.at(above, right) and bool(grid.at(row, right))


def of_units(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row below the head says what each column is counted in."""
    first, *rest = [grid.at(row, column) for column in columns]
    units = [cell for cell in rest if cell]
    leads = not first or words.UNITS_HEAD.fullmatch(words.squeezed(first.text)) is not None
    return leads and bool(units) and all(words.unit_of(cell.text) for cell in units)


def of_numbers(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row only numbers the columns: 甲 乙 1 2 3."""
    texts = [words.squeezed(cell.text) for cell in grid.across(row, tuple(columns))]
    numbers = [int(text) for text in texts if text.isdecimal()]
    labels = [text for text in texts if not text.isdecimal()]
    if len(numbers) < 2 or not labels or numbers[0] > 3:
        return False
    counted = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return counted and all(re.fullmatch("[甲乙丙丁戊]|[A-Z]|栏次|序号", text) for text in labels)


def figures(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Whether a row holds figures, those that name a year (2025, 2026) apart."""
    cells = [cell for cell in grid.across(row, tuple(columns)) if says_figures(cell)]
    return any(not re.fullmatch(r"(?:19|20)\d{2}", cell.text) for cell in cells)


def again(grid: Grid, head: Sequence[int], row: int, columns: Sequence[int]) -> bool:
    """Whether a row is one of the head, printed again on the next page."""
    return _texts(grid, row, columns) in [_texts(grid, above, columns) for above in head]


def _texts(grid: Grid, row: int, columns: Sequence[int]) -> list[str]:
    return [cell.text for cell in grid.across(row, tuple(columns))]


def is_head(grid: Grid, row: int) -> bool:
    """Whether a row can only be a head: most of its cells are words of heads."""
    texts = map(words.squeezed, _texts(grid, row, grid.columns))
    names = [words.without_unit(text)[0] for text in texts]
    if len(names) < 3 or figures(grid, row, grid.columns):
        return False
    return sum(map(_is_head_word, names)) * 2 > len(names)
