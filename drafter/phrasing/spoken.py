"""Spoken words and telegraphic stubs of a note become written ones: 花了86万元 is 投入86万元."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from drafter.phrasing.forms import forms
from drafter.phrasing.note import Note
from drafter.phrasing.plan_words import verbs
from drafter.phrasing.shape import Shape, shape_of
from drafter.phrasing.word_lists import any_of, pairs_in, words_in
from drafter.proof.clauses import HAN
from drafter.proof.word_reading import tagged
from drafter.records import Part, Span

_QUOTED = re.compile("“[^”]*”")
_NOT = frozenset({"没", "没有"})
_YET = ("还", "尚")  # before 没: 尚未
_DEEDS = frozenset({"v", "vi"})
_HOW = frozenset({"d", "ad"})
_ENDS = re.compile("$|[，；。]")
# Before what 已 is not said of again, or has no place: 将工资补齐.
_HAPPENED = re.compile("[已都均全刚又再将要就也才未不没给他其]$|[把将被让使给][^，；。：]*$")
_GLUED = re.compile("没[^有收法落事用完]")  # one word to the dictionary
_BEFORE_FIGURE = re.compile("[一-龥“”、]{0,10}[\ue000-\ufaff]")


def in_writing(note: Note) -> Iterator[str]:
    """The note with its spoken words written: all of them, else all but one, else one alone."""
    shape = shape_of(note)
    by_word = _by_word(shape, told=note.part is not Part.PLANNED)
    return _written(shape, [*_by_form(shape, "spoken"), *by_word, *_by_kind(shape)])


def verbs_in_writing(note: Note) -> Iterator[str]:
    """The note with those of its verbs with 了 written that kept their places: 装了240盏."""
    shape = shape_of(note)
    return _written(shape, list(_by_form(shape, "spoken_verbs")))


def _written(shape: Shape, changes: Sequence[tuple[Span, str]]) -> Iterator[str]:
    ends = _ends(shape) if changes else frozenset[int]()
    quoted = [quote.span() for quote in _QUOTED.finditer(shape.text)]
    fitting = [
        ((start, end), written)
        for (start, end), written in changes
        if ends.issuperset((start, end)) and not any(a < end and start < b for a, b in quoted)
    ]
    choices = [fitting] if fitting else []
    if len(fitting) > 1:
        choices += [fitting[:at] + fitting[at + 1 :] for at in range(len(fitting))]
        choices += [[change] for change in fitting]
    for chosen in choices:
        yield shape.written(_changed(shape.text, chosen))


def _ends(shape: Shape) -> frozenset[int]:
    """Where no word of the text goes on; behind 没 too, which the dictionary glues to a verb."""
    ends = set(shape.word_ends())
    for run in HAN.finditer(shape.text):
        at = run.start()
        for word, _ in tagged(run[0]):
            ends |= {at + 1} if _GLUED.fullmatch(word) else set()
            at += len(word)
    return frozenset(ends)


def _by_form(shape: Shape, file: str) -> Iterator[tuple[Span, str]]:
    """Where the forms of a file stand in a text, and what is written there."""
    for form in forms(file):
        for found in form.clause.finditer(shape.text):
            if _counts(shape, found.end(), form.name):
                yield found.span(), found.expand(form.worded)


def _by_word(shape: Shape, *, told: bool) -> Iterator[tuple[Span, str]]:
    """Where spoken words stand that are written alike everywhere, and how they are.

    told  whether what has happened may be said to have: 材料报上去了 is 材料已上报
    """
    words, written = _words()
    for found in words.finditer(shape.text):
        has_happened = told and found[0] != found[1] and _ENDS.match(shape.text, found.end())
        open_before = not _HAPPENED.search(shape.text[: found.start()])
        already = "已" if has_happened and open_before else ""
        yield found.span(), already + written[found[1]]


def _by_kind(shape: Shape) -> Iterator[tuple[Span, str]]:
    """没 before a verb, and 了 between a verb and what it counts, by the dictionary's kinds."""
    for run in HAN.finditer(shape.text):
        at = run.start()
        words = tagged(run[0])
        for place, (word, _) in enumerate(words):
            end = at + len(word)
            behind = words[place + 1][0] if place + 1 < len(words) else ""
            if word in _NOT and _is_done(words[place + 1 :]):
                before = words[place - 1][0] if place else ""
                start = at - len(before) if before in _YET else at
                yield (start, end), "尚未" if before in _YET else "未"
            counted = behind == "了" and _BEFORE_FIGURE.match(shape.text, end + 1)
            if counted and len(word) > 1 and words[place][1][:1] == "v":
                yield (end, end + 1), ""
            at = end


def _is_done(words: Sequence[tuple[str, str]]) -> bool:
    """Whether words tell what is done, with an adverb before it at most: 真正压实."""
    verb, kind = next((pair for pair in words[:2] if pair[1] not in _HOW), ("", ""))
    return (kind in _DEEDS or verb in verbs()) and verb not in words_in("not_denied")


def _counts(shape: Shape, at: int, units: str) -> bool:
    """Whether the first fact from here on has one of the units; any will do where none is named."""
    token = next((shape.tokens[sign] for sign in shape.text[at:] if sign in shape.tokens), "")
    return not units or token.endswith(tuple(units.split(",")))


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """An expression for each spoken word that is written alike everywhere, and how it is."""
    written = {word: head for head, words in pairs_in("spoken_words") for word in words}
    return re.compile(f"({any_of(tuple(written))})了?"), written


def _changed(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    """The text with each span in its other words; of spans that meet the first, the longest."""
    pieces: list[str] = []
    at = 0
    for (start, end), written in sorted(changes, key=lambda change: (change[0][0], -change[0][1])):
        if start >= at:
            pieces += [text[at:start], written]
            at = end
    return "".join(pieces) + text[at:]
