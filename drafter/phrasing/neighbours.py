"""Which neighbouring sentences are put into one by choice, so that a section does not stammer.

Notes that say the same of several things are said once; a note without a figure goes with one
that has some; what is short goes with what is short and said alike. No three neighbours are left
that are built alike where two of them can be joined.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from drafter.phrasing.frames import Opening, is_light, opening_verb
from drafter.phrasing.groups import LONGEST, Group, Way, runs, together
from drafter.phrasing.leaves import Leaf
from drafter.records import Part

_MIDDLING, _SHORT, _SHORTER = 48, 34, 26  # characters of a note that is joined by choice
_BRIEF, _MANY = 2, 4  # clauses of a short note; of a sentence that leaves a run
_MATTERS, _COMMAS = 3, 5  # notes, and commas in them, of a sentence that leaves any run
_ROOM = 90  # characters of a sentence joined by choice
_SENTENCE = 46  # characters of a sentence in a section of short notes
_CLAUSES = 3  # of a note without a figure and its neighbour
_COMMA, _AND, _APART = "，", "、", "；"
_LISTS = re.compile("[、和与及]")
_PART = re.compile("其中|分别")
_SHORT_ONES = frozenset({"", "short"})
_TOLD_WHOLE = frozenset({"part", "parts", "change", "result", "stock"})

_Offer = Callable[[Group, Group], Iterator[Way]]
_Places = Callable[[Sequence[Group]], Iterable[int]]


def joined_by_choice(groups: Sequence[Group], part: Part, known: str) -> list[Group]:
    """Sentences in their order, neighbours joined where they go together.

    known  as in `proof.complaints`
    """
    steps: tuple[tuple[_Offer, _Places, int], ...] = (
        (_following, _everywhere, _ROOM),
        (_same_verb, _everywhere, _ROOM),
        (_alike, _everywhere, _ROOM),
        (_telling, _everywhere, _ROOM),
        (_short, _where_too_many, _ROOM),
        (_in_run, _in_runs, _ROOM),
        (_of_run, _in_runs, LONGEST),
    )
    row = list(groups)
    for offer, places, room in steps:
        row = _joined(row, offer, places, room, part, known)
    return row


def _joined(
    row: list[Group], offer: _Offer, places: _Places, room: int, part: Part, known: str
) -> list[Group]:
    """Neighbours joined one pair after the other, the likest and shortest first.

    room  characters of a sentence
    """
    refused: set[tuple[str, str]] = set()
    while True:
        for at in sorted(places(row), key=lambda at: _unlike(row[at], row[at + 1])):
            key = (row[at].last.bullet.id, row[at + 1].first.bullet.id)
            if key in refused or not _may_be_joined(row[at], row[at + 1], room):
                continue
            if made := together(row[at], row[at + 1], offer(row[at], row[at + 1]), part, known):
                row = [*row[:at], made, *row[at + 2 :]]
                break
            refused.add(key)
        else:
            return row


def _may_be_joined(group: Group, other: Group, room: int) -> bool:
    """Whether there is room, and nothing open."""
    is_open = group.is_open or other.is_open
    return not is_open and group.length + other.length <= room


def _unlike(group: Group, other: Group) -> tuple[int, bool, int]:
    """How unlike two neighbours open, whether they share no word, how long they are together."""
    last, first = group.last, other.first
    unlike = (last.opening is not first.opening) + (not _weigh_alike(last, first))
    return unlike, not _are_of_one_matter(last, first), group.length + other.length


# --- where pairs are looked for ---


def _everywhere(row: Sequence[Group]) -> range:
    return range(len(row) - 1)


def _where_too_many(row: Sequence[Group]) -> range:
    """Everywhere, while the sentences of a section are many for what they say."""
    fewest = -(-sum(group.length for group in row) // _SENTENCE)
    return range(len(row) - 1 if len(row) > fewest else 0)


def _in_runs(row: Sequence[Group]) -> Iterator[int]:
    """Within the runs of sentences that are built alike."""
    for run in runs(row):
        yield from run[:-1]


# --- what goes together ---


def _following(group: Group, other: Group) -> Iterator[Way]:
    """What came of a deed that another note tells: 受理投诉8126件 and 挽回损失30万元."""
    is_deed = group.last.opening is Opening.DEED and _may_follow(group, other)
    if is_deed and other.first.follows and _fit(_MIDDLING, group.last, other.first):
        yield Way("following", _COMMA)


def _same_verb(group: Group, other: Group) -> Iterator[Way]:
    """新建支部3个 and 新建教学点2个: the verb is said once."""
    last, first = group.last, other.first
    verb = opening_verb(first.text)
    if not verb or opening_verb(last.text) != verb or not _are_free(group, other):
        return
    if len(first.clauses) == len(last.clauses) == 1 and _fit(_SHORT, last, first):
        if not _LISTS.search(last.text):
            yield Way("list", _AND, verb)
        yield Way("list", _COMMA, verb)
        if first.opening is Opening.DEED:
            yield Way("list", _COMMA)


def _alike(group: Group, other: Group) -> Iterator[Way]:
    """Notes of one thing, with figures, said alike."""
    last, first = group.last, other.first
    if not _are_kin(group, other):
        return
    brief = max(len(first.clauses), len(last.clauses) - 1) == 1 and _fit(_SHORT, last, first)
    if brief and _are_of_one_thing(last, first):
        yield Way("thing", _COMMA)
    if len(group.leaves) == len(other.leaves) == 1:
        yield from _paired(last, first)


def _are_kin(group: Group, other: Group) -> bool:
    """Whether both have figures and open alike, and can stand in one sentence."""
    last, first = group.last, other.first
    deeds = [leaf.opening is Opening.DEED for leaf in (last, first)]
    alike = bool(last.units and first.units) and deeds[0] == deeds[1]
    return alike and _are_free(group, other) and _may_follow(group, other)


def _paired(last: Leaf, first: Leaf) -> Iterator[Way]:
    """Two notes with a word in common, or that tell the same of two things."""
    if not _fit(_MIDDLING, last, first):
        return
    if not (first.topics & last.topics or _are_parallel(last, first)):
        return
    joint = _COMMA if first.is_single and last.is_single else _APART
    if (verb := opening_verb(first.text)) and verb == opening_verb(last.text):
        yield Way("pair", joint, verb)
    yield Way("pair", joint)


def _telling(group: Group, other: Group) -> Iterator[Way]:
    """A note of one clause without a figure, with its neighbour."""
    last, first = group.last, other.first
    telling = [leaf for leaf in (last, first) if leaf.tells]
    brief = len(last.clauses) + len(first.clauses) <= _CLAUSES and not last.tells_result
    if not telling or not brief or not _are_free(group, other) or not _may_follow(group, other):
        return
    single = all(len(leaf.clauses) == 1 for leaf in telling)
    if single and _are_of_one_matter(last, first) and _fit(_MIDDLING, last, first):
        yield Way("telling", _COMMA)


def _short(group: Group, other: Group) -> Iterator[Way]:
    """Short notes that open alike, and of which none tells a result."""
    last, first = group.last, other.first
    told = last.tells_result or first.tells_result or not _are_brief(last, first)
    of_office = _are_of_office(last, first) and _weigh_alike(last, first)
    alike = of_office or not _unlike(group, other)[0]
    if alike and not told and {group.kind, other.kind} <= _SHORT_ONES:
        yield from _side_by_side("short", group, other)


def _in_run(group: Group, other: Group) -> Iterator[Way]:
    """Sentences that are built as their neighbours are."""
    alike = not _unlike(group, other)[0] or _are_of_office(group.last, other.first)
    if alike and _fit(_SHORT, group.last, other.first):
        yield from _side_by_side("run", group, other)


def _of_run(group: Group, other: Group) -> Iterator[Way]:
    """Two of too many that are built alike, whatever they tell: a semicolon parts their matters.

    Nothing follows 其中 or 分别 here either: a semicolon would go on with the parts it counts.
    """
    leaves = (*group.leaves, *other.leaves)
    commas = sum(leaf.base.masked.count(_COMMA) for leaf in leaves)
    apart = not group.first.follows and not other.first.is_consequence
    fits = len(leaves) <= _MATTERS and commas <= _COMMAS
    if fits and apart and _may_follow(group, other):
        yield Way("run", _APART)


def _has_subject_of_its_own(group: Group, other: Group) -> bool:
    """Whether nobody could take who did the first for who did the other."""
    return other.first.opening is Opening.SUBJECT or not any(
        leaf.names_doer for leaf in group.leaves
    )


def _side_by_side(kind: str, group: Group, other: Group) -> Iterator[Way]:
    """Two matters one after the other, where neither reads as if it came of the other.

    A comma would make one matter of two that have no word in common.
    """
    clauses = sum(len(leaf.clauses) for leaf in (*group.leaves, *other.leaves))
    again = opening_verb(group.last.text) == opening_verb(other.first.text) != ""
    of_one_kind = group.last.kind == other.first.kind
    apart = of_one_kind and not group.first.follows and not other.first.is_consequence
    if clauses <= _MANY and apart and not again and _may_follow(group, other):
        if _make_one(group, other):
            yield Way(kind, _COMMA)
        yield Way(kind, _APART)


def _make_one(group: Group, other: Group) -> bool:
    """Whether a comma may stand between: they are of one matter, or each is a deed told briefly."""
    leaves = (*group.leaves, *other.leaves)
    brief = all(len(leaf.clauses) == 1 for leaf in leaves)
    return _are_of_one_matter(group.last, other.first) or (brief and _are_of_office(*leaves))


def _are_brief(*leaves: Leaf) -> bool:
    return all(len(leaf.clauses) <= _BRIEF for leaf in leaves) and _fit(_SHORTER, *leaves)


def _are_of_office(*leaves: Leaf) -> bool:
    """Whether none has a subject of its own."""
    return all(leaf.opening is not Opening.SUBJECT for leaf in leaves)


def _weigh_alike(last: Leaf, first: Leaf) -> bool:
    """Whether both or neither open with a verb like 开展."""
    return is_light(last.text) == is_light(first.text)


def _are_free(group: Group, other: Group) -> bool:
    """Whether neither tells a matter to its end already."""
    return not {group.kind, other.kind} & _TOLD_WHOLE


def _may_follow(group: Group, other: Group) -> bool:
    """Whether a sentence can go on with another, each saying what it said.

    A deed without a subject would be that of whom the clause before it names, and what follows
    其中 would be a part of it too.
    """
    return not _PART.search(group.last.text) and _has_subject_of_its_own(group, other)


def _are_of_one_thing(leaf: Leaf, behind: Leaf) -> bool:
    """Whether two notes open with one thing, or it is what they count."""
    end = leaf.last_object[-2:]
    shared = set(leaf.ends) & set(behind.ends)
    return bool(shared) or (len(end) == 2 and end == behind.object[-2:])


def _are_of_one_matter(leaf: Leaf, behind: Leaf) -> bool:
    """Whether two notes have a word in common: a comma says that matters go together."""
    return bool(leaf.topics & behind.topics or leaf.nouns & behind.nouns)


def _are_parallel(leaf: Leaf, behind: Leaf) -> bool:
    """Whether two notes tell the same of two things: …管理3万人，规范管理率80%."""
    same = leaf.units == behind.units and len(leaf.clauses) == len(behind.clauses) > 1
    return same and leaf.clauses[-1].words == behind.clauses[-1].words


def _fit(most: int, *leaves: Leaf) -> bool:
    return all(leaf.length <= most for leaf in leaves)
