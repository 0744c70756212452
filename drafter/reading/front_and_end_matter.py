"""What stands round the text of a document: head and title above it, signature and imprint below, and what sites and
newspapers add.

Nothing that is said is ever taken for such a line: what stands above a title holds no sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from drafter.documents.source_lines import SET_APART
from drafter.facts.numbering import strip_number
from drafter.reading.blocks import CELLS, Block
from drafter.reading.kinds import core_of, names_a_kind
from drafter.reading.periods import DATE, DATE_LINE, NUMERIC, PERIOD

_REACH = 30  # blocks in which a title is looked for
_LONG = 60  # characters; no line of a title or a signature is longer
END = re.compile(r"[。！？；!?;]")
_SENTENCE = re.compile(r"[。！？]")
_OFFICE = (
    r"局|委|委员会|人大|政协|常委会|办公室|办公厅|政府|中心|院|校|学|园|厅|部|处|所|站|科|股|室|队|馆|协会|学会|联合会|公司|集团|"
    r"银行|办|署|党组|党支部|支部|总支|工会|妇联|团委|残联|街道|镇|乡|社区|村委会|指挥部|领导小组"
)
UNIT = re.compile(
    rf"(?![一二三四五六七八九十]+[、是])[^\s，。；：、！？“”《》（）()\d{CELLS}]{{1,28}}(?:{_OFFICE})"
)
ISSUED = re.compile(
    r"[（(]?[\u4e00-\u9fff]{1,12}[〔\[［【(（]((?:19|20)\d{2})[〕\]］】)）]第?\d{1,4}号[)）]?(?:签发人[:：].*)?"
)
_ORDER = re.compile(r"(?:.{2,20})?令?第?\d{1,4}号")
_STAGE = re.compile(
    r"[（(](?:.{0,6}(?:征求意见|送审|讨论|修改|修订|审议|代拟|初|草|终|定)稿|草案.{0,8}|试行|暂行|.{0,8}修[订正].{0,4})[）)]"
)
# labels that stand above a document on the page of a site, and the field each tells of
LABELS = {
    "unit": r"发布机构|发文机关|发文机构|制[发定]机[关构]|发文单位|公开主体|信息所属单位",
    "date": r"成文日期|生成日期|发文日期|印发日期|成文时间|制发日期",
    "title": r"标题|文件名称|信息名称|名称",
    "number": r"发文字号|文号|文件编号|发文号",
    "published": r"发布(?:时间|日期)|公开(?:时间|日期)|日期|时间|更新时间|录入时间",
    "": (
        r"索引号|信息索引|主题分类|主题词|关键词|组配分类|体裁分类|有效性|效力状态|时效性|公开(?:方式|类别|范围|形式)|"
        r"(?:信息)?来源|作者|稿源|责任编辑|编辑|审核|校对|撰稿|供稿|摄影|浏览(?:次数|量)|点击(?:数|量|率)?|"
        r"阅读(?:次数|量)?|访问量|字[体号]|分享(?:到|至)?|您?(?:现在)?的?(?:当前)?位置|所属栏目|栏目|废止日期|生效日期|"
        r"失效日期|服务对象|语种|分类"
    ),
}
LABEL = re.compile(rf"[【\[]?(?:{'|'.join(filter(None, LABELS.values()))})\s*[:：{CELLS}]")
# lines of a site or a newspaper round a document
_FURNITURE = re.compile(
    r"(?:上一[篇条页]|下一[篇条页]|相关(?:报道|阅读|链接|新闻|文件|稿件|附件|文档)|扫一扫|打印|关闭|附件下载|我要纠错|责任编辑|"
    r"返回(?:顶部|首页|列表)|版权所有)[^。]*"
    r"|[【\[（(]?(?:打印|关闭|编辑|审核|来源|分享|收藏|纠错)[^。]{0,30}[】\]）)]"
)
_FOOT = re.compile(
    r"(?:上一[篇条页]|下一[篇条页]|相关(?:报道|阅读|链接|新闻|稿件)[:：]?|扫一扫|版权所有|【?我要纠错|主办(?:单位)?\s*[:：]|网站标识码)"
)
_CAPTION = re.compile(r".{0,50}(?:记者|通讯员).{2,24}摄(?:影|制)?|.{2,12}作(?:政府)?工作报告。?")
_SPEAKER = re.compile(
    r"[（(]?[^，。；：！？\d]{0,20}(?:省长|主席|市长|州长|盟长|县长|区长|旗长|镇长|乡长|局长|主任|书记|部长|厅长|校长|院长|检察长)"
    r"\s*[\u4e00-\u9fff·]\s?[\u4e00-\u9fff·]{1,6}\s?[）)]?"
)
_OCCASION = re.compile(r"[—－-]*\s*[（(]?.{2,60}(?:会议?|大会|全会)(?:上|通过)[）)]?")
ADOPTED = re.compile(
    r"(?:国务院|人民代表大会(?:常务委员会)?|[部委局厅]|政府|会议).{0,60}(?:通过|修订|修正|公布|发布|施行|批准)"
)
_IMPRINT = re.compile(
    r"(?:抄送|主送|印发|分送|抄报)[:：].*|.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发|[（(](?:此件|联系人|信息公开)[^）)]{2,60}[）)]"
)
_CONTENTS = re.compile(r"目\s*[录次]")
_LEADERS = re.compile(r"\S.*?(?:\.{4,}|…{2,}|·{4,}|．{4,}|(?:\. ){4,})\s*\d{1,3}")
_PAGE = re.compile(r"\S.*[\s\d—-]\d{1,3}")


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a table of contents, which says every heading twice."""
    kept: list[Block] = []
    inside = False
    for at, block in enumerate(blocks):
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        if at < 2 * _REACH and below and _CONTENTS.fullmatch(block.text) and _names_page(below):
            inside = True
            continue
        inside = inside and _names_page(block)
        if not inside and (len(block.text) > 3 * _LONG or not _LEADERS.fullmatch(block.text)):
            kept.append(block)
    return kept or list(blocks)


def _names_page(block: Block) -> bool:
    """Whether a line ends with the number of a page."""
    return len(block.text) <= 3 * _LONG and bool(
        _PAGE.fullmatch(block.text) or _LEADERS.fullmatch(block.text)
    )


def told_by_words(block: Block) -> Block:
    """A date, a number or a label stays one however large it is set."""
    bare = re.sub(r"\s", "", block.text)
    other = (DATE_LINE.fullmatch, ISSUED.fullmatch, _STAGE.fullmatch, LABEL.search)
    return Block(block.text) if block.title and any(reads(bare) for reads in other) else block


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
    """The title as it stands there, "" where it does not; the blocks above it, and those below."""
    text = next(
        (at for at, block in enumerate(blocks) if _SENTENCE.search(block.text)), len(blocks)
    )
    for lines in (
        _set_lines(blocks),
        _marked_line(blocks),
        _worded_lines(blocks, given),
        _first_line(blocks, given),
    ):
        if lines and lines.start <= text:  # nothing that is said stands above a title
            said = _joined(blocks[at].text for at in lines)
            lines = _again(blocks, said, lines)
            end = lines.stop
            while end < len(blocks) and _STAGE.fullmatch(
                blocks[end].text
            ):  # （征求意见稿） on a line of its own
                said, end = said + blocks[end].text, end + 1
            return said, blocks[: lines.start], blocks[end:]
    return "", (), blocks


def _again(blocks: Sequence[Block], title: str, lines: range) -> range:
    """Where a title stands last before the text: that of a page stands above that of its document."""
    for at in range(lines.stop, min(len(blocks), _REACH)):
        if blocks[at].text == title:
            lines = range(at, at + 1)
        if END.search(blocks[at].text):
            break
    return lines


def _set_lines(blocks: Sequence[Block]) -> range:
    """The first lines that are set as a title; 云岭县人民政府文件 above a number is none."""
    at = 0
    while at < min(len(blocks), _REACH):
        lines = range(at, at + sum(1 for _ in takewhile(lambda block: block.title, blocks[at:])))
        said = "".join(blocks[line].text for line in lines)
        if lines and not said.endswith("文件") and not ISSUED.fullmatch(said) and len(said) >= 4:
            return lines
        at = max(lines.stop, at + 1)
    return range(0)


def _marked_line(blocks: Sequence[Block]) -> range:
    """The one heading of the highest level, where it stands above all others."""
    heads = [at for at, block in enumerate(blocks) if 0 < block.level < SET_APART]
    if not heads or _numbered(blocks[heads[0]].text):
        return range(0)
    first, highest = heads[0], min(blocks[at].level for at in heads)
    if blocks[first].level != highest:
        return range(0)
    named = first < 3 and names_a_kind(blocks[first].text)
    others = [blocks[at].text for at in heads[1:] if blocks[at].level == highest]
    alone = highest == 1 and not others
    above_numbers = first < 3 and bool(others) and all(map(_numbered, others))
    return range(first, first + 1) if alone or named or above_numbers else range(0)


def _worded_lines(blocks: Sequence[Block], given: str) -> range:
    """The lines that read as a title: they end with a kind of document, or are what is given."""
    for at, block in enumerate(blocks[:_REACH]):
        text = block.text
        if LABEL.match(re.sub(r"\s", "", text)):
            continue
        if (
            block.level
            or END.search(text)
            or len(text) > _LONG
            or (_numbered(text) and text != given)
        ):
            break
        if (given and text == given) or names_a_kind(text):
            start = at
            while start and _opens_title(blocks[start - 1], blocks[start]):
                start -= 1
            if len(core_of("".join(blocks[line].text for line in range(start, at + 1)))) < 5:
                continue
            # a web page's own title stands above that of the document
            below = blocks[at + 1].text if at + 1 < len(blocks) else ""
            again = len(below) <= _LONG and names_a_kind(below) and below[:4] == text[:4]
            subtitle = below.startswith("——") and names_a_kind(below) and len(below) <= _LONG
            return range(start + again, at + 1 + (again or subtitle))
    return range(0)


def _opens_title(above: Block, line: Block) -> bool:
    """Whether a line is the first half of the title that goes on in the next."""
    text = above.text
    if (
        above.level
        or len(text) > 40
        or END.search(text)
        or re.search(r"[:：]|文件$", text)
        or _numbered(text)
    ):
        return False
    if ISSUED.fullmatch(re.sub(r"\s", "", text)):
        return False
    if names_a_kind(text) and not re.match(r"[和及与暨（(—]", line.text):
        return False
    whole = bool(
        re.search(r"关于|[和及与暨的、]$", text) or re.match(r"[关和及与暨的（(]|——", line.text)
    )
    whole = whole or len(core_of(line.text)) <= 6  # 实施方案 alone on its line
    return bool(UNIT.fullmatch(text) or (whole and not DATE.search(text)) or PERIOD.search(text))


def _first_line(blocks: Sequence[Block], given: str) -> range:
    """A first line that is no sentence."""
    if given or len(blocks) < 2 or blocks[0].level:
        return range(0)
    first = blocks[0].text
    if ISSUED.fullmatch(re.sub(r"\s", "", first)):
        return range(0)
    plain = (
        len(first) <= _LONG
        and not re.search(rf"[，。；：！？>＞|{CELLS}\n]", first)
        and not _numbered(first)
    )
    return range(1) if plain and len(first) >= 4 else range(0)


def front_of(rest: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The lines between title and text, which say where it comes from, and the text."""
    front = 0
    while front < min(len(rest) - 1, 12) and not rest[front].level and _is_front(rest[front].text):
        front += 1
    return rest[:front], rest[front:]


def _is_front(text: str) -> bool:
    bare = re.sub(r"\s", "", text)
    if _numbered(text):
        return False
    if _FURNITURE.fullmatch(bare) or _is_labelled(bare):
        return True
    if ADOPTED.search(text) and DATE.search(bare) and len(text) < 600:
        return True
    if len(text) > _LONG or CELLS in text:
        return False
    kinds = (DATE_LINE, ISSUED, _STAGE, _ORDER, _CAPTION)
    return (
        any(kind.fullmatch(bare) for kind in kinds)
        or is_unit(bare)
        or bool(_SPEAKER.fullmatch(text) or _CAPTION.fullmatch(text))
        or (bool(_OCCASION.fullmatch(text)) and (text[0] in "—－-（(" or bool(DATE.search(bare))))
        or (text.startswith("——") and not END.search(text))
    )


def _is_labelled(bare: str) -> bool:
    """Whether a line is what a site puts above a document: 来源：…, 2025-01-10 浏览次数：3; 时间：上午九时 is none."""
    bare = re.sub(rf"^(?:{NUMERIC})", "", bare)
    if (when := re.match(r"(?:时间|日期)[:：]", bare)) and not re.match(
        NUMERIC, bare[when.end() :]
    ):
        return False
    return bool(LABEL.match(bare)) and "。" not in bare and len(bare) <= 3 * _LONG


def is_unit(bare: str) -> bool:
    """Whether a line is the name of a unit, with brackets or without."""
    return "的" not in bare and bool(UNIT.fullmatch(bare.strip("（）()")))


def signature_of(rest: Sequence[Block]) -> tuple[dict[str, str], list[Block]]:
    """Unit and date of the signature, and the blocks without it and without what stands round it."""
    blocks = _without_foot(rest)
    for at in _places(blocks):
        if DATE_LINE.fullmatch(re.sub(r"\s", "", blocks[at].text)):
            unit = re.sub(r"\s", "", blocks[at - 1].text)
            signed = bool(UNIT.fullmatch(unit)) and not blocks[at - 1].level and at > 1
            said = {"date": re.sub(r"\s", "", blocks[at].text)} | ({"unit": unit} if signed else {})
            return said, [
                *blocks[: at - signed],
                *(b for b in blocks[at + 1 :] if not _IMPRINT.fullmatch(b.text)),
            ]
    return {}, blocks


def _without_foot(rest: Sequence[Block]) -> list[Block]:
    """The blocks without the foot of a site's page and the imprint."""
    blocks = list(rest)
    for at in range(max(len(blocks) - _REACH, 1), len(blocks)):
        foot = blocks[at:]
        if _FOOT.match(blocks[at].text) and not any(
            "。" in b.text or b.title or CELLS in b.text for b in foot
        ):
            del blocks[at:]
            break
    while len(blocks) > 1 and not blocks[-1].level and _ends_page(blocks[-1].text):
        del blocks[-1]
    return blocks


def _places(blocks: Sequence[Block]) -> Iterator[int]:
    """Where a signature may be: in the last lines, or before the first annex that comes with its document."""
    yield from range(len(blocks) - 1, max(len(blocks) - 6, 0), -1)
    for at in range(1, len(blocks) - 6):
        if UNIT.fullmatch(re.sub(r"\s", "", blocks[at - 1].text)) and not blocks[at - 1].level:
            yield at


def _ends_page(text: str) -> bool:
    return bool(
        len(text) <= 2 * _LONG
        and CELLS not in text
        and (
            _FURNITURE.fullmatch(text)
            or _IMPRINT.fullmatch(text)
            or re.match(r"(?:来源|编辑|审核|责编)[:：]", text)
        )
    )


def _numbered(text: str) -> bool:
    return strip_number(text) != text


def _joined(lines: Iterable[str]) -> str:
    """The lines of a title as one."""
    said = ""
    for line in lines:
        gap = " " if re.search(r"[A-Za-z0-9]$", said) and re.match(r"[A-Za-z0-9]", line) else ""
        said += gap + line
    return said
