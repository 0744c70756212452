"""Sessions, plans and anniversaries that cannot be; days that are none; periods that do not fit."""

import re
from random import Random

from eval.blind.draws import Draw, Generator, alter, both, other, put
from eval.blind.places import Place, year_of

_DIGITS = "零一二三四五六七八九十"
# The plenary sessions of two central committees: the year of each, the first one first.
_PLENUMS = {19: (2017, 2018, 2018, 2019, 2020, 2021, 2022), 20: (2022, 2023, 2024, 2025)}
_STUDY = (
    "深入学习贯彻党的{}精神，组织宣讲{}场。",
    "把学习宣传贯彻党的{}精神作为首要政治任务，举办读书班{}期。",
    "围绕党的{}精神开展专题研讨{}次。",
    "认真落实党的{}部署，推出改革举措{}项。",
    "坚持以党的{}精神为引领，谋划项目{}个。",
)


def chinese(number: int) -> str:
    """1 to 99 in characters."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def plenum(rng: Random, place: Place) -> Draw:
    """A session that was never held, or that is held after the report's year."""
    year = year_of(place)
    congress = rng.choice([19, 20, 20])
    held = [n for n, when in enumerate(_PLENUMS[congress], 1) if when < year] or [1]
    right = f"{chinese(congress)}届{chinese(rng.choice(held))}中全会"
    wrong = rng.choice(
        (
            f"二十一届{chinese(rng.randint(1, 6))}中全会",
            f"十九届{chinese(rng.randint(8, 9))}中全会",
            f"二十二届{chinese(rng.randint(2, 4))}中全会",
            f"二十届{chinese(rng.randint(6, 9))}中全会",
        )
    )
    frame, count = rng.choice(_STUDY), rng.randint(3, 60)
    return put(rng, place, frame.format(wrong, count), frame.format(right, count))


def two_plenums(rng: Random, place: Place) -> Draw:
    """Sessions joined, one of which is still to come."""
    year = year_of(place)
    held = [n for n, when in enumerate(_PLENUMS[20], 1) if when < year and n > 1] or [2]
    last = held[-1]
    rights = [f"{chinese(last - 1)}中、{chinese(last)}中全会"] if last > 2 else ["二中全会"]
    right = f"二十大和二十届{rng.choice(rights)}"
    first = max(last, 2)
    wrong = f"二十大和二十届{chinese(first + 2)}中、{chinese(first + 3)}中全会"
    frame, count = rng.choice(_STUDY), rng.randint(3, 60)
    return put(rng, place, frame.format(wrong, count), frame.format(right, count))


def congress(rng: Random, place: Place) -> Draw:
    """A congress that has not been."""
    right = rng.choice(["二十大", "二十大", "十九大", "十八大"])
    wrong = rng.choice(["二十一大", "二十二大", "二十三大"])
    n = rng.randint(3, 90)
    frame = rng.choice(
        (
            "党的{}以来，全县累计实施民生项目{}个。",
            "深入学习贯彻党的{}精神，开展主题宣讲{}场。",
            "党的{}胜利召开以来，各项事业取得新进步，建成示范点{}处。",
        )
    )
    return put(rng, place, frame.format(wrong, n), frame.format(right, n))


_PLANS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}


def plan(rng: Random, place: Place) -> Draw:
    """A five-year plan with the years, or the part, of another."""
    year = year_of(place)
    name = rng.choice([one for one, first in _PLANS.items() if first + 4 <= max(year, 2020)])
    first, shift, n = _PLANS[name], rng.choice([1, -1, 5]), rng.randint(3, 60)
    rest = other(rng, list(_PLANS), name)
    frame, wrong, right = rng.choice(
        (
            ("“{}”时期（{}年），累计完成投资{}亿元。",
             (name, f"{first + shift}—{first + 4 + abs(shift) % 2}"), (name, f"{first}—{first + 4}")),
            ("“{}”（{}年）规划实施以来，建成项目{}个。",
             (name, f"{first - 2}年至{first + 2}"), (name, f"{first}年至{first + 4}")),
            ("“{}”开局之年即{}年，开工项目{}个。", (rest, first), (name, first)),
            ("“{}”收官之年即{}年，完成项目{}个。", (rest, first + 4), (name, first + 4)),
        )
    )  # fmt: skip
    return put(rng, place, frame.format(*wrong, n), frame.format(*right, n))


def running(rng: Random, place: Place) -> Draw:
    """A yearly event whose number jumps, or goes back."""
    year, first = year_of(place), rng.randint(3, 18)
    what = rng.choice(["职工运动会", "文化旅游节", "科技活动周", "民营企业招聘月", "农民丰收节"])
    count = rng.choice(["届", "次"])
    step = rng.choice([3, 2, -1, 4])
    before = f"{year - 1}年举办全县第{chinese(first)}{count}{what}"
    texts = [f"{before}，{year}年举办第{chinese(first + n)}{count}{what}。" for n in (step, 1)]
    return put(rng, place, *texts)


def anniversary(rng: Random, place: Place) -> Draw:
    """An anniversary reckoned wrongly."""
    year = year_of(place)
    what, since = rng.choice(
        [("中国共产党成立", 1921), ("中华人民共和国成立", 1949), ("中国人民解放军建军", 1927)]
    )
    age, n = year - since, rng.randint(5, 60)
    slip = rng.choice([1, -1, 2, 10])
    texts = [f"{year}年，围绕庆祝{what}{one}周年，开展主题活动{n}场。" for one in (age + slip, age)]
    return put(rng, place, *texts)


ORDINAL: tuple[Generator, ...] = (
    plenum, plenum, two_plenums, congress, plan, plan, running, anniversary,
)  # fmt: skip


def no_day(rng: Random, place: Place) -> Draw:
    """A day, a month, a quarter that no calendar has."""
    month, day, n = rng.choice([2, 4, 6]), rng.randint(1, 28), rng.randint(3, 80)
    year = year_of(place)
    wrong, right = rng.choice(
        (
            (f"{max(month, 4)}月31日", f"{max(month, 4)}月30日"),
            (f"{year}年2月30日", f"{year}年2月28日"),
            (f"1{rng.randint(3, 9)}月{day}日", f"1月{day}日"),
            ("第五季度", "第一季度"),
            (f"{month}月{day + 31}日", f"{month}月{day}日"),
            (f"{year}年1{rng.randint(3, 9)}月底", f"{year - 1}年12月底"),
            (f"{rng.choice((2023, 2025, 2027))}年2月29日", "2024年2月29日"),
        )
    )
    frame = rng.choice(
        ("截至{}，完成改造{}户。", "{}前完成整改{}处。", "{}，组织集中宣传，发放资料{}份。", "于{}启动治理，涉及点位{}处。")
    )  # fmt: skip
    return put(rng, place, frame.format(wrong, n), frame.format(right, n))


def before_it_began(rng: Random, place: Place) -> Draw:
    """Finished, opened or handed over before it was begun."""
    year = year_of(place)
    early, late = sorted(rng.sample(range(1, 7 if "半年" in place.title else 13), 2))
    what = rng.choice(
        ["养老服务中心", "污水处理厂", "体育公园", "标准化厂房", "职教园区", "水系连通工程"]
    )
    begin = rng.choice(["开工建设", "破土动工", "启动实施", "进场施工"])
    end = rng.choice(["建成投用", "竣工验收", "投入运营", "交付使用"])
    same = rng.random() < 0.5
    texts = []
    for first, second in ((late, early), (early, late)):
        head = f"{year}年{first}月" if same else f"{first}月"
        mark = f"{year}年{second}月" if same else f"{second}月底"
        texts.append(f"{what}{head}{begin}，{mark}{end}。")
    return put(rng, place, *texts)


def another_year(rng: Random, place: Place) -> Draw | None:
    """In the place itself: the report's year, made another."""
    year = str(year_of(place))
    own = re.compile(rf"(?<![—至较比“《]){year}(?=年(?:上半年|，|以来|的|全))")
    found = [match.start() for match in own.finditer(place.text)]
    if not found or not place.title:
        return None
    at = rng.choice(found)
    return alter(place, at, at + 4, str(int(year) - rng.choice([1, 2, 3])))


def heading_year(rng: Random, place: Place) -> Draw | None:
    """A heading that speaks of another year than the title."""
    found = re.search(r"20\d\d", place.title)
    if not found or "总结" not in place.title:
        return None
    year = int(found[0])
    frame = rng.choice(
        (
            "一、{}年主要工作完成情况",
            "一、{}年工作开展情况",
            "一、{}年工作回顾",
            "（一）{}年重点任务落实情况",
        )
    )
    texts = [f"{frame.format(y)}\n{place.text}" for y in (year - rng.choice([1, 2]), year)]
    return both(texts, f"heading, not {year}")


def too_many_years(rng: Random, place: Place) -> Draw:
    """A run of years that are more, or fewer, than the years named."""
    last, count = year_of(place) - 1, rng.randint(3, 6)
    first = last - count + 1
    what = rng.choice(["获评优秀等次", "实现零事故", "入选全市典型", "保持两位数增长"])
    wrong = other(rng, [chinese(n) for n in (count - 1, count + 1, count + 2)], "")
    frame = rng.choice(("{a}年至{b}年连续{n}年{w}。", "{a}—{b}年，已连续{n}年{w}。"))
    texts = [frame.format(a=first, b=last, n=n, w=what) for n in (wrong, chinese(count))]
    return put(rng, place, *texts)


def outside_period(rng: Random, place: Place) -> Draw | None:
    """What a half-year's summary cannot know yet."""
    if "上半年工作总结" not in place.title:
        return None
    n, m = rng.randint(10, 90), rng.randint(7, 11)
    frame = rng.choice(
        ("1—{}月，受理申请{}件。", "1月至{}月，完成抽检{}批次。", "截至{}月底，已开展培训{}期。")
    )
    return put(rng, place, frame.format(m, n), frame.format(6, n))


def another_document(rng: Random, place: Place) -> Draw:
    """Last year's document under this year."""
    year, n = year_of(place), rng.randint(5, 60)
    frame = rng.choice(
        (
            "今年印发《{}年全县重点工作要点》，明确任务{}项。",
            "年初制定《{}年度工作计划》，分解指标{}项。",
            "对照{}年政府工作报告部署的本年度任务，建立台账{}本。",
            "今年出台《{}年民生实事实施方案》，安排项目{}个。",
        )
    )
    said = [frame.format(one, n) for one in (year - rng.choice([1, 2]), year)]
    return put(rng, place, *said)


def like_date(rng: Random, place: Place) -> Draw:
    """A look-alike only: dates and sessions that are right though they look odd."""
    year, n = year_of(place), rng.randint(3, 70)
    clause = rng.choice(
        (
            f"2024年2月29日，召开部署会，明确任务{n}项",
            f"{year - 1}年10月开工的改造工程于{year}年5月竣工",
            f"{year - 1}年12月至{year}年2月，开展冬季行动，排查隐患{n}处",
            f"较{year - 1}年同期多完成{n}户",
            "党的十八大以来，全县饮水安全工程实现全覆盖",
            f"省委十二届{chinese(rng.randint(5, 9))}次全会召开后，迅速组织学习",
            f"县政协十届{chinese(rng.randint(2, 5))}次会议提案办复{n}件",
            f"第十四届全运会本县运动员获奖牌{rng.randint(1, 4)}枚",
            f"自{year - 4}年起，连续五年完成补植任务",
        )
    )
    return put(rng, place, "", f"{clause}。")


DATE: tuple[Generator, ...] = (
    no_day, another_document, before_it_began, another_year, heading_year, too_many_years, outside_period,
    like_date, like_date,
)  # fmt: skip
