"""The suite `apart`: each draft that this run made, read out of its Word file by another reader."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from drafter.documents.draft_file import read_draft
from drafter.errors import InputError
from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.results import Result, Status, append, finish, read_run
from drafter.evaluation.score import Score
from drafter.evaluation.suites import Order
from drafter.word.render import write_docx
from drafter.writing.pipeline import Progress
from eval.apart.scorers import DISAGREED, SCORERS, Printed, disagreed
from eval.apart.wordfile import read_word_file

MEASURES = (*SCORERS, DISAGREED)


def run_apart(order: Order, progress: Progress) -> None:
    """Score the drafts in the folder of the run. Raises InputError where there are none."""
    cases = {case.name: case for case in read_cases(order.cases)}
    results = read_run(order.output).results
    drafted = [one for one in results if one.suite == "cases" and one.draft]
    if not drafted:
        raise InputError(
            "no drafts here", order.output, remedy="run the suite cases before: cases apart"
        )
    for done, result in enumerate(drafted, 1):
        append(order.output, _read_apart(result, cases[result.case], order.output))
        progress(done, len(drafted), f"{result.variant} {result.case}")
    finish(order.output, "apart", {})


def _read_apart(result: Result, case: Case, folder: Path) -> Result:
    """The other reader's scores of a draft, or what was raised."""
    start = perf_counter()
    bare = replace(result, suite="apart", scores={}, text="", asked=0, tokens=0, cost="")
    try:
        scores = _scores(folder / result.draft, case, result.scores)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what became of this draft
        return replace(bare, status=Status.FAILED, error=f"{type(error).__name__}: {error}")
    return replace(bare, scores=scores, seconds=round(perf_counter() - start, 2))


def _scores(file: Path, case: Case, ours: Mapping[str, Score]) -> dict[str, Score]:
    with tempfile.TemporaryDirectory() as scratch:
        word = Path(scratch, "draft.docx")
        write_docx(read_draft(file), word)
        printed = Printed(case, read_word_file(word), json.loads(file.read_text("utf-8")))
    theirs = {name: scorer(printed) for name, scorer in SCORERS.items()}
    return {**theirs, DISAGREED: disagreed(ours, theirs)}
