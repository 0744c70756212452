"""Has every writer write every case, and scores what they wrote. A case that throws is a result."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from time import perf_counter

from drafter.documents.draft_file import write_draft
from drafter.documents.report_text import read_text
from drafter.errors import InputError, NoVerdict, ReplayMissing
from drafter.evaluation.authors import Author, Authors, drafter_itself
from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.results import Result, Run, Status, append, file_name, fingerprints, finish
from drafter.evaluation.scorers import SCORERS
from drafter.evaluation.scorers.manner import measures
from drafter.evaluation.variants import Variant
from drafter.messages import t
from drafter.ports import Journal
from drafter.reading.notes import read_notes
from drafter.records import Brief
from drafter.settings import shipped
from drafter.writing.pipeline import Progress
from drafter.writing.recording import Live, Recording

Manner = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run of cases does.

    cases       folder of cases; groups: only those with one of them, () for all
    recordings  folder of recorded answers, None to ask live; replay: take answers from it only
    repeat      how often each case is written
    suite       what the results are called; authors: who writes them
    """

    cases: Path
    variants: tuple[Variant, ...]
    groups: tuple[str, ...] = ()
    recordings: Path | None = None
    replay: bool = False
    repeat: int = 1
    suite: str = "cases"
    authors: Authors = drafter_itself


def run_cases(plan: Plan, folder: Path, *, progress: Progress) -> Run:
    """Write and score every case by every writer; results stand in `folder` as they come.

    What is there already is not written anew, unless it was made of something else. Raises
    InputError on bad cases, EnvironmentFault where a writer cannot be had.
    """
    cases = _chosen(plan)
    tries = [(case, attempt) for case in cases for attempt in range(1, plan.repeat + 1)]
    folder.mkdir(parents=True, exist_ok=True)
    before, manner = fingerprints(folder), _manner_of_corpus()
    done, total = count(1), len(tries) * len(plan.variants)
    recordings = []
    for variant in plan.variants:
        journal = _journal(plan, variant)
        resumed = False
        with plan.authors(variant, journal, plan.replay) as author:
            for case, attempt in tries:
                empty = Result(
                    plan.suite, case.name, variant.name, attempt, case.groups, Status.FAILED,
                    fingerprint=_fingerprint(case, variant),
                )  # fmt: skip
                if before.get(empty.key) == empty.fingerprint:
                    resumed = True
                else:
                    append(folder, _result(empty, case, author, folder, manner))
                progress(next(done), total, f"{variant.name} {case.name}")
        if isinstance(journal, Recording):
            recordings.append(_recorded(journal, plan, whole=not plan.groups and not resumed))
    about = {
        "variants": [variant.name for variant in plan.variants],
        "replay": plan.replay,
        "groups": list(plan.groups),
        "repeat": plan.repeat,
        "recordings": recordings,
    }
    return finish(folder, plan.suite, about)


def _chosen(plan: Plan) -> list[Case]:
    """The cases that are asked for.

    Raises InputError where there are no cases, NoVerdict where a group of them is not there.
    """
    every = read_cases(plan.cases)
    wanted, remedy = set(plan.groups), t("eval.cases.none.remedy")
    if not every:
        raise InputError(t("eval.cases.none"), plan.cases, remedy=remedy)
    if odd := sorted(wanted - {name for case in every for name in case.named}):
        raise NoVerdict(t("eval.groups.none"), plan.cases, None, "、".join(odd), remedy)
    return [case for case in every if not wanted or not wanted.isdisjoint(case.named)]


def _manner_of_corpus() -> Manner:
    """How the reports of the corpus are written; {} in a wheel, which has no corpus."""
    files = sorted(shipped("corpus").glob("reports/*.md"))
    return measures(read_text(file.read_text("utf-8"), markdown=True) for file in files)


def _journal(plan: Plan, variant: Variant) -> Journal:
    if plan.recordings is None:
        return Live()
    return Recording(plan.recordings / f"{file_name(variant.name)}.jsonl", replay=plan.replay)


def _recorded(journal: Recording, plan: Plan, *, whole: bool) -> dict[str, object]:
    """What became of a file of recordings; it is written anew where answers were recorded.

    whole  every case was asked; else the answers that nobody asked for are those of other cases
    """
    never_asked = journal.unused if whole else 0
    return {
        "file": journal.path.name,
        "missing": journal.missing,
        "unused": never_asked if plan.replay else journal.tidy(whole=whole),
        "used": len(journal.used),
    }


def _fingerprint(case: Case, variant: Variant) -> str:
    """What a result is made of: notes and marks, prompts, code with its scorers, the writer."""
    files = sorted(
        {path for folder in variant.settings.prompt_folders for path in folder.rglob("*.md")}
    )
    parts = [code_digest(), variant.name, case.marks, *(path.read_text("utf-8") for path in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@cache
def code_digest() -> str:
    """Of all that the package is made of: its modules and its lists of words."""
    package = Path(__file__).parents[1]
    whole = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            whole.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes())
    return whole.hexdigest()


def _result(empty: Result, case: Case, author: Author, folder: Path, manner: Manner) -> Result:
    """A result with its scores, or with what was raised; a draft is written beside the results."""
    start = perf_counter()
    result = empty
    try:
        written = author(case, brief_of(case))
        result = replace(
            result,
            text=written.text,
            asked=written.asked,
            tokens=written.tokens,
            cost=written.cost,
        )
        if written.draft:
            name = f"{case.name}.{file_name(result.variant)}.{result.attempt}.draft.json"
            result = replace(result, draft=name)
            write_draft(written.draft, folder / result.draft)
        subject = replace(written.subject, measures=manner)
        scores = {scorer.name: scorer.score(subject) for scorer in SCORERS}
    except ReplayMissing as error:
        return replace(result, status=Status.STALE, error=str(error))
    except Exception as error:  # noqa: BLE001  whatever it is, it is what became of this case
        return replace(
            result,
            error=f"{type(error).__name__}: {error}",
            seconds=round(perf_counter() - start, 2),
        )
    return replace(
        result, status=Status.SCORED, scores=scores, seconds=round(perf_counter() - start, 2)
    )


def brief_of(case: Case) -> Brief:
    """The notes of a case, read from a file as a person would hand it in."""
    with tempfile.TemporaryDirectory() as scratch:
        notes = Path(scratch, f"{case.name}.md")
        notes.write_bytes(case.content)
        return read_notes(notes)


def flaky(results: Sequence[Result]) -> Iterator[tuple[str, str, str, tuple[float | None, ...]]]:
    """(case, variant, scorer, values) of the cases whose attempts were scored differently."""
    attempts: dict[tuple[str, str, str], list[Result]] = {}
    for result in results:
        attempts.setdefault((result.suite, result.case, result.variant), []).append(result)
    for (_, case, variant), repeated in attempts.items():
        for name in dict.fromkeys(name for result in repeated for name in result.scores):
            values = tuple(result.value(name) for result in repeated)
            if len(set(values)) > 1:
                yield case, variant, name, values
