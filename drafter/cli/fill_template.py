"""drafter fill on a masked report: the values of a map or of returned forms, into their holes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.kept import writing
from drafter.cli.output import print_json, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.filling import Remark
    from drafter.filling.template_values import TemplateValues
    from drafter.filling.unmask_report import Filled
    from drafter.tasks.fill import FillWish

_Told = tuple[str, str, str]
"""Where a value was written, the gap, and what is to be said of it."""


def fill_template(template: Path, wish: "FillWish", output: Path | None, *, as_json: bool) -> int:
    """Put values into a masked report; 1 where some of them were refused, else 0."""
    from drafter.filling import template_files

    if output is None or not (wish.files or wish.given or wish.restore):
        raise typer.BadParameter(t("cli.fill.map"), param_hint="VALUES")
    refused: tuple[Remark, ...] = ()
    warnings: list[_Told] = []
    with writing(output, force=wish.force):
        if _is_map(wish):
            filled = template_files.fill_template(template, wish.files[0], output)
            source = wish.files[0].name
            objections = filled.objections
            warnings = [(source, one.id, template_files.objection(one)) for one in objections]
        else:
            filled, values = _with_values(template, wish, output)
            refused = values.refused
            warnings = [(one.source, one.gap, one.message) for one in values.warnings]
    if as_json:
        print_json(_contract(filled, output, warnings, refused))
    else:
        _say(filled, output, warnings, refused)
    return int(bool(refused))


def _is_map(wish: "FillWish") -> bool:
    """Whether it is a map of `drafter mask`, whose values are bound to their places."""
    lone = len(wish.files) == 1 and not wish.given and not wish.restore
    return lone and wish.files[0].suffix.lower() == ".json"


def _with_values(template: Path, wish: "FillWish", output: Path) -> "tuple[Filled, TemplateValues]":
    from drafter.filling.answers import read_answers
    from drafter.filling.template_files import fill_with, read_sheet
    from drafter.filling.template_values import template_values
    from drafter.tasks.fill import need_own

    sheet = read_sheet(template)
    given = list(wish.given)
    for file in wish.files:
        answers = read_answers(file)
        need_own(answers, sheet.report.title or template.stem, "", file)
        given += answers.given
        for remark in answers.remarks:
            warn(t("cli.fill.remark", source=remark.source, gap=remark.gap, text=remark.message))
    values = template_values(
        sheet,
        given,
        accepted=wish.accept,
        restore=wish.restore,
        unknown_too=wish.skip_unknown,
    )
    source = wish.files[0] if wish.files else template
    return fill_with(template, sheet, values.entries, output, source), values


def _say(
    filled: "Filled", output: Path, warnings: Sequence[_Told], refused: "Sequence[Remark]"
) -> None:
    typer.echo(str(output))
    for remark in refused:
        text = remark.message
        warn(t("cli.fill.refused", source=remark.source, gap=remark.gap, text=text))
    for source, gap, text in warnings:
        warn(t("cli.fill.warning", source=source, gap=gap, text=text))
    counts = {"filled": len(filled.edits), "same": 0}
    counts |= {"refused": len(refused), "open": len(filled.withheld)}
    warn(t("cli.fill.total", **counts))
    for name, place in filled.withheld:
        warn(f"  {name:<6} {place.excerpt}  ｜{place.section}")


def _contract(
    filled: "Filled", output: Path, warnings: Sequence[_Told], refused: "Sequence[Remark]"
) -> dict[str, object]:
    return {
        "files": [str(output)],
        "filled": len(filled.edits),
        "refused": [
            {"gap": one.gap, "source": one.source, "message": one.message} for one in refused
        ],
        "warnings": [
            {"gap": gap, "source": source, "message": text} for source, gap, text in warnings
        ],
        "open": [
            {"id": name, "section": place.section, "text": place.gap.text}
            for name, place in filled.withheld
        ],
    }
