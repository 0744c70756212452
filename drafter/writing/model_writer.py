"""What every writer that asks a model shares: the journal, authorship, notices, counting."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from drafter.ports import Answer, Journal, Reply, Request, SecondReader, Task, Writer
from drafter.records import Author
from drafter.writing.journal import ask
from drafter.writing.prompts import Messages, Prompt

Params = tuple[tuple[str, str | int | float], ...]
Asked = tuple[Reply, bool]  # what the model said, and whether the journal said it


class ModelWriter(ABC):
    """A model as a writer; implements ports.Writer. A subclass says how its model is asked.

    notices  what staff should know though the run goes on
    """

    name: str
    wants_passages: Mapping[str, int] = {}
    parallel = 1

    def __init__(self, model: str, journal: Journal) -> None:
        self.model = model
        self.notices: list[str] = []
        self._journal = journal

    @abstractmethod
    def write(self, task: Task) -> Iterator[Answer]:
        """Yield answers for the bullets of a task; see ports.Writer."""

    @abstractmethod
    def reply(self, request: Request) -> Reply:
        """What the model says to any question. Raises WriterError."""

    def ways(self) -> Sequence[Writer]:
        """Who writes the first and the second way in which a section could read."""
        return (self, self)

    def second_reader(self) -> SecondReader | None:
        """None, unless a subclass says who: a small model is no judge of words."""
        return None

    def _ask(self, messages: Messages, params: Params) -> Asked:
        """What the journal has for this question, else what the model says."""
        return ask(self._journal, Request(self.name, self.model, messages, params), self.reply)

    def _author(self, prompt: Prompt, manner: str = "") -> Author:
        return Author(self.name, manner, self.model, prompt.name, prompt.version)


def answer_of(bullet: str, text: str, author: Author, asked: Sequence[Asked] = ()) -> Answer:
    """An answer with the cost of all that was asked for it.

    It is replayed where every reply came from the journal.
    """
    costs = [reply.cost for reply, _ in asked if reply.cost is not None]
    return Answer(
        bullet,
        text,
        author,
        replayed=bool(asked) and all(replayed for _, replayed in asked),
        seconds=sum(reply.seconds for reply, _ in asked),
        prompt_tokens=sum(reply.prompt_tokens for reply, _ in asked),
        completion_tokens=sum(reply.completion_tokens for reply, _ in asked),
        cost=sum(costs[1:], costs[0]) if costs else None,
    )
