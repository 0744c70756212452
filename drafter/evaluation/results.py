"""The results of a run: a line a case in a file, so that a run that is killed goes on where it stopped."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.evaluation.score import Evidence, Score
from drafter.files import write_whole
from drafter.messages import t

RESULTS, ABOUT = "results.jsonl", "run.json"


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
    def key(self) -> tuple[str, str, str, int]:
        return self.suite, self.case, self.variant, self.attempt

    def value(self, scorer: str) -> float | None:
        """The score, None where there is none."""
        found = self.scores.get(scorer)
        return found.value if found else None


@dataclass(frozen=True)
class Run:
    """A whole run: what it was about, and its results in order.

    about  suites, variants, version, when, whether answers were replayed; stale and unused recordings
    """

    folder: Path
    about: dict[str, Any]
    results: tuple[Result, ...]

    def of(self, variant: str, suite: str = "") -> tuple[Result, ...]:
        return tuple(
            one for one in self.results if one.variant == variant and suite in ("", one.suite)
        )

    @property
    def variants(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.variant for one in self.results))

    @property
    def suites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.suite for one in self.results))


def append(folder: Path, result: Result) -> None:
    """Add a result; on disk when this returns. A line that a kill cut short gives way to it."""
    path = folder / RESULTS
    if path.is_file() and not (held := path.read_bytes()).endswith(b"\n"):
        write_whole(path, held[: held.rfind(b"\n") + 1])
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(as_json(result), ensure_ascii=False) + "\n")


def read_run(folder: Path) -> Run:
    """Read a run. Raises InputError where the folder holds none; a last line cut short by a kill is passed over."""
    if not (folder / RESULTS).is_file():
        raise InputError(t("eval.run.none"), folder, remedy=t("eval.run.none.remedy"))
    about = (
        json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if (folder / ABOUT).is_file()
        else {}
    )
    found: dict[tuple[str, str, str, int], Result] = {}
    for result in _lines(folder / RESULTS):
        found[result.key] = result
    return Run(folder, about, tuple(found.values()))


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
    scores = {
        name: Score(
            one["value"], tuple(Evidence(**place) for place in one["evidence"]), one["reason"]
        )
        for name, one in row.pop("scores").items()
    }
    made = Result(**{**row, "groups": tuple(row["groups"]), "status": Status(row["status"])})
    return replace(made, scores=scores)
