import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.facts.punctuation import mend, without_end


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("今年以来,我局", "今年以来，我局"),
        ("问题;不足:原因?", "问题；不足：原因？"),
        ("幼儿园(学校)", "幼儿园（学校）"),
        ('推进"双减"', "推进“双减”"),
        ("「双减」", "“双减”"),
        ("3 所学校", "3所学校"),
        ("Word 2019 文件", "Word 2019文件"),
        ("a,b", "a,b"),
        ("等等...", "等等……"),
        ("，，。", "。"),
        ("语文、数学、等", "语文、数学等"),
        ("零\u200b宽\ufeff字", "零宽字"),
    ],
)
def test_mend(text: str, mended: str) -> None:
    assert mend(text) == mended


@given(st.text(alphabet="今年以来我局a1,.;:?!()\"' 、，。；：（）“”—-~…《》", max_size=40))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend(text)
    assert mend(once) == once


@given(st.text(alphabet="今年以来我局学校培训,;: ()，。；", max_size=40))
def test_words_and_their_order_never_change(text: str) -> None:
    def words(line: str) -> str:
        return "".join(c for c in line if "\u4e00" <= c <= "\u9fff")

    assert words(mend(text)) == words(text)


def test_without_end() -> None:
    assert without_end("学习6次。；") == "学习6次"
