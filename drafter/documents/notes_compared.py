"""The notes of two drafts beside each other: which note is which, and what changed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from drafter.documents.gaps import without_figures
from drafter.records import Brief, Bullet, Section

_ALIKE = 0.6  # of the characters of two notes of one section, in order
_SHARED = 0.15  # of their pairs of characters; notes that share fewer are not compared at all
_Key = Callable[["_Placed"], Hashable]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A note below the headings it stands under, figures in them alike; section is its id."""

    section: str
    path: tuple[str, ...]
    bullet: Bullet


@dataclass(frozen=True, slots=True)
class NotesCompared:
    """What became of earlier notes; ids of the earlier draft → ids of the new one.

    bullets    each note that is still there, reworded or not
    same       of these, the earlier ids of those that read as they did
    states     and of those that state the same and leave the same open, in whatever words
    sections   each section that is still there
    unchanged  of these, those whose notes are the same ones in the same order
    added, reworded, gone  what a person is told: new notes, (before, after), notes that are no more
    """

    bullets: dict[str, str] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    sections: dict[str, str] = field(default_factory=dict)
    unchanged: dict[str, str] = field(default_factory=dict)
    added: tuple[Bullet, ...] = ()
    reworded: tuple[tuple[Bullet, Bullet], ...] = ()
    gone: tuple[Bullet, ...] = ()

    @property
    def differ(self) -> bool:
        """Whether any note is new, reworded or gone."""
        return bool(self.added or self.reworded or self.gone)


def notes_compared(before: Brief, after: Brief) -> NotesCompared:
    """Find each earlier note among the new ones: as it was, with other figures, or reworded."""
    old, new = list(_placed(before)), list(_placed(after))
    pairs = _in_the_same_words(old, new)
    sections = _sections(before, after, {a.bullet.id: b.bullet.id for a, b in pairs})
    pairs += _reworded(old, new, pairs, sections | {"": ""})
    pairs.sort(key=lambda pair: pair[1].bullet.line)
    ids = {one.bullet.id: other.bullet.id for one, other in pairs}
    same = _those(pairs, _reads)
    found = set(ids.values())
    return NotesCompared(
        bullets=ids,
        same=same,
        states=same | _those(pairs, lambda one, other: _keys(one) == _keys(other)),
        sections=sections,
        unchanged=dict(_unchanged_sections(before, after, sections, ids, same)),
        added=tuple(one.bullet for one in new if one.bullet.id not in found),
        reworded=tuple((a.bullet, b.bullet) for a, b in pairs if a.bullet.id not in same),
        gone=tuple(one.bullet for one in old if one.bullet.id not in ids),
    )


def _those(
    pairs: Sequence[tuple[_Placed, _Placed]], alike: Callable[[Bullet, Bullet], bool]
) -> frozenset[str]:
    return frozenset(one.bullet.id for one, other in pairs if alike(one.bullet, other.bullet))


def _unchanged_sections(
    before: Brief, after: Brief, names: dict[str, str], ids: dict[str, str], same: frozenset[str]
) -> Iterator[tuple[str, str]]:
    by_id = {section.id: section for section in after.all_sections()}
    for section in before.all_sections():
        name = names.get(section.id)
        if name and _unchanged(section, by_id[name], ids, same):
            yield section.id, name


def _reads(one: Bullet, other: Bullet) -> bool:
    """Whether two notes state the same in the same words."""
    keys = [fact.key for fact in one.facts] == [fact.key for fact in other.facts]
    return one.text == other.text and keys and len(one.gaps) == len(other.gaps)


def _keys(bullet: Bullet) -> tuple[list[str], list[tuple[str, str]]]:
    """What a note states and leaves open, whatever its words."""
    facts = sorted(fact.key for fact in bullet.facts)
    return facts, sorted((gap.kind.value, gap.unit) for gap in bullet.gaps)


def _placed(brief: Brief) -> Iterator[_Placed]:
    for bullet in brief.preamble:
        yield from (_Placed("", (), one) for one in bullet.walk())
    for section in brief.sections:
        yield from _in_section(section, ())


def _in_section(section: Section, above: tuple[str, ...]) -> Iterator[_Placed]:
    path = (*above, without_figures(section.heading))
    for bullet in section.bullets:
        yield from (_Placed(section.id, path, one) for one in bullet.walk())
    for child in section.sections:
        yield from _in_section(child, path)


def _in_the_same_words(
    old: Sequence[_Placed], new: Sequence[_Placed]
) -> list[tuple[_Placed, _Placed]]:
    """Notes that read as they did: those under the same headings first, then wherever."""
    pairs = _by(lambda one: (one.path, one.bullet.text), old, new)
    return pairs + _by(lambda one: one.bullet.text, *_unpaired(old, new, pairs))


def _reworded(
    old: Sequence[_Placed],
    new: Sequence[_Placed],
    pairs: Sequence[tuple[_Placed, _Placed]],
    sections: Mapping[str, str],
) -> list[tuple[_Placed, _Placed]]:
    """Notes of one section that have other figures now, or other words; the likest first."""
    left, free = _unpaired(old, new, pairs)
    here = [replace(one, section=sections.get(one.section, "?")) for one in left]
    made = _by(lambda one: (one.section, without_figures(one.bullet.text)), here, free)
    here, free = _unpaired(here, free, made)
    likest = sorted(_alike(here, free), key=lambda found: (-found[0], found[1:]))
    for _, n, m in likest:
        if all(here[n] is not a and free[m] is not b for a, b in made):
            made.append((here[n], free[m]))
    by_id = {one.bullet.id: one for one in left}
    return [(by_id[one.bullet.id], other) for one, other in made]


def _by(key: _Key, old: Sequence[_Placed], new: Sequence[_Placed]) -> list[tuple[_Placed, _Placed]]:
    """The notes of one key, in their order."""
    places: dict[Hashable, list[_Placed]] = defaultdict(list)
    for one in new:
        places[key(one)].append(one)
    return [(one, places[key(one)].pop(0)) for one in old if places[key(one)]]


def _unpaired(
    old: Sequence[_Placed], new: Sequence[_Placed], pairs: Sequence[tuple[_Placed, _Placed]]
) -> tuple[list[_Placed], list[_Placed]]:
    gone = {one.bullet.id for one, _ in pairs}
    taken = {other.bullet.id for _, other in pairs}
    return (
        [one for one in old if one.bullet.id not in gone],
        [one for one in new if one.bullet.id not in taken],
    )


def _alike(old: Sequence[_Placed], new: Sequence[_Placed]) -> Iterator[tuple[float, int, int]]:
    """How alike two notes of one section are, and their places; those that are not are left out."""
    known = [without_figures(other.bullet.text) for other in new]
    words = list(map(_words, known))
    for n, one in enumerate(old):
        text = without_figures(one.bullet.text)
        own = _words(text)
        for m, other in enumerate(new):
            near = len(own & words[m]) >= _SHARED * len(own | words[m])
            if near and one.section == other.section:
                ratio = _likeness(text, known[m])
                if ratio >= _ALIKE:
                    yield ratio, n, m


def _words(text: str) -> frozenset[str]:
    """The pairs of characters of a text."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _sections(before: Brief, after: Brief, bullets: dict[str, str]) -> dict[str, str]:
    """Each earlier section with the one of the same headings, or the one that has its notes now."""
    free: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path, section in _with_paths(after.sections):
        free[path].append(section.id)
    found: dict[str, str] = {}
    renamed = []
    for path, section in _with_paths(before.sections):
        if free[path]:
            found[section.id] = free[path].pop(0)
        else:
            renamed.append(section)
    homes = {
        bullet.id: section.id
        for section in after.all_sections()
        for top in section.bullets
        for bullet in top.walk()
    }
    for section in renamed:
        now = Counter(homes.get(bullets.get(bullet.id, ""), "") for bullet in section.bullets)
        del now[""]
        home = max(now, key=lambda name: now[name], default="")
        if home and home not in found.values():
            found[section.id] = home
    return found


def _with_paths(
    sections: Sequence[Section], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Section]]:
    for section in sections:
        path = (*above, without_figures(section.heading))
        yield path, section
        yield from _with_paths(section.sections, path)


def _unchanged(one: Section, other: Section, ids: dict[str, str], same: frozenset[str]) -> bool:
    """Whether a section has the same notes in the same order, under the same heading."""
    old = [bullet for top in one.bullets for bullet in top.walk()]
    new = [bullet.id for top in other.bullets for bullet in top.walk()]
    return (
        one.heading == other.heading
        and one.part == other.part
        and all(bullet.id in same for bullet in old)
        and [ids[bullet.id] for bullet in old] == new
        and list(map(_shape, one.bullets)) == list(map(_shape, other.bullets))
    )


def _shape(bullet: Bullet) -> tuple[object, ...]:
    """How notes are nested below a note."""
    return tuple(map(_shape, bullet.children))
