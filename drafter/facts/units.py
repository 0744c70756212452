"""The words that count and measure, and the phrases in which a numeral counts nothing.

The unit list of each.

What reads or judges only some of them takes a named subset from here and says no units of its own.
"""

import re
from decimal import Decimal

# What unit time of something is counted in: 人次, 场次, 剂次, 家次 …
_TIMES = "场人批班架车册例件户门节课台艘趟篇尾家剂校店所桌起卷床份宗项处企园点头辆站轮套张亩单条"

_POINTS = "个百分点 百分点"
_RATES = "% ‰"
FOREIGN_MONEY = "美元 港元 欧元 日元 英镑"
_MONEY = f"元 {FOREIGN_MONEY}"
_MEASURES = (
    "公里 千米 km 米 厘米 毫米 平方公里 平方千米 平方米 平方厘米 ㎡ m² km² 平方 公顷 亩 立方米 ㎥ "
    "m³ 立方 升 毫升 "
    "吨标准煤 吨公里 蒸吨 吨 t 公斤 千克 kg 克 毫克 斤 千瓦时 kWh 千瓦 kW 兆瓦 MW 吉瓦 GW 千伏安 "
    "千伏 兆帕 伏 瓦 "
    "摄氏度 ℃ 度 微克/立方米 毫克/升 公里/小时 元/人 人/户 标准箱 标箱 GB TB MB 兆 码 分贝"
)
_TIME_UNITS = (
    "个工作日 工作日 个月 个季度 季度 课时 学时 小时 个小时 分钟 秒钟 秒 学年 学期 年级 周年 周岁 "
    "年 岁 天 日 周 "
    "世纪 夜 晚 "
    "个多月 个半月 个多小时 个半小时"
)
_COUNTS = (
    "台（套） 台(套) 台套 人口 标段 门类 品种 床日 人天 刻钟 个 名 人 位 户 家 所 项 次 场 起 件 "
    "宗 批 期 班 届 条 "
    "处 座 栋 幢 间 套 "
    "台 辆 艘 架 份 册 本 部 篇 幅 张 块 片 只 头 尾 匹 羽 株 棵 粒 支 枚 根 枝 把 门 节 堂 课 类 "
    "种 级 层 步 "
    "轮 遍 回 趟 倍 棒 顶 具 路 车道 "
    "分 点 字 句 声 口 桩 例 床 对 组 队 团 站 孔 眼 盏 方 道 线 村 镇 乡 县 区 市 省 校 园 店 厂 "
    "企 车 笔 单 "
    "环 程 强 星 维 集 首 款 "
    "折 席 桌 箱 袋 瓶 盒 桶 捆 垛 网 端 屏 餐 顿 碗 杯 筐 串 滴 页 卷 封 则 版 档 副 尊 曲 股 群 "
    "双 代 剂 号 "
    "列 社区 街道 乡镇"
)

UNITS = sorted(
    {
        unit
        for words in (_POINTS, _RATES, _MONEY, _MEASURES, _TIME_UNITS, _COUNTS)
        for unit in words.split()
    }
    | {unit + "次" for unit in _TIMES},
    key=lambda unit: (-len(unit), unit),
)

# Where a unit begins another word it is none: 3家次要, 单位, 3分别.
_NOT_UNIT_BEFORE = {
    "次": "(?![要数品生级])",
    "单": "(?!位)",
    "分": "(?!别)",
    "棒": "(?!球)",
    "顶": "(?![级层尖格端替点])",
    "具": "(?![有体备])",
    "路": "(?![段面网口线桥灯径基况政边])",
}
UNIT = (
    "(?:" + "|".join(re.escape(unit) + _NOT_UNIT_BEFORE.get(unit[-1], "") for unit in UNITS) + ")"
)
MULTIPLIER = r"(?:万亿|[十百千]?[万亿]|[百千](?![克米瓦卡姓]|分[点之]))?"
MID = "[余多来]"  # 300余人

# After a Chinese numeral only words that count can follow; 十分, 一线, 三级 and the like are words
# of their own.
_CHINESE_COUNTS = (
    "个百分点 百分点 亿元 万元 元 个工作日 个月 课时 学时 小时 分钟 公里 平方米 平方公里 公顷 "
    "立方米 周年 "
    "周岁 年级 个小时 "
    "个 名 人 位 户 家 所 项 次 场 起 件 宗 批 期 班 座 栋 幢 套 台 辆 艘 份 册 部 篇 张 块 只 头 "
    "株 棵 门 节 "
    "堂 课 类 种 "
    "轮 倍 天 周 年 岁 亩 吨 处 间 条 村 镇 乡 县 区 市 省 校 园 店 厂 企 例 床 组 支 步 层"
)
CHINESE_UNITS = [*_CHINESE_COUNTS.split(), *(unit + "次" for unit in _TIMES)]
# 对 is another word behind most numerals (方案二对接): it counts behind 三十, 一百零五 only.
COUNTED_PAIRS = "(?:(?<=[十百千])|(?<=[十百千零][一二三四五六七八九]))对(?![于照])"

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
ORDINAL_UNITS = "届次批期名位条款项号轮季章节个"  # 第三批
OCCASIONS = frozenset("期 次 场 场次 批次 轮 班次 人次 节 课时 讲 班 天 遍".split())  # of a deed
ANNOUNCED = "项 个 大 方面 点 条 类 件 步 篇 场"  # the parts a text says it has: 抓好四项工作
IN_HEADS = (
    "人 户 件 次 亩 个 项 期 台 套 辆 家 例 起 宗 天"  # stated by a table's head before 数: 户数
)
DIVISIBLE = (  # what half a unit, or some more of unit, is said of: 3年半, 5公里多
    "年 天 小时 周 公里 米 亩 吨 元 倍 岁 斤 公斤 分钟 平方米 立方米 平方公里 公顷"
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
# What statistics are stated in, digits being due (GB/T 15835 4.1); 家, 所, 项 go with numerals as
# well.
STATISTICS = certain(f"{_PLAIN} 元 亩 名 人 户")

MONEY_UNITS = frozenset(_MONEY.split())
RATE_UNITS = frozenset(_RATES.split())

# One key for unit unit, however it is written.
FOLDED_UNITS = {
    "千米": "公里",
    "km": "公里",
    "百分点": "个百分点",
    "平方千米": "平方公里",
    "km²": "平方公里",
    "㎡": "平方米",
    "m²": "平方米",
    "㎥": "立方米",
    "m³": "立方米",
    "千克": "公斤",
    "kg": "公斤",
    "t": "吨",
    "kW": "千瓦",
    "MW": "兆瓦",
    "GW": "吉瓦",
    "kWh": "千瓦时",
    "台(套)": "台（套）",
    "台套": "台（套）",
    "个小时": "小时",
    "人口": "人",
}

_SCALE = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def scale(multiplier: str | None) -> Decimal:
    """The factor of 万, 亿, 百万, 千亿 …; 1 for none."""
    if not multiplier:
        return Decimal(1)
    if multiplier in _SCALE:
        return Decimal(_SCALE[multiplier])
    return Decimal(_SCALE[multiplier[0]] * _SCALE[multiplier[1:]])


# Words with a numeral that counts nothing: common phrases, names of slogans, pronouns.
# 一次以上, 一项左右 do count: what limits a number makes it unit.
_COUNTS_AFTER_ALL = "(?!以上|以下|以内|左右|不等)"
_FIRST = (
    "书记 时间 责任人 线 标准 要务 资源 生产力 动力 粒 道防线 位 议题 课堂 身份 职责 要素 关 梯队 "
    "响应人 现场 步 推动力"
).replace(" ", "|")
_PHRASES = (
    f"第一(?:{_FIRST})",
    "第(?:[二三]课堂|三方|[一二三]产业|一、二、三产业)",
    "一[校人事园户村县镇乡生岗企区类题课馆]一",
    "一(?:站式|条龙|盘棋|张表|本账|张图|张网|张蓝图|把手|起|手|对一|件事|门式|项一项|个个|次次|步步"
    "|年来|大批|条心|体)",
    "一刻钟",
    f"一(?:个(?!月|季度|小时|工作日|学期)|批|项|次|种|些|步|类|级){_COUNTS_AFTER_ALL}",
    "两(?:项补贴|个确立|个维护|个毫不动摇|个责任|会|委|手|山|岸|个只增不减|个大局|个结合|年来|不愁"
    "|个转变|个市场|种资源|个健康)",
    "三(?:次产业|个课堂|重一大|会一课|农|资|公(?![里斤顷])|严三实|个区分开来|管三必须|个务必|位一体"
    "|支一扶|区三州|孩|个代表)",
    "三个(?:努力|走在前)",
    "四(?:个意识|个自信|个全面|个革命|大班子|不两直|个不摘|史|风|种形态|个最严|个合格|套班子"
    "|季(?!度)|害|好农村路)",
    "五(?:项管理|位一体|个统筹|育|大发展理念|级书记|大振兴|篇大文章)",
    "六(?:稳|保|个精准|尺巷)",
    "七个有之",
    "八(?:项规定|五普法|个方面的重)",
    "九五普法",
    "十(?:分|年树木|足|全十美)",
    "百(?:家争鸣|年大计|花齐放|年未有|姓|强)",
    "千(?:方百计|家万户|行百业|万工程)",
    "万(?:众一心|无一失|元户)",
)
PHRASES = re.compile("|".join(_PHRASES))
