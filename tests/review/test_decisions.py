"""Each deed on a real draft: what it changes, leaves and refuses; and all of it undone."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from drafter.checks.draft import check_draft, open_errors, promise_findings
from drafter.documents.draft_file import read_draft, to_json, unchanging, with_changes, write_draft
from drafter.documents.draft_filled import filled
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import changed_sentences, reviewed, standing
from drafter.documents.draft_reviewed import drafted as as_drafted
from drafter.errors import InputError
from drafter.records import Author, Draft, Finding, Paragraph, Passage, Sentence, Severity, Taken
from drafter.review.decisions import (
    By,
    accept,
    comment,
    edit,
    fill_gap,
    intend,
    reopen,
    resolve,
    restore,
    take,
    taken_from,
)
from drafter.review.undoing import redo, redoable, undo, undoable
from tests.reviewing import BY, codes, drafted, gap, section_id, sentence

SAFE = "排查隐患152处，整改149处。"


def edited(old: str, new: str, made: Draft | None = None) -> Draft:
    """The draft with a word of a sentence changed."""
    made = made or drafted()
    one = sentence(made, old)
    return edit(made, one.id, one.text.replace(old, new), BY)


# --- edits, proved against the notes at once ---


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("整改149处", "完成整改149处", set()),  # its own words
        ("3.2亿元", "32000万元", set()),  # the same amount in another spelling
        ("3.2亿元", "3.20亿元", set()),
        (
            "排查隐患152处，已整改149处",
            "已整改149处，排查隐患152处",
            set(),
        ),  # each figure with its own words
        ("152处", "153处", {"FIG101", "FIG102"}),  # a changed figure
        ("152处", "152个", {"FIG101", "FIG102"}),  # and a changed unit
        ("，已整改149处", "", {"FIG102"}),  # a dropped fact
        (
            "152处，已整改149处",
            "149处，已整改152处",
            {"EDT102"},
        ),  # figures that changed places
        ("3.2亿元", "3.2亿元，增长5%", {"FIG101", "EDT101"}),  # a figure from nowhere
        ("3.2亿元", "3.2亿元，3.2亿元", {"FIG101"}),  # said twice
        (
            "完成投资",
            "会同县发展和改革局完成投资",
            {"FIG105", "EDT101"},
        ),  # a name that no note lists
        ("完成投资", "按照《教育强县规划》完成投资", {"FIG101", "EDT101"}),
        ("完成投资", "6月30日前完成投资", {"FIG101", "EDT101"}),
        ("拟新建", "新建", {"EDT102"}),  # 拟 dropped: a plan becomes a deed
        ("整改149处", "未整改149处", {"EDT101", "EDT102"}),
        ("，其中研究生31名", "，研究生31名", {"EDT102"}),  # a part of the whole is one no longer
        ("整改149处", "整改约149处", {"FIG101", "EDT101"}),  # about so many is another figure
        ("完成投资", "圆满完成投资", {"EDT101"}),  # a claim
        ("培训xx人次", "培训若干人次", {"GAP101"}),  # a gap closed by hand
        ("培训xx人次", "培训xxx人次", {"GAP101", "GAP103"}),  # wider than it was
        ("培训xx人次", "培训300人次", {"GAP101", "FIG101"}),
        ("整改149处", "整改149处、xx处", {"GAP103", "EDT101"}),
    ],
)
def test_an_edit_is_proved_against_the_notes(old: str, new: str, found: set[str]) -> None:
    made = drafted()
    before = codes(made)
    after = edited(old, new, made)
    assert new in plain_text(after)
    proof = {one.code for one in promise_findings(after)}
    assert proof - before == found


@pytest.mark.parametrize("old", ["3.2亿元", "整改149处", "培训xx人次", "拟新建学校2所"])
def test_a_sentence_taken_out_is_a_bullet_not_used(old: str) -> None:
    made = drafted()
    one = sentence(made, old)
    after = edit(made, one.id, "", BY)
    assert one.text not in plain_text(after)
    assert "BUL101" in {finding.code for finding in open_errors(after)} | codes(after)
    assert plain_text(undo(after)) == plain_text(made)


def test_an_edit_keeps_to_its_sentence() -> None:
    made = drafted()
    after = edited("整改149处", "完成整改149处", made)
    assert plain_text(after) == plain_text(made).replace("整改149处", "完成整改149处")
    assert changed_sentences(after) == {sentence(made, "149处").id}
    assert replace(after, review=made.review) == made
    assert as_drafted(after) == made


def test_marks_follow_the_facts_and_words_have_an_author() -> None:
    after = edited("排查隐患152处，已整改149处", "共排查隐患152处，均已整改149处", drafted())
    one = next(s for s in reviewed(after).all_sentences() if "152处" in s.text)
    assert [one.text[slice(*mark.span)] for mark in one.marks] == ["152处", "149处"]
    assert [one.text[slice(*span)] for span in one.hand] == ["共", "均"]


def test_what_is_left_of_a_models_words_stays_the_models() -> None:
    made = drafted()
    target = sentence(made, "3.2亿元")
    text = "完成投资3.2亿元，夯实发展根基。"

    def by_model(one: Sentence) -> Sentence:
        if one.id != target.id:
            return one
        start = text.index("夯实")
        return replace(one, text=text, own=((start, start + 6),), author=Author("local"))

    made = each_sentence(made, by_model)
    after = edit(made, target.id, "累计完成投资3.2亿元，夯实根基。", BY)
    one = next(s for s in reviewed(after).all_sentences() if s.id == target.id)
    assert [one.text[slice(*span)] for span in one.own] == ["夯实根基"]
    assert [one.text[slice(*span)] for span in one.hand] == ["累计"]


def each_sentence(made: Draft, change: Callable[[Sentence], Sentence]) -> Draft:
    def section(one: object) -> object:
        paragraphs = tuple(Paragraph(tuple(map(change, each.sentences))) for each in one.paragraphs)  # type: ignore[attr-defined]
        return replace(one, paragraphs=paragraphs, sections=tuple(map(section, one.sections)))  # type: ignore[type-var, attr-defined]

    return replace(made, sections=tuple(map(section, made.sections)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("排查隐患152处，\n整改149处。", SAFE),
        ("  排查隐患152处，\u200b整改149处。\r\n", SAFE),
        ("排查隐患\u202e152处，整改149处。", SAFE),
        ("排查隐患152处，整改149处。\x00", SAFE),
        ("<script>排查隐患152处，整改149处。", "<script>排查隐患152处，整改149处。"),
    ],
)
def test_what_nobody_sees_is_not_kept(typed: str, kept: str) -> None:
    made = edited("整改149处", "完成整改149处", drafted())
    after = edit(made, sentence(made, "149处").id, typed, BY)
    assert sentence(after, "152处").text == kept


def test_edited_back_is_restored() -> None:
    made = drafted()
    after = edited("完成整改", "整改", edited("整改149处", "完成整改149处", made))
    assert reviewed(after) == replace(made, review=after.review)
    assert standing(after.review).edits == {}


def test_an_edit_keeps_filled_gaps_as_gaps() -> None:
    made = drafted()
    done, _ = fill_gap(made, gap(made, "培训"), "300", BY)
    after = edited("培训300人次", "共培训300人次", done)
    assert "共培训300人次" in plain_text(after)
    assert "共培训xx人次" in {s.text.rstrip("。") for s in reviewed(after).all_sentences()}
    emptied = restore(after, [gap(made, "培训")], BY)
    assert "共培训xx人次" in plain_text(emptied)
    assert codes(after) <= codes(made)


# --- other deeds ---


def test_accepted_until_it_is_changed() -> None:
    made = drafted()
    one = sentence(made, "149处").id
    done = accept(made, [one], BY)
    assert set(standing(done.review).accepted) == {one}
    assert plain_text(done) == plain_text(made)
    assert standing(edited("整改149处", "完成整改149处", done).review).accepted == {}
    assert standing(reopen(done, [one], BY).review).accepted == {}
    assert accept(done, [one], BY) == done
    assert reopen(made, [one], BY) == made


def test_a_section_is_restored_with_its_sentences_and_a_gap_is_open_again() -> None:
    made = drafted()
    section = next(section.id for section in made.all_sections() if section.heading == "安全")
    after = edited("3.2亿元", "32000万元", edited("整改149处", "完成整改149处", made))
    after, _ = fill_gap(after, gap(made, "培训"), "300", BY)
    assert plain_text(restore(after, [section], BY)) == plain_text(made).replace(
        "xx人次", "300人次"
    )
    assert plain_text(restore(after, [section, gap(made, "培训")], BY)) == plain_text(made)
    assert restore(made, [section], BY) == made


@pytest.mark.parametrize(
    ("value", "taken"),
    [("300", True), ("三百", True), ("很多", False), ("无", False), ("=1+1", False), ("", False)],
)
def test_a_gap_is_filled_as_in_a_form(value: str, taken: bool) -> None:
    made = drafted()
    after, done = fill_gap(made, gap(made, "培训"), value, BY)
    assert bool(done.filled) is taken
    assert (after != made) is taken
    assert bool(done.refused) is (not taken and bool(value))
    if taken:
        assert after.fills[0].source == "审稿：王芳"
        assert undo(after).fills == ()


def finding(code: str, severity: Severity, where: str, text: str = "字") -> Finding:
    return Finding(code, severity, "…", where, text)


@pytest.mark.parametrize(
    ("code", "severity", "reason", "refused"),
    [
        ("PUN101", Severity.ERROR, "原文如此", ""),
        ("EDT101", Severity.WARNING, "已核实", ""),
        ("EDT102", Severity.ERROR, "意思未变，只是换了说法", ""),
        ("FIG105", Severity.ERROR, "附件所列单位", ""),
        ("FIG101", Severity.ERROR, "已核实", "没有依据"),  # nobody can answer for a figure
        ("GAP101", Severity.ERROR, "已核实", "没有依据"),
        ("PUN101", Severity.ERROR, "", "理由"),
        ("PUN101", Severity.ERROR, " \u200b\n", "理由"),
    ],
)
def test_a_finding_is_answered_for_with_a_reason(
    code: str, severity: Severity, reason: str, refused: str
) -> None:
    made = drafted()
    one = finding(code, severity, sentence(made, "149处").id)
    if refused:
        with pytest.raises(InputError, match=refused):
            intend(made, one, reason, BY)
    else:
        (key,) = standing(intend(made, one, reason, BY).review).intended
        assert key == (code, one.where, "字")


def test_a_name_that_somebody_answers_for_is_no_open_error() -> None:
    after = edited("完成投资", "会同县发展和改革局完成投资")
    (error,) = open_errors(after)
    assert error.code == "FIG105"
    assert open_errors(intend(after, error, "联席会议成员单位", BY)) == ()


def test_comments_are_kept_until_they_are_dealt_with() -> None:
    made = drafted()
    one = sentence(made, "149处").id
    after = comment(
        comment(made, one, "请安稳办核实", BY),
        one,
        "口径？",
        By("李强", "2026-07-06T10:00:00+08:00"),
    )
    assert [(c.text, c.who) for c in standing(after.review).open_comments] == [
        ("请安稳办核实", "王芳"),
        ("口径？", "李强"),
    ]
    done = resolve(after, "R1", BY)
    assert [c.text for c in standing(done.review).open_comments] == ["口径？"]
    assert plain_text(done) == plain_text(made)


@pytest.mark.parametrize(
    "deed",
    [
        lambda made: accept(made, ["T99"], BY),
        lambda made: edit(made, "T99", "字", BY),
        lambda made: comment(made, "T99", "字", BY),
        lambda made: comment(made, sentence(made, "149处").id, " ", BY),
        lambda made: resolve(made, "R99", BY),
        lambda made: fill_gap(made, "G99", "1", BY),
        lambda made: edit(made, sentence(made, "149处").id, "字" * 4001, BY),
        lambda made: comment(made, sentence(made, "149处").id, "字" * 4001, BY),
    ],
)
def test_what_cannot_be_done_is_refused(deed: Callable[[Draft], object]) -> None:
    with pytest.raises(InputError):
        deed(drafted())


# --- sections from another draft, and written anew ---


def other_hand() -> Draft:
    """Another draft of the same notes: a model wrote its sentences, with passages."""

    def by_model(one: Sentence) -> Sentence:
        text = one.text.replace("完成投资", "扎实推进，完成投资").replace(
            "招聘教师", "全力招聘教师"
        )
        if text == one.text:
            return one
        moved = len(text) - len(one.text)
        marks = tuple(
            replace(mark, span=(mark.span[0] + moved, mark.span[1] + moved)) for mark in one.marks
        )
        return replace(
            one, text=text, marks=marks, own=((0, moved),), passages=("P1",), author=Author("local")
        )

    passage = Passage(
        "P1", "2025年总结", ("一、工作",), "扎实推进重点工程", masked="扎实推进重点工程"
    )
    return replace(each_sentence(drafted(), by_model), passages=(passage,))


def test_a_section_is_taken_from_another_draft_of_the_same_notes() -> None:
    made, other = drafted(), other_hand()
    made = replace(made, passages=(Passage("P1", "别的文稿", (), "别的文字"),))
    name = section_id(made, "安全")
    sections, passages = taken_from(made, other, [name])
    after = take(made, sections, BY, passages=passages, origin="乙.draft.json")
    assert plain_text(after) == plain_text(made).replace("完成投资", "扎实推进，完成投资")
    assert "全力" not in plain_text(after)  # another section, which was not taken
    one = next(s for s in reviewed(after).all_sentences() if "扎实" in s.text)
    (shown,) = [passage for passage in reviewed(after).passages if passage.id in one.passages]
    assert (shown.id, shown.document) == ("P2", "2025年总结")  # its own P1 is another document
    assert codes(after) == codes(made)
    assert plain_text(restore(after, [name], BY)) == plain_text(made)
    assert take(after, sections, BY, passages=passages) == after


def test_what_was_edited_there_is_proved_here() -> None:
    made = drafted()
    other = edited("完成投资", "会同县发展和改革局完成投资", edited("152处", "153处"))
    sections, passages = taken_from(made, other, [section_id(made, "安全")])
    after = take(made, sections, BY, passages=passages, origin="乙")
    assert {"FIG101", "FIG102", "FIG105"} <= {one.code for one in open_errors(after)}
    one = next(s for s in reviewed(after).all_sentences() if "发展和改革局" in s.text)
    assert one.text[slice(*one.hand[0])] == "会同县发展和改革局"


def test_what_was_taken_out_there_is_taken_out_here() -> None:
    made = drafted()
    other = edit(made, sentence(made, "3.2亿元").id, "", BY)
    sections, passages = taken_from(made, other, [section_id(made, "安全")])
    after = take(made, sections, BY, passages=passages)
    assert "3.2亿元" not in plain_text(after)
    assert "BUL101" in codes(after)


def test_edits_go_with_the_section_they_were_made_in() -> None:
    made = drafted()
    name = section_id(made, "安全")
    sections, passages = taken_from(made, other_hand(), [name])
    after = take(edited("整改149处", "完成整改149处", made), sections, BY, passages=passages)
    assert "完成整改" not in plain_text(after)
    assert "完成整改" in plain_text(undo(after))


@pytest.mark.parametrize(
    "notes",
    [
        "# 一、上半年工作\n## （一）安全\n"
        "- 排查隐患99处,整改98处\n- 完成投资3.2亿元\n- 培训xx人次\n",
        "# 一、上半年工作\n- 排查隐患99处\n",
    ],
)
def test_sections_of_other_notes_are_refused(notes: str) -> None:
    made, other = drafted(), drafted(notes)
    with pytest.raises(InputError, match="不是同一份要点"):
        taken_from(made, other, [section_id(made, "安全")], "别处.draft.json")


def test_a_section_with_other_bullets_is_refused() -> None:
    made = drafted()
    paragraphs = next(one.paragraphs for one in made.all_sections() if one.heading == "队伍")
    with pytest.raises(InputError):
        take(made, [Taken(section_id(made, "安全"), paragraphs)], BY)


# --- undo ---


def test_undone_in_turn_and_brought_back_in_turn() -> None:
    made = drafted()
    one = edited("整改149处", "完成整改149处", made)
    two = accept(one, [sentence(one, "3.2亿元").id], BY)
    assert undoable(two).deed == "accept"  # type: ignore[union-attr]
    back = undo(undo(two))
    assert plain_text(back) == plain_text(made)
    assert undo(back) == back
    assert redoable(back).deed == "edit"  # type: ignore[union-attr]
    again = redo(redo(back))
    assert standing(again.review) == standing(two.review)
    assert redo(again) == again


def test_a_new_decision_ends_what_can_be_brought_back_and_nothing_leaves_the_record() -> None:
    made = edited("整改149处", "完成整改149处")
    after = comment(undo(made), sentence(made, "3.2亿元").id, "请核", BY)
    assert redoable(after) is None
    assert [one.deed for one in after.review.decisions] == ["edit", "comment"]
    assert after.review.revision == 3


def test_a_fill_undone_and_brought_back() -> None:
    made = drafted()
    first, _ = fill_gap(made, gap(made, "培训"), "300", BY)
    second, _ = fill_gap(first, gap(made, "培训"), "400", BY)
    assert "400人次" in plain_text(second)
    assert "300人次" in plain_text(undo(second))
    assert "400人次" in plain_text(redo(undo(second)))
    opened = restore(second, [gap(made, "培训")], BY)
    assert "xx人次" in plain_text(opened)
    assert undo(opened).fills == second.fills
    assert "xx人次" in plain_text(redo(undo(opened)))


# --- the file ---


def full() -> Draft:
    """A draft with a decision of every kind, one undone."""
    made = drafted()
    after = edited("整改149处", "完成整改149处", made)
    after = accept(after, [sentence(after, "3.2亿元").id], BY)
    after = reopen(after, [sentence(after, "3.2亿元").id], BY)
    sections, passages = taken_from(after, other_hand(), [section_id(after, "队伍")])
    after = take(after, sections, BY, passages=passages, origin="乙.draft.json", remark="短一点")
    after, _ = fill_gap(after, gap(made, "培训"), "300", BY)
    after = intend(
        after, finding("PUN101", Severity.WARNING, sentence(after, "149处").id), "原文如此", BY
    )
    after = comment(after, sentence(after, "149处").id, "请核", BY)
    after = resolve(after, "R7", BY)
    after = restore(after, [sentence(after, "149处").id], BY)
    return undo(comment(after, sentence(after, "149处").id, "再核", BY))


def test_everything_decided_comes_back_from_the_file(tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = full()
    write_draft(made, tmp_path / "a.draft.json")
    assert read_draft(tmp_path / "a.draft.json") == made
    assert (
        with_changes(unchanging(drafted()), made).split('"run"')[0]
        == to_json(made).split('"run"')[0]
    )
    assert with_changes(unchanging(made), made) == to_json(made)


# --- any sequence of deeds ---


class Reviewing(RuleBasedStateMachine):
    """Whatever reviewers do: undone it gives the draft as it was, brought back what they had."""

    def __init__(self) -> None:
        super().__init__()
        self.first = drafted()
        self.other = other_hand()
        self.made = self.first

    def _some(self, data: st.DataObject) -> Sentence:
        return data.draw(st.sampled_from(list(filled(self.made).all_sentences())))

    @rule(data=st.data())
    def accepts(self, data: st.DataObject) -> None:
        self.made = accept(self.made, [self._some(data).id], BY)

    @rule(data=st.data())
    def reopens(self, data: st.DataObject) -> None:
        self.made = reopen(self.made, [self._some(data).id], BY)

    @rule(data=st.data(), insert=st.sampled_from(["", "扎实", "7月1日", "县财政局", "xx", "999处"]))
    def edits(self, data: st.DataObject, insert: str) -> None:
        one = self._some(data)
        start = data.draw(st.integers(0, len(one.text)))
        end = data.draw(st.integers(start, len(one.text)))
        self.made = edit(self.made, one.id, one.text[:start] + insert + one.text[end:], BY)

    @rule(data=st.data())
    def restores(self, data: st.DataObject) -> None:
        places = [s.id for s in self.made.all_sentences()] + [
            s.id for s in self.made.all_sections()
        ]
        places += [one.gap for one in self.made.fills]
        self.made = restore(self.made, [data.draw(st.sampled_from(places))], BY)

    @rule(data=st.data())
    def takes(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from([section.id for section in self.made.all_sections()]))
        sections, passages = taken_from(self.made, self.other, [name])
        self.made = take(self.made, sections, BY, passages=passages)

    @rule(
        words=st.sampled_from(["培训", "资金"]),
        value=st.sampled_from(["12", "345.67", "300", "无"]),
    )
    def fills(self, words: str, value: str) -> None:
        self.made, _ = fill_gap(self.made, gap(self.first, words), value, BY)

    @rule(data=st.data())
    def comments(self, data: st.DataObject) -> None:
        self.made = comment(self.made, self._some(data).id, "请核", BY)

    @precondition(lambda self: undoable(self.made))
    @rule()
    def undoes(self) -> None:
        self.made = undo(self.made)

    @precondition(lambda self: redoable(self.made))
    @rule()
    def redoes(self) -> None:
        self.made = redo(self.made)

    @invariant()
    def undone_it_is_as_it_was(self) -> None:
        back, count = self.made, 0
        while undoable(back):
            back, count = undo(back), count + 1
        assert replace(back, review=self.first.review) == self.first
        assert standing(back.review) == standing(self.first.review)
        for _ in range(count):
            back = redo(back)
        assert standing(back.review) == standing(self.made.review)
        assert plain_text(back) == plain_text(self.made)

    @invariant()
    def nothing_drafted_is_touched(self) -> None:
        assert as_drafted(self.made) == self.first
        for one in reviewed(self.made).all_sentences():
            for mark in one.marks:
                assert 0 <= mark.span[0] < mark.span[1] <= len(one.text)


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)


def test_a_decision_does_not_change_what_is_found_elsewhere() -> None:
    made = drafted()
    after = comment(
        accept(made, [sentence(made, "149处").id], BY), sentence(made, "149处").id, "请核", BY
    )
    assert check_draft(after) == check_draft(made)
