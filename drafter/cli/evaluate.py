"""drafter eval: how good drafter itself is."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.messages import t

if TYPE_CHECKING:
    from eval.check.measuring import Result
    from eval.retrieval.scores import Result as Ranked

app = typer.Typer(help=t("cli.eval"), no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _root() -> None:
    return


@app.command("check", help=t("cli.eval.check"))
def check(
    clean: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help=t("cli.eval.clean"))
    ] = None,
    reports: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help=t("cli.eval.reports"))
    ] = None,
    missed: Annotated[bool, typer.Option("--missed", help=t("cli.eval.missed"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    from drafter.settings import shipped
    from eval.check.measuring import measure

    files = clean or [
        *sorted(shipped("corpus").glob("*/*.md")),
        *sorted(shipped("eval").glob("check/*.txt")),
    ]
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
    alarms = [
        {"code": one.code, "severity": one.severity, "text": one.text} for one in result.alarms
    ]
    published = [
        {"file": file, "code": one.code, "line": one.line, "text": one.text}
        for file, one in result.published
    ]
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
    said = {
        "recall": f"{result.recall:.1%}",
        "precision": f"{result.precision:.1%}",
        "alarms": len(result.alarms),
    }
    rows.append(
        t("eval.check.total", characters=result.characters, rate=f"{result.error_rate:.2f}", **said)
    )
    return "\n".join(rows)


@app.command("retrieval", help=t("cli.eval.retrieval"))
def retrieval(
    reports: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help=t("cli.eval.retrieval.reports"))
    ] = None,
    laws: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help=t("cli.eval.retrieval.laws"))
    ] = None,
    home: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help=t("cli.eval.retrieval.home"))
    ] = None,
    system: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=t("cli.eval.retrieval.system"))
    ] = None,
    missed: Annotated[bool, typer.Option("--missed", help=t("cli.eval.retrieval.missed"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.cli.progress import Progress
    from eval.retrieval.measuring import evaluate

    with Progress(quiet=quiet) as progress:
        result = evaluate(
            {"reports": reports, "laws": laws}, home, system or (), progress=progress.step
        )
    typer.echo(_ranked_json(result) if as_json else _ranked_table(result, missed))
    raise typer.Exit(0 if result.passed else 1)


def _ranked_json(result: "Ranked") -> str:
    from dataclasses import asdict

    def of_all(name: str) -> dict[str, object]:
        shares = {"all": result.scores(name), "tuning": result.scores(name, held=False)}
        shares |= {"held_out": result.scores(name, held=True)}
        shares |= {kind: result.scores(name, kind=kind) for kind in result.kinds}
        return {"ours_leads_by": asdict(result.lead(name))} | {
            group: asdict(scores) for group, scores in shares.items()
        }

    return json.dumps(
        {
            "passed": result.passed,
            "queries": len(result.queries),
            "left_out": result.left_out,
            "missing": list(result.missing),
            "recall": result.recall,
            "short": [asdict(one) for one in result.short],
            "systems": {name: of_all(name) for name in result.systems},
        },
        ensure_ascii=False,
        indent=1,
    )


def _ranked_table(result: "Ranked", missed: bool) -> str:
    from eval.retrieval.scores import RECALL

    rows = [t("eval.retrieval.head")]
    for name in result.systems:
        said, tuned, held = (result.scores(name, held=half) for half in (None, False, True))
        by = result.lead(name)
        lead = "" if name == result.ours else f"  {by.mean:+.3f} [{by.low:+.3f}, {by.high:+.3f}]"
        row = f"{said.hit1:.3f}  {said.hit5:.3f}  {said.mrr:.3f}  {said.ndcg:.3f}  {tuned.ndcg:.3f}  {held.ndcg:.3f}"
        rows.append(f"{name:<15} {row}{lead}")
    rows += ["", t("eval.retrieval.kinds")]
    for kind in result.kinds:
        said = result.scores(result.ours, kind=kind)
        row = f"{said.hit1:.3f}  {said.hit5:.3f}  {said.mrr:.3f}  {said.ndcg:.3f}"
        rows.append(f"{kind:<15} {row}  {said.queries:>3}")
    if missed:
        outcomes = zip(result.queries, result.systems[result.ours], strict=True)
        rows += [
            "",
            *(
                f"{query.id:<15} {one.first or '—':>2}  {query.ask}"
                for query, one in outcomes
                if one.first != 1
            ),
        ]
    if result.missing:
        rows.append(
            t("eval.retrieval.left", names="、".join(result.missing), count=result.left_out)
        )
    said_recall = {"recall": f"{result.recall:.4f}", "least": f"{RECALL:g}"}
    rows.append(t("eval.retrieval.recall", count=len(result.queries), **said_recall))
    for short in result.short:
        said_short = {"score": f"{short.score:.3f}", "floor": f"{short.floor:g}"}
        rows.append(t("eval.retrieval.short", group=short.group, metric=short.metric, **said_short))
    return "\n".join(rows)
