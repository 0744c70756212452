"""A number in brackets within the name of a class counts nothing: 小（2）型."""

import pytest

from drafter.facts.figures import read_facts
from drafter.records import FactKind


def codes(text: str) -> list[str]:
    return [fact.text for fact in read_facts(text) if fact.kind is FactKind.CODE]


def counted(text: str) -> list[str]:
    return [fact.text for fact in read_facts(text) if fact.kind is FactKind.QUANTITY]


@pytest.mark.parametrize(
    ("text", "names", "counts"),
    [
        ("小（2）型水库12座除险加固", ["小（2）型"], ["12座"]),
        ("完成小（1）型水库8座、小（2）型水库32座", ["小（1）型", "小（2）型"], ["8座", "32座"]),
        ("大（1）型灌区1处", ["大（1）型"], ["1处"]),
        ("小（一）型水库12座", ["小（一）型"], ["12座"]),
        ("三（A）级单位2家", ["三（A）级"], ["2家"]),
        ("一（甲）类场所3处", ["一（甲）类"], ["3处"]),
        ("三（2）班学生45人", ["三（2）班"], ["45人"]),
        ("达到公（1）级水质的断面6个", ["（1）级"], ["6个"]),
    ],
)
def test_it_is_a_name(text: str, names: list[str], counts: list[str]) -> None:
    assert (codes(text), counted(text)) == (names, counts)


def test_either_brackets_are_the_same_name() -> None:
    wide, narrow = (read_facts(text)[0] for text in ("小（2）型水库", "小(2)型水库"))
    assert wide.key == narrow.key


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("整治隐患（2）类似问题", ["2"]),
        ("分三类（12）级联报警", ["12"]),
        ("检查（3）家企业", ["3"]),
    ],
)
def test_other_brackets_hold_numbers(text: str, counts: list[str]) -> None:
    assert [count for count in counted(text) if count in counts] == counts
