"""Which neighbouring notes make one sentence, and that sentence (句群).

Every sentence is the rules' wording of its notes with a joint between them, and is proved against
the notes joined; what is refused stays apart.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.phrasing.leaves import Leaf
from drafter.phrasing.word_lists import words_in
from drafter.proof.joined import in_joined, joined_bullet, joined_task_bullet, joined_tokens
from drafter.proof.proof import complaints
from drafter.records import Fact, Part, Section

_LONGEST, _MOST = 110, 3  # characters and notes of a sentence
_MIDDLING, _SHORT, _SHORTER = 48, 34, 18  # characters of a note that is joined by choice
_KEPT = 0.55  # of the notes of a section, the share that stays sentences where joining is a choice
_REACH = 3  # notes back to the one whose result a note tells
_COMMA, _AND, _PART, _APART = "，", "、", "，其中", "；"


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that one sentence states.

    kind  how the last of them goes with those before it; "" for one alone
    text  the sentence without end mark, in the tokens of the notes joined
    """

    leaves: tuple[Leaf, ...]
    text: str
    kind: str = ""

    @property
    def last(self) -> Leaf:
        return self.leaves[-1]


def grouped(row: Sequence[Leaf], part: Part, known: str) -> list[Group]:
    """Notes that stand side by side, as sentences in their order.

    known  as in `proof.complaints`
    """
    if part in (Part.PROBLEMS, Part.PLANNED):  # these are numbered one by one
        return [Group((leaf,), leaf.text) for leaf in row]
    groups = _joined(_in_order(row), _strong, part, known)
    fewest = max(min(len(row) - 1, 2), -int(-len(row) * _KEPT // 1))
    return _weakly(groups, fewest, part, known)


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


def _strong(group: Group, leaf: Leaf) -> Iterator[tuple[str, str]]:
    """How a note that says more of what the last one says goes with it: kind and joint."""
    last, first = group.last, group.leaves[0]
    if leaf.is_part and not last.is_part:
        yield "part", _COMMA
    elif leaf.is_change and len(last.clauses) == 1 and len(last.bullet.facts) == 1:
        yield "change", _COMMA
    elif any(_is_result(before, leaf) for before in group.leaves):
        yield "result", _COMMA
    elif len(group.leaves) == 1 and _adds_up(first, leaf):
        yield "parts", _PART
    elif _are_stock_and_flow(leaf, last):
        yield "stock", _COMMA


def _weak(group: Group, leaf: Leaf) -> Iterator[tuple[str, str]]:
    """How a note goes with one of its kind, where joining them is a choice."""
    last = group.last
    if not (last.units and leaf.units) or leaf.is_stock != last.is_stock:
        return
    if bool(leaf.verb) != bool(last.verb):
        return
    if max(len(leaf.clauses), len(last.clauses) - 1) == 1 and _fit(_SHORT, last, leaf):
        yield from _short(group, leaf)
    if not group.kind and leaf.topics & last.topics and _fit(_MIDDLING, last, leaf):
        yield "pair", _COMMA if leaf.is_single and last.is_single else _APART


def _short(group: Group, leaf: Leaf) -> Iterator[tuple[str, str]]:
    last = group.last
    single = leaf.is_single and last.is_single and _fit(_SHORTER, last, leaf)
    if group.kind in ("", "deed") and leaf.verb and leaf.verb == last.verb:
        yield "deed", _AND
        yield "deed", _COMMA
    elif group.kind in ("", "thing") and _are_alike(last, leaf):
        yield "thing", _COMMA
    elif group.kind in ("", "deed") and leaf.verb and single:
        yield "deed", _COMMA


def _fit(most: int, *leaves: Leaf) -> bool:
    return all(leaf.length <= most for leaf in leaves)


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


def _are_alike(leaf: Leaf, behind: Leaf) -> bool:
    """Whether two notes are of one thing: they open with it, or it is what they count."""
    end = leaf.last_object[-2:]
    shared = set(leaf.ends) & set(behind.ends)
    return bool(shared) or (len(end) == 2 and end == behind.object[-2:])


# --- sentences ---

_How = Callable[[Group, Leaf], Iterator[tuple[str, str]]]


def _joined(row: Sequence[Leaf], how: _How, part: Part, known: str) -> list[Group]:
    groups: list[Group] = []
    for leaf in row:
        made = _with(groups[-1], leaf, how, part, known) if groups else None
        if made:
            groups[-1] = made
        else:
            groups.append(Group((leaf,), leaf.text))
    return groups


def _weakly(groups: list[Group], fewest: int, part: Part, known: str) -> list[Group]:
    """Single notes joined to the sentence before them, as long as enough sentences are left."""
    kept: list[Group] = []
    spare = len(groups) - fewest
    for group in groups:
        single = len(group.leaves) == 1 and spare > 0 and kept
        made = _with(kept[-1], group.last, _weak, part, known) if single else None
        if made:
            kept[-1] = made
            spare -= 1
        else:
            kept.append(group)
    return kept


def _with(group: Group, leaf: Leaf, how: _How, part: Part, known: str) -> Group | None:
    """The group with one more note; None where it does not go with it, or is not proved."""
    leaves = (*group.leaves, leaf)
    if len(leaves) > _MOST or not all(one.is_plain for one in leaves):
        return None
    if sum(one.length for one in leaves) > _LONGEST:
        return None
    bases = [one.base for one in leaves]
    names = joined_tokens(bases)
    bullet, base = joined_bullet([one.bullet for one in leaves]), joined_task_bullet(bases)
    text = in_joined(leaf.base, leaf.text, names)
    for kind, joint in how(group, leaf):
        made = group.text + joint + (text.removeprefix(leaf.verb) if joint == _AND else text)
        if not complaints(bullet, base, made, part, known):
            return Group(leaves, made, kind)
    return None


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
