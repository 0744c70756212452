"""What a template asks for, the map of what was there, and the way back.

Values go into their own holes; none is guessed.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.documents.gaps import OpenGap, gap_names
from drafter.facts.figures import fold, read_gaps
from drafter.facts.placeholders import HAN, fits
from drafter.filling.mask_report import Masked, Row, Slot, with_unit
from drafter.records import Edit, Gap, GapKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What a map says of one mask.

    original  None where it is withheld
    of        what binds it to its id, or ""
    """

    mask: str
    original: str | None
    kind: str = ""
    about: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that is wrong with a map, or suspicious.

    id     of the mask
    why    end of a message's name
    grave  the map is refused for it
    text   what stands in the map; `wanted` is what the template has
    """

    id: str
    why: str
    grave: bool
    text: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What putting values back comes to.

    edits     the masks with their values; the spans count in the text of each row
    withheld  the places that stay open, for there is no value
    """

    edits: tuple[Edit, ...]
    withheld: tuple[tuple[str, OpenGap], ...]
    objections: tuple[Objection, ...] = ()


def template_gaps(rows: Iterable[Row]) -> list[OpenGap]:
    """Every gap of a template in its place, in reading order."""
    return [
        OpenGap(gap, row.text, row.part, row.heading, row.number)
        for row in rows
        for gap in read_gaps(row.text)
    ]


def mask_map(masked: Masked, template: Sequence[Row]) -> dict[str, dict[str, object]]:
    """What each mask that was written stands for.

    Its name is the one that the gap has in the template as it is read again.
    """
    offsets = {row.number: row.offset for row in template}
    slots = {(slot.line, slot.span[0] + row.offset): slot for slot, row in _with_rows(masked)}
    places = template_gaps(template)
    entries: dict[str, dict[str, object]] = {}
    for id, place in zip(gap_names(places), places, strict=True):
        if slot := slots.get((place.line, place.gap.span[0] + offsets[place.line])):
            entries[id] = {
                "mask": slot.mask,
                "original": slot.original,
                "kind": place.gap.kind.value,
                "unit": slot.unit,
                "about": place.gap.about,
                "line": slot.line,
                "of": _bound(id, slot.original),
            }
    return entries


def _with_rows(masked: Masked) -> Iterator[tuple[Slot, Row]]:
    rows = {row.number: row for row in masked.rows}
    return ((slot, rows[slot.line]) for slot in masked.slots)


def _bound(id: str, original: str) -> str:
    """Tells whether a value still stands where it was found, so that a swap of two is seen."""
    return hashlib.sha256(f"{id}|{original}".encode()).hexdigest()[:8]


def unmasked(rows: Sequence[Row], entries: Mapping[str, Entry]) -> Filled:
    """The edits that put the values of a map back into a template, and what there is to object to.

    Refused (grave) are ids that the template does not have, and a value that lacks the unit of its
    mask. A gap without a value is withheld.
    """
    places = template_gaps(rows)
    named = dict(zip(gap_names(places), places, strict=True))
    objections = [
        Objection(id, "unknown", True, entry.mask)
        for id, entry in entries.items()
        if id not in named
    ]
    edits: list[Edit] = []
    withheld: list[tuple[str, OpenGap]] = []
    for id, place in named.items():
        entry = entries.get(id)
        if entry is None or entry.original in {None, ""}:
            withheld.append((id, place))
            continue
        objections += _objections(id, place, entry)
        span = with_unit(place.text, place.gap)
        edits.append(Edit(place.line, span, place.text[slice(*span)], entry.original or ""))
    objections += _swapped(entries)
    grave_first = sorted(objections, key=lambda objection: not objection.grave)
    return Filled(tuple(edits), tuple(withheld), tuple(grave_first))


def _objections(id: str, place: OpenGap, entry: Entry) -> Iterator[Objection]:
    start, end = with_unit(place.text, place.gap)
    mask, value = place.text[start:end], entry.original or ""
    unit = mask[place.gap.span[1] - start :]
    if unit and not value.endswith(unit):
        yield Objection(id, "unit", True, value, mask)
    elif entry.mask != mask:
        own = entry.mask.endswith(unit) and bool(entry.mask)
        yield Objection(id, "mask", not own, entry.mask, mask)
    if entry.about and entry.about != place.gap.about:
        yield Objection(id, "about", False, entry.about, place.gap.about)
    elif entry.kind and entry.kind != place.gap.kind:
        yield Objection(id, "kind", False, entry.kind, place.gap.kind)
    if why := _unlike_mask(value.removesuffix(unit), place.gap):
        yield Objection(id, why, False, value, mask)
    if re.search(r"[\n\r]", value):
        yield Objection(id, "line", True, value, mask)


def _unlike_mask(value: str, gap: Gap) -> str:
    """Why a value without its unit is not as its mask says: "width", "number" or ""."""
    number = _number(value)
    if number is not None:
        return "" if value.startswith("0") or fits(gap.text, number) else "width"
    worded = re.search(f"[{HAN}]", value)
    return "number" if gap.kind in _NUMERIC and not worded else ""


_NUMERIC = {GapKind.COUNT, GapKind.MONEY, GapKind.PERCENT, GapKind.POINTS, GapKind.DURATION}


def _number(value: str) -> Decimal | None:
    """The number that stands before a unit; None where it is none that can be measured."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", fold(value).replace("，", ","))
    return Decimal(plain) if re.fullmatch(r"\d{1,30}(?:\.\d{1,9})?", plain) else None


def _swapped(entries: Mapping[str, Entry]) -> Iterator[Objection]:
    """Values that stand in one another's place."""
    moved = {
        id: entry
        for id, entry in entries.items()
        if entry.of and entry.original and _bound(id, entry.original) != entry.of
    }
    for id, entry in moved.items():
        for other, place in moved.items():
            if other != id and entry.original and _bound(other, entry.original) == place.of:
                yield Objection(id, "swapped", False, entry.original, other)
                break
