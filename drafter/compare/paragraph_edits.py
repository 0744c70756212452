"""What is to be done to the paragraphs of A so that they read as those of B; knows no file."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from drafter.compare.comparison import Comparison
from drafter.compare.word_stream import END, Block, Kind, Step, Token, kept_in_order
from drafter.documents.report import Line, Place
from drafter.records import Span


@dataclass(slots=True)
class Edit:
    """A place of a paragraph of A where text goes and comes; `new` may hold ends of paragraphs.

    like  where in B the new text begins: paragraph and offset
    """

    span: Span
    new: str = ""
    like: tuple[int, int] = (0, 0)


@dataclass
class Plan:
    """What is to be done to A's paragraphs.

    edits     by paragraph
    unended   paragraphs whose end goes
    joined    those of them whose text goes on in the next one
    whole     by paragraph of A (-1 for none), those of B that come in whole behind it, with texts
    kept      by paragraph of B, what stands there unchanged: its span, and where in A it stands
    """

    edits: dict[int, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    unended: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    whole: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[int, list[tuple[Span, int, int]]] = field(default_factory=lambda: defaultdict(list))

    def going(self) -> set[int]:
        """Paragraphs of A whose end goes and into which nothing comes."""
        written = {at for at, edits in self.edits.items() if any(edit.new for edit in edits)}
        return self.unended - written

    def coming(self) -> set[int]:
        """Paragraphs of B that come in whole."""
        return {at for whole in self.whole.values() for at, _ in whole}


def plan_of(steps: Sequence[Step], b: Sequence[Block]) -> Plan:
    """The plan that the steps come to; b are B's paragraphs."""
    planner = _Planner(b)
    for inserted, run in groupby(steps, key=lambda step: step.kind is Kind.INSERT):
        if inserted:
            planner.insert([step.token for step in run])
        else:
            for step in run:
                planner.pass_over(step)
    return planner.plan


@dataclass
class _Planner:
    """Goes along A's text and enters each step into the plan.

    paragraph, offset  where in A it stands
    inside             B's paragraph is open
    """

    b: Sequence[Block]
    plan: Plan = field(default_factory=Plan)
    paragraph: int = 0
    offset: int = 0
    inside: bool = False

    def pass_over(self, step: Step) -> None:
        """Pass words of A or the end of a paragraph, kept or deleted."""
        if step.end:
            self._pass_end(step)
        else:
            self._pass_words(step)

    def _pass_end(self, step: Step) -> None:
        deleted = step.kind is Kind.DELETE
        if deleted:
            self.plan.unended.add(step.token.at)
            self.plan.joined |= {step.token.at} if self.inside else set()
        self.paragraph, self.offset = step.token.at + 1, 0
        self.inside = self.inside and deleted

    def _pass_words(self, step: Step) -> None:
        token = step.token
        self.paragraph, self.offset = token.at, token.span[1]
        if step.kind is Kind.DELETE:
            _delete(self.plan.edits[self.paragraph], token.span)
        elif step.like:
            self.inside = True
            kept = self.plan.kept[step.like.at]
            kept.append((step.like.span, self.paragraph, token.span[0]))

    def insert(self, come: list[Token]) -> None:
        """Put in words of B; between two paragraphs of A, those that end there as whole ones."""
        if self.offset == 0 and not self.inside:
            ends = [n for n, token in enumerate(come, 1) if token.text == END]
            whole = [come[n - 1].at for n in ends]
            self.plan.whole[self.paragraph - 1] += [(at, self.b[at].text) for at in whole]
            come = come[ends[-1] if ends else 0 :]
        if come:
            self.inside = come[-1].text != END
            _insert(self.plan.edits[self.paragraph], self.offset, come)


def _delete(edits: list[Edit], span: Span) -> None:
    if edits and edits[-1].span[1] == span[0] and not edits[-1].new:
        edits[-1].span = (edits[-1].span[0], span[1])
    else:
        edits.append(Edit(span))


def _insert(edits: list[Edit], offset: int, come: Sequence[Token]) -> None:
    new = "".join(token.text for token in come)
    if not edits or edits[-1].span[1] != offset or edits[-1].new:
        edits.append(Edit((offset, offset)))
    edits[-1].new, edits[-1].like = new, (come[0].at, come[0].span[0])


def models(comparison: Comparison, a: Sequence[Block], b: Sequence[Block]) -> list[int]:
    """By paragraph of B, the one of A that says the same, else the last of its kind before it."""
    homes = _homes(a)
    likes = {k: homes[pair.a[0]] for pair in comparison.pairs for k in pair.b if pair.a[0] in homes}
    kinds = _by_kind(a)
    models_of_b, last = [], 0
    for block in b:
        like = next((likes[statement] for statement in block.places if statement in likes), None)
        if like is not None and _kind(a[like].line) == _kind(block.line):
            models_of_b.append(like)
        else:
            same = _of_kind(kinds, block.line) or [last]
            models_of_b.append(same[max(0, bisect_right(same, last) - 1)])
        last = last if like is None else like
    return models_of_b


def _homes(blocks: Sequence[Block]) -> dict[int, int]:
    """The paragraph that each statement stands in."""
    return {statement: at for at, block in enumerate(blocks) for statement in block.places}


_Kinds = dict[tuple[object, ...], list[int]]


def _by_kind(blocks: Sequence[Block]) -> _Kinds:
    """The numbers of paragraphs by their kind, and by their place alone."""
    kinds: _Kinds = defaultdict(list)
    for at, block in enumerate(blocks):
        kinds[_kind(block.line)].append(at)
        kinds[block.line.place,].append(at)
    return kinds


def _of_kind(kinds: _Kinds, line: Line) -> list[int]:
    """The paragraphs of the kind of a line, else of its place, else of the body."""
    keys = (_kind(line), (line.place,), (Place.BODY,))
    return next((kinds[key] for key in keys if key in kinds), [])


def _kind(line: Line) -> tuple[object, ...]:
    return line.place, line.level if line.heading != (0, 0) else 0, line.heading != (0, 0)


def moved_paragraphs(
    comparison: Comparison, a: Sequence[Block], b: Sequence[Block], plan: Plan
) -> dict[int, int]:
    """Paragraphs of A that stand elsewhere in B word for word."""
    stay = set(kept_in_order(comparison.pairs, comparison.a))
    places, homes = _homes(a), _homes(b)
    going, coming = plan.going(), plan.coming()
    moved: dict[int, int] = {}
    for pair in comparison.pairs:
        here, there = places.get(pair.a[0], -1), homes.get(pair.b[0], -1)
        free = pair not in stay and here in going and there in coming
        if free and a[here].text == b[there].text:
            moved.setdefault(here, there)
    once = {there: here for here, there in moved.items()}
    return {here: there for there, here in once.items()}
