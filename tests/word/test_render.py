"""The Word file, judged by opening it again with python-docx and looking at what it says."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from drafter.documents.draft_lines import lines
from drafter.errors import InputError, RenderFault
from drafter.records import Draft, DraftSection, Gap, GapKind, Section
from drafter.word import render
from drafter.word.read_back import read_lines
from drafter.word.render import write_docx
from tests.costs import calls
from tests.word import drafts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "初稿.docx"


def written(draft: Draft, path: Path):
    write_docx(draft, path)
    return docx.Document(path)


def texts(draft: Draft) -> list[str]:
    return [line.text for line in lines(draft)]


def by_style(document, name: str):
    return [p for p in document.paragraphs if p.style.name == name]


def indent(paragraph, side: str) -> str | None:
    found = paragraph._p.pPr.find(qn("w:ind"))
    return None if found is None else found.get(qn(f"w:{side}"))


def style_value(document, style: str, path: str, attribute: str = "val") -> str | None:
    element = document.styles[style].element.find(
        "/".join(qn(f"w:{step}") for step in path.split("/"))
    )
    return None if element is None else element.get(qn(f"w:{attribute}"))


@pytest.mark.parametrize("make", [drafts.small, drafts.large, drafts.draft])
def test_file_holds_exactly_the_text_of_the_draft(make, path: Path) -> None:
    draft = make()
    write_docx(draft, path)
    assert read_lines(path) == texts(draft)


def test_python_docx_reads_the_same_text(path: Path) -> None:
    document = written(drafts.small(), path)
    assert [p.text.replace("\n", "") for p in document.paragraphs if p.text] == texts(
        drafts.small()
    )


def test_page(path: Path) -> None:
    section = written(drafts.small(), path).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch")), grid.get(qn("w:charSpace"))) == (
        "lines",
        "579",
        None,
    )


@pytest.mark.parametrize(
    ("style", "font", "latin", "half_points"),
    [
        ("公文标题", "方正小标宋简体", "Times New Roman", "44"),
        ("主送机关", "仿宋_GB2312", "Times New Roman", "32"),
        ("公文正文", "仿宋_GB2312", "Times New Roman", "32"),
        ("一级标题", "黑体", "Times New Roman", "32"),
        ("二级标题", "楷体_GB2312", "Times New Roman", "32"),
        ("三级标题", "仿宋_GB2312", "Times New Roman", "32"),
        ("四级标题", "仿宋_GB2312", "Times New Roman", "32"),
        ("一级标题字", "黑体", "Times New Roman", "32"),
        ("发文机关署名", "仿宋_GB2312", "Times New Roman", "32"),
        ("页码", "宋体", "宋体", "28"),
        ("双页页码", "宋体", "宋体", "28"),
    ],
)
def test_styles_set_the_fonts(
    path: Path, style: str, font: str, latin: str, half_points: str
) -> None:
    document = written(drafts.small(), path)
    assert style_value(document, style, "rPr/rFonts", "eastAsia") == font
    assert style_value(document, style, "rPr/rFonts", "ascii") == latin
    assert style_value(document, style, "rPr/rFonts", "hAnsi") == latin
    assert style_value(document, style, "rPr/sz") == half_points
    assert document.styles[style].font.bold is None


@pytest.mark.parametrize(
    ("style", "path_in_style", "attribute", "value"),
    [
        ("Normal", "pPr/widowControl", "val", "0"),
        ("Normal", "pPr/autoSpaceDE", "val", "0"),
        ("Normal", "pPr/autoSpaceDN", "val", "0"),
        ("Normal", "rPr/spacing", "val", "-5"),
        ("公文正文", "pPr/spacing", "line", "579"),
        ("公文正文", "pPr/spacing", "lineRule", "exact"),
        ("公文正文", "pPr/ind", "firstLineChars", "200"),
        ("公文正文", "pPr/ind", "firstLine", "640"),
        ("一级标题", "pPr/ind", "firstLineChars", "200"),
        ("一级标题", "pPr/outlineLvl", "val", "0"),
        ("四级标题", "pPr/outlineLvl", "val", "3"),
        ("公文正文", "pPr/outlineLvl", "val", None),
        ("主送机关", "pPr/ind", "firstLineChars", None),
        ("公文标题", "pPr/snapToGrid", "val", "0"),
        ("公文标题", "pPr/jc", "val", "center"),
        ("公文标题", "pPr/spacing", "lineRule", "exact"),
    ],
)
def test_styles_set_the_paragraphs(
    path: Path, style: str, path_in_style: str, attribute: str, value: str
) -> None:
    assert style_value(written(drafts.small(), path), style, path_in_style, attribute) == value


def test_headings_stay_with_what_follows(path: Path) -> None:
    document = written(drafts.small(), path)
    assert all(document.styles[f"{n}级标题"].paragraph_format.keep_with_next for n in "一二三四")


def test_each_line_has_the_style_of_its_role(path: Path) -> None:
    document = written(drafts.small(), path)
    assert [(p.style.name, p.text[:4]) for p in document.paragraphs][:6] == [
        ("公文标题", "云岭县教"),
        ("空行", ""),
        ("主送机关", "县人民政"),
        ("公文正文", "2025"),
        ("一级标题", "一、20"),
        ("二级标题", "（一）推"),
    ]


def test_a_heading_that_opens_a_paragraph_is_marked_by_itself(path: Path) -> None:
    (opened,) = [
        p for p in by_style(written(drafts.small(), path), "公文正文") if p.text.startswith("1.")
    ]
    heading = [run.text for run in opened.runs if run.style.name == "三级标题字"]
    assert "".join(heading) == "1.教师队伍。"


def test_level_three_headings_of_their_own_are_headings(path: Path) -> None:
    level4 = DraftSection(
        "S4",
        4,
        "（1）",
        "校舍",
        True,
        paragraphs=(drafts.paragraph(drafts.sentence("s", "排查。")),),
    )
    sections = [
        DraftSection("S1", 3, "3.", "普通高中和职业教育", True, sections=(level4,)),
        DraftSection("S2", 3, "4.", "教师队伍", False),
        DraftSection("S3", 3, "5.", "特殊教育", True),
    ]
    document = written(drafts.draft(sections), path)
    assert [(p.style.name, p.text) for p in document.paragraphs][3:7] == [
        ("三级标题", "3.普通高中和职业教育"),
        ("公文正文", "（1）校舍。排查。"),
        ("三级标题", "4.教师队伍"),
        ("三级标题", "5.特殊教育"),
    ]


def test_title_is_broken_and_followed_by_a_blank_line(path: Path) -> None:
    title, blank = written(drafts.small(), path).paragraphs[:2]
    assert title.text == "云岭县教育体育局\n2025年工作总结和2026年工作计划"
    assert (blank.style.name, blank.text) == ("空行", "")


def test_gap_in_a_title_is_not_broken(path: Path) -> None:
    title = "云岭县教育体育局xxxx年上半年工作总结和下半年工作计划"
    document = written(drafts.draft(title=title, title_gaps=(drafts.YEAR,)), path)
    assert "xxxx" in [run.text for run in document.paragraphs[0].runs if run.font.highlight_color]
    assert read_lines(path)[0] == title


def test_characters_that_word_shares_with_latin_are_marked_chinese(path: Path) -> None:
    (body,) = [p for p in written(drafts.small(), path).paragraphs if "送教下乡" in p.text]
    (run,) = body.runs
    assert run._r.rPr.find(qn("w:rFonts")).get(qn("w:hint")) == "eastAsia"


def test_footers(path: Path) -> None:
    document = written(drafts.small(), path)
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    assert not section.different_first_page_header_footer
    assert section.footer_distance.twips == 1430
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.style.name, even.style.name) == ("页码", "双页页码")
    assert odd.text == even.text == "— 1 —"
    assert odd._p.find(f".//{qn('w:instrText')}").text.strip() == "PAGE"
    assert [style_value(document, "页码", "pPr/ind", at) for at in ("rightChars", "right")] == [
        "100",
        "280",
    ]
    assert [style_value(document, "双页页码", "pPr/ind", at) for at in ("leftChars", "left")] == [
        "100",
        "280",
    ]
    assert [style_value(document, name, "pPr/jc") for name in ("页码", "双页页码")] == [
        "right",
        "left",
    ]


@pytest.mark.parametrize(
    ("organization", "issuer", "date"),
    [
        ("云岭县教育体育局", ("200", "640"), ("200", "640")),  # 8 and 6: the date ends 2 in, too
        ("云岭县教育体育和科学技术局", ("200", "640"), ("700", "2240")),
        ("县委办", ("700", "2240"), ("200", "640")),
    ],
)
def test_signature(
    path: Path, organization: str, issuer: tuple[str, str], date: tuple[str, str]
) -> None:
    document = written(drafts.draft(organization=organization), path)
    blank, signed, dated = document.paragraphs[-3:]
    assert (blank.style.name, signed.text, dated.text) == ("空行", organization, "2026年1月8日")
    assert (indent(signed, "rightChars"), indent(signed, "right")) == issuer
    assert (indent(dated, "rightChars"), indent(dated, "right")) == date


def test_long_issuer_is_broken_and_read_back_whole(path: Path) -> None:
    organization = "云岭县创建国家义务教育优质均衡发展县工作领导小组办公室（县教育体育局）"
    document = written(drafts.draft(organization=organization), path)
    signed = by_style(document, "发文机关署名")[0]
    assert "\n" in signed.text
    assert indent(signed, "rightChars") == "200"
    assert read_lines(path)[-2] == organization


def test_signature_without_a_date_stands_two_characters_in(path: Path) -> None:
    document = written(drafts.draft(date=""), path)
    assert document.paragraphs[-1].text == drafts.ORGANIZATION
    assert indent(document.paragraphs[-1], "rightChars") == "200"


def test_signature_stays_with_the_last_text(path: Path) -> None:
    *_, last, blank, issuer, _ = written(drafts.small(), path).paragraphs
    assert last.paragraph_format.keep_with_next
    assert all(p.style.paragraph_format.keep_with_next for p in (blank, issuer))


def test_a_long_last_paragraph_is_not_taken_to_the_next_page(path: Path) -> None:
    section = DraftSection(
        "S1",
        1,
        "一、",
        "概况",
        False,
        paragraphs=(drafts.paragraph(drafts.sentence("s", drafts.LONG * 3)),),
    )
    *_, last, _, _, _ = written(drafts.draft([section]), path).paragraphs
    assert last.paragraph_format.keep_with_next is None


def test_gaps_are_highlighted_and_commented(path: Path) -> None:
    document = written(drafts.small(), path)
    lit = [
        run.text
        for p in document.paragraphs
        for run in p.runs
        if run.font.highlight_color is not None
    ]
    assert lit == ["xx", "xx", "xxx.xx"]
    assert [comment.text for comment in document.comments] == [
        "待补：xx项目（推进）。要点没有写明这里的项目名称，请核实后填写。",
        "待补：xx场次（组织教师培训）。要点没有写明这里的数量，请核实后填写。",
        "待补：xxx.xx万元（投入资金）。要点没有写明这里的金额，请核实后填写。",
    ]


def test_each_comment_is_anchored_to_its_gap(path: Path) -> None:
    body = written(drafts.small(), path).element.body
    for n, text in enumerate(["xx", "xx", "xxx.xx"]):
        (start,) = body.xpath(f".//w:commentRangeStart[@w:id='{n}']")
        run, end, reference = (
            start.getnext(),
            start.getnext().getnext(),
            start.getnext().getnext().getnext(),
        )
        assert run.text == text
        assert (end.tag, end.get(qn("w:id"))) == (qn("w:commentRangeEnd"), str(n))
        assert reference.find(qn("w:commentReference")).get(qn("w:id")) == str(n)


def test_gaps_of_title_date_and_unknown_ones_are_commented(path: Path) -> None:
    lost = replace(drafts.TRAINED, id="G77")
    section = DraftSection(
        "S1",
        1,
        "一、",
        "概况",
        False,
        paragraphs=(drafts.paragraph(drafts.sentence("s", "培训xx场次。", [lost])),),
    )
    draft = drafts.draft(
        [section],
        title="云岭县教育体育局xxxx年工作总结",
        title_gaps=(drafts.YEAR,),
        date="2026年1月xx日",
        date_gaps=(drafts.DAY,),
    )
    comments = [comment.text for comment in written(draft, path).comments]
    assert [comment[:8] for comment in comments] == [
        "待补：xxxx年",
        "待补：xx。要点",
        "待补：xx日。要",
    ]


def test_a_section_nobody_wrote_about_is_commented(path: Path) -> None:
    hole = Gap("G5", "【待补：本节要点】", (0, 9), GapKind.SECTION)
    section = DraftSection(
        "S1",
        1,
        "一、",
        "安全生产",
        False,
        paragraphs=(drafts.paragraph(drafts.sentence("s", hole.text, [hole])),),
    )
    draft = drafts.draft([section])
    draft = replace(
        draft, brief=replace(draft.brief, sections=(Section("S1", 1, "安全生产", 2, hole=hole),))
    )
    (comment,) = written(draft, path).comments
    assert comment.text == "待补：“安全生产”一节没有要点，请补写。"


def test_a_comment_drops_what_xml_cannot_hold(path: Path) -> None:
    day = replace(drafts.DAY, about="落款\x00日期")
    (comment,) = written(drafts.draft(date="2026年1月xx日", date_gaps=(day,)), path).comments
    assert comment.text.startswith("待补：xx日（落款日期）。")


def test_comments_are_dated_with_the_draft_and_set_small(path: Path) -> None:
    document = written(drafts.small(), path)
    comments = list(document.comments)
    assert {(comment.author, comment.timestamp) for comment in comments} == {
        ("drafter", datetime(2026, 7, 5, 1, 30, tzinfo=UTC))
    }
    assert {comment.paragraphs[0].style.name for comment in comments} == {"annotation text"}
    assert document.styles["annotation text"].font.size.pt == 10.5


def test_a_draft_without_gaps_has_no_comments(path: Path) -> None:
    assert list(written(drafts.draft(), path).comments) == []


def test_core_properties(path: Path) -> None:
    properties = written(drafts.small(), path).core_properties
    assert (properties.title, properties.author) == (drafts.TITLE, drafts.ORGANIZATION)
    assert properties.last_modified_by == drafts.ORGANIZATION
    assert properties.created == properties.modified == datetime(2026, 7, 5, 1, 30, tzinfo=UTC)


def test_a_title_longer_than_a_property_may_be_is_printed_whole(path: Path) -> None:
    title = "关于贯彻落实的" * 40
    assert written(drafts.draft(title=title), path).core_properties.title == title[:255]
    assert read_lines(path)[0] == title


def test_nothing_is_left_of_the_template(path: Path) -> None:
    document = written(drafts.small(), path)
    package = zipfile.ZipFile(path)
    assert package.namelist() == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]
    everything = "".join(package.read(name).decode() for name in package.namelist())
    theirs = ("Theme=", "latentStyles", "rsid", "ja-JP", "ＭＳ", "Cambria", "python-docx")
    assert [word for word in theirs if word in everything] == []
    foreign = {style.name for style in document.styles if style.builtin}
    assert foreign == {
        "Normal", "Default Paragraph Font", "Normal Table", "No List",
        "annotation text", "annotation reference",
    }  # fmt: skip


# ISO/IEC 29500-1, annex A: the order of the children that drafter writes
SCHEMA = {
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "pPr": "pStyle keepNext widowControl kinsoku overflowPunct autoSpaceDE autoSpaceDN "
    "adjustRightInd snapToGrid spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts spacing kern sz highlight lang",
    "sectPr": "footerReference pgSz pgMar cols docGrid",
    "settings": "zoom defaultTabStop evenAndOddHeaders "
    "characterSpacingControl compat themeFontLang",
    "compat": "doNotExpandShiftReturn useFELayout compatSetting",
    "font": "altName charset family pitch",
}


def test_elements_stand_in_the_order_of_the_schema(path: Path) -> None:
    write_docx(drafts.small(), path)
    package = zipfile.ZipFile(path)
    for part in (
        name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")
    ):
        for element in ElementTree.fromstring(package.read(part)).iter():
            order = SCHEMA.get(element.tag.rpartition("}")[2], "").split()
            places = [order.index(child.tag.rpartition("}")[2]) for child in element if order]
            assert places == sorted(places), (part, element.tag)


def test_a_draft_that_does_not_say_when_was_made_now(path: Path) -> None:
    draft = drafts.draft()
    created = written(
        replace(draft, run=replace(draft.run, created="")), path
    ).core_properties.created
    assert abs((datetime.now(UTC) - created).total_seconds()) < 60


def test_font_table_names_like_fonts(path: Path) -> None:
    write_docx(drafts.small(), path)
    table = zipfile.ZipFile(path).read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/><w:charset w:val="86"/>' in table
    assert table.count('w:charset w:val="86"') == 5


def test_numbers_are_text(path: Path) -> None:
    write_docx(drafts.small(), path)
    assert "numPr" not in zipfile.ZipFile(path).read("word/document.xml").decode()


def test_equal_drafts_give_equal_bytes(tmp_path: Path) -> None:
    write_docx(drafts.small(), tmp_path / "a.docx")
    write_docx(drafts.small(), tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>&amp;&lt;。",
        "]]><w:br/>“引号”—…·①𠮷。",
        "  前后空格  与\u00a0不断行空格\u3000。 ",
        "{about}%s\\n$1。",
    ],
)
def test_hostile_text_arrives_as_it_is(path: Path, text: str) -> None:
    section = DraftSection(
        "S1", 1, "一、", text, False, paragraphs=(drafts.paragraph(drafts.sentence("s", text)),)
    )
    draft = drafts.draft([section], title=f"总结{text}", organization=f"局{text}")
    document = written(draft, path)
    assert read_lines(path) == texts(draft)
    assert document.core_properties.title == f"总结{text}"


@pytest.mark.parametrize(
    "char", ["\x00", "\x08", "\x1f", "\x7f", "\n", "\t", "\u2028", "\ufffe", "\ud800"]
)
def test_unprintable_text_is_refused_and_nothing_written(path: Path, char: str) -> None:
    section = DraftSection("S1", 1, "一、", f"坏{char}字", False)
    with pytest.raises(RenderFault, match=f"U\\+{ord(char):04X}.*坏"):
        write_docx(drafts.draft([section]), path)
    assert list(path.parent.iterdir()) == []


def test_a_file_that_does_not_hold_the_text_is_never_left(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("旧稿", encoding="utf-8")
    right = render.docx_bytes
    monkeypatch.setattr(
        render, "docx_bytes", lambda draft, printed, **more: right(draft, printed[:-3], **more)
    )
    with pytest.raises(RenderFault, match="不一致"):
        write_docx(drafts.small(), path)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in path.parent.iterdir()] == [
        (path.name, "旧稿")
    ]


def test_an_existing_file_is_replaced(path: Path) -> None:
    path.write_text("旧稿", encoding="utf-8")
    write_docx(drafts.small(), path)
    assert read_lines(path) == texts(drafts.small())
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_folder_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none"):
        write_docx(drafts.small(), tmp_path / "none" / "x.docx")


def test_twice_the_report_costs_twice_the_work(path: Path) -> None:
    write_docx(drafts.large(), path)  # what is made once
    half, whole = drafts.large(sections=12, sentences=45), drafts.large(sections=24, sentences=90)
    parts = [len(list(draft.all_sentences())) for draft in (half, whole)]
    costs = [calls(lambda draft=draft: write_docx(draft, path)) for draft in (half, whole)]  # type: ignore[misc]
    assert costs[1] / costs[0] < 1.25 * parts[1] / parts[0]
