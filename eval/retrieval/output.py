"""What was measured of the systems, as a table or as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from eval.retrieval.scores import RECALL, Result, Scores


def as_json(result: Result) -> str:
    return json.dumps(
        {
            "passed": result.passed,
            "queries": len(result.queries),
            "left_out": result.left_out,
            "missing": list(result.missing),
            "recall": result.recall,
            "short": [asdict(shortfall) for shortfall in result.short],
            "systems": {name: _of_system(result, name) for name in result.systems},
        },
        ensure_ascii=False,
        indent=1,
    )


def _of_system(result: Result, name: str) -> dict[str, object]:
    groups = {
        "all": result.scores(name),
        "tuning": result.scores(name, held=False),
        "held_out": result.scores(name, held=True),
        **{kind: result.scores(name, kind=kind) for kind in result.kinds},
    }
    scores = {group: asdict(means) for group, means in groups.items()}
    return {"ours_leads_by": asdict(result.lead(name)), **scores}


def table(result: Result, *, missed: bool) -> str:
    """A row a system, a row a kind of query; with `missed` the queries not answered first."""
    rows = [
        "system          hit@1  hit@5    MRR  nDCG10   tuned   held  ours leads by (95% interval)"
    ]
    rows += (_system(result, name) for name in result.systems)
    rows += ["", "ours, by kind of query"]
    for kind in result.kinds:
        scores = result.scores(result.ours, kind=kind)
        rows.append(f"{kind:<15} {_means(scores)}  {scores.queries:>3}")
    if missed:
        rows += ["", *_missed(result)]
    rows += _notes(result)
    return "\n".join(rows)


def _means(scores: Scores) -> str:
    return f"{scores.hit1:.3f}  {scores.hit5:.3f}  {scores.mrr:.3f}  {scores.ndcg:.3f}"


def _system(result: Result, name: str) -> str:
    tuned, held = (result.scores(name, held=half).ndcg for half in (False, True))
    row = f"{name:<15} {_means(result.scores(name))}  {tuned:.3f}  {held:.3f}"
    if name == result.ours:
        return row
    by = result.lead(name)
    return f"{row}  {by.mean:+.3f} [{by.low:+.3f}, {by.high:+.3f}]"


def _missed(result: Result) -> Iterator[str]:
    for query, outcome in zip(result.queries, result.systems[result.ours], strict=True):
        if outcome.first != 1:
            yield f"{query.id:<15} {outcome.first or '—':>2}  {query.ask}"


def _notes(result: Result) -> Iterator[str]:
    if result.missing:
        yield (
            f"{', '.join(result.missing)} are not here: {result.left_out} queries are left out; "
            "there are floors for the shipped documents and for all"
        )
    yield (
        f"{len(result.queries)} queries; of the first ten by looking at every passage, "
        f"the index finds {result.recall:.4f} (at least {RECALL:g})"
    )
    for short in result.short:
        place = f"{short.group} {short.metric} {short.score:.3f}"
        yield f"below its floor: {place} (floor {short.floor:g})"
