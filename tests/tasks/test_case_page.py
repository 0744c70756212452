"""The page of a new case: rows are confirmed by forms, and what is refused is not lost."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from drafter.evaluation.cases import without_marks
from drafter.evaluation.new_case import begin_case, read_pending
from drafter.review.access import Pass
from drafter.tasks.case_page import case_app
from tests.evaluation.test_new_case import NOTES

PORT = 8123


@pytest.fixture
def file(tmp_path: Path) -> Path:
    notes = tmp_path / "要点.md"
    notes.write_text(NOTES, encoding="utf-8")
    return begin_case(notes, tmp_path / "cases", ["教育"], "自己的").file


@pytest.fixture
def page(file: Path) -> TestClient:
    given = Pass.fresh(PORT)
    address = f"http://127.0.0.1:{PORT}"
    client = TestClient(case_app(file, given), base_url=address, headers={"origin": address})
    client.get(given.address)
    return client


def test_who_has_no_pass_is_turned_away(file: Path) -> None:
    client = TestClient(case_app(file, Pass.fresh(PORT)), base_url=f"http://127.0.0.1:{PORT}")
    assert client.get("/").status_code == 403


def test_rows_are_confirmed_one_by_one(page: TestClient, file: Path) -> None:
    for one in read_pending(file).to_see():
        answer = page.post(f"/row/{one.number}", data={f"row{one.number}": one.text})
        assert answer.status_code == 200
    assert read_pending(file).whole
    assert "已放进案例" in page.post("/confirm").text
    assert (file.parent.parent / file.name).is_file()
    assert page.post("/confirm").status_code == 200


def test_what_is_refused_is_told_and_still_there(page: TestClient, file: Path) -> None:
    one = read_pending(file).to_see()[0]
    answer = page.post(f"/row/{one.number}", data={f"row{one.number}": one.text + "另外"})
    assert answer.status_code == 422
    assert one.text + "另外" in answer.text
    assert read_pending(file).seen == frozenset()


def test_before_all_is_seen_it_is_no_case(page: TestClient, file: Path) -> None:
    page.post("/plain")
    assert page.post("/confirm").status_code == 422
    assert file.is_file()


def test_a_row_that_is_not_there(page: TestClient) -> None:
    assert page.post("/row/999", data={"row999": "x"}).status_code == 404


def test_markup_of_notes_is_shown_and_not_obeyed(page: TestClient, file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("- 队伍稳定", '- <b>队伍</b>"稳定')
    file.write_text(text, encoding="utf-8")
    shown = page.get("/").text
    assert "<b>队伍" not in shown
    assert "&lt;b&gt;队伍" in shown


def test_what_is_typed_in_another_row_is_kept_and_not_yet_right(
    page: TestClient, file: Path
) -> None:
    first, second, *_ = read_pending(file).to_see()
    bare = without_marks(second.text)
    page.post(
        f"/row/{first.number}", data={f"row{first.number}": first.text, f"row{second.number}": bare}
    )
    case = read_pending(file)
    assert case.seen == {first.number}
    assert case.rows[second.number - 1] == bare


@pytest.mark.parametrize("deed", ["keep", "plain", "confirm"])
def test_no_button_loses_what_was_typed(page: TestClient, file: Path, deed: str) -> None:
    second = read_pending(file).to_see()[1]
    bare = without_marks(second.text)
    page.post(f"/{deed}", data={f"row{second.number}": bare})
    assert read_pending(file).rows[second.number - 1] == bare
