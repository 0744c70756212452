"""FIG102: a figure of the notes is missing."""

from collections.abc import Iterator

from drafter.checks.beside import Beside, Noted
from drafter.checks.rule import Rule
from drafter.records import FactKind, Finding, Severity


def missing(beside: Beside) -> Iterator[Finding]:
    # what stands there with another unit or spelling is reported there
    replaced = {traced.key for traced in beside.traced if traced.key}
    for key, places in beside.noted.items():
        if places[0].fact.kind is FactKind.PERSONAL:
            continue  # a report need not print the number of a person
        times = beside.times[key] + (key in replaced)
        if times >= len(places) or key in beside.front:
            continue
        # it stands there, though not for each of the notes
        severity = Severity.WARNING if times else None
        for noted in _left_out(beside, places, times):
            bullet = noted.bullet
            line, _ = beside.home(bullet)
            yield RULE.at(line, (0, 0), severity=severity, value=noted.fact.text, row=bullet.line)


def _left_out(beside: Beside, places: list[Noted], times: int) -> list[Noted]:
    """The places of the notes that the report has no such figure for.

    Where it has some, those are taken whose words stand around none of them.
    """
    if not times:
        return places
    key = places[0].fact.key
    around = [stated.words.all for stated in beside.stated if stated.fact.key == key]
    ranked = sorted(
        places, key=lambda noted: max((len(words & noted.words.all) for words in around), default=0)
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
    source=("drafter 的承诺（README）", "the promise (README)"),
    message=(
        "要点第{row}行的“{value}”没有写进成稿",
        "“{value}” (line {row} of the notes) is missing",
    ),
    wrong=("要点：培训12场次、480人次；成稿：培训12场次",),
    right=(
        "要点：培训12场次；成稿：开展培训12场次",
        "要点：周某（手机13900001111）反映2件；成稿：周某反映2件",
    ),
    check=missing,
)
