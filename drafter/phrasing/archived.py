"""A section in the words of earlier documents, as far as they fit its notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.phrasing.archive import (
    Archive,
    MaskedSentence,
    masked_note,
    masked_sentence,
)
from drafter.phrasing.note import Note
from drafter.phrasing.realise import is_proved
from drafter.phrasing.refilled import Refilled, refilled
from drafter.ports import TaskBullet
from drafter.proof.clauses import cut, packed, tokens_of, unpacked
from drafter.proof.joined import joined_bullet, joined_task_bullet
from drafter.records import Bullet, Part, Section

_TOGETHER = 3  # neighbouring notes that one earlier sentence may state
_TRIED = 12  # texts of a note that are proved
_COMMA = "，"

Unit = tuple[Bullet, TaskBullet]
"""A bullet, or several joined into one, and the same as its writer sees it."""
Notes = Sequence[Unit]


@dataclass(frozen=True, slots=True)
class After:
    """A text worded after an earlier sentence, tokens in place and without end mark."""

    text: str
    passage: str


@dataclass(frozen=True, slots=True)
class Archived:
    """What of a section is worded after earlier documents.

    texts    id of a bullet, or of bullets joined → its text
    nearest  id of a bullet → the earlier sentence that says the like of it, as it stands there
    """

    texts: Mapping[str, After] = field(default_factory=dict)
    nearest: Mapping[str, str] = field(default_factory=dict)


def archived(section: Section, notes: Notes, known: str, archives: Sequence[Archive]) -> Archived:
    """Word a section after earlier documents: those of the first archive before the others'.

    notes, known  as in `section.word_section`
    """
    if not any(archive.sentences for archive in archives):
        return Archived()
    part = section.part
    texts: dict[str, After] = {}
    stated: set[str] = set()
    for group in _groups(section, notes):
        if stated.isdisjoint(bullet.id for bullet, _ in group) and (
            found := _after(group, part, known, archives)
        ):
            unit, after = found
            texts[unit] = after
            stated |= {bullet.id for bullet, _ in group}
    return Archived(texts, _nearest(notes, part, archives))


def _groups(section: Section, notes: Notes) -> Iterator[Notes]:
    """Neighbouring notes below one parent, then every note by itself."""
    by_id = {bullet.id: (bullet, base) for bullet, base in notes}
    for size in range(_TOGETHER, 1, -1):
        for brothers in _brothers(section.bullets):
            leaves = [by_id.get(bullet.id) for bullet in brothers]
            for at in range(len(leaves) - size + 1):
                if all(group := leaves[at : at + size]):
                    yield [one for one in group if one]
    yield from ([one] for one in notes)


def _brothers(bullets: Sequence[Bullet]) -> Iterator[Sequence[Bullet]]:
    yield bullets
    for bullet in bullets:
        if bullet.children:
            yield from _brothers(bullet.children)


def _after(
    group: Notes, part: Part, known: str, archives: Sequence[Archive]
) -> tuple[str, After] | None:
    """What notes read like after earlier sentences, with the id of what it states.

    Notes together only where one sentence states them all; one alone clause by clause, where no
    sentence has all of it.
    """
    bullet = joined_bullet([bullet for bullet, _ in group])
    base = joined_task_bullet([base for _, base in group])
    note = Note(bullet, base, base.masked, part, known)
    masked = masked_note(bullet, base)
    if len(group) > 1:
        found = _first_proved(note, masked, base.masked, archives, whole=True)
        return (bullet.id, After(found[0].text, found[1])) if found else None
    after: After | None = None
    stated: frozenset[str] = frozenset()
    asked = [base.masked, *(unpacked(piece.text) for piece in cut(masked.text) if piece.tokens)]
    for words in dict.fromkeys(asked):
        if words != base.masked and stated & frozenset(tokens_of(packed(words))):
            continue
        if found := _first_proved(note, masked, words, archives):
            made, passage = found
            stated |= made.stated
            masked = replace(masked, text=packed(made.text))
            after = After(made.text, after.passage if after else passage)
    return (bullet.id, after) if after else None


def _first_proved(
    note: Note,
    masked: MaskedSentence,
    words: str,
    archives: Sequence[Archive],
    *,
    whole: bool = False,
) -> tuple[Refilled, str] | None:
    """The text that states most of a note in earlier words and is proved, with its passage."""
    offered = [
        (made, sentence.passage)
        for archive in archives
        for sentence in archive.near(words, note.part)
        for made in refilled(masked, masked_sentence(sentence.text), whole=whole)
    ]
    best = sorted(offered, key=lambda pair: -len(pair[0].stated))
    return next((pair for pair in best[:_TRIED] if is_proved(note, pair[0].text)), None)


def _nearest(notes: Notes, part: Part, archives: Sequence[Archive]) -> dict[str, str]:
    near = {
        base.id: next((s for a in archives for s in a.near(base.masked, part, 1)), None)
        for _, base in notes
    }
    return {id: sentence.text for id, sentence in near.items() if sentence}
