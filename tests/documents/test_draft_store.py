"""The draft's own file: nothing is lost to another tab or process, or a kill at any moment."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_store import DraftStore, held
from drafter.errors import EnvironmentFault, InputError, StaleDraft
from drafter.records import Draft
from drafter.review.decisions import comment, edit
from drafter.review.undoing import undo
from tests.costs import calls
from tests.reviewing import BY, drafted, sentence

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "总结.draft.json"
    write_draft(drafted(), path)
    return path


def said(draft: Draft) -> list[str]:
    return [one.text for one in draft.review.decisions]


def commented(text: str):  # type: ignore[no-untyped-def]
    return lambda draft: comment(draft, sentence(draft, "149处").id, text, BY)


def test_each_deed_is_on_the_disk(file: Path) -> None:
    store = DraftStore(file)
    state = store.apply(commented("一"), store.load().stamp)
    assert said(read_draft(file)) == ["一"]
    state = store.apply(commented("二"), state.stamp)
    assert read_draft(file) == state.draft
    assert DraftStore(file).load() == state


def test_who_saw_an_older_state_is_told_and_nothing_is_lost(file: Path) -> None:
    one, other = DraftStore(file), DraftStore(file)
    seen = other.load().stamp
    one.apply(commented("甲"), one.load().stamp)
    with pytest.raises(StaleDraft, match="已在别处改动"):
        other.apply(commented("乙"), seen)
    assert said(read_draft(file)) == ["甲"]
    other.apply(commented("乙"), other.load().stamp)
    assert said(one.load().draft) == ["甲", "乙"]


def test_a_state_that_comes_again_is_another_state(file: Path) -> None:
    """After an undo the text is as it was.

    Who saw it before still did not see what happened since.
    """
    store = DraftStore(file)
    first = store.load().stamp
    edited = store.apply(
        lambda d: edit(d, sentence(d, "149处").id, "整改149处，排查隐患152处。", BY), first
    )
    undone = store.apply(undo, edited.stamp)
    assert plain_text(undone.draft) == plain_text(drafted())
    with pytest.raises(StaleDraft):
        store.apply(commented("一"), first)


def test_a_draft_written_anew_meanwhile_is_another_draft(file: Path) -> None:
    store = DraftStore(file)
    seen = store.load().stamp
    write_draft(drafted("# 一、别的工作\n- 排查隐患152处,整改149处\n"), file)
    with pytest.raises(StaleDraft):
        store.apply(commented("一"), seen)


@pytest.mark.parametrize("deed", [lambda draft: draft, lambda draft: undo(draft)])
def test_what_changes_nothing_writes_nothing(deed, file: Path) -> None:  # type: ignore[no-untyped-def]
    store = DraftStore(file)
    before = file.stat()
    store.apply(deed, store.load().stamp)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_deed_that_is_refused_leaves_the_file(file: Path) -> None:
    store = DraftStore(file)
    before = file.read_bytes()
    with pytest.raises(InputError):
        store.apply(lambda draft: edit(draft, "T99", "字", BY), store.load().stamp)
    assert file.read_bytes() == before


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.draft.json"
    link.symlink_to(file)
    store = DraftStore(link)
    store.apply(commented("一"), store.load().stamp)
    assert link.is_symlink()
    assert said(read_draft(file)) == ["一"]


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有"):
        DraftStore(tmp_path / "没有.draft.json").load()


def test_many_tabs_at_once(file: Path) -> None:
    """Threads of one server, each trying until it is let in: all that they said is there, once."""
    store = DraftStore(file)

    def work(name: str) -> None:
        for n in range(8):
            until_done(store, f"{name}{n}")

    threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙丙丁"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said(read_draft(file))) == sorted(
        f"{name}{n}" for name in "甲乙丙丁" for n in range(8)
    )


def until_done(store: DraftStore, text: str) -> None:
    while True:
        try:
            store.apply(commented(text), store.load().stamp)
        except StaleDraft:
            continue
        return


WORKER = """
import sys
from pathlib import Path
from drafter.documents.draft_store import DraftStore
from tests.documents.test_draft_store import until_done
store = DraftStore(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    until_done(store, f"{sys.argv[2]}{n}")
    print(n, flush=True)
"""


def worker(file: Path, name: str, times: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WORKER, str(file), name, str(times)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)


def test_many_processes_at_once(file: Path) -> None:
    running = [worker(file, name, 15) for name in ("甲", "乙", "丙")]
    for each in running:
        each.communicate(timeout=120)
        assert each.returncode == 0
    assert sorted(said(read_draft(file))) == sorted(
        f"{name}{n}" for name in ("甲", "乙", "丙") for n in range(15)
    )


def test_killed_at_any_moment_the_file_is_whole_and_has_what_was_saved(file: Path) -> None:
    """Two processes write; one is killed again and again in the midst of it.

    Nobody's saved work is lost, the lock is
    free, and nothing half-written stays behind."""
    chance = random.Random(7)
    saved: list[str] = []
    for run in range(5):
        child = worker(file, f"丁{run}-", 10_000)
        assert child.stdout
        child.stdout.readline()
        time.sleep(chance.random() * 0.1)
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read()
        child.wait()
        child.stdout.close()
        done = [0, *(int(n) for n in rest.split())]
        found = said(read_draft(file))
        saved += [f"丁{run}-{n}" for n in done]
        assert found[: len(saved)] == saved
        assert len(found) - len(saved) <= 1  # saved, and killed before it could say so
        saved = found
        until_done(DraftStore(file), f"己{run}")
        saved.append(f"己{run}")
    for left in file.parent.glob(f".{file.name}.*.part"):
        os.utime(left, (0, 0))
    until_done(DraftStore(file), "末")
    assert {path.name for path in file.parent.iterdir()} == {file.name, f".{file.name}.lock"}


def test_a_busy_file_is_said_to_be_busy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.documents.draft_store.WAIT", 0.1)
    store = DraftStore(file)
    seen = store.load().stamp
    refused: list[BaseException] = []

    def other() -> None:
        try:
            store.apply(commented("一"), seen)
        except EnvironmentFault as error:
            refused.append(error)

    with held(file):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert "正被别的程序写入" in str(refused[0])
    assert said(read_draft(file)) == []


def test_a_step_in_a_long_draft_costs_what_it_costs_in_a_short_one(tmp_path: Path) -> None:
    bullets = "".join(f"- 排查隐患{n}处,整改{n}处,新建学校{n}所\n" for n in range(100, 103))
    costs = []
    for sections in (10, 30):
        file = tmp_path / f"{sections}.draft.json"
        write_draft(drafted("".join(f"# 第{n}项工作\n{bullets}" for n in range(sections))), file)
        store = DraftStore(file)
        state = store.load()
        one = list(state.draft.all_sentences())[1].id
        state = store.apply(lambda draft, one=one: comment(draft, one, "一", BY), state.stamp)
        costs.append(
            calls(
                lambda store=store, one=one, stamp=state.stamp: store.apply(  # type: ignore[misc]
                    lambda draft: comment(draft, one, "二", BY), stamp
                )
            )
        )
    assert costs[1] < 1.2 * costs[0]
