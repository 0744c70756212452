"""drafter check as its users call it."""

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from tests.cli.conftest import ROOT, Drafter
from tests.notes import FRONT

KEYS = {"code", "severity", "file", "line", "column", "text", "message", "fix"}
FOLDED = """云岭县民政局2026年上半年工作总结和下半年工作计划

一、上半年工作开展情况
今年以来,在县委、县政府坚强领导下,全局上下真抓实干,各项工作有序推进.
(一)兜底保障。发放低保金230万元,惠及群众1200人,开展入户核查12次。
二、存在的问题
部分村(社区)服务力量不足。
三、下半年工作计划
加强队伍建设,组织培训6期。
"""


@pytest.fixture
def folded(tmp_path: Path) -> Path:
    path = tmp_path / "总结.txt"
    path.write_text(FOLDED, encoding="utf-8")
    return path


def test_json_is_the_contract(drafter: Drafter, folded: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.md"
    other.write_text("开展“德育示范校活动。\n", encoding="utf-8")
    done = drafter("check", folded, other, "--format", "json")
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert {one["file"] for one in found} == {str(folded), str(other)}
    texts = {
        str(folded): FOLDED.split("\n"),
        str(other): other.read_text(encoding="utf-8").split("\n"),
    }
    for one in found:
        assert set(one) == KEYS
        assert one["severity"] in {"error", "warning", "info"}
        row = texts[one["file"]][one["line"] - 1]
        assert row[one["column"] - 1 :].startswith(one["text"])
        assert one["fix"] is None or set(one["fix"]) == {"old", "new"}
    assert next(one for one in found if one["code"] == "PUN103")["text"] == "“"


def test_a_folded_text_is_one_finding_and_one_mend(drafter: Drafter, folded: Path) -> None:
    before = folded.read_bytes()
    found = json.loads(drafter("check", folded, "--select", "PUN101", "--format", "json").stdout)
    assert len(found) == 1
    done = drafter("check", folded, "--select", "PUN", "--fix", "--format", "json")
    assert json.loads(done.stdout) == []
    mended = folded.with_name("总结.fixed.txt").read_text(encoding="utf-8")
    assert "今年以来，在县委、县政府坚强领导下，" in mended
    assert "1200人，开展" in mended
    assert folded.read_bytes() == before


def test_encoding_and_line_ends_survive_a_mend(drafter: Drafter, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(FOLDED.replace("\n", "\r\n").encode("gb18030"))
    drafter("check", path, "--fix", "-o", tmp_path / "b.txt")
    assert "今年以来，在县委、县政府坚强领导下，" in (tmp_path / "b.txt").read_bytes().decode(
        "gb18030"
    )
    assert (tmp_path / "b.txt").read_bytes().count(b"\r\n") == FOLDED.count("\n")


def test_sarif_and_junit_are_well_formed(drafter: Drafter, folded: Path, tmp_path: Path) -> None:
    log = json.loads(drafter("check", folded, "--format", "sarif").stdout)
    results = log["runs"][0]["results"]
    assert log["version"] == "2.1.0"
    assert {result["ruleId"] for result in results} == {
        rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]
    }
    shape = {
        "type": "object",
        "required": ["ruleId", "level", "message", "locations"],
        "properties": {"level": {"enum": ["error", "warning", "note"]}},
    }
    for result in results:
        jsonschema.validate(result, shape)
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    drafter("check", folded, "--format", "junit", "-o", tmp_path / "j.xml")
    suites = ElementTree.parse(tmp_path / "j.xml").getroot()
    assert suites.findall("testsuite/testcase/failure")


def test_the_page_escapes_what_the_report_says(drafter: Drafter, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一、情况\n印发《<script>alert(1)</script>，开展培训。\n", encoding="utf-8")
    drafter("check", path, "--format", "html", "-o", tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "PUN103" in page
    assert "http" not in page.replace("http-equiv", "")


def test_settings_choose_and_weigh_the_rules(
    drafter: Drafter, folded: Path, tmp_path: Path
) -> None:
    config = tmp_path / "drafter.toml"
    config.write_text(
        '[check]\nselect = ["PUN"]\n[check.severity]\nPUN101 = "warning"\n', encoding="utf-8"
    )
    found = json.loads(drafter("check", folded, "--format", "json").stdout)
    assert {(one["code"], one["severity"]) for one in found} == {("PUN101", "warning")}
    assert drafter("check", folded).returncode == 0
    assert drafter("check", folded, "--strict").returncode == 1
    config.write_text(
        '[check.per-file-ignores]\n"总结*" = ["PUN", "LFT", "STR", "EMP"]\n', encoding="utf-8"
    )
    found = json.loads(drafter("check", folded, "--format", "json").stdout)
    assert not [one for one in found if one["code"].startswith("PUN")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[check]\nselect = ["PUM"]\n', "PUM"),
        ("[check]\nselekt = []\n", "selekt"),
        ('[check.severity]\nPUN101 = "fatal"\n', "fatal"),
        ('[check]\nnames = "云岭县"\n', "names"),
        ('[[check.phrases]]\nwrong = ["五育共举"]\n', "phrases"),
    ],
)
def test_wrong_settings_are_named_with_their_line(
    drafter: Drafter, folded: Path, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "drafter.toml").write_text(text, encoding="utf-8")
    done = drafter("check", folded)
    assert done.returncode == 4
    assert "drafter.toml" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_remarks_in_the_text_switch_rules_off(drafter: Drafter, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "开展“示范活动。 <!-- drafter: ignore PUN103 -->\n\n<!-- drafter: ignore PUN -->\n"
        "印发“通知。\n\n印发“办法。\n",
        encoding="utf-8",
    )
    found = json.loads(drafter("check", path, "--select", "PUN103", "--format", "json").stdout)
    assert [one["line"] for one in found] == [6]


def test_one_bad_file_does_not_stop_the_others(
    drafter: Drafter, folded: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "b.docx"
    bad.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    done = drafter("check", bad, tmp_path / "none.txt", folded, "--format", "json")
    assert done.returncode == 4
    assert "b.docx" in done.stderr
    assert "none.txt" in done.stderr
    assert json.loads(done.stdout)
    assert "Traceback" not in done.stderr


def test_rules_are_listed_and_explained(drafter: Drafter) -> None:
    listed = drafter("check", "--list").stdout
    assert "PUN103" in listed
    explained = drafter("check", "--explain", "pun103").stdout
    assert "GB/T 15834" in explained
    assert drafter("check", "--explain", "XYZ999").returncode == 4
    english = drafter("check", "--explain", "PUN103", DRAFTER_LANG="en").stdout
    assert "unpaired" in english


def test_a_report_of_the_rule_writer_is_clean_beside_its_notes(
    drafter: Drafter, notes: Path, tmp_path: Path
) -> None:
    drafter("draft", notes, "--writer", "rules", "--no-index", "-o", tmp_path / "r.docx", "-q")
    for file in ("r.docx", "r.draft.json"):
        done = drafter("check", tmp_path / file, "--notes", notes, "--format", "json")
        grave = [
            one
            for one in json.loads(done.stdout)
            if one["severity"] == "error" and one["code"] != "LFT101"
        ]
        assert grave == [], done.stderr


@pytest.mark.parametrize(("language", "published"), [("zh", "zh/rules.md"), ("en", "rules.md")])
def test_the_page_of_rules_is_up_to_date(
    language: str, published: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drafter.checks.all import page

    monkeypatch.setenv("DRAFTER_LANG", language)
    text = (ROOT / "docs" / published).read_text(encoding="utf-8")
    assert text == "\n".join(page()) + "\n", (
        f"run: DRAFTER_LANG={language} python -m drafter.checks.all > docs/{published}"
    )


def test_citations_are_checked_wherever_there_is_an_index(drafter: Drafter, tmp_path: Path) -> None:
    (tmp_path / "办法.txt").write_text(
        "云岭县校车管理办法\n第一条 为了规范校车管理，制定本办法。\n第二条 校车不得超速。\n",
        encoding="utf-8",
    )
    report = tmp_path / "总结.txt"
    report.write_text(
        "云岭县教育局2026年上半年工作总结\n一、校园安全\n依据《云岭县校车管理办法》第九条，检查校车12台。\n",
        encoding="utf-8",
    )
    assert json.loads(drafter("check", report, "--select", "SRC", "--format", "json").stdout) == []
    assert drafter("index", "add", tmp_path / "办法.txt").returncode == 0
    done = drafter("check", report, "--select", "SRC", "--format", "json")
    (found,) = json.loads(done.stdout)
    assert (done.returncode, found["code"], found["text"]) == (1, "SRC102", "第九条")
    assert (
        json.loads(
            drafter("check", report, "--select", "SRC", "--no-index", "--format", "json").stdout
        )
        == []
    )
    notes = tmp_path / "notes.md"
    notes.write_text(
        FRONT.format(kind="summary")
        + "# 一、校园安全\n- 依据《校车管理办法》第九条,检查校车12台\n",
        encoding="utf-8",
    )
    drafted = drafter("draft", notes, "--writer", "rules")
    assert (drafted.returncode, "SRC102" in drafted.stderr) == (1, True), drafted.stderr
    assert drafter("draft", notes, "--writer", "rules", "--no-index").returncode == 0
    catalogue, copy = (
        tmp_path / "home" / "index" / f"catalogue.{name}sqlite" for name in ("", "kept.")
    )
    catalogue.write_bytes(b"junk" * 4096)
    mended = drafter("check", report, "--select", "SRC", "--format", "json")
    assert (json.loads(mended.stdout), "副本" in mended.stderr) == ([found], True), mended.stderr
    catalogue.write_bytes(b"junk" * 4096)
    copy.unlink()
    broken = drafter("check", report, "--select", "SRC", "--format", "json")
    assert (broken.returncode, json.loads(broken.stdout)) == (0, []), broken.stderr
    assert broken.stderr
