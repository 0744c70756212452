"""drafter index: past reports and policy documents."""

import json
from pathlib import Path
from typing import Annotated

import typer

from drafter.messages import t

app = typer.Typer(help=t("cli.index"), no_args_is_help=True, rich_markup_mode=None)


@app.command("add", help=t("cli.index.add"))
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="DIR_OR_FILE…", help=t("cli.index.paths"))],
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.assembly import open_index
    from drafter.cli.progress import Progress
    from drafter.settings import load_settings

    skipped = 0
    with Progress(quiet=quiet) as progress, open_index(load_settings()) as index:
        for event in index.add(paths):
            name = event.file.name
            if event.status in ("embedding", "building"):
                doing = t("cli.index.building") if event.status == "building" else name
                progress.step(event.passages, event.total, doing)
                continue
            skipped += event.status == "skipped"
            if not quiet or event.status == "skipped":
                progress.say(t(f"cli.index.{event.status}", name=name, count=event.passages, reason=event.reason))
        total = len(index.documents())
        for notice in index.notices:
            progress.say(notice)
    typer.echo(t("cli.index.total", documents=total))
    raise typer.Exit(1 if skipped else 0)


@app.command("search", help=t("cli.index.search"))
def search(
    query: Annotated[str, typer.Argument(help=t("cli.index.query"))],
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, max=100, help=t("cli.index.limit"))] = 5,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        found = index.search(query, limit=limit)
    if as_json:
        hits = [
            {"document": p.document, "heading_path": list(p.heading_path), "text": p.text, "score": p.score}
            for p in found
        ]
        typer.echo(json.dumps(hits, ensure_ascii=False, indent=1))
        return
    if not found:
        typer.echo(t("cli.index.nothing"), err=True)
    for n, passage in enumerate(found, 1):
        typer.echo(
            f"{n}. {passage.document}  {' > '.join(passage.heading_path)}  ({passage.score:.3f})\n   {passage.text}\n"
        )


@app.command("list", help=t("cli.index.list"))
def documents(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        known = list(index.documents())
    if as_json:
        rows = [
            {"document": d.title, "unit": d.unit, "period": d.period, "shelf": d.shelf, "passages": d.passages}
            for d in known
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for document in known:
        typer.echo(
            f"{t('shelf.' + document.shelf)}  {document.title}  {document.unit}  {document.period}  {document.passages}"
        )


@app.command("remove", help=t("cli.index.remove"))
def remove(document: Annotated[str, typer.Argument(help=t("cli.index.document"))]) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        gone = index.remove(document)
    typer.echo(t("cli.index.removed", document=gone.title))
