"""The patterns the reader of figures scans with, one for each way a fact or gap is written.

Every repetition is bounded or starts only where none stands before it, so a hostile text costs no
more than a long one.
"""

import re

from drafter.facts.placeholders import GAP, HAN
from drafter.facts.units import (
    CHINESE_UNITS,
    COUNTED_PAIRS,
    COUNTERS,
    EQUIPMENT,
    ESTIMATED,
    MID,
    MULTIPLIER,
    ORDINAL_UNITS,
    UNIT,
    certain,
)

_MARK = r"，,。；;：:、（()）\s"


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


# --- parts of numbers ---
NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,6}(?![\d,])|\d+)(?:\.\d+)?"
NUMERAL = r"[零〇一二两三四五六七八九十百千万亿]{1,16}"
TO = r"(?:[-–—~～]{1,2}|至)"
CHINESE_UNIT = (
    "(?:" + "|".join([*sorted(CHINESE_UNITS, key=lambda u: (-len(u), u)), COUNTED_PAIRS]) + ")"
)

# --- words that make a figure vague or bound it ---
BEFORE = _any(
    "不少于|不低于|不满|未满|不超过|不高于|不多于|不足|不到|大约|将近|接近|超过|突破|至少|至多|最高"
    "|最低|高于|低于|少于|多于",
    "(?<![签预节公集合履违契条制特邀续解隐婉])约",
    "(?<![附最邻就亲靠远])近",
    "(?<![彩高赶反B])超",  # 彩超4台 is a machine
    "逾",
    "(?<![圆饱充美不])满",
)
AFTER = "(?:以上|以下|以内|以外|左右|上下|不等|之内)"
_WITHIN = (
    "(?:(?<=[天日周年月时钟秒里米])内(?![容部外设地生涵存科]))"  # 15日内; 12所内设 is another word
)
_COUNTED_NEXT = rf"(?=[十百千]?[万亿]|{UNIT})"  # 300多人, not 2多媒体
# 3年多, 2小时半
_MORE = rf"(?:[多余](?![层元功部媒样种方边项次])|半(?![价程径山坡封旱脱]))(?![{HAN}]?样)"

# --- dates ---
_YEAR = _any(
    r"(?:19|20)\d{2}年",
    # 25年 is a year only where the words beside it say so; else it is a span of time
    r"(?<!\d)[12]\d年(?=[上下]半年|度|\d{1,2}月|底|末|春季|秋季|[一二三四前]{1,2}季度)",
    r"(?<![\d第近满约])2\d年(?=[、和与至比]2\d年)|(?<=2\d年[、和与至比])2\d年",
    r"(?<=[比较])2\d年(?=[增下提减上同末底])",
    rf"(?:(?<=^)|(?<=[{_MARK}]))2\d年(?=[全我][县市区省局系镇乡]|招聘|招录|计划|拟|将|预计|力争"
    rf"|新[增建]|完成|累计|实[施现]|工作)",
    "[一二][〇零○九一二三四五六七八]{3}年",
)
_IN_YEAR = (
    r"(?:度|上半年|下半年|前?第?[一二三四1-4]季度|底|末|初(?![中级步审赛])|春季|夏季|秋季|冬季"
    r"|全年)?"
)
_IN_MONTH = r"(?:上中旬|中下旬|上旬|中旬|下旬|底|末|初(?![中级步审赛一二三]))?"
_BOUND = (
    r"(?:底前|底以前|以前|之前|以后|之后|以来|起(?![草步点源航飞初])|止(?![步损])"
    r"|前(?!(?:\d{1,2}|[一二三四五六七八九十两几])(?:个?月|天|年|周|季)|[后期往来])"
    r"|后(?![期续勤备]))?"
)
_DAY = r"\d{1,2}[日号]"
_ON_THE_HOUR = r"(?:[01]?\d|2[0-4])时(?![\d候期间任段刻常有而装事空效])"
_MONTH = rf"\d{{1,2}}月(?!\d{{3}})(?:份|{_DAY}(?:{_ON_THE_HOUR})?)?{_IN_MONTH}"
_CHINESE_DAY = "(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_CHINESE_MONTH = (
    rf"(?:十[一二]?|[一二三四五六七八九])月(?:{_CHINESE_DAY}|份|底|初(?!中)|上中旬|中下旬|中旬|上旬"
    rf"|下旬)"
)
_ISO = r"(?<![\d.])(?:19|20)\d{2}(?P<iso>[-./])\d{1,2}(?P=iso)\d{1,2}(?![\d.])"
_HOUR = r"\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分|半|整)?)"
_CLOCK = _any(
    rf"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|早){_HOUR}(?:{TO}{_HOUR})?",
    rf"{_HOUR}{TO}\d{{1,2}}(?:[:：]\d{{2}}|[时点](?:\d{{1,2}}分|半|整)?)",
    r"(?<=[日号])\d{1,2}[:：]\d{2}(?!\d)",
    r"\d{1,2}[:：][0-5]\d(?=[前起开召准])",
    r"\d{1,2}[时点](?:\d{1,2}分|半|整)(?!钟)",
    rf"(?<![\d.]){_ON_THE_HOUR}",
)
# A numeral in these words belongs to the word: 学前一年, 第一, 周三, 统一, 数十.
NOT_AFTER = (
    r"(?<!学前)(?<!星期)(?<![初周大小老第万〇零一二两三四五六七八九十百千亿])(?<!(?<!提)高)"
    r"(?!(?<=[统同唯单逐进专之不惟划整合归纯任期])一)(?!(?<=[数几])[十百千万亿])"
)
_DATES = (
    rf"{_YEAR}?\d{{1,2}}月\d{{1,2}}{TO}{_DAY}",  # 4月22-24日
    rf"{_YEAR}?\d{{1,2}}月{_DAY}{TO}(?:{_YEAR}?\d{{1,2}}月)?{_DAY}",
    rf"{_YEAR}?\d{{1,2}}月?{TO}{_YEAR}?\d{{1,2}}月{_IN_MONTH}{_BOUND}",
    rf"(?<!\d)(?:19|20)\d{{2}}年?{TO}(?:19|20)\d{{2}}(?:年{_IN_YEAR}|学年)",
    _ISO,
    rf"{_YEAR}(?:{_MONTH}|{_CHINESE_MONTH}|{_IN_YEAR}){_BOUND}",
    rf"{_MONTH}{_BOUND}",
    rf"{NOT_AFTER}{_CHINESE_MONTH}{_BOUND}",
    r"前?第?[一二三四]季度|第?[1-4]季度(?!\d)",
    rf"{_CLOCK}(?:前|起|后)?",
    r"(?<![\d.])\d{1,2}日(?![内游均常程报用产供])(?:前|起|止)?",
)

# --- addresses, file names, numbers of standards, tokens: kept to the letter, whatever digits and
# x's they hold ---
_ADDRESSES = (
    r"(?:https?://|www\.)[!-~]{1,200}",
    r"(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,60}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,20}){1,4}",
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
    rf"|11[0249]|12[0-9](?=急救|中心))(?![\d.,%]|{MULTIPLIER}{UNIT})"
)
_CODES = (
    r"(?<![A-Za-z])[A-Z]{1,3}\d{1,4}\+\d{3}(?!\d)",  # K42+300: a place on a road
    r"(?<![A-Za-z])[A-Za-z]{1,12}(?:[-_][A-Za-z]{0,3}\d{1,4}){2,4}(?![A-Za-z0-9])",  # LP-03-A12
    rf"[{HAN}][A-Z]·[A-Z0-9]{{5,6}}(?![A-Za-z0-9])",  # of a car
    r"(?<![A-Za-z])[A-Za-z]{1,12}[-_]?\d{1,8}(?:\.\d{1,3})?[A-Za-z]{0,8}(?:线|高速|国道|省道"
    r"|路(?![段口]))?",
    r"\d{1,4}(?:\+(?:\d{1,4}|[NX](?![A-Za-z]))){1,5}(?!\d)",  # 5+2, 1+X, 1+N
    r"\d{1,4}[xX×*]\d{1,4}(?!\d)",  # 3x3, 4×100米
    r"(?<![\d.])\d(?:G|D|K|[A-F]级|A)(?![A-Za-z])|A{2,5}级?(?![A-Za-z])|(?<![A-Za-z])[A-D]级",
    r"\d{1,2}\.0版?(?![\d%‰.万亿])(?!" + UNIT + ")",  # a version: 工程2.0
    r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,4}[类级期型]?",
    r"(?<!\d)\d{3,6}(?:热线|(?=平台|政务服务|便民服务|服务热线|举报|急救|指挥|工单))",
    _HOTLINE,
    rf"十[三四五六]五(?!{certain(' '.join(COUNTERS))}|[万百千])",
    # set phrases that count: 五大中心, 三年行动; letter for letter, like a name
    rf"(?<![{HAN}]十)(?<![第〇零一二两三四五六七八九十百千万])[二两三四五六七八九十]大(?!于|约|多"
    rf"|都|家|学|部|小|量|洲|型|队|班|月|院)",
    r"(?<![第〇零一二两三四五六七八九十百千万])[一两三五十]年(?:攻坚|行动|大提升|倍增|规划|计划)",
)

_LIST_MARK = (
    rf"(?<![{HAN}A-Za-z0-9])[（(]\d{{1,2}}[)）]|(?:(?<=^)|(?<=[；;。，,：:、\s]))\d{{1,2}}[)）]"
    r"|(?:(?<=^)|(?<=[；;。：:\s]))\d{1,2}[.．、](?![\dx])"
)
_NUMBER_FACT = (
    rf"(?P<before>{BEFORE})?"
    r"(?P<sign>(?:(?<=^)|(?<=[（(：:，,、；;\s比长速幅率降化差]))[-+])?"
    rf"(?P<n1>{NUMBER})(?P<a1>{MID}{_COUNTED_NEXT})?(?P<m1>{MULTIPLIER})(?P<b1>{MID}{_COUNTED_NEXT})?"
    rf"(?:(?P<u1>{UNIT})?(?P<to>{TO})(?P<n2>{NUMBER})(?P<a2>{MID}{_COUNTED_NEXT})?(?P<m2>{MULTIPLIER})"
    rf"(?P<b2>{MID}{_COUNTED_NEXT})?)?"
    rf"(?P<u>{UNIT})?(?P<after>{AFTER}|{_WITHIN}|{_MORE})?"
)
_TENTHS_END = r"(?![效果本立为绩功员熟型长都交人品年语份套片群千百不就语见])"

# In the order in which they are tried at one place.
PATTERNS: dict[str, str] = {
    "address": "|".join(_ADDRESSES),
    "gap": GAP.pattern,
    "list_mark": _LIST_MARK,
    "code": "|".join(_CODES),
    "date": "|".join(_DATES),
    "percent_cn": rf"{BEFORE}?百分之(?:{NUMERAL}(?:点{NUMERAL})?|{NUMBER}){AFTER}?",
    "fraction": (
        rf"{BEFORE}?(?<![{HAN}]百){NUMERAL}分之{NUMERAL}{AFTER}?"
        rf"|{BEFORE}?(?<![\d/])\d{{1,4}}/\d{{1,4}}(?![\d/])(?!{UNIT}){AFTER}?"
    ),
    "ratio": r"(?<![\d.])\d{1,6}(?:\.\d{1,3})?(?:[:：∶]\d{1,6}(?:\.\d{1,3})?){1,3}(?![\d.])",
    "lasting": (
        rf"{BEFORE}?(?<![\d.])(?:\d{{1,3}}个?小时\d{{1,2}}分钟?(?:\d{{1,2}}秒)?"
        rf"|\d{{1,3}}分钟?\d{{1,2}}秒){AFTER}?"
    ),
    "ordinal": (
        rf"第(?:{NUMERAL}|\d{{1,3}}(?:,\d{{3}})+(?![\d,])|\d{{1,6}}(?:[-–—~～至]\d{{1,6}})?)(?:["
        + ORDINAL_UNITS
        + "]|阶段)?"
        r"|(?<![第〇零一二两三四五六七八九十])(?:[一二三]?十[一二三四五六七八九]?)届(?:[一二三四五"
        r"六七]中全会)?"
        r"|(?<=[国省市县区球界])前[二三四五六七八九十](?![一二三四五六七八九十季年月天周后])"
        r"|党的[一二]?十[一二三四五六七八九]?大"
    ),
    "mixed": (
        rf"(?P<mb>{BEFORE})?(?<![\d.])\d{{1,4}}[万亿千](?:\d{{1,4}}(?:千万|百万|[万千百十])){{1,3}}"
        rf"(?P<mu>{UNIT})(?P<ma>{AFTER})?"
    ),
    "estimate": rf"(?<![\d.、第])(?P<e1>[1-8])、(?P<e2>[2-9])(?P<eu>[{ESTIMATED}])(?!、)",
    "number": _NUMBER_FACT,
    "tenths": rf"{BEFORE}?{NOT_AFTER}(?<![完建变组])[一二两三四五六七八九]成{_TENTHS_END}"
    r"(?:[一二三四五六七八九](?=[，,。；;、）)以左的]|$))?(?:以上|以下|左右|多)?",
    "chinese": (
        rf"(?P<cbefore>{BEFORE})?{NOT_AFTER}(?!(?<=[每这那某另新上下])一)"
        rf"(?:(?P<cfrom>{NUMERAL})至)?(?P<c>(?:[上数几]|好几)[十百千万]{{1,3}}[亿万]?|{NUMERAL}|几)"
        rf"(?P<cmid>[余多来几](?=[万亿]?{CHINESE_UNIT}))?(?P<cm>[万"
        rf"亿]?)(?P<cu>{CHINESE_UNIT})(?P<cafter>{AFTER}|{_WITHIN})?"
    ),
}
TITLE = re.compile(r"《[^《》\n]{0,200}(?:《[^《》\n]{0,100}》[^《》\n]{0,100}){0,4}》")
# The year and number of a document (发文字号), in whatever brackets; the number may be a gap.
DOCUMENT = re.compile(
    r"[〔\[［【（(](?P<year>(?:19|20)\d{2})[〕\]］】）)]第?(?:(?P<number>\d{1,5})号"
    r"|(?=[x×X*_○\d \u3000]{1,9}号))"
)
SCAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS.items()))
NUMBER_ALONE = re.compile(_NUMBER_FACT)
CHINESE_ALONE = re.compile(PATTERNS["chinese"])
TENTHS_AFTER = re.compile(rf"成{_TENTHS_END}(?P<after>{AFTER}|多)?")
# What makes the digits after letters a number of their own: CT1台, DR2台.
COUNTED = re.compile(rf"[十百千]?[万亿]?[余多]?[{EQUIPMENT}]")
