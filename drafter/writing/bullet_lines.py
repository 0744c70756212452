"""The bullets of a task as one request has them, a labelled line each.

Bullets are relabelled 【B1】… and their tokens renumbered over the request, so equal tasks make
equal requests and no two bullets share a token. A token tells its kind: 【F1|时间】.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.ports import Refusal, Task, TaskBullet
from drafter.proof.tokens import TOKEN

_BRACKETED = re.compile(r"【[^】\n]*】")
_FENCE = re.compile(r"<<<|>>>")
_FOREIGN = "【F0】"  # bullets number their tokens from 1, so this is never one of theirs
_NOT_REFUSED = Refusal("", ())


@dataclass(frozen=True, slots=True)
class BulletLine:
    """A bullet as the request has it, in the request's tokens.

    masked    the note
    refused   its last answer, "" where there was none that could be read
    reasons   why it is no good
    numbers   number of a token in the bullet → its number in the request
    """

    label: str
    bullet: TaskBullet
    masked: str
    refused: str
    reasons: tuple[str, ...]
    numbers: Mapping[int, int]

    @property
    def tokens(self) -> list[str]:
        """Its tokens as answers have them, sorted."""
        return sorted(f"【F{number}】" for number in self.numbers.values())

    def restored(self, text: str) -> str:
        """`text` with the bullet's own token numbers; another bullet's token becomes 【F0】."""
        own = {there: here for here, there in self.numbers.items()}
        return TOKEN.sub(lambda token: _named(own.get(int(token[1]))), text)


def bullet_lines(task: Task) -> list[BulletLine]:
    """A line for each bullet of the task, in order."""
    lines: list[BulletLine] = []
    used = 0
    for place, bullet in enumerate(task.bullets, 1):
        own = sorted({int(token[1]) for token in TOKEN.finditer(bullet.masked)})
        numbers = {number: used + at for at, number in enumerate(own, 1)}
        used += len(numbers)
        shown = _shown(bullet, numbers)
        refusal = task.refused.get(bullet.id, _NOT_REFUSED)
        masked, refused, *reasons = (
            _with(shown, text) for text in (bullet.masked, refusal.text, *refusal.reasons)
        )
        line = BulletLine(f"B{place}", bullet, masked, refused, tuple(reasons), numbers)
        lines.append(line)
    return lines


def without_tokens(text: str) -> str:
    """Text beside the bullets, without anything that reads as a token of theirs or as our fence."""
    return _FENCE.sub("", _BRACKETED.sub("××", text)).strip()


def _shown(bullet: TaskBullet, numbers: Mapping[int, int]) -> dict[str, str]:
    """Token of the bullet → the token of the request, with its kind."""
    words = {token.name: token.word for token in bullet.tokens}
    names = {_named(number): there for number, there in numbers.items()}
    return {
        name: f"【F{there}|{words[name]}】" if words.get(name) else _named(there)
        for name, there in names.items()
    }


def _with(shown: Mapping[str, str], text: str) -> str:
    return TOKEN.sub(lambda token: shown.get(token[0], _FOREIGN), text)


def _named(number: int | None) -> str:
    return _FOREIGN if number is None else f"【F{number}】"
