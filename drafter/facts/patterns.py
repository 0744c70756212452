"""The patterns the reader of figures scans with, for each way in which a fact or gap is written.

Every repetition is bounded or starts only where none stands before it, so a hostile text costs no
more than a long one.
"""

import re

from drafter.facts.dates import DATE, DATE_SIGNS
from drafter.facts.later import Later
from drafter.facts.numerals import CAPITALS, VULGAR
from drafter.facts.placeholders import GAP, GAP_SIGNS, HAN
from drafter.facts.units import (
    COUNTERS,
    EQUIPMENT,
    ESTIMATED,
    HALVED,
    MID,
    MONEY,
    MONEY_SIGNS,
    MULTIPLIER,
    ORDINAL_UNITS,
    PREFIXED,
    UNIT,
    UNIT_BEGINS,
    certain,
)


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


# --- parts of numbers ---
NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,6}(?![\d,])|\d+)(?:\.\d+)?"
# 1千零20万, 3万4000, 1万3千: a number in digits that goes on behind 千 or 万
_CHAINED = (
    r"(?<![\d.])\d{1,4}(?:[亿万千百]零?\d{1,4}){1,4}(?:(?:(?<!\d{4})[百千])?[万亿]"
    rf"|(?<=[亿万千百]\d)[百千]|(?!{PREFIXED})(?<!\d{{4}})[十百千])?(?![\d.])"
)
_DIGITS = (
    rf"(?:{_CHAINED}|\d{{1,4}}[百千](?=[余多来][万亿])|{NUMBER}"
    r"|(?:(?<=[为达至是约于到长降升率幅值额量])|(?<=[为达至是约于到长降升率幅值额量][-+]))\.\d{1,8})"
)
_CAPITAL_ONES = "壹贰叁肆伍陆柒捌玖"
_ONES = f"一二三四五六七八九{_CAPITAL_ONES}"
_SIGNS = "零〇一二两三四五六七八九十百千万亿"
NUMERAL = f"[{_SIGNS}]{{1,16}}"
_SIGN = f"(?:(?!{PREFIXED})[{_SIGNS}廿卅兩萬億])"  # the 千 of 千瓦 is no numeral
_IN_SIGNS = (
    f"{_SIGN}{{1,40}}(?:点[〇零○一二三四五六七八九]{{1,8}}(?:[百千]?[万亿]{{1,2}})?"
    rf"|(?<=[百千万亿])\d{{1,4}}(?![\d.]))?"
)
_CAPITALS = f"[{CAPITALS}零万亿]{{2,24}}|[{CAPITALS}]"
_VAGUE = "(?:(?<![跨迈登站])(?<!成千)上|[数几]|好几)[十百千万]{1,3}[亿万]?|几"
TO = r"(?:[-–—]{1,2}|[~～]{1,2}|[至到])"

# --- words that make a figure vague or bound it ---
BEFORE = _any(
    "不少于|不低于|不满|未满|不超过|不高于|不多于|不足|不到|大约|将近|接近|超过|突破|至少|至多|最高"
    "|最低|高于|低于|少于|多于",
    "(?<![签预节公集合履违契条制特邀续解隐婉])约",
    "(?<![附最邻就亲靠远])近",
    "(?<![彩高赶反商B])超",  # 彩超4台 is a machine, 商超36家 are shops
    "逾",
    "(?<![圆饱充美不])满",
)
_BOUNDS = "不未大将接超突至最高低少多约近逾满"  # what BEFORE begins with
AFTER = "(?:以上|以下|以内|以外|左右|上下|不等|之内)"
_WITHIN = (
    "(?:(?<=[天日周年月时钟秒里米])内(?![容部外设地生涵存科]))"  # 15日内; 12所内设 is another word
)
_COUNTED_NEXT = rf"(?=[十百千]?[万亿]|[{UNIT_BEGINS}])"  # 300多人, not 2多媒体
# 3年多, 2小时半
_NO_MORE = "层元功部媒样种方边项次收支付缴拨发投销卖增产额"  # 4.41亿元|多收3200万元
_MORE = rf"(?:[多余](?![{_NO_MORE}])|半(?![价程径山坡封旱脱]))(?![{HAN}]?样)"

# A numeral in these words belongs to the word: 学前一年, 第一, 周三, 统一, 数十.
NOT_AFTER = (
    r"(?<!学前)(?<!星期)(?<![倆仨壹贰叁肆柒捌玖拾佰仟])(?<![一二三四五六七八九十\d]点)(?!(?<=[大小老])[一二三四五六七八九十百千万亿](?![一二三四五六七八九十百千万亿点零〇]))(?<![初周第万〇零一二两三四五六七八九十百千亿])(?<!(?<!提)高)"
    r"(?!(?<=[统同唯单逐进专之不惟划整合归纯任])一)(?!(?<=期)一(?![年个]))(?!(?<=[数几])[十百千万亿])"
)
# --- addresses, file names, numbers of standards, tokens: kept to the letter, whatever digits and
# x's they hold ---
_ON_THE_NET = (  # of pages and of mail
    r"(?:https?://|www\.)[!-~]{1,200}",
    r"(?<![A-Za-z0-9._/-])[A-Za-z0-9._/-]{1,60}\?[A-Za-z0-9_]{1,20}=[!-~]{1,200}",
    r"(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,60}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,20}){1,4}",
)
ADDRESS_ON_THE_NET = "|".join(_ON_THE_NET)
_ADDRESSES = (
    *_ON_THE_NET,
    r"(?<![A-Za-z0-9._-])[A-Za-z0-9_-]{1,60}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|txt|csv|zip|rar|html?"
    r"|jpe?g|png|mp4)(?![A-Za-z0-9])",
    r"【[FG]\d{1,6}】",  # a token of ours that notes hold themselves
    # GB/T 9704-2012
    r"(?<![A-Za-z/])[A-Z]{1,6}(?:/[A-Z]{1,4})? ?\d{1,6}(?:\.\d{1,3})?[-—–](?:19|20)\d{2}(?!\d)",
)

# --- codes: letters and digits that name something, and counts that are part of a set phrase ---
# Numbers anybody may call; without a unit after them they count nothing. 分别为114、200场次 counts.
_HOTLINE = (
    r"(?<![\d.])(?<!分别)(?<!分别[为是达有])(?:12345|123(?:05|09|15|18|20|28|29|33|38|48|50|51|55"
    r"|56|58|61|63|66|69|73|77|78|79|80|85|86|"
    r"88|89|93|95|96)"
    r"|11[0249]|12[0-9](?=急救|中心))(?![\d.,%/万亿余多])"
)
_VERSION = r"\d{1,2}\.0版?(?![\d%‰.万亿:：∶])"  # 工程2.0
_CODES = (
    r"(?<![A-Za-z])[A-Z]{1,3}\d{1,4}\+\d{3}(?!\d)",  # K42+300: a place on a road
    r"(?<![A-Za-z])[A-Za-z]{1,12}(?:[-_][A-Za-z]{0,3}\d{1,4}){2,4}(?![A-Za-z0-9])",  # LP-03-A12
    rf"[{HAN}][A-Z]·[A-Z0-9]{{5,6}}(?![A-Za-z0-9])",  # of a car
    r"(?<![A-Za-z])[A-Za-z]{1,12}[-_]?\d{1,8}(?:\.\d{1,3})?[A-Za-z]{0,8}(?:线|高速|国道|省道"
    r"|路(?![段口]))?",
    r"\d{1,4}(?:\+(?:\d{1,4}|[NX](?![A-Za-z]))){1,5}(?!\d)",  # 5+2, 1+X, 1+N
    r"\d{1,4}[xX×*]\d{1,4}(?!\d)",  # 3x3, 4×100米
    # 1.2.3, 10..1, 12-34-56, 05/05/89, 2e5: digits that make no number and no date
    r"(?<![\d.])(?!(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d))(?:\d{1,6}(?:\.\d{1,6}){2,5}|\d{1,6}\.\.\d{1,6}"
    r"|\d{1,8}(?:-\d{1,8}){2,5}|\d{1,4}(?:/\d{1,4}){2,3}|\d{1,6}(?:\.\d{1,6})?(?:[eE][+-]?|\^)\d{1,4})(?![\d.A-Za-z])",
    # 15K, 2.5M元: no unit; 10日元5钱
    r"(?=[-+\d])(?:(?<![\d.A-Za-z])\d{1,8}(?:\.\d{1,4})?[kKMGTB](?![A-Za-z0-9²³/])"
    rf"|(?<![\d.])[-+]?\d{{1,8}}(?:\.\d{{1,4}})? ?[kKMwW](?![A-Za-z])(?=[{UNIT_BEGINS}])"
    r"|(?<![\d.])\d{1,8}(?:\.\d{1,2})?(?:[美日港欧韩澳加]?元)\d{1,2}[钱毛仙])",
    # 8.2w人次, 3'500元, 119°30′, 1.2×10⁸: kept to the letter
    rf"(?<![\d.])\d{{1,8}}(?:\.\d{{1,4}})?(?:[wWkK](?=[余多]?(?![A-Za-z])[{UNIT_BEGINS}])|°\d{{1,2}}(?:\.\d{{1,4}})?[′'](?:\d{{1,2}}[″\"])?)"
    r"|(?<![\d.])\d{1,3}(?:['’´‘]\d{3}){1,3}(?!\d)"
    r"|(?<![\d.])(?:\d{1,6}(?:\.\d{1,6})?[×xX*])?10[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}",
    r"(?<![\d.])\d(?:G|D|K|[A-F]级|A)(?![A-Za-z])|A{2,5}级?(?![A-Za-z])|(?<![A-Za-z])[A-D]级",
    r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,4}[类级期型]?",
    # 小（2）型, 三（A）级, 一（甲）类: a number in the name of a class
    rf"(?:[大中小一二三四五六七八九甲乙丙丁]|(?<=[{HAN}]))[（(](?:\d{{1,2}}|[A-Z一二三四五六七八九十甲乙丙丁])[)）]"
    r"(?:型(?!号|材)|类(?!似|别|型)|级(?!联|别)|(?<=[一二三四五六七八九][（(]\d[)）])班)",
    r"(?<!\d)\d{3,6}(?:热线|(?=平台|政务服务|便民服务|服务热线|举报|急救|指挥|工单))",
    rf"十[三四五六]五(?!{certain(' '.join(COUNTERS))}|[万百千])",
    # set phrases that count: 五大中心, 三年行动; letter for letter, like a name
    rf"(?<![{HAN}]十)(?<![第〇零一二两三四五六七八九十百千万])[二两三四五六七八九十]大(?!于|约|多"
    rf"|都|家|学|部|小|量|洲|型|队|班|月|院)",
    r"(?<![第〇零一二两三四五六七八九十百千万])[一两三五十]年(?:攻坚|行动|大提升|倍增|规划|计划)",
)

LIST_MARK = (
    rf"(?<![{HAN}A-Za-z0-9])[（(]\d{{1,2}}[)）]|(?:(?<=^)|(?<=[；;。，,：:、\s]))\d{{1,2}}[)）]"
    r"|(?:(?<=^)|(?<=[；;。：:\s]))\d{1,2}[.．、](?![\dx])"
)
# --- a figure: what bounds it, its sign, one numeral or the two ends of a range, its unit ---
_NEGATIVE = rf"(?<![\d减担背自胜抱欺辜增肩])负(?:增长)?|零[下上](?=[\d{_SIGNS}几数{CAPITALS}.])"
_EDGE = r"(?:(?<=^)|(?<=[（(：:，,、；;\s比长速幅率降化差为达至到是由从计于出入额量值利损增~～]))"
_MINUS = (
    rf"{_EDGE}[-+](?=\.?\d|[$¥￥€£])|±"
    rf"|(?<=[{HAN}])(?<![千百万亿])-(?=\d[\d,.零千百万亿]{{0,24}}(?:[%‰℃]|°C|余?[万亿]{{0,2}}美?元|个?百分点|[~～至到]-?\d))"
)
_PENCE = rf"[{_ONES}\d](?:角|分(?![之钟别]))"
_MONEY_SIGN = "|".join(re.escape(sign) for sign in MONEY_SIGNS if sign != "人民币")
# 三成四, 三成半 beside the units themselves
_IN_UNIT = rf"(?:成[一二三四五六七八九半](?=[，,。；;、）)以左的]|$)|{UNIT})"


def _quantity(prefix: str, sign: str, numeral: str, unit: str) -> str:
    """A figure whose parts are the groups n1, m1, u … with the prefix; `unit` can be optional."""
    p = prefix
    mid = f"{MID}{_COUNTED_NEXT}" if not p else f"[余多来几]{_COUNTED_NEXT}"
    return (
        rf"(?P<{p}n1>{numeral})(?P<{p}a1>{mid})?(?P<{p}m1>{MULTIPLIER})(?P<{p}b1>{mid})?"
        rf"(?:(?P<{p}u1>{_IN_UNIT})?(?P<{p}to>{TO})(?P<{p}s2>{sign})?(?P<{p}n2>{numeral})"
        rf"(?P<{p}a2>{mid})?(?P<{p}m2>{MULTIPLIER})(?P<{p}b2>{mid})?)?"
        rf"(?P<{p}u>{_IN_UNIT}){unit}(?P<{p}after>{AFTER}|{_WITHIN}|{_MORE})?"
    )


# What a figure begins with: elsewhere nothing is tried, which keeps reading fast.
_BEGINS = rf"(?=[\d{_BOUNDS}负零$¥￥€£RUH.±+-])"
_BEGINS_IN_SIGNS = f"(?=[{_BOUNDS}{_SIGNS}{CAPITALS}廿卅萬億负上数几好+-])"
_NUMBER_FACT = (
    f"{_BEGINS}"
    rf"(?P<before>{BEFORE})?(?P<sign>{_NEGATIVE}|{_MINUS})?(?P<money>{_MONEY_SIGN})?"
    + _quantity("", r"负|零[下上]|(?<=[至到~～])[-+]", _DIGITS, "?")
)
_NUMERAL_FACT = (
    f"{_BEGINS_IN_SIGNS}"
    rf"(?P<cbefore>{BEFORE})?(?P<csign>{_NEGATIVE}|(?<=[为达至到是由率速幅])[-+](?=[{_SIGNS}]))?"
    rf"{NOT_AFTER}(?!(?<=[每这那某另新上下])一)"
    + _quantity("c", "负|零[下上]", f"(?:{_VAGUE}|{_CAPITALS}|{_IN_SIGNS})", "")
)
_SHARE = (
    rf"(?:[{_SIGNS}几]{{1,16}}(?:点[〇零一二三四五六七八九]{{1,8}})?"
    rf"|{NUMBER}(?:[kKMwWGTB](?![A-Za-z0-9]))?)"
)
_VULGAR = "".join(VULGAR)
_NOT_OF_PARTS = "[千百]?伏|[kK]?V|年|班|期|号|届|[日天]|层|楼|级"  # 10/35千伏, 5/6年级
_PART = rf"(?:[{_SIGNS}]{{1,12}}|\d{{1,6}})"
_NUMERALS_ON = f"(?=[{_SIGNS}]{{2,16}}[、和与及以])"
_ROUND = "(?:[十百千]?(?:万亿|[万亿])|[百千])"  # 千亿


def _way(name: str, text: str, begins: str = "") -> Later:
    """One way to write a fact or gap, as a group of its name; two can have one name.

    begins  see Later
    """
    return Later(f"(?P<{name}>{text})", begins)


NUMBER_ALONE = _way("number", _NUMBER_FACT)
CHINESE_ALONE = _way("chinese", _NUMERAL_FACT)
ROUND_ALONE = _way(
    "round",
    rf"(?=[破过上数达{_BOUNDS}{_SIGNS}])(?:"
    rf"(?:{BEFORE}|破|(?<![经通越超难胜])过|(?<![跨迈登站])(?<!成[千百])上|数|达)"
    rf"{_ROUND}(?:元?级)?(?![{HAN}]?[{_SIGNS}])"
    rf"|(?<![{_SIGNS}数几上A-Za-z\d×*○余多])(?:[十百千](?:万亿|[万亿])|万亿)元?级)",
)
# In the order in which they are tried at one place.
WAYS: tuple[Later, ...] = (
    _way("address", f"(?=[0-9A-Za-z._/【-])(?:{'|'.join(_ADDRESSES)})"),
    GAP,
    _way("list_mark", LIST_MARK),
    _way("code", "|".join(_CODES)),
    # 7 2折: digits apart
    _way("code", rf"(?<=[{HAN}])\d(?: \d){{1,8}}(?={UNIT})", r"\d \d"),
    _way("code", rf"(?:{_HOTLINE}|{_VERSION})(?!{UNIT})", f"{_HOTLINE}|{_VERSION}"),
    _way("date", DATE),
    _way(
        "yuan",  # 壹元贰角, 3元5角, 肆元零伍分, 肆角叁分, 负壹角
        rf"(?=[负{CAPITALS}{_SIGNS}\d])(?P<ysign>负)?(?:"
        rf"(?P<y1>[{CAPITALS}零万亿]{{1,24}}|{NUMBER}|{NUMERAL})[元圆]零?(?={_PENCE})"
        rf"|{NOT_AFTER}(?=[{_ONES}\d]角(?:零?[{_ONES}\d]分(?![之钟别])|整)"
        rf"|[{_CAPITAL_ONES}]角|\d角(?=[，,。；;、）)以左]|$)))"
        rf"(?:(?P<y2>[{_ONES}\d])角)?(?:零?(?P<y3>[{_ONES}\d])分(?![之钟别]))?[整正]?",
    ),
    _way(
        "percent_cn",
        rf"(?=[{_BOUNDS}负百千]){BEFORE}?(?:负(?:增长)?)?"
        rf"[百千]分之{_SHARE}(?:{TO}(?:百分之)?{_SHARE})?{AFTER}?",
    ),
    _way(
        "fraction",
        rf"(?=[\d{_BOUNDS}{_SIGNS}负半{_VULGAR}-])(?:"
        rf"{BEFORE}?负?(?<![{HAN}]百)(?:{_PART}又)?{_PART}分之{_PART}{AFTER}?"
        rf"|{BEFORE}?(?:(?<=[为是达至到于])-)?(?<![\d/])"
        rf"(?:\d{{1,3}} )?\d{{1,4}}/\d{{1,4}}(?![\d/])(?!{_NOT_OF_PARTS}){AFTER}?"
        rf"|(?<![\d/.])\d{{1,6}}(?:\.\d{{1,3}})?/(?:10|100)?万(?![{HAN}]?元)"
        rf"|{BEFORE}?[{_VULGAR}]{AFTER}?|(?<![过大])(?:一半|半数)(?![{HAN}]?是){AFTER}?)",
    ),
    _way(
        "ratio",
        r"(?<![\d.])\d{1,6}(?:\.\d{1,3})?(?:[:：∶]\d{1,6}(?:\.\d{1,3})?){1,3}(?![\d.])"
        r"|(?<![\d.])\d{1,4}(?:\.\d{1,2})?比\d{1,4}(?:\.\d{1,2})?(?![\d.%‰万亿年月日])"
        r"|(?<=[为以是达约按])[一二三四五六七八九十]{1,2}比[一二三四五六七八九十]{1,2}(?![分例较上一重])",
    ),
    _way(
        "lasting",
        rf"(?=[\d{_BOUNDS}{_SIGNS}]){BEFORE}?(?<![\d.])"
        r"(?:\d{1,3}个?小时\d{1,2}分钟?(?:\d{1,2}秒)?"
        rf"|\d{{1,3}}分钟?\d{{1,2}}秒"
        rf"|(?:\d{{1,3}}|{NOT_AFTER}{NUMERAL})年零(?:\d{{1,2}}|{NUMERAL})个月){AFTER}?",
    ),
    _way(
        "ordinal",
        rf"第(?:{NUMERAL}|\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d{{1,6}}(?:[-–—~～至]\d{{1,6}})?)(?:阶段|年级|["
        + ORDINAL_UNITS
        + "])?"
        r"|(?<![第〇零一二两三四五六七八九十])(?:[一二三]?十[一二三四五六七八九]?)届(?:[一二三四五"
        r"六七]中全会)?"
        r"|(?<=[国省市县区球界])前[二三四五六七八九十](?![一二三四五六七八九十季年月天周后])"
        r"|党的[一二]?十[一二三四五六七八九]?大",
    ),
    _way(
        "estimate",
        rf"(?=[1-8{_BOUNDS}])(?P<ebefore>{BEFORE})?"
        rf"(?<![\d.、第])(?P<e1>[1-8])、(?P<e2>[2-9])(?P<eu>[{ESTIMATED}])(?!、)",
    ),
    NUMBER_ALONE,
    _way("fan", r"翻[了上]?(?:[一二两三四五六七八九十几]|\d{1,2})?番(?![茄薯])(?:多|以上|左右)?"),
    _way(
        "half",
        rf"(?=[半{_BOUNDS}]){BEFORE}?(?<![上下前后大小过一每学多两])"
        rf"半(?:{HALVED})(?![报刊考总小度工])"
        rf"(?:{AFTER}|内(?![容部外])|多)?",
    ),
    _way(
        "bare",
        rf"(?<=[为是达至到于约])(?:负?[{_SIGNS}]{{1,16}}点[〇零○一二三四五六七八九]{{1,8}}"
        rf"|负[{_SIGNS}]{{1,16}}|(?<=[于至到])[{_SIGNS}]{{2,16}})(?=[，。；、）且,;]|以[上下内]|左右|$)",
    ),
    _way(
        "bare",  # 二百三十三、五百七十七户: the unit stands behind the last
        rf"{_NUMERALS_ON}(?<![。；;：:\n])(?<!^){NOT_AFTER}"
        rf"(?=[{_SIGNS}]{{0,15}}[十百千万])[{_SIGNS}]{{2,16}}"
        rf"(?=(?:、[{_SIGNS}]{{2,16}}){{0,6}}(?:[、和与及]|以及)[{_SIGNS}]{{2,16}}(?!年代|{MONEY}){UNIT})",
        _NUMERALS_ON,
    ),
    CHINESE_ALONE,
    ROUND_ALONE,
)
# What any of them begins with; elsewhere none is tried.
ANY_BEGINS = re.compile(
    rf"[{GAP_SIGNS}{DATE_SIGNS}{_BOUNDS}{_SIGNS}{CAPITALS}{_VULGAR}a-z/负半几数好破过达翻党廿卅萬億¥￥€£"
    rf"ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ小甲乙丙丁±+-]|[{HAN}](?=[A-Z]·)"
)
TITLE = re.compile(r"《[^《》\n]{0,200}(?:《[^《》\n]{0,100}》[^《》\n]{0,100}){0,4}》")
# The year and number of a document (发文字号), in whatever brackets; the number may be a gap.
DOCUMENT = re.compile(
    r"[〔\[［【（(](?P<year>(?:19|20)\d{2})[〕\]］】）)]第?(?:(?P<number>\d{1,5})号"
    r"|(?=[x×X*_○\d \u3000]{1,9}号))"
)
# What makes the digits after letters a number of their own: CT1台, DR2台.
COUNTED = re.compile(rf"[十百千]?[万亿]?[余多]?[{EQUIPMENT}]")
