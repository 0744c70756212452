"""drafter eval: how good drafts are, by cases, prompts and gates of one's own.

What is not named is looked for in eval/ of the working folder.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from drafter.choices import MANNERS, WRITERS
from drafter.cli import evaluate_own
from drafter.cli.kept import Force, writing
from drafter.cli.output import print_document, print_json, warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.evaluation.gates import Gate
    from drafter.evaluation.results import Run
    from drafter.evaluation.score import Score
    from drafter.evaluation.suites import Suite, Suites
    from drafter.evaluation.thresholds import Verdict

_CASES, _GATES, _BASELINE = Path("eval/cases"), Path("eval/gates.toml"), Path("eval/baseline")
_WRITERS = tuple(name for name in WRITERS if name != "auto")


def commands(suites: Callable[[], "Suites"]) -> typer.Typer:
    """`drafter eval` over these suites; they are loaded when a command asks for them."""
    app = typer.Typer(
        help=t("cli.eval"),
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"obj": suites},
    )
    for command in (evaluate_own.init, run, compare, bless, view, gate, prose, proof):
        app.command(command.__name__, help=t(f"cli.eval.{command.__name__}"))(command)
    app.add_typer(evaluate_own.case, name="case")
    return app


def _of_drafter() -> "Suites":
    from drafter.evaluation.suites import SUITES

    return SUITES


def _known_writers(asked: list[str] | None) -> list[str]:
    """The writers that are asked for; the rules where none is. Raises BadParameter on another."""
    for writer in asked or []:
        name, _, manner = writer.partition("/")
        if name not in _WRITERS or manner not in ("", *MANNERS):
            raise typer.BadParameter(t("settings.choices", names="、".join(_WRITERS)))
    return asked or ["rules"]


_Writers = Annotated[
    list[str] | None,
    typer.Option(metavar="WRITER[/MANNER]", callback=_known_writers, help=t("cli.eval.writer")),
]
_Models = Annotated[list[str] | None, typer.Option(help=t("cli.eval.model"))]
_Prompts = Annotated[
    list[Path] | None,
    typer.Option(metavar="DIR", exists=True, file_okay=False, help=t("cli.eval.prompts")),
]
_Groups = Annotated[list[str] | None, typer.Option(help=t("cli.eval.group"))]
_Replay = Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.replay"))]
_Record = Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.record"))]
_Repeat = Annotated[int, typer.Option(min=1, max=50, help=t("cli.eval.repeat"))]
_Output = Annotated[Path, typer.Option("-o", "--output", metavar="RUN", help=t("cli.eval.output"))]
_Cases = Annotated[Path, typer.Option(metavar="DIR", help=t("cli.eval.cases"))]
_Gates = Annotated[Path | None, typer.Option(metavar="FILE", help=t("cli.eval.gates"))]
_Baseline = Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.baseline"))]
_Junit = Annotated[Path | None, typer.Option(metavar="FILE", help=t("cli.eval.junit"))]
_Summary = Annotated[Path | None, typer.Option(metavar="FILE", help=t("cli.eval.summary"))]
_Inspect = Annotated[Path | None, typer.Option(metavar="DIR", help=t("cli.eval.inspect"))]
_Json = Annotated[bool, typer.Option("--json", help=t("cli.json"))]
_Quiet = Annotated[bool, typer.Option("-q", "--quiet", help=t("cli.quiet"))]
_Run = Annotated[Path, typer.Argument(metavar="RUN")]


def run(
    ctx: typer.Context,
    suites: Annotated[list[str], typer.Argument(metavar="SUITE…", help=t("cli.eval.suites"))],
    writer: _Writers = None,
    model: _Models = None,
    prompts: _Prompts = None,
    group: _Groups = None,
    replay: _Replay = None,
    record: _Record = None,
    repeat: _Repeat = 1,
    output: _Output = Path("out/eval"),
    cases: _Cases = _CASES,
    gates: _Gates = None,
    baseline: _Baseline = None,
    junit: _Junit = None,
    summary: _Summary = None,
    inspect: _Inspect = None,
    force: Force = False,
    as_json: _Json = False,
    quiet: _Quiet = False,
) -> None:
    from drafter.cli.progress import Progress
    from drafter.evaluation.results import read_run
    from drafter.evaluation.suites import Order
    from drafter.evaluation.thresholds import bounds_of_scorers, judge

    if replay and record:
        raise typer.BadParameter(t("cli.eval.one"), param_hint="--record")
    if prompts and writer == ["rules"]:
        raise typer.BadParameter(t("cli.prompt.no_model"), param_hint="--prompts")
    chosen = _chosen(suites, ctx.obj())
    writers, models, groups = (tuple(names or ()) for names in (writer, model, group))
    folders, recordings = tuple(prompts or ()), replay or record
    order = Order(
        output, cases, writers, models, folders, groups, recordings, bool(replay), repeat
    )  # fmt: skip
    known = _gates(gates, ctx.obj(), order.cases)  # a bad file is told before the work
    before, blessed = _baseline(baseline)
    with writing(junit, summary, force=force):
        with Progress(quiet=quiet or as_json) as progress:
            for suite in chosen:
                suite.run(order, progress.step)
        made = read_run(output)
        verdict = judge(made, known or bounds_of_scorers(made), before, blessed)
        report = _write(made, verdict, junit, summary, inspect)
    _tell(made, verdict, report if as_json else "")
    raise typer.Exit(verdict.exit_code)


def _chosen(names: list[str], suites: "Suites") -> "list[Suite]":
    if not set(names) <= set(suites):
        raise typer.BadParameter(t("settings.choices", names="、".join(suites)), param_hint="SUITE")
    return [suites[name] for name in names]


def _gates(given: Path | None, suites: "Suites", cases: Path) -> "tuple[Gate, ...] | None":
    """The gates of a file, which may be left out where there is none; then None."""
    from drafter.evaluation.cases import read_cases
    from drafter.evaluation.gates import Known, read_gates

    file = given or _GATES
    if not given and not file.is_file():
        return None
    groups = {name for case in read_cases(cases) for name in case.named}
    measures = {name: suite.measures for name, suite in suites.items()}
    return read_gates(file, Known(measures, groups | set(measures)))


def _baseline(given: Path | None) -> "tuple[Run | None, tuple[Gate, ...]]":
    """The baseline and the gates blessed with it, which there need not be where none is named."""
    from drafter.errors import NoVerdict
    from drafter.evaluation.baseline import blessed_gates, read_baseline

    folder = given or _BASELINE
    before = read_baseline(folder)
    if given and before is None:
        raise NoVerdict(t("eval.baseline.none"), given, remedy=t("eval.bless.remedy"))
    return before, blessed_gates(folder)


def _write(
    made: "Run", verdict: "Verdict", junit: Path | None, summary: Path | None, inspect: Path | None
) -> str:
    """Write a run's report, and what else is asked for; the report."""
    from drafter.evaluation.output import machine
    from drafter.evaluation.output.verdict import markdown
    from drafter.files import write_whole

    report = machine.as_text(machine.report(made, verdict))
    write_whole(made.folder / machine.REPORT, report.encode())
    for file, text in ((junit, machine.junit), (summary, markdown)):
        if file:
            write_whole(file, text(made, verdict).encode())
    if inspect:
        from drafter.evaluation.inspectlog import write_log

        typer.echo(str(write_log(made, inspect)), err=True)
    return report


def _tell(made: "Run", verdict: "Verdict", report: str) -> None:
    """The verdict on a screen, or the report; beside it what a person has to know of the run."""
    from drafter.evaluation.output.verdict import screen, shown
    from drafter.evaluation.run import flaky

    if report:
        print_document(report)
    else:
        typer.echo(screen(made, verdict))
    for case, variant, scorer, values in flaky(made.results):
        said = ", ".join(map(shown, values))
        text = t("eval.flaky", case=case, variant=variant, scorer=scorer, values=said)
        typer.echo(text, err=bool(report))
    for recording in made.about.get("recordings", ()):
        if count := recording["unused"]:
            typer.echo(t("eval.unused", file=recording["file"], count=count), err=True)


def compare(
    before: Annotated[Path, typer.Argument(metavar="RUN-A")],
    after: Annotated[Path | None, typer.Argument(metavar="[RUN-B]")] = None,
) -> None:
    from drafter.evaluation.output.comparison import compared, compared_within
    from drafter.evaluation.results import read_run

    first = read_run(before)
    typer.echo(compared(first, read_run(after)) if after else compared_within(first))


def bless(
    folder: _Run,
    why: Annotated[str, typer.Option(help=t("cli.eval.why"))],
    gates: _Gates = None,
    baseline: _Baseline = None,
) -> None:
    from drafter.evaluation import baseline as keeping
    from drafter.evaluation.gates import read_gates
    from drafter.evaluation.results import Status, read_run

    made = read_run(folder)
    odd = [result.case for result in made.results if result.status is not Status.SCORED]
    if odd or not why.strip():
        raise typer.BadParameter(t("cli.eval.unfit", cases="、".join(odd[:5])), param_hint="RUN")
    file = gates or (_GATES if _GATES.is_file() else None)
    if file:
        read_gates(file)  # a bad file is not kept
    count = keeping.bless(made, baseline or _BASELINE, why.strip(), file)
    typer.echo(t("cli.eval.blessed", count=count))


def view(
    folder: _Run,
    output: Annotated[Path | None, typer.Option("-o", "--output", help=t("cli.eval.page"))] = None,
    force: Force = False,
) -> None:
    from drafter.evaluation.output.machine import read_report
    from drafter.evaluation.output.page import page
    from drafter.evaluation.results import read_run
    from drafter.files import write_whole

    made = read_run(folder)
    target = output or folder / "report.html"
    with writing(target, force=force):
        write_whole(target, page(made, read_report(made)).encode())
    typer.echo(str(target))


def gate(
    notes: Annotated[Path, typer.Argument(metavar="NOTES.md", help=t("cli.draft.notes"))],
    report: Annotated[Path, typer.Argument(metavar="DRAFT", help=t("cli.eval.gate.draft"))],
    as_json: _Json = False,
) -> None:
    from drafter.evaluation.gate_report import gated

    scores = gated(notes, report)
    passed = all(kept for _, kept in scores.values())
    if as_json:
        whole = {"passed": passed, "scores": {name: _as_json(*of) for name, of in scores.items()}}
        print_json(whole)
    else:
        for name, (score, kept) in scores.items():
            typer.echo(_rows(name, score, kept))
        typer.echo(t("eval.passed" if passed else "eval.failed"))
    raise typer.Exit(0 if passed else 1)


def prose(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help=t("cli.eval.prose.files"))],
    as_json: _Json = False,
) -> None:
    from drafter.evaluation.output import prose_table

    columns = {}
    for file in files:
        columns[str(file)], notices = prose_table.measure_file(file)
        for notice in notices:
            warn(f"{file}: {notice}")
    if as_json:
        print_json(prose_table.as_json(columns))
    else:
        typer.echo(prose_table.table(columns))


def proof(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.jsonl", help=t("cli.eval.answers"))],
    as_json: _Json = False,
) -> None:
    from drafter.evaluation.judged_answers import judge_answers, table, tally

    judged = judge_answers(answers)
    if as_json:
        print_json(tally(judged))
    else:
        typer.echo(table(judged))


def _as_json(score: "Score", kept: bool) -> dict[str, Any]:
    places = [
        {"text": place.text, "message": place.message, "line": place.line}
        for place in score.evidence
    ]
    return {"value": score.value, "passed": kept, "reason": score.reason, "evidence": places}


def _rows(name: str, score: "Score", kept: bool) -> str:
    """A score on the screen, and below it the places that broke it."""
    from drafter.evaluation.output.verdict import label, shown

    rows = [f"{'✓' if kept else '✗'} {name:<12} {shown(score.value):>7}  {label(name)}"]
    for place in () if kept else score.evidence:
        line = t("eval.line", line=place.line) if place.line else ""
        rows.append(f"      {place.text[:60]} ｜ {place.message[:120]}{line}")
    return "\n".join(rows)


app = commands(_of_drafter)
