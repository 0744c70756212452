"""DAT108: a congress, plenum or plan that is not, is not yet, or was in another year."""

import re
from collections.abc import Iterator
from datetime import date

from drafter.checks.dates import calendar_of_sessions as calendar
from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule, Words
from drafter.documents.report import Line, Report
from drafter.facts.numbering import CN
from drafter.facts.numerals import chinese_number
from drafter.records import Finding, Severity, Span

_PLENUM = re.compile(
    rf"(?P<elected>[{CN}]{{2,3}})届(?P<list>(?:[{CN}]中[全会]{{0,2}}[、和及])*)(?P<last>[{CN}])中全会"
    rf"|(?P<committee>[{CN}]{{2,3}})届中央委员会第(?P<nth>[{CN}])次全体会议"
)
_CONGRESS = re.compile(
    rf"(?:党的|迎接|喜迎)(?P<short>[{CN}]{{2,3}})大(?![会型队量家力])"
    rf"|(?:党的|共产党)第?(?P<long>[{CN}]{{2,3}})次全国代表大会"
)
_PEOPLE = re.compile(
    rf"(?P<elected>[{CN}]{{2,3}})届全国(?:人大|政协|人民代表大会)(?:第)?(?P<last>[{CN}])次(?:会议|全会)"
)
_ANY_PEOPLE = re.compile(
    rf"[{CN}]{{1,3}}届(?:人大|人民代表大会|政协)(?:第)?(?P<last>[{CN}]{{1,3}})次(?:会议|全会)"
)
_CONTROL = re.compile(rf"(?P<elected>[{CN}]{{2,3}})届中央纪委(?:第)?(?P<last>[{CN}])次全(?:体)?会")
_PLAN = re.compile(
    rf"(?:“?十(?P<short>[{CN}])五”?|第(?P<long>十[{CN}])个五年规划)(?:规划|时期|期间)?"
)
_LOCAL = re.compile(r"[省市县区州旗盟镇乡]委?$")
_AHEAD = re.compile(r"迎接?|喜迎|筹备|将|选举|候选|献礼|召开前|下一|届时")
_RANGE = re.compile(r"”?(?:规划|时期|期间)?（(\d{4})年?[—～至到-](\d{4})年?）")
_TURN = re.compile(r"”?(?:规划)?(?:的)?(?P<turn>开局|起步|收官)(?:之?年)?")
_TURN_YEAR = re.compile(r"[，（]?(?:即|就是|的)?(\d{4})年")
_NTH_YEAR = re.compile(rf"”?(?:规划)?(?:实施)?的第(?P<nth>[{CN}])年")
_YEAR_IS = re.compile(r"(\d{4})年，?(?:作为|是|系|既是|正值)?(?:实施|推进|落实)?“?$")
_HELD = re.compile(
    r"^(?:精神)?[，]?(?:于|在)?(\d{4})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:至\d{1,2}日)?(?:在[^，。]{1,6})?(?:胜利)?(?:召开|举行)|^召开于(\d{4})年"
)
_HELD_BEFORE = re.compile(
    r"(\d{4})年(?:\d{1,2}月)?(?:召开|举行)的(?:党的|中国共产党)?$|(\d{4})年\d{1,2}月(?:\d{1,2}日)?，?(?:党的|中国共产党)?$"
)


def sessions(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        if "届" in line.view or "大" in line.view:
            yield from _plenums(report, line)
            yield from _yearly(report, line)
            yield from _congresses(report, line)
            yield from _local(line)
        yield from _plans(report, line)
        if "普查" in line.view:
            yield from _censuses(report, line)


def _plenums(report: Report, line: Line) -> Iterator[Finding]:
    for match in _PLENUM.finditer(line.view):
        elected = _number(match["elected"] or match["committee"])
        if elected < _OLDEST or _LOCAL.search(line.view[: match.start()].removesuffix("党的")):
            continue
        for named in (*re.findall(rf"[{CN}]", match["list"] or ""), match["last"] or match["nth"]):
            ordinal = _number(named)
            if not calendar.can_be_plenum(elected, ordinal):
                yield RULE.at(line, match.span(), message=_NONE)
            elif held := calendar.plenum(elected, ordinal):
                yield from _judged(report, line, match.span(), held)
            elif calendar.earliest(elected, ordinal) > _limit(report):
                yield RULE.at(line, match.span(), message=_NOT_YET)


def _yearly(report: Report, line: Line) -> Iterator[Finding]:
    """Sessions that are held once a year, so that the ordinal tells when."""
    for pattern, oldest, most, month in (
        (_PEOPLE, 10, 5, calendar.people_congress),
        (_CONTROL, 18, 8, calendar.control_session),
    ):
        for match in pattern.finditer(line.view):
            elected, ordinal = _number(match["elected"]), _number(match["last"])
            if ordinal > most:
                yield RULE.at(line, match.span(), message=_NONE)
            elif elected >= oldest:
                yield from _judged(report, line, match.span(), month(elected, ordinal))


def _local(line: Line) -> Iterator[Finding]:
    """A session of a local congress that no five years have room for."""
    for match in _ANY_PEOPLE.finditer(line.view):
        if _number(match["last"]) > _MOST_LOCAL:
            yield RULE.at(line, match.span(), message=_NONE, severity=Severity.WARNING)


def _congresses(report: Report, line: Line) -> Iterator[Finding]:
    for match in _CONGRESS.finditer(line.view):
        ordinal = _number(match["short"] or match["long"])
        if ordinal >= _OLDEST:
            yield from _judged(report, line, match.span(), calendar.congress(ordinal))


def _judged(report: Report, line: Line, span: Span, held: calendar.Month) -> Iterator[Finding]:
    """The finding on a session by when it is held: after the report's day, or in another year."""
    near = line.view[max(0, span[0] - 12) : span[1] + 8]
    told = _HELD.match(line.view[span[1] : span[1] + 24]) or _HELD_BEFORE.search(
        line.view[: span[0]]
    )
    year = int(next(filter(None, told.groups()))) if told else held[0]
    if year != held[0]:
        yield RULE.at(line, span, message=_OTHER_YEAR, held=f"{held[0]}年", said=year)
    elif held > _limit(report) and not _AHEAD.search(near):
        yield RULE.at(line, span, held=f"{held[0]}年", limit=f"{_limit(report)[0]}年")


def _limit(report: Report) -> calendar.Month:
    """The month up to which a report can tell of what was held."""
    last = date(report.year, 12, 31) if report.year else report.house.today
    day = report.dated or last
    return (day.year, day.month) if day else calendar.known_until()


def _plans(report: Report, line: Line) -> Iterator[Finding]:
    for match in _PLAN.finditer(line.view):
        ordinal = 10 + _number(match["short"]) if match["short"] else _number(match["long"])
        first, last = calendar.plan(ordinal)
        behind = line.view[match.end() : match.end() + 24]
        years = _RANGE.match(behind)
        if years and int(years[2]) - int(years[1]) <= calendar.YEARS + 1:
            if (int(years[1]), int(years[2])) != (first, last):
                span = (match.start(), match.end() + years.end())
                yield RULE.at(line, span, message=_OTHER_YEARS, first=first, last=last)
        elif (turn := _TURN.match(behind)) and (said := _TURN_YEAR.match(behind, turn.end())):
            right = last if turn["turn"] == "收官" else first
            if int(said[1]) != right:
                span = (match.start(), match.end() + said.end())
                yield RULE.at(line, span, message=_OTHER_YEAR, held=f"{right}年", said=said[1])
        elif turn:
            span = (match.start(), match.end() + turn.end())
            yield from _turning(report, line, span, last if turn["turn"] == "收官" else first)
        elif nth := _NTH_YEAR.match(behind):
            span = (match.start(), match.end() + nth.end())
            if _number(nth["nth"]) > calendar.YEARS:
                yield RULE.at(line, span, message=_OTHER_YEARS, first=first, last=last)
            else:
                yield from _turning(report, line, span, first + _number(nth["nth"]) - 1)


def _turning(report: Report, line: Line, span: Span, year: int) -> Iterator[Finding]:
    """A year that is called the first or the last of a plan that it is not."""
    named = _YEAR_IS.search(line.view[: span[0]])
    said = int(named[1]) if named else report.year if _THIS.search(line.view[: span[0]]) else None
    if said is not None and said != year:
        yield RULE.at(line, span, message=_OTHER_YEAR, held=f"{year}年", said=said)


def _censuses(report: Report, line: Line) -> Iterator[Finding]:
    """A national census that is said to be of another year."""
    for match in _CENSUS.finditer(line.view):
        base, step = calendar.censuses()[match["of"]]
        held = base + step * _number(match["nth"])
        behind = _CENSUS_YEAR.match(line.view[match.end() :])
        before = _CENSUS_BEFORE.search(line.view[: match.start()])
        told = behind or before
        doing = _CENSUS_WORK.match(line.view[match.end() :]) and _DOING.search(
            line.view[: match.start()]
        )
        said = int(told[1]) if told else report.year if doing else None
        if said and abs(said - held) > 1:
            yield RULE.at(line, match.span(), message=_OTHER_YEAR, held=f"{held}年", said=said)


def _number(text: str) -> int:
    return int(chinese_number(text) or 0)


_CENSUS = re.compile(rf"第(?P<nth>[{CN}])次全国(?P<of>人口|经济|农业)普查")
_CENSUS_YEAR = re.compile(r"（(\d{4})年")
_CENSUS_BEFORE = re.compile(r"(\d{4})年的?$")
# What is done of a census in its own years: 完成…普查登记, not 与…普查相比
_DOING = re.compile(r"(?:完成|开展|组织|启动|做好|推进|实施|筹备|抓好|部署)(?:了|好)?$")
_CENSUS_WORK = re.compile(
    r"(?:的)?(?:现场|入户|正式|清查|单位|登记|数据|各项|宣传|前期|准备|综合|工作|试点)"
)
_MOST_LOCAL = 9  # sessions of a local congress in its five years
_OLDEST = 16  # the first congress whose plenums are told
_THIS = re.compile(r"(?:今年|本年)(?:作为|是|系|既是|正值)?“?$")
_NOT_YET: Words = ("本稿成文时，{text}尚未召开", "{text} was not held when the report was made")
_NONE: Words = ("没有这一次会议：{text}", "there is no such session: {text}")
_OTHER_YEAR: Words = ("{text}在{held}，文中写{said}年", "{text} is of {held}, not {said}")
_OTHER_YEARS: Words = ("该规划是{first}—{last}年：{text}", "that plan is of {first}—{last}: {text}")
RULE: Rule[Report] = Rule(
    code="DAT108",
    severity=Severity.ERROR,
    name=("届次、年份不对的会议或规划", "a session or plan that cannot be"),
    why=(
        "党代会、中央全会、全国人大会议和五年规划的届次、年份是固定的；请核对是哪一次。",
        "Congresses, plenums, sessions and five-year plans have their years; check which is meant.",
    ),
    source=(
        "历次全会公报；规划的正式名称",
        "published communiqués of the sessions; the plans' own titles",
    ),
    message=(
        "{text}在{held}，本稿截至{limit}，尚未召开",
        "{text} is of {held}; the report goes up to {limit}",
    ),
    wrong=(
        "认真学习宣传贯彻党的二十一届三中全会精神，组织宣讲46场次。",
        "云岭县教育局2026年工作总结\n一、工作情况\n深入学习贯彻党的第二十一次全国代表大会精神。",
        "云岭县教育局2024年工作总结\n一、工作情况\n全面落实党的二十届四中全会部署。",
        "深入学习贯彻党的十九届八中全会精神。",
        "学习十四届全国人大七次会议精神。",
        "“十四五”时期（2021—2026年），全县累计完成投资120亿元。",
        "2026年是“十四五”规划收官之年。",
        "“十三五”（2015年至2020年）期间建成水库12座。",
        "“十二五”收官之年即2020年，完成项目52个。",
        "第六次全国人口普查（2020年）显示，全县常住人口32.6万人。",
        "云岭县水务局2025年工作总结\n深入学习贯彻党的二十届五中全会精神。",
        "云岭县统计局2024年上半年工作总结\n完成第四次全国经济普查现场登记工作。",
    ),
    right=(
        "第七次全国人口普查（2020年）显示，全县常住人口32.6万人，“十三五”（2016年至2020年）建成水库12座。",
        "深入学习贯彻党的二十大和二十届历次全会精神。",
        "云岭县教育局2026年工作总结\n一、工作情况\n贯彻二十届三中、四中全会精神，以优异成绩迎接党的二十一大。",
        "省委十二届九中全会、县委十四届八次全会作出部署。",
        "“十四五”时期（2021—2025年），全县累计完成投资120亿元，2026年是“十五五”开局之年。",
        "2024年7月召开的党的二十届三中全会作出部署。",
        "云岭县统计局2024年上半年工作总结\n与第四次全国经济普查相比，第五次首次开展投入产出调查。",
    ),
    check=sessions,
)
