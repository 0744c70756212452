"""A workbook whose formats run down thousands of rows is read: only cells that hold something count."""

import shutil
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from drafter.errors import InputError
from drafter.reading.cells import read_grids
from drafter.reading.document import read_document
from drafter.reading.office import converted
from drafter.reading.tables.grid import Trouble

ROWS = [["项目", "单位", "数量"], ["新建养老服务站", "个", 6]]
READ = "项目｜单位｜数量\n新建养老服务站｜个｜6"
SHARED = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>甲</t></si>'
    '<si><t xml:space="preserve"> </t></si></sst>'
)


def formatted(path: Path, cell: str, rows: int = 3000) -> Path:
    """A workbook of two rows that hold something, and below them rows of 20 cells as given."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    below = "".join(
        f'<row r="{row}">'
        + "".join(cell.format(at=f"{get_column_letter(column)}{row}") for column in range(1, 21))
        + "</row>"
        for row in range(3, rows + 3)
    )
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name).decode() for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    entries[sheet] = entries[sheet].replace("</sheetData>", f"{below}</sheetData>")
    if 't="s"' in cell:
        entries = _with_shared_texts(entries)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def _with_shared_texts(entries: dict[str, str]) -> dict[str, str]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = (
        f'<Relationship Id="rId77" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    )
    type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{type}"/></Types>'
    relations, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    return entries | {
        "xl/sharedStrings.xml": SHARED,
        relations: entries[relations].replace("</Relationships>", relation),
        types: entries[types].replace("</Types>", override),
    }


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="{at}" s="0"/>',
        '<c r="{at}" s="0"></c>',
        '<c r="{at}" s="0"> \n </c>',
        '<c r="{at}" s="0"><v/></c>',
        '<c r="{at}" s="0" t="n"><v></v></c>',
        '<c r="{at}" t="inlineStr"><is><t xml:space="preserve"></t></is></c>',
        '<c r="{at}" t="inlineStr"><is><t/></is></c>',
        '<c r="{at}" s="0" t="s"><v>1</v></c>',
        '<c r="{at}" t="str"><f>IF(A1="","",A1)</f><v></v></c>',
        '<c r="{at}" t="str"><f t="shared" si="0"/><v></v></c>',
    ],
)
def test_cells_that_hold_nothing_do_not_count(tmp_path: Path, cell: str) -> None:
    path = formatted(tmp_path / "a.xlsx", cell)
    assert read_document(path).blocks[-1].text == READ
    (grid,) = read_grids(path)
    assert (grid.rows, grid.columns) == ((1, 2), (1, 2, 3))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="{at}"><v>1</v></c>',
        '<c r="{at}"><f>1+1</f><v/></c>',
        '<c r="{at}"><f>1+1</f></c>',
        '<c r="{at}" t="str"><f>1+1</f></c>',
        '<c r="{at}" t="inlineStr"><is><t>甲</t></is></c>',
        '<c r="{at}" t="s"><v>0</v></c>',
    ],
)
def test_cells_that_hold_something_do(tmp_path: Path, cell: str) -> None:
    with pytest.raises(InputError, match="表格太大"):
        read_document(formatted(tmp_path / "a.xlsx", cell))


def test_blank_cells_without_end_are_refused_before_they_are_parsed(tmp_path: Path) -> None:
    path = formatted(tmp_path / "a.xlsx", "<c/>" * 10, rows=8000)
    start = time.process_time()
    with pytest.raises(InputError, match="表格太大"):
        read_document(path)
    assert time.process_time() - start < 10


def test_what_hangs_on_blank_cells_stays(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    for row in range(3, 3000):
        for column in range(1, 21):
            sheet.cell(row, column).fill = PatternFill("solid", "FFEEEE")
    sheet["A2"].font = Font(strike=True)
    sheet["D2"] = "=C2*2"
    sheet["E9"].comment = Comment("按半年口径", "甲")
    sheet.merge_cells("A3:B3")
    sheet.row_dimensions[1].hidden = True
    book.save(tmp_path / "a.xlsx")
    (grid,) = read_grids(tmp_path / "a.xlsx")
    assert grid.comments == (("E9", "按半年口径"),)
    assert 1 not in grid.rows
    struck, formula = grid.cells[2, 1], grid.cells[2, 4]
    assert (struck.trouble, formula.text) == (Trouble.STRUCK, "=C2*2")


def test_a_formula_of_no_value_at_all_is_told_whatever_its_type(tmp_path: Path) -> None:
    told = formatted(tmp_path / "a.xlsx", '<c r="{at}" t="str"><f>1+1</f></c>', rows=1)
    (grid,) = read_grids(told)
    assert (grid.cells[3, 1].text, grid.cells[3, 1].trouble) == ("=1+1", Trouble.UNCALCULATED)


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_formats_of_whole_columns_in_older_files(tmp_path: Path, suffix: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    for column in range(1, 21):
        sheet.column_dimensions[get_column_letter(column)].font = Font(bold=True)
        for row in range(3, 3000):
            sheet.cell(row, column).fill = PatternFill("solid", "FFEEEE")
    book.save(tmp_path / "a.xlsx")
    with converted(tmp_path / "a.xlsx", suffix) as older:
        assert read_document(older).blocks[-1].text == READ


def test_the_blank_cells_of_a_list_do_not_count(tmp_path: Path) -> None:
    lines = ["项目,单位,数量", "新建养老服务站,个,6", *["," * 19] * 4000]
    (tmp_path / "a.csv").write_text("\n".join(lines), encoding="utf-8")
    assert read_document(tmp_path / "a.csv").blocks[-1].text == READ
