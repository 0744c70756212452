"""Recorded answers of an author who has no endpoint: questions out to a file, answers back in.

Each section of the cases is replayed. A question without a recorded answer is written down, unless
the author has answered the like before; who answers writes below its name in another file. A
section whose first answer is refused then has its next question.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.documents.withheld import NOTHING, withheld
from drafter.errors import ReplayMissing
from drafter.evaluation.cases import Case, read_cases
from drafter.evaluation.results import file_name
from drafter.evaluation.run import brief_of
from drafter.evaluation.variants import RECORDED, variants
from drafter.files import prepare_folder, write_whole
from drafter.ports import Reply, Request, Writer
from drafter.writing.jobs import jobs_of, worded
from drafter.writing.journal import key
from drafter.writing.proved_section import write_section
from drafter.writing.recording import Recording
from drafter.writing.tally import Tally
from drafter.writing.writers import choose_writer
from eval.answer_book import AnswerBook

GROUP = "remote"  # the cases that have recorded answers of a strong author
_ANSWERED = re.compile(r"^## ([0-9a-f]{12}).*\n((?:(?!## ).*\n?)*)", re.MULTILINE)
_NAME = 12  # characters of a key by which a question goes
_CHARACTERS = 1.5  # of a token, about, in Chinese text: nobody counted the tokens of these answers


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, on the cases of GROUP.

    answers  a file of answers, which need not be there; questions: where the open ones go
    again    first answers to the same notes are taken, though prompts have changed
    """

    cases: Path
    recordings: Path
    questions: Path
    answers: Path
    again: bool = False


class Asking(Recording):
    """A recording that keeps the questions it has no answer to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, replay=True)
        self.open: list[Request] = []

    def recall(self, request: Request) -> Reply | None:
        try:
            return super().recall(request)
        except ReplayMissing:
            self.open.append(request)
            raise


def ask(order: Order) -> int:
    """Record what is answered and write down the questions that are open; how many they are.

    Answers that are not asked for any more leave the recording. Raises InputError on bad cases.
    """
    (variant,) = variants(("openai",), (RECORDED,), replay=True)
    file = order.recordings / f"{file_name(variant.name)}.jsonl"
    book = AnswerBook(file.with_suffix(".book.jsonl"))
    given = _given(order.answers)
    cases = [case for case in read_cases(order.cases) if GROUP in case.groups]
    while True:
        recording = Asking(file)
        _replay(cases, choose_writer(variant.settings, lambda: recording, replay=True)[0])  # noqa: B023
        if not _record(recording, given, book, again=order.again):
            break
    if file.exists():
        recording.tidy(whole=not recording.open)
    prepare_folder(order.questions)
    write_whole(order.questions, "".join(_questions(recording.open)).encode())
    return len(recording.open)


def _replay(cases: Sequence[Case], writer: Writer) -> None:
    for case in cases:
        brief = withheld(brief_of(case), NOTHING)
        for job in worded(list(jobs_of(brief)), (), brief.period):
            try:
                write_section(job, brief, writer, Tally())
            except ReplayMissing:
                continue


def _record(recording: Asking, given: Mapping[str, str], book: AnswerBook, *, again: bool) -> int:
    """Record an answer to each open question that has one; how many have."""
    count = 0
    for request in recording.open:
        text = given.get(key(request)[:_NAME], "")
        if text:
            book.add(request, text)
        else:
            text = book.answer(request, first=again)
        if text:
            recording.keep(request, _reply(request, text))
            count += 1
    return count


def _given(answers: Path) -> dict[str, str]:
    """The answers of a file by the names of their questions."""
    text = answers.read_text("utf-8") if answers.exists() else ""
    found = {name: answer.strip() for name, answer in _ANSWERED.findall(text)}
    return {name: answer for name, answer in found.items() if answer}


def _reply(request: Request, text: str) -> Reply:
    asked = sum(len(said) for _, said in request.messages)
    return Reply(text, round(asked / _CHARACTERS), round(len(text) / _CHARACTERS), 0.0)


def _questions(requests: Sequence[Request]) -> Iterator[str]:
    """What an author has to read: how to write, once, then what to write."""
    told = {text for request in requests for role, text in request.messages if role == "system"}
    for text in sorted(told):
        yield f"# system\n{text}\n\n"
    for request in requests:
        said = "\n".join(text for role, text in request.messages if role != "system")
        yield f"## {key(request)[:_NAME]}\n{said}\n\n"
