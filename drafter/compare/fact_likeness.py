"""What two facts or gaps have in common, and which of two matched sentences belong together.

A slot is a place in a sentence that a fact or a gap takes. It is the same in both sentences where
the words beside it are; what is left is matched by its words, value, unit and order.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count

from drafter.checks.indicators import MEASURED, digits
from drafter.compare.sequence import Match, matches
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
_BLANK, _TITLE = "\x00#", "\x00《"  # stand for any figure, date or gap, and for any title
_KEPT_IN_WORDS = NAMED - {FactKind.TITLE, FactKind.DOCUMENT}
_MOST_PAIRS = 4000  # of slots of two sentences that are weighed against one another


def paired_slots(
    said_a: Sequence[Statement],
    said_b: Sequence[Statement],
    ours: Sequence[Mention],
    theirs: Sequence[Mention],
) -> set[Match]:
    """Which of the mentions of matched sentences belong together, by their numbers."""
    sure, near = _places(said_a, said_b)
    by_place = {(i, k) for i, k in sure if comparable(ours[i].slot, theirs[k].slot)}
    return by_place | _by_words(ours, theirs, by_place, near)


def family(slot: Fact | Gap) -> str:
    """Facts of one family can stand for one another in a sentence; names never do."""
    if slot.fact_kind in MEASURED:
        return "figure"
    return "name" if slot.fact_kind in NAMED else str(slot.fact_kind)


def comparable(before: Fact | Gap, after: Fact | Gap) -> bool:
    """Whether one can have become the other.

    An amount becomes no percentage, unless it kept its digits (5% to 5个百分点).
    """
    if isinstance(before, Gap) or isinstance(after, Gap) or before.kind is after.kind:
        return True
    figures = family(before) == family(after) == "figure"
    return figures and digits(before) == digits(after) != ""


def _one_number(before: Fact | Gap, after: Fact | Gap) -> bool:
    """Whether two figures are one number of more than one digit with another unit: 58人, 58名."""
    if isinstance(before, Gap) or isinstance(after, Gap) or before.value is None:
        return False
    same = (before.kind, before.value, before.upper) == (after.kind, after.value, after.upper)
    return same and len(digits(before)) > 1


def unit_of(slot: Fact | Gap) -> str:
    """The unit; of a gap without 万 or 亿, as facts have it."""
    return slot.unit if isinstance(slot, Fact) else _SCALE.sub("", slot.unit)


def likeness(ours: Mention, theirs: Mention) -> float:
    """0 to 1: how much the words beside two slots are the same."""
    a, b = ours.words.all, theirs.words.all
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def same_fact(before: Fact, after: Fact) -> bool:
    """Whether two facts in one place say the same, whatever their spelling; a rise is no fall."""
    if before.key != after.key and not _spelt_otherwise(before, after):
        return False
    return _direction(before) == _direction(after)


def _spelt_otherwise(before: Fact, after: Fact) -> bool:
    """Whether two facts are one in other words.

    《办法》 is 《云岭县临时救助办法》, 6月底 is 2026年6月底, and 县医院 is 在县医院: names are cut
    loosely.
    """
    if before.kind is not after.kind:
        return False
    match before.kind:
        case FactKind.NAME:
            return before.text in after.text or after.text in before.text
        case FactKind.TITLE:
            short, long = sorted((before.text.strip("《》"), after.text.strip("《》")), key=len)
            return long.endswith(short)
        case FactKind.DATE:
            with_year = [fact for fact in (before, after) if _YEAR.search(fact.key)]
            return len(with_year) == 1 and _yearless(before) == _yearless(after) != "date:"
    return False


def _yearless(date: Fact) -> str:
    return _YEAR.sub("", date.key).replace("末", "底").replace("号", "日")


def _direction(fact: Fact) -> tuple[bool, bool, bool]:
    """Whether a figure is a fall, one that is lacking, one against the month before."""
    words = set(fact.qualifiers)
    return bool(words & _FALLS), bool(words & _LACKS), "环比" in words


# --- slots as blanks among words ---


def _places(
    said_a: Sequence[Statement], said_b: Sequence[Statement]
) -> tuple[set[Match], set[Match]]:
    """Pairs of slots (by number) between the same words on either side; and on one side only."""
    a, slots_a = _blanked(said_a)
    b, slots_b = _blanked(said_b)
    equal = matches(a, b, lambda token: 1.5 if str(token)[0] == "\x00" else weight(token))
    matched = set(equal)
    sure: set[Match] = set()
    near: set[Match] = set()
    for i, k in equal:
        if i not in slots_a or k not in slots_b:
            continue
        slot_before = slots_a.get(i - 2, -1), slots_b.get(k - 2, -1)
        before = _holds(a, b, matched, i, k, -1) or slot_before in sure
        behind = _holds(a, b, matched, i, k, 1)
        if before or behind:
            certain = _agree(a, b, i, k, before=before, behind=behind)
            (sure if certain else near).add((slots_a[i], slots_b[k]))
    return sure, near


def _agree(a: list[str], b: list[str], i: int, k: int, *, before: bool, behind: bool) -> bool:
    """Whether the words beside two slots agree on both sides, or on one with none on the other."""
    if before and behind:
        return True
    if before:
        return not (_word(a, i + 1) and _word(b, k + 1))
    return not (_word(a, i - 1) or _word(b, k - 1))


def _holds(a: list[str], b: list[str], matched: set[Match], i: int, k: int, step: int) -> bool:
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


def _blanked(statements: Sequence[Statement]) -> tuple[list[str], dict[int, int]]:
    """The words of some sentences with a blank for each slot; by place of a blank, its mention."""
    tokens: list[str] = []
    slots: dict[int, int] = {}
    numbers = count()
    for statement in statements:
        blanks = {
            blank_span(statement.view, mention.slot): number
            for mention, number in zip(statement.mentions, numbers, strict=False)
            if isinstance(mention.slot, Gap) or mention.slot.kind not in _KEPT_IN_WORDS
        }
        for span in words(statement.view, blanks):
            text = statement.view[slice(*span)]
            if span in blanks:
                slots[len(tokens)] = blanks[span]
                text = _TITLE if text[0] in "《〈" else _BLANK
            tokens.append(text)
    return tokens, slots


def _by_words(
    ours: Sequence[Mention], theirs: Sequence[Mention], by_place: set[Match], near: set[Match]
) -> set[Match]:
    """Of the slots left in two sentences, those that belong together, the best first.

    They do by words, value, unit and order.
    """
    found_a, found_b = {i for i, _ in by_place}, {k for _, k in by_place}
    rest_a = [i for i in range(len(ours)) if i not in found_a]
    rest_b = [k for k in range(len(theirs)) if k not in found_b]
    scored = []
    for n, i, m, k in _rivals(ours, theirs, rest_a, rest_b):
        score = _score(ours[i], theirs[k], placed=(i, k) in near)
        if score is not None:
            scored.append((0.02 * min(abs(n - m), 5) - score, n, m, i, k))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, k in sorted(scored):
        if i not in chosen and k not in taken:
            chosen[i] = k
            taken.add(k)
    last = _last_two(ours, theirs, set(rest_a) - chosen.keys(), set(rest_b) - taken)
    return set(chosen.items()) | last


def _score(our: Mention, their: Mention, *, placed: bool) -> float | None:
    """How sure it is that two slots belong together; None where they cannot.

    placed  they stand between the same words on one side
    """
    before, after = our.slot, their.slot
    same = isinstance(before, Fact) and isinstance(after, Fact) and before.key == after.key
    if not same and not comparable(before, after):
        return None
    alike, unit = likeness(our, their), unit_of(before) == unit_of(after)
    counted = not same and _one_number(before, after)
    near = placed and (unit or alike >= _ALIKE / 2)
    if not (same or counted or near or alike >= _ALIKE):
        return None
    words_score = alike + 0.5 * (alike == 1)
    return words_score + 0.9 * same + 0.6 * counted + 0.15 * unit + 0.3 * placed


def _rivals(
    ours: Sequence[Mention], theirs: Sequence[Mention], rest_a: Sequence[int], rest_b: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of slots, each with its place among the rest.

    All pairs; of very many only those of one value.
    """
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
) -> set[Match]:
    """One figure of a unit left on either side of two matched sentences is that figure changed."""
    left_a, left_b = _by_unit(ours, rest_a), _by_unit(theirs, rest_b)
    alone = {
        (left_a[unit][0], left_b[unit][0])
        for unit in left_a.keys() & left_b.keys()
        if len(left_a[unit]) == len(left_b[unit]) == 1
    }
    return {(i, k) for i, k in alone if comparable(ours[i].slot, theirs[k].slot)}


def _by_unit(mentions: Sequence[Mention], rest: set[int]) -> dict[tuple[str, str], list[int]]:
    by_unit: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n in sorted(rest):
        if family(mentions[n].slot) != "name":
            by_unit[family(mentions[n].slot), unit_of(mentions[n].slot)].append(n)
    return by_unit
