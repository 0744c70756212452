"""Drafting anew: what people did to the earlier draft is in the new one, or listed in full."""

from dataclasses import replace

import pytest

from drafter.checks.draft import open_errors
from drafter.documents.draft_filled import filled
from drafter.documents.draft_reviewed import changed_sentences, standing
from drafter.documents.notes_compared import notes_compared
from drafter.filling.filling import Given, fill
from drafter.records import Change, Deed, Draft, DraftSection, Paragraph, Proposal
from drafter.review.decisions import accept, comment, edit, take
from drafter.review.proposals import open_proposals, take_up, with_proposals
from drafter.review.record import record_of
from drafter.review.undoing import redo, undo
from drafter.writing.carrying import carried
from drafter.writing.pipeline import Before, Tools, draft
from drafter.writing.replanned import replanned
from drafter.writing.rules import RuleWriter
from tests.notes import brief
from tests.reviewing import BY, NOTES, drafted, gap, section_id, sentence


def again(before: Draft, body: str, *, changed_only: bool = False) -> Draft:
    """The draft of new notes with the work on an earlier one."""
    tools = Tools(RuleWriter(), before=Before(before, changed_only))
    return carried(before, draft(brief(body, "summary-and-plan"), tools))


def text_of(made: Draft) -> str:
    return "".join(one.text for one in filled(made).all_sentences())


def with_values(made: Draft) -> Draft:
    given = [Given(gap(made, "培训"), "36", "人事科.xlsx"), Given(gap(made, "资金"), "120.50", "b")]
    done = fill(made, given, "")
    assert not done.refused
    return done.draft


def test_the_same_notes_change_nothing() -> None:
    made = with_values(drafted())
    made = edit(made, sentence(made, "152处").id, "共排查隐患152处，整改149处。", BY)
    made = accept(made, [sentence(made, "3.2亿元").id], BY)
    made = comment(made, section_id(made, "队伍"), "请核", BY)
    anew = again(made, NOTES)
    assert (anew.fills, anew.review) == (made.fills, made.review)
    assert text_of(anew) == text_of(made)
    assert not anew.unplaced


def test_values_go_with_their_gaps_when_notes_are_added_and_moved() -> None:
    made = with_values(drafted())
    body = NOTES.replace("- 排查隐患", "- 新增要点5条\n- 排查隐患")
    body = body.replace("- 完成投资3.2亿元\n", "") + "- 完成投资3.2亿元\n"
    anew = again(made, body)
    assert {one.text for one in anew.fills} == {"36", "120.50"}
    assert "培训36人次" in text_of(anew)
    assert "120.50万元" in text_of(anew)
    assert not anew.unplaced


def test_a_value_goes_with_its_note_when_that_is_reworded() -> None:
    anew = again(with_values(drafted()), NOTES.replace("- 培训xx人次", "- 集中培训干部xx人次"))
    assert "36人次" in text_of(anew)
    assert not anew.unplaced


@pytest.mark.parametrize(
    ("now", "why"), [("", "没有这一条"), ("- 培训40人次", "培训40人次")], ids=["gone", "stated"]
)
def test_a_value_without_its_gap_is_listed_and_comes_back(now: str, why: str) -> None:
    made = with_values(drafted())
    anew = again(made, NOTES.replace("- 培训xx人次", now))
    (left,) = anew.unplaced
    assert (left.deed, left.text, left.who) == (Deed.FILL, "36", "人事科.xlsx")
    assert why in left.why
    assert "培训【xx】人次" in left.where
    once_more = again(anew, NOTES)
    assert "培训36人次" in text_of(once_more)
    assert not once_more.unplaced


def test_an_edit_of_a_note_whose_figures_changed_is_listed_in_full() -> None:
    made = drafted()
    made = edit(made, sentence(made, "152处").id, "共排查隐患152处，整改149处。", BY)
    anew = again(made, NOTES.replace("152处", "160处"))
    (left,) = anew.unplaced
    assert (left.deed, left.text, left.who) == (Deed.EDIT, "共排查隐患152处，整改149处。", "王芳")
    assert "160处" in left.why
    assert "152" not in text_of(anew)
    assert not changed_sentences(anew)


def test_an_edit_stays_where_the_note_states_the_same_in_other_words() -> None:
    made = drafted()
    made = edit(made, sentence(made, "152处").id, "共排查隐患152处，整改149处。", BY)
    anew = again(made, NOTES.replace("排查隐患152处", "排查各类隐患152处"))
    assert "共排查隐患152处，整改149处。" in text_of(anew)
    assert not anew.unplaced
    named = sentence(anew, "共排查")
    assert len(named.marks) == len(sentence(made, "共排查").marks)
    assert not [one for one in open_errors(anew) if one.code.startswith("FIG10")]


def test_an_acceptance_holds_as_long_as_the_sentence_reads_so() -> None:
    made = drafted()
    ids = [sentence(made, words).id for words in ("152处", "3.2亿元", "118名")]
    anew = again(accept(made, ids, BY), NOTES.replace("118名", "120名"))
    assert len(standing(anew.review).accepted) == 2
    (left,) = anew.unplaced
    assert left.deed is Deed.ACCEPT
    assert "118名" in left.text


def test_a_comment_goes_with_its_note_and_is_listed_where_that_is_gone() -> None:
    made = drafted()
    made = comment(made, sentence(made, "3.2亿元").id, "口径请核", BY)
    made = comment(made, sentence(made, "4次").id, "是否太少", BY)
    anew = again(made, NOTES.replace("3.2亿元", "3.5亿元").replace("- 开展督导4次\n", ""))
    (open_one,) = [one for one in standing(anew.review).open_comments if one.where]
    assert open_one.where == (sentence(anew, "3.5亿元").id,)
    (left,) = anew.unplaced
    assert left.text == "是否太少"
    assert "4次" in left.where


def test_the_order_that_a_reviewer_chose_stays_when_a_note_is_added() -> None:
    made = drafted()
    safety = section_id(made, "安全")
    moved = replanned(made, safety, sentence(made, "3.2亿元").id, "up", "王芳")
    made = take(made, [moved], BY)
    anew = again(made, NOTES.replace("- 培训xx人次", "- 培训xx人次\n- 开展演练7次"))
    text = text_of(anew)
    assert text.index("3.2亿元") < text.index("152处")
    assert "演练7次" in text
    assert not anew.unplaced
    assert not [one for one in open_errors(anew) if one.code.startswith("BUL")]


def test_what_was_undone_stays_in_the_record_and_out_of_force() -> None:
    made = drafted()
    made = undo(edit(made, sentence(made, "152处").id, "排查隐患152处，全部整改149处。", BY))
    anew = again(made, NOTES.replace("152处", "160处"))
    assert len(anew.review.decisions) == 1
    assert record_of(anew).entries[0].undone
    assert not anew.unplaced
    assert "152" not in text_of(redo(anew))


def as_a_model_wrote(made: Draft, words: str, new: str) -> Draft:
    """The draft with a sentence that the rules would not write so; its only fact is 3.2亿元."""
    old = sentence(made, words)
    at = new.index("3.2亿元")
    worded = replace(old, text=new, marks=(replace(old.marks[0], span=(at, at + 5)),))

    def paragraph(row: Paragraph) -> Paragraph:
        return Paragraph(tuple(worded if one.id == old.id else one for one in row.sentences))

    def section(part: DraftSection) -> DraftSection:
        paragraphs = tuple(map(paragraph, part.paragraphs))
        return replace(part, paragraphs=paragraphs, sections=tuple(map(section, part.sections)))

    return replace(made, sections=tuple(map(section, made.sections)))


def test_only_sections_whose_notes_changed_are_written_again() -> None:
    made = as_a_model_wrote(drafted(), "3.2亿元", "完成投资共3.2亿元。")
    body = NOTES.replace("118名", "120名")
    assert "投资共3.2亿元" in text_of(again(made, body, changed_only=True))
    assert "投资共3.2亿元" not in text_of(again(made, body))
    assert "120名" in text_of(again(made, body, changed_only=True))


def test_what_somebody_accepted_stays_beside_notes_that_changed() -> None:
    made = as_a_model_wrote(drafted(), "3.2亿元", "完成投资共3.2亿元。")
    made = accept(made, [sentence(made, "3.2亿元").id], BY)
    made = accept(made, [sentence(made, words).id for words in ("上半年", "教师培训", "12期")], BY)
    anew = again(made, NOTES.replace("152处", "160处").replace("118名", "120名"))
    assert "160处" in text_of(anew)
    assert "完成投资共3.2亿元。" in text_of(anew)
    assert len(standing(anew.review).accepted) == 4
    assert not anew.unplaced


def test_notes_below_a_heading_that_was_renamed_are_the_same_notes() -> None:
    made = drafted()
    made = edit(made, sentence(made, "3.2亿元").id, "累计完成投资3.2亿元。", BY)
    body = NOTES.replace("一、上半年工作", "一、上半年主要工作").replace(
        "（一）安全", "（一）平安建设"
    )
    anew = again(made, body.replace("152处", "160处"))
    assert "累计完成投资3.2亿元。" in text_of(anew)
    found = notes_compared(made.brief, anew.brief)
    assert [new.text for _, new in found.reworded] == ["排查隐患160处，整改149处"]
    assert not found.added
    assert not found.gone
    assert not anew.unplaced


def test_notes_are_found_again_by_words_place_and_likeness() -> None:
    before, after = (
        drafted().brief,
        brief(
            NOTES.replace("152处", "160处")
            .replace("- 招聘教师118名,其中研究生31名", "- 公开招聘中小学教师118名,其中研究生31名")
            .replace("- 开展督导4次", "- 修订章程"),
            "summary-and-plan",
        ),
    )
    found = notes_compared(before, after)
    assert [new.text for _, new in found.reworded] == [
        "排查隐患160处，整改149处",
        "公开招聘中小学教师118名，其中研究生31名",
    ]
    assert [one.text for one in found.added] == ["修订章程"]
    assert [one.text for one in found.gone] == ["开展督导4次"]


def test_sentences_that_a_reviewer_joined_and_edited_stay_joined_and_edited() -> None:
    made = drafted()
    first = sentence(made, "152处").id
    made = take(made, [replanned(made, section_id(made, "安全"), first, "join", "王芳")], BY)
    joined = sentence(made, "152处")
    assert "3.2亿元" in joined.text
    made = edit(made, joined.id, joined.text.replace("完成投资", "完成投资共"), BY)
    made = accept(made, [joined.id], BY)
    anew = again(made, NOTES.replace("118名", "120名"))
    assert "完成投资共3.2亿元" in text_of(anew)
    assert list(standing(anew.review).accepted) == [joined.id]
    assert not anew.unplaced
    changed = again(made, NOTES.replace("152处", "160处"))
    assert [(one.deed, one.text) for one in changed.unplaced if one.deed is Deed.EDIT] == [
        (Deed.EDIT, sentence(made, "152处").text)
    ]


def test_what_came_home_in_a_file_goes_with_its_section_or_is_listed() -> None:
    made = drafted()
    safety, plans = section_id(made, "安全"), "督导4次"
    home = (safety, sentence(made, "3.2亿元").id)
    added = Proposal("Q1", Change.ADDED, safety, text="成效明显。", behind=home, who="李主任")
    worded = Proposal("Q2", Change.WORDED, sentence(made, plans).id, "", "", "拟开展督导四次。")
    made = with_proposals(made, "领导改.docx", [added, worded])
    (first,) = [one for one in open_proposals(made) if one.change is Change.ADDED]
    made = take_up(made, [first], BY).draft
    made = edit(made, sentence(made, "成效").id, "成效十分明显。", BY)
    anew = again(
        made, NOTES.replace("- 开展督导4次\n", "").replace("# 一、", "- 另有新要点\n# 一、")
    )
    text = text_of(anew)
    assert text.index("3.2亿元") < text.index("成效十分明显。")
    (left,) = anew.unplaced
    assert left.text == "拟开展督导四次。"
    assert plans in left.where
    gone = again(made, NOTES[: NOTES.index("# 一、")] + NOTES[NOTES.index("# 二、") :])
    assert "成效十分明显。" in [one.text for one in gone.unplaced]
    assert "成效" not in text_of(gone)
