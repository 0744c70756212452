"""What two facts or gaps have in common, and which of two matched sentences belong together.

A slot is a place in a sentence that a fact or a gap takes. It is the same in both sentences where the words beside it
are; what is left is matched by its words, value, unit and order.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafter.checks.indicators import MEASURED, digits
from drafter.compare.sequence import matches
from drafter.compare.version import Mention, Statement, blank_span
from drafter.compare.words import weight, words
from drafter.records import Fact, FactKind, Gap

NAMED = frozenset(
    {FactKind.TITLE, FactKind.DOCUMENT, FactKind.NAME, FactKind.CODE, FactKind.PERSONAL}
)
MOST_RIVALS = 60  # places of one value that are looked at

_YEAR = re.compile(r"(?:19|20)\d\d年")
_FALLS = frozenset("下降 减少 降低 缩短 压减 回落 减幅 降幅 低于".split())
_LACKS = frozenset("未完成 尚欠 缺口".split())
_SCALE = re.compile("^[十百千万亿]+(?=.)")
_ALIKE = 0.5  # of the words beside two figures, for the same indicator
_BLANK, _TITLE = (
    "\x00#",
    "\x00《",
)  # stand for any figure, date or gap, and for any title, whatever it says
_MOST_PAIRS = 4000  # of slots of two sentences that are weighed against one another


def paired_slots(
    said_a: Sequence[Statement],
    said_b: Sequence[Statement],
    ours: Sequence[Mention],
    theirs: Sequence[Mention],
) -> set[tuple[int, int]]:
    """Which of the mentions of matched sentences belong together, by their numbers."""
    sure, near = _places(said_a, said_b)
    found = {(i, k) for i, k in sure if comparable(ours[i].slot, theirs[k].slot)}
    return found | _by_words(ours, theirs, found, near)


def family(slot: Fact | Gap) -> str:
    """Facts of one family can stand for one another in a sentence; names never do."""
    if slot.fact_kind in MEASURED:
        return "figure"
    return "name" if slot.fact_kind in NAMED else str(slot.fact_kind)


def comparable(one: Fact | Gap, other: Fact | Gap) -> bool:
    """Whether one can have become the other: an amount no percentage, unless it kept its digits (5% to 5个百分点)."""
    if isinstance(one, Gap) or isinstance(other, Gap):
        return True
    return one.kind is other.kind or (
        family(one) == family(other) == "figure" and digits(one) == digits(other) != ""
    )


def _one_number(one: Fact | Gap, other: Fact | Gap) -> bool:
    """Whether two figures are one number of more than one digit with another unit: 58人, 58名."""
    if (
        isinstance(one, Gap)
        or isinstance(other, Gap)
        or one.fact_kind is not other.fact_kind
        or one.value is None
    ):
        return False
    return (one.value, one.upper) == (other.value, other.upper) and len(digits(one)) > 1


def unit_of(slot: Fact | Gap) -> str:
    """The unit; of a gap without 万 or 亿, as facts have it."""
    return slot.unit if isinstance(slot, Fact) else _SCALE.sub("", slot.unit)


def likeness(one: Mention, other: Mention) -> float:
    """0 to 1: how much the words beside two slots are the same."""
    a, b = one.words.all, other.words.all
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def same_fact(one: Fact, other: Fact) -> bool:
    """Whether two facts in one place say the same, whatever their spelling; a rise is no fall."""
    if one.key != other.key and not _spelt_otherwise(one, other):
        return False
    return _direction(one) == _direction(other)


def _spelt_otherwise(one: Fact, other: Fact) -> bool:
    """《办法》 for 《云岭县临时救助办法》; 6月底 for 2026年6月底; 县医院 for 在县医院, names being cut loosely."""
    if one.fact_kind is other.kind is FactKind.NAME:
        return one.text in other.text or other.text in one.text
    if one.fact_kind is other.kind is FactKind.TITLE:
        short, long = sorted((one.text.strip("《》"), other.text.strip("《》")), key=len)
        return long.endswith(short)
    if one.fact_kind is other.kind is FactKind.DATE:
        bare = {
            _YEAR.sub("", fact.key).replace("末", "底").replace("号", "日") for fact in (one, other)
        }
        return (
            len(bare) == 1
            and bare != {"date:"}
            and len([f for f in (one, other) if _YEAR.search(f.key)]) == 1
        )
    return False


def _direction(fact: Fact) -> tuple[bool, bool, bool]:
    """Whether a figure is a fall, one that is lacking, one against the month before."""
    said = set(fact.qualifiers)
    return bool(said & _FALLS), bool(said & _LACKS), "环比" in said


# --- slots as blanks among words ---


def _places(
    said_a: Sequence[Statement], said_b: Sequence[Statement]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Pairs of slots (by index) between the same words on either side; and those between such on one side only."""
    a, slots_a = _blanked(said_a)
    b, slots_b = _blanked(said_b)
    found = matches(a, b, lambda token: 1.5 if str(token)[0] == "\x00" else weight(token))
    matched = set(found)
    sure: set[tuple[int, int]] = set()
    near: set[tuple[int, int]] = set()
    for i, k in found:
        if i not in slots_a or k not in slots_b:
            continue
        before = (
            _holds(a, b, matched, i, k, -1)
            or (slots_a.get(i - 2, -1), slots_b.get(k - 2, -1)) in sure
        )
        behind = _holds(a, b, matched, i, k, 1)
        told = [_word(a, i + 1), _word(b, k + 1)]
        slots = slots_a[i], slots_b[k]
        if (before and (behind or not all(told))) or (
            behind and not (_word(a, i - 1) or _word(b, k - 1))
        ):
            sure.add(slots)
        elif before or behind:
            near.add(slots)
    return sure, near


def _holds(
    a: list[str], b: list[str], matched: set[tuple[int, int]], i: int, k: int, step: int
) -> bool:
    """Whether the words beside two slots are matched: the next one, or the one behind a comma."""
    i, k = i + step, k + step
    if not (0 <= i < len(a) and 0 <= k < len(b)):
        return not (0 <= i < len(a) or 0 <= k < len(b))
    if (i, k) not in matched:
        return False
    if _word(a, i):
        return True
    i, k = i + step, k + step
    return (i, k) in matched and _word(a, i)


def _word(tokens: list[str], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at][0] != "\x00" and weight(tokens[at]) >= 1


def _blanked(said: Sequence[Statement]) -> tuple[list[str], dict[int, int]]:
    """The words of some sentences with a blank for each slot; by place of a blank, the number of its mention."""
    tokens: list[str] = []
    slots: dict[int, int] = {}
    number = 0
    for one in said:
        blanks = {}
        for mention in one.mentions:
            if isinstance(mention.slot, Gap) or mention.slot.fact_kind not in NAMED - {
                FactKind.TITLE,
                FactKind.DOCUMENT,
            }:
                blanks[blank_span(one.view, mention.slot)] = number
            number += 1
        for span in words(one.view, blanks):
            text = one.view[slice(*span)]
            if span in blanks:
                slots[len(tokens)] = blanks[span]
                text = _TITLE if text[0] in "《〈" else _BLANK
            tokens.append(text)
    return tokens, slots


def _by_words(
    ours: Sequence[Mention],
    theirs: Sequence[Mention],
    found: set[tuple[int, int]],
    near: set[tuple[int, int]],
) -> set[tuple[int, int]]:
    """Of the slots left in two sentences, those that belong together by words, value, unit and order; best first."""
    told_a, told_b = {i for i, _ in found}, {k for _, k in found}
    rest_a = [i for i in range(len(ours)) if i not in told_a]
    rest_b = [k for k in range(len(theirs)) if k not in told_b]
    scored = []
    for n, i, m, k in _rivals(ours, theirs, rest_a, rest_b):
        one, other = ours[i].slot, theirs[k].slot
        same = isinstance(one, Fact) and isinstance(other, Fact) and one.key == other.key
        if not same and not comparable(one, other):
            continue
        alike, unit, placed = (
            likeness(ours[i], theirs[k]),
            unit_of(one) == unit_of(other),
            (i, k) in near,
        )
        counted = not same and _one_number(one, other)
        if same or counted or alike >= _ALIKE or (placed and (alike >= _ALIKE / 2 or unit)):
            score = (
                alike + 0.5 * (alike == 1) + 0.9 * same + 0.6 * counted + 0.15 * unit + 0.3 * placed
            )
            score -= 0.02 * min(abs(n - m), 5)
            scored.append((-score, n, m, i, k))
    chosen: set[tuple[int, int]] = set()
    gone_a: set[int] = set()
    gone_b: set[int] = set()
    for *_, i, k in sorted(scored):
        if i not in gone_a and k not in gone_b:
            chosen.add((i, k))
            gone_a.add(i)
            gone_b.add(k)
    return chosen | _last_two(ours, theirs, set(rest_a) - gone_a, set(rest_b) - gone_b)


def _rivals(
    ours: Sequence[Mention], theirs: Sequence[Mention], rest_a: Sequence[int], rest_b: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of slots, each with its place among the rest: all, or in a sentence without end those of one value."""
    if len(rest_a) * len(rest_b) <= _MOST_PAIRS:
        yield from ((n, i, m, k) for n, i in enumerate(rest_a) for m, k in enumerate(rest_b))
        return
    waiting: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for m, k in enumerate(rest_b):
        waiting[key_of(theirs[k].slot)].append((m, k))
    for n, i in enumerate(rest_a):
        yield from ((n, i, m, k) for m, k in waiting.get(key_of(ours[i].slot), ())[:MOST_RIVALS])


def key_of(slot: Fact | Gap) -> str:
    return slot.key if isinstance(slot, Fact) else f"gap:{unit_of(slot)}"


def _last_two(
    ours: Sequence[Mention], theirs: Sequence[Mention], rest_a: set[int], rest_b: set[int]
) -> set[tuple[int, int]]:
    """One figure of a unit left on either side of two matched sentences is that figure changed."""
    left_a, left_b = _by_unit(ours, rest_a), _by_unit(theirs, rest_b)
    found = {
        (left_a[unit][0], left_b[unit][0])
        for unit in left_a.keys() & left_b.keys()
        if len(left_a[unit]) == len(left_b[unit]) == 1
    }
    return {(i, k) for i, k in found if comparable(ours[i].slot, theirs[k].slot)}


def _by_unit(mentions: Sequence[Mention], rest: set[int]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n in sorted(rest):
        if family(mentions[n].slot) != "name":
            found[family(mentions[n].slot), unit_of(mentions[n].slot)].append(n)
    return found
