"""The suites on forms and on what a model is sent see what is wrong there."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.evaluation.cases import Case, read_case
from drafter.evaluation.results import Status, read_run
from drafter.evaluation.suites import Order
from drafter.writing import proved_section
from eval import filling, wire
from eval.apart.wordfile import Block
from eval.filling import Form, filled_in, scores_of
from eval.wire import Overhearing
from tests.eval.test_apart import CASE


@pytest.fixture
def case(tmp_path: Path) -> Case:
    path = tmp_path / "01-apart.md"
    path.write_text(CASE.replace("表彰先进", "表彰⟦?x⟧所学校和先进"), encoding="utf-8")
    return read_case(path)


@pytest.fixture
def form(case: Case, tmp_path: Path) -> Form:
    return filled_in(case, tmp_path)


def values(form: Form) -> dict[str, float | None]:
    return {name: score.value for name, score in scores_of(form).items()}


def with_texts(form: Form, change: Callable[[str], str]) -> Form:
    """The form, every stretch of its filled file changed."""

    def block(old: Block) -> Block:
        pieces = tuple(replace(piece, text=change(piece.text)) for piece in old.pieces)
        return replace(old, pieces=pieces)

    blocks = tuple(map(block, form.after.blocks))
    return replace(form, after=replace(form.after, blocks=blocks))


def test_what_was_answered_stands_where_it_was_asked_for(form: Form) -> None:
    assert len(form.asked) == 2
    assert values(form) == {"filled": 1, "spoilt": 0, "coloured": 1, "refused": 0}


def test_an_answer_that_lost_a_digit_or_went_elsewhere_is_seen(form: Form) -> None:
    first, second = (one.answer for one in form.asked)
    short = with_texts(form, lambda text: second[:-1] if text == second else text)
    assert (values(short)["filled"], values(short)["coloured"]) == (0, 0.5)
    swap = {first: second, second: first}
    assert values(with_texts(form, lambda text: swap.get(text, text)))["filled"] == 0


def test_what_else_was_changed_is_seen(form: Form) -> None:
    spoilt = with_texts(form, lambda text: text.replace("校舍加固", "校舍"))
    assert (values(spoilt)["filled"], values(spoilt)["spoilt"]) == (1, 1)
    fewer = replace(form, after=replace(form.after, blocks=form.after.blocks[:-1]))
    assert values(fewer)["spoilt"] == 1


def test_answers_that_are_not_taken_are_counted(form: Form) -> None:
    assert values(replace(form, refused={form.asked[0].gap}))["refused"] == 0.5


def scores(case: Case) -> dict[str, float | None]:
    return {name: score.value for name, score in wire._scores(case).items()}


def test_a_model_is_sent_no_value(case: Case) -> None:
    said = scores(case)
    assert (said["leaked"], said["lent"]) == (0, 0)
    assert (said["asked again"] or 0) > 0


def test_a_value_that_is_sent_is_seen(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A heading goes as it stands."""
    monkeypatch.setattr(proved_section, "masked_without", lambda text, values: text)
    assert (scores(case)["leaked"] or 0) > 0


def test_the_suites_take_the_cases_that_are_asked_for(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAFTER_LANG", "en")  # the form is Chinese whoever runs this
    order = Order(tmp_path / "run", tmp_path, groups=("01-apart",))
    seen: list[str] = []
    for suite in (filling.run_filling, wire.run_wire):
        suite(order, lambda done, total, name: seen.append(name))
    assert seen == ["01-apart"] * 2
    assert {one.status for one in read_run(order.output).results} == {Status.SCORED}
    assert Overhearing().requests == []
