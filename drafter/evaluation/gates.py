"""Gates: what a run has to keep. They are read strictly: one that cannot fail passes anything."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from drafter.choices import AUTO, MANNERS, WRITERS, provider_and_model
from drafter.errors import NoVerdict
from drafter.evaluation.results import Result
from drafter.messages import t

_WORDS = ("scorer", "suite", "variant", "group", "why")
_NUMBERS = ("min", "max", "effect", "share")
_KEYS = (*_WORDS, *_NUMBERS, "mean")
NOBODY = "drafter"
"""The variant of what a suite without a writer measures."""
_WRITERS = ({*WRITERS} - {AUTO}) | {NOBODY, "naive"}


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

    @property
    def place(self) -> tuple[str, str, str, str, bool]:
        """What it looks at, and how: gates with one place can be compared."""
        return self.suite, self.variant, self.group, self.scorer, self.mean

    def holds(self, other: "Gate") -> bool:
        """Whether whatever keeps this gate keeps the other, which looks at the same place."""
        return (
            _at_least(self.least, other.least)
            and _at_least(_minus(self.most), _minus(other.most))
            and _at_least(_minus(self.effect), _minus(other.effect))
            and self.share >= other.share
        )


def _at_least(bound: float | None, wanted: float | None) -> bool:
    return wanted is None or (bound is not None and bound >= wanted)


def _minus(number: float | None) -> float | None:
    return None if number is None else -number


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a gate may use.

    measures  suite → the scorers it stores
    groups    of the cases, and of the suites that have none
    """

    measures: Mapping[str, Collection[str]]
    groups: Collection[str]


def read_gates(path: Path, known: Known | None = None) -> tuple[Gate, ...]:
    """Read gates.toml. Raises NoVerdict naming what is wrong: a file without gates, too.

    known  the names that there are; None where nobody can tell
    """
    try:
        whole = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoVerdict(t("settings.toml"), path, value=str(error)) from error
    rows = whole.pop("gate", None)
    remedy = t("eval.gates.none.remedy")
    if whole:
        raise NoVerdict(t("eval.gates.odd"), path, value="、".join(whole), remedy=remedy)
    if not isinstance(rows, list) or not rows:
        raise NoVerdict(t("eval.gates.none"), path, remedy=remedy)
    gates = tuple(_gate(row, path) for row in rows)
    if known:
        for gate in gates:
            _need_known(gate, known, path)
    return gates


def _gate(row: Any, path: Path) -> Gate:
    if not isinstance(row, dict) or (wrong := _wrong(row)):
        wrong = wrong if isinstance(row, dict) else str(row)
        raise NoVerdict(t("eval.gate"), path, value=wrong, remedy="、".join(_KEYS))
    return Gate(
        row["scorer"],
        row.get("suite", ""),
        row.get("variant", ""),
        row.get("group", ""),
        row.get("min"),
        row.get("max"),
        float(row.get("share", 1.0)),
        row.get("mean", False),
        row.get("effect"),
        row.get("why", ""),
    )


def _wrong(row: Mapping[str, Any]) -> str:
    """What is wrong with a gate, as written; "" for nothing."""
    wrong = [f"{key} = {value!r}" for key, value in row.items() if not _is_fit(key, value)]
    if not wrong and not _can_fail(row):
        return str(dict(row))
    return ", ".join(wrong)


def _can_fail(row: Mapping[str, Any]) -> bool:
    """Whether some scores keep a gate of fit values, and others do not."""
    bounded = not {"min", "max"}.isdisjoint(row)
    of_all = ("share" in row) + ("mean" in row)
    return (
        bool(row.get("scorer"))
        and (bounded or ("effect" in row and not of_all))
        and of_all < 2
        and row.get("min", -inf) <= row.get("max", inf)
    )


def _is_fit(key: str, value: object) -> bool:
    if key in _WORDS:
        return isinstance(value, str)
    if key == "mean":
        return isinstance(value, bool)
    if isinstance(value, bool) or not isinstance(value, int | float) or not -inf < value < inf:
        return False
    if key == "share":
        return 0 < value <= 1
    return key in ("min", "max") or (key == "effect" and value >= 0)


def _need_known(gate: Gate, known: Known, path: Path) -> None:
    """Raises NoVerdict where a gate names what there is not, so that it would look at nothing."""
    suites = [gate.suite] if gate.suite in known.measures else [] if gate.suite else known.measures
    scorers = {name for suite in suites for name in known.measures[suite]}
    for key, value, names in (
        ("suite", gate.suite, known.measures),
        ("scorer", gate.scorer, scorers),
        ("variant", "" if _may_write(gate.variant) else gate.variant, _WRITERS),
        ("group", gate.group, known.groups),
    ):
        if value and value not in names:
            remedy = t("settings.choices", names="、".join(sorted(names)))
            raise NoVerdict(t("eval.gate.unknown"), path, value=f"{key} = {value}", remedy=remedy)


def _may_write(variant: str) -> bool:
    """Whether some writer is called so, or so at its beginning."""
    by_provider, _ = provider_and_model(variant)
    writer, _, manner = variant.split(":")[0].partition("/")
    return bool(by_provider) or (writer in _WRITERS and manner in ("", *MANNERS))


def loosened(gates: Sequence[Gate], blessed: Sequence[Gate]) -> Iterator[Gate]:
    """The blessed gates that no gate holds any more."""
    for old in blessed:
        if not any(gate.place == old.place and gate.holds(old) for gate in gates):
            yield old
