"""The verdict on a run: floors and ceilings, and regressions against the blessed baseline.

A regression is judged on pairs (the same case, the same writer): the mean difference has to be
worse than the least effect, and its 95% interval has to lie on the worse side. A case that could
not run stops the run, it is never averaged away.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.evaluation.results import Result, Run, Status, mean_of
from drafter.evaluation.score import Better, Evidence
from drafter.evaluation.scorers import BY_NAME, SCORERS
from drafter.evaluation.stats import Interval, paired
from drafter.messages import t

_KEYS = {"scorer", "suite", "variant", "group", "min", "max", "share", "mean", "effect", "why"}


class Outcome(StrEnum):
    """What a verdict ends with, and the exit code of the command."""

    PASSED = "passed"  # 0
    FAILED = "failed"  # 1: the quality gate
    STOPPED = "stopped"  # 3: something could not run


@dataclass(frozen=True, slots=True)
class Gate:
    """One line of gates.toml.

    scorer   what it looks at; suite, variant and group ("" for all) say where
    least, most  bounds that every case keeps; `share` of the cases has to, 1 for all; with `mean`
             the mean of each writer's cases keeps them, a share weighted by its sentences
    effect   the least mean difference from the baseline that counts as a regression; None for none
    why      for whoever reads a red run
    """

    scorer: str
    suite: str = ""
    variant: str = ""
    group: str = ""
    least: float | None = None
    most: float | None = None
    share: float = 1.0
    mean: bool = False
    effect: float | None = None
    why: str = ""

    def covers(self, result: Result) -> bool:
        return (
            self.suite in ("", result.suite)
            and (not self.variant or result.variant.startswith(self.variant))
            and (not self.group or self.group in result.groups)
        )

    @property
    def bounded(self) -> bool:
        return self.least is not None or self.most is not None

    def keeps(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )


@dataclass(frozen=True, slots=True)
class Breach:
    """One reason why a run is red: the gate, the case, the value and the places it rests on."""

    gate: Gate
    case: str
    variant: str
    value: float
    evidence: tuple[Evidence, ...] = ()
    interval: Interval | None = None


@dataclass(frozen=True)
class Verdict:
    """What a run comes to.

    breaches     cases out of bounds
    regressions  a writer each, with the case that lost most
    stopped      cases without scores, each with its reason
    idle         gates that looked at nothing: a gate that cannot fail is a defect of the suite
    unpaired     cases that the baseline does not have
    """

    breaches: tuple[Breach, ...] = ()
    regressions: tuple[Breach, ...] = ()
    stopped: tuple[Result, ...] = ()
    idle: tuple[Gate, ...] = ()
    unpaired: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        if self.stopped or self.idle:
            return Outcome.STOPPED
        return Outcome.FAILED if self.breaches or self.regressions else Outcome.PASSED

    @property
    def exit_code(self) -> int:
        return {Outcome.PASSED: 0, Outcome.FAILED: 1, Outcome.STOPPED: 3}[self.outcome]


def read_gates(path: Path) -> tuple[Gate, ...]:
    """Read gates.toml. Raises InputError naming what is wrong."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("gate", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InputError(t("settings.toml"), path, value=str(error)) from error
    return tuple(_gate(row, path) for row in rows)


def _gate(row: Mapping[str, Any], path: Path) -> Gate:
    odd = set(row) - _KEYS
    scorer = str(row.get("scorer", ""))
    limits = [row[key] for key in ("min", "max", "effect") if key in row]
    numbers = all(isinstance(limit, int | float) for limit in (*limits, row.get("share", 1.0)))
    if odd or not scorer or not limits or not numbers:
        raise InputError(
            t("eval.gate"), path, value=str(dict(row)), remedy="、".join(sorted(_KEYS))
        )
    return Gate(
        scorer,
        str(row.get("suite", "")),
        str(row.get("variant", "")),
        str(row.get("group", "")),
        row.get("min"),
        row.get("max"),
        float(row.get("share", 1.0)),
        row.get("mean") is True,
        row.get("effect"),
        str(row.get("why", "")),
    )


def bounds_of_scorers(run: Run) -> tuple[Gate, ...]:
    """Gates for a run without a file of gates: what `drafter eval gate` holds a draft to.

    A scorer that had nothing to score in the run has none: nobody asked for it by name.
    """
    return tuple(
        Gate(scorer.name, least=scorer.bound)
        if scorer.better is Better.HIGHER
        else Gate(scorer.name, most=scorer.bound)
        for scorer in SCORERS
        if scorer.bound is not None and isfinite(scorer.bound)
        if _scored(run.results, scorer.name)
    )


def judge(run: Run, gates: Sequence[Gate], baseline: Run | None) -> Verdict:
    """The verdict on a run.

    Gates for suites and writers that the run has nothing of do not count as idle. Nor does any
    where only groups of cases were asked for that are not its own: what it wants to see may be in
    the others, and the mean of all is not theirs.
    """
    breaches: list[Breach] = []
    regressions: list[Breach] = []
    idle: list[Gate] = []
    unpaired: set[str] = set()
    groups = run.about.get("groups", ())
    for gate in (gate for gate in gates if _concerns(gate, run)):
        results = _scored(filter(gate.covers, run.results), gate.scorer)
        some = bool(groups) and gate.group not in groups
        if not results:
            idle += [] if some else [gate]
            continue
        if gate.bounded and not (gate.mean and some):
            breaches += _breaches(gate, results)
        if gate.effect is not None and baseline is not None:
            worse, missing = _regressions(gate, gate.effect, results, baseline)
            regressions += worse
            unpaired |= missing
    return Verdict(
        tuple(breaches),
        tuple(regressions),
        tuple(result for result in run.results if result.status is not Status.SCORED),
        tuple(idle),
        tuple(sorted(unpaired)),
    )


def _scored(results: Iterable[Result], scorer: str) -> list[Result]:
    return [result for result in results if result.value(scorer) is not None]


def _concerns(gate: Gate, run: Run) -> bool:
    suite = not gate.suite or gate.suite in run.suites
    variant = not gate.variant or any(name.startswith(gate.variant) for name in run.variants)
    group = not gate.group or any(gate.group in result.groups for result in run.results)
    return suite and variant and group


def _breaches(gate: Gate, results: Sequence[Result]) -> list[Breach]:
    """The results out of bounds; none where the share or the mean that a gate allows is kept."""
    if gate.mean:
        return list(_means_out_of_bounds(gate, results))
    out = list(_out_of_bounds(gate, results))
    return out if len(out) > (1 - gate.share) * len(results) + 1e-9 else []


def _means_out_of_bounds(gate: Gate, results: Sequence[Result]) -> Iterator[Breach]:
    """The writers whose mean is out of bounds, each with the case that is worst."""
    for variant in dict.fromkeys(result.variant for result in results):
        of = [result for result in results if result.variant == variant]
        mean = mean_of(of, gate.scorer)
        if mean is not None and not gate.keeps(mean):
            worst = max(of, key=lambda r: worsening(gate.scorer, 0.0, r.value(gate.scorer) or 0.0))
            yield Breach(gate, worst.case, variant, mean, worst.scores[gate.scorer].evidence)


def _out_of_bounds(gate: Gate, results: Iterable[Result]) -> Iterator[Breach]:
    for result in results:
        value = result.value(gate.scorer)
        if value is not None and not gate.keeps(value):
            evidence = result.scores[gate.scorer].evidence
            yield Breach(gate, result.case, result.variant, value, evidence)


def _regressions(
    gate: Gate, effect: float, results: Sequence[Result], baseline: Run
) -> tuple[list[Breach], set[str]]:
    """The regressions of each writer that a gate covers, and the cases the baseline lacks."""
    before = {result.key: result.value(gate.scorer) for result in baseline.results}
    first = [result for result in results if result.attempt == 1]
    missing = {
        f"{result.case} ({result.variant})" for result in first if before.get(result.key) is None
    }
    losses: dict[str, list[tuple[float, Result]]] = {}
    for result in first:
        old, value = before.get(result.key), result.value(gate.scorer)
        if old is not None and value is not None:
            loss = worsening(gate.scorer, old, value)
            losses.setdefault(result.variant, []).append((loss, result))
    regressions = (_regression(gate, effect, pairs) for pairs in losses.values())
    return [breach for breach in regressions if breach], missing


def _regression(gate: Gate, effect: float, losses: list[tuple[float, Result]]) -> Breach | None:
    """The regression of one writer; None where it is small or may be chance."""
    interval = paired([loss for loss, _ in losses])
    if interval.mean <= effect or interval.low <= 0:
        return None
    _, worst = max(losses, key=lambda pair: pair[0])
    score = worst.scores[gate.scorer]
    value = score.value or 0.0
    return Breach(gate, worst.case, worst.variant, value, score.evidence, interval)


def worsening(scorer: str, before: float, after: float) -> float:
    """How much worse a score has become: above 0 for worse, whichever way is better."""
    known = BY_NAME.get(scorer)
    return before - after if known and known.better is Better.HIGHER else after - before
