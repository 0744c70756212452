"""FIG207: a promised number of items beside a list of another length."""

import re
from collections.abc import Iterator

from drafter.checks.figures.listed import Counts, listed, parallel
from drafter.checks.figures.named_lists import named_lists
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.facts.numerals import chinese_number
from drafter.records import Finding, Severity

_N = r"(?P<n>[两二三四五六七八九]|十[一二三四五六]?|\d{1,2})"
_OF = r"(?:个|项|类|大|种|条|家|所|件|张|道|步|支|座|方面|点|篇|场|处|批|关|次|期|轮)"
_NO_COUNT = r"(?<![第每前后余一十百千数\d.近约超达逾至—～、])(?<!其中)"
_OPENED = r"(?:：|，(?=一[是要]|第一[，、]|其一|首先|（[1一]）|①)|[，：](?:即|就是|包括|分别是|分别为|主要是|主要包括|主要有)|(?P<bracket>（))"
_AHEAD = re.compile(
    rf"{_NO_COUNT}{_N}{_OF}(?P<what>[^，。；：、（）\d<>|]{{0,14}}?)”?(?P<more>[^，。；：、（）\d<>|]{{0,6}}){_OPENED}"
)
# “四进”活动（进社区、进学校、进企业）
_QUOTED = re.compile(
    r"“(?P<n>[两二三四五六七八九])(?![个项类大种条])[一-鿿]{1,3}”[^，。；：、（）\d]{0,6}(?P<bracket>（)"
)
# 经济、政治、文化、社会“五位一体”
_NAMED_BY = re.compile(
    r"“(?P<n>[两二三四五六七八九])(?:下乡|位一体|联动|融合|同步|合一|结合|统一|并重|到位|进|化)”"
)
# “四早”要求，做到早发现、早报告、早隔离
_IN_EACH = re.compile(
    r"“(?P<n>[二两三四五六七八九])(?P<each>[一-鿿])”[^，。；：、]{0,8}[，：](?:做到|坚持|实现|即|真正)?"
    r"(?P<items>(?:(?P=each)[一-鿿]{1,6}[、和])+(?P=each)[一-鿿]{1,6})(?=[，。；])"
)
_LEVELS = re.compile(
    r"(?P<levels>(?:(?:国家|省|市|县|区|乡镇|镇街|街镇|乡|镇|街道|村|社区|组|户)(?:（[^）]{1,4}）)?、?){2,7})"
    r"(?P<n>[两二三四五六七])级"
)
_LEVEL = re.compile(r"国家|乡镇|镇街|街镇|街道|社区|[省市县区乡镇村组户]")
_ALONE = re.compile(r"[有是](?P<n>[两二三四五六])(?:：|，(?=一是))")
_SENTENCE = re.compile(
    rf"(?:^|[。；：])[^，。；：、（）\d]{{0,10}}{_NO_COUNT}{_N}(?:个|项|类|大|条|方面)[^，。；：、（）\d]{{1,8}}。(?=一是)"
)
_BEHIND = re.compile(
    r"(?P<n>[两二三四五六七八九十]|\d{1,2})"
    r"(?:个(?:方面|环节|统一|并重|到位|结合|维度)|项(?:制度|机制|措施|工作|任务)|大(?:行动|工程|体系|领域))"
)
# 突出四件实事，压实工作责任、做强龙头企业、壮大特色产业、防范化解风险。
_FOCUS = re.compile(
    rf"(?:^|(?<=[。；]))(?:聚焦|突出|围绕|抓好|抓实|紧盯|做好|办好){_N}{_OF}[^，。；：、（）\d“]{{0,8}}，"
)
_NO_LIST = re.compile(r"目标|达到|以来|同比|增长|年|月")


def promised(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        found = list(_of_line(line))
        yield from found
        taken = [finding.span for finding in found]
        for finding in _named(line):
            if not any(start <= finding.span[0] < end for start, end in taken):
                yield finding


def _of_line(line: Line) -> Iterator[Finding]:
    """The promises of a line, each with the list behind or before it."""
    for promise in _AHEAD.finditer(line.view):
        if not _NO_LIST.search(promise["what"] + promise["more"]):
            counts = listed(line, promise.end(), bracketed=bool(promise["bracket"]))
            yield from _judged(line, promise, counts)
    for promise in _QUOTED.finditer(line.view):
        yield from _judged(line, promise, listed(line, promise.end(), bracketed=True))
    for promise in _IN_EACH.finditer(line.view):
        yield from _judged(line, promise, (len(re.split("[、和]", promise["items"])),))
    for promise in _LEVELS.finditer(line.view):
        yield from _judged(line, promise, _levels(promise["levels"]))
    for pattern in (_ALONE, _SENTENCE):
        for promise in pattern.finditer(line.view):
            yield from _judged(line, promise, listed(line, promise.end()))
    for promise in _FOCUS.finditer(line.view):
        yield from _judged(line, promise, parallel(line.view[promise.end() :]))
    for promise in (*_BEHIND.finditer(line.view), *_NAMED_BY.finditer(line.view)):
        clause = re.split(r"[，。；：！？]", line.view[: promise.start()])[-1]
        yield from _judged(line, promise, _counted(clause))


def _named(line: Line) -> Iterator[Finding]:
    """Lists before their number, where no other promise has the place."""
    for told in named_lists(line.view):
        if told.said not in range(min(told.counts), max(told.counts) + 1):
            yield RULE.at(line, told.span, said=told.said, count=told.counts[0])


def _levels(text: str) -> Counts:
    """How many levels of government are named: 省市县乡村, 县、乡、村."""
    if re.search("县区|区县|市区|市县区|（", text):
        return ()
    named = text.strip("、").split("、") if "、" in text else _LEVEL.findall(text)
    return (len(named),)


def _counted(clause: str) -> Counts:
    """How many items stand before their number, without and with those that 和 joins on."""
    clause = re.split(r"[一二三四五六七八九十两\d]+[个项大][^、]{2,4}和", clause)[-1]
    items = clause.split("、")
    if len(items) < 2 or re.search(r"[和及与]$", clause) or "等" in clause:
        return ()
    if not all(2 <= len(item) <= 14 for item in items):
        return ()
    joined = len(re.findall(r"[和及与]", items[-1])) if len(items[-1]) > 3 else 0
    return len(items), len(items) + joined


def _judged(line: Line, promise: re.Match[str], counts: Counts) -> Iterator[Finding]:
    said = int(promise["n"]) if promise["n"].isdecimal() else int(chinese_number(promise["n"]) or 2)
    if counts and said > 1 and said not in range(min(counts), max(counts) + 1):
        start, end = promise.start("n"), promise.end()
        while line.view[end - 1] in "。，（":
            end -= 1
        yield RULE.at(line, (start, end), said=said, count=counts[0])


RULE: Rule[Report] = Rule(
    code="FIG207",
    severity=Severity.WARNING,
    name=("说的项数与列出的不符", "promised items and listed items disagree"),
    why=(
        "“三项工作”“八个方面”后面（或前面）列出的应正好是这么多项。",
        "Where N items are promised, N are listed.",
    ),
    source=("审核惯例：查项数与清单", "practice: reviewers' check of promise and list"),
    message=("说是{said}项，列出{count}项：{text}", "{said} are promised, {count} listed: {text}"),
    wrong=(
        "抓好三项工作：一是抓安全；二是抓教学。",
        "重点检查五个方面：证照、收费、师资、消防。",
        "建立通报制、追责制、限时整改制两项机制。",
        "围绕三个方面开展工作：（1）强基础；（2）抓创新；（3）促融合；（4）保稳定。",
        "打造六大产业集群：新能源、新材料、装备制造、生物医药、电子信息。",
        "建立“三张清单”，即问题清单、责任清单。",
        "建立县、乡、村、组三级网格体系。",
        "统筹推进经济、政治、文化、社会“五位一体”总体布局。",
        "开展“四进”活动（进社区、进学校、进企业），发放资料3200份。",
        "会同公安、城管、住建、消防五部门开展联合检查。",
        "突出五大工程，“壮大特色产业”“培育新型主体”“完善基础设施”。",
        "重点整治违规收费、有偿补课、挪用经费、吃拿卡要五类问题。",
        "围绕“三个聚焦”，聚焦主业、聚焦质量、聚焦创新、聚焦服务，打造园区。",
        "开展“两查一改”行动，查隐患、改作风。",
        "严把三道关口：首先，把好准入关；其次，把好过程关；再次，把好验收关；最后，把好监管关。",
        "落实“四早”要求，做到早发现、早报告、早隔离。",
        "突出六件实事，压实工作责任、做强龙头企业、壮大特色产业、防范化解风险。",
        "实施四大行动，即种业提升行动、耕地提升行动、农机补短板行动、病虫害防控行动和服务拓展行动。",
        "做好“四个一”文章。建强一支队伍，健全一套机制，打造一个品牌，纠纷化解率达98.6%。",
        "突出三方面工作，第一，守牢耕地红线。第二，补齐民生短板。第三，清理历史欠账。第四，壮大特色产业。",
        "主要采取了五方面工作：“规范市场秩序”“夯实数字底座”“壮大特色产业”“打通堵点卡点”。",
    ),
    right=(
        "围绕五大任务，推动政策、资金、项目落地，突出两个重点，压实责任、抓好落实，确保见效。",
        "落实“四早”要求，做到早发现、早报告、早隔离、早治疗。",
        "聚焦三个环节：“一查”“二改”“三验”，推行“一网通办”“一次办好”。",
        "抓好三项工作：一是抓安全；二是抓教学；三是抓队伍。",
        "重点检查四个方面：证照、收费、师资、消防。",
        "建立通报制、追责制、限时整改制三项机制。",
        "围绕证照、收费等八个方面开展检查。",
        "抓好三项工作：安全、教学和队伍。",
        "实施五大行动，即种业提升行动、耕地提升行动、农机补短板行动、病虫害防控行动和服务拓展行动。",
        "做好“三个一”文章。建强一支队伍，健全一套机制，打造一个品牌，纠纷化解率达98.6%。",
        "建立县、乡、村三级网格，实行省市县乡村五级联动，开展“三进”活动（进社区、进学校、进企业）。",
        "推进两项改革：农村集体产权制度改革、农业水价综合改革，增强发展活力。",
        "打造五大产业集群：新能源、新材料、装备制造、生物医药和电子信息。",
        "会同公安、城管、住建和消防四部门开展检查，在学校、医院、车站设立五个宣传点。",
        "落实“三个到位”要求，做到思想到位、责任到位、措施到位，开展“两查一改”，查隐患、查漏洞、改作风。",
        "培育省级、市级、县级五类示范社，打造生态、宜居、宜业、宜游的三大片区。",
    ),
    check=promised,
)
