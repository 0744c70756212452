"""Lists before their number, and lists whose items repeat a word of it: 公安、城管、住建五部门; 两查一改."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from drafter.checks.figures.listed import Counts
from drafter.records import Span

_DIGIT = {char: at for at, char in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_N = r"[两二三四五六七八九]"
# What is grouped under a number: 五部门, 四大工程, 六项改革, 3个工作专班.
_BODIES = r"部门|单位|镇|村|街道|乡镇|县|区|市|省|地|方|级|校|院|局|行业|领域|机制|制度|工程|行动|体系|平台|产业|关系|环节|要素|主体"
_GROUP = re.compile(
    rf"(?P<n>{_N})(?:大|个|项|类|种|条|方面|支|张|道)(?:(?:重点|主要|专项|基础)?[一-鿿“]{{2,6}}|$)"
    rf"|(?P<short>[三四五六七八九])(?:{_BODIES})"
    rf"|(?P<digits>[2-9])(?:个|项|类)(?:工作专班|专班|部门|领域|方面|行业|环节|专项|维度|重点|乡镇|街道|小组|专题|板块)"
    rf"|(?<=“)(?P<quoted>[三四五六七八九])[一-鿿]{{1,3}}”(?:机制|制度|工作法|行动|工程|体系|格局|模式|责任)"
)
_BEFORE = re.compile(r"(?P<items>[^，。；：！？（）“”\d]{5,80})“?$")
_LAST_NOT = re.compile(r"[和及与同]$|的$|等|以及|每|第$|[这那]$|不$")
_OTHERS = re.compile(r"[一-鿿]+级$")  # 省级、市级、县级三个平台: of each more than one
_SHORTEST = 2  # characters of the last item: 东三省 has none before its number
_LEAST = 3  # items without which no list is told
_MOST_OFF = 3
_LONGEST = 82  # characters of a list before its number
_LONG, _LEAD = 4, 2  # characters of an item of several words; of a verb before the first
# “三个聚焦”，聚焦主业、聚焦质量 · “四个到位”：思想到位
_REPEATED = re.compile(
    rf"“(?P<n>{_N})(?:个|不|大)?(?P<word>[一-鿿]{{2}})”[^，。；：、]{{0,6}}[，：][^。“”]{{4,120}}"
)
# “两查一改”, “四比四看”
_PAIRED = re.compile(
    r"“(?P<n1>[一两二三四五六七八九])(?P<w1>[一-鿿])(?P<n2>[一两二三四五六七八九])(?P<w2>[一-鿿])”[^，。；：、]{0,6}[，：（](?P<rest>[^。“”）]{4,120})"
)
# “三清单一办法”（问题清单、任务清单、管理办法）
_SUMMED = re.compile(
    r"“(?P<n1>[一两二三四五六七八九])[一-鿿]{1,4}?(?P<n2>[一两二三四五六七八九])[一-鿿]{1,4}”[^，。；：、（]{0,4}（(?P<rest>[^。“”，；（）]{4,80})）"
)
_QUOTES = re.compile(
    rf"(?<![”、和])(?P<items>“[^“”]{{2,16}}”(?:[、和]?“[^“”]{{2,16}}”)+)(?P<n>{_N})(?:大|个|项|类|条|种|张|支)(?![月年])"
)
# 突出六大工程，“壮大特色产业”“培育新型主体”。
_QUOTES_BEHIND = re.compile(
    rf"(?P<n>{_N})(?:大|个|项|件|类|条)[一-鿿]{{2,8}}[，：](?P<items>“[^“”]{{2,16}}”(?:[、，]?“[^“”]{{2,16}}”)+)(?=[。；])"
)
_ONES = re.compile(rf"“(?P<told>(?P<n>{_N})个一)”[^，。；：、]{{0,8}}[，。：；]")
_ONE = re.compile(
    r"[一-鿿]{1,5}一[个支套批项张条本座场次份部间片种把道家名所队台堂篇册户体组网图码]"
)
_OPEN = re.compile(r"等|……")


@dataclass(frozen=True, slots=True)
class Told:
    """A number told of a list, where, and how many items the list can be said to have."""

    said: int
    span: Span
    counts: Counts


def named_lists(text: str) -> Iterator[Told]:
    """The lists of a line with the numbers told of them."""
    yield from _grouped(text)
    if "“" not in text:
        return
    yield from _quoted(text)
    yield from _of_ones(text)
    yield from _repeated(text)
    yield from _paired(text)
    for match in _SUMMED.finditer(text):
        items = match["rest"].split("、")
        if len(items) > 1 and not _OPEN.search(match["rest"]):
            said = _DIGIT[match["n1"]] + _DIGIT[match["n2"]]
            yield Told(said, (match.start("n1"), match.start("rest") - 1), (len(items),))


def _quoted(text: str) -> Iterator[Told]:
    """Names in quotes side by side before their number: “强基”“提质”“护航”四大行动."""
    for match in (*_QUOTES.finditer(text), *_QUOTES_BEHIND.finditer(text)):
        count = match["items"].count("”")
        said = _DIGIT.get(match["n"]) or int(match["n"])
        if abs(said - count) <= _MOST_OFF:
            yield Told(said, match.span("n"), (count,))


def _of_ones(text: str) -> Iterator[Told]:
    """“四个一”文章。建强一支队伍，健全一套机制，打造一个品牌: each has a 一 before what it counts."""
    for match in _ONES.finditer(text):
        items = re.split("[，、；。]", text[match.end() :])
        own = list(takewhile(_ONE.match, items))
        rest = items[len(own)] if len(own) < len(items) else ""
        if len(own) >= _LEAST - 1 and not _OPEN.search("".join(own) + rest):
            yield Told(_DIGIT[match["n"]], match.span("told"), (len(own),))


def _grouped(text: str) -> Iterator[Told]:
    for match in _GROUP.finditer(text):
        name = next(name for name in ("n", "short", "digits", "quoted") if match[name])
        clause = text[max(0, match.start() - _LONGEST) : match.start()]
        before = _BEFORE.search(clause) if "、" in clause else None
        if before is None:
            continue
        counts = _counted(before["items"].removesuffix("等"))
        said = _DIGIT.get(match[name]) or int(match[name])
        if before["items"].endswith("等") and counts and said >= counts[0]:
            continue  # 人社、民政等三个部门: some are not named
        if counts and abs(said - counts[0]) <= _MOST_OFF:
            yield Told(said, (match.start(name), match.end()), counts)


def _counted(words: str) -> Counts:
    """How many items some words list, without and with those that 和 joins on; () for no list.

    The first may have a verb before it, the last nothing behind: 在学校、医院、车站设立 is none.
    """
    items = words.split("、")
    if _is_pair(items, words):
        return (2,)
    if len(items) < _LEAST or _LAST_NOT.search(items[-1]) or _OPEN.search(words):
        return ()
    *others, last = items
    joined = re.split("[和及与]", last)
    longest = max(map(len, others[1:]))
    if (
        not all(others)
        or len(last) < _SHORTEST
        or max(map(len, joined)) > longest
        or _OTHERS.search(last)
    ):
        return ()
    return len(items), len(items) + len(joined) - 1


def _is_pair(items: list[str], words: str) -> bool:
    """Whether two items of a few words each are a list: 压实工作责任、防范化解风险."""
    if len(items) != _LEAST - 1 or _LAST_NOT.search(words) or _OPEN.search(words):
        return False
    first, last = items
    joined = re.search("[和及与的]", words)
    return len(last) > _LONG and 0 <= len(first) - len(last) <= _LEAD and not joined


def _repeated(text: str) -> Iterator[Told]:
    """Items that each open or end with the word of the number: 聚焦主业、聚焦质量."""
    for match in _REPEATED.finditer(text):
        rest = text[match.end("word") + 1 : match.end()]
        items = [item for item in re.split("[，：、；]", rest) if item]
        sides = (
            sum(item.startswith(match["word"]) for item in items),
            sum(item.endswith(match["word"]) for item in items),
        )
        count = max(sides)
        if count >= _LEAST - 1 and not _OPEN.search(rest):
            yield Told(_DIGIT[match["n"]], (match.start("n"), match.end("word")), (count,))


def _paired(text: str) -> Iterator[Told]:
    """两查一改 with what is looked for and what is put right."""
    for match in _PAIRED.finditer(text):
        items = re.split("[，、；]", match["rest"])
        for number, word in (("n1", "w1"), ("n2", "w2")):
            own = sum(item.startswith(match[word]) for item in items)
            both = {item[:1] for item in items} >= {match["w1"], match["w2"]}
            if own and both and not _OPEN.search(match["rest"]):
                span = (match.start(number), match.end(word))
                yield Told(_DIGIT[match[number]], span, (own,))
