"""NUM115: one noun counted in two scripts, or thousands with and without a comma, side by side."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule, Words
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_COUNTED = re.compile(
    r"(?P<noun>[一-鿿]{2})\d+(?P<unit>[个所座处家项场次条件户名台])[，、；][^。；，]{0,8}?(?P=noun)(?P<other>[三四五六七八九十]{1,3}(?P=unit))(?=[，。；、]|$)"
    r"|\d+(?P<unit2>[所座处家场次台])[、，](?:改建|新建|扩建|续建|建成|维修|新增|撤并|完成)(?P<other2>[二三四五六七八九十]{1,3}(?P=unit2))(?=[，。；、]|$)"
)
_WITHIN = re.compile(r"(?<![五六七八九〇])[十百]\d{1,2}(?=[个所座处家项场次条件户名台人])")  # 十2件
_COMMA = re.compile(r"(?<![\d,.，])\d{1,3}(?:[,，]\d{3})+(?![\d,，])(?:\.\d+)?(?=[万亿]?[一-鿿%])")
_PLAIN = re.compile(
    r"(?<![\d,.，〔（第])[1-9]\d{3,6}(?![\d,，年号〕])(?:\.\d+)?(?=[万亿]?[元个人户亩吨件名家次])"
)


def two_scripts(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for match in _COUNTED.finditer(line.view):
            name = "other" if match["other"] else "other2"
            yield RULE.at(line, match.span(name))
        for match in _WITHIN.finditer(line.view):
            yield RULE.at(line, match.span())
        for start, end in line.sentences:
            sentence = line.text[start:end]
            comma = _COMMA.search(sentence) if "," in sentence or "，" in sentence else None
            if comma and "," in comma[0] and _PLAIN.search(sentence):
                span = (start + comma.start(), start + comma.end())
                yield RULE.at(line, span, message=_THOUSANDS)


_THOUSANDS: Words = (
    "千分位的逗号有的写、有的不写：{text}",
    "thousands with and without a comma: {text}",
)
RULE: Rule[Report] = Rule(
    code="NUM115",
    severity=Severity.WARNING,
    name=("同类数字写法不一", "one kind of number written in two ways"),
    why=(
        "同一场合，同类数字用同一种写法：不一处用阿拉伯数字、一处用汉字，千分位的逗号不一处写、一处不写。",
        "Side by side, numbers of one kind are written alike: all in digits, all with commas or none.",
    ),
    source="GB/T 15835-2011 4.3",
    message=(
        "同类数字一处用阿拉伯数字、一处用汉字：{text}",
        "digits there, characters here: {text}",
    ),
    wrong=(
        "办理提案十2件，答复率100%。",
        "建成站点6个，改造站点七个。",
        "新建学校3所、改建二所，工作有序推进。",
        "投入资金5,800万元、奖补资金8500万元。",
    ),
    right=(
        "建成站点6个，改造站点7个。",
        "新建学校3所，形成三所示范校带动的格局，推进五项改革。",
        "投入资金5,800万元、奖补资金8,500万元，2024年印发〔2024〕1200号文件。",
        "投入资金5800万元、奖补资金8500万元。",
    ),
    check=two_scripts,
)
