"""Ranks and places mixed, one name in two spellings, statutes that are not called so."""

import re
from random import Random

from eval.blind.draws import Draw, Generator, alter, both, put, table
from eval.blind.places import Place

_UNIT = re.compile(
    r"([\u4e00-\u9fff]{2}?)(县|区|市|省)(?=[\u4e00-\u9fff]{0,14}(?:局|委|办|政府|20))"
)
# The ranks that a unit of one rank cannot mean by 全: a district may well speak of its city.
_NOT = {"县": "区乡镇", "区": "县乡镇", "市": "县区", "省": "市县区"}
_OWN = re.compile(r"(全|我)(县|区|市|省)|(县|区|市|省)(委|政府)(?=[、，对的])")


def rank_of(place: Place) -> str:
    """The rank of the unit in the title; "" where it names none."""
    found = _UNIT.match(place.title)
    return found[2] if found else ""


def own_rank(rng: Random, place: Place) -> Draw | None:
    """In the place itself: 全县 that became 全区."""
    rank = rank_of(place)
    found = [m for m in _OWN.finditer(place.text) if (m[2] or m[3]) == rank and rank]
    if not found:
        return None
    match = rng.choice(found)
    at = match.start(2) if match[2] else match.start(3)
    return alter(place, at, at + 1, _NOT[rank][0])


def said_of_another(rng: Random, place: Place) -> Draw | None:
    """A sentence in which the whole county is said to be a district."""
    rank = rank_of(place)
    if not rank:
        return None
    n, r = rng.randint(20, 900), rng.randint(900, 995) / 10
    frame = rng.choice(
        (
            "全{0}累计培训{1}人次，参训率{2}%。",
            "在{0}委、{0}政府坚强领导下，办成实事{1}件。",
            "我{0}平均合格率达到{2}%，位居前列。",
            "{0}政府常务会议专题研究，落实资金{1}万元。",
            "全{0}上下同心协力，完成改造{1}户。",
        )
    )
    wrong = rng.choice(_NOT[rank])
    return put(rng, place, frame.format(wrong, n, r), frame.format(rank, n, r))


def another_county(rng: Random, place: Place) -> Draw | None:
    """A sentence that was another county's."""
    found = _UNIT.match(place.title)
    if not found:
        return None
    n = rng.randint(20, 900)
    frame = rng.choice(
        (
            "{}各乡镇全部建立台账，登记点位{}处。",
            "{}共有相关服务机构{}家，从业人员稳步增加。",
            "{}上半年完成投资{}万元，进度快于去年。",
        )
    )
    wrong = rng.choice([row[0] for row in table("counties")])
    return put(rng, place, frame.format(wrong, n), frame.format(found[1] + found[2], n))


def like_place(rng: Random, place: Place) -> Draw:
    """A look-alike only: other ranks and places that are meant."""
    n = rng.randint(10, 90)
    county = rng.choice([row[0] for row in table("counties")])
    rank = rank_of(place) or "市"
    clause = rng.choice(
        (
            f"综合考核位居全省前列，争取省级资金{n}万元",
            f"与{county}签订协作协议，{county}选派教师{n}名来我{rank}支教",
            f"接受市级复核，{n}个样本全部合格",
            f"经济开发区、高新区新入驻企业{n}家",
            f"社区、园区、景区、校区{n}处点位实现联网",
            f"组织赴{county}、省会等地考察{n}人次",
            f"全国、全省会议精神传达到{n}个基层单位",
            f"城区、镇区停车秩序明显改善，新增泊位{n}个",
            f"市县区三级联动，处置平台派单{n}件",
            f"城市区位优势更加明显，落户物流企业{n}家",
            f"全国县域、全市县城更新经验交流会代表{n}人到场观摩",
            f"省市区域协作项目{n}个全部开工",
            f"选派{n}名干部到乡镇、街道和市直部门跟班学习",
            f"市县区三级联动，处置平台派单{n}件",
            f"城市区位优势更加明显，落户物流企业{n}家",
            f"全国县域、全市县城更新经验交流会代表{n}人到场观摩",
            f"省市区域协作项目{n}个全部开工",
            f"选派{n}名干部到乡镇、街道和市直部门跟班学习",
        )
    )
    return put(rng, place, "", f"{clause}。")


PLACE: tuple[Generator, ...] = (
    own_rank, own_rank, said_of_another, another_county, like_place, like_place,
)  # fmt: skip


def two_spellings(rng: Random, place: Place) -> Draw:
    """A name, and the same name with a character changed, lost, or moved."""
    right, wrong, *more = rng.choice(table("names"))
    slip = rng.choice([wrong, *more])
    n, m = rng.randint(3, 90), rng.randint(100, 900)
    firsts = ("{0}承担试点任务{1}项。", "{0}牵头完成改造{1}处。", "会同{0}开展活动{1}场。")
    seconds = (
        "{0}服务群众{1}人次。",
        "{0}新增投入{1}万元。",
        "由{0}负责的{1}个点位通过验收。",
        "专家组对{0}{1}份档案进行了复核。",
    )
    first, second = rng.choice(firsts).format(right, n), rng.choice(seconds)
    if rng.random() < 0.3:
        said = [f"{first}{second.format(name, m)}" for name in (slip, right)]
        return put(rng, place, *said)
    return both(
        (f"{first}{place.text}{second.format(name, m)}" for name in (slip, right)),
        f"{right} / {slip}",
    )


def like_name(rng: Random, place: Place) -> Draw:
    """A look-alike only: names that resemble each other and are two, or one and its short form."""
    n, m = rng.randint(3, 90), rng.randint(100, 900)
    right, short = rng.choice(table("alike"))
    return put(rng, place, "", f"{right}承担任务{n}项。{short}服务群众{m}人次。")


NAME: tuple[Generator, ...] = (two_spellings, two_spellings, like_name)


def _statute(name: str) -> str:
    return f"《中华人民共和国{name}》"


_CITED = (
    "依据{}，立案查处案件{}件。",
    "严格按照{}规定，办理事项{}件。",
    "认真贯彻{}，开展检查{}次。",
    "组织学习{}，参训{}人次。",
    "开展{}宣传月活动，发放资料{}份。",
)


def law_name(rng: Random, place: Place) -> Draw:
    """The name of a statute with a word or a character lost or changed."""
    right, _, *wrongs = rng.choice(table("laws"))
    slips = [*(_statute(name) for name in wrongs), f"《中国人民共和国{right}》"]
    slips += [f"《中华人民共和国{right[:-1]}条例》", f"《中华共和国{right}》"]
    frame, n = rng.choice(_CITED), rng.randint(3, 90)
    return put(rng, place, frame.format(rng.choice(slips), n), frame.format(_statute(right), n))


def law_article(rng: Random, place: Place) -> Draw:
    """An article beyond the last of its statute."""
    right, last, *_ = rng.choice(table("laws"))
    beyond = int(last) + rng.choice([8, 15, 30, 60, 120])
    inside = rng.randint(2, int(last))
    frame, n = rng.choice(_CITED[:2]), rng.randint(3, 90)
    texts = [frame.format(f"{_statute(right)}第{_number(one)}条", n) for one in (beyond, inside)]
    return put(rng, place, *texts)


def _number(number: int) -> str:
    """1 to 1999 in characters, as articles are numbered."""
    digits = "零一二三四五六七八九"
    parts, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            parts += ("零" if zero and parts else "") + digits[digit] + name
        zero = not digit
    return parts.removeprefix("一") if parts.startswith("一十") else parts


LAW: tuple[Generator, ...] = (law_name, law_article)
