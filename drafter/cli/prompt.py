"""drafter prompt: the prompts that models are asked with, ours and the user's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import warn
from drafter.documents.columns import in_columns
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.tasks.prompt_try import Tried
    from drafter.writing.prompts import Prompts

app = typer.Typer(help=t("cli.prompt"), no_args_is_help=True, rich_markup_mode=None)

_Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help=t("cli.prompt.names"))]
_Folder = Annotated[
    Path | None,
    typer.Option(
        "--prompts", metavar="DIR", help=t("cli.prompt.folder"), exists=True, file_okay=False
    ),
]


@app.command("list", help=t("cli.prompt.list"))
def list_prompts(prompts: _Folder = None) -> None:
    from drafter.writing.own_prompts import in_use

    found = _prompts(prompts)
    rows = [t("cli.prompt.head").split("\t")]
    for used in (in_use(found, name) for name in found.names()):
        source = "、".join(map(str, used.own)) or t("cli.prompt.shipped")
        rows.append([used.prompt.name, used.prompt.version, source, used.prompt.purpose])
    typer.echo("\n".join(in_columns(rows)))


@app.command("show", help=t("cli.prompt.show"))
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=t("cli.prompt.name"))],
    rendered: Annotated[bool, typer.Option("--rendered", help=t("cli.prompt.rendered"))] = False,
    prompts: _Folder = None,
) -> None:
    from drafter.writing.own_prompts import renders

    found = _prompts(prompts)
    if name.startswith("parts/"):
        typer.echo(found.part(name), nl=False)
        return
    prompt = found.load(name)
    if not rendered:
        typer.echo(prompt.text, nl=False)
        return
    for case, messages in renders(prompt).items():
        typer.echo(f"==== {case}")
        for role, text in messages:
            typer.echo(f"[{role}]\n{text}\n")


@app.command("diff", help=t("cli.prompt.diff"))
def diff(names: _Names = None, prompts: _Folder = None) -> None:
    from drafter.writing.own_prompts import difference, in_use

    found = _prompts(prompts)
    for name in names or found.names():
        lines = difference(in_use(found, name))
        typer.echo("\n".join(lines) if lines else t("cli.prompt.same", name=name))


@app.command("test", help=t("cli.prompt.test"))
def check(names: _Names = None, prompts: _Folder = None) -> None:
    from drafter.writing.own_prompts import faults

    found = _prompts(prompts)
    wrong = {name: faults(found, name) for name in names or found.names()}
    for name, reasons in wrong.items():
        for reason in reasons:
            warn(t("cli.prompt.fault", name=name, reason=reason))
        if not reasons:
            typer.echo(t("cli.prompt.fine", name=name, version=found.load(name).version))
    raise typer.Exit(1 if any(wrong.values()) else 0)


@app.command("try", help=t("cli.prompt.try"))
def try_(
    notes: Annotated[Path, typer.Argument(metavar="NOTES", help=t("cli.draft.notes"))],
    section: Annotated[str, typer.Option("--section", help=t("cli.prompt.section"))] = "",
    prompts: _Folder = None,
    writer: Annotated[str | None, typer.Option(help=t("cli.draft.writer"))] = None,
    manner: Annotated[str | None, typer.Option(help=t("cli.draft.manner"))] = None,
    model: Annotated[str | None, typer.Option(help=t("cli.draft.model"))] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.cli.progress import Progress
    from drafter.tasks.prompt_try import tried

    flags = {"writer": writer, "manner": manner, "model": model}
    for one in tried(notes, section, prompts, flags, Progress(quiet=quiet)):
        _tell(one)


def _prompts(folder: Path | None) -> "Prompts":
    """Those of the settings; a folder that is given comes before them."""
    from drafter.settings import load_settings
    from drafter.writing.prompts import Prompts

    folders = load_settings().prompt_folders
    return Prompts((folder, *folders) if folder else folders)


def _tell(one: "Tried") -> None:
    """What came of one set of prompts: each sentence, and what was refused before it."""
    run = one.draft.run
    typer.echo(
        t(
            "cli.prompt.tried",
            which=t("cli.prompt.own" if one.own else "cli.prompt.shipped"),
            asked=run.asked + run.replayed,
            first=one.at_once,
            repaired=one.repaired,
            rules=one.by_rules,
            tokens=run.prompt_tokens + run.completion_tokens,
        )
    )
    for sentence in one.sentences:
        typer.echo(f"{sentence.label}{sentence.text}")
        for repair in sentence.repairs:
            reasons = "；".join(repair.reasons)
            typer.echo(t("cli.prompt.refused", text=repair.answer, reasons=reasons))
