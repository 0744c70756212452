"""Answers put before the proof as text, with the values of their notes in the place of tokens."""

import re
from collections.abc import Sequence

from drafter.documents.note_text import compose
from drafter.proof.joined import joined_bullet
from drafter.proof.proof import complaints
from drafter.proof.tokens import mask_bullet, slots, tail
from drafter.records import Bullet, Part


def bullet(source: str, id: str = "B1") -> Bullet:
    text, facts, gaps = compose(source)
    return Bullet(id, text, source, 1, facts, gaps)


def refused(
    sources: str | Sequence[str], answer: str, part: Part = Part.DONE, known: str = ""
) -> str:
    """Why an answer is refused that has each value of its note, or notes joined, once; else ""."""
    each = [sources] if isinstance(sources, str) else sources
    note = joined_bullet([bullet(source, f"B{n}") for n, source in enumerate(each, 1)])
    reasons = complaints(note, mask_bullet(note), _with_tokens(note, answer), part, known)
    return "；".join(reason.for_model() for reason in reasons)


def _with_tokens(note: Bullet, answer: str) -> str:
    for number, slot in enumerate(slots(note), 1):
        value = re.escape(slot.text.removesuffix(tail(slot)))
        answer = re.sub(rf"(?<![\d.F]){value}(?![\d.】])", f"【F{number}】", answer, count=1)
    return answer
