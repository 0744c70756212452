"""What a template asks for, the map of what was there, and the way back: values into their holes, never guessed."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.documents.gaps import OpenGap, gap_names
from drafter.facts.figures import fold, read_gaps
from drafter.facts.placeholders import HAN, fits
from drafter.filling.mask_report import Masked, Row, Slot, with_unit
from drafter.records import Edit, GapKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What a map says of one mask; original is None where it is withheld. `of` is "" or what binds it to its id."""

    mask: str
    original: str | None
    kind: str = ""
    about: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that is wrong with a map, or suspicious: why is the end of a message's name, grave what refuses it.

    id     of the mask; text what stands in the map, wanted what the template has
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
    """What each mask that was written stands for, by the name that the gap has in the template as it is read again."""
    offsets = {row.number: row.offset for row in template}
    slots = {(slot.line, slot.span[0] + row.offset): slot for slot, row in _with_rows(masked)}
    places = template_gaps(template)
    found: dict[str, dict[str, object]] = {}
    for id, place in zip(gap_names(places), places, strict=True):
        if slot := slots.get((place.line, place.gap.span[0] + offsets[place.line])):
            found[id] = {
                "mask": slot.mask,
                "original": slot.original,
                "kind": place.gap.kind.value,
                "unit": slot.unit,
                "about": place.gap.about,
                "line": slot.line,
                "of": _bound(id, slot.original),
            }
    return found


def _with_rows(masked: Masked) -> Iterator[tuple[Slot, Row]]:
    rows = {row.number: row for row in masked.rows}
    return ((slot, rows[slot.line]) for slot in masked.slots)


def _bound(id: str, original: str) -> str:
    """Tells whether a value still stands where it was found: a swap of two is seen, whatever their width."""
    return hashlib.sha256(f"{id}|{original}".encode()).hexdigest()[:8]


def unmasked(rows: Sequence[Row], entries: Mapping[str, Entry]) -> Filled:
    """The edits that put the values of a map back into a template, and what there is to object to.

    Refused (grave) are ids that the template does not have, and a value that lacks the unit of its mask; nothing is
    guessed: a gap without a value is withheld.
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
    return Filled(
        tuple(edits), tuple(withheld), tuple(sorted(objections, key=lambda one: not one.grave))
    )


def _objections(id: str, place: OpenGap, entry: Entry) -> Iterator[Objection]:
    start, end = with_unit(place.text, place.gap)
    mask, said = place.text[start:end], entry.original or ""
    unit = mask[place.gap.span[1] - start :]
    if unit and not said.endswith(unit):
        yield Objection(id, "unit", True, said, mask)
    elif entry.mask != mask:
        own = entry.mask.endswith(unit) and bool(entry.mask)
        yield Objection(id, "mask", not own, entry.mask, mask)
    if entry.about and entry.about != place.gap.about:
        yield Objection(id, "about", False, entry.about, place.gap.about)
    elif entry.kind and entry.kind != place.gap.kind:
        yield Objection(id, "kind", False, entry.kind, place.gap.kind)
    number = _value(said.removesuffix(unit))
    if number is not None and not said.startswith("0") and not fits(place.gap.text, number):
        yield Objection(id, "width", False, said, mask)
    elif (
        place.gap.kind in _NUMERIC
        and number is None
        and not re.search(f"[{HAN}]", said.removesuffix(unit))
    ):
        yield Objection(id, "number", False, said, mask)
    if re.search(r"[\n\r]", said):
        yield Objection(id, "line", True, said, mask)


_NUMERIC = {GapKind.COUNT, GapKind.MONEY, GapKind.PERCENT, GapKind.POINTS, GapKind.DURATION}


def _value(said: str) -> Decimal | None:
    """The number that stands before a unit; None where it is none that can be measured."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", fold(said).replace("，", ","))
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
