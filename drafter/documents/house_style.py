"""What a Word file is to look like: GB/T 9704-2012 with its tolerances, or a house style measured from a file.

Kept as TOML that people can read and edit: page in millimetres, type in points.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from drafter.documents.draft_lines import Role
from drafter.documents.fonts import KINDS, kind_of
from drafter.documents.report import Report
from drafter.documents.typesetting import (
    Range,
    first_indent,
    hanzi,
    line_characters,
    line_pitch,
    mm,
    number_gap,
    set_lines,
    set_stretches,
)
from drafter.documents.word_page import PageSetup, Sheet
from drafter.errors import InputError
from drafter.messages import t

_TOLERANCE = 1.0  # millimetres: 5.2.1 gives ±1 for top and binding margin


@dataclass(frozen=True, slots=True)
class Margins:
    """Top and bottom margin in mm with the line pitch in points that fills such a page."""

    top: Range
    bottom: Range
    line: Range


@dataclass(frozen=True, slots=True)
class TypeWanted:
    """Kinds of font (or names, for what is no Chinese font) any of which will do, and the size in points."""

    fonts: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class NumberWanted:
    """The page number: its type, its side on odd and even pages, characters of indent there, the words around it.

    gap  from the text's lower edge down to the number's middle, in mm
    """

    fonts: tuple[str, ...] = ("宋体",)
    size: float = 14.0
    odd: str = "right"
    even: str = "left"
    indent: float = 1.0
    text: str = "— {} —"
    gap: Range = (5.5, 8.5)


def _types() -> dict[Role, TypeWanted]:
    """7.3.1, 5.2.2, 7.3.3."""
    text = TypeWanted(("仿宋",), 16.0)
    roles = (Role.RECIPIENT, Role.BODY, Role.H3, Role.H4, Role.ISSUER, Role.DATE)
    return {
        Role.TITLE: TypeWanted(("小标宋",), 22.0),
        Role.H1: TypeWanted(("黑体",), 16.0),
        Role.H2: TypeWanted(("楷体",), 16.0),
        **dict.fromkeys(roles, text),
    }


@dataclass(frozen=True, slots=True)
class Profile:
    """A house style; without arguments GB/T 9704-2012.

    size         of the page in mm
    margins      any of these will do; left and right alike for all
    lines        of a page, and characters of a line
    first_line   indent of a paragraph's first line, in characters
    """

    name: str = "GB/T 9704-2012"
    size: tuple[float, float] = (210.0, 297.0)
    # 5.2.1 with 22 lines of 28.95 pt at most; and the set that fills the type area to its edges (GB/T 33476.2)
    margins: tuple[Margins, ...] = (
        Margins((36.0, 38.0), (34.0, 36.0), (27.75, 28.95)),
        Margins((33.0, 35.7), (31.0, 33.7), (29.4, 29.85)),
    )
    left: Range = (27.0, 29.0)
    right: Range = (25.0, 27.0)
    lines: int = 22
    characters: int = 28
    first_line: float = 2.0
    types: Mapping[Role, TypeWanted] = field(default_factory=_types)
    number: NumberWanted = NumberWanted()


GB9704 = Profile()


# --- measuring ---


def measure_profile(sheet: Sheet, report: Report, name: str = "") -> Profile:
    """The style of a file that is taken to be right; what it does not show is that of GB/T 9704."""
    measured = replace(GB9704, name=name or GB9704.name)
    if not sheet.pages:
        return measured
    page = sheet.pages[0]
    types: dict[Role, Counter[tuple[str, int]]] = {}
    for line, role, stretch in set_stretches(report, sheet):
        if count := hanzi(line.text[slice(*stretch.span)]):
            kind = kind_of(stretch.type.east_asia)
            types.setdefault(role, Counter())[kind, stretch.type.size] += count
    found = {role: counter.most_common(1)[0][0] for role, counter in types.items()}
    body = [
        (line, setting) for line, setting, role in set_lines(report, sheet) if role is Role.BODY
    ]
    pitch = (
        _usual(round(line_pitch(setting, page), 2) for _, setting in body)
        or GB9704.margins[0].line[1]
    )
    indent = _usual(
        round(first_indent(setting), 1) for _, setting in body if setting.align != "center"
    )
    text = _usual(
        s.type for _, setting in body for s in setting.stretches if s.span[1] - s.span[0] > 9
    )
    height = (page.height - page.top - page.bottom) / 20
    return replace(
        measured,
        size=(mm(page.width), mm(page.height)),
        margins=(
            Margins(
                _around(mm(page.top)),
                _around(mm(page.bottom)),
                (round(pitch - 0.2, 2), round(pitch + 0.02, 2)),
            ),
        ),
        left=_around(mm(page.left)),
        right=_around(mm(page.right)),
        lines=int(height / pitch + 0.01),
        characters=line_characters(text, page) if text else GB9704.characters,
        first_line=GB9704.first_line if indent is None else indent,
        types={
            **GB9704.types,
            **{r: TypeWanted((font,), size / 2) for r, (font, size) in found.items() if font},
        },
        number=_measured_number(sheet, page),
    )


def _measured_number(sheet: Sheet, page: PageSetup) -> NumberWanted:
    numbers = {footer.kind: footer for footer in reversed(sheet.footers) if footer.page}
    if "default" not in numbers:
        return GB9704.number
    odd = numbers["default"]
    even = numbers.get("even", odd) if sheet.odd_even else odd
    font = kind_of(odd.type.ascii) or GB9704.number.fonts[0]
    gap = round(number_gap(odd, page), 1)
    return NumberWanted(
        (font,),
        odd.type.size / 2,
        odd.align or GB9704.number.odd,
        even.align or GB9704.number.even,
        round(odd.indent / (odd.type.size * 10), 1),
        odd.text,
        (round(gap - 1.5, 1), round(gap + 1.5, 1)),
    )


def _usual(values: Iterator[Any]) -> Any:
    """The most frequent value, None of none."""
    return next((value for value, _ in Counter(values).most_common(1)), None)


def _around(value: float) -> Range:
    return round(value - _TOLERANCE, 1), round(value + _TOLERANCE, 1)


def _near(pitch: float) -> Range:
    return round(pitch - 0.2, 2), round(pitch + 0.02, 2)  # wider, and a page would lose a line


# --- as a file ---

_ALIGNS = ("left", "center", "right", "outside", "inside", "both")


def profile_toml(profile: Profile) -> str:
    """A profile as TOML, with notes for whoever edits it."""
    rows = [
        "# drafter check --profile；删去的项按 GB/T 9704-2012",
        f"name = {_quoted(profile.name)}",
        "",
        "[page]  # 毫米；成对的数是下限和上限",
        f"size = {_pair(profile.size)}",
        f"left = {_pair(profile.left)}",
        f"right = {_pair(profile.right)}",
        f"lines = {profile.lines}  # 每页行数",
        f"characters = {profile.characters}  # 每行字数",
        f"first_line = {profile.first_line:g}  # 首行缩进字数",
    ]
    for one in profile.margins:
        rows += ["", "[[margins]]  # 上、下页边距（毫米）和与之相配的行距（磅）；可写几组"]
        rows += [f"{key} = {_pair(getattr(one, key))}" for key in ("top", "bottom", "line")]
    rows += [
        "",
        f"# 字体写类别（{'、'.join(KINDS)}）或字体名，字号以磅计：二号 22，三号 16，四号 14",
    ]
    for role, wanted in profile.types.items():
        rows += [f"[type.{role}]", f"fonts = {_strings(wanted.fonts)}", f"size = {wanted.size:g}"]
    number = profile.number
    rows += [
        "",
        "[page_number]",
        f"fonts = {_strings(number.fonts)}",
        f"size = {number.size:g}",
        f"odd = {_quoted(number.odd)}  # {' '.join(_ALIGNS)}",
        f"even = {_quoted(number.even)}",
        f"indent = {number.indent:g}",
        f"text = {_quoted(number.text)}",
        f"gap = {_pair(number.gap)}  # 版心下边缘到页码（毫米）",
    ]
    return "\n".join(rows) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace(
        "\x7f", ""
    )  # a JSON string is a TOML one, but for DEL


def _strings(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _pair(pair: Range) -> str:
    return f"[{pair[0]:g}, {pair[1]:g}]"


def read_profile(path: Path) -> Profile:
    """Read a profile; what it leaves out is that of GB/T 9704. Raises InputError naming the value that cannot be."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        given = tomllib.loads(text)
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            t("profile.toml"), path, value=str(error)[:120], remedy=t("profile.remedy")
        ) from error
    return _Reader(path, text).profile(given)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the tables of a file into records; every value is looked at."""

    path: Path
    text: str

    def profile(self, given: Mapping[str, Any]) -> Profile:
        self._known("", given, {"name", "page", "margins", "type", "page_number"})
        page = self._table("page", given.get("page", {}))
        self._known("page", page, {"size", "left", "right", "lines", "characters", "first_line"})
        values: dict[str, Any] = {
            key: self._pair(f"page.{key}", page[key])
            for key in ("size", "left", "right")
            if key in page
        }
        values |= {
            key: self._count(f"page.{key}", page[key])
            for key in ("lines", "characters")
            if key in page
        }
        if "first_line" in page:
            values["first_line"] = self._number("page.first_line", page["first_line"])
        if "name" in given:
            values["name"] = self._string("name", given["name"])
        if "margins" in given:
            values["margins"] = self._margins(given["margins"])
        return replace(
            GB9704,
            **values,
            types={**GB9704.types, **self._types(self._table("type", given.get("type", {})))},
            number=self._page_number(self._table("page_number", given.get("page_number", {}))),
        )

    def _margins(self, given: Any) -> tuple[Margins, ...]:
        if not isinstance(given, list) or not given:
            raise self._wrong("margins", given)
        sets = []
        for one in given:
            table = self._table("margins", one)
            self._known("margins", table, {"top", "bottom", "line"})
            for key in ("top", "bottom", "line"):
                if key not in table:
                    raise self._wrong(f"margins.{key}", table)
            sets.append(
                Margins(
                    *(self._pair(f"margins.{key}", table[key]) for key in ("top", "bottom", "line"))
                )
            )
        return tuple(sets)

    def _types(self, given: Mapping[str, Any]) -> dict[Role, TypeWanted]:
        self._known("type", given, {str(role) for role in GB9704.types})
        types = {}
        for key, value in given.items():
            table, role = self._table(f"type.{key}", value), Role(key)
            self._known(f"type.{key}", table, {"fonts", "size"})
            usual = GB9704.types[role]
            fonts = (
                self._strings(f"type.{key}.fonts", table["fonts"])
                if "fonts" in table
                else usual.fonts
            )
            size = (
                self._number(f"type.{key}.size", table["size"]) if "size" in table else usual.size
            )
            types[role] = TypeWanted(fonts, size)
        return types

    def _page_number(self, given: Mapping[str, Any]) -> NumberWanted:
        self._known("page_number", given, {each.name for each in fields(NumberWanted)})
        values: dict[str, Any] = {}
        for key, value in given.items():
            name = f"page_number.{key}"
            match key:
                case "fonts":
                    values[key] = self._strings(name, value)
                case "gap":
                    values[key] = self._pair(name, value)
                case "size" | "indent":
                    values[key] = self._number(name, value)
                case _:
                    values[key] = self._string(name, value)
            if (key in {"odd", "even"} and value not in _ALIGNS) or (
                key == "text" and "{}" not in value
            ):
                raise self._wrong(name, value)
        return replace(GB9704.number, **values)

    def _table(self, name: str, value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(name, value)
        return value

    def _known(self, name: str, given: Mapping[str, Any], known: set[str]) -> None:
        for key in given:
            if key not in known:
                whole = f"{name}.{key}" if name else key
                remedy = t("settings.known", names="、".join(sorted(known)))
                raise InputError(t("profile.unknown"), self.path, self._line(key), whole, remedy)

    def _number(self, name: str, value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10_000:
            raise self._wrong(name, value)
        return float(value)

    def _count(self, name: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 200:
            raise self._wrong(name, value)
        return value

    def _pair(self, name: str, value: Any) -> Range:
        if not isinstance(value, list) or len(value) != 2:
            raise self._wrong(name, value)
        low, high = (self._number(name, one) for one in value)
        if low > high:
            raise self._wrong(name, value)
        return low, high

    def _string(self, name: str, value: Any) -> str:
        if not isinstance(value, str) or not value:
            raise self._wrong(name, value)
        return value

    def _strings(self, name: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise self._wrong(name, value)
        return tuple(self._string(name, one) for one in value)

    def _wrong(self, name: str, value: Any) -> InputError:
        line = self._line(name.rpartition(".")[2])
        return InputError(
            t("profile.value", name=name), self.path, line, str(value)[:80], t("profile.remedy")
        )

    def _line(self, key: str) -> int | None:
        rows = enumerate(self.text.split("\n"), 1)
        return next(
            (n for n, row in rows if re.match(rf"\s*\[*[\w.]*\b{re.escape(key)}\b", row)), None
        )
