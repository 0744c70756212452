"""The page of `drafter start`: everything that it does is the command that it shows."""

import re
import shlex
import stat
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from threading import Event
from urllib.parse import unquote

import pytest
from docx import Document
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from typer.testing import CliRunner

from drafter.cli import app as command_line
from drafter.documents.draft_file import read_draft
from drafter.documents.draft_lines import plain_text
from drafter.errors import InputError
from drafter.filling.question_form import QUESTION_COLUMNS
from drafter.messages import t
from drafter.records import Draft
from drafter.review.access import Pass
from drafter.review.decisions import By
from drafter.system import WINDOWS
from drafter.tasks.draft import drafted as real_draft
from drafter.tasks.page.app import LARGEST, start_app
from drafter.tasks.page.desk import Desk
from drafter.tasks.page.report import Told
from drafter.tasks.page.shelf import mark_of, new_shelf, safe_name
from tests.tasks.spoken import commands_in, spoken

PORT = 8000
HOST = f"127.0.0.1:{PORT}"
GIVEN = Pass.fresh(PORT)
OWN = {
    "host": HOST,
    "origin": f"http://{HOST}",
    "cookie": f"{GIVEN.cookie_name}={GIVEN.cookie}",
}
NOTES = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026年7月5日
---

# 校园安全
- 排查隐患152处，整改149处
- 培训安全员xx名
# 教师队伍
- 招聘教师36名
"""
LAST_YEAR = """云岭县教育局2025年上半年工作总结

一、校园安全
上半年，共排查隐患131处，现已整改130处。
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A working folder of its own, as `drafter start` enters it."""
    folder = tmp_path / "稿件"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("DRAFTER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DRAFTER_WRITER", "rules")
    made = Desk(Path(), lambda: By("王芳", "2026-07-06T09:00:00+08:00"))
    yield made
    made.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(
        start_app(desk, GIVEN), base_url=f"http://{HOST}", headers=OWN, follow_redirects=False
    ) as made:
        yield made


def upload(client: TestClient, path: str, *files: tuple[str, str | bytes]) -> str:
    """Send files; where the page of the report is, or its parts."""
    sent = [
        ("file", (name, text.encode() if isinstance(text, str) else text)) for name, text in files
    ]
    answer = client.post(path, files=sent)
    assert answer.status_code == 200, answer.text
    return answer.headers["x-where"] or answer.text


def do(client: TestClient, report: str, deed: str, **fields: str) -> str:
    answer = client.post(f"{report}/do/{deed}", data=fields)
    assert answer.status_code == 200, answer.text
    return answer.text


def drafted(client: TestClient, desk: Desk, report: str, **fields: str) -> str:
    """Press the button, wait for the end; the parts of the page then."""
    do(client, report, "draft", **fields)
    run = desk.report(report.rpartition("/")[2]).run
    assert run
    run.wait()
    return client.get(f"{report}/now").text


def shown(html: str, id: str) -> list[list[str]]:
    """The commands of a part of the page, as a shell reads them."""
    found = re.search(rf'<pre id="command-{id}">(.*?)</pre>', html, re.DOTALL)
    assert found
    return [shlex.split(line) for line in unescape(found[1]).strip().splitlines() if line.strip()]


def run_shown(html: str, id: str) -> int:
    """Run the commands that the page shows; the exit code of the last."""
    entered, *commands = shown(html, id)
    assert entered == ["cd", str(Path().resolve())]
    code = 0
    for words in commands:
        assert words[0] == "drafter"
        result = CliRunner().invoke(command_line, words[1:])
        assert isinstance(result.exception, SystemExit | None), result.exception
        code = result.exit_code
    return code


def timeless(draft: Draft) -> Draft:
    return replace(
        draft, written=(), run=replace(draft.run, created="", seconds=0, writer_seconds=0)
    )


def test_a_draft_is_what_its_command_makes(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    page = client.get(report).text
    assert "云岭县教育局" in page
    assert "3 条要点" in page
    said = {"organization": "云岭县教育体育局", "period": "2026年上半年", "kind": "summary"}
    do(client, report, "say", **said, date="2026年7月5日", writer="rules")
    upload(client, f"{report}/add/style", ("去年.txt", LAST_YEAR))
    page = drafted(client, desk, report)
    made = Path("半年/半年.draft.json")
    first = read_draft(made)
    assert first.brief.organization == "云岭县教育体育局"
    assert "共排查隐患152处" in plain_text(first)
    words = shown(page, "draft")[1]
    assert words[:5] == ["drafter", "draft", "半年/要点/半年.md", "-o", "半年/半年.docx"]
    assert words[5:] == [
        "--organization", "云岭县教育体育局", "--writer", "rules",
        "--style-from", "半年/往年报告/去年.txt",
    ]  # fmt: skip
    for file in Path("半年").glob("半年.*"):
        file.unlink()
    assert run_shown(page, "draft") == 0
    again = read_draft(made)
    assert timeless(again) == timeless(first)


def test_what_the_page_tells_of_a_draft(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    page = drafted(client, desk, report)
    assert t("start.gaps", count=1) in page
    assert "培训安全员" in page
    name = unquote(client.get(f"{report}/get/word").headers["content-disposition"])
    assert name.endswith("半年.docx")
    assert client.get(f"{report}/get/word").content == Path("半年/半年.docx").read_bytes()
    assert client.get("/").text.count("/report/") == 1


def test_several_files_are_merged_as_the_command_merges_them(
    client: TestClient, desk: Desk
) -> None:
    more = "# 教师队伍\n- 培训教师12期\n"
    report = upload(client, "/add/notes", ("甲.md", NOTES), ("乙.txt", more))
    page = drafted(client, desk, report)
    first = read_draft(Path("甲/甲.draft.json"))
    assert "培训教师12期" in plain_text(first)
    for file in Path("甲").glob("甲.*"):
        file.unlink()
    assert run_shown(page, "draft") == 0
    assert timeless(read_draft(Path("甲/甲.draft.json"))) == timeless(first)


def notes_shown(page: str) -> list[str]:
    """The files of notes as the page lists them."""
    return re.findall(
        r"<li><span>([^<]+)</span>", page.partition('id="notes"')[2].partition("</ul>")[0]
    )


def test_files_stand_as_they_were_added_and_can_be_moved(client: TestClient, desk: Desk) -> None:
    more = "# 教师队伍\n- 培训教师12期\n"
    report = upload(client, "/add/notes", ("水利科.md", NOTES), ("执法科.txt", more))
    page = upload(client, f"{report}/add/notes", ("办公室.txt", more))
    assert notes_shown(page) == ["水利科.md", "执法科.txt", "办公室.txt"]
    last = mark_of(Path("办公室.txt"))
    page = do(client, report, "move", kind="notes", file=last, way="up")
    assert notes_shown(page) == ["水利科.md", "办公室.txt", "执法科.txt"]
    assert shown(page, "draft")[1][2:5] == [
        f"水利科/要点/{name}" for name in ("水利科.md", "办公室.txt", "执法科.txt")
    ]
    page = do(client, report, "move", kind="notes", file=last, way="down")
    page = do(client, report, "move", kind="notes", file=last, way="down")  # it is the last
    assert notes_shown(page) == ["水利科.md", "执法科.txt", "办公室.txt"]
    page = upload(client, f"{report}/add/notes", ("执法科.txt", more + "- 慰问教师9人\n"))
    assert notes_shown(page) == ["水利科.md", "执法科.txt", "办公室.txt"]  # it keeps its place
    do(client, report, "aside", kind="notes", file=mark_of(Path("执法科.txt")))
    page = upload(client, f"{report}/add/notes", ("执法科.txt", more))
    assert notes_shown(page) == ["水利科.md", "办公室.txt", "执法科.txt"]
    again = Desk(Path(), desk.by)
    assert [path.name for path in again.report(report[8:]).shelf.files("notes")] == notes_shown(
        page
    )


@pytest.mark.parametrize("harm", ["", "[", '{"notes": 3}', '{"notes": ["../../x", 4]}', "[1]"])
def test_an_order_that_cannot_be_read_is_that_of_names(desk: Desk, harm: str) -> None:
    shelf = new_shelf(Path(), "半年.md")
    shelf.put("notes", "乙.md", b"x")
    shelf.put("notes", "a.md", b"x")
    (order,) = [path for path in shelf.folder.iterdir() if path.is_file()]
    order.write_text(harm, encoding="utf-8")
    (shelf.folder / "要点/b.md").write_bytes(b"put there by hand")
    assert [path.name for path in shelf.files("notes")] == ["a.md", "b.md", "乙.md"]


def test_what_is_not_there_is_not_moved(client: TestClient) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    mark = mark_of(Path("半年.md"))
    for kind, file in (("notes", "x"), ("..", mark), ("", mark)):
        data = {"kind": kind, "file": file, "way": "up"}
        assert client.post(f"{report}/do/move", data=data).status_code == 404


def test_several_reports_go_into_the_index_first(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    older = LAST_YEAR.replace("2025", "2024").replace("131", "121")
    page = upload(client, f"{report}/add/style", ("去年.txt", LAST_YEAR), ("前年.txt", older))
    assert shown(page, "draft")[1] == [
        "drafter", "index", "add", "半年/往年报告/去年.txt", "半年/往年报告/前年.txt",
    ]  # fmt: skip
    assert "--style-from" not in shown(page, "draft")[2]
    drafted(client, desk, report)
    made = read_draft(Path("半年/半年.draft.json"))
    assert "共排查隐患152处" in plain_text(made)
    listed = CliRunner().invoke(command_line, ["index", "list"]).stdout
    assert listed.count("云岭县教育局") >= 2


def test_forms_go_out_and_their_values_come_back(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    drafted(client, desk, report)
    page = do(client, report, "forms", due="7月3日前")
    (form,) = set(re.findall(rf"{report}/get/(\w+)", page)) - {"word"}
    sheet = client.get(f"{report}/get/{form}").content
    before = Path("半年/催填表.xlsx").read_bytes()
    assert sheet == before
    assert run_shown(page, "forms") == 0
    Path("回.xlsx").write_bytes(sheet)
    book = load_workbook("回.xlsx")
    (draft,) = [read_draft(Path("半年/半年.draft.json"))]
    gap = next(gap for bullet in draft.brief.all_bullets() for gap in bullet.gaps)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    row = next(cell.row for cell in cells if cell.value == gap.id)
    heads = next(
        {str(cell.value): cell.column for cell in cells if cell.row == at and cell.value}
        for at in range(1, 12)
        if any(
            cell.row == at and str(cell.value).startswith(t("form.column.value")) for cell in cells
        )
    )
    column = next(at for name, at in heads.items() if name.startswith(t("form.column.value")))
    book.worksheets[0].cell(row, column).value = 48
    book.save("回.xlsx")
    page = upload(client, f"{report}/add/returned", ("回.xlsx", Path("回.xlsx").read_bytes()))
    assert "培训安全员48名" in plain_text(read_draft(Path("半年/半年.draft.json")))
    assert t("cli.fill.total", filled=1, same=0, refused=0, open=0) in unescape(page)
    assert shown(page, "returned")[1] == [
        "drafter", "fill", "半年/半年.draft.json", "半年/收回的表/回.xlsx",
    ]  # fmt: skip
    again = drafted(client, desk, report)  # the value is carried over
    assert t("carry.done", fills=1, decisions=0) in unescape(again)


def test_answers_become_the_notes_of_the_next_draft(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES + "# 存在的问题\n- 音体美教师缺87名\n"))
    drafted(client, desk, report)
    do(client, report, "forms")
    book = load_workbook("半年/催填表.xlsx")
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=4):
            if "请补充" in sheet.title and "音体美" in f"{row[1].value}{row[2].value}":
                row[QUESTION_COLUMNS.index("value")].value = "退休教师较多"
    book.save("回.xlsx")
    page = upload(client, f"{report}/add/returned", ("回.xlsx", Path("回.xlsx").read_bytes()))
    assert "supplement-go" in page
    assert not commands_in(spoken(page))
    page = do(client, report, "supplement")
    assert "supplement-go" not in page
    assert Path("半年/换下的文件/半年.md").is_file()
    (notes,) = Path("半年/要点").iterdir()
    assert "退休教师较多" in notes.read_text(encoding="utf-8")
    drafted(client, desk, report)
    assert "退休教师较多" in plain_text(read_draft(Path("半年/半年.draft.json")))


def test_notes_stay_where_those_with_the_answers_cannot_be_kept(
    client: TestClient, desk: Desk
) -> None:
    mark = upload(client, "/add/notes", ("半年.md", NOTES)).rpartition("/")[2]
    report = desk.report(mark)
    Path("半年/补充.md").write_text(NOTES, encoding="utf-8")
    report.returned = Told(notes=Path("半年/补充.md"))
    Path("半年/要点/补充.md").mkdir()
    with pytest.raises(InputError, match="补充"):
        report.take_supplement()
    assert [path.name for path in report.shelf.files("notes")] == ["半年.md"]
    assert report.returned.notes
    Path("半年/要点/补充.md").rmdir()
    report.take_supplement()
    assert [path.name for path in report.shelf.files("notes")] == ["补充.md"]
    assert Path("半年/换下的文件/半年.md").is_file()


def test_a_file_stays_where_the_one_after_it_cannot_be_kept(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    rare = "𠮷" * 60 + ".md"  # so long that nothing can be written beside it
    Path("半年/要点", rare).write_text("# 教师队伍\n- 培训教师12期\n", encoding="utf-8")
    sent = {"file": (rare, b"# A\n- 1\n")}
    assert client.post(f"{report}/add/notes", files=sent).status_code == 422
    assert notes_shown(client.get(report).text) == ["半年.md", rare]
    assert not list(Path("半年/换下的文件").iterdir())


def test_a_form_stays_where_the_one_after_it_cannot_be_kept(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    drafted(client, desk, report)
    upload(client, f"{report}/add/assigned", ("分.xlsx", b"1"))
    Path("半年/分工/新.xlsx").mkdir()
    answer = client.post(f"{report}/add/assigned", files={"file": ("新.xlsx", b"2")})
    assert answer.status_code == 422
    assert Path("半年/分工/分.xlsx").read_bytes() == b"1"
    Path("半年/分工/新.xlsx").rmdir()
    upload(client, f"{report}/add/assigned", ("新.xlsx", b"2"))
    assert [path.name for path in Path("半年/分工").iterdir()] == ["新.xlsx"]


def test_a_form_says_who_answers_what(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    drafted(client, desk, report)
    do(client, report, "forms")
    book = load_workbook("半年/催填表.xlsx")
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == t("form.column.division"):
                head = cell
    book.worksheets[0].cell(head.row + 1, head.column).value = "安全科"
    book.save("分.xlsx")
    page = upload(client, f"{report}/add/assigned", ("分.xlsx", Path("分.xlsx").read_bytes()))
    assert "安全科.xlsx" in page
    assert Path("半年/催填表/安全科.xlsx").is_file()
    assert shown(page, "forms")[1][-4:] == ["--by", "division", "--assigned", "半年/分工/分.xlsx"]
    assert run_shown(page, "forms") == 0


def test_what_was_said_is_known_after_a_new_start(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("要点.txt", "一、校园安全\n排查隐患152处\n"))
    said = {"organization": "云岭县教育局", "period": "2026年上半年", "kind": "summary"}
    do(client, report, "say", **said, writer="rules")
    drafted(client, desk, report)
    again = Desk(Path(), desk.by)
    with TestClient(start_app(again, GIVEN), base_url=f"http://{HOST}", headers=OWN) as other:
        page = other.get(report).text
    assert 'value="云岭县教育局"' in page
    assert 'value="2026年上半年"' in page
    words = shown(page, "draft")[1]
    assert words[words.index("--organization") + 1] == "云岭县教育局"


def test_what_somebody_made_is_asked_about(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    drafted(client, desk, report)
    Path("半年/半年.docx").write_bytes(b"by the head")
    page = drafted(client, desk, report)
    assert t("file.strange") in unescape(page)
    assert not commands_in(spoken(page))
    assert t("start.question.yes") in page
    assert Path("半年/半年.docx").read_bytes() == b"by the head"
    assert "--force" in shown(page, "draft")[1]
    page = drafted(client, desk, report, force="1")
    assert t("start.question.yes") not in page
    assert Path("半年/半年（旧1）.docx").read_bytes() == b"by the head"


def test_the_edited_word_file_comes_home(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    drafted(client, desk, report)
    word = Document("半年/半年.docx")
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("招聘", "新招聘")
    word.save("领导改.docx")
    sent = Path("领导改.docx").read_bytes()
    page = upload(client, f"{report}/add/edited", ("领导改.docx", sent))
    (proposal,) = read_draft(Path("半年/半年.draft.json")).review.proposals
    assert "新招聘" in proposal.text
    assert "review-edited" in page
    assert shown(page, "edited")[1] == [
        "drafter", "take", "半年/改过的稿/领导改.docx", "半年/半年.draft.json",
    ]  # fmt: skip
    Path("半年/半年.docx").write_bytes(sent)
    page = drafted(client, desk, report)
    assert "take-go" in page
    assert "review-edited" in do(client, report, "take")


def test_a_word_file_of_an_earlier_draft_takes_nothing_back(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    drafted(client, desk, report)
    word = Document("半年/半年.docx")
    for paragraph in word.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("排查隐患", "全面排查隐患")
    word.save("领导改.docx")
    upload(client, f"{report}/add/notes", ("半年.md", NOTES.replace("36名", "38名")))
    drafted(client, desk, report)
    edited = Path("领导改.docx").read_bytes()
    page = upload(client, f"{report}/add/edited", ("领导改.docx", edited))
    (proposal,) = read_draft(Path("半年/半年.draft.json")).review.proposals
    assert "全面排查隐患" in proposal.text
    assert "早先一稿" in page


def test_notes_that_come_anew_move_the_old_ones_aside(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    upload(client, f"{report}/add/notes", ("半年.md", NOTES.replace("36名", "38名")))
    assert "38名" in Path("半年/要点/半年.md").read_text(encoding="utf-8")
    assert "36名" in Path("半年/换下的文件/半年.md").read_text(encoding="utf-8")
    other = upload(client, "/add/notes", ("半年.md", NOTES))
    assert other != report
    assert Path("半年（2）/要点/半年.md").is_file()


@pytest.mark.skipif(WINDOWS, reason="rights are not modes there")
def test_only_their_owner_may_read_what_came(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    upload(client, f"{report}/add/style", ("去年.txt", LAST_YEAR))
    upload(client, f"{report}/add/notes", ("半年.md", NOTES.replace("36名", "38名")))
    rights = {
        str(path): stat.S_IMODE(path.stat().st_mode)
        for path in (Path("半年"), *Path("半年").rglob("*"))
    }
    assert rights == {name: 0o700 if Path(name).is_dir() else 0o600 for name in rights}
    assert len(rights) == 8


def test_a_fault_is_told_in_the_words_of_the_command(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("空.md", "没有文件头的要点"))
    page = unescape(client.get(report).text)
    said = CliRunner().invoke(command_line, ["draft", "空/要点/空.md", "-o", "空/空.docx"])
    assert str(said.exception).splitlines()[0] in page
    assert t("notes.front.remedy.on_page") in page
    assert not commands_in(spoken(page))
    page = do(client, report, "say", organization="云岭县教育局", kind="summary", period="2026年")
    assert "空/要点/空.md:" not in page


def test_the_unit_is_asked_for_only_where_it_is_what_is_missing(client: TestClient) -> None:
    report = upload(client, "/add/notes", ("坏.docx", "not a Word file"))
    page = unescape(client.get(report).text)
    assert "card error" in page
    assert "第 3 步" not in page
    report = upload(
        client, "/add/notes", ("缺.md", NOTES.replace("organization: 云岭县教育局\n", ""))
    )
    page = unescape(client.get(report).text)
    assert "第 3 步" in page or "card error" not in page
    assert not commands_in(spoken(page))


def test_forms_of_nobody_are_told_in_the_words_of_the_page(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    drafted(client, desk, report)
    page = do(client, report, "forms", divided="1")
    assert t("start.nobody", count=1) in unescape(page)
    assert not commands_in(spoken(page))


def test_a_file_named_as_a_division_is_has_a_form_of_its_own(
    client: TestClient, desk: Desk
) -> None:
    water, law = "修复水毁渠道xx处\n", "排查隐患152处\n培训安全员xx名\n"
    report = upload(client, "/add/notes", ("水利科.txt", water), ("执法科.txt", law))
    do(
        client,
        report,
        "say",
        organization="云岭县水利局",
        period="2026年上半年",
        date="2026年7月5日",
    )
    drafted(client, desk, report)
    page = do(client, report, "forms", divided="1")
    made = sorted(path.name for path in Path("水利科/催填表").iterdir())
    assert made == ["执法科.xlsx", "水利科.xlsx"]
    assert "未定单位" not in spoken(page)


def test_a_run_is_told_in_the_words_of_the_page(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES + "- 咨询电话：0871-65320000\n"))
    assert "公开联系方式" in spoken(page := drafted(client, desk, report))
    assert not commands_in(spoken(page))


def test_one_run_at_a_time(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = upload(client, "/add/notes", ("甲.md", NOTES))
    second = upload(client, "/add/notes", ("乙.md", NOTES))
    going = Event()

    def waits(*given: object) -> object:
        going.wait(30)
        return real_draft(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("drafter.tasks.page.report.drafted", waits)
    page = do(client, first, "draft")
    assert "data-going" in page
    assert "data-going" in client.get(first).text  # whoever comes back sees it
    refused = client.post(f"{second}/do/draft")
    assert (refused.status_code, refused.text) == (422, t("start.busy", name="甲"))
    assert client.post(f"{first}/add/notes", files={"file": ("丙.md", b"x")}).status_code == 422
    going.set()
    run = desk.report(first.rpartition("/")[2]).run
    assert run
    run.wait()
    assert Path("甲/甲.docx").is_file()


def test_the_review_is_a_part_of_the_page(client: TestClient, desk: Desk) -> None:
    report = upload(client, "/add/notes", ("半年.md", NOTES))
    assert client.post(f"{report}/review").status_code == 422
    drafted(client, desk, report)
    where = client.post(f"{report}/review").headers["x-where"]
    page = client.get(where).text
    stamp = re.search(r'data-stamp="(\w+)"', page)
    assert stamp
    assert client.get(where + "static/review.js").status_code == 200
    name = next(one.id for one in read_draft(Path("半年/半年.draft.json")).all_sentences())
    done = client.post(f"{where}do/accept", data={"names": name, "stamp": stamp[1]})
    assert done.status_code == 200
    (made,) = read_draft(Path("半年/半年.draft.json")).review.decisions
    assert (made.deed, made.who) == ("accept", "王芳")
    for shown in (page, done.text):  # as it is sent first, and as a deed leaves it
        bar = shown.partition('id="bar"')[2].partition("</h1>")[0]
        assert f'href="{report}"' in bar
        assert t("page.back") in bar


# --- who may, and what may come ---


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"cookie": ""}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"host": "evil.example"}, 421),
    ],
)
def test_who_may(client: TestClient, headers: dict[str, str], status: int) -> None:
    for path in ("/add/notes", "/report/x/do/draft", "/report/x/review"):
        answer = client.post(path, files={"file": ("a.md", b"x")}, headers={**OWN, **headers})
        assert answer.status_code == status
    assert client.get("/", headers={**OWN, **headers}).status_code == status
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\半年.docx", "半年.docx"),
        ("..", "文件"),
        ("", "文件"),
        ("-o.md", "o.md"),
        ("~$半年.docx", "$半年.docx"),
        (".hidden", "hidden"),
        ("a\x00b\u202e.md", "ab.md"),
        ("con.md", "文件con.md"),
        ("半:年?.md", "半_年_.md"),
        ("~ ~x.md", "x.md"),
        (" .-~. x.md", "x.md"),
        ("长" * 60 + ".docx", "长" * 60 + ".docx"),
        ("长" * 300 + ".docx", "长" * 30 + "…" + "长" * 20 + "_fbec7424.docx"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("长" * 60 + "甲.md", "长" * 60 + "乙.md"),
        ("长" * 40 + "甲" + "长" * 40 + ".md", "长" * 40 + "乙" + "长" * 40 + ".md"),
        ("水利科/要点.md", "执法科/要点.md"),
        ("a.md", "A.md"),
        ("长" * 60 + ".md", "x/" + "长" * 60 + ".md"),
    ],
)
def test_files_that_come_together_are_all_kept(
    client: TestClient, desk: Desk, one: str, other: str
) -> None:
    more = "# 教师队伍\n- 培训教师12期\n"
    report = upload(client, "/add/notes", (one, NOTES), (other, more), (one, NOTES))
    page = client.get(report).text
    assert "4 条要点" in page
    names = notes_shown(page)
    assert len({name.casefold() for name in names}) == 2
    assert names == [safe_name(name) for name in names]
    assert notes_shown(upload(client, f"{report}/add/notes", (one, NOTES), (other, more))) == names


def test_no_path_of_the_browser_is_followed(client: TestClient, desk: Desk) -> None:
    Path("../秘密.txt").write_text("秘密", encoding="utf-8")
    report = upload(client, "/add/notes", ("../../秘密.txt", NOTES))
    assert Path("秘密/要点/秘密.txt").is_file()
    assert Path("../秘密.txt").read_text(encoding="utf-8") == "秘密"
    for path in (
        "/report/%2e%2e%2f秘密.txt", f"{report}/get/..%2f..%2f秘密.txt",
        "/static/..%2fapp.py", "/review/x/", f"{report}/get/draft",
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 404
        assert "秘密" not in answer.text
    for file in ("../../秘密.txt", "秘密.txt", ""):
        answer = client.post(f"{report}/do/aside", data={"kind": "notes", "file": file})
        assert answer.status_code == 404
    for place in (f"{report}/add/../..", "/add/style", "/add/returned", f"{report}/add/aside"):
        assert client.post(place, files={"file": ("x", b"x")}).status_code == 404
    assert len(list(Path().iterdir())) == 1


def test_too_much_is_refused(client: TestClient) -> None:
    many = [("file", (f"{n}.md", b"x")) for n in range(101)]
    assert client.post("/add/notes", files=many).status_code == 400
    length = {
        **OWN,
        "content-length": str(LARGEST + 1),
        "content-type": "multipart/form-data; boundary=x",
    }
    assert client.post("/add/notes", content=b"x", headers=length).status_code == 413
    assert not list(Path().iterdir())


def test_a_name_that_means_harm_is_shown_as_text(client: TestClient) -> None:
    report = upload(client, "/add/notes", ("<img src=x onerror=alert(1)>.md", NOTES))
    for page in (client.get(report).text, client.get("/").text):
        assert "<img" not in page
        assert page.count("<script") == 1
        assert " style=" not in page
