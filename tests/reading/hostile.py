"""Files made to hurt whoever reads them, each by one trick; the tests read some, the bench all.

Sizes are at or far beyond every limit; a file that is legal and only large is among them on
purpose (`limit_…`): it is to be read, within the bar.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.word.wordfiles import p, r, word

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TEN = [f"&l{n};" * 10 for n in range(9)]
_LAUGH = "".join(f'<!ENTITY l{n} "{ten}">' for n, ten in enumerate(_TEN, 1))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "哈">{_LAUGH}]>'
_LINE = "今年以来，全县新增学位540个，其中城东幼儿园360个。"

Make = Callable[[Path], None]
MAKERS: dict[str, Make] = {}


def _made(name: str) -> Callable[[Make], Make]:
    def keep(make: Make) -> Make:
        MAKERS[name] = make
        return make

    return keep


def _add(name: str, content: Callable[[], bytes | str]) -> None:
    def make(path: Path) -> None:
        made = content()
        path.write_bytes(made if isinstance(made, bytes) else made.encode())

    MAKERS[name] = make


# --- Word ---


def docx(
    body: str, main: str = "document.xml", declared: str = "", more: Mapping[str, str | bytes] = {}
) -> bytes:
    """A Word file whose body part has this name, and parts beside it that it leads to."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PKG}/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="'
            f'application/xml"/><Override PartName="/word/{main}" ContentType="{kind}"/></Types>',
        )
        relation = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/{main}"/>'
        packed.writestr("_rels/.rels", _relations(relation))
        names = f'xmlns:w="{_W}" xmlns:r="{_R}"'
        text = f"{_HEAD}{declared}<w:document {names}><w:body>{body}</w:body></w:document>"
        packed.writestr(f"word/{main}", text)
        led = "".join(
            f'<Relationship Id="m{n}" Type="{_R}/{Path(name).stem.rstrip("0123456789")}" '
            f'Target="{name}"/>'
            for n, name in enumerate(more)
        )
        packed.writestr(f"word/_rels/{main}.rels", _relations(led))
        for name, content in more.items():
            packed.writestr(f"word/{name}", content)
    return out.getvalue()


def _relations(inner: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PKG}/relationships">{inner}</Relationships>'


def _part(root: str, inner: str) -> str:
    return f'{_HEAD}<w:{root} xmlns:w="{_W}">{inner}</w:{root}>'


_table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>".format
_row = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
_sdt = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
for _name, _content in {
    "paragraphs.docx": lambda: docx("<w:p/>" * 3_000_000),
    "body_called_dat.docx": lambda: docx("<w:p/>" * 3_000_000, main="document.dat"),
    "body_called_dat_spaced.docx": lambda: docx(" " * 10**6 + "<w:p />" * 3_000_000, "d.dat"),
    "laughs.docx": lambda: docx(p("<w:r><w:t>&l9;</w:t></w:r>"), declared=LAUGHS),
    "laughs_in_dat.docx": lambda: docx(p("<w:r><w:t>&l9;</w:t></w:r>"), "d.dat", LAUGHS),
    "deep_5000.docx": lambda: docx(_sdt[0] * 5000 + p(_LINE) + _sdt[1] * 5000),
    "deep_240.docx": lambda: docx(_sdt[0] * 120 + p(_LINE) + _sdt[1] * 120),
    "tables_in_tables.docx": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 80 + p(_LINE) + "</w:tc></w:tr></w:tbl>" * 80
    ),
    "tables_10000.docx": lambda: docx(_table("<w:p/>") * 10_000),
    "table_of_19000_rows.docx": lambda: docx(f"<w:tbl>{_row * 19_000}</w:tbl>"),
    "table_of_19000_cells.docx": lambda: docx(
        f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * 19_000}</w:tr></w:tbl>"
    ),
    "runs_100000.docx": lambda: docx(f"<w:p>{'<w:r><w:t>一</w:t></w:r>' * 100_000}</w:p>"),
    "insertions_in_insertions.docx": lambda: docx(
        f"<w:p>{'<w:ins>' * 240}<w:r><w:t>一</w:t></w:r>{'</w:ins>' * 240}</w:p>"
    ),
    "attributes.docx": lambda: docx("<w:p " + " ".join(f'a{n}=""' for n in range(500_000)) + "/>"),
    "one_line.docx": lambda: docx(p(r("开展检查5次，发现问题8个，" * 200_000))),
    "one_line_of_digits.docx": lambda: docx(p(r("1" * 2_900_000))),
    "one_line_of_brackets.docx": lambda: docx(p(r("（" * 1_000_000))),
    "one_line_of_blanks.docx": lambda: docx(p(r(" " * 2_000_000))),
    "one_line_of_commas.docx": lambda: docx(p(r("1," * 1_000_000))),
    "span_of_a_cell.docx": lambda: docx(
        "<w:tbl><w:tr>"
        + "<w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr><w:p/></w:tc>" * 99
        + "</w:tr></w:tbl>"
    ),
    "numbers_that_are_none.docx": lambda: docx(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr>'
        '<w:ind w:firstLine="abc" w:left="99999999999999999999"/></w:pPr></w:p>' + p(_LINE)
    ),
    "entries_70000.docx": lambda: docx(p(_LINE), more={f"x{n}.xml": "" for n in range(70_000)}),
    "zeros_as_a_picture.docx": lambda: docx(p(_LINE), more={"image1.png": bytes(200 * 2**20)}),
    "picture_of_65535_squared.docx": lambda: docx(
        p(_LINE),
        more={"image1.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 65535, 65535)},
    ),
    "header_called_dat.docx": lambda: docx(
        p(_LINE), more={"header1.dat": _part("hdr", "<w:p/>" * 3_000_000)}
    ),
    "footnotes.docx": lambda: docx(
        p(_LINE), more={"footnotes.xml": _part("footnotes", "<w:footnote/>" * 400_000)}
    ),
    "styles.docx": lambda: docx(
        p(_LINE), more={"styles.xml": _part("styles", '<w:style w:styleId="a"/>' * 200_000)}
    ),
    "styles_in_a_ring.docx": lambda: docx(
        p(_LINE, '<w:pStyle w:val="A"/>'),
        more={
            "styles.xml": _part(
                "styles",
                "".join(
                    f'<w:style w:type="paragraph" w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>'
                    for a, b in ("AB", "BA")
                ),
            )
        },
    ),
    "comments_40000.docx": lambda: docx(
        p(_LINE),
        more={
            "comments.xml": _part(
                "comments",
                "".join(f'<w:comment w:id="{n}">{p("好")}</w:comment>' for n in range(40_000)),
            )
        },
    ),
    "relations_100000.docx": lambda: docx(
        p(_LINE), more={"x.xml": _relations('<Relationship Id="a"/>' * 200_000)}
    ),
    "parts_that_lead_to_themselves.docx": lambda: docx(
        p(_LINE), more={"document.xml": _part("document", p(_LINE)), "footer1.xml": "<x/>"}
    ),
    "limit_paragraphs.docx": lambda: docx(
        p("云岭县教育局2026年上半年工作总结")
        + "".join(
            p(f"开展检查{n}次，发现问题{n + 3}个，投入资金{n}.5万元。") for n in range(19_900)
        )
    ),
    "limit_characters.docx": lambda: docx(
        "".join(p(f"开展检查{n}次，整改{n + 1}个，" * 14) for n in range(9000))
    ),
    "zip_of_zips.docx": lambda: _zip_of_zips(6),
    "overlapping_entries.docx": lambda: _overlapping(),
    "size_that_lies.docx": lambda: _lying(),
}.items():
    _add(_name, _content)


def _zip_of_zips(depth: int) -> bytes:
    content = bytes(10**7)
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for name in ("word/document.xml", *(f"word/{n}.zip" for n in range(9))):
                packed.writestr(name, content)
        content = out.getvalue()
    return content


def _overlapping() -> bytes:
    """3,000 entries of 10 MB that are one and the same."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packer.compress(bytes(10**7)) + packer.flush()
    crc = zlib.crc32(bytes(10**7))
    name = b"word/document.xml"
    sizes = (20, 0, 8, 0, 0, crc, len(data), 10**7, len(name), 0)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, *sizes) + name + data
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *sizes, 0, 0, 0, 0, 0) + name
    listed = entry * 3000
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 3000, 3000, len(listed), len(local), 0)
    return local + listed + end


def _lying() -> bytes:
    """A part of 18 MB that says it has 1,000 bytes."""
    content = docx("<w:p/>" * 3_000_000)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = packed.getinfo("word/document.xml").file_size
    return content.replace(struct.pack("<I", size), struct.pack("<I", 1000))


# --- workbooks ---


def xlsx(
    sheet: str,
    *,
    rest: str = "",
    before: str = "",
    main: str = "worksheets/sheet1.xml",
    sheets: int = 1,
    more: Mapping[str, str] = {},
    of_sheet: Mapping[str, str] = {},
    declared: str = "",
    book: str = "",
) -> bytes:
    """A workbook of one sheet, whose part has this name, and what the workbook and it lead to."""
    out = io.BytesIO()
    type = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PKG}/content-types"><Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="'
            f'application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{type}sheet.main+xml"'
            f'/><Override PartName="/xl/{main}" ContentType="{type}worksheet+xml"/><Override PartName='
            f'"/xl/sharedStrings.xml" ContentType="{type}sharedStrings+xml"/></Types>',
        )
        root = f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/>'
        packed.writestr("_rels/.rels", _relations(root))
        named = "".join(
            f'<sheet name="S{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, sheets + 1)
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_S}" xmlns:r="{_R}"><sheets>{named}</sheets>{book}</workbook>',
        )
        more = {"sharedStrings.xml": f'<sst xmlns="{_S}"/>', **more}
        led = f'<Relationship Id="r1" Type="{_R}/worksheet" Target="{main}"/>' + "".join(
            f'<Relationship Id="m{n}" Type="{_R}/{Path(name).stem}" Target="{name}"/>'
            for n, name in enumerate(more)
        )
        packed.writestr("xl/_rels/workbook.xml.rels", _relations(led))
        content = f'{_HEAD}{declared}<worksheet xmlns="{_S}">{before}<sheetData>{sheet}</sheetData>{rest}</worksheet>'
        packed.writestr(f"xl/{main}", content)
        led = "".join(
            f'<Relationship Id="m{n}" Type="{_R}/{Path(name).stem}" Target="/xl/{name}"/>'
            for n, name in enumerate(of_sheet)
        )
        folder, _, name = main.rpartition("/")
        packed.writestr(f"xl/{folder}/_rels/{name}.rels", _relations(led))
        for name, part in {**more, **of_sheet}.items():
            packed.writestr(f"xl/{name}", part)
    return out.getvalue()


_ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
_FAR = '<row r="1048576"><c r="{}1048576"><v>2</v></c></row>'
_CELLS = "".join("<row>" + "<c><v>1</v></c>" * 20 + "</row>" for _ in range(20_000))


def _texts(*texts: str) -> dict[str, str]:
    inner = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return {"sharedStrings.xml": f'<sst xmlns="{_S}">{inner}</sst>'}


def _styles(count: int) -> dict[str, str]:
    return {
        "styles.xml": f'<styleSheet xmlns="{_S}"><cellXfs>{"<xf/>" * count}</cellXfs></styleSheet>'
    }


def _comments(*refs: str) -> dict[str, str]:
    inner = "".join(
        f'<comment ref="{ref}" authorId="0"><text><t>x</t></text></comment>' for ref in refs
    )
    return {
        "comments.xml": f'<comments xmlns="{_S}"><authors><author/></authors><commentList>{inner}</commentList></comments>'
    }


for _name, _content in {
    "stray_cell.xlsx": lambda: xlsx(_ONE + _FAR.format("A")),
    "stray_cell_at_the_corner.xlsx": lambda: xlsx(_ONE + _FAR.format("XFD")),
    "stray_blank_cell.xlsx": lambda: xlsx(_ONE + '<row r="1048576"><c r="A1048576"/></row>'),
    "merged_all_over.xlsx": lambda: xlsx(
        _ONE + _FAR.format("XFD"),
        rest='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    ),
    "merged_with_two_blanks.xlsx": lambda: xlsx(
        _ONE + _FAR.format("Z"),
        rest="<mergeCells><mergeCell\t  ref  =  'A1:Z1048576' /></mergeCells>",
    ),
    "merged_many_times.xlsx": lambda: xlsx(
        _ONE + _FAR.format("A"),
        rest="<mergeCells>" + '<mergeCell ref="A1:A900"/>' * 100_000 + "</mergeCells>",
    ),
    "cells_with_tabs.xlsx": lambda: xlsx(_CELLS.replace("<c>", "<c\tt='n'\n>")),
    "cells_with_a_prefix.xlsx": lambda: xlsx(
        _CELLS.replace("<c>", f'<x:c xmlns:x="{_S}">').replace("</c>", "</x:c>")
    ),
    "sheet_called_dat.xlsx": lambda: xlsx(_CELLS, main="a.dat"),
    "laughs.xlsx": lambda: xlsx(
        "<row><c t='inlineStr'><is><t>&l9;</t></is></c></row>", declared=LAUGHS
    ),
    "one_text_50000_times.xlsx": lambda: xlsx(
        ("<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>") * 2400,
        more=_texts("甲" * 1_000_000),
    ),
    "texts_60000.xlsx": lambda: xlsx(_ONE, more=_texts(*["甲"] * 60_000)),
    "one_text_of_60_mb.xlsx": lambda: xlsx(_ONE, more=_texts("x" * 60_000_000)),
    "inline_text_of_60_mb.xlsx": lambda: xlsx(
        f'<row><c t="inlineStr"><is><t>{"x" * 60_000_000}</t></is></c></row>'
    ),
    "styles_190000.xlsx": lambda: xlsx(_ONE, more=_styles(190_000)),
    "styles_2000000.xlsx": lambda: xlsx(_ONE, more=_styles(2_000_000)),
    "blank_cells.xlsx": lambda: xlsx(_ONE + ("<row>" + '<c s="1"/>' * 20 + "</row>") * 65_000),
    "hidden_rows_1000000.xlsx": lambda: xlsx(
        _ONE + "".join(f'<row r="{n}" hidden="1"/>' for n in range(2, 1_000_000))
    ),
    "column_to_2147483647.xlsx": lambda: xlsx(
        _ONE, before='<cols><col min="1" max="2147483647" hidden="1"/></cols>'
    ),
    "columns_100000.xlsx": lambda: xlsx(
        _ONE, before="<cols>" + '<col min="2" max="16384"/>' * 100_000 + "</cols>"
    ),
    "comment_on_a_whole_sheet.xlsx": lambda: xlsx(_ONE, of_sheet=_comments("A1:XFD1048576")),
    "comments_100000.xlsx": lambda: xlsx(
        _ONE, of_sheet=_comments(*(f"A{n}" for n in range(1, 100_001)))
    ),
    "shared_formulas.xlsx": lambda: xlsx(
        f'<row><c><f t="shared" ref="A1:A40000" si="0">{"A1+" * 2500}1</f></c></row>'
        + '<row><c><f t="shared" si="0"/></c></row>' * 40_000
    ),
    "shared_formulas_with_values.xlsx": lambda: xlsx(
        f'<row><c><f t="shared" ref="A1:A40000" si="0">{"A1+" * 2500}1</f><v>1</v></c></row>'
        + '<row><c><f t="shared" si="0"/><v>1</v></c></row>' * 40_000
    ),
    "one_sheet_5000_times.xlsx": lambda: xlsx(_CELLS[: len(_CELLS) // 10], sheets=5000),
    "names_200000.xlsx": lambda: xlsx(
        _ONE,
        book="<definedNames>"
        + '<definedName name="a">S1!A1</definedName>' * 200_000
        + "</definedNames>",
    ),
    "validations_200000.xlsx": lambda: xlsx(
        _ONE,
        rest="<dataValidations>"
        + '<dataValidation sqref="A1:XFD1048576"/>' * 200_000
        + "</dataValidations>",
    ),
    "deep_20000.xlsx": lambda: xlsx("<row>" * 20_000 + "</row>" * 20_000),
    "deep_styles.xlsx": lambda: xlsx(
        _ONE,
        more={
            "styles.xml": f'<styleSheet xmlns="{_S}">{"<xf>" * 20_000}{"</xf>" * 20_000}</styleSheet>'
        },
    ),
    "limit_cells.xlsx": lambda: xlsx(
        "".join("<row>" + "<c><v>12.5</v></c>" * 20 + "</row>" for _ in range(2500))
    ),
}.items():
    _add(_name, _content)


# --- PDF ---


def pdf(*objects: str | bytes) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        body = one if isinstance(one, bytes) else one.encode()
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF" % len(out)


def _stream(content: bytes, given: str = "") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (given.encode(), len(content), content)


_CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
_PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{}>>>>"
_FONT = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
_FORM = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>"


def _forms(depth: int) -> list[bytes]:
    """Forms each of which shows the next ten times."""
    last = 4 + depth
    return [_stream(b"/X Do " * 10, _FORM.format(min(at + 1, last))) for at in range(5, last + 1)]


for _name, _content in {
    "forms_in_forms.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.format("/XObject<</X 5 0 R>>"), _stream(b"/X Do " * 10), *_forms(12)
    ),
    "pages_in_a_ring.pdf": lambda: pdf(
        _CATALOGUE, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"
    ),
    "pages_said_to_be_2000000000.pdf": lambda: pdf(
        _CATALOGUE, _PAGES.replace("Count 1", "Count 2000000000"), _PAGE.format(_FONT), _stream(b"")
    ),
    "one_page_100000_times.pdf": lambda: pdf(
        _CATALOGUE,
        f"<</Type/Pages/Kids[{'3 0 R ' * 100_000}]/Count 100000>>",
        _PAGE.format(_FONT),
        _stream(b"BT /F 9 Tf (x) Tj ET"),
    ),
    "one_page_1999_times.pdf": lambda: pdf(
        _CATALOGUE,
        f"<</Type/Pages/Kids[{'3 0 R ' * 1999}]/Count 1999>>",
        _PAGE.format(_FONT),
        _stream(b"BT /F 9 Tf " + b"(report of the year) Tj T* " * 200 + b"ET"),
    ),
    "stream_of_400_mb.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.format(_FONT),
        _stream(zlib.compress(zlib.compress(bytes(4 * 10**8), 9), 9), "/Filter[/FlateDecode/FlateDecode]"),
    ),
    "columns_of_a_predictor.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.format(_FONT),
        _stream(zlib.compress(b"BT ET"), "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32/BitsPerComponent 16>>"),
    ),
    "letters_2000000.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.format(_FONT),
        _stream(zlib.compress(b"BT /F 9 Tf " + b"(ab) Tj " * 1_000_000 + b"ET", 9), "/Filter/FlateDecode"),
    ),
    "lines_500000.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.format(_FONT),
        _stream(zlib.compress(b"0 0 m 9 9 l S " * 500_000, 9), "/Filter/FlateDecode"),
    ),
    "deep_arrays.pdf": lambda: pdf(_CATALOGUE, _PAGES, "[" * 100_000 + "]" * 100_000),
    "box_without_end.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.replace("595 842", "1e38 1e38").format(_FONT), _stream(b"BT /F 1e30 Tf (x) Tj ET")
    ),
    "picture_of_2_billion_dots.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.format("/XObject<</X 5 0 R>>"), _stream(b"600 0 0 600 0 0 cm /X Do"),
        _stream(b"", "/Subtype/Image/Width 2147483647/Height 2147483647/ColorSpace/DeviceRGB/BitsPerComponent 8"),
    ),
    "clipped_patterns.pdf": lambda: pdf(
        _CATALOGUE, _PAGES, _PAGE.format(_FONT), _stream(zlib.compress(b"q 0 0 9 9 re W n " * 300_000, 9), "/Filter/FlateDecode")
    ),
    "cut_off.pdf": lambda: pdf(_CATALOGUE, _PAGES, _PAGE.format(_FONT), _stream(b"BT"))[:300],
}.items():  # fmt: skip
    _add(_name, _content)


# --- pages, text, lists, drafts ---

_FRONT = "---\norganization: 云岭县教育局\nkind: summary\nperiod: 2026年\n---\n# 一、工作\n"
for _name, _content in {
    "deep_5000.html": lambda: f"<html><body>{'<div>' * 5000}{_LINE}{'</div>' * 5000}",
    "tags_200000.html": lambda: f"<html><body>{'<b>一</b>' * 200_000}",
    "tags_99000.html": lambda: f"<html><body>{f'<p>{_LINE}' * 39_000}",
    "one_line_of_4_mb.html": lambda: f"<html><body><p>{'开展检查5次，' * 200_000}",
    "unclosed.html": lambda: f"<html><body>{'<a href=' * 300_000}",
    "attributes.html": lambda: f"<html><body><p {' '.join(f'a{n}=1' for n in range(200_000))}>{_LINE}",
    "spans_of_cells.html": lambda: "<html><body><table>" + "<tr><td colspan=999999999 rowspan=999999999>一</td></tr>" * 999,
    "tables_in_tables.html": lambda: "<html><body>" + "<table><tr><td>" * 150 + _LINE,
    "entities.html": lambda: "<html><body><p>" + "&amp;#38;" * 400_000,
    "parts_in_parts.mht": lambda: "MIME-Version: 1.0\n" + "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)
    ),
    "deep_lines.md": lambda: "---\n" + "".join(" " * n + "a:\n" for n in range(700)) + "---\n# 一\n- a1次\n",
    "deep_brackets.md": lambda: f"---\norganization: {'[' * 20_000}{']' * 20_000}\n---\n# 一\n- a1次\n",
    "laughs.md": lambda: "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ) + "organization: *i\n---\n# 一\n- a1次\n",
    "object_of_python.md": lambda: "---\norganization: !!python/object/apply:os.system ['touch pwned']\n---\n# 一\n- a1次\n",
    "front_matter_of_2_mb.md": lambda: "---\n" + "title: 一\n" * 200_000 + "---\n# 一\n- a1次\n",
    "one_line_of_30_mb.md": lambda: "开展检查5次，" * 1_600_000,
    "brackets_1000000.md": lambda: _FRONT + "- " + "（" * 1_000_000,
    "bullets_3000_deep.md": lambda: _FRONT + "".join("  " * n + f"- 检查{n}次\n" for n in range(3000)),
    "lines_190000.txt": lambda: "云岭县教育局2026年上半年工作总结\n" + "开展检查5次，发现问题8个。\n" * 190_000,
    "zeros.txt": lambda: b"abc\0\0" * 100,
    "field_of_200000.csv": lambda: 'a,"' + "x" * 200_000,
    "commas_3000000.csv": lambda: "a" + "," * 3_000_000,
    "quotes.csv": lambda: '"' * 2_000_000,
    "deep_3000.json": lambda: '{"format": "drafter.draft", "version": 2, "a": ' + "[" * 3000 + "]" * 3000 + "}",
    "deep_300000.json": lambda: "[" * 300_000,
    "values_8000000.json": lambda: '{"format": "drafter.draft", "version": 2, "a": [' + "[]," * 8_000_000 + "[]]}",
    "digits_1000000.json": lambda: json.dumps({"format": "drafter.draft"})[:-1] + ', "version": ' + "9" * 1_000_000 + "}",
}.items():  # fmt: skip
    _add(_name, _content)


# --- for LibreOffice ---

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@_made("paragraphs.odt")
def _paragraphs_odt(path: Path) -> None:
    from tests.reading.calling_home import odt

    odt(path, "<text:p/>" * 2_000_000)


for _name, _content in {
    "noise.doc": lambda: _OLE + "WordDocument".encode("utf-16-le") + bytes(range(256)) * 400,
    "braces.rtf": lambda: "{\\rtf1 " + "{" * 200_000,
}.items():
    _add(_name, _content)


@_made("limit_word.docx")
def _limit_word(path: Path) -> None:
    """Nothing hostile: an ordinary report, for the scale."""
    word(path, "".join(p(_LINE) for _ in range(300)))
