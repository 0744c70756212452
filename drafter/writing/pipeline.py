"""The order of the steps: notes → withhold → retrieve → write → prove → compose → check → Draft.

The only file that knows the order. It takes its tools as arguments and returns a record.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter

from drafter import __version__
from drafter.checks.draft import check_draft
from drafter.documents.notes_compared import NotesCompared, notes_compared
from drafter.documents.outline import RULES, draft_sections, lead_id, opening_paragraphs
from drafter.documents.withheld import NOTHING, Allowed, published, withheld
from drafter.messages import t
from drafter.phrasing.leads import lead_of_parts
from drafter.ports import Holdings, Retriever, SecondReader, Writer
from drafter.proof.proof import LONGEST, is_too_long
from drafter.proof.tokens import mask_bullet
from drafter.records import Brief, Draft, Passage, Run, Section, SectionPlan, Sentence
from drafter.writing.at_once import written_at_once
from drafter.writing.earlier_opening import opening_after
from drafter.writing.earlier_sections import told_of_sections
from drafter.writing.jobs import Job, jobs_of, named, with_passages, worded
from drafter.writing.kept_sections import Kept, kept_sections, under_free_names
from drafter.writing.proved_section import WrittenSection, write_section
from drafter.writing.rule_sentences import by_rules, fallbacks
from drafter.writing.tally import Tally

_GREAT_PARTS = 5  # a report of more is divided by matter, and its parts need no sentence
_SHOWN = 8  # lines that a notice names

Progress = Callable[[int, int, str], None]
"""Is told how many bullets are written, of how many, and the section whose last one is written."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with; retriever and holdings None where there is no index.

    allowed  the personal numbers of the notes that the draft may print
    second_reader  reads what the proof let pass; None where nobody is to
    archive  passages of the office's earlier documents, after which the rules word what fits; those
             that count more first
    before   what sections may be taken from unchanged, if anything
    """

    writer: Writer
    retriever: Retriever | None = None
    progress: Progress = lambda done, total, heading: None
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone()
    holdings: Holdings | None = None
    allowed: Allowed = NOTHING
    second_reader: SecondReader | None = None
    archive: Sequence[Passage] = ()
    before: "Before | None" = None


@dataclass(frozen=True, slots=True)
class Before:
    """The draft that people worked on before the notes changed.

    changed_only  only sections whose notes changed are written again
    told          is told what became of the notes, and how many sections stay, before anything is
                  written
    """

    draft: Draft
    changed_only: bool = False
    told: Callable[[NotesCompared, int], None] = lambda compared, kept: None


def draft(brief: Brief, tools: Tools) -> Draft:
    """Write a whole draft. What no writer could prove is written by the rules; nothing is dropped.

    Personal numbers that may not be printed are gaps from here on, for writers and for all output.
    Raises WriterError only where it stands for the whole run: a key refused, a replay without its
    answer.
    """
    start = perf_counter()
    brief = withheld(brief, tools.allowed)
    writer = tools.writer
    kept = _kept(brief, tools.before)
    jobs = [job for job in jobs_of(brief) if job.section.id not in kept.sections]
    if tools.retriever:
        jobs = with_passages(jobs, tools.retriever, shown=bool(writer.wants_passages))
    archive = named(tools.archive, jobs)
    tally = Tally()
    getattr(writer, "begin", _nothing)()
    made = _written(jobs, archive, brief, tools, tally)
    jobs = [job for job, _ in made]
    opening = opening_after(archive, brief)
    used = _used(jobs, archive, opening)
    kept = under_free_names(kept, used)
    written: dict[str, Sentence] = dict(kept.sentences)
    plans: list[SectionPlan] = list(kept.plans)
    for _, section in made:
        written |= section.sentences
        plans.append(section.plan)
    above = {id: text for job in jobs for id, text in job.worded.above.items()}
    for bullet in brief.all_bullets():
        if bullet.id not in written:  # lead-ins, and notes before the first heading
            text = above.get(bullet.id, "")
            written[bullet.id] = by_rules(bullet, mask_bullet(bullet), text=text)
    written |= kept.fitting(written) | _leads_of_parts(brief)
    written |= {opening.id: opening} if opening else {}
    result = Draft(
        brief=brief,
        opening=opening_paragraphs(brief, written),
        sections=draft_sections(brief, written, plans),
        passages=(*used, *kept.passages),
        plans=tuple(plans),
        run=_run(brief, tools, tally, perf_counter() - start),
    )
    findings = (*fallbacks(result.all_sentences()), *check_draft(result, tools.holdings))
    return replace(result, findings=findings)


def _nothing() -> None:
    """Most writers have nothing to begin a run with."""


def _kept(brief: Brief, before: Before | None) -> Kept:
    """What stays of an earlier draft, after it was told what became of its notes."""
    if before is None:
        return Kept()
    compared = notes_compared(before.draft.brief, brief)
    kept = kept_sections(before.draft, brief, compared, everything=before.changed_only)
    before.told(compared, sum(section.id in kept.sections for section in _with_notes(brief)))
    return kept


def _with_notes(brief: Brief) -> Iterator[Section]:
    return (section for section in brief.all_sections() if section.bullets)


def _leads_of_parts(brief: Brief) -> dict[str, Sentence]:
    """The leads of the few great parts without notes of their own: they name what is below."""
    leads: dict[str, str] = {}
    for section in brief.sections if len(brief.sections) <= _GREAT_PARTS else ():
        if not (section.bullets or section.hole):
            before = tuple(leads.values())
            lead = lead_of_parts(section, brief.organization, brief.title, before)
            leads |= {section.id: lead} if lead else {}
    return {id: Sentence(lead_id(id), lead, (), RULES) for id, lead in leads.items()}


def _written(
    jobs: Sequence[Job], archive: Sequence[Passage], brief: Brief, tools: Tools, tally: Tally
) -> list[tuple[Job, WrittenSection]]:
    """Each job, as the rules word it, with its section; the first is written while others are
    worded.
    """
    done, total = 0, sum(len(job.bullets) for job in jobs)

    def write(job: Job) -> WrittenSection:
        return write_section(job, brief, tools.writer, tally, tools.second_reader)

    def told(job: Job) -> None:
        nonlocal done
        done += len(job.bullets)
        tools.progress(done, total, job.section.heading)

    coming = worded(jobs, archive, brief.period)
    # Where it is given up, the answers so far are in the journal, and nothing more is asked.
    return written_at_once(coming, write, tools.writer.parallel, told=told, stop=tally.stop)


def _run(brief: Brief, tools: Tools, tally: Tally, seconds: float) -> Run:
    return Run(
        drafter=__version__,
        writer=tools.writer.name,
        model=tools.writer.model,
        created=tools.clock().isoformat(timespec="seconds"),
        seconds=round(seconds, 3),
        writer_seconds=round(tally.seconds, 3),
        asked=tally.asked,
        replayed=tally.replayed,
        prompt_tokens=tally.prompt_tokens,
        completion_tokens=tally.completion_tokens,
        cost=tally.cost,
        notices=(
            *_long_notes(brief),
            *told_of_sections(tools.archive, brief),
            *tally.told(),
            *getattr(tools.writer, "notices", ()),
        ),
        personal_kept=tools.allowed.everything,
        published=published(brief, tools.allowed),
        second_reader=tools.second_reader is not None,
    )


def _long_notes(brief: Brief) -> Iterator[str]:
    """That notes were too long for anybody to word, with their lines."""
    lines = [str(bullet.line) for bullet in brief.all_bullets() if is_too_long(bullet.text)]
    if lines:
        shown = "、".join(lines[:_SHOWN]) + ("…" if len(lines) > _SHOWN else "")
        yield t("draft.long", count=len(lines), lines=shown, most=LONGEST)


def _used(
    jobs: Sequence[Job], archive: Sequence[Passage], opening: Sentence | None
) -> tuple[Passage, ...]:
    """Every passage that was found, and that of the opening, once."""
    named_by = opening.passages if opening else ()
    every = [passage for job in jobs for passage in job.passages]
    every += (passage for passage in archive if passage.id in named_by)
    return tuple({passage.id: passage for passage in every}.values())
