"""LFT106: a name left standing in a text whose names are masked."""

import re
from collections.abc import Iterator

from drafter.checks.leftovers.masks import open_places
from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.facts.later import Later
from drafter.records import Finding, Severity

_LEAST = 5  # masked names that make a text a masked one
_MASKED_NAME = re.compile(
    r"[省市区县镇乡村街州]|第?[一二三四五六七八九十]{0,2}(?:中心|实验|高级|初级|职业|艺术职业)?(?:小学|中学|高中|幼儿园|中)"
    r"|[\u4e00-\u9fff]{0,4}(?:局|医院|公司|学院|大学)|(?:同志|书记|局长|县长|区长|主任|公司|集团)"
)
_LEFT = r"(?:(?<=^)|(?<=[，。；：、（《])|(?<=[xX×*○][市县区镇])|(?<=[在到与和及赴从由对])|(?<=撤并至)|(?<=联合)|(?<=上报)|(?<=支持)|(?<=促成))"
_SCHOOL = r"(?:中心小学|实验小学|实验中学|高级中学|职业高中|中心幼儿园|小学|中学|师大)"
_NAMED = Later(
    rf"{_LEFT}(?P<school>[\u4e00-\u9fff]{{2}}){_SCHOOL}(?![生段科习校])"
    rf"|{_LEFT}(?P<firm>[\u4e00-\u9fff]{{2,10}})(?:有限责任公司|有限公司|股份公司|集团公司)"
    rf"|{_LEFT}(?P<place>[\u4e00-\u9fff]{{2,3}})(?:县(?![级域城区内外])|自治县|自治州|镇(?![级域区村])|街道(?!办事处主任))"
    r"|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省"
    r"|(?:(?<=省外)|(?<=外省)|(?<=外地))[返回来入][京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔滇陕甘肃青桂蒙宁藏]"
    r"|(?:东|西|南|北)(?:北|南)(?:师范|农业|工业|交通|民族|医科|师|农)?大学?(?=合作|、|，|。|联合|等|共建)"
)
# What stands before 小学 or 县 without naming one.
_GENERIC = Later(
    r".{0,2}[一二三四五六七八九十将各全按就使把对等的了]|.*(?:中小|大中|城乡|幼儿)|.{0,2}(?:乡村|农村|城市|城区|城镇|中心|实验|示范|试点|优质|薄弱|新建|改建|民办|公办|普惠|附属|完全|初级|高级|普通|职业|特色|重点|标准化?|寄宿制?|九年|一贯制?|希望|文明|智慧|绿色"
    r"|平安|卫生|健康|数字|品牌|直属|[省市县区镇乡]直|[省市县区镇乡]属|全[省市县区镇]|各类|其他|部分|义务|教育|基层|偏远|边远|山区|集镇|定点|结对|帮扶|龙头|集团|成员|种子|核心|所属|撤并|相关|有关|上述|未来|国际"
    r"|机关|民族|双语|艺术|体育|外国语|专门|高中|初中|中等|高等|公立|私立|技工|技术|师范|家长|老年|开放|各级|各地|所有|多所|两所|一所|每所|部属|高校|联系|牵头|主办|学龄|幼小|入学|进入|重庆|乡镇|街镇|村镇|各乡|各县"
    r"|全部|周边|邻近|外|本|该|我|某|各|每|强|贫困|脱贫|先进|达标|试验|考点|共建|牵手|一流|红色|书香|园林|美丽|无烟|绿美|心理|法治|禁毒|航天|少年|青少年|成人|网络|电视|广播|线上|在线|云|暑期|周末|双减|市一|第[一二三四五六七八九十])|[一二三四五六七八九十第]{1,3}"
)


def unmasked(report: Report) -> Iterator[Finding]:
    names = (
        line
        for line in report.lines
        for _, end in open_places(line)
        if _MASKED_NAME.match(line.view, end)
    )
    if sum(1 for _ in names) < _LEAST:
        return
    own = report.house.places + report.house.names
    for line in own_lines(report):
        for match in _NAMED.finditer(line.view):
            if _is_name(match) and match[0] not in own and match[0] not in report.title:
                yield RULE.at(line, match.span())


def _is_name(match: re.Match[str]) -> bool:
    """Whether what stands before 小学 or 县 names one, and is no word for any of them."""
    stem = match["school"] or match["firm"] or match["place"]
    return not stem or not _GENERIC.fullmatch(stem)


RULE: Rule[Report] = Rule(
    code="LFT106",
    severity=Severity.WARNING,
    name=("漏掩的名称", "a name that was not masked"),
    why=(
        "全文的地名、校名都已掩去，这里却留着真名：要么换成自己的名称，要么一并处理。",
        "The names of this text are masked, yet one was left standing: put your own in its place, or treat it alike.",
    ),
    source=("审核惯例：查模板残留", "practice: reviewers' check of template leaks"),
    message=("其他名称都已掩去，这里还留着“{text}”", "all other names are masked, “{text}” is not"),
    wrong=tuple(
        f"检查xx区xx小学、xx镇xx中学、xx县xx局，走访xx村。{text}"
        for text in (
            "上报xx市明德中学融合报告。",
            "加强省外回肃考生监管。",
            "与云岭教育科技有限公司合作。",
            "在青樟县召开现场会。",
        )
    ),
    right=(
        "上报云岭县明德中学融合报告。",
        "检查xx区xx小学、xx镇xx中学、xx县xx局、xx村，支持乡村小学、实验学校和区属学校发展。",
        "检查xx区xx小学、xx镇xx中学、xx县xx局、xx村，新建xx第一中学，巡查责任区，推进教育强县建设。",
    ),
    check=unmasked,
)
