"""A masked report becomes notes to fill in, and they a report of the same outline."""

import re
from collections import Counter
from pathlib import Path

import pytest

from drafter.documents.gaps import open_gaps
from drafter.documents.house_words import House
from drafter.documents.notes import parse_notes
from drafter.documents.report import Place, Report
from drafter.documents.report_text import read_text
from drafter.facts.figures import read_gaps
from drafter.facts.punctuation import mend
from drafter.filling.mask_report import mask_rows
from drafter.filling.notes_from_template import NewNotes, counted, new_notes
from drafter.filling.template_files import own_names, read_sheet
from drafter.records import Brief

_ROOT = Path(__file__).parents[2]
_CORPUS = sorted((_ROOT / "corpus" / "reports").glob("*.md"))
_DATA = _ROOT.parent / "shared" / "data"
_REPORTS = sorted((_DATA / "reports").glob("*.txt"))
_SEED = _DATA / "seed.txt"


def notes_of(body: str, title: str = "云岭县教育局20xx年上半年工作总结") -> NewNotes:
    return new_notes(read_text(f"{title}\n{body}", markdown=False))


def bullets(notes: NewNotes) -> list[str]:
    return [line for line in notes.text.split("\n") if line.lstrip().startswith("- ")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("组织学习xx场次，研讨x次，营造浓厚氛围。", ["- 组织学习xx场次", "- 研讨x次"]),
        (
            "争取资金x.xx亿元，占全年任务的xx.x%，同比增长x%。",
            ["- 争取资金x.xx亿元，占全年任务的xx.x%，同比增长x%"],
        ),
        ("查处无证办班x起，其中联动处理x起。", ["- 查处无证办班x起，其中联动处理x起"]),
        ("走访xx区xx小学。", ["- 走访xx区xx小学"]),
        ("设立考点x个、考场xx个。", ["- 设立考点x个、考场xx个"]),
        (
            "“扩食堂”项目已完成招投标，计划x月初开工，x月底建成。",
            ["- “扩食堂”项目：计划x月初开工，x月底建成"],
        ),
        ("今年上半年，共接到投诉xx起，全部得到处理。", ["- 今年上半年，共接到投诉xx起"]),
        (
            "印发《xx区关于做好招生，规范收费的通知》。",
            ["- 印发《xx区关于做好招生，规范收费的通知》"],
        ),
        (
            "一是抓好招聘。完成了xx名教师的招聘，提升素质。二是抓好师德。加强教育。三是招聘园长x名。",
            ["- 抓好招聘", "  - 完成了xx名教师的招聘", "- 招聘园长x名"],
        ),
        ("开展x项工作：一是抓排查，排查隐患xx处；二是抓整改，整改xx处。", [
            "- 开展x项工作", "  - 抓排查", "    - 排查隐患xx处", "  - 抓整改", "    - 整改xx处",
        ]),
    ],
)  # fmt: skip
def test_a_clause_with_its_masks_becomes_a_bullet(line: str, said: list[str]) -> None:
    notes = notes_of(f"一、工作情况\n{line}\n")
    assert bullets(notes) == said
    assert len(notes.gaps) == len(read_gaps(line))


def test_what_has_no_mask_is_a_remark_and_no_bullet() -> None:
    notes = notes_of("一、工作情况\n1.加强管理。压实责任。检查xx次，成效明显。\n")
    assert "<!-- 去年此处还写了：压实责任；成效明显 -->" in notes.text
    brief = parse_notes(notes.text, Path("notes.md"))
    assert [bullet.text for bullet in brief.all_bullets()] == ["检查xx次"]


def test_the_front_matter_says_what_the_template_tells() -> None:
    notes = notes_of(
        "一、上半年工作情况\n检查xx次。\n二、下半年工作打算\n检查xx次。\nxx县教育局\n20xx年x月x日\n",
        title="xx县教育局2024年上半年工作总结和下半年工作计划",
    )
    assert notes.text.startswith(
        "---\norganization: xx县教育局\nkind: summary-and-plan\n"
        "period: 20xx年上半年\nnext_period: 20xx年下半年\n"
        "date: 20xx年x月x日\n---\n"
    )
    brief = parse_notes(notes.text, Path("notes.md"))
    assert brief.title == "xx县教育局20xx年上半年工作总结和下半年工作计划"
    assert brief.period == "20xx年上半年"


def test_figures_left_unmasked_are_told() -> None:
    assert notes_of("一、工作情况\n检查xx次、整改12处。\n").left == ((3, "12处"),)


def test_masks_of_other_styles_survive() -> None:
    notes = notes_of("一、工作情况\n培训**名、检查××次、走访○○县，投入____万元。\n")
    assert bullets(notes) == ["- 培训xx名、检查××次、走访○○县", "- 投入【待补】万元"]


def test_cells_of_a_table_become_bullets() -> None:
    report = read_text(
        "# 云岭县20xx年工作总结\n## 一、工作\n| 指标 | 数 |\n|---|---|\n| 培训教师 | xx人 |\n"
    )
    marked = read_text(
        "# 云岭县20xx年工作总结\n## 一、工作\n| 指标 | 数 |\n|---|---|\n| 培训教师 | xx人 |\n",
        markdown=True,
    )
    assert report is not marked
    assert bullets(new_notes(marked)) == ["- 培训教师：xx人"]


# --- whole reports ---


def headings(report: Report) -> list[tuple[int, str]]:
    """The headings of a report by nesting, as they are told by their numbers."""
    found: list[tuple[int, str]] = []
    levels: list[int] = []
    for line in report.lines:
        if (
            line.place in {Place.HEADING, Place.BODY}
            and line.heading != (0, 0)
            and 1 <= line.level <= 4
        ):
            while levels and levels[-1] >= line.level:
                levels.pop()
            levels.append(line.level)
            found.append((len(levels), mend(line.title)))
    return found


def outline(brief: Brief) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in brief.all_sections()]


@pytest.mark.parametrize(
    "path", [*_CORPUS, *_REPORTS, *([_SEED] if _SEED.exists() else [])], ids=lambda path: path.stem
)
def test_the_outline_is_the_same(path: Path) -> None:
    sheet = read_sheet(path)
    masked = mask_rows(sheet.rows, own_names(House()))
    text = "\n".join(" " * row.offset + row.text for row in masked.rows)
    if sheet.file and path.suffix == ".md":
        raw = [
            before[: row.offset] + row.text
            for before, row in zip(sheet.file.rows, masked.rows, strict=True)
        ]
        text = "\n".join(raw)
    report = read_text(text, markdown=path.suffix == ".md")
    notes = new_notes(report)
    brief = parse_notes(notes.text, Path("notes.md"))
    assert outline(brief) == headings(report)
    inside = [place for place in open_gaps(brief) if place.line and place.gap.kind != "section"]
    assert [place.gap.text for place in inside] == [gap.text for gap in notes.gaps]
    assert Counter(gap.text for gap in notes.gaps) == Counter(
        gap.text
        for line in report.lines
        if line.place in {Place.HEADING, Place.BODY, Place.TABLE}
        for gap in read_gaps(re.sub("现将[^。]{2,60}如下：$", "", line.view))
    )


@pytest.mark.skipif(not _SEED.exists(), reason="the published masked report is not here")
def test_the_masked_report_becomes_notes_with_every_placeholder_once() -> None:
    text = _SEED.read_text(encoding="utf-8")
    notes = new_notes(read_text(text))
    written = [gap for line in bullets(notes) for gap in read_gaps(line[line.index("- ") + 2 :])]
    heads = [
        gap for line in notes.text.split("\n") if line.startswith("#") for gap in read_gaps(line)
    ]
    assert len(notes.gaps) == len(written) + len(heads) == 151
    assert Counter(gap.text for gap in (*written, *heads)) == Counter(
        gap.text for line in text.split("\n") for gap in read_gaps(line)
    )
    table = "\n".join(counted(notes))
    print(table)
    assert re.search(r"数量 80\n.*地名 16\n.*学校名称 16\n.*金额 8\n.*日期 8", table)
