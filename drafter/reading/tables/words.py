"""The words of table heads and indicators: units, periods, changes, targets.

A word that is not known here is no unit, no comparison and no target; it stays a label, to the
letter.
"""

import re

from drafter.facts.figures import fold
from drafter.facts.later import Later
from drafter.facts.placeholders import HAN
from drafter.facts.units import IN_HEADS, MULTIPLIER, TIMES, UNIT

_UNIT = Later(rf"(?=.){MULTIPLIER}(?:{UNIT})?")
_IN_BRACKETS = re.compile(
    r"\s*[（(\[【]\s*(?:计量)?(?:单位\s*[：:]?)?\s*([^（）()\[\]【】]{1,10}?)\s*[)）\]】]"
)
_AT_END = re.compile(r"\s*(?:[±＋+－-]*\s*([%‰])|[/／：:]\s*([^/／：:\s]{1,6})|(?<=\s)(\S{1,6}))$")

_HALF = r"上半年|下半年|全年|前?[一二三四]季度|第[一二三四]季度"
_MONTHS = (
    r"\d{1,2}\s*(?:月份?)?\s*[-–—~～至]\s*\d{1,2}\s*月份?"
    r"|\d{1,2}月(?:份|末|底|\d{1,2}日)?"
)
# In brackets these say of what kind a thing is (公路（县）), not in what it is counted.
_KINDS = frozenset(
    "县 村 镇 乡 区 市 省 社区 街道 乡镇 校 园 店 厂 企 "
    "级 类 代 号 段 年级 首 星 强 版 档 双".split()
)

PERIOD = re.compile(
    rf"(?:(?:19|20)\d{{2}}年(?:度|末|底)?\s*)?(?:{_HALF}|{_MONTHS})|(?:19|20)\d{{2}}年(?:度|末|底)?"
    r"|[本当](?:年度?|期|月|季度?)|截至目前|目前|年末|期末|年底"
)
# The table's own period, whatever that is.
CURRENT = frozenset("本期 本年 本年度 当年 当期".split())
OF_YEAR = "上下全前一二三四第0123456789"  # what a period of a year begins with: 上半年, 6月
_SAME = {
    "上半年": "1-6月", "下半年": "7-12月", "前三季度": "1-9月", "全年": "1-12月",
    "一季度": "1-3月", "二季度": "4-6月", "三季度": "7-9月", "四季度": "10-12月",
}  # fmt: skip

NUMBERS = re.compile(r"序号|编号|代码|代号|排序|行次|栏次|№|[Nn][Oo]\.?")
LABELS = re.compile(
    r"(?:[一二三四]级)?(?:主要|统计|重点|考核|评价|具体|核心)*"
    r"(?:指标|项目|名称|内容|事项|任务|工作|类别|类型|分类|种类|领域|板块|科目|品目|险种|来源|用途"
    r"|环节|年份|年度|月份|季度|时间|对象|地区|区域|片区|区划|县区|县(?:市、)?区|乡镇|镇街|街道|社区"
    r"|村|学校|幼儿园|医院|机构|企业|部门|科室|线路|路段|景区|水库|产业|行业|项|姓名)"
    r"(?:、街道|（街道）|（镇）)?(?:名称|类别|内容|类型)?"
    r"|(?:单位|学校|企业|机构|项目|工程|活动|课题|会议|文件|培训|医院)名称"
    r"|统计项|项目及内容|.{1,6}(?:名称|类别)"
)
UNITS_HEAD = re.compile(r"(?:计量|计算|数据)?单位")
REMARKS = re.compile(r"备\s*注|备考|说明|附注")
NARRATIVE = re.compile(
    r".{0,4}(?:进展|进度|推进|落实|工作|完成|实施|开展|主要|具体)(?:情况|做法|成效|举措|措施|内容)"
    r"(?:说明)?|.{0,4}(?:存在)?的?(?:主要)?问题|.{0,4}原因(?:分析)?"
    r"|(?:主要|具体|下一步)?(?:措施|打算|工作进展|形象进度说明)"
)
PERSONS = re.compile(
    r"(?:联系|填报|填表|负责|经办|审核|责任|统计|签发|带班|包抓|包保)(?:人|领导)(?:员)?"
    r"(?:姓名|签字)?|.*(?:电话|手机|身份证).*|签字|签名"
)
OFFICES = re.compile(
    r"(?:责任|牵头|配合|填报|报送|主管|承办|数据来源)(?:单位|科室|部门|股室|处室)|数据来源"
)

TOTAL = re.compile(
    r"(?:全[县市区州省局镇乡系统]{1,3}|各[^，。]{1,8})?"
    r"(?:合\s*计|总\s*计|小\s*计|共\s*计|总\s*数|汇\s*总)(?:数|投入|金额|资金|人数)?|全[县市区州省]"
)
SUBTOTAL = re.compile(r"小\s*计")
PART = re.compile(r"^\s*其\s*中\s*[：:，,]?\s*")

# A column of these says how much the indicator is, and needs no name of its own.
PLAIN = re.compile(
    r"(?:累计|实际|实绩|现有|当前)*(?:(?P<deed>完成|实现|到位|拨付)|发生|达到|执行)?"
    r"(?:数量|数值|数据|指标值|数字|总量|总数|数|量|值|额|情况|实绩|合计|总计|累计)?"
)
_YEAR_BEFORE = r"(?:上年度?|去年度?|上一年度?|20\d\d年)"
_BASE = (
    rf"同比|环比|与?{_YEAR_BEFORE}?(?:同期|同月)相?比"
    rf"|[比较](?:{_YEAR_BEFORE}(?:同期|同月|末|底)?|上期|上月|上季度?|年初|前期|同期)"
)
_TURN = (
    r"增减变动|增减变化|增减|增[(（]减[)）]|升降|增长|增加|提高|上升|提升|减少|下降|降低|回落|增|减"
    r"|涨跌|变动|变化|±"
)
_EXTENT = r"增幅|增速|降幅|涨幅|升幅|增长率"
CHANGE = re.compile(
    rf"(?:(?P<base>{_BASE})(?P<turn>{_TURN})?|(?P<alone>{_TURN}))?(?:相比)?"
    rf"(?P<what>{_EXTENT}|幅度|速度|比率|比例|百分比|率|百分点|点|绝对[数值量]|数量|人数|数额|数|额"
    r"|量|值|情况)?"
)
EXTENT = re.compile(_EXTENT)
ABSOLUTE = re.compile(
    r"绝对[数值量]|(?:增减?|减)(?:数量|人数|数额|数|额|量)|数量|人数|数额|数|额|量"
)
EARLIER = re.compile(
    rf"{_YEAR_BEFORE}?同期(?:数|值|水平|完成数?|完成情况|实绩)?"
    r"|(?:上年度?|去年度?|上期|上月|上季度?|上年末|去年底|年初)(?:数|值|完成数?|实绩)?"
)
_OF_TARGET = (
    r"(?:年度|全年|年初|本年度?|半年度?|上半年|一季度|下达|省定|市定|县定|上级|考核|工作|20\d\d年)*"
)
TARGET = re.compile(
    rf"{_OF_TARGET}(?:目标|计划|任务|预算|预期|指标)(?:任务|目标|计划|指标)?(?:数|值|量|额)?"
)
RATE = re.compile(
    rf"(?:占|完成|达到|为){_OF_TARGET}(?:目标|计划|任务|预算)(?:任务|目标|计划)?(?:数|值|量|额)?的?"
    r"(?:比例|比重|百分比|率)?"
    rf"|{_OF_TARGET}(?:目标|计划|任务|预算)*(?:完成|达成|执行|支出)(?:率|进度|比例|百分比)"
)
_RATE_NAME = re.compile(r"(?:率|占比|比重|比例|增速|增幅|百分比)(?:[（(].*)?$")
_MONEY_NAME = re.compile(r"(?:金额|资金|投资|经费|收入|支出|产值|总额|补助|补贴)(?:[（(].*)?$")

FIGURE = re.compile(
    r"(?P<base>同比|环比|[比较][上去]年(?:同期)?)?"
    r"(?P<turn>增长|增加|提高|上升|提升|下降|减少|降低|回落|增|降|升|[↑↓])?"
    r"(?P<vague>约|近|超过|超|逾|不足|不到)?(?P<open>[（(])?(?P<sign>[-+−])?[¥￥]?"
    r"(?P<number>\d[\d,，]*(?:\.\d+)?|\.\d+)(?P<shut>[)）])?(?P<some>[余多](?!功|媒))?"
    r"(?P<unit>[^\d\s（()），,。、；;：:↑↓]{0,6}?)"
    r"(?P<bound>以上|以下|以内|左右)?(?P<arrow>[↑↓])?(?P<tail>[（(][^（()）]*[)）])?"
)
# How a text begins that is a date and no figure.
DAY = re.compile(r"(?:19|20)\d{2}年|\d{1,2}(?:月|日|号|季度)")
MASK = re.compile(
    r"(?P<number>(?:x{1,9}|×{2,9})(?:\.[x×]{1,9})?|\*{2,9}|○{2,9}|_{2,20})"
    r"(?P<unit>[^\dx×*○_\s]{0,6})"
)
NOTHING = re.compile(
    r"[-－—–─―/／\\＼✕…．.、~～]{1,4}|不适用|不涉及|不统计|[Nn]/?[Aa]|无此项|不可比"
)
UNKNOWN = re.compile(
    r"(?:数据|数字)?"
    r"(?:待[^，。；]{1,8}|未[报统填][^，。]{0,4}|暂无(?:数据)?|暂缺|缺|暂未.{0,6}|无数据"
    r"|尚未统计|空|[?？]+|TBD|tbd)"
)
LEVEL = re.compile(r"持平|与[上去]年(?:同期)?持平|同比持平|无变化|不变")
NOTE = re.compile(
    r"\s*[（(]?"
    r"(?:注|备注|说明|填表说明|填报说明|附注|数据来源|指标解释|统计口径|口径说明|备注说明)"
    r"\s*\d?\s*[)）]?\s*[：:\d１-９]|^\s*[*※]"
)
DIVISION = re.compile(
    r"(?:填报|报送|填表|制表|编制|上报|报表|统计)(?:单位|科室|部门|股室|处室)(?:名称)?"
    r"(?:[（(](?:盖章|公章|章)[)）])?|科室|部门|单位名称(?:[（(](?:盖章|公章)[)）])?"
)
_SIGNED = (
    r"(?:填报|填表|制表|审核|复核|经办|签发|联系)人?|(?:单位|科室|主要)?负责人|分管领导|统计员"
    r"|联系电话|电话|手机|传真|邮箱"
)
_DATED = (
    r"(?:填报|报送|填表|制表|上报|报出|统计)?(?:日期|时间)|(?:统计)?截[止至]时间|数据截至"
    r"|(?:统计|所属)?(?:期间|时段)|报告期|所属期"
)
SIGNED = re.compile(_SIGNED)
DATED = re.compile(_DATED)
KEYED = re.compile(rf"({DIVISION.pattern}|(?:计量|金额|数据)?单位|{_SIGNED}|{_DATED})\s*[：:]")


def unit_of(text: str) -> str:
    """The unit that a text is, as a figure has it after it; "" where it is none."""
    unit = re.sub(r"\s", "", fold(text)).replace("百分点", "个百分点").replace("个个", "个")
    return unit if _UNIT.fullmatch(unit) else ""


def numbered(text: str) -> bool:
    """Whether a text is a name behind its number and no figure in its unit.

    1.税收收入 and （2）小学 are, （2）% is not.
    """
    number = re.match(r"[（(]\d{1,2}[)）](?=.)|\d{1,2}[.．](?=\D)", text)
    return number is not None and not unit_of(text[number.end() :])


def without_unit(text: str) -> tuple[str, str]:
    """The name and the unit of 金额（万元）, 增幅%, 投资/万元; the unit "" where there is none."""
    for brackets in reversed(list(_IN_BRACKETS.finditer(text))):
        if (unit := unit_of(brackets[1])) and unit not in _KINDS:
            return text[: brackets.start()] + text[brackets.end() :], unit
    end = _AT_END.search(text)
    if end and (unit := unit_of(next(filter(None, end.groups())))):
        return text[: end.start()], unit
    return text, ""


def change(name: str) -> re.Match[str] | None:
    """The match of a name that is one of a change: 同比, 增减额, 增幅.

    A mere 数 or 率 is none, nor is 增加值.
    """
    match = None if re.search(r"增加?值|增长点", name) else CHANGE.fullmatch(name)
    if match is None:
        return None
    extent = EXTENT.fullmatch(match["what"] or "")
    return match if match["base"] or match["alone"] or extent else None


def counted_in(name: str) -> str:
    """The unit that a name itself states: 受益人数 is in 人, 接待人次 in 人次."""
    unit = re.search(
        rf"({TIMES}|{IN_HEADS.replace(' ', '|')})数$|([人场批]次)$",
        name,
    )
    return (unit[1] or unit[2]) if unit else ""


def without_count(name: str, unit: str) -> str:
    """A label without the unit that stands after its figure again.

    报销 of 报销人次, before 3160人次.
    """
    if unit and re.search(rf"..{TIMES}$", name):
        return name.removesuffix(unit)
    return name


def is_count(name: str) -> bool:
    """Whether an indicator of this name is no amount of money, whatever stands above the table."""
    return re.search(rf"(?:数|{TIMES}|面积|里程|率|占比)(?:[（(].*)?$", name) is not None


def is_rate(name: str) -> bool:
    """Whether an indicator of this name is a rate, which says nothing without its %."""
    return _RATE_NAME.search(name) is not None


def is_rank(name: str) -> bool:
    """Whether a name is that of a place among others: 全市排名."""
    return re.search(r"(?:排名|位次|名次|排位)(?:[（(].*)?$", name) is not None


def is_money(name: str) -> bool:
    """Whether a head of this name is over amounts of money."""
    return _MONEY_NAME.search(name) is not None


def same_period(first: str, second: str) -> bool:
    """Whether two periods are one, as far as they both name a year.

    上半年, 2026年上半年 and 1—6月 are.
    """
    if not first or not second:
        return False
    years = [year[1] for text in (first, second) if (year := re.match(r"(\d{4})年", text))]
    return len(set(years)) < 2 and _months(first) == _months(second)


def year_before(earlier: str, later: str) -> bool:
    """Whether a period is the other a year earlier: 2025年上半年 before 2026年1—6月."""
    years = [int(year[0]) for text in (earlier, later) if (year := re.match(r"\d{4}(?=年)", text))]
    if len(years) < 2 or years[0] + 1 != years[1]:
        return False
    return _months(earlier) == _months(later)


def ends(period: str) -> tuple[int, int]:
    """The year and month that a period ends with, 0 where it names none.

    Periods can be put in order by them.
    """
    year, months = re.match(r"\d{4}", period), re.findall(r"\d+", _months(period))
    return int(year[0]) if year else 0, int(months[-1]) if months else 0


def _months(period: str) -> str:
    """The months of a period, without its year: 1-6月 of 2026年上半年."""
    text = re.sub(r"^\d{4}年(?:度)?\s*", "", period).replace("第", "").replace("份", "")
    text = re.sub(r"[\s第]|月(?=.*月)", "", re.sub(r"[–—~～至]", "-", text))
    return _SAME.get(text, text or "1-12月")


def squeezed(text: str) -> str:
    """Text without the spaces that only spread it out (合　计), and without marks of footnotes."""
    text = re.sub(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])", "", text.strip())
    return re.sub(rf"(?<=[{HAN}）)])[*※①②③④⑤]+$", "", text)
