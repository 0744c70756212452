"""The text of a page's elements as a browser shows it: a block a line, tables row by row."""

import re
from collections.abc import Iterator
from typing import Any

from drafter.documents.source_lines import SET_APART
from drafter.facts.numbering import strip_number
from drafter.reading.blocks import Block, clean, lines, one_line, table_blocks

_BLOCKS = {
    *"p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tbody thead tfoot tr td th".split(),
    *"section article main body header blockquote pre center hr figure figcaption".split(),
    *"fieldset form".split(),
}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-family\s*:[^;]*(?:黑体|SimHei)")
_WIDE = r"\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"


def walk(element: Any, layout: Any = None) -> Iterator[Block]:
    """The text of an element, a block for each line that a browser shows.

    layout  an element of which no table around it holds data
    """
    inline: list[str] = []
    strong: list[bool] = []
    for child in element.children:
        name = getattr(child, "name", None)
        if name is None:
            if type(child).__name__ in {"NavigableString", "CData"}:
                inline.append(str(child))
                strong += [False] if child.strip() else []
            continue
        if name == "br":
            inline.append("\v")
        elif name in _BLOCKS or child.find(list(_BLOCKS)) is not None:
            yield from _line_blocks(inline, strong, element)
            inline, strong = [], []
            yield from _block(child, name, layout)
        else:
            inline.append(_inline(child))
            strong += [_is_strong(child)] if child.get_text(strip=True) else []
    yield from _line_blocks(inline, strong, element)


def _block(child: Any, name: str, layout: Any) -> Iterator[Block]:
    """The text of an element that begins a line of its own."""
    rows = data_rows(child) if name == "table" and not _is_around(child, layout) else []
    if rows:
        yield from table_blocks(rows)
    elif heading := re.fullmatch(r"h([1-6])", name):
        for text in lines(clean(_folded(_inline(child)))):
            yield Block(text, int(heading[1]))
    elif name == "pre":
        yield from (Block(text) for text in lines(clean(child.get_text())))
    elif name == "li":
        yield from _item(child, layout)
    else:
        yield from walk(child, layout)


def _is_around(element: Any, layout: Any) -> bool:
    return layout is not None and element in layout.parents


def _item(item: Any, layout: Any) -> Iterator[Block]:
    """The text of an item of a list, the number that a browser prints before its first line."""
    number = _printed_number(item)
    for at, block in enumerate(walk(item, layout)):
        is_numbered = number and not at and strip_number(block.text) == block.text
        yield Block(f"{number} {block.text}", block.level, block.title) if is_numbered else block


def _printed_number(item: Any) -> str:
    """The number that a browser prints before an item of an ordered list."""
    above = item.parent
    if above is None or above.name != "ol":
        return ""
    if re.search(r"list-style[^;]*none", above.get("style") or ""):
        return ""
    kind = str(above.get("type") or "1")
    start = str(above.get("start") or "1")
    number = len(item.find_previous_siblings("li")) + (int(start) if start.isdecimal() else 1)
    if kind in "aA" and number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    return f"{number}." if number < 100 else ""


def _inline(element: Any) -> str:
    for line_break in element.find_all("br"):
        line_break.replace_with("\v")
    return str(element.get_text())


def _folded(text: str) -> str:
    """White space as a browser shows it: none where a line of the file ends between two hanzi."""
    text = re.sub(rf"(?<=[{_WIDE}])[ \t]*\r?\n\s*(?=[{_WIDE}])", "", text)
    return re.sub(r"[ \t\r\n]+", " ", text)


def _line_blocks(inline: list[str], strong: list[bool], element: Any) -> Iterator[Block]:
    """Some text as lines; a short line is a title or a heading by how the page sets it.

    strong  whether each part of the text is in bold type
    """
    bold = bool(strong) and (all(strong) or _is_strong(element))
    centred = _is_centred(element)
    for line in lines(clean(_folded("".join(inline)))):
        short = _may_be_heading(line)
        title = short and centred and len(line) >= 4 and (bold or _is_large(element))
        heading = short and bold and not title
        yield Block(line, SET_APART if heading else 0, title)


def _may_be_heading(line: str) -> bool:
    """Whether a line is short, not closed, and bears no number."""
    if not 2 <= len(line) <= 40 or re.search(r"[。；：，！？;:,]$", line):
        return False
    return strip_number(line) == line


def _is_strong(element: Any) -> bool:
    """Whether all of an element's text is in bold type."""
    if element.name in {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"}:
        return True
    if _BOLD.search(element.get("style") or ""):
        return True
    inner = [child for child in element.children if _is_element(child) or str(child).strip()]
    return len(inner) == 1 and _is_element(inner[0]) and _is_strong(inner[0])


def _is_element(node: Any) -> bool:
    return getattr(node, "name", None) is not None


def _is_centred(element: Any) -> bool:
    if element.name == "center" or str(element.get("align") or "").lower() == "center":
        return True
    style = element.get("style") or ""
    return re.search(r"text-align\s*:\s*center", style, re.IGNORECASE) is not None


def _is_large(element: Any) -> bool:
    """Whether any of it is set at 16 points or more."""
    for inner in [element, *element.find_all(True)]:
        size = re.search(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px)", inner.get("style") or "")
        if size and float(size[1]) * (0.75 if size[2] == "px" else 1) >= 16:
            return True
    return False


def data_rows(table: Any) -> list[list[str]]:
    """The rows of a table that holds data; [] where it only lays out a page."""
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    texts = [[one_line(_folded(cell.get_text(" "))) for cell in row] for row in rows]
    columns = max(map(len, texts), default=0)
    longest = max((len(text) for row in texts for text in row), default=0)
    if table.find("table") or len(texts) < 2 or columns < 2 or longest > 300:
        return []
    return _spread(rows, texts)


def _spread(rows: list[Any], texts: list[list[str]]) -> list[list[str]]:
    """The rows, the text of a cell that spans several standing in each of them."""
    spread: list[list[str]] = []
    open_cells: dict[int, tuple[int, str]] = {}  # column → rows still to come, text
    for row, row_texts in zip(rows, texts, strict=True):
        cells: list[str] = []
        column = 0
        for cell, text in zip(row, row_texts, strict=True):
            while open_cells.get(column, (0, ""))[0] > 0:
                cells.append(_taken(open_cells, column))
                column += 1
            down, across = (_span(cell.get(name)) for name in ("rowspan", "colspan"))
            cells += [text, *[""] * (across - 1)]
            open_cells[column] = (down - 1, text)
            column += across
        after = [at for at in sorted(open_cells) if at >= column and open_cells[at][0] > 0]
        spread.append(cells + [_taken(open_cells, at) for at in after])
    return spread


def _taken(open_cells: dict[int, tuple[int, str]], column: int) -> str:
    """The text of the cell above that reaches into this row, which is one of its rows less."""
    left, text = open_cells[column]
    open_cells[column] = (left - 1, text)
    return text


def _span(given: Any) -> int:
    return min(int(given), 100) if str(given or "").isdecimal() and int(given) > 0 else 1
