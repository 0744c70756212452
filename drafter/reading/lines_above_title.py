"""What may stand above a title: lines that frame a document (红头, labels, buttons), or notes.

Notes are text: they stay in it, and a heading below several of them is no title.
"""

import re
from collections.abc import Sequence

from drafter.documents.source_lines import SET_APART
from drafter.facts.measures import states_measure
from drafter.reading.blocks import CELLS, Block
from drafter.reading.front_and_end_matter import (
    END,
    IMPRINT,
    LABEL,
    bare_text,
    has_figures,
    is_frame,
    is_numbered,
)

_FEW = 2  # lines of notes below which no title stands
_LONG = 400  # characters; what is longer frames no document
_SHORT = 6  # characters; what is shorter and is no note is a button
# what units, sites and newspapers print above a document and below it
_FRAME = re.compile(
    r".{2,40}(?:文件|简报|专报|快报|门户网站|官网|网站|日报|晚报|公众号)(?:[（(].{1,20}[）)])?"
    r"|(?:签发人|签发|密级|紧急程度|份号|拟稿|核稿|会签|联系人|联系电话|电话|附件|主送|抄送)\d{0,2}[:：].*"
    r"|(?:[★☆]|绝密|机密|秘密|特急|加急|平急|内部).{0,12}|.{0,20}会议(?:文件|材料)(?:之?[（(]?.{1,6}[）)]?)?"
    r"|[（(]?总?第.{1,8}[期版号次][）)]?.*|[A-Z]?\d{1,3}版.*|.{0,16}星期[一二三四五六日天].{0,40}"
    r"|(?:首页|设为首页|加入收藏|当前位置|您?(?:现在)?(?:所在)?的?位置).*|[^。；]{0,40}[>＞»][^。；]{0,60}"
    r"|.{0,20}(?:欢迎|今天是).{0,30}|https?://.*|www\..*|[-—－─_=*·.…\s]+|\d{1,6}|-\s*\d+\s*-"
)


def is_frame_line(text: str) -> bool:
    """Whether a line is known to stand round documents, and says nothing of its own."""
    bare = bare_text(text)
    return is_frame(text) or is_masthead(text) or any((LABEL.match(bare), IMPRINT.fullmatch(bare)))


def is_masthead(text: str) -> bool:
    """Whether a line is printed above every document of a unit, a site or a newspaper."""
    return _FRAME.fullmatch(bare_text(text)) is not None


def is_note(block: Block) -> bool:
    """Whether a block says something: a sentence, an item with a figure, a table of figures."""
    if CELLS in block.text:
        return has_figures(block.text)
    if len(block.text) > _LONG:
        return True
    if is_frame_line(block.text) or 0 < block.level < SET_APART:
        return False
    ends = END.search(block.text) is not None
    return ends or states_measure(block.text) or is_numbered(block.text)


def stands_under_notes(above: Sequence[Block]) -> bool:
    """Whether several lines above say something, so that a heading below them is no title."""
    return sum(CELLS not in block.text and is_note(block) for block in above) >= _FEW


def parted(above: Sequence[Block]) -> tuple[list[Block], list[str]]:
    """The notes among the lines above a title, and those of the others that are to be told of."""
    notes = [block for block in above if is_note(block)]
    return notes, are_told([block.text for block in above if block not in notes])


def are_told(texts: Sequence[str]) -> list[str]:
    """Those of the lines left out that a person has to be told of."""
    return [text for text in texts if _is_told(text)]


def _is_told(text: str) -> bool:
    if CELLS in text:
        return has_figures(text)
    long = len(bare_text(text)) >= _SHORT or states_measure(text)
    return long and not is_frame_line(text)
