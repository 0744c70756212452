"""What earlier documents give the rules: cases written with last year's report, and without it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from drafter.documents.notes import parse_notes
from drafter.documents.outline import ARCHIVE
from drafter.errors import InputError
from drafter.evaluation.authors import subject_of
from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.results import record_rows
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scorers import SCORERS
from drafter.evaluation.suites import Order
from drafter.records import Brief, Draft, Passage
from drafter.settings import shipped
from drafter.writing.archive import passages_of_files
from drafter.writing.pipeline import Progress, Tools, draft
from drafter.writing.rules import RuleWriter

SHARE = "after archive"
"""The share of sentences with bullets that are worded after an earlier document."""


def run_archive(order: Order, progress: Progress) -> None:
    """Write the cases whose office has an earlier report in the corpus.

    Raises InputError where none has.
    """
    start = perf_counter()
    reports = [passages_of_files([file]) for file in sorted(shipped("corpus").glob("reports/*.md"))]
    wanted = set(order.groups)
    cases = [case for case in read_cases(order.cases) if not wanted or wanted & set(case.named)]
    briefs = [(case, parse_notes(case.notes, Path(f"{case.name}.md"))) for case in cases]
    pairs = [(case, brief, own) for case, brief in briefs if (own := _own(brief, reports))]
    if not pairs:
        raise InputError("no case has an earlier report of its office", order.cases)
    rows: list[tuple[str, dict[str, Score]]] = []
    for done, (case, brief, own) in enumerate(pairs, 1):
        for name, archive in (("with", own), ("without", ())):
            made = draft(brief, Tools(RuleWriter(), archive=archive))
            rows.append((f"{case.name} {name}", _scores(case, brief, made)))
        progress(done, len(pairs), case.name)
    record_rows(order.output, "archive", rows, perf_counter() - start, order.groups)


def _own(brief: Brief, reports: Sequence[Sequence[Passage]]) -> list[Passage]:
    """The passages of the office's own reports on other periods, the newest first."""
    own = [
        passages
        for passages in reports
        if passages
        and passages[0].unit == brief.organization
        and passages[0].period != brief.period
    ]
    newest = sorted(own, key=lambda passages: passages[0].period, reverse=True)
    return [passage for passages in newest for passage in passages]


def _scores(case: Case, brief: Brief, made: Draft) -> dict[str, Score]:
    subject = replace(subject_of(case, brief, made, page=False), page=())
    scores = {scorer.name: scorer.score(subject) for scorer in SCORERS}
    return {SHARE: _after(made), **scores}


def _after(made: Draft) -> Score:
    sentences = [sentence for sentence in made.all_sentences() if sentence.bullets]
    after = [sentence for sentence in sentences if sentence.author == ARCHIVE]
    return Score(len(after) / len(sentences) if sentences else None, tuple(_shown(made)))


def _shown(made: Draft) -> Iterator[Evidence]:
    titles = {passage.id: passage.document for passage in made.passages}
    for sentence in made.all_sentences():
        if sentence.author == ARCHIVE:
            yield Evidence(sentence.text, f"after 《{titles[sentence.passages[0]]}》")
