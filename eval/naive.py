"""The usual tutorial chain: notes and a passage in one prompt, figures as they are.

It is written as tutorials have it, on the same model and the same notes, so that it is measured
what the proof is worth.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, cast

from drafter.documents.report_text import read_text
from drafter.errors import InputError
from drafter.evaluation.authors import Author, Written
from drafter.evaluation.cases import Case
from drafter.evaluation.run import run_cases
from drafter.evaluation.scored_text import Subject
from drafter.evaluation.suites import Order, plan_of
from drafter.evaluation.variants import Variant
from drafter.ports import Journal, Reply, Request, Retriever
from drafter.records import Brief, Section
from drafter.retrieval.opening import open_index
from drafter.writing.journal import ask
from drafter.writing.pipeline import Progress
from drafter.writing.prompts import Prompt, Prompts
from drafter.writing.writers import choose_writer

PROMPTS = Path(__file__).parent / "prompts"
_LIMIT = 700  # tokens of an answer; 360 cut half of them
_PARAMS = (("max_tokens", _LIMIT), ("seed", 1), ("temperature", 0.7))


class AnyModel(Protocol):
    """A model that answers any question."""

    model: str

    def reply(self, request: Request) -> Reply: ...


def run_naive(order: Order, progress: Progress) -> None:
    """Have the chain write the cases. Raises InputError where the rules are asked for."""
    plan = plan_of(order)
    if "rules" in {variant.name for variant in plan.variants}:
        raise InputError(
            "the rules ask no model", "--writer", value="rules", remedy="local, openai"
        )
    chains = tuple(map(_chain, plan.variants))
    plan = replace(plan, variants=chains, suite="naive", authors=_naive_authors)
    run_cases(plan, order.output, progress=progress)


def _chain(variant: Variant) -> Variant:
    """The chain on the model of a variant, whatever its manner."""
    name = f"naive:{variant.name.partition('/')[0]}"
    return Variant(name, replace(variant.settings, prompts=PROMPTS))


@contextmanager
def _naive_authors(variant: Variant, journal: Journal, replay: bool) -> Iterator[Author]:
    writer, _ = choose_writer(variant.settings, lambda: journal, replay=replay)
    prompt = Prompts(variant.settings.prompt_folders).load("naive")
    with open_index(variant.settings) as index:
        yield Chain(cast(AnyModel, writer), prompt, journal, index).write


@dataclass(frozen=True, slots=True)
class Chain:
    """Each section with notes is asked for by itself, a passage beside it where one is found."""

    model: AnyModel
    prompt: Prompt
    journal: Journal
    index: Retriever

    def write(self, case: Case, brief: Brief) -> Written:
        rows = [f"# {brief.title}", brief.opening]
        passages: list[str] = []
        replies: list[Reply] = []
        for section in brief.all_sections():
            rows.append(f"{'#' * (section.level + 1)} {section.heading}")
            notes = [bullet.text for top in section.bullets for bullet in top.walk()]
            if not notes:
                continue
            found = self.index.search(f"{section.heading} {notes[0]}", limit=1)
            passages += (passage.text for passage in found)
            replies.append(self._reply(brief, section, notes, found[0].text if found else ""))
            rows.append(replies[-1].text.strip())
        text = "\n\n".join([*rows, brief.organization, brief.date])
        shown = tuple(dict.fromkeys(passages))
        subject = Subject(case, brief, read_text(text, markdown=True), passages=shown)
        tokens = sum(reply.prompt_tokens + reply.completion_tokens for reply in replies)
        return Written(subject, text, asked=len(replies), tokens=tokens)

    def _reply(self, brief: Brief, section: Section, notes: list[str], passage: str) -> Reply:
        messages = self.prompt.render(
            organization=brief.organization,
            title=brief.title,
            heading=section.heading,
            notes=notes,
            passage=passage,
        )
        request = Request("naive", self.model.model, messages, _PARAMS)
        reply, _ = ask(self.journal, request, self.model.reply)
        return reply
