"""Files of earlier documents → documents: what each is, and its text.

A document is its blocks in reading order; what it is (title, unit, period, shelf, date) comes from front matter
where there is any, else from the text.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from drafter.errors import InputError
from drafter.messages import t
from drafter.punctuation import mend
from drafter.reading.blocks import Block, Content, clean, lines

_PACKED = frozenset({".docx", ".doc", ".wps", ".rtf", ".xlsx", ".xls", ".et", ".pdf"})
SUFFIXES = _PACKED | {".md", ".markdown", ".txt", ".csv", ".html", ".htm"}
MAX_BYTES = 32 * 2**20  # the longest report known is under 1 MiB; beyond this something else is meant
MAX_FILE = 96 * 2**20  # with photographs in it
_FOLDED = 3  # marks at half width between Chinese characters that are no slip
_HALF = re.compile(r"(?<=[\u4e00-\u9fff])[,;](?=[\u4e00-\u9fff])")

# A comment, or an element in Markdown that a browser would not show.
_UNSEEN_HTML = re.compile(
    r"<!--|<(\w{1,20})\b[^<>]{0,300}?(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0)"
    r"[^<>]{0,300}>",
    re.IGNORECASE,
)
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
class Document:
    """An earlier document as read; shelf is "report" or "policy", unknown fields are "".

    number  under which it was issued: 云政办发〔2024〕12号
    unseen  stretches of text that no reader of it sees, white or tiny, and that were left out
    """

    title: str
    unit: str
    period: str
    shelf: str
    date: str
    blocks: tuple[Block, ...]
    number: str = ""
    unseen: int = 0


def read_document(path: Path) -> Document:
    """Read one file. Raises InputError, with the reason in the user's language, on anything that is no such file."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        raise InputError(t("index.read.type", suffix=suffix or path.name, known=known), path)
    try:
        size, limit = path.stat().st_size, MAX_FILE if suffix in _PACKED else MAX_BYTES
        if size > limit:
            raise InputError(t("index.read.large", size=size // 2**20, limit=limit // 2**20), path)
        front, content = _read(path, suffix)
    except OSError as error:
        raise InputError(t("index.read.os"), path, value=error.strerror or str(error)) from error
    except (InputError, MemoryError):
        raise
    except Exception as error:  # a library's own on a file nobody foresaw; one file never stops a folder
        raise InputError(t("index.read.damaged"), path, value=f"{type(error).__name__}: {error}"[:200]) from error
    return replace(_document(front, _unfolded(content.blocks), path), unseen=content.unseen)


def _read(path: Path, suffix: str) -> tuple[dict[str, str], Content]:
    """What the file says of itself (title, unit …), and what it holds."""
    match suffix:
        case ".docx":
            from drafter.reading.word import word_content

            return {}, word_content(path)
        case ".doc" | ".wps" | ".rtf":
            from drafter.reading.office import converted
            from drafter.reading.word import word_content

            with converted(path, "docx") as copy:
                return {}, word_content(copy)
        case ".xlsx":
            from drafter.reading.sheets import workbook_content

            return {"title": path.stem}, workbook_content(path)
        case ".xls" | ".et":
            from drafter.reading.office import converted
            from drafter.reading.sheets import workbook_content

            with converted(path, "xlsx") as copy:
                return {"title": path.stem}, workbook_content(copy)
        case ".pdf":
            from drafter.reading.pdf import pdf_content

            return {}, pdf_content(path)
        case ".html" | ".htm":
            from drafter.reading.page import page_content

            content = page_content(path.read_bytes())
            return {"title": content.title} if content.title else {}, content
    text = clean(decode(path.read_bytes(), path))
    if suffix == ".csv":
        from drafter.reading.sheets import csv_blocks

        return {"title": path.stem}, Content(list(csv_blocks(text)))
    if suffix == ".txt":
        return {}, Content([Block(line) for line in lines(text)])
    found = _FRONT.match(text)
    front = _front(found[1], path) if found else {}
    return front, Content(list(_markdown_blocks(text[found.end() :] if found else text)))


def _unfolded(blocks: list[Block]) -> list[Block]:
    """The blocks, those of a text whose punctuation was folded to half width with the marks it had."""
    text = "".join(block.text for block in blocks)
    half, full = len(_HALF.findall(text)), text.count("，") + text.count("；")
    if half <= full or half < _FOLDED:
        return blocks
    # line by line: mend folds white space
    return [replace(block, text="\n".join(map(mend, block.text.split("\n")))) for block in blocks]


def corrected(document: Document, values: Mapping[str, str]) -> Document:
    """The document as a user said it is: field → value."""
    said = {name: values.get(name, getattr(document, name)) for name in _FIELDS}
    return replace(document, **said)


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


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in content:  # no other encoding of Chinese text holds NUL bytes; line feeds and digits do in UTF-16
        little = content[1::2].count(0) >= content[::2].count(0)
        return ("utf-16-le",) if little else ("utf-16-be",)
    return ("utf-8-sig", "gb18030")


def _markdown_blocks(text: str) -> Iterator[Block]:
    text = re.sub(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,500}\)", "", _without_unseen(text))
    for line in lines(text):
        if re.fullmatch(r"[-*_=]{3,}|\|?[-:| ]+\|?", line):
            continue
        heading = re.match(r"(#{1,6})\s*(.+?)\s*#*$", line)
        plain = re.sub(
            r"^(?:[-*+>]\s+)+|\*\*|__|`|\[([^\[\]]{0,500})\]\([^()]{0,1000}\)", r"\1", heading[2] if heading else line
        )
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
