"""A comparison as JSON, a contract: docs/comparison.schema.json, told in docs/compare.md.

`python -m drafter.compare.output.contract` prints the schema.
"""

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from drafter.compare.comparison import Comparison, Fate, Row
from drafter.compare.files import Compared, Version
from drafter.compare.sections import SectionPair, Status
from drafter.compare.version import Mention, Side
from drafter.compare.words import Change
from drafter.records import Fact as StatedFact
from drafter.records import Finding as MadeFinding
from drafter.records import Severity

FORMAT = "drafter.comparison"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, date, title, name … as a version states it.

    value    a figure's exact number in `unit` (2.35亿元 and 23500万元 are 235000000 元); of any
             other fact, of ranges and vague amounts, a normal form as a string: equal for equal
             facts
    section  number and heading as printed; "" before the first heading and in the signature
    """

    text: str
    value: int | float | str
    unit: str
    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FactPair:
    a: Fact
    b: Fact


@dataclass(frozen=True, slots=True)
class Facts:
    """Each difference once: a value that changed places is in moved, not in changed."""

    added: list[Fact]
    removed: list[Fact]
    changed: list[FactPair]
    moved: list[FactPair]


@dataclass(frozen=True, slots=True)
class Gap:
    text: str
    unit: str
    section: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OpenedGap(Gap):
    """was: the fact of A that the gap stands in the place of; null for none."""

    was: Fact | None


@dataclass(frozen=True, slots=True)
class ClosedGap(Gap):
    """by: the fact of B that stands in its place; null where it went with its words."""

    by: Fact | None


@dataclass(frozen=True, slots=True)
class Gaps:
    opened: list[OpenedGap]
    closed: list[ClosedGap]


@dataclass(frozen=True, slots=True)
class Finding:
    """What drafter check has to say of that version; line as there."""

    code: str
    severity: Severity
    line: int
    text: str
    message: str


@dataclass(frozen=True, slots=True)
class Findings:
    new: list[Finding]
    gone: list[Finding]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of A and its like in B.

    a, b      number and heading as printed, null where there is none
    statuses  all that hold, the gravest first

    A section that was split has an entry for each part; so has each section merged into one.
    """

    a: str | None
    b: str | None
    status: Status
    statuses: list[Status]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or several that became one; bullets are ids of the notes a draft made it of."""

    text: str
    section: str
    bullets: list[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class SentencePair:
    """words: kept and deleted ones together are A's text, kept and inserted ones B's."""

    a: Passage
    b: Passage
    words: list[Stretch]


@dataclass(frozen=True, slots=True)
class Text:
    """Wording, sentence by sentence; a sentence that was moved may have been edited too."""

    same: int
    edited: list[SentencePair]
    moved: list[SentencePair]
    added: list[Passage]
    removed: list[Passage]


@dataclass(frozen=True, slots=True)
class Document:
    """What differs between two versions, facts first."""

    format: str
    version: int
    a: str
    b: str
    facts: Facts
    gaps: Gaps
    findings: Findings
    sections: list[Section]
    text: Text
    notices: list[str]


def as_json(compared: Compared) -> str:
    return json.dumps(asdict(document(compared)), ensure_ascii=False, indent=1)


def document(compared: Compared) -> Document:
    """The contract's own shape; files are named as they were given."""
    comparison = compared.comparison
    return Document(
        FORMAT,
        VERSION,
        str(compared.a.file),
        str(compared.b.file),
        _facts(comparison),
        _gaps(comparison),
        Findings(
            list(map(_finding, comparison.findings.new)),
            list(map(_finding, comparison.findings.gone)),
        ),
        [_section(comparison, pair) for pair in comparison.sections],
        _wording(comparison),
        [*_notices(compared.a), *_notices(compared.b)],
    )


def _facts(comparison: Comparison) -> Facts:
    facts = comparison.facts
    return Facts(
        [_fact(comparison.b, mention) for mention in facts.added],
        [_fact(comparison.a, mention) for mention in facts.removed],
        [_both(comparison, *both) for both in facts.changed],
        [_both(comparison, *both) for both in facts.moved],
    )


def _gaps(comparison: Comparison) -> Gaps:
    a, b = comparison.a, comparison.b
    return Gaps(
        [
            OpenedGap(*_gap(b, gap), _fact(a, fact) if fact else None)
            for gap, fact in comparison.gaps.opened
        ],
        [
            ClosedGap(*_gap(a, gap), _fact(b, fact) if fact else None)
            for gap, fact in comparison.gaps.closed
        ],
    )


def _wording(comparison: Comparison) -> Text:
    rows: dict[Fate, list[Row]] = {fate: [] for fate in Fate}
    for row in comparison.rows:
        rows[row.fate].append(row)
    return Text(
        len(rows[Fate.SAME]),
        [_sentences(comparison, row) for row in rows[Fate.EDITED]],
        [_sentences(comparison, row) for row in rows[Fate.MOVED]],
        [_passage(comparison.b, row.b) for row in rows[Fate.ADDED]],
        [_passage(comparison.a, row.a) for row in rows[Fate.REMOVED]],
    )


def schema() -> dict[str, Any]:
    """The JSON Schema of what `as_json` writes."""
    from pydantic import TypeAdapter

    made = TypeAdapter(Document).json_schema(mode="serialization")
    made["properties"]["format"] = {"const": FORMAT}
    made["properties"]["version"] = {"const": VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "drafter comparison",
    }


def _both(comparison: Comparison, a: Mention, b: Mention) -> FactPair:
    return FactPair(_fact(comparison.a, a), _fact(comparison.b, b))


def _place(side: Side, mention: Mention) -> tuple[str, str]:
    return side.section_of(mention.statement).name, side.statements[mention.statement].text


def _fact(side: Side, mention: Mention) -> Fact:
    fact = mention.fact
    return Fact(fact.quote, _value(fact), fact.unit, *_place(side, mention))


def _gap(side: Side, mention: Mention) -> tuple[str, str, str, str]:
    return mention.slot.text, mention.slot.unit, *_place(side, mention)


def _value(fact: StatedFact) -> int | float | str:
    """A number where JSON readers give it back to the digit, else a string."""
    if fact.value is None or fact.upper is not None:
        return fact.key.partition(":")[2]
    if fact.value == fact.value.to_integral_value():
        return int(fact.value) if abs(fact.value) < 2**53 else str(fact.value)
    return float(fact.value) if Decimal(repr(float(fact.value))) == fact.value else str(fact.value)


def _finding(finding: MadeFinding) -> Finding:
    return Finding(finding.code, finding.severity, finding.line or 1, finding.text, finding.message)


def _section(comparison: Comparison, pair: SectionPair) -> Section:
    a = None if pair.a is None else comparison.a.sections[pair.a].name
    b = None if pair.b is None else comparison.b.sections[pair.b].name
    return Section(a, b, pair.status, list(pair.statuses))


def _sentences(comparison: Comparison, row: Row) -> SentencePair:
    words = [Stretch(each.change, each.text) for each in comparison.words(row)]
    return SentencePair(_passage(comparison.a, row.a), _passage(comparison.b, row.b), words)


def _passage(side: Side, places: tuple[int, ...]) -> Passage:
    text = "".join(side.statements[at].text for at in places)
    bullets = dict.fromkeys(bullet for at in places if side.bullets for bullet in side.bullets[at])
    return Passage(text, side.section_of(places[0]).name, list(bullets))


def _notices(version: Version) -> list[str]:
    return [f"{version.file}: {notice}" for notice in version.notices]


if __name__ == "__main__":
    print(json.dumps(schema(), ensure_ascii=False, indent=1))
