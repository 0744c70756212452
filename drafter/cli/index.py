"""drafter index: past reports and policy documents."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.messages import t

if TYPE_CHECKING:
    from drafter.retrieval.catalogue import IndexedDocument

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
            for notice in event.notices:
                progress.say(t("cli.index.notice", name=name, text=notice))
        total = len(index.documents())
        for notice in index.notices:
            progress.say(notice)
    typer.echo(t("cli.index.total", documents=total))
    raise typer.Exit(1 if skipped else 0)


@app.command("search", help=t("cli.index.search"))
def search(
    query: Annotated[str, typer.Argument(help=t("cli.index.query"))],
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, max=100, help=t("cli.index.limit"))] = 5,
    shelf: Annotated[str, typer.Option(help=t("cli.index.shelf"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.index.kind"))] = "",
    unit: Annotated[str, typer.Option(help=t("cli.index.unit"))] = "",
    period: Annotated[str, typer.Option(help=t("cli.index.period"))] = "",
    section: Annotated[str, typer.Option(help=t("cli.index.section"))] = "",
    around: Annotated[int, typer.Option(min=0, max=20, help=t("cli.index.around"))] = 0,
    exhaustive: Annotated[bool, typer.Option("--exact", help=t("cli.index.exact"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.assembly import open_index
    from drafter.ports import Filter
    from drafter.settings import load_settings

    only = Filter(_shelf(shelf), kind, unit, period, section)
    with open_index(load_settings()) as index:
        found = (index.exhaustive if exhaustive else index.search)(query, limit=limit, only=only)
        near = {passage.id: index.around(passage.id, around) for passage in found if around}
        for notice in index.notices:
            typer.echo(notice, err=True)
    if as_json:
        hits = [
            {
                "id": p.id, "document": p.document, "shelf": p.shelf, "unit": p.unit, "period": p.period,
                "heading_path": list(p.heading_path), "text": p.text, "score": p.score,
            }
            | ({"around": [{"id": n.id, "text": n.text} for n in near[p.id]]} if around else {})
            for p in found
        ]  # fmt: skip
        typer.echo(json.dumps(hits, ensure_ascii=False, indent=1))
        return
    if not found:
        typer.echo(t("cli.index.nothing"), err=True)
    for n, passage in enumerate(found, 1):
        typer.echo(f"{n}. {passage.document}  {' > '.join(passage.heading_path)}  ({passage.score:.3f})")
        for one in near.get(passage.id, [passage]):
            typer.echo(f"{' > ' if around and one.id == passage.id else '   '}{one.text}")
        typer.echo()


@app.command("show", help=t("cli.index.show"))
def show(document: Annotated[str, typer.Argument(help=t("cli.index.document"))]) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        found, passages = index.passages_of(document)
    _describe(found)
    above: tuple[str, ...] = ()
    for passage in passages:
        for depth, heading in enumerate(passage.heading_path):
            if passage.heading_path[: depth + 1] != above[: depth + 1]:
                typer.echo(f"{'  ' * depth}{heading}")
        above = passage.heading_path
        for line in passage.text.split("\n"):
            typer.echo(f"{'  ' * len(above)}{line}")


@app.command("set", help=t("cli.index.set"))
def correct(
    document: Annotated[str, typer.Argument(help=t("cli.index.document"))],
    title: Annotated[str | None, typer.Option(help=t("index.field.title"))] = None,
    unit: Annotated[str | None, typer.Option(help=t("index.field.unit"))] = None,
    period: Annotated[str | None, typer.Option(help=t("index.field.period"))] = None,
    shelf: Annotated[str | None, typer.Option(help=t("cli.index.shelf"))] = None,
    date: Annotated[str | None, typer.Option(help=t("index.field.date"))] = None,
    number: Annotated[str | None, typer.Option(help=t("index.field.number"))] = None,
) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    given = {
        "title": title, "unit": unit, "period": period, "date": date, "number": number,
        "shelf": None if shelf is None else _shelf(shelf),
    }  # fmt: skip
    with open_index(load_settings()) as index:
        _describe(index.correct(document, {name: value for name, value in given.items() if value is not None}))


@app.command("verify", help=t("cli.index.verify"))
def verify(files: Annotated[bool, typer.Option("--files", help=t("cli.index.files"))] = False) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        wrong = index.verify()
        for line in (*index.notices, *wrong):
            typer.echo(line)
        for name, gone in index.outdated() if files else []:
            typer.echo(t("cli.index.gone" if gone else "cli.index.changed", name=name))
    if not wrong:
        typer.echo(t("cli.index.whole"))
    raise typer.Exit(1 if wrong else 0)


@app.command("rebuild", help=t("cli.index.rebuild"))
def rebuild(quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False) -> None:
    from drafter.assembly import open_index
    from drafter.cli.progress import Progress
    from drafter.settings import load_settings

    with Progress(quiet=quiet) as progress, open_index(load_settings()) as index:
        for event in index.rebuild():
            progress.step(event.passages, event.total, t(f"cli.index.{event.status}"))
    typer.echo(t("cli.index.whole"))


@app.command("stats", help=t("cli.index.stats"))
def stats(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        numbers = index.stats()
    if as_json:
        typer.echo(json.dumps(numbers, ensure_ascii=False, indent=1))
        return
    for name, value in numbers.items():
        label = t(f"index.stats.{name}")
        typer.echo(f"{label}  {value}")


def _shelf(given: str) -> str:
    """The shelf that a user names, in Chinese or English; "" for both. Raises InputError."""
    from drafter.errors import InputError

    names = {"": "", "report": "report", "policy": "policy", "文稿": "report", "政策": "policy"}
    if given not in names:
        raise InputError(t("cli.index.shelf.unknown"), "--shelf", value=given, remedy=t("cli.index.shelf"))
    return names[given]


def _describe(document: "IndexedDocument") -> None:
    typer.echo(t("index.field.shelf") + "  " + t(f"shelf.{document.shelf}"))
    for name in ("id", "title", "unit", "period", "date", "number", "file", "led_by"):
        if value := getattr(document, name):
            label = t(f"index.field.{name}")
            typer.echo(f"{label}  {value}")
    typer.echo()


@app.command("list", help=t("cli.index.list"))
def documents(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        known = list(index.documents())
    if as_json:
        rows = [
            {
                "id": d.id, "document": d.title, "unit": d.unit, "period": d.period, "shelf": d.shelf, "date": d.date,
                "number": d.number, "file": d.file, "passages": d.passages, "led_by": d.led_by,
            }
            for d in known
        ]  # fmt: skip
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for document in known:
        said = [t(f"shelf.{document.shelf}"), document.title, document.unit, document.period, document.passages]
        led = [t("index.led", title=document.led_by)] if document.led_by else []
        typer.echo("  ".join(map(str, [*said, *led])))


@app.command("remove", help=t("cli.index.remove"))
def remove(document: Annotated[str, typer.Argument(help=t("cli.index.document"))]) -> None:
    from drafter.assembly import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        gone = index.remove(document)
    typer.echo(t("cli.index.removed", document=gone.title))
