"""FIG102: a figure of the notes is missing."""

from collections.abc import Iterator

from drafter.checks.indicators import Beside, Noted
from drafter.checks.rule import Rule
from drafter.records import Finding, Severity


def missing(beside: Beside) -> Iterator[Finding]:
    replaced = {
        one.key for one in beside.traced if one.key
    }  # reported where they stand: another unit or spelling
    for key, places in beside.noted.items():
        times = beside.times[key] + (key in replaced)
        if times >= len(places) or key in beside.front:
            continue
        for noted in _left_out(beside, places, times):
            line, _ = beside.home(noted.bullet)
            severity = (
                Severity.WARNING if times else None
            )  # it stands there, though not for each of the notes
            yield RULE.at(
                line, (0, 0), severity=severity, value=noted.fact.text, row=noted.bullet.line
            )


def _left_out(beside: Beside, places: list[Noted], times: int) -> list[Noted]:
    """The places of the notes that the report has no such figure for: those whose words stand around it least."""
    if not times:
        return places
    said = [one.words.all for one in beside.stated if one.fact.key == places[0].fact.key]
    ranked = sorted(
        places, key=lambda noted: max((len(words & noted.words.all) for words in said), default=0)
    )
    return ranked[: len(places) - times]


RULE: Rule[Beside] = Rule(
    code="FIG102",
    severity=Severity.ERROR,
    name=("要点里的数据没有写进成稿", "a figure of the notes is missing"),
    why=(
        "要点的每个数据都要用上；不用的，从要点里删去并说明。",
        "Every fact of the notes is used.",
    ),
    source="the promise (README)",
    message=(
        "要点第{row}行的“{value}”没有写进成稿",
        "“{value}” (line {row} of the notes) is missing",
    ),
    wrong=("要点：培训12场次、480人次；成稿：培训12场次",),
    right=("要点：培训12场次；成稿：开展培训12场次",),
    check=missing,
)
