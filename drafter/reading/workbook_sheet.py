"""The sheets of a workbook, the texts that their cells share, and remarks, in our own words."""

import re
from collections.abc import Iterator

from drafter.documents.text_file import MAX_CHARACTERS
from drafter.reading.sheets import MAX_CELLS, too_large
from drafter.reading.tables.grid import letters
from drafter.reading.workbook_part import MAIN, Attributes, Counted, Part, escaped, shown, tag
from drafter.word.letters import TINY

_ROW, _C, _V, _F, _T, _RUBY, _SI, _MERGE, _COL, _COMMENT = (
    MAIN + name for name in "row c v f t rPh si mergeCell col comment".split()
)
_NARROW = 0.3  # characters: no wider column shows nothing
_UNKNOWN = 100  # characters of a formula that is made out from another cell's
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class _Told(Part):
    """Texts one after the other, without their looks and readings."""

    as_it_stands = False

    def __init__(self, name: str, counted: Counted) -> None:
        super().__init__(name, counted)
        self._pieces: list[str] = []
        self._wanted = self._ruby = False

    def start(self, name: str, given: Attributes) -> None:
        self._wanted = name == _T and not self._ruby
        self._ruby |= name == _RUBY

    def text(self, text: str) -> None:
        if self._wanted:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        self._wanted = False
        if name == _RUBY:
            self._ruby = False

    def taken(self) -> str:
        """What was told since the last time."""
        told = "".join(self._pieces)
        self._pieces.clear()
        return told


class Texts(_Told):
    """The texts that cells share."""

    def end(self, name: str) -> None:
        super().end(name)
        if name == _SI:
            self.counted.texts.append(self.taken())
            if len(self.counted.texts) > MAX_CELLS:
                raise too_large(self.counted.path)

    def written(self) -> str:
        texts = "".join(f"<si>{shown(text)}</si>" for text in self.counted.texts)
        return f'<sst xmlns="{MAIN.strip()}">{texts}</sst>'


class Comments(_Told):
    """The remarks on cells: each on one cell, where a range would make all of its cells."""

    def __init__(self, name: str, counted: Counted) -> None:
        super().__init__(name, counted)
        self._comments: list[str] = []
        self._ref = ""

    def start(self, name: str, given: Attributes) -> None:
        super().start(name, given)
        if name == _COMMENT:
            self._ref = given.get("ref", "")

    def end(self, name: str) -> None:
        super().end(name)
        if name == _COMMENT and _CORNER.fullmatch(self._ref):
            text = self.taken()
            self.counted.cell(text, held=True)
            comment = tag("comment", {"ref": self._ref, "authorId": "0"}, closed=False)
            self._comments.append(f"{comment}<text>{shown(text)}</text></comment>")

    def written(self) -> str:
        authors, comments = "<authors><author></author></authors>", "".join(self._comments)
        listed = f"<commentList>{comments}</commentList>"
        return f'<comments xmlns="{MAIN.strip()}">{authors}{listed}</comments>'


def _is_shut(given: Attributes, side: str, least: float) -> bool:
    """Whether a row or a column is hidden, or too low or narrow for anything to be seen."""
    if given.get("hidden", "") in {"1", "true"}:
        return True
    try:
        return float(given.get(side, "")) <= least
    except ValueError:
        return False


class Sheet(Part):
    """The cells of a sheet, which rows and columns are hidden, and what is merged."""

    as_it_stands = False

    def __init__(self, name: str, counted: Counted) -> None:
        super().__init__(name, counted)
        self._columns: list[str] = []
        self._rows: list[str] = []
        self._areas: list[str] = []
        self._row = self._column = self._last_row = self._last_column = 0
        self._hidden = self._opened = self._ruby = self._valued = False
        self._cell: Attributes = {}
        self._formula: Attributes | None = None
        self._at = ""  # whose characters come
        self._said = {_V: "", _F: "", _T: ""}

    def start(self, name: str, given: Attributes) -> None:
        if name == _C:
            self._cell, self._formula, self._said = given, None, {_V: "", _F: "", _T: ""}
            self._valued = False
        elif name in self._said:
            self._at = "" if self._ruby else name
            self._formula = given if name == _F else self._formula
            self._valued |= name == _V
        elif name == _ROW:
            self._row = int(float(given["r"])) if "r" in given else self._row + 1
            self._column, self._opened = 0, False
            self._hidden = _is_shut(given, "ht", TINY)
        elif name == _RUBY:
            self._ruby = True
        elif name == _COL:
            known: Attributes = {key: given[key] for key in ("min", "max") if key in given}
            hidden = {"hidden": "1"} if _is_shut(given, "width", _NARROW) else {}
            self._columns.append(tag("col", known | hidden))
            super().start(name, given)
        elif name == _MERGE:
            self._areas.append(given.get("ref", ""))
            super().start(name, given)

    def text(self, text: str) -> None:
        if self._at:
            self._said[self._at] += text
            if len(self._said[self._at]) > MAX_CHARACTERS:
                raise too_large(self.counted.path)

    def end(self, name: str) -> None:
        self._at = ""
        if name == _C:
            self._end_cell()
        elif name == _RUBY:
            self._ruby = False
        elif name == _ROW and self._opened:
            self._rows.append("</row>")

    def _end_cell(self) -> None:
        place, value = self._place(), self._said[_V]
        shared = self._cell.get("t") == "s"
        text = self._shared(value) if shared else value or self._said[_T]
        empty = self._valued and self._cell.get("t") == "str"  # calculated: a text without letters
        calculated = empty or bool(value.strip())
        formula = None if calculated else self._formula  # a value is all that is wanted of one
        if formula is not None:
            self.counted.formula(self._said[_F] or " " * _UNKNOWN)
        held = formula is not None or bool(text.strip())
        self.counted.cell(text, held=held)
        if held:
            self._last_row = max(self._last_row, self._row)
            self._last_column = max(self._last_column, self._column)
        if held or self.counted.keeps_blank:
            self._write(place, value, formula)

    def _place(self) -> str:
        """The address of the cell that ends here; those without one follow each other."""
        corner = _CORNER.fullmatch(self._cell.get("r", ""))
        if "r" in self._cell and not corner:
            raise ValueError(self._cell["r"])
        self._column = _number(corner[1]) if corner else self._column + 1
        return corner[0] if corner else f"{letters(self._column)}{self._row}"

    def _shared(self, value: str) -> str:
        number = int(value) if value.strip() else -1
        return self.counted.texts[number] if 0 <= number < len(self.counted.texts) else value

    def _write(self, place: str, value: str, formula: Attributes | None) -> None:
        if not self._opened:
            hidden = {"hidden": "1"} if self._hidden else {}
            self._rows.append(tag("row", {"r": str(self._row)} | hidden, closed=False))
            self._opened = True
        known = {key: self._cell[key] for key in ("s", "t") if key in self._cell}
        self._rows.append(tag("c", {"r": place} | known, closed=False))
        if formula is not None:
            kept: Attributes = {key: formula[key] for key in ("t", "ref", "si") if key in formula}
            self._rows.append(f"{tag('f', kept, closed=False)}{escaped(self._said[_F])}</f>")
        if value.strip():
            self._rows.append(f"<v>{escaped(value)}</v>")
        elif self._said[_T]:
            self._rows.append(f"<is>{shown(self._said[_T])}</is>")
        self._rows.append("</c>")

    def written(self) -> str:
        merged = "".join(tag("mergeCell", {"ref": area}) for area in self._merged())
        columns = f"<cols>{''.join(self._columns)}</cols>" if self._columns else ""
        rows = f"<sheetData>{''.join(self._rows)}</sheetData>"
        merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
        return f'<worksheet xmlns="{MAIN.strip()}">{columns}{rows}{merged}</worksheet>'

    def _merged(self) -> Iterator[str]:
        """The merged areas, as far as there are cells that hold anything."""
        for area in self._areas:
            corners = [_CORNER.fullmatch(corner) for corner in area.split(":")]
            if len(corners) != 2 or corners[0] is None or corners[1] is None:
                continue
            columns = sorted(_number(corner[1]) for corner in corners if corner)
            rows = sorted(int(corner[2]) for corner in corners if corner)
            bottom, right = min(rows[1], self._last_row), min(columns[1], self._last_column)
            if rows[0] <= bottom and columns[0] <= right:
                self.counted.area((bottom - rows[0] + 1) * (right - columns[0] + 1))
                yield f"{letters(columns[0])}{rows[0]}:{letters(right)}{bottom}"


def _number(name: str) -> int:
    """The number of a column: 1 is A, 27 is AA."""
    number = 0
    for letter in name.upper():
        number = 26 * number + ord(letter) - 64
    return number
