"""Two runs pair by pair: what got better, what got worse, and how sure that is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from drafter.documents.columns import in_columns
from drafter.evaluation.output.verdict import label, shown
from drafter.evaluation.results import Result, Run, mean_of
from drafter.evaluation.score import Better
from drafter.evaluation.scorers import SCORERS, Scorer
from drafter.evaluation.stats import Interval, paired
from drafter.messages import t

Pairs = list[tuple[Result, Result]]


def compared(before: Run, after: Run) -> str:
    """The mean difference of every scorer with its interval, and the cases that moved most."""
    pairs = _same_writer(before, after) or _same_case(before, after)
    sizes = {"before": len(before.results), "after": len(after.results)}
    rows = [t("eval.compare.pairs", count=len(pairs), **sizes)]
    for scorer in SCORERS:
        rows += _moved(scorer, pairs)
    only = {result.case for result in after.results} ^ {result.case for result in before.results}
    if only:
        rows.append(t("eval.compare.only", count=len(only), cases="、".join(sorted(only)[:8])))
    return "\n".join(rows)


def compared_within(run: Run) -> str:
    """Every writer of a run beside its first, on the same cases, and what each took."""
    first, *others = run.variants
    if not others:
        return t("eval.compare.alone", variant=first)
    rows = [*_took(run)]
    for variant in others:
        pairs = _same_case(
            replace(run, results=run.of(first)), replace(run, results=run.of(variant))
        )
        rows += ["", t("eval.compare.within", variant=variant, first=first, count=len(pairs))]
        for scorer in SCORERS:
            rows += _moved(scorer, pairs)
    return "\n".join(rows)


def _took(run: Run) -> Iterator[str]:
    """A row a writer: requests, tokens, seconds, cost, and what passed at the first try."""
    names = {name: run.of(name) for name in run.variants}
    table = [t("eval.compare.head").split("\t")]
    for name, results in names.items():
        cost = sum(Decimal(result.cost or 0) for result in results)
        table.append(
            [
                name,
                str(sum(result.asked for result in results)),
                str(sum(result.tokens for result in results)),
                f"{sum(result.seconds for result in results):.0f}",
                shown(float(cost)) if cost else "—",
                shown(mean_of(results, "first_try")),
            ]
        )
    yield from in_columns(table)


def _same_writer(before: Run, after: Run) -> Pairs:
    old = {result.key: result for result in before.results}
    return [(old[new.key], new) for new in after.results if new.key in old]


def _same_case(before: Run, after: Run) -> Pairs:
    """Two writers on the same cases."""
    old = {(result.suite, result.case): result for result in before.results}
    keyed = (((new.suite, new.case), new) for new in after.results)
    return [(old[key], new) for key, new in keyed if key in old]


def _moved(scorer: Scorer, pairs: Pairs) -> Iterator[str]:
    """The rows about one scorer; none where it has no pair of scores."""
    moves = []
    for old, new in pairs:
        value, earlier = new.value(scorer.name), old.value(scorer.name)
        if value is not None and earlier is not None:
            moves.append((value - earlier, new))
    if not moves:
        return
    interval = paired([difference for difference, _ in moves])
    bounds = f"[{shown(interval.low)}, {shown(interval.high)}]"
    row = f"  {scorer.name:<14}{interval.mean:>+9.4f}  {bounds:<22}{_said(scorer, interval)}"
    yield f"{row}  {label(scorer.name)}"
    if _sure(interval):
        yield from _farthest(moves)


def _sure(interval: Interval) -> bool:
    return interval.low > 0 or interval.high < 0


def _said(scorer: Scorer, interval: Interval) -> str:
    """Better or worse, where that is sure and one way is better."""
    if scorer.better is Better.NEITHER or not _sure(interval):
        return ""
    good = (interval.mean > 0) == (scorer.better is Better.HIGHER)
    return t("eval.better" if good else "eval.worse")


def _farthest(moves: Sequence[tuple[float, Result]]) -> Iterator[str]:
    for difference, result in sorted(moves, key=lambda move: -abs(move[0]))[:3]:
        if difference:
            yield f"      {result.case} ({result.variant}) {difference:+.3f}"
