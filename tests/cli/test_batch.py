"""drafter batch: a folder of units, drafted in processes, as drafter draft drafts each of them."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE

import openpyxl
import psutil
import pytest

from drafter.documents.draft_file import read_draft
from drafter.tasks.batch import here
from drafter.tasks.batch.records import read_record
from drafter.tasks.batch.units import Places, inputs_of, strays_in, units_in
from drafter.tasks.batch.work import Outcome, Work
from drafter.word.read_back import read_lines
from drafter.writing.model_memory import memory_for_models
from tests.cli.conftest import ROOT, Drafter
from tests.writing.fake_openai import Act, FakeOpenAI

LAST_YEAR = next((ROOT / "corpus" / "reports").glob("*教育体育局*总结*.md"))


def unit(folder: Path, name: str, example: str = "小样.md") -> Path:
    own = folder / "各局" / name
    own.mkdir(parents=True)
    shutil.copy(ROOT / "examples" / example, own / "要点.md")
    return own


def rows(table: Path, sheet: int = 0) -> list[list[object]]:
    book = openpyxl.load_workbook(table)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows(min_row=2)]


def stamps(folder: Path) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def is_worker(process: psutil.Process) -> bool:
    return any("spawn_main" in word for word in process.cmdline())


def test_each_unit_is_drafted_as_by_itself_and_one_that_fails_stops_no_other(
    drafter: Drafter, tmp_path: Path
) -> None:
    own = unit(tmp_path, "=1+1局")
    (own / "drafter.toml").write_text('writer = "rules"\n[divisions]\n"安全" = "安全科"\n')
    taught = unit(tmp_path, "教体局", "教育体育局半年总结.md")
    with (taught / "要点.md").open("a", encoding="utf-8") as notes:
        notes.write("- 争取资金xxx.xx万元\n")
    (taught / "往年").mkdir()
    shutil.copy(LAST_YEAR, taught / "往年")
    (unit(tmp_path, "坏的") / "要点.md").write_text("没有标题，也没有文件头\n", encoding="utf-8")
    (tmp_path / "各局" / "空的").mkdir()
    (tmp_path / "各局" / "别的.txt").write_text("不在单位里", encoding="utf-8")

    done = drafter("batch", "各局", "-o", "出", "--no-index", "--workers", "2")

    assert done.returncode == 4, done.stderr
    assert "别的.txt" in done.stderr
    assert f"{tmp_path / '各局' / '坏的' / '要点.md'}:1" in done.stderr
    assert "→" in done.stderr
    table = rows(tmp_path / "出" / "汇总.xlsx")
    assert {row[0]: row[1] for row in table} == {
        "=1+1局": "写好", "教体局": "写好", "坏的": "没有写成", "空的": "没有写成",
    }  # fmt: skip
    why = {row[0]: str(row[-1]) for row in table}
    assert "坏的/要点.md:1" in why["坏的"].replace(os.sep, "/")
    assert "没有要点文件" in why["空的"]
    assert "<a href" in (tmp_path / "出" / "汇总.html").read_text(encoding="utf-8")

    alone = drafter(
        "draft", taught / "要点.md", "-o", tmp_path / "独.docx", "--no-index", "--style-from",
        taught / "往年" / LAST_YEAR.name,
    )  # fmt: skip
    assert alone.returncode == 0, alone.stderr
    assert not (tmp_path / "出" / "坏的").exists()
    assert not (tmp_path / "出" / "空的").exists()
    report = tmp_path / "出" / "教体局" / "教体局.docx"
    assert read_lines(report) == read_lines(tmp_path / "独.docx")
    draft = read_draft(report.with_suffix(".draft.json"))
    assert any(one.author.manner == "archive" for one in draft.all_sentences())
    form = openpyxl.load_workbook(report.with_name("教体局.缺项.xlsx"))
    gaps = {row[1] for row in rows(tmp_path / "出" / "汇总.xlsx", 1) if row[0] == "教体局"}
    assert gaps
    assert gaps <= {cell.value for sheet in form for row in sheet for cell in row}


def test_what_is_done_is_not_done_again_and_what_a_person_changed_stays(
    drafter: Drafter, tmp_path: Path
) -> None:
    first, second = unit(tmp_path, "甲局"), unit(tmp_path, "乙局")
    words = ("batch", "各局", "-o", "出", "--no-index", "--writer", "rules", "--workers", "1")
    assert drafter(*words).returncode == 0
    before = stamps(tmp_path / "出" / "甲局") | stamps(tmp_path / "出" / "乙局")

    again = drafter(*words)
    assert "2个单位" in again.stderr
    assert stamps(tmp_path / "出" / "甲局") | stamps(tmp_path / "出" / "乙局") == before

    edited = tmp_path / "出" / "甲局" / "甲局.docx"
    edited.write_bytes(edited.read_bytes() + b"changed")
    mine = edited.read_bytes()
    for own in (first, second):
        with (own / "要点.md").open("a", encoding="utf-8") as notes:
            notes.write("- 举办消防演练9次\n")
    changed = drafter(*words)
    assert changed.returncode == 4
    assert "甲局没有写成" in changed.stderr
    assert "--force" in changed.stderr
    assert edited.read_bytes() == mine
    assert (tmp_path / "出" / "乙局" / "乙局.docx").stat().st_mtime_ns > before[
        tmp_path / "出" / "乙局" / "乙局.docx"
    ]

    forced = drafter(*words, "--force", "--json")
    assert forced.returncode == 0, forced.stderr
    states = {one["unit"]: one["state"] for one in json.loads(forced.stdout)}
    assert states == {"甲局": "done", "乙局": "earlier"}
    assert edited.with_name("甲局（旧1）.docx").read_bytes() == mine


@pytest.mark.parametrize("output", ["各局", "各局/甲局/出"])
def test_outputs_do_not_go_among_the_notes(drafter: Drafter, tmp_path: Path, output: str) -> None:
    unit(tmp_path, "甲局")
    done = drafter("batch", "各局", "-o", output)
    assert done.returncode == 2
    assert "-o" in done.stderr


def test_no_cluster_is_told_with_its_remedy(drafter: Drafter, tmp_path: Path) -> None:
    unit(tmp_path, "甲局")
    done = drafter("batch", "各局", "-o", "出", "--ray", "127.0.0.1:9")
    assert done.returncode == 3
    assert "→" in done.stderr
    assert drafter("batch", "各局", "-o", "出", "--ray", "auto", "--workers", "2").returncode == 2


def test_a_folder_of_outputs_that_was_moved_is_still_done(drafter: Drafter, tmp_path: Path) -> None:
    unit(tmp_path, "甲局")
    words = ("--no-index", "--writer", "rules", "--workers", "1")
    assert drafter("batch", "各局", "-o", "出", *words).returncode == 0
    shutil.copytree(tmp_path / "出", tmp_path / "另")
    again = drafter("batch", "各局", "-o", "另", *words, "--json")
    (found,) = json.loads(again.stdout)
    assert found["state"] == "earlier"
    assert found["report"]["files"][0] == str(tmp_path / "另" / "甲局" / "甲局.docx")


@pytest.mark.parametrize(
    "file", ["prompts/section.md", "prompts/parts/tone.md", "words/deeds.txt", "own/lead.md"]
)
def test_another_prompt_or_list_of_words_makes_a_unit_be_drafted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path))
    monkeypatch.setenv("DRAFTER_PROMPTS", str(tmp_path / "own"))
    unit(tmp_path, "甲局")
    (found,) = units_in(tmp_path / "各局", tmp_path / "出")
    digests = [inputs_of(found, {})]
    (tmp_path / file).parent.mkdir(parents=True)
    for text in ("一", "二"):
        (tmp_path / file).write_text(text, encoding="utf-8")
        digests.append(inputs_of(found, {}))
    assert len(set(digests)) == 3
    (tmp_path / file).unlink()
    assert inputs_of(found, {}) == digests[0]


@pytest.mark.parametrize("name", ["desktop.ini", "Thumbs.db", ".DS_Store", "~$要点.docx"])
def test_what_systems_leave_in_a_folder_is_no_note(tmp_path: Path, name: str) -> None:
    own = unit(tmp_path, "甲局")
    for folder in (own, own.parent):
        (folder / name).write_bytes(b"\0")
    (found,) = units_in(own.parent, tmp_path / "出")
    assert found.notes == (own / "要点.md",)
    assert strays_in(own.parent) == []


def test_models_that_do_not_fit_together_are_loaded_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    unit(tmp_path, "甲局")
    unit(tmp_path, "乙局")
    wish = {"flags": {"writer": "rules"}, "indexed": False}
    out, memory = tmp_path / "出", memory_for_models()
    works = [
        Work(found, Places.of(found, out), inputs_of(found, wish), wish, memory)
        for found in units_in(tmp_path / "各局", out)
    ]
    with here.Processes(2) as processes:
        outcomes = list(processes.outcomes(works))
        started = [child for child in psutil.Process().children() if is_worker(child)]
    assert [outcome.failure for outcome in outcomes] == [None, None]
    assert len(started) == 1


# --- a process that dies ---


def test_a_process_that_dies_while_it_is_idle_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    unit(tmp_path, "甲局")
    (found,) = units_in(tmp_path / "各局", tmp_path / "出")
    wish = {"flags": {"writer": "rules"}, "indexed": False}
    work = Work(found, Places.of(found, tmp_path / "出"), inputs_of(found, wish), wish)
    with here.Processes(1) as processes:
        assert [one.failure for one in processes.outcomes([work])] == [None]
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
        assert [one.failure for one in processes.outcomes([work])] == [None]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """One unit that a remote model writes, one request after the other."""
    unit(tmp_path, "甲局", "教育体育局半年总结.md")
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENAI_API_KEY", "key")
    monkeypatch.setenv("OPENAI_MODEL", "stub")
    monkeypatch.setenv("DRAFTER_OPENAI_PARALLEL", "1")
    (found,) = units_in(tmp_path / "各局", tmp_path / "出")
    wish = {"flags": {"writer": "openai"}, "indexed": False}
    return Work(found, Places.of(found, tmp_path / "出"), inputs_of(found, wish), wish)


def drafted_while_killed(work: Work, server: FakeOpenAI, after: list[int]) -> Outcome:
    """What comes of it where its process is killed once the server was asked so often."""

    def kill() -> None:
        for count in after:
            while len(server.requests) < count:
                time.sleep(0.02)
            for child in filter(is_worker, psutil.Process().children()):
                child.kill()

    killer = threading.Thread(target=kill, daemon=True)
    with here.Processes(1) as processes:
        killer.start()
        (outcome,) = processes.outcomes([work])
    return outcome


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenAI]:
    with FakeOpenAI(Act.GOOD, Act.GOOD, Act.HANG) as found:
        monkeypatch.setenv("OPENAI_BASE_URL", found.base_url)
        yield found


def test_a_unit_whose_process_dies_is_drafted_by_another_and_pays_no_answer_twice(
    work: Work, server: FakeOpenAI
) -> None:
    outcome = drafted_while_killed(work, server, [3])

    assert outcome.failure is None, outcome.failure
    assert outcome.report is not None
    assert outcome.report["written"].get("openai")
    bodies = [seen.raw for seen in server.requests]
    assert [bodies.count(body) for body in bodies[:3]] == [1, 1, 2]  # the third never came
    record = read_record(work.places)
    assert record is not None
    assert record.report == json.loads(json.dumps(outcome.report))


def test_a_unit_at_which_every_process_dies_is_told_and_leaves_nothing_half(
    work: Work, server: FakeOpenAI
) -> None:
    server.enter = lambda seen: (server.requests.append(seen), Act.HANG)[1]  # type: ignore[method-assign]
    outcome = drafted_while_killed(work, server, [1, 2])

    assert outcome.failure is not None
    assert outcome.failure.exit_code == 3
    assert outcome.failure.remedy
    assert not [file for file in work.places.report.parent.iterdir() if file.suffix != ".part"]


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no Ctrl-C to one process alone")
def _interrupted(running: "subprocess.Popen[bytes]") -> int:
    """Its exit code after Ctrl-C, which a person presses again where nothing happens."""
    for _ in range(12):
        running.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return running.wait(5)
    raise AssertionError("Ctrl-C is not heard")


def test_ctrl_c_ends_every_process_and_the_next_run_goes_on(
    work: Work, server: FakeOpenAI, tmp_path: Path
) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    words = ["batch", "各局", "-o", "出", "--no-index", "--writer", "openai"]
    command = [sys.executable, "-m", "drafter", *words]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=PIPE) as running:
        while len(server.requests) < 3:
            assert running.poll() is None
            time.sleep(0.02)
        workers = [child for child in psutil.Process(running.pid).children() if is_worker(child)]
        assert _interrupted(running) == 130
    assert not [worker for worker in workers if worker.is_running()]
    assert not list((tmp_path / "出").rglob("*.docx"))

    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False).returncode in (0, 1)
    bodies = [seen.raw for seen in server.requests]
    assert [bodies.count(body) for body in bodies[:3]] == [1, 1, 2]
