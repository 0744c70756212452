"""drafter compare as its users call it."""

import json
import shutil
import subprocess
from itertools import permutations
from pathlib import Path

import docx
import jsonschema
import pytest

from drafter.checks.settings import CheckSettings
from drafter.compare.files import compare_files
from drafter.compare.output.contract import Facts, Findings, Gaps, document, schema
from drafter.documents.draft_lines import plain_text
from drafter.reading.notes import read_notes
from drafter.records import Draft
from drafter.writing.outputs import write_outputs
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.cli.conftest import ROOT, Drafter

FACT = {"text", "value", "unit", "section", "sentence"}
PUBLISHED = ROOT / "docs" / "comparison.schema.json"


@pytest.fixture(scope="module")
def made() -> Draft:
    return draft(read_notes(ROOT / "examples" / "小样.md"), Tools(RuleWriter()))


@pytest.fixture
def written(made: Draft, tmp_path: Path) -> Path:
    """The folder with one draft in every form."""
    write_outputs(made, tmp_path / "a.docx")
    write_outputs(made, tmp_path / "a.md")
    (tmp_path / "a.txt").write_text(plain_text(made), encoding="utf-8")
    return tmp_path


def edited(folder: Path, *edits: tuple[str, str], name: str = "b.docx") -> Path:
    """The Word file as a colleague edits it: in place, run by run."""
    document = docx.Document(str(folder / "a.docx"))
    for old, new in edits:
        paragraph = next(each for each in document.paragraphs if old in each.text)
        text = paragraph.text.replace(old, new, 1)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text
    document.save(str(folder / name))
    return folder / name


EDITS = (
    ("1286.5万元", "0.12865亿元"),  # no change
    ("4120户", "4210户"),
    ("护理员xx人次", "护理员86人次"),
    ("床位48张，投入资金320万元", "床位320张，投入资金48万元"),
)


def test_any_two_of_a_draft_a_word_file_and_texts_agree(drafter: Drafter, written: Path) -> None:
    for one, other in permutations(["a.draft.json", "a.docx", "a.md", "a.txt"], 2):
        found = document(compare_files(written / one, written / other, CheckSettings()))
        assert found.facts == Facts([], [], [], []), (one, other)
        assert found.gaps == Gaps([], [])
        assert found.findings == Findings([], [])
        assert (found.text.edited, found.text.moved, found.text.added, found.text.removed) == (
            [],
            [],
            [],
            [],
        )
        assert {section.status for section in found.sections} == {"same"}
    assert drafter("compare", written / "a.draft.json", written / "a.docx").returncode == 0


def test_json_is_the_contract(drafter: Drafter, written: Path) -> None:
    b = edited(written, *EDITS)
    done = drafter("compare", written / "a.draft.json", b, "--json")
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema(), (
        "run: python -m drafter.compare.output.contract > docs/comparison.schema.json"
    )
    jsonschema.validate(found, schema())
    (changed,) = found["facts"]["changed"]
    assert set(changed["a"]) == set(changed["b"]) == FACT
    assert (changed["a"]["text"], changed["a"]["value"], changed["a"]["unit"]) == (
        "4120户",
        4120,
        "户",
    )
    assert (changed["b"]["text"], changed["b"]["section"]) == ("4210户", "一、上半年工作情况")
    assert changed["b"]["text"] in changed["b"]["sentence"]
    assert {(both["a"]["text"], both["b"]["text"]) for both in found["facts"]["moved"]} == {
        ("48张", "48万元"),
        ("320万元", "320张"),
    }
    (closed,) = found["gaps"]["closed"]
    assert (closed["text"], closed["by"]["text"], closed["by"]["value"]) == ("xx", "86人次", 86)
    assert not found["facts"]["added"]
    assert not found["facts"]["removed"]
    for pair in found["text"]["edited"]:
        words = pair["words"]
        assert (
            "".join(each["text"] for each in words if each["change"] != "inserted")
            == pair["a"]["text"]
        )
        assert (
            "".join(each["text"] for each in words if each["change"] != "deleted")
            == pair["b"]["text"]
        )


def test_the_same_files_give_the_same_answer(drafter: Drafter, written: Path) -> None:
    b = edited(written, *EDITS)
    answers = {
        drafter("compare", written / "a.docx", b, "--json", PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


def test_values_are_exact_and_equal_for_equal_amounts(drafter: Drafter, tmp_path: Path) -> None:
    lines = "争取资金2.35亿元。\n覆盖率56.3%。\n9月底前完成。\n参训1200～1300人。\n共数十万人次。\n"
    (tmp_path / "a.txt").write_text(lines, encoding="utf-8")
    (tmp_path / "b.txt").write_text("无。\n", encoding="utf-8")
    found = json.loads(drafter("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--json").stdout)
    values = {fact["text"]: fact["value"] for fact in found["facts"]["removed"]}
    assert values["2.35亿元"] == 235000000
    assert values["56.3%"] == 56.3
    assert values["9月底前"] == "9月底前"
    assert values["1200～1300人"] == "1200..1300人"
    assert values["数十万人次"] == "数十万人次"


def test_what_a_colleague_wrote_is_checked_beside_the_notes_of_its_draft(
    drafter: Drafter, written: Path, notes: Path
) -> None:
    b = edited(written, *EDITS[:3])
    found = json.loads(drafter("compare", written / "a.draft.json", b, "--json").stdout)
    new = {(finding["code"], finding["text"]) for finding in found["findings"]["new"]}
    assert ("FIG101", "4210户") in new
    assert ("GAP104", "86人次") in new
    pair = next(pair for pair in found["text"]["edited"] if "4210户" in pair["b"]["text"])
    assert pair["a"]["bullets"], (
        "an edited sentence is traced to the notes that its draft made it of"
    )
    # two Word files know no notes: they are given
    alone = json.loads(drafter("compare", written / "a.docx", b, "--json").stdout)
    assert "FIG101" not in {finding["code"] for finding in alone["findings"]["new"]}
    given = json.loads(drafter("compare", written / "a.docx", b, "--notes", notes, "--json").stdout)
    assert ("FIG101", "4210户") in {
        (finding["code"], finding["text"]) for finding in given["findings"]["new"]
    }


def test_a_finding_that_was_there_before_is_not_new(drafter: Drafter, tmp_path: Path) -> None:
    bad = "云岭县教育局2026年工作总结\n一、工作情况\n开展“德育示范校活动。招聘教师118名。\n"
    (tmp_path / "a.txt").write_text(bad, encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        bad.replace("118名", "128名").replace("一、", "一、\n新增一句。\n一、"), encoding="utf-8"
    )
    found = json.loads(drafter("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--json").stdout)[
        "findings"
    ]
    assert "PUN103" not in {finding["code"] for finding in found["new"] + found["gone"]}
    mended = bad.replace("示范校活动", "示范校”活动")
    (tmp_path / "c.txt").write_text(mended, encoding="utf-8")
    found = json.loads(drafter("compare", tmp_path / "a.txt", tmp_path / "c.txt", "--json").stdout)[
        "findings"
    ]
    assert [finding["code"] for finding in found["gone"] if finding["code"] == "PUN103"] == [
        "PUN103"
    ]


def test_the_summary_fits_a_screen_with_the_gravest_first(drafter: Drafter, tmp_path: Path) -> None:
    from tests.compare.reports import REPORT

    other = (ROOT / "eval" / "check" / "clean.txt").read_text(encoding="utf-8")
    for name, text in (("a.txt", REPORT), ("b.txt", other)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = drafter("compare", tmp_path / "a.txt", tmp_path / "b.txt").stdout.splitlines()
    assert len(rows) <= 40
    assert rows[-1] == "全部见 --html 或 --json"
    swapped = (
        REPORT.replace("床位320张，手术室8间", "床位8张，手术室320间")
        .replace("58人", "85人")
        .replace("立案47件", "立案xx件")
        .replace("，未落实", "，尚在争取")
    )
    (tmp_path / "b.txt").write_text(swapped, encoding="utf-8")
    done = drafter("compare", tmp_path / "a.txt", tmp_path / "b.txt")
    rows = done.stdout.splitlines()
    titles = [
        row for row in rows if row in {"数据接到了别的事项上", "数据改了", "缺项：新开的", "措辞"}
    ]
    assert titles == ["数据接到了别的事项上", "数据改了", "缺项：新开的", "措辞"]
    assert "［-未落实］［+尚在争取］" in done.stdout
    assert "［-58人］" not in done.stdout, "wording is what differs besides facts"
    assert "下派医师【58人 → 85人】，每人不少于6" in done.stdout
    assert done.returncode == 1
    english = drafter("compare", tmp_path / "a.txt", tmp_path / "b.txt", DRAFTER_LANG="en").stdout
    assert "facts on another indicator" in english


HOSTILE = (
    "云岭县教育局2026年工作总结\n一、<script>alert(1)</script>\n"
    "印发《<img src=x onerror=alert(2)>办法》，培训\u202e21\u202c名。\n"
    "\x1b[31m红\x07色。招聘教师118名。\n"
)


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[Path, Path]:
    for name, text in (("a.txt", HOSTILE), ("b.txt", HOSTILE.replace("118名", "128名</div><b>"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "a.txt", tmp_path / "b.txt"


def test_text_cannot_deceive_a_terminal(drafter: Drafter, hostile: tuple[Path, Path]) -> None:
    said = drafter("compare", *hostile).stdout
    assert not set(said) & {"\x1b", "\x07", "\u202e", "\u202c"}


def test_the_page_is_one_file_that_runs_nothing(
    drafter: Drafter, hostile: tuple[Path, Path], tmp_path: Path
) -> None:
    drafter("compare", *hostile, "--html", tmp_path / "c.html")
    page = (tmp_path / "c.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "onerror=alert(2)&gt;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not set(page) & {"\x1b", "\x07", "\u202e", "\u202c"}
    assert "⟨U+202E⟩" in page
    assert "default-src 'none'" in page
    for outside in ("http:", "https:", "//", "url(", "@import", "<link", "<iframe", "<img"):
        assert outside not in page.replace(str(tmp_path), ""), outside
    assert page.count('id="r') == len({*page.split('id="r')[1:]})


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_browser_shows_the_page_as_text(
    drafter: Drafter, hostile: tuple[Path, Path], tmp_path: Path
) -> None:
    drafter("compare", *hostile, "--html", tmp_path / "c.html")
    words = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}/profile",
        "--dump-dom",
    ]
    shown = subprocess.run(
        [*words, f"file://{tmp_path}/c.html"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "<title>两稿比较</title>" in shown.stdout
    assert "&lt;img src=x onerror=alert(2)&gt;" in shown.stdout
    assert "<img" not in shown.stdout


def test_the_page_has_both_views_the_facts_and_the_notes(drafter: Drafter, written: Path) -> None:
    b = edited(written, *EDITS[:3])
    drafter("compare", written / "a.draft.json", b, "--html", written / "c.html")
    page = (written / "c.html").read_text(encoding="utf-8")
    for wanted in (
        'id="side"',
        'id="inline"',
        "@media print",
        "依据的要点",
        "FIG101",
        '<b class="fact changed"',
        "<del>",
        "<ins>",
    ):
        assert wanted in page, wanted


def test_the_redline_opens_and_holds_both(drafter: Drafter, written: Path) -> None:
    b = edited(written, *EDITS[:3])
    done = drafter(
        "compare",
        written / "a.draft.json",
        b,
        "--docx",
        written / "r.docx",
        "--html",
        written / "r.html",
    )
    assert done.returncode == 1
    assert "r.docx" in done.stderr
    assert (
        json.loads(drafter("compare", written / "r.docx", b, "--json").stdout)["facts"]["changed"]
        == []
    )
    assert docx.Document(str(written / "r.docx")).paragraphs


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["a.docx"], 2, "B"),
        (["a.docx", "none.docx"], 4, "none.docx"),
        (["a.docx", "b.wps"], 4, "损坏"),
        (["a.docx", "b.xyz"], 4, ".xyz"),
        (["a.docx", "bad.json"], 4, "bad.json"),
        (["a.docx", "a.md", "--docx", "a.docx"], 4, "a.docx"),
        (["a.docx", "a.md", "--html", "a.md"], 4, "a.md"),
        (["a.docx", "a.md", "--notes", "none.md"], 4, "none.md"),
        (["empty.txt", "a.md", "--docx", "r.docx"], 4, "empty.txt"),
    ],
)
def test_what_cannot_be_done_is_said(
    drafter: Drafter, written: Path, words: list[str], code: int, said: str
) -> None:
    (written / "bad.json").write_text("{}", encoding="utf-8")
    (written / "empty.txt").write_text("\n", encoding="utf-8")
    (written / "b.wps").write_bytes(b"\xd0\xcf\x11\xe0")
    (written / "b.xyz").write_text("x", encoding="utf-8")
    before = (written / "a.docx").read_bytes()
    done = drafter("compare", *(written / word if "." in word else word for word in words))
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert (written / "a.docx").read_bytes() == before
