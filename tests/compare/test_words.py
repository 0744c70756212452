"""Two sentences by words: figures whole, no islands of one character, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.compare.words import Change, word_changes, words
from drafter.facts.figures import read_facts

MARKS = {Change.KEPT: "{}", Change.DELETED: "[-{}]", Change.INSERTED: "[+{}]"}
TEXT = st.text(alphabet="组织开展教师培训，。12.5%万元xx（）a \n", max_size=40)


def shown(a: str, b: str) -> str:
    spans = [[fact.span for fact in read_facts(text)] for text in (a, b)]
    return "".join(MARKS[each.change].format(each.text) for each in word_changes(a, b, *spans))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("开展培训12期。", "开展培训12期。", "开展培训12期。"),
        ("开展培训12期。", "开展培训15期。", "开展培训[-12期][+15期]。"),
        ("概算1.48亿元", "概算14800万元", "概算[-1.48亿元][+14800万元]"),
        ("组织开展教师培训。", "举办教师培训。", "[-组织开展][+举办]教师培训。"),
        ("开展检查，发现问题。", "开展检查；发现问题。", "开展检查[-，][+；]发现问题。"),
        ("村里的学校多", "城区的医院少", "[-村里的学校多][+城区的医院少]"),
        ("", "新增。", "[+新增。]"),
        ("删去。", "", "[-删去。]"),
    ],
)
def test_by_words(a: str, b: str, expected: str) -> None:
    assert shown(a, b) == expected


@given(TEXT, TEXT)
def test_nothing_is_lost(a: str, b: str) -> None:
    found = word_changes(a, b)
    assert "".join(each.text for each in found if each.change is not Change.INSERTED) == a
    assert "".join(each.text for each in found if each.change is not Change.DELETED) == b
    for each in found:
        assert (b if each.change is Change.INSERTED else a)[slice(*each.span)] == each.text


@given(TEXT)
def test_words_cover_the_text(text: str) -> None:
    spans = words(text, [fact.span for fact in read_facts(text)])
    assert "".join(text[slice(*span)] for span in spans) == text
