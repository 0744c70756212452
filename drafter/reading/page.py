"""Pages saved from a site → blocks of the document alone: no navigation, buttons, links to other pages.

The document is where the sentences are: the smallest element that holds nearly all of them. Its title is the line
above or in it that the page itself is named by.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from drafter.documents.source_lines import SET_APART
from drafter.documents.text_file import decode
from drafter.errors import InputError
from drafter.facts.numbering import strip_number
from drafter.messages import t
from drafter.reading.blocks import Block, Content, clean, lines, one_line, table_blocks
from drafter.reading.kinds import names_a_kind

_DROPPED = {
    *"script style nav footer aside button iframe noscript select option input textarea svg object embed".split(),
    *"template canvas video audio map s strike del head".split(),
}
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|bread-?crumbs?|crumbs?|foot(?:er)?|head(?:er)?|top-?bar|side-?bar|share|print|pager|"
    r"page-?nav|pagination|related|recommend|copyright|"
    r"tool-?bar|tools?|btns?|button|search|login|qr-?code|ewm|lanmu|weizhi|"
    r"dqwz|location|position|friend-?links?|links|banner|comments?|hot|tags?)(?:$|[-_ \d])",
    re.IGNORECASE,
)
MAX_BYTES = 4 * 2**20  # without the pictures in it
_PICTURE = re.compile(rb"data:[\w/+.-]{1,60}(?:;[\w=-]{1,60}){0,3},[A-Za-z0-9+/=%\s]{100,}")
_DEEPEST = 200  # elements inside one another; pages seen have 30
_MOST_ELEMENTS = 40_000
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
# What is drawn and cannot be seen: no size to speak of, no strength, beside the page, white.
_FAINT = re.compile(
    r"font(?:-size)?\s*:[^;]*?(?<![\d.])(?:0(?:\.\d+)?|1(?:\.\d+)?|2)(?:px|pt)|font-size\s*:\s*0(?:\.0*\d)?(?:r?em|%)?\s*(?:;|$|!)"
    r"|opacity\s*:\s*0?\.?0\d?\s*(?:;|$|!)|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0|transform\s*:\s*scale\(\s*0",
    re.IGNORECASE,
)
_WHITE = re.compile(
    r"(?<![\w-])color\s*:\s*(?:#f{3}(?![0-9a-f])|#f[0-9a-f]f[0-9a-f]f[0-9a-f]|white|transparent|rgba?\(\s*25\d\s*,\s*25\d\s*,\s*25\d)",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"background", re.IGNORECASE)
_RULE = re.compile(r"([^{}@]{1,200})\{([^{}]{0,2000})\}")
_RULES = 200  # of a page's own style sheets
_LOOKS = 300_000  # at elements, for all rules together
_BLOCKS = {
    *"p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tbody thead tfoot tr td th section article main body".split(),
    *"header blockquote pre center hr figure figcaption fieldset form".split(),
}
_NO_CONTENT = {"p", "span", "font", "li", "b", "strong", "a"}  # the document is never one of these
_NEARLY_ALL = 0.97  # of the sentences of a page
_LONGEST_TITLE = 200  # characters
_LEAST = 60  # characters of sentences by which to tell where the document is
_WIDE = r"\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_START, _STOP = "\ue000", "\ue001"  # stand where the document begins and ends
# lines that no document says: labels of a site with what they label, lines at its foot, buttons
_LABELS = (
    "上一[篇条页]|下一[篇条页]|相关(?:报道|阅读|链接|新闻|文件|稿件)|(?:责任)?编辑|审核|"
    "浏览(?:次数|量)|点击(?:数|量|率)?|阅读(?:次数|量)|字[体号]|分享(?:到|至)?|扫一扫|当前位置|您?的?位置|首页|"
    "主办(?:单位)?|承办(?:单位)?|技术支持|打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|附件下载|政策解读"
)
_FOOT = (
    "版权所有|网站标识码|[^，。]{0,6}ICP备|[^，。]{0,4}公网安备|返回顶部|我要纠错|视力保护色|语音播报|"
    "扫一扫在手机|Copyright"
)
_SAID = re.compile(
    rf"(?:{_LABELS})(?:[\s:：>》|｜【\[].{{0,80}})?|[【\[]?(?:{_FOOT})[^。！？]{{0,80}}"
    r"|[【\[（(]?\s*(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|大|中|小|返回|顶部)"
    r"(?:\s*[|｜/\s]\s*(?:大|中|小|打印|关闭|收藏))*\s*[】\]）)]?"
    r"|附件\d?\s*[【(（:：].{0,80}\.(?:docx?|pdf|xlsx?|wps|et|ofd|rar|zip)[】)）]?(?:已下载.*)?"
)


def page_content(content: bytes, path: Path, asked: str = "") -> Content:
    """The blocks of the document, and what the page says of it: its title, the day it was published.

    Raises InputError on a page longer than any is, ValueError on what is no text, or deeper.
    """
    from bs4 import BeautifulSoup

    content = _PICTURE.sub(b"", content)
    if content.count(b"<") > 2.5 * _MOST_ELEMENTS:
        raise ValueError(f"{content.count(b'<')} tags")
    if len(content) > MAX_BYTES:
        raise InputError(
            t("index.read.large", size=len(content) >> 20, limit=MAX_BYTES >> 20), path,
            remedy=t("index.read.large.remedy"),
        )  # fmt: skip
    page = BeautifulSoup(decode(content, asked=asked or _asked(content)).text, "lxml")
    _refuse_depth(page)
    named = one_line(page.title.get_text())[:_LONGEST_TITLE] if page.title else ""
    told = _told(page)
    unseen = _without_unseen(page)
    body = page.body or page
    for element in body.find_all(list(_DROPPED)):
        if not element.decomposed:
            element.decompose()
    held = _holdings(body)
    for element in body.find_all(True):
        if not element.decomposed and _is_furniture(
            element, held[id(body)].sentences, held[id(element)], told.get("title") or named
        ):
            element.decompose()
    document = _content(body, _holdings(body))
    for mark, put in ((_START, document.insert_before), (_STOP, document.insert_after)):
        if document is not body:
            tag = page.new_tag("p")
            tag.string = mark
            put(tag)
    found = list(_titled(list(_walk(body, layout=document)), told.get("title", ""), named))
    found = found if document is body else _cut(found)
    found = [
        block for block in found if block.level or block.title or not _SAID.fullmatch(block.text)
    ]
    return Content(found, told, unseen)


def _without_unseen(page: Any) -> int:
    """Take away what its own style, or the page's, keeps from being seen; how many texts were drawn unseen."""
    styled: dict[int, str] = {}
    elements: dict[int, Any] = {}
    size = len(page.find_all(True)) or 1
    for selector, style in islice(_style_rules(page), min(_RULES, _LOOKS // size)):
        for element in _selected(page, selector):
            styled[id(element)] = f"{styled.get(id(element), '')};{style}"
            elements[id(element)] = element
    for element in page.find_all(style=True):
        styled[id(element)] = f"{styled.get(id(element), '')};{element['style']}"
        elements[id(element)] = element
    unseen = 0
    for key, element in elements.items():
        if element.decomposed:
            continue
        style = styled[key]
        faint = _FAINT.search(style) or (_WHITE.search(style) and not _on_colour(element, styled))
        if faint or _HIDDEN.search(style):
            unseen += bool(faint and one_line(element.get_text()))
            element.decompose()
    return unseen


def _style_rules(page: Any) -> Iterator[tuple[str, str]]:
    for found in (
        found for sheet in page.find_all("style") for found in _RULE.finditer(sheet.get_text())
    ):
        if _HIDDEN.search(found[2]) or _FAINT.search(found[2]) or _WHITE.search(found[2]):
            yield found[1].strip(), found[2]


def _selected(page: Any, selector: str) -> list[Any]:
    from soupsieve import SelectorSyntaxError

    try:
        return list(page.select(selector))
    except (
        SelectorSyntaxError,
        NotImplementedError,
        ValueError,
    ):  # :hover and what else a browser knows
        return []


def _on_colour(element: Any, styled: dict[int, str]) -> bool:
    """Whether a background is set on an element or around it: white text may be seen on it."""
    for around in (element, *element.parents):
        if (
            _BACKGROUND.search(styled.get(id(around), ""))
            or around.get("bgcolor")
            or around.get("background")
        ):
            return True
    return False


def archived_page(content: bytes) -> tuple[bytes, str]:
    """The page of an archive of one (.mht), and its encoding. Raises ValueError where there is none."""
    import email

    for part in email.message_from_bytes(content).walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset() or ""
    raise ValueError("no page in it")


def _asked(content: bytes) -> str:
    found = re.search(rb"charset=[\"']?\s*([\w-]+)", content[:4096], re.IGNORECASE)
    return found[1].decode() if found else ""


def _refuse_depth(page: Any) -> None:
    """What follows looks at every element once for each that holds it."""
    depth = {id(page): 0}
    for element in page.find_all(True):
        depth[id(element)] = depth[id(element.parent)] + 1
    if max(depth.values()) > _DEEPEST or len(depth) > _MOST_ELEMENTS:
        raise ValueError(f"{len(depth)} elements, nested {max(depth.values())} deep")


def _told(page: Any) -> dict[str, str]:
    told: dict[str, str] = {}
    for meta in page.find_all("meta"):
        name, said = str(meta.get("name") or "").lower(), one_line(str(meta.get("content") or ""))
        field = {"articletitle": "title", "pubdate": "published"}.get(name)
        if field and said:
            told.setdefault(field, said)
    return told


@dataclass(slots=True)
class _Holds:
    """What an element holds: characters, those of links, those of sentences; links are no sentences."""

    length: int = 0
    linked: int = 0
    sentences: int = 0
    links: int = 0


def _holdings(body: Any) -> dict[int, _Holds]:
    """What every element of a page holds, by its id: told in one go, for pages are deep."""
    held: dict[int, _Holds] = defaultdict(_Holds)
    for link in body.find_all("a"):
        for element in link.parents:
            held[id(element)].links += 1
    for string in body.find_all(string=True):
        length = len(re.sub(r"\s", "", string))
        if not length or type(string).__name__ != "NavigableString":
            continue
        above = list(string.parents)
        linked = any(element.name == "a" for element in above)
        sentence = not linked and re.search("[。，；]", string)
        for element in above:
            holds = held[id(element)]
            holds.length += length
            holds.linked += length if linked else 0
            holds.sentences += length if sentence else 0
    return held


def _is_furniture(element: Any, whole: int, held: _Holds, named: str) -> bool:
    """Hidden, or by its name or its links no part of a document."""
    if element.has_attr("hidden") or element.get("aria-hidden") == "true":
        return True
    if element.name in {"body", "html", "main", "article", "form"}:
        return False
    names = " ".join(
        [*(element.get("class") or []), element.get("id") or "", element.get("title") or ""][:9]
    )
    by_name = bool(names and _FURNITURE.search(names)) or element.name == "header"
    if by_name and held.length < 400 and held.sentences <= 0.2 * whole:
        text = re.sub(r"\s", "", element.get_text())
        if 8 <= len(text) <= 60 and names_a_kind(text):  # class="head-title"
            return False
        return not any(
            _names_page(one_line(e.get_text()), named) for e in [element, *element.find_all(True)]
        )
    if element.name not in {"div", "ul", "ol", "td", "table", "dl", "p"}:
        return False
    return held.links >= 3 and held.linked > 0.6 * held.length and not held.sentences


def _names_page(line: str, named: str) -> bool:
    """Whether a page's name (工作总结_某县人民政府) begins with this line."""
    return len(line) >= 5 and re.sub(r"\s", "", named).startswith(re.sub(r"\s", "", line))


def _titled(blocks: Sequence[Block], title: str, named: str) -> Iterator[Block]:
    """The blocks, the lines that are the page's title marked as such; a page is named by its first part."""
    best = range(0)
    for at in range(min(len(blocks), 200)):
        said = ""
        for end in range(at, min(at + 3, len(blocks))):
            said += blocks[end].text
            if len(said) > _LONGEST_TITLE:
                break
            whole = said.strip() == title or _names_page(said, title) or _names_page(said, named)
            longest = sum(len(blocks[line].text) for line in best)
            if whole and len(said) >= longest:
                best = range(at, end + 1)
            if not _names_page(said, title or named):
                break
    for at, block in enumerate(blocks):
        yield Block(block.text, 0, title=True) if at in best else block


def _content(body: Any, held: Mapping[int, _Holds]) -> Any:
    """The smallest element that holds nearly all sentences."""
    found, whole = body, held[id(body)].sentences
    while whole >= _LEAST:
        inner = next(
            (
                c
                for c in found.find_all(True, recursive=False)
                if held[id(c)].sentences >= _NEARLY_ALL * whole
            ),
            None,
        )
        if inner is None or inner.name in _NO_CONTENT or (inner.name == "table" and _rows(inner)):
            break
        found = inner
    return found


def _cut(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of the document, with those above it from the title on, or those that say what it is."""
    start = next((at for at, block in enumerate(blocks) if block.text == _START), 0)
    stop = next((at for at, block in enumerate(blocks) if block.text == _STOP), len(blocks))
    titles = [at for at, block in enumerate(blocks[:start]) if block.title]
    heads = [
        at
        for at, block in enumerate(blocks[:start])
        if block.level and not _SAID.fullmatch(block.text)
    ]
    worded = [
        at
        for at, block in enumerate(blocks[:start])
        if len(block.text) >= 8 and names_a_kind(block.text)
    ]
    first = titles[0] if titles else heads[-1] if heads else worded[-1] if worded else start
    labelled = [
        block
        for block in blocks[:first]
        if re.search(r"(?:索\s*引\s*号|发[文布]\s*机[构关]|发文字号)", block.text)
    ]
    return [*labelled, *blocks[first:start], *blocks[start + 1 : stop]]


# --- what a browser shows ---


def _walk(element: Any, layout: Any = None) -> Iterator[Block]:
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
            yield from _said(inline, strong, element)
            inline, strong = [], []
            yield from _block(child, name, layout)
        else:
            inline.append(_inline(child))
            strong += [_is_strong(child)] if child.get_text(strip=True) else []
    yield from _said(inline, strong, element)


def _block(child: Any, name: str, layout: Any) -> Iterator[Block]:
    if (
        name == "table"
        and not (layout is not None and child in layout.parents)
        and (rows := _rows(child))
    ):
        yield from table_blocks(rows)
    elif heading := re.fullmatch(r"h([1-6])", name):
        for said in lines(clean(_folded(_inline(child)))):
            yield Block(said, int(heading[1]))
    elif name == "pre":
        yield from (Block(said) for said in lines(clean(child.get_text())))
    elif name == "li":
        number = _printed_number(child)
        for at, block in enumerate(_walk(child, layout)):
            numbered = number and not at and strip_number(block.text) == block.text
            yield Block(f"{number} {block.text}", block.level, block.title) if numbered else block
    else:
        yield from _walk(child, layout)


def _printed_number(item: Any) -> str:
    """The number that a browser prints before an item of an ordered list."""
    above = item.parent
    if (
        above is None
        or above.name != "ol"
        or re.search(r"list-style[^;]*none", above.get("style") or "")
    ):
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


def _said(inline: list[str], strong: list[bool], element: Any) -> Iterator[Block]:
    said = list(lines(clean(_folded("".join(inline)))))
    bold = bool(strong) and (all(strong) or _is_strong(element))
    middle = _is_centred(element)
    for line in said:
        plain = (
            len(line) <= 40
            and not re.search(r"[。；：，！？;:,]$", line)
            and strip_number(line) == line
        )
        title = plain and middle and (bold or _is_large(element)) and len(line) >= 4
        yield Block(
            line, SET_APART if bold and plain and not title and len(line) >= 2 else 0, title
        )


def _is_strong(element: Any) -> bool:
    """Whether all of an element's text is in bold type."""
    style = re.search(
        r"font-weight\s*:\s*(?:bold|[6-9]00)|font-family\s*:[^;]*(?:黑体|SimHei)",
        element.get("style") or "",
    )
    if element.name in {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"} or style:
        return True
    inner = [c for c in element.children if getattr(c, "name", None) is not None or str(c).strip()]
    return len(inner) == 1 and getattr(inner[0], "name", None) is not None and _is_strong(inner[0])


def _is_centred(element: Any) -> bool:
    if element.name == "center" or str(element.get("align") or "").lower() == "center":
        return True
    return (
        re.search(r"text-align\s*:\s*center", element.get("style") or "", re.IGNORECASE) is not None
    )


def _is_large(element: Any) -> bool:
    """Whether any of it is set at 16 points or more."""
    for inner in [element, *element.find_all(True)]:
        size = re.search(r"font-size\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px)", inner.get("style") or "")
        if size and float(size[1]) * (0.75 if size[2] == "px" else 1) >= 16:
            return True
    return False


def _rows(table: Any) -> list[list[str]]:
    """The rows of a table that holds data; none where it only lays out a page."""
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    texts = [[one_line(_folded(cell.get_text(" "))) for cell in row] for row in rows]
    columns = max(map(len, texts), default=0)
    longest = max((len(text) for row in texts for text in row), default=0)
    if table.find("table") or len(texts) < 2 or columns < 2 or longest > 300:
        return []
    return _spread(rows, texts)


def _spread(rows: list[Any], texts: list[list[str]]) -> list[list[str]]:
    """The rows with each cell that spans several said in every one."""
    spread: list[list[str]] = []
    open_cells: dict[int, tuple[int, str]] = {}  # column → rows still to come, text
    for row, said in zip(rows, texts, strict=True):
        cells: list[str] = []
        column = 0
        for cell, text in zip(row, said, strict=True):
            while open_cells.get(column, (0, ""))[0] > 0:
                left, above = open_cells[column]
                open_cells[column] = (left - 1, above)
                cells.append(above)
                column += 1
            down, across = (_number(cell.get(name)) for name in ("rowspan", "colspan"))
            cells += [text, *[""] * (across - 1)]
            open_cells[column] = (down - 1, text)
            column += across
        for at in sorted(key for key in open_cells if key >= column):
            left, above = open_cells[at]
            if left > 0:
                open_cells[at] = (left - 1, above)
                cells.append(above)
        spread.append(cells)
    return spread


def _number(given: Any) -> int:
    return min(int(given), 100) if str(given or "").isdecimal() and int(given) > 0 else 1
