"""WRD106: a misspelt word."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording.cutting import cuts_through, reads_better
from drafter.documents.report import Report
from drafter.records import Finding, Severity, Span

_RIGHT = {
    "一幅对联": "一副对联",
    "不径而走": "不胫而走",
    "严励": "严厉",
    "严历": "严厉",
    "于部": "干部",
    "以经": "已经",
    "优扶": "优抚",
    "体糸": "体系",
    "作好": "做好",
    "侍遇": "待遇",
    "侯车": "候车",
    "做为": "作为",
    "做用": "作用",
    "关糸": "关系",
    "其它": "其他",
    "冶理": "治理",
    "凋整": "调整",
    "凋研": "调研",
    "凑和": "凑合",
    "分辩率": "分辨率",
    "千部": "干部",
    "协凋": "协调",
    "反溃": "反馈",
    "台帐": "台账",
    "园满": "圆满",
    "培训斑": "培训班",
    "奖厉": "奖励",
    "如火如茶": "如火如荼",
    "宣船": "宣传",
    "对帐": "对账",
    "峻工": "竣工",
    "己经": "已经",
    "布署": "部署",
    "帐户": "账户",
    "帐目": "账目",
    "帮付": "帮扶",
    "幅射": "辐射",
    "干步": "干部",
    "座落": "坐落",
    "座谈汇": "座谈会",
    "建没": "建设",
    "弄虚做假": "弄虚作假",
    "强凋": "强调",
    "徒步检察": "徒步检查",
    "德冶": "德治",
    "急燥": "急躁",
    "惯彻": "贯彻",
    "截止到目前": "截至目前",
    "截止目前": "截至目前",
    "扶恤": "抚恤",
    "报导": "报道",
    "拔付": "拨付",
    "拔款": "拨款",
    "按装": "安装",
    "挖墙角": "挖墙脚",
    "接侍": "接待",
    "政冶": "政治",
    "整冶": "整治",
    "既使": "即使",
    "时侯": "时候",
    "明辩": "明辨",
    "曰前": "日前",
    "期侍": "期待",
    "未端": "末端",
    "末完成": "未完成",
    "来原": "来源",
    "松驰": "松弛",
    "检察组织生活": "检查组织生活",
    "欢渡": "欢度",
    "毕竞": "毕竟",
    "民证": "民政",
    "气侯": "气候",
    "气慨": "气概",
    "水原": "水源",
    "治理整冶": "治理整治",
    "法冶": "法治",
    "涵养水原": "涵养水源",
    "渡假": "度假",
    "激厉": "激励",
    "环璄": "环境",
    "环镜": "环境",
    "甘败下风": "甘拜下风",
    "申办理": "申办",
    "相形见拙": "相形见绌",
    "眼晴": "眼睛",
    "研就": "研究",
    "究竞": "究竟",
    "竟争": "竞争",
    "竟聘": "竞聘",
    "竟赛": "竞赛",
    "粗造滥制": "粗制滥造",
    "精减机构": "精简机构",
    "考查组": "考察组",
    "联糸": "联系",
    "自冶": "自治",
    "自抱自弃": "自暴自弃",
    "草管人命": "草菅人命",
    "落买": "落实",
    "蜂涌": "蜂拥",
    "行证": "行政",
    "记帐": "记账",
    "财证": "财政",
    "贪污受赌": "贪污受贿",
    "贯切": "贯彻",
    "资原": "资源",
    "辍学率控治": "辍学率控制",
    "辩别": "辨别",
    "辩识": "辨识",
    "迫不急待": "迫不及待",
    "追朔": "追溯",
    "通迅": "通讯",
    "遣责": "谴责",
    "部份": "部分",
    "采构": "采购",
    "重迭": "重叠",
    "防冶": "防治",
    "防犯": "防范",
    "陪训": "培训",
    "隐患排察": "隐患排查",
    "震憾": "震撼",
    "食材采够": "食材采购",
    "鬼计": "诡计",
    "鼓厉": "鼓励",
}
# What an older text or another meaning makes right: told, never mended.
_TOLD_ONLY = frozenset("其它 帐户 记帐 对帐 帐目 作好 考查组 申办理".split())
# Where no segmenter can tell: 以经批准的预算为依据 is honest, 作好人好事 another cut.
_NEXT = {"以经": "(?=完成|全部|建成|落实|启动)", "作好": "(?!人|品|家|坏)"}
_PATTERN = re.compile(
    "|".join(
        re.escape(word) + _NEXT.get(word, "")
        for word in sorted(_RIGHT, key=lambda word: (-len(word), word))
    )
)


def misspelt(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        for match in _PATTERN.finditer(line.view):
            right = _RIGHT[match[0]]
            if _broken(line.view, match.span(), right) and not line.leaves_open(match.span()):
                new = None if match[0] in _TOLD_ONLY else right
                yield RULE.at(line, match.span(), new=new, right=right)


def finds(text: str) -> bool:
    """Whether one of the words stands in a text, broken or not."""
    return _PATTERN.search(text) is not None


def _broken(text: str, span: Span, right: str) -> bool:
    """Whether the characters are a broken word, and not two honest ones that meet there."""
    if reads_better(text, span, right):
        return True
    return span[1] - span[0] > 2 and not cuts_through(text, span)


RULE: Rule[Report] = Rule(
    code="WRD106",
    severity=Severity.WARNING,
    name=("错别字", "a misspelt word"),
    why=(
        "形近、音近的错字；第一批异形词按推荐词形。",
        "Characters that look or sound alike.",
    ),
    source="practice: errata of official drafts; 第一批异形词整理表",
    message=("“{text}”应为“{right}”", "“{text}” should be “{right}”"),
    wrong=(
        "建立工作台帐12本。",
        "周密布署，扎实推进。",
        "截止目前，完成投资2亿元。",
        "扎实做好防犯工作。",
        "严历打击各类违法行为。",
    ),
    right=(
        "建立工作台账。",
        "工作好转。",
        "干部队伍建设。",
        "截至6月底",
        "签发港澳通行证2046本。",
        "2025年末完成投资2亿元，校园满意度98%，分为若干步骤，一贯切实履职。",
        "加强预防犯罪宣传，凭选民证参加选举，自己经营门店，担起庄严历史责任。",
        "支出必须以经批准的预算为依据。",
    ),
    check=misspelt,
)
