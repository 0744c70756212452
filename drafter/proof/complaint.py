"""What the proof has to say against an answer."""

from dataclasses import dataclass

from drafter.proof.tokens import slots, tail
from drafter.records import Bullet


@dataclass(frozen=True, slots=True)
class Complaint:
    """One reason why an answer may not stand.

    text  in words that its writer can act on. A fact or gap of the note stands in it as its token,
          what the answer brought in as the answer has it, so it holds no value of the note.
    """

    text: str

    def for_model(self) -> str:
        """As a model may read it: with tokens."""
        return self.text

    def for_people(self, bullet: Bullet) -> str:
        """As people read it: with what the note has in the place of each token."""
        text = self.text
        for number, slot in enumerate(slots(bullet), 1):
            for token in (f"【F{number}】{tail(slot)}", f"【F{number}】"):
                text = text.replace(token, f"“{slot.text}”")
        return text
