"""Files of every kind → cells with their address, what they show and exactly what they hold."""

import datetime
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from drafter.errors import InputError
from drafter.reading.cells import read_grids
from drafter.reading.tables.grid import Cell, Grid, Holds, Trouble, letters
from drafter.reading.workbook_grids import workbook_grids
from tests.reading.tables.workbooks import preschool, save, sheet

_OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(not _OFFICE, reason="no LibreOffice on this machine")


def _only(path: Path) -> Grid:
    (grid,) = read_grids(path)
    return grid


def _found(cell: Cell) -> tuple[str, Decimal | None, Trouble | None]:
    return cell.text, cell.value, cell.trouble


def test_every_cell_is_what_it_shows_and_what_it_holds(tmp_path: Path) -> None:
    made = sheet(
        [
            [0.1 + 0.2, 1234.5, 0.125, "  合  计 ", None, True],
            [
                "#DIV/0!",
                "=A1*2",
                "=B1*2",
                '=IF(A1=0.3,"",1)',
                datetime.datetime(2026, 3, 5),
                datetime.time(8, 30),
            ],
        ],
        formats={"B1": "#,##0.00", "C1": "0.0%", "E2": "yyyy-mm-dd"},
    )
    made["A2"].data_type = "e"
    made["B1"].font = Font(strike=True)
    grid = _only(save(made, tmp_path / "a.xlsx", {"C2": 2469.0, "D2": ""}))
    assert [_found(grid.at(1, column)) for column in range(1, 7)] == [
        ("0.3", Decimal("0.3"), None),
        ("1,234.50", Decimal("1234.5"), Trouble.STRUCK),
        ("12.5%", Decimal("0.125"), None),
        ("合 计", None, None),
        ("", None, None),
        ("是", None, None),
    ]
    assert [_found(grid.at(2, column)) for column in range(1, 7)] == [
        ("#DIV/0!", None, Trouble.ERROR),
        ("=A1*2", None, Trouble.UNCALCULATED),
        ("2469", Decimal(2469), None),
        ("", None, None),
        ("2026年3月5日", None, None),
        ("08:30:00", None, Trouble.FORMAT),
    ]
    assert (grid.at(2, 3).address, grid.at(2, 5).holds, grid.at(1, 4).indent) == (
        "C2",
        Holds.DATE,
        2,
    )
    assert not grid.at(1, 5)
    assert not grid.at(9, 9)


def test_merged_cells_stand_wherever_they_reach_and_hidden_ones_nowhere(tmp_path: Path) -> None:
    made = sheet(
        [["甲", None, 1], [None, None, 2], ["乙", "丙", 3], ["丁", 4, 5]], merged=["A1:B2"]
    )
    made.row_dimensions[3].hidden = True
    made.column_dimensions["C"].hidden = True
    made.merge_cells("A9:ZZ20")
    grid = _only(save(made, tmp_path / "a.xlsx"))
    assert grid.at(2, 2).address == "A1"
    assert [cell.address for cell in grid.across(2, grid.columns)] == ["A1"]
    assert (grid.rows, grid.columns, grid.hidden) == ((1, 2, 4), (1, 2), ("3", "C"))


def test_an_area_merged_over_a_whole_sheet_reaches_as_far_as_its_cells(tmp_path: Path) -> None:
    path = save(sheet([["甲", 1], ["乙", 2]], merged=["A1:A2"]), tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert (_only(path).at(1, 1).text, _only(path).at(1, 1).merged) == ("甲", (1, 1, 1, 1))


def test_a_stray_cell_a_million_rows_down_does_no_harm(tmp_path: Path) -> None:
    made = sheet([["甲", 1]])
    made["A1048576"] = " "
    assert _only(save(made, tmp_path / "a.xlsx")).rows == (1,)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_file_is_a_sheet_without_a_name(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ["指标", "单位", "上半年"],
        ["新建\n幼儿园" if mark == "," else "新建幼儿园", "所", "1234.5"],
    ]
    text = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    path.write_bytes(text.encode(encoding))
    grid = _only(path)
    assert (grid.sheet, grid.place("第2行")) == ("", "a.csv｜第2行")
    assert [grid.at(2, column).text for column in (1, 2, 3)] == [
        "新建 幼儿园" if mark == "," else "新建幼儿园", "所", "1234.5"
    ]  # fmt: skip


@needs_office
@pytest.mark.parametrize(("kind", "name"), [("xls", "a.xls"), ("xls", "a.et"), ("ods", "a.ods")])
def test_a_workbook_of_another_program_reads_the_same(tmp_path: Path, kind: str, name: str) -> None:
    source = preschool(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(_OFFICE),
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    other = _only((tmp_path / f"a.{kind}").rename(tmp_path / f"old-{name}"))
    wanted = _only(source)
    assert other.file == f"old-{name}"

    def said(grid: Grid) -> list[list[str]]:
        return [[cell.text for cell in grid.across(row, grid.columns)] for row in grid.rows]

    assert said(other) == said(wanted)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"no zip"),
        ("a.xlsx", b""),
        ("a.docx", b"x"),
        ("a", b"x"),
        ("a.csv", b"\x81\xff" * 9),
        ("a.csv", b'"' + b"x" * 200_000),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError):
        read_grids(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_grids(tmp_path / "none.xlsx")


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafter.reading.workbook_part.MAX_CELLS", 3)
    book = openpyxl.Workbook()
    for row in ([1, 2], [3, 4]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError):
        workbook_grids(tmp_path / "a.xlsx", "a.xlsx")


@pytest.mark.parametrize(
    ("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_have_the_letters_of_excel(number: int, name: str) -> None:
    assert letters(number) == name
