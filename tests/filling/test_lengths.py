"""How long a draft is beside how long it is wanted."""

from drafter.documents.draft_lines import plain_text
from drafter.filling.lengths import length_contract, length_of
from drafter.filling.questions import questions_of
from tests.filling.test_questions import drafted

NOTES = """# 一、工作情况
## （一）信访
- 受理信访件63件
## （二）食品安全
- 抽检食材218批次，合格率96.5%，比上年提高1.2个百分点，抽检覆盖学校食堂、集体用餐配送单位和农贸市场
- 建立校园食品安全责任清单
- 检查食堂36家
"""


def test_a_share_is_a_share_of_the_notes() -> None:
    made = drafted(NOTES)
    length = length_of(made, 1000, questions_of(made))
    assert [(s.heading, s.share) for s in length.sections] == [("信访", 250), ("食品安全", 750)]
    text = plain_text(made).split("\n")[1:-2]  # without title and signature
    assert length.characters == len("".join(text))
    assert length.missing == 1000 - length.characters


def test_short_sections_are_told_with_what_would_fill_them() -> None:
    made = drafted(NOTES)
    length = length_of(made, 1000, questions_of(made))
    assert [section.heading for section in length.short] == ["食品安全", "信访"]
    petitions = next(s for s in length_contract(length)["sections"] if s["heading"] == "信访")
    assert petitions["short"]
    assert petitions["questions"] == [questions_of(made)[0].id]


def test_a_draft_that_is_long_enough_has_no_short_section() -> None:
    made = drafted(NOTES)
    length = length_of(made, 60, questions_of(made))
    assert (length.missing, length.short) == (0, [])
