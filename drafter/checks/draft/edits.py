"""What a reviewer wrote in the place of a sentence, against its notes.

Source: the promise (README).

Its figures are read by the rules on every sentence (FIG1xx, GAP1xx); here are its names, and its
sense.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.checks.draft.finding import finding
from drafter.documents.draft_headings import headings_now, headings_of_notes
from drafter.documents.draft_reviewed import changed_sentences, reviewed
from drafter.facts.figures import read_slots
from drafter.ports import TaskBullet
from drafter.proof.complaint import Complaint
from drafter.proof.facts_read import new_names, reading_complaints
from drafter.proof.joined import joined_bullet, joined_task_bullet
from drafter.proof.proof import sense_complaints, turned_complaints
from drafter.proof.tokens import mask_bullet, slots
from drafter.records import (
    Brief,
    Bullet,
    Draft,
    Fact,
    FactKind,
    Finding,
    Gap,
    Part,
    Sentence,
    Severity,
)


def new_names_of_edits(draft: Draft) -> Iterator[Finding]:
    """FIG105: a name that no note of the sentence states.

    Names are cut loosely, so a reviewer may answer for it.
    """
    for sentence, home in _changed(draft):
        for span in new_names(home.bullet, sentence.text, home.known):
            yield finding("FIG105", sentence.text[slice(*span)], sentence.id, span)
    base, now = headings_of_notes(draft), headings_now(draft)
    known = " ".join((*(one.text for one in base.values()), *_notes_of(draft)))
    for name, one in now.items():
        for span in new_names(_NONE, one.text, known) if one != base[name] else ():
            yield finding("FIG105", one.text[slice(*span)], name, span)


def _notes_of(draft: Draft) -> Iterator[str]:
    return (bullet.text for bullet in draft.brief.all_bullets())


def altered_sense(draft: Draft) -> Iterator[Finding]:
    """EDT101: the facts are right, but the proof that a writer has to pass has something to say.

    EDT102: what is said is another thing: two figures changed places, a qualifier, 拟 or 未 is lost
    or brought in. Somebody may answer for it.
    """
    for sentence, home in _changed(draft):
        answer = _in_tokens(sentence, home.bullet) if home.bullet is not _NONE else None
        if answer is None:
            continue  # where a fact is missing, that is reported
        base = home.base
        grave = turned_complaints(home.bullet, base, answer, home.part, home.known)
        if _keys(sentence.text) == _keys(home.bullet.text):  # else figures or gaps are reported
            grave += reading_complaints(home.bullet, answer)
        slight = [
            reason
            for reason in sense_complaints(home.bullet, base, answer, home.part, home.known)
            if reason not in grave
        ]
        yield from _complaints("EDT102", Severity.ERROR, grave, sentence, home.bullet)
        yield from _complaints("EDT101", Severity.WARNING, slight, sentence, home.bullet)


def is_judged(draft: Draft, sentence: str) -> bool:
    """Whether the words of a sentence that was changed are judged, not its facts alone.

    They are not where it states no note, or a fact of its note does not stand in it once.
    """
    homes = {one.id: (one, home.bullet) for one, home in _changed(draft)}
    one, bullet = homes.get(sentence, (None, _NONE))
    return one is not None and bullet is not _NONE and _in_tokens(one, bullet) is not None


def _complaints(
    code: str,
    severity: Severity,
    complaints: Sequence[Complaint],
    sentence: Sentence,
    bullet: Bullet,
) -> Iterator[Finding]:
    for complaint in complaints:
        reason = complaint.for_people(bullet)
        yield finding(code, reason, sentence.id, severity=severity, reason=reason)


_NONE = Bullet("", "", "", 0)  # of a sentence that states no note


@dataclass(frozen=True, slots=True)
class _Home:
    """Where the sentence comes from.

    base   the bullet as its writer saw it
    known  text whose names are no news
    """

    bullet: Bullet
    base: TaskBullet
    part: Part
    known: str


def _changed(draft: Draft) -> Iterator[tuple[Sentence, _Home]]:
    """What does not stand as it was drafted.

    What was taken from elsewhere may have been edited there.
    """
    changed = changed_sentences(draft)
    if not changed:
        return
    brief = draft.brief
    homes = dict(_homes(brief))
    front = f"{brief.organization} {brief.title} {brief.recipient} {brief.opening}"
    nowhere = _Home(_NONE, mask_bullet(_NONE), Part.OTHER, front)
    for sentence in reviewed(draft).all_sentences():
        if sentence.id in changed:
            yield sentence, _joined([homes[id] for id in sentence.bullets]) or nowhere


def _joined(homes: Sequence[_Home]) -> _Home | None:
    """Where a sentence comes from that states several bullets; None for none."""
    if len(homes) < 2:
        return homes[0] if homes else None
    bases = [home.base for home in homes]
    joined = joined_bullet([home.bullet for home in homes])
    return replace(homes[0], bullet=joined, base=joined_task_bullet(bases))


def _homes(brief: Brief) -> Iterator[tuple[str, _Home]]:
    front = f"{brief.organization} {brief.title} {brief.recipient}"
    for top in brief.preamble:
        for bullet in top.walk():
            yield bullet.id, _home(bullet, Part.OTHER, front)
    for section in brief.all_sections():
        known = f"{section.heading} {front}"
        for top in section.bullets:
            for bullet in top.walk():
                yield bullet.id, _home(bullet, section.part, known)


def _home(bullet: Bullet, part: Part, known: str) -> _Home:
    return _Home(bullet, mask_bullet(bullet), part, known)


def _keys(text: str) -> list[str]:
    slots = (
        slot
        for slot in read_slots(text)
        if slot.fact_kind is not FactKind.NAME or isinstance(slot, Gap)
    )
    return sorted(slot.key if isinstance(slot, Fact) else slot.text for slot in slots)


def _in_tokens(sentence: Sentence, bullet: Bullet) -> str | None:
    """The sentence with a token for each fact and gap.

    None where one of them does not stand in it once.
    """
    known = {slot.id: (f"【F{n}】", slot) for n, slot in enumerate(slots(bullet), 1)}
    marks = sorted(
        (mark for mark in sentence.marks if mark.id in known), key=lambda mark: mark.span
    )
    if sorted(mark.id for mark in marks) != sorted(known):
        return None
    pieces, at = [], 0
    for mark in marks:
        token, slot = known[mark.id]
        pieces += [
            sentence.text[at : mark.span[0]],
            token,
            slot.tail if isinstance(slot, Fact) else "",
        ]
        at = mark.span[1]
    return "".join(pieces) + sentence.text[at:]
