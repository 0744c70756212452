"""STR111: what is named as a problem is answered in the plan."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import (
    Section,
    is_headed,
    is_summary_or_plan,
    sections,
    title_line,
)
from drafter.documents.report import Line, Report
from drafter.records import Finding, Part, Severity, Span

_STOP = re.compile(
    r"工作|问题|存在|不足|不够|有待|加强|提升|提高|进一步|需要|还是|仍然|仍有|较为|比较|部分|方面|主要|一些|个别|情况|影响|建设|"
    r"短板|薄弱|滞后|困难|差距|能力|水平|质量|管理|全面|深入|推进|落实|一是|二是|三是|四是|五是|由于|导致|目前|当前|没有|"
    r"[的了和与及或在是有不对等为从向被把因而但又也还就都很更较及其以之于中上下]"
)
_TELLING = 6  # pairs: fewer are a heading in general words (资源供给不足)
_SHARE = 6  # of what is said below it, at most a sixth may come back in the plan by chance
_HANZI = re.compile(r"[一-鿿]{2,}")
_STOPS = re.compile(r"[。；]")
_ITEM = re.compile(r"(?:^|(?<=[。；：]))[一二三四五六七八九]是")


def unanswered(report: Report) -> Iterator[Finding]:
    if not is_summary_or_plan(report) or title_line(report) is None:
        return
    planned = "".join(line.view for line in report.text_lines if line.part is Part.PLANNED)
    if len(planned) < 100:
        return
    common, answered = _common(report), _pairs(planned)
    for section in sections(report, Part.PROBLEMS):
        for line, (start, end) in _problems(section):
            head = _pairs(line.view[start:end]) - common
            whole = _pairs(line.view[start : _until(line, end)]) - common
            by_chance = len(whole & answered) * _SHARE <= len(whole)
            if len(head) >= _TELLING and not head & answered and by_chance:
                yield RULE.at(line, (start, end), problem=line.view[start:end][:24])


def _common(report: Report) -> set[str]:
    """The pairs that stand all over the report, and tell nothing of a problem."""
    lines = [line.view for line in report.text_lines]
    spread = Counter(pair for view in lines for pair in _pairs(view))
    most = max(2, len(lines) // 5)
    return {pair for pair, count in spread.items() if count > most}


def _until(line: Line, at: int) -> int:
    """Where what is said about a problem ends: at the next 一是, or with the line."""
    following = _ITEM.search(line.view, at)
    return following.start() if following else len(line.view)


def _problems(section: Section) -> Iterator[tuple[Line, Span]]:
    """Where the problems of an item stand.

    Each 一是 of it counts up to its first stop; where there is none, the item's heading does.
    """
    parts = [(line, match.end()) for line in section.lines for match in _ITEM.finditer(line.view)]
    for line, start in parts:
        yield line, (start, _stop(line, start))
    head = section.head
    if not parts:
        yield head, head.heading if is_headed(head) else (0, _stop(head, 0))


def _stop(line: Line, start: int) -> int:
    """Where the sentence that begins at `start` ends."""
    stop = _STOPS.search(line.view, start)
    return stop.start() if stop else len(line.view)


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters that carry meaning."""
    runs = _HANZI.findall(_STOP.sub(" ", text))
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


_OTHER = "今年以来，完成投资2亿元，培训干部120人次，办理群众来信35件，新建公厕5座。" * 4
_HEAD = f"某县教育局2026年上半年工作总结和下半年工作计划\n一、上半年工作情况\n{_OTHER}\n二、存在的问题\n"
_PLAN = (
    "\n三、下半年工作计划\n1.加快项目建设。新建教学楼3栋，改造操场2个，争取专项经费2000万元，严格工程监管。\n"
    "2.抓好队伍。招聘教师120名，培训骨干教师300人次，交流轮岗校长15名，落实绩效考核办法，完善职称评审机制。"
)

RULE: Rule[Report] = Rule(
    code="STR111",
    severity=Severity.INFO,
    name=("问题没有对应措施", "problem without a measure"),
    why=(
        "存在问题里写了的，下一步打算里要有对应的措施。",
        "What is told as a problem is answered by something in the plan.",
    ),
    source=("机关工作总结、计划的通行结构", "practice: how summaries and plans are built"),
    message=(
        "问题“{problem}”在下一步打算中没有对应的措施",
        "nothing in the plan answers “{problem}”",
    ),
    wrong=(
        _HEAD + "1.接送学生车辆不合格。农村学生多乘坐普通客车。\n2.教师缺编。缺编35人。" + _PLAN,
        _HEAD + "一是燃气锅炉老化严重。部分学校冬季供暖不稳定。二是教师缺编。" + _PLAN,
        _HEAD
        + "（一）视力健康监测未覆盖\n乡镇学校设备短缺。\n（二）教师结构性缺编\n缺编35人。"
        + _PLAN,
    ),
    right=(
        _HEAD
        + "1.教师队伍结构性缺编。缺编35人。\n2.教学楼、操场等项目进展慢。3个项目未开工。"
        + _PLAN,
        "二、存在的问题\n1.接送车辆不合格。多乘坐普通客车。\n三、下一步打算\n1.加快项目建设。新建教学楼3栋。",
        _HEAD + "一是专项经费缺口大。二是校长交流面不广。" + _PLAN,
    ),
    check=unanswered,
)
