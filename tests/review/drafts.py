"""Drafts to look at on the page: one of every mark, one of many sections, one that means harm."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from drafter.documents.draft_file import read_draft, to_json
from drafter.documents.notes import parse_notes
from drafter.ports import ANY, Answer, Filter, Task
from drafter.records import Author, Draft, Passage
from drafter.writing.pipeline import Tools, draft
from drafter.writing.redraft import Redrafted, redraft
from drafter.writing.rules import RuleWriter
from tests.notes import FRONT, brief

NOTES = """- 上半年,全县教育工作平稳有序
# 一、上半年工作
## （一）校园安全
- 排查隐患152处,整改149处
- 培训安全员xx人次,发放手册1.2万册
- 开展应急演练64场次
## （二）教师队伍
- 招聘教师118名,其中研究生31名
- 组织骨干教师培训12期,参训460人次
# 二、下半年打算
- 拟新建学校2所
- 开展督导4次
- 争取资金xxx.xx万元
"""
LEADS = ("抓好任务落实，", "坚持问题导向，", "强化服务保障，")
PASSAGE = Passage(
    "P1",
    "云岭县2025年教育工作总结",
    ("一、主要工作", "（一）校园安全"),
    "2025年，对照清单逐项推进，排查隐患131处，整改率98.5%。",
)


class Scripted:
    """A writer whose words are known: the note, and a lead before the first of every two."""

    name, model, parallel = "openai", "剧本", 1
    wants_passages: Mapping[str, int] = {"report": 2}

    def write(self, task: Task) -> Iterator[Answer]:
        author = Author("openai", model="剧本", prompt="section", prompt_version="1")
        for n, bullet in enumerate(task.bullets):
            lead = "" if n % 2 else LEADS[task.turn % len(LEADS)]
            yield Answer(bullet.id, f"{lead}{bullet.masked}。", author)


class Shelf:
    """A retriever that always finds the same."""

    notices: Sequence[str] = ()

    def prepare(self, queries: Sequence[str]) -> None:
        return

    def search(self, query: str, *, limit: int = 5, only: Filter = ANY) -> Sequence[Passage]:
        return [PASSAGE] if only.shelf == PASSAGE.shelf else []


TOOLS = Tools(Scripted(), Shelf())


@cache
def small() -> Draft:
    """Every kind of mark: facts, gaps, words of the model, passages."""
    return draft(brief(NOTES, "summary-and-plan"), TOOLS)


def redrafted(one: Draft, section: str, remark: str) -> Redrafted:
    return redraft(one, section, remark, (TOOLS.writer, TOOLS.writer), TOOLS.retriever)


@cache
def other() -> Draft:
    """The same notes by the rules."""
    return draft(brief(NOTES, "summary-and-plan"), Tools(RuleWriter()))


@cache
def wrong() -> Draft:
    """Notes in which something is to be asked about."""
    return draft(
        brief("# 工作情况\n- 开展督导4次,口径待核\n- 走访学校12所\n- 2月30日召开会议\n"), TOOLS
    )


@cache
def harmful() -> Draft:
    """A file made to do harm: markup, turned and hidden characters, wherever text is shown."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
    turned = json.dumps(f"\u202e{evil}\u2066隐\u200b藏", ensure_ascii=False)[1:-1]
    content = to_json(small())
    for word in ("整改", "校园安全", "云岭县教育局", "清单", "推动任务", "剧本", PASSAGE.document):
        content = content.replace(word, turned + word)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.draft.json"
        file.write_text(content, encoding="utf-8")
        return read_draft(file)


@cache
def undated() -> Draft:
    """A draft whose day is not known yet."""
    return draft(
        parse_notes(
            FRONT.format(kind="summary").replace("2026-07-05", "2026年7月xx日") + NOTES,
            Path("n.md"),
        ),
        TOOLS,
    )
