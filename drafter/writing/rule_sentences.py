"""Sentences that the rules write: of a note, after an earlier document, for what was refused."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.documents.outline import ARCHIVE, RULES, lead_id
from drafter.messages import t
from drafter.ports import TaskBullet
from drafter.proof.joined import ids_of
from drafter.proof.own_words import own_words
from drafter.proof.tokens import fill
from drafter.records import Author, Bullet, Finding, Passage, Repair, Sentence, Severity
from drafter.writing.jobs import Job


def by_rules(
    bullet: Bullet,
    base: TaskBullet,
    repairs: tuple[Repair, ...] = (),
    text: str = "",
    after: Passage | None = None,
) -> Sentence:
    """The bullet as a sentence without a model.

    repairs  what was refused before
    text     how the rules word it; "" for the note as it stands
    after    the passage of an earlier document after whose words they do
    """
    filled, marks = fill(text or base.masked, bullet)
    ids = ids_of(bullet.id)
    own = own_words(filled, bullet.text) if filled != bullet.text else ()
    sentence = Sentence(f"T{ids[0]}", filled, ids, RULES, marks=marks, repairs=repairs, own=own)
    return worded_after(sentence, bullet.text, after) if after else sentence


def worded_after(sentence: Sentence, notes: str, passage: Passage) -> Sentence:
    """A sentence of the rules with what it was worded after."""
    own = own_words(sentence.text, notes, [passage.text])
    return replace(sentence, author=ARCHIVE, passages=(passage.id,), own=own)


def rules_lead(job: Job) -> Sentence | None:
    """The lead that the rules have for a section; None where they have none."""
    return leading(job, job.worded.lead, RULES) if job.worded.lead else None


def leading(job: Job, text: str, author: Author) -> Sentence:
    """A text as the lead of its section."""
    return Sentence(lead_id(job.section.id), text, (), author, own=own_words(text, _notes(job)))


def after_of(job: Job, unit: str) -> Passage | None:
    """The passage after which the rules word a unit; None for none."""
    wanted = job.worded.after.get(unit)
    return next((passage for passage in job.passages if passage.id == wanted), None)


def _notes(job: Job) -> str:
    return " ".join((job.known, *(bullet.text for bullet, _ in job.bullets)))


def fallbacks(sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """A finding for each sentence of which no answer could be proved: the rules wrote it."""
    for sentence in sentences:
        if sentence.repairs and sentence.author.writer == RULES.writer:
            reasons = "；".join(sentence.repairs[-1].reasons)
            message = t("draft.fallback", reasons=reasons)
            yield Finding("WRT101", Severity.INFO, message, sentence.id, sentence.text)
