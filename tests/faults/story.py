"""An office works on a report: every step, and what has to be in the draft after it.

Notes are drafted, forms go to three divisions, two come back, the notes change and are drafted
anew, the head's edits in Word come home, two people review on the page, where the last division's
value comes in, and the report goes out. Each step can be run again after it was cut short.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

from drafter.documents.draft_file import read_draft
from drafter.documents.draft_filled import filled
from drafter.documents.draft_lines import plain_text
from drafter.documents.draft_reviewed import standing
from drafter.filling.form import COLUMNS
from drafter.filling.rows import gap_rows
from drafter.records import Draft, Sentence
from drafter.review.record import record_json, record_of
from tests.faults.commands import HEAD
from tests.faults.desk import Told, run
from tests.faults.page import Page
from tests.review.returned import Returned

NOTES = (
    HEAD
    + """# 一、工作情况
## （一）校园安全
- 排查隐患xx处，整改149处
- 开展应急演练xx场次
## （二）教师队伍
- 招聘教师118名
- 组织培训xx期，参训460人次
## （三）项目建设
- 完成投资xxx万元，新建学校2所
"""
)
CHANGED = NOTES.replace("- 开展应急演练xx场次\n", "").replace("118名", "121名") + "- 改造操场12处\n"
DRAFT, REPORT, FINAL = Path("稿.draft.json"), Path("稿.docx"), Path("定稿.docx")
EDITED = Path("领导改.docx")
ANSWERS = {"安稳办": ("152", "64"), "人事科": ("6",)}


@dataclass(frozen=True, slots=True)
class State:
    """All that people put into a draft, and what it says."""

    text: str
    fills: tuple[tuple[str, str], ...]
    decisions: tuple[tuple[str, str, str], ...]
    comments: tuple[tuple[str, str], ...]
    proposals: int
    unplaced: tuple[str, ...]

    def has_all_of(self, other: "State") -> bool:
        """Whether nothing that people did is missing, wherever it stands now."""
        return (
            {text for _, text in set(other.fills) - set(self.fills)} <= set(self.unplaced)
            and set(other.decisions) <= set(self.decisions)
            and set(other.comments) <= set(self.comments)
            and set(other.unplaced) <= set(self.unplaced)
        )


def state_of(draft: Draft) -> State:
    decisions = [one for one in draft.review.decisions if not one.undone]
    return State(
        plain_text(draft),
        tuple((one.gap, one.text) for one in draft.fills),
        tuple((one.deed, one.text, one.who) for one in decisions),
        tuple((one.text, one.who) for one in standing(draft.review).open_comments),
        len(draft.review.proposals),
        tuple(one.text for one in draft.unplaced),
    )


# --- drafter's part of the steps ---


def _drafter(*words: object) -> Told:
    told = run(*words)
    assert told.code in (0, 1), told
    return told


def _draft() -> None:
    _drafter("draft", "要点.md", "-o", REPORT, "--writer", "rules", "--no-index", "-q")


def _forms() -> None:
    _drafter("gaps", DRAFT, "--by", "division", "-o", "表", "--no-index")


def _fill() -> None:
    _drafter("fill", DRAFT, *(f"表/{division}.xlsx" for division in ANSWERS))


def _take() -> None:
    _drafter("take", EDITED, DRAFT, "--accept", "all", "--as", "王芳")


def _review() -> None:
    """Each of two has a page of his own, and does there what is not done yet."""
    wang, li = (Page(DRAFT, who) for who in ("王芳", "李明"))
    recruited, built = _sentence("招聘教师121名"), _sentence("新建学校2所")
    longer = recruited.text.replace("招聘教师", "新招聘教师")
    _decide(li, "李明", "comment", where=recruited.id, text="人数再核一下")
    _decide(wang, "王芳", "edit", sentence=recruited.id, text=longer)
    _decide(li, "李明", "fill", gap=_gap_in("完成投资"), value="860")
    _decide(wang, "王芳", "accept", names=built.id)


def _sentence(words: str) -> Sentence:
    return next(one for one in filled(read_draft(DRAFT)).all_sentences() if words in one.text)


def _gap_in(words: str) -> str:
    rows = gap_rows(read_draft(DRAFT))
    return next(row.gap.id for row in rows if words in row.sentence)


def _final() -> None:
    _drafter("fill", DRAFT, "--final", "-o", FINAL)


def _decide(page: Page, who: str, deed: str, **fields: str) -> None:
    """Do a deed, unless it stands in the draft already."""
    place = next(iter(fields.values()))
    for one in read_draft(DRAFT).review.decisions:
        if (one.deed, one.who) == (deed, who) and place in one.where:
            return
    answer = page.does(deed, **fields)
    assert answer.status_code == 200, answer.text


# --- what people do between ---


def _write_notes() -> None:
    Path("要点.md").write_text(NOTES, encoding="utf-8")


def _nothing() -> None:
    return


def _answer() -> None:
    """Two of three divisions write their values into the forms."""
    for division, values in ANSWERS.items():
        path = Path("表") / f"{division}.xlsx"
        book = openpyxl.load_workbook(path)
        for line, value in zip(book.worksheets[0].iter_rows(min_row=4), values, strict=False):
            line[COLUMNS.index("value")].value = value
        book.save(path)


def _change_notes() -> None:
    Path("要点.md").write_text(CHANGED, encoding="utf-8")


def _edit_in_word() -> None:
    shutil.copy(REPORT, EDITED)
    file = Returned(None, EDITED)
    file.track("整改", "督促整改")
    file.comment("新建学校2所", "写清楚在哪里")
    file.saved()


@dataclass(frozen=True, slots=True)
class Step:
    """What people do, and then what drafter does, which may be cut short and is then done again."""

    name: str
    before: Callable[[], None]
    drafter: Callable[[], None]
    outputs: Sequence[Path]


STORY = (
    Step("draft", _write_notes, _draft, (DRAFT, REPORT)),
    Step("forms", _nothing, _forms, tuple(Path("表", f"{one}.xlsx") for one in ANSWERS)),
    Step("fill", _answer, _fill, (DRAFT, REPORT)),
    Step("draft anew", _change_notes, _draft, (DRAFT, REPORT)),
    Step("take", _edit_in_word, _take, (DRAFT,)),
    Step("review", _nothing, _review, (DRAFT,)),
    Step("final", _nothing, _final, (FINAL, FINAL.with_suffix(".draft.json"))),
)


def final_text() -> str:
    return "\n".join(one.text for one in docx.Document(str(FINAL)).paragraphs)


def recorded() -> list[dict[str, str]]:
    """Who decided what, as it is handed on."""
    entries: list[dict[str, str]] = json.loads(record_json(record_of(read_draft(DRAFT))))["entries"]
    return entries
