"""How the rules word a section: its plan, a sentence for each item of it, its lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.phrasing.leads import lead_of
from drafter.phrasing.leaves import Leaf
from drafter.phrasing.planning import plan_section
from drafter.phrasing.realise import realised
from drafter.ports import TaskBullet
from drafter.proof.joined import joined_bullet, joined_id
from drafter.proof.tokens import fill
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
    section: Section,
    notes: Sequence[tuple[Bullet, TaskBullet]],
    known: str,
    leads: Sequence[str] = (),
) -> Worded:
    """Plan and word a section.

    notes  its bullets without others below them, each as writers see it
    known  as in `proof.complaints`
    leads  the leads of the sections before it
    """
    leaves = {
        bullet.id: Leaf(bullet, base, realised(bullet, base, section.part, known))
        for bullet, base in notes
    }
    plan, joined = plan_section(section, leaves, known)
    texts = {id: leaf.text for id, leaf in leaves.items()} | joined
    by_id = {bullet.id: bullet for bullet, _ in notes}
    lead = lead_of(section, notes, _sentences(section, plan, texts, by_id), known, leads)
    return Worded(replace(plan, lead=bool(lead)), texts, lead)


def _sentences(
    section: Section, plan: SectionPlan, texts: Mapping[str, str], notes: Mapping[str, Bullet]
) -> list[str]:
    """The sentences of a section with their values; one with others below it without those."""
    tops = {bullet.id: bullet.text for bullet in section.bullets if bullet.children}
    joined = [
        joined_bullet([notes[id] for id in item.bullets]) for item in plan.items if not item.below
    ]
    return [*tops.values(), *(fill(texts[bullet.id], bullet)[0] for bullet in joined)]
