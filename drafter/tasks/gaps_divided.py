"""The forms of `drafter gaps --by division -o FOLDER/`, one for each division; who is nobody."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter.filling.questions import Question
from drafter.filling.rows import Row
from drafter.messages import t
from drafter.system import harmless, is_device

_LONGEST = 40  # characters of a name; a Chinese one is three bytes
_SHOWN = 3  # headings of the example


def form_files(
    folder: Path, rows: Sequence[Row], questions: Sequence[Question]
) -> dict[Path, tuple[list[Row], list[Question]]]:
    """The form of each division that is asked anything, those of nobody last."""
    asked = [row for row in rows if row.asked]
    every = {row.division for row in asked} | {question.division for question in questions}
    files: dict[Path, tuple[list[Row], list[Question]]] = {}
    for division in sorted(every, key=lambda name: (not name, name)):
        path = _named(folder, division or t("form.nobody"), files)
        files[path] = (
            [row for row in asked if row.division == division],
            [question for question in questions if question.division == division],
        )
    return files


def _named(
    folder: Path, division: str, taken: dict[Path, tuple[list[Row], list[Question]]]
) -> Path:
    name = harmless(division)[:_LONGEST].rstrip(" .")
    if not name or is_device(name):
        name = t("form.sheet") + name
    others = {path.name.casefold() for path in taken}  # one file where case counts for nothing
    number, path = 1, folder / f"{name}.xlsx"
    while path.name.casefold() in others:
        number += 1
        path = folder / f"{name}（{number}）.xlsx"
    return path


def nobody_asked(rows: Sequence[Row]) -> list[Row]:
    """The gaps that are to be filled in, and nobody is named who does."""
    return [row for row in rows if row.asked and not row.division]


def nobody_lines(rows: Sequence[Row], *, noted: bool) -> Iterator[str]:
    """How to name who answers, where nobody is named, with headings of this very report.

    noted  the report has notes, whose front matter can say it
    """
    nobody = nobody_asked(rows)
    if not nobody:
        return
    headings = list(dict.fromkeys(row.section for row in nobody))[:_SHOWN]
    yield t("cli.gaps.nobody", count=len(nobody))
    if noted:
        lines = [f"    {heading}: {t('cli.gaps.nobody.division')}" for heading in headings]
        yield "\n".join([t("cli.gaps.nobody.notes"), "    divisions:", *(f"  {x}" for x in lines)])
    lines = [f'    "{heading}" = "{t("cli.gaps.nobody.division")}"' for heading in headings]
    yield "\n".join([t("cli.gaps.nobody.toml"), "    [divisions]", *lines])
    yield t("cli.gaps.nobody.assigned")
