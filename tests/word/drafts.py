"""Drafts made by hand for the tests of the Word file."""

from collections.abc import Sequence

from drafter.records import (
    Author,
    Brief,
    Bullet,
    Draft,
    DraftSection,
    Gap,
    GapKind,
    Kind,
    Mark,
    Paragraph,
    Part,
    Run,
    Section,
    Sentence,
)

RULES = Author("rules")
CREATED = "2026-07-05T09:30:00+08:00"
ORGANIZATION = "云岭县教育体育局"
TITLE = "云岭县教育体育局2025年工作总结和2026年工作计划"
LONG = (
    "全面落实立德树人根本任务，持续推进义务教育优质均衡发展，组织开展“送教下乡”活动12场次，"
    "参训教师1356人，投入资金3.2亿元，完成改扩建项目9个，校园“明厨亮灶”覆盖率达98.5%，群众满意度明显提高。"
)
TRAINED = Gap("G1", "xx", (6, 8), GapKind.COUNT, "场次", "组织教师培训")
SPENT = Gap("G2", "xxx.xx", (4, 10), GapKind.MONEY, "万元", "投入资金")
OPENED = Gap("G3", "xx", (2, 4), GapKind.PROJECT, "项目", "推进")
YEAR = Gap("G8", "xxxx", (8, 12), GapKind.DATE, "年", "")
DAY = Gap("G9", "xx", (7, 9), GapKind.DATE, "日", "")


def sentence(id: str, text: str, gaps: Sequence[Gap] = (), label: str = "") -> Sentence:
    """A sentence with each gap marked where its mask stands, one after the other."""
    marks, at = [], 0
    for gap in gaps:
        start = text.index(gap.text, at)
        at = start + len(gap.text)
        marks.append(Mark(gap.id, (start, at)))
    return Sentence(id, text, ("B1",), RULES, label, tuple(marks))


def paragraph(*sentences: Sentence) -> Paragraph:
    return Paragraph(sentences)


def draft(
    sections: Sequence[DraftSection] = (),
    *,
    title: str = TITLE,
    organization: str = ORGANIZATION,
    date: str = "2026年1月8日",
    recipient: str = "县人民政府",
    opening: Sequence[Paragraph] = (),
    title_gaps: tuple[Gap, ...] = (),
    date_gaps: tuple[Gap, ...] = (),
) -> Draft:
    """A draft whose notes hold the gaps above."""
    bullet = Bullet(
        "B1", "", "", 3, gaps=(TRAINED,), children=(Bullet("B2", "", "", 4, gaps=(SPENT,)),)
    )
    brief = Brief(
        organization,
        Kind.BOTH,
        title,
        "notes.md",
        "0" * 64,
        date=date,
        recipient=recipient,
        title_gaps=title_gaps,
        date_gaps=date_gaps,
        sections=(Section("S1", 1, "推进xx项目", 2, Part.DONE, gaps=(OPENED,), bullets=(bullet,)),),
    )
    return Draft(brief, tuple(opening), tuple(sections), run=Run("0.1.0", "rules", created=CREATED))


def small() -> Draft:
    """One of everything: four levels, a run-in heading, a label, gaps in text and heading."""
    level4 = DraftSection(
        "S4",
        4,
        "（1）",
        "校舍安全",
        True,
        paragraphs=(paragraph(sentence("s5", "排查隐患12处。")),),
    )
    level3 = DraftSection(
        "S3",
        3,
        "1.",
        "教师队伍",
        True,
        paragraphs=(
            paragraph(
                sentence("s1", "组织教师培训xx场次。", [TRAINED]),
                sentence("s2", "投入资金xxx.xx万元。", [SPENT], label="二是"),
            ),
            paragraph(sentence("s3", LONG)),
        ),
        sections=(level4,),
    )
    level2 = DraftSection(
        "S2", 2, "（一）", "推进xx项目", False, (Mark("G3", (2, 4)),), sections=(level3,)
    )
    level1 = DraftSection("S1", 1, "一、", "2025年工作完成情况", False, sections=(level2,))
    opening = [
        paragraph(sentence("s0", "2025年，全县教育系统坚持以人民为中心，现将有关情况报告如下。"))
    ]
    return draft([level1], opening=opening)


def large(sections: int = 24, sentences: int = 90) -> Draft:
    """A report of several pages, its headings as county bureaus write them."""
    per_section, chapters = sentences // sections, []
    names = ("2025年工作完成情况", "存在的主要问题", "2026年工作打算")
    for chapter, (number, name) in enumerate(zip("一二三", names, strict=True)):
        children = []
        for n, cn in enumerate("一二三四五六七八九十"[: sections // 3 - 1], 1):
            texts = [
                sentence(f"s{chapter}.{n}.{k}", LONG, label=f"{'一二三四五六七八九'[k]}是")
                for k in range(per_section)
            ]
            gap = sentence(
                f"s{chapter}.{n}.g", "组织教师培训xx场次，投入资金xxx.xx万元。", [TRAINED, SPENT]
            )
            children.append(
                DraftSection(
                    f"S{chapter}{n}",
                    2,
                    f"（{cn}）",
                    "推进义务教育优质均衡发展，不断提高办学水平",
                    False,
                    paragraphs=(paragraph(*texts), paragraph(gap)),
                    sections=(
                        DraftSection(
                            f"S{chapter}{n}1",
                            3,
                            "1.",
                            "教师队伍建设",
                            True,
                            paragraphs=(paragraph(sentence("r", LONG)),),
                        ),
                    )
                    if n == 1
                    else (),
                )
            )
        chapters.append(
            DraftSection(f"S{chapter}", 1, f"{number}、", name, False, sections=tuple(children))
        )
    return draft(chapters, opening=[paragraph(sentence("s0", LONG))])
