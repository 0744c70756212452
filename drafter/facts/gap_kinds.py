"""What belongs in a placeholder, told by the words around it.

A count, a sum of money, a date, a name …
"""

import re
from dataclasses import dataclass

from drafter.facts.later import Later
from drafter.facts.masked_phrases import phrases, restored
from drafter.facts.placeholders import GAP_UNIT, HAN, is_withheld
from drafter.facts.units import MID, MONEY_UNITS, MULTIPLIER, UNIT
from drafter.records import GapKind, Span

_CLAUSE_END = re.compile(r"[，,；;。！!？?：:、\n（）()]|\.(?![A-Za-z0-9.])")
_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+是|其中)")
_SCHOOL = (
    r"(?:第?[一二三四五六七八九十xX×]{0,3})(?:中心|实验|初级|高级|职业|艺术职业|民族|希望|外国语"
    r"|特殊教育|九年[一制]?贯?制?){0,2}"
    r"(?:小学|中学|高中|初中|学校|幼儿园|学院|大学|党校|职教中心|中心校"
    r"|[中小幼](?![心学小央型班级]))(?![生段科习])"
)
_BODY = (
    rf"(?:[省市县区镇乡州]|街道|(?!{UNIT}))[{HAN}]{{0,8}}?(?:局(?![面部势])|委员会"
    rf"|委(?![员托派屈婉])|人民政府|政府|厅|办公室|办事处|法院|检察院|医院|卫生院|公司|集团"
    r"|(?<!中)中心(?!小学|幼儿园|校|[组城]|任务)|系统|平台|协会|合作社|企业|银行|支队|大队|派出所"
    r"|事务所|工作站|服务站|社区|开发区|产业园|园区|景区|基地)"
)
_PERSON_AFTER = (
    r"(?:同志|老师|先生|女士|(?:副|党组|党委|党支部|纪委|县委|区委|市委)*(?:书记|局长|县长|区长"
    r"|市长|镇长|乡长|校长|园长|院长|主任|主席"
    r"|部长|科长|股长|处长|所长|站长|队长|组长|常委|委员))"
)
_PERSON_BEFORE = (
    r"(?:同志|书记|局长|省长|县长|区长|市长|镇长|校长|园长|院长|主任|主席|部长|科长|处长|所长) ?$"
)
_INNER: tuple[tuple[str, GapKind], ...] = (  # of 【待补：…】 and {{…}}
    (r"文号", GapKind.DOCUMENT),
    (r"文件|标题|方案名|办法名", GapKind.TITLE),
    (r"金额|资金|经费|投资|[万亿]?元", GapKind.MONEY),
    (r"比例|占比|率|%|百分比", GapKind.PERCENT),
    (r"时间|日期|年份|年月|何时", GapKind.DATE),
    (r"学校|校名", GapKind.SCHOOL),
    (r"姓名|人名|谁|负责人|责任人|联系人", GapKind.PERSON),
    (r"地点|地名|地区|县名|区名|何处", GapKind.PLACE),
    (r"单位|科室|部门|机构|企业|公司", GapKind.UNIT),
    (r"项目|工程", GapKind.PROJECT),
    (r"数量|人数|户数|数字|数据|个数|次数|几|多少", GapKind.COUNT),
)
_AFTER: tuple[tuple[str, GapKind], ...] = (  # told by what follows the mask, in this order
    (r"次(?:党代会|全会|全体会议|代表大会|常委会)|届", GapKind.ORDINAL),
    (r"大(?=精神|报告|以来|召开|$|[，。”])", GapKind.ORDINAL),
    (
        rf"{MID}?{MULTIPLIER}(?:{'|'.join(sorted(MONEY_UNITS, key=len, reverse=True))})(?![素旦"
        rf"宵])",
        GapKind.MONEY,
    ),
    (r"个?百分点", GapKind.POINTS),
    (r"[%％‰]", GapKind.PERCENT),
    (r"年(?:来|内|以上|多|行动|攻坚|期|规划)", GapKind.DURATION),
    (
        r"(?:小时|分钟|秒|天|周(?![年岁边])|个(?:多|半)?(?:月|季度|小时|工作日|星期)|工作日|学时"
        r"|课时|声)(?![然])",
        GapKind.DURATION,
    ),
    (r"[时点](?:\d|x|整|半|前|后|以前|许|零报告|，|。|至|$|-)", GapKind.TIME),
    (r"[年月日号](?!度假)", GapKind.DATE),
    (_SCHOOL, GapKind.SCHOOL),
    (r"[一二两三四五六七八九十几]+所[初高中小]", GapKind.SCHOOL),
    (_BODY, GapKind.UNIT),
    (_PERSON_AFTER, GapKind.PERSON),
    (r"(?:省|市|县|区|镇|乡|村|街道|州|盟|旗)(?![级域次均])", GapKind.PLACE),
    (r"(?:建设|改造|维修|扩建|新建|续建)?(?:项目|工程)", GapKind.PROJECT),
    (r"路|街|大道|河|湖|水库|大桥|山|港", GapKind.PLACE),
    (r"号(?=文|$|[，。）])", GapKind.DOCUMENT),
    (rf"{MID}?{MULTIPLIER}{UNIT}", GapKind.COUNT),
    (r"多?(?:人|部门|学校|单位)", GapKind.COUNT),
)
_INNER_KINDS = tuple((Later(pattern), kind) for pattern, kind in _INNER)
_AFTER_KINDS = tuple((Later(pattern), kind) for pattern, kind in _AFTER)
_YEARS = 2  # digits of a span of years; a year has four
_DATED = re.compile(
    r"年(?:[\dxX×]|[上下]半年|度|底|末|初|春|夏|秋|冬|以前|之前|[一二三四]季度|前[一二三四]个)"
)
_BRACKETED_YEAR = re.compile(r"[〔\[［【（(](?:(?:19|20)[\dxX×]{2}|[xX×]{4})[〕\]］】）)]第?$")


@dataclass(frozen=True, slots=True)
class Sort:
    """What belongs in a placeholder.

    unit     what follows it and belongs to it: 场次, 万元, 余家
    about    what it counts or names: the words before it in its clause, else those after it
    within   "title" in 《…》, "phrase" in a fixed phrase, "project" in a clause about one, "quote"
             in “…”, else ""
    restore  what a fixed phrase has in its place, where that is certain
    """

    kind: GapKind
    unit: str = ""
    about: str = ""
    within: str = ""
    restore: str = ""


def sort(text: str, span: Span) -> Sort:
    """What belongs in the placeholder at `span` of `text`."""
    start, end = span
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if is_withheld(text[start:end]):
        return Sort(GapKind.PERSONAL, "", _about(before, after, ""), _inside(before, after))
    follows = GAP_UNIT.match(text, end)
    unit = follows[0] if follows else ""
    about = _about(before, after, unit)
    hidden = next(
        ((place, phrase) for place, phrase in phrases(text) if place[0] < end and start < place[1]),
        None,
    )
    if hidden:
        place, phrase = hidden
        return Sort(phrase.kind, unit, about, "phrase", restored(text, span, place, phrase))
    inside = _inside(before, after)
    return Sort(_kind(text[start:end], before, after, inside), unit, about, inside)


def _about(before: str, after: str, unit: str) -> str:
    head = _LABEL.sub("", _CLAUSE_END.split(before[-24:])[-1])
    tail = _CLAUSE_END.split(re.sub(r"^(?:底|初|份|[上中下]旬)", "", after[len(unit) :])[:12])[0]
    return head if len(head.strip("“《 ")) >= 2 else (head + tail).strip("“”《》 ")


def _inside(before: str, after: str) -> str:
    if before.rfind("《") > before.rfind("》") and "》" in after:
        return "title"
    if before.rfind("“") > before.rfind("”") and "”" in after:
        return "quote"
    clause = _CLAUSE_END.split(before)[-1] + "x" + _CLAUSE_END.split(after)[0]
    return "project" if re.search(r"x[^x]{0,14}项目", clause) else ""


_BRACKETS = "【】[]［］{}｛｝<>＜＞（）()$"


def _kind(mask: str, before: str, after: str, inside: str) -> GapKind:
    asked = mask.strip(_BRACKETS).removeprefix("待补") if mask[0] in _BRACKETS else ""
    named = next((kind for pattern, kind in _INNER_KINDS if pattern.search(asked)), None)
    return named or _by_words(mask, before, after, inside)


def _by_words(mask: str, before: str, after: str, inside: str) -> GapKind:
    kind = (
        _in_document_number(before, after)
        or _lasting(mask, after, inside)
        or _by_neighbours(before, after)
        or _by_frame(before, after, inside)
    )
    if kind:
        return kind
    if mask == "某某":
        return GapKind.PERSON
    return GapKind.COUNT if re.search(r"[.\d]", mask) else GapKind.TEXT


def _in_document_number(before: str, after: str) -> GapKind | None:
    """The year and the number of 〔20xx〕xx号."""
    if _BRACKETED_YEAR.search(before) and after.startswith("号"):
        return GapKind.DOCUMENT
    year = re.search(r"[〔\[［（(]$", before) and re.match(r"[〕\]］）)]第?[\dxX×]+号", after)
    return GapKind.DATE if year else None


def _lasting(mask: str, after: str, inside: str) -> GapKind | None:
    """连续x年."""
    short = after.startswith("年") and len(mask) <= _YEARS
    return GapKind.DURATION if short and inside != "title" and not _DATED.match(after) else None


def _by_neighbours(before: str, after: str) -> GapKind | None:
    """What the words right behind the mask say, else those right before it: 第xx, 局长xx."""
    ordinal = before.endswith("第")
    kind = next((kind for pattern, kind in _AFTER_KINDS if pattern.match(after)), None)
    if ordinal and kind is not GapKind.SCHOOL:
        return GapKind.ORDINAL
    if kind is None and re.search(_PERSON_BEFORE, before):
        return GapKind.PERSON
    return kind


def _by_frame(before: str, after: str, inside: str) -> GapKind | None:
    if inside == "title":
        return GapKind.TITLE
    return _quoted(before, after) if inside == "quote" else None


def _quoted(before: str, after: str) -> GapKind:
    follows = after[after.index("”") + 1 :]
    if re.match(r"规划|计划|方案|意见|办法", follows):
        return GapKind.TITLE
    if re.match(r"(?:项目|工程)", follows):
        return GapKind.PROJECT
    return (
        GapKind.ACTIVITY
        if re.match(r"进(?:校园|企业|社区|机关|课堂)|主题|系列|专项|活动|行动|比赛|竞赛", follows)
        else GapKind.BRAND
    )
