"""Word files as offices make them: title, headings, contents and tables told by style, type and place."""

import re
from pathlib import Path

import docx
import pytest

from drafter.documents.source_lines import SET_APART
from drafter.reading.blocks import Block
from drafter.reading.document import Document, read_document
from tests.word.wordfiles import abstract, level, num, p, r, word

BODY = "举办专题学习12场次，参学300人次，整改问题15个，党员教育覆盖率达到100%。"
_CORPUS = Path(__file__).parents[2] / "corpus"


def _set(
    text: str, font: str = "仿宋_GB2312", size: int = 32, place: str = "both", bold: str = ""
) -> str:
    look = f'<w:rFonts w:eastAsia="{font}"/>{bold}<w:sz w:val="{size}"/>'
    return p(r(text, look), f'<w:jc w:val="{place}"/>')


def _title(text: str) -> str:
    return _set(text, "方正小标宋简体", 44, "center")


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def _signed(unit: str, date: str) -> str:
    return _set(unit, place="right") + _set(date, place="right")


def test_a_title_of_two_lines_is_told_by_its_type(tmp_path: Path) -> None:
    title = _title("云岭县教育局") + _title("关于二〇二四年教育工作情况的报告")
    body = title + _set("县人民政府：") + _set(BODY) * 2 + _signed("云岭县教育局", "2025年1月8日")
    document = read_document(word(tmp_path / "a.docx", body))
    said = (document.title, document.unit, document.period, document.kind, document.date)
    assert said == (
        "云岭县教育局关于二〇二四年教育工作情况的报告",
        "云岭县教育局",
        "2024年",
        "报告",
        "2025年1月8日",
    )
    assert texts(document) == ["县人民政府：", BODY, BODY]


def test_a_title_needs_no_word_for_its_kind(tmp_path: Path) -> None:
    body = (
        _title("凝心聚力，奋力谱写教育新篇章")
        + _set("（2024年12月）", "楷体_GB2312", 32, "center")
        + _set(BODY) * 3
    )
    document = read_document(word(tmp_path / "a.docx", body))
    assert (document.title, document.date) == ("凝心聚力，奋力谱写教育新篇章", "2024年12月")


def test_a_red_head_is_no_title_and_the_annex_is_set_apart(tmp_path: Path) -> None:
    head = _set("云岭县人民政府办公室文件", "方正小标宋简体", 60, "center") + _set(
        "云政办发〔2024〕12号", place="center"
    )
    notice = _title("关于印发云岭县校车管理办法的通知") + _set("各乡镇人民政府：") + _set(BODY)
    rules = (
        _title("云岭县校车")
        + _title("管理办法")
        + _set("第一条　为了加强管理，制定本办法。")
        + _set(BODY) * 6
    )
    body = head + notice + _signed("云岭县人民政府办公室", "2024年3月5日") + rules
    document = read_document(word(tmp_path / "a.docx", body))
    assert (document.title, document.unit) == (
        "关于印发云岭县校车管理办法的通知",
        "云岭县人民政府办公室",
    )
    assert (document.number, document.date) == ("云政办发〔2024〕12号", "2024年3月5日")
    assert document.blocks[2] == Block("云岭县校车管理办法", title=True)


@pytest.mark.parametrize(
    ("heading", "apart"),
    [
        (_set("亮点工作", "黑体"), True),
        (_set("亮点工作", bold="<w:b/>"), True),
        (_set("亮点工作"), False),
        (_set("亮点工作做得很好。", "黑体"), False),
        (
            _set("亮点工作很多", "黑体").replace(
                "很多</w:t>", f"</w:t></w:r>{r('很多')}<w:r><w:t></w:t>"
            ),
            False,
        ),
    ],
)
def test_a_heading_that_only_its_type_sets_apart(tmp_path: Path, heading: str, apart: bool) -> None:
    document = read_document(
        word(
            tmp_path / "a.docx", _title("云岭县教育局工作总结") + _set(BODY) + heading + _set(BODY)
        )
    )
    assert document.blocks[1].level == (SET_APART if apart else 0)


def test_the_title_of_a_style_stands_above_headings_of_the_first_level(tmp_path: Path) -> None:
    file = docx.Document()
    for text, depth in (
        ("云岭县教育局2024年工作总结", 0),
        ("一、主要工作", 1),
        ("（一）党建", 2),
        ("二、打算", 1),
    ):
        file.add_heading(text, depth)
        file.add_paragraph(BODY)
    file.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx")
    assert document.title == "云岭县教育局2024年工作总结"
    assert [(b.text, b.level) for b in document.blocks if b.level] == [
        ("一、主要工作", 1),
        ("（一）党建", 2),
        ("二、打算", 1),
    ]


def test_a_table_of_contents_is_left_out_with_its_heading(tmp_path: Path) -> None:
    gallery = "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
    made = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('目录')}{p('一、主要工作 1')}</w:sdtContent></w:sdt>"
    typed = p("目　录") + p(r("一、主要工作") + "<w:r><w:tab/></w:r>" + r("1")) + p("二、打算…………3")
    for contents in (made, typed):
        file = word(
            tmp_path / "a.docx",
            contents + _title("云岭县教育局工作总结") + p("一、主要工作") + _set(BODY) * 2,
        )
        assert texts(read_document(file)) == ["一、主要工作", BODY, BODY]


def test_a_style_takes_its_list_from_the_one_it_is_based_on(tmp_path: Path) -> None:
    def style(id: str, name: str, properties: str, base: str = "a") -> str:
        return (
            f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
            f"<w:pPr>{properties}</w:pPr></w:style>"
        )

    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        + style("1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("2", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + style("3", "heading 3", '<w:numPr><w:ilvl w:val="2"/></w:numPr>', base="2")
    )
    levels = [
        level(at, form, pattern, f"<w:pStyle w:val='{at + 1}'/>")
        for at, (form, pattern) in enumerate(
            [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．")]
        )
    ]
    body = "".join(
        p(text, f"<w:pStyle w:val='{id}'/>")
        for text, id in [("甲", 1), ("乙", 2), ("丙", 3), ("丁", 2), ("戊", 1)]
    )
    file = word(
        tmp_path / "a.docx",
        p("云岭县教育局工作总结") + body,
        styles=styles,
        numbering=abstract(0, *levels) + num(1, 0),
    )
    assert texts(read_document(file)) == ["一、甲", "（一）乙", "1．丙", "（二）丁", "二、戊"]


def test_a_table_keeps_its_figures_in_their_columns(tmp_path: Path) -> None:
    def row(*cells: tuple[str, str]) -> str:
        return (
            "<w:tr>"
            + "".join(f"<w:tc><w:tcPr>{look}</w:tcPr>{p(text)}</w:tc>" for text, look in cells)
            + "</w:tr>"
        )

    start, on, wide = "<w:vMerge w:val='restart'/>", "<w:vMerge/>", "<w:gridSpan w:val='2'/>"
    rows = [
        row(("学校", start), ("学位", wide), ("备注", start)),
        row(("", on), ("小学", ""), ("初中", ""), ("", on)),
        row(("一中", ""), ("", ""), ("800", ""), ("", "")),
        row(("二中", ""), ("300", ""), ("", ""), ("续建", "")),
    ]
    table = "".join(rows)
    file = word(tmp_path / "a.docx", p("云岭县学位情况表") + f"<w:tbl>{table}</w:tbl>" + p(BODY))
    assert (
        texts(read_document(file))[0]
        == "学校｜学位｜｜备注\n学校｜小学｜初中｜备注\n一中｜｜800\n二中｜300｜｜续建"
    )


@pytest.mark.parametrize("source", sorted(_CORPUS.glob("*/*.md")), ids=lambda path: path.stem[:8])
def test_our_own_documents_are_told_as_offices_print_them(tmp_path: Path, source: Path) -> None:
    """What the front matter of the corpus says, told from a Word file with title, number, text and signature."""
    given = read_document(source)
    front = re.search(r"^---\n(.*?)---", source.read_text("utf-8"), re.DOTALL)
    assert front
    numbers = "".join(_set(given.number, place="center") for _ in range(bool(given.number)))
    body = "".join(_set(line) for block in given.blocks for line in block.text.split("\n"))
    read = read_document(
        word(
            tmp_path / "文件.docx",
            numbers + _title(given.title) + body + _signed(given.unit, given.date),
        )
    )
    for name in ("title", "unit", "kind", "date", "number", *(["period"] if given.period else [])):
        assert getattr(read, name) == getattr(given, name), name
    assert texts(read) == [line for block in given.blocks for line in block.text.split("\n")]
