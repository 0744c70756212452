"""The one catalogue of everything staff and reviewers read: Chinese first, English with DRAFTER_LANG=en.

A message is named `area.what`; its values are named too. A missing name is a programming error and raises KeyError.
"""

import os

CATALOGUE: dict[str, tuple[str, str]] = {
    # prompts
    "prompt.missing": ("找不到提示词模板 {name}", "no prompt template {name}"),
    "prompt.missing.remedy": ("可用的模板：{known}", "known templates: {known}"),
    "prompt.header": (
        "提示词模板的文件头应有且只有 version、purpose、variables",
        "a prompt's front matter holds version, purpose and variables, nothing else",
    ),
    "prompt.variables": (
        "提示词模板声明的变量与正文不一致",
        "declared variables differ from those in the text",
    ),
    "prompt.variables.remedy": (
        "声明未用：{unused}；使用未声明：{undeclared}",
        "declared, unused: {unused}; used, undeclared: {undeclared}",
    ),
    "prompt.roles": (
        "提示词模板正文应由 [system]、[user]、[assistant] 各自成行分段",
        "a prompt's text is parted by lines [system], [user], [assistant]",
    ),
    "prompt.render": ("提示词变量不符", "wrong variables for this prompt"),
    # index
    # model
    # writer
    # docx
}


def language() -> str:
    """The language of messages: "zh", or "en" where DRAFTER_LANG says so."""
    return "en" if os.environ.get("DRAFTER_LANG", "").lower().startswith("en") else "zh"


def t(name: str, /, **values: object) -> str:
    """The message `name` in the user's language, with its values put in."""
    text = CATALOGUE[name][language() == "en"]
    return text.format(**values) if values else text
