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

    settings = load_settings()
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
    """Keep that the user agrees to the addresses of the project file, and say to which."""
    from drafter.files import prepare_folder, write_whole
    from drafter.settings import AGREED, with_agreed, without_credentials

    urls = [url for _, url, _ in settings.unagreed]
    kept = settings.agreements / AGREED
    prepare_folder(kept)
    write_whole(kept, with_agreed(kept.parent, urls))
    for url in urls:
        typer.echo(t("address.agreed", address=without_credentials(url)), err=True)
