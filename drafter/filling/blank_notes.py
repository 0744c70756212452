"""An empty file of notes to start from."""

from pathlib import Path

from drafter.documents.notes_front_matter import front_matter_of
from drafter.messages import t
from drafter.records import Kind

_BLANK_SECTIONS = {
    Kind.SUMMARY: ("一、主要工作情况", "二、存在的问题", "三、下一步打算"),
    Kind.PLAN: ("一、总体要求", "二、重点任务", "三、保障措施"),
    Kind.BOTH: ("一、上半年工作情况", "二、存在的问题", "三、下半年工作计划"),
}


def blank_notes(kind: str) -> str:
    """An empty file of notes of a kind: front matter, usual headings, how to write a note.

    Raises InputError on an unknown kind.
    """
    front = front_matter_of({"organization": "xx", "kind": kind}, Path("--kind"))
    lines = ["---", "单位：", f"文种：{t('kind.' + front.kind)}", "时段：", "日期：", "---", ""]
    lines += [f"<!-- {t('notes.blank.how')} -->", ""]
    for heading in _BLANK_SECTIONS[front.kind]:
        lines += [f"# {heading}", "", "- ", ""]
    return "\n".join(lines)
