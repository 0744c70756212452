"""Reads the facts (数据) and gaps (占位符) of Chinese text; one key whatever the spelling.

The one reader of the project: notes are read with it, and drafts are proved with it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.names import find_names
from drafter.numerals import chinese_number
from drafter.records import Fact, FactKind, Gap, Span

# Same length in, same length out: spans stay true. GB/T 15835: digits are half-width.
_FOLD = str.maketrans(
    "０１２３４５６７８９％＋－／ｘＸ＊"
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｙｚ",
    "0123456789%+-/xX*ABCDEFGHIJKLMNOPQRSTUVWYZabcdefghijklmnopqrstuvwyz",
)
_FULL_STOP_IN_NUMBER = re.compile(r"(?<=[0-9xX])．(?=[0-9xX])")

_H = r"\u4e00-\u9fff"
_N = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
_C = r"[零〇一二两三四五六七八九十百千万亿]+"
_MULT = r"(?:万亿|[十百千]?[万亿]|[百千](?![克米瓦卡]))?"
_TO = r"[-–—~～至]+"
_BEFORE = r"(?:不少于|不低于|不超过|不高于|不多于|不足|不到|大约|将近|接近|超过|突破|至少|至多|最高|最低|高于|低于|少于|多于|约|(?<![附最邻就亲靠远])近|超|逾|满)"
_AFTER = r"(?:以上|以下|以内|以外|左右|上下|不等|之内)"
_MID = r"[余多来]"
_UNITS = sorted(
    "个百分点 百分点 % ‰ 亿美元 美元 港元 欧元 日元 元 场次 人次 批次 班次 架次 车次 例次 件次 户次 门次 节次 课次 台次 艘次 趟次 篇次 台套 台（套） "
    "课时 学时 小时 分钟 秒钟 秒 公里 千米 平方公里 平方千米 平方米 立方米 公顷 公斤 千克 毫克 千瓦时 千瓦 兆瓦 厘米 毫米 摄氏度 ℃ 米 亩 吨 斤 克 升 度 "
    "个工作日 工作日 个月 个季度 学年 学期 周年 周岁 年 岁 天 日 周 个 名 人 位 户 家 所 项 次 场 起 件 宗 批 期 班 届 条 处 座 栋 幢 间 套 "
    "台 辆 艘 架 份 册 本 部 篇 幅 张 块 片 只 头 尾 匹 羽 株 棵 粒 支 枚 根 枝 把 门 节 堂 课 类 种 级 层 步 轮 遍 回 趟 倍 成 分 点 字 句 声 口 桩 "
    "例 床 对 组 队 团 站 孔 眼 盏 方 道 片 线 村 镇 乡 县 区 市 省 校 园 店 厂 企 车 笔 单 环 程 强 A级 星 维 集 首 款 标段 km kg t MW kW GW 尾次 平方 立方 "
    "折 席 桌 箱 袋 瓶 盒 桶 捆 垛 吨公里 人/户 网 端 屏 码 折 夜 晚 餐 顿 碗".split(),
    key=len,
    reverse=True,
)
_U = "(?:" + "|".join(map(re.escape, _UNITS)) + ")"
# After a Chinese numeral only words that count can follow; 十分, 一线, 三级 and the like are words of their own.
_CU = (
    r"(?:个百分点|百分点|亿元|万元|元|场次|人次|批次|班次|个工作日|个月|课时|学时|小时|分钟|公里|平方米|公顷|[个名人位户家所项次场起件宗批期班座栋幢套台辆艘份册部篇"
    r"张块只头株棵门节堂课类种轮倍天周年岁亩吨处间条村镇乡县区市省校园店厂企例床组支步大](?:次(?=[^要数]|$))?)"
)
_NOT_CN = r"(?<!学前)(?<![初高周期统同唯单逐进专万大小老之数几第不惟划整合归纯任〇零一二两三四五六七八九十百千亿])"

_YEAR = r"(?:(?:19|20)\d{2}年|(?<!\d)\d{2}年(?=[上下]半年|度|\d{1,2}月|底|末|春季|秋季)|[一二][〇零○九一二三四五六七八]{3}年)"
_IN_YEAR = r"(?:度|上半年|下半年|前?第?[一二三四1-4]季度|底|末|初(?!中|级|步|审|赛)|春季|夏季|秋季|冬季|全年)?"
_IN_MONTH = r"(?:上旬|中旬|下旬|底|末|初(?![中级步审赛一二三]))?"
_BOUND = r"(?:起|前|底前|底以前|以前|之前|以后|之后|以来|止)?"
_DAY = r"\d{1,2}[日号]"
_MONTH = rf"\d{{1,2}}月(?!\d{{3}})(?:份|{_DAY})?{_IN_MONTH}"
_CMONTH = r"(?:十[一二]?|[一二三四五六七八九])月(?:(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]|份|底|初(?!中)|中旬|上旬|下旬)"
_ISO = r"(?:19|20)\d{2}(?P<s>[-./])\d{1,2}(?P=s)\d{1,2}(?!\d)"
_CLOCK = (
    r"(?:(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|早)\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分|半|整)?)"
    r"|(?<![比达为约\d])\d{1,2}[:：][0-5]\d(?!\d)(?=前|起|至|开|召|准|，|,|。|$)|\d{1,2}[时点](?:\d{1,2}分|半|整)(?!钟))(?:前|起|后)?"
)

_PATTERNS: dict[str, str] = {
    "gap": (
        r"(?:(?<![\d.])\d{1,3}(?=[xX×]{1,3}年))?(?:(?<![A-Za-z])[x]+(?:\.[x]+)?(?:\+[x]+)?(?![A-Za-z0-9])|(?<!\d)×+(?:\.×+)?(?!\d)"
        r"|(?<![A-Za-z])X{2,}(?:\.X+)?(?![A-Za-z0-9])|(?<![A-Za-z])X(?=[省市县区镇乡村所名个项次场人件年月日届期])"
        r"|\*{1,}(?:\.\*+)?(?=[" + _H + r"%])|○{2,}|□{2,}|某某|_{2,}|【待补[^】]*】)"
    ),
    "title": r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》",
    "personal": r"(?<!\d)(?:1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})|0\d{2,3}[-—]\d{7,8}|\d{17}[\dXx]|[1-9]\d{5}(?:19|20)\d{6}\d{3}[\dXx])(?!\d)",
    "document": rf"[{_H}]{{2,12}}[〔\[［【（(]\s*\d{{4}}\s*[〕\]］】）)]\s*第?\s*\d+\s*号",
    "date": (
        rf"{_YEAR}?\d{{1,2}}月\d{{1,2}}{_TO}{_DAY}|{_YEAR}?\d{{1,2}}月{_DAY}{_TO}(?:{_YEAR}?\d{{1,2}}月)?{_DAY}|{_YEAR}?\d{{1,2}}月?{_TO}{_YEAR}?\d{{1,2}}月{_IN_MONTH}{_BOUND}"
        rf"|(?:19|20)\d{{2}}年?{_TO}(?:19|20)\d{{2}}(?:年{_IN_YEAR}|学年)|{_ISO}"
        rf"|{_YEAR}(?:{_MONTH}|{_CMONTH}|{_IN_YEAR}){_BOUND}|{_MONTH}{_BOUND}|(?:{_NOT_CN}{_CMONTH}){_BOUND}"
        rf"|前?第?[一二三四]季度|{_CLOCK}|(?<![\d.]){_DAY}(?![内游均常程报])(?:前|起|止)?"
    ),
    "code": (
        r"[A-Za-z]+-?\d+(?:\.\d+)?[A-Za-z]*(?:线|高速|国道|省道)?|\d+\+\d+(?:\+\d+)*(?!\d)|(?<![\d.])\d(?:G|D|K|A级|A)(?![A-Za-z])|A{2,5}级?(?![A-Za-z])"
        r"|(?<!\d)\d{3,6}(?=热线|平台|服务热线|举报|急救|指挥)|“?十[三四五六]五”?(?!个)"
    ),
    "percent_cn": rf"{_BEFORE}?百分之(?:{_C}(?:点{_C})?|{_N}){_AFTER}?",
    "fraction": rf"{_C}分之{_C}|(?<!\d)\d+/\d+(?!\d)(?!{_U})",
    "ratio": r"(?<![\d.])\d+(?:\.\d+)?[:：]\d+(?:\.\d+)?(?![\d.])",
    "ordinal": (
        rf"第(?:{_C}|\d+)(?:[届次批期名位条款项号轮季章节个]|阶段|责任人)?|二十届[一二三四五六七]中全会|党的[一二十]+大|(?:二十|十[八九])届"
    ),
    "number": (
        rf"(?P<before>{_BEFORE})?(?P<sign>(?<=[长幅率降比])-)?(?P<n1>{_N})(?P<a1>{_MID})?(?P<m1>{_MULT})(?P<b1>{_MID})?"
        rf"(?:(?P<u1>{_U})?(?P<to>{_TO})(?P<n2>{_N})(?P<a2>{_MID})?(?P<m2>{_MULT})(?P<b2>{_MID})?)?"
        rf"(?P<u>{_U})?(?P<after>(?:{_MID}|半)(?![{_H}]{{0,1}}样)|{_AFTER})?"
    ),
    "chinese": (
        rf"(?P<cbefore>{_BEFORE})?{_NOT_CN}(?P<c>(?:[上数几]|好几)?[十百千万]+[亿万]?|{_C}|几)(?P<cmid>[余多来几])?(?P<cm>[万亿]?)(?P<cu>{_CU})(?P<cafter>{_AFTER})?"
    ),
    "tenths": r"(?<![{h}])?[一二两三四五六七八九](?:成)(?=[，,。；;、以左多]|$)(?:以上|以下|左右|多)?".replace(
        "{h}", _H
    ),
}
_SCAN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))

# 第一 and the like that count nothing; words of the genre, no figures.
_PHRASES = re.compile(
    r"第一(?:书记|时间|责任人|线|标准|要务|资源|生产力|动力|粒|道防线|位|议题|课堂|身份|职责|要素|关|梯队|响应人|现场)|第[二三]课堂|第三方|第[一二三]产业|第一、二、三产业"
    r"|一[校人事园户村县镇乡生岗企园区类题课区馆]一|一(?:年级|个|批|项|次|种|些|步|类|级|张网|件事|门式|站式|条龙|盘棋|张表|本账|张图|把手|起|手|对一|项一项|个个|次次|步步|年来|大批|条心|体)"
    r"|两(?:个确立|个维护|个毫不动摇|个责任|会|委|手|头|山|岸|个只增不减|个大局|个结合|年来|不愁)|三(?:个课堂|重一大|会一课|农|资|公|严三实|个区分开来|管三必须|个务必|位一体|大攻坚战|支一扶|区三州|孩)"
    r"|四(?:个意识|个自信|个全面|个革命|大班子|不两直|个不摘|史|风|种形态|个最严|个合格|套班子|季|害)|五(?:项管理|位一体|个统筹|育|大发展|级书记|大振兴)|六(?:稳|保|个精准|尺巷)|七(?:个有之)|八(?:项规定|五普法|个方面的重)|九(?:五普法)"
    r"|千(?:方百计|家万户)|万(?:众一心|无一失|元户)|百(?:家争鸣|年大计|花齐放|年未有)|一(?:国两制)|十(?:分|年树木)"
)
_MONEY_UNITS = {"元", "美元", "亿美元", "港元", "欧元", "日元"}
_RELATION = re.compile(
    r"其中|分别|同比|环比|比上年|比去年|较上年|较去年|上年同期|去年同期|增长|增加|上升|提高|提升|扩大|新增|下降|减少|降低|缩短|压减|回落|减幅|降幅|增幅|占比|占|完成率|覆盖率|人均|平均|户均|累计|剩余|结余|超额|低于|高于|排名|排|居|列|未完成|尚欠|缺口|由|从"
)
_CLAUSE_END = re.compile(r"[，,；;。！!？?：:、\n]")


def fold(text: str) -> str:
    """`text` with digits, letters and signs at half width; characters stay where they are."""
    return _FULL_STOP_IN_NUMBER.sub(".", text.translate(_FOLD))


def read_slots(text: str) -> list[Fact | Gap]:
    """Every fact and gap of `text`, in order, none overlapping another; ids are empty, spans count in `text`."""
    folded = fold(text)
    figures = list(_figures(folded, text))
    names = [span for span in find_names(folded) if not _eaten(span, figures)]
    kept = [slot for slot in figures if not any(_overlap(slot.span, name) for name in names)]
    slots = [*kept, *(_name(text, span) for span in names)]
    slots.sort(key=lambda slot: slot.span)
    return [_with_relations(slot, folded, slots) if isinstance(slot, Fact) else slot for slot in slots]


def read_facts(text: str) -> list[Fact]:
    """The facts of `text`, in order; see `read_slots`."""
    return [slot for slot in read_slots(text) if isinstance(slot, Fact)]


def read_gaps(text: str) -> list[Gap]:
    """The gaps of `text`, in order; see `read_slots`."""
    return [slot for slot in read_slots(text) if isinstance(slot, Gap)]


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _eaten(name: Span, figures: list[Fact | Gap]) -> bool:
    """Whether a figure has the better claim: a name may hold an ordinal or code (第五中学), nothing else."""
    inner = {FactKind.ORDINAL, FactKind.CODE, FactKind.QUANTITY}
    for slot in figures:
        if not _overlap(slot.span, name):
            continue
        inside = name[0] <= slot.span[0] and slot.span[1] <= name[1]
        if isinstance(slot, Gap) or not inside or slot.kind not in inner:
            return True
    return False


def _figures(folded: str, text: str) -> Iterator[Fact | Gap]:
    at = 0
    while found := _SCAN.search(folded, at):
        phrase = _PHRASES.match(folded, found.start())
        if phrase and found.lastgroup not in {"gap", "title"} and not folded[found.start()].isdigit():
            at = phrase.end()
            continue
        slot = _read(found, folded, text)
        if slot is None:
            at = found.start() + 1
            continue
        yield slot
        at = slot.span[1]


def _read(found: re.Match[str], folded: str, text: str) -> Fact | Gap | None:
    name = next(key for key in _PATTERNS if found[key] is not None)
    if name == "gap":
        return _gap(found, folded, text)
    fact = _READERS[name](found)
    if fact is None:
        return None
    start, end = fact.span
    return replace(fact, quote=text[start:end])


def _gap(found: re.Match[str], folded: str, text: str) -> Gap:
    start, end = found.span()
    follows = re.compile(rf"{_MID}?{_MULT}{_U}|年|月|届").match(folded, end)
    unit = follows[0] if follows else ""
    about = _CLAUSE_END.split(folded[:start])[-1][-16:]
    return Gap("", text[start:end], (start, end), _gap_kind(unit, about), unit, about)


def _gap_kind(unit: str, about: str) -> FactKind:
    if unit.endswith("元"):
        return FactKind.MONEY
    if unit.endswith("百分点"):
        return FactKind.POINTS
    if unit in {"%", "‰"}:
        return FactKind.PERCENT
    if unit in {"年", "月", "日"}:
        return FactKind.DATE
    if unit == "届" or about.endswith("第"):
        return FactKind.ORDINAL
    return FactKind.QUANTITY if unit and unit not in {"区", "市", "县", "镇", "乡", "村"} else FactKind.NAME


def _fact(kind: FactKind, found: re.Match[str], key: str, text: str | None = None, **more: object) -> Fact:
    quote = found[0]
    return Fact("", kind, f"{kind}:{key}", quote, text if text is not None else quote, found.span(), **more)  # type: ignore[arg-type]


def _title(found: re.Match[str]) -> Fact:
    inner = found[0][1:-1].replace("《", "〈").replace("》", "〉")  # GB/T 15834: the inner title in 〈〉
    return _fact(FactKind.TITLE, found, inner, f"《{inner}》")


def _personal(found: re.Match[str]) -> Fact:
    return _fact(FactKind.PERSONAL, found, re.sub(r"\D", "", found[0]))


_NOT_IN_CODE = re.compile(
    r"印发|下发|转发|制发|根据|按照|依据|依照|落实|执行|贯彻|制定|出台|文件|按|与|和|及|以|据|为|收到|报送|上报|见|的|即|由|对照|严格|对|等|[^\u4e00-\u9fff]"
)


def _document(found: re.Match[str]) -> Fact | None:
    body = re.match(rf"([{_H}]+)\D*(\d{{4}})\D*(\d+)\s*号", found[0])
    if not body:
        return None
    stops = list(_NOT_IN_CODE.finditer(body[1]))
    skip = stops[-1].end() if stops else 0
    code = body[1][skip:]
    if not code:
        return None
    text = f"{code}〔{body[2]}〕{int(body[3])}号"  # GB/T 9704 7.2.5: 〔〕, no 第, no zero padding
    start, end = found.span()
    return Fact("", FactKind.DOCUMENT, f"document:{text}", "", text, (start + skip, end))


def _date(found: re.Match[str]) -> Fact | None:
    text = found[0]
    if "月" in text and not _possible_month(text):
        return None
    iso = re.fullmatch(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", text)
    if iso:
        text = f"{iso[1]}年{int(iso[2])}月{int(iso[3])}日"
    text = re.sub(r"(?<!\d)(\d{2})年", r"20\1年", text)  # GB/T 15835: the year in full
    text = re.sub(r"(?<!\d)0(\d)(?=[月日号])", r"\1", text)  # GB/T 9704 7.3.5.4: no zero padding
    text = re.sub(r"(?<=\d)号", "日", text)
    text = (
        re.sub(r"[-–—~～]+", "—", text)
        if re.search(r"\d{4}年?[-–—~～]+\d{4}", text)
        else re.sub("[-–—~～]+", "～", text)
    )
    text = re.sub(r"(\d{4})年(—\d{4}年)", r"\1\2", text)
    key = re.sub(r"[份]|[零○]", lambda m: "" if m[0] == "份" else "〇", text).replace("至", "～").replace("—", "～")
    return _fact(FactKind.DATE, found, key, text)


def _possible_month(text: str) -> bool:
    return all(1 <= int(month) <= 12 for month in re.findall(r"(\d+)月", text))


def _code(found: re.Match[str]) -> Fact:
    return _fact(FactKind.CODE, found, found[0].upper().strip("“”"))


def _percent_cn(found: re.Match[str]) -> Fact:
    body = re.fullmatch(rf"({_BEFORE}?)百分之(.+?)({_AFTER}?)", found[0])
    assert body  # the scanner matched the same pattern
    whole, _, part = body[2].partition("点")
    value = Decimal(whole) if whole[0].isdigit() else chinese_number(whole)
    if value is not None and part:
        value += Decimal("0." + "".join(str(chinese_number(c)) for c in part))
    shown = "百分之百" if value == 100 and whole == "百" else f"{body[1]}{value}%{body[3]}"
    qualifiers = tuple(q for q in (body[1], body[3]) if q)
    return _fact(
        FactKind.PERCENT,
        found,
        _number_key(value, None, "%", qualifiers),
        shown,
        value=value,
        unit="%",
        qualifiers=qualifiers,
        tail="%" + body[3],
    )


def _fraction(found: re.Match[str]) -> Fact:
    return _fact(FactKind.QUANTITY, found, found[0])


def _ratio(found: re.Match[str]) -> Fact:
    return _fact(FactKind.QUANTITY, found, found[0].replace("：", ":"), found[0].replace("：", ":"))


def _ordinal(found: re.Match[str]) -> Fact | None:
    body = re.fullmatch(rf"第({_C}|\d+)(.*)", found[0])
    if not body:
        return _fact(FactKind.ORDINAL, found, found[0])
    if not body[2] and not body[1].isdigit() and not re.search(rf"[{_H}]$", found.string[: found.start()]):
        return None  # 第一，第二，: an enumeration; 居全市第四 is a rank
    value = Decimal(body[1]) if body[1].isdigit() else chinese_number(body[1])
    if value is None:
        return None
    return _fact(FactKind.ORDINAL, found, f"{_plain(value)}{body[2]}", value=value, unit=body[2])


def _plain(value: Decimal) -> str:
    """The number without exponent or trailing zeros."""
    return format(value.normalize(), "f") if value else "0"


def _number_key(value: Decimal | None, upper: Decimal | None, unit: str, qualifiers: tuple[str, ...]) -> str:
    span = "?" if value is None else _plain(value)
    if upper is not None:
        span += ".." + _plain(upper)
    return f"{span}{unit}" + "".join(f"|{q}" for q in qualifiers)


_SCALE = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def _scale(mult: str | None) -> Decimal:
    if not mult:
        return Decimal(1)
    if mult in _SCALE:
        return Decimal(_SCALE[mult])
    return Decimal(_SCALE[mult[0]] * _SCALE[mult[1:]])


_FOLDED_UNITS = {
    "千米": "公里",
    "百分点": "个百分点",
    "平方千米": "平方公里",
    "千克": "公斤",
    "km": "公里",
    "kg": "公斤",
}


def _number(found: re.Match[str]) -> Fact | None:
    g = found.groupdict()
    one, many, unit = Decimal((g["sign"] or "") + g["n1"].replace(",", "")), None, g["u"] or ""
    end = found.end()
    after = g["after"] or ""
    if after in {"半"} and unit not in {"年", "天", "小时", "个月", "个"}:
        after, end = "", end - 1
    if g["n2"] and not _is_range(found, unit):
        return _cut_number(found)
    if unit == "成" and not g["n2"]:
        unit, end, after = "", found.start("u"), ""
    mult = g["m2"] or "" if g["n2"] else g["m1"] or ""
    if g["n2"]:
        first = g["m1"] or mult
        many = Decimal(g["n2"].replace(",", "")) * _scale(mult)
        one *= _scale(first)
    else:
        one *= _scale(mult)
    folded = _FOLDED_UNITS.get(unit, unit)
    before = g["before"] or ""
    mids = tuple(q for q in (g["a1"], g["b1"], g["a2"], g["b2"]) if q)
    qualifiers = tuple(q for q in (before, *mids, after) if q)
    kind = _kind_of(folded)
    text, tail = _number_text(g, mult, unit, after)
    return Fact(
        "",
        kind,
        f"{kind}:{_number_key(one, many, folded, qualifiers)}",
        "",
        text,
        (found.start(), end),
        one,
        many,
        folded,
        qualifiers,
        tail,
    )


def _kind_of(unit: str) -> FactKind:
    if unit in _MONEY_UNITS:
        return FactKind.MONEY
    if unit in {"%", "‰"}:
        return FactKind.PERCENT
    return FactKind.POINTS if unit == "个百分点" else FactKind.QUANTITY


def _is_range(found: re.Match[str], unit: str) -> bool:
    """3至5天 is a range; 由3至5天 is not, nor are two figures with units of their own (3所-5人)."""
    first = found["u1"]
    said = found.string[max(0, found.start() - 6) : found.start()]
    return (not first or first == unit) and not ("至" in found["to"] and re.search(r"[由从自][^，,。；;]{0,5}$", said))


def _cut_number(found: re.Match[str]) -> Fact | None:
    head = found.string[: found.start("to")]
    alone = re.compile(_PATTERNS["number"]).match(head, found.start())
    return _number(alone) if alone else None


def _number_text(g: dict[str, str | None], mult: str, unit: str, after: str) -> tuple[str, str]:
    """The figure as printed, and how much of its end stands outside its token."""
    n1 = (g["n1"] or "").replace(",", "")
    head = (g["before"] or "") + (g["sign"] or "") + n1 + (g["a1"] or "")
    if g["n2"]:
        n2 = g["n2"].replace(",", "")
        first = g["m1"] or mult  # GB/T 15835: 2万～5万元, 5%～10%
        each = "%" if unit in {"%", "‰"} else ""
        head += first + (g["b1"] or "") + (unit if each else "") + "～" + n2 + (g["a2"] or "")
    if (g["b2"] if g["n2"] else g["b1"]) is not None:
        head += mult + ((g["b2"] if g["n2"] else g["b1"]) or "")
        tail = unit + after
    else:
        tail = mult + unit + after
    return head + tail, tail


def _chinese(found: re.Match[str]) -> Fact | None:
    digits, mid, unit = found["c"], found["cmid"] or "", found["cu"]
    before, after = found["cbefore"] or "", found["cafter"] or ""
    vague = re.match(r"上|数|几|好几", digits)
    if not vague and not mid and not before and re.fullmatch(r"[百千万亿]+", digits):
        return None  # 百年, 千人: words
    value = None if vague or mid == "几" else chinese_number(digits)
    if value is None and not vague and mid != "几":
        return None
    if value == 0:
        return None
    factor, base = (
        (10**4, unit[1:]) if unit.startswith("万元") else (10**8, unit[1:]) if unit.startswith("亿元") else (1, unit)
    )
    base = _FOLDED_UNITS.get(base, base)
    kind = _kind_of(base)
    if value is not None:
        value *= factor * _scale(found["cm"])
    qualifiers = tuple(q for q in (before, mid, after) if q)
    shown = digits if value is None else None
    key = (
        _number_key(value, None, base, qualifiers)
        if shown is None
        else f"{digits}{mid}{base}" + "".join(f"|{q}" for q in qualifiers)
    )
    text, tail = found[0], (found["cm"] or "") + unit + after
    if kind is FactKind.MONEY and value is not None and not mid:
        amount, tail = _arabic_money(value)  # GB/T 15835: amounts in Arabic
        text, tail = before + amount + tail + after, tail + after
    return _fact(kind, found, key, text, value=value, unit=base, qualifiers=qualifiers, tail=tail)


def _arabic_money(value: Decimal) -> tuple[str, str]:
    for name, factor in (("亿元", 10**8), ("万元", 10**4)):
        if value % (factor // 100) == 0 and value >= factor:
            return _plain(value / factor), name
    return _plain(value), "元"


def _tenths(found: re.Match[str]) -> Fact:
    value = chinese_number(found[0][0])
    assert value is not None  # one digit
    qualifiers = (found[0][2:],) if found[0][2:] else ()
    return _fact(
        FactKind.PERCENT,
        found,
        _number_key(value * 10, None, "%", qualifiers),
        value=value * 10,
        unit="%",
        qualifiers=qualifiers,
    )


_READERS: dict[str, Callable[[re.Match[str]], Fact | None]] = {
    "title": _title,
    "personal": _personal,
    "document": _document,
    "date": _date,
    "code": _code,
    "percent_cn": _percent_cn,
    "fraction": _fraction,
    "ratio": _ratio,
    "ordinal": _ordinal,
    "number": _number,
    "chinese": _chinese,
    "tenths": _tenths,
}


def _name(text: str, span: Span) -> Fact:
    quote = text[slice(*span)]
    shown = re.sub(r"^\"(.*)\"$", r"“\1”", quote)
    return Fact("", FactKind.NAME, f"name:{shown.strip('“”')}", quote, shown, span)


def _with_relations(fact: Fact, folded: str, slots: list[Fact | Gap]) -> Fact:
    """Add the words of comparison between this fact and what stands before it in its clause: 其中, 同比, 增长 …"""
    if fact.kind in {FactKind.TITLE, FactKind.NAME, FactKind.DOCUMENT, FactKind.PERSONAL}:
        return fact
    begin = max((slot.span[1] for slot in slots if slot.span[1] <= fact.span[0]), default=0)
    clause = _CLAUSE_END.split(folded[begin : fact.span[0]])[-1]
    relations = tuple(_RELATION.findall(clause))
    return replace(fact, qualifiers=(*relations, *fact.qualifiers)) if relations else fact
