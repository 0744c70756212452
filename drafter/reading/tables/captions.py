"""The lines around a table: its caption, who reports, for when and in what unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.reading.tables import words
from drafter.reading.tables.columns import says_figures
from drafter.reading.tables.grid import Cell, Grid, Holds

_DATE = re.compile(r"(?:(?:数据)?截[至止])?\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?")
_DATED_PERIOD = re.compile(rf"(?=\d{{4}}年)(?!.*日)(?:{words.PERIOD.pattern})")


@dataclass(frozen=True, slots=True)
class About:
    """What the lines around a table say of it; "" where they do not.

    captions  from above
    unit      of every figure that names none; "" where they name several (单位：人、万元)
    money     of every amount that names none, where one of several is of money
    """

    captions: tuple[str, ...] = ()
    division: str = ""
    period: str = ""
    unit: str = ""
    money: str = ""

    def over(self, above: "About") -> "About":
        """This, and where it says nothing, what the lines above it say."""
        return About(
            (*above.captions, *self.captions),
            self.division or above.division,
            self.period or above.period,
            self.unit or above.unit,
            self.money or above.money,
        )


def read_line(grid: Grid, row: int, columns: Sequence[int]) -> About | None:
    """What a line above a table says: a caption, or who reports, when and in what unit.

    None where it is neither.
    """
    cells = list(grid.across(row, tuple(columns)))
    if about := keyed_line(cells):
        return about
    keys = [cell for cell in cells if keyed(cell.text)]
    others = [cell for cell in cells if cell not in keys]
    if len(others) != 1 or len(keys) > 1 or not _is_words(others[0]):
        return None
    text = words.squeezed(others[0].text)
    if keys and words.LABELS.fullmatch(text):  # a head: 项目, 单位：万元
        return None
    return _caption(text).over(keyed_line(keys) or About())  # 单位：万元 at its right


def _is_words(cell: Cell) -> bool:
    return cell.holds is Holds.TEXT and not says_figures(cell)


def _caption(text: str) -> About:
    name, unit = words.without_unit(text)
    period = words.PERIOD.search(name)
    dated = period[0] if period and re.match(r"\d{4}", period[0]) else ""
    return About((name,), period=dated, unit=unit)


def keyed(text: str) -> list[tuple[str, str]]:
    """The pairs of a line such as 填报单位：人事科　填报日期：7月3日.

    Empty where it is not made of them.
    """
    keys = list(words.KEYED.finditer(text))
    if not keys or keys[0].start():
        return []
    ends = [*(key.start() for key in keys[1:]), len(text)]
    return [(key[1], text[key.end() : end].strip()) for key, end in zip(keys, ends, strict=True)]


def keyed_line(cells: Sequence[Cell]) -> About | None:
    """What a row of keys and values says; a value can stand in the cell right of its key.

    None where the row holds anything else but a date.
    """
    about, open_key = About(), ""
    for cell in cells:
        pairs = keyed(cell.text)
        if not pairs and open_key:
            about, open_key = _about_pair(open_key, cell.text).over(about), ""
        elif pairs:
            for key, value in pairs:
                about = _about_pair(key, value).over(about)
            open_key = "" if pairs[-1][1] else pairs[-1][0]
        elif not _DATE.fullmatch(cell.text):
            return None
    return about if cells else None


def _about_pair(key: str, value: str) -> About:
    key, value = re.sub(r"[（(].*", "", words.squeezed(key)), words.squeezed(value)
    if words.SIGNED.fullmatch(key):  # names and telephones stay where they are
        return About()
    if key.endswith("单位") and (about := _about_units(value)):
        return about
    if words.DATED.fullmatch(key):
        return About(period=value if _DATED_PERIOD.fullmatch(value) else "")
    return About(division=value)


def _about_units(value: str) -> About | None:
    """What 单位：万元 or 单位：万元、人 says; None where the value names no unit."""
    if unit := words.unit_of(value):
        return About(unit=unit)
    units = re.split(r"[、，,/；;]", value)
    if len(units) < 2 or not all(map(words.unit_of, units)):
        return None
    of_money = [unit for unit in units if unit.endswith("元")]
    return About(money=of_money[0] if len(of_money) == 1 else "")
