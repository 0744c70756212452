"""Questions → what is read or sent: JSON, Markdown, sheets of the form."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from drafter.filling.form_sheet import FIRST, Cells, Letter, sheet_name, write_sheet
from drafter.filling.lacking import Lacking
from drafter.filling.questions import Question
from drafter.messages import t

_WIDTHS = {
    "id": 8, "section": 20, "note": 52, "question": 26, "division": 13, "value": 60, "remark": 16,
}  # fmt: skip
QUESTION_COLUMNS = tuple(_WIDTHS)
QUESTION_LOCKED = ("section", "note", "question")  # what an answer is an answer to


def question_contract(question: Question) -> dict[str, Any]:
    """A question as `drafter gaps --questions --json` writes it; see docs/placeholders.md."""
    return {
        "id": question.id,
        "kind": str(question.kind),
        "question": question.text,
        "section": question.heading,
        "note": question.note,
        "bullet": question.bullet,
        "line": question.line,
        "place": question.place,
        "division": question.division,
    }


def questions_json(questions: Iterable[Question]) -> str:
    listed = [question_contract(question) for question in questions]
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def questions_by_division(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """The questions to each division, those to nobody last."""
    divisions: dict[str, list[Question]] = {}
    for question in questions:
        divisions.setdefault(question.division, []).append(question)
    return dict(sorted(divisions.items(), key=lambda item: not item[0]))


def question_list(questions: Sequence[Question], *, divided: bool) -> Iterator[str]:
    """The lines of a list to print or to send; none where nothing is asked."""
    for words, asked in _kinds(questions):
        yield from (f"## {t(f'form.{words}')}", "")
        for division, some in _parts(asked, divided=divided).items():
            if divided:
                yield from (f"### {division or t('form.nobody')}", "")
            yield from map(_item, some)
            yield ""


def _kinds(questions: Sequence[Question]) -> Iterator[tuple[str, list[Question]]]:
    """The questions that stand together, each with the name of what is said of them."""
    wordings = [question for question in questions if question.kind is Lacking.WORDING]
    lacks = [question for question in questions if question.kind is not Lacking.WORDING]
    yield from (pair for pair in (("questions", lacks), ("wordings", wordings)) if pair[1])


def _parts(questions: Sequence[Question], *, divided: bool) -> dict[str, list[Question]]:
    return questions_by_division(questions) if divided else {"": list(questions)}


def _item(question: Question) -> str:
    about = question.number + question.heading + (f"；{question.note}" if question.note else "")
    return f"- [ ] {question.id} {question.text}（{about}）"


def add_questions(
    book: Any, questions: Sequence[Question], head: Letter, *, divided: bool
) -> list[list[str]]:
    """Add the sheets that ask them to a form; returns id and locked texts of each row."""
    for words, asked in _kinds(questions):
        for division, some in _parts(asked, divided=divided).items():
            called = t(f"form.{words}")
            if divided:
                called = t(f"form.{words}.of", division=division or t("form.nobody"))
            _write_rows(book.create_sheet(sheet_name(called, book.sheetnames)), some, head, words)
    return [
        [question.id, *(_cells_of(question)[name] for name in QUESTION_LOCKED)]
        for question in questions
    ]


def _cells_of(question: Question) -> Cells:
    return {
        "id": question.id,
        "section": question.number + question.heading,
        "note": question.note,
        "question": question.text,
        "division": question.division,
        "value": "",
        "remark": "",
    }


def _write_rows(sheet: Any, questions: Sequence[Question], head: Letter, words: str) -> None:
    title = t(f"form.{words}.title", title=head.title)
    how = t(f"form.{words}.how") + (t("form.due", due=head.due) if head.due else "")
    write_sheet(sheet, _WIDTHS, [_cells_of(question) for question in questions], title, how)
    for number in range(FIRST, FIRST + len(questions)):
        sheet.cell(number, QUESTION_COLUMNS.index("value") + 1).number_format = "@"
