"""Pages saved from a site → blocks of the document alone: no navigation, buttons, links to other pages."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from drafter.reading.blocks import Block, Content, clean, lines, one_line, table_blocks

_DROPPED = {
    *"script style nav header footer aside form button iframe noscript select option input textarea svg".split(),
    *"object embed template canvas video audio map".split(),
}
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|bread-?crumbs?|crumbs?|foot(?:er)?|head(?:er)?|top-?bar|side-?bar|share|print|pager|"
    r"page-?nav|pagination|related|recommend|copyright|"
    r"tool-?bar|tools?|btns?|button|search|login|qr-?code|ewm|lanmu|weizhi|"
    r"dqwz|location|position|friend-?links?|links|banner|comments?|hot|tags?)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_DEEPEST = 200  # elements inside one another; pages seen have 30
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
    *"blockquote pre center hr figure figcaption fieldset".split(),
}
# lines that no document says: labels of a site with what they label, lines at its foot, buttons
_LABELS = (
    "上一[篇条页]|下一[篇条页]|相关(?:报道|阅读|链接|新闻|文件)|(?:责任)?编辑|审核|(?:信息)?来源|发布(?:时间|日期|机构)|作者|"
    "浏览(?:次数|量)|点击(?:数|量|率)?|阅读(?:次数|量)|字[体号]|分享(?:到|至)?|扫一扫|当前位置|您?的?位置|首页|索引号|主题词|"
    "主办(?:单位)?|承办(?:单位)?|技术支持|打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|附件下载"
)
_FOOT = "版权所有|网站标识码|[^，。]{0,6}ICP备|[^，。]{0,4}公网安备|返回顶部|我要纠错|视力保护色|语音播报|扫一扫在手机"
_SAID = re.compile(
    rf"(?:{_LABELS})(?:[\s:：>》|｜【\[].{{0,80}})?|(?:{_FOOT})[^。！？]{{0,80}}"
    r"|[【\[（(]?\s*(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|大|中|小|返回|顶部)"
    r"(?:\s*[|｜/\s]\s*(?:大|中|小|打印|关闭|收藏))*\s*[】\]）)]?"
)
_CONTENT = (
    "#UCAP-CONTENT", ".TRS_UEDITOR", ".TRS_Editor", "#zoom", "#Zoom", "#zoomcon", ".article-content",
    ".article_content", ".news_content", "#vsb_content", ".v_news_content", "article", "main",
)  # fmt: skip


def page_content(content: bytes) -> Content:
    """The title that a page gives its document ("" for none), and the blocks of the document.

    Raises ValueError on what is no text, or nested as no page is.
    """
    from bs4 import BeautifulSoup

    page = BeautifulSoup(_decoded(content), "lxml")
    _refuse_depth(page)
    title = _title(page)
    unseen = _without_unseen(page)
    for element in page.find_all(True):
        if element.decomposed:
            continue
        if element.name in _DROPPED or _is_furniture(element):
            element.decompose()
    body = _content(page) or page.body or page
    found = [block for block in _walk(body) if block.level or not _SAID.fullmatch(block.text)]
    return Content(found, title, unseen)


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
    for found in (found for sheet in page.find_all("style") for found in _RULE.finditer(sheet.get_text())):
        if _HIDDEN.search(found[2]) or _FAINT.search(found[2]) or _WHITE.search(found[2]):
            yield found[1].strip(), found[2]


def _selected(page: Any, selector: str) -> list[Any]:
    from soupsieve import SelectorSyntaxError

    try:
        return list(page.select(selector))
    except (SelectorSyntaxError, NotImplementedError, ValueError):  # :hover and what else a browser knows
        return []


def _on_colour(element: Any, styled: dict[int, str]) -> bool:
    """Whether a background is set on an element or around it: white text may be seen on it."""
    for around in (element, *element.parents):
        if _BACKGROUND.search(styled.get(id(around), "")) or around.get("bgcolor") or around.get("background"):
            return True
    return False


def _decoded(content: bytes) -> str:
    from bs4.dammit import UnicodeDammit

    # what calls itself gb2312 is written in its superset
    asked = re.search(rb"charset=[\"']?\s*gb[\w-]*", content[:4096], re.IGNORECASE)
    text = UnicodeDammit(content, known_definite_encodings=["gb18030" if asked else "utf-8"]).unicode_markup or ""
    if sum(c < " " and c not in "\t\n\r\f" for c in text) * 100 > len(text):
        raise ValueError("control characters")
    return text


def _refuse_depth(page: Any) -> None:
    """What follows looks at every element once for each that holds it."""
    depth = {id(page): 0}
    for element in page.find_all(True):
        depth[id(element)] = depth[id(element.parent)] + 1
    if max(depth.values()) > _DEEPEST:
        raise ValueError(f"nested {max(depth.values())} deep")


def _title(page: Any) -> str:
    for name in ("ArticleTitle", "articletitle"):
        if (meta := page.find("meta", attrs={"name": name})) and meta.get("content"):
            return one_line(str(meta["content"]))
    return ""


def _is_furniture(element: Any) -> bool:
    """Hidden, or by its name or its links no part of a document."""
    if element.has_attr("hidden") or element.get("aria-hidden") == "true":
        return True
    if element.name in {"body", "html", "main", "article"}:
        return False
    names = " ".join([*(element.get("class") or []), element.get("id") or ""])
    text = element.get_text(" ", strip=True)
    if names and _FURNITURE.search(names) and len(text) < 400:
        return True
    if element.name not in {"div", "ul", "ol", "td", "table", "dl", "p"}:
        return False
    links = sum(len(link.get_text(strip=True)) for link in element.find_all("a"))
    return len(element.find_all("a")) >= 3 and links > 0.6 * len(re.sub(r"\s", "", text)) and "。" not in text


def _content(page: Any) -> Any:
    """The element that holds the document, where it has one of the usual names."""
    whole = len(page.get_text(strip=True))
    for selector in _CONTENT:
        found = page.select(selector)
        if len(found) == 1 and len(found[0].get_text(strip=True)) > max(60, 0.6 * whole):
            headings = found[0].find_previous_siblings(["h1", "h2"])
            for heading in headings:
                found[0].insert(0, heading.extract())
            return found[0]
    return None


def _walk(element: Any) -> Iterator[Block]:
    """The text of an element, a block for each line that a browser shows."""
    inline: list[str] = []
    for child in element.children:
        name = getattr(child, "name", None)
        if name is None:
            if type(child).__name__ in {"NavigableString", "CData"}:
                inline.append(re.sub(r"\s+", " ", str(child)))
            continue
        if name == "br":
            inline.append("\n")
        elif name in _BLOCKS or child.find(list(_BLOCKS)) is not None:
            yield from _said(inline)
            inline = []
            if name == "table" and (rows := _rows(child)):
                yield from table_blocks(rows)
            elif heading := re.fullmatch(r"h([1-6])", name):
                if text := one_line(child.get_text(" ")):
                    yield Block(text, int(heading[1]))
            else:
                yield from _walk(child)
        else:
            inline.append(re.sub(r"[ \t\r\n]+", " ", _inline(child)))
    yield from _said(inline)


def _inline(element: Any) -> str:
    for line_break in element.find_all("br"):
        line_break.replace_with("\n")
    return str(element.get_text())


def _said(inline: list[str]) -> Iterator[Block]:
    for line in lines(clean("".join(inline))):
        yield Block(line)


def _rows(table: Any) -> list[list[str]]:
    """The rows of a table that holds data; none where it only lays out a page."""
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    texts = [[one_line(cell.get_text(" ")) for cell in row] for row in rows]
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
            cells.append(text)
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
