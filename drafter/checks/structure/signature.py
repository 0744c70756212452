"""STR105: a report says who wrote it and when."""

import re
from collections.abc import Iterator

from drafter.checks.rule import Rule
from drafter.checks.structure.parts import titled_whole
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity

_UNIT = re.compile(r"[局委厅办部院校园所站馆府会社队处司团镇乡村]|中心|公司|街道|支队|大队|医院")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_NO_DATE = ("只有署名，没有成文日期", "signed, and not dated")
_NO_ISSUER = ("只有成文日期，没有署名", "dated, and not signed")


def signature(report: Report) -> Iterator[Finding]:
    title = titled_whole(report)
    if title is None:
        return
    placed = [line for line in report.lines if line.place in {Place.ISSUER, Place.DATE}]
    if not placed:
        yield RULE.at(title, title.heading)
        return
    end = placed[-1]
    if not any(line.place is Place.DATE or _DAY.search(line.view) for line in placed):
        yield RULE.at(end, (0, len(end.text)), message=_NO_DATE)
    elif not any(line.place is Place.ISSUER for line in placed) and not _UNIT.search(report.title):
        yield RULE.at(end, (0, len(end.text)), message=_NO_ISSUER)


_BODY = "今年以来，完成投资2亿元，培训干部120人次，办理群众来信35件，新建公厕5座。" * 8

RULE: Rule[Report] = Rule(
    code="STR105",
    severity=Severity.WARNING,
    name=("缺署名或成文日期", "issuer or date missing"),
    why=(
        "署名和成文日期写在文末，或写在标题下的括号内。",
        "Issuer and date stand at the end, or in brackets below the title.",
    ),
    source="GB/T 9704-2012 7.3.5",
    message=("全文没有署名和成文日期", "neither issuer nor date in the text"),
    wrong=(
        f"某县水务局2026年上半年工作总结\n{_BODY}\n二、存在的问题\n经费不足。",
        f"某县水务局2026年上半年工作总结\n{_BODY}\n二、存在的问题\n经费不足。\n某县水务局",
        f"2026年上半年工作总结\n{_BODY}\n二、存在的问题\n经费不足。\n2026年7月5日",
    ),
    right=(
        f"某县水务局2026年上半年工作总结\n{_BODY}\n二、存在的问题\n经费不足。\n某县水务局\n2026年7月5日",
        f"某县水务局2026年上半年工作总结\n（2026年7月5日）\n{_BODY}",
        "某县水务局2026年上半年工作总结\n今年以来，完成投资2亿元。",
        f"2026年某省政府工作报告\n{_BODY}",
        _BODY,
    ),
    check=signature,
)
