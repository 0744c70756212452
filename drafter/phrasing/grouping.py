"""Which neighbouring notes make one sentence, and that sentence (句群).

Every sentence is the rules' wording of its notes with a joint between them, and is proved against
the notes joined; what is refused stays apart.
"""

from collections.abc import Iterator, Mapping, Sequence

from drafter.phrasing.groups import Group, Way, alone, together
from drafter.phrasing.leaves import Leaf
from drafter.phrasing.neighbours import joined_by_choice
from drafter.phrasing.otherwise import varied
from drafter.phrasing.word_lists import words_in
from drafter.records import Fact, Part, Section

_REACH = 3  # notes back to the one whose result a note tells
_COMMA, _PART = "，", "，其中"


def grouped(row: Sequence[Leaf], part: Part, known: str) -> list[Group]:
    """Notes that stand side by side, as sentences in their order.

    known  as in `proof.complaints`
    """
    if part in (Part.PROBLEMS, Part.PLANNED):  # these are numbered one by one
        return [alone(leaf) for leaf in row]
    groups: list[Group] = []
    for leaf in _in_order(row):
        made = (
            together(groups[-1], alone(leaf), _strong(groups[-1], leaf), part, known)
            if groups
            else None
        )
        if made:
            groups[-1] = made
        else:
            groups.append(alone(leaf))
    return varied(joined_by_choice(groups, part, known), part, known)


def _in_order(row: Sequence[Leaf]) -> list[Leaf]:
    """The order of the notes; a result behind its deed, what there is behind what came."""
    ordered: list[Leaf] = []
    for leaf in row:
        near = range(len(ordered) - 1, max(-1, len(ordered) - 1 - _REACH), -1)
        home = next((at for at in near if _is_result(ordered[at], leaf, named=True)), None)
        if home is None and ordered and _are_stock_and_flow(ordered[-1], leaf):
            home = len(ordered) - 2
        ordered.insert(len(ordered) if home is None else home + 1, leaf)
    return ordered


# --- what belongs together ---


def _strong(group: Group, leaf: Leaf) -> Iterator[Way]:
    """How a note that says more of what the last one says goes with it: kind and joint."""
    last, first = group.last, group.first
    if leaf.is_part and not last.is_part:
        yield Way("part", _COMMA)
    elif leaf.is_change and len(last.clauses) == 1 and len(last.bullet.facts) == 1:
        yield Way("change", _COMMA)
    elif any(_is_result(before, leaf) for before in group.leaves):
        yield Way("result", _COMMA)
    elif len(group.leaves) == 1 and _adds_up(first, leaf):
        yield Way("parts", _PART)
    elif _are_stock_and_flow(leaf, last):
        yield Way("stock", _COMMA)


def _is_result(deed: Leaf, leaf: Leaf, *, named: bool = False) -> bool:
    """Whether a note tells what became of what another counts: 排查隐患【F1】处, 整改【F1】处.

    named  it names it as well: 隐患整改【F1】处
    """
    if not (deed.is_plain and deed.units and leaf.is_plain and leaf.units):
        return False
    if leaf.head.endswith("率"):
        return _is_rate_of(leaf, deed)
    if named and not leaf.nouns & deed.nouns:
        return False
    rest = leaf.head.removesuffix(leaf.result)
    told = leaf.result and leaf.result != deed.result and (not rest or rest in deed.base.masked)
    return bool(told) and leaf.units[0] in deed.units


def _is_rate_of(leaf: Leaf, deed: Leaf) -> bool:
    """Whether a rate is that of a note's deed or result: 整改率, 按期办结率."""
    own = leaf.head.removesuffix("率")
    for result in sorted(_results(), key=len, reverse=True):
        if result in own:
            rest = own.replace(result, "")
            timely = not rest or rest in words_in("joining_timely")
            return timely and (result in deed.base.masked or bool(deed.result))
    return False


def _results() -> frozenset[str]:
    return words_in("joining_results")


def _adds_up(whole: Leaf, parts: Leaf) -> bool:
    """Whether the figures of a note without a deed are together a figure of another."""
    if parts.verb or not whole.is_plain or len(whole.bullet.facts) > 2:
        return False
    if len(parts.bullet.facts) < 2:
        return False
    facts = [fact for fact in parts.bullet.facts if isinstance(fact, Fact)]
    values = [fact.value for fact in facts if fact.value is not None and not fact.upper]
    first = whole.bullet.facts[0] if whole.bullet.facts else None
    return (
        first is not None
        and len(values) == len(facts)
        and {fact.unit for fact in facts} == {first.unit}
        and sum(values) == first.value
    )


def _are_stock_and_flow(stock: Leaf, flow: Leaf) -> bool:
    """Whether one tells how many there are of what the other says has come."""
    plain = stock.is_plain and flow.is_plain and len(flow.clauses) == len(stock.clauses) == 1
    same = stock.object[-2:] == flow.object[-2:] and stock.units[:1] == flow.units[:1] != []
    return plain and same and stock.is_stock and "新" in flow.head


def rows(section: Section, leaves: Mapping[str, Leaf]) -> Iterator[list[Leaf]]:
    """The notes of a section that stand side by side; one with others below it parts them."""
    row: list[Leaf] = []
    for bullet in section.bullets:
        if bullet.children:
            yield row
            row = []
        else:
            row.append(leaves[bullet.id])
    yield row
