"""The words that count and measure, and the phrases in which a numeral counts nothing.

The unit list of each.

What reads or judges only some of them takes a named subset from here and says no units of its own.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

# What unit time of something is counted in: 人次, 场次, 剂次, 家次 …
_TIMES = "场人批班架车册例件户门节课台艘趟篇尾家剂校店所桌起卷床份宗项处企园点头辆站轮套张亩单条"

_POINTS = "个百分点 百分点 个千分点 千分点 个基点 基点"
_RATES = "% ‰"
FOREIGN_MONEY = (
    "美元 港元 欧元 日元 英镑 加元 加拿大元 澳元 澳大利亚元 新元 新加坡元 韩元 瑞士法郎 卢布 卢比 "
    "新台币 台币 澳门元 泰铢 林吉特 越南盾 港币 美金 日圆 奈拉 兰特 比索 里亚尔 第纳尔 迪拉姆 "
    "里拉 克朗 福林 兹罗提 缅元 坚戈 基普 瑞尔 印尼盾"
)
# The signs that stand before an amount of money, and what each means.
MONEY_SIGNS = {"US$": "美元", "HK$": "港元", "$": "美元", "€": "欧元", "£": "英镑"} | dict.fromkeys(
    ("RMB", "人民币", "¥", "￥"), "元"
)
_MONEY = f"元 元整 元正 圆 圆整 圆正 元人民币 {FOREIGN_MONEY}"
# A prefix (千, 兆, 微; k, M, μ) is part of its unit and never multiplies: 110千伏, 5微克.
_MEASURES = (
    "公里 千米 米 分米 厘米 公分 毫米 微米 纳米 海里 英里 英尺 英寸 平方公里 平方千米 平方米 "
    "平方分米 平方厘米 平方毫米 平方 平米 公顷 亩 英亩 立方米 立方厘米 立方分米 立方 标准立方米 "
    "标方 升 毫升 加仑 吨标准煤 吨标煤 吨二氧化碳当量 吨二氧化碳 吨公里 人公里 车公里 吨海里 "
    "蒸吨 载重吨 吨 公斤 千克 克 毫克 微克 斤 磅 盎司 克拉 千瓦时 兆瓦时 吉瓦时 太瓦时 瓦时 千瓦 "
    "兆瓦 吉瓦 瓦 马力 千伏安 兆伏安 伏安 千伏 毫伏 伏 安培 毫安 千安 欧姆 千赫兹 兆赫兹 吉赫兹 "
    "太赫兹 赫兹 千赫 兆赫 吉赫 赫 百帕 千帕 兆帕 帕 千焦耳 千焦 兆焦 吉焦 焦耳 千卡 大卡 千牛 "
    "摄氏度 华氏度 ℃ ℉ 度 千字节 兆字节 字节 千比特 兆比特 吉比特 比特 千兆 万兆 兆 标准箱 标箱 "
    "码 分贝 流明 勒克斯 毫摩尔 微摩尔 摩尔 毫西弗 微西弗 国际单位"
)
# In Latin letters; upper and lower case are different prefixes.
_LATIN = (
    "km KM dm cm CM mm μm um nm m km² m² cm² mm² km2 m2 M2 M² M3 M³ hm² hm2 ha ㎡ m³ m3 cm³ ㎥ "
    "L l mL ml ML kg KG mg μg ug g t kWh MWh GWh TWh Wh kWp MWp GWp kW MW GW kw W kVA MVA VA kV "
    "mV V mA kHz MHz GHz THz Hz hPa kPa MPa Pa kJ MJ GJ J kcal KB kB MB GB TB PB EB Kbps kbps "
    "Mbps Gbps Tbps bit PFlops EFlops PFLOPS EFLOPS Pflops Eflops PF EF dB ppm ppb mSv μSv mmol "
    "TEU °C °F BP bp"
)
_TIME_UNITS = (
    "个工作日 工作日 个月 个季度 季度 课时 学时 小时 个小时 分钟 秒钟 毫秒 秒 学年 学期 年级 "
    "周年 周岁 个星期 星期 年 岁 天 日 周 世纪 夜 晚 个多月 个半月 个多小时 个半小时"
)
_COUNTS = (
    "台（套） 台(套) 台套 头（只） 头(只) 头只 人·次 人口 标段 门类 品种 床日 人天 刻钟 头份 "
    "人份 个 名 人 位 户 家 所 项 次 场 起 件 宗 批 期 班 届 条 处 座 栋 幢 间 套 台 辆 艘 架 份 "
    "册 本 部 篇 幅 张 块 片 只 头 尾 匹 羽 株 棵 粒 支 枚 根 枝 把 门 节 堂 课 类 种 级 层 步 "
    "轮 遍 回 趟 倍 棒 顶 具 路 车道 分 点 字 句 声 口 桩 例 床 对 组 队 团 站 孔 眼 盏 方 道 线 "
    "村 镇 乡 县 区 市 省 校 园 店 厂 企 车 笔 单 环 程 强 星 维 集 首 款 折 席 桌 箱 袋 瓶 盒 "
    "桶 捆 垛 网 端 屏 餐 顿 碗 杯 筐 串 滴 页 卷 封 则 版 档 副 尊 曲 股 群 双 代 剂 号 列 包 "
    "两 社区 街道 乡镇 成"
)
# What some units end with in brackets: 1.2万人（次）, 3000台（次）.
_OR_TIMES = "（次） (次)"

# Where a unit begins another word it is none: 3家次要, 单位, 3分别, 3成效.
_NOT_UNIT_BEFORE = {
    "次": "(?![要数品生级])",
    "单": "(?!位)",
    "分": "(?!别)",
    "棒": "(?!球)",
    "顶": "(?![级层尖格端替点])",
    "具": "(?![有体备])",
    "路": "(?![段面网口线桥灯径基况政边])",
    "成": "(?![效果本立为绩功员熟型长都交人品年语份套片群千百不就语见])",
    "期": "(?![间限末待望货刊])",
    "折": "(?![叠页旧扣算合射中桥线])",
    "节": "(?![气日点约能庆水目奏俭])",
    "对": "(?![于照接应口外内标比])",
    "包": "(?![括含容装裹抓干联保户村])",
    "米": "(?![饭粉面线])",
    "两": "(?![零〇一二两三四五六七八九十百千万亿个项家名条次会岸委手端级侧年天])",
    "整": "(?![治改修合理数])",
    "正": "(?![在式常])",
    "圆": "(?![满形圈心桌弧明梦规])",
}


def one_of(words: Iterable[str]) -> str:
    """An expression for the longest of the words that stands here, each only as a word of its own.

    What begins none is told at one glance. Words share their first characters, and what may not
    stand behind them is said once for all: hundreds of units stand in many patterns, and each is
    compiled whenever drafter starts.
    """
    known = set(words)
    tree: _Tree = {}
    for word in known:
        below = tree
        for char in word:
            below = below.setdefault(char, {})
        below[_ENDS] = {}
    first = _signs(tree)
    return f"(?=[{first}]){_longest(tree)}{_guards({word[-1] for word in known})}"


_Tree = dict[str, "_Tree"]  # of words by their characters
_ENDS = ""  # below the last character of a word


def _longest(tree: _Tree) -> str:
    """An expression for the longest word of the tree; characters that lead to the same are one."""
    alike: dict[str, list[str]] = {}
    for char in sorted(tree.keys() - {_ENDS}):
        alike.setdefault(_longest(tree[char]), []).append(char)
    ways = [f"[{_signs(chars)}]{rest}" for rest, chars in alike.items()]
    if _ENDS in tree:
        ways.append("")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _guards(last: set[str]) -> str:
    """What has to hold behind a word that ends with one of these characters."""
    latin = {char for char in last if char.isascii() and char.isalpha()}
    guarded = sorted(last & _NOT_UNIT_BEFORE.keys())
    kept = [f"(?<={char}){_NOT_UNIT_BEFORE[char]}" for char in guarded]
    if latin:
        kept.append("(?<=[A-Za-z])(?![A-Za-z])")
    if not kept:
        return ""
    free = f"(?<![{''.join(guarded)}{'A-Za-z' if latin else ''}])"
    return f"(?:{'|'.join((free, *kept))})"


def _signs(chars: Iterable[str]) -> str:
    """The characters as they stand in brackets, always in one order."""
    return "".join(re.escape(char) for char in sorted(chars))


UNITS = sorted(
    {
        unit
        for words in (_POINTS, _RATES, _MONEY, _MEASURES, _LATIN, _TIME_UNITS, _COUNTS)
        for unit in words.split()
    }
    | {unit + "次" for unit in _TIMES}
    | {unit + times for unit in _TIMES for times in _OR_TIMES.split()},
    key=lambda unit: (-len(unit), unit),
)
_SIMPLE = one_of(UNITS)
# What a rate is stated per: 元/亩·年, 次/月, 微克/立方米, km/h.
_PER = one_of(
    "年 月 日 天 周 季度 小时 分钟 秒 h min s d a 人次 羽 株 桶 袋 亩 公顷 平方公里 平方千米 "
    "平方米 ㎡ m² m2 km² 立方米 m³ m3 立方厘米 升 毫升 L mL dL 吨 t 公斤 千克 kg 斤 克 g 公里 "
    "千米 km 米 m 千瓦时 kWh 度 千瓦 kW 兆瓦 兆瓦时 标准立方米 标方 吨标准煤 床日 课时 学时 学年 "
    "学期 万人 十万人 10万人 百户 千人 万元 亿元 乡镇".split()
)
# What begins other words is no such unit before one: 13所/村卫生室.
_PER_ONE = r"[人户家个名位次件台辆套头只所村镇乡场张份本生例单票床](?<!人/次)(?![\u4e00-\u9fff])"
UNIT = (
    f"(?:{_SIMPLE}(?:/每?(?:{_PER}|{_PER_ONE}|[人户](?=[的以左计]))(?:[·•][年月日天人次])?"
    "|每(?:秒|小时|分钟|升|立方米))?)"
)
LATIN = one_of(_LATIN.split())
UNIT_BEGINS = "".join(sorted({re.escape(unit[0]) for unit in UNITS}))  # inside of brackets
PREFIXED = one_of(unit for unit in UNITS if unit[0] in "百千" and len(unit) > 1)
MULTIPLIER = rf"(?:[十百千]?(?:万亿|[万亿](?!兆))|(?!{PREFIXED})[百千](?!姓|分[点之]))?"
MID = "[余多来]"  # 300余人

# Behind a numeral of one sign only words that count nothing else can follow: 三级, 一线, 十分 are
# words of their own. Behind more signs (三十级, 二点五分) any unit counts.
_BEHIND_ONE_SIGN = (
    "亿元 万元 元 元整 元正 圆整 圆正 米 斤 双 折 成 周年 周岁 年级 个 名 人 位 户 家 所 项 次 "
    "场 起 件 宗 批 期 班 座 栋 幢 套 台 辆 艘 份 册 部 篇 张 块 只 头 株 棵 门 节 堂 课 类 种 "
    "轮 倍 天 周 年 岁 亩 吨 处 间 条 村 镇 乡 县 区 市 省 校 园 店 厂 企 例 床 组 支 步 层"
)
BEHIND_ONE_SIGN = frozenset(
    unit
    for unit in UNITS
    if unit in _BEHIND_ONE_SIGN.split()
    or (len(unit) > 1 and unit in f"{_MEASURES} {FOREIGN_MONEY} {_POINTS}".split())
    or unit in {*_TIME_UNITS.split()} - {"日", "夜", "晚", "世纪"}
    or unit[-1] == "次"
    or unit.endswith("次）")
)
# 三级响应, 二级及以上医院: a level where these words follow; 二两 at the end of its clause
COUNTED_BEFORE = re.compile(
    r"两(?=[，,。；;、）)\s以的]|$)|级(?=响应|应急|及其?以上|以上|以下|医院|甲等|乙等|公路|航道|标准|风险|预警|资质|保护)"
)

# --- named subsets; a string of single characters goes into brackets: f"[{COUNTERS}]" ---
# of people, bodies, works and things, behind digits and numerals
COUNTERS = "个名人家户所项次场件处座条期批"
DIGIT_COUNTERS = (
    COUNTERS + "起台套辆份册只株头"
)  # behind digits; behind 一 some make words: 一起, 一份
ESTIMATED = "个名人家户所项次场天处"  # what 3、4 estimates; 1、2期 and 1、2条 are numbers of things
EQUIPMENT = (
    "台套个辆张间件部把支架艘次场家所处份人名项条块只例组幅盏座元%"  # behind CT1, DR2: CT1台
)
ORDINAL_UNITS = "届次批期名位条款项号轮季章节个场周天年档"  # 第三批
OCCASIONS = frozenset("期 次 场 场次 批次 轮 班次 人次 节 课时 讲 班 天 遍".split())  # of a deed
ANNOUNCED = "项 个 大 方面 点 条 类 件 步 篇 场"  # the parts a text says it has: 抓好四项工作
IN_HEADS = (
    "人 户 件 次 亩 个 项 期 台 套 辆 家 例 起 宗 天"  # stated by a table's head before 数: 户数
)
HALVED = (  # what a half can be of: 半年, 半斤; 半两 only at the end of its clause
    r"个多月|个月|个?小时|年|天|个百分点|个?世纪|个?学期|学年|公斤|公里|斤|吨|亩|升|米"
    r"|两(?=[，,。；;、）)\s以的]|$)"
)
DIVISIBLE = (  # what half a unit, or some more of unit, is said of: 3年半, 5公里多
    "年 天 小时 周 公里 千米 米 亩 吨 元 倍 岁 周岁 斤 公斤 千克 成 分钟 平方米 立方米 平方公里 "
    "公顷"
)
TIMES = f"[{_TIMES}]次"
MEASURES = "|".join(
    sorted((*_MEASURES.split(), *_TIME_UNITS.split(), "月"), key=lambda unit: (-len(unit), unit))
)

# --- units that are certain where no figure stands before them: behind a hole, a capital letter, an
# ellipsis ---
_PLAIN = (  # they begin no other word
    "个百分点 百分点 % ％ ‰ 万元 亿元 人次 场次 批次 班次 剂次 户次 家次 课时 学时 公里 千米 "
    "平方米 平方公里 "
    "立方米 公顷 吨 千瓦 千瓦时"
)
# They begin other words (名单, 项目, 场所): behind each stand the characters that make it unit of
# them.
_BEGINNING_WORDS = (
    "个人别体性案税股 名校师牌优称单义额词片声誉家录胜气城镇 户外型籍主口均数用部 "
    "家庭校长属具电居乡园族风 "
    "所有属以需谓在长得示 项目 场所景馆地面合域内外均 件数 起草步点源航飞初到来重因于诉 "
    "次生要数品级序日年 "
    "期间限末待望货刊中 条件例款文目约 处理置罚于在长室分级方境 座谈位席右 批准发评示复量改阅 "
    "台账风湾阶词套 "
    "套餐路用取现利 辆 册子 份额 篇章幅 例如外会行子证 宗教旨地 间接隔距断歇 张贴榜 "
    "支部付持撑出援委柱流 "
    "班子级长组主车 人民才员大力口社事文均生数身防物情类工格脉居行选间气 元旦素宵首月老宇 "
    "只有要是能会不 "
    "枚 株 棵 头部条等脑疼雁 艘 幢 栋 床位铺 盏 版本面权 轮流换候 届时满 亩均"
)
_GUARDED = {
    row[0]: f"{row[0]}(?![{row[1:]}])" if row[1:] else row for row in _BEGINNING_WORDS.split()
}
_IN_ONE = "[余多]?[百千]?(?:万亿|[万亿])?"


def certain(units: str) -> str:
    """An expression for the units, each only where it begins no other word.

    名, but not the 名 of 名单.
    """
    return "(?:" + "|".join(_GUARDED.get(unit, unit) for unit in units.split()) + ")"


PLAIN_UNIT = _IN_ONE + certain(_PLAIN)
CERTAIN_UNIT = _IN_ONE + certain(f"{_PLAIN} {' '.join(_GUARDED)}")
CERTAIN_BEGINS = "余多百千万亿" + "".join(
    sorted({*_GUARDED, *(unit[0] for unit in _PLAIN.split())})
)
# What statistics are stated in, digits being due (GB/T 15835 4.1); 家, 所, 项 go with numerals as
# well.
STATISTICS = certain(f"{_PLAIN} 元 亩 名 人 户")

MONEY_UNITS = frozenset(_MONEY.split())
MONEY = one_of(MONEY_UNITS)
RATE_UNITS = frozenset(_RATES.split())

# One key for one unit, however it is written; what a rate is per folds likewise.
_SAME_UNITS = (
    "公里=千米=km=KM 米=m 分米=dm 厘米=cm=公分=CM 毫米=mm 微米=μm=um 纳米=nm "
    "平方公里=平方千米=km²=km2 平方米=㎡=m²=m2=M2=M²=平米 平方厘米=cm² 平方毫米=mm² "
    "公顷=ha=hm²=hm2 立方米=㎥=m³=m3=M3=M³=立方 立方厘米=cm³ 升=L=l 毫升=mL=ml=ML "
    "公斤=千克=kg=KG 克=g 毫克=mg 微克=μg=ug 吨=t 吨标准煤=吨标煤 千瓦时=kWh 兆瓦时=MWh "
    "吉瓦时=GWh 太瓦时=TWh 瓦时=Wh 千瓦=kW=kw 兆瓦=MW 吉瓦=GW 瓦=W 千伏安=kVA 兆伏安=MVA "
    "伏安=VA 千伏=kV 毫伏=mV 伏=V 毫安=mA 赫兹=赫=Hz 千赫兹=千赫=kHz 兆赫兹=兆赫=MHz "
    "吉赫兹=吉赫=GHz 太赫兹=THz 帕=Pa 百帕=hPa 千帕=kPa 兆帕=MPa 焦耳=J 千焦=千焦耳=kJ 兆焦=MJ "
    "吉焦=GJ 千卡=大卡=kcal ℃=摄氏度=°C ℉=华氏度=°F 分贝=dB KB=kB=千字节 MB=兆字节 Kbps=kbps "
    "毫摩尔=mmol 毫西弗=mSv 微西弗=μSv 标准箱=标箱=TEU PFlops=PFLOPS=Pflops=PF "
    "EFlops=EFLOPS=Eflops=EF 个百分点=百分点 个千分点=千分点 个基点=基点=BP=bp "
    "台（套）=台(套)=台套 小时=个小时=h 分钟=min 秒=s=秒钟 人=人口 人次=人·次 "
    "头（只）=头(只)=头只 元=元整=元正=圆=圆整=圆正=元人民币 港元=港币 美元=美金 日元=日圆 "
    "新台币=台币 加元=加拿大元 澳元=澳大利亚元 新元=新加坡元 星期=个星期 季度=个季度"
)
FOLDED_UNITS = {
    spelling: spellings[0]
    for spellings in (row.split("=") for row in _SAME_UNITS.split())
    for spelling in spellings[1:]
} | {f"{unit}{times}": f"{unit}次" for unit in _TIMES for times in _OR_TIMES.split()}


def folded(unit: str) -> str:
    """The unit as keys have it: 平方米 for ㎡, 微克/立方米 for μg/m³."""
    if "/" not in unit and "每" not in unit:
        return FOLDED_UNITS.get(unit, unit)
    pieces = re.split("([/·•])", re.sub("/?每", "/", unit))
    return "".join(FOLDED_UNITS.get(piece, piece) for piece in pieces).replace("•", "·")


_SCALE = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def scale(multiplier: str | None) -> Decimal:
    """The factor of 万, 亿, 百万, 千亿 …; 1 for none."""
    if not multiplier:
        return Decimal(1)
    if multiplier in _SCALE:
        return Decimal(_SCALE[multiplier])
    return Decimal(_SCALE[multiplier[0]] * _SCALE[multiplier[1:]])
