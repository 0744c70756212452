"""A run as one page that needs nothing but a browser.

It has charts, a table of cases × scorers, and the drafts side by side with the places marked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.evaluation.output.verdict import columns_of, label, shown
from drafter.evaluation.results import Result, Run, Status
from drafter.evaluation.score import Better
from drafter.evaluation.scorers import BY_NAME
from drafter.facts.figures import read_slots
from drafter.messages import language, t
from drafter.records import Gap

Red = set[tuple[str, str, str]]  # case, variant, scorer


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text: kind is "fact", "gap", "bad" or ""."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    value: str
    red: bool
    title: str


def page(run: Run, report: Mapping[str, Any]) -> str:
    """One self-contained page; every text is escaped, no script comes from outside.

    report  of the run, as docs/evaluation.schema.json has it: the verdict is the one in it
    """
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    breaches = [*report["regressions"], *report["breaches"]]
    red = {(breach["case"], breach["variant"], breach["scorer"]) for breach in breaches}
    return environment.get_template("evaluation.html.j2").render(
        t=t,
        language=language(),
        outcome=report["outcome"],
        about=run.about,
        charts=[_chart(run, suite) for suite in run.suites],
        suites=[_suite(run, suite, red) for suite in run.suites],
        reasons=[{**breach, "value": shown(breach["value"])} for breach in breaches],
        stopped=[result for result in run.results if result.status is not Status.SCORED],
        idle=report["idle"],
    )


def _chart(run: Run, suite: str) -> dict[str, object]:
    """The mean of each scorer as a bar, one a writer; shares on a scale of one."""
    columns = columns_of(run, suite)
    rows = []
    for scorer in dict.fromkeys(name for column in columns.values() for name in column):
        values = {name: column[scorer][0] for name, column in columns.items() if scorer in column}
        rows.append(_bars(scorer, values))
    return {"suite": suite, "variants": list(columns), "rows": rows}


def _bars(scorer: str, values: Mapping[str, float]) -> dict[str, object]:
    """The bars of a scorer, each with its width in hundredths of the longest."""
    most = max([1.0, *map(abs, values.values())])
    better = BY_NAME[scorer].better if scorer in BY_NAME else Better.NEITHER
    return {
        "scorer": scorer,
        "label": _title(scorer),
        "better": str(better),
        "bars": [
            (name, shown(value), round(100 * abs(value) / most, 1))
            for name, value in values.items()
        ],
    }


def _title(scorer: str) -> str:
    return label(scorer) or scorer


def _suite(run: Run, suite: str, red: Red) -> dict[str, object]:
    results = [result for result in run.results if result.suite == suite]
    scorers = list(dict.fromkeys(name for result in results for name in result.scores))
    return {
        "suite": suite,
        "scorers": [(name, _title(name)) for name in scorers],
        "rows": [
            {
                "result": result,
                "id": f"{suite}-{number}",
                "cells": [_cell(result, name, red) for name in scorers],
                "failed": result.status is not Status.SCORED,
                "evidence": _evidence(result),
            }
            for number, result in enumerate(results)
        ],
        "drafts": _drafts(results),
    }


def _evidence(result: Result) -> list[dict[str, object]]:
    """What cost points, by scorer."""
    return [
        {
            "label": _title(name),
            "scorer": name,
            "reason": score.reason,
            "places": score.evidence,
        }
        for name, score in result.scores.items()
        if score.evidence
    ]


def _drafts(results: Iterable[Result]) -> dict[str, list[tuple[str, list[list[_Piece]]]]]:
    """The texts of a case, each with its writer."""
    drafts: dict[str, list[tuple[str, list[list[_Piece]]]]] = {}
    for result in results:
        if result.text:
            drafts.setdefault(result.case, []).append((result.variant, _lines(result)))
    return drafts


def _cell(result: Result, scorer: str, red: Red) -> _Cell:
    score = result.scores.get(scorer)
    value, reason = (score.value, score.reason) if score else (None, "")
    failed = (result.case, result.variant, scorer) in red
    return _Cell(shown(value), failed, reason or _title(scorer))


def _lines(result: Result) -> list[list[_Piece]]:
    """The lines of a draft, facts and gaps marked, and what some scorer holds against it."""
    places = (place for score in result.scores.values() for place in score.evidence)
    wrong = {place.text for place in places if len(place.text) > 1}
    return [list(_pieces(line, wrong)) for line in result.text.split("\n")]


def _pieces(line: str, wrong: set[str]) -> Iterable[_Piece]:
    at = 0
    for slot in read_slots(line):
        start, end = slot.span
        if at < start:
            yield _Piece(line[at:start])
        kind = "gap" if isinstance(slot, Gap) else "fact"
        text = line[start:end]
        yield _Piece(text, "bad" if text in wrong else kind)
        at = end
    if at < len(line):
        yield _Piece(line[at:])
