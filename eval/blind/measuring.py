"""What the rules say of items: errors found by kind, look-alikes flagged, precision by code."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from pathlib import Path
from random import Random
from secrets import randbelow

from drafter.checks.text import check_report
from drafter.documents.report_text import read_text
from drafter.records import Severity
from eval.blind.across import ACROSS
from eval.blind.drawing import GENERATORS, draw
from eval.blind.items import Item, by_hand, handed
from eval.blind.places import Place, files_of, read_places, read_reports, split_of

EACH = 36  # drawn errors of a kind
_UNTOUCHED = 400  # places put before the rules as they are


@dataclass(frozen=True, slots=True)
class Judged:
    """An item, and the codes of errors and warnings that its error, or its look, raised.

    false  codes raised on the right text of an item written by hand: nothing is wrong there
    """

    item: Item
    raised: tuple[str, ...]
    false: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    def __str__(self) -> str:
        return f"{self.hits}/{self.of} {self.hits / self.of:.0%}" if self.of else "—"


@dataclass(frozen=True, slots=True)
class Material:
    """What is measured on, beside what is shipped.

    reports  folder of published reports; defects: folder of items that others wrote
    seed     of what is drawn, None for a new one
    """

    reports: Path | None = None
    defects: Path | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What the rules said, by groups: written by hand, drawn, untouched, handed by others."""

    seed: int
    groups: dict[str, list[Judged]] = field(default_factory=dict)

    @property
    def ours(self) -> list[Judged]:
        return [one for group in ("hand", "drawn") for one in self.groups[group]]


def measure(material: Material, *, each: int = EACH) -> Result:
    """Put all items before the rules; `each` errors of a kind are drawn."""
    seed = randbelow(10**6) if material.seed is None else material.seed
    files = files_of(material.reports)
    places = read_places(files)
    drawn = [
        *draw(GENERATORS, places, seed, each),
        *draw({"across": ACROSS}, read_reports(files), seed, ceil(each / 3)),  # they are long
    ]
    groups = {
        "hand": judge(by_hand(), right_is_clean=True),
        "drawn": judge(drawn, right_is_clean=False),
        "untouched": judge(_as_they_are(places, seed), right_is_clean=False),
    }
    if material.defects and material.defects.is_dir():
        groups["handed"] = judge(handed(material.defects), right_is_clean=False)
    return Result(seed, groups)


def _as_they_are(places: Sequence[Place], seed: int) -> Iterator[Item]:
    """Places of reports as look-alikes; what is raised at one may be right: a person reads it."""
    chosen = Random(seed).sample(places, min(_UNTOUCHED, len(places)))
    for number, place in enumerate(chosen):
        text = place.under_title(place.text)
        yield Item(f"untouched-{number:03}", "untouched", split_of(place.text), text, False)


def judge(items: Iterable[Item], *, right_is_clean: bool) -> list[Judged]:
    """Put every item before the rules.

    right_is_clean  what is raised on the right text of an error is false: somebody wrote it so.
                    A sentence of a published report may hold errors of its own.
    """
    return [_judged(item, right_is_clean) for item in items]


def _judged(item: Item, right_is_clean: bool) -> Judged:
    before = Counter(_codes(item.beside))
    new = Counter(_codes(item.text)) - before
    return Judged(item, tuple(sorted(new)), tuple(before) if right_is_clean and item.wrong else ())


@lru_cache(maxsize=4096)
def _codes(text: str) -> tuple[str, ...]:
    """The codes of the errors and warnings that a text raises, once for each."""
    if not text:
        return ()
    raised = check_report(read_text(text))
    return tuple(row.code for row in raised if row.severity is not Severity.INFO)


def found(judged: Iterable[Judged]) -> Share:
    """Of the errors, those at which something was raised."""
    return _raised(one for one in judged if one.item.wrong)


def flagged(judged: Iterable[Judged]) -> Share:
    """Of the look-alikes, those at which something was raised."""
    return _raised(one for one in judged if not one.item.wrong)


def _raised(judged: Iterable[Judged]) -> Share:
    rows = [bool(one.raised) for one in judged]
    return Share(sum(rows), len(rows))


def of_split(judged: Iterable[Judged], split: str) -> list[Judged]:
    return [one for one in judged if one.item.split == split]


def by_kind(judged: Sequence[Judged], kind: str) -> list[Judged]:
    return [one for one in judged if one.item.kind == kind]


def precision_by_code(judged: Iterable[Judged]) -> dict[str, Share]:
    """Of what each code raised, the share that pointed at an error, not at a look-alike."""
    right, false = Counter[str](), Counter[str]()
    for one in judged:
        (right if one.item.wrong else false).update(one.raised)
        false.update(one.false)
    return {code: Share(right[code], right[code] + false[code]) for code in sorted(right | false)}
