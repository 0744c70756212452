"""FIG103: a figure stated too often."""

from collections.abc import Iterator

from drafter.checks.indicators import MEASURED, Beside, Stated, digits
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def repeated(beside: Beside) -> Iterator[Finding]:
    before: dict[str, list[Stated]] = {}
    for one in beside.stated:
        key = one.fact.key
        if one.fact.kind not in MEASURED or key not in beside.noted or key in beside.front:
            continue
        noted = len(beside.noted[key])
        if len(before.setdefault(key, [])) >= noted and (
            len(digits(one.fact)) > 1 or _again(one, before[key])
        ):
            yield RULE.at(one.line, one.fact.span, times=len(before[key]) + 1, noted=noted)
        before[key].append(one)


def _again(one: Stated, before: list[Stated]) -> bool:
    """Whether a figure of one digit, which may be that of anything, is said of the same matter once more."""
    said = one.words.before
    return bool(said) and any(len(said & other.words.all) / len(said) >= _SAME for other in before)


_SAME = 0.5  # share of the words before a figure

RULE: Rule[Beside] = Rule(
    code="FIG103",
    severity=Severity.WARNING,
    name=("数据写了不止一次", "a figure stated too often"),
    why=(
        "要点里写一次的数据，成稿里出现多次；确需重复的可豁免。",
        "A fact the notes state once stands more than once.",
    ),
    source="the promise (README)",
    message=(
        "“{text}”写了{times}次，要点中只有{noted}次",
        "“{text}” stands {times} times, {noted} in the notes",
    ),
    wrong=("要点：争取资金2.35亿元；成稿里出现两次",),
    right=("要点里两处都写，成稿也写两次",),
    check=repeated,
)
