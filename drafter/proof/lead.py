"""Proves the lead of a section: a sentence that states nothing of its own (领起句)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.facts.figures import read_facts
from drafter.facts.unread import unread_figures
from drafter.messages import t
from drafter.ports import TaskBullet
from drafter.proof.added_words import is_lead
from drafter.proof.allowed_characters import strange, visible
from drafter.proof.clauses import clauses, packed, unpacked
from drafter.proof.complaint import Complaint
from drafter.proof.counted_lists import count_complaints
from drafter.proof.facts_read import name_complaints
from drafter.proof.glued_words import glued_words
from drafter.proof.joined import joined_bullet, joined_task_bullet
from drafter.proof.tokens import TOKEN
from drafter.proof.word_reading import WordReading
from drafter.proof.wording import word_reading
from drafter.records import Bullet, FactKind, Part

_LONGEST = 90  # characters
_NOUN = 8  # characters at most
# 等 behind a list that is not told to its end, before a word that says nothing of its own.
_GENERAL = "(?:重点|各项|方面)?(?:工作|方面|领域|环节|任务|事项|重点)"
_INDICATORS = re.compile("(.+)等(?:主要)?指标完成情况如下")
_ET_CETERA = re.compile(f"(?<=[\u4e00-\u9fff])等(?={_GENERAL}|$)")


def lead_complaints(
    lead: str, notes: Sequence[tuple[Bullet, TaskBullet]], part: Part, known: str
) -> list[Complaint]:
    """Why a sentence may not lead a section: it states a fact, or says what nothing gives.

    lead   without end mark
    notes  the bullets of the section, as they are and as writers see them
    known  the headings and the unit, whose words are no news
    """
    bullet, base = _joined(notes)
    complaints = [*map(Complaint, _figures(lead, base)), *name_complaints(bullet, lead, known)]
    return complaints or [*map(Complaint, _beyond(lead, bullet, base, part, known))]


def lead_faults(lead: str, notes: Sequence[tuple[Bullet, TaskBullet]], known: str) -> list[str]:
    """Why a lead that a person wrote may not stand: its words are his own, its facts are nobody's.

    Arguments as above; in words for people.
    """
    bullet, base = _joined(notes)
    names = (each.for_people(bullet) for each in name_complaints(bullet, lead, known))
    return [*_figures(lead, base), *names]


def _joined(notes: Sequence[tuple[Bullet, TaskBullet]]) -> tuple[Bullet, TaskBullet]:
    bullet = joined_bullet([bullet for bullet, _ in notes] or [Bullet("", "", "", 0)])
    return bullet, joined_task_bullet([base for _, base in notes] or [TaskBullet("", "")])


def _figures(lead: str, base: TaskBullet) -> Iterator[str]:
    if TOKEN.search(lead):
        yield t("proof.lead.token")
    if unread_figures(lead) or any(fact.kind is not FactKind.NAME for fact in read_facts(lead)):
        yield t("proof.lead.figure")
    if signs := strange(base, lead):
        yield t("proof.strange", text=visible(signs))
    if not lead.strip() or len(lead) > _LONGEST or "。" in lead:
        yield t("proof.lead.long", most=_LONGEST)


def _beyond(lead: str, bullet: Bullet, base: TaskBullet, part: Part, known: str) -> Iterator[str]:
    """The clauses that are no lead."""
    reading = word_reading(bullet, base, lead, part, known)
    for piece in clauses(packed(lead)):
        text = _without_subject(_ET_CETERA.sub("", piece.text), known)
        text = _without_deeds(reading, text)
        said = _is_said_before(reading, text) or _names_indicators(reading, piece.text)
        yield from (t("proof.word.added", words=word) for word in glued_words(reading, piece))
        if not said and not is_lead(reading, replace(piece, text=text, mark="，")):
            yield t("proof.word.added", words=unpacked(piece.text))
            yield from count_complaints(piece.text)


def _without_subject(text: str, known: str) -> str:
    """What a clause says of the unit that the notes are of: 某局围绕～ says 围绕～."""
    names = (name for name in known.split() if text.startswith(name) and text != name)
    return text.removeprefix(next(names, ""))


def _without_deeds(reading: WordReading, text: str) -> str:
    """The text without the light verbs behind nouns of the notes: 沙袋 of 沙袋储备."""
    deeds = reading.lists.deeds
    for end in range(len(text) - 1, 1, -1):
        nouns = (text[at:end] for at in range(max(0, end - _NOUN), end - 1))
        verbs = {verb for noun in nouns if noun in reading.note for verb in deeds.get(noun, ())}
        verb = max((verb for verb in verbs if text.startswith(verb, end)), key=len, default="")
        text = text[:end] + text[end:].removeprefix(verb)
    return text


def _is_said_before(reading: WordReading, text: str) -> bool:
    """Whether a clause is one of headings and title, word for word, or a set one of leads."""
    said = len(text) > 1 and text in reading.known
    return said or text in reading.lists["lead_frames"]


def _names_indicators(reading: WordReading, text: str) -> bool:
    """Whether a clause names what the notes count, and says that they tell how it stands."""
    found = _INDICATORS.fullmatch(text)
    return found is not None and all(name in reading.note for name in found[1].split("、"))
