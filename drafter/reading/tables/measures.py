"""What a column of figures measures, in what unit and for when, by the names in its head."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.reading.tables import words
from drafter.reading.tables.columns import Column, Role

_TURNS = frozenset("增长 增加 提高 上升 提升 减少 下降 降低 回落 增 减".split())
_COUNT = re.compile(r"(?:数|量|额|率|面积|投资|收入|资金|支出|人次)$")
_COMPARED = ((Role.EARLIER, words.EARLIER), (Role.RATE, words.RATE), (Role.TARGET, words.TARGET))
_BARE_COUNTS = frozenset("数量 人数 数 量 额".split())


def measures(texts: Sequence[str]) -> bool:
    """Whether a head above empty cells is that of figures.

    It is where it has a unit, or is a period, change or target.
    """
    return any(_is_of_figures(*words.without_unit(text)) for text in texts)


def _is_of_figures(name: str, unit: str) -> bool:
    plain = name and words.PLAIN.fullmatch(name)
    if unit or plain or words.change(name):
        return True
    known = (words.PERIOD, words.EARLIER, words.TARGET, words.RATE)
    return any(pattern.fullmatch(name) for pattern in known)


def measured(column: Column, texts: Sequence[str], *, own: bool) -> Column:
    """A column of figures with what it measures, in what, and for when.

    texts are its heads from above; own says that the lowest is no other column's.
    """
    names, unit = _names_and_unit(texts)
    column = replace(column, unit=unit)
    if names and re.match("其中.", names[-1]):
        # 其中：6月 beside 1—6月累计 is a part of it, whatever stands above
        return replace(column, label=names[-1], measure=names[-1])
    if any(map(_change, names)):
        return _as_change(column, names, own=own)
    return _as_comparison(column, names) or _as_value(column, names)


def _names_and_unit(texts: Sequence[str]) -> tuple[list[str], str]:
    """The names of a head, each once and without units, and its lowest unit."""
    names: list[str] = []
    unit = ""
    for at, text in enumerate(words.PART.sub("其中", text) for text in texts):
        is_unit = bool(at and words.unit_of(text))
        name, own = ("", words.unit_of(text)) if is_unit else words.without_unit(text)
        unit = "个百分点" if "百分点" in text else own or unit
        if name and name not in names:
            names.append(name)
    return names, unit


def _as_change(column: Column, names: Sequence[str], *, own: bool) -> Column:
    """A column of changes, with the base, direction and kind that any part of its head names."""
    changes = [change for name in reversed(names) if (change := _change(name))]
    what, base = _first(changes, "what"), _first(changes, "base")
    others = [timeless for name in names if not _change(name) and (timeless := _timeless(name))]
    kinds = [what, *_kinds(names, others, own=own)]
    subjects = [name for name in others if name not in kinds or not words.ABSOLUTE.fullmatch(name)]
    return replace(
        column,
        role=Role.CHANGE,
        period=_period(names),
        measure=_measure(subjects),
        base=re.sub("^与(.*?)相?比$", r"比\1", base),
        turn=_turn(changes, what),
        absolute=not column.unit and any(map(words.ABSOLUTE.fullmatch, kinds)),
    )


def _turn(changes: Sequence[re.Match[str]], what: str) -> str:
    """The direction that a head gives its changes; "" where it gives both or none."""
    turn = _first(changes, "turn") or changes[0]["alone"]
    if not turn and what == "降幅":
        return "下降"
    return turn if turn in _TURNS else ""


def _first(changes: Sequence[re.Match[str]], group: str) -> str:
    """The first of these matches that has the group; "" where none has."""
    return next((change[group] for change in changes if change[group]), "")


def _kinds(names: Sequence[str], others: Sequence[str], *, own: bool) -> list[str]:
    """The names that can say of what kind a change is.

    数量 below 同比 says of what kind the change is, unless a value is called 数量 too: then it says
    of which value.
    """
    first = next(at for at, name in enumerate(names) if _change(name))
    below = names[first + 1 :] if own else ()
    return [name for name in others if name in below or name not in _BARE_COUNTS]


def _as_comparison(column: Column, names: Sequence[str]) -> Column | None:
    """A column of earlier values, targets or rates; None where its lowest head names none."""
    leaf = names[-1] if names else ""
    role = next((role for role, pattern in _COMPARED if pattern.fullmatch(leaf)), None)
    if role is None:
        return None
    label = re.sub(r"(?<=.{2})(?:完成)?[数值](?:额)?$", "", leaf)
    return replace(column, role=role, label=label, measure=_measure(names[:-1]))


def _as_value(column: Column, names: Sequence[str]) -> Column:
    own = _bare([timeless for name in names if (timeless := _timeless(name))])
    plain = [match for name in own if (match := words.PLAIN.fullmatch(name))]
    label = _joined([name for name in own if not words.PLAIN.fullmatch(name) or "累计" in name])
    deed = _first(plain, "deed")
    return replace(column, label=label, deed=deed, period=_period(names), measure=label)


def _period(names: Sequence[str]) -> str:
    """The period that heads name together.

    上半年 below 2025年 is of that year; 本期 below 1—6月 is no other.
    """
    named = [words.PERIOD.search(name) for name in names if not words.change(name)]
    periods = [period[0] for period in named if period]
    own = [period for period in periods if period not in words.CURRENT] or periods or [""]
    if re.match(r"\d{4}年", own[-1]):
        return own[-1]
    year = next((period for period in own if re.fullmatch(r"\d{4}年度?", period)), "")
    return year + own[-1]


def _bare(names: Sequence[str]) -> list[str]:
    """Names without the 情况 of a group.

    实参保 of 参保情况 says it itself; 金额 of 报销情况 is that of 报销.
    """
    if not names:
        return []
    last = names[-1]
    stems = [name if name == last else name.removesuffix("情况") for name in names]
    return [stem for stem in stems if stem and (stem in names or stem not in last)]


def _change(name: str) -> re.Match[str] | None:
    """The match of a change, of a period or of none: 较上年末增减, 1—6月同比."""
    return words.change(name) or words.change(_timeless(name))


def _measure(names: Sequence[str]) -> str | None:
    """What is measured, by what stands above a head or below a group: None where nothing does."""
    timeless = [name for name in map(_timeless, names) if name]
    if not timeless:
        return None
    return _joined([name for name in timeless if not words.PLAIN.fullmatch(name)])


def _timeless(name: str) -> str:
    return words.PERIOD.sub("", name).strip("的（）() ")


def _joined(names: Sequence[str]) -> str:
    """One label of a head and those above it.

    投资 over 中央 is 中央投资; 城区 over 学校数 is 城区学校数.
    """
    totals = re.compile("合计|小计|总计|总数|其中")
    parts = [name for at, name in enumerate(names) if not at or not totals.fullmatch(name)]
    turned = len(parts) == 2 and _COUNT.search(parts[0]) and not _COUNT.search(parts[1])
    return "".join(reversed(parts) if turned else parts)
