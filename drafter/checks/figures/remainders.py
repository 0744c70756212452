"""What is left over where a sentence says that nothing is: 全部办结 beside 受理64件、办结58件."""

import re
from collections.abc import Iterator

from drafter.records import Span

Denied = tuple[Span, str]  # the place that denies a claim, and the claim
_N = r"\d[\d,.]*"
_UNIT = r"(?:[余多])?(?:件|个|项|户|名|人|处|起|家|所|条|宗|座|村|批|只|台|场|例|笔|套|栋)"
_DEED = (
    r"(?:办结|办复|答复|整改|完成|达标|验收|销号|通过|竣工|开工|投产|落实|化解|兑现|回复|处置|签订|搬迁|入学|就业|消除|解决|反馈|"
    r"合格|覆盖|建成|上线|接通|通车|交付|公开|审结|结案|清零)"
)
_ALL = r"(?:全部|均已|均|全都|都已|无一例外)"
_HOW = r"(?:按期|按时|如期|圆满|及时|完成|实现|得到|予以|已)?"
# 受理186件，办结179件，全部按期办结
_COUNTED = re.compile(
    rf"(?P<whole>{_N})(?P<unit>{_UNIT})[^。；\d]{{0,14}}?(?P<deed>{_DEED})(?:了)?(?P<part>{_N})(?P=unit)"
    rf"，(?:实现|已|做到)?(?:了)?{_ALL}{_HOW}(?P=deed)"
)
# 指标全部达标，178项中175项达标
_OF = re.compile(
    rf"{_ALL}(?:达到?|实现|完成|符合)?[^，。；\d]{{0,6}}?(?P<deed>{_DEED}|预期|要求|标准)?[，：][^。；\d]{{0,8}}(?P<whole>{_N}){_UNIT}"
    rf"[^，。；\d]{{0,8}}中，?(?:有|已)?(?P<part>{_N}){_UNIT}(?:已|均)?(?P<done>{_DEED})"
)
_NO_MORE = re.compile(
    rf"(?P<claim>全覆盖|[村户校乡镇]{{2}}通|清零|应[一-鿿]尽[一-鿿]|[一-鿿]{{2,4}}率(?:均|都)?(?:达到?|为|保持|实现)?100%|{_ALL}{_HOW}{_DEED})"
)
_LEFT = re.compile(
    rf"[，；](?:但|目前|现|其中)?(?:仍|尚|还|目前还|目前仍|目前尚)?(?:有|余|剩|存在|剩余|未办结|未完成|未整改)?(?:[一-鿿]{{2,4}}(?=\d))?"
    rf"(?P<n>{_N}){_UNIT}(?P<of>[一-鿿]{{0,8}}?)(?P<not>尚?未|没有|没|不(?!少|同|断|仅)|失学|辍学|正在|暂未|待)(?P<deed>[一-鿿]{{0,4}})"
)
# 未办结欠薪案件7件
_UNDONE = re.compile(
    rf"[，；](?:仍有|尚有|还有)?未(?P<deed>{_DEED})(?P<of>[一-鿿]{{2,8}}){_N}{_UNIT}"
)
_RATE = re.compile(r"^，?(?P<name>[一-鿿]{1,6})率(?:达到?|为|仅为?|只有)?(?P<rate>\d[\d.]*)%")
_FALLEN = re.compile(r"(?:下降|减少|回落|降低|下滑)(?:了)?\d[\d.]*%，(?P<of>[增涨升]幅)")
_RISEN = re.compile(r"(?:增长|上升|增加|上涨|提高)(?:了)?\d[\d.]*%，(?P<of>[降跌减]幅)")
_TEN = re.compile(
    r"(?P<claim>(?:均|都|全部)[^，。；\d]{0,6}两位数(?:以上)?增长)[^。；]{0,30}?其中[^。；\d]{0,14}?增长(?P<rate>\d[\d.]*)%"
)
_SELF = re.compile(
    rf"(?P<claim>{_ALL}{_HOW}(?P<deed>{_DEED}))(?![率])[^。；]{{0,30}}?(?:尚未|暂未|还未|仍未|没有)(?P=deed)"
)


_CLAIM = re.compile(
    r"全部|均|全覆盖|[村户校乡镇]通|清零|应[一-鿿]尽|100%|%，[增涨升降跌减]幅|都已|全都|无一例外"
)


def left_over(sentence: str) -> Iterator[Denied]:
    """What of a sentence denies what it says of all."""
    if not _CLAIM.search(sentence):
        return
    yield from _fewer(sentence)
    yield from _named(sentence)
    yield from _rates(sentence)
    for match in _SELF.finditer(sentence):
        yield match.span(), match["claim"]
    for pattern in (_FALLEN, _RISEN):
        for match in pattern.finditer(sentence):
            yield match.span("of"), match[0].partition("，")[0]
    for match in _TEN.finditer(sentence):
        if float(match["rate"]) < _LEAST_OF_TWO_DIGITS:
            yield match.span("rate"), match["claim"]


def _fewer(sentence: str) -> Iterator[Denied]:
    """Fewer done than there were, where all is said to be done."""
    for pattern in (_COUNTED, _OF):
        for match in pattern.finditer(sentence):
            if _number(match["part"]) < _number(match["whole"]):
                yield match.span("part"), _claim(match)


def _claim(match: re.Match[str]) -> str:
    """The words that say all, of the whole match."""
    found = re.search(rf"{_ALL}[^，。；：]*", match[0])
    return found[0] if found else match[0]


def _named(sentence: str) -> Iterator[Denied]:
    """Some that are left, of the same name or with the same deed undone."""
    for claim in _NO_MORE.finditer(sentence):
        clause = sentence[: claim.end()].rpartition("；")[2]
        own = clause[clause.rfind("，", 0, max(0, len(clause) - len(claim[0]))) + 1 :]
        for left in (*_LEFT.finditer(sentence, claim.end()), *_UNDONE.finditer(sentence)):
            if left.start() < claim.end() - 1:
                continue
            name, deed = left["of"].removesuffix("的"), left["deed"]
            same = name in own if name else _has_deed(own, deed)
            if same:
                yield (left.start() + 1, left.end()), claim["claim"]


def _has_deed(own: str, deed: str) -> bool:
    """Whether the claim is of the deed that is undone: 整改率100%, 3项未完成整改."""
    found = re.findall(_DEED, deed)
    return bool(found) and found[-1] in own


def _rates(sentence: str) -> Iterator[Denied]:
    """村村通公交，通车率42%."""
    for claim in re.finditer(r"全覆盖|[村户校乡镇]{2}通[一-鿿]{0,6}", sentence):
        rate = _RATE.match(sentence[claim.end() :])
        if rate is None or _number(rate["rate"]) >= _HUNDRED:
            continue
        name, own = rate["name"], sentence[: claim.end()].rpartition("，")[2]
        if name in own or name == "覆盖" or (name.startswith("通") and "通" in claim[0]):
            start = claim.end() + rate.start("rate")
            yield (start, start + len(rate["rate"]) + 1), claim[0]


def _number(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


_HUNDRED = 100
_LEAST_OF_TWO_DIGITS = 10
