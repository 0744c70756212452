import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.errors import EnvironmentFault, ReplayMissing
from drafter.ports import Reply, Request
from drafter.writing.journal import SqliteJournal, ask, key

REQUEST = Request(
    "local",
    "small",
    (("system", "写"), ("user", "举办培训【F1】场次")),
    (("seed", 1), ("temperature", 0.2)),
)
REPLY = Reply("举办培训【F1】场次。", 120, 9, 1.25, Decimal("0.0001"))


def test_a_reply_outlives_its_journal(tmp_path: Path) -> None:
    SqliteJournal(tmp_path / "deep" / "journal.db").keep(REQUEST, REPLY)
    assert SqliteJournal(tmp_path / "deep" / "journal.db").recall(REQUEST) == REPLY


@pytest.mark.parametrize(
    "other",
    [
        replace(REQUEST, writer="openai"),
        replace(REQUEST, model="large"),
        replace(REQUEST, messages=(("system", "写"), ("user", "举办培训【F2】场次"))),
        replace(REQUEST, messages=(("system", "写举办培训【F1】场次"), ("user", ""))),
        replace(REQUEST, params=(("seed", 2), ("temperature", 0.2))),
        replace(REQUEST, params=(("seed", "1"), ("temperature", 0.2))),
    ],
)
def test_another_request_has_another_reply(tmp_path: Path, other: Request) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    journal.keep(REQUEST, REPLY)
    assert journal.recall(other) is None


def test_the_key_never_changes() -> None:
    assert key(REQUEST) == "dd3315fcff9a7a18e44592fb88c2dbf5a35d0dd2655bbaa87b2b120579f4496d"


def test_the_first_reply_stands(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    journal.keep(REQUEST, REPLY)
    journal.keep(REQUEST, Reply("另一句。"))
    assert journal.recall(REQUEST) == REPLY


def test_a_model_is_asked_once(tmp_path: Path) -> None:
    asked: list[Request] = []

    def call(request: Request) -> Reply:
        asked.append(request)
        return REPLY

    journal = SqliteJournal(tmp_path / "journal.db")
    assert [ask(journal, REQUEST, call) for _ in range(2)] == [(REPLY, False), (REPLY, True)]
    assert asked == [REQUEST]


@pytest.mark.parametrize(
    "stored", ["", "{", "[]", "null", '{"text": 5, "cost": null}', '{"text": "", "cost": null}']
)
def test_an_entry_of_no_use_is_asked_anew_and_replaced(tmp_path: Path, stored: str) -> None:
    path = tmp_path / "journal.db"
    journal = SqliteJournal(path)
    journal.keep(REQUEST, Reply("一句。"))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE reply SET reply = ?", [stored])
    assert ask(journal, REQUEST, lambda _: REPLY) == (REPLY, False)
    assert ask(journal, REQUEST, lambda _: Reply("另一句。")) == (REPLY, True)


def test_an_empty_reply_is_kept_for_a_replay_only(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    SqliteJournal(path).keep(REQUEST, Reply(""))
    assert SqliteJournal(path).recall(REQUEST) is None
    assert SqliteJournal(path, replay_only=True).recall(REQUEST) == Reply("")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("办\x0b结", "办 结"),
        ("办\0结", "办\ufffd结"),
        ("办\x85结", "办\ufffd结"),
        ("办\ud800结", "办\ufffd结"),
        ("办\ufffe\U0001ffff结", "办\ufffd\ufffd结"),
        ("\ud83d\ude00", "\U0001f600"),  # two halves that came in two events
        ("一\r\n二\t三", "一\r\n二\t三"),
    ],
)
def test_what_no_file_can_hold_is_not_kept(tmp_path: Path, said: str, kept: str) -> None:
    journal = SqliteJournal(tmp_path / "journal.db")
    for replayed in (False, True):
        assert ask(journal, REQUEST, lambda _: Reply(said)) == (Reply(kept), replayed)


def test_replaying_never_asks(tmp_path: Path) -> None:
    SqliteJournal(tmp_path / "journal.db").keep(REQUEST, REPLY)
    journal = SqliteJournal(tmp_path / "journal.db", replay_only=True)
    assert journal.recall(REQUEST) == REPLY
    with pytest.raises(ReplayMissing):
        journal.recall(replace(REQUEST, model="large"))


def _keep_many(path: Path, start: int) -> None:
    journal = SqliteJournal(path)
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda n: journal.keep(replace(REQUEST, model=str(n)), REPLY),
                range(start, start + 60),
            )
        )


def test_threads_of_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_keep_many, args=(path, start)) for start in (0, 30)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM reply").fetchone() == (90,)


def test_a_file_that_is_no_journal_is_named(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"no database, " * 100)
    with pytest.raises(EnvironmentFault, match=r"journal\.db"):
        SqliteJournal(path)
