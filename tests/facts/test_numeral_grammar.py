"""One number in every spelling is one fact, and no spelling is printed that states another."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.documents.note_text import compose
from drafter.facts.figures import read_facts
from drafter.facts.numerals import chinese_number
from drafter.facts.unread import unread_numbers

_DIGITS, _CAPITALS = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"


def _section(number: int) -> str:
    """1 to 9999 in Chinese numerals, 零 for what is left out within it."""
    text, empty = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += "零" * (empty and bool(text)) + _DIGITS[digit] + name
        empty = not digit
    return text


def _spelt(number: int) -> str:
    """A number in Chinese numerals as a person writes it: 10000200 is 一千万零二百."""
    if number < 10000:
        return _section(number)
    name, factor = ("亿", 10**8) if number >= 10**8 else ("万", 10**4)
    head, rest = divmod(number, factor)
    gap = "零" * (0 < rest < factor // 10)
    return _spelt(head) + name + (gap + _spelt(rest) if rest else "")


def _capital(number: int) -> str:
    plain = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    return _spelt(number).translate(plain)


_COUNT = st.one_of(st.integers(11, 99999), st.integers(10**5, 10**13))


@settings(max_examples=300, deadline=None)
@given(_COUNT)
def test_a_numeral_is_worth_what_it_spells(number: int) -> None:
    assert chinese_number(_spelt(number)) == number
    assert chinese_number(_capital(number)) == number


@settings(max_examples=200, deadline=None)
@given(_COUNT, st.text("123456789", min_size=1, max_size=4), st.sampled_from(["", "万", "亿"]))
def test_a_decimal_is_worth_what_it_spells(whole: int, behind: str, large: str) -> None:
    point = "".join(_DIGITS[int(digit)] for digit in behind)
    factor = {"": 1, "万": 10**4, "亿": 10**8}[large]
    whole %= 10000
    if not whole:
        return
    wanted = Decimal(f"{whole}.{behind}") * factor
    assert chinese_number(f"{_spelt(whole)}点{point}{large}") == wanted


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 9999), st.integers(11, 9999), st.sampled_from(["人", "户", "千瓦", "亩"]))
def test_one_count_in_any_spelling_has_one_key(large: int, small: int, unit: str) -> None:
    number = large * 10000 + small
    zero = "零" * (small < 1000)
    spellings = [
        f"{number}{unit}",
        f"{number:,}{unit}",
        f"{_spelt(number)}{unit}",
        f"{large}万{zero}{small}{unit}",
        f"{Decimal(number) / 10**4}万{unit}",
    ]
    assert {fact.key for text in spellings for fact in read_facts(text)} == {
        f"quantity:{number}{unit}"
    }


_UNITS = (
    "人 万元 元 元整 亿元 美元 千伏 千瓦时 万千瓦时 兆瓦 MWh kV 元/亩 元/亩·年 毫克/升 辆/日 % ‰ "
    "个百分点 ℃ 公里 米 毫米 成 折 倍 年 个月 岁 天 公斤 立方米/秒 平方公里 标准箱 人次 台（套） 番"
)
_NUMERAL = st.one_of(
    st.integers(1, 10**10).map(str),
    st.integers(1000, 10**9).map("{:,}".format),
    st.decimals(0, 9999, places=2, allow_nan=False).map(str),
    st.builds("{}.{}".format, st.integers(0, 99), st.integers(1, 99)),
    _COUNT.map(_spelt),
    _COUNT.map(_capital),
    st.builds("{}点{}".format, st.integers(1, 99).map(_spelt), st.sampled_from("二五七八")),
    st.builds("{}万{}".format, st.integers(1, 999), st.integers(1000, 9999)),
    st.builds("{}{}{}{}".format, st.integers(1, 9), st.sampled_from("千万"), st.integers(1, 9),
              st.sampled_from("百千")),
    st.builds("{}千零{}".format, st.integers(1, 9), st.integers(10, 99)),
    st.sampled_from(["三四", "十五六", "数十", "几百", "上千", "十几", "两", "百余", "四万万"]),
)  # fmt: skip
_FIGURE = st.builds(
    "{}{}{}{}{}{}{}".format,
    st.sampled_from(["增速为", "达到", "", "每户", "由"]),
    st.sampled_from(["", "", "约", "超", "不足"]),
    st.sampled_from(["", "", "-", "负", "负增长", "零下", "−", "+"]),
    _NUMERAL,
    st.sampled_from(["", "", "余", "多", "万", "千", "百万", "亿"]),
    st.sampled_from(_UNITS.split()),
    st.sampled_from(["", "", "以上", "半", "多", "左右", "内"]),
)
_RANGE = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "-", "零下", "负"]),
    _NUMERAL,
    st.sampled_from(["-", "～", "至", "到", "—", "～-", "至-", "、", "和"]),
    _NUMERAL,
    st.sampled_from(_UNITS.split()),
)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(_FIGURE, _RANGE))
def test_what_is_printed_states_what_was_written(note: str) -> None:
    text, facts, _ = compose(note)
    stated = [(fact.key, fact.value, fact.upper) for fact in read_facts(note)]
    assert [(fact.key, fact.value, fact.upper) for fact in facts] == stated
    assert [(fact.key, fact.value, fact.upper) for fact in read_facts(text)] == stated, text
    assert compose(text)[0] == text


@pytest.mark.parametrize(
    ("note", "key"),
    [
        ("十五点七亿元", "money:1570000000元"),
        ("零点五个百分点", "points:0.5个百分点"),
        ("三点三四公里", "quantity:3.34公里"),
        ("110千伏", "quantity:110千伏"),
        ("3万4000元", "money:34000元"),
        ("1千零20万元", "money:10200000元"),
        ("四万万元", "money:400000000元"),
        ("叁拾贰万伍仟元整", "money:325000元"),
        ("壹元贰角", "money:1.2元"),
        ("壹元零壹分", "money:1.01元"),
        ("负肆角叁分", "money:-0.43元"),
        ("壹拾壹圆正", "money:11元"),
        ("主食二两", "quantity:2两"),
        ("领取半斤", "quantity:0.5斤"),
        ("腊月廿三前", "date:腊月廿三"),
        ("二零一六年至二零一八年", "date:2016年～2018年"),
        ("差值为负六点六", "quantity:-6.6"),
        ("大小五十兆字节", "quantity:50MB"),
        ("第一档", "ordinal:1档"),
        ("百分之二三十", "percent:20..30%"),
        ("身高168CM", "quantity:168厘米"),
        ("负增长2.1%", "percent:-2.1%"),
        ("−3.9%", "percent:-3.9%"),
        ("零下12℃至零上5℃", "quantity:-12..5℃"),
        ("百分之八至九", "percent:8..9%"),
        ("千分之三点一九", "quantity:3.19‰"),
        ("2—3成", "percent:20..30%"),
        ("八五折", "percent:85%"),
        ("US$3.5亿", "money:350000000美元"),
        ("6.0:46.9:47.1", "quantity:6.0:46.9:47.1"),
        ("240PF", "quantity:240PFlops"),
        ("33MWh", "quantity:33兆瓦时"),
        ("翻两番", "quantity:翻2番"),
        ("超千亿", "quantity:100000000000|超"),
        ("每百户汽车48辆", "quantity:48辆|每百户"),
        ("2000元/亩·年", "money:2000元/亩·年"),
        ("一年半", "quantity:1.5年"),
        ("2025年十二月", "date:2025年12月"),
        ("农历三月初三", "date:三月初三"),
        ("三至五月", "date:3～5月"),
        ("九十年代", "date:90年代"),
        # what is no number of ours is kept to the letter
        ("1千5", "quantity:1千5"),
        ("增长百分之二五", "percent:百分之二五"),
        ("增长百分之15K", "percent:百分之15K"),
        ("资金2.5M元", "code:2.5M"),
        ("产量1.2E-5吨", "code:1.2E-5"),
        ("门票7 2折", "code:7 2"),
        ("用料1 ３/5吨", "quantity:1+3/5"),
        ("收取10日元5钱", "code:10日元5钱"),
        ("系数为-.5", "quantity:-.5"),
        ("见find?q=30%25", "code:find?q=30%25"),
        ("8.2w人次", "code:8.2W"),
        ("1.2.3亩", "code:1.2.3"),
    ],
)
def test_what_a_figure_states(note: str, key: str) -> None:
    assert [fact.key for fact in read_facts(note)] == [key]


@pytest.mark.parametrize(
    ("note", "keys"),
    [
        ("用于二、三季度", ["date:二季度", "date:三季度"]),
        ("安排在2025年3、5月", ["date:2025年3月", "date:5月"]),
        ("户数为二百三十三、五百七十七户", ["quantity:233户", "quantity:577户"]),
        ("共二十、三十万户", ["quantity:200000户", "quantity:300000户"]),
        ("共两万、三十户", ["quantity:20000户", "quantity:30户"]),
    ],
)
def test_the_figures_of_an_enumeration_share_its_unit(note: str, keys: list[str]) -> None:
    assert [fact.key for fact in read_facts(note)] == keys


@pytest.mark.parametrize("note", ["流量两千三点一立方米", "共三万五点二公里"])
def test_nothing_follows_the_point_of_a_short_numeral(note: str) -> None:
    assert read_facts(note) == []
    assert unread_numbers(note)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("翻两番", "翻三番"),
        ("-3.19‰", "3.19‰"),
        ("增速为-3.9%", "增速为3.9%"),
        ("每百户汽车48辆", "每户汽车48辆"),
        ("33MWh", "33MW"),
        ("3元/亩", "3元"),
        ("超百亿", "超千亿"),
        ("每2小时1次", "2小时1次"),
        ("零下3℃", "3℃"),
        ("110千伏", "110伏"),
        ("5微克", "5毫克"),
        ("3.5年", "3年"),
        ("三月初三", "3月3日"),
    ],
)
def test_other_facts_have_other_keys(one: str, other: str) -> None:
    assert [fact.key for fact in read_facts(one)] != [fact.key for fact in read_facts(other)]


@pytest.mark.parametrize(
    "text",
    "十分重视 一线职工 三级联动 千方百计 万户 百年大计 零部件 零起点 成千上万 一年一度 三天两头 "
    "两张皮 完成部署 一成不变 建成 半成品 半导体 过半 一二线城市 三点一线 两点论 一盘棋 千亩 "
    "十八洞 一度 一方面 四面八方 五星级 八一 七夕 二维码 万达 一番 减负 负责 担负 胜负 "
    "三轮车 一点一滴 三番五次 三心二意 七上八下 五金 八仙桌 三角地带 二元结构 烽烟四起 货比三家 "
    "二次供水 半斤八两 火冒三丈 十字路口 电子零件 两班倒".split(),
)
def test_a_word_counts_nothing(text: str) -> None:
    assert read_facts(text) == []
