"""drafter eval run, compare, bless, view, gate: the evaluation suite and its verdict."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.choices import MANNERS, WRITERS
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.evaluation.results import Run
    from drafter.evaluation.run import Variant
    from drafter.evaluation.thresholds import Verdict


_RUN = Path("out/eval")


def run(
    suites: Annotated[list[str], typer.Argument(metavar="SUITE…", help=t("cli.eval.suites"))],
    writer: Annotated[
        list[str] | None, typer.Option(metavar="WRITER[/MANNER]", help=t("cli.eval.writer"))
    ] = None,
    model: Annotated[list[str] | None, typer.Option(help=t("cli.eval.model"))] = None,
    group: Annotated[list[str] | None, typer.Option(help=t("cli.eval.group"))] = None,
    replay: Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.replay"))] = None,
    record: Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.record"))] = None,
    repeat: Annotated[int, typer.Option(min=1, max=50, help=t("cli.eval.repeat"))] = 1,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="RUN", help=t("cli.eval.output"))
    ] = Path("out/eval"),
    cases: Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.cases"))] = None,
    reports: Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.reports"))] = None,
    gates: Annotated[Path | None, typer.Option(metavar="FILE", help=t("cli.eval.gates"))] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="DIR", help=t("cli.eval.baseline"))
    ] = None,
    junit_file: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help=t("cli.eval.junit"))
    ] = None,
    summary: Annotated[
        Path | None, typer.Option("--summary", metavar="FILE", help=t("cli.eval.summary"))
    ] = None,
    inspect: Annotated[
        Path | None, typer.Option("--inspect", metavar="DIR", help=t("cli.eval.inspect"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))] = False,
) -> None:
    from drafter.cli.progress import Progress
    from drafter.evaluation.results import read_run
    from drafter.evaluation.run import Plan, run_cases
    from drafter.evaluation.suites import (
        SUITES,
        run_check,
        run_mutants,
        run_provfill,
        run_retrieval,
    )
    from drafter.settings import shipped

    unknown = [name for name in suites if name not in SUITES]
    if unknown:
        raise typer.BadParameter(t("settings.choices", names="、".join(SUITES)), param_hint="SUITE")
    if replay and record:
        raise typer.BadParameter(t("cli.eval.one"), param_hint="--record")
    folder = cases or shipped("eval") / "cases"
    made = None
    with Progress(quiet=quiet or as_json) as progress:
        for suite in suites:
            match suite:
                case "cases" | "naive":
                    variants = _variants(
                        writer or ["rules"],
                        model or [],
                        naive=suite == "naive",
                        replay=bool(replay),
                    )
                    plan = Plan(
                        folder, variants, tuple(group or ()), replay or record, bool(replay), repeat
                    )
                    made = run_cases(plan, output, progress=progress.step)
                case "provfill":
                    made = run_provfill(reports or Path("reports"), output)
                case "retrieval":
                    made = run_retrieval(output, progress=progress.step)
                case "check":
                    made = run_check(output, reports)
                case _:
                    made = run_mutants(folder, output, progress=progress.step)
    assert made is not None
    verdict = _judged(read_run(output), gates, baseline)
    _tell(read_run(output), verdict, junit_file, summary, inspect, as_json=as_json)
    raise typer.Exit(verdict.exit_code)


def _variants(
    writers: list[str], models: list[str], *, naive: bool, replay: bool
) -> "tuple[Variant, ...]":
    """A variant for each writer, and for each model of a writer that has several."""
    from drafter.evaluation.run import Variant
    from drafter.settings import load_settings

    found = []
    for given in writers:
        name, _, manner = given.partition("/")
        if (
            name not in WRITERS
            or name == "auto"
            or (manner and manner not in MANNERS)
            or (naive and name == "rules")
        ):
            names = "、".join(one for one in WRITERS if one != "auto")
            raise typer.BadParameter(t("settings.choices", names=names), param_hint="--writer")
        for model in models if models and name != "rules" else [None]:
            flags: dict[str, object] = {"writer": name, "manner": manner or None}
            if name == "openai":
                flags |= {"openai_model": model, "openai_api_key": "replay" if replay else None}
                shown = f"openai:{model or load_settings(flags).openai_model}"
            else:
                flags |= {"model": model}
                shown = (
                    "rules"
                    if name == "rules"
                    else f"local/{manner or 'plain'}" + (f":{Path(model).stem}" if model else "")
                )
            label = f"naive:{shown.partition('/')[0]}" if naive else shown
            found.append(Variant(label, load_settings(flags), naive))
    return tuple(found)


def _judged(made: "Run", gates: Path | None, baseline: Path | None) -> "Verdict":
    from drafter.evaluation.baseline import read_baseline
    from drafter.evaluation.thresholds import judge, read_gates
    from drafter.settings import shipped

    known = read_gates(gates or shipped("eval") / "gates.toml")
    return judge(made, known, read_baseline(baseline or shipped("eval") / "baseline"))


def _tell(
    made: "Run",
    verdict: "Verdict",
    junit_file: Path | None,
    summary: Path | None,
    inspect: Path | None,
    *,
    as_json: bool,
) -> None:
    from drafter.evaluation.output.verdict import as_json_report, junit, markdown, screen, shown
    from drafter.evaluation.run import flaky
    from drafter.files import write_whole

    report = as_json_report(made, verdict)
    write_whole(made.folder / "report.json", report.encode())
    if junit_file:
        write_whole(junit_file, junit(made, verdict).encode())
    if summary:
        write_whole(summary, markdown(made, verdict).encode())
    if inspect:
        from drafter.evaluation.inspectlog import write_log

        typer.echo(str(write_log(made, inspect)), err=True)
    typer.echo(report if as_json else screen(made, verdict))
    for case, variant, scorer, values in flaky(made.results):
        said = ", ".join(map(shown, values))
        typer.echo(
            t("eval.flaky", case=case, variant=variant, scorer=scorer, values=said), err=as_json
        )
    for one in made.about.get("recordings", ()):
        if one["unused"]:
            typer.echo(t("eval.unused", file=one["file"], count=one["unused"]), err=True)


def compare(
    before: Annotated[Path, typer.Argument(metavar="RUN-A")],
    after: Annotated[Path, typer.Argument(metavar="RUN-B")],
) -> None:
    from drafter.evaluation.output.verdict import compared
    from drafter.evaluation.results import read_run

    typer.echo(compared(read_run(before), read_run(after)))


def bless(
    made: Annotated[Path, typer.Argument(metavar="RUN")],
    why: Annotated[str, typer.Option(help=t("cli.eval.why"))],
    baseline: Annotated[
        Path | None, typer.Option(metavar="DIR", help=t("cli.eval.baseline"))
    ] = None,
) -> None:
    from drafter.evaluation import baseline as keeping
    from drafter.evaluation.results import Status, read_run
    from drafter.settings import shipped

    found = read_run(made)
    odd = [one.case for one in found.results if one.status is not Status.SCORED]
    if odd or not why.strip():
        raise typer.BadParameter(t("cli.eval.unfit", cases="、".join(odd[:5])), param_hint="RUN")
    count = keeping.bless(found, baseline or shipped("eval") / "baseline", why.strip())
    typer.echo(t("cli.eval.blessed", count=count))


def view(
    made: Annotated[Path, typer.Argument(metavar="RUN")],
    output: Annotated[Path | None, typer.Option("-o", "--output", help=t("cli.eval.page"))] = None,
) -> None:
    from drafter.evaluation.output.page import page
    from drafter.evaluation.results import read_run
    from drafter.files import write_whole

    found = read_run(made)
    target = output or made / "report.html"
    write_whole(target, page(found, _judged(found, None, None)).encode())
    typer.echo(str(target))


def gate(
    notes: Annotated[Path, typer.Argument(metavar="NOTES.md", help=t("cli.draft.notes"))],
    report: Annotated[Path, typer.Argument(metavar="DRAFT", help=t("cli.eval.gate.draft"))],
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    import json

    from drafter.evaluation.gate_report import gated
    from drafter.evaluation.output.verdict import label, shown

    scores = gated(notes, report)
    failed = [name for name, (score, kept) in scores.items() if not kept]
    if as_json:
        whole = {
            "passed": not failed,
            "scores": {
                name: {
                    "value": score.value,
                    "passed": kept,
                    "reason": score.reason,
                    "evidence": [
                        {"text": e.text, "message": e.message, "line": e.line}
                        for e in score.evidence
                    ],
                }
                for name, (score, kept) in scores.items()
            },
        }
        typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
        raise typer.Exit(1 if failed else 0)
    for name, (score, kept) in scores.items():
        typer.echo(f"{'✓' if kept else '✗'} {name:<12} {shown(score.value):>7}  {label(name)}")
        for one in () if kept else score.evidence:
            line = t("eval.line", line=one.line) if one.line else ""
            typer.echo(f"      {one.text[:60]} ｜ {one.message[:120]}{line}")
    typer.echo(t("eval.failed" if failed else "eval.passed"))
    raise typer.Exit(1 if failed else 0)


def add_to(app: typer.Typer) -> None:
    """Put these commands beside the others of `drafter eval`."""
    for command in (run, compare, bless, view, gate):
        app.command(command.__name__, help=t(f"cli.eval.{command.__name__}"))(command)
