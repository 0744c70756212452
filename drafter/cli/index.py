"""drafter index: past reports and policy documents."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.messages import t

if TYPE_CHECKING:
    from drafter.reading.document import Document
    from drafter.retrieval.catalogue import IndexedDocument

_MOST_NAMED = 20  # files of one type that nobody can read, named in one line

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
    from drafter.reading.folder import files_in
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    counts, doubtful = Counter[str](), 0
    named, files = (
        {path.absolute() for path in paths},
        [file for path in paths for file in files_in(path)],
    )
    others: dict[
        str, list[str]
    ] = {}  # names of what stands in folders and no reader knows, by suffix
    settings = load_settings({"index_processes": processes})
    with Progress(quiet=quiet) as progress, open_index(settings) as index:
        done = 0
        for event in index.add(files):
            name = printable(event.file.name)
            if event.status == "building":
                progress.step(event.passages, event.total, t("cli.index.building"))
                continue
            if event.status == "embedding":
                progress.step(done, len(files), f"{name} {event.passages}/{event.total}")
                continue
            done += 1
            if event.status == "skipped" and event.file not in named and not is_known(event.file):
                others.setdefault(event.file.suffix.lower(), []).append(name)
                continue
            counts[event.status] += 1
            if event.status == "unchanged":
                continue
            what = "" if event.document is None else recognised(event.document)
            doubtful += event.document is not None and bool(unknown_fields(event.document))
            values = {
                "name": name,
                "count": event.passages,
                "reason": printable(event.reason),
                "what": what,
            }
            line = t(f"cli.index.{event.status}", **values)
            typer.echo(line, err=True) if quiet and event.status == "skipped" else progress.say(
                line
            )
            for notice in event.notices:
                progress.say(t("cli.index.notice", name=name, text=notice))
        total = len(index.documents())
        for notice in index.notices:
            progress.say(notice)
    for suffix, names in sorted(others.items()):
        listed = "、".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
        typer.echo(
            t(
                "cli.index.others",
                suffix=suffix or t("cli.index.nosuffix"),
                count=len(names),
                names=listed,
            ),
            err=True,
        )
    if doubtful and not quiet:
        typer.echo(t("cli.index.doubtful", count=doubtful), err=True)
    if counts:
        typer.echo(
            "  ".join(
                t(f"cli.index.count.{status}", count=count)
                for status, count in sorted(counts.items())
            )
        )
    typer.echo(t("cli.index.total", documents=total))
    raise typer.Exit(1 if counts["skipped"] else 0)


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
        typer.echo(
            f"{n}. {passage.document}  {' > '.join(passage.heading_path)}  ({passage.score:.3f})"
        )
        for one in near.get(passage.id, [passage]):
            typer.echo(f"{' > ' if around and one.id == passage.id else '   '}{one.text}")
        typer.echo()


@app.command("show", help=t("cli.index.show"))
def show(document: Annotated[str, typer.Argument(help=t("cli.index.document"))]) -> None:
    from drafter.retrieval.opening import open_index
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
    kind: Annotated[str | None, typer.Option(help=t("cli.index.set.kind"))] = None,
    shelf: Annotated[str | None, typer.Option(help=t("cli.index.shelf"))] = None,
    date: Annotated[str | None, typer.Option(help=t("index.field.date"))] = None,
    number: Annotated[str | None, typer.Option(help=t("index.field.number"))] = None,
) -> None:
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    given = {
        "title": title, "unit": unit, "period": period, "date": date, "number": number,
        "kind": kind, "shelf": None if shelf is None else _shelf(shelf),
    }  # fmt: skip
    with open_index(load_settings()) as index:
        _describe(
            index.correct(
                document, {name: value for name, value in given.items() if value is not None}
            )
        )


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
        raise InputError(
            t("cli.index.shelf.unknown"), "--shelf", value=given, remedy=t("cli.index.shelf")
        )
    return names[given]


def _describe(document: "IndexedDocument") -> None:
    typer.echo(t("index.field.shelf") + "  " + t(f"shelf.{document.shelf}"))
    unknown = unknown_fields(document)
    for name in ("id", "title", "unit", "period", "kind", "date", "number", "file", "led_by"):
        label, value = t(f"index.field.{name}"), getattr(document, name)
        if value or name in unknown:
            typer.echo(f"{label}  {value or t('cli.index.unknown', name=name, id=document.id)}")
    typer.echo()


@app.command("list", help=t("cli.index.list"))
def documents(
    kind: Annotated[str, typer.Option(help=t("cli.index.kind"))] = "",
    unit: Annotated[str, typer.Option(help=t("cli.index.unit"))] = "",
    unknown: Annotated[bool, typer.Option("--unknown", help=t("cli.index.list.unknown"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.reading.kinds import said_kind
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    wanted = said_kind(kind)
    with open_index(load_settings()) as index:
        known = [d for d in index.documents() if wanted in d.kind and unit in d.unit]
    known = [d for d in known if unknown_fields(d)] if unknown else known
    if as_json:
        rows = [
            {
                "id": d.id, "document": d.title, "unit": d.unit, "period": d.period, "kind": d.kind, "shelf": d.shelf,
                "date": d.date, "number": d.number, "file": d.file, "passages": d.passages, "led_by": d.led_by,
                "unknown": list(unknown_fields(d)),
            }
            for d in known
        ]  # fmt: skip
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for document in known:
        said = [document.id] if unknown else []
        said += [
            t(f"shelf.{document.shelf}"),
            recognised(document),
            t("cli.index.passages", count=document.passages),
        ]
        led = [t("index.led", title=document.led_by)] if document.led_by else []
        typer.echo("  ".join([*said, *led]))
    if unknown and known:
        typer.echo(t("cli.index.correct"), err=True)


def recognised(document: "Document | IndexedDocument") -> str:
    """What a document was taken for, in one line; what is not known of it is asked."""
    unknown = unknown_fields(document)
    said = [f"《{document.title}》"]
    for name in ("kind", "unit", "period", "date", "number"):
        value = getattr(document, name)
        said += [value or t(f"index.field.{name}") + "？"] if value or name in unknown else []
    return " · ".join(map(printable, said))


def unknown_fields(document: "Document | IndexedDocument") -> tuple[str, ...]:
    from drafter.reading.identity import wanting

    return wanting(document.kind, document.unit, document.period, document.date)


def is_known(file: Path) -> bool:
    from drafter.reading.document import SUFFIXES

    return file.suffix.lower() in SUFFIXES or not file.is_file()


def printable(text: str) -> str:
    """A name of a file that any terminal can show on one line."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode()
        for c in text
    )


@app.command("remove", help=t("cli.index.remove"))
def remove(document: Annotated[str, typer.Argument(help=t("cli.index.document"))]) -> None:
    from drafter.retrieval.opening import open_index
    from drafter.settings import load_settings

    with open_index(load_settings()) as index:
        gone = index.remove(document)
    typer.echo(t("cli.index.removed", document=gone.title))
