"""What is to be done to the paragraphs of A so that they read as those of B; knows no file."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

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
    whole     by paragraph of A (-1 for none), paragraphs of B that come in whole behind it, each with its text
    kept      by paragraph of B, what stands there unchanged: its span, and where in A it stands
    """

    edits: dict[int, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    unended: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    whole: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    kept: dict[int, list[tuple[Span, int, int]]] = field(default_factory=lambda: defaultdict(list))


def plan_of(found: Sequence[Step], b: Sequence[Block]) -> Plan:
    """The plan that the steps come to; b are B's paragraphs."""
    plan = Plan()
    paragraph, offset = 0, 0  # where in A
    inside = False  # B's paragraph is open
    at = 0
    while at < len(found):
        step = found[at]
        token = step.token
        if step.kind is not Kind.INSERT:
            if step.end:
                if step.kind is Kind.DELETE:
                    plan.unended.add(token.at)
                    plan.joined |= {token.at} if inside else set()
                paragraph, offset = token.at + 1, 0
                inside = inside and step.kind is Kind.DELETE
            else:
                paragraph, offset = token.at, token.span[1]
                if step.kind is Kind.DELETE:
                    _delete(plan.edits[paragraph], token.span)
                elif step.like:
                    inside = True
                    plan.kept[step.like.at].append((step.like.span, paragraph, token.span[0]))
            at += 1
            continue
        stop = at
        while stop < len(found) and found[stop].kind is Kind.INSERT:
            stop += 1
        come = [one.token for one in found[at:stop]]
        if offset == 0 and not inside:
            ends = [n for n, one in enumerate(come, 1) if one.text == END]
            plan.whole[paragraph - 1] += [(come[n - 1].at, b[come[n - 1].at].text) for n in ends]
            come = come[ends[-1] if ends else 0 :]
        if come:
            inside = come[-1].text != END
            _insert(plan.edits[paragraph], offset, come)
        at = stop
    return plan


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
    """By paragraph of B, the paragraph of A that says the same, else the nearest of its kind before it."""
    homes = {statement: at for at, block in enumerate(a) for statement in block.places}
    likes = {k: pair.a[0] for pair in comparison.pairs for k in pair.b}
    kinds: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, block in enumerate(a):
        kinds[_kind(block.line)].append(at)
        kinds[block.line.place,].append(at)
    found, last = [], 0
    for block in b:
        like = next(
            (homes[likes[s]] for s in block.places if s in likes and likes[s] in homes), None
        )
        if like is not None and _kind(a[like].line) == _kind(block.line):
            last = like
            found.append(like)
            continue
        same = (
            kinds.get(_kind(block.line))
            or kinds.get((block.line.place,))
            or kinds.get((Place.BODY,))
            or [last]
        )
        found.append(same[max(0, bisect_right(same, last) - 1)])
        last = like if like is not None else last
    return found


def _kind(line: Line) -> tuple[object, ...]:
    return line.place, line.level if line.heading != (0, 0) else 0, line.heading != (0, 0)


def moved_paragraphs(
    comparison: Comparison, a: Sequence[Block], b: Sequence[Block], plan: Plan
) -> dict[int, int]:
    """Paragraphs of A that stand elsewhere in B word for word."""
    stay = set(kept_in_order(comparison.pairs, comparison.a))
    homes = {statement: at for at, block in enumerate(b) for statement in block.places}
    places = {statement: at for at, block in enumerate(a) for statement in block.places}
    coming = {at for whole in plan.whole.values() for at, _ in whole}
    found: dict[int, int] = {}
    for pair in comparison.pairs:
        here, there = places.get(pair.a[0], -1), homes.get(pair.b[0], -1)
        if (
            pair in stay
            or here not in plan.unended
            or there not in coming
            or a[here].text != b[there].text
        ):
            continue
        if not any(edit.new for edit in plan.edits.get(here, ())):
            found.setdefault(here, there)
    once = {there: here for here, there in found.items()}
    return {here: there for there, here in once.items()}
