"""FIG201: parts that are said to make a whole do not."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import filterfalse, pairwise, takewhile
from typing import Any

from drafter.checks.figures.reading import (
    alike,
    amount,
    between,
    exact,
    is_aside,
    sentences,
    slack,
    total,
)
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, FactKind, Finding, Severity

_LINK = re.compile(
    r"[，、；和及与：:（(）)]?[^，。；：！？、]{0,16}"
)  # what may stand between two parts
_BESIDE = re.compile(r"[、和与及][^，。；：！？、]{0,12}")
_OF = re.compile(
    r"其中|包括|，一是(?:用于|安排|投入|支持|补助|拨付)|(?<=[一-鿿])中，|分别[为是]|按[^，。；：0-9]{1,8}分(?![配钟])"
)
_NEW_DEED = re.compile(
    r"，(?:同时|并|还|另)?(?:完成|新建|改建|修复|建设|建成|实施|开展|改造|治理|新增|发放|投入|培训|排查|整改|检查|受理|办理|组织|"
    r"举办|印发|推广|修建|栽植|退还|带动|吸纳|安置|惠及|服务|争取|落实|查处|破获|打掉|清理|拆除|流转|引进)"
)
# What people are counted by, each for itself; the same person has several.
_QUALITIES = (
    "党员",
    "女",
    "岁",
    "本科|学历|硕士|博士",
    "职称|高级|中级",
    "少数民族",
    "骨干|名师",
    "残疾",
)
_LEAST_ROWS = 2  # a whole and two parts
_SHORT = 5  # characters of a name that has its like beside it
_AVERAGE = re.compile(r"人均|户均|亩均|平均|均价|单价|工资[^，。；]{0,6}$")
_COMPOSED = re.compile(r"[^，。；：0-9]{0,4}(?:组成|构成)")
_THE_REST = re.compile(r"，(?:其余|其他|余下)(?:的)?(?:均|都|全部)?[为是]")
_ALL_OF = re.compile(r"分别[为是]|按[^，。；：0-9]{1,8}分(?![配钟])|其余|其他|余下|剩余")
_OTHER = re.compile(
    r"同比|环比|增长|下降|上年|去年|累计|新增|较(?![大小多少重轻高低好强])|比|占|涉及|覆盖|惠及|挽回|完成率|以上|人均|户均|平均|每"
)


def parts(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        yield from _in_brackets(line, figures)
        figures = list(filterfalse(partial(_is_told_beside, line), figures))
        yield from _of_twins(line, figures)
        yield from _of_columns(line, figures)
        for at, whole in enumerate(figures[:-1]):
            lead = between(line, whole, figures[at + 1])
            told = line.view[max(0, whole.span[0] - 16) : whole.span[0]]
            rate = whole.kind is FactKind.PERCENT and "占" not in told
            average = rate or _AVERAGE.search(told)
            if average or not exact(whole) or len(lead) > 30 or _CUT.search(lead):
                continue
            members = _members(line, whole, figures[at + 1 :])
            if _overlap(line, members):
                members = [max(members, key=lambda member: total([member]))]
            if members and all(map(exact, members)) and _is_of(line, lead, members[-1]):
                yield from _judged(line, whole, members, _beside(line, figures[: at + 1]))


def _is_told_beside(line: Line, fact: Fact) -> bool:
    """Whether a figure is an aside, or tells how a whole has changed.

    4860户，同比增长8.6%，其中企业1260户
    """
    if fact.kind not in {FactKind.PERCENT, FactKind.POINTS}:
        return is_aside(line, fact)
    return (
        is_aside(line, fact)
        or _CHANGED.search(line.view[max(0, fact.span[0] - 12) : fact.span[0]]) is not None
    )


def _in_brackets(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """Parts in brackets behind their whole: 524所（小学87所，初中845所）."""
    for at, whole in enumerate(figures[:-1]):
        end = line.view.find("）", whole.span[1])
        if not line.view.startswith("（", whole.span[1]) or not exact(whole):
            continue
        inside = [fact for fact in figures[at + 1 :] if fact.span[1] <= end]
        words = line.view[whole.span[1] : end]
        listed = len(inside) > 1 and all(exact(one) and alike(one, whole) for one in inside)
        if listed and "含" not in words and not _OTHER.search(words) and "其中" not in words:
            yield from _judged(line, whole, inside, [])


def _of_twins(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """One thing counted twice, and its part too: 来访420批次1260人次，其中集体访36批次1320人次."""
    fours = zip(figures, figures[1:], figures[2:], figures[3:], strict=False)
    for first, second, part, other in fours:
        twins = not between(line, first, second) and not between(line, part, other)
        paired = twins and alike(first, part) and alike(second, other)
        of = re.fullmatch(r"，其中[^，。；：]{0,12}", between(line, second, part))
        more = total([other]) > total([second]) and exact(second) and exact(other)
        if paired and of and more:
            parts = other.quote
            yield RULE.at(line, other.span, message=_MORE, whole=second.quote, parts=parts)


def _of_columns(line: Line, figures: list[Fact]) -> Iterator[Finding]:
    """One thing counted twice with all its parts: the one column makes its whole, the other not.

    19家、床位2130张，其中公办12家、床位1460张，民办7家、床位760张
    """
    for at, pair in enumerate(pairwise(figures)):
        firsts, seconds = _columns(pair, figures[at:])
        counted = all(map(exact, (*firsts, *seconds))) and len(firsts) > _LEAST_ROWS
        if alike(*pair) or not counted or not _OF.search(between(line, pair[1], firsts[1])):
            continue
        for column, other in ((firsts, seconds), (seconds, firsts)):
            makes, off = _surplus(other), _surplus(column)
            if not makes and abs(off) > slack(column):
                whole, *parts = column
                told = "、".join(part.quote for part in parts)
                made = amount(total(parts), whole)
                span = parts[-1].span
                yield RULE.at(line, span, message=_LESS, whole=whole.quote, sum=made, parts=told)


def _columns(pair: tuple[Fact, Fact], figures: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """The figures from a pair on that go on in its units, by unit: 19家、2130张, 12家、1460张, …"""
    rows = zip(figures[::2], figures[1::2], strict=False)
    own = list(takewhile(lambda row: all(map(alike, pair, row)), rows))
    return [first for first, _ in own], [second for _, second in own]


def _surplus(column: list[Fact]) -> Decimal:
    """How much the parts are more than the whole before them."""
    return total(column[1:]) - total(column[:1])


def _overlap(line: Line, members: list[Fact]) -> bool:
    """Whether some are counted by one quality and some by another: 党员172名、女干部86名."""
    if len(members) < 2:
        return False
    words = line.view[members[0].span[0] - 12 : members[-1].span[1] + 4]
    return sum(1 for quality in _QUALITIES if re.search(quality, words)) > 1


def _is_of(line: Line, lead: str, last: Fact) -> bool:
    """Whether figures are told to be parts, by the words before the first or behind the last."""
    behind = line.view[last.span[1] : last.span[1] + 8]
    composed = "由" in lead and _COMPOSED.match(behind)
    return bool(_OF.search(lead) or composed or _THE_REST.match(behind))


def _judged(line: Line, whole: Fact, members: list[Fact], beside: list[Fact]) -> Iterator[Finding]:
    parts_make, room = total(members), slack((whole, *members))
    span = (whole.span[0], members[-1].span[1])
    values: dict[str, Any] = {
        "whole": whole.quote,
        "sum": amount(parts_make, whole),
        "parts": "、".join(member.quote for member in members),
    }
    alone = len(members) == 1
    too_little = parts_make < total([whole]) - room and not beside and not alone
    if parts_make > total((whole, *beside)) + room:
        yield RULE.at(line, span, message=_MORE if alone else None, **values)
    elif too_little and _ALL_OF.search(line.view[whole.span[1] : span[1]]):
        yield RULE.at(line, span, message=_LESS, severity=Severity.WARNING, **values)


_CUT = re.compile(r"[。；！？]")


def _beside(line: Line, figures: list[Fact]) -> list[Fact]:
    """What is listed with the last of the figures, nearest first.

    桌椅420套、床架96套，其中… may be said of both.
    """
    beside: list[Fact] = []
    for listed, following in pairwise(reversed(figures)):
        listed, following = following, listed
        link = between(line, listed, following)
        joined = _BESIDE.fullmatch(link) or _is_sibling(line, listed, following)
        if not joined or not alike(listed, following):
            break
        beside.append(listed)
    return beside


def _is_sibling(line: Line, one: Fact, other: Fact) -> bool:
    """Whether two figures with a comma between are of like things: 男兵112人，女兵8人."""
    names = [re.split("[，。；：]", line.view[: fact.span[0]])[-1] for fact in (one, other)]
    short = all(0 < len(name) <= _SHORT for name in names)
    return short and names[0][-1] == names[1][-1] and between(line, one, other).startswith("，")


def _members(line: Line, whole: Fact, following: list[Fact]) -> list[Fact]:
    """The facts that go on the list after 其中: one unit, only a short name between them."""
    members: list[Fact] = []
    # 其中：企业12户；个体24户
    clauses = re.search("：|分别", between(line, whole, following[0])) is not None
    asked = whole.kind is not FactKind.MONEY  # 其中争取上级资金 is a part, 争取项目 is none
    for last, fact in pairwise((whole, *following)):
        link = between(line, last, fact)
        if members:
            goes_on = _goes_on(link, clauses)
        else:
            link = _OF.split(link, maxsplit=1)[-1]
            goes_on = True
        if (
            not goes_on
            or not alike(fact, whole)
            or _OTHER.search(link)
            or (asked and "争取" in link)
        ):
            break
        if len(members) > 1 and total(members) == total([whole]):
            break  # 集中供养973人，分散供养1746人 are all there are
        members.append(fact)
    return members


_CHANGED = re.compile(
    r"，(?:同比|环比|(?:比|较)(?:上年|去年)(?:同期)?)?(?:增长|下降|上升|增加|减少|提高|降低)(?:了)?$"
)
_MARKS = "，、；和及与：:（(）)"


def _goes_on(link: str, clauses: bool) -> bool:
    """Whether the list goes on after the words between two figures; `clauses` end with ；."""
    if link.startswith("；") and not clauses:
        return False
    if link and link[0] not in _MARKS:
        return False  # 新收375件已办结363件: what became of those before it
    if _NEW_DEED.match(link) and not clauses:
        return False
    return bool(_LINK.fullmatch(link)) and not _OF.search(link) and "，" not in link[1:]


_MORE = ("其中的{parts}大于总数{whole}", "{parts} is more than the whole, {whole}")
_LESS = (
    "各部分合计{sum}，与总数{whole}不符（{parts}）",
    "the parts make {sum}, the whole is {whole} ({parts})",
)
RULE: Rule[Report] = Rule(
    code="FIG201",
    severity=Severity.ERROR,
    name=("部分与总数不符", "parts and whole disagree"),
    why=(
        "“其中”各项之和不能大于总数，“分别为”各项之和应等于总数；请核对原始数据，改数只能由人来定。",
        "Parts after 其中 cannot exceed the whole, and those after 分别为 make it; which figure is wrong is for a person to say.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=(
        "各部分合计{sum}，大于总数{whole}（{parts}）",
        "the parts make {sum}, more than the whole, {whole} ({parts})",
    ),
    wrong=(
        "排查隐患520处，其中重大隐患12处、较大隐患36处、一般隐患502处。",
        "全县共有学校12所，其中小学8所、中学6所。",
        "排查隐患152处，其中重大隐患160处。",
        "下达资金120万元，其中培训80万元、设备60万元。",
        "新建公厕7座，分别为城区3座、乡镇3座。",
        "登记企业3216户，其中：公司812户；个体2386户；合作社180户。",
        "更新课桌椅420套、床架96套，其中乡镇学校530套。",
        "接待来访420批次1260人次，其中集体访36批次1320人次。",
        "新建改建学校524所（小学87所，初中845所，幼儿园116所）。",
        "全部1253家检查单位中，学校350家、医院587家、商超416家。",
        "新建泵站8座，总投资1.6亿元，其中争取上级资金4.5亿元。",
        "检查经营户520户，按类型分，商店120户、餐饮260户、药店180户。",
        "投入资金450万元，由县财政安排300万元、群众自筹200万元组成。",
        "现有养老机构19家、床位2130张，其中公办12家、床位1460张，民办7家、床位760张。",
        "新登记4860户，同比增长8.6%，其中企业1260户、个体工商户3420户、合作社280户。",
        "现有党员2160名，机关党员860名、农村党员1120名、企业党员280名，其余为离退休党员。",
    ),
    right=(
        "全县共有学校12所，其中小学5所、中学6所。",
        "办结389件，其中当年新收375件已办结363件，健康管理率71.0%，其中城区76.0%、乡镇68.4%。",
        "现有养老机构19家、床位2130张，其中公办12家、床位1460张，民办7家、床位670张。",
        "选派干部215名，其中党员172名、女干部86名、35岁以下107名。",
        "下达资金1.2亿元，其中培训8000万元、设备4000万元。",
        "培训教师320人，其中骨干教师80人，开展教研400场次。",
        "完成投资3.2亿元，其中一季度约1.1亿元。",
        "排查企业120家，其中规上企业40家，发现隐患152处，整改149处。",
        "全县共有学校12所，其中小学5所，比上年减少13所。",
        "完成营造林148万亩、其中南北山绿化43万亩，修复退化草原517万亩。",
        "征集兵员120人，男兵112人，女兵8人，其中大学生98人。",
        "居民人均可支配收入32000元，其中城镇42000元，农村21000元。",
        "五保对象2719人，其中集中供养973人，分散供养1746人，本级五保对象161人。",
        "新建改建学校524所（小学87所，初中321所，幼儿园116所）。",
        "现有教师860人（含特岗教师42人），其中男教师320人、女教师540人。",
        "登记企业3216户，其中公司812户、个体2386户；注销1204户，实有31680户。",
        "更新课桌椅4200套、床架1150套、多媒体96套，其中乡镇学校课桌椅2650套。",
    ),
    check=parts,
)
