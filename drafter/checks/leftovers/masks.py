"""Where a finished text is still open: the grammar's placeholders, and what templates leave.

LFT101 and 106 share it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from drafter.documents.report import Line
from drafter.facts.placeholders import phrases
from drafter.records import Gap, Span

_UNITS = "个名人次场项件起户家所处期条批台套亩吨辆座间篇份位村镇县市省区局校委厅站室组队岁日月年天时分度%％万亿元"

# What the reader of figures does not take for a gap. Each repetition is bounded.
_STYLES = re.compile(
    r"【\s*】|【(?:请|待)(?!再?核|确认|领导|审)[^【】]{0,40}】|［\s{0,6}］|（\s{0,12}）|\(\s{0,12}\)|（略）|（[xX×*]{1,6}）"
    r"|[{｛]{1,2}[^{}｛｝\n]{0,60}[}｝]{1,2}|\$\{?(?=\{)|%[sd](?![A-Za-z])|\$[A-Za-z_]{2,30}\$"
    r"|[【\[［](?:请)?(?:单位|部门|姓名|人名|名称|时间|日期|年份|地点|地名|地区|数字|数据|数量|金额|人数|比例|百分比|职务|标题|学校|领导)"
    r"(?:名称|名|全称|\d|[一二三xX])?[】\]］]"
    r"|[<＜](?:[\u4e00-\u9fff]{2,14}|[A-Z_]{2,20})[>＞]"
    r"|(?<![A-Za-z0-9_@./＿])[_＿]{2,40}(?![A-Za-z_@.＿])"
    r"|(?<![一二三四五六七八九])[○〇◯]{2,12}(?![一二三四五六七八九年])|[□△▲●◎◇■▢▯]{2,12}"
    r"|(?<![A-Za-z0-9*])\*(?=[年月日时点个名人次项场件起户家所万亿元%县区市镇乡村局校])"
    r"|(?<![A-Za-z0-9+“])[NM]{1,4}(?=(?:余|多)?[个名次场项户件人家所万亿](?![种倍一]))|(?:(?<=附件)|(?<=[第表图]))X(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])(?:[A-DMNY]{1,3})(?=[县镇乡](?![A-Za-z]))"
    r"|(?<![A-Za-z0-9])X(?=[省市县区镇乡村局校厅委办])"
    r"|[#＃@＠]{2,12}(?=[个名人次场项件户家所万亿元年月日县区市镇局%])"
    r"|(?<=[\u4e00-\u9fff])…{1,2}(?=[余多]?(?:[个名场项件户家所]|人次|次|万元|亿元|亩|公里)[，。；、的])"
    r"|(?<!\d)20[ _＿]{2,8}年|(?<!\d)202[ _＿]{1,4}年|年[ 　_＿]{1,12}月[ 　_＿]{0,12}日?|年月日(?=$|，|。)"
    r"|(?<=[\u4e00-\u9fff“（])(?<![零一二两三四五六七八九十百千万亿])[ 　]{1,12}(?=(?:余|多)?(?:万元|亿元|人次|个百分点|[%％]))"
    r"|(?<=[\u4e00-\u9fff“（])[ 　]{2,12}(?=(?:余|多)?[个名次场项件户家所亩]|公里)"
    r"|(?<=资金|收入|支出|投资)(?:万元|亿元)(?=[，。；、]|$)"
)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁韦马苗方俞任袁柳唐罗薛伍余顾孟尹江钟郭林石崔梁宋叶杜黎黄高郝白田万段侯熊刘徐胡龙贺龚史邱丁程曾毛温蔡汪傅谭夏贾付"
_SOMEONE = re.compile(
    rf"某{{2,3}}(?:[省市县区镇乡村局校]|单位|公司|学校|中学|小学|同志|部门|企业|项目)?|(?<![{_SURNAMES}])某(?=[县区市镇乡局校省村](?![级域])|中学|小学|街道|领导)"
)
_MULTIPLIED = re.compile(r"[\u4e00-\u9fff）]×[\u4e00-\u9fff（”》]")  # 长×宽, “数据要素×”
_PLACED = re.compile(rf"[{_UNITS}点届季第旬届类支部]")
# What follows a mask of stars, and opens no words in bold.
COUNTED = r"(?:[县区](?![域级])|市(?!场|民|域|级|直)|镇(?!街)|乡(?!村|镇)|局|人次|名(?![校师牌优])|项(?!目)|场(?![所景])|件|户|次(?![生要])|万(?!众)|亿|年(?!度|轻)|月|个(?!别)|所(?!有|属)|家(?![庭校])|%)"
_BOLD = re.compile(rf"\*\*(?!{COUNTED})(?=[^\s*])[^*\n]{{1,60}}(?<=[^\s*])\*\*")
_TITLED = re.compile(r"《[^《》]{0,120}》?")


@lru_cache(maxsize=4096)
def _open(text: str, given: tuple[Span, ...]) -> tuple[Span, ...]:
    bold = {start for mark in _BOLD.finditer(text) for start in (mark.start(), mark.end() - 2)}
    ours = [span for span, _ in phrases(text)]
    merged: list[Span] = []
    for start, end in sorted(_candidates(text, given)):
        last = merged[-1][1] if merged else -1
        if start in bold or any(_overlap((start, end), span) for span in ours):
            continue
        if start <= last or (last >= 0 and text[last:start] in {"年", "月", "日"}):
            merged[-1] = (merged[-1][0], max(end, last))
        else:
            merged.append((start, end))
    return tuple(merged)


def _candidates(text: str, given: tuple[Span, ...]) -> Iterator[Span]:
    """The placeholders given, and what looks like one besides."""
    for span in given:
        if not _multiplied(text, span) and text[slice(*span)] != "某某":
            yield span
    for match in _STYLES.finditer(text):
        if not _inner_title(text, match):
            yield match.span()
    for match in _SOMEONE.finditer(text):
        if not _anonymous(text, match):
            yield match.span()


def open_places(line: Line) -> tuple[Span, ...]:
    """The spans of all placeholders of a line, adjacent ones as one: 20xx年x月.

    Those of fixed phrases are left out.
    """
    return _open(line.view, tuple(slot.span for slot in line.slots if isinstance(slot, Gap)))


def _multiplied(text: str, span: Span) -> bool:
    """Whether a single × stands between two things that are multiplied: 长×宽."""
    start, end = span
    if end - start > 1 or text[start] != "×":
        return False
    beside = _MULTIPLIED.match(text, max(0, start - 1)) is not None and not _PLACED.match(text, end)
    return (
        beside or text[start - 1 : start] in tuple("”》）") or text[end : end + 1] in tuple("“《")
    )


def _inner_title(text: str, match: re.Match[str]) -> bool:
    """Whether <…> stands for 〈…〉 within a title."""
    if match[0][0] not in "<＜":
        return False
    return any(title.start() < match.start() < title.end() for title in _TITLED.finditer(text))


def _anonymous(text: str, match: re.Match[str]) -> bool:
    """Whether a person's name was left out on purpose: 王某某."""
    named = match.start() > 0 and text[match.start() - 1] in _SURNAMES
    return named and len(match[0]) > 1 and match[0].endswith("某")


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
