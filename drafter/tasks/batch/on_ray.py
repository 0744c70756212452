"""Units drafted on the machines of a Ray cluster.

Each machine has drafter installed, the same version, and sees the folders of inputs and outputs
under the same paths. Answers are kept in one journal, beside the one who asked: whatever machine
dies, an answer that came is not paid again. A unit whose machine dies is drafted on another.
"""

import logging
import os
import socket
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from drafter.errors import DrafterError, EnvironmentFault
from drafter.extras import need
from drafter.messages import t
from drafter.ports import Reply, Request
from drafter.tasks.batch.here import died
from drafter.tasks.batch.work import Outcome, Work, unit_drafted

_TRIES = 3  # more of a unit whose machine or process ended
_AHEAD = 2  # units for each processor that are handed to the cluster before one of them is done
_SECONDS = 10.0  # for the head of a cluster to answer
_ASKING = 64  # questions to the journal at once
_OWN = frozenset({"DRAFTER_HOME"})  # each machine has its own index and models


class Cluster:
    """A connection to a cluster; a context manager. Raises EnvironmentFault where there is none.

    address  of the head of the cluster: "10.0.0.5:6379", "auto" for the one of this machine
    journal  the file that keeps the answers
    """

    def __init__(self, address: str, journal: Path, *, replay: bool = False) -> None:
        self._ray = _connected(address)
        self._journal = _SentJournal(self._actor(journal, replay=replay))

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *fault: object) -> None:
        self._ray.shutdown()

    def outcomes(self, works: Sequence[Work]) -> Iterator[Outcome]:
        """What came of each unit, in the order in which they end.

        A unit takes one processor of the cluster and, where a local model writes it, its memory.
        """
        ray = self._ray
        draft = ray.remote(num_cpus=1, max_retries=_TRIES)(unit_drafted)
        waiting, asked = deque(works), dict[Any, Work]()
        most = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        while waiting or asked:
            while waiting and len(asked) < most:
                work = waiting.popleft()
                asked[draft.options(memory=work.memory or None).remote(self._sent(work))] = work
            done, _ = ray.wait(list(asked), num_returns=1)
            for promise in done:
                work = asked.pop(promise)
                try:
                    yield ray.get(promise)
                except ray.exceptions.RayError:
                    yield died(work)

    def _sent(self, work: Work) -> Work:
        said = {name: text for name, text in work.environment.items() if name not in _OWN}
        return replace(work, journal=self._journal, environment=said)

    def _actor(self, journal: Path, *, replay: bool) -> Any:
        """What keeps the answers, on this machine."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        here = NodeAffinitySchedulingStrategy(
            self._ray.get_runtime_context().get_node_id(), soft=False
        )
        kept = self._ray.remote(num_cpus=0, max_concurrency=_ASKING)(_KeptJournal)
        return kept.options(scheduling_strategy=here).remote(journal, replay=replay)


def _connected(address: str) -> Any:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    need("ray")
    import ray

    try:
        _answers(address)
        ray.init(address, log_to_driver=False, logging_level=logging.CRITICAL)
    except (OSError, ValueError, RuntimeError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        values = {"address": address, "reason": reason}
        raise EnvironmentFault(t("batch.ray.address", **values)) from error
    return ray


def _answers(address: str) -> None:
    """Raise OSError or ValueError where nobody is there: Ray itself would wait for minutes."""
    if address != "auto":
        host, _, port = address.rpartition(":")
        socket.create_connection((host, int(port)), timeout=_SECONDS).close()


class _KeptJournal:
    """The journal of all machines, in a process of its own on one of them."""

    def __init__(self, path: Path, *, replay: bool) -> None:
        from drafter.writing.journal import SqliteJournal

        path.parent.mkdir(parents=True, exist_ok=True)
        self._journal = SqliteJournal(path, replay_only=replay)

    def recall(self, request: Request) -> Reply | None:
        return self._journal.recall(request)

    def keep(self, request: Request, reply: Reply) -> None:
        self._journal.keep(request, reply)


class _SentJournal:
    """The same as a unit sees it from whichever machine; implements ports.Journal."""

    def __init__(self, actor: Any) -> None:
        self._actor = actor

    def recall(self, request: Request) -> Reply | None:
        """The reply kept for this very request, or None."""
        found: Reply | None = _got(self._actor.recall.remote(request))
        return found

    def keep(self, request: Request, reply: Reply) -> None:
        """Store a reply; on disk when this returns."""
        _got(self._actor.keep.remote(request, reply))


def _got(promise: Any) -> Any:
    """What the journal says. Raises what it raises, EnvironmentFault where it is gone."""
    import ray

    try:
        return ray.get(promise)
    except ray.exceptions.RayTaskError as error:
        cause = error.cause
        raise (cause if isinstance(cause, DrafterError) else error) from None
    except ray.exceptions.RayError as error:
        raise EnvironmentFault(t("batch.ray.journal")) from error
