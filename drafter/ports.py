"""What we ask of the world.

Adapters in writing/ and retrieval/ answer; the pure part knows only these.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from drafter.records import Author, FactKind, Part, Passage, PlanItem


@dataclass(frozen=True, slots=True)
class Token:
    """A stand-in for one fact or gap of a bullet: 【F1】; numbered anew in every bullet.

    kind  of what it stands for
    word  the same in a word that a model may be told: 时间, 单位; "" for none
    unit  the measure word or unit that follows it in the bullet and has to follow it in the answer;
          "" for none
    """

    name: str
    kind: FactKind
    unit: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class TaskBullet:
    """A bullet as a writer sees it: every fact and gap is a token.

    So no value can be altered, invented or leaked.

    masked  the note with its tokens and without an end mark: 举办培训【F1】场次，参训【F2】人
    """

    id: str
    masked: str
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer may not stand, as its writer is told; no value of the notes is in it.

    text     the sentence with its tokens; "" where none could be read
    reasons  in words a model can act on, facts by their tokens
    """

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What a writer is asked at once: some bullets of one section, and no value of any fact.

    worded      how the rules word the bullets: id, or ids of bullets joined (B4+B5) → the sentence
                without end mark, in the tokens of the bullet or of the joined ones
    earlier     bullet → the sentence of an earlier document that says the like of it, masked; a
                bullet left out: none
    lead        the sentence without facts with which the rules open the section; "" where none is
                wanted, or the office's own of an earlier report stands
    headings    masked headings from the document's part down to the section
    passages    of each shelf as many as the writer wants, masked: reports show how to say it,
                policies what it must agree with
    attempt     0 first, then 1 and 2 for the bullets whose answers were refused
    refused     bullet id → why its last answer was refused
    unled       why the sentence that opens the section was refused; None where it is not asked
                for again. It may be all that is left: then there are no bullets
    remark      what a reviewer asks of the wording, masked; never a source of facts; "" for nothing
    called      the last heading as the notes have it, for messages to the user; never sent
    turn        0 for a draft; a section that is written again is written otherwise at each turn,
                from 1 on
    """

    headings: tuple[str, ...]
    part: Part
    bullets: tuple[TaskBullet, ...]
    passages: tuple[Passage, ...] = ()
    attempt: int = 0
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    remark: str = ""
    called: str = ""
    turn: int = 0
    worded: Mapping[str, str] = field(default_factory=dict)
    lead: str = ""
    earlier: Mapping[str, str] = field(default_factory=dict)
    unled: Refusal | None = None

    @property
    def units(self) -> Mapping[str, str]:
        """What the rules make a sentence of, each with that sentence; without rules, the notes."""
        return self.worded or {bullet.id: bullet.masked for bullet in self.bullets}


LEAD = ""
"""What an answer that is the lead of its section has in the place of a bullet's id."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A writer's text for a bullet, tokens still in place, and what it cost.

    bullet     its id; B4+B5 where the text states several, in the tokens of `proof.joined`; LEAD
    text       one or more sentences, any end mark
    item       how the writer puts it into its section: then the order of its answers is that of the
               section; None where the rules' plan stands
    fault      why no sentence could be read, in words a model can act on: then text is ""
    replayed   it came from the journal: nothing was paid for it
    """

    bullet: str
    text: str
    author: Author
    fault: str = ""
    replayed: bool = False
    seconds: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = None
    item: PlanItem | None = None


class Writer(Protocol):
    """Turns bullets into sentences.

    wants_passages  shelf → how many passages of it the writer can make use of; a shelf left out:
                    none
    parallel        how many tasks it can take at once
    """

    name: str
    model: str
    wants_passages: Mapping[str, int]
    parallel: int

    def write(self, task: Task) -> Iterator[Answer]:
        """Yield an answer for each bullet of the task, as they come; a bullet may be left out.

        Raises WriterError where there is no hope of any answer.
        """
        ...


@dataclass(frozen=True, slots=True)
class Objections:
    """What a second reader has against the answers of a task, and what it cost.

    quotes    bullet → words of its answer that its note does not say, or says otherwise; a bullet
              left out: none
    fault     why the reply is of no use; "" for nothing: then quotes is empty
    replayed  it came from the journal: nothing was paid for it
    """

    quotes: Mapping[str, tuple[str, ...]]
    fault: str = ""
    replayed: bool = False
    seconds: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = None


class SecondReader(Protocol):
    """Reads answers that are proved beside their notes. It can only object."""

    def read(self, task: Task, answers: Mapping[str, str]) -> Objections:
        """What the answers say beyond the bullets of the task, which are theirs.

        answers  bullet → its text, tokens still in place
        Raises WriterError where there is no reply.
        """
        ...


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages are wanted; an empty field asks for nothing.

    shelf    "report" or "policy", exactly
    kind     总结, 计划, 办法 …; 总结 finds 总结和计划 too
    unit     part of the unit's name, or of the title, which often begins with it
    period, section  part of the period, of a heading above the passage
    """

    shelf: str = ""
    kind: str = ""
    unit: str = ""
    period: str = ""
    section: str = ""

    @property
    def narrow(self) -> bool:
        """Whether it asks for more than a shelf."""
        return any((self.kind, self.unit, self.period, self.section))


ANY = Filter()


class Retriever(Protocol):
    """Finds passages of earlier documents."""

    def prepare(self, queries: Sequence[str]) -> None:
        """Get ready for queries that are about to come; only a matter of speed."""
        ...

    def search(self, query: str, *, limit: int = 5, only: Filter = ANY) -> Sequence[Passage]:
        """The best passages for a query of those that `only` lets through, best first; unmasked."""
        ...


class Rows(Protocol):
    """Vectors as the rows of a matrix, whichever library made it."""

    def __array__(self) -> Any:
        """The matrix as numpy has it: a row a text, each of length 1."""
        ...


class Embedder(Protocol):
    """Turns texts into vectors; a passage and a question may be set differently.

    name  of the model and its weights: vectors of another name are of another space
    """

    name: str

    def passages(self, texts: list[str]) -> Rows:
        """Vectors of passages."""
        ...

    def queries(self, texts: list[str]) -> Rows:
        """Vectors of questions."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A document that is held, by what a report can name it by.

    number  under which it was issued: 云政办发〔2024〕12号
    led_by  title of the newer version that is found in its stead; "" for none
    """

    id: str
    title: str
    number: str = ""
    date: str = ""
    led_by: str = ""


class Holdings(Protocol):
    """Tells what documents are held, and what they say."""

    def documents(self) -> Sequence[Held]:
        """All of them, older versions included."""
        ...

    def passages(self, document: str) -> Sequence[tuple[int | None, str]]:
        """The text of a document, each piece with its article (see numerals.article_numbers)."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model, whole: two equal requests have one answer.

    params is everything that shapes the answer (temperature, seed, grammar, limit), JSON-able.
    """

    writer: str
    model: str
    messages: tuple[tuple[str, str], ...]
    params: tuple[tuple[str, str | int | float], ...] = ()


FILTERED, LENGTH, THOUGHT = "filtered", "length", "thought"
"""A filter stopped it; it was cut before its first line; the model thought, and said nothing."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said, and its cost.

    ended  why there is no text: FILTERED, LENGTH, THOUGHT; "" where nothing tells, or there is one
    """

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cost: Decimal | None = None
    ended: str = ""


class Journal(Protocol):
    """Keeps every reply once, on disk, the moment it arrives."""

    def recall(self, request: Request) -> Reply | None:
        """The reply kept for this very request, or None."""
        ...

    def keep(self, request: Request, reply: Reply) -> None:
        """Store a reply; on disk when this returns."""
        ...


OpenJournal = Callable[[], Journal]
"""Opens the journal, for a writer that needs one."""
