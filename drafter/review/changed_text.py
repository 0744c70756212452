"""What a changed sentence of a returned file comes to: values in place of masks, and wording."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.documents.report import view
from drafter.facts.numbering import strip_label
from drafter.records import Mark, Span
from drafter.review.clauses import SAME_SIGNS, same_words

_FIGURE = re.compile(r"\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in the place of a mask; span is of a text of the file."""

    gap: str
    text: str
    span: Span


def values_in(before: str, gaps: Sequence[Mark], after: str) -> Iterator[Value]:
    """What a text of the file has in the places where the draft has masks, or their values."""
    places = {mark.span: mark for mark in gaps}
    if not places:
        return
    shown = {before[slice(*span)] for span in places}
    ours, theirs = _tokens(before, shown), _tokens(after, shown)
    words = [before[slice(*span)] for span in ours], [after[slice(*span)] for span in theirs]
    for kind, i, m, k, n in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        inside = [(at - i, places[ours[at]]) for at in range(i, m) if ours[at] in places]
        if kind == "equal":
            found = [theirs[k + at] for at, _ in inside]
        else:
            found = _values(theirs[k:n], after, alone=len(inside) == m - i == 1)
        if len(found) == len(inside):
            for (_, mark), span in zip(inside, found, strict=True):
                yield Value(mark.id, after[slice(*span)].strip(), span)


def _values(tokens: Sequence[Span], text: str, *, alone: bool) -> list[Span]:
    """What may stand for masks: all of it where a mask alone was replaced, else the figures."""
    if alone and tokens:
        return [(tokens[0][0], tokens[-1][1])]
    return [span for span in tokens if _FIGURE.fullmatch(text[slice(*span)])]


def _tokens(text: str, whole: set[str]) -> list[Span]:
    """Spans that cover a text: masks, values and figures whole, every other character alone."""
    named = "|".join(re.escape(one) for one in sorted(whole, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\d.])(?:{named})(?![\d.]*\d)|{_FIGURE.pattern}|.", re.DOTALL)
    return [found.span() for found in pattern.finditer(text)]


def with_masks(text: str, values: Iterable[Value], masks: Mapping[str, str]) -> str:
    """A text of the file with masks in the places of the values."""
    for value in sorted(values, key=lambda one: one.span, reverse=True):
        start, end = value.span
        text = text[:start] + masks[value.gap] + text[end:]
    return text


def kept_as_printed(before: str, after: str) -> str:
    """A text of the file in which all that was not changed is spelt as the draft spells it."""
    pieces = []
    for kind, i, m, k, n in changes_between(before, after):
        if kind == "equal" or (not after[k:n].strip() and not before[i:m].strip()):
            pieces.append(before[i:m])
        else:
            pieces.append(after[k:n])
    return "".join(pieces).strip()


def changes_between(before: str, after: str) -> Sequence[tuple[str, int, int, int, int]]:
    """How one text becomes another, in difflib's words; widths of signs and quotes are alike."""
    return SequenceMatcher(None, _as_long(before), _as_long(after), autojunk=False).get_opcodes()


def _as_long(text: str) -> str:
    return view(text).translate(SAME_SIGNS)


def labelled(text: str, label: str, before: str) -> tuple[str, str]:
    """The label that a sentence of the file has, and its text.

    label, before  those of the draft: what opens with 一是 there without a label has none here
    """
    bare = text.strip()
    if label and bare.startswith(label):
        return label, bare[len(label) :].strip()
    words = strip_label(bare)
    own = bare[: len(bare) - len(words)]
    if not label and strip_label(before) != before:
        return "", bare
    return own, words


def is_same(before: str, after: str) -> bool:
    return same_words(before) == same_words(after)
