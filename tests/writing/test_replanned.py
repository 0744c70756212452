"""A reviewer changes the plan of a section: every bullet stays, every fact keeps its mark."""

from dataclasses import replace

import pytest

from drafter.checks.draft import check_draft
from drafter.documents.draft_reviewed import changed_sentences, reviewed, standing
from drafter.documents.outline import lead_id
from drafter.errors import InputError
from drafter.records import Draft, Sentence
from drafter.review.decisions import By, accept, edit, take
from drafter.review.undoing import undo
from drafter.writing.pipeline import Tools, draft
from drafter.writing.replanned import led, led_by_rules, replanned, restated
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


def leads(one: Draft) -> list[str]:
    return [s.text for s in reviewed(one).all_sentences() if s.id == lead_id("S1")]


def led_anew(one: Draft, text: str) -> Draft:
    return take(one, [led(one, "S1", text, BY.who)], BY, origin="lead")


def test_a_lead_goes_comes_back_and_is_worded_by_hand() -> None:
    start = drafted()
    without = led_anew(start, "")
    assert (leads(without), ids(without)) == ([], ids(start))
    by_hand = led_anew(without, "坚持把教育放在优先位置")
    assert leads(by_hand) == ["坚持把教育放在优先位置。"]
    assert [reviewed(each).plans[0].lead for each in (without, by_hand)] == [False, True]
    assert leads(moved(by_hand, "TB2", "up")) == leads(by_hand)  # other moves leave it
    assert leads(led_anew(by_hand, "坚持立德树人")) == ["坚持立德树人。"]


def test_the_rules_lead_where_they_have_one() -> None:
    start = led_anew(drafted(), "")
    try:
        made = take(start, [led_by_rules(start, "S1", BY.who)], BY, origin="lead")
    except InputError:
        assert not leads(drafted())
    else:
        assert leads(made) == leads(drafted())


@pytest.mark.parametrize(
    "text", ["新建学校12所", "7月5日以来", "按照云教发〔2024〕12号要求", "一。二"]
)
def test_a_lead_by_hand_states_no_fact(text: str) -> None:
    with pytest.raises(InputError):
        led(drafted(), "S1", text, BY.who)


def test_what_was_taken_out_stays_out_and_what_was_added_keeps_no_lead_away() -> None:
    start = edit(alone(led_anew(drafted(), "坚持立德树人")), "TB2", "", BY)
    after = moved(start, "TB6", "up")
    assert ids(after) == [b for b in [*BASE[:4], BASE[5], BASE[4]] if b != ("B2",)]
    assert leads(after) == ["坚持立德树人。"]
    with pytest.raises(InputError, match="已删去"):
        moved(start, "TB1", "join")


def test_what_was_accepted_stays_so_where_it_reads_as_it_did() -> None:
    start = accept(alone(drafted()), ["TB1", "TB3"], BY)
    after = moved(start, "TB2", "up")
    assert set(standing(after.review).accepted) == {"TB1", "TB3"}
    assert changed_sentences(after) == changed_sentences(start)
    joined = moved(after, "TB1", "join")
    assert set(standing(joined.review).accepted) == set()
    assert "TB1" in changed_sentences(joined)
    assert set(standing(undo(joined).review).accepted) == {"TB1", "TB3"}


# --- single sentences of another draft ---


def theirs(one: Draft, words: str, bullets: tuple[str, ...]) -> Sentence:
    found = next(s for s in shown(one) if s.bullets == bullets)
    return replace(found, text=words + found.text, own=((0, len(words)),),
                   marks=tuple(replace(m, span=(m.span[0] + len(words), m.span[1] + len(words)))
                               for m in found.marks))  # fmt: skip


def taken_over(one: Draft, sentence: Sentence) -> Draft:
    return take(one, [restated(one, "S1", sentence, BY.who)], BY, origin="乙稿")


def test_a_sentence_takes_the_place_of_its_own_bullets_alone() -> None:
    start = accept(alone(drafted()), ["TB1", "TB3"], BY)
    after = taken_over(start, theirs(start, "当年，", ("B2",)))
    assert ids(after) == BASE
    assert shown(after)[1].text.startswith("当年，")
    assert set(standing(after.review).accepted) == {"TB1", "TB3"}
    assert [s.text for s in shown(after) if s.id != "TB2"] == [
        s.text for s in shown(start) if s.id != "TB2"
    ]


def test_one_that_states_two_takes_the_place_of_two_and_can_be_parted_again() -> None:
    start = alone(drafted())
    both = theirs(moved(start, "TB2", "join"), "当年，", ("B2", "B3"))
    after = taken_over(start, both)
    assert ids(after) == [("B1",), ("B2", "B3"), *BASE[3:]]
    assert ids(moved(after, "TB2", "part")) == BASE
    assert ids(moved(after, "TB2", "up"))[0] == ("B2", "B3")
    assert not {f.code for f in check_draft(reviewed(after)) if f.code[:3] in ("BUL", "FIG")}


def test_one_that_leaves_a_bullet_out_is_refused_until_ours_is_parted() -> None:
    start = alone(drafted())
    joined = moved(start, "TB2", "join")
    with pytest.raises(InputError, match="没有写到") as refused:
        restated(joined, "S1", theirs(start, "当年，", ("B2",)), BY.who)
    assert "建党105周年" in str(refused.value.value)
    assert ids(taken_over(moved(joined, "TB2", "part"), theirs(start, "当年，", ("B2",)))) == BASE


def test_one_that_states_a_bullet_of_another_section_or_level_is_refused() -> None:
    two = draft(brief(NOTES + "# 二、体育工作\n- 新建步道3条\n"), Tools(RuleWriter()))
    one = next(s for s in reviewed(two).all_sentences() if "B1" in s.bullets)
    with pytest.raises(InputError, match="别的章节"):
        restated(two, "S1", replace(one, bullets=(*one.bullets, "B7")), BY.who)
    start = alone(drafted())
    across = replace(theirs(start, "", ("B3",)), bullets=("B3", "B5"))
    with pytest.raises(InputError, match="同一层"):
        restated(start, "S1", across, BY.who)


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
