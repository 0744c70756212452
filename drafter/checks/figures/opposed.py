"""FIG214: a sentence that says of all what one of its figures denies."""

import re
from collections.abc import Iterator

from drafter.checks.figures.remainders import left_over
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity

_ALL = r"(?:均|全部|都)(?:实现|保持|呈)?(?:了)?"
# What is said of all, and what one of them does.
_PAIRS = tuple(
    (re.compile(said), re.compile(denied))
    for said, denied in (
        (
            r"各项[^，。；]{0,6}(?:全面|普遍)(?:增长|上升|提高|提升)",
            r"其中[^，。；]{0,30}?(?:下降|负增长|减少|降低)(?:了)?\d[\d.]*(?:%|个百分点)",
        ),
        (
            r"各项[^，。；]{0,6}(?:全面|普遍)(?:下降|减少|降低)",
            r"其中[^，。；]{0,30}?(?:增长|上升|提高)(?:了)?\d[\d.]*(?:%|个百分点)",
        ),
        (
            rf"{_ALL}(?:正增长|增长|上升|提高|提升)",
            r"其中[^，。；]{0,30}?(?:下降|负增长|减少|降低)(?:了)?\d[\d.]*(?:%|个百分点)",
        ),
        (
            rf"{_ALL}(?:下降|减少|降低)",
            r"其中[^，。；]{0,30}?(?:增长|上升|增加)(?:了)?\d[\d.]*(?:%|个百分点)",
        ),
        (
            r"(?:均|全部|都)(?:位?居|位列|排名|列)[^，。；]{0,6}第一",
            r"其中[^。；]{0,30}?第(?:[二三四五六七八九十]|[2-9]|1\d)(?:名|位|$|[，。；])",
        ),
        (
            r"[“两三双]个?(?:百分百|百分之百|100%)”?|均达到?100%",
            r"[：，][^。；]{0,40}?率(?:达到?|为)?\d{1,2}(?:\.\d+)?%",
        ),
    )
)
_DEED = re.compile(
    r"(?:全部|(?:所有|各)[^，。；]{1,8}均)已?(?:完成)?(?P<deed>通过|开工|达标|到位|覆盖|竣工|办结|整改|合格|就业|参保)(?![率])"
    r"[^。；]{0,20}?(?P=deed)率(?:达到?|为)?\d{1,2}(?:\.\d+)?%"
)
# A thing that has grown by one figure and fallen by the next: 比上年增加1440公里，下降45.7%.
_FIGURE = r"[^，。；、\d]{0,8}\d[\d.]*[一-鿿]{0,4}"
_TURNED = tuple(
    re.compile(rf"(?P<first>{first}){_FIGURE}，(?:同比)?{second}(?:了)?\d[\d.]*%(?!左右的)")
    for first, second in (
        (r"(?:增至|增加到?|增长到|多出|同比多|上升到|提高到|扩大到)", "(?:下降|减少|降低|下滑)"),
        (r"(?:减至|减少到?|下降到|降至|降到|同比少|少了)", "(?:增长|增加|上升|提高)"),
    )
)
# 同比下降15.3%，比上年增加68件次
_OTHERWISE = tuple(
    re.compile(
        rf"(?:同比|(?:比|较)(?:上年|去年)(?:同期)?)(?P<first>{first})(?:了)?\d[\d.]*%，(?:比|较)(?:上年|去年)(?:同期)?{second}(?:了)?\d[\d.]*"
    )
    for first, second in (
        ("下降|减少|降低", "(?:增加|增长|多)"),
        ("增长|上升|增加", "(?:减少|下降|少)"),
    )
)
_NONE = re.compile(
    r"(?:未发生|没有发生|实现(?:安全生产)?零|保持零|无)(?:一起|任何)?(?P<of>[^，。；、\d]{0,8}?(?:事故|上访|信访|火灾|案件|投诉|伤亡|舆情))"
)
_NOT_ALL = re.compile(
    r"重大|较大|重特大|亡人|死亡|责任|群体|越级|进京|赴省|以上|新增|重复|恶性|命案"
)
_SOME = r"[^。；]{{0,24}}?(?:发生|接待|受理|处置|查处)?[^，。；\d]{{0,6}}{of}\d+(?:起|件|批次|人次|例|批)"


def opposed(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for start, end in line.sentences:
            sentence = line.view[start:end]
            for said, denied in _PAIRS:
                if (claim := said.search(sentence)) and (
                    found := denied.search(sentence, claim.end())
                ):
                    span = (start + found.start(), start + found.end())
                    yield RULE.at(line, span, claim=claim[0])
            for claim in _DEED.finditer(sentence):
                span = (start + claim.start(), start + claim.end())
                yield RULE.at(line, span, claim=f"全部{claim['deed']}")
            yield from _none(line, start, sentence)
            for pattern in (*_TURNED, *_OTHERWISE):
                for found in pattern.finditer(sentence):
                    span = (start + found.start(), start + found.end())
                    yield RULE.at(line, span, claim=found["first"])
            for (first, last), words in left_over(sentence):
                yield RULE.at(line, (start + first, start + last), claim=words)


def _none(line: Line, start: int, sentence: str) -> Iterator[Finding]:
    """未发生火灾 beside 火灾12起."""
    for claim in _NONE.finditer(sentence):
        if _NOT_ALL.search(claim["of"]):
            again = re.compile(rf"(?:发生|共有?|出现){re.escape(claim['of'])}\d+[起件例]")
            if found := again.search(sentence, claim.end()):
                yield RULE.at(line, (start + found.start(), start + found.end()), claim=claim[0])
            continue
        some = re.compile(_SOME.format(of=re.escape(claim["of"][-2:])))
        if found := some.search(sentence, claim.end()):
            yield RULE.at(line, (start + found.start(), start + found.end()), claim=claim[0])


RULE: Rule[Report] = Rule(
    code="FIG214",
    severity=Severity.WARNING,
    name=("总的说法与所举的数相反", "what is said of all is denied by one"),
    why=(
        "说“均增长”，其中就不能有下降；说“未发生”，后面就不能有起数；请核对说法或数据。",
        "What is said of all holds for each that follows; what did not happen has no number.",
    ),
    source=("审核惯例：数据闭环", "practice: reviewers' arithmetic"),
    message=("说“{claim}”，这里却是{text}", "the text says “{claim}”, and here {text}"),
    wrong=(
        "主要经济指标均实现正增长，其中工业增加值下降2.1%。",
        "各项指标均居全市第一，其中财政收入增速位居全市第三。",
        "实现零上访，全年接待群众上访26批次。",
        "实现“两个百分百”：合格率100%、满意率98%。",
        "12个村全部通过验收，通过率91.7%。",
        "收到来信186件，办结179件，全部按期办结。",
        "各项指标均达到预期，12项指标中10项达标。",
        "实现行政村光纤全覆盖，仍有6个行政村未通光纤。",
        "问题整改率100%，尚有3项未完成整改。",
        "实现村村通硬化路，通硬化路率86%。",
        "税收收入下降4.6%，增幅比上年扩大1.2个百分点。",
        "所有项目均已开工，开工率95%。",
        "受理信访1260件次，同比下降15.3%，比上年增加68件次。",
        "没有发生一起校园安全责任事故，共发生校园安全责任事故2起。",
        "各项指标全面增长，其中工业用电量下降3.2%。",
        "农村公路里程达到4588公里，比上年增加1440公里，下降45.7%。",
    ),
    right=(
        "主要经济指标均实现正增长，其中工业增加值增长2.1%。",
        "未发生较大及以上生产安全事故，发生一般事故3起。",
        "各项指标均居全市前列，其中财政收入增速位居全市第三。",
        "上级交办的38件全部办结，自办件120件办结114件。",
        "实现乡镇光纤全覆盖，仍有6个自然村未通光纤。",
        "整改率100%，尚有3户群众需要跟踪回访；存量问题全部整改，新发现问题12个，已整改9个。",
        "实现村村通硬化路，硬化路列养率86%。",
        "税收收入下降4.6%，降幅扩大1.2个百分点；消费增长3.2%，增幅收窄2.1个百分点。",
        "没有发生一起校园安全责任事故，发生一般事故2起。",
        "新增贷款52亿元，下降3.1%；支出增加2亿元，增速下降4.1%；事故减少2起，占比上升3%。",
        "事故起数、死亡人数均下降，其中道路交通事故下降12%，挽回损失增长3%。",
    ),
    check=opposed,
)
