"""A sentence worded anew: where its facts and gaps stand now, and whose its words are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from drafter.facts.figures import read_facts, read_gaps
from drafter.records import Fact, Gap, Mark, Sentence, Span

_HELD = re.compile(r"[0-9A-Za-z.×%]")  # beside a figure or mask, one of these makes another of it
_WORD = re.compile(r"[^，。；：、！？（）“”‘’—\s]")
_LEAST = 2  # characters in a row that a text has from another


def placed_marks(before: Sentence, after: str, slots: Mapping[str, Fact | Gap]) -> list[Mark]:
    """The marks of a sentence where they stand in its new text.

    A mark whose text is gone is left out. Marks in stretches that stayed whole come first.
    """
    placed = _Placed(after)
    blocks = SequenceMatcher(None, before.text, after, autojunk=False).get_matching_blocks()
    left = [mark for mark in before.marks if not placed.put(mark.id, _moved(mark.span, blocks))]
    for mark in left:
        words = before.text[slice(*mark.span)]
        same_words = (match.span() for match in re.finditer(re.escape(words), after))
        same_value = _same_value(slots.get(mark.id), after)
        placed.put(mark.id, [*same_words, *same_value])
    return sorted(placed.marks, key=lambda mark: mark.span)


class _Placed:
    """Marks in a text, no two at one place."""

    def __init__(self, text: str) -> None:
        self.marks: list[Mark] = []
        self._text = text

    def put(self, name: str, spans: Iterable[Span]) -> bool:
        """Put a mark at the first of the spans that is free; whether there is one."""
        for span in spans:
            if self._is_free(span) and _stands_alone(self._text, span):
                self.marks.append(Mark(name, span))
                return True
        return False

    def _is_free(self, span: Span) -> bool:
        return all(span[1] <= mark.span[0] or mark.span[1] <= span[0] for mark in self.marks)


def _same_value(slot: Fact | Gap | None, text: str) -> list[Span]:
    """Where a text states the same fact in other words, or has the same gap."""
    if isinstance(slot, Fact):
        return [fact.span for fact in read_facts(text) if fact.key == slot.key]
    if slot is not None:
        return [gap.span for gap in read_gaps(text) if gap.text == slot.text]
    return []


def _moved(span: Span, blocks: Iterable[tuple[int, int, int]]) -> list[Span]:
    """Where a stretch went that stayed whole; nowhere, or in one place."""
    return [
        (b + span[0] - a, b + span[1] - a)
        for a, b, size in blocks
        if a <= span[0] and span[1] <= a + size and size
    ]


def _stands_alone(text: str, span: Span) -> bool:
    """Whether nothing beside a figure or mask makes another of it: 12 in 112."""
    start, end = span
    left = start > 0 and _HELD.match(text[start]) and _HELD.match(text[start - 1])
    right = end < len(text) and _HELD.match(text[end - 1]) and _HELD.match(text[end])
    return not left and not right


def origins_of(base: Sentence, text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of an edited text that are still the model's own words, and the reviewer's."""
    origin = ["hand"] * len(text)
    for a, b, size in SequenceMatcher(None, base.text, text, autojunk=False).get_matching_blocks():
        if size >= min(_LEAST, len(base.text)) or b + size == len(text):
            for n in range(size):
                own = any(start <= a + n < end for start, end in base.own)
                origin[b + n] = "own" if own else ""
    return _spans(text, origin, "own"), _spans(text, origin, "hand")


def _spans(text: str, origin: Sequence[str], wanted: str) -> tuple[Span, ...]:
    """The stretches of one origin, without marks at their ends; marks alone are nobody's words."""
    found: list[Span] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or origin[end] != origin[start]:
            words = list(_WORD.finditer(text, start, end)) if origin[start] == wanted else []
            if words:
                found.append((words[0].start(), words[-1].end()))
            start = end
    return tuple(found)
