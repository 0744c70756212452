"""Finds proper names in Chinese text: places, schools, bodies, roads, persons, “brands”.

Without a heavy model a name is found by its last word (县, 小学, 医院 …) and cut free at the words
that cannot be part of it. It may take in a word too many; it is used the same way on notes and on
drafts, and what it takes is kept to the letter, so a wide cut costs fluency, never truth. 县医院
and 县财政局 are names too: those of the reporting county's own.
"""

import re
from collections.abc import Iterator

from drafter.facts import lexicon
from drafter.facts.units import COUNTERS
from drafter.records import Span

# with the rare characters of place names: 㙍上村
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
_LONGEST = 12  # characters of a name before its last word


def _any(words: str) -> str:
    return "|".join(sorted(set(words.split()), key=lambda word: (-len(word), word)))


# What a place name ends with, and what must not follow (县级, 市场, 村民) or stand before it (城乡,
# 农村).
_PLACE_ENDS = (
    "省(?![级直内外长情属力时钱会份道域区管际略心])",
    "(?<![强区])市(?![级域圈场区内外长直容民属县际面值道井价郊])",
    "(?<![州强])县(?![级域城区内外长直情属乡际道管处])",
    "(?<![社城郊地园片校景库矿灾山林牧疫养辖特街小新老开灌市县战禁洪范验作务能行保居住学业商导聚"
    "陷])区(?![级域内外长直属间位分别划块情县片管教])",
    "(?<!乡)镇(?![级域区村内外长街静定压守痛江])",
    "(?<![城进返入下回还本我家带])乡(?![村镇土间亲情愁贤音风级道野邻])",
    "(?<![乡农城驻进全新])村(?![级民庄镇落内外口容貌里务医居集两史规企部干支卫道屯头寨组社晚超改])",
    "自治[州县]|开发区|街道办事处|街道|社区",
    "(?<=[自治州])旗(?![下舰帜开袍手鼓牌])",
)
_SCHOOLS = _any(
    "中心小学 实验小学 中心幼儿园 实验幼儿园 幼儿园 小学 初级中学 高级中学 实验中学 职业高中 "
    "完全中学 中学 "
    "职教中心 职业技术学校 "
    "职业学校 特殊教育学校 九年制学校 学校 中心校 职业学院 师范学院 学院 大学 党校 体校 校区"
)
_BODIES = _any(
    "人民医院 中医医院 中医院 妇幼保健院 中心卫生院 卫生院 卫生室 医院 疾控中心 敬老院 福利院 "
    "养老院 养老服务中心 "
    "教育体育局 委员会 指挥部 研究院 研究所 联合会 基金会 协会 合作社 有限责任公司 有限公司 "
    "集团公司 公司 "
    "农商银行 银行 烈士陵园 "
    "派出所 法院 检察院 博物馆 图书馆 文化馆 体育馆 纪念馆 美术馆 文化站 体育中心 服务中心 "
    "培训中心 辅导中心 "
    "活动中心 指挥中心"
)
_ROADS = _any(
    "产业园区 产业园 工业园区 工业园 高速公路 高速 公路 国道 省道 大道 大街 水库 大桥 特大桥 隧道 "
    "火车站 "
    "高铁站 客运站 机场 码头 "
    "风景区 景区 湿地公园 公园 广场 灌区"
)
_BUREAU = "(?<![布格开大变结全时战危僵当破定困])局(?![面限部势长党机属内里班])"
_TOWN_SCHOOL = "(?<=[镇乡])(?:初中|高中)(?![生学部教段毕阶])"
_SHORT_SCHOOL = "第?[一二三四五六七八九十]{1,3}[中小幼](?![心学小央型])"
_SUFFIX = re.compile(
    rf"(?:{_SCHOOLS})(?![习生段科]|(?<=中学)业)|{_TOWN_SCHOOL}|{_SHORT_SCHOOL}|{_BODIES}|{_BUREAU}"
    rf"|{_ROADS}|(?P<place>{'|'.join(_PLACE_ENDS)})"
)

# Rivers, what is measured on them, numbered roads: told by a short stem that stands free, with how
# long it can be.
_WATERS = re.compile(
    "(?P<river>河(?![长流道湖段堤岸床湾口水网川南北西东畔谷坝源务面沟]|内(?!蒙)))"
    "|(?P<section>断面(?!图)|瀑布(?!流))"
    "|(?P<road>[二三四五六七八九十]路(?![段口公线]))"
)
_STEMS = {"river": range(1, 4), "section": range(2, 4), "road": range(2, 3)}
_NO_STEM = {
    "river": re.compile(
        "[江湖山银运界内外护巡清治过沿跨支干主冰先拔入出大小中长两各条多全本省市县区乡镇村城]|幸福"
        "|美丽|母亲|黑臭|生态|景观|人工|季节|排洪|泄洪|排水|骨干|重要"
    ),
    "section": re.compile("[国省市县区乡镇村考监控测水级点类交跨出入]|重要|主要|地表"),
    "road": re.compile("[分断头公交铁高支双兵]|一带"),
}
# A bridge, lake or mountain: only as all that stands between a mark or verb and a mark:
# 老街桥、河坝桥, 云龙湖等.
_ALONE = re.compile(rf"[桥湖山](?=[^{_HAN}A-Za-z0-9]|等|$)")
_NO_BRIDGE = re.compile(
    "[危险病拱梁索天立交跨线人行便民农过路搭架大小座荒矿青银江深火登爬靠环入]|公路|铁路|高架|漫水"
    "|石板|钢|城市"
)

# The bodies a county has one of each of: with 省市县区 before them they are names (县医院,
# 区财政局, 省体校).
_OFFICES = _any(
    "教育体育 教育 教体 科技 科学技术 工业和信息化 工信 公安 民政 司法 财政 人力资源和社会保障 "
    "人社 自然资源 "
    "生态环境 住房和城乡建设 住建 "
    "城市管理 城管 交通运输 交通 水利 水务 农业农村 商务 文化和旅游 文化广电和旅游 文旅 卫生健康 "
    "卫健 "
    "退役军人事务 退役军人 应急管理 应急 "
    "审计 市场监督管理 市场监管 统计 医疗保障 医保 林业和草原 林草 林业 乡村振兴 行政审批 政务服务 "
    "发展和改革 "
    "发展改革 发改 体育 信访 税务 "
    "气象 机关事务 大数据 粮食和储备 消防救援 疾控 民族宗教 民宗 编办 妇儿工"
)
_OWN_BODIES = _any(
    "人民政府 政府办公室 政府办 政府 委办公室 委组织部 委宣传部 委统战部 委政法委 委编办 委党校 "
    "人大常委会 "
    "人大 政协 纪委监委 纪委 监委 "
    "人民医院 中医医院 中医院 妇幼保健院 医院 疾病预防控制中心 疾控中心 急救中心 人民法院 "
    "人民检察院 法院 "
    "检察院 敬老院 福利院 融媒体中心 "
    "图书馆 文化馆 博物馆 体育中心 体育馆 体育场 体校 青少年宫 青少年活动中心 职业技术学校 "
    "职业学校 职教中心 "
    "职业教育中心 特殊教育学校 "
    "特教学校 教师进修学校 党校 开放大学 老年大学 实验小学 实验中学 实验幼儿园 机关幼儿园 总工会 "
    "团委 妇联 "
    "残联 科协 文联 红十字会 工商联 供销社"
)
_OWN = re.compile(
    rf"(?<![全各本该外跨邻每两多个几乡城村集\d一二三四五六七八九十])[省市县区"
    rf"州](?:(?:{_OFFICES})(?:局|委员会|委|厅|办|中心|大队|支队)"
    rf"|{_OWN_BODIES}|委(?![员托派任屈婉])|第?[一二三四五六七八九十]{{1,3}}(?:幼儿园|小学|中学"
    rf"|[中小幼](?![心学小央型])))"
)

# Words that end whatever stood before them: no name runs across one.
_STOP = re.compile(
    _any(" ".join(lexicon.words("outside_names")))
    + "|现(?![代有场状金实行役])|经(?![济营费验常办])"
)

_GENERIC = re.compile(
    "(?:全|各|本|我|该|外|跨|邻|某|多|两|几|省|市|县|区|乡|镇|村|州|城|郊|新|老|旧|大|中|小|园|社"
    "|校|学|片|辖|"
    "地|特|街|景|牧|农|林|库|灾|山|厂|"
    "高|低|上|下|内|子|总|分|支|原|主|副|县级|市级|省级|国家级|国家|乡级|村级|中心|城区|城镇|城乡"
    "|乡镇|农村|"
    "城市|公办|民办|普惠性?|义务教育|高级|普通|职业|技工|"
    "中等|高等|初等|优质|薄弱|寄宿制?|标准化|示范性?|一类|二类|试点|基层|校外|培训|教育|专门|实验"
    "|完全|"
    "十二年制?|九年一贯制?|一贯制?|特色|重点|"
    "口袋|街角|农民|转|卫生|定点|公立|私立|民营|国有|综合|专科|三级|二级|一级|甲等|监管|监督|管理"
    "|行业|企业|机构|主管|相关|有关|部门|"
    "行政|执法|基地|对口|兄弟|"
    "试验|功能|经济|技术|高新|旅游|度假|工业|产业|现代|农业|自由|贸易|自贸|保税|自治|建制|行政|自然"
    "|贫困|边境|"
    "沿海|沿边|沿江|内陆|"
    "食品|药品|养老|托育|助餐|便民|政务|综治|调解|救助|老年|残疾人?|儿童|青少年|妇女|健康|文化|体育"
    "|科技|人才|"
    "就业|社会|志愿|群众|市民|"
    "中小|小微|物业|快递|物流|运输|客运|货运|出租|公交|燃气|供水|供电|环卫|保安|保洁|餐饮|配餐|供应"
    "|承包|建筑|"
    "施工|监理|"
    "大中|江|河|湖|海|病险|骨干|小型|中型|大型|危|旧|老旧|沿街|沿线|主干|次干|支线|过街|断头|绕城"
    "|环|互联网|联网|"
    "世界级|精品|山区|海岛|国际级?|专业|职教|师范|成人|开放|电视|网络|家长|夜|分|集|超|门|夜|股|菜"
    "|上|都|闹|"
    "集|返|下|家|故|水|星|军|警|医|党|共|人民|委|"
    rf"双|[三四五六七八九十一二百千万第{COUNTERS}辆台间种类片]|"
    "面|村镇|街镇|全部|所有|部分|少数|多个|数个|不少|若干)+"
)

_QUOTED = re.compile(r"“[^“”\n\x01]{1,24}”|\"[^\"\n\x01]{1,24}\"|‘[^‘’\n\x01]{1,24}’")
# In no place name, and in many words that run up against one.
_NOT_IN_PLACE = re.compile(
    "[年内]城$"
    "|[的了是在及或等被并而又更最们这那些各种项次者性型式率级类升降减推促改创优提产务位批入送]"
    "|..城$"
)
_PROVINCE = re.compile(
    _any(
        "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 "
        "贵州 云南 "
        "陕西 甘肃 青海 台湾"
    )
)

SURNAMES = "".join(lexicon.words("surnames"))
_POST = (
    "同志|老师|校长|园长|院长|局长|县长|市长|区长|镇长|乡长|书记|主任|科长|股长|部长|处长|常委|主席"
    "|医生|医师|"
    "教练|先生|女士|队长|会长|委员"
)
_ROLE = "联系人|负责人|经办人|报案人|信访人|投诉人|举报人|申请人|当事人|嫌疑人|传承人|责任人|村干部"
# in no given name, and in words that begin like a surname
_NO_GIVEN = "[的了在与和及等是为数年期额科股室站办所组队部处类]"
_PERSON = re.compile(
    rf"(?<![{_HAN}])(?P<a>[{SURNAMES}][{_HAN}]{{1,2}})(?=(?:副)?(?:{_POST}))"
    rf"|(?:{_POST})(?P<b>[{SURNAMES}][{_HAN}]{{1,2}})(?=同志|等|、|，|,|；|。|主持|带队|出席|带领"
    rf"|率队|到|赴|作|讲|调研|督查|参加|[（(]|手机|电话|$)"
    rf"|(?:{_ROLE})(?P<c>[{SURNAMES}](?:(?!{_NO_GIVEN})[{_HAN}]){{2}})(?=[、，,；。：:（(]|手机"
    rf"|电话|代办|同志|等|$)"
)
# Before a personal number: 陈桂兰（13700002222）.
_HOLDER = re.compile(
    rf"(?P<name>[{SURNAMES}](?:(?!{_NO_GIVEN})[{_HAN}]){{2}})[（(](?:[0-9]{{1,3}}岁[，,、])?"
    r"(?:身份证(?:号码?)?|手机(?:号码?)?|电话)?[:：]?$"
)
# A school that is known by its number: 第五中学, 第二实验小学.
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:实验|高级|初级|职业|民族|中心)?(?:小学|中学|高中|初中"
    r"|幼儿园)(?![生段科习])"
)
_RUN = re.compile(rf"[{_HAN}]+")


def find_names(text: str) -> list[Span]:
    """The spans of proper names, in order, none within another."""
    spans = sorted(
        {
            *_by_suffix(text),
            *_waters(text),
            *_alone(text),
            *_own_bodies(text),
            *_quoted(text),
            *persons(text),
        },
        key=lambda s: (s[0], -s[1]),
    )
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def is_surname(character: str) -> bool:
    """Whether a person's name can begin with it."""
    return character in SURNAMES


def _quoted(text: str) -> Iterator[Span]:
    for match in _QUOTED.finditer(text):
        yield match.span()


def persons(text: str) -> Iterator[Span]:
    """Names of persons that stand beside a post: 王芳老师, 局长李明等."""
    for match in _PERSON.finditer(text):
        yield match.span(match.lastgroup or "a")


def holder(text: str, number: Span) -> Span | None:
    """The name of the person to whom the personal number at that place belongs."""
    start = number[0]
    match = _HOLDER.search(text, max(0, start - 12), start)
    return match.span("name") if match else None


def _own_bodies(text: str) -> Iterator[Span]:
    for pattern in (_OWN, _NUMBERED):
        yield from (match.span() for match in pattern.finditer(text))


def _waters(text: str) -> Iterator[Span]:
    """松溪河, 溪口断面, 湖滨三路.

    The stem begins a run of characters, or stands behind a verb or a name.
    """
    for run in _RUN.finditer(text):
        at = 0
        for end in _WATERS.finditer(run[0]):
            sort = end.lastgroup or ""
            begin = after_verbs(run[0], max(at, end.start() - _LONGEST), end.start())
            stem = run[0][begin : end.start()]
            if (
                len(stem) in _STEMS[sort]
                and not _NO_STEM[sort].search(stem)
                and not is_generic(stem)
            ):
                yield run.start() + begin, run.start() + end.end()
                at = end.end()


def _alone(text: str) -> Iterator[Span]:
    for run in _RUN.finditer(text):
        for end in _ALONE.finditer(run[0]):
            begin = after_verbs(run[0], max(0, end.start() - _LONGEST), end.start())
            stem = run[0][begin : end.start()]
            if len(stem) in range(2, 4) and not _NO_BRIDGE.search(stem):
                yield run.start() + begin, run.start() + end.end()


def _by_suffix(text: str) -> Iterator[Span]:
    yield from ((start, end) for start, _, end, _ in suffixed(text))


def suffixed(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Names by their last word.

    Where each begins, where its last word begins and ends, whether it is a place's.
    """
    for run in _RUN.finditer(text):
        base, words = run.start(), run[0]
        for suffix in _SUFFIX.finditer(words):
            begin = max(0, suffix.start() - _LONGEST)
            stops = list(_STOP.finditer(words, begin, suffix.start()))
            whole = begin == 0 or bool(stops)
            begin = stops[-1].end() if stops else begin
            stem = words[begin : suffix.start()]
            holds = (
                _is_place(stem, begin == 0, suffix[0])
                if suffix["place"]
                else whole and 0 < len(stem) <= 8
            )
            if holds and not is_generic(stem):
                yield (
                    base + begin,
                    base + suffix.start(),
                    base + suffix.end(),
                    suffix["place"] is not None,
                )


def after_verbs(text: str, begin: int, end: int) -> int:
    """Where a name can begin between these places.

    Behind the last word that no name runs across.
    """
    return max((match.end() for match in _STOP.finditer(text, begin, end)), default=begin)


def is_generic(stem: str) -> bool:
    """Whether nothing before a name's last word tells which one it is: 乡镇, 民办, 所 …"""
    return _GENERIC.fullmatch(stem) is not None


def _is_place(stem: str, first: bool, suffix: str) -> bool:
    """Whether the words before 县, 镇 … can be a place's own.

    Two to four characters, one only in 攸县.
    """
    if suffix == "省":
        return _PROVINCE.fullmatch(stem) is not None
    least = 1 if first and suffix == "县" else 2
    return least <= len(stem) <= 4 and not _NOT_IN_PLACE.search(stem)
