"""Word files as the linter reads them; every one is built here, its XML in view."""

import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from drafter.documents.draft_lines import lines
from drafter.documents.report import Place
from drafter.documents.report_reading import parse_report
from drafter.errors import InputError
from drafter.word.autonumber import formatted
from drafter.word.reading import read_word
from drafter.word.render import write_docx
from tests.word import drafts
from tests.word.wordfiles import (
    SECTION,
    abstract,
    deleted,
    document,
    field,
    ins,
    level,
    listed,
    num,
    p,
    package,
    r,
    word,
)

BOX = (
    "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t>"
    "</w:r></w:p></w:txbxContent></w:pict></w:r>"
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def texts(path: Path) -> list[str]:
    return [source.text for source in read_word(path).sources]


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (r("整改时限为") + deleted("30") + ins(r("15")) + r("日。"), "整改时限为15日。"),
        (ins(r("甲") + deleted("乙")), "甲"),
        (f"<w:moveFrom>{r('旧处')}</w:moveFrom><w:moveTo>{r('新处')}</w:moveTo>", "新处"),
        (
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>",
            "甲\t乙\n丙\n丁",
        ),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/></w:r>' + r("乙"), "甲乙"),
        ("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6</w:t><w:softHyphen/></w:r>", "5-6"),
        (r("见第") + field(" PAGEREF a ", "3") + r("页"), "见第3页"),
        (r("共") + f'<w:fldSimple w:instr=" NUMPAGES ">{r("8")}</w:fldSimple>', "共8"),
        (r("甲") + r("暗", "<w:vanish/>") + r("明", '<w:vanish w:val="0"/>'), "甲明"),
        (f'<w:hyperlink r:id="x">{r("链接")}</w:hyperlink>', "链接"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>", "控件"),
        (
            f"<w:r><w:ruby><w:rt>{r('yun')}</w:rt><w:rubyBase>{r('云')}</w:rubyBase></w:ruby></w:r>",
            "云",
        ),
        (r("甲") + BOX + r("乙") + NOTE, "甲乙"),
        ("<w:r><w:t> 不保留空格 </w:t></w:r>" + r(" 保留 "), "不保留空格 保留 "),
        ("<w:r><w:t>一\n行</w:t></w:r>", "一 行"),
        ("<w:r><w:t>甲</w:t><w:sym w:char='F0FE'/></w:r>", "甲"),
    ],
)
def test_a_paragraph_reads_as_it_prints(paragraph: str, text: str, tmp_path: Path) -> None:
    assert texts(word(tmp_path / "a.docx", p(paragraph))) == [text]


def test_paragraphs_count_those_of_tables_and_not_of_boxes(tmp_path: Path) -> None:
    cell = f"<w:tc>{p('格')}</w:tc>"
    table = (
        f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr><w:trPr>"
        f"<w:del w:id='1'/></w:trPr>{cell}</w:tr></w:tbl>"
    )
    path = word(
        tmp_path / "a.docx",
        p("首段") + p(BOX) + table + f"<w:sdt><w:sdtContent>{p('末段')}</w:sdtContent></w:sdt>",
    )
    found = read_word(path).sources
    assert [(source.number, source.text, source.table) for source in found] == [
        (1, "首段", False),
        (2, "", False),
        (3, "格", True),
        (4, "格", True),
        (6, "末段", False),  # the fifth stands in a row that is deleted
    ]


def test_a_paragraph_whose_mark_is_deleted_flows_into_the_next(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    path = word(
        tmp_path / "a.docx",
        p("前半句，", gone) + p("后半句。") + p(deleted("整段"), gone) + p("下一段。"),
    )
    assert [(source.number, source.text) for source in read_word(path).sources] == [
        (2, "前半句，后半句。"),
        (4, "下一段。"),
    ]


def test_levels_come_from_outline_and_style(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own">'
        '<w:name w:val="二级"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop">'
        '<w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>'
    )
    given = ["", '<w:pStyle w:val="2"/>', '<w:pStyle w:val="own"/>', '<w:outlineLvl w:val="0"/>']
    given += [
        '<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>',
        '<w:pStyle w:val="loop"/>',
        '<w:pStyle w:val="c"/>',
    ]
    path = word(tmp_path / "a.docx", "".join(p("标题", each) for each in given), styles=styles)
    found = read_word(path).sources
    assert [source.level for source in found] == [0, 2, 2, 1, 0, 0, 0]
    assert [source.text for source in found] == ["标题"] * 6 + [
        ""
    ]  # a table of contents is no text of its own


THREE = abstract(
    7,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3．"),
    level(3, "decimal", "%1.%4", "<w:isLgl/>"),
    level(4, "decimalEnclosedCircle", "%5"),
    level(5, "bullet", "●"),
    level(6, "decimal", "%7", '<w:lvlRestart w:val="0"/>'),
)


@pytest.mark.parametrize(
    ("at", "printed"),
    [
        ([0, 1, 1, 0, 1], ["一、", "（一）", "（二）", "二、", "（一）"]),
        (
            [0, 2, 2, 1, 2],
            ["一、", "1．", "2．", "（二）", "1．"],
        ),  # a level skipped counts as begun
        ([1, 0], ["（一）", "二、"]),
        ([0, 0, 3, 4, 5], ["一、", "二、", "2.1", "①", ""]),
        ([0, 6, 0, 6], ["一、", "1", "二、", "2"]),
        ([0] * 12, "一、 二、 三、 四、 五、 六、 七、 八、 九、 十、 十一、 十二、".split()),
    ],
)
def test_numbers_are_counted_as_word_counts(
    at: list[int], printed: list[str], tmp_path: Path
) -> None:
    body = "".join(p("标题", listed(1, each)) for each in at)
    path = word(tmp_path / "a.docx", body, numbering=THREE + num(1, 7))
    assert [source.auto for source in read_word(path).sources] == printed


def test_lists_restart_continue_and_take_their_number_from_styles(tmp_path: Path) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
    linked = abstract(
        8, level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:pStyle w:val="H"/>')
    )
    numbering = THREE + linked + abstract(9).replace("</w:a", '<w:numStyleLink w:val="L"/></w:a')
    numbering += num(1, 7) + num(2, 7) + num(3, 7, restart) + num(4, 8) + num(5, 7, own) + num(6, 9)
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr>'
        '<w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="K"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    off = '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    given = [
        listed(1),
        listed(2),
        listed(3),
        listed(3),
        '<w:pStyle w:val="H"/>',
        '<w:pStyle w:val="K"/>',
        off,
    ]
    given += [listed(5), listed(6), listed(99)]
    path = word(
        tmp_path / "a.docx",
        "".join(p("标题", each) for each in given),
        numbering=numbering,
        styles=styles,
    )
    found = [source.auto for source in read_word(path).sources]
    assert found == ["一、", "二、", "五、", "六、", "（1）", "（2）", "", "VII)", "八、", ""]


@pytest.mark.parametrize(
    ("number", "format", "printed"),
    [
        (21, "chineseCounting", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (10, "ideographDigital", "一〇"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "decimalEnclosedParen", "⑶"),
        (4, "ideographTraditional", "丁"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (28, "lowerLetter", "bb"),
        (14, "lowerRoman", "xiv"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (3, "none", ""),
        (10**8, "lowerLetter", "100000000"),
        (5, "russianLower", "5"),
    ],
)
def test_numbers_are_written_in_every_format(number: int, format: str, printed: str) -> None:
    assert formatted(number, format) == printed


def test_comments_switch_rules_off_where_they_are_anchored(tmp_path: Path) -> None:
    comment = '<w:comment w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'
    comments = comment.format(1, "drafter: ignore FIG201, PUN") + comment.format(2, "请核实")
    comments += comment.format(3, "drafter：ignore-file TIT") + comment.format(4, "drafter: ignore")
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    body = (
        p(start + r("甲"))
        + p("乙")
        + p(r("丙") + end)
        + p('<w:commentRangeStart w:id="2"/>' + r("丁"))
    )
    body += p(r("戊") + '<w:r><w:commentReference w:id="4"/></w:r>')
    found = read_word(word(tmp_path / "a.docx", body, comments=comments))
    assert [sorted(source.ignored) for source in found.sources] == [
        ["FIG201", "PUN", "TIT"],
        ["FIG201", "PUN", "TIT"],
        ["FIG201", "PUN", "TIT"],
        ["TIT"],
        ["*", "TIT"],
    ]


def test_a_person_is_told_what_was_not_read(tmp_path: Path) -> None:
    comments = '<w:comment w:id="1"><w:p/></w:comment>'
    path = word(
        tmp_path / "a.docx",
        p(r("甲") + deleted("乙") + ins(r("丙")) + BOX + NOTE),
        comments=comments,
    )
    assert read_word(path).notices == (
        "有 2 处修订，按全部接受后的文字检查",
        "有 1 条批注，没有检查",
        "有 1 个文本框，其中的文字没有检查",
        "有 1 条脚注或尾注，没有检查",
    )
    assert read_word(word(tmp_path / "b.docx", p("甲"))).notices == ()


@pytest.mark.parametrize("make", [drafts.small, drafts.large])
def test_what_drafter_writes_is_read_back(make, tmp_path: Path) -> None:
    draft = make()
    write_docx(draft, tmp_path / "a.docx")
    report = parse_report(read_word(tmp_path / "a.docx").sources)
    assert [line.text.replace("\n", "") for line in report.lines] == [
        line.text for line in lines(draft)
    ]
    assert report.title == draft.brief.title
    assert [line.place for line in report.lines[-2:]] == [Place.ISSUER, Place.DATE]


# --- files of strangers ---


def bomb(path: Path) -> None:
    package(path, document(p("x" * 30_000_000)))


def many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(60_000):
            archive.writestr(f"word/{n}.xml", "")


def many_parts(path: Path) -> None:
    word(path, p("甲"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for n in range(8):
            archive.writestr(f"word/media/{n}.bin", bytes(40_000_000))


def many_paragraphs(path: Path) -> None:
    word(path, "<w:p/>" * 3_000_000)


def some_too_many_paragraphs(path: Path) -> None:
    word(path, p("云岭县教育体育局工作总结") * 30_000)


def many_attributes(path: Path) -> None:
    word(path, "<w:p " + " ".join(f'a{n}=""' for n in range(1_500_000)) + "/>")


def entities(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    declared = f'<!DOCTYPE w:document [<!ENTITY l0 "哈">{laughs}]>'
    package(path, document(p("<w:r><w:t>&l11;</w:t></w:r>")).replace("?>", "?>" + declared, 1))


def entities_in_utf_16(path: Path) -> None:
    package(
        path,
        ("\ufeff<!DOCTYPE x [<!ENTITY a 'b'>]>" + document(p("甲")).partition("?>")[2]).encode(
            "utf-16"
        ),
    )


def other_encoding(path: Path) -> None:
    package(path, document(p("甲")).replace("UTF-8", "IBM037").encode("cp037", "replace"))


def deep(path: Path) -> None:
    word(path, p("<w:ins>" * 5000 + r("甲") + "</w:ins>" * 5000))


def broken_xml(path: Path) -> None:
    package(path, document(p("甲"))[:-30])


def cut_short(path: Path) -> None:
    write_docx(drafts.small(), path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def wrong_bytes(path: Path) -> None:
    write_docx(drafts.small(), path)
    content = bytearray(path.read_bytes())
    content[200:3000] = bytes(2800)
    path.write_bytes(bytes(content))


def no_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")


def no_body(path: Path) -> None:
    package(path, document("").replace("w:body", "w:other"))


def old_word(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))


def encrypted(path: Path) -> None:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(65530) + "EncryptedPackage".encode("utf-16-le")
    )


def strict(path: Path) -> None:
    package(
        path,
        document(p("甲")).replace(
            "http://schemas.openxmlformats.org/w", "http://purl.oclc.org/ooxml/w"
        ),
    )


def web_page(path: Path) -> None:
    path.write_text("<html>总结</html>", encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.mkdir()


def lzma_part(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", document(p("甲")))


def quoted(path: Path) -> None:
    """A list of entries that claims more than the file has."""
    word(path, p("甲"))
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\5\6")
    content[at + 12 : at + 16] = (0x7FFFFFFF).to_bytes(4, "little")
    path.write_bytes(bytes(content))


HOSTILE = [
    (bomb, "解压后大得异常"),
    (many_entries, "已损坏"),
    (many_parts, "解压后字节数"),
    (many_paragraphs, "标记数"),
    (some_too_many_paragraphs, "段落数 30000，上限 20000"),
    (many_attributes, "标记数"),
    (entities, "DOCTYPE"),
    (entities_in_utf_16, "DOCTYPE"),
    (other_encoding, "已损坏"),
    (deep, "已损坏"),
    (broken_xml, "已损坏"),
    (cut_short, "已损坏"),
    (wrong_bytes, "已损坏"),
    (no_document, "缺少 word/document.xml"),
    (no_body, "缺少 word/document.xml"),
    (old_word, "旧格式"),
    (encrypted, "打开密码"),
    (strict, "严格"),
    (web_page, "不是 Word 文件"),
    (empty, "不是 Word 文件"),
    (folder, "无法读取"),
    (lzma_part, "已损坏"),
    (quoted, "已损坏"),
]
MEASURE = """
import json, resource, sys, time
from pathlib import Path
from drafter.errors import InputError
from drafter.word.reading import read_word
start, said = time.process_time(), ""
try:
    read_word(Path(sys.argv[1]))
except InputError as error:
    said = str(error)
status = Path("/proc/self/status")  # ru_maxrss of a child counts what its parent held before exec
if status.exists():
    rows = [row for row in status.read_text().splitlines() if row.startswith("VmHWM")]
    peak = int(rows[0].split()[1]) / 2**10
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps([said, time.process_time() - start, peak]))
"""


def measured(path: Path) -> tuple[str, float, float]:
    """What reading a file said, its seconds of CPU, and the most memory of the process in MiB."""
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    said, seconds, memory = json.loads(run.stdout)
    return said, seconds, memory


@pytest.mark.parametrize(("make", "said"), HOSTILE, ids=[make.__name__ for make, _ in HOSTILE])
def test_a_hostile_file_is_refused_in_little_time_and_memory(
    make, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "成稿.docx"
    make(path)
    message, seconds, memory = measured(path)
    assert said in message
    assert "成稿.docx" in message
    assert seconds < 5
    assert memory < 300


def many_runs(path: Path) -> None:
    fonts = '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="{}"/>'
    word(
        path, "".join(p("".join(r("数", fonts.format(n)) for n in range(20))) for _ in range(2000))
    )


def little_to_compress(path: Path) -> None:
    shuffled = random.Random(1)
    word(
        path,
        "".join(
            p("".join(chr(shuffled.randrange(0x4E00, 0x9FA0)) for _ in range(80)))
            for _ in range(9000)
        ),
    )


def many_styles(path: Path) -> None:
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
        for n in range(4900)
    )
    word(
        path,
        "".join(p("甲", f'<w:pStyle w:val="s{n % 4900}"/>') for n in range(9800)),
        styles=chain,
    )


def many_remarks(path: Path) -> None:
    remarks = "".join(
        f'<w:comment w:id="{n}"><w:p>{r(f"drafter: ignore A{n}")}</w:p></w:comment>'
        for n in range(9000)
    )
    starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(9000))
    word(path, p(starts) + "<w:p/>" * 19_000, comments=remarks)


def many_lists(path: Path) -> None:
    numbering = THREE + "".join(num(n, 7) for n in range(1, 15_000))
    word(
        path,
        "".join(p("甲", listed(n % 15_000, n % 7)) for n in range(19_000)),
        numbering=numbering,
    )


@pytest.mark.parametrize(
    "make", [many_runs, little_to_compress, many_styles, many_remarks, many_lists]
)
def test_a_file_just_below_the_limits_is_read_in_little_time_and_memory(
    make, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    make(path)
    said, seconds, memory = measured(path)
    assert said == ""
    assert seconds < 5
    assert memory < 300


def test_numbers_that_no_page_needs_do_no_harm(tmp_path: Path) -> None:
    wild = (
        '<w:ind w:left="99999999999999999999" w:firstLine="nan"/>'
        '<w:spacing w:line="-1e999" w:lineRule="exact"/>'
    )
    numbering = abstract(
        1, level(0, "lowerLetter", "%1" * 60, start=2**31), level(12, "decimal", "%9")
    ) + num(1, 1)
    body = (
        p(r("甲", '<w:sz w:val="很大"/>'), wild + listed(1))
        + p("乙", listed(1, 12))
        + p("丙", listed(1, -1))
    )
    found = read_word(word(tmp_path / "a.docx", body, numbering=numbering))
    assert [source.text for source in found.sources] == ["甲", "乙", "丙"]
    assert found.sources[1].auto == ""


def test_two_lists_of_entries_are_one_too_many(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", document(p("甲")))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", document(p("乙")))
    path = tmp_path / "a.docx"
    path.write_bytes(stream.getvalue())
    assert texts(path) == ["乙"]  # the last, as Word and python-docx take it


def test_sections_and_footers_are_read(tmp_path: Path) -> None:
    first = SECTION.replace(
        "<w:sectPr>", '<w:sectPr><w:footerReference w:type="default" r:id="rA"/>'
    )
    last = SECTION.replace("<w:sectPr>", '<w:sectPr><w:footerReference w:type="even" r:id="rB"/>')
    last = last.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
    boxed = (
        f"<w:r><w:pict><w:txbxContent>{p(r('第') + field('PAGE', '3') + r('页'))}</w:txbxContent>"
        "</w:pict></w:r>"
    )
    footers = {
        "rA": p(
            r("-") + f'<w:fldSimple w:instr=" PAGE \\* Arabic ">{r("9")}</w:fldSimple>',
            '<w:jc w:val="center"/>',
        )
    }
    footers["rB"] = p(boxed)
    body = p("甲") + p("乙", first) + p("丙")
    settings = '<w:evenAndOddHeaders w:val="1"/>'
    sheet = read_word(
        word(tmp_path / "a.docx", body, section=last, footers=footers, settings=settings)
    ).sheet
    assert [(page.first, page.landscape) for page in sheet.pages] == [(1, False), (3, True)]
    assert sheet.odd_even
    assert [(f.section, f.kind, f.text, f.align) for f in sheet.footers] == [
        (0, "default", "-{}", "center"),
        (1, "default", "-{}", "center"),
        (1, "even", "第{}页", ""),
    ]


def test_types_are_resolved_through_styles_and_theme(tmp_path: Path) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/>'
        '<w:sz w:val="21"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a">'
        '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/>'
        '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:rPr><w:b/>'
        '<w:color w:val="ff0000"/></w:rPr></w:style>'
    )
    runs = (
        r("甲")
        + r("乙", '<w:rStyle w:val="c"/>')
        + r("丙", '<w:rFonts w:eastAsia="仿宋" w:hint="eastAsia"/>')
    )
    body = p(
        runs,
        '<w:pStyle w:val="b"/><w:ind w:firstLine="640"/>'
        '<w:spacing w:line="560" w:lineRule="exact"/>',
    ) + p("丁")
    sheet = read_word(word(tmp_path / "a.docx", body, styles=styles)).sheet
    one, other = sheet.settings[1], sheet.settings[2]
    found = [
        (s.span, s.type.east_asia, s.type.size, s.type.bold, s.type.color, s.type.chinese)
        for s in one.stretches
    ]
    assert found == [
        ((0, 1), "宋体", 32, True, "", False),
        (
            (1, 2),
            "宋体",
            32,
            False,
            "FF0000",
            False,
        ),  # two styles that switch bold cancel each other
        ((2, 3), "仿宋", 32, True, "", True),
    ]
    assert (one.align, one.first_line, one.first_line_chars, one.line, one.rule) == (
        "both",
        640,
        200,
        560,
        "exact",
    )
    assert (other.align, other.stretches[0].type.size, sheet.size) == ("both", 21, 21)


def test_a_missing_file_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有|无法读取"):
        read_word(tmp_path / "无.docx")


@pytest.mark.parametrize(("pattern", "level_told"), [("%1、", 1), ("(%1)", 2), ("（%1）", 2)])
def test_a_number_that_word_prints_tells_the_level(
    pattern: str, level_told: int, tmp_path: Path
) -> None:
    numbering = abstract(1, level(0, "chineseCounting", pattern)) + num(1, 1)
    body = p("云岭县教育局2025年工作总结") + p("主要工作", listed(1)) + p("全年培训教师12场次。")
    report = parse_report(read_word(word(tmp_path / "a.docx", body, numbering=numbering)).sources)
    (heading,) = [line for line in report.lines if line.auto]
    assert (heading.place, heading.level, heading.title) == (Place.HEADING, level_told, "主要工作")
