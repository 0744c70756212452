"""drafter gaps: what a draft lacks, for whom, and the forms that ask for it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from drafter.documents.draft_file import read_draft
from drafter.files import write_whole
from drafter.filling.answers import read_answers
from drafter.filling.form import letter, to_json, to_markdown, to_workbook
from drafter.filling.form_sheet import Letter
from drafter.filling.question_form import questions_json
from drafter.filling.questions import Question
from drafter.filling.rows import Row, template_rows
from drafter.messages import t
from drafter.records import Draft
from drafter.settings import load_settings
from drafter.tasks.gaps_divided import form_files
from drafter.tasks.length_told import questions_to, rewordings_to
from drafter.tasks.telling import Warn, writing


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a draft lacks: its gaps, what its notes do not tell, and which are to be reworded."""

    head: Letter
    rows: list[Row]
    questions: list[Question]

    def wanted(self, asked: bool | None, *, filled: bool = False) -> "Lacks":
        """What is to be listed; `asked` True is questions alone, False is gaps alone."""
        rows = [] if asked else [row for row in self.rows if filled or row.value is None]
        return replace(self, rows=rows, questions=[] if asked is False else self.questions)


def lacks_of(
    report: Path, warn: Warn, *, due: str = "", assigned: Path | None = None, indexed: bool = True
) -> Lacks:
    """What a draft lacks, or a masked report, whose notes nobody has to ask for.

    assigned  a form in which somebody wrote who answers what
    """
    named = dict(read_answers(assigned).divisions) if assigned else {}
    if report.suffix.lower() == ".json":
        return lacks_of_draft(read_draft(report), warn, due=due, assigned=named, indexed=indexed)
    from drafter.filling.template_files import read_sheet
    from drafter.filling.unmask_report import template_gaps

    sheet = read_sheet(report)
    head = Letter(sheet.report.title or report.stem, "", due)
    rows = template_rows(template_gaps(sheet.rows), named, dict(load_settings().divisions))
    return Lacks(head, rows, [])


def lacks_of_draft(
    draft: Draft,
    warn: Warn,
    *,
    due: str = "",
    assigned: Mapping[str, str] = MappingProxyType({}),
    indexed: bool = True,
) -> Lacks:
    """What a draft lacks.

    assigned  gap or question → division, before what the notes and the settings say
    """
    from drafter.writing.assembly import gap_rows_of

    rows = gap_rows_of(draft, load_settings(), assigned=assigned, indexed=indexed, say=warn)
    questions = [
        replace(question, division=assigned.get(question.id, question.division))
        for question in (*questions_to(draft), *rewordings_to(draft))
    ]
    return Lacks(letter(draft.brief, due), rows, questions)


def write_forms(
    output: Path, lacks: Lacks, asked: bool | None, warn: Warn, *, by_division: bool, force: bool
) -> list[Path]:
    """Write the form, or into a folder one for each division; nothing is written over."""
    folder = by_division and (output.is_dir() or not output.suffix)
    parts = _divided(output, lacks) if folder else {output: lacks}
    with writing(*parts, warn=warn, force=force):
        for path, part in parts.items():
            write_whole(path, form_of(part, path.suffix, asked, divided=by_division))
    return list(parts)


def listing(lacks: Lacks, asked: bool | None) -> str:
    """The list of the gaps for programs; of the questions where they alone are asked for."""
    return questions_json(lacks.questions) if asked else to_json(lacks.rows)


def totals(lacks: Lacks, asked: bool | None) -> Iterator[str]:
    """How many gaps are open and how many questions are asked, and what to run next."""
    if not asked:
        still = [row for row in lacks.rows if row.value is None]
        yield _gaps_told(still, len(lacks.rows))
    wordings = sum(question.kind == "wording" for question in lacks.questions)
    if asked is not False:
        if told := len(lacks.questions) - wordings:
            yield t("cli.gaps.asked", count=told)
        if wordings:
            yield t("cli.gaps.wordings", count=wordings)


def _divided(folder: Path, lacks: Lacks) -> dict[Path, Lacks]:
    """A form for each division, in a folder."""
    files = form_files(folder, lacks.rows, lacks.questions)
    return {
        path: replace(lacks, rows=rows, questions=asked) for path, (rows, asked) in files.items()
    }


def form_of(lacks: Lacks, suffix: str, asked: bool | None = None, *, divided: bool) -> bytes:
    """What a form holds in the format of a suffix; divided: a sheet or part for each division."""
    match suffix.lower():
        case ".json":
            return listing(lacks, asked).encode()
        case ".md":
            text = to_markdown(lacks.rows, lacks.head, lacks.questions, divided=divided)
            return text.encode()
        case _:
            return to_workbook(lacks.rows, lacks.head, lacks.questions, divided=divided)


def _gaps_told(still: list[Row], count: int) -> str:
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
