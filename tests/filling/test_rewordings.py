"""Notes that are spoken are asked for anew, and their new words stand in their place."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from drafter.documents.draft_lines import plain_text
from drafter.documents.notes import parse_notes
from drafter.filling.answers import read_answers
from drafter.filling.filling import Given
from drafter.filling.form import letter, to_markdown, to_workbook
from drafter.filling.lacking import Lacking
from drafter.filling.question_form import QUESTION_COLUMNS
from drafter.filling.questions import Question, questions_of
from drafter.filling.rewordings import every_rewording, rewordings_of
from drafter.filling.supplement import Supplement, supplement
from drafter.records import Author, Brief, Draft, Paragraph, Sentence
from drafter.review.decisions import By, edit
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.filling.test_questions import drafted

NOTES = """- 塔吊这块请人来看了，花了18万元
# 一、工作开展情况
## （一）电梯
- 受理投诉63件
- 加装电梯弄了6部，二楼不同意的多
- 扶梯那边:
  - 检查扶梯8部
  - 换了2部，厂家帮着弄的
"""
CELL = "回.xlsx｜请改写的要点｜F4"


@pytest.fixture(scope="module")
def made() -> Draft:
    return drafted(NOTES)


def asked(made: Draft, words: str) -> Question:
    return next(question for question in rewordings_of(made) if words in question.note)


def given(made: Draft, words: str, value: str) -> Given:
    return Given(asked(made, words).id, value, CELL)


def worded(made: Draft, value: str) -> Given:
    """New words of the only note, asked for or not."""
    [question] = every_rewording(made)
    return Given(question.id, value, CELL)


def answered(made: Draft, words: str, value: str) -> Supplement:
    return supplement(made, [given(made, words, value)], "-")


def notes_of(answer: Supplement) -> Brief:
    return parse_notes(answer.text, Path("报告.补充.md"))


def texts(brief: Brief) -> list[str]:
    return [bullet.text for bullet in brief.all_bullets()]


def test_spoken_notes_are_asked_for_with_their_place_and_by_whom(made: Draft) -> None:
    questions = rewordings_of(made, {"电梯": "特设科"})
    assert [(q.note, q.place, q.division) for q in questions] == [
        ("塔吊这块请人来看了，花了18万元", "notes.md｜第7行", ""),
        ("加装电梯弄了6部，二楼不同意的多", "notes.md｜第11行", "特设科"),
        ("扶梯那边", "notes.md｜第12行", "特设科"),
        ("换了2部，厂家帮着弄的", "notes.md｜第14行", "特设科"),
    ]
    assert all(q.kind is Lacking.WORDING and q.id.startswith("W") for q in questions)
    assert "弄" in questions[1].text


def test_they_are_no_part_of_what_the_notes_do_not_tell(made: Draft) -> None:
    assert all(question.kind is not Lacking.WORDING for question in questions_of(made))


def test_they_keep_their_names_when_notes_are_moved_and_figures_change(made: Draft) -> None:
    moved = drafted(NOTES.replace("## （一）", "- 编制42名\n## （一）").replace("了6部", "了7部"))
    assert asked(moved, "加装电梯").id == asked(made, "加装电梯").id


def test_the_note_of_the_spoken_clause_is_asked_where_one_sentence_states_several() -> None:
    made = drafted("# 一、工作情况\n- 检查电梯120部\n- 加装电梯弄了6部\n")
    ids = tuple(bullet.id for bullet in made.brief.all_bullets())
    joined = Sentence("X1", "检查电梯120部，加装电梯弄了6部。", ids, Author("rules"))
    assert [q.note for q in rewordings_of(with_sentence(made, joined))] == ["加装电梯弄了6部"]


def with_sentence(made: Draft, sentence: Sentence) -> Draft:
    section = replace(made.sections[0], paragraphs=(Paragraph((sentence,)),), sections=())
    return replace(made, sections=(section,))


def test_what_a_model_or_a_person_worded_is_not_asked_for(made: Draft) -> None:
    sentence = next(s for s in made.all_sentences() if "弄了6部" in s.text)
    by_model = with_sentence(made, replace(sentence, author=Author("openai")))
    assert not any("加装" in q.note for q in rewordings_of(by_model))
    by_hand = edit(made, sentence.id, "加装电梯6部。", By("李主任", "2026-07-01T09:00:00"))
    assert not any("加装" in q.note for q in rewordings_of(by_hand))


def test_new_words_stand_in_the_place_of_the_note_with_both_sources(made: Draft) -> None:
    new = "加装电梯6部，部分二楼住户尚未同意。"
    brief = notes_of(answered(made, "加装电梯", new))
    assert texts(brief) == [new[:-1] if "加装" in text else text for text in texts(made.brief)]
    bullet = next(bullet for bullet in brief.all_bullets() if "加装" in bullet.text)
    name = asked(made, "加装电梯").id
    assert bullet.origin == f"notes.md｜第11行；{CELL}｜改写{name}"
    again = draft(brief, Tools(RuleWriter()))
    assert "部分二楼住户尚未同意" in plain_text(again)
    assert name not in {question.id for question in rewordings_of(again)}


@pytest.mark.parametrize("words", ["塔吊", "扶梯", "换了2部"])
def test_any_note_can_be_worded_anew_and_keeps_what_stands_below_it(
    made: Draft, words: str
) -> None:
    note = asked(made, words).note
    new = {"塔吊": "聘请第三方检测塔吊，投入18万元", "扶梯": "扶梯方面", "换了2部": "更换2部"}[
        words
    ]
    assert texts(notes_of(answered(made, words, new))) == [
        new if text == note else text for text in texts(made.brief)
    ]


def test_a_second_line_is_a_note_behind_it(made: Draft) -> None:
    brief = notes_of(answered(made, "扶梯", "扶梯方面\n建立维保台账"))
    assert texts(brief)[-1] == "建立维保台账"
    assert [b.text for b in brief.sections[0].sections[0].bullets][-2:] == [
        "扶梯方面",
        "建立维保台账",
    ]


@pytest.mark.parametrize(
    ("words", "new", "lost"),
    [
        ("加装电梯", "加装电梯若干部", "6部"),
        ("加装电梯", "加装电梯7部", "6部"),
        ("塔吊", "聘请第三方检测塔吊", "18万元"),
    ],
)
def test_new_words_that_lose_a_fact_are_refused_and_the_note_stays(
    made: Draft, words: str, new: str, lost: str
) -> None:
    answer = answered(made, words, new)
    assert (answer.text, answer.taken) == ("", ())
    [remark] = answer.refused
    assert lost in remark.message
    assert remark.source == CELL


@pytest.mark.parametrize(
    ("note", "new"),
    [
        ("塔吊坏的多，花了18万", "塔吊故障较多，投入18万元维修"),
        ("出口跟去年比掉了6%", "出口同比下降6%"),
        ("来了80来户，没走", "到场80余户"),
        ("3月份弄了场培训", "3月举办培训1场"),
    ],
)
def test_a_fact_may_be_spelt_as_a_report_does(note: str, new: str) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    assert answered(made, note[:4], new).refused == ()


@pytest.mark.parametrize(
    ("note", "new"),
    [
        ("罚了12万6，都交了", "罚款12.6万元，均已缴纳"),
        ("修路灯弄掉3万2块", "路灯维修支出32000元"),
        ("罚了12万6千，都交了", "罚款12.6万元，均已缴纳"),
        ("展板那边弄了1千5", "展板制作投入1500元"),
        ("花了两万五左右搞展板", "投入2.5万元左右制作展板"),
        ("一个人补一百二，都发了", "每人补助120元，均已发放"),
        ("弄了2千3户，没落下", "走访2300户，实现全覆盖"),
    ],
)
def test_a_sum_as_it_is_said_is_the_one_a_report_states(note: str, new: str) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    answer = answered(made, note[:4], new)
    assert (answer.refused, answer.changed) == ((), ())


@pytest.mark.parametrize(
    ("note", "new", "lost"),
    [
        ("罚了12万6，都交了", "罚款12.5万元，均已缴纳", "12万6"),
        ("罚了12万6，都交了", "罚款126万元，均已缴纳", "12万6"),
        ("花了两万五搞展板，没走招标", "制作展板，未招标", "两万五"),
        ("花了两万五搞展板，没走招标", "投入2.05万元制作展板，未招标", "两万五"),
    ],
)
def test_a_sum_as_it_is_said_is_lost_where_another_stands(note: str, new: str, lost: str) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    [remark] = answered(made, note[:4], new).refused
    assert lost in remark.message


@pytest.mark.parametrize(
    ("note", "new", "lost"),
    [
        ("检查企业xx家，还行吧", "检查企业，整改缓慢", "xx家"),
        ("检查企业xx家，还行吧", "检查企业，整改xx项", "xx家"),
        ("检查5家，弄好了xx家", "检查5家，均已整改", "xx家"),
        ("检查xx家，弄好了xx家", "检查并整改xx家", "xx家"),
        ("花了xx万元搞展板", "制作展板若干", "xx万元"),
        ("出口跟去年比掉了xx%", "出口同比下降", "xx%"),
        ("出口跟去年比掉了xx%", "出口同比增长xx%", "xx%"),
        ("弄了xx个", "历时3个月", "xx个"),
        ("xx月弄了场培训", "举办培训1场", "xx月"),
        ("请了xx公司来弄展板", "委托第三方制作展板", "xx"),
    ],
)
def test_new_words_that_lose_a_placeholder_are_refused(note: str, new: str, lost: str) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    answer = supplement(made, [worded(made, new)], "-")
    assert answer.taken == ()
    [remark] = answer.refused
    assert lost in remark.message


@pytest.mark.parametrize(
    ("note", "new"),
    [
        ("检查企业xx家，还行吧", "检查企业xx家，整改缓慢"),
        ("检查企业xx家，还行吧", "检查企业XXX余家，整改缓慢"),
        ("检查企业xx家，还行吧", "检查企业15家，整改缓慢"),
        ("检查xx家，弄好了xx家", "检查15家，整改xx家"),
        ("花了xx万元搞展板", "投入3.2万元制作展板"),
        ("出口跟去年比掉了xx%", "出口同比下降5%"),
        ("花了xx万元搞展板", "投入32000元制作展板"),
        ("x月x日弄了场培训", "3月5日举办培训"),
        ("请了xx公司来弄展板", "委托云岭测绘公司制作展板"),
        ("xx同志来弄过", "李明同志到场办理"),
    ],
)
def test_a_placeholder_may_stay_or_be_filled_in_new_words(note: str, new: str) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    answer = supplement(made, [worded(made, new)], "-")
    assert answer.refused == ()
    assert new in answer.text


@pytest.mark.parametrize(
    ("note", "new", "lost"),
    [
        ("弄好了5家", "整改15家", "5家"),
        ("弄好了5家", "整改3～5家", "5家"),
        ("出口掉了6%", "出口下降16%", "6%"),
        ("出口掉了6%", "出口下降0.6%", "6%"),
        ("起火弄出来3起", "发生火灾13起", "3起"),
        ("弄掉200元", "支出1200元", "200元"),
        ("弄掉18万", "支出18万5千元", "18万"),
        ("搞了三场", "举办十三场", "三场"),
        ("5日弄的", "15日办理", "5日"),
        ("弄了3次", "第3次举办", "3次"),
    ],
)
def test_a_figure_within_another_is_no_figure(note: str, new: str, lost: str) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    [remark] = supplement(made, [worded(made, new)], "-").refused
    assert lost in remark.message


@pytest.mark.parametrize(
    ("note", "new", "lost"),
    [
        ("到位资金弄了3亿元", "到位煤炭3亿吨", "3亿元"),
        ("弄完了100%", "完成100个", "100%"),
        ("增长弄到6个百分点", "增长6%", "6个百分点"),
        ("培训弄了3天", "培训3人", "3天"),
        ("收入增长弄到6%", "收入下降6%", "6%"),
        ("收入掉了6%", "收入增长6%", "6%"),
        ("收入比去年多了6万元", "收入比上年减少6万元", "6万元"),
        ("收入弄得-6%", "收入增长6%", "-6%"),
        ("收入弄得-6%", "收入增速6%", "-6%"),
        ("任务弄得超计划6%", "任务欠计划6%", "6%"),
        ("弄了100家以上", "检查不足100家", "100家以上"),
    ],
)
def test_an_equal_size_of_another_kind_unit_or_direction_is_another_fact(
    note: str, new: str, lost: str
) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    [remark] = supplement(made, [worded(made, new)], "-").refused
    assert lost in remark.message


@pytest.mark.parametrize(
    ("note", "new"),
    [
        ("收入多了6%", "收入增长6%"),
        ("收入弄得-6%", "收入下降6%"),
        ("收入弄得6%的增长", "收入同比增长6%"),
        ("超了计划6%，弄得好", "超额完成计划6%"),
        ("增值税弄掉6万元", "增值税减少6万元"),
        ("至少弄了3场", "至少举办3场"),
        ("来了50多号人", "到场50余人"),
        ("弄了3个企业", "检查企业3家"),
        ("跑了3趟，弄完了", "走访3次，全部办结"),
        ("吃饭弄掉5块钱", "餐费支出5元"),
        ("来了一百二，都没走", "到场120人"),
    ],
)
def test_direction_and_unit_may_be_spelt_as_a_report_does(note: str, new: str) -> None:
    made = drafted(f"# 一、工作情况\n- {note}\n")
    assert supplement(made, [worded(made, new)], "-").refused == ()


def test_a_unit_that_a_sum_as_it_is_said_had_not_is_told() -> None:
    made = drafted("# 一、工作情况\n- 弄了12万6\n")
    answer = supplement(made, [worded(made, "销售12.6万吨")], "-")
    assert ["12.6万吨" in remark.message for remark in answer.changed] == [True]


def test_a_figure_that_the_note_had_not_is_taken_and_told(made: Draft) -> None:
    answer = answered(made, "加装电梯", "加装电梯6部，涉及15户")
    assert len(answer.taken) == 1
    assert ["15户" in remark.message for remark in answer.changed] == [True]


def test_of_two_wordings_the_first_is_taken_and_the_other_told(made: Draft) -> None:
    both = [given(made, "加装", value) for value in ("加装电梯6部", "完成加装电梯6部")]
    answer = supplement(made, both, "-")
    assert "加装电梯6部" in texts(notes_of(answer))
    assert len(answer.refused) == 1


def test_new_words_and_an_answer_for_one_note_make_one_sentence() -> None:
    made = drafted("# 一、工作情况\n## （一）信访\n- 信访件那边弄了63件\n- 接访一百多人\n")
    [question] = [q for q in questions_of(made) if "63件" in q.note]
    both = [given(made, "63件", "受理信访件63件"), Given(question.id, "办结61件", "乙.xlsx")]
    brief = notes_of(supplement(made, both, "-"))
    assert "受理信访件63件，办结61件" in texts(brief)


def test_a_form_of_them_goes_out_and_comes_back(made: Draft, tmp_path: Path) -> None:
    questions = [*questions_of(made), *rewordings_of(made)]
    path = tmp_path / "缺项.xlsx"
    path.write_bytes(to_workbook([], letter(made.brief), questions))
    book = openpyxl.load_workbook(path)
    sheet = book["请改写的要点"]
    value = QUESTION_COLUMNS.index("value") + 1
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [
        question.id for question in rewordings_of(made)
    ]
    sheet.cell(5, value).value = "加装电梯6部"
    book.save(path)
    answers = [one for one in read_answers(path).given if one.value]
    assert [one.gap for one in answers] == [asked(made, "加装").id]
    assert "加装电梯6部" in texts(notes_of(supplement(made, answers, "-")))


def test_a_list_to_send_has_them_last(made: Draft) -> None:
    text = to_markdown([], letter(made.brief), [*rewordings_of(made), *questions_of(made)])
    assert text.index("## 请补充的情况") < text.index("## 请改写的要点")
    assert asked(made, "加装").id in text
