"""Numbers of persons that the notes state: what prints them, and what does not."""

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.checks.draft import check_draft
from drafter.compare.comparison import compare
from drafter.compare.files import draft_version
from drafter.documents.draft_file import to_json
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_markdown import to_markdown
from drafter.documents.gaps import open_gaps
from drafter.documents.notes import parse_notes
from drafter.documents.withheld import NOTHING, Allowed, contact_lines, withheld
from drafter.filling.filling import Given, fill
from drafter.filling.form import letter
from drafter.filling.form import to_json as rows_json
from drafter.filling.form import to_markdown as rows_markdown
from drafter.filling.question_form import questions_json
from drafter.filling.questions import every_question
from drafter.filling.rows import gap_rows
from drafter.records import Draft, GapKind
from drafter.review.view import page_of, sources_of
from drafter.word.read_back import read_lines
from drafter.word.render import write_docx
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import FRONT, brief

NUMBERS = {
    "530999197109043119": "身份证号",
    "13900001111": "手机号",
    "0839-5561777": "电话号码",
    "6228480012345678911": "银行卡号",
    "zhou_qm@qq.com": "邮箱",
    "云A·12345": "车牌号",
    "E12345678": "证件号",
    "wx_abc123": "微信或QQ号",
    "13700002222": "手机号",
}
NOTES = """# 一、信访（联系13700002222）
- 周启明（身份证号530999197109043119，手机１３９００００１１１１）反映3件,办结2件
- 联系人吴大勇，家中电话0839-5561777
- 补助打入6228480012345678911，共1.2万元；来信zhou_qm@qq.com共2封
# 二、交通
- 查扣云A·12345等36辆
  - 车主护照E12345678
  - 车主微信wx_abc123
- 《关于13700002222举报件的答复》1件
"""
HARMLESS = """# 一、工作
- 12345热线受理1104次,拨打110、120各2次,400-800-1234接通率98%
- 91530100MA6K12345X等2户企业注销,项目2403-530102-04-01-123456备案
- 云政办发〔2024〕12号转发,K42+300至K45+800治理
- 完成税收13987123456元,发卡6228480012345678912张
"""


def made(notes: str = NOTES, allowed: Allowed = NOTHING) -> Draft:
    return draft(brief(notes), Tools(RuleWriter(), allowed=allowed))


def printed(result: Draft, folder: Path) -> dict[str, str]:
    """All that is printed of a draft, by what prints it."""
    write_docx(result, folder / "r.docx")
    rows = gap_rows(result)
    page = page_of(result, result.findings)
    sides = [
        sources_of(result, sentence.id, result.findings) for sentence in result.all_sentences()
    ]
    now = draft_version(result, folder / "r.json")
    content = json.loads(to_json(result))
    for bullet in _bullets(content["brief"]):
        bullet.pop("source")  # provenance: the note as it was written
    return {
        "text": plain_text(result),
        "word": "\n".join(read_lines(folder / "r.docx")),
        "markdown": to_markdown(result),
        "json": json.dumps(content, ensure_ascii=False),
        "page": f"{page}",
        "provenance on the page": f"{sides}",
        "gaps": rows_json(rows) + rows_markdown(rows, letter(result.brief)),
        "questions": questions_json(every_question(result)),
        "compare": f"{compare(now.side, now.side)} {now.side.view}",
        "findings": f"{check_draft(result)}",
    }


def _bullets(content: object) -> list[dict[str, object]]:
    """Every bullet in the JSON of a brief."""
    if isinstance(content, list):
        return [found for item in content for found in _bullets(item)]
    if not isinstance(content, dict):
        return []
    own = [content] if "source" in content and "children" in content else []
    return own + [found for value in content.values() for found in _bullets(value)]


def test_no_number_of_a_person_is_printed(tmp_path: Path) -> None:
    for name, text in printed(made(), tmp_path).items():
        folded = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
        assert [number for number in NUMBERS if number in folded] == [], name


def test_each_is_a_gap_that_says_what_it_is() -> None:
    result = made()
    held = [place.gap for place in open_gaps(result.brief) if place.gap.kind is GapKind.PERSONAL]
    assert sorted(gap.text for gap in held) == sorted(
        f"【{called}未写入】" for called in (*NUMBERS.values(), "手机号")
    )
    text = plain_text(result)
    assert "周启明（身份证号【身份证号未写入】，手机【手机号未写入】）反映3件" in text
    assert "一、信访（联系【手机号未写入】）" in text
    assert "《关于【手机号未写入】举报件的答复》1件。" in text
    assert "电话【电话号码未写入】。" in text  # a sentence that ends in a mark has its end mark
    assert not [one for one in result.findings if one.severity == "error"]


def test_the_note_stays_where_a_sentence_leads_back_to() -> None:
    first = next(made().brief.all_bullets())
    assert "530999197109043119" in first.source
    assert first.line


def test_nobody_is_asked_for_what_is_withheld() -> None:
    rows = gap_rows(made())
    assert {row.asked for row in rows if row.withheld} == {False}


def test_the_front_matter_withholds_them_too() -> None:
    text = FRONT.format(kind="summary").removesuffix("---\n")
    text += (
        "title: 关于13900001111的总结\nrecipient: 周科长13700002222\n---\n# 一、工作\n- 办结2件\n"
    )
    printed_text = plain_text(draft(parse_notes(text, Path("n.md")), Tools(RuleWriter())))
    assert "关于【手机号未写入】的总结\n周科长【手机号未写入】：\n" in printed_text


def test_a_mark_is_highlighted_and_explained_in_word(tmp_path: Path) -> None:
    write_docx(made(), tmp_path / "r.docx")
    document = docx.Document(str(tmp_path / "r.docx"))
    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color is not None
    ]
    assert marked.count("【手机号未写入】") == 3
    assert [one.text for one in document.comments if "默认不写入" in one.text]


def test_names_and_figures_around_are_still_facts() -> None:
    first = next(made().brief.all_bullets())
    assert [fact.text for fact in first.facts] == ["周启明", "3件", "2件"]
    assert first.text[slice(*first.facts[0].span)] == "周启明"


def test_harmless_numbers_are_printed_as_they_stand() -> None:
    result = made(HARMLESS)
    assert result.brief == brief(HARMLESS)
    assert "未写入" not in plain_text(result)


def test_all_are_printed_where_somebody_asked_for_it() -> None:
    result = made(allowed=Allowed(everything=True))
    assert result.run.personal_kept
    assert "身份证号530999197109043119，手机13900001111" in plain_text(result)
    assert not [one for one in result.findings if one.severity == "error"]
    assert "NOT103" in {one.code for one in result.findings}


def test_a_published_line_is_printed_and_recorded() -> None:
    notes = "# 一、工作\n- 投诉电话0839-5560123，群众来电13700002222反映2件\n"
    result = made(notes, Allowed(frozenset({"08395560123"})))
    assert "投诉电话0839-5560123，群众来电【手机号未写入】反映2件。" in plain_text(result)
    assert result.run.published == ("0839-5560123",)
    assert "NOT103" not in {one.code for one in result.findings}


def test_a_withheld_number_can_be_filled_in_on_purpose() -> None:
    result = made("# 一、工作\n- 值班员手机13700002222，值守3次\n")
    (row,) = [row for row in gap_rows(result) if row.withheld]
    done = fill(result, [Given(row.gap.id, "13700002222", "命令行")], "")
    assert "值班员手机13700002222，值守3次。" in plain_text(done.draft)
    assert fill(result, [Given(row.gap.id, "30万元", "命令行")], "").refused


def test_everything_else_of_the_brief_stays() -> None:
    before, after = brief(NOTES), withheld(brief(NOTES))
    facts = {fact.id: fact for bullet in before.all_bullets() for fact in bullet.facts}
    kept = [fact for bullet in after.all_bullets() for fact in bullet.facts]
    known = [fact for fact in kept if fact.id in facts]
    assert [(fact.key, fact.quote) for fact in known] == [
        (facts[fact.id].key, facts[fact.id].quote) for fact in known
    ]
    assert len({fact.id for fact in kept}) == len(kept)
    assert withheld(after) == after


def _card(seventeen: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True))
    return seventeen + "10X98765432"[total % 11]


MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
CARDS = st.from_regex(r"53[0-2][0-9]{3}19[6-9][0-9]0[1-9]1[0-9][0-9]{3}", fullmatch=True).map(_card)
NOTE_FORMS = st.sampled_from(
    [
        "# 一、工作\n- 办结2件（{}）\n",
        "# 一、工作\n- 周某{}反映3件,办结2件\n",
        "# 一、工作\n- 手机 {}  ,培训3场\n  - 另{}等2人\n",
        "# 一、关于{}的工作\n- 《{}信访件》1件\n",
        "- 开头{}\n# 一、工作\n- “{}”2件；**{}**\n",
    ]
)
SPELLINGS = st.sampled_from(
    [
        str,
        lambda number: number.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        lambda number: "\u200b".join((number[:4], number[4:])),
        lambda number: f" {number} ",
    ]
)


@given(st.one_of(MOBILES, CARDS), NOTE_FORMS, SPELLINGS)
@settings(max_examples=60, deadline=None)
def test_whatever_its_place_and_spelling_no_number_is_printed(
    number: str, form: str, spell: Callable[[str], str]
) -> None:
    result = made(form.replace("{}", spell(number)))
    text = plain_text(result) + rows_json(gap_rows(result)) + f"{check_draft(result)}"
    digits = text.translate(str.maketrans("０１２３４５６７８９", "0123456789", "\u200b"))
    assert number not in digits
    assert "未写入" in plain_text(result)
    assert not [one for one in result.findings if one.severity == "error"]


@pytest.mark.parametrize(
    ("note", "number"),
    [
        ("投诉电话0839-5560123", "0839-5560123"),
        ("投诉科电话：0839-5560123，受理2件", "0839-5560123"),
        ("0839-5561999值班电话268次", "0839-5561999"),
        ("公开邮箱ynls@yn.gov.cn收信30封", "ynls@yn.gov.cn"),
        ("监督电话0839-5560123、0839-5560124", "0839-5560123 0839-5560124"),
        ("服务热线13900001111", "13900001111"),
        ("投诉人电话15000002222", ""),
        ("联系人吴大勇，联系电话0839-5561777", ""),
        ("群众周某（13900001111）反映2件", ""),
        ("12345热线、110", ""),
    ],
)
def test_what_may_be_a_published_line(note: str, number: str) -> None:
    found = contact_lines(brief(f"# 一、工作\n- {note}\n"))
    assert " ".join(one.number for one in found) == number
