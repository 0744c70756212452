"""drafter doctor: what works on this machine and what does not, with the remedy."""

from typing import Annotated

import typer

from drafter.cli.output import print_json
from drafter.messages import t


def doctor(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.cli.doctor_checks import examine
    from drafter.settings import load_settings

    results = list(examine(load_settings()))
    if as_json:
        shown = ("name", "ok", "detail", "remedy")
        print_json([{name: getattr(result, name) for name in shown} for result in results])
    else:
        for result in results:
            typer.echo(f"{'✓' if result.ok else '✗'} {t('doctor.' + result.name)}：{result.detail}")
            if not result.ok and result.remedy:
                typer.echo(f"    → {result.remedy}")
    raise typer.Exit(0 if all(result.ok for result in results if result.needed) else 3)
