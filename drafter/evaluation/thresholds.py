"""The verdict on a run: floors and ceilings per scorer and group, and regressions against the blessed baseline.

A regression is judged on pairs (the same case, the same writer): the mean difference has to be worse than the least
effect, and its 95% interval has to lie on the worse side. A case that could not run fails the run, it is never
averaged away.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from drafter.errors import InputError
from drafter.evaluation.results import Result, Run, Status
from drafter.evaluation.score import Better, Evidence
from drafter.evaluation.scorers import BY_NAME
from drafter.evaluation.stats import Interval, paired
from drafter.messages import t

_KEYS = {"scorer", "suite", "variant", "group", "min", "max", "share", "effect", "why"}


class Outcome(StrEnum):
    """What a verdict ends with, and the exit code of the command."""

    PASSED = "passed"  # 0
    FAILED = "failed"  # 1: the quality gate
    STOPPED = "stopped"  # 3: something could not run


@dataclass(frozen=True, slots=True)
class Gate:
    """One line of gates.toml.

    scorer   what it looks at; suite, variant and group ("" for all) say where
    least, most  bounds that every case keeps; `share` of the cases has to, 1 for all
    effect   the least mean difference from the baseline that counts as a regression; None for no such gate
    why      for whoever reads a red run
    """

    scorer: str
    suite: str = ""
    variant: str = ""
    group: str = ""
    least: float | None = None
    most: float | None = None
    share: float = 1.0
    effect: float | None = None
    why: str = ""

    def covers(self, result: Result) -> bool:
        return (
            self.suite in ("", result.suite)
            and (not self.variant or result.variant.startswith(self.variant))
            and (not self.group or self.group in result.groups)
        )

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
    """breaches: cases out of bounds; regressions: pairs; stopped: cases without a result, each with its reason.

    idle  gates that looked at nothing: a gate that cannot fail is a defect of the suite
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
    if odd or not scorer or not ({"min", "max", "effect"} & set(row)):
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
        row.get("effect"),
        str(row.get("why", "")),
    )


def judge(run: Run, gates: Sequence[Gate], baseline: Run | None) -> Verdict:
    """The verdict on a run.

    Gates for suites and writers the run has nothing of do not count as idle, nor does any where only some groups of
    cases were asked for: what a gate wants to see may be in the others.
    """
    breaches: list[Breach] = []
    regressions: list[Breach] = []
    idle: list[Gate] = []
    unpaired: set[str] = set()
    for gate in gates:
        if not _concerns(gate, run):
            continue
        seen = [
            one for one in run.results if gate.covers(one) and one.value(gate.scorer) is not None
        ]
        if not seen:
            idle += [] if run.about.get("groups") else [gate]
            continue
        if gate.least is not None or gate.most is not None:
            out = list(_out_of_bounds(gate, seen))
            if len(out) > (1 - gate.share) * len(seen) + 1e-9:
                breaches += out
        if gate.effect is not None and baseline is not None:
            worse, missing = _regression(gate, seen, baseline)
            regressions += worse
            unpaired |= missing
    stopped = tuple(one for one in run.results if one.status is not Status.SCORED)
    return Verdict(
        tuple(breaches), tuple(regressions), stopped, tuple(idle), tuple(sorted(unpaired))
    )


def _concerns(gate: Gate, run: Run) -> bool:
    suite = not gate.suite or gate.suite in run.suites
    variant = not gate.variant or any(name.startswith(gate.variant) for name in run.variants)
    group = not gate.group or any(gate.group in one.groups for one in run.results)
    return suite and variant and group


def _out_of_bounds(gate: Gate, results: Iterable[Result]) -> Iterator[Breach]:
    for one in results:
        value = one.value(gate.scorer)
        if value is not None and not gate.keeps(value):
            yield Breach(gate, one.case, one.variant, value, one.scores[gate.scorer].evidence)


def _regression(
    gate: Gate, results: Sequence[Result], baseline: Run
) -> tuple[list[Breach], set[str]]:
    """The regressions of each writer that a gate covers, and the cases the baseline does not have."""
    first = (one for one in baseline.results if one.attempt == 1)
    before = {(one.suite, one.case, one.variant): one.value(gate.scorer) for one in first}
    found: list[Breach] = []
    missing: set[str] = set()
    for variant in dict.fromkeys(one.variant for one in results):
        pairs = []
        for one in results:
            value, old = one.value(gate.scorer), before.get((one.suite, one.case, variant))
            if one.variant != variant or one.attempt != 1 or value is None:
                continue
            if old is None:
                missing.add(f"{one.case} ({variant})")
                continue
            pairs.append((one, worsening(gate.scorer, old, value)))
        if not pairs:
            continue
        interval = paired([worse for _, worse in pairs])
        assert gate.effect is not None
        if interval.mean > gate.effect and interval.low > 0:
            worst = max(pairs, key=lambda pair: pair[1])[0]
            evidence = worst.scores[gate.scorer].evidence
            found.append(
                Breach(
                    gate, worst.case, variant, worst.value(gate.scorer) or 0.0, evidence, interval
                )
            )
    return found, missing


def worsening(scorer: str, before: float, after: float) -> float:
    """How much worse a score has become: above 0 for worse, whichever way is better."""
    known = BY_NAME.get(scorer)
    return before - after if known and known.better is Better.HIGHER else after - before
