"""drafter fill on a masked report: the values of a map, back into their holes."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from drafter.cli.kept import writing
from drafter.cli.output import print_json, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.unmask_report import Filled


def fill_template(
    template: Path, values: list[Path], output: Path | None, *, force: bool, as_json: bool
) -> None:
    """Put the values of a map back into a masked report."""
    from drafter.filling import template_files

    if len(values) != 1 or output is None:
        raise typer.BadParameter(t("cli.fill.map"), param_hint="VALUES")
    with writing(output, force=force):
        filled = template_files.fill_template(template, values[0], output)
    if as_json:
        print_json(_contract(filled, output, values[0].name))
        return
    typer.echo(str(output))
    for objection in filled.objections:
        text = template_files.objection(objection)
        warn(t("cli.fill.warning", source=values[0].name, gap=objection.id, text=text))
    counts = {"filled": len(filled.edits), "same": 0, "refused": 0, "open": len(filled.withheld)}
    warn(t("cli.fill.total", **counts))
    for name, place in filled.withheld:
        warn(f"  {name:<6} {place.excerpt}  ｜{place.section}")


def _contract(filled: "Filled", output: Path, source: str) -> dict[str, object]:
    from drafter.filling.template_files import objection

    return {
        "files": [str(output)],
        "filled": len(filled.edits),
        "warnings": [
            {"gap": wrong.id, "source": source, "message": objection(wrong)}
            for wrong in filled.objections
        ],
        "open": [
            {"id": name, "section": place.section, "text": place.gap.text}
            for name, place in filled.withheld
        ],
    }
