"""A key that an endpoint needs goes to that endpoint, and is in nothing that is written or said."""

import base64
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.personal.items import items
from tests.personal.ways_out import KEYS, ROOT, Machine, archive, notes, remarks
from tests.retrieval.fake_embeddings import Act as Embeds
from tests.retrieval.fake_embeddings import FakeEmbeddings
from tests.writing.fake_openai import Act, FakeOpenAI

FORMS = [
    form
    for key in KEYS
    for form in (key.encode(), key[3:].encode(), base64.b64encode(key.encode())[:-4])
]


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that was written, and what is packed in it."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        content = file.read_bytes()
        yield str(file.relative_to(folder)), content
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                yield from (
                    (f"{file.name}/{name}", packed.read(name)) for name in packed.namelist()
                )


def found_in(here: Machine) -> list[str]:
    """Where a key stands."""
    said = "\n".join(here.told).encode()
    places = [name for name, content in written(here.folder) if any(f in content for f in FORMS)]
    return [*places, *(["what was said"] if any(form in said for form in FORMS) else [])]


def test_a_key_is_in_nothing_that_was_written_or_said(tmp_path: Path) -> None:
    drawn = list(items(12, seed=3))
    (tmp_path / "案例").mkdir()
    shutil.copy(next((ROOT / "eval" / "cases").glob("01-*.md")), tmp_path / "案例")
    with FakeOpenAI() as model, FakeEmbeddings() as embeddings:
        here = Machine(tmp_path, model, embeddings)
        notes(here, drawn)
        archive(here, drawn)
        remarks(here, drawn[:2])
        here.run("eval", "run", "cases", "--cases", "案例", "--writer", "openai", "-o", "量",
                 "--junit", "量.xml", "--summary", "量.md", code=(0, 1, 3))  # fmt: skip
        here.run("doctor", code=(0, 3))
        here.run("doctor", "--json", code=(0, 3))
        sent = {seen.headers["Authorization"] for seen in model.requests}
        assert (sent, set(embeddings.keys)) == ({f"Bearer {KEYS[0]}"}, {f"Bearer {KEYS[1]}"})
    names = {name for name, _ in written(tmp_path)}
    assert {"稿.docx", "稿.draft.json", "审.draft.json", "home/journal.sqlite"} <= names
    assert any(name.startswith("量") for name in names)
    assert found_in(here) == []


@pytest.mark.parametrize("act", [Act.BAD_KEY, Act.FORBIDDEN, Act.HTML, Act.RESET, Act.BAD_REQUEST])
def test_nor_where_the_endpoint_fails(act: Act, tmp_path: Path) -> None:
    with (
        FakeOpenAI(always=act) as model,
        FakeEmbeddings(always=Embeds.BAD_KEY) as embeddings,
    ):
        here = Machine(tmp_path, model, embeddings)
        here.environment["DRAFTER_OPENAI_RETRIES"] = "0"
        (tmp_path / "要点.md").write_text(
            "---\norganization: 云岭县教育局\nkind: summary\nperiod: 2026年上半年\n---\n"
            "# 一、工作\n- 培训12人次\n- 检查15次\n",
            encoding="utf-8",
        )
        here.run("draft", "要点.md", "-o", "稿.docx", "--writer", "openai", "--no-index",
                 code=(0, 1, 3, 4))  # fmt: skip
        here.run("index", "add", "要点.md", code=(0, 1, 3, 4))
        assert model.requests
        assert embeddings.keys
    assert found_in(here) == []
