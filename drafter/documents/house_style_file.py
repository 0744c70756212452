"""A house style as TOML that people can read and edit: page in millimetres, type in points."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from drafter.documents.draft_lines import Role
from drafter.documents.fonts import KINDS
from drafter.documents.house_style import GB9704, Margins, NumberWanted, Profile, TypeWanted
from drafter.documents.typesetting import Range
from drafter.errors import InputError
from drafter.messages import t

_MARGINS = ("top", "bottom", "line")
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
    for margins in profile.margins:
        rows += ["", "[[margins]]  # 上、下页边距（毫米）和与之相配的行距（磅）；可写几组"]
        rows += [f"{key} = {_pair(getattr(margins, key))}" for key in _MARGINS]
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
    # A JSON string is a TOML one, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _strings(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _pair(pair: Range) -> str:
    return f"[{pair[0]:g}, {pair[1]:g}]"


def read_profile(path: Path) -> Profile:
    """Read a profile; what it leaves out is that of GB/T 9704.

    Raises InputError naming the value that cannot be.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        given = tomllib.loads(text)
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        value, remedy = str(error)[:120], t("profile.remedy")
        raise InputError(t("profile.toml"), path, value=value, remedy=remedy) from error
    return _Reader(path, text).profile(given)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the tables of a file into records; every value is looked at."""

    path: Path
    text: str

    def profile(self, given: Mapping[str, Any]) -> Profile:
        self._known("", given, {"name", "page", "margins", "type", "page_number"})
        page = self._table("page", given.get("page", {}))
        self._known("page", page, set(_PAGE))
        values: dict[str, Any] = {}
        for key, value in page.items():
            values[key] = _PAGE[key](self, f"page.{key}", value)
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
        return tuple(self._margin(self._table("margins", margins)) for margins in given)

    def _margin(self, table: Mapping[str, Any]) -> Margins:
        self._known("margins", table, set(_MARGINS))
        for key in _MARGINS:
            if key not in table:
                raise self._wrong(f"margins.{key}", table)
        return Margins(*(self._pair(f"margins.{key}", table[key]) for key in _MARGINS))

    def _types(self, given: Mapping[str, Any]) -> dict[Role, TypeWanted]:
        self._known("type", given, {str(role) for role in GB9704.types})
        types = {}
        for key, value in given.items():
            table, role = self._table(f"type.{key}", value), Role(key)
            self._known(f"type.{key}", table, {"fonts", "size"})
            usual = GB9704.types[role]
            fonts = self._strings(f"type.{key}.fonts", table.get("fonts", list(usual.fonts)))
            size = self._number(f"type.{key}.size", table.get("size", usual.size))
            types[role] = TypeWanted(fonts, size)
        return types

    def _page_number(self, given: Mapping[str, Any]) -> NumberWanted:
        self._known("page_number", given, {each.name for each in fields(NumberWanted)})
        values: dict[str, Any] = {}
        for key, value in given.items():
            name = f"page_number.{key}"
            values[key] = _PAGE_NUMBER.get(key, _Reader._string)(self, name, value)
            odd_align = key in {"odd", "even"} and value not in _ALIGNS
            if odd_align or (key == "text" and "{}" not in value):
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
        low, high = (self._number(name, number) for number in value)
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
        return tuple(self._string(name, text) for text in value)

    def _wrong(self, name: str, value: Any) -> InputError:
        line = self._line(name.rpartition(".")[2])
        message, remedy = t("profile.value", name=name), t("profile.remedy")
        return InputError(message, self.path, line, str(value)[:80], remedy)

    def _line(self, key: str) -> int | None:
        named = re.compile(rf"\s*\[*[\w.]*\b{re.escape(key)}\b")
        rows = enumerate(self.text.split("\n"), 1)
        return next((number for number, row in rows if named.match(row)), None)


# How the value of each key is read.
_PAGE = {
    "size": _Reader._pair,
    "left": _Reader._pair,
    "right": _Reader._pair,
    "lines": _Reader._count,
    "characters": _Reader._count,
    "first_line": _Reader._number,
}
_PAGE_NUMBER = {
    "fonts": _Reader._strings,
    "gap": _Reader._pair,
    "size": _Reader._number,
    "indent": _Reader._number,
}
