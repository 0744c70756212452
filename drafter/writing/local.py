"""The writer that needs no network: a small GGUF model in this process, a call per bullet."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from drafter.documents.outline import RULES
from drafter.errors import EnvironmentFault
from drafter.messages import t
from drafter.ports import Answer, Journal, OpenJournal, Reply, Request, Task, TaskBullet, Writer
from drafter.settings import Settings
from drafter.writing.gguf import LocalModel
from drafter.writing.local_manners import MANNERS, MannerName, closing_of, repeats
from drafter.writing.model_file import QWEN_CODER, usable
from drafter.writing.model_writer import Asked, ModelWriter, Params, answer_of
from drafter.writing.prompts import Messages, Prompts

# The first try is nearly greedy; every later one, after a refusal or a repetition, is freer and has
# its own seed.
_CALM, _FREE = 0.2, 0.6
_FIRST_SEED = 1
_TURN = 100  # seeds from one turn of a section to the next


class LocalWriter(ModelWriter):
    """Writes with a model on this machine, in one of MANNERS.

    It remembers how the sentences of a document close, to ask again for one that repeats: call
    `forget` between documents. The same tasks in the same order give the same requests, so a run
    can be replayed. An answer without a word of the model's is the rules' (Author "rules").
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
        self._manner = MANNERS[manner]
        self._prompts = prompts
        self._prompt = prompts.load(self._manner.prompt)
        self._engine = LocalModel(gguf, threads=threads or min(4, os.cpu_count() or 2))
        self._closings: dict[str, str] = {}
        self._asked: dict[str, list[Asked]] = {}

    @property
    def manner(self) -> MannerName:
        return self._manner.name

    def ways(self) -> Sequence[Writer]:
        """Its own manner, then the other."""
        return (self, self.in_manner("plain" if self.manner == "rich" else "rich"))

    def in_manner(self, manner: MannerName) -> "LocalWriter":
        """The same model in this process, writing in another manner."""
        other = LocalWriter(
            self._engine.gguf, manner=manner, prompts=self._prompts, journal=self._journal
        )
        other._engine, other._closings = self._engine, self._closings
        return other

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield answers in order; a bullet whose answer is of no use is left out.

        Raises ModelMissing, WriterError or ReplayMissing.
        """
        if task.remark:
            self.notices.append(t("redraft.small"))
        bullets = {bullet.id: bullet for bullet in task.bullets}
        for place, (id, worded) in enumerate(task.units.items(), 1):
            bullet = bullets.get(id)
            if bullet is None or not self._manner.speaks(task, len(task.units) - place):
                yield answer_of(id, worded.rstrip("。") + "。", RULES)
            elif answer := self._answer(task, bullet):
                yield answer

    def reply(self, request: Request) -> Reply:
        """What the model says to any question. Raises ModelMissing, WriterError."""
        return self._engine.reply(request)

    def forget(self) -> None:
        """Begin another document: its sentences may close like those of the last."""
        self._closings.clear()

    def close(self) -> None:
        """Free the model."""
        self._engine.close()

    def _answer(self, task: Task, bullet: TaskBullet) -> Answer | None:
        """The model's answer, or the note as it stands where the model is not asked.

        Its cost is that of every try so far, told once.
        """
        asked = self._asked.setdefault(bullet.id, [])
        text, author = _unaltered(bullet), RULES
        if task.attempt < self._manner.asked and self._manner.fits(task.part, bullet):
            messages = self._prompt.render_from(self._manner.values(task, bullet))
            asked.append(self._ask_in_time(messages, self._params(task, bullet)))
            text = self._text(task, bullet, messages, asked[-1][0].text.strip())
            if not text:
                return None
            self._closings[bullet.id] = closing_of(text, bullet)
            if text != _unaltered(bullet):
                author = self._author(self._prompt, self.manner)
        del self._asked[bullet.id]
        return answer_of(bullet.id, text, author, asked)

    def _ask_in_time(self, messages: Messages, params: Params) -> Asked:
        """As `_ask`; an answer from the journal took no time."""
        reply, replayed = self._ask(messages, params)
        return (replace(reply, seconds=0.0) if replayed else reply), replayed

    def _params(self, task: Task, bullet: TaskBullet) -> Params:
        earlier = [closing for id, closing in self._closings.items() if closing and id != bullet.id]
        return (
            ("temperature", _FREE if task.attempt or task.turn else _CALM),
            ("seed", _FIRST_SEED + task.attempt + _TURN * task.turn),
            ("max_tokens", self._manner.limit),
            ("grammar", self._manner.grammar(task.part, bullet, earlier)),
        )

    def _text(self, task: Task, bullet: TaskBullet, messages: Messages, words: str) -> str:
        """The sentence these words make, "" where they are of no use or repeat others."""
        text, closing = self._manner.sentence(bullet, words)
        again = task.attempt or task.turn
        earlier = [other for id, other in self._closings.items() if id != bullet.id or again]
        examples = [example for _, example in messages[1:-1]]
        return "" if repeats(closing, bullet, earlier, examples) else text


def auto(settings: Settings) -> str:
    """Taken where the model is on this machine."""
    return "try"


def make(settings: Settings, journal: OpenJournal, *, replay: bool) -> LocalWriter:
    """The writer that the settings describe. Raises EnvironmentFault where there is no model."""
    gguf = settings.model
    if gguf is None:
        gguf = settings.models / QWEN_CODER.file if replay else usable(settings.models)
    elif not gguf.is_file() and not replay:
        raise EnvironmentFault(t("model.missing", file=gguf))
    return LocalWriter(
        gguf,
        manner="rich" if settings.manner == "rich" else "plain",
        prompts=Prompts(settings.prompt_folders),
        journal=journal(),
        threads=settings.threads or None,
    )


def _unaltered(bullet: TaskBullet) -> str:
    return bullet.masked.rstrip("。") + "。"
