"""Who writes a case, and what scorers are shown of it."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from drafter.checks.layout import Page, check_page
from drafter.documents.draft_lines import plain_text
from drafter.documents.house_style import GB9704
from drafter.evaluation.cases import Case
from drafter.evaluation.scored_text import Subject, report_of
from drafter.evaluation.variants import Variant
from drafter.files import publication
from drafter.ports import Journal
from drafter.records import Brief, Draft, Finding
from drafter.retrieval.opening import open_index
from drafter.word.reading import read_word
from drafter.writing.outputs import write_outputs
from drafter.writing.pipeline import Tools, draft
from drafter.writing.recording import Live
from drafter.writing.writers import choose_writer


@dataclass(frozen=True, slots=True)
class Written:
    """What an author made of a case: the text, as scorers are shown it, and what it took.

    asked   answers of a model, recorded ones too
    cost    as the settings' prices make it, "" for none
    """

    subject: Subject
    text: str
    draft: Draft | None = None
    asked: int = 0
    tokens: int = 0
    cost: str = ""


Author = Callable[[Case, Brief], Written]
Authors = Callable[[Variant, Journal, bool], AbstractContextManager[Author]]
"""Gives the author for a variant; the flag says that answers come from the journal only."""


@contextmanager
def drafter_itself(variant: Variant, journal: Journal, replay: bool) -> Iterator[Author]:
    """Drafter with the settings of a variant, as a person would have it write.

    Raises EnvironmentFault where the writer cannot be had.
    """
    writer, _ = choose_writer(variant.settings, lambda: journal, replay=replay)
    searched = writer.wants_passages and isinstance(journal, Live)
    with open_index(variant.settings) if searched else nullcontext() as index:

        def write(case: Case, brief: Brief) -> Written:
            if hasattr(writer, "forget"):  # no case is written with another in mind
                writer.forget()
            made = draft(brief, Tools(writer, index))
            run = made.run
            return Written(
                subject_of(case, brief, made),
                plain_text(made),
                made,
                run.asked + run.replayed,
                run.prompt_tokens + run.completion_tokens,
                "" if run.cost is None else str(run.cost),
            )

        yield write


def subject_of(case: Case, brief: Brief, made: Draft, *, page: bool = True) -> Subject:
    """A draft as scorers judge it; with `page`, its Word file too."""
    shown = {name for sentence in made.all_sentences() for name in sentence.passages}
    passages = tuple(passage.text for passage in made.passages if passage.id in shown)
    findings = page_findings(made) if page else None
    return Subject(case, brief, report_of(made), made, findings, passages)


def page_findings(made: Draft) -> tuple[Finding, ...]:
    """What the rules on the page find in the Word file of a draft."""
    with tempfile.TemporaryDirectory() as scratch:
        with publication(()):  # gone before what the command writes is published
            (file, *_) = write_outputs(made, Path(scratch, "case.docx"))
        word = read_word(file)
    return tuple(check_page(Page(report_of(made), word.sheet, GB9704)))
