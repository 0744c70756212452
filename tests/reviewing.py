"""A draft to review, and what tests say of it in short."""

from drafter.checks.draft import check_draft
from drafter.documents.draft_filled import filled
from drafter.filling.rows import gap_rows
from drafter.records import Draft, Sentence
from drafter.review.decisions import By
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief

NOTES = """- 上半年,全县教育工作平稳有序
# 一、上半年工作
## （一）安全
- 排查隐患152处,整改149处
- 完成投资3.2亿元
- 培训xx人次
## （二）队伍
- 招聘教师118名,其中研究生31名
- 教师培训
  - 线上12期
  - 线下3期
# 二、下半年打算
- 拟新建学校2所
- 开展督导4次
- 争取资金xxx.xx万元
"""
BY = By("王芳", "2026-07-06T09:00:00+08:00")


def drafted(body: str = NOTES) -> Draft:
    return draft(brief(body, "summary-and-plan"), Tools(RuleWriter()))


def sentence(made: Draft, words: str) -> Sentence:
    """The sentence that reads so now, in part."""
    return next(one for one in filled(made).all_sentences() if words in one.text)


def section_id(made: Draft, heading: str) -> str:
    return next(section.id for section in made.all_sections() if section.heading == heading)


def gap(made: Draft, words: str) -> str:
    """The gap that follows these words."""
    return next(row.gap.id for row in gap_rows(made) if row.sentence[: row.span[0]].endswith(words))


def codes(made: Draft) -> set[str]:
    """Of the findings that are not there before anything is decided."""
    return {one.code for one in check_draft(made)}
