"""The commands that write something, each with what stands there before and what it then writes."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.shared import Mm

from drafter.documents.draft_file import read_draft
from drafter.errors import DrafterError
from drafter.filling.questions import every_question
from drafter.filling.rows import gap_rows
from tests.faults.desk import Told, run
from tests.faults.page import Page

HEAD = """---
organization: 云岭县教育局
kind: summary
period: 2026年上半年
date: 2026-07-05
divisions:
  校园安全: 安稳办
  教师队伍: 人事科
  项目建设: 计财科
---
"""
NOTES = (
    HEAD
    + """# 一、工作情况
## （一）校园安全
- 排查隐患xx处，整改149处
- 开展应急演练64场次
## （二）教师队伍
- 招聘教师118名
- 组织培训xx期，参训460人次
## （三）项目建设
- 完成投资xxx万元，新建学校2所
"""
)
TABLE = "指标,单位,数量\n培训,场次,12\n"
_RULES = ("--writer", "rules", "--no-index", "-q")


@dataclass(frozen=True, slots=True)
class Command:
    """A command that is tried.

    prepare  makes what it reads, and what stood at its outputs before: drafter's own, and older
    words    the command line, in the folder where that was done
    outputs  the files that it writes; they belong together
    apart    they do not: what cannot be read is told, and left out of what is written
    asked    done in the place of a command line
    """

    name: str
    prepare: Callable[[Path], None]
    words: Sequence[str]
    outputs: Sequence[str]
    apart: bool = False
    asked: Callable[[], Told] | None = None

    def run(self) -> Told:
        return self.asked() if self.asked else run(*self.words)


def _drafted(folder: Path, notes: str = NOTES) -> None:
    (folder / "要点.md").write_text(notes, encoding="utf-8")
    run("draft", "要点.md", "-o", "稿.docx", *_RULES)


def _notes_changed(folder: Path) -> None:
    _drafted(folder)
    (folder / "要点.md").write_text(NOTES + "- 改造操场12处\n", encoding="utf-8")


def _several_notes(folder: Path) -> None:
    (folder / "二.md").write_text(HEAD + "- 走访企业35家\n", encoding="utf-8")
    (folder / "要点.md").write_text(NOTES, encoding="utf-8")
    run("draft", "要点.md", "二.md", "-o", "稿.docx", *_RULES)
    (folder / "二.md").write_text(HEAD + "- 走访企业36家\n", encoding="utf-8")


def gaps_of(folder: Path) -> list[str]:
    """The ids of what the draft lacks, in its order."""
    rows = gap_rows(read_draft(folder / "稿.draft.json"))
    return [row.gap.id for row in rows if row.value is None]


def _values(folder: Path) -> None:
    """A file with a value for the first gap and an answer to the first question."""
    _drafted(folder)
    first = gaps_of(folder)[0]
    asked = next(iter(every_question(read_draft(folder / "稿.draft.json"))))
    text = f"编号,填写\n{first},152\n{asked.id},全部由校长带队检查\n"
    (folder / "回.csv").write_text(text, encoding="utf-8")


def _forms(folder: Path) -> None:
    _drafted(folder)
    run("gaps", "稿.draft.json", "--by", "division", "-o", "表", "--no-index")
    _drafted(folder, NOTES.replace("xxx万元", "xxx.xx万元").replace("xx处", "xxx处"))


def _edited(folder: Path) -> None:
    _drafted(folder)
    shutil.copy(folder / "稿.docx", folder / "改.docx")
    document = docx.Document(str(folder / "改.docx"))
    document.add_paragraph("各校都做了总结。")
    document.save(str(folder / "改.docx"))


def _reports(folder: Path) -> None:
    """Two Word files that differ, and what was made of the first before it was edited."""
    _edited(folder)
    shutil.copy(folder / "稿.docx", folder / "又.docx")
    run("mask", "又.docx", "-o", "罩.docx", "--map", "罩.json", "-q")
    run("compare", "稿.docx", "又.docx", "--docx", "比.docx", "--html", "比.html")
    shutil.copy(folder / "改.docx", folder / "又.docx")


def _faulty(folder: Path) -> None:
    for name, wrong in (("甲.md", "参训300人次 。"), ("乙.md", "参训310人次 。")):
        (folder / name).write_text(f"# 总结\n\n举办培训12场次，{wrong}\n", encoding="utf-8")
    run("check", "甲.md", "乙.md", "--no-index", "--fix")
    for name in ("甲.md", "乙.md"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text + "另外培训 3 场次 。\n", encoding="utf-8")


def _table(folder: Path) -> None:
    (folder / "表.csv").write_text(TABLE, encoding="utf-8")
    run("notes", "from-xlsx", "表.csv", "-o", "新.md", "-q")
    (folder / "表.csv").write_text(TABLE.replace("12", "13"), encoding="utf-8")


def _masked_report(folder: Path) -> None:
    (folder / "去年.md").write_text("# 总结\n\n举办培训12场次。\n", encoding="utf-8")
    run("mask", "去年.md", "-o", "罩.md", "--map", "罩.json", "-q")
    run("fill", "罩.md", "罩.json", "-o", "还.md")
    text = (folder / "罩.json").read_text(encoding="utf-8").replace("12", "15")
    (folder / "罩.json").write_text(text, encoding="utf-8")


def _checked(folder: Path) -> None:
    _faulty(folder)
    run("check", "甲.md", "--no-index", "--format", "html", "-o", "页.html")
    (folder / "甲.md").write_text("# 总结\n\n举办培训12场次 ，参训3人 。\n", encoding="utf-8")


def _earlier_reports(folder: Path) -> None:
    (folder / "往年").mkdir()
    for year in (2024, 2025):
        text = f"# {year}年工作总结\n\n全年排查隐患{year}处，整改到位。\n"
        (folder / "往年" / f"{year}.md").write_text(text, encoding="utf-8")
    run("index", "add", "往年/2024.md", "-q", "-j", "1")


def _merged(folder: Path) -> None:
    for name in ("甲.md", "乙.md"):
        (folder / name).write_text(HEAD + f"- {name[0]}科走访企业35家\n", encoding="utf-8")
    run("notes", "merge", "甲.md", "乙.md", "-o", "合.md")
    (folder / "乙.md").write_text(HEAD + "- 走访企业36家\n", encoding="utf-8")


def _style(folder: Path) -> None:
    _edited(folder)
    run("profile", "learn", "稿.docx", "-o", "样.toml")
    document = docx.Document("稿.docx")
    document.sections[0].left_margin = Mm(20)
    document.save("稿.docx")


def _commented() -> Told:
    """A reviewer's comment on the page; what the page refuses is told there."""
    draft = Path("稿.draft.json")
    try:
        page = Page(draft, "王芳")
        first = next(read_draft(draft).all_sentences()).id
        answer = page.does("comment", where=first, text="再核一下")
    except DrafterError as error:
        return Told(error.exit_code, "", str(error))
    return Told(0 if answer.status_code == 200 else 4, "", answer.text)


_DRAFT = ("稿.draft.json", "稿.docx")
EVERY = (
    Command("draft", _notes_changed, ("draft", "要点.md", "-o", "稿.docx", *_RULES), _DRAFT),
    Command(
        "draft of several",
        _several_notes,
        ("draft", "要点.md", "二.md", "-o", "稿.docx", *_RULES),
        ("稿.notes.md", *_DRAFT),
    ),
    Command("fill", _values, ("fill", "稿.draft.json", "回.csv"), (*_DRAFT, "稿.补充.md")),
    Command(
        "gaps",
        _forms,
        ("gaps", "稿.draft.json", "--by", "division", "-o", "表", "--no-index"),
        ("表/人事科.xlsx", "表/安稳办.xlsx", "表/计财科.xlsx"),
    ),
    Command("take", _edited, ("take", "改.docx", "稿.draft.json"), ("稿.draft.json",)),
    Command(
        "mask",
        _reports,
        ("mask", "又.docx", "-o", "罩.docx", "--map", "罩.json", "-q"),
        ("罩.json", "罩.docx"),
    ),
    Command(
        "compare",
        _reports,
        ("compare", "稿.docx", "又.docx", "--docx", "比.docx", "--html", "比.html"),
        ("比.html", "比.docx"),
    ),
    Command(
        "check --fix",
        _faulty,
        ("check", "甲.md", "乙.md", "--no-index", "--fix"),
        ("甲.fixed.md", "乙.fixed.md"),
        apart=True,
    ),
    Command(
        "check",
        _checked,
        ("check", "甲.md", "--no-index", "--format", "html", "-o", "页.html"),
        ("页.html",),
        apart=True,
    ),
    Command(
        "notes from-xlsx",
        _table,
        ("notes", "from-xlsx", "表.csv", "-o", "新.md", "-q"),
        ("新.md",),
    ),
    Command(
        "notes merge", _merged, ("notes", "merge", "甲.md", "乙.md", "-o", "合.md"), ("合.md",)
    ),
    Command(
        "profile learn", _style, ("profile", "learn", "稿.docx", "-o", "样.toml"), ("样.toml",)
    ),
    Command("review", _drafted, (), ("稿.draft.json",), asked=_commented),
    Command("index add", _earlier_reports, ("index", "add", "往年", "-q", "-j", "1"), ()),
    Command("index search", _earlier_reports, ("index", "search", "隐患", "--json"), ()),
    Command(
        "fill of a template",
        _masked_report,
        ("fill", "罩.md", "罩.json", "-o", "还.md"),
        ("还.md",),
    ),
)
BY_NAME: Mapping[str, Command] = {one.name: one for one in EVERY}
