"""The names that tell whose report it is: places, schools, bodies, persons, brands.

A place is told by the list of divisions or by its last word. A name told once is found wherever it
stands again (云岭县 tells “学在云岭”). What national documents speak of stays: 京津冀, 长江经济带,
国务院, the leaders of the state.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from drafter.facts.lexicon.gazetteer import CITIES, COUNTIES, PROVINCES, SHORT, WORDS
from drafter.facts.names import after_verbs, persons, suffixed
from drafter.facts.numerals import chinese_number
from drafter.facts.placeholders import HAN
from drafter.records import GapKind, Span

PLACE, PERSON = "xx", "xxx"  # as wide whatever stands there: a mask of a name tells no length

_FREE = frozenset((*PROVINCES, *CITIES))
_STEMS = frozenset((*_FREE, *COUNTIES, *WORDS))
_ALONE, _WORDS = _FREE | frozenset(COUNTIES), frozenset(WORDS)
_LONGEST = max(map(len, _STEMS))
_PEOPLES = (
    "(?:[满回藏苗彝壮侗瑶白傣黎佤畲水土羌怒京]族|蒙古族?|布依族|朝鲜族|土家族|哈尼族|哈萨克族?|傈僳族|"
    "拉祜族|东乡族|纳西族|景颇族|柯尔克孜族?|达斡尔族|仫佬族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|"
    "普米族|塔吉克族?|维吾尔族?|鄂温克族|裕固族|各族){0,4}"
)
_DIVISION = re.compile(
    rf"{_PEOPLES}(?:自治[区州县旗]|省(?![级直内外长情属力时钱会份道域际管略心])"
    r"|市(?![级域圈场区内外长直容民属县际面值道井价郊])|县(?![级域城区内外长直情属乡际道管处])"
    r"|区(?![级域内外长直属间位分别划块情县片管教])|盟(?![约友])|州(?=[，。、委政]|$)"
    r"|旗(?![下舰帜开袍手鼓牌])|新区|地区)"
)
# What stands before a county's bare name: 永嘉、苍南两地; 赴义乌考察.
_BEFORE = re.compile(rf"(?:^|[^{HAN}]|[在到赴由与和及从向为至]|往返)$")

# What belongs to the nation and to nobody's own report.
KEPT = re.compile(
    "习近平|毛泽东|邓小平|江泽民|胡锦涛|马克思|列宁|雷锋|焦裕禄|孔繁森|黄大年|张桂梅|黄文秀"
    "|京津冀?|长三角|珠三角|长江三角洲|粤港澳大湾区|长江(?:经济带|流域|大保护)|黄河流域"
    "|成渝地区双城经济圈|雄安|海南自由?贸易?港|(?:长江|黄河|长城|大运河)国家文化公园|中国科学院"
    "|中国工程院|西部陆海新通道|东北(?:全面)?振兴|一带一路|港澳台?|香港|澳门|台湾"
    "|对口?援[藏疆青]|援藏援疆|援[藏疆](?=工作|干部|援)|枫桥经验|浦江经验|上海合作组织|上合组织"
    "|北京时间|北京冬奥|延安精神|井冈山精神|西柏坡精神|遵义会议|进京赶考"
    r"|[一二]?十[一二三四五六七八九]?届[一二三四五六七]中(?:、[一二三四五六七]中)*全会"
    "|人民日报|新华社|光明日报"
)

_NUMBER = "[一二三四五六七八九十]"
_SCHOOL_GOES_ON = (
    r"(?=[、，。；：（）]|$|分校|校区|高中部|初中部|学校|本部|片区|集团"
    r"|[和与等新改扩教东西南北已将正项工在及](?!全会))"
)
_NUMBERED = re.compile(
    rf"第(?P<a>{_NUMBER}{{1,3}})(?=(?:初级|高级|实验|职业|中心)?"
    r"(?:中学|小学|幼儿园|高中|初中|中(?=[、，。])))"
    rf"|(?<![初高其集附大国老第届{_NUMBER[1:-1]}])(?P<b>{_NUMBER}{{1,3}})(?=[中小幼]{_SCHOOL_GOES_ON})"
    rf"|(?<=[省市县区])(?P<c>{_NUMBER}{{1,2}})(?=[中小幼](?![心学小央型班]))"
)

_POST = (
    "省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长|主席|书记|局长|厅长|部长|主任|校长|园长|院长|处长|"
    "科长|股长|所长|站长|队长|会长|董事长|总经理|记者"
)
_SIGNED = re.compile(
    rf"(?:{_POST})[ \u3000]{{1,3}}(?P<a>[{HAN}][ \u3000]{{0,2}}[{HAN}]{{1,2}})"
    rf"(?=[ \u3000，。、；）摄]|$)"
    rf"|(?:{_POST})(?P<b>[{HAN}]{{2,3}})(?=作政府工作报告|代表[省市县区]|在[{HAN}]{{2,12}}(?:会议|大会)上)"
)
_BYLINE = re.compile(
    rf"(?:记者|通讯员|摄影|编辑)[ \u3000：:]{{1,3}}(?P<name>[{HAN}]{{2,3}})(?=摄|$|[ \u3000）])"
)

_IN_SHORT = re.compile(
    r"(?<=[返回入来赴离抵进出驻在])"
    r"(?P<short>[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川黔滇陕甘肃桂蒙藏宁疆])"
    r"(?=[人考务就创投参学旅员师生干单企的驻联部各返来回，。、；\s]|$|高校|院士|项目)"
)
_SHORT_ALONE = frozenset("浙皖冀沪渝闽赣豫鄂粤琼黔滇陕陇")  # in no other word

# What a name can hold beside its own: stripped off its ends; where nothing is left, it was no name.
_PLAIN_WORDS = (
    "中国|小学|中学|幼儿园|高中|央企|国企|民企|外企|严格|执行|成城|哨点|绿电|金控|织密|抖音|仍需|年|季|期|届|末|初|个|所|部|级|条|座|家|项|"
    "首个|首批|新一轮|一批|一流|世界|更多|部分|其他|公里|公顷|分钟|余家|完整|口袋|主题|健康|行政|边远|偏远|脱贫|样板|"
    "周边|特色|示范|重点|综合|基础|高职|职业|特殊|教育|研究型|高水平|专科|精神病?|心理|普惠性?|民办|公办|学前|义务|农村|农业|农事|城市|城乡|乡村|乡镇|干线|"
    "主要|上级|国省|高品质|滨水|临空|零碳|智慧|数字|数智|开源|青年|旅游|监测|棚户|停车|适宜|缓冲|核心|责任|管理|服务|发展|建设|工作|保护|生态|文化|"
    "体育|卫生|养老|居家|区域|国家|考古|遗址|湿地|国际|地质|现代|设施|高新|技术|产业|工业|科技|创意|智能|银发|装备|制造|精品|高端|省级|市级|县级|"
    "城镇|中心|实验|初级|高级|普通|完全|附属|第?[一二三四五六七八九十]{1,3}|小规模|标准化|寄宿制?|幼儿|幼教|心|新型|大型|小型|公路|货运|客运|集装箱|高速|"
    "循环|经济|人民|中医|妇幼|集团|企业|有限|责任|股份|人才|人力|资源|运营|控股|上市|跨国|项目|校车|爱国主义|艺术|美术|家长|辅导|活动|研究|关键|"
    "金属|氢能|碳纤维|制品|超采|超载|超|功能|振兴|强|盟|旗|试点|校外|培训|机构|创新|文明|美丽|宜居|和美|平安|红色|绿色|三甲|三级|二级|县域|"
    "市辖|设|多|名|优质|薄弱|品牌|成员|龙头|核心|牵头|医疗|结对|帮扶|原有|现有|新建|在建|危|旧|老|两江|协作|合作|单位|高校|本科|大学|学校|"
    "自治|内外|境内|境外|海外|各|全|该|本|我|某|每|其|两|几|数|大|小|中|新|省|市|县|区|镇|乡|村|古|路|口|的|和|与|及|并|又|等|后|前|上|下|按|由|对|将"
)
_PLAIN = re.compile(f"(?:{_PLAIN_WORDS})+")
_FEATURE = re.compile(
    rf"(?:(?<=^)|(?<=[、，。；：“《（]))(?P<stem>[{HAN}]{{2,4}}?)"
    r"(?=古镇|古村|古桥|大桥|特大桥|水库|湿地|林场|农场|水利枢纽|灌区|国际陆港|高铁|城际铁路|铁路"
    r"|大道|集团(?![化总校内军办])|古城)"
)
_BUILDING = re.compile(
    r"(?<=[学园校院xX])(?!教学|宿舍|综合|实验|办公|图书|科技|学生|公寓|住院|门诊|急诊|食堂|培训|体育"
    rf"|艺术|[^\n]?号)(?P<stem>[{HAN}]{{2}})楼"
)
_BROUGHT = re.compile(
    rf"(?:招引落地|招引|引进|引入|签约|落地)(?P<stem>[{HAN}]{{2,5}}?)"
    r"(?=智慧|科技|集团|产业园|生产线|智能|等项目|等\d|等x)"
)
_WORKS = (
    (_FEATURE, GapKind.PLACE),
    (_BUILDING, GapKind.PROJECT),
    (_BROUGHT, GapKind.PROJECT),
)
_BRAND = re.compile(
    rf"“(?P<stem>[^“”\d]{{2,12}})”(?=[{HAN}]{{0,8}}?(?:平台|热线|小程序|公众号|品牌|APP|工作室|中心))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """What of a name is hidden: its own part, never the word for what it is.

    mask   what to put there
    doubt  why a person should look at it: "word" it could be one, "left" it stays, "brand"; "" for
           none
    """

    span: Span
    kind: GapKind
    mask: str = PLACE
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """What the user says: names to hide and to keep.

    words  gives the spans of the words of the language in a text
    """

    hide: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    words: Callable[[str], Sequence[Span]] = field(default=lambda text: ())

    def common(self, stem: str) -> bool:
        """Whether words of the language make a name of it that is hardly one."""
        return any(
            end - start > 1 and (end - start == len(stem) or len(stem) > 2)
            for start, end in self.words(stem)
        )


@dataclass(slots=True)
class _Learned:
    """Names told anywhere in the report."""

    places: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)


def hidden_names(texts: Sequence[str], own: Own) -> tuple[list[list[Name]], list[list[Name]]]:
    """For each text the names to hide, in order and apart; and what may be a name and stays."""
    learned = _learned(texts, own)
    hidden, left = [], []
    for text in texts:
        kept = _kept(text, own)
        sure = _apart(_names(text, learned, own), kept)
        hidden.append(sure)
        taken = [*kept, *(name.span for name in sure)]
        left.append(_apart(_doubtful(text, own), taken))
    return hidden, left


def _kept(text: str, own: Own) -> list[Span]:
    national = [match.span() for match in KEPT.finditer(text)]
    return [*national, *(span for word in own.keep for span in _all(text, word))]


def _all(text: str, word: str) -> Iterator[Span]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


def _apart(names: Iterable[Name], taken: Iterable[Span]) -> list[Name]:
    """The names in order, without those that overlap an earlier one or what is taken."""
    spans = list(taken)
    chosen: list[Name] = []
    for name in names:
        start, end = name.span
        if start < end and not any(start < stop and begin < end for begin, stop in spans):
            spans.append(name.span)
            chosen.append(name)
    return sorted(chosen, key=lambda name: name.span)


# --- what is learned first ---


def _learned(texts: Sequence[str], own: Own) -> _Learned:
    learned = _Learned(shorts=_shorts(texts))
    for text in texts:
        kept = _kept(text, own)
        learned.persons |= {text[slice(*name.span)] for name in _apart(_persons(text, own), kept)}
        names = (*_divisions(text), *_bare_places(text, own), *_by_last_word(text, own))
        stems = {
            text[slice(*name.span)] for name in _apart(names, kept) if name.kind is GapKind.PLACE
        }
        learned.places |= {stem for stem in stems if _is_telling(stem, own)}
    return learned


def _is_telling(stem: str, own: Own) -> bool:
    """Whether a place's name is one wherever it stands."""
    return len(stem) >= 2 and stem not in WORDS and not own.common(stem)


def _shorts(texts: Sequence[str]) -> set[str]:
    """The one-character names of the provinces that the first lines of a report name."""
    if len(texts) < 2:
        return set()
    title = "\n".join(texts[:12])
    provinces = {short: name for short, name in SHORT.items() if short in _SHORT_ALONE}
    return {short for short, name in provinces.items() if name in title}


# --- names, the most certain first ---


def _names(text: str, learned: _Learned, own: Own) -> Iterator[Name]:
    yield from _everywhere(text, own.hide, GapKind.TEXT)
    yield from _everywhere(text, learned.persons, GapKind.PERSON, PERSON)
    yield from _persons(text, own)
    places = [
        *_divisions(text),
        *_everywhere(text, learned.places, GapKind.PLACE),
        *_bare_places(text, own),
    ]
    yield from sorted(places, key=lambda name: (name.span[0], -name.span[1]))
    yield from _numbered(text, {name.span[1] for name in places})
    yield from _by_last_word(text, own)
    yield from _of_works(text, own)
    yield from (Name(match.span("short"), GapKind.PLACE) for match in _IN_SHORT.finditer(text))
    yield from _everywhere(text, learned.shorts, GapKind.PLACE)


def _everywhere(
    text: str, words: Iterable[str], kind: GapKind, mask: str = PLACE
) -> Iterator[Name]:
    """The words wherever they stand, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        yield from (Name(span, kind, mask) for span in _all(text, word))


def _of_works(text: str, own: Own) -> Iterator[Name]:
    """Names of what was built or brought in: 白石大桥, 学校明德楼, 引进云峰科技."""
    for pattern, kind in _WORKS:
        for match in pattern.finditer(text):
            start, end = _core(text, after_verbs(text, *match.span("stem")), match.end("stem"))
            if end - start >= 2 and (pattern is _BUILDING or not own.common(text[start:end])):
                yield Name((start, end), kind, doubt="word")


def _persons(text: str, own: Own) -> Iterator[Name]:
    for signed in _SIGNED.finditer(text):
        yield Name(signed.span(signed.lastgroup or "a"), GapKind.PERSON, PERSON)
    for byline in _BYLINE.finditer(text):
        yield Name(byline.span("name"), GapKind.PERSON, PERSON)
    for span in persons(text):
        if not own.common(text[slice(*span)]):
            yield Name(span, GapKind.PERSON, PERSON)


def _divisions(text: str) -> Iterator[Name]:
    """Names of the list before the word for what they are: 永嘉县, 新疆维吾尔自治区."""
    for at, stem in _listed(text, _STEMS):
        kind = _DIVISION.match(text, at + len(stem))
        if kind and (stem not in _WORDS or _is_free(text, at)):
            peoples = re.match(_PEOPLES, kind[0])
            yield Name((at, at + len(stem) + (peoples.end() if peoples else 0)), GapKind.PLACE)


def _bare_places(text: str, own: Own) -> Iterator[Name]:
    """Names of the list alone: 杭州, and 永嘉 where nothing runs into it; never 美丽江苏's 丽江."""
    words = [(start, end) for start, end in own.words(text) if end - start > 1]
    for at, stem in _listed(text, _ALONE):
        span = (at, at + len(stem))
        if stem == "丽江" and text[at - 1 : at] == "美":  # 美丽江苏
            continue
        cut = any(start < edge < end for start, end in words for edge in span)
        if not cut and (stem in _FREE or _is_free(text, at)):
            yield Name(span, GapKind.PLACE)


def _is_free(text: str, at: int) -> bool:
    """Whether nothing before a place can run into a name that begins there."""
    return _BEFORE.search(text[max(0, at - 2) : at]) is not None


def _listed(text: str, stems: frozenset[str]) -> Iterator[tuple[int, str]]:
    for at in range(len(text)):
        if stem := _stem_at(text, at, stems):
            yield at, stem


def _stem_at(text: str, at: int, stems: frozenset[str]) -> str:
    """The longest name of the list that stands there."""
    for length in range(min(_LONGEST, len(text) - at), 1, -1):
        if text[at : at + length] in stems:
            return text[at : at + length]
    return ""


def _numbered(text: str, named: set[int]) -> Iterator[Name]:
    """The number of a school that no other name tells: 七幼, 市一中; 云岭一中 keeps its own."""
    for number in _NUMBERED.finditer(text):
        group = number.lastgroup or "a"
        start, end = number.span(group)
        value = chinese_number(number[group])
        if value is not None and not {start, start - 1} & named:
            yield Name((start, end), GapKind.SCHOOL, "x" * len(str(value)))


def _by_last_word(text: str, own: Own) -> Iterator[Name]:
    """Names that only their last word tells: 育英中学, 白石镇, 双墩遗址博物馆."""
    for start, suffix, stop, place in suffixed(text):
        begin, end = _core(text, start, suffix)
        stem, last = text[begin:end], text[suffix : suffix + 2]
        hard = begin == 0 or not re.match(f"[{HAN}]", text[begin - 1])
        if not 2 <= len(stem) <= 4 or last[0] == "局":
            continue
        if place and _is_slogan(stem, text[stop : stop + 1]):
            continue
        if own.common(stem) and not (hard and _SCHOOL.match(last)):
            continue
        kind = GapKind.PLACE if place else _kind_of_body(last)
        yield Name((begin, end), kind, doubt="" if hard else "word")


_SCHOOL = re.compile("小学|中学|高中|幼儿")
_ANY_SCHOOL = re.compile("小学|中学|高中|幼儿|学校|学院|大学|[职中]")


def _is_slogan(stem: str, after: str) -> bool:
    """Whether what looks like a place is one of 百镇千村, or goes on as 小 or 中 of a school."""
    return after in {"小", "中"} or re.search("[百千万]", stem) is not None


def _kind_of_body(last_word: str) -> GapKind:
    return GapKind.SCHOOL if _ANY_SCHOOL.match(last_word) else GapKind.UNIT


def _core(text: str, start: int, end: int) -> Span:
    """What is left of a name between the plain words at its ends."""
    while plain := _PLAIN.match(text, start, end):
        start = plain.end()
    while start < end:
        cut = next((at for at in range(start, end) if _PLAIN.fullmatch(text, at, end)), end)
        if cut == end:
            break
        end = cut
    return start, end


def _doubtful(text: str, own: Own) -> Iterator[Name]:
    """What may be a name and stays: a person has to look."""
    for brand in _BRAND.finditer(text):
        yield Name(brand.span("stem"), GapKind.BRAND, doubt="brand")
    for start, suffix, _, place in suffixed(text):
        begin, end = _core(text, start, suffix)
        if end - begin >= 2 and text[suffix] != "局" and not own.common(text[begin:end]):
            yield Name((begin, end), GapKind.PLACE if place else GapKind.UNIT, doubt="left")
