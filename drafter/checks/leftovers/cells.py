"""LFT111: what a spreadsheet or a field of Word left: #DIV/0!, =SUM(C2:C8), rows of cells."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

# An error that a cell shows; signs at either width, for texts are folded on their way.
_ERROR_VALUE = r"[#＃](?:N[/／]A|(?:REF|VALUE|NAME|NUM|NULL|SPILL|CALC)[!！?？]|DIV[/／][0０][!！])"
CODES = re.compile(
    rf"{_ERROR_VALUE}"
    r"|(?<![A-Za-z])[=＝](?:SUM|AVERAGE|COUNT|ROUND|IF|VLOOKUP|SUMIF|COUNTIF|MAX|MIN)[(（][^()（）\n]{0,60}[)）]"
    r"|(?<![A-Za-z])(?:NaN|undefined|null|None|nan)(?=[%亿万元个项件人户名家次公平吨亩，。])"
    r"|(?<![\dA-Za-z.])\d\.\d{1,15}E[+-]?\d{1,2}(?![\dA-Za-z])"
    r"|错误[！!]\s*(?:未找到引用源|引用源未找到|未定义书签|书签未定义|未找到目录项|文档中没有指定样式的文字|未找到图形项目表)"
    r"|Error[!！] (?:Reference source|Bookmark|Hyperlink|No text)[A-Za-z .]{0,40}"
    r"|(?<![A-Za-z])(?:HYPERLINK|PAGEREF|MERGEFIELD|NUMPAGES)(?![A-Za-z])|\bTOC \\o\b|(?<![A-Za-z])_Toc\d{4,}"
    r"|(?<=[一-鿿，。；、）])\\[nrt](?![A-Za-z])"
    r"|锟斤拷[锟斤拷]*|(?:烫烫烫|屯屯屯)[烫屯]*|\ufffd+"
)
_CELL = re.compile(r"[^\t]+")
_PIPES = re.compile(r"\s*\|(?:[^|]{0,40}\|){2,}\s*")  # | 指标 | 数值 |
_LEAST = 3  # cells of a row
# What stands at the foot of a page: 第3页 共12页, - 5 -, — 12 —
_PAGE = re.compile(
    r"\s*(?:第\s*\d{1,4}\s*页[，,/／\s]*(?:共\s*\d{1,4}\s*页)?|[-—–－]+\s*\d{1,4}\s*[-—–－]+|\d{1,4}\s*[/／]\s*\d{1,4})\s*"
)


def cells(report: Report) -> Iterator[Finding]:
    """Every place of the pattern; rows of cells that follow each other are one finding."""
    row = -2
    for at, line in enumerate(report.lines):
        if line.place is not Place.TABLE and _is_row(line):
            if at != row + 1:
                yield RULE.at(line, (0, len(line.text)), severity=Severity.WARNING, message=_ROW)
            row = at
    for line in report.lines:
        if line.place is not Place.TABLE and _PAGE.fullmatch(line.text):
            whole = (0, len(line.text))
            yield RULE.at(line, whole, severity=Severity.WARNING, message=_PAGE_NUMBER)
    for line in own_lines(report):
        for match in CODES.finditer(line.text):
            yield RULE.at(line, match.span())


def _is_row(line: Line) -> bool:
    if _PIPES.fullmatch(line.text):
        return True
    filled = [cell for cell in _CELL.findall(line.text) if cell.strip()]
    return len(filled) >= _LEAST and not re.search("[。；]", line.view)


_PAGE_NUMBER = (
    "混在正文里的页码，应删去：{text}",
    "a page number that stands in the text, delete it: {text}",
)
_ROW = (
    "从表格粘贴来的一行，应做成表格或写成文字：{text}",
    "a row pasted from a table; make it a table or a sentence: {text}",
)

RULE: Rule[Report] = Rule(
    code="LFT111",
    severity=Severity.ERROR,
    name=("表格、域代码残留", "leftovers of a spreadsheet or field"),
    why=(
        "#DIV/0!、公式、科学记数、“错误！未找到引用源”和粘贴来的表格行，是电子表格、域代码或乱码留下的，应改为真实数据或删去。",
        "Error values, formulas, field codes, broken characters and pasted rows stand where a figure should: put it in or delete them.",
    ),
    source=("审核惯例：查模板残留", "practice: reviewers' check of template leaks"),
    message=("表格或域代码残留：{text}", "left by a spreadsheet or field: {text}"),
    wrong=(
        "完成投资#DIV/0!亿元。",
        "完成率为#DIV／0！，合计＃REF！。",
        "合计=SUM(B2:B9)万元。",
        "完成率NaN%，办结undefined件。",
        "完成产值1.2E+08元。",
        "完成率错误！未找到引用源。",
        "Error! Reference source not found.",
        "_Toc12345678一、工作情况",
        "一、工作情况\n乡镇\t户数\t资金\n东山镇\t12\t3.4\n西山镇\t8\t2.1",
        "锟斤拷工作有序推进。",
        "一、工作情况\n| 指标 | 数值 |\n完成项目36个。",
        "以测量、\\n登记为主。",
        "一、工作情况\n完成项目36个。\n第 3 页 共 12 页\n二、打算\n继续抓好落实。",
        "一、工作情况\n完成项目36个。\n— 5 —\n二、打算\n继续抓好落实。",
    ),
    right=(
        "PM2.5浓度28微克/立方米，#1机组投运。",
        "编号E+08的设备12台，F1.5E型车3辆。",
        "发生错误！立即改正。",
        "第3页所列12项问题全部整改，共印发36页材料。",
        "推广“1+N”模式，建成A=B对照样板。",
        "联系人：\t李明",
        "1.\t加强领导。一是健全机制；\t二是压实责任。",
    ),
    check=cells,
)
