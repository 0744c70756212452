"""Notes of every kind of file are read as a person would: tests/data/notes tells how."""

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from drafter.documents.note_labels import field_pairs, fields_of
from drafter.documents.text_file import TextFile
from drafter.documents.word_page import WordFile
from drafter.errors import InputError
from drafter.reading.files import open_file
from drafter.reading.notes import NOTES, NotesFile, open_notes
from drafter.records import Brief, Bullet, Section

DATA = Path(__file__).parents[1] / "data" / "notes"
BY_OFFICE = {".doc", ".wps", ".xls", ".et", ".rtf", ".odt", ".ods"}
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
# fields that somebody states as options where the file does not
OPTIONS = {
    "organization": "云岭县某局",
    "kind": "总结",
    "period": "2026年上半年",
    "date": "2026年7月5日",
}
KINDS = {"总结": "summary", "计划": "plan", "总结和计划": "summary-and-plan"}

Case = Mapping[str, Any]


def cases() -> Iterator[Any]:
    for folder in sorted(path for path in DATA.iterdir() if path.is_dir()):
        for case in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
            path = folder / case["file"]
            no_office = OFFICE is None and path.suffix in BY_OFFICE
            skip = pytest.mark.skipif(no_office, reason="no LibreOffice: this kind was NOT read")
            yield pytest.param(path, case, id=f"{folder.name}-{path.name}", marks=skip)


CASES = list(cases())


@dataclass(frozen=True)
class Note:
    """A note as it was read: with the headings above it and the note it is part of."""

    text: str
    source: str
    headings: tuple[str, ...]
    parent: str


@dataclass(frozen=True)
class Reading:
    file: NotesFile
    brief: Brief

    @property
    def notes(self) -> list[Note]:
        sections = (note for section in self.brief.sections for note in below(section, ()))
        return [*(n for b in self.brief.preamble for n in with_children(b, (), "")), *sections]

    @property
    def told(self) -> str:
        return bare(" ".join(part.place + part.text + part.reason for part in self.file.left_out))


def below(section: Section, above: tuple[str, ...]) -> Iterator[Note]:
    headings = (*above, section.heading)
    for bullet in section.bullets:
        yield from with_children(bullet, headings, "")
    for child in section.sections:
        yield from below(child, headings)


def with_children(bullet: Bullet, headings: tuple[str, ...], parent: str) -> Iterator[Note]:
    yield Note(bullet.text, bullet.source, headings, parent)
    for child in bullet.children:
        yield from with_children(child, headings, bullet.text)


def plain(text: str) -> str:
    """Text without blanks and without the mark at its end, of one width; ⁴ and ② stay."""
    folded = re.sub("[\uff00-\uffef]", lambda wide: unicodedata.normalize("NFKC", wide[0]), text)
    return re.sub(r"\s", "", folded).strip("。;:.")


def bare(text: str) -> str:
    """Text without blanks and punctuation, of one width."""
    return re.sub(r"[。;:,、.()\"“”]", "", plain(text))


@cache
def read(path: Path, stated: tuple[str, ...]) -> Reading:
    given = {name: text for name, text in OPTIONS.items() if name not in stated}
    file = open_notes(path, given)
    return Reading(file, file.brief(given))


def reading_of(path: Path, case: Case) -> Reading | None:
    """How a file is read; None where it is refused, and may be."""
    try:
        return read(path, tuple(case["front"]))
    except InputError as error:
        if case.get("refusal_ok") and error.remedy:
            return None
        raise


# --- what a case says of a reading ---


def wrong_words(case: Case, reading: Reading) -> Iterator[str]:
    texts = [f"{bare(note.text)}\n{bare(note.source)}" for note in reading.notes]
    noted = "\n".join(plain(note.text) for note in reading.notes)
    for words in case["contains"]:
        if not any(bare(words) in text for text in texts):
            yield f"no note has {words}"
    for words in case["absent"]:
        if plain(words) in noted:
            yield f"a note has {words}"
    for words in case.get("once", ()):
        if sum(bare(words) in text for text in texts) != 1:
            yield f"not in one note: {words}"


def wrong_told(case: Case, reading: Reading) -> Iterator[str]:
    noted = "\n".join(bare(note.text) for note in reading.notes)
    for words in case["told"]:
        if bare(words) not in reading.told:
            yield f"not told: {words}"
    for words in case.get("kept", ()):
        if bare(words) not in reading.told + noted:
            yield f"neither a note nor told: {words}"


def wrong_front(case: Case, reading: Reading) -> Iterator[str]:
    brief, front = reading.brief, case["front"]
    read_as = {
        "organization": brief.organization,
        "kind": str(brief.kind),
        "period": (brief.period or brief.next_period).replace("—", "-"),
        "date": brief.date,
    }
    for name, text in front.items():
        wanted = KINDS.get(text, text)
        if name == "date":
            year, month, day = map(int, text.split("-"))
            wanted = f"{year}年{month}月{day}日"
        if plain(read_as[name]) != plain(wanted.replace("—", "-")):
            yield f"{name} is {read_as[name]}"


def wrong_tree(case: Case, reading: Reading) -> Iterator[str]:
    headings = [bare(section.heading) for section in reading.brief.all_sections()]
    for heading in case.get("headings", ()):
        if bare(heading) not in headings:
            yield f"no heading {heading}"
    for first, second in case.get("parted", ()):
        if any(first + second in note.text for note in reading.notes):
            yield f"{first} runs into {second}"
    if case.get("notes") and not case.get("notes_partial"):
        wanted = [placed(n["text"], n["heading"], n["parent"]) for n in case["notes"]]
        got = [placed(note.text, note.headings, note.parent) for note in reading.notes]
        if got != wanted:
            yield f"notes are {got}, not {wanted}"


def placed(text: str, headings: Sequence[str], parent: str) -> tuple[str, list[str], str]:
    return bare(text), [bare(heading) for heading in headings], bare(parent)


@pytest.mark.parametrize(("path", "case"), CASES)
def test_notes_are_read_as_a_person_would(path: Path, case: Case) -> None:
    reading = reading_of(path, case)
    if reading:
        rules = (wrong_front, wrong_words, wrong_told, wrong_tree)
        assert [problem for rule in rules for problem in rule(case, reading)] == []


# --- nothing of a file is lost ---


def lines_of(path: Path) -> list[str]:
    """What stands in a file, as its reader hands it over: lines, paragraphs or cells of words."""
    opened = open_file(path, NOTES)
    match opened.holds:
        case TextFile() as file:
            return re.split(r"\r\n|\r|\n", file.text)
        case tuple() as grids:
            return [cell.text for grid in grids for cell in grid.cells.values()]
        case WordFile() as word:
            return [line.text for line in word.sources]
    return [line.text for line in opened.lines]


def is_field(line: str) -> bool:
    """Whether a line states fields of the front matter, or is the label of one."""
    text = line.strip()
    return bool(fields_of(field_pairs(text)) or fields_of([(re.split("[:：]", text)[0], "")]))


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


@pytest.mark.parametrize(("path", "case"), CASES)
def test_nothing_of_a_file_is_lost(path: Path, case: Case) -> None:
    reading = reading_of(path, case)
    if not reading:
        return
    file = reading.file
    kept = [line.text for line in file.body]
    kept += [text for part in file.left_out for text in (part.text, part.reason)]
    known = letters(" ".join([*kept, *file.values.values()]))
    number = r"序号|[a-z一二三四五六七八九十]"  # tells nothing by itself
    for line in lines_of(path):
        words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", line))
        lost = [
            word for word in words if letters(word) not in known and not re.fullmatch(number, word)
        ]
        assert not lost or is_field(line), line
