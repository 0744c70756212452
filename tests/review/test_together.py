"""Several reviewers over one draft: whose deed is undone, and whose decision is in whose way."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.documents.draft_file import read_draft, write_draft
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import reviewed, standing
from drafter.filling.filling import Given, fill
from drafter.records import Draft, Paragraph, Taken
from drafter.review.decisions import By, accept, comment, edit, fill_gap, restore, take
from drafter.review.together import in_the_way, touched
from drafter.review.undoing import newer_value, redo, redoable, undo, undoable
from tests.review.conftest import sitting_over
from tests.reviewing import drafted, gap, sentence

ZHANG, LI = (By(who, "2026-07-06T09:00:00+08:00") for who in ("张科长", "李主任"))


def edited(made: Draft, words: str, by: By, more: str = "，成效明显") -> Draft:
    one = sentence(made, words)
    return edit(made, one.id, one.text.replace("。", more + "。"), by)


def moved(made: Draft, heading: str, by: By, label: str = "") -> Draft:
    """The sentences of a section the other way round, each with a label before it."""
    section = next(one for one in reviewed(made).all_sections() if heading in one.heading)
    sentences = [one for row in section.paragraphs for one in row.sentences]
    turned = tuple(replace(one, label=label or one.label) for one in sentences[::-1])
    return take(made, [Taken(section.id, (Paragraph(turned),))], by)


# --- undo ---


def test_undo_takes_back_the_last_deed_of_ones_own() -> None:
    made = edited(edited(drafted(), "152", ZHANG), "118", LI)
    after = undo(made, "张科长")
    assert [one.undone > 0 for one in after.review.decisions] == [True, False]
    assert undoable(after, "张科长") is None
    assert undo(after, "张科长") == after
    assert redo(after, "张科长").review.decisions == made.review.decisions
    assert redoable(after, "李主任") is None
    assert [one.undone > 0 for one in undo(made).review.decisions] == [
        False,
        True,
    ]  # whoever did it


def test_what_another_decided_on_since_is_not_taken_back() -> None:
    made = edited(edited(drafted(), "152", ZHANG), "152", LI, "，群众满意")
    assert undoable(made, "张科长") is None
    assert undo(made, "张科长") == made
    assert undoable(undo(made, "李主任"), "张科长") is not None


def test_what_another_decided_on_since_is_not_brought_back() -> None:
    made = edited(undo(edited(drafted(), "152", ZHANG), "张科长"), "152", LI)
    assert redoable(made, "张科长") is None
    assert redo(made, "张科长") == made


def test_a_value_that_another_took_out_stays_out() -> None:
    made = drafted()
    name = gap(made, "培训")
    filled, _ = fill_gap(made, name, "320", ZHANG)
    made = restore(filled, [name], LI)
    assert undo(made, "张科长") == made
    assert undo(made, "李主任").fills == filled.fills


def test_a_section_that_another_worked_in_since_stays() -> None:
    made = drafted()
    made = moved(made, "安全", ZHANG, "一是")
    assert undoable(edited(made, "3.2亿", LI), "张科长") is None
    assert undoable(edited(made, "督导4次", LI), "张科长") is not None


# --- in the way ---

DEEDS = {
    "accept": lambda made, by: accept(made, [sentence(made, "152").id], by),
    "edit": lambda made, by: edited(made, "152", by, f"，{by.who}改"),
    "edit elsewhere": lambda made, by: edited(made, "118", by),
    "edit beside": lambda made, by: edited(made, "3.2亿", by),
    "comment": lambda made, by: comment(made, sentence(made, "152").id, "请核", by),
    "move": lambda made, by: moved(made, "安全", by),
    "reword": lambda made, by: moved(made, "安全", by, by.who),
    "fill": lambda made, by: fill_gap(made, gap(made, "培训"), "32" + str(len(by.who)), by)[0],
}
MEET = {
    ("edit", "edit"): True,
    ("accept", "edit"): True,
    ("edit", "accept"): True,
    ("accept", "accept"): True,  # there is nothing left to decide
    ("fill", "fill"): True,
    ("reword", "edit beside"): True,
    ("edit beside", "reword"): True,
    ("accept", "reword"): True,
    ("reword", "move"): True,  # of one section
    ("accept", "move"): False,  # it reads as it did
    ("move", "edit beside"): False,
    ("accept", "comment"): True,  # it was not read
    ("comment", "edit"): False,  # takes nothing from anybody
    ("comment", "comment"): False,
    ("edit", "edit beside"): False,
    ("edit", "edit elsewhere"): False,
    ("fill", "edit"): False,
    ("move", "edit elsewhere"): False,
    ("move", "fill"): False,
}


@pytest.mark.parametrize(("mine", "theirs"), MEET)
def test_who_comes_second_is_told_where_it_is_the_same_place(mine: str, theirs: str) -> None:
    seen = drafted()
    now = DEEDS[theirs](seen, ZHANG)
    told = in_the_way(seen, now, DEEDS[mine](now, LI))
    assert bool(told) is MEET[mine, theirs]
    assert all(one.decision and one.decision.who == "张科长" for one in told)


def test_only_what_meets_is_told() -> None:
    seen = drafted()
    now = edited(edited(seen, "118", ZHANG), "152", ZHANG)
    (one,) = in_the_way(seen, now, DEEDS["edit"](now, LI))
    assert one.decision
    assert one.decision.where == (sentence(seen, "152").id,)


def test_what_was_undone_meanwhile_is_told() -> None:
    seen = edited(drafted(), "152", ZHANG)
    now = undo(seen, "张科长")
    assert in_the_way(seen, now, DEEDS["edit"](now, LI))


def test_what_was_undone_and_done_again_is_in_nobodys_way() -> None:
    seen = edited(drafted(), "118", ZHANG)
    now = redo(undo(seen, "张科长"), "张科长")
    assert now != seen
    assert not in_the_way(seen, now, DEEDS["edit"](now, LI))


def test_a_draft_that_another_program_wrote_is_told_whatever_is_done() -> None:
    seen = drafted()
    now = drafted("# 一、工作\n- 排查隐患152处,整改149处\n")
    assert in_the_way(seen, now, accept(now, [sentence(now, "152").id], LI))
    assert in_the_way(None, now, accept(now, [sentence(now, "152").id], LI))


def test_a_section_that_reads_otherwise_touches_what_does() -> None:
    made = drafted()
    after = moved(made, "安全", ZHANG, "一是")
    places = touched(after, after.review.decisions[-1])
    assert {sentence(made, words).id for words in ("152", "3.2亿")} <= places
    assert sentence(made, "118").id not in places
    assert plain_text(after) != plain_text(made)


# --- a value and the sentence it stands in ---


def accepted(made: Draft, words: str, by: By) -> Draft:
    return accept(made, [sentence(made, words).id], by)


def is_accepted(made: Draft, words: str) -> bool:
    return sentence(made, words).id in standing(made.review).accepted


def with_value(made: Draft, value: str, by: By) -> Draft:
    return fill_gap(made, gap(drafted(), "培训"), value, by)[0]


def test_a_sentence_is_not_accepted_with_a_value_that_was_not_seen() -> None:
    seen = drafted()
    now = with_value(seen, "320", ZHANG)
    assert in_the_way(seen, now, accepted(now, "320人次", LI))
    assert not in_the_way(seen, now, accepted(now, "152", LI))


def test_a_value_that_comes_out_meets_the_acceptance_of_its_sentence() -> None:
    seen = with_value(drafted(), "320", ZHANG)
    taken_out = restore(seen, [gap(drafted(), "培训")], ZHANG)
    assert in_the_way(seen, taken_out, accepted(taken_out, "xx人次", LI))
    now = accepted(seen, "320人次", LI)
    assert in_the_way(seen, now, restore(now, [gap(drafted(), "培训")], ZHANG))


def test_a_value_meets_the_acceptance_of_its_sentence() -> None:
    seen = drafted()
    now = accepted(seen, "xx人次", LI)
    assert in_the_way(seen, now, with_value(now, "320", ZHANG))


def test_an_accepted_value_is_not_undone_by_who_gave_it() -> None:
    made = accepted(with_value(drafted(), "320", ZHANG), "320人次", LI)
    assert undoable(made, "张科长") is None
    assert undo(made, "张科长") == made
    assert is_accepted(made, "320人次")


def test_a_sentence_is_accepted_with_the_values_that_it_had() -> None:
    made = accepted(accepted(with_value(drafted(), "320", ZHANG), "320人次", LI), "152", LI)
    other = with_value(made, "700", ZHANG)
    assert not is_accepted(other, "700人次")
    assert is_accepted(other, "152")
    assert is_accepted(undo(other), "320人次")
    emptied = restore(made, [gap(drafted(), "培训")], ZHANG)
    assert not is_accepted(emptied, "xx人次")
    assert is_accepted(undo(emptied), "320人次")


# --- values from a form, which no reviewer decided ---


def from_form(made: Draft, value: str, words: str = "培训") -> Draft:
    return fill(made, [Given(gap(drafted(), words), value, "人事科.xlsx")], "").draft


@pytest.mark.parametrize("who", ["", "张科长"])
def test_what_was_taken_out_does_not_come_back_over_what_a_form_brought(who: str) -> None:
    made = restore(with_value(drafted(), "320", ZHANG), [gap(drafted(), "培训")], ZHANG)
    assert undoable(made, who)
    made = from_form(made, "700")
    assert undoable(made, who) is None
    assert undo(made, who) == made
    newer = newer_value(made, who)
    assert newer is not None
    assert (newer.text, newer.source) == ("700", "人事科.xlsx")


@pytest.mark.parametrize("who", ["", "张科长"])
def test_what_was_undone_does_not_come_back_over_what_a_form_brought(who: str) -> None:
    made = undo(with_value(from_form(drafted(), "300"), "400", ZHANG))
    assert redoable(made, who)  # the form's was there before
    made = from_form(made, "700")
    assert redoable(made, who) is None
    assert redo(made, who) == made
    assert newer_value(made, who, back=True) == made.fills[-1]


@pytest.mark.parametrize("deed", ["undo", "redo"])
def test_the_page_tells_what_a_form_brought(deed: str, tmp_path: Path) -> None:
    made = with_value(drafted(), "320", ZHANG)
    made = undo(made) if deed == "redo" else restore(made, [gap(drafted(), "培训")], ZHANG)
    write_draft(from_form(made, "700"), tmp_path / "a.draft.json")
    sitting = sitting_over(tmp_path / "a.draft.json")
    told = sitting.do(deed, sitting.stamp, {})
    assert "700" in told
    assert "人事科.xlsx" in told
    assert [one.text for one in read_draft(tmp_path / "a.draft.json").fills] == ["700"]


def test_values_elsewhere_hold_nothing_back() -> None:
    made = undo(with_value(with_value(drafted(), "300", ZHANG), "400", ZHANG))
    made = from_form(undo(made), "12.50", "资金")
    made = redo(redo(made))
    assert sentence(made, "400人次")
    assert newer_value(made, "") is None


def test_a_form_is_newer_than_what_was_taken_out_of_other_gaps_too() -> None:
    """Numbers of fillings are not given twice, whatever was taken out since."""
    made = from_form(drafted(), "12.50", "资金")
    made = undo(with_value(restore(made, [gap(drafted(), "资金")], ZHANG), "400", ZHANG))
    made = from_form(made, "700")
    assert redoable(made) is None
