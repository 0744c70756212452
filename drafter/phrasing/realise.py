"""Words a note as an official sentence: one step after the other, each step proved.

A step offers texts; what the proof refuses is as if the step had not been. So no step can lose,
alter or add a fact, and a step that is wrong for a note costs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafter.phrasing.amounts import AMOUNTS
from drafter.phrasing.bare_topics import as_aspect, told_as_work
from drafter.phrasing.changes import CHANGES
from drafter.phrasing.dates_first import dated
from drafter.phrasing.deeds import DEEDS
from drafter.phrasing.hanging import with_its_topic
from drafter.phrasing.learned_verbs import with_learned_verb
from drafter.phrasing.linking import LINKS
from drafter.phrasing.note import Note, Step
from drafter.phrasing.objects import SPOKEN
from drafter.phrasing.parallel import SHARED
from drafter.phrasing.plans import also_in_mood, in_mood, verb_of_plan
from drafter.phrasing.problems import as_problem
from drafter.phrasing.rates import RATES
from drafter.phrasing.spoken import in_writing, verbs_in_writing
from drafter.phrasing.topics import told_topic
from drafter.ports import TaskBullet
from drafter.proof.proof import complaints, is_too_long
from drafter.records import Bullet, Part

# Topics, spoken words and dates first: they make clauses. Verbs for bare deeds come before the
# mood of plans, which goes by the verb; rates and what links clauses come after it.
STEPS: tuple[Step, ...] = (
    told_topic,
    told_as_work,
    with_its_topic,
    in_writing,
    in_writing,  # what the first changes made room for: 娃娃打疫苗打了3.6万针
    dated,
    with_learned_verb,
    *SPOKEN,
    verbs_in_writing,
    *DEEDS,
    *SHARED,
    in_mood,
    verb_of_plan,
    also_in_mood,
    *AMOUNTS,
    *RATES,
    *CHANGES,
    as_problem,
    *LINKS,
)

# A note with others below it opens their list, and one that is a part of another's figure counts
# what that one has told: 预防养护64公里：G241线28公里；县乡道36公里.
OPENING: tuple[Step, ...] = (
    as_aspect,
    in_writing,
    with_learned_verb,
    *SPOKEN,
    verbs_in_writing,
    *DEEDS,
    *SHARED,
    *AMOUNTS,
    *RATES,
)
PARTS: tuple[Step, ...] = tuple(step for step in STEPS if step not in (*DEEDS, *SHARED))


def realised(
    bullet: Bullet,
    base: TaskBullet,
    part: Part,
    known: str = "",
    steps: Sequence[Step] = STEPS,
    text: str = "",
    learned: Mapping[str, tuple[str, ...]] | None = None,
) -> str:
    """The note as a sentence without end mark, tokens in place; `base.masked` where no step fits,
    and of a note that is too long to be proved.

    base, known  as in `proof.complaints`
    learned      as in `Note`
    text         how it is worded already, and proved; "" for the note as it stands
    """
    if is_too_long(bullet.text):
        return base.masked
    note = Note(bullet, base, text or base.masked, part, known, learned or {})
    for step in steps:
        note = replace(note, text=_first_proved(note, step))
    return note.text


def is_proved(note: Note, text: str) -> bool:
    """Whether a text may stand for the note."""
    return not complaints(note.bullet, note.base, text, note.part, note.known)


def _first_proved(note: Note, step: Step) -> str:
    offered = (text for text in step(note) if text != note.text)
    return next((text for text in offered if is_proved(note, text)), note.text)
