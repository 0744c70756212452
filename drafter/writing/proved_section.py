"""One section, written and proved: ask, prove, ask again for what was refused; then the rules.

Where there is a second reader it reads what the proof let pass, and may refuse it too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.documents.outline import RULES
from drafter.documents.plan import are_brothers, regrouped, stated_together
from drafter.facts.punctuation import without_end
from drafter.facts.unread import unread_figures
from drafter.messages import t
from drafter.ports import LEAD, Answer, Refusal, SecondReader, Task, TaskBullet, Writer
from drafter.proof.complaint import Complaint
from drafter.proof.joined import ids_of, joined_bullet, joined_task_bullet
from drafter.proof.lead import lead_complaints
from drafter.proof.own_words import borrowed, leaked, own_words
from drafter.proof.proof import complaints, is_too_long
from drafter.proof.tokens import fill
from drafter.proof.without_values import masked_without, values_of, without_values
from drafter.records import (
    Brief,
    Bullet,
    Passage,
    PlanItem,
    Repair,
    SectionPlan,
    Sentence,
)
from drafter.writing.asking import Answers, objections
from drafter.writing.jobs import Job
from drafter.writing.rule_sentences import after_of, by_rules, leading, rules_lead
from drafter.writing.tally import Tally

MAX_REPAIRS = 2


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A section as it was written and proved.

    sentences  bullet → the sentence that states it; the section's own id → its lead
    """

    sentences: dict[str, Sentence]
    plan: SectionPlan


def write_section(
    job: Job,
    brief: Brief,
    writer: Writer,
    tally: Tally,
    second_reader: SecondReader | None = None,
) -> WrittenSection:
    """Have a section written and proved.

    What is refused is asked for again, MAX_REPAIRS times at most, bullets that were joined each by
    itself; what is left the rules write. A note with a number that was not read they write at
    once: it has no token, so no model sees it; so they do with one too long to be proved.
    Raises WriterError where no answer came at all, or none is to be hoped for.
    """
    work = _Work(job, brief, tuple(_shown(job.passages, writer.wants_passages)))
    heading = job.section.heading
    for attempt in range(MAX_REPAIRS + 1):
        if work.is_done() or tally.stop.is_set():
            break
        answers = Answers(writer, work.task(attempt), tally, heading)
        proved = [answer for answer in answers if work.judge(answer, attempt)]
        if second_reader and not tally.stop.is_set():
            work.read_again(proved, attempt, second_reader, tally)
        if answers.failed:  # the next question would fare no better
            break
    return WrittenSection(work.sentences(), work.plan())


_Unit = tuple[Bullet, TaskBullet]
"""A bullet, or several joined into one, and the same as its writer sees it."""


@dataclass
class _Work:
    """A section while it is written.

    shown    the passages its writer sees
    done     id of a unit → its proved answer
    items    how the writer puts the bullets together, as far as it does
    repairs  bullet → the answers that were no good, as people are told of them
    refused  bullet → the last of these, as its writer is told
    unled    why the sentence that should open the section was refused, until it is asked for again
    """

    job: Job
    brief: Brief
    shown: tuple[Passage, ...]
    done: dict[str, Answer] = field(default_factory=dict)
    lead: Answer | None = None
    items: list[PlanItem] = field(default_factory=list)
    repairs: dict[str, tuple[Repair, ...]] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)
    unled: Refusal | None = None

    def __post_init__(self) -> None:
        self._bullets = {bullet.id: (bullet, base) for bullet, base in self.job.bullets}
        self._left = [
            id for id, (bullet, _) in self._bullets.items() if _is_for_writers(bullet.text)
        ]
        self._values = values = values_of(self.brief)
        self._headings = tuple(masked_without(heading, values) for heading in self.job.headings)
        self._remark = without_values(self.job.remark, values)
        self._passages = tuple(
            replace(passage, masked=without_values(passage.masked, values))
            for passage in self.shown
        )

    def is_done(self) -> bool:
        return not self._left and not self.unled

    def task(self, attempt: int) -> Task:
        """What is left, with why its last answers were refused; no value of a fact is in it."""
        job = self.job
        unled, self.unled = self.unled, None
        return Task(
            headings=self._headings,
            part=job.section.part,
            bullets=tuple(self._bullets[id][1] for id in self._left),
            passages=self._passages,
            attempt=attempt,
            refused={id: self.refused[id] for id in self._left if id in self.refused},
            remark=self._remark,
            called=job.section.heading,
            turn=job.turn,
            worded={id: job.worded.texts[id] for id in job.worded.units(self._left)},
            lead="" if attempt else job.worded.lead,
            earlier=self._earlier(),
            unled=unled,
        )

    def _earlier(self) -> dict[str, str]:
        """Of the bullets that are left, what an earlier document says of the like, masked."""
        known = self.job.worded.earlier
        return {id: masked_without(known[id], self._values) for id in self._left if id in known}

    def judge(self, answer: Answer, attempt: int) -> bool:
        """Whether an answer is proved: it is taken, or noted with why it is refused."""
        if answer.bullet == LEAD:
            return self._judge_lead(answer)
        ids = ids_of(answer.bullet)
        if answer.item and not attempt:
            self.items.append(answer.item)
        if not set(ids) <= set(self._left) or not are_brothers(ids, self.job.section):
            return False
        if found := self._complaints(self._unit(ids), answer):
            self._refuse(answer, attempt, found)
            return False
        self.done[answer.bullet] = answer
        self._left = [id for id in self._left if id not in ids]
        return True

    def read_again(
        self, proved: Sequence[Answer], attempt: int, reader: SecondReader, tally: Tally
    ) -> None:
        """Refuse those of the proved answers that a second reader objects to."""
        answers = {
            answer.bullet: without_end(answer.text) for answer in proved if answer.bullet != LEAD
        }
        units = [base for id in answers for _, base in [self._unit(ids_of(id))]]
        worded = tuple(unit for unit in units if answers[unit.id] != unit.masked)
        if not worded:
            return
        task = Task(self._headings, self.job.section.part, worded)
        quotes = objections(reader, task, answers, self.job.section.heading, tally)
        for id, words in quotes.items():
            found = [Complaint(t("proof.second_reader", text=text)) for text in words]
            self._refuse(self.done.pop(id), attempt, found, by_second_reader=True)
            ids = ids_of(id)
            self._left = [one for one in self._bullets if one in self._left or one in ids]

    def sentences(self) -> dict[str, Sentence]:
        """What was proved, then what the rules write."""
        written = [self._sentence(answer) for answer in self.done.values()]
        worded = self.job.worded
        for id in self._left_to_rules():
            ids = ids_of(id)
            bullet, base = self._unit(ids)
            repairs = tuple(repair for one in ids for repair in self.repairs.get(one, ()))
            written.append(
                by_rules(bullet, base, repairs, worded.texts[id], after_of(self.job, id))
            )
        by_bullet = {id: sentence for sentence in written for id in sentence.bullets}
        lead = self._lead()
        return by_bullet | ({self.job.section.id: lead} if lead else {})

    def plan(self) -> SectionPlan:
        """How the section is put together: as its writer has it, or as the rules do."""
        worded = self.job.worded.plan
        if not self.items:
            return worded
        author = next(iter(self.done.values())).author.writer if self.done else RULES.writer
        items = self.items
        for id in self._left_to_rules():
            items = stated_together(items, ids_of(id), self.job.section)
        made = regrouped(self.job.section, items, author)
        return replace(made, lead=worded.lead or self.lead is not None)

    def _left_to_rules(self) -> Iterator[str]:
        """The ids of what no writer could prove, joined as the rules state it."""
        proved = {one for id in self.done for one in ids_of(id)}
        return self.job.worded.units([id for id in self._bullets if id not in proved])

    def _unit(self, ids: Sequence[str]) -> _Unit:
        units = [self._bullets[id] for id in ids]
        return (
            joined_bullet([bullet for bullet, _ in units]),
            joined_task_bullet([base for _, base in units]),
        )

    def _judge_lead(self, answer: Answer) -> bool:
        text = without_end(answer.text)
        notes, part = self.job.bullets, self.job.section.part
        if self.lead or not text:
            return False
        if found := lead_complaints(text, notes, part, self.job.known):
            self.unled = Refusal(text, tuple(complaint.for_model() for complaint in found))
            return False
        self.lead = answer
        return True

    def _lead(self) -> Sentence | None:
        """The sentence that opens the section: the writer's, else that of the rules."""
        if not self.lead:
            return rules_lead(self.job)
        return leading(self.job, f"{without_end(self.lead.text)}。", self.lead.author)

    def _refuse(
        self,
        answer: Answer,
        attempt: int,
        found: Sequence[Complaint],
        *,
        by_second_reader: bool = False,
    ) -> None:
        ids = ids_of(answer.bullet)
        bullet, _ = self._unit(ids)
        reasons = tuple(complaint.for_people(bullet) for complaint in found)
        repair = Repair(attempt, answer.author.writer, answer.text, reasons, by_second_reader)
        told = tuple(complaint.for_model() for complaint in found)
        refusal = Refusal(without_end(answer.text), told)
        if len(ids) > 1:  # its tokens are those of the joined bullet
            refusal = Refusal("", (t("proof.joined"),))
        self.repairs[ids[0]] = (*self.repairs.get(ids[0], ()), repair)
        self.refused |= dict.fromkeys(ids, refusal)

    def _complaints(self, unit: _Unit, answer: Answer) -> list[Complaint]:
        """Why an answer is refused; none for what the rules have written and proved."""
        bullet, base = unit
        if answer.fault:
            return [Complaint(answer.fault)]
        text = without_end(answer.text)
        if answer.author.writer == RULES.writer and text in self._ours(base):
            return []
        found = complaints(bullet, base, text, self.job.section.part, self.job.known)
        if copied := leaked(text, base.masked, self._shown_texts()):
            found.append(Complaint(t("proof.leaked", text=copied)))
        if words := borrowed(text, f"{base.masked} {self.job.known}", self.job.remark):
            found.append(Complaint(t("proof.remark", text=words)))
        return found

    def _ours(self, base: TaskBullet) -> set[str]:
        """The texts that the rules have for a unit."""
        return {without_end(text) for text in (base.masked, self.job.worded.texts.get(base.id, ""))}

    def _sentence(self, answer: Answer) -> Sentence:
        ids = ids_of(answer.bullet)
        bullet, _ = self._unit(ids)
        if answer.author.writer == RULES.writer:
            return self._by_rules(answer)
        text, marks = fill(without_end(answer.text), bullet)
        return Sentence(
            id=f"T{ids[0]}",
            text=text,
            bullets=ids,
            author=answer.author,
            marks=marks,
            passages=tuple(passage.id for passage in self.shown),
            repairs=self.repairs.get(ids[0], ()),
            own=own_words(text, bullet.text, self._shown_texts()),
        )

    def _by_rules(self, answer: Answer) -> Sentence:
        """The sentence of an answer that says what the rules do."""
        ids = ids_of(answer.bullet)
        bullet, base = self._unit(ids)
        text = without_end(answer.text)
        theirs = text == without_end(self.job.worded.texts.get(answer.bullet, ""))
        after = after_of(self.job, answer.bullet) if theirs else None
        return by_rules(bullet, base, self.repairs.get(ids[0], ()), text, after)

    def _shown_texts(self) -> list[str]:
        return [passage.masked for passage in self.shown]


def _is_for_writers(note: str) -> bool:
    return not is_too_long(note) and not unread_figures(note)


def _shown(passages: Sequence[Passage], wants: Mapping[str, int]) -> Iterator[Passage]:
    """Of each shelf no more than the writer wants, and none that is not masked."""
    for shelf, most in wants.items():
        masked = [passage for passage in passages if passage.masked and passage.shelf == shelf]
        yield from masked[:most]
