"""What stands round the text of a document.

Between title and text it says where it is from, below it are signature and imprint, and sites and
newspapers add lines of their own.
"""

import re
from collections.abc import Iterator, Sequence

from drafter.facts.measures import states_measure
from drafter.facts.numbering import strip_number
from drafter.reading.blocks import CELLS, Block, is_figure
from drafter.reading.periods import DATE, DATE_LINE, NUMERIC

REACH = 30  # blocks in which a title is looked for
LONG = 60  # characters; no line of a title or a signature is longer
END = re.compile(r"[。！？；!?;]")
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
STAGE = re.compile(
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
IMPRINT = re.compile(
    r"(?:抄送|主送|印发|分送|抄报)[:：].*|.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发|[（(](?:此件|联系人|信息公开)[^）)]{2,60}[）)]"
)
_CONTENTS = re.compile(r"目\s*[录次]")
_LEADERS = re.compile(r"\S.*?(?:\.{4,}|…{2,}|·{4,}|．{4,}|(?:\. ){4,})\s*\d{1,3}")
_PAGE = re.compile(r"\S.*[\s\d—-]\d{1,3}")


def without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a table of contents, which repeats every heading."""
    kept: list[Block] = []
    inside = False
    for at, block in enumerate(blocks):
        if at < 2 * REACH and _opens_contents(blocks[at : at + 2]):
            inside = True
            continue
        inside = inside and _names_page(block)
        if not inside and not _has_leaders(block):
            kept.append(block)
    return kept or list(blocks)


def _opens_contents(lines: Sequence[Block]) -> bool:
    """Whether the first of two lines is the title of a table of contents."""
    return len(lines) == 2 and bool(_CONTENTS.fullmatch(lines[0].text)) and _names_page(lines[1])


def _has_leaders(block: Block) -> bool:
    """Whether dots lead from a line's text to the number of a page."""
    return len(block.text) <= 3 * LONG and _LEADERS.fullmatch(block.text) is not None


def _names_page(block: Block) -> bool:
    """Whether a line ends with the number of a page."""
    short = len(block.text) <= 3 * LONG
    return short and bool(_PAGE.fullmatch(block.text) or _LEADERS.fullmatch(block.text))


def front_of(rest: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """The lines between title and text, which tell where the document is from, and the text."""
    front = 0
    while front < min(len(rest) - 1, 12) and not rest[front].level and is_frame(rest[front].text):
        front += 1
    return rest[:front], rest[front:]


def is_frame(text: str) -> bool:
    """Whether a line between title and text is none of the text."""
    bare = bare_text(text)
    if is_numbered(text) or (CELLS in text and has_figures(text)):
        return False
    if _FURNITURE.fullmatch(bare) or _is_labelled(bare):
        return True
    if ADOPTED.search(text) and DATE.search(bare) and len(text) < 600:
        return not states_measure(text)
    if len(text) > LONG or CELLS in text:
        return False
    if any(kind.fullmatch(bare) for kind in (DATE_LINE, ISSUED, STAGE, _ORDER, _CAPTION)):
        return True
    return is_unit(bare) or _names_occasion(text, bare)


def has_figures(table: str) -> bool:
    """Whether a row that no label of a site opens states a figure."""
    rows = [row for row in table.split("\n") if not LABEL.match(bare_text(row))]
    return any(is_figure(cell) or states_measure(cell) for row in rows for cell in row.split(CELLS))


def _names_occasion(text: str, bare: str) -> bool:
    """Whether a line says who spoke, and where: ——在全县教育大会上的讲话, 县长 王小明."""
    if _SPEAKER.fullmatch(text) or _CAPTION.fullmatch(text):
        return True
    if text.startswith("——") and not END.search(text):
        return True
    if not _OCCASION.fullmatch(text):
        return False
    return text[0] in "—－-（(" or DATE.search(bare) is not None


def _is_labelled(bare: str) -> bool:
    """Whether a line is what a site puts above a document: 来源：…, 2025-01-10 浏览次数：3.

    时间：上午九时 is none: a time or date has to follow as a number.
    """
    bare = re.sub(rf"^(?:{NUMERIC})", "", bare)
    when = re.match(r"(?:时间|日期)[:：]", bare)
    if when and not re.match(NUMERIC, bare[when.end() :]):
        return False
    return bool(LABEL.match(bare)) and "。" not in bare and len(bare) <= 3 * LONG


def is_unit(bare: str) -> bool:
    """Whether a line is the name of a unit, with brackets or without."""
    return "的" not in bare and bool(UNIT.fullmatch(bare.strip("（）()")))


def signature_of(rest: Sequence[Block]) -> tuple[dict[str, str], list[Block]]:
    """Unit and date of the signature, and the blocks without it and without the imprint."""
    blocks = _without_foot(rest)
    for at in _places(blocks):
        date = bare_text(blocks[at].text)
        if not DATE_LINE.fullmatch(date):
            continue
        below = [block for block in blocks[at + 1 :] if not IMPRINT.fullmatch(block.text)]
        if at > 1 and _is_signed(blocks[at - 1]):
            signature = {"date": date, "unit": bare_text(blocks[at - 1].text)}
            return signature, [*blocks[: at - 1], *below]
        return {"date": date}, [*blocks[:at], *below]
    return {}, blocks


def _is_signed(block: Block) -> bool:
    """Whether a line is the unit that signs."""
    return not block.level and UNIT.fullmatch(bare_text(block.text)) is not None


def _without_foot(rest: Sequence[Block]) -> list[Block]:
    """The blocks without the foot of a site's page and the imprint."""
    blocks = list(rest)
    for at in range(max(len(blocks) - REACH, 1), len(blocks)):
        if _FOOT.match(blocks[at].text) and not any(map(_may_be_text, blocks[at:])):
            del blocks[at:]
            break
    while len(blocks) > 1 and not blocks[-1].level and _ends_page(blocks[-1].text):
        del blocks[-1]
    return blocks


def _may_be_text(block: Block) -> bool:
    return "。" in block.text or block.title or CELLS in block.text


def _places(blocks: Sequence[Block]) -> Iterator[int]:
    """Where a signature may be: in the last lines, or before the first annex of a document."""
    yield from range(len(blocks) - 1, max(len(blocks) - 6, 0), -1)
    yield from (at for at in range(1, len(blocks) - 6) if _is_signed(blocks[at - 1]))


def _ends_page(text: str) -> bool:
    """Whether a last line belongs to the imprint or to the page."""
    if len(text) > 2 * LONG or CELLS in text:
        return False
    return any(kind.fullmatch(text) for kind in (_FURNITURE, IMPRINT)) or (
        re.match(r"(?:来源|编辑|审核|责编)[:：]", text) is not None
    )


def is_numbered(text: str) -> bool:
    return strip_number(text) != text


def bare_text(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s", "", text)
