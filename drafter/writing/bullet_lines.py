"""The bullets of a task as one request has them, a labelled line each, and the lines of its answer.

Bullets are relabelled 【B1】… and their tokens renumbered over the request, so equal tasks make
equal requests and no two bullets share a token.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.ports import Task, TaskBullet

_TOKEN = re.compile(r"【\s*[FfＦ]\s*(\d+)\s*】")
_LABEL = re.compile(r"【\s*[BbＢ]\s*(\d+)\s*】")
_BRACKETED = re.compile(r"【[^】\n]*】")
_FENCE = re.compile(r"<<<|>>>")
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FOREIGN = "【F0】"  # bullets number their tokens from 1, so this is never one of theirs


@dataclass(frozen=True, slots=True)
class BulletLine:
    """A bullet as the request has it.

    masked, complaint  the note, and what is wrong with its last answer, in the request's tokens
    numbers            number of a token in the bullet → its number in the request
    """

    label: str
    bullet: TaskBullet
    masked: str
    complaint: str
    numbers: Mapping[int, int]

    def restored(self, text: str) -> str:
        """`text` with the bullet's own token numbers; another bullet's token becomes 【F0】."""
        return _renumbered(text, {there: here for here, there in self.numbers.items()})


def bullet_lines(task: Task) -> list[BulletLine]:
    """A line for each bullet of the task, in order."""
    lines: list[BulletLine] = []
    used = 0
    for place, bullet in enumerate(task.bullets, 1):
        own = sorted({int(token[1]) for token in _TOKEN.finditer(bullet.masked)})
        numbers = {number: used + at for at, number in enumerate(own, 1)}
        used += len(numbers)
        masked = _renumbered(bullet.masked, numbers)
        complaint = _renumbered(task.complaints.get(bullet.id, ""), numbers)
        lines.append(BulletLine(f"B{place}", bullet, masked, complaint, numbers))
    return lines


def texts_by_label(answer: str) -> dict[str, str]:
    """Label → text of its line.

    Of a label used twice the last line counts: models correct themselves.
    """
    pieces = _LABEL.split(_THOUGHT.sub("", answer))
    texts = {}
    for number, rest in zip(pieces[1::2], pieces[2::2], strict=True):
        text = rest.split("\n", 1)[0].strip(" \t\r\u3000：:*`")
        if text:
            texts[f"B{int(number)}"] = text
    return texts


def whole_lines(answer: str) -> str:
    """The answer without its last line, where that has no line break yet."""
    return answer[: answer.rfind("\n") + 1]


def has_whole_line(answer: str) -> bool:
    """Whether the line of at least one bullet is whole."""
    return bool(_LABEL.search(_THOUGHT.sub("", whole_lines(answer))))


def without_tokens(text: str) -> str:
    """Text beside the bullets, without anything that reads as a token of theirs or as our fence."""
    return _FENCE.sub("", _BRACKETED.sub("××", text)).strip()


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    def renumber(token: re.Match[str]) -> str:
        number = numbers.get(int(token[1]))
        return _FOREIGN if number is None else f"【F{number}】"

    return _TOKEN.sub(renumber, text)
