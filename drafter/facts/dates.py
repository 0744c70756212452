"""Dates, parts of the year and times of day: how they are written, and what each states.

A date is printed in Arabic digits (GB/T 15835), but for lunar dates and years of an era, which stay
as they are written.
"""

import re

from drafter.facts.fact_keys import fact_of
from drafter.facts.numerals import chinese_number
from drafter.records import Fact, FactKind

_MARK = r"，,。；;：:、（()）\s"
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_TO = r"(?:[-–—~～]{1,2}|[至到])"


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


# --- years ---
_CHINESE_YEAR = "[一二][〇零○九一二三四五六七八]{3}年"
_YEAR = _any(
    r"(?:19|20)\d{2}年",
    r"(?<!\d)1[0-8]\d{2}年|(?<=[于在])[1-9]\d{2}年|公元前?\d{1,4}年",
    # 25年 is a year only where the words beside it say so; else it is a span of time
    r"(?<!\d)[12]\d年(?=[上下]半年|度|\d{1,2}月|[一二三四五六七八九十]{1,2}月|底|末|春季|秋季|[一二三四前]{1,2}季度)",
    r"(?<![\d第近满约])2\d年(?=[、和与至比]2\d年)|(?<=2\d年[、和与至比])2\d年",
    r"(?<=[比较])2\d年(?=[增下提减上同末底])",
    rf"(?:(?<=^)|(?<=[{_MARK}]))2\d年(?=[全我][县市区省局系镇乡]|招聘|招录|计划|拟|将|预计|力争"
    rf"|新[增建]|完成|累计|实[施现]|工作)",
    _CHINESE_YEAR,
)
_ERA = (
    "(?:民国|洪武|永乐|正德|嘉靖|隆庆|万历|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|"
    r"贞观|开元|天宝|神龙)(?:元|[一二三四五六七八九十]{1,3}|\d{1,2})年"
)
_DECADE = (
    r"(?:(?:\d{2}|二十|十九|二十一|本|上)世纪)?(?<!\d)\d0年代"
    r"|(?:(?:二十|十九|二十一|本|上)世纪)?(?<![一二三四五六七八九十])[一二三四五六七八九]十年代"
)
_IN_YEAR = (
    r"(?:度|上半年|下半年|前?第?[一二三四1-4]季度[底末初]?|年?[底末]|年初|初(?![中级步审赛])|春季"
    r"|夏季|秋季|冬季|全年)?"
)
_BOUND = (
    r"(?:底前|底以前|以前|之前|以后|之后|以来|起(?![草步点源航飞初])|止(?![步损])"
    r"|前(?!(?:\d{1,2}|[一二三四五六七八九十两几])(?:个?月|天|年|周|季)|[后期往来])"
    r"|后(?![期续勤备]))?"
)

# --- months and days ---
_ALONE = rf"(?<![第{_NUMERALS}])"  # no numeral goes on here
_CHINESE_MONTH = rf"{_ALONE}(?:十[一二]?|[一二三四五六七八九元])"
_MONTH = rf"(?:\d{{1,2}}|{_CHINESE_MONTH})"
_CHINESE_DAY = "(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAY = rf"(?:\d{{1,2}}|{_CHINESE_DAY})[日号]"
_ON_THE_HOUR = r"(?:[01]?\d|2[0-4])时(?![\d候期间任段刻常有而装事空效])"
_IN_MONTH = r"(?:上中旬|中下旬|上旬|中旬|下旬|底|末|初(?![中级步审赛一二三]))?"
_IN_DIGITS = rf"\d{{1,2}}月(?!\d{{3}})(?:份|{_DAY}(?:{_ON_THE_HOUR})?)?{_IN_MONTH}"
_WITH_PART = (
    rf"{_CHINESE_MONTH}月(?:{_DAY}|份|底|初(?![中{_NUMERALS}])|上中旬|中下旬|中旬|上旬|下旬)"
)
_ISO = r"(?<![\d.])(?:19|20)\d{2}(?P<iso>[-./])\d{1,2}(?P=iso)\d{1,2}(?![\d.])"
_ISO_RANGE = (
    r"(?<![\d.])(?:19|20)\d{2}(?P<each>[-./])\d{1,2}(?P=each)\d{1,2}[-–—~～至到]{1,2}"
    r"(?:19|20)\d{2}(?P=each)\d{1,2}(?P=each)\d{1,2}(?![\d.])"
)
_PACKED = r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"  # 20260305
_LUNAR = (
    r"(?:农历|阴历)(?:[一二三四五六七八九十正冬腊]{1,2}月)?(?:初[一二三四五六七八九十]"
    rf"|[廿卅三二十][一二三四五六七八九十]{{0,2}})(?![{_NUMERALS}月])"
    r"|(?:[正冬腊]月|(?<![一二三四五六七八九十第])(?:十[一二]?|[一二三四五六七八九])月(?=初))"
    r"(?:初[一二三四五六七八九十]|[廿卅][一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?)"
    r"|大年(?:初[一二三四五六七八九十]|三十)"
)

# --- the time of day ---
_O_CLOCK = r"[时点](?:\d{1,2}分|[一二三四五]?十?[一二三四五六七八九]?分|半|整)?(?![评方位赞])"
_IN_FIGURES = rf"\d{{1,2}}(?:[:：]\d{{2}}|{_O_CLOCK})"
_HOUR = rf"(?:{_IN_FIGURES}|(?:十[一二]?|[一二三四五六七八九]){_O_CLOCK})"
_PART_OF_DAY = "(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)"
_CLOCK = _any(
    rf"(?:{_PART_OF_DAY}{_HOUR}|[早晚]{_IN_FIGURES})(?:{_TO}(?:{_PART_OF_DAY})?{_HOUR})?",
    rf"\d{{1,2}}(?:[:：]\d{{2}}|[时点](?:\d{{1,2}}分|半|整)?){_TO}"
    r"\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分|半|整)?)(?![:：.\d])",
    r"(?<=[日号于在，。；（])(?:[01]?\d|2[0-4])[:：][0-5]\d(?![\d:：.])",
    r"\d{1,2}[:：][0-5]\d(?=[前起开召准启])",
    r"\d{1,2}[时点](?:\d{1,2}分|半|整)(?!钟)",
    rf"(?<![\d.]){_ON_THE_HOUR}",
)
# Behind these words some days are a span of time: 整改期限30日.
_NO_SPAN = r"(?<!期限)(?<!时限)(?<!为期)(?<!连续)(?<!历时)(?<!工期)(?<!不少于)(?<!不超过)"

_DATES = (
    _ISO_RANGE,
    rf"(?<!\d){_PACKED}{_TO}{_PACKED}(?!\d)",
    rf"{_ERA}(?:{_LUNAR}|(?:{_MONTH}月)?(?:{_DAY})?)",
    _DECADE,
    rf"(?:{_YEAR})?(?:{_LUNAR})",
    rf"{_YEAR}?{_MONTH}月\d{{1,2}}{_TO}{_DAY}",  # 4月22-24日
    rf"{_YEAR}?{_MONTH}月{_DAY}{_TO}(?:{_YEAR}?{_MONTH}月)?{_DAY}",
    rf"(?:{_YEAR}|(?<![\d.])20\d{{2}}\.)?{_MONTH}月?{_TO}{_YEAR}?"
    rf"(?:\d{{1,2}}|十[一二]?|[一二三四五六七八九])月{_IN_MONTH}{_BOUND}",
    rf"{_YEAR}?前?第?[一二三四1-4](?:季度)?{_TO}第?[一二三四1-4]季度[底末]?",
    rf"(?<!\d)(?:19|20)\d{{2}}年?{_TO}(?:19|20)\d{{2}}(?:年{_IN_YEAR}|学年)",
    rf"{_CHINESE_YEAR}{_TO}{_CHINESE_YEAR}{_IN_YEAR}",
    # 二、三季度 and 3、5月: each has the unit of the last; 1、3月 can be the first of a list
    rf"(?=(?:.{{2,4}}年)?第?[一二三四\d]{{1,2}}[、和与])(?:{_YEAR}?(?<![\d.〇零一二两三四五六七八九十百])第?[一二三四1-4](?<![。；;：:\n]\d)(?<!^\d)"
    r"(?=(?:[、和与]第?[一二三四1-4]){0,2}[、和与]第?[一二三四1-4]季度)"
    rf"|{_YEAR}?(?<![\d.])(?<![。；;：:\n])(?<!^)\d{{1,2}}"
    r"(?=(?:[、和与]\d{1,2}){0,10}[、和与]\d{1,2}月(?![\d龄])))",
    _ISO,
    r"(?<![\dA-Za-z])20\d{2}年?Q[1-4](?![\dA-Za-z])",
    rf"{_YEAR}(?:{_IN_DIGITS}|{_WITH_PART}|{_CHINESE_MONTH}月|{_IN_YEAR}){_BOUND}",
    rf"{_IN_DIGITS}{_BOUND}",
    rf"{_WITH_PART}{_BOUND}",
    rf"(?:(?<=[今明去当前同]年)|(?<=[于至]))(?:十[一二]?|[一二三四五六七八九])月(?![{_NUMERALS}]){_BOUND}",
    rf"{_CHINESE_MONTH}月(?=的?第[一二三四]周)",
    rf"(?<=[本当每上下]月){_CHINESE_DAY}[日号]|(?<=[本上下]个)\d{{1,2}}[日号]",
    r"前?第?[一二三四]季度[底末初]?|第?[1-4]季度(?!\d)[底末初]?",
    rf"{_CLOCK}(?:前|起|后)?",
    rf"(?<![\d.]){_NO_SPAN}\d{{1,2}}日(?![内游均常程报用产供元圆])(?:前|起|止)?",
)
# What a date begins with: elsewhere none of the ways is tried, which keeps reading fast.
DATE_SIGNS = (  # inside of brackets
    "0-9元一二三四五六七八九十正冬腊农阴大前第公凌清早中上下傍晚本民洪永嘉隆万崇顺康雍乾道咸同光宣贞"
    "开天神"
)
DATE = f"(?=[{DATE_SIGNS}])(?:{'|'.join(_DATES)})"

_RANGE_SIGN = re.compile(r"[-–—~～]+")
_IN_NUMERALS = re.compile(r"([〇零○一二三四五六七八九十]+)(?=[年月日号点时分])")
_WITHOUT_UNIT = re.compile(r"([一二三四五六七八九十]+)(?=[-–—~～至到]+\d)")  # 三至五月
_SHARING = re.compile(rf"{_YEAR}?第?(?:[一二三四]|\d{{1,2}})")  # 二 of 二、三季度
_UNIT_OF_LAST = re.compile("(?:[、和与]第?[一二三四1-9]\\d?)+(季度|月)")
_AS_WRITTEN = re.compile(f"{_ERA}|{_LUNAR}|{_DECADE}")


def date(match: re.Match[str]) -> Fact | None:
    """The fact of a match of DATE; None where the calendar has no such day or month."""
    if _AS_WRITTEN.search(match[0]):
        key = re.sub("农历|阴历", "", match[0])
        return fact_of(FactKind.DATE, match, _decade_key(key))
    text = _without_marks(_arabic(match[0]))
    shared = _SHARING.fullmatch(match[0]) and _UNIT_OF_LAST.match(match.string, match.end())
    unit = shared[1] if shared else ""
    months, days = re.findall(r"(\d+)月", text + unit), re.findall(r"(?<=月)(\d+)[日号]", text)
    if not all(1 <= int(month) <= 12 for month in months) or any(int(day) > 31 for day in days):
        return None
    text = re.sub(r"(?<!\d)(\d{2})年", r"20\1年", text)  # GB/T 15835: the year in full
    text = re.sub(r"(?<!\d)0(\d)(?=[月日号])", r"\1", text)  # GB/T 9704 7.3.5.4: no zero padding
    text = re.sub(r"(?<=\d)号", "日", text)
    text = _RANGE_SIGN.sub("—", text)  # GB/T 15834 4.13.3.2: from one date to another
    text = re.sub(r"(\d{4})年(—\d{4}年)", r"\1\2", text)
    return fact_of(FactKind.DATE, match, _key(text + unit), text)


def _arabic(text: str) -> str:
    """Dates in Chinese numerals made Arabic (GB/T 15835): 二〇二六年七月五日."""

    def arabic(numeral: re.Match[str]) -> str:
        value = chinese_number(numeral[1])
        return numeral[0] if value is None else str(value)

    text = text.replace("元月", "1月")
    return _WITHOUT_UNIT.sub(arabic, _IN_NUMERALS.sub(arabic, text))


def _without_marks(text: str) -> str:
    """2026-07-05, 20260705, 2026.1-6月 and 2026Q3 with 年, 月 and 日."""

    def day(date: re.Match[str]) -> str:
        return f"{date['y']}年{int(date['m'])}月{int(date['d'])}日"

    text = re.sub(r"(?<!\d)(?P<y>\d{4})([-./])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", day, text)
    text = re.sub(r"(?<!\d)(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)(?!\d)", day, text)
    text = re.sub(r"^(\d{4})\.(?=\d)", r"\1年", text)
    return re.sub(r"(\d{4})年?Q([1-4])", lambda q: f"{q[1]}年{'一二三四'[int(q[2]) - 1]}季度", text)


def _decade_key(text: str) -> str:
    decade = re.sub(
        "([二十一九]+)(?=世纪|年代)",
        lambda n: str(chinese_number(n[1]) or n[1]),
        re.sub("([一二三四五六七八九]十)(?=年代)", lambda n: str(chinese_number(n[1])), text),
    )
    return decade if "年代" in text else text


def _key(text: str) -> str:
    text = re.sub("[—至到]", "～", text.replace("份", "").replace("年年", "年"))
    text = re.sub("([一二三四1-4])(?=～第?[一二三四1-4]季度)", r"\1季度", text)
    text = re.sub(r"(?<=\d)：(?=\d)", ":", text)
    return re.sub(
        r"第?([一二三四1-4])季度",
        lambda m: "一二三四"["一二三四1234".index(m[1]) % 4] + "季度",
        text,
    )
