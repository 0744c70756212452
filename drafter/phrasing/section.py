"""How the rules word a section: its plan, a sentence for each item of it, its lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.documents.plan import as_noted
from drafter.phrasing.archive import Archive
from drafter.phrasing.archived import Notes, Unit, archived
from drafter.phrasing.realise import realised
from drafter.ports import LEAD
from drafter.proof.joined import ids_of, joined_bullet, joined_id, joined_task_bullet
from drafter.records import PlanItem, Section, SectionPlan


@dataclass(frozen=True, slots=True)
class Worded:
    """A section as the rules write it.

    texts    id of every bullet without others below it, and of those joined by the plan → the
             sentence without end mark, in the tokens of the bullet or of the joined ones
    lead     the sentence that opens it, with its end mark; "" for none
    after    of these, those worded after an earlier document: id, LEAD for the lead → id of the
             passage
    earlier  id of a bullet → the sentence of an earlier document that says the like of it
    """

    plan: SectionPlan
    texts: Mapping[str, str]
    lead: str = ""
    after: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)

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
    notes: Notes,
    known: str,
    archives: Sequence[Archive] = (),
    learned: Mapping[str, tuple[str, ...]] | None = None,
) -> Worded:
    """Plan and word a section.

    notes     its bullets without others below them, each as writers see it
    known     as in `proof.complaints`
    learned   as in `Note`
    archives  earlier documents, those whose words are to be had first before others
    """
    past = archived(section, notes, known, archives)
    joined = [ids_of(id) for id in past.texts if len(ids_of(id)) > 1]
    texts = {
        bullet.id: realised(
            bullet,
            base,
            section.part,
            known,
            text=past.texts[bullet.id].text if bullet.id in past.texts else "",
            learned=learned,
        )
        for bullet, base in (*notes, *_joined_notes(notes, joined))
    }
    lead = past.lead.text if past.lead else ""
    passages = {id: after.passage for id, after in past.texts.items()}
    if past.lead:
        passages[LEAD] = past.lead.passage
    plan = replace(_together(as_noted(section), joined), lead=bool(lead))
    return Worded(plan, texts, lead, passages, past.nearest)


def _joined_notes(notes: Notes, groups: Sequence[tuple[str, ...]]) -> Iterator[Unit]:
    """The bullets of each group as one."""
    by_id = {bullet.id: (bullet, base) for bullet, base in notes}
    for group in groups:
        units = [by_id[id] for id in group]
        yield (
            joined_bullet([bullet for bullet, _ in units]),
            joined_task_bullet([base for _, base in units]),
        )


def _together(plan: SectionPlan, groups: Sequence[tuple[str, ...]]) -> SectionPlan:
    """The plan with each group of neighbours as one item."""
    return replace(plan, items=_joined(plan.items, groups))


def _joined(items: Sequence[PlanItem], groups: Sequence[tuple[str, ...]]) -> tuple[PlanItem, ...]:
    by_first = {group[0]: group for group in groups}
    others = {id for group in groups for id in group[1:]}
    return tuple(
        replace(
            item,
            bullets=by_first.get(item.bullets[0], item.bullets),
            below=_joined(item.below, groups),
        )
        for item in items
        if item.bullets[0] not in others
    )
