"""Notes that one sentence states, and how two such sentences become one (句群)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from drafter.phrasing.frames import frame, has_figure
from drafter.phrasing.leaves import Leaf
from drafter.proof.joined import in_joined, joined_bullet, joined_task_bullet, joined_tokens
from drafter.proof.proof import complaints
from drafter.records import Part

LONGEST, _MOST = 110, 4  # characters and notes of a sentence
_RUN = 3  # neighbours that are built alike are too many


@dataclass(frozen=True, slots=True)
class Way:
    """How a sentence goes on with another.

    kind   what the notes have to do with each other
    joint  the mark or word between them
    cut    words with which the other opens, and which are not said again
    """

    kind: str
    joint: str
    cut: str = ""


@dataclass(frozen=True)
class Group:
    """Notes that one sentence states.

    said  for each note the joint before it and its words, in its own tokens
    kind  how the last of them goes with those before it; "" for one alone
    """

    leaves: tuple[Leaf, ...]
    said: tuple[str, ...]
    kind: str = ""

    @property
    def first(self) -> Leaf:
        return self.leaves[0]

    @property
    def last(self) -> Leaf:
        return self.leaves[-1]

    @cached_property
    def length(self) -> int:
        """Characters of its notes, each as the rules word it."""
        return sum(leaf.length for leaf in self.leaves)

    @cached_property
    def frame(self) -> tuple[str, ...]:
        """How the sentence is built."""
        pairs = zip(self.leaves, self.said, strict=True)
        shapes = (
            shape for leaf, text in pairs for shape in frame(text.lstrip("，、；"), leaf.base)
        )
        return tuple(shape for shape, _ in groupby(shapes))

    @property
    def tune(self) -> tuple[str, ...]:
        """What the ear takes for the same again: how it opens, where every clause has a figure.

        One that waits for a figure is like no other: it is joined with none.
        """
        if self.is_open:
            return (self.first.bullet.id,)
        return self.frame[:1] if all(map(has_figure, self.frame)) else self.frame

    @property
    def is_open(self) -> bool:
        """Whether a figure is still to come: who fills a gap is asked about one matter."""
        return any(leaf.bullet.gaps for leaf in self.leaves)

    @cached_property
    def text(self) -> str:
        """The sentence without end mark, in the tokens of the notes joined."""
        bases = [leaf.base for leaf in self.leaves]
        if len(bases) == 1:
            return self.said[0]
        names = joined_tokens(bases)
        pairs = zip(bases, self.said, strict=True)
        return "".join(in_joined(base, text, names) for base, text in pairs)


def runs(row: Sequence[Group]) -> Iterator[range]:
    """The places of neighbours that are built alike, where they are too many."""
    at = 0
    for _, alike in groupby(row, key=lambda group: group.tune):
        size = len(list(alike))
        if size >= _RUN:
            yield range(at, at + size)
        at += size


def alone(leaf: Leaf) -> Group:
    """One note as a sentence by itself."""
    return Group((leaf,), (leaf.text,))


def together(
    group: Group, other: Group, ways: Iterable[Way], part: Part, known: str
) -> Group | None:
    """Two groups as one, by the first way that is proved; None where none is.

    known  as in `proof.complaints`
    """
    leaves = (*group.leaves, *other.leaves)
    if len(leaves) > _MOST or not all(leaf.is_plain for leaf in leaves):
        return None
    if group.length + other.length > LONGEST:
        return None
    bullet = joined_bullet([leaf.bullet for leaf in leaves])
    base = joined_task_bullet([leaf.base for leaf in leaves])
    for way in ways:
        opening, *rest = other.said
        opening = way.joint + opening.removeprefix(way.cut)
        made = Group(leaves, (*group.said, opening, *rest), way.kind)
        if not complaints(bullet, base, made.text, part, known):
            return made
    return None
