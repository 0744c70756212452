"""A writer that asks for a whole section at once, whatever model is behind it.

Whatever goes wrong with the text is left to the proof.
"""

from collections.abc import Iterator, Mapping, Sequence

from drafter.facts.personal_data import find_personal
from drafter.messages import t
from drafter.ports import Answer, Journal, Task
from drafter.records import Author
from drafter.writing.bullet_lines import (
    BulletLine,
    bullet_lines,
    texts_by_label,
    without_tokens,
)
from drafter.writing.model_writer import Asked, ModelWriter, Params, answer_of
from drafter.writing.prompts import Messages, Prompt, Prompts

TEMPERATURES = (0.3, 0.6)  # first attempt, and repairs: a repair that repeats itself is useless


class SectionWriter(ModelWriter):
    """A writer that sends one request for all bullets of a task and reads a line for each.

    A prompt with a phone or ID-card number is not sent: its bullets stay without an answer.
    """

    wants_passages: Mapping[str, int] = {"report": 3, "policy": 2}

    def __init__(self, model: str, *, prompts: Prompts, journal: Journal) -> None:
        super().__init__(model, journal)
        self._first = prompts.load("section")
        self._repair = prompts.load("repair")

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield an answer for each bullet the model answered on a line of its own.

        The request's cost is on its first answer.
        """
        lines = bullet_lines(task)
        prompt = self._repair if task.attempt else self._first
        messages = _messages(prompt, task, lines)
        if any(find_personal(text) for _, text in messages):
            self.notices.append(t("writer.personal", section=_section(task)))
            return
        asked = self._ask(messages, _params(task))
        answers = list(_answers(lines, asked, self._author(prompt)))
        if not answers:
            name = "writer.unreadable" if asked[0].text.strip() else "writer.silent"
            self.notices.append(t(name, section=_section(task), model=self.model))
        yield from answers


def _params(task: Task) -> Params:
    """How a task is asked; `attempt` and `turn` only keep equal questions of a run apart."""
    again = task.attempt > 0 or task.turn > 0
    params: Params = (("temperature", TEMPERATURES[again]), ("attempt", task.attempt))
    return (*params, ("turn", task.turn)) if task.turn else params


def _messages(prompt: Prompt, task: Task, lines: Sequence[BulletLine]) -> Messages:
    return prompt.render_from(
        {
            "headings": [without_tokens(heading) for heading in task.headings],
            "part": task.part.value,
            "passages": _passages(task, "report"),
            "policies": _passages(task, "policy"),
            "bullets": lines,
            "remark": without_tokens(task.remark),
            "turn": task.turn,
        }
    )


def _passages(task: Task, shelf: str) -> list[str]:
    return [
        without_tokens(passage.masked)
        for passage in task.passages
        if passage.shelf == shelf and passage.masked.strip()
    ]


def _section(task: Task) -> str:
    return without_tokens(task.headings[-1]) if task.headings else "-"


def _answers(lines: Sequence[BulletLine], asked: Asked, author: Author) -> Iterator[Answer]:
    reply, replayed = asked
    texts = texts_by_label(reply.text)
    counted = False
    for line in lines:
        text = line.restored(texts.get(line.label, ""))
        if not text:
            continue
        if counted:
            yield Answer(line.bullet.id, text, author, replayed)
        else:
            yield answer_of(line.bullet.id, text, author, [asked])
            counted = True
