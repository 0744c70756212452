"""Reports and templates on the disk: rows, the masked copy with its map, the copy filled back."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from drafter.documents.house_words import House
from drafter.documents.report import Line, Place, Report
from drafter.documents.report_reading import parse_report
from drafter.documents.report_text import read_text
from drafter.documents.text_file import TextFile, edited
from drafter.documents.word_page import WordFile
from drafter.errors import InputError
from drafter.files import write_whole
from drafter.filling.mask_report import Masked, Row, Slot, mask_rows
from drafter.filling.own_names import Own
from drafter.filling.unmask_report import Entry, Filled, Objection, mask_map, unmasked
from drafter.messages import t
from drafter.reading.document import document_of
from drafter.reading.files import TEXTS, FileKind, kind_of, open_file, word_copy
from drafter.reading.reports import REPORTS
from drafter.records import Edit, GapKind, Span

_PARTS = {
    Place.TITLE: "title",
    Place.RECIPIENT: "recipient",
    Place.ISSUER: "issuer",
    Place.DATE: "date",
}
_DIVISIONS = frozenset("省市县区镇乡村")
_MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report or template as its rows; `report` says what they are.

    file  of a text file, as it stands; None for a Word file
    """

    rows: tuple[Row, ...]
    report: Report
    file: TextFile | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """What masking a file came to; map is what was written to the map file, entry by entry."""

    masked: Masked
    map: dict[str, dict[str, object]]
    notices: tuple[str, ...] = ()

    @property
    def counts(self) -> Counter[GapKind]:
        return Counter(slot.kind for slot in self.masked.slots)

    @property
    def names(self) -> Counter[tuple[str, str]]:
        """Each name that was hidden with the mask that stands for it, and how often."""
        return Counter(_named(slot) for slot in self.masked.slots if slot.name)


def _named(slot: Slot) -> tuple[str, str]:
    """A name as people say it: with 县 behind it, not with what only looks like a unit."""
    unit = "" if slot.unit in _DIVISIONS else slot.unit
    return slot.original.removesuffix(unit), slot.mask.removesuffix(unit)


# --- rows ---


def read_sheet(path: Path) -> Sheet:
    """A report or template of any kind as its rows. Raises InputError where it cannot be read."""
    if kind_of(path) is FileKind.DRAFT:  # a draft: its fills are undone by what filled them
        raise InputError(t("mask.draft"), path, remedy=t("mask.draft.remedy"))
    opened = open_file(path, REPORTS)
    match opened.holds:
        case TextFile() as file:
            markdown = opened.kind is FileKind.MARKDOWN
            return _text_sheet(file, markdown=markdown, name=str(path))
        case WordFile():
            with word_copy(path) as copy:
                return _word_sheet(copy)
        case _:
            document = document_of(opened)
            text = "\n".join([document.title, *(block.text for block in document.blocks)]) + "\n"
            return _text_sheet(TextFile(text, "utf-8"), markdown=False, name=str(path))


def _text_sheet(file: TextFile, *, markdown: bool, name: str) -> Sheet:
    report = read_text(file.text, markdown=markdown, file=name)
    known = {line.number: (line, part, heading) for line, part, heading in _placed(report)}
    rows = []
    for number, raw in enumerate(file.rows, 1):
        text = raw.rstrip("\r")
        if number in known:
            line, part, heading = known[number]
            rows.append(Row(number, line.text, part, heading, _lead(line), line.source.offset))
        else:
            rows.append(Row(number, text, "front"))
    return Sheet(tuple(rows), report, file)


def _word_sheet(path: Path) -> Sheet:
    """The rows of a Word file as it reads once its changes are accepted."""
    from drafter.word.reading import read_word
    from drafter.word.replacing import WordText

    word = WordText(path)
    with TemporaryDirectory() as folder:
        cleaned = Path(folder, "cleaned.docx")
        cleaned.write_bytes(word.content())
        report = parse_report(read_word(cleaned).sources, file=str(path))
    known = {line.number: (line, part, heading) for line, part, heading in _placed(report)}
    rows = []
    for number, text in word.paragraphs.items():
        if number in known:
            line, part, heading = known[number]
            rows.append(Row(number, text, part, heading, _lead(line)))
        else:
            rows.append(Row(number, text, "page" if number > word.body else "front"))
    return Sheet(tuple(rows), report, None, tuple(word.notices))


def _lead(line: Line) -> int:
    return 0 if line.auto else len(line.mark)


def _placed(report: Report) -> Iterator[tuple[Line, str, str]]:
    """Each line with the part of the page it is, or the heading it stands below."""
    heading, begun = "", False
    for line in report.lines:
        if line.place in _PARTS:
            yield line, _PARTS[line.place], ""
            continue
        if line.heading != (0, 0) and line.place in {Place.HEADING, Place.BODY}:
            heading, begun = line.title, True
        part = "" if begun else "front" if line.place is Place.FURNITURE else "opening"
        yield line, part, heading


# --- masking ---


def own_names(house: House, hide: Iterable[str] = (), keep: Iterable[str] = ()) -> Own:
    """What the user and drafter.toml say of names; the segmenter knows the common words."""
    kept = tuple(keep)
    listed = tuple(name for name in (*house.names, *house.places) if name not in kept)
    return Own((*hide, *listed), kept, _common_words)


_COMMON = frozenset("v vn n a ad d an b z i l t s f vd r c p m q u uj j ul uz ud ug".split())


@cache
def _common_words(text: str) -> tuple[Span, ...]:
    import rjieba

    found, at = [], 0
    for word, kind in rjieba.tag(text, False):
        if kind in _COMMON:
            found.append((at, at + len(word)))
        at += len(word)
    return tuple(found)


def mask_file(path: Path, output: Path, own: Own, *, map_file: Path | None = None) -> MaskedFile:
    """Write the masked copy of a report, and its map.

    Raises InputError where a file cannot be read or written.
    """
    if output.suffix.lower() == ".docx":
        result, content = _masked_word(path, own)
    else:
        result, content = _masked_text(path, output, own)
    if map_file:  # first: the values of an older template would be put into this one
        text = json.dumps(result.map, ensure_ascii=False, indent=1) + "\n"
        write_whole(map_file, text.encode(), private=True)
    write_whole(output, content)
    return result


def _masked_text(path: Path, output: Path, own: Own) -> tuple[MaskedFile, bytes]:
    sheet, markdown = read_sheet(path), output.suffix.lower() != ".txt"
    if sheet.file is None or markdown != (path.suffix.lower() in {".md", ".markdown"}):
        sheet = replace(as_text(sheet, markdown=markdown), notices=sheet.notices)
    assert sheet.file is not None
    masked = mask_rows(sheet.rows, own)
    rows, left = edited(sheet.file.rows, _edits(masked, sheet.rows), sheet.report.column)
    assert not left
    content = sheet.file.encoded(rows)
    again = _text_sheet(
        replace(sheet.file, text="\n".join(rows)), markdown=markdown, name=str(output)
    )
    return MaskedFile(masked, mask_map(masked, again.rows), sheet.notices), content


def as_text(sheet: Sheet, *, markdown: bool) -> Sheet:
    """The report as a text file of its own: # before headings, an empty line between paragraphs."""
    lines = []
    for line in sheet.report.lines:
        text = re.sub(r"\s*\n\s*", " ", line.source.auto + line.text).strip()
        lines.append("#" * _depth(line) * markdown + " " * bool(_depth(line) * markdown) + text)
    text = ("\n\n" if markdown else "\n").join(lines) + "\n"
    return _text_sheet(TextFile(text, "utf-8"), markdown=markdown, name=sheet.report.file)


def _depth(line: Line) -> int:
    if line.place is Place.TITLE:
        return 1
    return min(line.level, 5) + 1 if line.place is Place.HEADING and line.level else 0


def _masked_word(path: Path, own: Own) -> tuple[MaskedFile, bytes]:
    from drafter.word.replacing import WordText, left_in

    with word_copy(path) as copy:
        sheet = _word_sheet(copy)
        masked = mask_rows(sheet.rows, own)
        word = WordText(copy)
        word.replace(_edits(masked, sheet.rows))
    content = word.content()
    with TemporaryDirectory() as folder:
        template = Path(folder, "template.docx")
        template.write_bytes(content)
        again = _word_sheet(template)
    names = {slot.original for slot in masked.slots if slot.name and len(slot.original) > 1}
    left = left_in(content, names)
    notices = [
        *sheet.notices,
        *(t("mask.word.left", part=part, names="、".join(sorted(w))) for part, w in left.items()),
    ]
    return MaskedFile(masked, mask_map(masked, again.rows), tuple(notices)), content


def _edits(masked: Masked, rows: Sequence[Row]) -> Iterator[Edit]:
    """The edits that mask the rows: one a mask, its span in the row as it was."""
    texts = {row.number: row.text for row in rows}
    more: Counter[int] = Counter()
    for slot in masked.slots:
        start = slot.span[0] - more[slot.line]
        yield Edit(slot.line, (start, start + len(slot.original)), slot.original, slot.mask)
        assert texts[slot.line][start : start + len(slot.original)] == slot.original
        more[slot.line] += len(slot.mask) - len(slot.original)


# --- filling back ---


def fill_template(template: Path, map_file: Path, output: Path) -> Filled:
    """Write the template with the values of a map in its masks; what is withheld stays a mask."""
    return fill_with(template, read_sheet(template), read_map(map_file), output, map_file)


def fill_with(
    template: Path, sheet: Sheet, entries: Mapping[str, Entry], output: Path, source: Path
) -> Filled:
    """Write the template, whose rows are `sheet`, with the values of `source` in its masks.

    Raises InputError, and writes nothing, where an id is unknown or a value lacks its mask's unit.
    """
    kind = kind_of(template, {FileKind.WORD, *TEXTS})
    suffix = ".docx" if kind is FileKind.WORD else template.suffix.lower()
    if suffix != output.suffix.lower():
        remedy = t("fill.template.suffix.remedy", suffix=suffix)
        raise InputError(t("fill.template.suffix"), output, remedy=remedy)
    filled = unmasked(sheet.rows, entries)
    grave = [one for one in filled.objections if one.grave]
    if grave:
        said = "\n    ".join(objection(one) for one in grave[:20])
        raise InputError(t("fill.template.refused", count=len(grave)) + f"\n    {said}", source)
    write_whole(output, _filled_content(template, sheet, filled.edits))
    return filled


def _filled_content(template: Path, sheet: Sheet, edits: Sequence[Edit]) -> bytes:
    if sheet.file is None:
        from drafter.word.replacing import WordText

        with word_copy(template) as copy:
            word = WordText(copy)
            word.replace(edits)
            return word.content()
    rows, left = edited(sheet.file.rows, edits, sheet.report.column)
    assert not left
    return sheet.file.encoded(rows)


def objection(one: Objection) -> str:
    """An objection in words."""
    return t(f"fill.template.{one.why}", id=one.id, text=one.text, wanted=one.wanted)


def read_map(path: Path) -> dict[str, Entry]:
    """The entries of a map file by id. Raises InputError on what is none."""
    try:
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            t("fill.map"), path, value=str(error)[:80], remedy=t("fill.map.remedy")
        ) from error
    if not isinstance(given, dict) or len(given) > _MOST_ENTRIES:
        raise InputError(t("fill.map"), path, remedy=t("fill.map.remedy"))
    return {id: _entry(id, entry, path) for id, entry in given.items()}


def _entry(id: str, given: Any, path: Path) -> Entry:
    if not isinstance(given, Mapping) or not isinstance(given.get("mask"), str):
        raise InputError(
            t("fill.map"), path, value=f"{id}: {given}"[:80], remedy=t("fill.map.remedy")
        )
    original = given.get("original")
    if original is not None and not isinstance(original, str):
        raise InputError(
            t("fill.map.value"), path, value=f"{id}: {original}"[:80], remedy=t("fill.map.remedy")
        )
    return Entry(
        given["mask"], original, *(str(given.get(name, "")) for name in ("kind", "about", "of"))
    )
