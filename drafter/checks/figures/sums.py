"""FIG202: figures and the sum that follows them do not agree."""

import re
from collections.abc import Iterator

from drafter.checks.figures.reading import alike, amount, between, exact, sentences, slack, total
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Fact, Finding, Severity

_SUM = re.compile(
    r"^(?:，累计|[，；][一-鿿]{2,6}(?:合计|共计|总计)|(?:，|、|；|，?以上)?(?:共|共计|合计|总计|总共|两项合计|三项合计|以上合计)(?:有|为|达|计|办理|完成|投入|资金|受理|建成|[\u4e00-\u9fff]{0,4})|[，；](?:合计|共计|总计)[\u4e00-\u9fff]{0,10})$"
)
_ITEM = re.compile(r"[、，和及与][^，。；：、！？]{0,12}")
_ELSE = re.compile(r"同比|增长|其中|占|比|每|平均|人均|累计|惠及|涉及|覆盖")


def sums(report: Report) -> Iterator[Finding]:
    for line, _, figures in sentences(report):
        for at in range(2, len(figures)):
            stated = figures[at]
            if not exact(stated) or not _SUM.match(between(line, figures[at - 1], stated)):
                continue
            members = _members(line, figures[:at], stated)
            if len(members) > 1 and all(map(exact, members)):
                right, room = total(members), slack((stated, *members))
                if abs(right - total([stated])) > room:
                    items = "、".join(member.quote for member in members)
                    yield RULE.at(line, stated.span, sum=amount(right, stated), items=items)


def _members(line: Line, before: list[Fact], stated: Fact) -> list[Fact]:
    """The facts right before the sum: the same unit, side by side."""
    members: list[Fact] = []
    for fact in reversed(before):
        if not alike(fact, stated) or {"其中", "占"} & set(fact.qualifiers):
            break
        if members and not _is_joint(between(line, fact, members[0])):
            break
        members.insert(0, fact)
    return members


def _is_joint(link: str) -> bool:
    return _ITEM.fullmatch(link) is not None and not _ELSE.search(link)


RULE: Rule[Report] = Rule(
    code="FIG202",
    severity=Severity.ERROR,
    name=("合计数不对", "the sum is wrong"),
    why=(
        "前面各项相加与“共、合计”的数不一致；请核对是哪个数有误。",
        "The items do not make the sum that follows them; a person has to say which is wrong.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=(
        "前面各项（{items}）合计为{sum}，文中写{text}",
        "{items} make {sum}; the text says {text}",
    ),
    wrong=(
        "办理来信3件、来访4件，共8件。",
        "投入省级资金120万元、县级资金80万元，合计210万元。",
        "新建小学3所、中学2所、幼儿园4所，共计10所。",
        "召开常委会12次、专题会6次、现场会4次，累计24次会议。",
        "第一产业12.6亿元、第二产业38.4亿元、第三产业46.2亿元，生产总值合计98.2亿元。",
    ),
    right=(
        "办理来信3件、来访4件，共7件。",
        "投入省级资金1.2亿元、县级资金0.8亿元，合计2亿元。",
        "开展检查12次、培训3期，共排查隐患152处。",
        "培训教师30人、校长12人，累计培训500人。",
        "甲项完成1.25亿元、乙项完成1.25亿元，合计2.5亿元。",
    ),
    check=sums,
)
