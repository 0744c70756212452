"""A workbook of a stranger's in our own words: what its cells say, and nothing else of it.

Every part is read as a stream and known by its root, whatever it is called. Cells, merged areas and
texts are counted as they pass, so that what reaches the library that builds a workbook is bounded.
Drawings, charts, names, pivots, rules and links to other files are no part of the copy.
"""

import io
import posixpath
import re
import zipfile
from pathlib import Path

from drafter.reading.sheets import too_large
from drafter.reading.workbook_part import MAIN, Attributes, Counted, ManyCells, Part, tag
from drafter.reading.workbook_sheet import Comments, Sheet, Texts
from drafter.word.archive import packed, xml_pieces
from drafter.word.package import part_named

MAX_UNPACKED = 64 * 2**20
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_ID = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_SHEET, _ABOUT = MAIN + "sheet", MAIN + "workbookPr"
_RELATION = _PACKAGE + "relationships Relationship"
_KEPT = re.compile(r"/(?:\w*[sS]heet|officeDocument|sharedStrings|styles|comments)$")


def bounded_copy(path: Path) -> tuple[io.BytesIO, bool]:
    """The workbook with its cells alone, and whether a formula in it was never calculated.

    Blank cells are left out where all cells are more than MAX_CELLS.

    Raises InputError on too much of anything, zipfile's errors, and ValueError on broken XML.
    """
    with packed(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise too_large(path)
        try:
            return _copied(archive, Counted(path, keeps_blank=True))
        except ManyCells:
            return _copied(archive, Counted(path, keeps_blank=False))


def _copied(archive: zipfile.ZipFile, counted: Counted) -> tuple[io.BytesIO, bool]:
    names: dict[str, list[str]] = {}
    for name in dict.fromkeys(archive.namelist()):
        root = Part(name, counted).root(xml_pieces(archive, archive.getinfo(name)))
        names.setdefault(root, []).append(name)
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as into:
        for root, part in _PARTS.items():
            for name in names.get(root, ()):
                pieces = xml_pieces(archive, archive.getinfo(name))
                into.writestr(name, part(name, counted).content(pieces))
    copy.seek(0)
    return copy, counted.uncalculated


class _Relations(Part):
    """What leads from part to part: sheets, texts, styles and comments, each once."""

    as_it_stands = False

    def __init__(self, name: str, counted: Counted) -> None:
        super().__init__(name, counted)
        self._out: list[str] = []

    def start(self, name: str, given: Attributes) -> None:
        super().start(name, given)
        kind, target = given.get("Type", ""), given.get("Target", "")
        folder = posixpath.dirname(posixpath.dirname(self.name))
        if name != _RELATION or "TargetMode" in given or not _KEPT.search(kind):
            return
        part = part_named(target, folder)
        if part not in self.counted.reached:
            self.counted.reached.add(part)
            wanted = {"Id": given.get("Id", ""), "Type": kind, "Target": target}
            self._out.append(tag("Relationship", wanted))

    def written(self) -> str:
        led = "".join(self._out)
        return f'<Relationships xmlns="{_PACKAGE}relationships">{led}</Relationships>'


class _Workbook(Part):
    """The names of the sheets, in order, and how days are counted."""

    as_it_stands = False

    def __init__(self, name: str, counted: Counted) -> None:
        super().__init__(name, counted)
        self._about = ""
        self._sheets: dict[str, str] = {}  # each is built once, however often it is named

    def start(self, name: str, given: Attributes) -> None:
        super().start(name, given)
        if name == _ABOUT and "date1904" in given:
            self._about = tag("workbookPr", {"date1904": given["date1904"]})
        elif name == _SHEET:
            known = {key: given[key] for key in ("name", "sheetId", "state") if key in given}
            led = given.get(_ID, "")
            self._sheets.setdefault(led, tag("sheet", known | {"r:id": led}))

    def written(self) -> str:
        names = f'xmlns="{MAIN.strip()}" xmlns:r="{_ID.removesuffix(" id")}"'
        sheets = "".join(self._sheets.values())
        return f"<workbook {names}>{self._about}<sheets>{sheets}</sheets></workbook>"


_PARTS: dict[str, type[Part]] = {
    _PACKAGE + "content-types Types": Part,
    _PACKAGE + "relationships Relationships": _Relations,
    MAIN + "workbook": _Workbook,
    MAIN + "styleSheet": Part,
    MAIN + "sst": Texts,  # before the cells that share them
    MAIN + "comments": Comments,
    MAIN + "worksheet": Sheet,
}
