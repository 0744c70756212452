"""The house style of a Word file that is set as it should be."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from drafter.documents.draft_lines import Role
from drafter.documents.fonts import kind_of
from drafter.documents.house_style import GB9704, Margins, NumberWanted, Profile, TypeWanted
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
from drafter.documents.word_page import PageSetup, Setting, Sheet

_TOLERANCE = 1.0  # millimetres: 5.2.1 gives ±1 for top and binding margin
_T = TypeVar("_T")


def measure_profile(sheet: Sheet, report: Report, name: str = "") -> Profile:
    """The style of a file that is taken to be right; what it does not show is that of GB/T 9704."""
    measured = replace(GB9704, name=name or GB9704.name)
    if not sheet.pages:
        return measured
    page = sheet.pages[0]
    body = [setting for _, setting, role in set_lines(report, sheet) if role is Role.BODY]
    pitch = _pitch(body, page)
    height = (page.height - page.top - page.bottom) / 20
    return replace(
        measured,
        size=(mm(page.width), mm(page.height)),
        margins=(Margins(_around(mm(page.top)), _around(mm(page.bottom)), _near(pitch)),),
        left=_around(mm(page.left)),
        right=_around(mm(page.right)),
        lines=int(height / pitch + 0.01),
        characters=_characters(body, page),
        first_line=_first_line(body),
        types={**GB9704.types, **_types(report, sheet)},
        number=_number(sheet, page),
    )


def _pitch(body: Iterable[Setting], page: PageSetup) -> float:
    pitch = _usual(round(line_pitch(setting, page), 2) for setting in body)
    return pitch or GB9704.margins[0].line[1]


def _first_line(body: Iterable[Setting]) -> float:
    indent = _usual(
        round(first_indent(setting), 1) for setting in body if setting.align != "center"
    )
    return GB9704.first_line if indent is None else indent


def _characters(body: Iterable[Setting], page: PageSetup) -> int:
    """How many characters a line of the text holds, by the type of most of its long stretches."""
    usual = _usual(
        stretch.type
        for setting in body
        for stretch in setting.stretches
        if stretch.span[1] - stretch.span[0] > 9
    )
    return line_characters(usual, page) if usual else GB9704.characters


def _types(report: Report, sheet: Sheet) -> dict[Role, TypeWanted]:
    """The type in which most hanzi of a role are set."""
    counts: dict[Role, Counter[tuple[str, int]]] = {}
    for line, role, stretch in set_stretches(report, sheet):
        if count := hanzi(line.text[slice(*stretch.span)]):
            font = kind_of(stretch.type.east_asia)
            counts.setdefault(role, Counter())[font, stretch.type.size] += count
    usual = {role: counter.most_common(1)[0][0] for role, counter in counts.items()}
    return {role: TypeWanted((font,), size / 2) for role, (font, size) in usual.items() if font}


def _number(sheet: Sheet, page: PageSetup) -> NumberWanted:
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


def _usual(values: Iterable[_T]) -> _T | None:
    """The most frequent value, None of none."""
    return next((value for value, _ in Counter(values).most_common(1)), None)


def _around(value: float) -> Range:
    return round(value - _TOLERANCE, 1), round(value + _TOLERANCE, 1)


def _near(pitch: float) -> Range:
    return round(pitch - 0.2, 2), round(pitch + 0.02, 2)  # wider, and a page would lose a line
