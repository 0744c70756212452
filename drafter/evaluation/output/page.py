"""A run as one page that needs nothing but a browser: charts, cases × scorers, drafts side by side, places marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from drafter.evaluation.output.verdict import described, label, means, shown
from drafter.evaluation.results import Result, Run, Status
from drafter.evaluation.score import Better
from drafter.evaluation.scorers import BY_NAME
from drafter.evaluation.thresholds import Verdict
from drafter.facts.figures import read_slots
from drafter.messages import language, t
from drafter.records import Gap


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


def page(run: Run, verdict: Verdict) -> str:
    """One self-contained page; every text is escaped, no script comes from outside."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    red = {
        (one.case, one.variant, one.gate.scorer)
        for one in (*verdict.breaches, *verdict.regressions)
    }
    return environment.get_template("evaluation.html.j2").render(
        t=t,
        language=language(),
        outcome=str(verdict.outcome),
        about=run.about,
        charts=[_chart(run, suite) for suite in run.suites],
        suites=[_suite(run, suite, red) for suite in run.suites],
        reasons=[
            (described(one.gate), one.case, one.variant, shown(one.value), one.evidence[:3])
            for one in (*verdict.regressions, *verdict.breaches)
        ],
        stopped=[(one.case, one.variant, str(one.status), one.error) for one in verdict.stopped],
        idle=[described(gate) for gate in verdict.idle],
    )


def _chart(run: Run, suite: str) -> dict[str, object]:
    """The mean of each scorer as a bar, one a writer; shares on a scale of one."""
    variants = [name for name in run.variants if run.of(name, suite)]
    columns = {name: means(run.of(name, suite)) for name in variants}
    rows = []
    for scorer in dict.fromkeys(name for column in columns.values() for name in column):
        values = {name: columns[name][scorer][0] for name in variants if scorer in columns[name]}
        most = max([1.0, *map(abs, values.values())])
        better = BY_NAME[scorer].better if scorer in BY_NAME else Better.NEITHER
        bars = [
            (name, shown(value), round(100 * abs(value) / most, 1))
            for name, value in values.items()
        ]
        rows.append({"scorer": scorer, "label": label(scorer), "better": str(better), "bars": bars})
    return {"suite": suite, "variants": variants, "rows": rows}


def _suite(run: Run, suite: str, red: set[tuple[str, str, str]]) -> dict[str, object]:
    mine = [one for one in run.results if one.suite == suite]
    scorers = list(dict.fromkeys(name for one in mine for name in one.scores))
    rows = [
        {
            "result": one,
            "id": f"{suite}-{number}",
            "cells": [_cell(one, name, red) for name in scorers],
            "failed": one.status is not Status.SCORED,
        }
        for number, one in enumerate(mine)
    ]
    by_case: dict[str, list[Result]] = {}
    for one in mine:
        by_case.setdefault(one.case, []).append(one)
    drafts = {
        case: [(one.variant, list(_text(one))) for one in some if one.text]
        for case, some in by_case.items()
    }
    return {
        "suite": suite,
        "scorers": [(name, label(name)) for name in scorers],
        "rows": rows,
        "drafts": {case: texts for case, texts in drafts.items() if texts},
        "evidence": {
            f"{suite}-{number}": [
                (label(name), name, score.reason, score.evidence)
                for name, score in one.scores.items()
                if score.evidence
            ]
            for number, one in enumerate(mine)
        },
    }


def _cell(result: Result, scorer: str, red: set[tuple[str, str, str]]) -> _Cell:
    score = result.scores.get(scorer)
    value = score.value if score else None
    title = (score.reason if score else "") or label(scorer)
    return _Cell(shown(value), (result.case, result.variant, scorer) in red, title)


def _text(result: Result) -> Iterable[list[_Piece]]:
    """The lines of a draft, facts and gaps marked, and what some scorer holds against it."""
    wrong = {e.text for score in result.scores.values() for e in score.evidence if len(e.text) > 1}
    for line in result.text.split("\n"):
        yield list(_pieces(line, wrong))


def _pieces(line: str, wrong: set[str]) -> Iterable[_Piece]:
    at = 0
    for slot in read_slots(line):
        start, end = slot.span
        if at < start:
            yield _Piece(line[at:start])
        text = line[start:end]
        yield _Piece(text, "bad" if text in wrong else "gap" if isinstance(slot, Gap) else "fact")
        at = end
    if at < len(line):
        yield _Piece(line[at:])
