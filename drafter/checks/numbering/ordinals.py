"""HED113: 一是 二是 三是 run on, from one, each once."""

from collections.abc import Iterator

from drafter.checks.numbering.lists import WORDS, Listing, Slip, read_lists
from drafter.checks.rule import Rule, Words
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_FIRST = ("“{mark}”之前没有“{wanted}”", "there is no {wanted} before {mark}")
_AGAIN = ("“{mark}”重复，应为“{wanted}”", "{mark} stands twice: {wanted} belongs here")
_BACK = ("“{before}”之后是“{mark}”，顺序不对", "{mark} after {before}: out of order")
_ALONE = ("只有“{mark}”，没有“{wanted}”", "there is {mark} and no {wanted}")


def ordinal_order(report: Report) -> Iterator[Finding]:
    lists, slips = read_lists(report)
    yield from map(_broken, slips)
    piece = not report.title and sum(1 for _ in report.text_lines) == 1
    for listing in lists:
        first = listing.members[0]
        if _is_alone(listing) and not (piece and first.opens):  # a sentence cut out of its list
            yield RULE.at(
                first.line,
                first.span,
                message=_ALONE,
                severity=Severity.WARNING if listing.kind in {"is", "among"} else Severity.INFO,
                mark=first.text,
                wanted=first.named(first.number + 1),
            )


def _is_alone(listing: Listing) -> bool:
    in_words = listing.kind in WORDS - {"must"} and not listing.loose
    return in_words and len(listing.members) == 1 and listing.last == 1


def _broken(slip: Slip) -> Finding:
    ordinal = slip.ordinal
    expected = ordinal.named(slip.before + 1)
    message, severity = _told(slip)
    right = None
    if slip.certain:
        old = ordinal.line.text[slice(*ordinal.span)]
        right = old.replace(ordinal.text, expected, 1)
    return RULE.at(
        ordinal.line,
        ordinal.span,
        new=right,
        message=message,
        severity=severity,
        mark=ordinal.text,
        before=ordinal.named(slip.before) if slip.before else "",
        wanted=expected,
    )


def _told(slip: Slip) -> tuple[Words, Severity]:
    """What is said of a slip, and how grave it is."""
    number = slip.ordinal.number
    if slip.first:
        return _FIRST, Severity.WARNING
    if number == slip.before or (slip.certain and number <= slip.before):
        return _AGAIN, Severity.ERROR
    if number < slip.before:
        return _BACK, Severity.WARNING
    return RULE.message, Severity.ERROR


RULE: Rule[Report] = Rule(
    code="HED113",
    severity=Severity.ERROR,
    name=("一是、二是不连续", "一是 二是 do not run on"),
    why=(
        "“一是”“二是”“三是”须从一起、连续不断、不得重复，也不能只有“一是”。",
        "一是 二是 三是 begin with one, run on and stand once each; 一是 alone is no list.",
    ),
    source=("机关公文校核惯例", "practice: proofreading in offices"),
    message=(
        "“{before}”之后直接是“{mark}”，缺“{wanted}”",
        "{mark} right after {before}: {wanted} is missing",
    ),
    wrong=(
        "主要问题：一是经费不足；三是人员短缺。",
        "一是加强领导。二是完善制度。二是强化督查。四是严格考核。",
        "存在两个方面问题：一是项目推进较慢，部分工程未按期开工。",
        "第一，提高认识。第三，压实责任。",
        "下一步，二是加强管理；三是强化监督。",
        "某县水务局工作总结\n主要做法如下：\n一是抓项目。开工5个。\n三是抓资金。到位2亿元。",
        "一要提高认识，二要压实责任，四要严肃纪律。",
        "重点做好：（1）抓项目；（2）抓资金；（4）抓队伍。",
        "分三步走：第一步，摸底；第三步，验收。",
        "要求：①核对名单；③核对金额。",
    ),
    right=(
        "一是加强组织领导，落实工作责任。",
        "三是强化督查。开展督查12次。",
        "一是抓项目：一是开工；二是竣工。二是抓资金。三是抓队伍。",
        "主要原因一是经费不足，二是人员短缺。",
        "一是一，二是二，实事求是。万众一心是关键，统一是前提。",
        "一是抓项目。开工5个。\n二是抓资金。到位2亿元。\n三是抓队伍。培训6期。",
        "增速第一，总量第三，综合排名第二。",
        "唯一要求是按时完成，三要素齐全。",
    ),
    check=ordinal_order,
)
