"""How the rules word a section: its plan, a sentence for each item of it, its lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.documents.plan import as_noted
from drafter.phrasing.archive import Archive
from drafter.phrasing.archived import Notes, Unit, archived
from drafter.phrasing.leads import lead_of
from drafter.phrasing.leaves import Leaf
from drafter.phrasing.planning import plan_section
from drafter.phrasing.realise import OPENING, PARTS, STEPS, realised
from drafter.ports import TaskBullet
from drafter.proof.joined import ids_of, joined_bullet, joined_id, joined_task_bullet
from drafter.proof.proof import is_too_long
from drafter.proof.tokens import fill, mask_bullet
from drafter.records import Bullet, PlanItem, Section, SectionPlan


@dataclass(frozen=True, slots=True)
class Worded:
    """A section as the rules write it.

    texts    id of every bullet without others below it, and of those joined by the plan → the
             sentence without end mark, in the tokens of the bullet or of the joined ones
    lead     the sentence that opens it, with its end mark; "" for none
    above    id of a note with others below it → its sentence without end mark, in its tokens
    after    of these, those worded after an earlier document: id → id of the passage
    earlier  id of a bullet → the sentence of an earlier document that says the like of it
    """

    plan: SectionPlan
    texts: Mapping[str, str]
    lead: str = ""
    after: Mapping[str, str] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)
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
    leads: Sequence[str] = (),
) -> Worded:
    """Plan and word a section.

    notes     its bullets without others below them, each as writers see it
    known     as in `proof.complaints`
    learned   as in `Note`
    archives  earlier documents, those whose words are to be had first before others
    leads     the leads of the sections before it

    Where one of them is too long to be proved each note is worded by itself, and nothing leads.
    """
    if any(is_too_long(bullet.text) for bullet, _ in notes):
        return _as_it_stands(section, notes, known, learned)
    past = archived(section, notes, known, archives)
    groups = [ids_of(id) for id in past.texts if len(ids_of(id)) > 1]

    parts = set(_parts(section.bullets))

    def text_of(bullet: Bullet, base: TaskBullet) -> str:
        earlier = past.texts[bullet.id].text if bullet.id in past.texts else ""
        steps = PARTS if bullet.id in parts else STEPS
        return realised(bullet, base, section.part, known, steps, earlier, learned)

    above = {
        bullet.id: realised(bullet, mask_bullet(bullet), section.part, known, OPENING, "", learned)
        for bullet in _opening(section.bullets)
    }

    leaves = {bullet.id: Leaf(bullet, base, text_of(bullet, base)) for bullet, base in notes}
    texts = {id: leaf.text for id, leaf in leaves.items()}
    if groups:  # an earlier sentence joins notes: the plan is its
        plan = _together(as_noted(section), groups)
        joined = {unit[0].id: text_of(*unit) for unit in _joined_notes(notes, groups)}
    else:
        plan, joined = plan_section(section, leaves, known)
    texts |= joined
    after = {id: words.passage for id, words in past.texts.items()}
    after |= {id: after[part] for id in joined for part in ids_of(id)[::-1] if part in after}
    lead = lead_of(section, notes, _told(section, texts), known, leads)
    return Worded(replace(plan, lead=bool(lead)), texts, lead, after, above, past.nearest)


def _as_it_stands(
    section: Section, notes: Notes, known: str, learned: Mapping[str, tuple[str, ...]] | None
) -> Worded:
    texts = {
        bullet.id: realised(bullet, base, section.part, known, learned=learned)
        for bullet, base in notes
    }
    return Worded(as_noted(section), texts)


def _opening(bullets: Sequence[Bullet]) -> Iterator[Bullet]:
    """The notes with others below them, however deep."""
    for bullet in bullets:
        yield from (each for each in bullet.walk() if each.children)


def _parts(bullets: Sequence[Bullet]) -> Iterator[str]:
    """The ids of notes that count by the unit of the note above them."""
    for bullet in bullets:
        units = {fact.unit for fact in bullet.facts if fact.unit}
        for child in bullet.children:
            if any(fact.unit in units for fact in child.facts):
                yield child.id
        yield from _parts(bullet.children)


def _told(section: Section, texts: Mapping[str, str]) -> list[str]:
    """What each note of a section says; one with others below it without those.

    Notes that one sentence states count each: a lead is asked for by what there is to lead.
    """
    return [
        bullet.text if bullet.children else fill(texts[bullet.id], bullet)[0]
        for bullet in section.bullets
    ]


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
