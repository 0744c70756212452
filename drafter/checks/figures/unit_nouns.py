"""Units that cannot measure what stands beside the figure: 农田3.2万公里, 降水量682毫升."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from drafter.documents.report import Line
from drafter.records import Fact, FactKind

_VERB = (
    r"(?:总量|总数|规模)?(?:已|均)?(?:控制在|下降到|降至|保持|达到?了?|为|是|约|近|突破|超过?|完成|实现|稳定在|保持在|增加到|增至|提高到|提升到|扩大到|"
    r"共|共计|累计|新增)?"
)
_LONGEST = 16  # characters before a figure in which its noun stands
# What stands behind a figure: 86平方公里农村公路.
_BEHIND = {
    "area": re.compile(
        r"(?:的)?(?:农村|乡村|城市|雨污|供水|排水|污水|燃气)?(?:公路|管网|道路|管道|渠道|绿道)(?:[，。；、]|建设|改造)"
    ),
    "length": re.compile(
        r"(?:的)?(?:高标准|标准化)?(?:农田|耕地|林地|湿地|厂房|校舍)(?:[，。；、]|建设|改造)"
    ),
}


@dataclass(frozen=True, slots=True)
class _Nouns:
    """All nouns as one expression, the measures of each, and the measure of each unit."""

    before: re.Pattern[str]
    measures: tuple[frozenset[str], ...]
    of_unit: dict[str, frozenset[str]]


def cannot_measure(line: Line) -> Iterator[Fact]:
    """The figures of a line whose units do not go with the noun before or behind them."""
    for fact in line.facts:
        measures = _measures(fact)
        behind = [_BEHIND[name] for name in measures if name in _BEHIND]
        if measures and (
            _is_of_other(line, fact, measures)
            or any(noun.match(line.view, fact.span[1]) for noun in behind)
        ):
            yield fact


def _is_of_other(line: Line, fact: Fact, measures: frozenset[str]) -> bool:
    """Whether the noun before a figure is measured in something else."""
    nouns = _nouns()
    found = nouns.before.search(line.view[max(0, fact.span[0] - _LONGEST) : fact.span[0]])
    if not found or not found.lastgroup:
        return False
    return not measures & nouns.measures[int(found.lastgroup[1:])]


def _measures(fact: Fact) -> frozenset[str]:
    """What a figure's unit measures; nothing for what is not judged."""
    if fact.kind is FactKind.MONEY:
        return frozenset({"money"})
    if fact.kind is not FactKind.QUANTITY:
        return frozenset()
    unit, _, per = fact.unit.partition("/")
    fine = unit in {"微克", "毫克", "μg", "mg"}
    if per in {"立方米", "m³", "升", "立方厘米"} or (per and fine):
        dense = fine and per in {"立方米", "m³"}
        return frozenset({"density" if dense else "other"})
    return _nouns().of_unit.get(unit, frozenset())


@cache
def _nouns() -> _Nouns:
    text = files(__package__).joinpath("unit_nouns.toml").read_text("utf-8")
    table = tomllib.loads(text)
    rows = table["noun"]
    words = "|".join(f"(?P<n{at}>{row['words']})" for at, row in enumerate(rows))
    of_unit: dict[str, frozenset[str]] = {}
    for name, units in table["measures"].items():
        for unit in units.split():
            of_unit[unit] = of_unit.get(unit, frozenset()) | {name}
    return _Nouns(
        re.compile(f"(?:{words}){_VERB}$"),
        tuple(frozenset(row["in"].split()) for row in rows),
        of_unit,
    )
