"""EMP104: no adverb of zeal twice in one sentence."""

import re
from collections import Counter
from collections.abc import Iterator

from drafter.checks.pattern import unquoted
from drafter.checks.rule import Rule
from drafter.documents.report import Report
from drafter.records import Finding, Severity

_ADVERB = re.compile(
    r"进一步|切实|深入(?=[推开贯学实了落调])|扎实|着力|大力|积极(?=[^性])|不断|认真|充分(?=[^就])|全力"
)
_TWICE = frozenset({"进一步", "切实"})  # two are already too many; of the others it takes three


def adverbs(report: Report) -> Iterator[Finding]:
    for line in report.text_lines:
        for start, end in line.sentences:
            for clause in re.finditer(r"[^；。]+", unquoted(line.view[start:end])):
                said = list(_ADVERB.finditer(clause[0]))
                counts = Counter(adverb[0] for adverb in said)
                often = (word for word in counts if counts[word] >= (2 if word in _TWICE else 3))
                if word := next(often, ""):
                    again = [adverb for adverb in said if adverb[0] == word][1]
                    at = start + clause.start()
                    span = (at + again.start(), at + again.end())
                    yield RULE.at(line, span, count=counts[word])


RULE: Rule[Report] = Rule(
    code="EMP104",
    severity=Severity.INFO,
    name=("同一句内副词重复", "adverb repeated within a sentence"),
    why=(
        "一句话里“进一步…进一步…”反复出现，删去一处或换一种说法。",
        "An adverb that comes back within one sentence: drop one, or say it otherwise.",
    ),
    source=("机关公文的文风要求", "practice: the manner of official texts"),
    message=("一句内“{text}”出现{count}次", "“{text}” stands {count} times in one sentence"),
    wrong=(
        "进一步加强组织领导，进一步压实工作责任。",
        "切实加强安全管理，完善应急预案，切实保障师生安全。",
        "不断完善制度，不断优化流程，不断提高办事效率。",
    ),
    right=(
        "进一步加强组织领导。进一步压实工作责任。",
        "进一步加强组织领导；进一步压实工作责任。",
        "印发《进一步加强安全管理的通知》，进一步压实工作责任。",
        "不断完善制度，不断优化流程。",
    ),
    check=adverbs,
)
