"""What a gap shows after any short run of deeds on it: filled, opened, undone, brought back."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from drafter.documents.draft_filled import filled
from drafter.filling.filling import Given, fill, next_round
from drafter.records import Deed, Draft
from drafter.review.decisions import By, fill_gap, restore
from drafter.review.undoing import redo, undo
from tests.reviewing import BY, drafted, gap

ZHANG, LI = (By(who, BY.when) for who in ("张科长", "李主任"))
MADE = drafted("# 一、上半年工作\n- 培训xx人次\n")
GAP = gap(MADE, "培训")
FORM = "人事科.xlsx"


def fills(value: str, made: Draft, by: By = BY) -> Draft:
    return fill_gap(made, GAP, value, by)[0]


def opens(made: Draft, by: By = BY) -> Draft:
    return restore(made, [GAP], by)


def a_form(made: Draft) -> Draft:
    """Brings a value that nobody brought before."""
    return fill(made, [Given(GAP, f"7{next_round(made)}", FORM)], "").draft


Deeds = dict[str, Callable[[Draft], Draft]]

FILLS: Deeds = {value: partial(fills, value) for value in ("12", "300")}
ONE: Deeds = {**FILLS, "open": opens, "undo": undo, "redo": redo}
WITH_A_FORM: Deeds = {**ONE, "form": a_form}
TWO: Deeds = {
    "张 12": partial(fills, "12", by=ZHANG),
    "李 open": partial(opens, by=LI),
    "form": a_form,
    **{
        f"{by.who[0]} {deed.__name__}": partial(deed, who=by.who)
        for by in (ZHANG, LI)
        for deed in (undo, redo)
    },
}


def runs(deeds: Deeds, length: int) -> Iterator[tuple[list[str], Draft, Draft]]:
    """Every run of deeds up to a length, with the draft before its last and after.

    What changes nothing goes no further: without it the run is a shorter one.
    """
    ends: list[tuple[list[str], Draft]] = [([], MADE)]
    for _ in range(length):
        every = [
            ([*run, name], before, deed(before))
            for run, before in ends
            for name, deed in deeds.items()
        ]
        yield from every
        ends = [(run, after) for run, before, after in every if after != before]


def shown(made: Draft) -> str:
    """What stands in the place of the gap."""
    found = ((one.text, one.marks) for one in filled(made).all_sentences())
    return next(
        text[slice(*mark.span)] for text, marks in found for mark in marks if mark.id == GAP
    )


def expected(run: list[str]) -> str:
    """What one reviewer sees after a run, as in any editor: a list of states, and a place in it."""
    states, at = ["xx"], 0
    for name in run:
        if name in {"undo", "redo"}:
            at = max(at - 1, 0) if name == "undo" else min(at + 1, len(states) - 1)
        elif (value := name if name in FILLS else "xx") != states[at]:
            states = [*states[: at + 1], value]
            at += 1
    return states[at]


def test_undone_and_brought_back_a_gap_shows_what_it_showed() -> None:
    found = {" ".join(run): shown(after) for run, _, after in runs(ONE, 6)}
    assert found["12 open undo undo redo redo"] == "xx"
    assert {run: value for run, value in found.items() if value != expected(run.split())} == {}


@pytest.mark.parametrize(("deeds", "length"), [(WITH_A_FORM, 5), (TWO, 6)])
def test_a_value_stands_while_who_gave_it_does_and_nobody_took_it_out(
    deeds: Deeds, length: int
) -> None:
    for run, before, after in runs(deeds, length):
        decisions = after.review.decisions
        given = [one for one in decisions if one.deed is Deed.FILL]
        taken_out = {
            value
            for one in decisions
            if one.deed is Deed.RESTORE and not one.undone
            for value in one.fills
        }
        undone = {value for one in given if one.undone for value in one.fills}
        every = {value for one in decisions for value in one.fills} | {*after.fills}
        assert {*after.fills} == every - taken_out - undone, run
        assert len({*after.fills}) == len(after.fills), run
        newest = max(after.fills, key=lambda value: value.round, default=None)
        assert shown(after) == (newest.text if newest else "xx"), run
        for value in {*after.fills} - {*before.fills} if "do" in run[-1] else ():
            later = [old for old in before.fills if old.source == FORM and old.round > value.round]
            assert not later, run
