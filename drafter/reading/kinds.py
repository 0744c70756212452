"""The kinds of documents (文种), by the words that titles end with, and the shelf of each."""

import re

BOTH, TABLE = "总结和计划", "表格"
# shelf → its kinds, each with the words titles use for it; of two that fit, the longer word
_NAMED = {
    "report": "总结=总结|回顾|小结 计划=计划|打算|安排|思路 要点=要点 报告=报告 汇报=汇报|情况 "
    "述职=述职 讲话=讲话|发言|致辞 简报=简报|信息 材料=材料|做法|经验|范文",
    "policy": "条例 办法 细则 规定 规则 规程 章程 意见 通知 通报 通告 公告 公报 决定 决议 "
    "命令=命令|令 批复 请示 函 纪要 议案 方案 规划 纲要 预案 制度 标准 指南 "
    "法律=(?<![方做想看说用手])法 计划=行动计划",
}
_KINDS = [
    (re.compile(rf"(?:{words or kind})$"), kind, shelf)
    for shelf, listed in _NAMED.items()
    for kind, _, words in (entry.partition("=") for entry in listed.split())
]
_LISTS = re.compile(r"(?:表|台账|清单|名单|目录|名册)$")
_TAIL = re.compile(
    r"(?:[（(〔\[][^）)〕\]]*[）)〕\]]|[\s》”\"]|[_-]?(?:副本|定稿|终稿|第?[初一二三四五六七八九十\d]+稿|[vV]\d+))+$"
)
_DONE, _PLANNED = re.compile(r"总结|回顾|报告|汇报|情况"), re.compile(r"计划|打算|安排|思路|要点")
_JOINED = re.compile(r"[和及与暨、]")
# what a person may write for a kind; English as the front matter of notes has it
_SAID = {
    "summary": "总结",
    "plan": "计划",
    "summary-and-plan": BOTH,
    "范文": "",
    "文稿": "",
    "report": "",
    "policy": "",
}
_SAID |= {"依据": "", "政策": "", "法规": "", "文件": ""}


def kind_of(title: str) -> str:
    """The kind that a title names: 总结, 总结和计划, 条例, 通知 …; "" where it names none."""
    core = core_of(title)
    found = _last(core)
    if found and found[0] in {"计划", "总结", "汇报", "报告"} and _both(core):
        return BOTH
    if found:
        return found[0]
    return TABLE if _LISTS.search(core) else ""


def shelf_of(title: str) -> str:
    """The shelf a title belongs on: "policy" for 法, 条例, 意见, 通知 …, else "report"."""
    found = _last(core_of(title))
    return found[1] if found else "report"


def said_kind(given: str) -> str:
    """The kind that a person names in any way: summary, 工作总结; an unknown one as it is given."""
    given = given.strip()
    return _SAID[given.lower()] if given.lower() in _SAID else kind_of(given) or given


def names_a_kind(line: str) -> bool:
    """Whether a line ends as titles do."""
    return _last(core_of(line)) is not None


def core_of(title: str) -> str:
    """A title without brackets, quotes and marks of a version at its end."""
    return _TAIL.sub("", title)


def _last(core: str) -> tuple[str, str] | None:
    """Kind and shelf by the longest word that fits."""
    fitting = [
        (len(found[0]), kind, shelf)
        for words, kind, shelf in _KINDS
        if (found := words.search(core))
    ]
    return max(fitting)[1:] if fitting else None


def _both(core: str) -> bool:
    """Whether what was done and what is planned are both named: 总结和下半年工作计划."""
    done = _DONE.search(core)
    planned = _PLANNED.search(core, done.end()) if done else None
    return bool(done and planned and _JOINED.search(core, done.end(), planned.start() + 1))
