"""A second reader: a model that reads proved answers beside their notes, and can only object.

It sees what a writer sees: tokens for all facts. It says 无, or what words it objects to, a line
【B3】“…” for each bullet. A reply in any other form is of no use, and nothing is refused for it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from drafter.messages import t
from drafter.ports import Objections, Task
from drafter.proof.tokens import TOKEN
from drafter.writing.answer_forms import in_one_form
from drafter.writing.bullet_lines import BulletLine, bullet_lines, without_tokens
from drafter.writing.model_writer import Asked, Params
from drafter.writing.prompts import Messages, Prompt

_PARAMS: Params = (("temperature", 0.0),)
_QUOTE = r"“(?:[^“”]|“[^“”]*”)+”|\"[^\"]+\"|「[^「」]+」"
# Behind a colon or a bracket may stand why: what is quoted there is of the note.
_LINE = re.compile(
    rf"[-*•\s]*【(B\d+)】[*\s：:]*(?:无|((?:(?:{_QUOTE})[、，,；;\s]*)+)(?:[：:（(].*)?)[。.]?"
)
_NOTHING = re.compile(r"无[。.]?")


class ModelReader:
    """Implements ports.SecondReader: one question a task, put to a model by `ask`."""

    def __init__(self, prompt: Prompt, ask: Callable[[Messages, Params], Asked]) -> None:
        self._prompt = prompt
        self._ask = ask

    def read(self, task: Task, answers: Mapping[str, str]) -> Objections:
        """What the model objects to; see ports.SecondReader."""
        lines = bullet_lines(task)
        reply, replayed = self._ask(_messages(self._prompt, task, lines, answers), _PARAMS)
        quotes = _quotes(reply.text, {line.label for line in lines})
        said = t("second_reader.unreadable" if reply.text.strip() else "second_reader.silent")
        return Objections(
            quotes=_heard(quotes or {}, lines, answers),
            fault=said if quotes is None else "",
            replayed=replayed,
            seconds=reply.seconds,
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
            cost=reply.cost,
        )


def _messages(
    prompt: Prompt, task: Task, lines: Sequence[BulletLine], answers: Mapping[str, str]
) -> Messages:
    bullets = [
        {"label": line.label, "note": line.masked, "answer": line.shown(answers[line.bullet.id])}
        for line in lines
    ]
    headings = [without_tokens(heading) for heading in task.headings]
    return prompt.render_from({"headings": headings, "part": task.part.value, "bullets": bullets})


def _quotes(reply: str, labels: set[str]) -> dict[str, list[str]] | None:
    """Label → what is quoted of its answer; None for a reply that has not the form."""
    rows = [row.strip() for row in in_one_form(reply).split("\n") if row.strip()]
    if len(rows) == 1 and _NOTHING.fullmatch(rows[0]):
        return {}
    quotes: dict[str, list[str]] = {}
    for row in rows:
        line = _LINE.fullmatch(row)
        if not line or line[1] not in labels:
            return None
        quotes.setdefault(line[1], []).extend(re.findall(_QUOTE, line[2] or ""))
    return quotes or None


def _heard(
    quotes: Mapping[str, Sequence[str]], lines: Sequence[BulletLine], answers: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Bullet → the quotes that are words of its answer, and not word for word in its note."""
    heard = {
        line.bullet.id: tuple(_words_beyond(line, quotes.get(line.label, ()), answers))
        for line in lines
    }
    return {bullet: words for bullet, words in heard.items() if words}


def _words_beyond(
    line: BulletLine, quotes: Sequence[str], answers: Mapping[str, str]
) -> Iterator[str]:
    for quote in dict.fromkeys(quotes):
        words = line.restored(quote[1:-1].strip("，。；、！ "))
        is_worded = re.search(r"\w", TOKEN.sub("", words))
        if is_worded and words in answers[line.bullet.id] and words not in line.bullet.masked:
            yield words
