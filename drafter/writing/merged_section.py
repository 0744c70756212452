"""A section that a reviewer put together, after its notes changed: what still fits, as it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.documents.notes_compared import NotesCompared
from drafter.documents.outline import draft_sections, lead_id, written_before
from drafter.documents.plan import regrouped
from drafter.records import Draft, PlanItem, Section, SectionPlan, Sentence, Taken
from drafter.writing.kept_sections import Names


def merged_section(
    part: Taken,
    draft: Draft,
    names: Names,
    compared: NotesCompared,
    passages: Mapping[str, str],
) -> tuple[Taken | None, list[Sentence]]:
    """The chosen section with the notes that it has now, and its sentences that have no place.

    A chosen sentence stays where all its notes read as they did, and so does a lead, which states
    none. New notes stand as they are drafted, behind the note that they follow. Order and joining
    stay as they were chosen.
    """
    section = next(one for one in draft.brief.all_sections() if one.id == names.sections[part.id])
    written = written_before(draft)
    kept, lost = _kept(part, written, names, compared, passages)
    leads = [one for row in part.paragraphs for one in row.sentences if one.id == lead_id(part.id)]
    if not kept:
        return None, [*leads, *lost]
    written.pop(section.id, None)
    for lead in leads:
        kept[section.id] = names.renamed(lead, passages)
    plan = _plan(part, section, names, kept)
    sections = draft_sections(draft.brief, written | kept, [plan])
    made = next(one for top in sections for one in top.walk() if one.id == section.id)
    return Taken(section.id, made.paragraphs, plan), lost


def _kept(
    part: Taken,
    written: Mapping[str, Sentence],
    names: Names,
    compared: NotesCompared,
    passages: Mapping[str, str],
) -> tuple[dict[str, Sentence], list[Sentence]]:
    """The chosen sentences whose notes read as they did, by note; and those that are lost."""
    kept: dict[str, Sentence] = {}
    lost: list[Sentence] = []
    for paragraph in part.paragraphs:
        for sentence in paragraph.sentences:
            fits = sentence.bullets and compared.same.issuperset(sentence.bullets)
            now = names.renamed(sentence, passages) if fits else None
            if now and _is_whole(now, written):
                kept |= dict.fromkeys(now.bullets, now)
            elif sentence.bullets:
                lost.append(sentence)
    return kept, lost


def _is_whole(sentence: Sentence, written: Mapping[str, Sentence]) -> bool:
    """Whether no note outside is stated by the drafted sentences that this one replaces."""
    stated = {bullet for id in sentence.bullets for bullet in written[id].bullets}
    return stated <= set(sentence.bullets)


def _plan(part: Taken, section: Section, names: Names, kept: Mapping[str, Sentence]) -> SectionPlan:
    """The chosen plan with the notes that the section has now."""
    here = {bullet.id for top in section.bullets for bullet in top.walk() if not bullet.children}
    groups = list(_groups(part, names, here))
    author = part.plan.author if part.plan else next(iter(kept.values())).author.writer
    return replace(regrouped(section, groups, author), lead=section.id in kept)


def _groups(part: Taken, names: Names, here: set[str]) -> Iterator[PlanItem]:
    """What was stated together, in the order in which it was chosen."""
    items: Sequence[PlanItem] = part.plan.items if part.plan else ()
    rows = [item for top in items for item in top.walk() if not item.below]
    if not part.plan:
        sentences = (one for paragraph in part.paragraphs for one in paragraph.sentences)
        rows = [PlanItem(one.bullets) for one in sentences]
    for item in rows:
        ids = (names.bullets.get(bullet, "") for bullet in item.bullets)
        bullets = tuple(id for id in ids if id in here)
        if bullets:
            yield PlanItem(bullets, paragraph=item.paragraph, listed=item.listed)
