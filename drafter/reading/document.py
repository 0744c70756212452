"""Files of earlier documents → documents: what each is, and its text.

A document is its blocks in reading order; what it is (title, unit, period, shelf, date) comes from front matter
where there is any, else from the text.
"""

import datetime
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from drafter.errors import InputError
from drafter.facts.punctuation import mend
from drafter.messages import t
from drafter.reading.blocks import Block, Content, clean, lines, one_line
from drafter.reading.encodings import decode
from drafter.reading.identity import FIELDS, identified
from drafter.reading.office import converted, is_locked
from drafter.textfile import MAX_CHARACTERS

_WORD = frozenset({".docx", ".docm", ".doc", ".wps", ".rtf", ".odt"})
_SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
_PACKED = _WORD | _SHEETS | {".pdf"}
_PAGES = frozenset({".html", ".htm", ".mht", ".mhtml"})
SUFFIXES = _PACKED | _PAGES | {".md", ".markdown", ".txt", ".csv"}
MAX_BYTES = (
    32 * 2**20
)  # the longest report known is under 1 MiB; beyond this something else is meant
MAX_FILE = 96 * 2**20  # with photographs in it
MAX_BLOCKS = 40_000
ZIP, OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"{\\rtf"
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|table|meta)", re.IGNORECASE)
_ARCHIVE = re.compile(
    rb"\s*(?:MIME-Version|From|Subject|Date|Snapshot-Content-Location):", re.IGNORECASE
)
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
_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)
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


def refuse(path: Path, types: Collection[str] = SUFFIXES) -> None:
    """Raise InputError on what is not even to be opened: another type of file, no file at all, far too large a one."""
    suffix = path.suffix.lower()
    try:
        status = path.stat()
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    if stat.S_ISDIR(status.st_mode):
        raise InputError(t("index.read.folder"), path, remedy=t("index.read.folder.remedy"))
    if not stat.S_ISREG(status.st_mode):
        raise InputError(t("index.read.special"), path)
    if suffix not in types:
        known = " ".join(sorted(types))
        raise InputError(
            t("index.read.type", suffix=suffix or path.name),
            path,
            remedy=t("index.read.type.remedy", known=known),
        )
    limit = MAX_FILE if suffix in _PACKED else MAX_BYTES
    if status.st_size > limit:
        size = status.st_size // 2**20
        raise InputError(
            t("index.read.large", size=size, limit=limit // 2**20),
            path,
            remedy=t("index.read.large.remedy"),
        )


def read_document(path: Path) -> Document:
    """Read one file. Raises InputError, with the reason in the user's language, on anything that is no such file."""
    refuse(path)
    try:
        content = _read(path, path.suffix.lower())
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    except (InputError, MemoryError):
        raise
    except (
        Exception
    ) as error:  # a library's own on a file nobody foresaw; one file never stops a folder
        value = f"{type(error).__name__}: {error}"[:200]
        raise InputError(
            t("index.read.damaged"), path, value=value, remedy=t("index.read.damaged.remedy")
        ) from error
    if len(content.blocks) > MAX_BLOCKS:
        raise _too_many(len(content.blocks), path)
    if (length := sum(len(block.text) for block in content.blocks)) > MAX_CHARACTERS:
        raise InputError(
            t("check.large", count=length, limit=MAX_CHARACTERS),
            path,
            remedy=t("index.read.large.remedy"),
        )
    return _document(content, path)


def _too_many(count: int, path: Path) -> InputError:
    return InputError(
        t("index.read.blocks", count=count, limit=MAX_BLOCKS),
        path,
        remedy=t("index.read.large.remedy"),
    )


def _read(path: Path, suffix: str) -> Content:
    """What the file holds, and says of itself (title, unit …).

    Files of office programs are told by their content: a .doc is often another kind under an old name.
    """
    if suffix in _PACKED:
        return _read_packed(path, suffix)
    content = path.read_bytes()
    if suffix in _PAGES:
        return _page(content, path)
    text = clean(decoded(content, path))
    if (count := text.count("\n")) > 5 * MAX_BLOCKS:  # told before they are read
        raise _too_many(count, path)
    if suffix == ".csv":
        from drafter.reading.sheets import csv_blocks

        return Content(list(csv_blocks(text, path)), {"title": _stem(path)})
    if suffix == ".txt":
        return Content([Block(line) for line in lines(text)])
    found = _FRONT.match(text)
    front = _front(found[1], path) if found else {}
    return Content(list(_markdown_blocks(text[found.end() :] if found else text)), front)


def _read_packed(path: Path, suffix: str) -> Content:
    with path.open("rb") as file:
        head = file.read(1024)
    if _PDF in head:
        from drafter.reading.pdf import pdf_content

        return pdf_content(path)
    if suffix != ".pdf" and (_PAGE.match(head) or _ARCHIVE.match(head)):
        return _page(path.read_bytes(), path)
    if (head.startswith(OLE) or suffix == ".odt") and is_locked(path.read_bytes()):
        raise InputError(t("index.read.locked"), path, remedy=t("index.read.locked.remedy"))
    ours = head.startswith(ZIP) and suffix != ".odt"
    if suffix == ".pdf" or not (ours or head.startswith((ZIP, OLE, _RTF))):
        raise InputError(t("index.read.damaged"), path, remedy=t("index.read.damaged.remedy"))
    with (
        nullcontext(path)
        if ours
        else converted(path, "xlsx" if suffix in _SHEETS else "docx") as copy
    ):
        if suffix in _SHEETS:
            from drafter.reading.sheets import workbook_content

            return replace(workbook_content(copy), told={"title": _stem(path)})
        from drafter.reading.word import word_content

        return word_content(copy)


def _page(content: bytes, path: Path) -> Content:
    from drafter.reading.page import archived_page, page_content

    page, asked = archived_page(content) if _ARCHIVE.match(content[:1000]) else (content, "")
    return page_content(page, path, asked)


def _unfolded(blocks: list[Block]) -> list[Block]:
    """The blocks, those of a text whose punctuation was folded to half width with the marks it had."""
    text = "".join(block.text for block in blocks)
    half, full = len(_HALF.findall(text)), text.count("，") + text.count("；")
    if half <= full or half < _FOLDED:
        return blocks
    return [
        replace(block, text="\n".join(map(_mended, block.text.split("\n")))) for block in blocks
    ]


def _mended(line: str) -> str:
    """A line with the punctuation it had; the space after 第一条 stays."""
    number = re.match(r"第[\d一二三四五六七八九十百零〇]+[编章节条](?=\s)", line)
    return f"{number[0]} {mend(line[number.end() :])}" if number else mend(line)


def _closed_up(text: str) -> str:
    """`text` without the space between a number and what it numbers: 一、 工作情况."""
    return re.sub(
        r"^([一二三四五六七八九十百]{1,4}、|[（(][一二三四五六七八九十百\d]{1,4}[）)])\s+",
        r"\1",
        text,
    )


def corrected(document: Document, values: Mapping[str, str]) -> Document:
    """The document as a user said it is: field → value."""
    said = {name: values.get(name, getattr(document, name)) for name in FIELDS}
    return replace(document, **said)


def decoded(content: bytes, path: Path) -> str:
    """The text of a file. Raises InputError on what is none."""
    try:
        return decode(content)
    except ValueError as error:
        raise InputError(
            t("index.read.encoding"), path, remedy=t("index.read.encoding.remedy")
        ) from error


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
    """`text` without comments and elements of HTML that are not shown; what does not end is left as it is."""
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
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
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
    fields, text = identified(blocks, {**told, "shelf": shelf}, _stem(path))
    return Document(blocks=text, unseen=content.unseen, notice=content.notice, **fields)


def _stem(path: Path) -> str:
    """A file's name without its ending, as text: names hold any bytes."""
    return one_line(path.stem) or path.suffix.removeprefix(".")
