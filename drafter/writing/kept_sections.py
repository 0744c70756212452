"""Sections of an earlier draft that stay as they were written, since their notes did not change."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from drafter.documents.draft_reviewed import reviewed, standing
from drafter.documents.notes_compared import NotesCompared
from drafter.documents.outline import written_before
from drafter.records import (
    Brief,
    Bullet,
    Draft,
    Gap,
    Mark,
    Passage,
    PlanItem,
    Section,
    SectionPlan,
    Sentence,
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the things of an earlier draft are called in a new one.

    bullets   only those that are there, reworded or not
    sections  of those that are there
    slots     facts and gaps, of notes that read as they did and of those that state the same still
    """

    bullets: dict[str, str] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    slots: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, name: str) -> str | None:
        """The id that a sentence has now: it is named by its first note, or by its section."""
        letter, inside = name[:1], name[1:]
        if letter == "T" and inside in self.bullets:
            return letter + self.bullets[inside]
        if letter in {"T", "L"} and inside in self.sections:
            return letter + self.sections[inside]
        return name if name == "T1" else None

    def marks(self, marks: Iterable[Mark]) -> tuple[Mark, ...]:
        """The marks that have a name still."""
        kept = (replace(mark, id=self.slots.get(mark.id, "")) for mark in marks)
        return tuple(mark for mark in kept if mark.id)

    def renamed(self, sentence: Sentence, passages: Mapping[str, str]) -> Sentence:
        """A sentence all of whose notes are there."""
        return replace(
            sentence,
            id=self.sentence(sentence.id) or sentence.id,
            bullets=tuple(self.bullets[bullet] for bullet in sentence.bullets),
            marks=self.marks(sentence.marks),
            passages=tuple(passages[id] for id in sentence.passages if id in passages),
        )

    def plan(self, plan: SectionPlan) -> SectionPlan:
        """The plan of a section that has the notes it had."""
        items = tuple(map(self._item, plan.items))
        return replace(plan, section=self.sections[plan.section], items=items)

    def _item(self, item: PlanItem) -> PlanItem:
        bullets = tuple(self.bullets[bullet] for bullet in item.bullets)
        return replace(item, bullets=bullets, below=tuple(map(self._item, item.below)))


def names_of(before: Brief, after: Brief, compared: NotesCompared) -> Names:
    """The new names of an earlier draft's notes, sections, facts and gaps."""
    new = {bullet.id: bullet for bullet in after.all_bullets()}
    slots: dict[str, str] = {}
    for bullet in before.all_bullets():
        if bullet.id in compared.bullets:
            slots |= dict(_slots(bullet, new[compared.bullets[bullet.id]]))
    sections = {section.id: section for section in after.all_sections()}
    for section in before.all_sections():
        other = sections.get(compared.sections.get(section.id, ""))
        if other:
            slots |= _alike(section.gaps, other.gaps)
            if section.hole and other.hole:
                slots[section.hole.id] = other.hole.id
    for name in ("title_gaps", "recipient_gaps", "opening_gaps", "issuer_gaps", "date_gaps"):
        slots |= _alike(getattr(before, name), getattr(after, name))
    return Names(compared.bullets, compared.sections, slots)


def _slots(old: Bullet, new: Bullet) -> Iterator[tuple[str, str]]:
    """Facts that are stated still, whatever else of the note changed, and gaps still open."""
    free = list(new.facts)
    for fact in old.facts:
        same = next((one for one in free if one.key == fact.key), None)
        if same:
            free.remove(same)
            yield fact.id, same.id
    yield from _alike(old.gaps, new.gaps).items()


def _alike(old: Iterable[Gap], new: Iterable[Gap]) -> dict[str, str]:
    """Gaps of one text in its old and its new form: by name, else by kind and unit, in order."""
    names, free = {}, list(new)
    for wanted in (lambda one: one.id, lambda one: (one.kind, one.unit)):
        for gap in old:
            same = next((one for one in free if wanted(one) == wanted(gap)), None)
            if same and gap.id not in names:
                names[gap.id] = same.id
                free.remove(same)
    return names


@dataclass(frozen=True, slots=True)
class Kept:
    """Sections that are not written again.

    sections  their ids in the new draft; sentences as `draft_sections` takes them
    single    sentences of other sections whose notes read as they did, and that people worked on
    passages  that the sentences name, under names that are free
    """

    sections: frozenset[str] = frozenset()
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    plans: tuple[SectionPlan, ...] = ()
    passages: tuple[Passage, ...] = ()
    single: tuple[Sentence, ...] = ()

    def fitting(self, written: Mapping[str, Sentence]) -> dict[str, Sentence]:
        """The single sentences in the place of those that state just the same notes."""
        return {
            id: one
            for one in self.single
            if set(written[one.bullets[0]].bullets) == set(one.bullets)
            for id in one.bullets
        }


def kept_sections(
    before: Draft, brief: Brief, compared: NotesCompared, *, everything: bool
) -> Kept:
    """The sections of an earlier draft that stay: all whose notes are as they were, or only those
    in which somebody accepted, edited or chose a sentence.

    They are as they were drafted: what was decided on them is carried over by itself. Passages keep
    the names they have there.
    """
    names = names_of(before.brief, brief, compared)
    wanted = set(compared.unchanged)
    if not everything:
        wanted &= _worked_on(before)
    kept = dict(_sentences_of(before, wanted, names))
    single = tuple(_single(before, compared, names, set(kept)))
    used = {passage for one in (*kept.values(), *single) for passage in one.passages}
    return Kept(
        frozenset(names.sections[id] for id in wanted),
        kept,
        tuple(names.plan(plan) for plan in before.plans if plan.section in wanted),
        tuple(passage for passage in before.passages if passage.id in used),
        single,
    )


def _single(
    draft: Draft, compared: NotesCompared, names: Names, kept: Collection[str]
) -> Iterator[Sentence]:
    """What people accepted or edited in sections that are written again, as it was drafted.

    其中… leans on what stands before it.
    """
    stand = standing(draft.review)
    passages = {passage.id: passage.id for passage in draft.passages}
    for one in draft.all_sentences():
        worked = one.id in stand.edits or one.id in stand.accepted
        if worked and one.bullets and compared.same.issuperset(one.bullets):
            now = names.renamed(replace(one, label=""), passages)
            if now.bullets[0] not in kept and not one.text.startswith("其中"):
                yield now


def _sentences_of(
    draft: Draft, wanted: Collection[str], names: Names
) -> Iterator[tuple[str, Sentence]]:
    """The sentences of sections under their new names, as `draft_sections` takes them."""
    written = written_before(draft)
    passages = {passage.id: passage.id for passage in draft.passages}
    new = names.bullets | names.sections
    for section in draft.brief.all_sections():
        if section.id in wanted and section.bullets:
            for id in written.keys() & set(_written_ids(section)):
                yield new[id], names.renamed(written[id], passages)


def _written_ids(section: Section) -> Iterator[str]:
    """The notes of a section, and the section itself, whose sentence is its lead."""
    yield section.id
    for top in section.bullets:
        yield from (bullet.id for bullet in top.walk())


def under_free_names(kept: Kept, others: Iterable[Passage]) -> Kept:
    """What was kept, its passages under names that no passage of another text has."""
    names = {passage.text: passage.id for passage in others}
    numbers = (int(name[1:]) for name in names.values() if name[1:].isdigit())
    fresh = count(max(numbers, default=0) + 1)
    now = {one.id: names.get(one.text) or f"P{next(fresh)}" for one in kept.passages}

    def renamed(sentence: Sentence) -> Sentence:
        return replace(sentence, passages=tuple(now[id] for id in sentence.passages))

    sentences = {id: renamed(sentence) for id, sentence in kept.sentences.items()}
    new = (replace(one, id=now[one.id]) for one in kept.passages if one.text not in names)
    single = tuple(map(renamed, kept.single))
    return replace(kept, sentences=sentences, passages=tuple(new), single=single)


def _worked_on(draft: Draft) -> set[str]:
    """The sections in which somebody accepted, edited or chose how a sentence reads."""
    stand = standing(draft.review)
    sentences = {*stand.edits, *stand.accepted}
    shown = reviewed(draft, gone_too=True)
    return set(stand.taken) | {
        section.id
        for section in shown.all_sections()
        for paragraph in section.paragraphs
        if sentences & {sentence.id for sentence in paragraph.sentences}
    }
