"""Files of earlier documents → documents: what each is, and its text.

A document is its blocks in reading order; what it is (title, unit, period, shelf, date) comes from
front matter where there is any, else from the text.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from drafter.documents.front_matter import front_matter_block
from drafter.documents.text_file import MAX_CHARACTERS, TextFile
from drafter.documents.word_page import WordFile
from drafter.documents.yaml_text import loaded
from drafter.errors import InputError
from drafter.facts.numbering import BRACKETED_CN, BRACKETED_DIGITS, CN
from drafter.facts.punctuation import mend
from drafter.messages import t
from drafter.reading.blocks import Block, Content, clean, lines, one_line
from drafter.reading.files import ANY, FileKind, Opened, open_file, refuse_unreadable
from drafter.reading.identity import FIELDS, identified
from drafter.reading.sheets import grid_blocks
from drafter.reading.tables.grid import Grid
from drafter.reading.word import word_content

DOCUMENTS = ANY - {FileKind.DRAFT}
SUFFIXES = frozenset(
    ".docx .docm .doc .wps .rtf .odt .xlsx .xlsm .xls .et .ods .pdf .html .htm .mht .mhtml "
    ".md .markdown .txt .csv".split()
)
MAX_BYTES = (
    32 * 2**20
)  # the longest report known is under 1 MiB; beyond this something else is meant
MAX_FILE = 96 * 2**20  # with photographs in it
MAX_BLOCKS = 40_000
_SHOWN = 30  # characters of a line that is left out
_FOLDED = 3  # marks at half width between Chinese characters that are no slip
_HALF = re.compile(r"(?<=[\u4e00-\u9fff])[,;](?=[\u4e00-\u9fff])")

# A comment, or an element in Markdown that a browser would not show.
_UNSEEN_HTML = re.compile(
    r"<!--|<(\w{1,20})\b[^<>]{0,300}?(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0)"
    r"[^<>]{0,300}>",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"^(?:[-*+>]\s+)+|\*\*|__|`|\[([^\[\]]{0,500})\]\([^()]{0,1000}\)|\\(?=[!-/:-@\[-`{-~])"
)
_NAMES = {
    "title": ("title", "标题"),
    "unit": ("unit", "单位", "organization"),
    "period": ("period", "时段", "期间"),
    "kind": ("kind", "文种"),
    "shelf": ("shelf", "类别"),
    "date": ("date", "日期"),
    "number": ("number", "文号"),
}
_SHELVES = {
    "report": "report",
    "范文": "report",
    "总结": "report",
    "计划": "report",
    "报告": "report",
    "文稿": "report",
}
_SHELVES |= {
    "policy": "policy",
    "依据": "policy",
    "政策": "policy",
    "法规": "policy",
    "文件": "policy",
}


@dataclass(frozen=True, slots=True)
class Document:
    """An earlier document as read; shelf is "report" or "policy", unknown fields are "".

    number  under which it was issued: 云政办发〔2024〕12号
    kind    what it is: 总结, 计划, 总结和计划, 报告, 办法, 通知 …
    unseen  stretches of text that no reader of it sees, white or tiny, and that were left out
    notice  what a user should know of how it was read: which pages are pictures
    """

    title: str
    unit: str
    period: str
    shelf: str
    date: str
    blocks: tuple[Block, ...]
    number: str = ""
    kind: str = ""
    unseen: int = 0
    notice: str = ""


def read_document(path: Path) -> Document:
    """Read one file as an earlier document.

    Raises InputError, with the reason in the user's language, on anything that is no such file.
    """
    return document_of(open_file(path, DOCUMENTS))


def document_of(opened: Opened) -> Document:
    """An opened file as an earlier document. Raises InputError on too much text, and on none."""
    path = opened.file
    content = _content(opened)
    if len(content.blocks) > MAX_BLOCKS:
        raise _too_many(len(content.blocks), path)
    if (length := sum(len(block.text) for block in content.blocks)) > MAX_CHARACTERS:
        problem = t("check.large", count=length, limit=MAX_CHARACTERS)
        raise InputError(problem, path, remedy=t("index.read.large.remedy"))
    return _document(content, path)


def refuse_type(path: Path) -> None:
    """Raise InputError on a file whose name says that it is of no kind that is read here."""
    refuse_unreadable(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        problem = t("index.read.type", suffix=suffix or path.name)
        remedy = t("index.read.type.remedy", known=" ".join(sorted(SUFFIXES)))
        raise InputError(problem, path, remedy=remedy)


def _too_many(count: int, path: Path) -> InputError:
    problem = t("index.read.blocks", count=count, limit=MAX_BLOCKS)
    return InputError(problem, path, remedy=t("index.read.large.remedy"))


def _content(opened: Opened) -> Content:
    """What an opened file holds as blocks, and what it says of itself (title, unit …)."""
    path = opened.file
    match opened.holds:
        case Content() as content:
            return content
        case WordFile() as word:
            return word_content(word)
        case TextFile() as file:
            return _text_content(file, path, markdown=opened.kind is not FileKind.TEXT)
        case tuple() as grids:
            shown = [grid for grid in grids if grid.shown]
            blocks = [block for grid in shown for block in grid_blocks(grid)]
            return Content(blocks, {"title": _stem(path)}, sum(map(_unseen_areas, shown)))
        case _:
            raise TypeError(opened.kind)


def _text_content(file: TextFile, path: Path, *, markdown: bool) -> Content:
    text = clean(file.text)
    if (count := text.count("\n")) > 5 * MAX_BLOCKS:  # told before they are read
        raise _too_many(count, path)
    if not markdown:
        return Content([Block(line) for line in lines(text)])
    front = front_matter_block(text)
    told = _front(front[1], path) if front else {}
    return Content(list(_markdown_blocks(text[front.end() :] if front else text)), told)


def _unseen_areas(grid: Grid) -> int:
    """How many cells of a sheet, merged ones as one, no reader sees."""
    return len({cell.area for cell in grid.cells.values() if cell.unseen})


def _unfolded(blocks: list[Block]) -> list[Block]:
    """The blocks; punctuation that was folded to half width stands at full width again."""
    text = "".join(block.text for block in blocks)
    half, full = len(_HALF.findall(text)), text.count("，") + text.count("；")
    if half <= full or half < _FOLDED:
        return blocks
    return [
        replace(block, text="\n".join(map(_mended, block.text.split("\n")))) for block in blocks
    ]


def _mended(line: str) -> str:
    """A line with the punctuation it had; the space after 第一条 stays."""
    number = re.match(rf"第[\d{CN}零〇]+[编章节条](?=\s)", line)
    return f"{number[0]} {mend(line[number.end() :])}" if number else mend(line)


def _closed_up(text: str) -> str:
    """`text` without the space between a number and what it numbers: 一、 工作情况."""
    return re.sub(
        rf"^([{CN}]{{1,4}}、|{BRACKETED_CN}|{BRACKETED_DIGITS})\s+",
        r"\1",
        text,
    )


def corrected(document: Document, values: Mapping[str, str]) -> Document:
    """The document as a user said it is: field → value."""
    said = {name: values.get(name, getattr(document, name)) for name in FIELDS}
    return replace(document, **said)


def _markdown_blocks(text: str) -> Iterator[Block]:
    text = re.sub(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,500}\)", "", _without_unseen(text))
    for line in lines(text):
        if re.fullmatch(r"[-*_=]{3,}|\|?[-:| ]+\|?", line):
            continue
        heading = re.match(r"(#{1,6})\s*(.+?)\s*#*$", line) if len(line) <= 500 else None
        plain = re.sub(_MARKS, r"\1", heading[2] if heading else line)
        if plain.strip():
            yield Block(plain.strip(), len(heading[1]) if heading else 0)


def _without_unseen(text: str) -> str:
    """The text without comments and hidden elements of HTML; what does not end stays."""
    pieces, at, endless = [], 0, set[str]()
    while found := _UNSEEN_HTML.search(text, at):
        end = f"</{found[1]}>" if found[1] else "-->"
        close = -1 if end in endless else text.find(end, found.end())
        if close < 0:
            endless.add(end)
            pieces.append(text[at : found.end()])
            at = found.end()
        else:
            pieces.append(text[at : found.start()])
            at = close + len(end)
    return "".join(pieces) + text[at:]


def _front(text: str, path: Path) -> dict[str, str]:
    try:
        values = loaded(text)
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(t("index.read.front"), path, 1) from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise InputError(t("index.read.front"), path, 1)
    given = {str(key).strip().lower(): value for key, value in values.items()}
    if any(isinstance(value, list | dict) for value in values.values()):
        raise InputError(t("index.read.front"), path, 1)
    return {
        field: _scalar(given[name])
        for field, names in _NAMES.items()
        for name in reversed(names)
        if name in given
    }


def _scalar(value: object) -> str:
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()


def _document(content: Content, path: Path) -> Document:
    blocks = [replace(block, text=_closed_up(block.text)) for block in _unfolded(content.blocks)]
    if not blocks:
        raise InputError(t("index.read.empty"), path)
    told = content.told
    # a front matter may name the shelf as a kind: 依据
    shelf = _SHELVES.get(told.get("shelf", "").lower()) or _SHELVES.get(
        told.get("kind", "").lower(), ""
    )
    fields, text, left_out = identified(blocks, {**told, "shelf": shelf}, _stem(path))
    notices = [content.notice] if content.notice else []
    if left_out:
        notices.append(t("index.above_title", count=len(left_out), text=left_out[0][:_SHOWN]))
    return Document(blocks=text, unseen=content.unseen, notice="；".join(notices), **fields)


def _stem(path: Path) -> str:
    """A file's name without its ending, as text: names hold any bytes."""
    return one_line(path.stem) or path.suffix.removeprefix(".")
