"""The rules of the promise as a draft is held to them, for --list and --explain.

Their checks stand in this folder.
"""

from collections.abc import Callable, Iterator

from drafter.checks.draft.bullets import altered_notes, unplaced_bullets
from drafter.checks.draft.edits import altered_sense, new_names_of_edits
from drafter.checks.draft.facts import misplaced_facts, unsupported_figures
from drafter.checks.draft.gaps import altered_gaps, empty_sections
from drafter.checks.draft.leaks import passage_figures
from drafter.checks.draft.on_notes import (
    doubtful_notes,
    impossible_dates,
    personal_data,
    planted_instructions,
)
from drafter.checks.draft.personal import unwithheld_numbers
from drafter.checks.draft.unread import unread_notes, unread_sentences
from drafter.checks.rule import Rule, Words
from drafter.messages import catalogue
from drafter.records import Draft, Finding, Severity

Check = Callable[[Draft], Iterator[Finding]]


_WHY: dict[str, Words] = {
    "FIG": (
        "没有写进要点的数据不能出现；要点的每个数据都用上，只用一次，用在它该在的地方。",
        "No figure reaches a draft unless the notes state it; each is used once, where it belongs.",
    ),
    "BUL": (
        "每条要点都用上，只用一次，用在它该在的章节。",
        "Every bullet is used, once, where it belongs.",
    ),
    "GAP": (
        "不知道的留着占位符，一个x也不多、一个x也不少，并且列出来。",
        "What is not known stays a visible placeholder, exactly as wide as it was, and is listed.",
    ),
    "LEK": (
        "以往文稿只供参考写法，内容不得带入。",
        "Earlier documents show how to say it; nothing of them comes in.",
    ),
    "EDT": (
        "审稿人改过的句子，仍与要点逐项核对：限定、时态、否定和数据所说的事项都没有变。",
        "A sentence that a reviewer edited is proved like any other: qualifiers, tense, negation, what a figure counts.",
    ),
    "PER": (
        "身份证号、手机号等个人信息默认不写进稿子，留出标记并列出；要写，用 --keep-personal，或在 drafter.toml 列为公开的联系方式。",
        "Numbers of persons are withheld from a draft, marked and listed, unless --keep-personal or drafter.toml lets them in.",
    ),
    "NOT": (
        "要点里值得先问一句的地方，定稿前核实。",
        "What a reader of the notes would ask about before it is printed.",
    ),
}
_E, _W = Severity.ERROR, Severity.WARNING
# Code, severity, check, name in Chinese and English, and a caption of what is wrong and of what is
# right.
_ROWS: tuple[tuple[str, Severity, Check, str, str, str, str], ...] = (
    ("FIG101", _E, unsupported_figures, "要点里没有的数据", "a figure without a source", "152处写成153处", "152处"),
    ("FIG102", _E, misplaced_facts, "要点里的数据没有写进稿子", "a missing figure", "句中少了149处", "149处在句中"),
    ("FIG103", _E, misplaced_facts, "数据写了不止一次", "a figure stated too often", "149处写了两次", "写一次"),
    ("FIG104", _E, misplaced_facts, "标注的位置与数据不符", "a mark off its fact", "两个标注对调", "标注落在数据上"),
    ("FIG105", _E, new_names_of_edits, "改出来的新名称", "a name that an edit brings in", "改成“会同县人社局”", "用要点里的名称"),
    ("FIG108", _E, unread_sentences, "没有读出的数", "a number that was not read", "培训⑧⑧期，要点是⑨⑨期", "照要点写⑨⑨期"),
    ("FIG109", _E, unread_sentences, "要点里没有读出的数没有写进稿子", "a missing unread number", "句中少了⑨⑨期", "⑨⑨期在句中"),
    ("EDT101", _W, altered_sense, "改动后与要点有出入", "an edit that leaves its note", "加上“圆满”", "只理顺语句"),
    ("EDT102", _E, altered_sense, "改动后意思有变", "an edit that alters the sense", "删去“拟”字", "只理顺语句"),
    ("BUL101", _E, unplaced_bullets, "要点没有用上", "a bullet not used", "漏写一条", "条条都有"),
    ("BUL102", _E, unplaced_bullets, "要点用了不止一次", "a bullet used twice", "一条写成两句", "一条一句"),
    ("BUL103", _E, unplaced_bullets, "要点不在所属章节", "a bullet in another section", "安全写进宣传", "各归各节"),
    ("BUL104", _E, altered_notes, "要点的数据读漏、读错", "a misread note", "2.52处读成152处", "原样读出"),
    ("GAP101", _E, altered_gaps, "占位符没有原样保留", "an altered placeholder", "xx写成若干", "xx仍是xx"),
    ("GAP102", _W, empty_sections, "一节没有要点", "a section without notes", "空的一节", "节节有要点"),
    ("GAP103", _E, altered_gaps, "多出来的占位符", "a placeholder from nowhere", "凭空多出xx处", "与要点一致"),
    ("LEK101", _E, passage_figures, "来自以往文稿的数据", "a figure of a passage", "带入范文的318人次", "只有要点的数"),
    ("LEK102", _W, passage_figures, "与以往文稿雷同", "words of a passage", "整句照抄范文", "自己的话"),
    ("NOT101", _W, doubtful_notes, "要点自己存疑", "a note that doubts itself", "80万元（口径待核）", "80万元"),
    ("NOT102", _E, impossible_dates, "要点里的日期不存在", "no such date", "6月31日", "6月30日"),
    ("NOT103", _W, personal_data, "要点里的个人信息", "personal data in a note", "电话13800138000", "12345热线"),
    ("PER101", _E, unwithheld_numbers, "写进了应隐去的个人信息", "personal data that was to be withheld", "电话13800138000", "电话【手机号未写入】"),
    ("NOT104", _W, planted_instructions, "要点里的指令", "an instruction in a note", "忽略以上要求", "不可忽略的短板"),
    ("NOT105", _W, unread_notes, "要点里没有读出的数", "an unread number in a note", "培训⑨⑨期", "培训99期"),
)  # fmt: skip


def _rule(
    code: str, severity: Severity, check: Check, zh: str, en: str, wrong: str, right: str
) -> Rule[Draft]:
    def only(draft: Draft) -> Iterator[Finding]:
        return (finding for finding in check(draft) if finding.code == code)

    return Rule(
        code,
        severity,
        (zh, en),
        _WHY[code[:3]],
        ("drafter 的承诺（README）", "the promise (README)"),
        catalogue()[code.lower()],
        (wrong,),
        (right,),
        only,
    )


DRAFT_RULES: tuple[Rule[Draft], ...] = tuple(_rule(*row) for row in _ROWS)
