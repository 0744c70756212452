"""What there is to write: the sections that have bullets, with what was found for them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.documents.plan import as_noted
from drafter.facts.planted_instructions import speaks_to_model
from drafter.phrasing.archive import archive_of
from drafter.phrasing.learned_verbs import learned_verbs
from drafter.phrasing.section import Worded, word_section
from drafter.ports import Filter, Retriever, TaskBullet
from drafter.proof.masked_passages import mask_text
from drafter.proof.tokens import mask_bullet
from drafter.records import Brief, Bullet, Passage, Section

# Passages found for a section: how to say it, and what it must agree with.
_PASSAGES = {"report": 3, "policy": 2}
_QUERY = 64  # characters


@dataclass(frozen=True, slots=True)
class Job:
    """One section to write.

    headings  from the document's part down to the section
    bullets   each with how its writer sees it
    known     text whose names and words are no news to the section: headings, the unit, the title
    worded    how the rules write it; as noted until they did (`worded`)
    passages  found for it; masked where a writer may see them
    remark, turn  as in ports.Task
    """

    section: Section
    headings: tuple[str, ...]
    bullets: tuple[tuple[Bullet, TaskBullet], ...]
    known: str
    worded: Worded
    passages: tuple[Passage, ...] = ()
    remark: str = ""
    turn: int = 0


def jobs_of(brief: Brief) -> Iterator[Job]:
    """A job for each section that has bullets of its own, in the order of the notes."""
    for section in brief.sections:
        yield from _jobs(section, (), f"{brief.organization} {brief.title}")


def with_passages(jobs: list[Job], retriever: Retriever, *, shown: bool) -> list[Job]:
    """The jobs with what is found for each of them.

    shown  passages are for a writer to see: they are masked, unless they speak to a model
    """
    queries = [_query(job) for job in jobs]
    retriever.prepare(queries)
    names: dict[str, str] = {}
    served: list[Job] = []
    for job, query in zip(jobs, queries, strict=True):
        passages = tuple(
            replace(
                passage,
                id=names.setdefault(passage.id, f"P{len(names) + 1}"),
                masked=_masked(passage.text) if shown else "",
            )
            for passage in _search(retriever, query)
        )
        served.append(replace(job, passages=passages))
    return served


def worded(jobs: Iterable[Job], archive: Sequence[Passage], period: str = "") -> Iterator[Job]:
    """The jobs as the rules word them, after earlier documents where their sentences fit.

    Each is worded when it is asked for, so that the first can be written before the last is worded.

    archive  passages of the office's own documents, and of one that is named as the model, those
             that count more first; what was found for a section comes after them
    period   what the notes are on: a passage on the same period is no earlier one
    """
    own = archive_of(archive)
    learned = learned_verbs([own])
    known = {passage.id: passage for passage in archive}
    leads: list[str] = []
    for job in jobs:
        found = [p for p in job.passages if not (period and p.period == period)]
        archives = (own, archive_of(found))
        text = word_section(job.section, job.bullets, job.known, archives, learned, leads)
        used = dict.fromkeys(text.after.values())
        held = {passage.id for passage in job.passages}
        more = tuple(known[id] for id in used if id not in held)
        leads += [text.lead] if text.lead else []
        yield replace(job, worded=text, passages=(*job.passages, *more))


def named(archive: Sequence[Passage], jobs: Sequence[Job]) -> list[Passage]:
    """The passages of an archive under the names of a draft: those that its jobs use, or new."""
    names = {passage.text: passage.id for job in jobs for passage in job.passages}
    for passage in archive:
        names.setdefault(passage.text, f"P{len(names) + 1}")
    return [replace(passage, id=names[passage.text]) for passage in archive]


def _jobs(section: Section, above: tuple[str, ...], title: str) -> Iterator[Job]:
    headings = (*above, section.heading)
    bullets = tuple(
        (bullet, mask_bullet(bullet))
        for top in section.bullets
        for bullet in top.walk()
        if not bullet.children  # a lead-in states what is below it: it is kept as it is
    )
    if bullets:
        known = " ".join((*headings, title))
        yield Job(section, headings, bullets, known, Worded(as_noted(section), {}))
    for child in section.sections:
        yield from _jobs(child, headings, title)


def _search(retriever: Retriever, query: str) -> Iterator[Passage]:
    for shelf, most in _PASSAGES.items():
        yield from retriever.search(query, limit=most, only=Filter(shelf=shelf))


def _masked(text: str) -> str:
    return "" if speaks_to_model(text) else mask_text(text)


def _query(job: Job) -> str:
    """The section's heading and the beginnings of its notes.

    It is short, since an embedder's time grows with every character.
    """
    notes = "，".join(re.split("[，；。]", bullet.masked)[0] for _, bullet in job.bullets)
    return re.sub(r"【F\d+】", "", f"{job.headings[-1]} {notes}")[:_QUERY]
