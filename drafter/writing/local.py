"""The writer that needs no network: a small GGUF model in this process."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from drafter.choices import provider_and_model
from drafter.documents.outline import RULES
from drafter.errors import EnvironmentFault, InputError
from drafter.extras import lacking, need
from drafter.messages import t
from drafter.ports import (
    LEAD,
    Answer,
    Journal,
    OpenJournal,
    Reply,
    Request,
    Task,
    TaskBullet,
    Writer,
)
from drafter.settings import Settings
from drafter.writing import local_leads, local_rewriting
from drafter.writing.gguf import LocalModel
from drafter.writing.local_grammar import sentence_grammar
from drafter.writing.model_catalogue import local_gguf
from drafter.writing.model_memory import too_large
from drafter.writing.model_writer import Asked, ModelWriter, Params, answer_of
from drafter.writing.prompts import Messages, Prompts

MannerName = Literal["plain", "rich"]

# The first turn is nearly greedy; every later one is freer and has its own seed.
_CALM, _FREE = 0.2, 0.6
_FIRST_SEED = 1
_TURN = 100  # seeds from one turn of a section to the next


class LocalWriter(ModelWriter):
    """Writes with a model on this machine: plain, the leads of sections; rich, stiff notes too.

    Everything else is the rules'. It remembers the leads of a document, which open differently:
    call `forget` between documents. The same tasks in the same order give the same requests, so a
    run can be replayed.
    """

    name = "local"

    def __init__(
        self,
        gguf: Path,
        *,
        manner: MannerName,
        prompts: Prompts,
        journal: Journal,
        threads: int | None = None,
    ) -> None:
        super().__init__(gguf.stem, journal)
        self.manner = manner
        self._prompts = prompts
        self._lead = prompts.load(local_leads.PROMPT)
        self._rewrite = prompts.load(local_rewriting.PROMPT)
        self._engine = LocalModel(gguf, threads=threads or min(4, os.cpu_count() or 2))
        self._leads: dict[str, str] = {}

    def ways(self) -> Sequence[Writer]:
        """Its own manner, then the other."""
        return (self, self.in_manner("plain" if self.manner == "rich" else "rich"))

    def in_manner(self, manner: MannerName) -> "LocalWriter":
        """The same model in this process, writing in another manner."""
        other = LocalWriter(
            self._engine.gguf, manner=manner, prompts=self._prompts, journal=self._journal
        )
        other._engine, other._leads = self._engine, self._leads
        return other

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield the lead, then the sentences in order; what is of no use is left to the rules.

        Raises ModelMissing, WriterError or ReplayMissing.
        """
        if task.remark:
            self.notices.append(t("redraft.small"))
        if not task.attempt and local_leads.wants_lead(task):
            yield from self._leading(task)
        bullets = {bullet.id: bullet for bullet in task.bullets}
        for id, worded in task.units.items():
            bullet = bullets.get(id)
            if bullet and self._rewrites(task, bullet, worded):
                yield self._rewritten(task, bullet, worded)
            else:
                yield answer_of(id, _ended(worded), RULES)

    def reply(self, request: Request) -> Reply:
        """What the model says to any question. Raises ModelMissing, WriterError."""
        return self._engine.reply(request)

    def forget(self) -> None:
        """Begin another document: its leads may open like those of the last."""
        self._leads.clear()

    def close(self) -> None:
        """Free the model."""
        self._engine.close()

    def _leading(self, task: Task) -> Iterator[Answer]:
        """The model's lead, where it is of use."""
        place = "/".join(task.headings)
        earlier = [lead for other, lead in self._leads.items() if other != place or task.turn]
        messages = self._lead.render_from(local_leads.lead_values(task))
        grammar = local_leads.lead_grammar_after(earlier)
        asked = self._ask_in_time(messages, self._params(task, grammar, local_leads.LIMIT))
        lead = asked[0].text.strip()
        examples = [text for _, text in messages[1:-1]]
        if local_leads.is_of_use(lead, task, earlier, examples):
            self._leads[place] = lead
        else:
            lead = ""
        yield answer_of(LEAD, lead, self._author(self._lead, self.manner), [asked])

    def _rewrites(self, task: Task, bullet: TaskBullet, worded: str) -> bool:
        # Of rewritings that were refused one in eight was proved at a second try, at the price of
        # all: the model is asked once.
        if self.manner != "rich" or task.attempt:
            return False
        return local_rewriting.wants_rewriting(bullet, worded)

    def _rewritten(self, task: Task, bullet: TaskBullet, worded: str) -> Answer:
        """The model's wording of a note; that of the rules where it is of no use."""
        messages = self._rewrite.render_from(local_rewriting.rewriting_values(task, bullet))
        grammar = sentence_grammar(bullet, task.part)
        asked = self._ask_in_time(messages, self._params(task, grammar, local_rewriting.LIMIT))
        words = asked[0].text.strip()
        if words == _ended(worded) or not local_rewriting.is_kept(words, bullet):
            return answer_of(bullet.id, _ended(worded), RULES, [asked])
        return answer_of(bullet.id, words, self._author(self._rewrite, self.manner), [asked])

    def _ask_in_time(self, messages: Messages, params: Params) -> Asked:
        """As `_ask`; an answer from the journal took no time."""
        reply, replayed = self._ask(messages, params)
        return (replace(reply, seconds=0.0) if replayed else reply), replayed

    def _params(self, task: Task, grammar: str, limit: int) -> Params:
        return (
            ("temperature", _FREE if task.turn else _CALM),
            ("seed", _FIRST_SEED + _TURN * task.turn),
            ("max_tokens", limit),
            ("grammar", grammar),
        )


def auto(settings: Settings) -> str:
    """Taken where the model that is named is a local one, or where there is the default one."""
    return "take" if settings.model else "try"


def ready(settings: Settings) -> bool:
    """Whether the model that the settings name is there, and the engine that runs it."""
    if provider_and_model(settings.model)[0] or lacking("local"):
        return False
    try:
        return bool(local_gguf(settings))
    except (EnvironmentFault, InputError):
        return False


def make(settings: Settings, journal: OpenJournal, *, replay: bool) -> LocalWriter:
    """The writer that the settings describe.

    Raises ExtraMissing where the engine is not installed, EnvironmentFault where there is no model,
    InputError where none of that name is known.
    """
    if provider_and_model(settings.model)[0]:
        remedy = t("model.local.remedy")
        raise InputError(t("model.local.not"), "model", value=settings.model, remedy=remedy)
    if not replay:
        need("local")
    gguf = local_gguf(settings, replay=replay)
    writer = LocalWriter(
        gguf,
        manner="rich" if settings.manner == "rich" else "plain",
        prompts=Prompts(settings.prompt_folders),
        journal=journal(),
        threads=settings.threads or None,
    )
    if not replay and (warning := too_large(gguf.stem, gguf.stat().st_size)):
        writer.notices.append(warning)
    return writer


def _ended(text: str) -> str:
    return text.rstrip("。") + "。"
