"""The text of one note in official spelling, with the facts and gaps that stand in it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.facts.figures import read_slots
from drafter.facts.placeholders import AFTER_MARKS, HAN
from drafter.facts.punctuation import mend
from drafter.records import Fact, FactKind, Gap

_MARKUP = re.compile(
    rf"\*\*(?!{AFTER_MARKS})(?=\S)(.+?)(?<=\S)\*\*"
    rf"|(?<!_)__(?!{AFTER_MARKS})(?=[^_\s])(.+?)(?<=[^_\s])__(?!_)|`([^`]+)`"
    r"|!?\[([^\]]+)\]\([^)]*\)|~~(?=\S)(.+?)(?<=\S)~~"
    rf"|(?<![\d*])\*(?!{AFTER_MARKS})(?=[^\s*\d])([^*\n]+?)(?<=[^\s*])\*(?!\*)"
)
_STAND_INS = 0xF0000  # supplementary private use: stand-ins for facts while punctuation is mended
# two characters that a space stays between
_LATIN = re.compile("[0-9A-Za-z%][0-9A-Za-z]|[A-Za-z]【|】[A-Za-z]")


def unmarked(text: str) -> str:
    """Text without Markdown's own marks."""
    return _MARKUP.sub(lambda m: next(group for group in m.groups() if group is not None), text)


def compose(source: str) -> tuple[str, tuple[Fact, ...], tuple[Gap, ...]]:
    """Note text in official spelling with the facts and gaps that stand in it; ids are empty.

    Facts are set aside while the punctuation is mended, then put back as the standard spells them.
    """
    source = _with_clauses_parted(source)
    slots = read_slots(source)
    first = _free_block(source, len(slots))
    text = mend("".join(_with_stand_ins(source, slots, first)))
    closing = "".join(
        chr(first + n)
        for n, slot in enumerate(slots)
        if isinstance(slot, Fact) and slot.text[-1:] in "”》"
    )
    if closing:  # GB/T 15834 4.5.3.5: no 、 between quoted or titled items
        text = re.sub(f"([{closing}])、(?=[{closing}])", r"\1", text)
    return _put_back(text, slots, first, source)


def _with_stand_ins(source: str, slots: Sequence[Fact | Gap], first: int) -> list[str]:
    """The text before the first fact or gap, then the stand-in of each with what follows it."""
    ends = [*(slot.span[0] for slot in slots), len(source)]
    pieces = [source[: ends[0]]]
    for number, slot in enumerate(slots):
        pieces.append(chr(first + number) + source[slot.span[1] : ends[number + 1]])
    return pieces


def _put_back(
    text: str, slots: Sequence[Fact | Gap], first: int, source: str
) -> tuple[str, tuple[Fact, ...], tuple[Gap, ...]]:
    """The text with the facts and gaps in the places of their stand-ins, spans included."""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    pieces: list[str] = []
    length = 0
    before: Fact | Gap | None = None
    for char in text:
        slot = slots[ord(char) - first] if first <= ord(char) < first + len(slots) else None
        piece = slot.text if slot else char
        if pieces and _parted(before, slot, source) and _LATIN.match(pieces[-1][-1] + piece[0]):
            pieces.append(" ")  # 98 97 96分: without it two figures would read as one; 100% of
            length += 1
        span = (length, length + len(piece))
        if isinstance(slot, Fact):
            facts.append(replace(slot, span=span))
        elif slot:
            gaps.append(replace(slot, span=span))
        pieces.append(piece)
        length, before = span[1], slot
    return "".join(pieces), tuple(facts), tuple(gaps)


_COUNTED = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS}
# What goes on with the figure before it, whatever space stands between.
_SAME_CLAUSE = r"(?![的地等和与及或以左上多余之均共中])"
_WIDE_SPACE = re.compile(
    rf"(?:[ \u00a0]{{2,}}|[ \u00a0]*[\t\u3000]\s*){_SAME_CLAUSE}(?=[{HAN}]{{2}})"
)
_WIDE_END = re.compile(r"(?:[ \u00a0]{2,}|[ \u00a0]*[\t\u3000]\s*)$")
_ONE_SPACE = re.compile(rf"[ \u00a0]{_SAME_CLAUSE}(?=[{HAN}]{{2,12}}$)")
# What may begin a clause right behind a blank: 培训1期 149人, 3次 Ⅲ级响应1次.
_BEGINS = _COUNTED | {FactKind.ORDINAL, FactKind.DATE, FactKind.CODE}
_ONE_END = re.compile(r"[ \u00a0]$")
_FIGURE = "\U000f0000-\U000ffffd"  # a stand-in
_BETWEEN_WORDS = re.compile(
    rf"(?<=[{HAN}]{{2}})(?:[ \u00a0]{{2,}}|[ \u00a0]*[\t\u3000]\s*)(?=[{HAN}]{{2}})"
    rf"|(?<=[{HAN}]{{4}})[ \u00a0](?=[{HAN}]{{2,12}}[{_FIGURE}])"
    rf"|(?<=[{_FIGURE}][{HAN}])[ \u00a0](?=[{HAN}]{{2,12}}[{_FIGURE}])"
)


_BLANK = re.compile(r"[ \u00a0\t\u3000]")


def _with_clauses_parted(source: str) -> str:
    """The source with ， for each blank that parts two clauses.

    A wide blank does (规范化建设　完成12家); a single one does before words with a figure
    (流感监测 采样460份). Facts are read after that: a clause of its own has its own qualifiers.
    """
    if not _BLANK.search(source):
        return source
    slots = read_slots(source)
    first = _free_block(source, len(slots))
    head, *pieces = _with_stand_ins(source, slots, first)
    behind = (
        piece[0] + _with_comma(source, slots, number, piece[1:])
        for number, piece in enumerate(pieces)
    )
    text = _BETWEEN_WORDS.sub("，", head + "".join(behind))
    for number, slot in enumerate(slots):
        text = text.replace(chr(first + number), source[slice(*slot.span)])
    return text


def _with_comma(source: str, slots: Sequence[Fact | Gap], number: int, after: str) -> str:
    """What stands behind a figure, with ， where a blank parts two clauses: 立案72起  追赃96万元.

    A single blank parts them where a figure follows too, and the note has none before or within a
    figure (培训 3期).
    """
    slot = slots[number]
    kind, unit = (slot.fact_kind, slot.unit) if isinstance(slot, Gap) else (slot.kind, "")
    if kind not in _COUNTED or not slot.unit or not after.startswith(unit):
        return after
    space = _WIDE_SPACE.match(after, len(unit))
    if not space and number + 1 < len(slots):
        space = _before_figure(source, slots, number).match(after, len(unit))
    return f"{unit}，{after[space.end() :]}" if space else after


def _before_figure(source: str, slots: Sequence[Fact | Gap], number: int) -> re.Pattern[str]:
    """What a blank behind a figure looks like that parts it from the next one."""
    following = slots[number + 1]
    blanks = [_WIDE_END] if isinstance(following, Fact) else []  # 28座　　四类桥2座
    if not _spaced(source, slots):
        blanks.append(_ONE_SPACE)
    others = [*slots[: number + 1], *slots[number + 2 :]]
    if following.fact_kind in _BEGINS and not _spaced(source, others):
        blanks.append(_ONE_END)
    return re.compile("|".join(f"(?:{blank.pattern})" for blank in blanks) or "(?!)")


def _spaced(source: str, slots: Sequence[Fact | Gap]) -> bool:
    """Whether the note has spaces around its figures."""
    figures = (source[max(0, slot.span[0] - 2) : slot.span[1]] for slot in slots)
    return any(re.search(rf"^[{HAN}]\s|[0-9０-９]\s+[{HAN}%]", text) for text in figures)


def _parted(before: Fact | Gap | None, slot: Fact | Gap | None, source: str) -> bool:
    """Whether the notes have a space between these two, one of which is a fact or gap."""
    if slot:
        return source[slot.span[0] - 1 : slot.span[0]].isspace()
    return before is not None and source[before.span[1] :][:1].isspace()


def _free_block(source: str, size: int) -> int:
    """Where `size` private characters in a row begin that the source, a rare name, does not use."""
    used = {ord(char) for char in source if ord(char) >= _STAND_INS}
    first = _STAND_INS
    while any(first <= code < first + size for code in used):
        first += size
    return first
