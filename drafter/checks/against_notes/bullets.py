"""BUL105: a bullet that is not used."""

from collections.abc import Iterator

from drafter.checks.beside import Beside
from drafter.checks.indicators import digits
from drafter.checks.rule import Rule
from drafter.records import Fact, FactKind, Finding, Severity


def unused(beside: Beside) -> Iterator[Finding]:
    for bullet in beside.brief.all_bullets():
        if len(beside.grams[bullet.id]) < _LEAST:
            continue
        line, share = beside.home(bullet)
        stated = any(beside.times[fact.key] for fact in bullet.facts if _is_telling(fact))
        if share < (_BESIDE_FIGURE if stated else _USED):
            yield RULE.at(line, (0, 0), row=bullet.line, bullet=bullet.text[:40])


def _is_telling(fact: Fact) -> bool:
    """Whether a fact shows that its bullet is used: 1次 may be said of anything."""
    return fact.kind is not FactKind.NAME and len(digits(fact)) != 1


_LEAST = 3  # pairs of characters
# Shares of a bullet's pairs that one sentence has to have; less with its figure.
_USED, _BESIDE_FIGURE = 0.34, 0.1

RULE: Rule[Beside] = Rule(
    code="BUL105",
    severity=Severity.WARNING,
    name=("要点没有用上", "a bullet that is not used"),
    why=(
        "这条要点的内容在成稿里找不到。",
        "Nothing of this bullet is found in the report.",
    ),
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=(
        "要点第{row}行没有写进成稿：{bullet}",
        "line {row} of the notes is not used: {bullet}",
    ),
    wrong=("要点：开展送教上门；成稿没有提",),
    right=("要点的主要词语见于成稿",),
    check=unused,
)
