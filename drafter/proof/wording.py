"""Judges the words of an answer: every word of the note kept, none added but what a list allows.

Both texts are read with their tokens. docs/promise.md tells what is judged, and what is not.
"""

from drafter.ports import TaskBullet
from drafter.proof import added_words as _added
from drafter.proof.clauses import packed
from drafter.proof.inventory import inventory
from drafter.proof.joined import JOINT, ids_of
from drafter.proof.joints import lent_deeds, lent_subjects, moved_dates
from drafter.proof.kept_words import lost_words, moved_tokens
from drafter.proof.leaning import moved_clauses
from drafter.proof.moods import moods_that_reach_further, pushed_ends
from drafter.proof.part_of_whole import unproved_relations
from drafter.proof.tokens import plain_unit, slots, without_brackets
from drafter.proof.word_reading import WordReading
from drafter.records import Bullet, Part


def word_reading(
    bullet: Bullet, base: TaskBullet, answer: str, part: Part, known: str
) -> WordReading:
    """An answer with every token once beside its note; known as in `proof.complaints`."""
    return WordReading(
        packed(without_brackets(base.masked, base.tokens)),
        packed(without_brackets(answer, base.tokens)),
        part,
        bullet.text,
        known,
        {packed(token.name): plain_unit(token) for token in base.tokens},
        {packed(f"【F{n}】"): slot for n, slot in enumerate(slots(bullet), 1)},
        inventory(),
        JOINT if len(ids_of(bullet.id)) > 1 else "",
    )


def changed_words(reading: WordReading) -> list[str]:
    """What the answer says otherwise than the note."""
    return [
        *lost_words(reading),
        *moved_tokens(reading),
        *lent_deeds(reading),
        *lent_subjects(reading),
        *moved_dates(reading),
        *moved_clauses(reading),
        *moods_that_reach_further(reading),
        *pushed_ends(reading),
        *_added.moved_qualifiers(reading),
        *_added.new_denials(reading),
        *unproved_relations(reading),
    ]


def added_words(reading: WordReading) -> list[str]:
    """What the answer says beyond the note."""
    return list(_added.added_words(reading))
