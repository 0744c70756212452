"""Vectors from an endpoint, over real HTTP on loopback."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from drafter.errors import EnvironmentFault, IndexUnreachable
from drafter.retrieval.endpoint import Endpoint, sendable
from drafter.retrieval.index import Index
from drafter.retrieval.opening import open_index
from drafter.settings import load_settings
from tests.retrieval.fake_embeddings import Act, FakeEmbeddings

KEY = "sk-very-secret"
TEXTS = [f"第{number}项工作扎实推进" for number in range(20)]
REPORT = "云岭县教育局2024年工作总结\n全年举办教师业务培训，选派骨干教师外出跟岗学习。\n开展学校食堂食品安全专项检查。\n"


def endpoint(server: FakeEmbeddings, **given: object) -> Endpoint:
    settings = {
        "base_url": server.base_url,
        "model": "bge",
        "api_key": KEY,
        "timeout": 5.0,
        "max_retries": 2,
    }
    return Endpoint(**(settings | given))  # type: ignore[arg-type]


def test_vectors_come_in_the_order_of_the_texts_and_of_length_1() -> None:
    with FakeEmbeddings() as server:
        model = endpoint(server)
        rows = model.passages(TEXTS)
        assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(20))
        assert np.array_equal(model.queries([TEXTS[7]])[0], rows[7])
        assert [len(request["input"]) for request in server.requests] == [16, 4, 1]
        assert (server.keys[0], server.requests[0]["model"]) == (f"Bearer {KEY}", "bge")
        assert "dimensions" not in server.requests[0]
        assert endpoint(server, dimensions=64).passages(TEXTS).shape == (20, 64)


def test_batches_shrink_to_what_an_endpoint_takes() -> None:
    with FakeEmbeddings(limit=5) as server:
        rows = endpoint(server).passages([*TEXTS, ""])
        assert (len(rows), len(server.texts)) == (21, 16 + 8 + 21)  # two refused, then fours
        assert rows[-1].tolist() == [0.0] * 256


@pytest.mark.parametrize("acts", [(Act.RATE_LIMIT,), (Act.UNAVAILABLE, Act.RATE_LIMIT)])
def test_what_passes_is_tried_again(acts: tuple[Act, ...]) -> None:
    with FakeEmbeddings(*acts) as server:
        assert len(endpoint(server).passages(TEXTS[:3])) == 3
        assert len(server.requests) == len(acts) + 1


@pytest.mark.parametrize(
    ("act", "kind", "said"),
    [
        (Act.UNAVAILABLE, IndexUnreachable, "没有应答"),
        (Act.RATE_LIMIT, IndexUnreachable, "429"),
        (Act.HANG, IndexUnreachable, "没有应答"),
        (Act.BAD_KEY, EnvironmentFault, "DRAFTER_EMBEDDINGS_API_KEY"),
        (Act.NO_MODEL, EnvironmentFault, "bge"),
        (Act.HTML, EnvironmentFault, "不能用"),
        (Act.FEWER, EnvironmentFault, "不能用"),
        (Act.UNEVEN, EnvironmentFault, "不能用"),
    ],
)
def test_what_stays_is_named_with_a_remedy(
    act: Act, kind: type[EnvironmentFault], said: str
) -> None:
    with FakeEmbeddings(always=act) as server, pytest.raises(EnvironmentFault) as caught:
        endpoint(server, max_retries=0, timeout=0.3).passages(TEXTS[:3])
    text = str(caught.value)
    assert type(caught.value) is kind
    assert said in text
    assert "→" in text
    assert "127.0.0.1:" in text
    assert KEY not in text


def test_an_endpoint_that_is_not_there() -> None:
    with FakeEmbeddings() as server:
        gone = endpoint(server, max_retries=0)
    with pytest.raises(IndexUnreachable):
        gone.passages(TEXTS[:1])


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("联系人王某13812345678，请于周五前报名", "联系人某某，请于周五前报名"),
        ("电话：０１０－６５５５１２３４转8012。", "电话：。"),
        ("身份证号11010519491231002X，准考证", "身份证号，准考证"),
        (
            "〔2024〕138号文件，投入1381.25万元，热线12345",
            "〔〕号文件，投入万元，热线",
        ),
        (
            "3月5日云岭县第二中学校长张伟主持召开《云岭县校车办法》座谈会",
            "月日某校校长某某主持召开《……》座谈会",
        ),
        ("三年来下达教师培训经费三百余万元，占六成", "年来下达教师培训经费余元，占成"),
    ],
)
def test_no_value_leaves(text: str, sent: str) -> None:
    assert sendable(text) == sent
    with FakeEmbeddings() as server:
        endpoint(server).passages([text])
        endpoint(server).queries([text])
        assert server.texts == [sent, sent]


def test_what_was_computed_before_an_endpoint_fell_silent_is_not_asked_again(
    tmp_path: Path,
) -> None:
    file = tmp_path / "长.txt"
    said = "校举办了各类教学教研活动，组织师生参加，取得良好成效，得到家长和社会各界的一致好评，形成了经验做法"
    lines = [f"{chr(0x4E00 + at)}{said}，并在全县推广，受到市级通报表扬。\n" for at in range(40)]
    file.write_text("工作总结\n" + "".join(lines), encoding="utf-8")
    with FakeEmbeddings(Act.GOOD, Act.GOOD, always=Act.UNAVAILABLE) as server:
        model = endpoint(server, max_retries=0)
        with Index.open(tmp_path / "index", model=model) as index, pytest.raises(IndexUnreachable):
            list(index.add([file]))
        server.always = Act.GOOD
        with Index.open(tmp_path / "index", model=model) as index:
            assert [event.status for event in index.add([file])][-1] == "added"
            assert [len(request["input"]) for request in server.requests] == [16, 16, 8, 8]
            assert index.search("一校举办了")[0].text.startswith("一校")


def test_vectors_of_masked_texts_are_of_a_space_of_their_own() -> None:
    with FakeEmbeddings() as server:
        assert endpoint(server).name.endswith("+masked")


def test_another_model_under_the_same_name_asks_for_a_rebuild(tmp_path: Path) -> None:
    file = tmp_path / "总结.txt"
    file.write_text(REPORT, encoding="utf-8")
    with FakeEmbeddings() as server:
        with Index.open(tmp_path / "index", model=endpoint(server)) as index:
            list(index.add([file]))
        server.dimensions = 128
        with Index.open(tmp_path / "index", model=endpoint(server)) as index:
            with pytest.raises(EnvironmentFault, match="rebuild --vectors"):
                index.search("教师培训")
            for _ in index.rebuild(vectors=True):
                pass
            assert "教师" in index.search("教师培训")[0].text
            assert index.stats()["embedder"] == f"{endpoint(server).name}#2"
            assert index.verify() == []
        with Index.open(tmp_path / "index", model=endpoint(server)) as index:
            assert "教师" in index.search("教师培训")[0].text
        with (
            Index.open(tmp_path / "index", model=endpoint(server, dimensions=64)) as index,
            pytest.raises(EnvironmentFault, match="drafter index rebuild"),
        ):
            index.search("教师培训")


def configured(server: FakeEmbeddings, home: Path) -> dict[str, str]:
    return {
        "DRAFTER_HOME": str(home),
        "DRAFTER_EMBEDDER": "openai",
        "DRAFTER_EMBEDDINGS_BASE_URL": server.base_url,
        "DRAFTER_EMBEDDINGS_MODEL": "bge",
    }


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"OPENAI_API_KEY": KEY}, "-"),  # meant for another place
        ({"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": "here"}, KEY),
        ({"OPENAI_API_KEY": "other", "DRAFTER_EMBEDDINGS_API_KEY": KEY}, KEY),
    ],
)
def test_a_key_goes_where_it_is_meant_to(tmp_path: Path, more: Mapping[str, str], key: str) -> None:
    (tmp_path / "总结.txt").write_text(REPORT, encoding="utf-8")
    with FakeEmbeddings() as server:
        more = {name: server.base_url if value == "here" else value for name, value in more.items()}
        settings = load_settings({}, configured(server, tmp_path / "home") | more, tmp_path)
        assert KEY not in repr(settings)
        with open_index(settings) as index:
            list(index.add([tmp_path / "总结.txt"]))
        assert set(server.keys) == {f"Bearer {key}"}


def test_settings_that_are_not_enough_are_named(tmp_path: Path) -> None:
    settings = load_settings(
        {}, {"DRAFTER_HOME": str(tmp_path), "DRAFTER_EMBEDDER": "openai"}, tmp_path
    )
    with pytest.raises(EnvironmentFault, match=r"\[embeddings\] model"):
        open_index(settings)


def test_the_command_line_with_an_endpoint_and_two_processes(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(
            f"第{number}校{REPORT}联系电话13812345678。\n", encoding="utf-8"
        )
    with FakeEmbeddings() as server:
        environment = (
            os.environ | configured(server, tmp_path / "home") | {"DRAFTER_INDEX_PROCESSES": "2"}
        )
        add = [sys.executable, "-m", "drafter", "index", "add", str(tmp_path)]
        done = subprocess.run(add, env=environment, capture_output=True, text=True, check=True)
        assert "加入 3" in done.stdout
        found = [sys.executable, "-m", "drafter", "index", "search", "--json", "教师业务培训"]
        assert (
            "教师"
            in subprocess.run(
                found, env=environment, capture_output=True, text=True, check=True
            ).stdout
        )
        assert b"13812345678" not in server.raw
