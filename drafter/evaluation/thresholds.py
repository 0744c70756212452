"""The verdict on a run: floors and ceilings, and regressions against the blessed baseline.

A regression is judged on pairs (the same case, the same writer): the mean difference has to be
worse than the least effect, and its 95% interval has to lie on the worse side. A case that could
not run stops the run, it is never averaged away.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from drafter.evaluation.gates import Gate, loosened
from drafter.evaluation.results import Key, Result, Run, Status, lost, mean_of
from drafter.evaluation.score import Better, Evidence
from drafter.evaluation.scorers import BY_NAME, SCORERS
from drafter.evaluation.stats import Interval, paired


class Outcome(StrEnum):
    """What a verdict ends with, and the exit code of the command."""

    PASSED = "passed"  # 0
    FAILED = "failed"  # 1: the quality gate
    STOPPED = "stopped"  # 3: something could not run


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
    lost         cases that the baseline has and the run lacks, of what the run was of
    unheld       gates on what became worse, where the baseline has nothing to hold the run against
    loosened     gates that were blessed and that the gates of now do not hold
    ungated      no gate looks at anything of the run
    """

    breaches: tuple[Breach, ...] = ()
    regressions: tuple[Breach, ...] = ()
    stopped: tuple[Result, ...] = ()
    idle: tuple[Gate, ...] = ()
    unpaired: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    unheld: tuple[Gate, ...] = ()
    loosened: tuple[Gate, ...] = ()
    ungated: bool = False

    @property
    def outcome(self) -> Outcome:
        unfit = self.lost or self.unheld or self.loosened or self.ungated
        if self.stopped or self.idle or unfit:
            return Outcome.STOPPED
        return Outcome.FAILED if self.breaches or self.regressions else Outcome.PASSED

    @property
    def exit_code(self) -> int:
        return {Outcome.PASSED: 0, Outcome.FAILED: 1, Outcome.STOPPED: 3}[self.outcome]


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


def judge(
    run: Run, gates: Sequence[Gate], baseline: Run | None, blessed: Sequence[Gate] = ()
) -> Verdict:
    """The verdict on a run.

    blessed  the gates that the baseline was blessed with, which those of now have to hold

    Gates for suites and writers that the run has nothing of do not count as idle. Nor does any
    where only groups of cases were asked for that are not its own: what it wants to see may be in
    the others, and the mean or share of all is not theirs.
    """
    breaches: list[Breach] = []
    regressions: list[Breach] = []
    idle: list[Gate] = []
    unheld: list[Gate] = []
    unpaired: set[str] = set()
    groups = run.about.get("groups", ())
    concerned = [gate for gate in gates if _concerns(gate, run)]
    for gate in concerned:
        results = _scored(filter(gate.covers, run.results), gate.scorer)
        some = bool(groups) and gate.group not in groups
        if not results:
            idle += [] if some else [gate]
            continue
        of_all = gate.mean or gate.share < 1
        if gate.bounded and not (of_all and some):
            breaches += _breaches(gate, results)
        if gate.effect is None:
            continue
        before = _before(gate, results, baseline)
        unheld += [] if before else [gate]
        regressions += _regressions(gate, gate.effect, results, before)
        unpaired |= _unpaired(results, before)
    return Verdict(
        tuple(breaches),
        tuple(regressions),
        tuple(result for result in run.results if result.status is not Status.SCORED),
        tuple(idle),
        tuple(sorted(unpaired)),
        _lost(run, baseline),
        tuple(unheld),
        tuple(loosened(gates, blessed)),
        ungated=not concerned,
    )


def _scored(results: Iterable[Result], scorer: str) -> list[Result]:
    return [result for result in results if result.value(scorer) is not None]


def _concerns(gate: Gate, run: Run) -> bool:
    """Whether the run has anything that the gate could look at."""
    if gate.variant or gate.group:
        return any(gate.covers(result) for result in run.results)
    return not gate.suite or gate.suite in run.suites


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


def _before(gate: Gate, results: Sequence[Result], baseline: Run | None) -> dict[Key, float]:
    """What the baseline has of a gate's scorer for these results; {} without a baseline."""
    keys = {result.key for result in results}
    old = baseline.results if baseline else ()
    values = {result.key: result.value(gate.scorer) for result in old if result.key in keys}
    return {key: value for key, value in values.items() if value is not None}


def _lost(run: Run, baseline: Run | None) -> tuple[str, ...]:
    """The cases of what the run was of that the baseline has and it lacks."""
    before = baseline.results if baseline else ()
    return tuple(f"{one.case} ({one.variant})" for one in lost(run, before))


def _unpaired(results: Sequence[Result], before: Mapping[Key, float]) -> set[str]:
    """The cases that the baseline lacks."""
    first = (result for result in results if result.attempt == 1)
    return {f"{result.case} ({result.variant})" for result in first if result.key not in before}


def _regressions(
    gate: Gate, effect: float, results: Sequence[Result], before: Mapping[Key, float]
) -> list[Breach]:
    """The regressions of each writer that a gate covers."""
    losses: dict[str, list[tuple[float, Result]]] = {}
    for result in results:
        old, value = before.get(result.key), result.value(gate.scorer)
        if old is not None and value is not None:
            loss = worsening(gate.scorer, old, value)
            losses.setdefault(result.variant, []).append((loss, result))
    regressions = (_regression(gate, effect, pairs) for pairs in losses.values())
    return [breach for breach in regressions if breach]


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
