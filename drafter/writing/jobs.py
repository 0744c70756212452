"""What there is to write: the sections that have bullets, with what was found for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.facts.figures import read_facts
from drafter.facts.planted_instructions import speaks_to_model
from drafter.phrasing.section import Worded, word_section
from drafter.ports import Filter, Retriever, TaskBullet
from drafter.proof.masked_passages import mask_text
from drafter.proof.plain_wording import plain
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import Brief, Bullet, Part, Passage, Section

# Passages found for a section: how to say it, and what it must agree with.
_PASSAGES = {"report": 3, "policy": 2}
_QUERY = 64  # characters


@dataclass(frozen=True, slots=True)
class Job:
    """One section to write.

    headings  from the document's part down to the section
    bullets   each with how its writer sees it
    known     text whose names and words are no news to the section: headings, the unit, the title
    worded    how the rules write it
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
    leads: list[str] = []
    for section in brief.sections:
        for job in _jobs(section, (), f"{brief.organization} {brief.title}", leads):
            leads += [job.worded.lead] if job.worded.lead else []
            yield job


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


def _jobs(
    section: Section, above: tuple[str, ...], title: str, leads: Sequence[str]
) -> Iterator[Job]:
    """The jobs of a section and of those below it.

    leads  those of the jobs so far, as they come
    """
    headings = (*above, section.heading)
    bullets = tuple(
        (bullet, _plain(bullet, section.part))
        for top in section.bullets
        for bullet in top.walk()
        if not bullet.children  # a lead-in states what is below it: it is kept as it is
    )
    if bullets:
        known = " ".join((*headings, title))
        worded = word_section(section, bullets, known, leads)
        yield Job(section, headings, bullets, known, worded)
    for child in section.sections:
        yield from _jobs(child, headings, title, leads)


def _plain(bullet: Bullet, part: Part) -> TaskBullet:
    """The note as a clause, where its figures still read as they did.

    净增人口：-120人 keeps its colon.
    """
    base = mask_bullet(bullet)
    clause = plain(base, part)
    text, _ = fill(clause.masked, bullet)
    same = {fact.key for fact in bullet.facts} == {fact.key for fact in read_facts(text)}
    return clause if same else base


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
