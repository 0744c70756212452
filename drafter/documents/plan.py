"""The plan of a section (谋篇): which bullets a sentence states, in what order, what is a list."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.records import Bullet, Part, PlanItem, Section, SectionPlan

_PAIR, _BRIEF = 2, 60  # plans that are too few to be numbered, and characters of one
_MOST_NUMBERED = 10  # items: 十一是 is no label of a report
_TELLS_YEAR = re.compile("^[0-9]{4}年(?:是|系|为)")
_LISTED = {Part.PROBLEMS, Part.PLANNED}


def are_brothers(ids: Sequence[str], section: Section) -> bool:
    """Whether bullets stand below the same bullet of a section, or right in it, each named once."""
    parents = _parents(section)
    homes = {parents.get(id, "?") for id in ids}
    return len(homes) == 1 and "?" not in homes and len(set(ids)) == len(ids)


def as_item(bullet: Bullet) -> PlanItem:
    """A bullet by itself, with those below it in the order of the notes."""
    return PlanItem((bullet.id,), tuple(map(as_item, bullet.children)))


def as_noted(section: Section) -> SectionPlan:
    """A sentence a bullet, in the order of the notes.

    Problems and plans are numbered where there are several and none has others below it. An office
    gives no numbers to two short plans, to a dozen items, and where one only tells what year it is.
    """
    bullets = section.bullets
    listed = section.part in _LISTED and 1 < len(bullets) <= _MOST_NUMBERED
    if any(bullet.children or _TELLS_YEAR.match(bullet.text) for bullet in bullets):
        listed = False
    if section.part is Part.PLANNED and len(bullets) <= _PAIR:
        listed = listed and max((len(bullet.text) for bullet in bullets), default=0) > _BRIEF
    items = (replace(as_item(bullet), listed=listed) for bullet in bullets)
    return SectionPlan(section.id, tuple(items))


def regrouped(section: Section, groups: Sequence[PlanItem], author: str) -> SectionPlan:
    """The plan whose leaves are put together as `groups` have it, in their order.

    A group counts where it has leaves of one parent that no group before it has; what is in none
    follows what stands before it in the notes. A bullet with others below it stands where the
    first of those does. Where the groups number nothing, what `as_noted` numbers is numbered.
    """
    if not any(group.listed for group in groups):
        listed = {id for item in as_noted(section).items if item.listed for id in item.bullets}
        groups = [replace(group, listed=set(group.bullets) <= listed) for group in groups]
    taken: set[str] = set()
    kept: list[PlanItem] = []
    for group in groups:
        if are_brothers(group.bullets, section) and not taken & set(group.bullets):
            kept.append(replace(group, below=()))
            taken |= set(group.bullets)
    for before, bullet in _leaves_in_order(section):
        if bullet.id not in taken:
            kept.insert(_behind(kept, before), PlanItem((bullet.id,)))
    plan = SectionPlan(section.id, tuple(_level(section.bullets, kept)), author=author)
    return plan if not plan_faults(plan, section) else replace(as_noted(section), author=author)


def stated_together(
    groups: Sequence[PlanItem], ids: Sequence[str], section: Section
) -> list[PlanItem]:
    """The groups with one for these bullets, where the first stands that has some of them.

    Where none has, it stands before the first group that begins behind them in the notes.
    """
    order = {bullet.id: n for n, (_, bullet) in enumerate(_leaves_in_order(section))}
    own = set(ids)
    behind = (n for n, g in enumerate(groups) if order.get(g.bullets[0], -1) > order[ids[0]])
    first = next((n for n, g in enumerate(groups) if own & set(g.bullets)), next(behind, None))
    at = len(groups) if first is None else first
    form = groups[at] if at < len(groups) and own & set(groups[at].bullets) else PlanItem(())
    rest = [replace(g, bullets=tuple(id for id in g.bullets if id not in own)) for g in groups]
    made = [*rest[:at], replace(form, bullets=tuple(ids)), *rest[at:]]
    return [group for group in made if group.bullets]


def plan_faults(plan: SectionPlan, section: Section) -> list[str]:
    """Ids of the bullets that a plan does not hold once, beside its brothers, below its parent."""
    where = {bullet.id: "" for bullet in section.bullets} | _parents(section, leaves=False)
    wanted = {bullet.id for top in section.bullets for bullet in top.walk()}
    found = Counter(id for _, item in _placed(plan.items) for id in item.bullets)
    odd = {id for id in wanted | found.keys() if found[id] != 1 or id not in wanted}
    for parent, item in _placed(plan.items):
        alone = len(item.bullets) == 1
        odd |= {id for id in item.bullets if where.get(id, "?") != parent}
        odd |= set() if alone or not item.below else set(item.bullets)
    return sorted(odd)


def _parents(section: Section, *, leaves: bool = True) -> dict[str, str]:
    """Bullet → the bullet above it, "" for none; only bullets without others below, or all."""
    return {
        bullet.id: parent
        for parent, bullet in _with_parents(section.bullets)
        if not (leaves and bullet.children)
    }


def _with_parents(bullets: Sequence[Bullet], parent: str = "") -> Iterator[tuple[str, Bullet]]:
    for bullet in bullets:
        yield parent, bullet
        yield from _with_parents(bullet.children, bullet.id)


def _leaves_in_order(section: Section) -> Iterator[tuple[str, Bullet]]:
    """Every leaf behind the id of the leaf before it."""
    before = ""
    for top in section.bullets:
        for bullet in top.walk():
            if not bullet.children:
                yield before, bullet
                before = bullet.id


def _behind(items: Sequence[PlanItem], id: str) -> int:
    """The place behind the item that has a bullet; the first place where none has."""
    return next((at for at, item in enumerate(items, 1) if id in item.bullets), 0)


def _level(bullets: Sequence[Bullet], groups: Sequence[PlanItem]) -> Iterator[PlanItem]:
    """The items of bullets that are brothers, each at the place of its first leaf."""
    places = {id: at for at, group in enumerate(groups) for id in group.bullets}

    def place(bullet: Bullet) -> int:
        return min(places[leaf.id] for leaf in bullet.walk() if not leaf.children)

    for bullet in sorted(bullets, key=place):
        if bullet.children:
            yield PlanItem((bullet.id,), tuple(_level(bullet.children, groups)))
        elif (group := groups[places[bullet.id]]).bullets[0] == bullet.id:
            yield group


def _placed(items: Sequence[PlanItem], parent: str = "") -> Iterator[tuple[str, PlanItem]]:
    """Every item with the bullet above it."""
    for item in items:
        yield parent, item
        yield from _placed(item.below, item.bullets[0])
