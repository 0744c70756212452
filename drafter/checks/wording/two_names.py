"""WRD114: one unit, school or enterprise under two names."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import common_start
from drafter.checks.rule import Rule
from drafter.checks.wording.like_names import likenesses
from drafter.documents.report import Line, Report
from drafter.facts.names import find_names
from drafter.records import Finding, Severity

# Names one office bears or bore: two of a row in one report are two names of one body.
_OFFICES = tuple(
    tuple(row.split())
    for row in (
        "教育体育 教体 教育 教育科技 教科",
        "卫生健康 卫健 卫生 卫计 卫生和计划生育",
        "农业农村 农业 农牧 农业和农村",
        "文化和旅游 文旅 文化旅游 文化广电和旅游 文广旅 文化体育和旅游",
        "住房和城乡建设 住建 住房城乡建设 住房与城乡建设",
        "人力资源和社会保障 人社 人力资源社会保障 人力资源与社会保障",
        "市场监督管理 市场监管 市监",
        "应急管理 应急",
        "医疗保障 医保",
        "退役军人事务 退役军人",
        "自然资源 国土资源 自然资源和规划 自规",
        "生态环境 环境保护 环保",
        "发展和改革 发改 发展改革",
        "工业和信息化 工信 工业信息化",
        "交通运输 交通",
        "林业和草原 林草 林业",
        "水利 水务",
    )
)
_SHORT = frozenset(
    "教体 卫健 文旅 住建 人社 市监 医保 发改 工信 林草 自规 文广旅 退役军人 应急 市场监管".split()
)
_OFFICE = re.compile(
    r"([省市县区])("
    + "|".join(sorted((name for row in _OFFICES for name in row), key=len, reverse=True))
    + r")(局|委员会|委)(?![势部面限长])"
)
_ROW = {name: row[0] for row in _OFFICES for name in row}
_SCHOOL = re.compile(
    r"(?:小学|中学|学校|幼儿园|医院|卫生院|敬老院|养老院|公司|集团|合作社|银行|信用社|家庭农场)$"
)
# What tells two places apart and is no slip.
_APART = re.compile(
    r"[\d〇一二三四五六七八九十第东西南北中前后左右上下大小高初老新内外城县镇乡村山河江湖溪桥岭门街关]"
)
_LEAD = re.compile(r"^(?:支持|扶持|带动|帮助|引进|培育|依托|推动|指导|取得|鼓励|督促|走访)")
_LEAST = 5  # characters of a school's name that a slip can be told from
_CALLED = re.compile(r"简称|原名|原[省市县区]|更名|挂牌|合并|组建|改制|撤销")


def two_names(report: Report) -> Iterator[Finding]:
    offices: dict[tuple[str, str], str] = {}
    schools: dict[str, str] = {}
    known: set[str] = set()
    lines = [line for line in report.lines if not _CALLED.search(line.view)]
    told: set[tuple[int, str]] = set()
    for line, span, other in likenesses(lines):
        if (row := (line.number, line.view[slice(*span)])) not in told:
            told.add(row)
            yield RULE.at(line, span, other=other)
    for line in lines:
        for match in _OFFICE.finditer(line.view):
            name = match[0]
            first = offices.setdefault((match[1], _ROW[match[2]]), name)
            if first != name and name not in known and not _shortened(first, name):
                yield RULE.at(line, match.span(), other=first)
            known.add(name)
        yield from _schools(line, schools, known)


def _shortened(one: str, other: str) -> bool:
    """Whether they are an office's full name and its short one, which a report may both use."""
    names = (one[1:].removesuffix("局"), other[1:].removesuffix("局"))
    return any(name.removesuffix("委员会").removesuffix("委") in _SHORT for name in names)


def _schools(line: Line, schools: dict[str, str], known: set[str]) -> Iterator[Finding]:
    """Names that are alike but for one character, told by leaving out each character in turn."""
    for span in find_names(line.view):
        name = _LEAD.sub("", line.view[slice(*span)])
        if name in known or len(name) < _LEAST or not _SCHOOL.search(name):
            continue
        known.add(name)
        other = _like(name, schools)
        if other:
            yield RULE.at(line, (span[1] - len(name), span[1]), other=other)
        for key in _keys(name):
            schools.setdefault(key, name)


def _keys(name: str) -> Iterator[str]:
    yield name
    for at in range(1, len(name)):
        yield name[:at] + "_" + name[at + 1 :]
        yield name[:at] + name[at + 1 :]


def _like(name: str, schools: dict[str, str]) -> str | None:
    for key in _keys(name):
        other = schools.get(key)
        if other and other != name and not _APART.search(_difference(name, other)):
            return other
    return None


def _difference(one: str, other: str) -> str:
    """The characters in which two names differ."""
    start = common_start(one, other)
    one, other = one[start:], other[start:]
    end = common_start(one[::-1], other[::-1])
    return one[: len(one) - end] + other[: len(other) - end]


RULE: Rule[Report] = Rule(
    code="WRD114",
    severity=Severity.WARNING,
    name=("单位、学校名称前后不一", "a unit or school under two names"),
    why=(
        "同一单位或学校前后写法不同，多半是旧称、错字或套用了别处材料；以现行全称为准，全文统一。",
        "Two names of one unit or school are a former name, a slip, or text from elsewhere; one name throughout.",
    ),
    source=(
        "校对惯例；《党政机关公文处理工作条例》（2012）第十九条：名称准确",
        "practice: proofreading; Party and Government Documents Regulation (2012) Art. 19: names are exact",
    ),
    message=(
        "“{text}”在前文写作“{other}”，请核对名称",
        "“{text}” stands above as “{other}”: check the name",
    ),
    wrong=(
        "县教育局组织检查。\n县教育体育局印发通知。",
        "区卫生健康局组织检查，区卫生局落实整改。",
        "县环境保护局组织检查，县生态环境局落实整改。",
        "支持青石桥实验小学扩建，青石桥试验小学完成改造。",
        "支持云岭绿源食品有限公司扩建厂房，云岭绿缘食品有限公司新增产值2000万元。",
        "云岭县特殊教育学校新建校舍，云岭县特殊教学校招生12人。",
        "东风街道建成助餐点6个，东丰街道老年食堂日均就餐120人次。",
        "县融媒体中心开展活动7场，县融媒中心体完成复核。",
        "副县长李建国带队检查，李健国副县长提出要求。",
        "宏达农机专业合作社新购农机，鸿达农机专业合作社作业1.2万亩。",
        "会同清河水库管护站巡查，由清合水库放水3次。",
        "白石镇敬老院床位120张，白石乡敬老院入住86人。",
        "县公共资源交易中心开标26次，县公共资源交易中公示项目12个。",
        "县农业综合行政执法大队检查36次，县农业综合行政执法支队立案8件。",
        "县大数据发展管理局开放数据集62个，县大数据管理发展局办理工单300件。",
    ),
    right=(
        "县人力资源和社会保障局组织检查，县人社局落实整改。",
        "县教育局（现更名为县教育体育局）印发通知。",
        "县教育局向市教育体育局报送方案。",
        "云岭县第一中学、云岭县第二中学完成改造，城东小学、城西小学招生。",
        "青石桥中心小学扩建，青石桥中心幼儿园招生。",
        "李家湾小学、张家湾小学完成改造。",
        "云岭第一建筑公司、云岭第二建筑公司中标。",
        "老龙潭水库、黑龙潭水库除险加固，东风街道、东丰街道完成整治。",
        "市农业综合行政执法支队指导县农业综合行政执法大队办案8件。",
        "本科及以上教育层次的职业学校和本科及以上层次教育的职业学校招生，云岭县第一中学、云岭县第一中心小学完成改造。",
    ),
    check=two_names,
)
