"""The suites of development: those of the package, and what measures drafter itself."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from drafter.documents.notes import parse_notes
from drafter.errors import InputError
from drafter.evaluation import suites as package
from drafter.evaluation.authors import subject_of
from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.judged_answers import Judged, judge_answers
from drafter.evaluation.results import record_rows
from drafter.evaluation.score import Evidence, Score
from drafter.evaluation.scored_text import Subject
from drafter.evaluation.scorers import BY_NAME
from drafter.evaluation.suites import Order, Suite
from drafter.writing.pipeline import Progress, Tools, draft
from drafter.writing.rules import RuleWriter
from eval import provfill
from eval.apart.suite import MEASURES as APART
from eval.apart.suite import run_apart
from eval.archive import SHARE, run_archive
from eval.blind import output as blind_output
from eval.blind.measuring import Material
from eval.blind.measuring import measure as measure_blind
from eval.check.measuring import clean_files, measure
from eval.filling import MEASURES as FILLING
from eval.filling import run_filling
from eval.mutants import Tries, tries
from eval.naive import run_naive
from eval.retrieval.measuring import OURS, evaluate
from eval.retrieval.scores import METRICS
from eval.wire import MEASURES as WIRE
from eval.wire import run_wire

ANSWERS = Path(__file__).parent / "answers"
KINDS = "kinds"
"""The answers of which each has a fault that one part of the proof alone may see."""
Rows = list[tuple[str, dict[str, Score]]]


def suites(given: Material | None = None) -> dict[str, Suite]:
    """All suites by their names. provfill needs a folder of published reports."""
    material = given or Material()
    check = ("planted found", "false errors", "precision", *blind_output.measures())
    return {
        **package.SUITES,
        "apart": Suite(run_apart, APART),
        "wire": Suite(run_wire, WIRE),
        "filling": Suite(run_filling, FILLING),
        "naive": Suite(run_naive, tuple(BY_NAME)),
        "provfill": Suite(partial(_provfill, material.reports), ("escapes", "alarms", "misfilled")),
        "retrieval": Suite(_retrieval, (*METRICS, "below floor", "index recall")),
        "check": Suite(partial(_check, material), check),
        "archive": Suite(run_archive, (SHARE, *BY_NAME)),
        "mutants": Suite(_mutants, ("caught",)),
        "proof": Suite(_proof, ("good accepted", "bad refused")),
    }


def _provfill(reports: Path | None, order: Order, progress: Progress) -> None:
    """Raises InputError where there are no reports."""
    folder = reports or Path("reports")
    files = sorted([*folder.glob("*.txt"), *folder.glob("*.md")])
    if not files:
        raise InputError("no published reports here", folder, remedy="name their folder: --reports")
    start = perf_counter()
    result = provfill.measure(files)
    record_rows(order.output, "provfill", list(_tallies(result)), perf_counter() - start)


def _tallies(result: provfill.Result) -> Iterator[tuple[str, dict[str, Score]]]:
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


def _retrieval(order: Order, progress: Progress) -> None:
    """What the index finds of the shipped documents for the judged queries, by kind of query."""
    start = perf_counter()
    result = evaluate({"reports": None, "laws": None}, None, (OURS,), progress=progress)
    rows: Rows = []
    for kind, scores in result.groups.items():
        short = tuple(
            Evidence(f"{below.metric} {below.score:.3f}", f"< {below.floor:.3f}")
            for below in result.short
            if below.group == kind
        )
        means = {metric: Score(getattr(scores, metric)) for metric in METRICS}
        rows.append((kind, {**means, "below floor": Score(float(len(short)), short)}))
    rows.append(("exact search", {"index recall": Score(result.recall)}))
    record_rows(order.output, "retrieval", rows, perf_counter() - start)


def _check(material: Material, order: Order, progress: Progress) -> None:
    """What the rules find: of what they were written for, and of errors planted blind."""
    start = perf_counter()
    published = sorted(material.reports.glob("*.txt")) if material.reports else ()
    result = measure(clean_files(), published)
    rows: Rows = []
    for measured in result.kinds:
        missed = tuple(Evidence(text, "") for text in measured.missed[:5])
        rows.append((measured.kind.name, {"planted found": Score(measured.recall, missed)}))
    alarms = tuple(
        Evidence(alarm.text, f"{alarm.code} {alarm.message}", alarm.line) for alarm in result.alarms
    )
    rows.append(("clean text", {"false errors": Score(float(len(alarms)), alarms)}))
    rows.append(("all", {"precision": Score(result.precision)}))
    rows += blind_output.rows(measure_blind(material))
    record_rows(order.output, "check", rows, perf_counter() - start)


def _proof(order: Order, progress: Progress) -> None:
    """Answers that people judged, by the notes they answer: how many the proof judges like them."""
    start = perf_counter()
    rows: Rows = []
    for file in sorted(ANSWERS.glob("*/answers.jsonl")):
        judged = judge_answers(file)
        by = (
            "kind" if file.parent.name == KINDS else "notes"
        )  # one slip is no small share of a kind
        for name in sorted({one.row[by] for one in judged}):
            ours = [one for one in judged if one.row[by] == name]
            rows.append((f"{file.parent.name}/{name.removesuffix('.md')}", _agreement(ours)))
    record_rows(order.output, "proof", rows, perf_counter() - start)


def _agreement(judged: Sequence[Judged]) -> dict[str, Score]:
    scores = {}
    for verdict, name in (("good", "good accepted"), ("bad", "bad refused")):
        ours = [one for one in judged if one.row["verdict"] == verdict]
        wrong = [one for one in ours if one.accepted is not (verdict == "good")]
        shown = tuple(Evidence(one.row["answer"], "；".join(one.reasons)) for one in wrong[:5])
        share = 1 - len(wrong) / len(ours) if ours else None
        scores[name] = Score(share, shown, f"{len(ours)} answers")
    return scores


def _mutants(order: Order, progress: Progress) -> None:
    """Of each way to harm a draft, the share that its scorer sees, over some of the cases."""
    start, wanted = perf_counter(), set(order.groups)
    every = read_cases(order.cases)
    cases = [case for case in every if not wanted or wanted & set(case.named)]
    done = count(1)

    def subject(case: Case) -> Subject:
        progress(next(done), len(cases), case.name)
        brief = parse_notes(case.notes, Path(f"{case.name}.md"))
        return subject_of(case, brief, draft(brief, Tools(RuleWriter())), page=False)

    rows: Rows = [
        (name, {"caught": _caught(tried)}) for name, tried in tries(cases, subject).items()
    ]
    record_rows(order.output, "mutants", rows, perf_counter() - start, order.groups)


def _caught(tried: Tries) -> Score:
    missed = tuple(Evidence(case, "not seen") for case, seen in tried if not seen)
    return Score(1 - len(missed) / len(tried) if tried else None, missed, f"{len(tried)} drafts")
