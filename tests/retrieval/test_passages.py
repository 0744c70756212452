"""Headings as officials write them, and passages of a size that finds."""

import pytest

from drafter.reading.blocks import Block
from drafter.reading.document import Document
from drafter.retrieval.passages import LIMIT, passages


def document(*lines: str) -> Document:
    blocks = [
        Block(line.lstrip("#").lstrip(" "), len(line) - len(line.lstrip("#"))) for line in lines
    ]
    return Document("标题", "", "", "report", "", tuple(blocks))


def found(*lines: str) -> list[tuple[tuple[str, ...], str]]:
    return [(piece.heading_path, piece.text) for piece in passages(document(*lines))]


LONG = "认真落实各项工作要求，推动各项任务落地见效，群众满意度稳步提升，得到了广泛认可，形成了可推广的经验做法。"
OTHER = "持续抓好校园安全管理，排查整治隐患，压实各方责任，完善人防物防技防措施，开展应急演练，确保师生平安。"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # headings on lines of their own, in the order of GB/T 9704
        (
            ["一、工作情况", "（一）党建", "1.学习", "（1）专题", LONG, "（二）业务", OTHER],
            [
                (("一、工作情况", "（一）党建", "1.学习", "（1）专题"), LONG),
                (("一、工作情况", "（二）业务"), OTHER),
            ],
        ),
        # run in, at half width, as found on the web
        (
            ["(一)坚持政治统领", f"1.全面加强党建。{LONG}", f"2.全面加强风险管控。{OTHER}"],
            [
                (("(一)坚持政治统领", "1.全面加强党建"), LONG),
                (("(一)坚持政治统领", "2.全面加强风险管控"), OTHER),
            ],
        ),
        # a level left out
        (
            ["一、甲", "1.乙", LONG, "二、丙", OTHER],
            [(("一、甲", "1.乙"), LONG), (("二、丙",), OTHER)],
        ),
        # marked headings, with numbered lines below them
        (
            ["## 主要工作", "一、甲", LONG, "## 打算", OTHER],
            [(("主要工作", "一、甲"), LONG), (("打算",), OTHER)],
        ),
        # a list is text: nothing stands below its lines, and a figure is no number of a heading
        (
            ["一、数字", "1.举办培训12场次", "2.走访群众300人", "3.5亿元已到位"],
            [(("一、数字",), "1.举办培训12场次\n2.走访群众300人\n3.5亿元已到位")],
        ),
        # wrong numbers, marks of every width, a space where none belongs
        (
            [
                "一、甲",
                LONG,
                "二 、乙",
                OTHER,
                "二．丙",
                LONG,
                "四.丁",
                "( 一 )戊",
                OTHER,
                "２．己",
                LONG,
            ],
            [
                (("一、甲",), LONG),
                (("二 、乙",), OTHER),
                (("二．丙",), LONG),
                (("四.丁", "( 一 )戊"), OTHER),
                (("四.丁", "( 一 )戊", "２．己"), LONG),
            ],
        ),
        # parts above 一、, signs below （1）
        (
            ["第一部分 回顾", "一、甲", "1、乙", "（1）丙", "①丁", LONG, "第二部分：打算", OTHER],
            [
                (("第一部分 回顾", "一、甲", "1、乙", "（1）丙", "①丁"), LONG),
                (("第二部分：打算",), OTHER),
            ],
        ),
        # emergency plans count in decimals
        (
            [
                "1 总则",
                "1.1 编制目的",
                LONG,
                "1.2编制依据",
                OTHER,
                "2 组织体系",
                "2.1 领导机构",
                "2.1.1 职责",
                LONG,
            ],
            [
                (("1 总则", "1.1 编制目的"), LONG),
                (("1 总则", "1.2编制依据"), OTHER),
                (("2 组织体系", "2.1 领导机构", "2.1.1 职责"), LONG),
            ],
        ),
        # 一是 opens a paragraph of its own; several in one paragraph are its text
        (
            [
                "一、甲",
                f"一是抓培训。{LONG}",
                f"二是抓安全。{OTHER}",
                "二、乙",
                f"一是抓培训。{LONG}二是抓安全。{OTHER}",
            ],
            [
                (("一、甲", "一是抓培训"), LONG),
                (("一、甲", "二是抓安全"), OTHER),
                (("二、乙",), f"一是抓培训。{LONG}二是抓安全。{OTHER}"),
            ],
        ),
        # an item too short to stand alone does not fall to the item above
        (
            ["一、甲", f"一是抓培训。{LONG}", "二是抓安全。落实到位。"],
            [(("一、甲", "一是抓培训"), LONG), (("一、甲",), "二是抓安全。落实到位。")],
        ),
        # a heading that was closed like a sentence, one closed by a colon, one run in before a colon
        (
            [
                "（一）立足实体经济。",
                f"一要抓工业。{LONG}",
                "（二）具体做法：",
                OTHER,
                f"（三）民生方面：{LONG}{OTHER}",
            ],
            [
                (("（一）立足实体经济", "一要抓工业"), LONG),
                (("（二）具体做法",), OTHER),
                (("（三）民生方面",), LONG + OTHER),
            ],
        ),
        # headings without a number: set apart by their type, or short between paragraphs
        (
            ["开头的话。", "工作回顾", LONG, "一、甲", OTHER, "工作打算", LONG, "一、乙", OTHER],
            [
                ((), "开头的话。"),
                (("工作回顾",), LONG),
                (("工作回顾", "一、甲"), OTHER),
                (("工作打算",), LONG),
                (("工作打算", "一、乙"), OTHER),
            ],
        ),
        (["########## 甲", LONG, "########## 乙", OTHER], [(("甲",), LONG), (("乙",), OTHER)]),
        # some headings marked in the file and some not, as people do
        (
            ["# 一、甲", "（一）乙", LONG, "二、丙", "## （一）丁", OTHER, "三、戊", LONG],
            [(("一、甲", "（一）乙"), LONG), (("二、丙", "（一）丁"), OTHER), (("三、戊",), LONG)],
        ),
        # an annex is no part of the last section
        (
            ["一、甲", LONG, "附件1", "民生实事清单", "1.提高补贴标准。", "2.扩大保险范围。"],
            [(("一、甲",), LONG), (("附件1 民生实事清单",), "1.提高补贴标准。\n2.扩大保险范围。")],
        ),
        # what opens with a figure is no heading
        (
            ["一、甲", "3.5亿元资金已到位", "12 个部门参加", "2.3万人受益", "一二年级学生", LONG],
            [(("一、甲",), "3.5亿元资金已到位\n12 个部门参加\n2.3万人受益\n一二年级学生\n" + LONG)],
        ),
        # the lines of a list, and a signature, are no headings
        (
            ["各单位：", "甲镇", "乙镇", LONG, "2024年7月5日", OTHER],
            [((), f"各单位：\n甲镇\n乙镇\n{LONG}\n2024年7月5日\n{OTHER}")],
        ),
    ],
)
def test_heading_paths(lines: list[str], expected: list[tuple[tuple[str, ...], str]]) -> None:
    assert found(*lines) == expected


def test_statutes_are_cut_by_article() -> None:
    assert found(
        "## 第一章 总则",
        "第一条 为了发展教育事业，制定本法。",
        "第二条 下列活动适用本法：",
        "（一）学前教育；",
        "（二）职业教育。",
        "## 第二章 学校",
        "第二十六条 国家制定教育发展规划。",
        "国家举办学校，依照第二十七条规定执行。",
    ) == [
        (("第一章 总则", "第一条"), "为了发展教育事业，制定本法。"),
        (("第一章 总则", "第二条"), "下列活动适用本法：\n（一）学前教育；\n（二）职业教育。"),
        (
            ("第二章 学校", "第二十六条"),
            "国家制定教育发展规划。\n国家举办学校，依照第二十七条规定执行。",
        ),
    ]


@pytest.mark.parametrize("text", [LONG * 30, "甲" * 3000, "任务，" * 700, "“好。”" * 500])
def test_long_paragraphs_are_cut_and_nothing_is_lost(text: str) -> None:
    pieces = list(passages(document("一、甲", text)))
    assert "".join(piece.text for piece in pieces) == text
    assert all(len(piece.text) <= LIMIT for piece in pieces)
    assert [piece.order for piece in pieces] == list(range(len(pieces)))


def test_sentences_stay_whole() -> None:
    pieces = list(passages(document(LONG * 10)))
    assert all(piece.text.endswith("。") for piece in pieces)
