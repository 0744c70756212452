from pathlib import Path

import pytest

from drafter.documents.gaps import gap_names, open_gaps
from drafter.documents.note_text import compose
from drafter.documents.notes import parse_notes
from drafter.errors import InputError
from drafter.reading.notes import read_notes
from drafter.records import Kind, Part
from tests.notes import FRONT, brief


def test_headings_are_levelled_by_nesting_and_lose_their_numbers() -> None:
    read = brief(
        "# 三、党建\n### (一)学习\n- 学习6次\n## 2 、培训\n- 培训3期\n# 一 、教学\n- 听课20节\n"
    )
    assert [(s.level, s.heading) for s in read.all_sections()] == [
        (1, "党建"),
        (2, "学习"),
        (2, "培训"),
        (1, "教学"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "# 党建\n- 学习6次\n- 研讨3次",
        "# 党建\n* 学习6次\n* 研讨3次",
        "# 党建\n1. 学习6次\n2. 研讨3次",
        "# 党建\n1、学习6次\n2、研讨3次",
        "# 党建\n（1）学习6次\n（2）研讨3次",
        "# 党建\n-学习6次\n-研讨3次",
        "# 党建\n• 学习6次\n• 研讨3次",
        "# 党建\n一是学习6次\n\n二是研讨3次",
        "#党建\n- [x] 学习6次；\n- [ ] 研讨3次。",
        "# 党建\n- **学习6次**\n- 研讨\n  3次",
        "# 党建\n- *学习*6次\n- ~~研讨~~3次",
    ],
)
def test_bullets_are_read_however_they_are_written(body: str) -> None:
    assert [bullet.text for bullet in brief(body).all_bullets()] == ["学习6次", "研讨3次"]


def test_nested_bullets_belong_to_their_parent() -> None:
    read = brief("# 安全\n- 排查：\n  - 学校64所\n    - 隐患9处\n  - 车辆88台\n- 演练12次\n")
    (first, second) = read.sections[0].bullets
    assert (first.text, [child.text for child in first.children], second.text) == (
        "排查",
        ["学校64所", "车辆88台"],
        "演练12次",
    )
    assert [bullet.text for bullet in first.children[0].children] == ["隐患9处"]


@pytest.mark.parametrize(
    "note",
    ["98.5分", "2.5小时", "12.36平方公里", "7.5召开会议", "4、5月开展巡查",
     "1、2、3号楼完工", "三、四季度开展检查",
     "一、二季度完成5项", "（一）班5人", "十、百、千工程", "①②两项"],
)  # fmt: skip
def test_a_note_keeps_the_number_it_opens_with(note: str) -> None:
    read = brief(f"# 工作\n- {note}\n- 检查：\n  - {note}\n")
    assert [bullet.text for bullet in read.all_bullets()] == [note, "检查", note]


def test_characters_of_rare_names_are_kept() -> None:
    assert compose("完成\ue000造字2项，\ue001名5人")[0] == "完成\ue000造字2项，\ue001名5人"
    assert compose("完成\U000f0000字2项")[0] == "完成\U000f0000字2项"


def test_empty_bullets_are_none_and_odd_marks_are_marks() -> None:
    body = (
        "# 工作\n- 完成3项\n- \n-\n*\n1.\n- - 完成4项\n·完成5项\n—完成6项\n"
        "▲完成7项\n★完成8项\na. 完成9项\n- 。\n"
    )
    assert [bullet.text for bullet in brief(body).all_bullets()] == [
        f"完成{n}项" for n in range(3, 10)
    ]


def test_without_any_mark_numbered_lines_are_headings() -> None:
    read = brief("一 、工作情况\n完成3项\n（一）队伍建设\n招聘5人。\n培训6人\n")
    assert [(s.level, s.heading) for s in read.all_sections()] == [(1, "工作情况"), (2, "队伍建设")]
    assert [bullet.text for bullet in read.all_bullets()] == ["完成3项", "招聘5人", "培训6人"]


@pytest.mark.parametrize(
    "note",
    ["电话0871-1234567", "执行GB/T 9704-2012", "2026-1号楼", "5-3班",
     "户号12-34-56", "见附件x.docx",
     "访问http://a.cn/x?b=1下载", "比例为3:2:1", "第1165条", "24*7小时值守"],
)  # fmt: skip
def test_codes_and_addresses_are_kept_to_the_letter(note: str) -> None:
    (bullet,) = brief(f"# 工作\n- {note}\n").all_bullets()
    assert (bullet.text.replace(" ", ""), bullet.gaps) == (note.replace(" ", ""), ())


def test_gaps_of_the_front_matter_are_gaps_wherever_they_are_printed() -> None:
    front = (
        "---\norganization: 云岭县xx局\nperiod: xxxx年\n"
        "recipient: xx县人民政府\ndate: 2026年7月\n---\n"
    )
    read = parse_notes(front + "# 党建\n- 学习6次\n", Path("n.md"))
    texts = [
        [gap.text for gap in gaps]
        for gaps in (read.title_gaps, read.recipient_gaps, read.opening_gaps)
    ]
    assert texts == [["xx", "xxxx"], ["xx"], ["xx", "xxxx"]]
    assert [gap.text for gap in read.issuer_gaps] == ["xx"]
    assert (read.date, [gap.text for gap in read.date_gaps]) == ("2026年7月x日", ["x"])


def test_ids_and_lines_point_into_the_file() -> None:
    read = brief("# 党建\n\n- 学习6次\n- 研讨xx次\n")
    assert [(b.id, b.line) for b in read.all_bullets()] == [("B1", 9), ("B2", 10)]
    assert [fact.id for b in read.all_bullets() for fact in b.facts] == ["F1"]
    assert [gap.id for b in read.all_bullets() for gap in b.gaps] == [
        gap_names(list(open_gaps(read)))[0]
    ]


@pytest.mark.parametrize(
    ("note", "origin"),
    [
        ("- 学习6次 <!-- 来源：学前科.xlsx｜一季度｜第5行 -->", "学前科.xlsx｜一季度｜第5行"),
        ("- 学习6次<!--来源: 学前科.xlsx-->", "学前科.xlsx"),
        ("- 学习<!-- 来源：甲 -->6次 <!-- 来源：乙 -->", "甲；乙"),
        ("- 学习\n  6次 <!-- 来源：甲 -->", "甲"),
        ("学习6次 <!-- 来源：甲 -->", "甲"),
        ("- 学习6次 <!-- 数据来源待核 -->", ""),
        ("- 学习6次 <!-- 来源： -->", ""),
        ("- 学习6次 <!-- 来源：甲\n乙 -->", ""),
        ("<!-- 来源：甲 -->\n- 学习6次", ""),
        ("- 学习6次\n\n<!-- 来源：甲 -->", ""),
    ],
)
def test_a_comment_on_its_line_says_where_a_bullet_comes_from(note: str, origin: str) -> None:
    read = brief(f"# 党建\n{note}\n- 研讨3次\n")
    assert [(b.text, b.origin) for b in read.all_bullets()] == [
        ("学习6次", origin),
        ("研讨3次", ""),
    ]
    assert [b.line for b in read.all_bullets()][1] == 9 + note.count("\n")


def test_a_nested_bullet_has_an_origin_of_its_own() -> None:
    read = brief(
        "# 安全\n- 检查： <!-- 来源：甲 -->\n  - 学校64所 <!-- 来源：乙 -->\n  - 车辆88台\n"
    )
    assert [(b.text, b.origin) for b in read.all_bullets()] == [
        ("检查", "甲"),
        ("学校64所", "乙"),
        ("车辆88台", ""),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("举办培训１２场次,参训1,200人;满意度98.5%.", "举办培训12场次，参训1200人；满意度98.5%。"),
        ('印发"双减"通知(试行):3-5天办结', "印发“双减”通知（试行）：3～5天办结"),
        ("制定《关于印发《办法》的通知》", "制定《关于印发〈办法〉的通知》"),
        ("评选“文明校园”、“德育示范校”", "评选“文明校园”“德育示范校”"),
        ("落实资金 120-150万元 , 云教发[2024]12号", "落实资金120万～150万元，云教发〔2024〕12号"),
        ("得分98 97 96分", "得分98 97 96分"),
        ("write that 100% of the work passed", "write that 100% of the work passed"),
        ("repeat 【F3】 three times", "repeat 【F3】 three times"),
        # a space that parts two clauses
        ("侵财案72 起  追赃挽损96万元", "侵财案72起，追赃挽损96万元"),
        ("侵财案72起 追赃挽损96万元", "侵财案72起，追赃挽损96万元"),
        ("受理xx件　办结xx件", "受理xx件，办结xx件"),
        ("同比增长5%\t高于全市平均", "同比增长5%，高于全市平均"),
        ("培训 3期 参训 120人", "培训3期参训120人"),
        ("适应性培训1期 149人", "适应性培训1期，149人"),
        ("启动Ⅳ级响应3次 Ⅲ级响应1次", "启动Ⅳ级响应3次，Ⅲ级响应1次"),
        ("高标准农田2.4万亩 12月中旬完工", "高标准农田2.4万亩，12月中旬完工"),
        ("培训 3 期 149 人", "培训3期149人"),
        ("培训3 期 参训120人", "培训3期参训120人"),
        ("建成12个 项目", "建成12个项目"),
        ("投资3.2亿元  的项目", "投资3.2亿元的项目"),
        ("7月5日  召开会议", "7月5日召开会议"),
        ("安排--自查--整改", "安排——自查——整改"),
        ("访问 www.example.cn 下载 a.doc", "访问www.example.cn下载a.doc"),
        ("语文、数学、等学科，，全部开齐。。。", "语文、数学等学科，全部开齐……"),
    ],
)
def test_compose_gives_official_spelling(source: str, text: str) -> None:
    assert compose(source)[0] == text


def test_compose_keeps_spans_true() -> None:
    text, facts, gaps = compose("完成投资1,286.5万元(占９５%),受理xx件")
    assert (
        [text[slice(*fact.span)] for fact in facts]
        == [fact.text for fact in facts]
        == ["1286.5万元", "95%"]
    )
    assert [text[slice(*gap.span)] for gap in gaps] == ["xx"]


def test_a_lone_top_heading_that_is_the_title_is_no_section() -> None:
    body = "# 云岭县教育局2026年上半年工作总结\n## 党建\n- 学习6次\n## 教学\n- 听课20节\n"
    assert [(s.level, s.heading) for s in brief(body).sections] == [(1, "党建"), (1, "教学")]


def test_a_section_without_notes_is_a_visible_hole() -> None:
    (full, empty) = brief("# 党建\n- 学习6次\n# 教学\n").sections
    assert full.hole is None
    assert empty.hole
    assert empty.hole.text == "【待补：本节要点】"


def test_a_promised_plan_that_is_missing_is_a_visible_hole() -> None:
    read = brief("# 党建\n- 学习6次\n", kind="summary-and-plan")
    assert (read.sections[-1].part, read.sections[-1].heading) == (Part.PLANNED, "下半年工作计划")
    assert read.sections[-1].hole


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("上半年工作完成情况", Part.DONE),
        ("存在的主要问题", Part.PROBLEMS),
        ("问题与不足", Part.PROBLEMS),
        ("下半年工作计划", Part.PLANNED),
        ("下一步工作打算", Part.PLANNED),
        ("2027年工作思路", Part.PLANNED),
        ("问题整改情况", Part.DONE),
        ("年度工作计划完成情况", Part.DONE),
        ("短板弱项", Part.PROBLEMS),
        ("问题不足", Part.PROBLEMS),
        ("面临的困难和挑战", Part.PROBLEMS),
        ("工作中的薄弱环节", Part.PROBLEMS),
        ("主要差距及原因分析", Part.PROBLEMS),
        ("难点堵点", Part.PROBLEMS),
        ("不足之处", Part.PROBLEMS),
        ("补短板强弱项", Part.DONE),
        ("困难群众救助", Part.DONE),
        ("困难学生资助", Part.DONE),
        ("破解企业融资难题", Part.DONE),
        ("接下来怎么干", Part.PLANNED),
        ("下半年想法", Part.PLANNED),
        ("后续打算", Part.PLANNED),
        ("后几个月重点抓的事", Part.PLANNED),
        ("明年工作谋划", Part.PLANNED),
        ("努力方向", Part.PLANNED),
        ("计划生育服务", Part.DONE),
        ("设想", Part.PLANNED),
    ],
)
def test_parts_are_recognised(heading: str, part: Part) -> None:
    assert brief(f"# {heading}\n- 学习6次\n").sections[0].part is part


@pytest.mark.parametrize(
    ("heading", "kind", "part"),
    [
        ("2、下半年", "summary-and-plan", Part.PLANNED),
        ("下半年重点工作", "summary-and-plan", Part.PLANNED),
        ("下半年工作回顾", "summary-and-plan", Part.DONE),
        ("下半年要办的几件事", "summary-and-plan", Part.PLANNED),
        ("上半年", "summary-and-plan", Part.DONE),
        ("下半年", "summary", Part.DONE),
        ("下半年", "plan", Part.PLANNED),
    ],
)
def test_a_heading_of_a_period_alone_is_the_part_of_that_period(
    heading: str, kind: str, part: Part
) -> None:
    read = brief(f"# 一、上半年工作\n- 学习3次\n# {heading}\n- 学习6次\n", kind=kind)
    assert read.sections[1].part is part
    assert len(read.sections) == (
        3 if kind == "summary-and-plan" and part is Part.DONE else 2
    )  # a plan is promised


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes((FRONT.format(kind="summary") + "# 党建\r\n- 学习６次\r\n").encode(encoding))
    assert [bullet.text for bullet in read_notes(file).all_bullets()] == ["学习6次"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# 党建\n- 学习6次\n", 1, "缺少文件头"),
        ("---\norganization: 甲局\n# 党建\n", 1, "没有结束"),
        ("---\nkind: summary\n---\n# 党建\n- 学习6次\n", None, "organization"),
        ("---\norganization: 甲局\nkind: 报告\n---\n# 党建\n- 学习6次\n", 3, "文种"),
        ("---\norganization: 甲局\norganisaton: 乙局\n---\n# 党建\n- 学习6次\n", 3, "organization"),
        ("---\norganization: 甲局\norganization: 乙局\n---\n# 党建\n- 学习6次\n", 3, "两次"),
        ("---\norganization: [甲局, 乙局]\n---\n# 党建\n- 学习6次\n", 2, "一行文字"),
        ("---\norganization: 甲局\ndate: 2026-06-31\n---\n# 党建\n- 学习6次\n", 3, "日期"),
        ("---\norganization：甲局\n  x: y: z\n---\n# 党建\n- 学习6次\n", 3, "名称: 值"),
        ("---\norganization: 甲局\n---\n", 4, "没有要点"),
        ("---\norganization: 甲局\n---\n# 一、\n", 4, "标题是空的"),
        ("---\norganization: 甲局\n---\n# a\n## b\n### c\n#### d\n##### e\n- 学习6次\n", 8, "四级"),
        ("---\norganization: 甲局\n---\n# 党建\n| 指标 | 数 |\n", 5, "表格"),
    ],
)
def test_bad_notes_are_refused_with_file_line_and_remedy(
    text: str, line: int | None, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse_notes(text, Path("notes.md"))
    assert caught.value.line == line
    assert said in str(caught.value)
    assert str(caught.value).startswith("notes.md")
    assert caught.value.exit_code == 4


def test_text_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(b"\x00\x01\x02\xff\xfe\x00binary\x00")
    with pytest.raises(InputError, match="编码"):
        read_notes(file)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("kind: summary\nperiod: 2026年上半年", "甲局2026年上半年工作总结"),
        ("kind: summary\nperiod: 2026H1", "甲局2026年上半年工作总结"),
        ("kind: summary\nperiod: 2026", "甲局2026年工作总结"),
        ("kind: plan\nperiod: 2027年", "甲局2027年工作计划"),
        ("kind: plan\nnext_period: 2027年", "甲局2027年工作计划"),
        ("kind: 总结和计划\nperiod: 2026年上半年", "甲局2026年上半年工作总结和下半年工作计划"),
        (
            "kind: summary-and-plan\nperiod: 2026年\nnext_period: 2027年",
            "甲局2026年工作总结和2027年工作计划",
        ),
        (
            "kind: summary-and-plan\nperiod: 2026年上半年\nnext_period: 2026年下半年",
            "甲局2026年上半年工作总结和下半年工作计划",
        ),
        ("kind: summary", "甲局xxxx年工作总结"),
        ("title: 甲局2026年总结\nkind: summary", "甲局2026年总结"),
    ],
)
def test_a_missing_title_is_composed(front: str, title: str) -> None:
    read = parse_notes(f"---\norganization: 甲局\n{front}\n---\n# 党建\n- 学习6次\n", Path("n.md"))
    assert read.title == title


def test_an_unknown_year_and_date_are_gaps() -> None:
    read = parse_notes("---\norganization: 甲局\n---\n# 党建\n- 学习6次\n", Path("n.md"))
    assert [gap.text for gap in read.title_gaps] == ["xxxx"]
    assert [gap.text for gap in read.date_gaps] == ["xxxx", "x", "x"]
    assert read.kind is Kind.SUMMARY


@pytest.mark.parametrize(
    "date",
    [
        "2026-07-05",
        "2026/7/5",
        "2026.7.5",
        "2026年07月05日",
        "２０２６年７月５日",
        "2026-07-05T00:00:00",
        "20260705",
        "二〇二六年七月五日",
    ],
)
def test_dates_are_written_in_full_without_padding(date: str) -> None:
    read = parse_notes(
        f"---\norganization: 甲局\ndate: {date}\n---\n# 党建\n- 学习6次\n", Path("n.md")
    )
    assert read.date == "2026年7月5日"
