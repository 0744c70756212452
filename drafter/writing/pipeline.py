"""The order of the steps: notes → retrieve → write → prove → repair → compose → check → Draft.

The only file that knows the order. It takes its tools as arguments and returns a record.
"""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from time import perf_counter

from drafter import __version__
from drafter.checks.draft import check_draft
from drafter.documents.draft_reviewed import names_for, reviewed, tidy
from drafter.documents.outline import RULES, draft_sections, opening_paragraphs
from drafter.errors import InputError, ReplayMissing, WriterError, WriterRefused
from drafter.facts.figures import read_facts
from drafter.facts.planted_instructions import speaks_to_model
from drafter.facts.punctuation import without_end
from drafter.messages import t
from drafter.ports import Answer, Filter, Holdings, Retriever, Task, TaskBullet, Writer
from drafter.proof.masked_passages import mask_text
from drafter.proof.plain_wording import plain
from drafter.proof.proof import borrowed, complaints, leaked, own_words
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import (
    Brief,
    Bullet,
    Draft,
    Finding,
    Paragraph,
    Part,
    Passage,
    Repair,
    Run,
    Section,
    Sentence,
    Severity,
    Taken,
)

MAX_REPAIRS = 2
_PASSAGES = {
    "report": 3,
    "policy": 2,
}  # found for a section: how to say it, and what it must agree with
_QUERY = 64  # characters
LONGEST_REMARK = 400  # characters


# Is told how many bullets are written, of how many, and the heading of the section they ended.
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with; retriever and holdings None where there is no index."""

    writer: Writer
    retriever: Retriever | None = None
    progress: Progress = lambda done, total, heading: None
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone()
    holdings: Holdings | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """One section to write: its bullets as their writer sees them, and what was found for it."""

    section: Section
    headings: tuple[str, ...]
    bullets: tuple[tuple[Bullet, TaskBullet], ...]
    passages: tuple[Passage, ...] = ()
    remark: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a section could read, proved like any draft.

    passages   that its sentences name and the draft has not
    fallbacks  a finding for each bullet of which no answer could be proved: the rules wrote it
    """

    taken: Taken
    passages: tuple[Passage, ...] = ()
    fallbacks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Redrafted:
    """The ways in which a section could read, no two the same and none as it reads now; and what to tell of them."""

    alternatives: tuple[Alternative, ...]
    notices: tuple[str, ...] = ()


@dataclass
class _Tally:
    """Sums over the answers of a run."""

    asked: int = 0
    replayed: int = 0
    seconds: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = None
    answered: bool = False
    notices: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    stop: threading.Event = field(default_factory=threading.Event)

    def add(self, answer: Answer) -> None:
        with self.lock:
            paid = answer.completion_tokens > 0  # also for words that were then of no use
            self.asked += paid and not answer.replayed
            self.replayed += answer.replayed
            self.seconds += answer.seconds
            self.prompt_tokens += answer.prompt_tokens
            self.completion_tokens += answer.completion_tokens
            if answer.cost is not None:
                self.cost = (self.cost or Decimal(0)) + answer.cost

    def note(self, notice: str) -> None:
        with self.lock:
            if notice not in self.notices:
                self.notices.append(notice)


def draft(brief: Brief, tools: Tools) -> Draft:
    """Write a whole draft. What no writer could prove is written by the rules; nothing is dropped.

    Raises WriterError only where it stands for the whole run: a key refused, a replay without its answer.
    """
    start = perf_counter()
    jobs = _with_passages(
        list(_jobs(brief)), tools.retriever, shown=bool(tools.writer.wants_passages)
    )
    tally = _Tally()
    written: dict[str, Sentence] = {}
    total = sum(len(job.bullets) for job in jobs)

    def work(job: _Job) -> dict[str, Sentence]:
        return _write(job, brief, tools.writer, tally)

    done = 0
    pool = ThreadPoolExecutor(max_workers=tools.writer.parallel)
    try:
        for job, sentences in zip(jobs, pool.map(work, jobs), strict=True):
            written |= sentences
            done += len(job.bullets)
            tools.progress(done, total, job.section.heading)
    except BaseException:
        tally.stop.set()  # answers so far are in the journal; nothing more is asked
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
    for bullet in brief.all_bullets():
        if bullet.id not in written:  # lead-ins, and notes before the first heading
            written[bullet.id] = _by_rules(bullet, mask_bullet(bullet), ())
    result = Draft(
        brief=brief,
        opening=opening_paragraphs(brief, written),
        sections=draft_sections(brief, written),
        passages=_shown(jobs),
    )
    run = Run(
        drafter=__version__,
        writer=tools.writer.name,
        model=tools.writer.model,
        created=tools.clock().isoformat(timespec="seconds"),
        seconds=round(perf_counter() - start, 3),
        writer_seconds=round(tally.seconds, 3),
        asked=tally.asked,
        replayed=tally.replayed,
        prompt_tokens=tally.prompt_tokens,
        completion_tokens=tally.completion_tokens,
        cost=tally.cost,
        notices=(*tally.notices, *getattr(tools.writer, "notices", ())),
    )
    findings = (*_fallbacks(result.all_sentences()), *check_draft(result, tools.holdings))
    return replace(result, findings=findings, run=run)


def redraft(
    draft: Draft,
    section: str,
    remark: str,
    writers: Sequence[Writer],
    retriever: Retriever | None = None,
    *,
    before: int = 0,
) -> Redrafted:
    """Have the bullets of one section, not of those below it, written again: once by each of the writers.

    remark  what the reviewer asks of the wording. It is an instruction, never a source of facts: its figures, dates
            and names are masked before a writer sees it, and answers that say its words after it are refused
    before  how many turns this section had already: at another turn a writer says things otherwise, if it can
    Raises InputError where the section has no bullets of its own or the remark is too long, WriterError where no answer
    came at all.
    """
    if len(remark) > LONGEST_REMARK:
        raise InputError(t("redraft.long", most=LONGEST_REMARK), section, value=str(len(remark)))
    job = next((job for job in _jobs(draft.brief) if job.section.id == section), None)
    if job is None:
        raise InputError(t("redraft.nothing"), section)
    job = _with_own_passages(
        draft, job, retriever if any(writer.wants_passages for writer in writers) else None
    )
    seen = [
        _words(part.paragraphs for part in reviewed(draft).all_sections() if part.id == section)
    ]
    known = {passage.id for passage in reviewed(draft).passages}
    found: list[Alternative] = []
    notices: dict[str, None] = {}
    for turn, writer in enumerate(writers, before + 1):
        tally, told = _Tally(), len(getattr(writer, "notices", ()))
        written = _write(
            replace(job, remark=mask_text(tidy(remark)), turn=turn), draft.brief, writer, tally
        )
        paragraphs = _paragraphs_of(draft, section, written)
        notices |= dict.fromkeys((*tally.notices, *getattr(writer, "notices", ())[told:]))
        if writer.name == RULES.writer:
            notices[t("redraft.rules")] = None
        elif all(sentence.author == RULES for sentence in written.values()):
            notices[t("redraft.unproved")] = None
        if _words([paragraphs]) in seen:
            notices[t("redraft.same")] = None
            continue
        seen.append(_words([paragraphs]))
        used = {name for sentence in written.values() for name in sentence.passages}
        passages = tuple(one for one in job.passages if one.id in used - known)
        found.append(
            Alternative(Taken(section, paragraphs), passages, tuple(_fallbacks(written.values())))
        )
    return Redrafted(tuple(found), tuple(notices))


def _with_own_passages(draft: Draft, job: _Job, retriever: Retriever | None) -> _Job:
    """The passages its sentences were written with; where there were none, those that are found now."""
    home = next(part for part in draft.all_sections() if part.id == job.section.id)
    named = {
        name
        for paragraph in home.paragraphs
        for sentence in paragraph.sentences
        for name in sentence.passages
    }
    own = tuple(passage for passage in draft.passages if passage.id in named and passage.masked)
    if own or retriever is None:
        return replace(job, passages=own)
    (job,) = _with_passages([job], retriever, shown=True)
    names = names_for(draft, job.passages)
    return replace(job, passages=tuple(replace(one, id=names[one.id]) for one in job.passages))


def _paragraphs_of(
    draft: Draft, section: str, written: Mapping[str, Sentence]
) -> tuple[Paragraph, ...]:
    """The paragraphs of a section, with what was written of its bullets."""
    before = {name: replace(one, label="") for one in draft.all_sentences() for name in one.bullets}
    made = draft_sections(draft.brief, before | dict(written))
    return next(part.paragraphs for top in made for part in top.walk() if part.id == section)


def _words(parts: Iterable[Iterable[Paragraph]]) -> str:
    return "\n".join(paragraph.text for paragraphs in parts for paragraph in paragraphs)


def _jobs(brief: Brief) -> Iterator[_Job]:
    def walk(section: Section, above: tuple[str, ...]) -> Iterator[_Job]:
        headings = (*above, section.heading)
        bullets = tuple(
            (bullet, _plain(bullet, section.part))
            for top in section.bullets
            for bullet in top.walk()
            if not bullet.children  # a lead-in states what is below it: it is kept as it is
        )
        if bullets:
            yield _Job(section, headings, bullets)
        for child in section.sections:
            yield from walk(child, headings)

    for section in brief.sections:
        yield from walk(section, ())


def _plain(bullet: Bullet, part: Part) -> TaskBullet:
    """The note as a clause, where its figures still read as they did: 净增人口：-120人 keeps its colon."""
    base = mask_bullet(bullet)
    said = plain(base, part)
    text, _ = fill(said.masked, bullet)
    return (
        said
        if {fact.key for fact in bullet.facts} == {fact.key for fact in read_facts(text)}
        else base
    )


def _with_passages(jobs: list[_Job], retriever: Retriever | None, *, shown: bool) -> list[_Job]:
    """What is found for each section; masked where a writer is to be shown it and it does not speak to one."""
    if retriever is None:
        return jobs
    queries = [_query(job) for job in jobs]
    retriever.prepare(queries)
    found: list[_Job] = []
    numbers: dict[str, str] = {}
    for job, query in zip(jobs, queries, strict=True):
        passages = [
            passage
            for shelf, most in _PASSAGES.items()
            for passage in retriever.search(query, limit=most, only=Filter(shelf=shelf))
        ]
        named = tuple(
            replace(
                passage,
                id=numbers.setdefault(passage.id, f"P{len(numbers) + 1}"),
                masked=mask_text(passage.text)
                if shown and not speaks_to_model(passage.text)
                else "",
            )
            for passage in passages
        )
        found.append(replace(job, passages=named))
    return found


def _query(job: _Job) -> str:
    """The section's heading and the beginnings of its notes: an embedder's time grows with every character."""
    notes = "，".join(re.split("[，；。]", bullet.masked)[0] for _, bullet in job.bullets)
    return re.sub(r"【F\d+】", "", f"{job.headings[-1]} {notes}")[:_QUERY]


def _shown(jobs: Sequence[_Job]) -> tuple[Passage, ...]:
    """Every passage that was found, once."""
    return tuple({passage.id: passage for job in jobs for passage in job.passages}.values())


def _write(job: _Job, brief: Brief, writer: Writer, tally: _Tally) -> dict[str, Sentence]:
    """Have a section written and proved: ask, and ask again for what was refused; then the rules."""
    known = " ".join((*job.headings, brief.organization, brief.title))
    passages = tuple(
        _wanted([passage for passage in job.passages if passage.masked], writer.wants_passages)
    )
    bullets = {bullet.id: (bullet, base) for bullet, base in job.bullets}
    repairs: dict[str, tuple[Repair, ...]] = dict.fromkeys(bullets, ())
    done: dict[str, Sentence] = {}
    for attempt in range(MAX_REPAIRS + 1):
        pending = tuple(base for name, (_, base) in bullets.items() if name not in done)
        if not pending or tally.stop.is_set():
            break
        last = {
            name: "；".join(repairs[name][-1].reasons)
            for name in bullets
            if repairs[name] and name not in done
        }
        headings = tuple(
            re.sub(r"\d", "x", heading) for heading in job.headings
        )  # figures tempt, and may be personal
        task = Task(
            headings, job.section.part, pending, passages, attempt, last, job.remark, job.turn
        )
        for answer in _answers(writer, task, tally):
            if answer.bullet not in bullets or answer.bullet in done:
                continue
            bullet, base = bullets[answer.bullet]
            reasons = _reasons(bullet, base, answer, job, known, passages)
            if reasons:
                repair = Repair(attempt, answer.author.writer, answer.text, tuple(reasons))
                repairs[bullet.id] = (*repairs[bullet.id], repair)
            else:
                done[bullet.id] = _sentence(bullet, base, answer, passages, repairs[bullet.id])
    for name, (bullet, base) in bullets.items():
        if name not in done:
            done[name] = _by_rules(bullet, base, repairs[name])
    return done


def _wanted(passages: Sequence[Passage], wants: Mapping[str, int]) -> Iterator[Passage]:
    """Of each shelf no more than are wanted."""
    for shelf, most in wants.items():
        yield from [passage for passage in passages if passage.shelf == shelf][:most]


def _answers(writer: Writer, task: Task, tally: _Tally) -> Iterator[Answer]:
    try:
        for answer in writer.write(task):
            tally.add(answer)
            tally.answered = True
            yield answer
            if tally.stop.is_set():
                return
    except (WriterRefused, ReplayMissing):
        raise
    except WriterError as error:
        if (
            not tally.answered
        ):  # nothing has come and nothing will: better to say so than to wait for every section
            raise WriterRefused(t("writer.nothing", reason=error)) from error
        tally.note(str(error))


def _reasons(
    bullet: Bullet,
    base: TaskBullet,
    answer: Answer,
    job: _Job,
    known: str,
    passages: Sequence[Passage],
) -> list[str]:
    if answer.author.writer == RULES.writer and without_end(answer.text) == without_end(
        base.masked
    ):
        return []
    text = without_end(answer.text)
    reasons = complaints(bullet, base, text, job.section.part, known)
    if copied := leaked(text, base.masked, [p.masked for p in passages]):
        reasons.append(t("proof.leaked", text=copied))
    if said := borrowed(text, f"{base.masked} {known}", job.remark):
        reasons.append(t("proof.remark", text=said))
    return reasons


def _sentence(
    bullet: Bullet,
    base: TaskBullet,
    answer: Answer,
    passages: Sequence[Passage],
    repairs: tuple[Repair, ...],
) -> Sentence:
    text, marks = fill(without_end(answer.text), bullet)
    rules = answer.author.writer == RULES.writer
    return Sentence(
        id=f"T{bullet.id}",
        text=text,
        bullets=(bullet.id,),
        author=answer.author,
        marks=marks,
        passages=() if rules else tuple(p.id for p in passages),
        repairs=repairs,
        own=() if rules else own_words(text, bullet.text, [p.masked for p in passages]),
    )


def _by_rules(bullet: Bullet, base: TaskBullet, repairs: tuple[Repair, ...]) -> Sentence:
    text, marks = fill(base.masked, bullet)
    return Sentence(f"T{bullet.id}", text, (bullet.id,), RULES, marks=marks, repairs=repairs)


def _fallbacks(sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """Say which bullets the rules had to write."""
    for sentence in sentences:
        if sentence.repairs and sentence.author == RULES:
            reasons = "；".join(sentence.repairs[-1].reasons)
            yield Finding(
                "WRT101",
                Severity.INFO,
                t("draft.fallback", reasons=reasons),
                sentence.id,
                sentence.text,
            )
