"""drafter mask and drafter notes new as their users call them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Drafter

_REPORT = ROOT / "corpus" / "reports" / "青樟县教育体育局2024年上半年工作总结和下半年工作计划.md"


def test_a_report_becomes_a_template_and_a_map(drafter: Drafter, tmp_path: Path) -> None:
    done = drafter("mask", _REPORT, "-o", "t.md", "--map", "m.json")
    assert done.returncode == 0, done.stderr
    template = (tmp_path / "t.md").read_text(encoding="utf-8")
    assert "青樟" not in template
    assert "发放补助xxx万元" in template
    given = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert f"占位符 {len(given)} 处" in done.stderr
    assert "隐去的名称" in done.stderr
    assert "青樟县→xx县" in done.stderr


def test_json_says_what_was_hidden_and_what_is_doubtful(drafter: Drafter, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(
        "云岭县教育局工作总结\n推进白石大桥改造，用好“金色年华”热线，推行“5+2”。\n",
        encoding="utf-8",
    )
    said = json.loads(drafter("mask", "r.txt", "-o", "t.txt", "--json").stdout)
    assert {name["name"] for name in said["names"]} == {"云岭县", "白石"}
    assert [(one["line"], one["why"]) for one in said["doubts"]] == [(2, "hidden"), (2, "brand")]
    assert [one["text"] for one in said["kept"]] == ["“5+2”"]


def test_names_are_hidden_and_kept_as_asked(drafter: Drafter, tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text('[check]\nplaces = ["老槐巷"]\n', encoding="utf-8")
    (tmp_path / "r.txt").write_text("在老槐巷建成白石大桥，落实晨光计划。\n", encoding="utf-8")
    drafter("mask", "r.txt", "-o", "t.txt", "--hide", "晨光计划", "--keep", "白石")
    assert (tmp_path / "t.txt").read_text(encoding="utf-8") == "在xx建成白石大桥，落实xx。\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("r.txt", "-o", "r.txt"), 2, "换一个输出文件名"),
        (("r.txt", "-o", "t.docx"), 2, ".docx"),
        (("r.txt", "-o", "t.xyz"), 2, ".md"),
        (("none.txt", "-o", "t.txt"), 4, "none.txt"),
        (("a.draft.json", "-o", "t.txt"), 4, "稿子"),
        (("a.png", "-o", "t.txt"), 4, ".png"),
    ],
)
def test_what_cannot_be_masked_is_refused(
    drafter: Drafter, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "r.txt").write_text("检查12次。\n", encoding="utf-8")
    (tmp_path / "a.draft.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    done = drafter("mask", *words)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert not (tmp_path / "t.txt").exists()


def test_a_masked_report_becomes_notes_and_they_a_draft(drafter: Drafter, tmp_path: Path) -> None:
    drafter("mask", _REPORT, "-o", "t.md")
    done = drafter("notes", "new", "t.md", "-o", "notes.md")
    assert done.returncode == 0, done.stderr
    assert "数量 " in done.stderr
    assert "没有掩去" not in done.stderr
    notes = (tmp_path / "notes.md").read_text(encoding="utf-8")
    assert notes.startswith(
        "---\norganization: xx县教育体育局\nkind: summary-and-plan\nperiod: 20xx年上半年\n"
    )
    assert drafter(
        "draft", "notes.md", "-o", "d.md", "--writer", "rules", "--no-index"
    ).returncode in {0, 1}
    heads = [
        line.lstrip("# ")
        for line in (tmp_path / "d.md").read_text(encoding="utf-8").split("\n")
        if line.startswith("#")
    ]
    wanted = [
        line.lstrip("# ").split("。")[0]
        for line in (tmp_path / "t.md").read_text(encoding="utf-8").split("\n")
        if line.startswith(("#", "（"))  # some headings stand in front of their paragraph
    ]
    assert heads[1:] == wanted
