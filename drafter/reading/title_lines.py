"""The title of a document among its first lines. No sentence, and no notes, stand above it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from drafter.documents.source_lines import SET_APART
from drafter.reading.blocks import CELLS, Block
from drafter.reading.front_and_end_matter import (
    END,
    ISSUED,
    LABEL,
    LONG,
    REACH,
    STAGE,
    UNIT,
    bare_text,
    is_numbered,
)
from drafter.reading.kinds import core_of, names_a_kind
from drafter.reading.lines_above_title import is_masthead, stands_under_notes
from drafter.reading.periods import DATE, DATE_LINE, PERIOD, YEAR

_WHOLE = re.compile(rf"(?!—){UNIT.pattern}(?:关于|{YEAR}年)")  # nothing of a title stands above it
_SENTENCE = re.compile(r"[。！？]")


def told_by_words(block: Block) -> Block:
    """The block, not set as a title where it is a date, a number or a label, however large."""
    bare = bare_text(block.text)
    tests = (DATE_LINE.fullmatch, ISSUED.fullmatch, STAGE.fullmatch, LABEL.search)
    is_other = block.title and any(test(bare) for test in tests)
    return Block(block.text) if is_other else block


def whole_titles(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each title of an annex as one."""
    held = ""
    for block in blocks:
        if block.title:
            held = _joined(filter(None, (held, block.text)))
            continue
        if held:
            yield Block(held, title=True)
            held = ""
        yield block


def title_of(blocks: Sequence[Block], given: str) -> tuple[str, Sequence[Block], Sequence[Block]]:
    """The title, "" where there is none; the blocks above it, and those below.

    given  the title as the file or its page gives it; "" for none
    """
    sentences = (at for at, block in enumerate(blocks) if _SENTENCE.search(block.text))
    text = next(sentences, len(blocks))
    for lines in (
        _set_lines(blocks),
        _marked_line(blocks),
        _worded_lines(blocks, given),
        _first_line(blocks, given),
    ):
        if lines and lines.start <= text and not stands_under_notes(blocks[: lines.start]):
            title = _joined(blocks[at].text for at in lines)
            lines = _again(blocks, title, lines)
            end = lines.stop
            while end < len(blocks) and STAGE.fullmatch(blocks[end].text):
                title, end = title + blocks[end].text, end + 1  # （征求意见稿） on its own line
            return title, blocks[: lines.start], blocks[end:]
    return "", (), blocks


def _again(blocks: Sequence[Block], title: str, lines: range) -> range:
    """Where a title stands last before the text: a page's own stands above its document's."""
    for at in range(lines.stop, min(len(blocks), REACH)):
        if blocks[at].text == title:
            lines = range(at, at + 1)
        if END.search(blocks[at].text):
            break
    return lines


def _set_lines(blocks: Sequence[Block]) -> range:
    """The first lines that are set as a title; 云岭县人民政府文件 above a number is none."""
    at = 0
    while at < min(len(blocks), REACH):
        lines = range(at, at + sum(1 for _ in takewhile(lambda block: block.title, blocks[at:])))
        title = "".join(blocks[line].text for line in lines)
        if len(title) >= 4 and not title.endswith("文件") and not ISSUED.fullmatch(title):
            return lines
        at = max(lines.stop, at + 1)
    return range(0)


def _marked_line(blocks: Sequence[Block]) -> range:
    """The one heading of the highest level, where it stands above all others."""
    heads = [at for at, block in enumerate(blocks) if 0 < block.level < SET_APART]
    if not heads:
        return range(0)
    levels = [blocks[at].level for at in heads]
    if levels[0] > min(levels):
        return range(0)
    head = blocks[heads[0]]
    others = [blocks[at].text for at in heads[1:] if blocks[at].level == head.level]
    is_title = _is_only_head(head, others) or (heads[0] < 3 and _is_over(head.text, others))
    return range(heads[0], heads[0] + 1) if is_title and not is_numbered(head.text) else range(0)


def _is_only_head(head: Block, others: Sequence[str]) -> bool:
    return head.level == 1 and not others


def _is_over(head: str, others: Sequence[str]) -> bool:
    """Whether a heading reads as the title over others of its level."""
    return names_a_kind(head) or (bool(others) and all(map(is_numbered, others)))


def _worded_lines(blocks: Sequence[Block], given: str) -> range:
    """The lines that read as a title: they end with a kind of document, or are the one given."""
    for at, block in enumerate(blocks[:REACH]):
        text = block.text
        if LABEL.match(bare_text(text)) or _is_path(text):
            continue
        if _is_text(block) or (is_numbered(text) and text != given):
            break
        if not names_a_kind(text) and not (given and text == given):
            continue
        title = _with_lines_above(at, blocks)
        if len(core_of("".join(blocks[line].text for line in title))) >= 5:
            return _with_line_below(title, blocks)
    return range(0)


def _with_lines_above(last: int, blocks: Sequence[Block]) -> range:
    """The lines of the title that ends with the line `last`."""
    start = last
    while (
        start
        and not _WHOLE.match(blocks[start].text)
        and _opens_title(blocks[start - 1], blocks[start])
    ):
        start -= 1
    return range(start, last + 1)


def _is_text(block: Block) -> bool:
    """Whether a block is a heading or text, and so no line of a title."""
    return bool(block.level) or END.search(block.text) is not None or len(block.text) > LONG


def _with_line_below(title: range, blocks: Sequence[Block]) -> range:
    """The lines of a title, with a subtitle; below a web page's own title, that of its document."""
    last = title[-1]
    below = blocks[last + 1].text if last + 1 < len(blocks) else ""
    if len(below) > LONG or not names_a_kind(below):
        return title
    if below[:4] == blocks[last].text[:4]:
        return range(title.start + 1, title.stop + 1)
    return range(title.start, title.stop + below.startswith("——"))


def _opens_title(above: Block, line: Block) -> bool:
    """Whether a line is the first half of the title that goes on in the next."""
    text = above.text
    if above.level or len(text) > 40 or not _may_open_title(text):
        return False
    if names_a_kind(text) and not re.match(r"[和及与暨（(—]", line.text):
        return False
    if UNIT.fullmatch(text) or PERIOD.search(text):
        return True
    return _goes_on(text, line.text) and not DATE.search(text)


def _may_open_title(text: str) -> bool:
    closed = END.search(text) or re.search(r"[:：]|文件$", text)
    other = is_numbered(text) or is_masthead(text) or ISSUED.fullmatch(bare_text(text))
    return not (closed or other)


def _is_path(text: str) -> bool:
    """Whether a line is the path to a page: 首页 > 政务公开 > 工作总结."""
    return re.search(r"[>＞»]", text) is not None


def _goes_on(text: str, following: str) -> bool:
    """Whether two lines read as one: …关于 above, 的通知 or 实施方案 below."""
    if re.search(r"关于|[和及与暨的、]$", text):
        return True
    return bool(re.match(r"[关和及与暨的（(]|——", following)) or len(core_of(following)) <= 6


def _first_line(blocks: Sequence[Block], given: str) -> range:
    """A first line that is no sentence."""
    if given or len(blocks) < 2 or blocks[0].level or stands_under_notes(blocks[:2]):
        return range(0)
    first = blocks[0].text
    if len(first) < 4 or len(first) > LONG or is_numbered(first):
        return range(0)
    if ISSUED.fullmatch(bare_text(first)) or re.search(rf"[，。；：！？>＞|{CELLS}\n]", first):
        return range(0)
    return range(1)


def _joined(lines: Iterable[str]) -> str:
    """The lines of a title as one."""
    title = ""
    for line in lines:
        latin = re.search(r"[A-Za-z0-9]$", title) and re.match(r"[A-Za-z0-9]", line)
        title += (" " if latin else "") + line
    return title
