"""BUL105: a bullet that is not used."""

from collections.abc import Iterator

from drafter.checks.notes.beside import Beside
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def unused(beside: Beside) -> Iterator[Finding]:
    said = {one.fact.key for one in beside.stated}
    for bullet in beside.brief.all_bullets():
        if any(fact.key in said for fact in bullet.facts) or len(beside.grams[bullet.id]) < _LEAST:
            continue
        line, share = beside.home(bullet)
        if share < _USED:
            yield RULE.at(line, (0, 0), row=bullet.line, bullet=bullet.text[:40])


_LEAST = 3  # pairs of characters
_USED = 0.34  # share of a bullet's pairs that one sentence has to have

RULE: Rule[Beside] = Rule(
    code="BUL105",
    severity=Severity.WARNING,
    name=("要点没有用上", "a bullet that is not used"),
    why=(
        "这条要点的内容在成稿里找不到。",
        "Nothing of this bullet is found in the report.",
    ),
    source="the promise (README)",
    message=("要点第{row}行没有写进成稿：{bullet}", "line {row} of the notes is not used: {bullet}"),
    wrong=("要点：开展送教上门；成稿没有提",),
    right=("要点的主要词语见于成稿",),
    check=unused,
)
