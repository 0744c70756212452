"""A reviewer changes the plan of a section: every bullet stays, every fact keeps its mark."""

import pytest

from drafter.checks.draft import check_draft
from drafter.documents.draft_reviewed import reviewed
from drafter.documents.outline import lead_id
from drafter.errors import InputError
from drafter.records import Draft, Sentence
from drafter.review.decisions import By, edit, take
from drafter.review.undoing import undo
from drafter.writing.pipeline import Tools, draft
from drafter.writing.replanned import replanned
from drafter.writing.rules import RuleWriter
from tests.notes import brief

NOTES = (
    "# 一、教育工作\n- 中考报名2386人,同比增加112人\n- 新建录播教室12间\n- 建党105周年大会xx场次\n"
    "- 重点项目:\n  - 三中迁建占地86亩\n  - 二幼扩建投资1150万元\n"
)
BY = By("审稿人", "2026-07-05T10:00:00+08:00")


def drafted() -> Draft:
    return draft(brief(NOTES), Tools(RuleWriter()))


def moved(one: Draft, sentence: str, move: str) -> Draft:
    return take(one, [replanned(one, "S1", sentence, move, BY.who)], BY, origin=move)


def shown(one: Draft) -> list[Sentence]:
    (section,) = reviewed(one).sections
    return [s for p in section.paragraphs for s in p.sentences if s.id != lead_id("S1")]


def ids(one: Draft) -> list[tuple[str, ...]]:
    return [sentence.bullets for sentence in shown(one)]


def alone(one: Draft) -> Draft:
    """The draft with each bullet in a sentence of its own, whatever the rules join."""
    while joined := next((s for s in shown(one) if len(s.bullets) > 1), None):
        one = moved(one, joined.id, "part")
    return one


BASE = [("B1",), ("B2",), ("B3",), ("B4",), ("B5",), ("B6",)]


@pytest.mark.parametrize(
    ("sentence", "move", "expected"),
    [
        ("TB1", "join", [("B1", "B2"), *BASE[2:]]),
        ("TB2", "up", [("B2",), ("B1",), *BASE[2:]]),
        ("TB1", "down", [("B2",), ("B1",), *BASE[2:]]),
        ("TB6", "up", [*BASE[:4], ("B6",), ("B5",)]),
        ("TB5", "join", [*BASE[:4], ("B5", "B6")]),
        ("TB4", "up", [("B1",), ("B2",), ("B4",), ("B5",), ("B6",), ("B3",)]),
        ("TB2", "paragraph", BASE),
    ],
)
def test_a_move_changes_order_and_joining_alone(
    sentence: str, move: str, expected: list[tuple[str, ...]]
) -> None:
    start = alone(drafted())
    assert ids(start) == BASE
    after = moved(start, sentence, move)
    assert ids(after) == expected
    for one in shown(after):
        named = {mark.id: one.text[slice(*mark.span)] for mark in one.marks}
        slots = [
            slot for b in after.brief.all_bullets() if b.id in one.bullets
            for slot in (*b.facts, *b.gaps)
        ]  # fmt: skip
        assert named.keys() == {slot.id for slot in slots}
        assert all(named[slot.id].startswith(slot.text) for slot in slots)
    grave = {f.code for f in check_draft(reviewed(after))} - {f.code for f in start.findings}
    assert not {code for code in grave if code[:3] in ("BUL", "FIG", "GAP")}
    (plan,) = reviewed(after).plans
    assert plan.author == BY.who
    assert ids(undo(after)) == BASE


def test_joined_sentences_can_be_parted_again_and_an_edit_stays_in_them() -> None:
    edited = edit(alone(drafted()), "TB2", "当年新建录播教室12间。", BY)
    joined = moved(edited, "TB2", "join")
    (one,) = (s for s in shown(joined) if s.bullets == ("B2", "B3"))
    assert one.text.startswith("当年新建录播教室12间；")
    assert "当年" in "".join(one.text[slice(*span)] for span in one.hand)
    assert ids(moved(joined, one.id, "part")) == BASE


def test_the_last_plan_of_a_section_stands_whatever_else_was_taken_with_the_first() -> None:
    two = draft(brief(NOTES + "# 二、体育工作\n- 新建步道3条\n- 优良率56%\n"), Tools(RuleWriter()))
    first = [replanned(two, name, f"T{bullet}", "down", BY.who)
             for name, bullet in (("S1", "B1"), ("S2", "B7"))]  # fmt: skip
    both = take(two, first, BY, origin="down")
    last = replanned(both, "S1", "TB1", "up", BY.who)
    plans = {plan.section: plan for plan in reviewed(take(both, [last], BY, origin="up")).plans}
    assert (plans["S1"], plans["S2"]) == (last.plan, first[1].plan)


def test_a_lead_goes_and_comes_back() -> None:
    start = drafted()
    had = any(s.id == lead_id("S1") for s in reviewed(start).all_sentences())
    if not had:
        with pytest.raises(InputError):
            moved(start, "", "lead")
        return
    without = moved(start, "", "lead")
    assert not any(s.id == lead_id("S1") for s in reviewed(without).all_sentences())
    again = moved(without, "", "lead")
    assert any(s.id == lead_id("S1") for s in reviewed(again).all_sentences())


@pytest.mark.parametrize(
    ("section", "sentence", "move"),
    [
        ("S1", "TB1", "up"), ("S1", "TB6", "down"), ("S1", "TB6", "join"), ("S1", "TB3", "join"),
        ("S1", "TB1", "part"), ("S1", "TB1", "sideways"), ("S1", "TB99", "up"), ("S9", "TB1", "up"),
        ("S1", "TB1", "paragraph"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_changes_nothing(
    section: str, sentence: str, move: str
) -> None:
    with pytest.raises(InputError):
        replanned(alone(drafted()), section, sentence, move, BY.who)
