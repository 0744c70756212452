"""Files of earlier documents → their text: Markdown, plain text in any Chinese encoding, Word.

A document is its blocks in reading order; what it is (title, unit, period, shelf, date) comes from front matter
where there is any, else from the text.
"""

import datetime
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from drafter.errors import InputError
from drafter.messages import t

SUFFIXES = frozenset({".md", ".markdown", ".txt", ".docx"})
MAX_BYTES = 32 * 2**20  # the longest report known is under 1 MiB; beyond this something else is meant

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELDS = {
    "title": ("title", "标题"),
    "unit": ("unit", "单位", "organization"),
    "period": ("period", "时段", "期间"),
    "shelf": ("shelf", "kind", "类别"),
    "date": ("date", "日期"),
    "number": ("number", "文号"),
}
_SHELVES = {"report": "report", "范文": "report", "总结": "report", "计划": "report", "报告": "report"}
_SHELVES |= {"policy": "policy", "依据": "policy", "政策": "policy", "法规": "policy", "文件": "policy"}

_END = re.compile(r"[。！？；!?;]")
_REPORT = r"报告|总结|汇报|计划|工作要点|述职|范文|材料|情况|打算|安排|思路"
_POLICY = (
    r"(?<![方做想看说用手])法|条例|意见|通知|方案|规划|纲要|细则|规定|决定|办法|规则|章程|标准|规程|指南|批复|公告"
)
_TITLE = re.compile(rf"(?:{_REPORT}|{_POLICY})$")
_TITLE_TAIL = re.compile(r"(?:[（(〔\[][^）)〕\]]*[）)〕\]]|[\s》”\"])+$")
_YEAR = r"(?:[12]\d{3}|[〇○零一二三四五六七八九]{4}|[xX×]{2,4}|20[xX×]{2})"
_PERIOD = re.compile(
    rf"{_YEAR}(?:[-－—~～至]{_YEAR})?(?:学年|年)(?:度|[上下]半年|第?[一二三四1-4]季度|前?\d{{1,2}}(?:[-－—~～至]\d{{1,2}})?月份?)?"
)
_DATE = re.compile(rf"^{_YEAR}年[\dxX×一二三四五六七八九十]{{1,3}}月[\dxX×一二三四五六七八九十]{{1,3}}日$")
_ISSUED = re.compile(r"[（(]?[\u4e00-\u9fff]{2,12}[〔\[［【(（]20\d{2}[〕\]］】)）]第?\d{1,4}号[)）]?")
_BRACKETS = str.maketrans("[［【(（]］】)）", "〔〔〔〔〔〕〕〕〕〕")
_FURNITURE = re.compile(r"(?:上一篇|下一篇|相关报道|相关阅读|相关链接|责任编辑|编辑|来源|扫一扫|打印|关闭)[^。]*$")
_UNIT = re.compile(r"^[^\s，。；：、0-9]{2,28}(?:局|委|委员会|办公室|政府|中心|院|校|学|厅|部|处|所|协会|公司|办)$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; level is that of a heading the file marks as such, 1 the highest, else 0."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """An earlier document as read; shelf is "report" or "policy", unknown fields are "".

    number  under which it was issued: 云政办发〔2024〕12号
    """

    title: str
    unit: str
    period: str
    shelf: str
    date: str
    blocks: tuple[Block, ...]
    number: str = ""


def read_document(path: Path) -> Document:
    """Read one file. Raises InputError, with the reason in the user's language, on anything that is no such file."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(t("index.read.type", suffix=suffix or path.name), path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(t("index.read.large", size=size // 2**20, limit=MAX_BYTES // 2**20), path)
        if suffix == ".docx":
            return _document({}, list(_docx_blocks(path)), path)
        text = clean(decode(path.read_bytes(), path))
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    if suffix == ".txt":
        return _document({}, [Block(line) for line in _lines(text)], path)
    found = _FRONT.match(text)
    front = _front(found[1], path) if found else {}
    return _document(front, list(_markdown_blocks(text[found.end() :] if found else text)), path)


def corrected(document: Document, values: Mapping[str, str]) -> Document:
    """The document as a user said it is: field → value."""
    said = {name: values.get(name, getattr(document, name)) for name in _FIELDS}
    return Document(blocks=document.blocks, **said)


def decode(content: bytes, path: Path) -> str:
    """Text of a file in UTF-8, UTF-16 or GB18030, with or without a mark of order. Raises InputError on others."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum(c < " " and c not in "\t\n\r\f" for c in text) * 100 <= len(text):
            return text
    raise InputError(t("index.read.encoding"), path)


def clean(text: str) -> str:
    """`text` without what breaks storage or embedding: NUL and other controls, lone surrogates, unusual line ends."""
    text = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff\u200b-\u200f]", "", text)


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in content:  # no other encoding of Chinese text holds NUL bytes; line feeds and digits do in UTF-16
        little = content[1::2].count(0) >= content[::2].count(0)
        return ("utf-16-le",) if little else ("utf-16-be",)
    return ("utf-8-sig", "gb18030")


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if stripped := re.sub(r"[\s\u3000]+", " ", line).strip():
            yield stripped


def _markdown_blocks(text: str) -> Iterator[Block]:
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    for line in _lines(text):
        if re.fullmatch(r"[-*_=]{3,}|\|?[-:| ]+\|?", line):
            continue
        heading = re.match(r"(#{1,6})\s*(.+?)\s*#*$", line)
        plain = re.sub(r"^(?:[-*+>]\s+)+|\*\*|__|`|!?\[([^\]]*)\]\([^)]*\)", r"\1", heading[2] if heading else line)
        if plain.strip():
            yield Block(plain.strip(), len(heading[1]) if heading else 0)


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
    return {
        field: _scalar(given[name]) for field, names in _FIELDS.items() for name in reversed(names) if name in given
    }


def _scalar(value: object) -> str:
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()


def _document(front: dict[str, str], blocks: list[Block], path: Path) -> Document:
    if not blocks:
        raise InputError(t("index.read.empty"), path)
    title, body = _title(blocks, front.get("title", ""), path.stem)
    date, unit, body = _signature(body)
    shelf = _SHELVES.get(front.get("shelf", "").lower()) or shelf_of(title)
    period = _PERIOD.search(title)
    before = re.match(rf"(.{{2,28}}?)(?:关于.*)?{_YEAR}(?:学年|年)", title)
    named = before[1] if before and _UNIT.match(before[1]) else ""
    return Document(
        title=title,
        unit=front.get("unit") or unit or named,
        period=front.get("period") or (period[0] if period and shelf == "report" else ""),
        shelf=shelf,
        date=front.get("date") or date,
        blocks=tuple(body),
        number=front.get("number") or _number(blocks),
    )


def _number(blocks: Sequence[Block]) -> str:
    """The number it was issued under, which stands on a line of its own above the title or right below it."""
    lines = (re.sub(r"\s", "", block.text) for block in blocks[:8])
    found = next((line for line in lines if _ISSUED.fullmatch(line)), "")
    return found.strip("（）()").translate(_BRACKETS)


def shelf_of(title: str) -> str:
    """The shelf a title belongs on: "policy" for 法, 条例, 意见, 通知 …, else "report"."""
    core = _TITLE_TAIL.sub("", title)
    if re.search(rf"(?:{_REPORT})$", core):
        return "report"
    return "policy" if re.search(rf"(?:{_POLICY})$", core) else "report"


def _title(blocks: Sequence[Block], given: str, stem: str) -> tuple[str, Sequence[Block]]:
    """The title and the blocks after it; what stands above a title is furniture of a web page."""
    tops = [i for i, block in enumerate(blocks) if block.level == 1]
    heads = [i for i, block in enumerate(blocks) if block.level]
    if len(tops) == 1 and tops[0] == heads[0]:
        return given or blocks[tops[0]].text, blocks[tops[0] + 1 :]
    for i, block in enumerate(blocks[:30]):
        core = _TITLE_TAIL.sub("", block.text)
        if block.level or _END.search(block.text) or len(block.text) > 60:
            break
        if (given and block.text == given) or (len(core) >= 5 and _TITLE.search(core)):
            following = blocks[i + 1].text if i + 1 < len(blocks) else ""
            # a web page's own title stands above that of the document
            repeated = len(following) <= 60 and bool(_TITLE.search(_TITLE_TAIL.sub("", following)))
            repeated = repeated and following[:4] == block.text[:4]
            return given or (following if repeated else block.text), blocks[i + 1 + repeated :]
    first = blocks[0].text
    if (
        not given
        and not blocks[0].level
        and len(first) <= 60
        and not re.search(r"[，。；：！？]", first)
        and len(blocks) > 1
    ):
        return first, blocks[1:]
    return given or stem, blocks


def _signature(blocks: Sequence[Block]) -> tuple[str, str, Sequence[Block]]:
    """Date and unit from the lines that close a document, and the blocks before them."""
    while len(blocks) > 1 and not blocks[-1].level and _FURNITURE.match(blocks[-1].text):
        blocks = blocks[:-1]
    for at in range(len(blocks) - 1, max(len(blocks) - 6, 0), -1):
        text = blocks[at].text.replace(" ", "")
        if _DATE.match(text):
            unit = blocks[at - 1].text.replace(" ", "")
            signed = bool(_UNIT.match(unit)) and not blocks[at - 1].level
            return text, unit if signed else "", blocks[: at - signed]
    return "", "", blocks


def _docx_blocks(path: Path) -> Iterator[Block]:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(item.file_size for item in archive.infolist() if item.filename.endswith(".xml")) > 4 * MAX_BYTES:
                raise InputError(t("index.read.docx"), path)
        document = docx.Document(str(path))
        levels = {style.style_id: _style_level(style) for style in document.styles if style.type == 1}
        yield from _body_blocks(document.element.body, levels)
    except (OpcError, zipfile.BadZipFile, zlib.error, SyntaxError) as error:  # lxml's is a SyntaxError
        raise InputError(t("index.read.docx"), path) from error
    except (KeyError, ValueError, AttributeError, TypeError, RuntimeError, EOFError) as error:
        # what python-docx and zipfile raise on packages with missing parts, encryption or unknown compression
        raise InputError(t("index.read.docx"), path) from error


def _body_blocks(body: Any, levels: dict[str, int]) -> Iterator[Block]:
    for element in body.iter(_w("p"), _w("tbl")):
        if element.tag == _w("tbl"):
            if not any(True for _ in element.iterancestors(_w("tbl"))):
                rows = ("｜".join(filter(None, map(_cell, row.iter(_w("tc"))))) for row in element.iter(_w("tr")))
                if text := "\n".join(filter(None, rows)):
                    yield Block(text)
        elif not any(True for _ in element.iterancestors(_w("tbl"), _w("txbxContent"))):
            for text in _lines(_paragraph(element)):
                yield Block(text, _level(element, levels))


def _paragraph(element: Any) -> str:
    """Text as the document reads with all changes accepted: w:delText is no w:t, moved-from text is left out."""
    pieces = []
    for node in element.iter(_w("t"), _w("tab"), _w("br"), _w("noBreakHyphen")):
        if any(True for _ in node.iterancestors(_w("moveFrom"), _w("txbxContent"), _w("tabs"))):
            continue
        by_tag = {_w("tab"): " ", _w("br"): "\n", _w("noBreakHyphen"): "-"}
        pieces.append(by_tag.get(node.tag) or node.text or "")
    return clean("".join(pieces))


def _cell(element: Any) -> str:
    return " ".join(" ".join(_lines(_paragraph(p))) for p in element.iter(_w("p"))).strip()


def _level(element: Any, levels: dict[str, int]) -> int:
    outline = element.find(f"{_w('pPr')}/{_w('outlineLvl')}")
    if outline is not None:
        return _outline(outline)
    style = element.find(f"{_w('pPr')}/{_w('pStyle')}")
    return 0 if style is None else levels.get(style.get(_w("val")), 0)


def _style_level(style: Any) -> int:
    """Level of a paragraph style: its own outline level or name, else that of the style it is based on."""
    for _ in range(12):  # a chain of styles can be a loop in a damaged file
        if style is None:
            return 0
        outline = style.element.find(f"{_w('pPr')}/{_w('outlineLvl')}")
        if outline is not None:
            return _outline(outline)
        if named := re.fullmatch(r"(?:heading|标题) ?([1-9])", style.name or "", re.IGNORECASE):
            return int(named[1])
        if (style.name or "").lower() in {"title", "标题"}:
            return 1
        style = style.base_style
    return 0


def _outline(element: Any) -> int:
    level = int(element.get(_w("val")) or 9)
    return level + 1 if level < 9 else 0  # 9 is body text (ISO/IEC 29500-1 17.3.1.20)


def _w(tag: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{tag}"
