"""EMP103: paragraphs of sentences that name no deed, figure or thing."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.documents.report import Line, Place, Report
from drafter.facts.units import COUNTERS
from drafter.records import Finding, Part, Severity, Span

_ZEAL = re.compile(
    r"进一步|切实|全面|深入|不断|持续|积极|扎实|着力|大力|努力|认真|充分|牢固|始终|坚决"
)
_ABSTRACT = re.compile(
    r"(?:加强|提升|提高|增强|强化|推进|推动|落实|促进|树立|改进|转变|激发|夯实|压实|深化|优化)"
    r"[^，。；]{0,10}(?:意识|能力|水平|作风|建设|力度|责任|质量|效能|发展|落实|管理|活力|素质|观念|本领|基础|担当|认识|工作)"
)
_CONCRETE = re.compile(
    rf"[\dxX“《〈【]|[一二三四五六七八九十百千万两]+[{COUNTERS}]|印发|制定|出台|召开|成立|举办|"
    r"组织|开展|建成|新建|改造|修订|检查|排查|培训|走访|签订|发放|查处|整改|招聘|调研|完成|建立|实施|设立|考核|通报|牵头|局|"
    r"学校|企业|村|镇|街道|医院|项目|资金|平台|群众|党组|党委|市委|县委|区委|省委|中央|习近平|精神|方针|机制|制度"
)
_LEAST = 18  # characters of a sentence that ought to say something
_SHARE = 2  # a paragraph is reported where every second sentence says nothing


def zeal(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        if line.place is not Place.BODY or line.part is Part.PLANNED:
            continue
        body = [(start, end) for start, end in line.sentences if start >= line.body[0]]
        long = [span for span in body if span[1] - span[0] >= _LEAST]
        empty = [span for span in long if _says_nothing(line, span)]
        if empty and len(empty) * _SHARE >= len(long):
            start = empty[0][0]
            yield RULE.at(line, empty[0], count=len(empty), start=line.view[start : start + 12])


def _says_nothing(line: Line, span: Span) -> bool:
    text = line.view[slice(*span)]
    zealous, abstract = len(_ZEAL.findall(text)), len(_ABSTRACT.findall(text))
    return zealous >= 2 and abstract >= 2 and not _CONCRETE.search(text)


RULE: Rule[Report] = Rule(
    code="EMP103",
    severity=Severity.INFO,
    name=("整句没有具体内容", "sentence with nothing concrete"),
    why=(
        "只有“进一步加强”“切实提升”，没有谁做了什么、做了多少；补上事实，或删去。",
        "Only zeal and abstract nouns: say who did what and how much, or leave it out.",
    ),
    source=("机关公文的文风要求", "practice: the manner of official texts"),
    message=(
        "“{start}…”一句没有主体、做法和数据（本段{count}句）",
        "“{start}…” names no deed, actor or figure ({count} such in the paragraph)",
    ),
    wrong=(
        "进一步加强作风建设，切实提升服务水平，不断增强责任意识。",
        "全面提高思想认识，深入推进能力建设，着力提升工作质量。各方面都有变化。",
        "一、工作情况\n持续强化责任担当，扎实推进作风建设，全面提升管理水平。",
    ),
    right=(
        "进一步加强作风建设，切实提升服务水平，开展谈心谈话35人次。",
        "一、下一步打算\n进一步加强作风建设，切实提升服务水平，不断增强责任意识。",
        "全面提高思想认识，组织专题学习，着力提升工作质量。",
        "持续强化经费保障。",
    ),
    check=zeal,
)
