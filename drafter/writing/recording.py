"""Recorded answers in a text file, a line each: what a repository keeps, so that a run can be replayed without a model.

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

    replay  take answers from it only; a question it has no answer to raises ReplayMissing, and is counted
    missing, used  how many questions had no answer; the keys of the answers that were asked for
    """

    def __init__(self, path: Path, *, replay: bool) -> None:
        """Read the file, where there is one. Raises InputError naming the line of what is no recording."""
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
        found = self._replies.get(name)
        if found is None and self.replay:
            self.missing += 1
            raise ReplayMissing(t("writer.replay", file=self.path, model=request.model))
        if found is not None:
            self.used.add(name)
        return found

    def keep(self, request: Request, reply: Reply) -> None:
        """Hold a new answer; it is appended at once, so that a run cut short loses nothing."""
        name = key(request)
        self._replies[name] = reply
        self.used.add(name)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(_line(name, reply))

    def tidy(self, *, whole: bool) -> int:
        """Write the file anew, sorted; where all was asked, without answers nobody asked for: how many they are."""
        kept = sorted(name for name in self._replies if name in self.used or not whole)
        gone = len(self._replies) - len(kept)
        write_whole(self.path, "".join(_line(name, self._replies[name]) for name in kept).encode())
        return gone


class Live:
    """No recording: every question is asked."""

    def recall(self, request: Request) -> Reply | None:
        return None

    def keep(self, request: Request, reply: Reply) -> None:
        return


def _line(name: str, reply: Reply) -> str:
    said = {
        "key": name,
        "text": reply.text,
        "tokens": [reply.prompt_tokens, reply.completion_tokens],
    }
    return json.dumps({**said, "seconds": round(reply.seconds, 2)}, ensure_ascii=False) + "\n"


def _read(path: Path) -> Iterator[tuple[str, Reply]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            one = json.loads(line)
            prompt, completion = one["tokens"]
            yield one["key"], Reply(one["text"], prompt, completion, one["seconds"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(t("eval.recording"), path, number, line[:60]) from error
