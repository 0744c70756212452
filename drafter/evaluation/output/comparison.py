"""Two runs pair by pair: what got better, what got worse, and how sure that is."""

from collections.abc import Iterator, Sequence

from drafter.evaluation.output.verdict import label, shown
from drafter.evaluation.results import Result, Run
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
