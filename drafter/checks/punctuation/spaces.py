"""PUN112: a space between Chinese and figures."""

import re
from collections.abc import Iterator

from drafter.checks.pattern import own_lines, unquoted
from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.records import Finding, Severity

_FIGURE = r"(?<=[\u4e00-\u9fff，。；：、）”》])[ \u00a0]{1,4}(?=[0-9])|(?<=[0-9%])[ \u00a0]{1,4}(?=[\u4e00-\u9fff])"
_WORDS = (
    r"(?<=[\u4e00-\u9fff]{4}) {1,2}(?=[\u4e00-\u9fff]{4})|(?<=[，。；、]) {1,4}(?=[\u4e00-\u9fff])"
)
# Before a mark, and behind one that opens.
_MARKS = r"(?<=[\u4e00-\u9fff0-9%）”》]) {1,4}(?=[，。；：、）”》？！])|(?<=[（“《]) {1,4}(?=[\u4e00-\u9fff0-9])"
_PATTERN = re.compile(f"(?P<figure>{_FIGURE}|{_MARKS})|{_WORDS}")
_ARTICLE = re.compile(
    r"^\s*第[一二三四五六七八九十百零〇\d]+(?:[条章节编款]|分编)$"
)  # 第三条 国家实行…
_BEFORE = re.compile(r"[\u4e00-\u9fff]+$")
_BEHIND = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST = 20  # characters of half a motto, of an article's number
_ROW = re.compile(r"^[^，。；！？]*$")
# A label and its number can be two cells: told, not mended.
_LABELLED = re.compile(r"^[^，。；！？]{2,24} \d[\d. \u2009]*[\u4e00-\u9fff%]{0,3}\s*$")


def spaces(report: Report) -> Iterator[Finding]:
    for line in own_lines(report):
        text = unquoted(line.view)
        places = list(_PATTERN.finditer(line.view))
        if line.place is Place.TABLE or _is_row(line, places):
            continue
        new = None if _LABELLED.match(line.view) else ""
        for match in places:
            between_words = match["figure"] is None
            if between_words and (text[match.start()] == "\0" or _meant(text, match)):
                continue  # “醉美云岭 四季如歌”
            if not line.leaves_open(match.span()):
                yield RULE.at(line, match.span(), new=new)


def _is_row(line: Line, gaps: list[re.Match[str]]) -> bool:
    """Whether a line without a sentence is the cells of a table: 1 不超过36000元的 3.

    A number with a space on each side is typed so: 培训干部 120 人次.
    """
    if len(gaps) < 2 or not _ROW.match(line.view):
        return False
    return len(gaps) > 2 or not line.view[gaps[0].end() : gaps[1].start()].isdigit()


def _meant(text: str, match: re.Match[str]) -> bool:
    """Whether the space parts a number from its article, or a motto into halves of one length."""
    start, end = match.span()
    if start < _LONGEST and _ARTICLE.match(text[:start]):
        return True
    before = _BEFORE.search(text[max(0, start - _LONGEST) : start])
    behind = _BEHIND.match(text, end, end + _LONGEST)
    return bool(before and behind and len(before[0]) == len(behind[0]))


RULE: Rule[Report] = Rule(
    code="PUN112",
    severity=Severity.WARNING,
    name=("汉字与数字之间有空格", "a space between Chinese and figures"),
    why=(
        "汉字之间、汉字与数字之间不空格；口号的两半之间、条文序号之后的空格不算。",
        "No space between Chinese characters or beside figures; one between the halves of a motto, or after the number of an article, is meant.",
    ),
    source=("通行做法（GB/T 9704 的正文）", "practice (GB/T 9704 body text)"),
    message=("多余的空格", "a space too many"),
    wrong=(
        "资助学生 3 人。",
        "今年以来， 我局开展检查。",
        "培训干部 120 人次",
        "教育、体育、卫生界 80人",
        "扎实开展安全生产大检查 全面消除隐患。",
        "改善施工条件 。推进大桥建设，完成投资3亿元 ，开工5个。",
    ),
    right=(
        "资助学生3人。",
        "省长 张某",
        "Word 2016",
        "叫响“醉美云岭 四季如歌”文旅品牌。",
        "奋进新征程 建功新时代",
        "第三条 学校应当保证学生的课外活动时间。",
        "序号 镇名 户数 1 东山镇 36",
    ),
    check=spaces,
)
