"""FIG103: a figure stated too often."""

from collections import Counter
from collections.abc import Iterator

from drafter.checks.notes.beside import Beside, digits
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def repeated(beside: Beside) -> Iterator[Finding]:
    times: Counter[str] = Counter()
    for one in beside.stated:
        key = one.fact.key
        times[key] += 1
        noted = len(beside.noted.get(key, ()))
        if 0 < noted < times[key] and key not in beside.front and len(digits(one.fact)) > 1:
            yield RULE.at(one.line, one.fact.span, times=times[key], noted=noted)


RULE: Rule[Beside] = Rule(
    code="FIG103",
    severity=Severity.WARNING,
    name=("数据写了不止一次", "a figure stated too often"),
    why=(
        "要点里写一次的数据，成稿里出现多次；确需重复的可豁免。",
        "A fact the notes state once stands more than once.",
    ),
    source="the promise (README)",
    message=("“{text}”写了{times}次，要点中只有{noted}次", "“{text}” stands {times} times, {noted} in the notes"),
    wrong=("要点：争取资金2.35亿元；成稿里出现两次",),
    right=("要点里两处都写，成稿也写两次",),
    check=repeated,
)
