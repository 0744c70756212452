"""What an author has answered, by the notes: a question that changed only beside them is answered.

Which notes of a section are asked for again depends on the proof, so that a change of the proof
makes another question of the same notes. Each note is then answered as it was before.
"""

import json
import re
from pathlib import Path

from drafter.ports import Request

_LINE = re.compile(r"^(?:【[段条]】)*【(B\d+|首)】(.+)$", re.MULTILINE)
_REFUSED_LEAD = re.compile("^【首】\n上次写的：", re.MULTILINE)
_TOKEN = re.compile(r"【F(\d+)((?:\|[^】]*)?)】")


class AnswerBook:
    """Answers in a file, a line each; what is added is appended at once."""

    def __init__(self, path: Path) -> None:
        """Read the file, where there is one."""
        self._path = path
        self._sections: dict[str, str] = {}
        self._notes: dict[tuple[int, str], str] = {}
        rows = path.read_text("utf-8").splitlines() if path.exists() else []
        for row in map(json.loads, rows):
            self._learn(row["attempt"], row["notes"], row["text"])

    def add(self, request: Request, text: str) -> None:
        attempt, notes = _attempt(request), _notes(request)
        self._learn(attempt, notes, text)
        row = {"attempt": attempt, "notes": notes, "text": text}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def answer(self, request: Request, *, first: bool) -> str:
        """An answer made of those to the same notes; "" where one is missing.

        first  a whole section may be answered so too; else only what is asked again, note by note
        """
        attempt, notes = _attempt(request), _notes(request)
        if not attempt:
            return self._sections.get(notes, "") if first else ""
        lines = _LINE.findall(notes)
        known = [self._notes.get((attempt, _from_one(note, note))) for _, note in lines]
        if not all(known):
            return ""
        return "\n".join(
            f"【{label}】{_renumbered(text or '', _numbers(note))}"
            for (label, note), text in zip(lines, known, strict=True)
        )

    def _learn(self, attempt: int, notes: str, text: str) -> None:
        if not attempt:
            self._sections[notes] = text
            return
        answers = dict(_LINE.findall(text))
        for label, note in _LINE.findall(notes):
            if label in answers:
                self._notes[attempt, _from_one(note, note)] = _from_one(answers[label], note)


def _attempt(request: Request) -> int:
    return int(dict(request.params)["attempt"])


def _notes(request: Request) -> str:
    """The lines of a request that are notes, with their labels, and a lead that was refused."""
    said = "\n".join(text for role, text in request.messages if role == "user")
    said = _REFUSED_LEAD.sub("【首】", said)
    return "\n".join(line[0] for line in _LINE.finditer(said))


def _numbers(note: str) -> list[str]:
    """The numbers of the tokens of a note, in their order."""
    return [number for number, _ in _TOKEN.findall(note)]


def _from_one(text: str, note: str) -> str:
    """A text in the tokens of a note, these numbered from 1 on."""
    places = {number: str(place) for place, number in enumerate(_numbers(note), 1)}
    return _TOKEN.sub(lambda token: f"【F{places.get(token[1], '0')}{token[2]}】", text)


def _renumbered(text: str, numbers: list[str]) -> str:
    """A text whose tokens are numbered from 1 on, in the tokens of a request."""
    return _TOKEN.sub(lambda token: f"【F{numbers[int(token[1]) - 1]}{token[2]}】", text)
