"""Figures that cannot be true of each other, units that do not measure, numerals not as written."""

import re
from collections.abc import Callable
from random import Random

from eval.blind.closed import closed
from eval.blind.draws import Draw, Generator, alter, grouped, put, table
from eval.blind.places import Place, year_of


def _sentence(rng: Random, clause: str) -> str:
    """A clause as a sentence of a report, with a lead and a tail or without."""
    lead = rng.choice(
        ["", "", "", "全年", "上半年，", "截至目前，", "年内，", "据统计，", "一年来，", "今年，"]
    )
    tail = rng.choice(["", "", "", "，总体好于预期", "，为近年来最好水平", "，各项工作有序推进"])
    return f"{lead}{clause}{tail}。"


def _number(value: float, decimals: int) -> str:
    return grouped(f"{value:.{decimals}f}")


def _slips(rng: Random, rate: float) -> float:
    """A rate as somebody gets it wrong: digits changed places, a point lost, another row's."""
    text = f"{rate:.1f}"
    ways: list[Callable[[], float]] = [
        lambda: rate + rng.choice([10, 8, -10, 6.4, 12.5]),
        lambda: rate * 10,
        lambda: float(text[::-1]) if "." in text else rate + 9,
        lambda: rate * rng.choice([0.5, 1.7, 2.0]),
        lambda: rate + rng.choice([1.8, 2.6, -2.2, 3.1]),
    ]
    while True:
        wrong = round(rng.choice(ways)(), 1)
        if wrong > 0 and abs(wrong - rate) >= 1:
            return wrong


_RISES = (
    "{n}由上年的{a}{u}增加到{b}{u}，增长{r}%",
    "{n}{b}{u}，上年同期为{a}{u}，同比增长{r}%",
    "{n}达到{b}{u}，比上年增加{d}{u}，增长{r}%",
    "{n}从{a}{u}提高到{b}{u}，增幅达{r}%",
    "{n}较上年净增{d}{u}，总量达到{b}{u}，增速为{r}%",
    "{n}{b}{u}，同比多{d}{u}，增长{r}%",
    "与上年的{a}{u}相比，{n}增至{b}{u}，增长{r}%",
    "{n}比上年的{a}{u}多出{d}{u}，增长了{r}%",
    "{n}由{a}{u}攀升至{b}{u}，升幅{r}%",
    "{n}新增{d}{u}，累计{b}{u}，较上年增长{r}%",
)
_FALLS = (
    "{n}由{a}{u}降至{b}{u}，下降{r}%",
    "{n}{b}{u}，同比减少{d}{u}，下降{r}%",
    "{n}压减到{b}{u}，比上年的{a}{u}少{d}{u}，降幅{r}%",
    "{n}较上年的{a}{u}回落到{b}{u}，减少{r}%",
)


def growth(rng: Random, place: Place) -> Draw:
    """A rate of growth beside the values it was reckoned from."""
    name, unit, least, most, decimals = rng.choice(table("indicators"))
    places = int(decimals)
    before = round(rng.uniform(float(least), float(most)), places)
    up = rng.random() < 0.75
    after = round(before * (1 + rng.uniform(0.03, 0.6) * (1 if up else -0.7)), places)
    gap = abs(after - before)
    rate = round(gap / before * 100, 1)
    if rate < 2:
        return growth(rng, place)
    frame = rng.choice(_RISES if up else _FALLS)
    values = {
        "n": name,
        "u": unit,
        "a": _number(before, places),
        "b": _number(after, places),
        "d": _number(gap, places),
    }
    clauses = [frame.format(**values, r=grouped(f"{one:.1f}")) for one in (_slips(rng, rate), rate)]
    if rng.random() < 0.15 and up and "增长" in frame:
        clauses[0] = clauses[1].replace("增长", "下降")
    return put(rng, place, *_pair(rng, *clauses))


def _pair(rng: Random, wrong: str, right: str) -> tuple[str, str]:
    """Two clauses as sentences with the same lead and tail."""
    shape = _sentence(rng, "\0")
    return shape.replace("\0", wrong), shape.replace("\0", right)


_RATES = (
    "{a}{t}{u}，{b}{p}{u}，{n}{r}%",
    "{a}{t}{u}，其中{b}{p}{u}，{n}为{r}%",
    "{a}{t}{u}、{b}{p}{u}，{n}达到{r}%",
    "累计{a}{t}{u}，已{b}{p}{u}，{n}达{r}%",
    "{b}{p}{u}，占{a}{t}{u}的{r}%",
    "{n}{r}%，{a}{t}{u}中已有{p}{u}{b}",
)


def rate(rng: Random, place: Place) -> Draw:
    """A rate beside the whole and the part."""
    what, unit, became, name = rng.choice(table("rates"))
    whole = rng.randint(40, 3000)
    part = rng.randint(int(whole * 0.55), whole - 1)
    right = round(part / whole * 100, 1)
    wrong = min(99.9, round(abs(right + rng.choice([-12, -7.5, 9, 14, -21, 5.5, -3.2])), 1))
    if abs(wrong - right) < 1:
        wrong = right - 11
    frame = rng.choice(_RATES)
    values = {"a": what, "u": unit, "b": became, "n": name, "t": whole, "p": part}
    clauses = [frame.format(**values, r=grouped(f"{one:.1f}")) for one in (wrong, right)]
    return put(rng, place, *_pair(rng, *clauses))


def quotient(rng: Random, place: Place) -> Draw:
    """A value a head, a household, a kilometre beside what was shared out."""
    what, unit, among, each_of, named, each_unit, scale = rng.choice(table("quotients"))
    heads = rng.choice([20, 25, 40, 60, 80, 120, 150, 240, 360, 500, 800, 1200])
    each = rng.choice([8, 12, 15, 24, 36, 48, 65]) * (100 if scale != "1" else 1)
    total = heads * each / int(scale)
    wrong = round(each * rng.choice([0.6, 1.25, 1.5, 2, 10, 0.75]))
    frame = rng.choice(
        (
            "{w}{t}{u}，{a}{h}{hu}，{n}{e}{eu}",
            "{a}{h}{hu}，{w}{t}{u}，{n}达到{e}{eu}",
            "累计{w}{t}{u}、{a}{h}{hu}，{n}{e}{eu}",
            "{w}{t}{u}，{n}{e}{eu}，{a}{h}{hu}",
        )
    )
    values = {"w": what, "t": grouped(f"{total:.2f}"), "u": unit, "a": among, "h": heads}
    values |= {"hu": each_of, "n": named, "eu": each_unit}
    clauses = [frame.format(**values, e=one) for one in (wrong, each)]
    return put(rng, place, *_pair(rng, *clauses))


_WHOLES = (
    "{w}{t}{u}，其中{parts}",
    "{w}{t}{u}，分别为{parts}",
    "{w}{t}{u}，包括{parts}",
    "{w}共计{t}{u}，按类别分，{parts}",
    "{parts}，合计{w}{t}{u}",
    "{w}{t}{u}（{parts}）",
    "全部{t}{u}{w}中，{parts}",
)


def parts(rng: Random, place: Place) -> Draw:
    """Parts that come to more than their whole."""
    what, unit, *names = rng.choice(table("parts"))
    values = [rng.randint(12, 600) for _ in names]
    total = sum(values)
    worse = list(values)
    at = rng.randrange(len(values))
    worse[at] += rng.choice([10, 20, 100, 9 * values[at], total])
    frame = rng.choice(_WHOLES)
    stop = rng.choice("、，、")
    clauses = [
        frame.format(w=what, t=total, u=unit, parts=_listed(names, ones, unit, stop))
        for ones in (worse, values)
    ]
    return put(rng, place, *_pair(rng, *clauses))


def _listed(names: list[str], values: list[int], unit: str, stop: str) -> str:
    rows = (f"{name}{value}{unit}" for name, value in zip(names, values, strict=True))
    return stop.join(rows)


def scales(rng: Random, place: Place) -> Draw:
    """A whole in hundreds of millions, its parts in tens of thousands."""
    shares = [rng.randint(8, 90) * 100 for _ in range(rng.choice([2, 3]))]
    total = sum(shares)
    worse = list(shares)
    worse[0] *= rng.choice([10, 3, 100])
    sources = rng.sample(["中央资金", "省级资金", "市县配套", "社会资本", "专项债券"], len(shares))
    whole = rng.choice(["到位项目资金", "完成水利投资", "落实教育经费", "争取各类补助"])
    clauses = [
        f"{whole}{grouped(f'{total / 10000:.4f}')}亿元，其中" + _listed(sources, ones, "万元", "、")
        for ones in (worse, shares)
    ]
    return put(rng, place, *_pair(rng, *clauses))


def shares(rng: Random, place: Place) -> Draw:
    """Shares of one whole that pass a hundred."""
    whole, *names = rng.choice(table("shares"))
    first = rng.randint(180, 420) / 10
    second = rng.randint(180, 380) / 10
    right = [first, second, round(100 - first - second, 1)]
    wrong = list(right)
    wrong[rng.randrange(3)] += rng.choice([12, 20, 9.5, 31])
    stop = rng.choice(["、", "，", "；"])
    verb = rng.choice(["占", "占比", "占比为", "比重为", "比例达到"])
    clauses = [
        f"{whole}，"
        + stop.join(f"{n}{verb}{grouped(f'{v:.1f}')}%" for n, v in zip(names, ones, strict=True))
        for ones in (wrong, right)
    ]
    return put(rng, place, *_pair(rng, *clauses))


def points(rng: Random, place: Place) -> Draw:
    """Per cent where it is points, or points that are not the difference."""
    (name,) = rng.choice(table("levels"))
    low = rng.randint(400, 900) / 10
    gap = rng.randint(8, 95) / 10
    high = round(low + gap, 1)
    a, b, d = (grouped(f"{value:.1f}") for value in (low, high, gap))
    more = grouped(f"{gap + rng.choice([2, 3.4, 10]):.1f}")
    verb = rng.choice(["提高", "上升", "提升", "增加"])
    frame = rng.choice(
        (
            f"{name}由{a}%{verb}到{b}%，{verb}\0",
            f"{name}达到{b}%，较上年的{a}%{verb}\0",
            f"{name}从上年的{a}%升至{b}%，升幅为\0",
            f"{name}{b}%，上年为{a}%，{verb}了\0",
        )
    )
    wrong = rng.choice([f"{d}%", f"{more}个百分点"])
    clauses = [frame.replace("\0", one) for one in (wrong, f"{d}个百分点")]
    return put(rng, place, *_pair(rng, *clauses))


def multiples(rng: Random, place: Place) -> Draw:
    """Doublings and multiples that the values deny."""
    name, unit, least, most, decimals = rng.choice(table("indicators"))
    before = round(rng.uniform(float(least), float(most)), int(decimals))
    times = rng.choice([2, 3, 4])
    after = before * times
    said = {2: ["翻了一番", "是上年的2倍", "增长1倍"], 3: ["是上年的3倍", "增长2倍"]}
    said[4] = ["翻了两番", "是上年的4倍", "增长3倍"]
    right = rng.choice(said[times])
    wrong = rng.choice([one for k, ones in said.items() if k != times for one in ones])
    a, b = (_number(value, int(decimals)) for value in (before, after))
    clauses = [
        f"{name}由{a}{unit}增加到{b}{unit}，{one}".replace("是上年", "是基期")
        for one in (wrong, right)
    ]
    return put(rng, place, *_pair(rng, *clauses))


def completion(rng: Random, place: Place) -> Draw:
    """A degree of completion beside what was done and what was asked."""
    task = rng.randint(20, 900)
    done = int(task * rng.uniform(0.4, 1.3))
    right = round(done / task * 100, 1)
    wrong = _slips(rng, right)
    what, unit = rng.choice(
        [("招商引资", "亿元"), ("户厕改造", "户"), ("公益林补植", "亩"), ("固定资产投资", "亿元"),
         ("职业技能培训", "人次"), ("管网改造", "公里"), ("征地拆迁", "户")]
    )  # fmt: skip
    frame = rng.choice(
        (
            "完成{w}{d}{u}，占年度任务{t}{u}的{r}%",
            "{w}年度目标{t}{u}，实际完成{d}{u}，完成率{r}%",
            "{w}完成{d}{u}，为全年计划{t}{u}的{r}%",
            "全年计划完成{w}{t}{u}，已完成{d}{u}，完成目标的{r}%",
        )
    )
    values = {"w": what, "u": unit, "d": done, "t": task}
    clauses = [frame.format(**values, r=grouped(f"{one:.1f}")) for one in (wrong, right)]
    return put(rng, place, *_pair(rng, *clauses))


_RATE = re.compile(r"率[^，。；、\d]{0,4}(\d{2}\.\d)%")


def over_all(rng: Random, place: Place) -> Draw | None:
    """In the place itself: a rate whose point was lost, so that it passes a hundred."""
    found = list(_RATE.finditer(place.text))
    if not found:
        return None
    match = rng.choice(found)
    return alter(place, match.start(1), match.end(1), match[1].replace(".", ""))


_OF_WHICH = re.compile(
    r"(\d+(?:\.\d+)?)([\u4e00-\u9fff]{1,3})，其中[^，。；、\d]{2,12}(\d+(?:\.\d+)?)\2"
)


def larger_part(rng: Random, place: Place) -> Draw | None:
    """In the place itself: a part made larger than its whole."""
    found = list(_OF_WHICH.finditer(place.text))
    if not found:
        return None
    match = rng.choice(found)
    return alter(
        place, match.start(3), match.end(3), grouped(f"{float(match[1]) * rng.uniform(1.2, 9):.1f}")
    )


def untouched(rng: Random, place: Place) -> Draw | None:
    """A look-alike only: figures that look as if they had to agree and need not."""
    a, b, c = (rng.randint(20, 900) for _ in range(3))
    r = rng.randint(20, 180) / 10
    clause = rng.choice(
        (
            f"受理申请{a}件，办结（含往年结转）{a + b}件，按期办结率{90 + r / 3:.1f}%",
            f"新增就业{a * 10}人，失业人员再就业{b}人，困难人员就业{c}人",
            f"工业投资增长{r}%，其中技改投资增长{r + 9:.1f}%，基础设施投资下降{r / 2:.1f}%",
            f"选派干部{a}名，其中党员{int(a * 0.8)}名、女干部{int(a * 0.4)}名、35岁以下{int(a * 0.5)}名",
            f"发放补贴{a}万元，惠及{b}户，另发放奖金{c}万元",
            f"覆盖率{80 + r / 2:.1f}%，比上年提高{r / 5:.1f}个百分点，高于全省平均水平{r / 9:.1f}个百分点",
            f"建成充电桩{a + b + c}个，其中今年建成{a}个、公共停车场内{b + c}个",
            f"完成投资{a / 10}亿元，增速由上半年的{r}%回升到{r + 2:.1f}%",
        )
    )
    return put(rng, place, "", _sentence(rng, clause))


RELATION: tuple[Generator, ...] = (
    growth, growth, rate, rate, quotient, parts, parts, scales, shares, points, multiples,
    completion, over_all, larger_part, closed, closed, closed, untouched, untouched,
)  # fmt: skip


def unit(rng: Random, place: Place) -> Draw:
    """A unit of another quantity."""
    what, least, most, right, *wrong = rng.choice(table("units"))
    value = rng.randint(int(least), int(most))
    clauses = [f"{what}{value}{one}" for one in (rng.choice(wrong), right)]
    return put(rng, place, *_pair(rng, *clauses))


def lost_unit(rng: Random, place: Place) -> Draw | None:
    """In the place itself: the unit or the sign behind a figure is gone."""
    found = list(re.finditer(r"\d(平方米|平方公里|立方米|千瓦时|%|个百分点)", place.text))
    if not found:
        return None
    match = rng.choice(found)
    keeps = {"平方米": "平方", "立方米": "立方", "千瓦时": "千瓦时时", "%": "", "平方公里": "平方"}
    return alter(place, match.start(1), match.end(1), keeps.get(match[1], "百分点"))


UNIT: tuple[Generator, ...] = (unit, unit, unit, lost_unit)


def numeral(rng: Random, place: Place) -> Draw:
    """A number, a range, a date that the standard writes otherwise."""
    n, m = rng.randint(2, 9), rng.randint(2, 9)
    lo, hi = sorted(rng.sample(range(2, 40), 2))
    k, month, day = rng.randint(2, 9) * 100, rng.randint(1, 5), rng.randint(1, 9)
    year = year_of(place)
    thing = rng.choice(["帮扶农户", "培训骨干", "走访老党员", "慰问职工", "资助学生"])
    wrong, right = rng.choice(
        (
            (f"增速保持在{lo}-{hi}%", f"增速保持在{lo}%～{hi}%"),
            (f"增速保持在{lo}～{hi}%", f"增速保持在{lo}%～{hi}%"),
            (f"每村补助{n}-{n + m}万元", f"每村补助{n}万～{n + m}万元"),
            (f"实施{year - 2}-{year}年行动计划", f"实施{year - 2}—{year}年行动计划"),
            (f"{thing}{n}千{m}百人", f"{thing}{n}{m}00人"),
            (f"{thing}约{k}余人", f"{thing}{k}余人"),
            (f"{thing}近{k}余人", f"{thing}近{k}人"),
            (f"{thing}{k}多人左右", f"{thing}{k}人左右"),
            (f"{thing}超过{k}余人", f"{thing}{k}余人"),
            (f"{thing}大约{k}人左右", f"{thing}大约{k}人"),
            (f"{year}年0{month}月0{day}日召开推进会", f"{year}年{month}月{day}日召开推进会"),
            (
                f"{month}月{day}号召开推进会，{thing}{k}人",
                f"{month}月{day}日召开推进会，{thing}{k}人",
            ),
            (f"{year % 100}年上半年{thing}{k}人", f"{year}年上半年{thing}{k}人"),
            (f"群众跑动次数减少{n}倍", f"群众跑动次数减少{_chinese(n)}成"),
            (f"能耗强度下降了{n}倍", f"能耗强度下降了{n}%"),
            (f"投入资金{_chinese(n)}百{_chinese(m)}十万元", f"投入资金{n}{m}0万元"),
            (f"投入资金.{n}亿元", f"投入资金0.{n}亿元"),
            (f"{thing}{_wide(k)}人", f"{thing}{k}人"),
            (f"每组配备{n}、{n + 1}人", f"每组配备{_chinese(n)}{_chinese(n + 1)}人"),
            (f"建成站点{n}个，改造站点{_chinese(m)}个", f"建成站点{n}个，改造站点{m}个"),
            (
                f"二零二{_chinese(n % 4)}年以来{thing}{k}人",
                f"二〇二{'〇一二三'[n % 4]}年以来{thing}{k}人",
            ),
            (
                f"投入资金{n},{m}00万元、奖补资金{m}{n}00万元",
                f"投入资金{n}{m}00万元、奖补资金{m}{n}00万元",
            ),
        )
    )
    return put(rng, place, *_pair(rng, wrong, right))


def _chinese(digit: int) -> str:
    return "零一二三四五六七八九十"[digit]


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def like_numeral(rng: Random, place: Place) -> Draw:
    """A look-alike only: numbers in characters, ranges and dates that are right."""
    n = rng.randint(2, 8)
    clause = rng.choice(
        (
            f"每月走访{_chinese(n)}{_chinese(n + 1)}户",
            f"覆盖10余个乡镇、{n}0多个村",
            f"增速为{n}%左右，高于全市平均水平",
            f"实施{2020 + n}—{2022 + n}年提升行动",
            "20世纪90年代建成的泵站全部更新",
            f"每亩补助{n}00～{n + 1}00元",
            f"气温在-{n}℃至{n + 9}℃之间",
            f"近{n}年累计投入1.{n}亿元，惠及约{n}00户",
            f"第一季度、第二季度分别开工{n}个、{n + 3}个",
            "对十几个老旧小区、百余栋住宅楼进行改造",
        )
    )
    return put(rng, place, "", _sentence(rng, clause))


NUMERAL: tuple[Generator, ...] = (numeral, numeral, numeral, like_numeral)
