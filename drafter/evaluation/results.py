"""The results of a run: a line a case in a file, so that a killed run goes on where it stopped."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from drafter import __version__
from drafter.errors import InputError
from drafter.evaluation.score import Evidence, Score
from drafter.files import write_whole
from drafter.messages import t

NO_WRITER = "drafter"
"""What stands in the place of a writer where none was asked."""
RESULTS, ABOUT = "results.jsonl", "run.json"
Key = tuple[str, str, str, int]  # suite, case, variant, attempt


class Status(StrEnum):
    """What became of a case. Only SCORED has scores; the others are never averaged away."""

    SCORED = "scored"
    STALE = "stale"  # replayed, and the recording has no such answer
    FAILED = "failed"  # something was raised; `error` says what


@dataclass(frozen=True, slots=True)
class Result:
    """One case, written once by one writer.

    variant      who wrote: rules, local/plain, openai:qwen3-32b, naive:local
    attempt      1 the first; others where a run repeats each case
    fingerprint  of all it was made of: notes, prompts, version
    text         what was written; draft is its file beside the results, "" for none
    """

    suite: str
    case: str
    variant: str
    attempt: int
    groups: tuple[str, ...]
    status: Status
    scores: dict[str, Score] = field(default_factory=dict)
    error: str = ""
    seconds: float = 0.0
    tokens: int = 0
    cost: str = ""
    asked: int = 0
    text: str = ""
    draft: str = ""
    fingerprint: str = ""

    @property
    def key(self) -> Key:
        return self.suite, self.case, self.variant, self.attempt

    def value(self, scorer: str) -> float | None:
        """The score, None where there is none."""
        score = self.scores.get(scorer)
        return score.value if score else None


@dataclass(frozen=True)
class Run:
    """A whole run: what it was about, and its results in order.

    about  suites, variants, version, when, whether answers were replayed; stale, unused recordings
    """

    folder: Path
    about: dict[str, Any]
    results: tuple[Result, ...]

    def of(self, variant: str, suite: str = "") -> tuple[Result, ...]:
        return tuple(
            result
            for result in self.results
            if result.variant == variant and suite in ("", result.suite)
        )

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(result.variant for result in self.results))

    @property
    def suites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(result.suite for result in self.results))


def mean_of(results: Iterable[Result], scorer: str) -> float | None:
    """The mean of a score over those that have it, a share weighted by what it is of."""
    scores = [score for result in results if (score := result.scores.get(scorer))]
    weighted = [(score.value, score.of or 1) for score in scores if score.value is not None]
    total = sum(weight for _, weight in weighted)
    return sum(value * weight for value, weight in weighted) / total if total else None


def lost(run: Run, before: Iterable[Result]) -> list[Result]:
    """What an earlier run has of the suites and writers of this one, and this one lacks.

    [] where only groups of cases were asked for: the others may be there still. What was measured
    without a writer counts not: what is drawn names its rows anew in every run.
    """
    if run.about.get("groups"):
        return []
    ran = {(one.suite, one.variant) for one in run.results if one.variant != NO_WRITER}
    keys = {result.key for result in run.results}
    return [one for one in before if (one.suite, one.variant) in ran and one.key not in keys]


def append(folder: Path, result: Result) -> None:
    """Add a result; on disk when this returns. A line that a kill cut short gives way to it."""
    path = folder / RESULTS
    if path.is_file() and not (stored := path.read_bytes()).endswith(b"\n"):
        write_whole(path, stored[: stored.rfind(b"\n") + 1])
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(as_json(result), ensure_ascii=False) + "\n")


def record_rows(
    folder: Path,
    suite: str,
    rows: Sequence[tuple[str, dict[str, Score]]],
    seconds: float,
    groups: Sequence[str] = (),
) -> Run:
    """Store what a suite measured that has no writer: (what, its scores) as cases of one variant.

    seconds  of all rows together, shared out among them
    groups   of the cases that alone were asked for; () for all
    """
    folder.mkdir(parents=True, exist_ok=True)
    each = round(seconds / max(len(rows), 1), 2)
    for name, scores in rows:
        result = Result(suite, name, NO_WRITER, 1, (suite,), Status.SCORED, scores, seconds=each)
        append(folder, result)
    return finish(folder, suite, {"groups": list(groups)} if groups else {})


def finish(folder: Path, suite: str, about: Mapping[str, object]) -> Run:
    """Note in the folder that a suite has run, and what it was about; the whole run."""
    before = _about(folder)
    suites = list(dict.fromkeys([*before.get("suites", []), suite]))
    created = datetime.now(UTC).isoformat(timespec="seconds")
    head = {"format": "drafter.eval", "version": 1, "drafter": __version__}
    whole = {**before, **head, **about, "suites": suites, "created": created}
    write_whole(folder / ABOUT, (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())
    return read_run(folder)


def fingerprints(folder: Path) -> dict[Key, str]:
    """What the results of a folder were made of; {} where it has none."""
    if not (folder / RESULTS).is_file():
        return {}
    return {result.key: result.fingerprint for result in read_run(folder).results}


def read_run(folder: Path) -> Run:
    """Read a run, but for a last line that a kill cut short. Raises InputError without one."""
    if not (folder / RESULTS).is_file():
        raise InputError(t("eval.run.none"), folder, remedy=t("eval.run.none.remedy"))
    results = {result.key: result for result in _lines(folder / RESULTS)}  # the last counts
    return Run(folder, _about(folder), tuple(results.values()))


def _about(folder: Path) -> dict[str, Any]:
    path = folder / ABOUT
    about: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return about


def _lines(path: Path) -> Iterator[Result]:
    rows = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for number, row in enumerate(filter(None, rows), 1):
        try:
            yield from_json(json.loads(row))
        except (ValueError, KeyError, TypeError) as error:
            if number < len(rows):  # the last is "" where no line was cut
                raise InputError(t("eval.run.broken"), path, number, row[:60]) from error


def as_json(result: Result) -> dict[str, Any]:
    """A result as it is stored and published (docs/evaluation.schema.json)."""
    return asdict(result)


def from_json(row: dict[str, Any]) -> Result:
    """A result as `as_json` stored it. Raises KeyError or TypeError on anything else."""
    scores = {
        name: Score(
            score["value"],
            tuple(Evidence(**place) for place in score["evidence"]),
            score["reason"],
            score.get("of", 0),
        )
        for name, score in row.pop("scores").items()
    }
    result = Result(**{**row, "groups": tuple(row["groups"]), "status": Status(row["status"])})
    return replace(result, scores=scores)


def file_name(variant: str) -> str:
    """The name of a variant as a part of the names of files."""
    return variant.replace("/", "-").replace(":", "-")
