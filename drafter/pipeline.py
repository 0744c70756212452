"""The order of the steps: notes → retrieve → write → prove → repair → compose → check → Draft.

The only file that knows the order. It takes its tools as arguments and returns a record.
"""

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from time import perf_counter

from drafter import __version__
from drafter.checks.draft import check_draft
from drafter.errors import ReplayMissing, WriterError, WriterRefused
from drafter.instructions import speaks_to_model
from drafter.masks import fill, mask_bullet
from drafter.messages import t
from drafter.outline import RULES, draft_sections, opening_paragraphs
from drafter.passage_masks import mask_text
from drafter.ports import Answer, Filter, Holdings, Retriever, Task, TaskBullet, Writer
from drafter.proof import complaints, leaked, own_words
from drafter.punctuation import without_end
from drafter.records import Brief, Bullet, Draft, Finding, Passage, Repair, Run, Section, Sentence, Severity
from drafter.wording import plain

MAX_REPAIRS = 2
_PASSAGES = {"report": 3, "policy": 2}  # found for a section: how to say it, and what it must agree with
_QUERY = 64  # characters


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
    jobs = _with_passages(list(_jobs(brief)), tools.retriever, shown=bool(tools.writer.wants_passages))
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
    findings = (*_fallbacks(result), *check_draft(result, tools.holdings))
    return replace(result, findings=findings, run=run)


def _jobs(brief: Brief) -> Iterator[_Job]:
    def walk(section: Section, above: tuple[str, ...]) -> Iterator[_Job]:
        headings = (*above, section.heading)
        bullets = tuple(
            (bullet, plain(mask_bullet(bullet), section.part))
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
                masked=mask_text(passage.text) if shown and not speaks_to_model(passage.text) else "",
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
    passages = tuple(_wanted([passage for passage in job.passages if passage.masked], writer.wants_passages))
    bullets = {bullet.id: (bullet, base) for bullet, base in job.bullets}
    repairs: dict[str, tuple[Repair, ...]] = dict.fromkeys(bullets, ())
    done: dict[str, Sentence] = {}
    for attempt in range(MAX_REPAIRS + 1):
        pending = tuple(base for name, (_, base) in bullets.items() if name not in done)
        if not pending or tally.stop.is_set():
            break
        last = {name: "；".join(repairs[name][-1].reasons) for name in bullets if repairs[name] and name not in done}
        headings = tuple(re.sub(r"\d", "x", heading) for heading in job.headings)  # figures tempt, and may be personal
        task = Task(headings, job.section.part, pending, passages, attempt, last)
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
        if not tally.answered:  # nothing has come and nothing will: better to say so than to wait for every section
            raise WriterRefused(t("writer.nothing", reason=error)) from error
        tally.note(str(error))


def _reasons(
    bullet: Bullet, base: TaskBullet, answer: Answer, job: _Job, known: str, passages: Sequence[Passage]
) -> list[str]:
    if answer.author.writer == RULES.writer and without_end(answer.text) == without_end(base.masked):
        return []
    text = without_end(answer.text)
    reasons = complaints(bullet, base, text, job.section.part, known)
    copied = leaked(text, base.masked, [p.masked for p in passages])
    return [*reasons, t("proof.leaked", text=copied)] if copied else reasons


def _sentence(
    bullet: Bullet, base: TaskBullet, answer: Answer, passages: Sequence[Passage], repairs: tuple[Repair, ...]
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


def _fallbacks(result: Draft) -> Iterator[Finding]:
    """Say which bullets the rules had to write."""
    for sentence in result.all_sentences():
        if sentence.repairs and sentence.author == RULES:
            reasons = "；".join(sentence.repairs[-1].reasons)
            yield Finding("WRT101", Severity.INFO, t("draft.fallback", reasons=reasons), sentence.id, sentence.text)
