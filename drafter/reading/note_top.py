"""What stands above the notes of a document: its fields, in lines or a table, and its title."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafter.documents.note_labels import (
    Pair,
    fields_of,
    is_about,
    known_field,
    labelled_lines,
    parts_about,
    reads_like_title,
    title_fields,
)
from drafter.documents.source_lines import SET_APART, LeftOut, SourceLine
from drafter.documents.word_page import WordFile
from drafter.messages import t
from drafter.reading.word import table_rows

_MOST_ABOVE = 5  # lines among which a title stands


@dataclass
class Top:
    """The fields and the title above the notes, and the lines below them.

    left_out  lines among them that are no field
    """

    values: dict[str, str] = field(default_factory=dict)
    title: str = ""
    below: list[SourceLine] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, lines: Iterable[SourceLine], reason: str) -> None:
        """Take lines from those below, and tell them."""
        taken = list(lines)
        self.left_out += (
            LeftOut(t("place.paragraph", number=line.number), line.text.strip(), t(reason))
            for line in taken
        )
        self.take(taken)

    def take(self, lines: Iterable[SourceLine]) -> None:
        """Take lines from those below: fields were read off them."""
        taken = {id(line) for line in lines}
        self.below = [line for line in self.below if id(line) not in taken]


def top_of(lines: Iterable[SourceLine]) -> Top:
    """Part the lines of a document below its fields and its title."""
    top = Top(below=[line for line in lines if line.text.strip()])
    _take_labelled_lines(top)
    if not top.values:
        _take_table(top)
    _take_title(top)
    return top


def with_boxes(word: WordFile) -> Iterator[SourceLine]:
    """The lines of a Word file, those of each text box after the paragraph it hangs on."""
    boxes: dict[int, list[SourceLine]] = {}
    for aside in word.asides:
        if not aside.note:
            boxes.setdefault(aside.number, []).extend(aside.lines)
    for line in word.sources:
        yield from split_lines([line])
        yield from split_lines(boxes.get(line.number, ()))


def split_lines(lines: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """Each line within a paragraph on its own; the first may be set apart as a heading."""
    for line in lines:
        texts = [text for text in line.seen.split("\n") if text.strip()]
        if len(texts) < 2:
            yield replace(line, text=line.seen, unseen=())
            continue
        level = SET_APART if line.set_apart else line.level
        yield replace(line, text=texts[0], unseen=(), level=level)
        for text in texts[1:]:
            yield replace(line, text=text, unseen=(), auto="")


def _take_labelled_lines(top: Top) -> None:
    plain = [line for line in top.below if not line.cell]
    labelled = labelled_lines([line.text for line in plain])
    for number, text in labelled.left_out:
        place = t("place.paragraph", number=plain[number - 1].number)
        top.left_out.append(LeftOut(place, text, t("left_out.label")))
    top.values = labelled.values
    if labelled.title:
        top.left_out.append(LeftOut("", labelled.title, t("left_out.title")))
        top.values = title_fields(labelled.title) | labelled.values
    top.take(plain[: labelled.end])


def _take_title(top: Top) -> None:
    """Take the title, set as one or with a unit and a period, and what stands above it."""
    for at, line in enumerate(top.below[:_MOST_ABOVE]):
        title = line.text.strip()
        if not line.cell and (line.title or title_fields(title).get("kind")):
            top.title = title
            top.leave_out(top.below[: at + 1], "left_out.title")
            return


# --- a table of fields ---


def _take_table(top: Top) -> None:
    """Take the rows of labels and values off the first table, and the title above it."""
    cells = [line for line in top.below if line.cell and line.cell.table == 1]
    rows = _rows_of_pairs(cells)
    if not rows or not fields_of(rows[0][1]):
        return
    above = top.below[: top.below.index(cells[0])]
    if all(reads_like_title(line.text.strip()) for line in above):
        top.leave_out(above, "left_out.title")
    for lines, pairs in rows:
        if pairs:
            _take_row(top, lines, pairs)


def _rows_of_pairs(cells: Sequence[SourceLine]) -> list[tuple[list[SourceLine], list[Pair]]]:
    """The lines of each row of a table with the labels and values in it."""
    by_row = [list(row) for _, row in groupby(cells, lambda line: line.cell and line.cell.row)]
    texts = table_rows(cells)
    return [
        (lines, _pairs([text for text in row if text]))
        for lines, row in zip(by_row, texts, strict=True)
    ]


def _take_row(top: Top, lines: Sequence[SourceLine], pairs: Sequence[Pair]) -> None:
    top.values = fields_of(pairs) | top.values
    place = t("place.paragraph", number=lines[0].number)
    about = t("left_out.label")
    top.left_out += (LeftOut(place, part, about) for part in parts_about(pairs))
    top.take(lines)


def _pairs(texts: Sequence[str]) -> list[Pair]:
    """The labels and values of a row; [] for a row of anything else, the head of a table too."""
    labels, values = texts[::2], texts[1::2]
    of_labels = all(known_field(label) or is_about(label) for label in labels)
    if not of_labels or any(known_field(value) for value in values):
        return []
    return list(zip(labels, [*values, *[""] * (len(labels) - len(values))], strict=True))
