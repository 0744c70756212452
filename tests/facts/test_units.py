"""The expression for units is small, and matches what one alternative a unit would match."""

import re

import pytest

from drafter.facts.units import MONEY_UNITS, UNITS, one_of

_ENDINGS = {
    "次": "要数品生级",
    "米": "饭粉面线",
    "分": "别",
    "期": "间限末待望货刊",
    "圆": "满形圈心桌弧明梦规",
}


def _ends(expression: str, text: str) -> int | None:
    found = re.match(expression, text)
    return found and found.end()


@pytest.mark.parametrize("units", [UNITS, sorted(MONEY_UNITS)], ids=["all", "money"])
def test_every_unit_is_found_whole_and_before_any_other_word(units: list[str]) -> None:
    expression = re.compile(one_of(units))
    for unit in units:
        for behind in ("", "，", "的", "9"):
            found = expression.match(unit + behind)
            assert found, unit
            assert found[0] == unit, unit + behind


@pytest.mark.parametrize("last", _ENDINGS)
def test_a_unit_that_begins_another_word_is_a_shorter_one_or_none(last: str) -> None:
    expression = re.compile(one_of(UNITS))
    for unit in (unit for unit in UNITS if unit[-1] == last):
        shorter = {known for known in UNITS if unit.startswith(known) and known != unit}
        for char in _ENDINGS[last]:
            found = expression.match(unit + char)
            assert (found[0] if found else None) in (shorter or {None}), unit + char


def test_letters_go_on_in_another_word() -> None:
    expression = one_of(["k", "km", "kWh", "m", "mm"])
    assert [_ends(expression, text) for text in ("km", "km/h", "kmh", "kWhm", "mm，")] == [
        2, 2, None, None, 2,
    ]  # fmt: skip


def test_a_shorter_unit_stands_where_the_longer_cannot_be_followed_so() -> None:
    expression = one_of(["人", "人次", "个", "个百分点"])
    assert re.match(f"{expression}次要", "人次要")
    texts = ("人次要", "人次", "个百分点", "个百")
    assert [_ends(expression, text) for text in texts] == [1, 2, 4, 1]
