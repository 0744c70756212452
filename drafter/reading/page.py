"""Pages saved from a site → blocks of the document alone, without navigation and buttons.

The document is where the sentences are: the smallest element that holds nearly all of them. Its
title is the line, above or in it, that the page itself is named by.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from drafter.documents.text_file import decode
from drafter.errors import InputError
from drafter.messages import t
from drafter.reading.blocks import Block, Content, one_line
from drafter.reading.kinds import names_a_kind
from drafter.reading.page_archive import ARCHIVE, archived_page
from drafter.reading.page_blocks import data_rows, walk
from drafter.reading.page_hidden_text import remove_hidden

_DROPPED = {
    *"script style nav footer aside button iframe noscript select option input textarea".split(),
    *"svg object embed template canvas video audio map s strike del head".split(),
}
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|bread-?crumbs?|crumbs?|foot(?:er)?|head(?:er)?|top-?bar|side-?bar|"
    r"share|print|pager|page-?nav|pagination|related|recommend|copyright|"
    r"tool-?bar|tools?|btns?|button|search|login|qr-?code|ewm|lanmu|weizhi|"
    r"dqwz|location|position|friend-?links?|links|banner|comments?|hot|tags?)(?:$|[-_ \d])",
    re.IGNORECASE,
)
MAX_BYTES = 4 * 2**20  # without the pictures in it
_PICTURE = re.compile(rb"data:[\w/+.-]{1,60}(?:;[\w=-]{1,60}){0,3},[A-Za-z0-9+/=%\s]{100,}")
_DEEPEST = 200  # elements inside one another; pages seen have 30
_MOST_ELEMENTS = 40_000
_NO_CONTENT = {"p", "span", "font", "li", "b", "strong", "a"}  # the document is never one of these
_NEARLY_ALL = 0.97  # of the sentences of a page
_LONGEST_TITLE = 200  # characters
_LEAST = 60  # characters of sentences by which to tell where the document is
_DOCUMENT_LABEL = re.compile(r"索\s*引\s*号|发[文布]\s*机[构关]|发文字号")
_START, _STOP = "\ue000", "\ue001"  # stand where the document begins and ends
# lines that belong to no document: labels of a site with what they label, its foot, its buttons
_LABELS = (
    "上一[篇条页]|下一[篇条页]|相关(?:报道|阅读|链接|新闻|文件|稿件)|(?:责任)?编辑|审核|"
    "浏览(?:次数|量)|点击(?:数|量|率)?|阅读(?:次数|量)|字[体号]|分享(?:到|至)?|扫一扫|当前位置|您?的?位置|首页|"
    "主办(?:单位)?|承办(?:单位)?|技术支持|打印(?:本页)?|关闭(?:窗口)?|收藏(?:本页)?|附件下载|政策解读"
)
_FOOT = (
    "版权所有|网站标识码|[^，。]{0,6}ICP备|[^，。]{0,4}公网安备|返回顶部|我要纠错|视力保护色|语音播报|"
    "扫一扫在手机|Copyright"
)
_SITE_LINE = re.compile(
    rf"(?:{_LABELS})(?:[\s:：>》|｜【\[].{{0,80}})?|[【\[]?(?:{_FOOT})[^。！？]{{0,80}}"
    r"|[【\[（(]?\s*(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|大|中|小|返回|顶部)"
    r"(?:\s*[|｜/\s]\s*(?:大|中|小|打印|关闭|收藏))*\s*[】\]）)]?"
    r"|附件\d?\s*[【(（:：].{0,80}\.(?:docx?|pdf|xlsx?|wps|et|ofd|rar|zip)[】)）]?(?:已下载.*)?"
)


def read_page(path: Path) -> Content:
    """The document of a page, or of a web archive (.mht). Raises what `page_content` does."""
    content = path.read_bytes()
    archived = ARCHIVE.match(content[:1000])
    page, asked = archived_page(content) if archived else (content, "")
    return page_content(page, path, asked)


def page_content(content: bytes, path: Path, asked: str = "") -> Content:
    """The blocks of the document, and its title and day of publication where the page gives them.

    asked  the encoding that is known from elsewhere; "" for none
    Raises InputError on a page longer than any is, ValueError on what is no text, or nested deeper.
    """
    page = _parsed(content, path, asked)
    page_name = one_line(page.title.get_text())[:_LONGEST_TITLE] if page.title else ""
    told = _told(page)
    title = told.get("title", "")
    unseen = remove_hidden(page)
    body = page.body or page
    _remove_furniture(body, title or page_name)
    document = _document(body, _holdings(body))
    if document is not body:
        _mark(page, document)
    blocks = list(walk(body, layout=document))
    lines = _title_lines(blocks, title, page_name)
    blocks = [
        Block(block.text, title=True) if at in lines else block for at, block in enumerate(blocks)
    ]
    if document is not body:
        blocks = _document_blocks(blocks)
    return Content([block for block in blocks if not _is_site_line(block)], told, unseen)


def _parsed(content: bytes, path: Path, asked: str) -> Any:
    """The page as a tree of elements."""
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
    return page


def _remove_furniture(body: Any, page_name: str) -> None:
    """Take away what is no part of any document."""
    for element in body.find_all(list(_DROPPED)):
        if not element.decomposed:
            element.decompose()
    held = _holdings(body)
    whole = held[id(body)].sentences
    for element in body.find_all(True):
        if element.decomposed:
            continue
        if _is_furniture(element, whole, held[id(element)], page_name):
            element.decompose()


def _mark(page: Any, document: Any) -> None:
    """Set marks before and behind the document."""
    for mark, put in ((_START, document.insert_before), (_STOP, document.insert_after)):
        tag = page.new_tag("p")
        tag.string = mark
        put(tag)


def _is_site_line(block: Block) -> bool:
    """Whether a line belongs to the site and not to the document."""
    return not (block.level or block.title) and _SITE_LINE.fullmatch(block.text) is not None


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
    """The title and the day of publication of the document, where the page gives them."""
    told: dict[str, str] = {}
    for meta in page.find_all("meta"):
        name, value = str(meta.get("name") or "").lower(), one_line(str(meta.get("content") or ""))
        field = {"articletitle": "title", "pubdate": "published"}.get(name)
        if field and value:
            told.setdefault(field, value)
    return told


@dataclass(slots=True)
class _Holds:
    """An element's characters, those in links, those in sentences outside links; its links."""

    length: int = 0
    linked: int = 0
    sentences: int = 0
    links: int = 0


def _holdings(body: Any) -> dict[int, _Holds]:
    """What every element of a page holds, by its id; counted at once, for pages are deep."""
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


def _is_furniture(element: Any, whole: int, held: _Holds, page_name: str) -> bool:
    """Whether an element is hidden, or by its name or links no part of a document.

    whole  characters in the sentences of the page
    """
    if element.has_attr("hidden") or element.get("aria-hidden") == "true":
        return True
    if element.name in {"body", "html", "main", "article", "form"}:
        return False
    little = held.length < 400 and held.sentences <= 0.2 * whole
    if little and _is_named_furniture(element):
        return not _holds_title(element, page_name)
    if element.name not in {"div", "ul", "ol", "td", "table", "dl", "p"}:
        return False
    return held.links >= 3 and held.linked > 0.6 * held.length and not held.sentences


def _is_named_furniture(element: Any) -> bool:
    names = [*(element.get("class") or []), element.get("id") or "", element.get("title") or ""]
    return element.name == "header" or _FURNITURE.search(" ".join(names[:9])) is not None


def _holds_title(element: Any, page_name: str) -> bool:
    """Whether an element holds the title of the document, as one of class="head-title" may."""
    text = re.sub(r"\s", "", element.get_text())
    if 8 <= len(text) <= 60 and names_a_kind(text):
        return True
    inside = [element, *element.find_all(True)]
    return any(_names_page(one_line(inner.get_text()), page_name) for inner in inside)


def _names_page(line: str, page_name: str) -> bool:
    """Whether a page's name (工作总结_某县人民政府) begins with this line."""
    return len(line) >= 5 and re.sub(r"\s", "", page_name).startswith(re.sub(r"\s", "", line))


def _title_lines(blocks: Sequence[Block], title: str, page_name: str) -> range:
    """The longest run of up to three lines that is the page's title or begins its name."""
    best, longest = range(0), 0
    for start in range(min(len(blocks), 200)):
        text = ""
        for end in range(start, min(start + 3, len(blocks))):
            text += blocks[end].text
            if len(text) > _LONGEST_TITLE:
                break
            if len(text) >= longest and _is_title(text, title, page_name):
                best, longest = range(start, end + 1), len(text)
            if not _names_page(text, title or page_name):
                break
    return best


def _is_title(text: str, title: str, page_name: str) -> bool:
    return text.strip() == title or _names_page(text, title) or _names_page(text, page_name)


def _document(body: Any, held: Mapping[int, _Holds]) -> Any:
    """The smallest element that holds nearly all sentences."""
    found, whole = body, held[id(body)].sentences
    while whole >= _LEAST:
        children = found.find_all(True, recursive=False)
        nearly_all = (c for c in children if held[id(c)].sentences >= _NEARLY_ALL * whole)
        inner = next(nearly_all, None)
        if inner is None or inner.name in _NO_CONTENT:
            break
        if inner.name == "table" and data_rows(inner):
            break
        found = inner
    return found


def _document_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks between the marks, those above from the title on, and labelled ones above it."""
    texts = [block.text for block in blocks]
    start = texts.index(_START) if _START in texts else 0
    stop = texts.index(_STOP) if _STOP in texts else len(texts)
    title = _title_place(blocks[:start])
    labelled = [block for block in blocks[:title] if _DOCUMENT_LABEL.search(block.text)]
    return [*labelled, *blocks[title:start], *blocks[start + 1 : stop]]


def _title_place(above: Sequence[Block]) -> int:
    """Where the title stands among the blocks above the document; their number if it does not."""
    titles = [at for at, block in enumerate(above) if block.title]
    if titles:
        return titles[0]
    heads = [at for at, block in enumerate(above) if _is_head(block)]
    if heads:
        return heads[-1]
    worded = [at for at, block in enumerate(above) if _is_worded_title(block.text)]
    return worded[-1] if worded else len(above)


def _is_head(block: Block) -> bool:
    return bool(block.level) and not _SITE_LINE.fullmatch(block.text)


def _is_worded_title(text: str) -> bool:
    return len(text) >= 8 and names_a_kind(text)
