"""The columns of a table: what each is for, and what its cells hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.facts.figures import fold
from drafter.reading.tables import words
from drafter.reading.tables.grid import Cell, Grid, Holds, Trouble


class Role(StrEnum):
    """What a column is for."""

    SKIP = "skip"  # 序号, and what is no matter of a report: persons, telephones, offices
    GROUP = "group"  # 类别, left of the indicator
    SUBJECT = "subject"  # 指标, 项目名称, 乡镇
    UNIT = "unit"  # 单位
    VALUE = "value"  # 上半年, 完成数, 金额（万元）
    EARLIER = "earlier"  # 上年同期
    CHANGE = "change"  # 同比, 比上年同期增减
    TARGET = "target"  # 年度目标
    RATE = "rate"  # 完成率
    WORDS = "words"  # 建设地点, 进展情况
    REMARK = "remark"  # 备注


FIGURES = frozenset({Role.VALUE, Role.EARLIER, Role.CHANGE, Role.TARGET, Role.RATE})


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    heads    the cells of its head, from above
    label    what is said before its values; "" where the indicator says it all
    deed     of a head that is only 完成, 到位 …: that word
    unit     that its head names, else ""
    period   that its head names: 上半年, 2025年
    measure  what it measures (金额), so that a change finds its value; "" where the indicator says
             it all, None where the head of a change does not say
    base     of a change: 同比, 比上年同期, "" where the head names none
    turn     the direction its head says: 增长, 下降 …; "" for both
    absolute a change in the unit of the value, by its head: 增减额
    """

    number: int
    heads: tuple[Cell, ...]
    role: Role
    label: str = ""
    deed: str = ""
    unit: str = ""
    period: str = ""
    measure: str | None = None
    base: str = ""
    turn: str = ""
    absolute: bool = False

    @property
    def title(self) -> str:
        """Its head as people name it."""
        return "".join(words.squeezed(head.text) for head in self.heads)


def content(grid: Grid, number: int, body: Sequence[int]) -> tuple[int, int]:
    """How many cells of a column hold figures, and how many hold other words.

    Errors count only where the column holds nothing else; they count as figures.
    """
    cells = [cell for row in body if (cell := grid.at(row, number)) and cell.area[1] == number]
    filled = [cell for cell in cells if not _is_blank(cell.text)]
    errors = {Trouble.ERROR, Trouble.UNCALCULATED}
    counted = [cell for cell in filled if cell.trouble not in errors] or filled
    figures = sum(map(says_figures, counted))
    return figures, len(counted) - figures


def _is_blank(text: str) -> bool:
    """Whether a text only says that there is no figure: —, 不适用, 待报."""
    return bool(words.NOTHING.fullmatch(text) or words.UNKNOWN.fullmatch(text))


def says_figures(cell: Cell) -> bool:
    """Whether a cell holds a figure, in whatever form: 12, １２, 约12, 增长20%, #REF!."""
    if cell.holds is Holds.NUMBER or cell.trouble:
        return True
    text = words.squeezed(fold(cell.text))
    if words.MASK.fullmatch(text) or words.LEVEL.fullmatch(text):
        return True
    figure = words.FIGURE.fullmatch(text)
    return bool(figure and not words.DAY.match(text) and not words.numbered(text))
