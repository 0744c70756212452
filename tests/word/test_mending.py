"""Mends in a Word file: to accept all is the mended text, to reject all the file as it was."""

import random
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from drafter.errors import InputError
from drafter.reading.office import converted
from drafter.records import Edit, Finding, Severity
from drafter.word.mending import write_mended
from drafter.word.reading import read_word
from drafter.word.render import write_docx
from tests.word import drafts
from tests.word.wordfiles import deleted, field, ins, listed, p, r, word

FONTS = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
NOTE = '<w:footnoteReference w:id="2"/>'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def finding(*edits: Edit, code: str = "PUN101", message: str = "标点有误") -> Finding:
    first = edits[0]
    return Finding(code, Severity.ERROR, message, "", first.old, first.span, first.line, edits)


def edit(line: int, text: str, old: str, new: str, at: int = 0) -> Edit:
    start = text.index(old, at)
    return Edit(line, (start, start + len(old)), old, new)


def texts(path: Path) -> list[str]:
    return [source.text for source in read_word(path).sources]


def body(path: Path):
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")


def rejected(path: Path, author: str = "drafter") -> list[str]:
    """The text of each paragraph without the changes of one author, read with nothing of ours."""
    root = body(path)
    for element in list(root.iter(f"{W}ins")):
        if element.get(f"{W}author") == author:
            element.getparent().remove(element)
    for element in root.iter(f"{W}del"):
        if element.get(f"{W}author") == author:
            for text in element.iter(f"{W}delText"):
                text.tag = f"{W}t"
    signs = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n"}
    return [
        "".join(
            signs[e.tag] or e.text or ""
            for e in paragraph.iter(*signs)
            if e.getparent().tag == f"{W}r"
        )
        for paragraph in root.iter(f"{W}p")
    ]


def applied(rows: list[str], edits: list[Edit]) -> list[str]:
    rows = list(rows)
    for one in sorted(edits, key=lambda e: (e.line, e.span), reverse=True):
        row = rows[one.line - 1]
        rows[one.line - 1] = row[: one.span[0]] + one.new + row[one.span[1] :]
    return rows


CASES = [
    (r("今年以来,我局开展检查。"), [(",", "，")]),
    (
        r("今年以来") + r(",我局", FONTS) + r("开展检查。"),
        [("来,我", "来，我"), ("检查。", "检查")],
    ),
    (r("共计") + r("２０２４", FONTS) + r("年"), [("２０２４", "2024")]),
    (r("甲") + r("乙") + r("丙"), [("甲乙丙", "丁")]),
    (r("甲乙丙"), [("甲", ""), ("丙", "")]),
    (r("甲乙丙"), [("乙", "乙\t丁\n")]),
    (r("的的确确"), [("的的", "的")]),
    (f"<w:r><w:t>甲乙</w:t>{NOTE}<w:t>丙丁</w:t></w:r>", [("乙丙", "戊")]),
    (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>",
        [("\t", ""), ("\n丙", "丙。")],
    ),
    (r("见") + field("REF a", "第3页") + r("内容"), [("第3页", "第4页")]),
    (f'<w:hyperlink r:id="x">{r("链接文字")}</w:hyperlink>', [("接文", "接的文")]),
    ("<w:r><w:t> 去空格 </w:t></w:r>", [("空", "")]),
    (
        r("甲") + '<w:bookmarkStart w:id="9" w:name="b"/>' + r("乙") + '<w:bookmarkEnd w:id="9"/>',
        [("甲乙", "丙乙丁")],
    ),
]


@pytest.mark.parametrize(("paragraph", "changes"), CASES)
def test_accepting_mends_and_rejecting_restores(
    paragraph: str, changes: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = word(tmp_path / "a.docx", p("另一段。") + p(paragraph))
    before = texts(path)
    edits = [edit(2, before[1], old, new) for old, new in changes]
    assert write_mended(path, tmp_path / "b.docx", [finding(each) for each in edits]) == ()
    assert texts(tmp_path / "b.docx") == applied(before, edits)
    assert rejected(tmp_path / "b.docx") == before


@pytest.mark.parametrize(
    ("paragraph", "old", "new", "text"),
    [
        (r("甲") + ins(r("乙,丙", FONTS)) + r("丁"), ",", "，", "甲乙，丙丁"),
        (r("甲") + ins(r("乙") + r("丙")) + r("丁"), "丙", "", "甲乙丁"),
        (ins(r("乙丙")), "乙", "甲", "甲丙"),
        (r("甲") + deleted("旧") + ins(r("新")) + r("丁"), "甲新丁", "甲最新丁", "甲最新丁"),
        (r("甲") + deleted("旧") + r("乙"), "甲乙", "丙", "丙"),
    ],
)
def test_a_text_with_changes_already_is_mended_too(
    paragraph: str, old: str, new: str, text: str, tmp_path: Path
) -> None:
    path = word(tmp_path / "a.docx", p(paragraph))
    (before,) = texts(path)
    assert write_mended(path, tmp_path / "b.docx", [finding(edit(1, before, old, new))]) == ()
    assert texts(tmp_path / "b.docx") == [text]
    tree = body(tmp_path / "b.docx")
    assert not [
        e for e in tree.iter(f"{W}ins") if any(a.tag == f"{W}ins" for a in e.iterancestors())
    ]
    for element in list(tree.iter(f"{W}ins")):  # undo ours only: the other's changes read as before
        if element.get(f"{W}author") == "drafter":
            element.getparent().remove(element)
    kept = [
        e
        for e in tree.iter(f"{W}t", f"{W}delText")
        if all(a.get(f"{W}author") == "drafter" for a in e.iterancestors(f"{W}del"))
    ]
    assert "".join(e.text for e in kept) == before


def test_a_change_across_a_deleted_paragraph_mark(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    path = word(tmp_path / "a.docx", p("前半句,", gone) + p("后半句。"))
    assert texts(path) == ["前半句,后半句。"]
    write_mended(path, tmp_path / "b.docx", [finding(Edit(2, (3, 5), ",后", "，后"))])
    assert texts(tmp_path / "b.docx") == ["前半句，后半句。"]


def test_numbers_and_tables_keep_their_places(tmp_path: Path) -> None:
    cell = f"<w:tbl><w:tr><w:tc>{p('一,二')}</w:tc></w:tr></w:tbl>"
    path = word(tmp_path / "a.docx", p("标题", listed(1)) + cell + p("末段"))
    write_mended(
        path,
        tmp_path / "b.docx",
        [finding(Edit(2, (1, 2), ",", "，")), finding(Edit(3, (2, 2), "", "。"))],
    )
    assert texts(tmp_path / "b.docx") == ["标题", "一，二", "末段。"]


def test_new_text_has_the_type_of_the_old_and_quotes_the_chinese_font(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p(r('甲"乙"丙', FONTS)))
    write_mended(
        path, tmp_path / "b.docx", [finding(Edit(1, (1, 2), '"', "“"), Edit(1, (3, 4), '"', "”"))]
    )
    (setting,) = read_word(tmp_path / "b.docx").sheet.settings.values()
    assert {stretch.type.east_asia for stretch in setting.stretches} == {"仿宋_GB2312"}
    assert {stretch.type.size for stretch in setting.stretches} == {32}
    assert [stretch.type.chinese for stretch in setting.stretches] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_one_comment_for_each_finding_at_its_first_change(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p("甲,乙,丙") + p("丁;戊"))
    many = finding(Edit(1, (1, 2), ",", "，"), Edit(1, (3, 4), ",", "，"), code="PUN101")
    one = finding(Edit(2, (1, 2), ";", "；"), code="PUN102", message="半角分号")
    told = Finding("FIG201", Severity.WARNING, "前后不一致", "", "丙", (4, 5), 1)
    assert write_mended(path, tmp_path / "b.docx", [many, one, told]) == ()
    document = docx.Document(tmp_path / "b.docx")
    assert [(c.author, c.text) for c in document.comments] == [
        ("drafter", "PUN101 错误 标点有误（共 2 处）"),
        ("drafter", "PUN102 错误 半角分号"),
        ("drafter", "FIG201 提醒 前后不一致"),
    ]
    anchored = {}
    for paragraph in body(tmp_path / "b.docx").iter(f"{W}p"):
        open_ids: set[str] = set()
        for element in paragraph.iter():
            if element.tag == f"{W}commentRangeStart":
                open_ids.add(element.get(f"{W}id"))
            elif element.tag == f"{W}commentRangeEnd":
                open_ids.discard(element.get(f"{W}id"))
            elif element.tag in {f"{W}t", f"{W}delText"}:
                for id in open_ids:
                    anchored[id] = anchored.get(id, "") + element.text
    assert anchored == {"0": ",，", "1": ";；", "2": "丙"}


def test_what_cannot_be_made_is_returned_and_the_rest_is_made(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p("甲,乙"))
    made = finding(Edit(1, (1, 2), ",", "，"))
    overlapping = finding(Edit(1, (1, 3), ",乙", "乙"), code="PUN102")
    gone = finding(Edit(1, (0, 1), "丙", "丁"), code="PUN103")
    nowhere = finding(Edit(9, (0, 1), "甲", "丁"), code="PUN104")
    beyond = finding(Edit(1, (3, 9), "", "。"), code="PUN105")
    same = finding(Edit(1, (1, 2), ",", "，"), code="PUN106")
    left = write_mended(path, tmp_path / "b.docx", [made, overlapping, gone, nowhere, beyond, same])
    assert [one.code for one in left] == ["PUN102", "PUN103", "PUN104", "PUN105"]
    assert texts(tmp_path / "b.docx") == ["甲，乙"]
    assert len(list(docx.Document(tmp_path / "b.docx").comments)) == 2


@pytest.mark.parametrize("seed", range(12))
def test_any_edits_on_a_written_report(seed: int, tmp_path: Path) -> None:
    """Edits at random places of a real file with line breaks, comments and colours, reversible to
    the letter.
    """
    write_docx(drafts.small(), tmp_path / "a.docx")
    sources = read_word(tmp_path / "a.docx").sources
    before = [source.text for source in sources]
    dice = random.Random(seed)
    edits: list[Edit] = []
    for number, text in enumerate(before, 1):
        ends = sorted(dice.sample(range(len(text) + 1), min(len(text) + 1, 8)))
        for start, end in zip(ends[::2], ends[1::2], strict=False):
            edits.append(
                Edit(
                    number,
                    (start, end),
                    text[start:end],
                    dice.choice(["", "，", "“新”", text[start:end] + "加"]),
                )
            )
    findings = [finding(*edits[n::5], code=f"PUN10{n}") for n in range(5)]
    assert write_mended(tmp_path / "a.docx", tmp_path / "b.docx", findings) == ()
    assert texts(tmp_path / "b.docx") == applied(before, edits)
    assert rejected(tmp_path / "b.docx") == before
    ids = [e.get(f"{W}id") for e in body(tmp_path / "b.docx").iter(f"{W}ins", f"{W}del")]
    assert len(ids) == len(set(ids))


def canonical(content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content), method="c14n")


def test_nothing_else_in_the_file_changes(tmp_path: Path) -> None:
    write_docx(drafts.small(), tmp_path / "a.docx")
    write_mended(
        tmp_path / "a.docx", tmp_path / "b.docx", [finding(Edit(4, (0, 4), "2025", "2026"))]
    )
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as before,
        zipfile.ZipFile(tmp_path / "b.docx") as after,
    ):
        assert before.namelist() == after.namelist()
        changed = {
            name
            for name in before.namelist()
            if canonical(before.read(name)) != canonical(after.read(name))
        }
    assert changed == {"word/document.xml", "word/comments.xml"}


def test_a_damaged_file_or_a_folder_that_is_not_there_is_the_users_error(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\3\4")
    with pytest.raises(InputError):
        write_mended(tmp_path / "a.docx", tmp_path / "b.docx", [])
    path = word(tmp_path / "c.docx", p("甲"))
    with pytest.raises(InputError):
        write_mended(path, tmp_path / "无" / "b.docx", [])


def test_the_elements_stand_where_the_schema_lets_them(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", p("甲,乙"))
    write_mended(path, tmp_path / "b.docx", [finding(Edit(1, (1, 2), ",", "，"))])
    paragraph = docx.Document(tmp_path / "b.docx").paragraphs[0]._p
    tags = [element.tag for element in paragraph]
    names = "r commentRangeStart del ins commentRangeEnd r r".split()
    assert tags == [qn(f"w:{name}") for name in names]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    write_docx(drafts.small(), tmp_path / "a.docx")
    write_mended(
        tmp_path / "a.docx", tmp_path / "b.docx", [finding(Edit(4, (0, 4), "2025", "2026"))]
    )
    with converted(tmp_path / "b.docx", "pdf") as page:
        assert page.stat().st_size > 1000
