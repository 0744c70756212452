"""Nodes of a Ray cluster on loopback, each as `ray start` makes it; all are ended here."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Self

import psutil

_SECONDS = 120


class Nodes:
    """A head at 127.0.0.1 and whatever is added to it; use as a context manager.

    address  for drafter batch --ray
    """

    def __init__(self, processors: int, environment: dict[str, str]) -> None:
        """processors: of each node; environment: of what runs there, beside ours."""
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self._processors = processors
        self._environment = os.environ | environment | {"RAY_USAGE_STATS_ENABLED": "0"}
        self._folder = tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True)
        self._nodes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        port = self.address.split(":")[1]
        words = ["--head", "--port", port, "--include-dashboard", "false", "--disable-usage-stats"]
        self._start(*words, "--temp-dir", self._folder.name)
        return self

    def __exit__(self, *fault: object) -> None:
        while self._nodes:
            self.kill(len(self._nodes) - 1)
        self._folder.cleanup()

    def add(self) -> None:
        """Start another node, at an address of its own."""
        self._start("--address", self.address)

    def kill(self, number: int) -> None:
        """End a node with all that runs there, at once; 0 is the head."""
        node = self._nodes.pop(number)
        with suppress(psutil.NoSuchProcess):
            every = [psutil.Process(node.pid), *psutil.Process(node.pid).children(recursive=True)]
            for process in every:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        node.wait()

    def _start(self, *words: str) -> None:
        own = f"127.0.0.{len(self._nodes) + 1}"
        common = ["--num-cpus", str(self._processors), "--node-ip-address", own, "--block"]
        command = [str(Path(sys.executable).with_name("ray")), "start", *words, *common]
        log = Path(self._folder.name) / f"node{len(self._nodes)}.txt"
        with log.open("wb") as out:
            node = subprocess.Popen(
                [*command, "--object-store-memory", "100000000"],
                env=self._environment, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self._nodes.append(node)
        ends = time.monotonic() + _SECONDS
        while b"Ray runtime started" not in log.read_bytes():
            assert node.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < ends, log.read_text(encoding="utf-8")
            time.sleep(0.1)
