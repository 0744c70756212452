"""drafter eval: how good drafter itself is."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.messages import t

if TYPE_CHECKING:
    from drafter.evaluation.check import Result

app = typer.Typer(help=t("cli.eval"), no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _root() -> None:
    return


@app.command("check", help=t("cli.eval.check"))
def check(
    clean: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help=t("cli.eval.clean"))] = None,
    reports: Annotated[Path | None, typer.Option(metavar="FOLDER", help=t("cli.eval.reports"))] = None,
    missed: Annotated[bool, typer.Option("--missed", help=t("cli.eval.missed"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.evaluation.check import measure
    from drafter.settings import shipped

    files = clean or [*sorted(shipped("corpus").glob("*/*.md")), *sorted(shipped("eval").glob("check/*.txt"))]
    result = measure(files, sorted(reports.glob("*.txt")) if reports else ())
    typer.echo(_json(result) if as_json else _table(result, missed))
    raise typer.Exit(0 if result.passed else 1)


def _json(result: "Result") -> str:
    kinds = [
        {
            "kind": one.kind.name,
            "codes": one.kind.codes,
            "planted": one.planted,
            "found": one.found,
            "beside": one.beside,
        }
        for one in result.kinds
    ]
    alarms = [{"code": one.code, "severity": one.severity, "text": one.text} for one in result.alarms]
    published = [{"file": file, "code": one.code, "line": one.line, "text": one.text} for file, one in result.published]
    return json.dumps(
        {
            "passed": result.passed,
            "recall": round(result.recall, 4),
            "precision": round(result.precision, 4),
            "errors_per_10000": round(result.error_rate, 3),
            "kinds": kinds,
            "alarms": alarms,
            "published": published,
        },
        ensure_ascii=False,
        indent=1,
    )


def _table(result: "Result", missed: bool) -> str:
    rows = [t("eval.check.head")]
    for one in result.kinds:
        share = "—" if one.recall is None else f"{one.recall:.0%}"
        beside = " ".join(f"{code}×{count}" for code, count in sorted(one.beside.items()))
        rows.append(
            f"{one.kind.name:<22}{' '.join(one.kind.codes):<18}{one.planted:>4}{one.found:>6}{share:>7}  {beside}"
        )
        rows += [f"      {text[:110]}" for text in one.missed[:3]] if missed else []
    rows += [f"{one.code} {one.line}: {one.message}" for one in result.alarms]
    rows += [f"{file}:{one.line}: {one.code} {one.message}" for file, one in result.published]
    said = {"recall": f"{result.recall:.1%}", "precision": f"{result.precision:.1%}", "alarms": len(result.alarms)}
    rows.append(t("eval.check.total", characters=result.characters, rate=f"{result.error_rate:.2f}", **said))
    return "\n".join(rows)
