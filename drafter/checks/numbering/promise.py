"""HED115: as many items below as the heading or the lead above them promises."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator

from drafter.checks.numbering.lists import read_lists
from drafter.checks.numbering.series import groups, items, lines_of, value
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.facts.units import ANNOUNCED
from drafter.records import Finding, Severity, Span

_NOUN = (
    r"(?:重点|主要|基础|突出|关键|中心|专项|具体|核心|难点)?(?:工作|任务|措施|举措|行动|工程|方面|问题|重点|原则|要求|环节|"
    r"关系|机制|目标|事项|实事|文章|难题|短板|不足|困难|做法|经验|建议|大事|改革|制度|战略|计划|项目|体系|硬仗|攻坚战|抓手|保障)"
)
_COUNT = rf"(?P<count>[一二三四五六七八九十两]{{1,2}}|\d{{1,2}})(?:{ANNOUNCED.replace(' ', '|')})"
_HEADING = re.compile(
    r"(?:抓好|抓实|抓牢|做好|办好|完成|突出|强化|聚焦|围绕|落实|实施|推进|开展|做到|存在|坚持|处理好|把握|打好|解决|攻克|补齐|"
    rf"做实|健全|建立|^)(?:以下|下列|这)?{_COUNT}(?:方面的?)?{_NOUN}$"
)
_OTHER = _COUNT.replace("count", "other")
_LEAD = re.compile(
    rf"(?:(?:以下|下列|如下|下面)的?{_COUNT}|(?<![第“]){_OTHER}(?:方面的?)?{_NOUN})[^。；：]{{0,8}}：\s*$"
)


def promise(report: Report) -> Iterator[Finding]:
    lines = lines_of(report)
    promised = {at: told for at, line in enumerate(lines) if (told := _promised(line))}
    below = _items_below(report, promised) if promised else {}
    for at, (span, count) in promised.items():
        here = below.get(at, [])
        if len(here) == 1 and here[0] > 1 and here[0] != count:
            yield RULE.at(lines[at], span, count=count, here=here[0])


def _items_below(report: Report, promised: Container[int]) -> dict[int, list[int]]:
    """The lengths of the groups below each line, else that of the list in the next line."""
    below: dict[int, list[int]] = defaultdict(list)
    for group in groups(report):
        above = group.items[0].at - 1
        for at in {above, group.parent.at if group.parent else above}:
            below[at].append(len(group.items))
    numbered = {item.at for item in items(report)}
    places = {line.number: at for at, line in enumerate(report.text_lines)}
    for listing in read_lists(report)[0]:
        first = listing.members[0]
        here = places[first.line.number]
        if first.opens and not listing.loose and here not in numbered and here - 1 in promised:
            below.setdefault(here - 1, [len(listing.members)])
    return below


def _promised(line: Line) -> tuple[Span, int] | None:
    """The number that a heading or a lead promises, with its span; None where there is none."""
    if line.place is Place.HEADING and line.title:
        match, start = _HEADING.search(line.title), line.heading[0]
    else:
        match, start = _LEAD.search(line.view, max(0, len(line.view) - 60)), 0
        if line.level:
            return None
    if match is None:
        return None
    name = "count" if match["count"] else "other"
    count = value(match[name])
    return ((start + match.start(name), start + match.end(name) + 1), count) if count > 1 else None


RULE: Rule[Report] = Rule(
    code="HED115",
    severity=Severity.WARNING,
    name=("条数与所说不符", "not as many items as promised"),
    why=(
        "标题或引语说了几项，下面就列几条。",
        "A heading or a lead that names a number is followed by as many items.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
    message=("说“{text}”，下面列了{here}条", "{text} promises {count} items, {here} follow"),
    wrong=(
        "一、抓好三项工作\n（一）党建工作\n学习12次。\n（二）项目建设\n开工5个。\n二、打算\n正文。",
        "下一步，重点抓好以下四项工作：\n1.抓安全。检查30次。\n2.抓质量。抽检20批次。\n3.抓队伍。培训6期。",
        "二、存在三个方面问题\n一是经费不足。\n二是人员短缺。\n三、打算\n正文。",
        "主要存在两个问题：\n（一）经费不足。缺口200万元。\n（二）人员短缺。缺编5人。\n（三）设施老化。待修3处。",
    ),
    right=(
        "一、抓好三项工作\n（一）党建工作\n学习12次。\n（二）项目建设\n开工5个。\n（三）资金争取\n到位2亿元。",
        "一、三项指标全部过半\n1.投资。完成2亿元。\n2.招商。到位1亿元。",
        "一、深入实施“三大行动”\n（一）扩面行动\n新增5家。\n（二）提质行动\n达标3家。",
        "开展了以下两项工作：\n一是抓项目。开工5个。\n二是抓资金。到位2亿元。",
    ),
    check=promise,
)
