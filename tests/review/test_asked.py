"""What the authors of notes are asked stands beside the sentence it is about."""

from drafter.documents.draft_reviewed import reviewed
from drafter.filling.questions import questions_of
from drafter.filling.rewordings import rewordings_of
from drafter.records import Draft
from drafter.review.decisions import edit
from drafter.review.page_parts import Page
from drafter.review.rendering import block
from drafter.review.sides import Sides, Ways
from drafter.review.view import page_of
from tests.filling.test_questions import drafted
from tests.reviewing import BY

NOTES = """# 一、工作情况
## （一）信访
- 受理信访件63件
## （二）台账
- 那边弄了台账12本
## （三）粮食
- 播种面积36.2万亩，同比增长1.2%
- 高标准农田4.5万亩
"""


def side(made: Draft, words: str) -> str:
    """The right-hand side of the sentence with these words, or of the section so called."""
    page = page_of(made, ())
    sides = Sides(made, page, (), (), lambda section: Ways())
    for section in page.sections:
        if words == "".join(piece.text for piece in section.heading):
            return sides.section(section)
    return next(
        sides.sentence(one.id, section)
        for section in page.sections
        for one in section.sentences
        if words in one.plain
    )


def marked(page: Page) -> list[str]:
    return [one.plain for part in page.sections for one in part.sentences if one.spoken]


def test_a_sentence_that_stays_spoken_is_marked_and_its_question_stands_beside() -> None:
    made = drafted(NOTES)
    [asked] = rewordings_of(made)
    page = page_of(made, ())
    assert ["台账12本" in plain for plain in marked(page)] == [True]
    assert sum(block(section).count("pin ask") for section in page.sections) == 1
    assert asked.id in side(made, "台账12本")
    assert asked.id not in side(made, "63件")


def test_so_does_what_its_note_or_its_section_does_not_tell() -> None:
    made = drafted(NOTES)
    by_heading = {question.heading: question for question in questions_of(made)}
    assert by_heading["信访"].text in side(made, "63件")
    assert by_heading["粮食"].text in side(made, "粮食")
    assert by_heading["粮食"].id not in side(made, "36.2")


def test_a_sentence_that_a_reviewer_worded_is_no_longer_marked() -> None:
    made = drafted(NOTES)
    spoken = next(one for one in reviewed(made).all_sentences() if "台账12本" in one.text)
    assert marked(page_of(edit(made, spoken.id, "建立信访台账12本。", BY), ())) == []
