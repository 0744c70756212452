"""What can be run: a suite measures something and stores it as results in the folder of a run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from drafter.evaluation.run import Plan, run_cases
from drafter.evaluation.scorers import BY_NAME
from drafter.evaluation.variants import variants
from drafter.writing.pipeline import Progress


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks of a run; each suite takes from it what it needs.

    output      folder of the results
    writers     WRITER or WRITER/MANNER; models: every one of them by each writer that has models
    prompts     folders of prompts, each to be asked with by every writer that has a model
    groups      only cases with one of them, () for all
    recordings  folder of recorded answers, None to ask live; replay: take answers from it only
    repeat      how often each case is written
    """

    output: Path
    cases: Path
    writers: tuple[str, ...] = ("rules",)
    models: tuple[str, ...] = ()
    prompts: tuple[Path, ...] = ()
    groups: tuple[str, ...] = ()
    recordings: Path | None = None
    replay: bool = False
    repeat: int = 1


@dataclass(frozen=True, slots=True)
class Suite:
    """run does it; measures are the names under which it stores scores, for gates.toml."""

    run: Callable[[Order, Progress], object]
    measures: tuple[str, ...]


Suites = Mapping[str, Suite]


def plan_of(order: Order) -> Plan:
    """The cases of an order, written by drafter."""
    return Plan(
        order.cases,
        variants(order.writers, order.models, order.prompts, replay=order.replay),
        order.groups,
        order.recordings,
        order.replay,
        order.repeat,
    )


def _run_cases(order: Order, progress: Progress) -> None:
    run_cases(plan_of(order), order.output, progress=progress)


SUITES: Suites = {"cases": Suite(_run_cases, tuple(BY_NAME))}
