"""Earlier documents as a model may see them: the manner of saying stays, what was said is gone.

In the place of a figure, date, title or name stands a mask of its kind: xx场次, x月x日, 《……》,
某县, 某校. Two hands put them there: the reader of facts (figures.py), and a dictionary, by which a
word is ordinary or goes. A word too many is lost so; that costs a passage some of its fluency,
where a name left standing would cost the promise.

Nothing that the reader takes for a fact is kept, fixed phrases included (“十五五”, 党的二十大,
三年行动): a draft may say them only where its notes do, so they are no part of the manner. What
numerals stay count nothing: 一批, 一是.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from drafter.facts.figures import fold, read_slots
from drafter.facts.lexicon.gazetteer import SHORT_PROVINCES
from drafter.facts.names import is_surname
from drafter.facts.numerals import CAPITALS
from drafter.facts.units import COUNTERS
from drafter.proof.untold import READ, untold
from drafter.proof.word_tags import FIRMS, ORDINARY, ORDINARY_CHARACTERS, PLACES, dictionary
from drafter.records import Fact, FactKind, Gap, Span

_PLACE, _BODY, _NAME = "某地", "某单位", "某某"
# What a name ends with → what it is; the first that fits counts.
_KINDS = (
    (re.compile(r"(?:小学|中学|中|小|学校|学院|大学|党校|体校|校区|中心校)$"), "某校"),
    (re.compile(r"(?:幼儿园|[一二三四五六七八九十]幼)$"), "某园"),
    (re.compile(r"(?:医院|卫生院|卫生室|保健院)$"), "某医院"),
    (re.compile(r"(?:公司|集团|银行|合作社)$"), "某企业"),
    (re.compile(r"(?:村)$"), "某村"),
    (re.compile(r"(?:街道|街道办事处)$"), "某街道"),
    (re.compile(r"(?:开发区|园区|产业园|工业园)$"), "某园区"),
    (re.compile(r"(?:公路|高速|国道|省道|大道|大街)$"), "某路"),
    (re.compile(r"([省市县区镇乡州旗])$"), r"某\1"),
)
_LEADERS = re.compile(
    r"习近平(?:新时代中国特色社会主义|[\u4e00-\u9fff]{2,6}(?=思想))思想|习近平(?:总书记|同志|主席)?"
    r"|(?:马克思列宁主义|毛泽东思想|邓小平理论|[“”]?三个代表[“”]?重要思想|科学发展观)"
)
_SPEAKER = re.compile(
    r"(?<=[长席任])([\s\u3000]+)[\u4e00-\u9fff]{2}[\s\u3000]?[\u4e00-\u9fff]?(?=[\s\u3000]|$)"
)
_DIGITS = re.compile(r"[\d０-９]+(?:[,.，．][\d０-９]+)*")
_NUMERAL = f"[〇零○一二两三四五六七八九十百千万亿{CAPITALS}]"
_YEARS = re.compile(rf"(?:\d{{2,4}}|{_NUMERAL}{{4}})(?=\s*年|\s*[-–—~～至]\s*\d{{2,4}}\s*年)")
_PART = re.compile(rf"\d+|{_NUMERAL}+")
# Numerals that the reader of facts passes over and that count all the same.
_COUNT = re.compile(
    r"(?:[二两三四五六七八九十百千几〇零][〇零一二两三四五六七八九十百千万亿]*"
    r"|百分之[一二三四五六七八九十百点]+)"
    rf"(?=[{COUNTERS}大年月日种类张位级层轮本面篇支门环链带区线网城县省市馆站点核极翼廊重力新高最"
    r"化优同有不通减保稳促严控改升降增来多余分成倍])"
)
# 百亿级产业, 千万标箱: a magnitude is a figure; 每千人口 is none, nor the scale of what is masked
# already (xx万亿元).
_SCALES = re.compile(
    r"(?<![x每余])(?<!x多)(?:[十百千万][百千万亿]{0,2}(?=[级吨]|标箱|千瓦)|(?:[百千][万亿]?"
    r"|万亿)(?=元)|千(?=人口))"
)
# Of any script but Chinese: Latin, Cyrillic, kana, ½.
_LETTERS = re.compile(r"(?:(?![\u3007\u3400-\u9fff\uf900-\ufaff])[^\W\d_][-&·.]?)+")
_SIGNS = re.compile(
    r"【[^】\n]*】?|】|\{\{.*?\}\}|\{%.*?%\}|[{}<>|`$\\]+|[\u2460-\u24ff\u2776-\u2793]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAME_TAGS = {"ns": _PLACE, "nt": _BODY, "nz": _NAME, "nr": _NAME, "nrt": _NAME, "nrfg": _NAME}
_AREAS = frozenset(
    "省 市 县 区 镇 乡 州 旗 盟 新区 自治区 自治州 自治县 开发区 高新区 经开区 "
    "湾 港 岛 山 河 江 湖".split()
)
# What a word of the language makes a name before: 元宝岛, 友谊路; a verb makes none: 致富路, 入河.
_SITES = frozenset("路街巷岛湾峡湖河江山岭溪港桥寺塔".replace("", " ").split())
_WORKS = frozenset(
    "运河 铁路 高铁 城际 水库 电站 机场 大桥 隧道 枢纽 古城 古镇 景区 遗址 湿地 公园 "
    "灌区 煤矿 港区".split()
)
_NAMING = frozenset("n nz nr ns nrt a b ng zg m q".split())
# 曙光、麒麟、联想等头部企业: ordinary words that are firms; one name among them shows the others.
_LIST = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,8}(?=等[\u4e00-\u9fffx]{0,8}?(?:企业|公司|品牌"
    r"|集团|高校|院校|车型|机构))"
)


def mask_text(text: str) -> str:
    """`text` with a mask in the place of every figure, date, title and name.

    No digit and no Latin letter is left.
    """
    slots = read_slots(text)
    apart = untold(_without(text, slots))
    pieces: list[str] = []
    at = 0
    for slot in slots:
        start, end = slot.span
        pieces += [*_words_masked(text, (at, start), apart), _mask(slot, text[start:end])]
        at = end
    return _tidied("".join((*pieces, *_words_masked(text, (at, len(text)), apart))))


def _without(text: str, slots: Sequence[Fact | Gap]) -> str:
    """The text with nothing to read where slots and the leaders' names stand; their units stay."""
    spans = [match.span() for match in _LEADERS.finditer(text)]
    for slot in slots:
        tail = slot.tail if isinstance(slot, Fact) else ""
        spans.append((slot.span[0], slot.span[1] - len(tail)))
    signs = list(text)
    for start, end in spans:
        signs[start:end] = READ * (end - start)
    return "".join(signs)


def _tidied(text: str) -> str:
    """No digit, letter or sign of a program whatever the readers left.

    Masks of one kind side by side are one.
    """
    text = _SCALES.sub("xx", _SIGNS.sub("xx", text))
    text = _LETTERS.sub(lambda found: found[0] if set(found[0]) <= set("x.-") else "xx", text)
    text = re.sub(r"[\d０-９]", "x", text)
    text = re.sub(r"x{3,}", "xx", text)
    text = _LIST.sub(lambda found: _NAME if "某" in found[0] else found[0], text)
    return re.sub(r"(某某|某地|某单位)(?:、?\1)+", r"\1", text)


# --- what the reader of facts finds ---


def _mask(slot: Fact | Gap, said: str) -> str:
    if isinstance(slot, Gap):
        return slot.text if set(slot.text) <= set("xX×*○□某_.") else "xx"
    match slot.kind:
        case FactKind.TITLE:
            return "《" * said.startswith("《") + "……" + "》" * said.endswith("》")
        case FactKind.NAME:
            return _name_mask(said)
        case FactKind.DATE:
            return _date_mask(fold(said))
        case FactKind.DOCUMENT | FactKind.PERSONAL:
            return "xx"
        case FactKind.CODE:
            return "xx" + (slot.tail or "线" * said.endswith("线"))
        case _:
            return _figure_mask(fold(said))


def _date_mask(said: str) -> str:
    """2025年7月5日前 → xx年x月x日前, 三季度 → x季度."""
    return _PART.sub("x", _YEARS.sub("xx", said))


def _figure_mask(said: str) -> str:
    """The number masked, its scale, unit and limits as they were.

    突破1.5万亿元 → 突破xx万亿元, 三百余人 → xx余人.
    """
    if _DIGITS.search(said):
        return _DIGITS.sub("xx", said)
    masked = re.sub(rf"[数几上]?{_NUMERAL}+|[数几]", "xx", said)
    return masked if masked != said else re.sub("(?<=翻)(?=番)|半数?|[½⅓⅔¼¾]", "xx", said)


def _name_mask(said: str) -> str:
    plain = said.strip("“”‘’\"'")
    if plain != said:
        return "“……”"
    for ends, mask in _KINDS:
        if found := ends.search(plain):
            return found.expand(mask)
    return _NAME if is_surname(plain[0]) and len(plain) <= 3 else _BODY


# --- what a dictionary finds ---


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the dictionary, or a character that is in none.

    Mask "" where it stays, "?" where only others tell.
    """

    text: str
    tag: str
    mask: str

    @property
    def single(self) -> bool:
        return len(self.text) == 1 and self.mask in ("", "?") and _HAN.match(self.text) is not None


def _words_masked(text: str, piece: Span, apart: Sequence[tuple[Span, bool]]) -> Iterator[str]:
    """A piece between slots: masked by the dictionary, beside what is told apart."""
    at, end = piece
    for (start, stop), is_person in apart:
        start, stop = max(start, at), min(stop, end)
        if start < stop:
            yield _tagged_masked(text[at:start])
            yield _NAME if is_person else "xx"
            at = stop
    yield _tagged_masked(text[at:end])


def _tagged_masked(text: str) -> str:
    if not text:
        return ""
    text = _LEADERS.sub("……", _SPEAKER.sub(rf"\1{_NAME}", text))
    tagged = dictionary().tag(text, False)
    return "".join(_joined([_Word(word, tag, _judged(word, tag)) for word, tag in tagged]))


def _judged(word: str, tag: str) -> str:
    if word in ORDINARY or not _HAN.search(word):
        return ""
    if word in PLACES or (word[:2] in PLACES and tag != "v") or word[:3] in PLACES:
        return _PLACE
    if word in FIRMS:
        return _NAME
    if len(word) == 1:
        return "" if word in ORDINARY_CHARACTERS else "?"
    return _NAME_TAGS.get(tag, "")


def _joined(words: Sequence[_Word]) -> Iterator[str]:
    """The text again, words as they are or masked.

    With names that are made of ordinary words and characters.
    """
    at = 0
    while at < len(words):
        word = words[at]
        if word.single:
            run = list(takewhile(lambda other: other.single, words[at:]))
            at += len(run)
            yield _NAME if _names_a_work(run, words[at : at + 1]) else _run_masked(run)
        elif place := _place(word, words[at + 1 : at + 2]):
            yield place
            at += 2
        else:
            yield word.mask or _counts_masked(word.text)
            at += 1


def _names_a_work(run: Sequence[_Word], after: Sequence[_Word]) -> bool:
    """Whether two or three characters, not all of them words, stand before 水库, 大桥 …"""
    if len(run) not in (2, 3) or not after or after[0].text not in _WORKS:
        return False
    return any(word.mask for word in run)


def _place(word: _Word, after: Sequence[_Word]) -> str:
    """The mask of a name and what it is the name of: 某县, 某湖; "" where they are none."""
    what = after[0].text if after else ""
    named = word.mask and what in _AREAS
    sited = what in _SITES and word.tag in _NAMING and word.text not in ORDINARY
    return f"某{what}" if named or sited else ""


def _run_masked(run: Sequence[_Word]) -> str:
    """A run of single characters.

    A name where two that are no words stand near, or one before 湖, 路 and the like.
    """
    pieces: list[str] = []
    at = 0
    for start, end, mask in _names_in(run):
        pieces += [_counts_masked("".join(word.text for word in run[at:start])), mask]
        at = end
    return "".join(pieces) + _counts_masked("".join(word.text for word in run[at:]))


def _names_in(run: Sequence[_Word]) -> Iterator[tuple[int, int, str]]:
    """Where names begin and end in a run of single characters, with their masks."""
    at = 0
    while at < len(run):
        end, mask = _name_at(run, at)
        if mask:
            yield at, end, mask
        at = end


def _name_at(run: Sequence[_Word], at: int) -> tuple[int, str]:
    """Where the name that begins here ends, with its mask.

    The next place and "" where none begins.
    """
    word = run[at]
    site = run[at + 1].text if at + 1 < len(run) else ""
    if word.mask == "?":
        if end := _end_of_strange(run, at):
            return end, _NAME
        if at == 0 and len(run) > 1 and is_surname(word.text):
            return min(3, len(run)), _NAME
    if word.text in SHORT_PROVINCES:
        return at + 1, _PLACE
    if site in _SITES and word.tag in _NAMING:
        return at + 2, f"某{site}"
    return at + 1, ""


def _end_of_strange(run: Sequence[_Word], at: int) -> int:
    """Where two or more characters that are no words, with one word between them at most, end.

    0 for none.
    """

    def strange(begin: int, reach: int) -> list[int]:
        return [i for i in range(begin, min(begin + reach, len(run))) if run[i].mask == "?"]

    near = strange(at, 3)
    if len(near) < 2:
        return 0
    end = near[-1] + 1
    while more := strange(end, 2):
        end = more[-1] + 1
    return end


def _counts_masked(text: str) -> str:
    return _COUNT.sub("xx", text)
