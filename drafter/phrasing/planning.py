"""The plan of a section by the rules: its sentences, and where a paragraph ends (谋篇)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from drafter.documents.plan import as_item, as_noted, plan_faults
from drafter.phrasing.frames import Opening
from drafter.phrasing.grouping import grouped, rows
from drafter.phrasing.groups import Group
from drafter.phrasing.leaves import Leaf
from drafter.proof.joined import joined_id
from drafter.proof.proof import complaints
from drafter.records import Bullet, Part, PlanItem, Section, SectionPlan

_LONG, _LEAST = 380, 120  # characters: of a section that is parted; of each of its paragraphs
_FEWEST = 3  # deeds below a note that are numbered
_COMING = re.compile("^将于?")


def plan_section(
    section: Section, leaves: Mapping[str, Leaf], known: str
) -> tuple[SectionPlan, dict[str, str]]:
    """The plan, and by their id the sentences of notes that are joined or said in other words.

    known  as in `proof.complaints`
    """
    noted = as_noted(section)
    groups = [group for row in rows(section, leaves) for group in grouped(row, section.part, known)]
    plan = replace(noted, items=tuple(_items(section, groups, noted.items, leaves)))
    if plan_faults(plan, section):
        return noted, {}
    if section.part not in (Part.PROBLEMS, Part.PLANNED):
        plan = replace(plan, items=_parted(plan.items, groups))
    told = [group for group in groups if group.text != group.first.text]
    texts = {joined_id([leaf.bullet.id for leaf in one.leaves]): one.text for one in told}
    return plan, {**texts, **dict(_numbered_plans(plan, leaves, known))}


def _numbered_plans(
    plan: SectionPlan, leaves: Mapping[str, Leaf], known: str
) -> Iterator[tuple[str, str]]:
    """The plans that say 将 behind 一是, without it: their number tells that they are plans."""
    for leaf in (leaves[item.bullets[0]] for item in plan.items if item.listed):
        text = _COMING.sub("", leaf.text)
        shorter = text != leaf.text and not _COMING.match(leaf.base.masked)
        if shorter and not complaints(leaf.bullet, leaf.base, text, Part.PLANNED, known):
            yield leaf.bullet.id, text


def _items(
    section: Section,
    groups: Sequence[Group],
    noted: Sequence[PlanItem],
    leaves: Mapping[str, Leaf],
) -> list[PlanItem]:
    """The groups in their order; a note with others below it stays where the notes have it."""
    ids = [tuple(leaf.bullet.id for leaf in group.leaves) for group in groups]
    alone = {item.bullets: item for item in noted}
    items: list[PlanItem] = []
    for bullet in section.bullets:
        while ids and sum(len(item.bullets) for item in items) < section.bullets.index(bullet):
            items.append(alone.get(ids[0]) or PlanItem(ids[0]))
            ids.pop(0)
        if bullet.children:
            items.append(replace(as_item(bullet), data=not _are_deeds(bullet, section, leaves)))
    return [*items, *(alone.get(group) or PlanItem(group) for group in ids)]


def _are_deeds(bullet: Bullet, section: Section, leaves: Mapping[str, Leaf]) -> bool:
    """Whether what stands below a note are deeds, plans or problems of some number.

    What counts by the unit of the note is a part of its figure: 检查412家次, 矿山76家次.
    """
    below = bullet.children
    units = {fact.unit for fact in bullet.facts if fact.unit}
    parts = [child for child in below if any(fact.unit in units for fact in child.facts)]
    if len(below) < _FEWEST or len(parts) == len(below):
        return False
    known = [leaves[child.id] for child in below if child.id in leaves]
    ahead = section.part in (Part.PROBLEMS, Part.PLANNED)
    return ahead or all(_is_deed(leaf) for leaf in known)


def _is_deed(leaf: Leaf) -> bool:
    """Whether a note tells what was done, and no clause of it has a subject of its own."""
    return leaf.opening is Opening.DEED and not leaf.names_doer


def _parted(items: tuple[PlanItem, ...], groups: Sequence[Group]) -> tuple[PlanItem, ...]:
    """A long section as two paragraphs, where its matter changes most."""
    by_id = {group.leaves[0].bullet.id: group for group in groups}
    if any(item.below for item in items):
        return items
    lengths = [sum(leaf.length + 1 for leaf in by_id[item.bullets[0]].leaves) for item in items]
    if sum(lengths) <= _LONG:
        return items
    nouns = [
        frozenset[str]().union(*(leaf.nouns for leaf in by_id[item.bullets[0]].leaves))
        for item in items
    ]

    before = [0, *accumulate(lengths)]
    whole = before[-1]

    def strain(at: int) -> tuple[int, int]:
        """What the paragraphs before and behind an item share, and how unlike they are in size."""
        return len(nouns[at - 1] & nouns[at]), abs(2 * before[at] - whole)

    places = [at for at in range(1, len(items)) if _LEAST <= before[at] <= whole - _LEAST]
    best = min(places, key=strain, default=0)
    return tuple(replace(item, paragraph=0 < best == at) for at, item in enumerate(items))
