"""WRD121: a bureau that is called what no bureau is."""

import re
from collections.abc import Iterator
from functools import cache

from drafter.checks.pattern import common_start
from drafter.checks.rule import Rule
from drafter.checks.wording.word_lists import rows, words
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity

_OFFICE = re.compile(
    r"(?:(?<=[省县区州])|(?<=市)(?![场政])|(?<![一-鿿]))(?P<name>[一-鿿]{4,14}?)局(?![势部面限长和])"
)
_TWICE = re.compile(r"([一-鿿]{1,3})\1")
_AND = re.compile(r"[和与及]")
_MARKS = re.compile(r"[省县区州]|市(?![场政])")
_SHORTENED = {"市场监督": "市场监督管理"}
# Where 和 stands in these is laid down for the whole country.
_FIXED = frozenset(
    "人力资源和社会保障 住房和城乡建设 发展和改革 文化和旅游 工业和信息化 自然资源和规划 林业和草原".split()
)
_RECALLED = re.compile(r"原[省市县区州]|机构改革|更名|合并|划转|组建|撤销|挂牌|时任")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
# 厅 is of a province: 县民政厅, 市教育厅 are none.
_OF_PROVINCE = re.compile(
    r"(?:(?<!自治)[县区]|(?<!城)(?<!直辖)市)(?P<name>(?P<of>民政|教育|财政|司法|公安|水利|商务|审计|文化和旅游|自然资源|生态环境"
    r"|住房和城乡建设|交通运输|农业农村|应急管理|退役军人事务|人力资源和社会保障|工业和信息化|科学技术)厅)"
)
_LEAST = 4  # characters of a name that a slip can be told from


def offices(report: Report) -> Iterator[Finding]:
    for line in report.lines:
        if "局" in line.view:
            yield from _misnamed(line)
        for match in _OF_PROVINCE.finditer(line.view) if "厅" in line.view else ():
            right = f"{match['of']}局"
            yield RULE.at(line, match.span("name"), message=_RANK, right=right)
        yield from _bygone(line, report.year)


def _bygone(line: Line, year: int | None) -> Iterator[Finding]:
    """Offices under the name that a reform took from them before the year of the report."""
    for match in _former()[0].finditer(line.view) if year else ():
        right, since = _former()[1][match["former"]]
        start, end = next(span for span in line.sentences if span[0] <= match.start() < span[1])
        told = _RECALLED.search(line.view, start, end)
        years = map(int, _YEAR.findall(line.view[start:end]))
        if year and year >= since and not told and all(one >= since for one in years):
            yield RULE.at(line, match.span(), message=_RENAMED, right=f"{match['level']}{right}")


@cache
def _former() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    former = {name: (right, int(since)) for name, right, since in rows("former_offices")}
    names = "|".join(sorted(former, key=len, reverse=True))
    return re.compile(rf"(?P<level>[省市县区州])(?P<former>{names})"), former


def _misnamed(line: Line) -> Iterator[Finding]:
    for match in _OFFICE.finditer(line.view):
        name = (
            _MARKS.split(match["name"])[-1]
            if match["name"] not in words("offices")
            else match["name"]
        )
        if len(name) < _LEAST or name in words("offices"):
            continue
        if right := _meant(name):
            yield RULE.at(line, (match.end() - len(name) - 1, match.end()), right=f"{right}局")
    for wrong, right in _torn().items():
        at = line.view.find(wrong)
        if at >= 0:
            yield RULE.at(line, (at, at + len(wrong)), right=right)


@cache
def _meant(name: str) -> str:
    """The bureau that a name is a slip for; "" for none."""
    if name in _SHORTENED:
        return _SHORTENED[name]
    once, bare = _TWICE.sub(r"\1", name), _AND.sub("", name)
    for known in sorted(words("offices"), key=len, reverse=True):
        if len(known) < _LEAST:
            continue
        if _AND.sub("", known) == bare:  # 教育和体育, 农业农村水利 are as good as their likes
            return known if known in _FIXED and _AND.search(name) else ""
        if once == known or _differ_by_one(name, known):
            return known
    return ""


def _differ_by_one(one: str, other: str) -> bool:
    """Whether a single character is another, is missing or is too much."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = common_start(one, other)
    end = common_start(one[start:][::-1], other[start:][::-1])
    return max(len(one), len(other)) - start - end == 1


@cache
def _torn() -> dict[str, str]:
    """自然资源局和规划局: one bureau made two."""
    return {
        name.replace("和", "局和") + "局": name + "局" for name in words("offices") if "和" in name
    }


_RANK = (
    "“厅”是省级机构，这里应为“{right}”：{text}",
    "{text} is an office of a province; {right} here",
)
_RENAMED = (
    "“{text}”是机构改革前的名称，现为“{right}”",
    "{text} was renamed in a reform: {right} now",
)

RULE: Rule[Report] = Rule(
    code="WRD121",
    severity=Severity.WARNING,
    name=("部门名称写错", "a bureau misnamed"),
    why=(
        "没有这个名称的部门，多半是多字、漏字、错字；以机构改革后的全称为准。",
        "No bureau is called so: a character too many, missing or wrong.",
    ),
    source=(
        "机构改革方案（2018、2023）；《党政机关公文处理工作条例》（2012）第十九条：名称准确",
        "机构改革方案（2018、2023）; Party and Government Documents Regulation (2012) Art. 19: names are exact",
    ),
    message=("“{text}”疑为“{right}”", "{text}: most likely {right}"),
    wrong=(
        "县市场监管管理局联合县公安局开展检查。",
        "县人力资源社会和保障局举办招聘会26场。",
        "县退伍军人事务局走访慰问860人。",
        "县应急管理管理局组织演练12场次。",
        "县自然资源局和规划局办理证书1200本。",
        "县发展与改革局争取资金1.2亿元。",
        "县民政厅联合县残联走访慰问320户。",
        "云岭县教育局2025年工作总结\n一、工作情况\n县质监局、县环保局联合检查学校12所。",
    ),
    right=(
        "县市场监督管理局会同市监综合执法大队开展检查，县市场监管局通报结果。",
        "县发展和改革局、县住房和城乡建设局、县文化和旅游局、县退役军人事务局联合检查。",
        "县海洋渔业局、县农业农村水利局、县城市管理局、县房屋管理局参加。",
        "县教育局和县民政局、县自然资源和规划局参加，云岭县水务局牵头。",
        "自治区教育厅、省民政厅联合调研。",
        "县委、县政府召开全县工作会议，打破发展格局。",
        "云岭县教育局2025年工作总结\n一、工作情况\n清理原县国土资源局2016年审批的用地3宗。",
        "云岭县教育局2016年工作总结\n一、工作情况\n会同县环保局检查学校12所。",
    ),
    check=offices,
)
