"""What is understood of an answer in whatever form; the rest is asked again, with the reason."""

import pytest

from drafter.facts.punctuation import without_end
from drafter.writing.answer_cleaning import cleaned
from drafter.writing.answer_forms import has_whole_line, understood
from drafter.writing.bullet_lines import bullet_lines
from tests.writing.answer_formats import (
    ASKED_AGAIN,
    MEANT,
    ONE,
    PLAIN,
    TASK,
    THREE,
    TWO,
    UNDERSTOOD,
)

LINES = bullet_lines(TASK)
SENTENCES = (ONE, TWO, THREE)


@pytest.mark.parametrize("form", UNDERSTOOD)
def test_a_good_answer_is_understood_in_any_form(form: str) -> None:
    found = understood(UNDERSTOOD[form], LINES)
    texts = {line.bullet.id: line.restored(found.texts.get(line.label, "")) for line in LINES}
    assert {id: without_end(text) for id, text in texts.items()} == {
        id: without_end(text) for id, text in MEANT.items()
    }
    assert found.fault == ""


@pytest.mark.parametrize("form", ASKED_AGAIN)
def test_what_leaves_a_doubt_is_not_guessed_at(form: str) -> None:
    found = understood(ASKED_AGAIN[form], LINES)
    assert found.texts == {}
    assert found.fault != ""


def test_silence_has_no_fault() -> None:
    assert understood(" \n", LINES).fault == ""


def test_a_numbered_line_that_lost_a_token_is_for_the_proof() -> None:
    said = "1. 举办培训多场。\n2. 排查隐患【F3】处，整改率【F4】%。\n3. 召开安全生产工作会议。"
    assert understood(said, LINES).texts["B1"] == "举办培训多场。"


@pytest.mark.parametrize(
    "frame",
    [
        "优化后的句子为：{}", "改写结果：{}", "要点一：{}", "您好，{}", "当然可以，{}",
        "{}请审核。", "{}谢谢。完毕。", "{}祝工作顺利！", "{}——完——", "{}希望对您有帮助！",
        "{}（以上为改写）", "{}<|im_end|>", "{}\\n", "{}[END]",
    ],
)  # fmt: skip
def test_what_frames_a_sentence_never_stands_in_it(frame: str) -> None:
    said = "\n".join(f"【B{n}】{frame.format(text)}" for n, text in enumerate(SENTENCES, 1))
    assert understood(said, LINES).texts == understood(PLAIN, LINES).texts


@pytest.mark.parametrize(
    "sentence",
    [
        "安全生产：召开工作会议。",
        "召开会议。会议部署安全生产工作。",
        "压紧压实责任：召开安全生产会议。",
    ],
)
def test_words_of_the_note_are_no_frame(sentence: str) -> None:
    kept = sentence.removeprefix("压紧压实责任：")
    assert understood(f"【B3】{sentence}", LINES).texts == {"B3": kept}


@pytest.mark.parametrize(
    ("answer", "whole"),
    [
        ("【B1】举办培训\n【B2】", True),
        ("B1: 举办培训\nB2", True),
        ("【B1】举办", False),
        ("<think>\n【B1】草稿\n", False),
        ("好的，以下是句子：\n", False),
        ('{"B1": "举办培训', False),
    ],
)
def test_a_stream_cut_short_counts_from_its_first_whole_line(answer: str, whole: bool) -> None:
    assert has_whole_line(answer) is whole


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("**加强** `管理`", "加强管理"),
        ("## 加强管理,提升水平.", "加强管理，提升水平。"),
        ("- 加强管理😀", "加强管理"),
        ("加\u200b强\u202e管\U000e0041理", "加强管理"),
        ("“加强管理。”", "加强管理。"),
        ("“双减”工作有序推进", "“双减”工作有序推进"),
        ("好的，加强管理。希望对您有帮助！", "加强管理。"),
        ("修改后：加强管理。（共8字）", "加强管理。"),
        ("加强管理（含培训）。", "加强管理（含培训）。"),
        ("加强管理！", "加强管理。"),
        ("加强管理，希望工程有序推进。", "加强管理，希望工程有序推进。"),
        ("新增【F1】个。（【F2】）", "新增【F1】个。（【F2】）"),
        ("加强→管理ｘ①", "加强→管理x①"),
    ],
)
def test_a_sentence_is_cleaned_of_what_cannot_be_part_of_it(text: str, sentence: str) -> None:
    assert cleaned(text) == sentence
