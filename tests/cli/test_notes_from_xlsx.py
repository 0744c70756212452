"""drafter notes as its users call it."""

import json
from pathlib import Path

import pytest

from drafter.documents.draft_file import read_draft
from drafter.reading.notes import read_notes
from tests.cli.conftest import ROOT, Drafter
from tests.reading.tables import workbooks

EXAMPLE = "学前教育科数据.xlsx"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / EXAMPLE
    file.write_bytes((ROOT / "examples" / EXAMPLE).read_bytes())
    return file


def test_a_table_becomes_notes_and_the_notes_a_draft_that_names_each_row(
    drafter: Drafter, data: Path
) -> None:
    done = drafter("notes", "from-xlsx", data)
    notes = data.with_name("学前教育科数据.notes.md")
    assert (done.returncode, done.stdout) == (0, f"{notes}\n"), done.stderr
    assert "条要点" in done.stderr
    assert "文件头还要填：date" in done.stderr
    assert (
        drafter("draft", notes, "-o", data.with_name("稿.docx"), "--writer", "rules").returncode
        == 0
    )
    result = read_draft(data.with_name("稿.draft.json"))
    origins = {bullet.id: bullet.origin for bullet in result.brief.all_bullets()}
    for sentence in result.all_sentences():
        assert all(origins[name].startswith(f"{EXAMPLE}｜") for name in sentence.bullets)
    assert any(sentence.bullets for sentence in result.all_sentences())


def test_findings_that_the_settings_switch_off_are_not_told(
    drafter: Drafter, data: Path, tmp_path: Path
) -> None:
    def codes() -> list[str]:
        told = drafter("notes", "from-xlsx", data, "--json", "--force")
        return [one["code"] for one in json.loads(told.stdout)["findings"]]

    assert codes() == ["TAB306"]
    (tmp_path / "drafter.toml").write_text('[check]\nignore = ["TAB3"]\n', encoding="utf-8")
    assert codes() == []


def test_the_example_is_the_workbook_that_its_script_makes(tmp_path: Path) -> None:
    from drafter.reading.cells import read_grids

    made, kept = (
        read_grids(path)
        for path in (workbooks.example(tmp_path / EXAMPLE), ROOT / "examples" / EXAMPLE)
    )
    assert made == kept


def test_what_is_known_can_be_said(drafter: Drafter, data: Path) -> None:
    words = (
        "--organization",
        "云岭县教体局",
        "--period",
        "2026H1",
        "--kind",
        "summary-and-plan",
        "--date",
        "2026-07-05",
    )
    done = drafter("notes", "from-xlsx", data, "-o", "a.md", *words, "-q")
    assert (done.returncode, done.stderr) == (0, "")
    brief = read_notes(data.with_name("a.md"))
    assert (brief.organization, brief.period, brief.kind, brief.date) == (
        "云岭县教体局", "2026年上半年", "summary-and-plan", "2026年7月5日",
    )  # fmt: skip


def test_json_is_the_contract(drafter: Drafter, tmp_path: Path) -> None:
    workbooks.towns(tmp_path / "a.xlsx")
    done = drafter("notes", "from-xlsx", "a.xlsx", "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert set(said) == {"file", "bullets", "figures", "gaps", "missing", "findings"}
    assert said["gaps"][0] == {
        "place": "a.xlsx｜二季度｜D8",
        "excerpt": "二季度合计保障户数4160户，发放资金【xx】元，城市发放资金717500元，"
        "农村发放资金xx元",
    }
    assert {key for finding in said["findings"] for key in finding} == {
        "code",
        "severity",
        "place",
        "text",
        "message",
    }
    assert [finding["code"] for finding in said["findings"]] == [
        "TAB211",
        "TAB302",
        "TAB302",
        "TAB301",
    ]
    assert said["missing"] == ["organization", "period", "date"]


def test_one_sheet_can_be_named_even_a_hidden_one(drafter: Drafter, tmp_path: Path) -> None:
    workbooks.towns(tmp_path / "a.xlsx")
    assert drafter("notes", "from-xlsx", "a.xlsx", "--sheet", "草稿").returncode == 0
    text = (tmp_path / "a.notes.md").read_text(encoding="utf-8")
    assert "a.xlsx｜草稿｜第2行" in text
    assert "一季度" not in text


def test_several_files_are_one_file_of_notes(drafter: Drafter, tmp_path: Path) -> None:
    workbooks.preschool(tmp_path / "a.xlsx")
    workbooks.halves(tmp_path / "b.xlsx")
    done = drafter("notes", "from-xlsx", "a.xlsx", "b.xlsx", "-q")
    assert (done.returncode, done.stdout) == (0, "要点.notes.md\n"), done.stderr
    assert [section.heading for section in read_notes(tmp_path / "要点.notes.md").sections] == [
        "学前教育科",
        "文旅",
    ]


def test_files_of_one_name_are_told_apart_by_their_folders(
    drafter: Drafter, tmp_path: Path
) -> None:
    for folder in ("人事科", "财务科"):
        (tmp_path / folder).mkdir()
        workbooks.halves(tmp_path / folder / "数据.xlsx")
    done = drafter("notes", "from-xlsx", "人事科/数据.xlsx", "财务科/数据.xlsx", "-o", "a.md")
    assert done.returncode == 0, done.stderr
    origins = [bullet.origin for bullet in read_notes(tmp_path / "a.md").all_bullets()]
    assert (origins[0], origins[-1]) == (
        "人事科/数据.xlsx｜文旅｜第3行",
        "财务科/数据.xlsx｜文旅｜第6行",
    )


def test_what_cannot_be_used_ends_with_one_and_the_notes_are_written(
    drafter: Drafter, tmp_path: Path
) -> None:
    workbooks.nasty(tmp_path / "a.xlsx")
    done = drafter("notes", "from-xlsx", "a.xlsx")
    assert done.returncode == 1
    assert "TAB101 错误 a.xlsx｜安全｜C4“#REF!”" in done.stderr
    assert (tmp_path / "a.notes.md").exists()
    assert (
        "TAB101 error"
        in drafter("notes", "from-xlsx", "a.xlsx", "--force", DRAFTER_LANG="en").stderr
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("none.xlsx",), 4, "none.xlsx"),
        (("a.xlsx",), 4, "--force"),
        (("a.xlsx", "-o", "a.docx"), 2, ".md"),
        (("a.csv", "-o", "a.csv"), 2, ".md"),
        (("a.md", "-o", "b.md"), 4, ".xlsx"),
        (("a.xlsx", "--sheet", "无", "-o", "b.md"), 4, "学前教育"),
        (("empty.csv", "-o", "b.md"), 4, "指标"),
        (("a.xlsx", "-o", "a.xlsx/b.md"), 4, "b.md"),
        (("a.xlsx", "--kind", "报告", "-o", "b.md"), 4, "summary"),
        (("a.xlsx", "--date", "2026-13-01", "-o", "b.md"), 4, "2026-13-01"),
        ((), 2, "DATA.xlsx"),
    ],
)
def test_faults_end_with_their_exit_code_and_nothing_written(
    drafter: Drafter, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    workbooks.preschool(tmp_path / "a.xlsx")
    for name, text in (
        ("a.notes.md", "kept"),
        ("a.md", "x"),
        ("a.csv", "指标,上半年\n甲,3\n"),
        ("empty.csv", "无\n"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = drafter("notes", "from-xlsx", *words)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "b.md").exists()
    assert (tmp_path / "a.notes.md").read_text(encoding="utf-8") == "kept"
