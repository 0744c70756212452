"""The measures of prose of reports and drafts side by side, for people and for programs."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drafter.evaluation.output.verdict import shown
from drafter.evaluation.prose.measures import MEASURES, Measure, Measured, prose
from drafter.messages import say, t
from drafter.reading.reports import read_report

_PLACES, _SHOWN = 5, 60  # places of a measure on a screen, and characters of one

Values = dict[str, Measured]


def measure_file(path: Path) -> tuple[Values, tuple[str, ...]]:
    """The measures of a report or draft in a file of any kind, and what reading it has to tell.

    Only a draft knows its notes. Raises InputError.
    """
    file = read_report(path)
    text = prose(file.report, file.draft.brief if file.draft else None)
    return {name: measure.of(text) for name, measure in MEASURES.items()}, file.notices


def as_json(columns: dict[str, Values]) -> dict[str, Any]:
    """File → measure → value, what it is of, the target, whether it is met, and the places."""
    return {
        file: {
            name: {**asdict(result), "target": MEASURES[name].target, "met": _met(name, result)}
            for name, result in values.items()
        }
        for file, values in columns.items()
    }


def table(columns: dict[str, Values]) -> str:
    """The files under each other, their measures beside each other, and for one file the places."""
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", columns, strict=False))
    rows = [f"{letter}  {file}" for letter, file in letters.items()]
    head = "".join(f"{letter:>9}" for letter in letters)
    rows += ["", f"{'':<16}{head}   {t('prose.target')}"]
    for name, measure in MEASURES.items():
        cells = "".join(f"{_cell(name, columns[file][name]):>9}" for file in letters.values())
        rows.append(f"{name:<16}{cells}   {_target(measure)}  {say(measure.label)}")
    if len(columns) == 1:
        rows += _missed(next(iter(columns.values())))
    return "\n".join(rows)


def _met(name: str, result: Measured) -> bool | None:
    measure = MEASURES[name]
    if result.value is None:
        return None
    low = measure.low_is_good
    return result.value <= measure.target if low else result.value >= measure.target


def _cell(name: str, result: Measured) -> str:
    value = None if result.value is None else round(result.value, 2)
    return f"{shown(value)}{'✗' if _met(name, result) is False else ' '}"


def _target(measure: Measure) -> str:
    return f"{'≤' if measure.low_is_good else '≥'} {shown(measure.target):<5}"


def _missed(values: Values) -> Iterator[str]:
    """The first places of each measure that misses its target."""
    for name, result in values.items():
        if _met(name, result) is False and result.places:
            yield ""
            yield t("prose.places", what=say(MEASURES[name].fault), count=len(result.places))
            yield from _first(result)


def _first(result: Measured) -> Sequence[str]:
    return [
        f"  {place.text[:_SHOWN]}{t('eval.line', line=place.line)}"
        for place in result.places[:_PLACES]
    ]
