"""WRD105: a report of a 县 that speaks of itself as 区, of a 镇 that speaks of itself as 乡."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity

_OFFICE = (
    r"(?:委(?![员托培任派])|党委|人民政府|政府|(?:教育|民政|交通|财政|水利|农业|卫生|公安|司法|应急|"
    r"市场|自然|住房|人力|文化|统计|审计|医疗|退役|林业|发展|工业|商务|信访|生态)[一-鿿]{0,10}局)"
)
# What a report says of its own place: 我县, 全县, 县委、县政府, 县教育局 (云岭县教育局 is another's).
_OWN = re.compile(
    rf"[我本](?P<ours>[县区镇乡市])(?![域级场])|全(?P<whole>[县区镇乡])(?![域级])"
    rf"|(?:(?<![一-鿿])|(?<=[由在经向与和及对从的为据是被于]))(?P<office>[县区镇乡]){_OFFICE}"
)
_NAMED = re.compile(
    r"(?:^|(?<=[。；，]))[一-鿿]{2,3}(?P<level>[县区])(?=全年|上下|共|20\d\d年|紧扣|围绕)"
)
_NO_RANK = re.compile(
    r"城市管理|城市|乡村|城乡|市场|市政|社区|园区|开发区|示范区|高新区|经开区|市民|城镇|街镇|自治区|区县|县区|市区"
)
_RANK = re.compile(r"街道|[县区市镇乡]")
_TITLE = re.compile(r"(?:(?:19|20)\d\d|关于|上半年|下半年|工作|第[一二三四]季度).*")
# Those of one rank: a report of one of them does not call itself another; what stands above it may.
_PEERS = {"县": "区", "区": "县", "市": "县区", "镇": "乡", "乡": "镇", "街道": "镇乡"}
_NOT_OWN = re.compile(r"开发区|园区|高新|经开|示范区|林区|景区|灌区|库区|矿区|牧区|校区|自治区")
_ABOVE = ("县", "区", "市")  # what a 镇 or 乡 does not lead
_LED = re.compile(r"(?<=在)(?P<led>[镇乡])党?委、[镇乡]?政府的?(?:坚强|正确)?领导")
# What a county says of itself: no 镇 or 乡 has a 常务会议, and 全镇 wants one that is named.
_BELOW = re.compile(
    r"(?:(?<=[。；，])|^)(?:(?P<met>[镇乡])(?:人民)?政府(?:常务会议?|党组会)|全(?P<whole>[镇乡])(?=上下|累计|共|各|现有))"
)
_NAMED_BELOW = re.compile(r"[一-鿿]{2}[镇乡](?!村|镇)")
_AUTONOMOUS = re.compile(r"自治区|广西|内蒙古|宁夏|新疆|西藏")


def mixed_levels(report: Report) -> Iterator[Finding]:
    said = list(_said(report))
    counts = Counter(level for level, _, _ in said)
    titled = _rank(report.title)
    own = titled or max("县区", key=lambda level: counts[level])
    others = [row for row in said if row[0] in _PEERS[own]]
    if titled in _ABOVE:
        others += [row for row in said if row[0] in "镇乡" and row[2]["ours"]]
        others += _led_from_below(report)
    if not titled:
        named = sum(
            1
            for line in own_lines(report)
            for found in _NAMED.finditer(line.view)
            if found["level"] == own
        )
        if counts[own] + named < 2 * len(others):
            return
    if others:
        level, line, match = others[0]
        yield RULE.at(line, match.span(), expected=own, count=len(others), other=level)


def _said(report: Report) -> Iterator[tuple[str, Line, re.Match[str]]]:
    """The ranks by which a report speaks of its own place."""
    autonomous = any(_AUTONOMOUS.search(line.view) for line in report.lines)
    own_city = _rank(report.title) == "市"
    for line in report.lines:
        for match in _OWN.finditer(line.view):
            level = match["ours"] or match["whole"] or match["office"]
            foreign = re.search(rf"[一-鿿]{{2}}{level}", line.view[: match.start()])
            if match["whole"] and (
                own_city
                or foreign
                or (level == "区" and (autonomous or _NOT_OWN.search(line.view)))
            ):
                continue
            yield level, line, match


def _led_from_below(report: Report) -> Iterator[tuple[str, Line, re.Match[str]]]:
    for line in own_lines(report):
        for match in _LED.finditer(line.view):
            yield match["led"], line, match
        for match in _BELOW.finditer(line.view):
            if match["met"] or not _NAMED_BELOW.search(line.view[: match.start()]):
                yield match["met"] or match["whole"], line, match


def _rank(title: str) -> str:
    """The rank of the unit that a title names; "" for none."""
    unit = _TITLE.sub("", title, count=1)
    if re.search(r"开发区|园区|高新区|经开区|示范区|管委会|新区", unit):
        return ""
    found = _RANK.findall(_NO_RANK.sub("　", unit))
    return found[-1] if found else ""


RULE: Rule[Report] = Rule(
    code="WRD105",
    severity=Severity.WARNING,
    name=("县、区混用", "县 and 区 mixed"),
    why=(
        "题目是县、正文写区，题目是镇、正文写乡（或相反），多半是套用了别处的材料。",
        "A report of a 县 that speaks of its 区, or of a 镇 that speaks of its 乡, was mostly copied from elsewhere.",
    ),
    source=("审核惯例：查行政层级", "practice: reviewers' check of levels of government"),
    message=(
        "本单位应称“{expected}”，正文有{count}处写作“{other}”，如“{text}”",
        "the unit is of a {expected}; the text says {other} {count} times, as in “{text}”",
    ),
    wrong=(
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n在区委、区政府的坚强领导下，工作有序推进。",
        "澄湖区民政局2026年工作总结\n一、工作情况\n我县养老机构12家。",
        "县教育局2026年工作总结\n一、工作情况\n我区学校12所。",
        "云岭县民政局2026年工作总结\n一、工作情况\n全区共有养老机构12家。",
        "岚州市教育局2026年工作总结\n一、工作情况\n我县共有学校326所。",
        "青石镇2026年工作总结\n一、工作情况\n我乡共有行政村12个。",
        "云岭县教育局2026年工作总结\n一、工作情况\n我镇学校食堂合格率达到97%。",
        "云岭县教育局2026年工作总结\n一、工作情况\n在乡党委、乡政府的坚强领导下，办成实事12件。",
        "云岭县财政局2026年工作总结\n一、工作情况\n乡政府常务会议专题研究，落实资金48万元。",
        "云岭县民政局2026年工作总结\n一、工作情况\n全镇累计培训111人次，参训率90.5%。",
        "青川县全年新建农村公路86公里，县交通运输局会同各镇逐条验收，全区农村公路优良率达到92%。",
    ),
    right=(
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n在县委、县政府的坚强领导下，推进城区、社区、园区工作。",
        "澄湖区民政局2026年工作总结\n一、工作情况\n我区养老机构12家，借鉴外县经验，推进县域工作。",
        "广西壮族自治区云岭县水利局2026年工作总结\n一、工作情况\n全县水库安全运行，县水利局在全区会议上作交流。",
        "澄湖区教育局2026年工作总结\n一、工作情况\n全区学校62所，与云岭县教育局签订协议。",
        "青石镇2026年工作总结\n一、工作情况\n在县委、县政府和镇党委的领导下，全镇新发展党员12名，居全县前列。",
        "云岭县农业农村局2026年工作总结\n一、工作情况\n推广青石镇做法，全镇累计流转土地1.2万亩，全镇上下齐心。",
        "全县12个乡镇和县经济开发区推行网格化管理，开发区入园企业达86家。",
    ),
    check=mixed_levels,
)
