"""The same index with its vectors on a real Chroma server."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import chromadb
import pytest

from drafter.errors import IndexUnreachable
from drafter.retrieval import active_index
from drafter.retrieval.chroma_vectors import Collections
from drafter.retrieval.index import Index

TEXTS = {
    "教师": "全年举办教师业务培训，选派骨干教师外出跟岗学习，教师队伍专业素养明显提升。",
    "食堂": "开展学校食堂食品安全专项检查，落实校长陪餐制度，整改问题隐患，师生用餐更加放心。",
    "资金": "受财力所限，校舍维修资金缺口较大，部分项目建设进度缓慢。",
}


@pytest.fixture(autouse=True)
def _eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(active_index, "SMALL", 1)


@contextmanager
def chroma(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`chroma run` on loopback, answering."""
    program = Path(sys.executable).parent / "chroma"
    command = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", f"{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    assert server.poll() is None
                    time.sleep(0.05)
            yield server
        finally:
            server.kill()


@pytest.fixture
def port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "资料"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"{name}工作总结\n{text}\n", encoding="utf-8")
    return folder


def names(port: int) -> Counter[str]:
    with closing(chromadb.HttpClient("127.0.0.1", port)) as client:
        return Counter(collection.name for collection in client.list_collections())


def agrees(index: Index) -> None:
    """Every passage is found, once, by its own words first."""
    assert sorted(p.text for p in index.search("工作", limit=9)) == sorted(TEXTS.values())
    for name, text in TEXTS.items():
        assert index.search(name, limit=1)[0].text == text


def test_two_indexes_on_one_server(library: Path, tmp_path: Path, port: int) -> None:
    with chroma(tmp_path / "server", port):
        url = f"http://127.0.0.1:{port}"
        with (
            Index.open(tmp_path / "one", server=url) as one,
            Index.open(tmp_path / "two", server=url) as two,
            Index.open(tmp_path / "one", server=url) as reader,
        ):
            for index in (one, two):
                list(index.add([library]))
                assert index.stats()["snapshot"]
            agrees(one)
            agrees(reader)
            for _ in range(2):
                list(two.rebuild())
            agrees(one)
            two.remove("教师工作总结")
            list(two.rebuild())
            assert {p.text for p in two.search("工作", limit=9)} == {TEXTS["食堂"], TEXTS["资金"]}
            agrees(reader)
            for index in (one, two, reader):
                assert index.notices == []
                assert index.verify() == []
        owners = Counter(name.rsplit("-", 2)[0] for name in names(port))
        assert len(owners) == 2
        assert (
            max(owners.values()) <= 4
        )  # two shelves of the current snapshot, and of the one before it
        assert not list(tmp_path.glob("*/snapshot-*/vectors"))


def test_a_copy_of_the_catalogue_finds_its_vectors_from_another_machine(
    library: Path, tmp_path: Path, port: int
) -> None:
    with chroma(tmp_path / "server", port):
        url = f"http://127.0.0.1:{port}"
        with Index.open(tmp_path / "one", server=url) as one:
            list(one.add([library]))
            agrees(one)
        before = names(port)
        shutil.copytree(tmp_path / "one", tmp_path / "other")
        with (
            Index.open(tmp_path / "one", server=url) as one,
            Index.open(tmp_path / "other", server=url) as other,
        ):
            agrees(other)
            agrees(one)
            assert other.notices == []
        assert names(port) == before


def test_a_server_that_is_gone_and_one_that_lost_all(
    library: Path, tmp_path: Path, port: int
) -> None:
    url = f"http://127.0.0.1:{port}"
    with Index.open(tmp_path / "index", server=url) as index:
        with chroma(tmp_path / "server", port):
            list(index.add([library]))
            agrees(index)
        with pytest.raises(IndexUnreachable, match=f"127.0.0.1:{port}") as gone:
            index.search("教师")
        assert "chroma run" in str(gone.value)
        assert index.exhaustive("教师", limit=1)[0].text == TEXTS["教师"]
    with Index.open(tmp_path / "index", server=url) as index, pytest.raises(IndexUnreachable):
        index.check()
    with chroma(tmp_path / "empty", port), Index.open(tmp_path / "index", server=url) as index:
        agrees(index)
        assert len(index.notices) == 1
    with Index.open(tmp_path / "index") as index:  # back to files of its own
        agrees(index)
        assert len(index.notices) == 1
    with chroma(tmp_path / "server", port), Index.open(tmp_path / "index", server=url) as index:
        agrees(index)


def test_a_server_that_hangs_is_not_waited_for(
    library: Path, tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.retrieval.chroma_vectors.SERVER_SECONDS", 0.5)
    url = f"http://127.0.0.1:{port}"
    with (
        chroma(tmp_path / "server", port) as server,
        Index.open(tmp_path / "index", server=url) as index,
    ):
        list(index.add([library]))
        agrees(index)
        server.send_signal(signal.SIGSTOP)
        with pytest.raises(IndexUnreachable):
            index.search("教师")
        server.send_signal(signal.SIGCONT)
        agrees(index)


def test_killed_while_building_on_a_server(library: Path, tmp_path: Path, port: int) -> None:
    code = "import os, signal, sys; from pathlib import Path\n"
    code += "from drafter.retrieval import active_index, index, snapshot\n"
    code += "active_index.SMALL = 1; snapshot._prove = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
    code += "list(index.Index.open(Path(sys.argv[1]), server=sys.argv[2]).add([Path(sys.argv[3])]))"
    with chroma(tmp_path / "server", port):
        url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-c", code, tmp_path / "index", url, library]
        assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
        assert names(port)
        with Index.open(tmp_path / "index", server=url) as index:
            list(index.add([library]))
            agrees(index)
            assert index.verify() == []
            owner = index._catalogue.state().identity
            with closing(Collections(tmp_path, 0, url, owner)) as collections:
                assert len(collections.numbers()) <= 2
