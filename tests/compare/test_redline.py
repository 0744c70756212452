"""A redline: to accept all is B, to reject all is A, and nothing but text differs."""

import random
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from lxml import etree

from drafter.checks.settings import CheckSettings
from drafter.compare.files import Compared, compare_files, write_redline
from drafter.documents.draft_file import write_draft
from drafter.documents.draft_lines import plain_text
from drafter.reading.notes import read_notes
from drafter.records import Draft
from drafter.word.reading import read_word
from drafter.word.render import write_docx
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.word.libreoffice import settled_by_libreoffice
from tests.word.settling import W, settled_texts
from tests.word.wordfiles import abstract, deleted, field, ins, level, listed, num, p, r, word

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
TYPE = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
DATE = datetime(2026, 7, 5, 9, 30, tzinfo=UTC)


def redlined(a: Path, b: Path, output: Path) -> Compared:
    compared = compare_files(a, b, CheckSettings())
    write_redline(compared, output, date=DATE)
    return compared


def squeezed(texts: list[str]) -> list[str]:
    """Without blanks and line breaks: where a title breaks is the page's affair."""
    return [re.sub(r"\s+", "", text) for text in texts if text.strip()]


def paragraphs(path: Path) -> list[str]:
    """What a Word or text file says, numbers of Word's own included."""
    if path.suffix == ".docx":
        return squeezed([source.auto + source.text for source in read_word(path).sources])
    return squeezed(path.read_text(encoding="utf-8").split("\n"))


def assert_reversible(a: Path, b: Path, output: Path) -> None:
    """Accepted it is B, rejected A."""
    assert squeezed(settled_texts(output, accept=False)) == paragraphs(a)
    assert squeezed(settled_texts(output, accept=True)) == paragraphs(b)


def text_file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made() -> dict[str, Draft]:
    """The drafts of all examples, by the rules."""
    return {file.stem: draft(read_notes(file), Tools(RuleWriter())) for file in EXAMPLES}


# --- edits of every kind, on every example ---


def edited(text: str, dice: random.Random) -> str:
    """A report as a busy colleague leaves it: paragraphs and words moved, gone, new, joined."""
    lines = text.split("\n")
    for _ in range(dice.randrange(3, 9)):
        at = dice.randrange(1, len(lines))
        line = lines[at]
        match dice.randrange(8):
            case 0:
                lines.insert(dice.randrange(1, len(lines)), lines.pop(at))
            case 1 if len(lines) > 6:
                del lines[at]
            case 2:
                lines.insert(
                    at,
                    dice.choice(
                        [
                            "新增一段，完成投资12万元。",
                            "（九）新的一节",
                            "1.新的小节。开展工作3次。",
                        ]
                    ),
                )
            case 3 if len(line) > 4:
                cut = dice.randrange(1, len(line))
                lines[at : at + 1] = [line[:cut], line[cut:]]
            case 4 if at + 1 < len(lines):
                lines[at : at + 2] = [line + lines[at + 1]]
            case 5:
                sentences = re.findall("[^。]+。?", line)
                dice.shuffle(sentences)
                lines[at] = "".join(sentences)
            case 6:
                lines[at] = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), line, count=1)
            case _:
                lines[at] = line.replace("，", "、", 1).replace("开展", "组织开展", 1)
    return "\n".join(line for line in lines if line.strip())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_any_edits_on_every_example(
    name: str, seed: int, made: dict[str, Draft], tmp_path: Path
) -> None:
    write_docx(made[name], tmp_path / "a.docx")
    write_draft(made[name], tmp_path / "a.draft.json")
    b = text_file(
        tmp_path / "b.txt", edited(plain_text(made[name]), random.Random(f"{name}{seed}"))
    )
    redlined(tmp_path / ("a.docx" if seed % 2 else "a.draft.json"), b, tmp_path / "r.docx")
    assert_reversible(tmp_path / "a.docx", b, tmp_path / "r.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_libreoffice_accepts_and_rejects_it_alike(
    name: str, made: dict[str, Draft], tmp_path: Path
) -> None:
    write_docx(made[name], tmp_path / "a.docx")
    b = text_file(tmp_path / "b.txt", edited(plain_text(made[name]), random.Random(name)))
    redlined(tmp_path / "a.docx", b, tmp_path / "r.docx")
    for accept in (True, False):
        settled_by_libreoffice(tmp_path / "r.docx", tmp_path / "s.docx", accept=accept)
        assert paragraphs(tmp_path / "s.docx") == paragraphs(b if accept else tmp_path / "a.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_takes_what_grew_and_what_followed_apart(
    made: dict[str, Draft], tmp_path: Path
) -> None:
    write_docx(made["小样"], tmp_path / "a.docx")
    text = plain_text(made["小样"]).replace(
        "3.2万元。", "3.2万元。成效明显。\n（一）救助\n新增救助站2个。"
    )
    b = text_file(tmp_path / "b.txt", text)
    redlined(tmp_path / "a.docx", b, tmp_path / "r.docx")
    for accept in (True, False):
        settled_by_libreoffice(tmp_path / "r.docx", tmp_path / "s.docx", accept=accept)
        assert paragraphs(tmp_path / "s.docx") == paragraphs(b if accept else tmp_path / "a.docx")


_CHANGES = re.compile(r"<w:(?:ins|del|moveFrom|moveTo|pPrChange|rPrChange)\b")


@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_a_file_against_its_own_copy_has_no_revision(
    name: str, made: dict[str, Draft], tmp_path: Path
) -> None:
    write_docx(made[name], tmp_path / "a.docx")
    shutil.copy(tmp_path / "a.docx", tmp_path / "b.docx")
    redlined(tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "r.docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as archive:
        body = archive.read("word/document.xml").decode()
        assert not _CHANGES.findall(body)
    comments = [len(list(docx.Document(str(tmp_path / f"{n}.docx")).comments)) for n in "ar"]
    assert comments[0] == comments[1]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_word_files_of_two_colleagues(
    name: str, seed: int, made: dict[str, Draft], tmp_path: Path
) -> None:
    write_docx(made[name], tmp_path / "a.docx")
    page = docx.Document(str(tmp_path / "a.docx"))
    dice = random.Random(f"{name}{seed}")
    texts = [paragraph for paragraph in page.paragraphs if paragraph.text.strip()]
    for paragraph in dice.sample(texts[1:], min(5, len(texts) - 1)):
        run = paragraph.runs[-1]
        run.text = dice.choice([f"{run.text}另有3项。", run.text[:-2], f"今年，{run.text}"])
    texts[0].runs[0].text = f"关于{texts[0].runs[0].text}"  # the title, its break kept
    page.save(str(tmp_path / "b.docx"))
    redlined(tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "r.docx")
    assert_reversible(tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "r.docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    gone = (f"{W}del", f"{W}ins")
    assert not [one for tag in gone for place in body.iter(tag) for one in place.iter(f"{W}br")]


# --- tables, and what stands around the text ---

ROWS = (("指标", "数量"), ("新建学校", "2所"), ("培训教师", "120人次"))


def with_table(path: Path, rows: tuple[tuple[str, ...], ...], foot: str = "第一稿") -> Path:
    page = docx.Document()
    page.sections[0].header.paragraphs[0].text = "内部资料"
    page.sections[0].footer.paragraphs[0].text = foot
    page.add_paragraph("云岭县教育局2026年上半年工作总结")
    page.add_paragraph("一、主要工作")
    table = page.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    page.add_paragraph("二、存在问题")
    page.add_paragraph("教师结构性缺编。")
    page.save(str(path))
    return path


@pytest.mark.parametrize(
    ("rows", "changed", "added"),
    [
        ((ROWS[0], ("新建学校", "3所"), ROWS[2]), ["2所→3所"], []),
        (
            (ROWS[0], ("新建学校", "120人次"), ("培训教师", "2所")),
            ["2所→120人次", "120人次→2所"],
            [],
        ),
        (
            (ROWS[0], ("新建学校", "3所"), ("改建学校", "5所"), ("培训教师", "150人次")),
            ["2所→3所", "120人次→150人次"],
            ["5所"],
        ),
        ((*ROWS, ("改建学校", "5所")), [], ["5所"]),
    ],
)
def test_a_changed_cell_is_a_change(
    rows: tuple[tuple[str, ...], ...], changed: list[str], added: list[str], tmp_path: Path
) -> None:
    a, b = with_table(tmp_path / "a.docx", ROWS), with_table(tmp_path / "b.docx", rows)
    facts = redlined(a, b, tmp_path / "r.docx").comparison.facts
    assert [f"{one.slot.text}→{other.slot.text}" for one, other in facts.changed] == changed
    assert [one.slot.text for one in facts.added] == added
    assert not facts.removed
    assert_reversible(a, b, tmp_path / "r.docx")


def test_other_headers_and_footers_are_named(tmp_path: Path) -> None:
    a, b = with_table(tmp_path / "a.docx", ROWS), with_table(tmp_path / "b.docx", ROWS, "第二稿")
    (notice,) = compare_files(a, b, CheckSettings()).b.notices
    assert "页脚不同" in notice
    assert "甲“第一稿”，乙“第二稿”" in notice
    assert not compare_files(a, a, CheckSettings()).b.notices


# --- a colleague's Word file ---

NUMBERS = abstract(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")
) + num(1, 0)
REPORT = (
    p("云岭县教育局2026年上半年工作总结", '<w:jc w:val="center"/>')
    + p("主要工作", listed(1))
    + p("队伍建设", listed(1, 1))
    + p(
        r("招聘教师118名，", TYPE)
        + r("其中研究生31名。", TYPE)
        + r("培训xx人次。", TYPE + '<w:highlight w:val="yellow"/>')
    )
    + p("项目建设", listed(1, 1))
    + p(r("争取资金2.35亿元，完成改扩建项目9个。", TYPE))
    + p("存在问题", listed(1))
    + p(r("教师结构性缺编。", TYPE))
    + p("云岭县教育局")
    + p("2026年7月5日")
)
PLAIN = """云岭县教育局2026年上半年工作总结
一、主要工作
（一）队伍建设
招聘教师128名，其中研究生31名。培训460人次。
（二）校园安全
开展检查12次，整改隐患36处。
（三）项目建设
争取资金23500万元，完成改扩建项目9个。
二、存在问题
教师结构性缺编。
云岭县教育局
2026年7月5日
"""


def numbered(path: Path, body: str = REPORT) -> Path:
    return word(path, body, numbering=NUMBERS)


def test_numbers_of_words_own_are_left_to_word(tmp_path: Path) -> None:
    a, b = numbered(tmp_path / "a.docx"), text_file(tmp_path / "b.txt", PLAIN)
    redlined(a, b, tmp_path / "r.docx")
    accepted = squeezed(settled_texts(tmp_path / "r.docx", accept=True))
    assert accepted == squeezed(
        [re.sub("^(?:[一二]、|（[一二三]）)", "", line) for line in PLAIN.split("\n")]
    )
    assert squeezed(settled_texts(tmp_path / "r.docx", accept=False)) == squeezed(
        [s.text for s in read_word(a).sources]
    )
    # what reads the file with all changes accepted numbers the new section as B has it
    assert paragraphs(tmp_path / "r.docx") == paragraphs(b)


def test_a_number_in_words_becomes_text_where_a_has_text(tmp_path: Path) -> None:
    a, b = text_file(tmp_path / "a.txt", PLAIN), numbered(tmp_path / "b.docx")
    redlined(a, b, tmp_path / "r.docx")
    assert_reversible(a, b, tmp_path / "r.docx")


def test_what_comes_in_has_the_format_of_its_like(tmp_path: Path) -> None:
    a, b = numbered(tmp_path / "a.docx"), text_file(tmp_path / "b.txt", PLAIN)
    redlined(a, b, tmp_path / "r.docx")
    document = docx.Document(tmp_path / "r.docx")
    new = next(each for each in document.element.body if "开展检查12次" in "".join(each.itertext()))
    assert new.find(f".//{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"
    filled = next(
        run for run in document.element.body.iter(f"{W}ins") if "460人次" in "".join(run.itertext())
    )
    assert filled.find(f".//{W}highlight") is None, "what fills a gap is none"
    assert not list(document.element.body.iter(f"{W}rPrChange", f"{W}pPrChange"))


BODIES = {
    "runs cut anywhere": p("".join(r(c, TYPE) for c in "招聘教师118名，其中研究生31名。")),
    "a line broken by hand": p(r("招聘教师118名，") + "<w:r><w:br/></w:r>" + r("其中研究生31名。")),
    "heading and text broken by hand": p(
        r("一、队伍") + "<w:r><w:br/></w:r>" + r("招聘教师118名。")
    ),
    "a field": p(r("招聘教师") + field("REF a", "118名") + r("，其中研究生31名。")),
    "a link": p(f'<w:hyperlink w:anchor="a">{r("招聘教师118名，其中研究生31名。")}</w:hyperlink>'),
    "changes of others": p(
        r("招聘教师") + deleted("99名") + ins(r("118名")) + r("，其中研究生31名。")
    ),
    "a paragraph joined by others": p(
        r("招聘教师"), '<w:rPr><w:del w:id="7" w:author="甲"/></w:rPr>'
    ) + p("118名。"),
    "a footnote": p(
        "<w:r><w:t>招聘教师118名</w:t>"
        '<w:footnoteReference w:id="2"/><w:t>，其中研究生31名。</w:t></w:r>'
    ),
    "a table": f"<w:tbl><w:tr><w:tc>{p('招聘教师118名')}</w:tc>"
    f"<w:tc>{p('研究生31名')}</w:tc></w:tr></w:tbl>",
    "blank paragraphs": p("招聘教师118名。") + p() + p() + p("其中研究生31名。"),
    "blanks typed for indents": p("　　招聘教师118名，其中研究生31名。"),
}  # fmt: skip
AFTER = {
    "more at the end, then a heading": ("31名。", "31名。成效明显。\n一、新的一节\n新的一段。"),
    "a figure changed": ("118名", "128名"),
    "words in front": ("招聘教师", "公开招聘教师"),
    "parted": ("118名", "118名。\n另有"),
    "joined and gone": ("其中研究生31名。", ""),
    "another text": ("招聘", "完全不同的一句话，与原来没有关系。\n"),
}


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("before", BODIES)
def test_whatever_a_word_file_is_made_of(before: str, after: str, tmp_path: Path) -> None:
    head, foot = p("云岭县教育局2026年工作总结"), p("教师结构性缺编。") + p("2026年7月5日")
    a = word(tmp_path / "a.docx", head + BODIES[before] + foot)
    lines = [source.text for source in read_word(a).sources]
    text = "\n".join(line.replace("\n", "") for line in lines).replace(*AFTER[after])
    b = text_file(tmp_path / "b.txt", text)
    redlined(a, b, tmp_path / "r.docx")
    assert_reversible(a, b, tmp_path / "r.docx")


@pytest.mark.parametrize("before", BODIES)
def test_as_the_version_after(before: str, tmp_path: Path) -> None:
    b = word(
        tmp_path / "b.docx", p("云岭县教育局2026年工作总结") + BODIES[before] + p("2026年7月5日")
    )
    a = text_file(
        tmp_path / "a.txt",
        "云岭县教育局2026年工作总结\n招聘教师99名。\n做好其他工作。\n2026年7月5日\n",
    )
    redlined(a, b, tmp_path / "r.docx")
    assert_reversible(a, b, tmp_path / "r.docx")


# --- what is in the file ---


def test_author_date_and_numbers_of_changes(tmp_path: Path, made: dict[str, Draft]) -> None:
    write_docx(made["小样"], tmp_path / "a.docx")
    b = text_file(
        tmp_path / "b.txt", plain_text(made["小样"]).replace("4120户", "4210户") + "\n附件：清单"
    )
    redlined(tmp_path / "a.docx", b, tmp_path / "r.docx")
    body = docx.Document(tmp_path / "r.docx").element.body
    changes = list(body.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"))
    assert changes
    assert {e.get(f"{W}author") for e in changes} == {"drafter"}
    assert {e.get(f"{W}date") for e in changes} == {"2026-07-05T09:30:00Z"}
    ids = [e.get(f"{W}id") for e in changes]
    assert len(ids) == len(set(ids))


def test_each_changed_fact_has_its_comment_at_its_place(
    tmp_path: Path, made: dict[str, Draft]
) -> None:
    write_docx(made["小样"], tmp_path / "a.docx")
    write_draft(made["小样"], tmp_path / "a.draft.json")
    edits = (
        ("4120户", "4210户"),
        ("培训养老护理员xx人次", "培训养老护理员86人次"),
        ("床位48张", "床位xx张"),
    )
    text = plain_text(made["小样"])
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    redlined(tmp_path / "a.draft.json", text_file(tmp_path / "b.txt", text), tmp_path / "r.docx")
    said = [comment.text for comment in docx.Document(tmp_path / "r.docx").comments]
    for wanted in (
        "数据改了：4120户 → 4210户",
        "缺项补上了：xx → 86人次",
        "成了缺项，原为 48张",
        "FIG101 错误 “4210户”在要点中没有依据",
    ):
        assert wanted in said
    anchored: dict[str, str] = {}
    open_ids: set[str] = set()
    for element in docx.Document(tmp_path / "r.docx").element.body.iter():
        if element.tag == f"{W}commentRangeStart":
            open_ids.add(element.get(f"{W}id"))
        elif element.tag == f"{W}commentRangeEnd":
            open_ids.discard(element.get(f"{W}id"))
        elif element.tag in {f"{W}t", f"{W}delText"}:
            for id in open_ids:
                anchored[id] = anchored.get(id, "") + element.text
    by_text = {
        comment.text: anchored[str(comment.comment_id)]
        for comment in docx.Document(tmp_path / "r.docx").comments
    }
    assert "4210户" in by_text["数据改了：4120户 → 4210户"]
    assert "xx" in by_text["成了缺项，原为 48张"]


def test_a_paragraph_elsewhere_word_for_word_is_a_move(tmp_path: Path) -> None:
    moved = "开展校园安全专项检查12次。"
    lines = [
        "云岭县教育局2026年工作总结",
        "一、工作情况",
        moved,
        "招聘教师118名，其中研究生31名。",
        "争取资金2.35亿元，完成项目9个。",
    ]
    a = word(tmp_path / "a.docx", "".join(p(r(line, TYPE)) for line in lines))
    b = text_file(tmp_path / "b.txt", "\n".join([*lines[:2], *lines[3:], moved]))
    redlined(a, b, tmp_path / "r.docx")
    assert_reversible(a, b, tmp_path / "r.docx")
    body = docx.Document(tmp_path / "r.docx").element.body
    (start,), (other,) = body.iter(f"{W}moveFromRangeStart"), body.iter(f"{W}moveToRangeStart")
    assert start.get(f"{W}name") == other.get(f"{W}name")
    for kind in ("moveFrom", "moveTo"):
        assert "".join(t.text for e in body.iter(f"{W}{kind}") for t in e.iter(f"{W}t")) == moved
    assert not list(body.iter(f"{W}ins", f"{W}del"))


def test_nothing_but_text_and_comments_differs(tmp_path: Path, made: dict[str, Draft]) -> None:
    write_docx(made["小样"], tmp_path / "a.docx")
    b = text_file(tmp_path / "b.txt", plain_text(made["小样"]).replace("4120户", "4210户"))
    redlined(tmp_path / "a.docx", b, tmp_path / "r.docx")
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as before,
        zipfile.ZipFile(tmp_path / "r.docx") as after,
    ):
        assert before.namelist() == after.namelist()
        same = [
            etree.tostring(etree.fromstring(f.read(name)), method="c14n")
            for f in (before, after)
            for name in f.namelist()
        ]
        half = len(same) // 2
        changed = {
            name
            for name, x, y in zip(before.namelist(), same[:half], same[half:], strict=True)
            if x != y
        }
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_what_no_word_file_can_hold_is_shown_as_unknown(tmp_path: Path) -> None:
    a = text_file(tmp_path / "a.txt", "云岭县教育局2026年工作总结\n招聘\x01教师118名。\n")
    b = text_file(
        tmp_path / "b.txt", "云岭县教育局2026年工作总结\n招聘\x02教师128名。\n新\x1b[31m增。\n"
    )
    redlined(a, b, tmp_path / "r.docx")
    assert "招聘\ufffd教师128名。" in settled_texts(tmp_path / "r.docx", accept=True)
