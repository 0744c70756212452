"""STR111: what is named as a problem is answered in the plan."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import Section, is_summary_or_plan, sections, title_line
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
_ITEM = re.compile(r"(?:^|(?<=[。；：]))[一二三四五六七八九]是")


def unanswered(report: Report) -> Iterator[Finding]:
    if not is_summary_or_plan(report) or title_line(report) is None:
        return
    planned = "".join(line.view for line in report.text_lines if line.part is Part.PLANNED)
    problems = [item for section in sections(report, Part.PROBLEMS) for item in _problems(section)]
    if len(planned) < 100 or not problems:
        return
    spread: Counter[str] = Counter()
    count = 0
    for line in report.text_lines:
        count += 1
        spread.update(_pairs(line.view))
    answered = _pairs(planned)
    for line, span in problems:
        telling = {
            pair for pair in _pairs(line.view[slice(*span)]) if spread[pair] <= max(2, count // 5)
        }
        whole = {
            pair
            for pair in _pairs(line.view[span[0] : _until(line, span[1])])
            if spread[pair] <= max(2, count // 5)
        }
        if (
            len(telling) >= _TELLING
            and not telling & answered
            and len(whole & answered) * _SHARE <= len(whole)
        ):
            yield RULE.at(line, span, problem=line.view[slice(*span)][:24])


def _until(line: Line, at: int) -> int:
    """Where what is said about a problem ends: at the next 一是, or with the line."""
    following = _ITEM.search(line.view, at)
    return following.start() if following else len(line.view)


def _problems(section: Section) -> Iterator[tuple[Line, Span]]:
    """Where the problems of an item stand: each 一是 of its own up to its first stop, else the item's heading."""
    parts = [(line, found.end()) for line in section.lines for found in _ITEM.finditer(line.view)]
    for line, start in parts:
        stop = re.compile(r"[。；]").search(line.view, start)
        yield line, (start, stop.start() if stop else len(line.view))
    head = section.head
    if not parts:
        stop = re.compile(r"[。；]").search(head.view)
        yield (
            head,
            head.heading
            if head.heading != (0, 0)
            else (0, stop.start() if stop else len(head.view)),
        )


def _pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters that carry meaning."""
    found: set[str] = set()
    for run in _HANZI.findall(_STOP.sub(" ", text)):
        found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


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
    source="practice: 机关工作总结、计划的结构",
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
