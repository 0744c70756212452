"""How good a ranking is: hit@1, hit@5, MRR and nDCG@10, and how sure a difference is.

A hit is a stretch of a file, whatever pieces a system cuts files into: it finds an answer that
covers half of it, or that it covers half of. Every hit finds one answer, the best of those not yet
found, so that no system gains by showing one answer twice.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from drafter.evaluation.stats import Interval, paired
from drafter.records import Span
from eval.retrieval.judgements import KINDS, Query

DEPTH = 10  # hits that are looked at
RECALL = 0.99  # what the index may not fall below, against looking at every passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a file that a system shows."""

    file: Path
    span: Span


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one query came to: the rank of the first answer (0 for none), and nDCG@10."""

    first: int
    ndcg: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over some queries."""

    queries: int
    hit1: float
    hit5: float
    mrr: float
    ndcg: float


METRICS = ("hit1", "hit5", "mrr", "ndcg")


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A score of a group of queries (a kind, or "all") that is below its floor."""

    group: str
    metric: str
    score: float
    floor: float


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured.

    ours     name of our system
    systems  name → an outcome for each query, in their order; ours is among them
    recall   of the first ten that looking at every passage finds, the share that the index finds
    short    scores of ours below their floors
    missing  folders that were not here, and queries that were left out for it
    """

    ours: str
    queries: Sequence[Query]
    systems: Mapping[str, Sequence[Outcome]]
    recall: float
    short: Sequence[Shortfall] = ()
    missing: Sequence[str] = ()
    left_out: int = 0

    @property
    def passed(self) -> bool:
        return self.recall >= RECALL and not self.short

    def scores(self, system: str, *, kind: str = "", held: bool | None = None) -> Scores:
        """Of all queries, or of one kind, or of those that were held out (or were not)."""
        pairs = zip(self.queries, self.systems[system], strict=True)
        return scores(
            [
                result
                for query, result in pairs
                if kind in ("", query.kind) and held in (None, query.held)
            ]
        )

    @property
    def groups(self) -> dict[str, Scores]:
        """Our scores: "all", and by kind."""
        return {"all": self.scores(self.ours)} | {
            kind: self.scores(self.ours, kind=kind) for kind in self.kinds
        }

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds that there are queries of."""
        there = {query.kind for query in self.queries}
        return [kind for kind in KINDS if kind in there]

    def lead(self, system: str) -> Interval:
        """By how much our nDCG is above another's."""
        pairs = zip(self.systems[self.ours], self.systems[system], strict=True)
        return paired([ours.ndcg - theirs.ndcg for ours, theirs in pairs])


def gains(query: Query, hits: Sequence[Hit]) -> list[int]:
    """The grade of what each of the first hits finds; 0 for nothing, or nothing new."""
    left = list(query.answers)
    grades = []
    for hit in hits[:DEPTH]:
        best = max(
            (a for a in left if _finds(hit, a.file, a.span)),
            key=lambda answer: answer.grade,
            default=None,
        )
        grades.append(best.grade if best else 0)
        if best:
            left.remove(best)
    return grades


def outcome(query: Query, hits: Sequence[Hit]) -> Outcome:
    """Judge one ranking."""
    grades = gains(query, hits)
    first = next((rank for rank, grade in enumerate(grades, 1) if grade), 0)
    ideal = sorted((answer.grade for answer in query.answers), reverse=True)[:DEPTH]
    return Outcome(first, _dcg(grades) / _dcg(ideal))


def scores(outcomes: Sequence[Outcome]) -> Scores:
    """The means; all 0 over no queries."""
    firsts = [result.first for result in outcomes] or [0]
    return Scores(
        len(outcomes),
        fmean(first == 1 for first in firsts),
        fmean(0 < first <= 5 for first in firsts),
        fmean(1 / first if first else 0.0 for first in firsts),
        fmean(result.ndcg for result in outcomes) if outcomes else 0.0,
    )


def below(
    floors: Mapping[str, Mapping[str, float]], groups: Mapping[str, Scores]
) -> list[Shortfall]:
    """The scores that are below their floors; a group without scores is below all of its."""
    none = scores(())
    compared = [
        Shortfall(group, metric, getattr(groups.get(group, none), metric), floor)
        for group, metrics in floors.items()
        for metric, floor in metrics.items()
    ]
    return [row for row in compared if row.score < row.floor]


def _finds(hit: Hit, file: Path, span: Span) -> bool:
    if hit.file != file:
        return False
    shared = min(hit.span[1], span[1]) - max(hit.span[0], span[0])
    return shared > 0 and 2 * shared >= min(hit.span[1] - hit.span[0], span[1] - span[0])


def _dcg(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
