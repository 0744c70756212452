"""Notes of any size: what they cost grows as they do, and nothing ends over their number."""

import sys
import threading
from collections.abc import Callable
from types import FrameType

import pytest

from drafter.documents.draft_lines import plain_text
from drafter.facts.numbering import chinese
from drafter.proof.proof import LONGEST
from drafter.records import Brief, Draft
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter
from tests.notes import brief


def _note(at: int) -> str:
    return f"组织开展校园安全检查{at + 100}次，发现隐患{at + 30}处，整改{at + 20}处，覆盖{at + 3}所"


def _long(clauses: int) -> Brief:
    return brief("# 一、校园安全\n- " + "，".join(map(_note, range(clauses))) + "\n")


def _many(bullets: int) -> Brief:
    return brief("# 一、校园安全\n" + "".join(f"- {_note(at)}\n" for at in range(bullets)))


def _written(notes: Brief) -> Draft:
    return draft(notes, Tools(RuleWriter()))


def _calls(notes: Brief) -> int:
    """How many calls it takes to write a draft, on all threads."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    threading.setprofile(counted)
    sys.setprofile(counted)
    try:
        _written(notes)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    return count


@pytest.mark.parametrize(("notes", "size"), [(_long, 150), (_many, 8)])
def test_twice_the_notes_take_twice_the_work(notes: Callable[[int], Brief], size: int) -> None:
    _written(notes(size))  # lists are read, patterns compiled
    once, twice, thrice = (_calls(notes(size * times)) for times in (1, 2, 3))
    assert thrice - twice < 1.3 * (twice - once)


def test_a_note_too_long_to_be_proved_is_written_as_it_stands_and_told() -> None:
    notes = _long(LONGEST // 20)
    written = _written(notes)
    [text] = [bullet.text for bullet in notes.all_bullets()]
    assert text in plain_text(written)
    [notice] = written.run.notices
    assert f"超过{LONGEST}字" in notice
    assert "第8行" in notice


def test_the_other_notes_of_its_section_are_worded() -> None:
    long = "、".join(["加强校园安全管理"] * 400)
    written = _written(brief(f"# 一、校园安全\n- {long}\n- 校园安全检查，3次\n"))
    assert long in plain_text(written)
    assert "开展校园安全检查3次" in plain_text(written)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10_000, "一万"),
        (10_001, "一万零一"),
        (20_315, "二万零三百一十五"),
        (120_000, "十二万"),
    ],
)
def test_any_number_of_headings_is_numbered(number: int, numeral: str) -> None:
    assert chinese(number) == numeral
