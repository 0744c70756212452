"""drafter notes: notes to start from, out of last year's report or of the divisions' tables."""

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.kept import Force, writing
from drafter.cli.output import print_document
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.reading.tables.grid import Grid
    from drafter.reading.tables.notes import Made

app = typer.Typer(help=t("cli.notes"), no_args_is_help=True, rich_markup_mode=None)


@app.command("merge", help=t("cli.notes.merge"))
def merge(
    files: Annotated[list[Path], typer.Argument(metavar="NOTES…", help=t("cli.notes.merge.files"))],
    output: Annotated[Path, typer.Option("-o", "--output", help=t("cli.notes.output"))],
    outline: Annotated[Path | None, typer.Option(help=t("cli.draft.outline"))] = None,
    organization: Annotated[str, typer.Option(help=t("cli.draft.organization"))] = "",
    period: Annotated[str, typer.Option(help=t("cli.draft.period"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.draft.kind"))] = "",
    date: Annotated[str, typer.Option(help=t("cli.draft.date"))] = "",
    force: Force = False,
) -> None:
    from drafter.filling.notes_merge import merge_files, unchanged_merge, write_merged

    if output.suffix.lower() not in {".md", ".markdown"}:
        raise typer.BadParameter(t("cli.notes.suffix", path=output), param_hint="-o")
    if output.exists() and any(file.exists() and output.samefile(file) for file in files):
        raise typer.BadParameter(t("cli.notes.data", path=output), param_hint="-o")
    front = {"organization": organization, "period": period, "kind": kind, "date": date}
    with writing(output, force=force, known=unchanged_merge(output)):
        merged = merge_files(files, outline, front)
        write_merged(merged, output)
    typer.echo(str(output))
    for line in (*merged.placements(), *merged.told):
        _say(line)
    if merged.homeless:
        heading = merged.homeless.heading
        _say(t("merge.homeless.count", count=merged.homeless_count, heading=heading))
    raise typer.Exit(int(merged.homeless is not None))


@app.command("new", help=t("cli.notes.new"))
def new(
    template: Annotated[
        Path | None, typer.Argument(metavar="TEMPLATE", help=t("cli.notes.template"))
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help=t("cli.notes.output"))] = Path(
        "要点.md"
    ),
    blank: Annotated[bool, typer.Option("--blank", help=t("cli.notes.blank"))] = False,
    kind: Annotated[str, typer.Option(help=t("cli.notes.kind"))] = "summary",
    force: Force = False,
) -> None:
    if blank == (template is not None):
        raise typer.BadParameter(t("cli.notes.blank.or"), param_hint="TEMPLATE")
    if blank:
        _write_blank(output, kind, force=force)
        return
    assert template is not None
    from drafter.files import write_whole
    from drafter.filling.notes_from_template import counted, new_notes, stale
    from drafter.filling.template_files import read_sheet

    if output.exists() and template.exists() and output.samefile(template):
        raise typer.BadParameter(t("cli.mask.over", path=output), param_hint="-o")
    with writing(output, force=force):
        notes = new_notes(read_sheet(template).report)
        write_whole(output, notes.text.encode())
    typer.echo(str(output))
    for line in (*counted(notes), *stale(notes), *notes.notices):
        typer.echo(line, err=True)


def _write_blank(output: Path, kind: str, *, force: bool) -> None:
    """Write a file of notes with nothing but its form, for the kind that is asked for."""
    from drafter.files import write_whole
    from drafter.filling.blank_notes import blank_notes

    text = blank_notes(kind)
    with writing(output, force=force):
        write_whole(output, text.encode())
    typer.echo(str(output))


@app.command("from-xlsx", help=t("cli.notes.from"))
def from_xlsx(
    files: Annotated[list[Path], typer.Argument(metavar="DATA.xlsx…", help=t("cli.notes.files"))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.notes.from.output"))
    ] = None,
    sheet: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=t("cli.notes.sheet"))
    ] = None,
    organization: Annotated[str, typer.Option(help=t("cli.notes.organization"))] = "",
    period: Annotated[str, typer.Option(help=t("cli.notes.period"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.notes.kind"))] = "",
    date: Annotated[str, typer.Option(help=t("cli.notes.date"))] = "",
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    name = files[0].stem if len(files) == 1 else t("cli.notes.several")
    output = output or files[0].with_name(f"{name}.notes.md")
    _guard(output, files)
    from drafter.documents.notes_front_matter import read_front_matter
    from drafter.files import write_whole
    from drafter.reading.tables.notes import notes_of
    from drafter.reading.tables.table_context import Known, front_matter

    known = Known(organization, period, kind, date)
    front, _, _ = read_front_matter(front_matter(known), output)
    known = Known(organization, period and front.period, kind, date)
    with writing(output, force=force):
        used, hidden = _sheets(files, sheet or [])
        made = _as_wanted(notes_of(used, known), files[0])
        _refuse_nothing(made, files[0])
        write_whole(output, made.text.encode())
    if as_json:
        print_document(_json(made, output, hidden))
    else:
        typer.echo(str(output))
        if not quiet:
            _report(made, hidden)
    raise typer.Exit(int(any(finding.severity == "error" for finding in made.findings)))


def _refuse_nothing(made: "Made", file: Path) -> None:
    """Refuse tables that made no note."""
    from drafter.errors import InputError

    if not made.bullets:
        raise InputError(t("cli.notes.nothing"), file, remedy=t("cli.notes.nothing.remedy"))


def _guard(output: Path, files: list[Path]) -> None:
    """Refuse to write over the tables, and what would not be read as notes."""
    if output.suffix.lower() not in {".md", ".markdown"}:
        raise typer.BadParameter(t("cli.notes.suffix", path=output), param_hint="-o")
    if output.exists() and any(file.exists() and output.samefile(file) for file in files):
        raise typer.BadParameter(t("cli.notes.data", path=output), param_hint="-o")


def _sheets(files: list[Path], names: list[str]) -> "tuple[list[list[Grid]], list[Grid]]":
    """The sheets to be used of each file, and the hidden ones that are not."""
    read = _read_sheets(files)
    every = list(chain.from_iterable(read))
    if names:
        _refuse_unknown_sheets(names, every, files[0])
        return [[grid for grid in grids if grid.sheet in names] for grids in read], []
    hidden = [grid for grid in every if not grid.shown and grid.cells]
    return [[grid for grid in grids if grid.shown] for grids in read], hidden


def _read_sheets(files: list[Path]) -> "list[list[Grid]]":
    """The sheets of each file; two files of one name are told apart by their folders."""
    from dataclasses import replace

    from drafter.reading.cells import read_grids

    read = [read_grids(file) for file in files]
    if len({file.name for file in files}) == len(files):
        return read
    names = [f"{file.resolve().parent.name}/{file.name}" for file in files]  # 人事科/数据.xlsx
    return [
        [replace(grid, file=name) for grid in grids]
        for name, grids in zip(names, read, strict=True)
    ]


def _refuse_unknown_sheets(names: list[str], sheets: "list[Grid]", file: Path) -> None:
    from drafter.errors import InputError

    known = [grid.sheet for grid in sheets]
    for name in names:
        if name not in known:
            problem = t("cli.notes.no_sheet", name=name, known="、".join(known))
            raise InputError(problem, file, value=name)


def _as_wanted(made: "Made", file: Path) -> "Made":
    """What was made, with the findings that drafter.toml wants told."""
    from dataclasses import replace

    from drafter.checks.settings import load_check_settings

    settings = load_check_settings()
    return replace(made, findings=settings.wanted(made.findings, file))


def _json(made: "Made", output: Path, hidden: "list[Grid]") -> str:
    findings = [
        {
            "code": f.code,
            "severity": f.severity,
            "place": f.where,
            "text": f.text,
            "message": f.message,
        }
        for f in made.findings
    ]
    findings += [
        {
            "code": "TAB301",
            "severity": "info",
            "place": grid.place(),
            "text": "",
            "message": t("tab301"),
        }
        for grid in hidden
    ]
    summary = {
        "file": str(output),
        "bullets": made.bullets,
        "figures": made.figures,
        "gaps": [{"place": place, "excerpt": excerpt} for place, excerpt in made.gaps],
        "missing": list(made.missing),
        "findings": findings,
    }
    return json.dumps(summary, ensure_ascii=False, indent=1)


def _report(made: "Made", hidden: "list[Grid]") -> None:
    """Tell what was written, what is missing and what to look at, on stderr."""
    _say(t("cli.notes.done", bullets=made.bullets, figures=made.figures))
    _say(t("cli.report.gaps", count=len(made.gaps)) if made.gaps else t("cli.report.no_gaps"))
    for place, excerpt in made.gaps:
        _say(f"  {excerpt}  ｜{place}")
    if made.missing:
        _say(t("cli.notes.missing", names="、".join(made.missing)))
    for finding in made.findings:
        value = f"“{finding.text}”" if finding.text else ""
        severity = t(f"severity.{finding.severity}")
        _say(f"  {finding.code} {severity} {finding.where}{value}：{finding.message}")
    for grid in hidden:
        _say(f"  TAB301 {t('severity.info')} {grid.place()}：{t('tab301')}")


def _say(text: str) -> None:
    typer.echo(text, err=True)
