"""Runs suites: cases by writers, and the suites that measure without one. A case that throws is a result."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Protocol

from drafter import __version__
from drafter.checks.layout import Page, check_page
from drafter.documents.draft_file import write_draft
from drafter.documents.draft_lines import plain_text
from drafter.documents.house_style import GB9704
from drafter.documents.report import read_text
from drafter.errors import InputError, ReplayMissing
from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.results import ABOUT, RESULTS, Result, Run, Status, append, read_run
from drafter.evaluation.score import Score
from drafter.evaluation.scored_text import Subject, report_of
from drafter.evaluation.scorers import SCORERS
from drafter.evaluation.scorers.manner import measures
from drafter.files import write_whole
from drafter.messages import t
from drafter.ports import Journal, Writer
from drafter.reading.notes import read_notes
from drafter.records import Brief, Draft, Finding
from drafter.retrieval.opening import open_index
from drafter.settings import Settings, shipped
from drafter.word.reading import read_word
from drafter.writing.outputs import write_outputs
from drafter.writing.pipeline import Tools, draft
from drafter.writing.prompts import Prompts
from drafter.writing.recording import Live, Recording
from drafter.writing.writers import choose_writer
from eval.naive import NaiveWriter, naive_text

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Variant:
    """A writer to be measured: how a report calls it, and the settings that make it.

    naive  the usual tutorial chain on the same model, unproved
    """

    name: str
    settings: Settings
    naive: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does.

    cases       folder of cases; groups: only those with one of them, () for all
    recordings  folder of recorded answers, None to ask live; replay: take answers from it only
    repeat      how often each case is written
    """

    cases: Path
    variants: tuple[Variant, ...]
    groups: tuple[str, ...] = ()
    recordings: Path | None = None
    replay: bool = False
    repeat: int = 1


class Progress(Protocol):
    def __call__(self, done: int, total: int, name: str) -> None: ...


def run_cases(plan: Plan, folder: Path, *, progress: Progress) -> Run:
    """Write and score every case by every writer, results in `folder` as they come; what is there already stands.

    Raises InputError on bad cases, EnvironmentFault where a writer cannot be had.
    """
    cases = [
        one
        for one in read_cases(plan.cases)
        if not plan.groups or set(plan.groups) & set(one.groups)
    ]
    if not cases:
        raise InputError(t("eval.cases.none"), plan.cases, value="、".join(plan.groups))
    folder.mkdir(parents=True, exist_ok=True)
    done = {
        one.key: one.fingerprint
        for one in (read_run(folder).results if (folder / RESULTS).is_file() else ())
    }
    total = len(cases) * len(plan.variants) * plan.repeat
    count, recordings = 0, []
    manner = measures(
        read_text(p.read_text("utf-8"), markdown=True)
        for p in sorted(shipped("corpus").glob("reports/*.md"))
    )
    for variant in plan.variants:
        with ExitStack() as stack:
            journal = _journal(plan, variant)
            author = _Author(variant, journal, plan.replay, stack)
            resumed = False
            for case in cases:
                for attempt in range(1, plan.repeat + 1):
                    count += 1
                    print_ = _fingerprint(case, variant)
                    key = ("naive" if variant.naive else "cases", case.name, variant.name, attempt)
                    if done.get(key) == print_:
                        resumed = True
                    else:
                        result = _result(case, variant, attempt, author, folder, manner)
                        append(folder, replace(result, fingerprint=print_))
                    progress(count, total, f"{variant.name} {case.name}")
            if isinstance(journal, Recording):
                recordings.append(_recorded(journal, plan, whole=not plan.groups and not resumed))
    suites = dict.fromkeys("naive" if one.naive else "cases" for one in plan.variants)
    about = {
        "suites": list(suites),
        "variants": [one.name for one in plan.variants],
        "replay": plan.replay,
    }
    return _finished(
        folder,
        {**about, "groups": list(plan.groups), "repeat": plan.repeat, "recordings": recordings},
    )


def _finished(folder: Path, about: dict[str, object]) -> Run:
    before = json.loads((folder / ABOUT).read_text("utf-8")) if (folder / ABOUT).is_file() else {}
    suites = list(dict.fromkeys([*before.get("suites", []), *about.pop("suites", [])]))  # type: ignore[misc]
    head = {"format": "drafter.eval", "version": 1, "drafter": __version__}
    made = datetime.now(UTC).isoformat(timespec="seconds")
    whole = {**before, **head, **about, "suites": suites, "created": made}
    write_whole(folder / ABOUT, (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())
    return read_run(folder)


def _recorded(journal: Recording, plan: Plan, *, whole: bool) -> dict[str, object]:
    """What became of a file of recordings; refreshed where answers were recorded.

    whole  every case was asked; else the answers that nobody asked for are those of other cases
    """
    unused = journal.tidy(whole=whole) if not plan.replay else journal.unused if whole else 0
    return {
        "file": journal.path.name,
        "missing": journal.missing,
        "unused": unused,
        "used": len(journal.used),
    }


def _journal(plan: Plan, variant: Variant) -> Journal:
    if plan.recordings is None:
        return Live()
    name = variant.name.replace("/", "-").replace(":", "-")
    return Recording(plan.recordings / f"{name}.jsonl", replay=plan.replay)


def _fingerprint(case: Case, variant: Variant) -> str:
    """What a result was made of: notes, prompts, version, the writer's settings."""
    files = sorted(
        {path for folder in variant.settings.prompt_folders for path in folder.glob("*.md")}
    )
    parts = [__version__, variant.name, case.notes, *(path.read_text("utf-8") for path in files)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


class _Author:
    """Writes cases by one writer, made once and not before it is needed."""

    def __init__(self, variant: Variant, journal: Journal, replay: bool, stack: ExitStack) -> None:
        self.variant = variant
        self._stack = stack
        self._writer, _ = choose_writer(variant.settings, lambda: journal, replay=replay)
        self._index = None
        if variant.naive or self._writer.wants_passages:
            self._index = stack.enter_context(open_index(variant.settings))
        self._journal = journal

    def draft(self, brief: Brief) -> Draft:
        if hasattr(self._writer, "forget"):
            self._writer.forget()
        return draft(brief, Tools(self._writer, self._index, lambda done, total, heading: None))

    def naive(self, brief: Brief) -> tuple[str, tuple[str, ...], int, int]:
        """(text, passages shown, answers asked for, tokens)."""
        writer: NaiveWriter = self._writer  # type: ignore[assignment]
        return naive_text(
            brief, writer, Prompts(self.variant.settings.prompt_folders), self._journal, self._index
        )

    @property
    def writer(self) -> Writer:
        return self._writer


def _result(
    case: Case,
    variant: Variant,
    attempt: int,
    author: _Author,
    folder: Path,
    manner: dict[str, tuple[float, float]],
) -> Result:
    suite = "naive" if variant.naive else "cases"
    made = Result(suite, case.name, variant.name, attempt, case.groups, Status.FAILED)
    start = perf_counter()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            notes = Path(scratch, f"{case.name}.md")
            notes.write_bytes(case.content)
            brief = read_notes(notes)
        if variant.naive:
            text, passages, asked, tokens = author.naive(brief)
            subject = Subject(
                case, brief, read_text(text, markdown=True), passages=passages, measures=manner
            )
            made = replace(made, text=text, asked=asked, tokens=tokens)
        else:
            result = author.draft(brief)
            subject = subject_of(case, brief, result, manner)
            run = result.run
            file = f"{case.name}.{variant.name.replace('/', '-').replace(':', '-')}.{attempt}.draft.json"
            write_draft(result, folder / file)
            made = replace(
                made,
                text=plain_text(result),
                draft=file,
                asked=run.asked + run.replayed,
                tokens=run.prompt_tokens + run.completion_tokens,
                cost="" if run.cost is None else str(run.cost),
            )
        scores = {scorer.name: scorer.score(subject) for scorer in SCORERS}
        return replace(
            made, status=Status.SCORED, scores=scores, seconds=round(perf_counter() - start, 2)
        )
    except ReplayMissing as error:
        return replace(made, status=Status.STALE, error=str(error))
    except Exception as error:  # noqa: BLE001  whatever it is, it is what became of this case
        return replace(
            made, error=f"{type(error).__name__}: {error}", seconds=round(perf_counter() - start, 2)
        )


def subject_of(
    case: Case,
    brief: Brief,
    made: Draft,
    manner: dict[str, tuple[float, float]],
    *,
    page: bool = True,
) -> Subject:
    """A draft as scorers judge it; with `page`, its Word file too."""
    shown = {name for sentence in made.all_sentences() for name in sentence.passages}
    passages = tuple(passage.text for passage in made.passages if passage.id in shown)
    return Subject(
        case, brief, report_of(made), made, page_findings(made) if page else None, passages, manner
    )


def page_findings(made: Draft) -> tuple[Finding, ...]:
    """What the rules on the page find in the Word file of a draft."""
    with tempfile.TemporaryDirectory() as scratch:
        (file, *_) = write_outputs(made, Path(scratch, "case.docx"))
        word = read_word(file)
    return tuple(check_page(Page(report_of(made), word.sheet, GB9704)))


def record_rows(
    folder: Path, suite: str, rows: Sequence[tuple[str, dict[str, Score]]], seconds: float
) -> Run:
    """Store what a suite measured that has no writer: (what, its scores) as cases of one variant.

    seconds  of all rows together, shared out among them
    """
    folder.mkdir(parents=True, exist_ok=True)
    each = round(seconds / max(len(rows), 1), 2)
    for name, scores in rows:
        append(
            folder, Result(suite, name, "drafter", 1, (suite,), Status.SCORED, scores, seconds=each)
        )
    return _finished(folder, {"suites": [suite]})


def flaky(results: Sequence[Result]) -> Iterator[tuple[str, str, str, tuple[float | None, ...]]]:
    """(case, variant, scorer, values) of the cases whose attempts were scored differently."""
    attempts: dict[tuple[str, str], list[Result]] = {}
    for one in results:
        attempts.setdefault((one.case, one.variant), []).append(one)
    for (case, variant), some in attempts.items():
        for scorer in SCORERS:
            values = tuple(one.value(scorer.name) for one in some)
            if len(set(values)) > 1:
                yield case, variant, scorer.name, values
