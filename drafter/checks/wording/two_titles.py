"""WRD113: one document under two titles."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Report
from drafter.records import Finding, Severity, Span

_TITLE = re.compile(r"《(?:关于[印转]发)?[〈《]?([^《》〈〉]{6,60})[〉》]?(?:的通知)?》")
_TRIAL = re.compile(r"（[^（）]{1,6}）$")
_YEAR = re.compile(r"(?:19|20)?[\dxX×*]{2,4}(?:—[\dxX×*]{2,4})?(?:年度?|学年度?)")
_PLACE = re.compile(
    r"^(?:关于)?(?:[全本]|[^\s，、《》和与及的]{1,6}?)[省市县区州](?![域级场民区])(?:关于)?"
)
_CALLED = re.compile(r"简称|原名|更名|修订为|改称|代替|废止")
# What tells two documents apart and is no slip.
_APART = re.compile(
    r"[\d〇一二三四五六七八九十百上下东西南北中前后大小初高新旧冬夏春秋省市县区镇乡村城不非补续再子女男]"
)
_LEAST = 6  # characters of a title without its place
_MOST = 3  # characters that one title may have more than the other
_COMPARED = 8  # titles a new one is compared with, newest first, for each of its ends


def two_titles(report: Report) -> Iterator[Finding]:
    seen: dict[str, list[tuple[str, str]]] = {}
    whole: set[str] = set()
    for line, span in _titles(report):
        title = line.view[slice(*span)]
        core = _core(title)
        if title in whole or len(core) < _LEAST:
            continue
        whole.add(title)
        ends = dict.fromkeys((core[:3], core[-7:], core[0] + core[-2:]))
        near = (pair for end in ends for pair in seen.get(end, ())[-_COMPARED:])
        other = next((old for kept, old in near if _same(title, core, old, kept)), None)
        if other:
            yield RULE.at(line, span, other=other)
        for end in ends:
            seen.setdefault(end, []).append((core, title))


def _titles(report: Report) -> Iterator[tuple[Line, Span]]:
    for line in report.lines:
        if "《" in line.view and not _CALLED.search(line.view):
            for match in _TITLE.finditer(line.view):
                yield line, match.span(1)


def _core(title: str) -> str:
    """A title without place, year and 试行.

    全县农村公路管理办法 and 云岭县农村公路管理办法 have the same.
    """
    return _YEAR.sub("", _PLACE.sub("", _TRIAL.sub("", title)))


def _same(title: str, core: str, old: str, kept: str) -> bool:
    """Whether two titles are meant to be one; core and kept are their cores."""
    if core[-2:] != kept[-2:] or _YEAR.findall(title) != _YEAR.findall(old):
        return False
    if core == kept:
        place, before = _PLACE.match(title), _PLACE.match(old)
        return place is not None and before is not None and place[0] != before[0]
    short, long = sorted((core, kept), key=len)
    slip = _more(short, long) if len(short) < len(long) else _exchanged(short, long)
    return bool(slip) and not _APART.search(slip or "")


def _exchanged(one: str, other: str) -> str | None:
    """The pair of characters in which two cores of one length differ; None where more do."""
    differing = [a + b for a, b in zip(one, other, strict=True) if a != b]
    return differing[0] if len(differing) == 1 else None


def _more(short: str, long: str) -> str | None:
    """The few characters that `long` has and `short` lacks, in order.

    None where there are others.
    """
    if len(long) - len(short) > _MOST:
        return None
    rest, at = "", 0
    for character in long:
        if at < len(short) and short[at] == character:
            at += 1
        else:
            rest += character
    return rest if at == len(short) else None


RULE: Rule[Report] = Rule(
    code="WRD113",
    severity=Severity.WARNING,
    name=("文件名称前后不一", "a document under two titles"),
    why=(
        "同一份文件前后写法不同，读者会当成两份；以文件原题为准，全文统一。",
        "Two spellings of one title read as two documents; the document's own title is used throughout.",
    ),
    source=(
        "校对惯例；《党政机关公文处理工作条例》（2012）第十九条：名称准确",
        "practice: proofreading; Party and Government Documents Regulation (2012) Art. 19: names are exact",
    ),
    message=(
        "“{text}”在前文写作“{other}”，疑为同一文件",
        "“{text}” stands above as “{other}”: most likely one document",
    ),
    wrong=(
        "印发《云岭县名师评选管理办法》。\n落实《云岭县名师评选办法》，评选名师12名。",
        "制定《全县学校餐饮专项整治工作方案》。\n落实《云岭县学校餐饮专项整治工作方案》。",
        "出台《农村公路养护管理办法》，修订《农村公路养护管里办法》。",
        "印发《关于印发〈云岭县名教师名校长评选管理办法〉的通知》，落实《名师名校长评选办法》。",
    ),
    right=(
        "落实《云岭县农村公路管理办法》，《云岭县城市公园管理办法》。",
        "印发《2025年秋季招生工作方案》《2026年秋季招生工作方案》。",
        "落实《中华人民共和国义务教育法》《中华人民共和国教师法》，学习《义务教育法》。",
        "印发《第一批公共服务事项清单》《第二批公共服务事项清单》。",
        "制定《云岭县农村供水实施方案》《云岭县农村供水管理办法》。",
        "《云岭县名师评选管理办法》（以下简称《名师评选办法》）印发实施。",
        "落实《小学管理规程细则要求》《中学管理规程细则要求》。",
    ),
    check=two_titles,
)
