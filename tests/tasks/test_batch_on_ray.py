"""drafter batch on a real Ray cluster of two nodes, one of which dies."""

import importlib.util
import threading
import time
from pathlib import Path

import pytest

from drafter.tasks.batch import run
from drafter.tasks.batch.records import read_record
from drafter.tasks.batch.units import Places, units_in
from tests.writing.fake_openai import FakeOpenAI

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None,
    reason='NO RAY here (pip install "gongwen-drafter[ray]"): drafting on a cluster was not tried',
)

ROOT = Path(__file__).parents[2]
FRONT = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---
"""
MATTERS = "校园 乡村 社区 园区 机关 企业".split()


class _Telling:
    def __enter__(self) -> "_Telling":
        return self

    def __exit__(self, *fault: object) -> None:
        return None

    def say(self, text: str) -> None:
        return None

    def step(self, done: int, total: int, name: str) -> None:
        return None


def test_units_of_a_node_that_dies_are_drafted_and_no_answer_that_came_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.tasks.ray_nodes import Nodes

    for matter in MATTERS:
        own = tmp_path / "各局" / matter
        own.mkdir(parents=True)
        notes = [f"# {side}\n- 开展{matter}{side}12场次，参加340人\n" for side in ("巡查", "宣传")]
        (own / "要点.md").write_text(FRONT + "".join(notes), encoding="utf-8")
    out = tmp_path / "出"
    with FakeOpenAI() as server:
        environment = {
            "OPENAI_API_KEY": "key",
            "OPENAI_MODEL": "stub",
            "OPENAI_BASE_URL": server.base_url,
            "DRAFTER_OPENAI_PARALLEL": "1",
            "DRAFTER_HOME": str(tmp_path / "home"),
            "PYTHONPATH": str(ROOT),
        }
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with Nodes(1, environment) as nodes:
            nodes.add()

            def kill() -> None:
                while not list(out.glob(".batch/*.json")):
                    time.sleep(0.02)
                nodes.kill(1)

            killer = threading.Thread(target=kill, daemon=True)
            killer.start()
            wish = {"flags": {"writer": "openai"}, "indexed": False}
            asked = run.BatchWish(tmp_path / "各局", out, wish, ray=nodes.address)
            made = run.batched(asked, _Telling(), lambda text: None)
            killer.join()

    assert [outcome.failure for outcome in made.outcomes] == [None] * len(MATTERS)
    for unit in units_in(tmp_path / "各局", out):
        record = read_record(Places.of(unit, out))
        assert record is not None
        assert record.report["written"] == {"openai": 2}
    bodies = [seen.raw for seen in server.requests]
    assert len(set(bodies)) == 2 * len(MATTERS)
    assert len(bodies) <= len(set(bodies)) + 1  # what was under way on the one processor that died
