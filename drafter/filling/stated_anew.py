"""Whether what a note states stands in its new words: its facts as a report spells them, its gaps.

A size is the same only in the same kind and unit, and where nothing beside it turns it round.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from drafter.facts.figures import read_facts, read_gaps
from drafter.facts.spoken_sums import with_sums
from drafter.facts.units import folded
from drafter.records import Bullet, Fact, FactKind, Gap, GapKind, Span

_MEASURED = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS}
_WORDS = {FactKind.TITLE, FactKind.NAME}
_NUMERALS = "零〇一二两三四五六七八九十百千万亿"
_NOT_BEFORE = rf"(?<![\d.．第{_NUMERALS}~～–—−－-])(?<!\d[,，])"
_NOT_BEHIND = rf"(?![{_NUMERALS}]|[.．,，]?\d)"
_YUAN, _SCALES = "元", "百千万亿"
# Counted alike: what is said of persons, of money, of times; 个 is said of nearly anything.
_PERSONS, _MONEY, _TIMES = set("人名位号个口"), {"元", "块", "圆"}, set("次场回趟遍")
_THINGS = set("个家户所项件处场条座台套辆部起份种类只张块间栋")
_ABOUT = re.compile("^[余多来几]|[余多来]$")
_CLAUSE_END = re.compile("[，,；;。：:、！!？?]")
_UP = r"增长|增加(?!值)|新增|增幅|增至|上升|升至|升高|提高|提升|上涨|涨幅|涨至|攀升|扩大|加快"
_DOWN = r"下降|减少|减幅|减至|降幅|降至|降低|下滑|下跌|跌幅|回落|缩短|压减|压降|收窄|负增长"
_AT_ONCE = r"(?:了|到|出|收)?$"
_TURN = re.compile(
    rf"(?P<down>{_DOWN}|(?:[减降跌]|(?<![花弄扔用拆卖理罚修跑除丢清退])掉|(?<![至不缺最])少){_AT_ONCE})"
    rf"|(?P<up>{_UP}|(?:[增涨]|(?<![公每])升|(?<![很不许大至最])多){_AT_ONCE})"
)
_TURN_BEHIND = re.compile(
    "的?(?:幅度的?)?(?:(?P<down>下降|降幅|减少|减幅|跌幅)|(?P<up>增长|增幅|增加|涨幅))"
)
_BEYOND = re.compile(
    r"(?P<down>低于|少于|不足|不到|未达|未到|短收|尚欠|欠|差(?![异旅])|以下|以内)"
    r"|(?P<up>超(?![市声导龄级])|高于|多于|好于|突破|以上)"
)


class Told(NamedTuple):
    """A text with its facts and gaps."""

    text: str
    facts: Sequence[Fact]
    gaps: Sequence[Gap] = ()


def told_by_note(bullet: Bullet) -> Told:
    """What a note states, its amounts as they are said with their value."""
    return Told(bullet.text, with_sums(bullet.text, bullet.facts), bullet.gaps)


def told_by(text: str) -> Told:
    """What a text states, its amounts as they are said with their value."""
    return Told(text, with_sums(text, read_facts(text)), read_gaps(text))


def unstated(told: Told, others: Sequence[Told]) -> list[Fact]:
    """The facts of a text that no other states."""
    return [fact for fact in told.facts if not any(_states(other, fact, told) for other in others)]


def lost_gaps(note: Told, new: Sequence[Told]) -> list[Gap]:
    """The gaps of a note that its new words neither keep nor fill with what is not the note's own.

    A gap or fact stands for one gap of each unit: 3月5日 for x月x日, 15家 for one xx家.
    """
    slots: list[tuple[Told, Fact | Gap]] = [(told, gap) for told in new for gap in told.gaps]
    slots += [(told, fact) for told in new for fact in unstated(told, [note])]
    used: set[tuple[int, str]] = set()
    lost = []
    for gap in sorted(note.gaps, key=lambda gap: not gap.unit):
        free = (n for n, (told, slot) in enumerate(slots) if _stands_for(slot, gap, told, note))
        place = next((n for n in free if (n, gap.unit) not in used), None)
        if place is not None:
            used.add((place, gap.unit))
        elif gap.kind is not GapKind.STRAY:
            lost.append(gap)
    return sorted(lost, key=lambda gap: gap.span)


def _stands_for(slot: Fact | Gap, gap: Gap, told: Told, note: Told) -> bool:
    """Whether a gap of the new words is this one, or a fact fills it, and nothing turns it."""
    turns = (_turn(one.text, each) for one, each in ((told, slot), (note, gap)))
    return _fits(slot, gap) and not _turned(*turns)


def _fits(slot: Fact | Gap, gap: Gap) -> bool:
    if not gap.unit:
        return gap.kind is GapKind.TEXT or slot.fact_kind is gap.fact_kind
    if slot.fact_kind is not gap.fact_kind:
        return False
    unit = _ABOUT.sub("", gap.unit)
    if isinstance(slot, Gap):
        return _units_alike(_ABOUT.sub("", slot.unit), unit)
    if slot.kind not in _MEASURED:
        return unit in slot.text
    return slot.kind is FactKind.PERCENT or _units_alike(folded(unit.lstrip(_SCALES)), slot.unit)


# --- facts ---


def _states(told: Told, fact: Fact, source: Told) -> bool:
    return _spelt(told, fact, source) or any(
        _same(fact, other) and not _opposed(source, fact, told, other) for other in told.facts
    )


def _same(fact: Fact, other: Fact) -> bool:
    """Whether two facts are one: 12万6 and 12.6万元, 3月份 and 3月."""
    if fact.key == other.key:
        return True
    if fact.kind is other.kind is FactKind.DATE:
        return _digits(fact) == _digits(other)
    if fact.value is None or other.value is None:
        return False
    return _size(fact) == _size(other) and _measured_alike(fact, other)


def _measured_alike(fact: Fact, other: Fact) -> bool:
    """Whether two sizes are of one kind and unit; one without unit may be given one."""
    if fact.kind is FactKind.QUANTITY and not fact.unit:
        return other.kind in {FactKind.QUANTITY, FactKind.MONEY}
    if other.kind is FactKind.QUANTITY and not other.unit:
        return fact.unit == _YUAN
    money = {fact.unit, other.unit} <= _MONEY
    return money or (fact.kind is other.kind and _units_alike(fact.unit, other.unit))


def _units_alike(unit: str, other: str) -> bool:
    both = {unit, other}
    if len(both) == 1:
        return True
    return both <= _PERSONS or both <= _TIMES or ("个" in both and both <= _THINGS)


def _spelt(told: Told, fact: Fact, source: Told) -> bool:
    """Whether a text has a fact letter by letter, a figure whole and not as part of another fact.

    For names are read by what stands around them, and some figures are not read at all.
    """
    if fact.kind in _WORDS:
        return fact.text in told.text
    places = re.finditer(f"{_NOT_BEFORE}{re.escape(fact.text)}{_NOT_BEHIND}", told.text)
    spans = [place.span() for place in places]
    if fact.kind not in _MEASURED:
        return bool(spans)
    return any(
        not any(_overlap(span, other.span) for other in told.facts)
        and not _turned(_turn(source.text, fact), _leaning(told.text, span, _TURN))
        for span in spans
    )


def _overlap(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


# --- directions ---


def _opposed(source: Told, fact: Fact, told: Told, other: Fact) -> bool:
    """Whether words beside two equal sizes turn them round: 增长6% and 下降6%, 超 and 欠."""
    if fact.kind not in _MEASURED:
        return False
    one, two = _turn(source.text, fact), _turn(told.text, other)
    negative = (fact.value or 0) < 0 or (other.value or 0) < 0
    bounds = (_leaning(t.text, f.span, _BEYOND) for t, f in ((source, fact), (told, other)))
    return _turned(one, two) or (negative and one != two) or _turned(*bounds)


def _turned(one: int, two: int) -> bool:
    return one * two < 0


def _turn(text: str, slot: Fact | Gap) -> int:
    """1 for what rises, -1 for what falls, 0 where nothing tells."""
    if isinstance(slot, Fact) and (slot.value or 0) < 0:
        return -1
    return _leaning(text, slot.span, _TURN)


def _leaning(text: str, span: Span, words: re.Pattern[str]) -> int:
    """The way of the word next to a figure in its clause, before it, in it or at once behind it."""
    ahead = _CLAUSE_END.split(text[: span[0]])[-1]
    found = [*_ways(words, ahead), *_ways(words, text[slice(*span)])]
    behind = _TURN_BEHIND.match(text, span[1]) if words is _TURN else None
    return _way(behind) if behind else next(reversed(found), 0)


def _ways(words: re.Pattern[str], text: str) -> Iterator[int]:
    return (_way(match) for match in words.finditer(text))


def _way(match: re.Match[str]) -> int:
    return -1 if match["down"] else 1


def _size(fact: Fact) -> tuple[Decimal, Decimal]:
    value = fact.value or Decimal(0)
    return abs(value), abs(fact.upper or value)


def _digits(fact: Fact) -> list[str]:
    return re.findall(r"\d+", fact.text)
