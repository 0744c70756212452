"""What is said after an edit is no more than what was proved of it."""

from pathlib import Path

import pytest

from drafter.checks.draft import check_draft
from drafter.documents.draft_file import read_draft, write_draft
from drafter.records import Draft
from tests.review.conftest import sitting_over
from tests.reviewing import drafted, sentence

SURE, FACTS = "没有问题", "数据核对无误"
NOTES = """# 一、上半年工作
- 排查隐患152处,整改149处
- 检查学校⑨⑨次
- 拟新建学校2所
# 二、下半年打算
- 开展督导4次
"""


def told(folder: Path, made: Draft, words: str, text: str) -> str:
    """What is said where the sentence with these words is made to read `text`."""
    file = folder / "稿.draft.json"
    write_draft(made, file)
    sitting = sitting_over(file)
    fields = {"sentence": sentence(made, words).id, "text": text}
    return sitting.do("edit", sitting.stamp, fields)


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        ("隐患", "共排查隐患152处，整改149处。", SURE),
        ("隐患", "共排查隐患152处，整改150处。", "核对发现"),
        ("隐患", "排查隐患152处，未整改149处。", "核对发现"),
        ("隐患", "排查隐患152处，整改149处，受到一致好评。", "核对发现"),
        ("新建", "新建学校2所。", "核对发现"),
        ("现将", "现将有关情况报告如下，成绩显著：", FACTS),
        ("检查", "共检查学校⑨⑨次。", "没有读出"),
        ("现将", "", "已删去"),
    ],
)
def test_words_are_vouched_for_only_where_they_were_judged(
    tmp_path: Path, words: str, text: str, said: str
) -> None:
    heard = told(tmp_path, drafted(NOTES), words, text)
    others = {SURE, FACTS} - {said}
    assert said in heard
    assert not any(other in heard for other in others)


def test_what_somebody_answers_for_is_not_called_right(tmp_path: Path) -> None:
    made = drafted(NOTES)
    file = tmp_path / "稿.draft.json"
    write_draft(made, file)
    sitting = sitting_over(file)
    name = sentence(made, "隐患").id
    sitting.do("edit", sitting.stamp, {"sentence": name, "text": "细查隐患152处，整改149处。"})
    for found in check_draft(read_draft(file)):
        if found.where == name:
            fields = {"code": found.code, "where": name, "text": found.text, "reason": "经核实"}
            sitting.do("intend", sitting.stamp, fields)
    again = {"sentence": name, "text": "细查隐患152处，共整改149处。"}
    assert "都已认可" in sitting.do("edit", sitting.stamp, again)
