"""The reader of figures against suites of cases that its authors did not write.

Each row has a sentence and the readings wanted of it; the README beside the suites tells the
columns. A row that no official document would have may be refused, but never misread in silence.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.facts.fact_keys import plain
from drafter.facts.figures import fold, read_slots
from drafter.facts.numerals import chinese_number
from drafter.facts.units import folded
from drafter.records import Fact, FactKind

_SUITES = Path(__file__).parents[1] / "data" / "numerals"
_FILES = [*sorted((_SUITES / "dev").glob("*.tsv")), *sorted((_SUITES / "held").glob("*.tsv"))]
# The share of the relevant rows that is read as wanted: of a suite by its name, else of all.
_FLOOR = {"dev": 0.97, "held": 0.90}
_NAMED = {FactKind.NAME, FactKind.TITLE, FactKind.DOCUMENT, FactKind.PERSONAL}
_BOUNDS = r"(?:底?前|以?来|以前|之前|以后|之后|后|起|止)$"
_NUMERAL = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟半]")


@dataclass(frozen=True)
class _Row:
    id: str
    text: str
    wanted: tuple[tuple[str, ...], ...]  # each an answer that is right
    relevant: bool

    @classmethod
    def of(cls, row: dict[str, str]) -> "_Row":
        others = re.findall(r"or=(.+?)(?= or=| # |$)", row["note"] or "")
        wanted = tuple(_readings(answer) for answer in (row["wanted"], *others))
        return cls(row["id"], row["text"], wanted, row["relevant"] == "yes")


def _rows(path: Path) -> list[_Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            _Row.of(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _readings(answer: str) -> tuple[str, ...]:
    return () if answer.strip() == "-" else tuple(map(_wanted, answer.split("; ")))


def _wanted(reading: str) -> str:
    number, _, unit = reading.strip().partition(" ")
    number = (
        re.sub(r"\d+\.\d+", lambda n: plain(Decimal(n[0])), number) if ":" not in number else number
    )
    return _plain_date(number) + folded(unit)


def _plain_date(text: str) -> str:
    text = re.sub(r"第(?=\d季度)", "", text)
    return re.sub("^农历", "", re.sub("^(?:半数|一半)$", "1/2", text))


def _said(fact: Fact) -> str:
    """The reading of a fact as the suites write it, the space before the unit left out."""
    kind, _, key = fact.key.partition(":")
    key = key.partition("|")[0]
    if kind == "date":
        return _date(key)
    ordinal = "第" if kind == "ordinal" and fact.value is not None else ""
    if fact.value is None or fact.unit == "番":
        return key
    upper = "" if fact.upper is None else f"..{plain(fact.upper)}"
    return f"{ordinal}{plain(fact.value)}{upper}{fact.unit}"


def _date(key: str) -> str:
    key = re.sub("[一二三四](?=季度)", lambda n: str(chinese_number(n[0])), key)
    key = re.sub("^第", "", re.sub(r"(?<=季度)前$", "", key))
    key = re.sub(_BOUNDS, lambda m: "底" if m[0].startswith("底") else "", key)
    if "～" in key:
        low, high = key.split("～", 1)
        key = f"{low if not low[-1].isdigit() or ':' in low else low + high[-1]}..{high}"
    return key


def _counted(facts: list[Fact]) -> Iterator[Fact]:
    """Without names, and without codes that hold no digit."""
    for fact in facts:
        code = fact.kind is FactKind.CODE and not re.search(r"\d", fact.key)
        if fact.kind not in _NAMED and not code:
            yield fact


def _read(text: str) -> tuple[tuple[str, ...], bool]:
    """The readings of a text, and whether a numeral of it was left or has no value."""
    slots = read_slots(text)
    facts = [slot for slot in slots if isinstance(slot, Fact)]
    seen = {place for slot in slots for place in range(*slot.span)}
    left = any(_NUMERAL.match(char) and place not in seen for place, char in enumerate(fold(text)))
    measured = {
        FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS, FactKind.CODE,
    }  # fmt: skip
    vague = any(fact.value is None and fact.kind in measured for fact in _counted(facts))
    return tuple(map(_said, _counted(facts))), left or vague


@pytest.mark.skipif(not _FILES, reason="no suites of numerals in this tree")
@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_suite_is_read(path: Path) -> None:
    rows = _rows(path)
    relevant = [row for row in rows if row.relevant]
    missed = [row for row in relevant if _read(row.text)[0] not in row.wanted]
    for row in missed:
        print(f"{row.id}\t{row.text}\twanted {row.wanted}\tread {_read(row.text)[0]}")
    right = 1 - len(missed) / max(1, len(relevant))
    print(f"{path.stem}: {len(relevant) - len(missed)} of {len(relevant)} = {right:.3f}")
    assert right >= _FLOOR[path.parent.name]


@pytest.mark.skipif(not _FILES, reason="no suites of numerals in this tree")
@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_not_official_is_right_or_refused(path: Path) -> None:
    rows = [row for row in _rows(path) if not row.relevant]
    misread = []
    for row in rows:
        read, refused = _read(row.text)
        if read not in row.wanted and not refused:
            misread.append(row)
            print(f"{row.id}\t{row.text}\twanted {row.wanted}\tread {read}")
    assert len(misread) <= max(2, 0.1 * len(rows))
