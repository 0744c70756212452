"""drafter doctor: what works on this machine and what does not, with the remedy."""

from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.output import print_json
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.settings import Settings


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
    agree: Annotated[bool, typer.Option("--agree", help=t("cli.doctor.agree"))] = False,
) -> None:
    from drafter.cli.doctor_checks import examine
    from drafter.settings import load_settings

    settings = load_settings(agreeing=agree)
    if agree:
        _agree(settings)
        settings = load_settings()
    results = list(examine(settings))
    if as_json:
        shown = ("name", "ok", "detail", "remedy")
        print_json([{name: getattr(result, name) for name in shown} for result in results])
    else:
        for result in results:
            typer.echo(f"{'✓' if result.ok else '✗'} {t('doctor.' + result.name)}：{result.detail}")
            if not result.ok and result.remedy:
                typer.echo(f"    → {result.remedy}")
    raise typer.Exit(0 if all(result.ok for result in results if result.needed) else 3)


def _agree(settings: "Settings") -> None:
    """Keep that the user agrees to what the project file names, and say to what."""
    from drafter.choices import AGREED, with_agreed
    from drafter.files import prepare_folder, write_whole

    kept = settings.agreements / AGREED
    prepare_folder(kept)
    write_whole(kept, with_agreed(kept.parent, [one.name for one in settings.unagreed]))
    for one in settings.unagreed:
        typer.echo(t("address.agreed", what=f"{one.setting} = {one.shown}"), err=True)
