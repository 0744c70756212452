"""Word files → blocks, as a reader of the finished document sees them.

The numbers that Word prints itself stand in the text, tracked changes are accepted, text boxes and
notes follow the paragraph they hang on. Hidden text, comments, headers and footers are no part of
the document; nor is white or tiny text, which is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from drafter.documents.source_lines import Cell, SourceLine
from drafter.documents.word_page import Aside, WordFile
from drafter.reading.blocks import Block, Content, clean, lines, one_line, table_blocks


def word_content(file: WordFile) -> Content:
    """The blocks of a Word file, and how many paragraphs hold what no reader sees."""
    asides: dict[int, list[Aside]] = {}
    for aside in file.asides:
        asides.setdefault(aside.number, []).append(aside)
    blocks = list(_blocks(file.sources, asides))
    every = [*file.sources, *(line for aside in file.asides for line in aside.lines)]
    return Content(blocks, unseen=sum(bool(line.unseen) for line in every))


def _blocks(sources: Iterable[SourceLine], asides: dict[int, list[Aside]]) -> Iterator[Block]:
    for _, group in groupby(sources, lambda line: line.cell.table if line.cell else -line.number):
        paragraphs = list(group)
        if paragraphs[0].table:
            yield from table_blocks(table_rows(paragraphs))
        else:
            for line in paragraphs:
                yield from _paragraph(line)
        for line in paragraphs:
            for aside in asides.get(line.number, ()):
                yield from _aside(aside)


def _paragraph(line: SourceLine) -> Iterator[Block]:
    level = 0 if line.title else line.level
    for text in lines(printed(line)):
        yield Block(text, level, line.title)


def _aside(aside: Aside) -> Iterator[Block]:
    blocks = list(_blocks(aside.lines, {}))
    if not aside.note:
        yield from blocks
    elif text := " ".join(block.text for block in blocks):
        yield Block(f"注：{text}")


def printed(line: SourceLine) -> str:
    """The text that a reader sees, after the number that Word prints before it."""
    text = clean(line.seen)
    if not line.auto or not text.strip():
        return text
    space = " " if line.auto[-1].isascii() else ""
    return f"{line.auto}{space}{text}"


def table_rows(paragraphs: Sequence[SourceLine]) -> list[list[str]]:
    """The rows of one table; a cell merged over several rows is said in each."""
    texts: dict[Cell, list[str]] = {}
    for line in paragraphs:
        if line.cell:
            texts.setdefault(line.cell, []).append(one_line(printed(line)))
    rows: list[list[str]] = []
    above: dict[int, str] = {}
    for _, row in groupby(texts, lambda cell: cell.row):
        cells: list[str] = []
        for cell in row:
            own = " ".join(filter(None, texts[cell]))
            above[cell.column] = above.get(cell.column, "") if cell.continued else own
            cells += [""] * (cell.column - 1 - len(cells))
            cells += [above[cell.column], *[""] * (cell.columns - 1)]
        rows.append(cells)
    return rows
