"""drafter index: past reports and policy documents."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import print_json, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.records import Passage
    from drafter.retrieval.catalogue_reader import IndexedDocument

app = typer.Typer(help=t("cli.index"), no_args_is_help=True, rich_markup_mode=None)


@app.command("add", help=t("cli.index.add"))
def add(
    paths: Annotated[list[Path], typer.Argument(metavar="DIR_OR_FILE…", help=t("cli.index.paths"))],
    processes: Annotated[
        int | None, typer.Option("-j", "--processes", min=1, help=t("cli.index.processes"))
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.cli.progress import Progress
    from drafter.settings import load_settings
    from drafter.tasks.index import added

    settings = load_settings({"index_processes": processes})
    adding, total = added(paths, settings, Progress(quiet=quiet), warn, quiet=quiet)
    counts = sorted(adding.counts.items())
    if counts:
        typer.echo("  ".join(t(f"cli.index.count.{name}", count=count) for name, count in counts))
    typer.echo(t("cli.index.total", documents=total))
    raise typer.Exit(1 if adding.counts["skipped"] else 0)


@app.command("search", help=t("cli.index.search"))
def search(
    query: Annotated[str, typer.Argument(help=t("cli.index.query"))],
    limit: Annotated[
        int, typer.Option("-n", "--limit", min=1, max=100, help=t("cli.index.limit"))
    ] = 5,
    shelf: Annotated[str, typer.Option(help=t("cli.index.shelf"))] = "",
    kind: Annotated[str, typer.Option(help=t("cli.index.kind"))] = "",
    unit: Annotated[str, typer.Option(help=t("cli.index.unit"))] = "",
    period: Annotated[str, typer.Option(help=t("cli.index.period"))] = "",
    section: Annotated[str, typer.Option(help=t("cli.index.section"))] = "",
    around: Annotated[int, typer.Option(min=0, max=20, help=t("cli.index.around"))] = 0,
    exhaustive: Annotated[bool, typer.Option("--exact", help=t("cli.index.exact"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.ports import Filter
    from drafter.reading.kinds import said_kind
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    only = Filter(_shelf(shelf), said_kind(kind), unit, period, section)
    with open_index(load_settings()) as index:
        search_in = index.exhaustive if exhaustive else index.search
        passages = search_in(query, limit=limit, only=only)
        near = {passage.id: index.around(passage.id, around) for passage in passages if around}
        for notice in index.notices:
            warn(notice)
    if as_json:
        print_json([_hit(passage, near.get(passage.id)) for passage in passages])
        return
    if not passages:
        warn(t("cli.index.nothing"))
    for number, passage in enumerate(passages, 1):
        path = " > ".join(passage.heading_path)
        typer.echo(f"{number}. {passage.document}  {path}  ({passage.score:.3f})")
        for neighbour in near.get(passage.id, [passage]):
            lead = " > " if around and neighbour.id == passage.id else "   "
            typer.echo(lead + neighbour.text)
        typer.echo()


def _hit(passage: "Passage", around: "Sequence[Passage] | None") -> dict[str, object]:
    hit: dict[str, object] = {
        "id": passage.id,
        "document": passage.document,
        "shelf": passage.shelf,
        "unit": passage.unit,
        "period": passage.period,
        "heading_path": list(passage.heading_path),
        "text": passage.text,
        "score": passage.score,
    }
    if around is not None:
        hit["around"] = [{"id": neighbour.id, "text": neighbour.text} for neighbour in around]
    return hit


@app.command("show", help=t("cli.index.show"))
def show(document: Annotated[str, typer.Argument(help=t("cli.index.document"))]) -> None:
    from drafter.cli.index_print import described
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        shown, passages = index.passages_of(document)
    for line in described(shown):
        typer.echo(line)
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
    kind: Annotated[str | None, typer.Option(help=t("cli.index.set.kind"))] = None,
    shelf: Annotated[str | None, typer.Option(help=t("cli.index.shelf"))] = None,
    date: Annotated[str | None, typer.Option(help=t("index.field.date"))] = None,
    number: Annotated[str | None, typer.Option(help=t("index.field.number"))] = None,
) -> None:
    from drafter.cli.index_print import described
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    given = {
        "title": title, "unit": unit, "period": period, "date": date, "number": number,
        "kind": kind, "shelf": None if shelf is None else _shelf(shelf),
    }  # fmt: skip
    changes = {name: value for name, value in given.items() if value is not None}
    with open_index(load_settings()) as index:
        corrected = index.correct(document, changes)
    for line in described(corrected):
        typer.echo(line)


@app.command("verify", help=t("cli.index.verify"))
def verify(
    files: Annotated[bool, typer.Option("--files", help=t("cli.index.files"))] = False,
) -> None:
    from drafter.retrieval.opening import open_index
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
def rebuild(
    vectors: Annotated[bool, typer.Option("--vectors", help=t("cli.index.vectors"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.cli.progress import Progress
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    with Progress(quiet=quiet) as progress, open_index(load_settings()) as index:
        for event in index.rebuild(vectors=vectors):
            progress.step(event.passages, event.total, t(f"cli.index.{event.status}"))
    typer.echo(t("cli.index.whole"))


@app.command("stats", help=t("cli.index.stats"))
def stats(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        numbers = index.stats()
    if as_json:
        print_json(numbers)
        return
    for name, value in numbers.items():
        label = t(f"index.stats.{name}")
        typer.echo(f"{label}  {value}")


def _shelf(given: str) -> str:
    """The shelf that a user names, in Chinese or English; "" for both. Raises InputError."""
    from drafter.errors import InputError

    names = {"": "", "report": "report", "policy": "policy", "文稿": "report", "政策": "policy"}
    if given not in names:
        remedy = t("cli.index.shelf")
        raise InputError(t("cli.index.shelf.unknown"), "--shelf", value=given, remedy=remedy)
    return names[given]


@app.command("list", help=t("cli.index.list"))
def documents(
    kind: Annotated[str, typer.Option(help=t("cli.index.kind"))] = "",
    unit: Annotated[str, typer.Option(help=t("cli.index.unit"))] = "",
    unknown: Annotated[bool, typer.Option("--unknown", help=t("cli.index.list.unknown"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.cli.index_print import listed
    from drafter.reading.kinds import said_kind
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings
    from drafter.tasks.index import unknown_fields

    wanted = said_kind(kind)
    with open_index(load_settings()) as index:
        known = [
            document
            for document in index.documents()
            if wanted in document.kind and unit in document.unit
        ]
    if unknown:
        known = [document for document in known if unknown_fields(document)]
    if as_json:
        print_json(list(map(_row, known)))
        return
    for document in known:
        typer.echo((f"{document.id}  " if unknown else "") + listed(document))
    if unknown and known:
        warn(t("cli.index.correct"))


def _row(document: "IndexedDocument") -> dict[str, object]:
    from drafter.tasks.index import unknown_fields

    fields = ("unit", "period", "kind", "shelf", "date", "number", "file", "passages", "led_by")
    return {
        "id": document.id,
        "document": document.title,
        **{name: getattr(document, name) for name in fields},
        "unknown": list(unknown_fields(document)),
    }


@app.command("remove", help=t("cli.index.remove"))
def remove(document: Annotated[str, typer.Argument(help=t("cli.index.document"))]) -> None:
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        gone = index.remove(document)
    typer.echo(t("cli.index.removed", document=gone.title))
