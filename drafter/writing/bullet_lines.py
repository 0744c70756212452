"""The bullets of a task as one request has them, a labelled line each.

Bullets are relabelled 【B1】… and their tokens renumbered over the request, so equal tasks make
equal requests and no two bullets share a token. A token tells its kind: 【F1|时间】. What a
dictionary takes for a name though no reader did has a token too, for the request alone: the word
comes back with the answer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.ports import Refusal, Task, TaskBullet
from drafter.proof.joined import JOINT, joined_id, joined_task_bullet, joined_tokens
from drafter.proof.names_by_dictionary import names_by_dictionary
from drafter.proof.token_kinds import NAME
from drafter.proof.tokens import TOKEN
from drafter.proof.untold import READ, untold
from drafter.records import Span

_OF_REQUEST = re.compile(r"【F(\d+)(?:\|[^】]*)?】")
_QUOTED = re.compile("“([^“”]{2,})”")
_BRACKETED = re.compile(r"【[^】\n]*】")
_LEFT = re.compile(rf"\w[^{READ}]*\w")  # of a name, without the signs around it
_FENCE = re.compile(r"<<<|>>>")
_FOREIGN = "【F0】"  # bullets number their tokens from 1, so this is never one of theirs
_NOT_REFUSED = Refusal("", ())


@dataclass(frozen=True, slots=True)
class BulletLine:
    """A bullet as the request has it, in the request's tokens.

    masked    the note
    refused   its last answer, "" where there was none that could be read
    reasons   why it is no good
    meant     token of the request → what it stands for: a token of the bullet, or a word of it
    """

    label: str
    bullet: TaskBullet
    masked: str
    refused: str
    reasons: tuple[str, ...]
    meant: Mapping[str, str]

    @property
    def tokens(self) -> list[str]:
        """The tokens that an answer has to have, sorted."""
        return sorted(f"【F{token[1]}】" for token in _OF_REQUEST.finditer(self.masked))

    def shown(self, text: str) -> str:
        """A text in the bullet's own tokens as the request has it."""
        return _shown(self.bullet, self.meant, text)

    def restored(self, text: str) -> str:
        """`text` as the proof reads it; another bullet's token becomes 【F0】."""
        return TOKEN.sub(lambda token: self.meant.get(token[0], _FOREIGN), text)


def bullet_lines(task: Task) -> list[BulletLine]:
    """A line for each bullet of the task, in order."""
    lines: list[BulletLine] = []
    used = 0
    for place, bullet in enumerate(task.bullets, 1):
        hidden = dict.fromkeys(piece for piece, is_hidden in _pieces(bullet) if is_hidden)
        meant = {f"【F{used + at}】": name for at, name in enumerate(hidden, 1)}
        used += len(meant)
        refusal = task.refused.get(bullet.id, _NOT_REFUSED)
        line = BulletLine(
            label=f"B{place}",
            bullet=bullet,
            masked=_shown(bullet, meant, bullet.masked),
            refused=_shown(bullet, meant, refusal.text),
            reasons=tuple(_shown(bullet, meant, reason) for reason in refusal.reasons),
            meant=meant,
        )
        lines.append(line)
    return lines


def joined_line(lines: Sequence[BulletLine]) -> BulletLine:
    """The lines of several bullets as that of the bullets joined; its label is B4+B5."""
    if len(lines) == 1:
        return lines[0]
    bases = [line.bullet for line in lines]
    names = joined_tokens(bases)
    meant = {
        token: names.get((line.bullet.id, name), name)
        for line in lines
        for token, name in line.meant.items()
    }
    return BulletLine(
        label=joined_id([line.label for line in lines]),
        bullet=joined_task_bullet(bases),
        masked=JOINT.join(line.masked for line in lines),
        refused="",
        reasons=(),
        meant=meant,
    )


def without_tokens(text: str) -> str:
    """Text beside the bullets, without anything that reads as a token of theirs or as our fence."""
    return _FENCE.sub("", _BRACKETED.sub("××", text)).strip()


def _pieces(bullet: TaskBullet) -> Iterator[tuple[str, bool]]:
    """The note in pieces, and of each whether a token has to stand for it in a request."""
    units = {token.name: token.unit for token in bullet.tokens}
    at = 0
    for token in TOKEN.finditer(bullet.masked):
        yield from _words(bullet.masked, at, token.start())
        yield token[0], True
        at = token.end() + len(units.get(token[0], ""))
    yield from _words(bullet.masked, at, len(bullet.masked))


def _words(masked: str, at: int, end: int) -> Iterator[tuple[str, bool]]:
    """The words between two tokens; what stands before and behind tells which are a name."""
    for start, stop in _hidden(masked, at, end):
        yield masked[at:start], False
        yield masked[start:stop], True
        at = stop
    yield masked[at:end], False


def _hidden(masked: str, begin: int, end: int) -> Iterator[Span]:
    """What no reader found of persons, numbers and homes, each whole, in order.

    The dictionary adds what is left of its names. One character is none: it would be hidden in
    other words too.
    """
    read = TOKEN.sub(lambda token: READ * len(token[0]), masked)
    there = [(max(start, begin), min(stop, end)) for (start, stop), _ in untold(read)]
    left = masked[begin:end]
    for start, stop in there:
        if start < stop:
            left = left[: start - begin] + READ * (stop - start) + left[stop - begin :]
    for start, stop in names_by_dictionary(masked[begin:end]):
        there += (
            (begin + name.start(), begin + name.end()) for name in _LEFT.finditer(left, start, stop)
        )
    yield from sorted((start, stop) for start, stop in there if stop - start > 1)


def _shown(bullet: TaskBullet, meant: Mapping[str, str], text: str) -> str:
    """A text of the bullet as the request has it."""
    kinds = {token.name: token.word for token in bullet.tokens}
    there = {
        name: token.replace("】", f"|{kind}】") if (kind := kinds.get(name, NAME)) else token
        for token, name in meant.items()
    }
    words = sorted((name for name in there if not TOKEN.match(name)), key=len, reverse=True)
    for word in words:
        text = text.replace(word, there[word])
    # A complaint may quote the end of a word.
    text = _QUOTED.sub(
        lambda said: next((there[word] for word in words if said[1] in word), said[0]), text
    )
    return TOKEN.sub(lambda token: there.get(token[0], _FOREIGN), text)
