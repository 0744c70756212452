"""drafter doctor: what works on this machine and what does not, with the remedy."""

import json
from typing import Annotated

import typer

from drafter.messages import t


def doctor(as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False) -> None:
    from drafter.cli.doctor_checks import examine
    from drafter.settings import load_settings

    results = list(examine(load_settings()))
    if as_json:
        rows = [
            {"name": r.name, "ok": r.ok, "detail": r.detail, "remedy": r.remedy} for r in results
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for result in results:
            typer.echo(f"{'✓' if result.ok else '✗'} {t('doctor.' + result.name)}：{result.detail}")
            if not result.ok and result.remedy:
                typer.echo(f"    → {result.remedy}")
    raise typer.Exit(0 if all(r.ok for r in results if r.needed) else 3)
