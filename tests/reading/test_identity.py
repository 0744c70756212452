"""What a document is, told by its own words as offices and sites write them."""

import pytest

from drafter.reading.blocks import Block
from drafter.reading.identity import identified, unit_of
from drafter.reading.kinds import kind_of, said_kind, shelf_of
from drafter.reading.periods import plain_date, plain_period

BODY = "今年以来，在县委、县政府的领导下，各项工作稳步推进，现将有关情况报告如下。"
MORE = "举办培训12场次，参训300人次，问题整改到位。"


def told(*lines: str, stem: str = "文件", **said: str) -> dict[str, str]:
    fields, _, _ = identified([Block(line) for line in lines], said, stem)
    return {name: value for name, value in fields.items() if value and name != "shelf"}


def text(*lines: str) -> list[str]:
    return [block.text for block in identified([Block(line) for line in lines], {}, "文件")[1]]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # signed below
        (
            [
                "云岭县教育局2024年上半年工作总结和下半年工作计划",
                BODY,
                MORE,
                "云岭县教育局",
                "2024年7月5日",
            ],
            {
                "title": "云岭县教育局2024年上半年工作总结和下半年工作计划",
                "unit": "云岭县教育局",
                "period": "2024年上半年",
                "kind": "总结和计划",
                "date": "2024年7月5日",
            },
        ),
        # a title of two lines, the unit on the first; a date in brackets under it
        (
            ["云岭县教育局", "关于2024年工作情况的报告", "（2024年12月30日）", BODY, MORE],
            {
                "title": "云岭县教育局关于2024年工作情况的报告",
                "unit": "云岭县教育局",
                "period": "2024年",
                "kind": "报告",
                "date": "2024年12月30日",
            },
        ),
        # broken in the middle
        (
            ["云岭县应急管理局2025年上半年工作总结和", "下半年工作计划", BODY, MORE],
            {
                "title": "云岭县应急管理局2025年上半年工作总结和下半年工作计划",
                "unit": "云岭县应急管理局",
                "period": "2025年上半年",
                "kind": "总结和计划",
            },
        ),
        # a red head, its number, a signature above an annex
        (
            [
                "云岭县人民政府办公室文件",
                "云政办发〔2024〕12号",
                "云岭县人民政府办公室关于印发云岭县校车安全管理办法的通知",
                "各乡（镇）人民政府，县政府各部门：",
                "《云岭县校车安全管理办法》已经县政府同意，现印发给你们，请认真贯彻执行。",
                "云岭县人民政府办公室",
                "二〇二四年三月五日",
                "（此件公开发布）",
                "云岭县校车安全管理办法",
                "第一章 总则",
                "第一条 为了加强校车安全管理，制定本办法。",
                "第二条 本办法适用于中小学校。",
                "第三条 校车应当年检。",
                "第四条 随车照管人员应当持证。",
                "第五条 本办法自印发之日起施行。",
            ],
            {
                "title": "云岭县人民政府办公室关于印发云岭县校车安全管理办法的通知",
                "unit": "云岭县人民政府办公室",
                "kind": "通知",
                "date": "2024年3月5日",
                "number": "云政办发〔2024〕12号",
            },
        ),
        # a report to a people's congress, as a newspaper has it
        (
            [
                "打印",
                "【字号：",
                "2026年云岭县政府工作报告",
                "——2026年1月26日在云岭县第十八届人民代表大会第五次会议上",
                "来源：云岭日报",
                "时间：2026-02-02",
                "云岭县县长 张 三",
                "张三作政府工作报告。本报记者 李四摄",
                "各位代表：",
                MORE,
                "相关报道：",
            ],
            {
                "title": "2026年云岭县政府工作报告",
                "unit": "云岭县人民政府",
                "period": "2026年",
                "kind": "报告",
                "date": "2026年1月26日",
            },
        ),
        # a statute: who passed it, and when it was last amended
        (
            [
                "云岭省学前教育条例",
                "（2019年1月9日云岭省第十三届人民代表大会常务委员会第八次会议通过 2023年5月31日云岭"
                "省第十四届人民代表大会"
                "常务委员会第三次会议修正）",
                "第一条 为了规范学前教育，制定本条例。",
                "第二条 本条例适用于本省。",
            ],
            {
                "title": "云岭省学前教育条例",
                "unit": "云岭省人民代表大会常务委员会",
                "kind": "条例",
                "date": "2023年5月31日",
            },
        ),
        (
            [
                "校车安全管理条例",
                "（2012年4月5日中华人民共和国国务院令第617号公布 自公布之日起施行）",
                "第一条 为了加强校车安全管理，制定本条例。",
                "第二条 本条例所称校车，是指车辆。",
            ],
            {
                "title": "校车安全管理条例",
                "unit": "国务院",
                "kind": "条例",
                "date": "2012年4月5日",
                "number": "国务院令第617号",
            },
        ),
        # the table at the top of a site's page
        (
            [
                "首页 > 政策文件",
                "索 引 号：｜530600-2024-00012｜主题分类：｜教育\n发布机构：｜云岭县教育局｜成文日期：｜2024年03月05日",
                "标 题：｜关于做好招生工作的通知",
                "发文字号：｜云教发〔2024〕8号｜发布日期：｜2024-03-08",
                "关于做好招生工作的通知",
                "各学校：",
                MORE,
            ],
            {
                "title": "关于做好招生工作的通知",
                "unit": "云岭县教育局",
                "kind": "通知",
                "date": "2024年3月5日",
                "number": "云教发〔2024〕8号",
            },
        ),
        # no word of a title tells what it is: the first line is one
        (["凝心聚力抓落实", MORE, MORE], {"title": "凝心聚力抓落实"}),
        # a first heading is no title, the file's name is asked
        (
            ["一、2024年工作总结", MORE, "二、2025年工作计划", MORE],
            {"title": "县教育局2024年总结", "unit": "县教育局", "period": "2024年", "kind": "总结"},
        ),
        # what it is about stands in its first sentence only
        (
            ["工作总结", "现将我局2024年上半年工作情况报告如下。", MORE],
            {"title": "工作总结", "period": "2024年上半年", "kind": "总结"},
        ),
        (
            ["云岭县财政局上半年工作总结", MORE, MORE, "云岭县财政局", "2024年7月3日"],
            {
                "title": "云岭县财政局上半年工作总结",
                "unit": "云岭县财政局",
                "period": "2024年上半年",
                "kind": "总结",
                "date": "2024年7月3日",
            },
        ),
        # a stage on its own line belongs to the title
        (
            [
                "云岭县教师奖励办法",
                "（征求意见稿）",
                "第一条 为了奖励教师，制定本办法。",
                "第二条 本办法适用于本县。",
            ],
            {"title": "云岭县教师奖励办法（征求意见稿）", "kind": "办法"},
        ),
        # a motto above the title proper
        (
            ["凝心聚力抓教育 砥砺奋进谱新篇", "——云岭县教育局2024年工作总结", BODY, MORE],
            {
                "title": "凝心聚力抓教育 砥砺奋进谱新篇——云岭县教育局2024年工作总结",
                "unit": "云岭县教育局",
                "period": "2024年",
                "kind": "总结",
            },
        ),
        (
            ["中共云岭县委教育工作委员会2023—2024学年度第一学期工作总结", BODY, MORE],
            {
                "title": "中共云岭县委教育工作委员会2023—2024学年度第一学期工作总结",
                "unit": "中共云岭县委教育工作委员会",
                "period": "2023—2024学年第一学期",
                "kind": "总结",
            },
        ),
    ],
)
def test_what_a_document_is(lines: list[str], expected: dict[str, str]) -> None:
    stem = "县教育局2024年总结" if lines[0].startswith("一、") else "文件"
    assert told(*lines, stem=stem) == expected


def test_what_is_said_of_a_file_comes_first() -> None:
    said = told(
        "乙县2024年工作总结",
        MORE,
        title="甲",
        unit="甲县教育局",
        date="2023-12-01",
        kind="summary-and-plan",
    )
    assert said == {
        "title": "甲",
        "unit": "甲县教育局",
        "period": "2024年",
        "kind": "总结和计划",
        "date": "2023年12月1日",
    }


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        # a table is text wherever it stands
        (["云岭县学位情况表", "学校｜人数\n一中｜300", MORE], ["学校｜人数\n一中｜300", MORE]),
        # so is a heading without a number under the title
        (["云岭县教育局2024年工作总结", "基本情况", MORE], ["基本情况", MORE]),
        # what is labelled in a notice is its text
        (
            ["关于召开教育工作会议的通知", "会议时间：3月5日上午", "一、来源：各校", MORE],
            ["会议时间：3月5日上午", "一、来源：各校", MORE],
        ),
        (["关于召开教育工作会议的通知", "时间：3月5日上午", MORE], ["时间：3月5日上午", MORE]),
        # a date that opens a sentence is none of the document's
        (
            ["云岭县教育局2024年工作总结", "2024年3月5日，召开会议。", MORE],
            ["2024年3月5日，召开会议。", MORE],
        ),
        # a table of contents says everything twice
        (
            [
                "云岭县教育局2024年工作总结",
                "目 录",
                "一、工作情况 1",
                "二、打算……………………3",
                "一、工作情况",
                MORE,
            ],
            ["一、工作情况", MORE],
        ),
        # annexes stay, imprint and a site's foot go
        (
            [
                "关于开展检查的通知",
                MORE,
                "云岭县教育局",
                "2024年3月5日",
                "附件：检查内容",
                "（一）食堂",
                "抄送：县政府办。",
                "云岭县教育局办公室 2024年3月5日印发",
            ],
            [MORE, "附件：检查内容", "（一）食堂"],
        ),
        (
            [
                "关于开展检查的通知",
                MORE,
                "扫一扫在手机打开当前页",
                "相关稿件",
                "关于开展检查的通知",
                "联系我们",
            ],
            [MORE],
        ),
    ],
)
def test_what_is_text(lines: list[str], left: list[str]) -> None:
    assert text(*lines) == left


def test_nothing_that_is_said_is_lost_above_a_title() -> None:
    blocks = [Block("工作情况"), Block(MORE), Block("云岭县校车管理办法", title=True), Block(BODY)]
    fields, left, _ = identified(blocks, {}, "文件")
    assert fields["title"] == "工作情况"
    assert [block.text for block in left] == [MORE, "云岭县校车管理办法", BODY]
    marked = [Block("工作情况"), Block(MORE), Block("存在问题", level=1), Block(BODY)]
    assert [block.text for block in identified(marked, {}, "文件")[1]] == [MORE, "存在问题", BODY]


@pytest.mark.parametrize(
    ("title", "kind", "shelf"),
    [
        ("中华人民共和国教育法", "法律", "policy"),
        ("校车安全管理条例", "条例", "policy"),
        ("云岭县教师奖励办法（试行）", "办法", "policy"),
        ("关于印发《云岭县学前教育行动计划》的通知", "通知", "policy"),
        ("云岭县学前教育发展提升行动计划", "计划", "policy"),
        ("云岭县教育局2025年工作计划", "计划", "report"),
        ("关于加强校园安全工作的意见", "意见", "policy"),
        ("云岭县教育局2024年法治政府建设情况报告", "报告", "report"),
        ("云岭县教育局2024年工作总结和2025年工作计划", "总结和计划", "report"),
        ("2024年工作开展情况及2025年工作打算", "总结和计划", "report"),
        ("关于做好总结工作的通知", "通知", "policy"),
        ("2025年工作要点", "要点", "report"),
        ("集团化办学的经验做法", "材料", "report"),
        ("工作总结（2）", "总结", "report"),
        ("总结第二稿", "总结", "report"),
        ("学位情况表", "表格", "report"),
        ("办学方法", "", "report"),
    ],
)
def test_the_kind_and_the_shelf_of_a_title(title: str, kind: str, shelf: str) -> None:
    assert (kind_of(title), shelf_of(title)) == (kind, shelf)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("summary", "总结"),
        ("plan", "计划"),
        ("Summary-and-Plan", "总结和计划"),
        ("实施方案", "方案"),
        ("policy", ""),
        ("心得", "心得"),
    ],
)
def test_a_kind_as_people_name_it(given: str, kind: str) -> None:
    assert said_kind(given) == kind


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年07月05日", "2024年7月5日"),
        ("二〇二四年十二月三十一日", "2024年12月31日"),
        ("二〇二四年十月二十日", "2024年10月20日"),
        ("2024-7-5", "2024年7月5日"),
        ("2024/12/05 09:30", "2024年12月5日"),
        ("2024年7月xx日", "2024年7月xx日"),
        ("2024年7月", "2024年7月"),
    ],
)
def test_a_date_whatever_its_digits(text: str, date: str) -> None:
    assert plain_date(text) == date


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024年度", "2024年"),
        ("二〇二四年上半年", "2024年上半年"),
        ("2024年第一季度", "2024年一季度"),
        ("2024年1-6月份", "2024年1—6月"),
        ("2023-2024学年度", "2023—2024学年"),
    ],
)
def test_a_period_in_one_way(text: str, period: str) -> None:
    assert plain_period(text) == period


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("云岭县教育局2024年工作总结", "云岭县教育局"),
        ("云岭县教育局基础教育股关于2024年工作的报告", "云岭县教育局基础教育股"),
        ("青山镇人民政府二〇二四年工作总结", "青山镇人民政府"),
        ("云岭县2024年教育工作总结", ""),
        ("关于2024年工作的报告", ""),
        ("2026年云岭县人民政府工作报告", "云岭县人民政府"),
    ],
)
def test_the_unit_of_a_title(title: str, unit: str) -> None:
    assert unit_of(title) == unit
