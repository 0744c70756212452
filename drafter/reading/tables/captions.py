"""The lines around a table: its caption, who reports, for when and in what unit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.reading.tables import words
from drafter.reading.tables.columns import says_figures
from drafter.reading.tables.grid import Cell, Grid, Holds


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

    def over(self, other: "About") -> "About":
        """This, and where it says nothing, the other, which stands above it."""
        return About(
            (*other.captions, *self.captions),
            self.division or other.division,
            self.period or other.period,
            self.unit or other.unit,
            self.money or other.money,
        )


def read_line(grid: Grid, row: int, columns: Sequence[int]) -> About | None:
    """What a line above a table says: a caption, or who reports, when and in what unit; None where it is neither."""
    cells = list(grid.across(row, tuple(columns)))
    if said := keyed_line(cells):
        return said
    told = [cell for cell in cells if keyed(cell.text)]
    named = [cell for cell in cells if cell not in told]
    if (
        len(named) != 1
        or len(told) > 1
        or named[0].holds is not Holds.TEXT
        or says_figures(named[0])
    ):
        return None
    if told and words.LABELS.fullmatch(words.squeezed(named[0].text)):  # a head: 项目, 单位：万元
        return None
    beside = keyed_line(told) or About()  # a caption, and 单位：万元 at its right
    text = words.squeezed(named[0].text)
    name, unit = words.without_unit(text)
    period = words.PERIOD.search(name)
    dated = period[0] if period and re.match(r"\d{4}", period[0]) else ""
    return About((name,), period=dated, unit=unit).over(beside)


def keyed(text: str) -> list[tuple[str, str]]:
    """The pairs of a line such as 填报单位：人事科　填报日期：7月3日; none where it is not made of them."""
    found = list(words.KEYED.finditer(text))
    if not found or found[0].start():
        return []
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [(one[1], text[one.end() : end].strip()) for one, end in zip(found, ends, strict=True)]


def keyed_line(cells: Sequence[Cell]) -> About | None:
    about, open_key = About(), ""
    for cell in cells:
        pairs = keyed(cell.text)
        if not pairs and open_key:
            about, open_key = _said(open_key, cell.text).over(about), ""
        elif pairs:
            for key, value in pairs:
                about = _said(key, value).over(about)
            open_key = "" if pairs[-1][1] else pairs[-1][0]
        elif not re.fullmatch(
            r"(?:(?:数据)?截[至止])?\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?", cell.text
        ):
            return None
    return about if cells else None


def _said(key: str, value: str) -> About:
    key, value = re.sub(r"[（(].*", "", words.squeezed(key)), words.squeezed(value)
    if words.SIGNED.fullmatch(key):  # names and telephones stay where they are
        return About()
    if key.endswith("单位") and (unit := words.unit_of(value)):
        return About(unit=unit)
    if (
        key.endswith("单位")
        and len(units := re.split(r"[、，,/；;]", value)) > 1
        and all(map(words.unit_of, units))
    ):
        of_money = [unit for unit in units if unit.endswith("元")]
        return About(money=of_money[0] if len(of_money) == 1 else "")
    if words.DATED.fullmatch(key):
        return About(
            period=value
            if re.fullmatch(rf"(?=\d{{4}}年)(?!.*日)(?:{words.PERIOD.pattern})", value)
            else ""
        )
    return About(division=value)
