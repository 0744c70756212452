"""LFT110: another place stands where the report's own should."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.facts.later import Later
from drafter.records import Finding, Severity

_OWN = re.compile(
    r"(?:关于)?(?:[\u4e00-\u9fff]{2,8}?[省州市])?(?P<own>[\u4e00-\u9fff]{2,4}?(?P<level>[县区市]))(?![级域场])"
)
_NAME = r"(?P<name>(?![全我本各该某经由请报与和同在向把将对]|会同|联合|协同|配合|协助|争取|推动|指导|组织|督促|积极|主动|通过|邀请|支持|加强|落实)[\u4e00-\u9fff]{2,3}(?<![园城辖社景校灾山库牧林矿片街发能作责市省州任])[县区])"
_OFFICE = (
    r"(?:[\u4e00-\u9fff]{2,8}局|人民政府|政府|委(?![员托派任]))(?:党组|党委|班子|机关)?(?:、[县区](?:人民)?政府)?"
    r"(?=(?:始终|全面|深入|认真|积极|坚持|紧紧|围绕|聚焦|以|按照|组织|开展|印发|制定|着力|扎实|切实|严格|在|将|共|累计|高度|立足|严格|持续|不断|大力|把|对|坚决|牢固|结合|紧扣|锚定|牢记|为))"
)
_ACTOR = Later(
    rf"(?<=在){_NAME}(?:委|人民政府|政府)(?:(?:、|和)(?:[县区](?:委)?(?:人民)?政府|[县区]委))?(?:、[^，。；]{{2,12}})?的?(?:坚强|正确|统一|有力|关心)?(?:领导|指导|支持)"
    rf"|(?:(?<=^)|(?<=[。；，]))(?:今年以来|上半年|下半年|一年来|近年来|\d{{4}}年(?:[上下]半年)?)?，?{_NAME.replace('?P<name>', '?P<name2>')}{_OFFICE}"
    rf"|(?:印发|制定|出台|下发|修订|制发|修订完善|研究制定|起草)(?:了)?《(?:关于印发〈|〈)?{_NAME.replace('?P<name>', '?P<name3>')}(?=[\u4e00-\u9fff0-9])"
    rf"|(?:(?<=^)|(?<=[。；，]))(?:切实|有力|有效|为|推动|促进|谱写|奋力|助力)(?:推动|保障|促进|谱写)?(?:了)?{_NAME.replace('?P<name>', '?P<name4>')}(?=(?:教育|经济|经济社会|各项|水利|民政|卫生健康|交通|文旅)?(?:事业)?(?:的)?高质量发展)"
)
# What a county says of itself where a sentence begins, and what it says of another.
_SELF = Later(
    rf"(?:^|(?<=[。；]))(?:今年以来，|一年来，|上半年，|截至目前，)?{_NAME}"
    r"(?=各(?:乡镇|镇|乡|街道|部门|级|单位)|共有|现有|上下|境内|辖|地处|总人口|常住人口|全年|上半年|下半年|前三季度"
    r"|累计|围绕|聚焦|紧扣|(?:20\d\d年)|(?:实现|完成)[\u4e00-\u9fff]{2,8}\d)[^。；]*"
)
_OTHERS = re.compile(
    r"帮扶|支援|援助|援建|捐|协作|结对|对口|考察|学习|借鉴|经验|做法|相比|毗邻|接壤|交界|联合|合作|共建|转入|转来|移交"
)
_ISSUER = re.compile(
    r"(?:中共)?(?:[\u4e00-\u9fff]{2,8}?[省州市])?(?P<own>[\u4e00-\u9fff]{2,3}[县区])(?=[\u4e00-\u9fff]{1,12}$)"
)


def elsewhere(report: Report) -> Iterator[Finding]:
    own = _OWN.match(report.title)
    if not own or own["level"] == "市" or own["own"][:1] in "全我本各某":
        return
    names = report.title[: own.end()]
    for line in report.lines:
        if line.place in {Place.BODY, Place.HEADING}:
            yield from _actors(report, line, names)
            yield from _selves(report, line, names)
        elif line.place is Place.ISSUER:
            yield from _signed(line, names, own["own"])


def _signed(line: Line, names: str, own: str) -> Iterator[Finding]:
    """The place of another issuer."""
    issuer = _ISSUER.match(line.view.strip("（）() "))
    if issuer and issuer["own"] not in names and issuer["own"][-3:] not in names:
        start = line.view.index(issuer["own"])
        yield RULE.at(line, (start, start + len(issuer["own"])), own=own)


def _selves(report: Report, line: Line, own: str) -> Iterator[Finding]:
    """Another county where a sentence speaks of one's own: 石门区各乡镇全部建立台账."""
    for found in _SELF.finditer(line.view):
        name = found["name"]
        known = name in own or name[-3:] in own or name in report.house.places
        if not known and not _OTHERS.search(found[0]):
            yield RULE.at(line, found.span("name"), own=own)


def _actors(report: Report, line: Line, own: str) -> Iterator[Finding]:
    for actor in _ACTOR.finditer(line.view):
        group = next(name for name in ("name", "name2", "name3", "name4") if actor[name])
        name = actor[group]
        if name not in own and name[-3:] not in own and name not in report.house.places:
            yield RULE.at(line, actor.span(group), own=own)


RULE: Rule[Report] = Rule(
    code="LFT110",
    severity=Severity.WARNING,
    name=("别处的地名", "another place's name"),
    why=(
        "标题是本地的，正文却以别处的县、区为主体，多半是套用别处材料留下的，应改为本地名称。",
        "The title names this place, yet another county acts in the text: most likely left from a text that was reused.",
    ),
    source=("审核惯例：查模板残留", "practice: reviewers' check of template leaks"),
    message=("标题是“{own}”，这里却是“{text}”", "the title says “{own}”, here stands “{text}”"),
    wrong=(
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n在青樟县委、县政府的坚强领导下，各项工作有序推进。",
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n今年以来，青樟县教育局深入落实各项部署。",
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n印发《青樟县校园安全专项整治方案》。",
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n开展检查12次。\n二、打算\n继续开展检查。\n青樟县教育局\n2026年7月5日",
        "云岭县应急管理局2026年工作总结\n一、工作情况\n压实责任。石门区各乡镇全部建立台账，登记点位832处。",
        "云岭县民政局2026年工作总结\n一、工作情况\n双桥区共有养老机构32家，从业人员稳步增加。",
    ),
    right=(
        "云岭县应急管理局2026年工作总结\n一、工作情况\n双桥区上半年结对帮扶5个村。石门区转来线索12件，城区共有网点32个。",
        "云岭县教育局2026年上半年工作总结\n一、工作情况\n在云岭县委、县政府的坚强领导下，赴青樟县学习考察。",
        "岚州市云岭县教育局2026年工作总结\n一、工作情况\n与青樟县教育局签订协议，青樟县支援教师3名。",
        "县教育局2026年工作总结\n一、工作情况\n在云岭县委、县政府的坚强领导下，工作有序推进。",
        "岚州市教育局2026年工作总结\n一、工作情况\n云岭县教育局开展试点，印发《云岭县实施方案》。",
        "云岭县教育局2026年工作总结\n一、工作情况\n推广《青樟县集团化办学办法》做法，在市委、市政府的坚强领导下推进。",
    ),
    check=elsewhere,
)
