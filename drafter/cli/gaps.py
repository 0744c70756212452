"""drafter gaps: what a draft lacks, for whom."""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.gaps_divided import form_files, tell_nobody
from drafter.cli.kept import Force, writing
from drafter.cli.length_told import list_questions, questions_to, rewordings_to
from drafter.cli.output import warn
from drafter.messages import t

if TYPE_CHECKING:
    from drafter.filling.form_sheet import Letter
    from drafter.filling.questions import Question
    from drafter.filling.rows import Row

_SUFFIXES = {".xlsx", ".md", ".json"}


def gaps(
    report: Annotated[
        Path, typer.Argument(metavar="REPORT.draft.json|TEMPLATE", help=t("cli.gaps.draft"))
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=t("cli.gaps.output"))
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="division", help=t("cli.gaps.by"))
    ] = None,
    due: Annotated[str, typer.Option(help=t("cli.gaps.due"))] = "",
    assigned: Annotated[
        Path | None, typer.Option(metavar="FILE", help=t("cli.gaps.assigned"))
    ] = None,
    asked: Annotated[
        bool | None, typer.Option("--questions/--no-questions", help=t("cli.gaps.questions"))
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=t("cli.gaps.all"))] = False,
    no_index: Annotated[bool, typer.Option("--no-index", help=t("cli.gaps.no_index"))] = False,
    force: Force = False,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.json"))] = False,
) -> None:
    folder = output is not None and by is not None and (output.is_dir() or not output.suffix)
    if output and output.suffix.lower() not in _SUFFIXES and not folder:
        raise typer.BadParameter(t("cli.gaps.suffix", suffix=output.suffix), param_hint="-o")
    if by not in (None, "division"):
        raise typer.BadParameter(t("settings.choices", names="division"), param_hint="--by")
    every_gap = _gaps(report, due, _assigned(assigned), indexed=not no_index)
    lacks = every_gap.wanted(asked, filled=every)
    if as_json:
        typer.echo(_json(lacks, asked), nl=False)
        return
    if output:
        parts = _divided(output, lacks) if folder else {output: lacks}
        with writing(*parts, force=force):
            for path, part in parts.items():
                _write(path, part, asked, divided=by is not None)
        typer.echo("\n".join(map(str, parts)), nl=bool(parts))
    else:
        _list([row for row in lacks.rows if row.value is None], divided=by is not None)
        list_questions(lacks.questions, divided=by is not None)
    if by:
        tell_nobody(lacks.rows, noted=report.suffix.lower() == ".json")
    _total(every_gap, asked)


@dataclass(frozen=True, slots=True)
class _Lacks:
    """What a draft lacks: its gaps, what its notes do not tell, and which are to be reworded."""

    head: "Letter"
    rows: "list[Row]"
    questions: "list[Question]"

    def wanted(self, asked: bool | None, *, filled: bool) -> "_Lacks":
        """What is to be listed; `asked` True is questions alone, False is gaps alone."""
        rows = [] if asked else [row for row in self.rows if filled or row.value is None]
        return replace(self, rows=rows, questions=[] if asked is False else self.questions)


def _divided(folder: Path, lacks: _Lacks) -> dict[Path, _Lacks]:
    """A form for each division, in a folder."""
    files = form_files(folder, lacks.rows, lacks.questions)
    return {
        path: replace(lacks, rows=rows, questions=asked) for path, (rows, asked) in files.items()
    }


def _json(lacks: _Lacks, asked: bool | None) -> str:
    """The list of the gaps; of the questions where they alone are asked for."""
    from drafter.filling.form import to_json
    from drafter.filling.question_form import questions_json

    return questions_json(lacks.questions) if asked else to_json(lacks.rows)


def _write(output: Path, lacks: _Lacks, asked: bool | None, *, divided: bool) -> None:
    from drafter.files import write_whole
    from drafter.filling.form import to_markdown, to_workbook

    match output.suffix.lower():
        case ".json":
            content = _json(lacks, asked).encode()
        case ".md":
            text = to_markdown(lacks.rows, lacks.head, lacks.questions, divided=divided)
            content = text.encode()
        case _:
            content = to_workbook(lacks.rows, lacks.head, lacks.questions, divided=divided)
    write_whole(output, content)


def _gaps(report: Path, due: str, assigned: dict[str, str], *, indexed: bool) -> _Lacks:
    """What a draft lacks, or a masked report, whose notes nobody has to ask for."""
    from drafter.filling.form import letter
    from drafter.filling.form_sheet import Letter
    from drafter.settings import load_settings

    if report.suffix.lower() == ".json":
        from drafter.writing.assembly import gap_rows_of

        draft, rows = gap_rows_of(
            report, load_settings(), assigned=assigned, indexed=indexed, say=warn
        )
        questions = [
            replace(question, division=assigned.get(question.id, question.division))
            for question in (*questions_to(draft), *rewordings_to(draft))
        ]
        return _Lacks(letter(draft.brief, due), rows, questions)
    from drafter.filling.rows import template_rows
    from drafter.filling.template_files import read_sheet
    from drafter.filling.unmask_report import template_gaps

    sheet = read_sheet(report)
    head = Letter(sheet.report.title or report.stem, "", due)
    rows = template_rows(template_gaps(sheet.rows), assigned, dict(load_settings().divisions))
    return _Lacks(head, rows, [])


def _assigned(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    from drafter.filling.answers import read_answers

    return dict(read_answers(file).divisions)


def _list(rows: "list[Row]", *, divided: bool) -> None:
    """Print the open gaps below their sections, or the divisions that are to answer.

    What is withheld comes last.
    """
    from drafter.facts.placeholders import withheld_called

    above = ""
    for row in sorted(rows, key=lambda row: (row.withheld, row.division if divided else "")):
        head = (row.division or t("form.nobody")) if divided else row.number + row.section
        head = t("form.withheld") if row.withheld else head
        if head != above:
            typer.echo(head)
            above = head
        right = t("form.restore", right=row.gap.restore) if row.gap.restore else ""
        last = t("form.last", last=row.last) if row.last else ""
        what = withheld_called(row.gap.text) + "  " if row.withheld else ""
        typer.echo(f"  {row.gap.id:<6} {what}{row.marked}{right}{last}")


def _total(lacks: _Lacks, asked: bool | None) -> None:
    """Tell how many gaps are open and how many questions are asked, and what to run next."""
    if not asked:
        still = [row for row in lacks.rows if row.value is None]
        warn(_gaps_told(still, len(lacks.rows)))
    wordings = sum(question.kind == "wording" for question in lacks.questions)
    if asked is not False:
        if told := len(lacks.questions) - wordings:
            warn(t("cli.gaps.asked", count=told))
        if wordings:
            warn(t("cli.gaps.wordings", count=wordings))


def _gaps_told(still: "list[Row]", count: int) -> str:
    """How many gaps are open, of which kinds, and how many are not."""
    missing = [row for row in still if not row.withheld]
    withheld = len(still) - len(missing)
    told = t("cli.gaps.withheld", count=withheld) if withheld else ""
    if not missing:
        return t("cli.gaps.none") + told
    counts = Counter(row.gap.kind for row in missing)
    kinds = "、".join(t(f"gap.kind.{kind}") + str(n) for kind, n in counts.most_common())
    done = count - len(still)
    return t("cli.gaps.total", count=len(missing), kinds=kinds, done=done) + told
