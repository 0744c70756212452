"""What was measured of items: rows of a run, a table, JSON. What is kept back is only summed up."""

import json
from collections.abc import Iterator, Sequence

from drafter.evaluation.score import Evidence, Score
from eval.blind.items import DEV, KEPT, kinds_of
from eval.blind.measuring import (
    Judged,
    Result,
    Share,
    by_kind,
    flagged,
    found,
    of_split,
    precision_by_code,
)

MEASURES = ("found", "flagged", "kept found", "kept flagged")
_SHOWN = 8  # texts of evidence
Rows = list[tuple[str, dict[str, Score]]]


def measures() -> tuple[str, ...]:
    """The names under which scores are stored, for gates.toml."""
    groups = ("hand", "drawn", "untouched", "handed")
    return (*(f"{group} {name}" for group in groups for name in MEASURES), "code precision", "seed")


def rows(result: Result) -> Rows:
    """The results of a run: a row a kind, one for what is kept back, one a code."""
    made: Rows = [("seed", {"seed": Score(float(result.seed))})]
    for group, judged in result.groups.items():
        dev, kept = of_split(judged, DEV), of_split(judged, KEPT)
        for kind in kinds_of(one.item for one in dev):
            made.append((f"{group}: {kind}", _scores(f"{group} ", by_kind(dev, kind), seen=True)))
        if kept:
            made.append((f"{group}: kept back", _scores(f"{group} kept ", kept, seen=False)))
    for code, share in precision_by_code(of_split(result.ours, DEV)).items():
        made.append(
            (f"code {code}", {"code precision": Score(share.value, (), str(share), share.of)})
        )
    return made


def _scores(prefix: str, judged: Sequence[Judged], *, seen: bool) -> dict[str, Score]:
    missed = [one for one in judged if one.item.wrong and not one.raised] if seen else []
    false = [one for one in judged if not one.item.wrong and one.raised] if seen else []
    return {
        f"{prefix}found": _score(found(judged), missed),
        f"{prefix}flagged": _score(flagged(judged), false),
    }


def _score(share: Share, shown: Sequence[Judged]) -> Score:
    evidence = (
        Evidence(one.item.text, one.item.hint or " ".join(one.raised)) for one in shown[:_SHOWN]
    )
    return Score(share.value, tuple(evidence), str(share), share.of)


def table(result: Result, *, kept: bool, missed: bool) -> str:
    """A row a kind, found and flagged; the splits summed; precision by code; the seed."""
    lines = [f"seed {result.seed}"]
    for group, judged in result.groups.items():
        lines += ["", f"{group:<14}{'found':>16}{'look-alikes flagged':>24}"]
        lines += _kinds(judged if kept else of_split(judged, DEV), missed=missed)
        for split in (DEV, KEPT):
            lines.append(_row(f"all {split}", of_split(judged, split)))
    lines += ["", "code           of what it raised, right"]
    shown = result.ours if kept else of_split(result.ours, DEV)
    lines += (f"{code:<14} {share}" for code, share in precision_by_code(shown).items())
    return "\n".join(lines)


def _kinds(judged: Sequence[Judged], *, missed: bool) -> Iterator[str]:
    for kind in kinds_of(one.item for one in judged):
        mine = by_kind(judged, kind)
        yield _row(kind, mine)
        for one in mine if missed else ():
            if one.item.wrong is not bool(one.raised):
                yield f"    {one.item.text[:150]!r} {one.item.hint} {' '.join(one.raised)}"


def _row(name: str, judged: Sequence[Judged]) -> str:
    return f"{name:<14}{found(judged)!s:>16}{flagged(judged)!s:>24}"


def as_json(result: Result, *, kept: bool) -> str:
    """The same as data."""
    groups = {}
    for group, judged in result.groups.items():
        shown = judged if kept else of_split(judged, DEV)
        groups[group] = {
            "kinds": {
                kind: _pair(by_kind(shown, kind)) for kind in kinds_of(o.item for o in shown)
            },
            **{split: _pair(of_split(judged, split)) for split in (DEV, KEPT)},
        }
    return json.dumps({"seed": result.seed, "groups": groups}, ensure_ascii=False, indent=1)


def _pair(judged: Sequence[Judged]) -> dict[str, list[int]]:
    return {"found": _counts(found(judged)), "flagged": _counts(flagged(judged))}


def _counts(share: Share) -> list[int]:
    return [share.hits, share.of]
