"""One section, written and proved: ask, prove, ask again for what was refused; then the rules.

Where there is a second reader it reads what the proof let pass, and may refuse it too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.documents.outline import RULES
from drafter.errors import ReplayMissing, WriterError, WriterRefused
from drafter.facts.punctuation import without_end
from drafter.facts.unread import unread_figures
from drafter.messages import t
from drafter.ports import Answer, Refusal, SecondReader, Task, TaskBullet, Writer
from drafter.proof.complaint import Complaint
from drafter.proof.own_words import borrowed, leaked, own_words
from drafter.proof.proof import complaints
from drafter.proof.tokens import fill
from drafter.proof.without_values import masked_without, values_of, without_values
from drafter.records import Brief, Bullet, Finding, Passage, Repair, Sentence, Severity
from drafter.writing.jobs import Job
from drafter.writing.tally import Tally

MAX_REPAIRS = 2


def write_section(
    job: Job,
    brief: Brief,
    writer: Writer,
    tally: Tally,
    second_reader: SecondReader | None = None,
) -> dict[str, Sentence]:
    """Have a section written and proved: bullet id → its sentence.

    What is refused is asked for again, MAX_REPAIRS times at most; what is left the rules write. A
    note with a number that was not read they write at once: it has no token, so no model sees it.
    Raises WriterError where no answer came at all, or none is to be hoped for.
    """
    work = _Work(job, brief, tuple(_shown(job.passages, writer.wants_passages)))
    for attempt in range(MAX_REPAIRS + 1):
        if work.is_done() or tally.stop.is_set():
            break
        proved = [
            answer
            for answer in _answers(writer, work.task(attempt), tally)
            if work.judge(answer, attempt)
        ]
        if second_reader and not tally.stop.is_set():
            work.read_again(proved, attempt, second_reader, tally)
    return work.sentences()


def by_rules(bullet: Bullet, base: TaskBullet, repairs: tuple[Repair, ...] = ()) -> Sentence:
    """The bullet as a sentence without a model; `repairs` is what was refused before."""
    text, marks = fill(base.masked, bullet)
    return Sentence(f"T{bullet.id}", text, (bullet.id,), RULES, marks=marks, repairs=repairs)


def fallbacks(sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """A finding for each bullet of which no answer could be proved: the rules wrote it."""
    for sentence in sentences:
        if sentence.repairs and sentence.author == RULES:
            reasons = "；".join(sentence.repairs[-1].reasons)
            message = t("draft.fallback", reasons=reasons)
            yield Finding("WRT101", Severity.INFO, message, sentence.id, sentence.text)


@dataclass
class _Work:
    """A section while it is written.

    shown    the passages its writer sees
    done     bullet → the proved answer
    repairs  bullet → the answers that were no good, as people are told of them
    refused  bullet → the last of these, as its writer is told
    """

    job: Job
    brief: Brief
    shown: tuple[Passage, ...]
    done: dict[str, Answer] = field(default_factory=dict)
    repairs: dict[str, tuple[Repair, ...]] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._bullets = {bullet.id: (bullet, base) for bullet, base in self.job.bullets}
        self._asked = {
            id for id, (bullet, _) in self._bullets.items() if not unread_figures(bullet.text)
        }
        self._known = " ".join((*self.job.headings, self.brief.organization, self.brief.title))
        values = values_of(self.brief)
        self._headings = tuple(masked_without(heading, values) for heading in self.job.headings)
        self._remark = without_values(self.job.remark, values)
        self._passages = tuple(
            replace(passage, masked=without_values(passage.masked, values))
            for passage in self.shown
        )

    def is_done(self) -> bool:
        return self.done.keys() == self._asked

    def task(self, attempt: int) -> Task:
        """What is left, with why its last answers were refused; no value of a fact is in it."""
        job = self.job
        left = {
            id: base
            for id, (_, base) in self._bullets.items()
            if id in self._asked - self.done.keys()
        }
        return Task(
            headings=self._headings,
            part=job.section.part,
            bullets=tuple(left.values()),
            passages=self._passages,
            attempt=attempt,
            refused={id: self.refused[id] for id in left if id in self.refused},
            remark=self._remark,
            turn=job.turn,
        )

    def judge(self, answer: Answer, attempt: int) -> bool:
        """Whether an answer is proved: it is taken, or noted with why it is refused."""
        id = answer.bullet
        if id not in self._asked or id in self.done:
            return False
        if found := self._complaints(*self._bullets[id], answer):
            self._refuse(answer, attempt, found)
            return False
        self.done[id] = answer
        return True

    def read_again(
        self, proved: Sequence[Answer], attempt: int, reader: SecondReader, tally: Tally
    ) -> None:
        """Refuse those of the proved answers that a second reader objects to."""
        answers = {answer.bullet: without_end(answer.text) for answer in proved}
        bullets = tuple(
            base
            for id, (_, base) in self._bullets.items()
            if answers.get(id, base.masked) != base.masked
        )
        if not bullets:
            return
        task = Task(self._headings, self.job.section.part, bullets)
        quotes = _objections(reader, task, answers, self.job.section.heading, tally)
        for id, words in quotes.items():
            found = [Complaint(t("proof.second_reader", text=text)) for text in words]
            self._refuse(self.done.pop(id), attempt, found, by_second_reader=True)

    def sentences(self) -> dict[str, Sentence]:
        """What was proved, then what the rules write."""
        proved = {id: self._sentence(answer) for id, answer in self.done.items()}
        left = {
            id: by_rules(bullet, base, self.repairs.get(id, ()))
            for id, (bullet, base) in self._bullets.items()
            if id not in self.done
        }
        return proved | left

    def _refuse(
        self,
        answer: Answer,
        attempt: int,
        found: Sequence[Complaint],
        *,
        by_second_reader: bool = False,
    ) -> None:
        id = answer.bullet
        bullet, _ = self._bullets[id]
        reasons = tuple(complaint.for_people(bullet) for complaint in found)
        repair = Repair(attempt, answer.author.writer, answer.text, reasons, by_second_reader)
        self.repairs[id] = (*self.repairs.get(id, ()), repair)
        told = tuple(complaint.for_model() for complaint in found)
        self.refused[id] = Refusal(without_end(answer.text), told)

    def _complaints(self, bullet: Bullet, base: TaskBullet, answer: Answer) -> list[Complaint]:
        """Why an answer is refused; none for the note as it stands."""
        if answer.fault:
            return [Complaint(answer.fault)]
        text = without_end(answer.text)
        if answer.author.writer == RULES.writer and text == without_end(base.masked):
            return []
        found = complaints(bullet, base, text, self.job.section.part, self._known)
        if copied := leaked(text, base.masked, self._shown_texts()):
            found.append(Complaint(t("proof.leaked", text=copied)))
        if words := borrowed(text, f"{base.masked} {self._known}", self.job.remark):
            found.append(Complaint(t("proof.remark", text=words)))
        return found

    def _sentence(self, answer: Answer) -> Sentence:
        bullet, _ = self._bullets[answer.bullet]
        text, marks = fill(without_end(answer.text), bullet)
        rules = answer.author.writer == RULES.writer
        return Sentence(
            id=f"T{bullet.id}",
            text=text,
            bullets=(bullet.id,),
            author=answer.author,
            marks=marks,
            passages=() if rules else tuple(passage.id for passage in self.shown),
            repairs=self.repairs.get(bullet.id, ()),
            own=() if rules else own_words(text, bullet.text, self._shown_texts()),
        )

    def _shown_texts(self) -> list[str]:
        return [passage.masked for passage in self.shown]


def _shown(passages: Sequence[Passage], wants: Mapping[str, int]) -> Iterator[Passage]:
    """Of each shelf no more than the writer wants, and none that is not masked."""
    for shelf, most in wants.items():
        masked = [passage for passage in passages if passage.masked and passage.shelf == shelf]
        yield from masked[:most]


def _answers(writer: Writer, task: Task, tally: Tally) -> Iterator[Answer]:
    """The writer's answers as they come; an error after the first answer of a run is a notice."""
    try:
        for answer in writer.write(task):
            tally.add(answer)
            yield answer
            if tally.stop.is_set():
                return
    except (WriterRefused, ReplayMissing):
        raise
    except WriterError as error:
        if not tally.answered:
            # Nothing will come: better to say so than to wait for every section.
            raise WriterRefused(t("writer.nothing", reason=error)) from error
        tally.note(str(error))


def _objections(
    reader: SecondReader, task: Task, answers: Mapping[str, str], heading: str, tally: Tally
) -> Mapping[str, tuple[str, ...]]:
    """What a second reader objects to; nothing and a notice where it has no say: it never fails."""
    try:
        found = reader.read(task, answers)
    except WriterError as error:
        fault = str(error).splitlines()[0]
        tally.note(t("second_reader.ignored", section=heading, reason=fault))
        return {}
    tally.add(found)
    if found.fault:
        tally.note(t("second_reader.ignored", section=heading, reason=found.fault))
    return found.quotes
