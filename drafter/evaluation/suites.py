"""The suites that measure without a writer, as rows of a run: what was tried, and its score."""

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from drafter.documents.notes import parse_notes
from drafter.errors import InputError
from drafter.evaluation.cases import read_cases
from drafter.evaluation.results import Run
from drafter.evaluation.run import Progress, record_rows, subject_of
from drafter.evaluation.score import Evidence, Score
from drafter.messages import t
from drafter.settings import shipped
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from eval import provfill
from eval.check.measuring import measure as measure_rules
from eval.mutants import MUTANTS, caught
from eval.retrieval.measuring import OURS, evaluate
from eval.retrieval.scores import METRICS

SUITES = ("cases", "naive", "provfill", "retrieval", "check", "mutants")
Rows = Iterator[tuple[str, dict[str, Score]]]


def run_provfill(reports: Path, folder: Path) -> Run:
    """Raises InputError where there are no reports."""
    files = sorted([*reports.glob("*.txt"), *reports.glob("*.md")]) if reports.is_dir() else []
    if not files:
        raise InputError(t("eval.reports.none"), reports, remedy=t("eval.reports.none.remedy"))
    start = perf_counter()
    result = provfill.measure(files)
    return record_rows(folder, "provfill", list(_provfill_rows(result)), perf_counter() - start)


def _provfill_rows(result: provfill.Result) -> Rows:
    for name, tally in result.escapes.items():
        yield name, {"escapes": _rate(tally)}
    yield "rewritten in Chinese", {"alarms": _rate(result.kept)}
    yield "untouched", {"alarms": _rate(result.untouched)}
    yield "filled back", {"misfilled": _rate(result.filled)}


def _rate(tally: provfill.Tally) -> Score:
    rate = tally.rate
    bounds = f"{len(tally.failed)}/{tally.tried}, 95% [{rate.low:.2%}, {rate.high:.2%}]"
    shown = tuple(Evidence(text, "") for text in tally.failed[:10])
    return Score(rate.mean if tally.tried else None, shown, bounds)


def run_retrieval(folder: Path, *, progress: Progress) -> Run:
    """What the index finds for the judged queries over the documents that come with drafter; by kind of query."""
    start = perf_counter()
    result = evaluate({"reports": None, "laws": None}, None, (OURS,), progress=progress)
    rows: list[tuple[str, dict[str, Score]]] = []
    for kind, scores in result.groups.items():
        short = tuple(
            Evidence(f"{one.metric} {one.score:.3f}", f"< {one.floor:.3f}")
            for one in result.short
            if one.group == kind
        )
        found = {metric: Score(getattr(scores, metric)) for metric in METRICS}
        rows.append((kind, {**found, "below floor": Score(float(len(short)), short)}))
    rows.append(("exact search", {"index recall": Score(result.recall)}))
    return record_rows(folder, "retrieval", rows, perf_counter() - start)


def run_check(folder: Path, reports: Path | None = None) -> Run:
    """What the rules find of planted defects, and what they say of clean text."""
    start = perf_counter()
    clean = [
        *sorted(shipped("corpus").glob("*/*.md")),
        *sorted(shipped("eval").glob("check/*.txt")),
    ]
    result = measure_rules(clean, sorted(reports.glob("*.txt")) if reports else ())
    rows: list[tuple[str, dict[str, Score]]] = [
        (
            one.kind.name,
            {
                "planted found": Score(
                    one.recall, tuple(Evidence(text, "") for text in one.missed[:5])
                )
            },
        )
        for one in result.kinds
    ]
    alarms = tuple(
        Evidence(one.text, f"{one.code} {one.message}", one.line) for one in result.alarms
    )
    rows.append(("clean text", {"false errors": Score(float(len(result.alarms)), alarms)}))
    rows.append(("all", {"precision": Score(result.precision)}))
    return record_rows(folder, "check", rows, perf_counter() - start)


def run_mutants(cases: Path, folder: Path, *, progress: Progress) -> Run:
    """The suite tested itself: of each way to harm a draft, the share that its scorer sees, over all cases."""
    start = perf_counter()
    tries: dict[str, list[tuple[str, bool]]] = {one.name: [] for one in MUTANTS}
    some = read_cases(cases)
    for count, case in enumerate(some, 1):
        brief = parse_notes(case.notes, Path(f"{case.name}.md"))
        subject = subject_of(case, brief, draft(brief, Tools(RuleWriter())), {}, page=False)
        for mutant in MUTANTS:
            if (seen := caught(mutant, subject)) is not None:
                tries[mutant.name].append((case.name, seen[1]))
        progress(count, len(some), case.name)
    rows = [(name, {"caught": _caught(tried)}) for name, tried in tries.items()]
    return record_rows(folder, "mutants", rows, perf_counter() - start)


def _caught(tried: list[tuple[str, bool]]) -> Score:
    missed = tuple(Evidence(case, "not seen") for case, seen in tried if not seen)
    return Score(1 - len(missed) / len(tried) if tried else None, missed, f"{len(tried)} drafts")
