"""FIG103: a figure stated too often."""

from collections import defaultdict
from collections.abc import Iterator

from drafter.checks.beside import Beside, Stated
from drafter.checks.indicators import MEASURED, digits
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def repeated(beside: Beside) -> Iterator[Finding]:
    before: dict[str, list[Stated]] = defaultdict(list)
    for stated in beside.stated:
        fact = stated.fact
        if fact.kind not in MEASURED or fact.key not in beside.noted or fact.key in beside.front:
            continue
        earlier, noted = before[fact.key], len(beside.noted[fact.key])
        if len(earlier) >= noted and (len(digits(fact)) > 1 or _is_again(stated, earlier)):
            yield RULE.at(stated.line, fact.span, times=len(earlier) + 1, noted=noted)
        earlier.append(stated)


def _is_again(stated: Stated, before: list[Stated]) -> bool:
    """Whether a figure of one digit is said of the same matter again; alone, its value tells nothing."""
    words = stated.words.before
    if not words:
        return False
    return any(len(words & other.words.all) / len(words) >= _SAME for other in before)


_SAME = 0.5  # share of the words before a figure

RULE: Rule[Beside] = Rule(
    code="FIG103",
    severity=Severity.WARNING,
    name=("数据写了不止一次", "a figure stated too often"),
    why=(
        "要点里写一次的数据，成稿里出现多次；确需重复的可豁免。",
        "A fact the notes state once stands more than once.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=(
        "“{text}”写了{times}次，要点中只有{noted}次",
        "“{text}” stands {times} times, {noted} in the notes",
    ),
    wrong=("要点：争取资金2.35亿元；成稿里出现两次",),
    right=("要点里两处都写，成稿也写两次",),
    check=repeated,
)
