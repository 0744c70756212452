"""A writer that asks for a whole section at once, whatever model is behind it.

Whatever goes wrong with the text is left to the proof.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.facts.personal_data import find_personal
from drafter.messages import t
from drafter.ports import LEAD, Answer, Journal, Refusal, SecondReader, Task
from drafter.proof.joined import ids_of
from drafter.records import Author, PlanItem
from drafter.writing.answer_forms import Understood, understood
from drafter.writing.bullet_lines import BulletLine, bullet_lines, joined_line, without_tokens
from drafter.writing.model_writer import Asked, ModelWriter, Params, answer_of
from drafter.writing.prompts import Messages, Prompt, Prompts
from drafter.writing.second_reader import ModelReader

TEMPERATURES = (0.3, 0.6)  # first attempt, and repairs: a repair that repeats itself is useless


class SectionWriter(ModelWriter):
    """A writer that sends one request for all bullets of a task and reads the lines of its section.

    A prompt with a phone or ID-card number is not sent: its bullets stay without an answer.
    """

    wants_passages: Mapping[str, int] = {"report": 3, "policy": 2}

    def __init__(self, model: str, *, prompts: Prompts, journal: Journal) -> None:
        super().__init__(model, journal)
        self._prompts = prompts
        self._first = prompts.load("section")
        self._repair = prompts.load("repair")

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield the answers, a fault for a bullet where none could be read of what the model said.

        The request's cost is on its first answer. Nothing is yielded where it said nothing at all.
        """
        lines = bullet_lines(task)
        prompt = self._repair if task.attempt else self._first
        messages = _messages(prompt, task, lines)
        if any(find_personal(text) for _, text in messages):
            self.notices.append(t("writer.personal", section=_section(task)))
            return
        asked = self._ask(messages, _params(task))
        found = understood(asked[0].text, lines)
        if not found.texts and not (task.unled and found.lead):
            ended = asked[0].ended
            silent = f"writer.silent.{ended}" if ended else "writer.silent"
            name = "writer.unreadable" if found.fault else silent
            self.notices.append(t(name, section=_section(task), model=self.model))
        if found.texts or found.fault or found.lead:
            yield from _answers(task, lines, found, asked, self._author(prompt))

    def second_reader(self) -> SecondReader:
        """The same model, asked otherwise."""
        return ModelReader(self._prompts.load("second_reader"), self._ask)


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
            "form": _form(lines),
            "lead": _refused_lead(task),
            "remark": without_tokens(task.remark),
            "turn": task.turn,
        }
    )


def _refused_lead(task: Task) -> Refusal | None:
    """The lead that is to be written again; a token that it had no right to is shown as it was."""
    refusal = task.unled
    if refusal is None:
        return None
    return Refusal(
        without_tokens(refusal.text), tuple(without_tokens(reason) for reason in refusal.reasons)
    )


def _passages(task: Task, shelf: str) -> list[str]:
    return [
        without_tokens(passage.masked)
        for passage in task.passages
        if passage.shelf == shelf and passage.masked.strip()
    ]


def _section(task: Task) -> str:
    return task.called or "-"


def _form(lines: Sequence[BulletLine]) -> str:
    """What was wrong with the form of the last answer as a whole; "" where single bullets were."""
    joined = (t("proof.joined"),)
    reasons = {line.reasons if not line.refused else () for line in lines}
    return "；".join(reasons.pop()) if len(reasons) == 1 and joined not in reasons else ""


def _answers(
    task: Task, lines: Sequence[BulletLine], found: Understood, asked: Asked, author: Author
) -> Iterator[Answer]:
    """The answers in the order in which the model put them, then those that are missing.

    A first answer tells how the section is put together; in a repair every bullet is by itself.
    """
    by_label = {line.label: line for line in lines}
    costs = [asked]
    for label, text in found.texts.items():
        line = joined_line([by_label[part] for part in ids_of(label)])
        marks = found.marks.get(label, "")
        item = PlanItem(ids_of(line.bullet.id), paragraph="段" in marks, listed="条" in marks)
        answer = answer_of(line.bullet.id, line.restored(text), author, costs)
        yield replace(answer, replayed=asked[1], item=None if task.attempt else item)
        costs = []
    if found.lead and (task.unled or len(task.bullets) > 1):
        yield replace(answer_of(LEAD, found.lead, author, costs), replayed=asked[1])
        costs = []
    answered = {part for label in found.texts for part in ids_of(label)}
    for line in lines:
        if line.label not in answered:
            answer = answer_of(line.bullet.id, "", author, costs)
            fault = found.fault or t("answer.missing")
            yield replace(answer, fault=fault, replayed=asked[1])
            costs = []
