"""HED109: headings of one level are built alike."""

import re
from collections.abc import Iterator

from drafter.checks.numbering.series import Item, groups
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_VERB = re.compile(
    r"(?:(?:进一步|深入|全面|切实|着力|大力|持续|扎实|积极|不断|加快|全力|坚决|严格|认真|顺利|稳步|有序|精心|狠|"
    r"科学|统筹|聚力|重点|努力|深度|广泛|主动|有效|充分)[^，、]{0,4}?)?"
    r"(?:加强|推进|推动|强化|落实|完善|健全|提升|提高|优化|深化|开展|实施|抓好|抓|做好|建设|打造|发展|促进|规范|保障|"
    r"加大|扩大|坚持|聚焦|突出|严格|夯实|筑牢|压实|守牢|守住|防范|化解|办好|改善|巩固|拓展|增强|构建|建立|培育|壮大|"
    r"服务|统筹|整治|维护|补齐|激发|创新|狠抓|紧盯|围绕|注重|加快|完成|推行|支持|引导|严守|紧扣|着力|全力|持续|深入)"
)
_STATE = re.compile(
    r"(?:有序|深入|稳步|扎实|全部|全面|持续|明显|显著|不断|更加|逐步|进一步|有力|有效)"
    r"(?:推进|落实|过半|提升|提高|增强|改善|见效|完成|开展|好转|优化|加强|健全|达标|发展|到位|规范|实施)$"
)


def parallel(report: Report) -> Iterator[Finding]:
    for group in groups(report):
        headed = [item for item in group.items if item.line.title]
        if group.depth == 1 or len(headed) < 3 or len(headed) != len(group.items):
            continue
        yield from _by_clauses(headed)
        if not any("，" in item.line.title for item in headed):
            yield from _by_shape(headed)


def _by_clauses(headed: list[Item]) -> Iterator[Finding]:
    """One heading of two clauses among headings of one, or the other way round."""
    counts = [1 + len(re.findall(r"[，；]", item.line.title)) for item in headed]
    usual = max(set(counts), key=counts.count)
    odd = [(item, count) for item, count in zip(headed, counts, strict=True) if count != usual]
    if len(headed) >= 4 and len(odd) == 1:
        ((item, count),) = odd
        many = len(headed) - 1
        yield RULE.at(item.line, item.line.heading, many=many, usual=usual, here=count)


def _by_shape(headed: list[Item]) -> Iterator[Finding]:
    """Statements among headings that open with a verb."""
    verbs = [item for item in headed if _VERB.match(item.line.title)]
    states = [item for item in headed if _is_state(item)]
    if states and len(verbs) + len(states) == len(headed) and len(verbs) > len(states):
        line = states[0].line
        yield RULE.at(
            line,
            line.heading,
            message=_SHAPE,
            verbs=len(verbs),
            marks="、".join(f"“{item.line.title}”" for item in states),
            states=len(states),
        )


def _is_state(item: Item) -> bool:
    title = item.line.title
    return bool(_STATE.search(title)) and not _VERB.match(title) and item.depth > 0


_SHAPE = (
    "同级标题中{verbs}条以动词起头，{marks}是主谓结构，可改为一致",
    "{verbs} of the headings open with a verb, {marks} are statements; make them alike",
)


RULE: Rule[Report] = Rule(
    code="HED109",
    severity=Severity.INFO,
    name=("同级标题不对仗", "headings not parallel"),
    why=(
        "同一层次的标题宜结构一致、长短相当，便于通读。",
        "Headings of one level are best built alike and of like length.",
    ),
    source=("机关公文标题的对仗习惯", "practice: headings are set in parallel"),
    message=(
        "标题“{text}”有{here}个分句，同级其余{many}条都是{usual}个",
        "“{text}” has {here} clauses, the other {many} of its level have {usual}",
    ),
    wrong=(
        "（一）坚持党建引领，提升治理能力\n正文。\n（二）聚焦主责主业，推动产业发展\n正文。\n（三）民生保障\n正文。\n（四）守牢安全底线，维护社会稳定\n正文。",
        "1.加强党的建设。学习12次。\n2.推进项目建设。开工5个。\n3.民生实事深入落实。发放2万元。\n4.规范市场秩序。检查30次。",
        "1.狠抓安全生产。检查30次。\n2.改革任务有序推进。印发3个方案。\n3.大力发展产业。新增5家。",
    ),
    right=(
        "（一）坚持党建引领，提升治理能力\n正文。\n（二）聚焦主责主业，推动产业发展\n正文。\n（三）守牢安全底线，维护社会稳定\n正文。",
        "1.学前教育。新建5所。\n2.义务教育。改造3所。\n3.特殊教育。送教12人。",
        "1.党的建设全面加强。学习12次。\n2.项目建设有序推进。开工5个。\n3.市场秩序持续规范。检查30次。",
    ),
    check=parallel,
)
