"""What the answers of a run came to."""

from dataclasses import dataclass, field
from decimal import Decimal
from threading import Event, Lock

from drafter.messages import t
from drafter.ports import Answer, Objections


@dataclass
class Tally:
    """Sums over the answers of a run; safe for threads.

    asked, replayed  questions that a model answered, and that a journal did
    refused   requests that an endpoint did not take
    answered  whether any answer came at all
    notices   what writers said that did not stop the run, each once
    unwritten  why a writer gave nothing → the sections that the rules wrote for it
    stop      set when the run is given up: nothing more is asked
    """

    asked: int = 0
    replayed: int = 0
    seconds: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: Decimal | None = None
    answered: bool = False
    notices: list[str] = field(default_factory=list)
    unwritten: dict[str, list[str]] = field(default_factory=dict)
    refused: int = 0
    stop: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    def add(self, answer: Answer | Objections) -> None:
        """Count what a model said, also where its words are then of no use."""
        with self._lock:
            paid = answer.completion_tokens > 0
            self.answered = True
            self.asked += paid and not answer.replayed
            self.replayed += paid and answer.replayed
            self.seconds += answer.seconds
            self.prompt_tokens += answer.prompt_tokens
            self.completion_tokens += answer.completion_tokens
            if answer.cost is not None:
                self.cost = (self.cost or Decimal(0)) + answer.cost

    def note(self, notice: str) -> None:
        """Keep a notice, once."""
        with self._lock:
            if notice not in self.notices:
                self.notices.append(notice)

    def leave_to_rules(self, section: str, reason: str, *, refused: bool = False) -> None:
        """Note that a section got no answer, and why; refused: its own request was not taken."""
        with self._lock:
            self.refused += refused
            sections = self.unwritten.setdefault(reason, [])
            if section not in sections:
                sections.append(section)

    def told(self) -> tuple[str, ...]:
        """The notices, and of the sections left to the rules one for each reason."""
        left = (
            t("writer.by_rules", sections="、".join(sections), reason=reason)
            for reason, sections in self.unwritten.items()
        )
        return (*self.notices, *left)
