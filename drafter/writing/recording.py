"""Recorded answers in a text file, a line each.

A repository keeps them so that a run can be replayed without a model.

The key is that of the whole request: another prompt, model or setting, and the recording is stale.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from drafter.errors import InputError, ReplayMissing
from drafter.files import write_whole
from drafter.messages import t
from drafter.ports import Reply, Request
from drafter.writing.journal import key


class Recording:
    """The answers of one file.

    replay  take answers from the file only; a question without one raises ReplayMissing
    missing, used  how many questions had no answer; the keys of the answers that were asked for
    """

    def __init__(self, path: Path, *, replay: bool) -> None:
        """Read the file, where there is one. Raises InputError naming a line that is no answer."""
        self.path = path
        self.replay = replay
        self.missing = 0
        self.used: set[str] = set()
        self._replies = dict(_read(path)) if path.exists() else {}

    @property
    def unused(self) -> int:
        """How many of the answers in the file nobody asked for."""
        return len(self._replies.keys() - self.used)

    def recall(self, request: Request) -> Reply | None:
        name = key(request)
        reply = self._replies.get(name)
        if reply is None and self.replay:
            self.missing += 1
            raise ReplayMissing(t("writer.replay", file=self.path, model=request.model))
        if reply is not None:
            self.used.add(name)
        return reply

    def keep(self, request: Request, reply: Reply) -> None:
        """Hold a new answer; it is appended at once, so that a run cut short loses nothing."""
        name = key(request)
        self._replies[name] = reply
        self.used.add(name)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(_line(name, reply))

    def tidy(self, *, whole: bool) -> int:
        """Write the file anew, sorted; there is none where nothing was asked.

        whole  everything was asked: answers that nobody asked for are left out; returns how many
        """
        kept = sorted(name for name in self._replies if name in self.used or not whole)
        gone = len(self._replies) - len(kept)
        if self._replies:
            lines = (_line(name, self._replies[name]) for name in kept)
            write_whole(self.path, "".join(lines).encode())
        return gone


class Live:
    """No recording: every question is asked."""

    def recall(self, request: Request) -> Reply | None:
        return None

    def keep(self, request: Request, reply: Reply) -> None:
        return


def _line(name: str, reply: Reply) -> str:
    row = {
        "key": name,
        "text": reply.text,
        "tokens": [reply.prompt_tokens, reply.completion_tokens],
        "seconds": round(reply.seconds, 2),
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[tuple[str, Reply]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            prompt, completion = row["tokens"]
            yield row["key"], Reply(row["text"], prompt, completion, row["seconds"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(t("eval.recording"), path, number, line[:60]) from error
