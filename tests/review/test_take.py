"""An edited Word file comes home: every change is a proposal, and what nobody changed is none."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from drafter.checks.draft import promise_findings
from drafter.documents.draft_file import read_draft, to_json, write_draft
from drafter.documents.draft_filled import filled
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import reviewed, standing
from drafter.errors import InputError
from drafter.records import Change, Deed, Draft, Taken
from drafter.review.decisions import comment, edit, fill_gap, take, taken_from
from drafter.review.exporting import export
from drafter.review.proposal_proof import proof_of
from drafter.review.proposals import open_proposals
from drafter.review.record import record_markdown, record_of
from drafter.review.returned_file import read_returned
from drafter.review.taking import Taking, Wanted, draft_of, take_file, taken_in
from drafter.review.undoing import redo, undo
from drafter.word.render import write_docx
from drafter.writing.replanned import replanned
from tests.review.drafts import other, small
from tests.review.returned import (
    CLERK,
    HEAD,
    Returned,
    as_libreoffice_saves,
    as_word_saves,
    resolved,
)
from tests.reviewing import BY, gap, section_id, sentence
from tests.word.drafts import small as every_level

OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
SAVES = [
    pytest.param(lambda path: path, id="as written"),
    pytest.param(as_word_saves, id="Word, WPS"),
    pytest.param(as_libreoffice_saves, id="LibreOffice", marks=OFFICE),
]
ALL = Wanted(accept=None)


@pytest.fixture
def desk(tmp_path: Path) -> Callable[..., Returned]:
    return lambda draft=None: Returned(draft or small(), tmp_path / "领导改.docx")


def taken(draft: Draft, file: Path, wanted: Wanted | None = None, author: str = "") -> Taking:
    return taken_in(draft, read_returned(file), BY, author=author, wanted=wanted or Wanted())


def changes(taking: Taking) -> list[tuple[str, str, str]]:
    """Kind, text and author of each."""
    return [(one.about or str(one.change), one.after, one.who) for one in taking.proposals]


def theirs_of(draft: Draft, section: str) -> tuple[Taken, ...]:
    """A section of a draft that has the same added sentence, as taken into the draft."""
    sections, _ = taken_from(draft, draft, [section])
    return sections


def body(draft: Draft) -> str:
    return plain_text(draft)


# --- what nobody changed ---


@pytest.mark.parametrize("saved", SAVES)
@pytest.mark.parametrize("made", [small, every_level], ids=["real", "every level"])
def test_a_file_nobody_changed_has_no_change(
    made: Callable[[], Draft], saved: Callable[[Path], Path], desk: Callable[..., Returned]
) -> None:
    taking = taken(made(), saved(desk(made()).saved()))
    assert taking.proposals == ()
    assert taking.comments == taking.renumbered == 0
    assert taking.draft == made()


def test_widths_of_signs_and_shapes_of_quotes_are_no_change(desk: Callable[..., Returned]) -> None:
    file = desk(every_level())
    file.write("“明厨亮灶”", '"明厨亮灶"')
    file.write("98.5%，群众", "98.5%, 群众")
    assert taken(every_level(), file.saved()).proposals == ()


def test_comments_of_drafter_and_of_reviewers_known_to_it_do_not_come_twice(
    desk: Callable[..., Returned],
) -> None:
    made = comment(small(), sentence(small(), "演练").id, "请核口径", BY)
    assert taken(made, desk(made).saved()).comments == 0
    assert taken(small(), desk(made).saved()).comments == 1


def test_an_older_wording_is_no_change(desk: Callable[..., Returned]) -> None:
    old = desk(small()).saved()
    one = sentence(small(), "演练")
    since = edit(small(), one.id, "开展应急演练64场次，覆盖各校。", BY)
    since, _ = fill_gap(since, gap(since, "培训安全员"), "36", BY)
    assert taken(since, old).proposals == ()


# --- what somebody changed ---


@pytest.mark.parametrize("saved", SAVES)
def test_ten_changes_by_two_hands_come_home(
    saved: Callable[[Path], Path], desk: Callable[..., Returned]
) -> None:
    file = desk()
    file.track("开展应急演练", "开展消防演练")
    file.write("手册1.2万册", "手册1.5万册")
    file.write("xx", "36", beside="培训安全员")
    file.track("，参训460人次", "")
    file.add("招聘教师118名", "教师结构不断优化。")
    file.add_paragraph("招聘教师118名", "师德师风建设常抓不懈。", who=HEAD)
    file.write("整改149处。", "整改149处，")
    file.write("（一）校园安全", "（一）平安校园")
    file.write("7月5日", "7月8日")
    file.track("二是开展督导4次。", "")
    file.comment("拟新建学校2所", "写清楚在哪里")
    taking = taken(small(), saved(file.saved()))
    assert changes(taking) == [
        ("heading", "平安校园", CLERK),
        ("worded", "抓好任务落实，排查隐患152处，整改149处，", CLERK),
        ("filled", "36", CLERK),
        ("worded", "培训安全员xx人次，发放手册1.5万册。", CLERK),
        ("worded", "抓好任务落实，开展消防演练64场次。", HEAD),
        ("worded", "组织骨干教师培训12期。", HEAD),
        ("added", "教师结构不断优化。", CLERK),
        ("added", "师德师风建设常抓不懈。", HEAD),
        ("gone", "", HEAD),
        ("date", "2026年7月8日", CLERK),
    ]
    (said,) = standing(taking.draft.review).comments
    assert (said.text, said.who, said.where) == (
        "写清楚在哪里",
        HEAD,
        (sentence(small(), "拟新建").id,),
    )
    assert {one.when[:10] for one in taking.proposals if one.who == HEAD} == {"2026-07-08"}
    assert taking.draft.sections == small().sections
    assert body(taking.draft) == body(small())  # a proposal is no decision


def test_all_taken_up_the_draft_reads_as_the_file(desk: Callable[..., Returned]) -> None:
    file = desk()
    file.track("开展应急演练", "开展消防演练")
    file.write("xx", "36", beside="培训安全员")
    file.write("1.2万册", "12000册")
    file.add("招聘教师118名", "教师结构不断优化。")
    file.add("招聘教师118名", "队伍更加稳定。")
    file.add_paragraph("招聘教师118名", "师德师风建设常抓不懈。", who=HEAD)
    file.track("二是开展督导4次。", "二是新增的一条。三是开展督导5次。")
    file.write("三是抓好", "四是抓好")
    path = file.saved()
    taking = taken(small(), path, ALL)
    assert body(taking.draft).splitlines() == [
        row.text.replace("\n", "") for row in read_returned(path).rows
    ]
    assert taken(taking.draft, path).proposals == ()
    record = record_markdown(record_of(taking.draft))
    assert f"{HEAD}改于 领导改.docx" in record.replace("\\", "")
    assert "队伍更加稳定" in record


def test_some_are_taken_up_some_declined_and_all_can_be_undone(
    desk: Callable[..., Returned],
) -> None:
    file = desk()
    file.track("开展应急演练", "开展消防演练")
    file.write("118名", "120名")
    path = file.saved()
    taking = taken(small(), path, Wanted(accept={1}, decline={2}))
    assert "消防演练" in body(taking.draft)
    assert "118名" in body(taking.draft)
    assert open_proposals(taking.draft) == ()
    again = taken(taking.draft, path)
    assert [one.id for one in again.proposals] == ["Q2"]  # what was declined is not asked anew
    assert again.open == ()
    back = undo(undo(taking.draft))
    assert body(back) == body(small())
    assert [one.id for one in open_proposals(back)] == ["Q1", "Q2"]
    assert body(redo(back)) == body(taking.draft)


def test_nothing_is_forgotten_on_disk(desk: Callable[..., Returned], tmp_path: Path) -> None:
    home = tmp_path / "稿.draft.json"
    write_draft(small(), home)
    file = desk()
    file.track("开展应急演练", "开展消防演练")
    file.add("招聘教师118名", "教师结构不断优化。")
    path = file.saved()
    assert draft_of(path) == home
    first = take_file(home, path, BY)
    assert read_draft(home) == first.draft
    done = take_file(home, path, BY, wanted=ALL)
    kept = read_draft(home)
    assert kept == done.draft
    assert [one.deed for one in kept.review.decisions] == [Deed.EDIT, Deed.ADD]
    assert "教师结构不断优化。" in body(kept)
    assert open_proposals(kept) == ()


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("丙-领导改.docx", "丙"),
        ("报告2（李局）.docx", "报告2"),
        ("报告 李局.docx", "报告"),
        ("报告20260705.docx", "报告"),
    ],
)
def test_of_drafts_of_the_same_notes_that_one_is_its_own_whose_name_it_bears(
    name: str, own: str, tmp_path: Path
) -> None:
    for stem in ("甲", "丙", "报告", "报告2"):
        write_draft(small(), tmp_path / f"{stem}.draft.json")
    path = Returned(small(), tmp_path / name).saved()
    assert draft_of(path) == tmp_path / f"{own}.draft.json"


def test_a_file_that_bears_the_name_of_none_is_asked_about(tmp_path: Path) -> None:
    for stem in ("甲", "丙"):
        write_draft(small(), tmp_path / f"{stem}.draft.json")
    path = Returned(small(), tmp_path / "领导改.docx").saved()
    with pytest.raises(InputError, match="几份稿子"):
        draft_of(path)


def test_a_change_that_is_no_more_in_the_file_is_no_more_proposed(
    desk: Callable[..., Returned],
) -> None:
    file = desk()
    file.write("118名", "120名")
    first = taken(small(), file.saved()).draft
    file.write("120名", "118名")
    file.track("开展应急演练", "开展消防演练")
    second = taken(first, file.saved()).draft
    assert [one.after for one in open_proposals(second)] == ["抓好任务落实，开展消防演练64场次。"]


# --- the proof ---


def test_each_change_is_proved_by_itself(desk: Callable[..., Returned]) -> None:
    file = desk()
    file.write("118名", "120名")
    file.write("12期", "十二期")
    file.write("xx", "36", beside="培训安全员")
    file.add("招聘教师", "另招聘保安30名。")
    taking = taken(small(), file.saved())
    proofs = {one.after: proof_of(taking.draft, one) for one in taking.proposals}
    said = {text: {each.code for each in proof.findings} for text, proof in proofs.items()}
    assert said["抓好任务落实，招聘教师120名，其中研究生31名。"] == {"FIG101", "FIG102"}
    assert said["另招聘保安30名。"] == {"FIG101"}
    assert said["36"] == set()
    assert {text for text, proof in proofs.items() if not proof.grave} >= {"36"}


def test_what_is_taken_up_without_basis_keeps_the_draft_from_being_final(
    desk: Callable[..., Returned],
) -> None:
    file = desk()
    file.add("招聘教师118名", "另招聘保安30名。")
    made = taken(small(), file.saved(), ALL).draft
    assert {one.code for one in promise_findings(made)} >= {"FIG101"}
    with pytest.raises(InputError, match="错误1处"):
        export(made, Path("x.draft.json"), "clean")


# --- what a draft has no place for is told whole ---


def test_what_has_no_place_is_listed_with_its_full_text(desk: Callable[..., Returned]) -> None:
    file = desk()
    file.add_paragraph("招聘教师118名", "本节另有说明事项如下，请各学校遵照执行。")
    table = file.document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "学校", "12所"
    file.paragraph("发放手册")._p.addnext(table._tbl)
    path = file.saved()
    taking = taken(small(), path, ALL)
    assert [one.text for one in taking.homeless] == ["学校｜12所"]
    assert [(one.about, one.who) for one in taking.homeless] == [("table", CLERK)]
    assert "本节另有说明事项如下" in body(taking.draft)


def test_moved_and_parted_sentences_are_told(desk: Callable[..., Returned]) -> None:
    file = desk(every_level())
    file.move("全面落实立德树人", behind="排查隐患12处")
    taking = taken(every_level(), file.saved())
    assert {(one.change, one.about) for one in taking.proposals} == {(Change.HOMELESS, "order")}
    assert [one.before for one in taking.proposals] == ["（1）校舍安全。", "排查隐患12处。"]


def test_a_new_section_comes_as_one(desk: Callable[..., Returned]) -> None:
    file = desk()
    file.add_paragraph("骨干教师培训12期", "家校共育常态长效，工作有声有色。")
    file.add_paragraph("骨干教师培训12期", "（三）家校共育")
    (one,) = taken(small(), file.saved()).proposals
    assert (one.about, one.text) == ("section", "（三）家校共育\n家校共育常态长效，工作有声有色。")


def test_a_file_of_another_report_is_refused(desk: Callable[..., Returned], tmp_path: Path) -> None:
    write_docx(every_level(), tmp_path / "别的.docx")
    with pytest.raises(InputError, match="看起来不是"):
        taken(small(), tmp_path / "别的.docx")


# --- added sentences among the other deeds ---


def test_an_added_sentence_lives_with_edits_plans_and_other_drafts(
    desk: Callable[..., Returned],
) -> None:
    file = desk()
    file.add("整改149处", "校园秩序良好。")
    made = taken(small(), file.saved(), ALL).draft
    name = next(iter(standing(made.review).added))
    worded = edit(made, name, "校园秩序井然。", BY)
    assert "校园秩序井然。" in body(worded)
    assert "校园秩序" not in body(edit(made, name, "", BY))
    home = section_id(made, "校园安全")
    moved = replanned(worded, home, sentence(small(), "整改149处").id, "down", "王芳")
    assert body(take(worded, [moved], BY)).count("校园秩序井然。") == 1
    sections, passages = taken_from(worded, other(), [home])
    assert body(take(worded, sections, BY, passages=passages)).count("校园秩序井然。") == 1
    theirs, passages = taken_from(small(), worded, [home])
    took = take(small(), theirs, BY, passages=passages)
    ids = [one.id for one in reviewed(took).all_sentences()]
    assert len(ids) == len(set(ids))
    assert "校园秩序井然。" in body(took)
    both = take(worded, theirs_of(worded, home), BY)
    ids = [one.id for one in reviewed(both).all_sentences()]
    assert len(ids) == len(set(ids))
    assert to_json(worded)


def test_a_value_finds_its_mask_in_whatever_order_changes_are_taken_up(
    desk: Callable[..., Returned],
) -> None:
    file = desk()
    file.write("xx", "36", beside="培训安全员")
    file.write("发放手册1.2万册", "并发放手册1.2万册")
    path = file.saved()
    for order in ((1, 2), (2, 1)):
        made = small()
        for number in order:
            made = taken(made, path, Wanted(accept={number})).draft
        (one,) = [
            each for each in filled(made).all_sentences() if "安全员" in each.text and each.bullets
        ]
        assert one.text == "培训安全员36人次，并发放手册1.2万册。"
        assert reviewed(made) != made
        assert "xx" in next(
            each.text for each in reviewed(made).all_sentences() if each.id == one.id
        )


def test_the_same_words_added_twice_are_two_changes(desk: Callable[..., Returned]) -> None:
    file = desk()
    file.add("招聘教师118名", "成效持续显现。")
    file.add_paragraph("招聘教师118名", "成效持续显现。")
    path = file.saved()
    taking = taken(small(), path, ALL)
    assert len({one.id for one in taking.proposals}) == 2
    assert body(taking.draft).count("成效持续显现。") == 2
    assert taken(taking.draft, path).proposals == ()


# --- comments that are dealt with ---


@pytest.mark.parametrize("saved", [lambda path: path, as_libreoffice_saves],
                         ids=["as Word has it", "LibreOffice"])  # fmt: skip
def test_resolved_comments_come_home_as_resolved(
    saved: Callable[[Path], Path], desk: Callable[..., Returned]
) -> None:
    made = comment(small(), sentence(small(), "督导").id, "请督导室核", BY)
    file = desk(made)
    file.comment("拟新建学校2所", "写清楚在哪里")
    file.comment("骨干教师", "期数再核")
    path = saved(resolved(file.saved(), "写清楚", "督导室"))
    taking = taken(made, path)
    stand = standing(taking.draft.review)
    open_ones = {one.text for one in stand.open_comments}
    assert open_ones == {"期数再核"}
    assert len(stand.comments) == 3
    assert {one.who for one in stand.resolved.values()} <= {CLERK, ""}
    again = undo(taking.draft)
    assert len(standing(again.review).open_comments) == 2
    assert taken(again, path).draft.review.decisions == again.review.decisions  # asked once
