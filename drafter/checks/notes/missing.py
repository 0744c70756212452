"""FIG102: a figure of the notes is missing."""

from collections.abc import Iterator

from drafter.checks.notes.beside import Beside
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def missing(beside: Beside) -> Iterator[Finding]:
    said = {one.fact.key for one in beside.stated}
    for key, places in beside.noted.items():
        if key in said:
            continue
        for bullet, fact in places:
            line, _ = beside.home(bullet)
            yield RULE.at(line, (0, 0), value=fact.text, row=bullet.line)


RULE: Rule[Beside] = Rule(
    code="FIG102",
    severity=Severity.ERROR,
    name=("要点里的数据没有写进成稿", "a figure of the notes is missing"),
    why=(
        "要点的每个数据都要用上；不用的，从要点里删去并说明。",
        "Every fact of the notes is used.",
    ),
    source="the promise (README)",
    message=("要点第{row}行的“{value}”没有写进成稿", "“{value}” (line {row} of the notes) is missing"),
    wrong=("要点：培训12场次、480人次；成稿：培训12场次",),
    right=("要点：培训12场次；成稿：开展培训12场次",),
    check=missing,
)
