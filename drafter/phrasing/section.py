"""How the rules word a section: its plan, a sentence for each item of it, its lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.documents.plan import as_noted
from drafter.phrasing.realise import realised
from drafter.ports import TaskBullet
from drafter.proof.joined import joined_id
from drafter.records import Bullet, Section, SectionPlan


@dataclass(frozen=True, slots=True)
class Worded:
    """A section as the rules write it.

    texts  id of every bullet without others below it, and of those joined by the plan → the
           sentence without end mark, in the tokens of the bullet or of the joined ones
    lead   the sentence that opens it, with its end mark; "" for none
    """

    plan: SectionPlan
    texts: Mapping[str, str]
    lead: str = ""

    def units(self, wanted: Sequence[str]) -> Iterator[str]:
        """The ids of `texts` that state the wanted bullets, joined where all of them are wanted."""
        for top in self.plan.items:
            for item in top.walk():
                joined = joined_id(item.bullets)
                if joined in self.texts and set(item.bullets) <= set(wanted):
                    yield joined
                else:
                    yield from (id for id in item.bullets if id in wanted)


def word_section(
    section: Section, notes: Sequence[tuple[Bullet, TaskBullet]], known: str
) -> Worded:
    """Plan and word a section.

    notes  its bullets without others below them, each as writers see it
    known  as in `proof.complaints`
    """
    texts = {bullet.id: realised(bullet, base, section.part, known) for bullet, base in notes}
    return Worded(as_noted(section), texts)
