"""A run and its verdict for people: one screen, or Markdown for the page of a job."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.evaluation.gates import Gate
from drafter.evaluation.results import Result, Run, Status, mean_of
from drafter.evaluation.scorers import BY_NAME
from drafter.evaluation.thresholds import Breach, Verdict
from drafter.evaluation.variants import RECORDED
from drafter.messages import say, t

_SHOWN = 12  # reasons on one screen

Means = dict[str, tuple[float, int]]


def means(results: Sequence[Result]) -> Means:
    """Scorer → (mean, how many cases have it); a case without a score is not in the mean.

    A share is weighted by the sentences it is of.
    """
    columns: Means = {}
    for name in dict.fromkeys(name for result in results for name in result.scores):
        if (mean := mean_of(results, name)) is not None:
            columns[name] = (mean, sum(result.value(name) is not None for result in results))
    return columns


def columns_of(run: Run, suite: str) -> dict[str, Means]:
    """The means of each writer that wrote something of a suite."""
    results = {name: run.of(name, suite) for name in run.variants}
    return {name: means(written) for name, written in results.items() if written}


def label(scorer: str) -> str:
    """What a scorer says, in words; "" for what other suites measure."""
    known = BY_NAME.get(scorer)
    return say(known.label) if known else ""


def shown(value: float | None) -> str:
    """A score as people read it: 1, 0.982, 3."""
    if value is None:
        return "—"
    return f"{value:.0f}" if value == int(value) else f"{value:.3f}".rstrip("0")


def screen(run: Run, verdict: Verdict) -> str:
    """The verdict, the table of means, and which case, sentence and figure is at fault."""
    rows = [t(f"eval.{verdict.outcome}"), ""]
    for suite in run.suites:
        rows += [*_table(run, suite), ""]
    rows += _reasons(run, verdict)
    return "\n".join(rows)


def _table(run: Run, suite: str) -> Iterator[str]:
    columns = columns_of(run, suite)
    measured = dict.fromkeys(name for column in columns.values() for name in column)
    names = sorted(measured, key=[*BY_NAME, *measured].index)
    cases = {result.case for result in run.results if result.suite == suite}
    yield f"{suite} ({len(cases)})  " + "  ".join(columns)
    for name in names:
        yield f"  {name:<14}{_cells(columns, name)}  {label(name)}".rstrip()
    for name, values in _costs(run, suite, columns).items():
        if any(values):
            yield f"  {name:<14}{'  '.join(f'{value:>8.4g}' for value in values)}"


def _cells(columns: Mapping[str, Means], name: str) -> str:
    values = (column[name][0] if name in column else None for column in columns.values())
    return "  ".join(f"{shown(value):>8}" for value in values)


def _costs(run: Run, suite: str, variants: Iterable[str]) -> dict[str, list[float]]:
    """Questions, seconds, tokens and cost of each writer, all cases together."""
    written = [run.of(name, suite) for name in variants]
    return {
        "calls": [sum(result.asked for result in results) for results in written],
        "seconds": [sum(result.seconds for result in results) for results in written],
        "tokens": [sum(result.tokens for result in results) for results in written],
        "cost": [sum(float(result.cost or 0) for result in results) for results in written],
    }


def _reasons(run: Run, verdict: Verdict) -> Iterator[str]:
    """Why a run is red, what stopped first; then what the baseline lacks."""
    yield from _stops(run, verdict)
    yield from unfit(verdict)
    for breach in verdict.regressions:
        yield _regression(breach)
        yield from evidence_rows(breach)
    for breach in verdict.breaches[:_SHOWN]:
        yield t(
            "eval.breach",
            case=breach.case,
            variant=breach.variant,
            scorer=label(breach.gate.scorer) or breach.gate.scorer,
            value=shown(breach.value),
            gate=described(breach.gate),
        )
        yield from evidence_rows(breach)
    yield from _more(len(verdict.breaches))
    if verdict.unpaired:
        cases = "、".join(verdict.unpaired[:5])
        yield t("eval.unpaired", count=len(verdict.unpaired), cases=cases)


def unfit(verdict: Verdict) -> Iterator[str]:
    """Why the gates or the baseline cannot judge the run."""
    for gate in verdict.idle:
        yield t("eval.idle", gate=described(gate))
    if verdict.lost:
        cases = "、".join(verdict.lost[:_SHOWN])
        yield t("eval.lost", count=len(verdict.lost), cases=cases)
    for gate in verdict.unheld:
        yield t("eval.unheld", gate=described(gate))
    for gate in verdict.loosened:
        yield t("eval.loosened", gate=described(gate))
    if verdict.ungated:
        yield t("eval.ungated")


def _stops(run: Run, verdict: Verdict) -> Iterator[str]:
    for result in verdict.stopped[:_SHOWN]:
        yield t(
            "eval.stopped.case",
            case=result.case,
            variant=result.variant,
            status=result.status,
            error=result.error[:120],
        )
    yield from _more(len(verdict.stopped))
    stale = sum(result.status is Status.STALE for result in verdict.stopped)
    if stale:
        missing = sum(recording["missing"] for recording in run.about.get("recordings", ()))
        yield t("eval.stale", count=stale, missing=missing)
    if any(RECORDED in result.variant for result in verdict.stopped):
        yield t("eval.stale.recorded", model=RECORDED)


def _more(count: int) -> Iterator[str]:
    if count > _SHOWN:
        yield t("eval.more", count=count - _SHOWN)


def _regression(breach: Breach) -> str:
    assert breach.interval
    return t(
        "eval.regression",
        gate=described(breach.gate),
        variant=breach.variant,
        mean=shown(breach.interval.mean),
        low=shown(breach.interval.low),
        high=shown(breach.interval.high),
        case=breach.case,
    )


def evidence_rows(breach: Breach) -> Iterator[str]:
    """The first places that a breach rests on."""
    for place in breach.evidence[:3]:
        line = t("eval.line", line=place.line) if place.line else ""
        yield f"      {place.text[:50]} ｜ {place.message[:100]}{line}"


def described(gate: Gate) -> str:
    """A gate in a line: recall ≥ 1 (cases, local, dense)."""
    bounds = [
        f"≥ {shown(gate.least)}" if gate.least is not None else "",
        f"≤ {shown(gate.most)}" if gate.most is not None else "",
        t("eval.effect", effect=shown(gate.effect)) if gate.effect is not None else "",
        t("eval.share", share=shown(gate.share)) if gate.share < 1 else "",
    ]
    if gate.mean:
        bounds.append(t("eval.mean"))
    where = ", ".join(filter(None, (gate.suite, gate.variant, gate.group)))
    return f"{gate.scorer} {' '.join(filter(None, bounds))}" + (f" ({where})" if where else "")


def markdown(run: Run, verdict: Verdict) -> str:
    """For the page of a CI job."""
    rows = [f"## drafter eval: {t(f'eval.{verdict.outcome}')}", ""]
    for suite in run.suites:
        columns = columns_of(run, suite)
        rows += [f"| {suite} | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}"]
        for name in dict.fromkeys(name for column in columns.values() for name in column):
            cells = (shown(column.get(name, (None, 0))[0]) for column in columns.values())
            title = f"{label(name)} `{name}`".lstrip()
            rows.append(f"| {title} | {' | '.join(cells)} |")
        rows.append("")
    reasons = list(_reasons(run, verdict))
    if reasons:
        rows += ["```text", *reasons, "```", ""]
    return "\n".join(rows)
