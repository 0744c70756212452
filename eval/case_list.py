"""The groups of the cases in eval/cases, and the table of them in the README there.

`python -m eval.case_list` prints the table.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from drafter.evaluation.cases import Case, read_cases

CASES = Path(__file__).parent / "cases"
BUREAUS = (
    "education", "health", "civil-affairs", "transport", "agriculture", "emergency", "market",
    "culture", "personnel", "resources", "police", "veterans", "statistics", "government",
)  # fmt: skip
KINDS = ("summary", "plan", "both")
GRADES = ("easy", "medium", "nasty")
MATTERS = (
    "dense", "same-value", "sloppy", "gaps", "contradiction", "doubt", "personal", "injection",
    "empty-section", "one-bullet", "giant", "nested", "numerals", "units", "dates", "titles",
    "names", "ranges", "nofigure", "decrease", "ranking", "long", "short", "encoding", "archive",
    "remote",
)  # fmt: skip
GROUPS = (*BUREAUS, *KINDS, *GRADES, *MATTERS)


def table(cases: Iterable[Case]) -> Iterator[str]:
    """The rows of the table; what is counted are marks."""
    yield "| case | groups | bullets | facts | gaps | warns | what is nasty |"
    yield "| --- | --- | --: | --: | --: | --- | --- |"
    sums = [0, 0, 0]
    for case in cases:
        counts = [len(case.bullets), len(case.facts), len(case.gaps)]
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        cells = (
            f"[{case.name}]({case.name}.md)",
            ", ".join(case.groups),
            *map(str, counts),
            ", ".join(case.warns),
            case.about,
        )
        yield f"| {' | '.join(cells)} |"
    yield f"| all | | {' | '.join(map(str, sums))} | | |"


if __name__ == "__main__":
    print("\n".join(table(read_cases(CASES))))
