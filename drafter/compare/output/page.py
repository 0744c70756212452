"""A comparison as one page that needs nothing but a browser: facts first, then the text side by side or as one.

No script, nothing from outside, every text escaped: it can be sent by mail, printed, and kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from drafter.compare.comparison import Comparison, Fate, Row
from drafter.compare.files import Compared, Version
from drafter.compare.findings import places
from drafter.compare.output.excerpts import Excerpt, excerpt, section_name, shown
from drafter.compare.sections import Status
from drafter.compare.version import Mention, Side
from drafter.compare.words import Change, Words
from drafter.messages import language, t
from drafter.records import Finding, Severity, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a sentence: tag "del", "ins" or ""; fact, what became of the fact they state ("" for none)."""

    text: str
    tag: str = ""
    fact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact or gap that differs, as the lists at the top have it; row is where it stands in the text."""

    kind: str
    a: Excerpt | None
    b: Excerpt | None
    row: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row of the text: A's side, B's side, and both as one; opens says that a paragraph of B begins here."""

    number: int
    fate: str
    heading: int
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    both: tuple[Piece, ...]
    opens: bool
    moved_from: str
    findings: tuple[Finding, ...]
    bullets: tuple[tuple[int, str], ...]


def html(compared: Compared) -> str:
    """The page; its language is that of messages."""
    from jinja2 import Environment, FileSystemLoader

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    one = compared.comparison
    rows = list(_sentences(compared))
    return environment.get_template("page.html.j2").render(
        t=t,
        language=language(),
        shown=shown,
        versions=[(t("compare.a"), compared.a), (t("compare.b"), compared.b)],
        differences=list(_differences(one)),
        findings=_findings(one),
        sections=[
            (
                *(side_name(one, pair.a, pair.b)),
                [(str(s), t(f"compare.status.{s}")) for s in pair.statuses],
            )
            for pair in one.sections
        ],
        rows=rows,
        counts=_counts(one),
        agree=one.agree,
        same=Status.SAME,
    )


def side_name(one: Comparison, a: int | None, b: int | None) -> tuple[str, str]:
    return (
        "" if a is None else section_name(one.a, a),
        "" if b is None else section_name(one.b, b),
    )


def _counts(one: Comparison) -> list[tuple[str, str, int]]:
    facts, gaps, findings = one.facts, one.gaps, one.findings
    grave = sum(1 for finding in findings.new if finding.severity is not Severity.INFO)
    found = [
        ("moved", len(facts.moved)),
        ("changed", len(facts.changed)),
        ("removed", len(facts.removed)),
        ("added", len(facts.added)),
        ("opened", len(gaps.opened)),
        ("closed", len(gaps.closed)),
        ("new", grave),
    ]
    return [(name, t(f"compare.{name}"), count) for name, count in found]


def _differences(one: Comparison) -> Iterator[Difference]:
    rows_a = {i: n for n, row in enumerate(one.rows) for i in row.a}
    rows_b = {k: n for n, row in enumerate(one.rows) for k in row.b}

    def told(kind: str, a: Mention | None, b: Mention | None) -> Difference:
        row = rows_b[b.statement] if b else rows_a[a.statement] if a else 0
        here, there = (
            excerpt(side, m, 24, 16) if m else None for side, m in ((one.a, a), (one.b, b))
        )
        return Difference(kind, here, there, row)

    for a, b in one.facts.moved:
        yield told("moved", a, b)
    for a, b in one.facts.changed:
        yield told("changed", a, b)
    for gap, fact in one.gaps.opened:
        yield told("opened", fact, gap)
    for mention in one.facts.removed:
        yield told("removed", mention, None)
    for mention in one.facts.added:
        yield told("added", None, mention)
    for gap, fact in one.gaps.closed:
        yield told("closed", gap, fact)


def _findings(one: Comparison) -> list[tuple[str, Finding]]:
    grave = sorted(one.findings.new, key=lambda f: list(Severity).index(f.severity))
    return [("new", finding) for finding in grave] + [
        ("gone", finding) for finding in one.findings.gone
    ]


# --- the text ---


def _sentences(compared: Compared) -> Iterator[Sentence]:
    one = compared.comparison
    flags_a, flags_b = _flags(one)
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding, at, _ in places(one.b, one.findings.new):
        found[at].append(finding)
    last_line = -1
    for number, row in enumerate(one.rows):
        words = one.words(row) if row.fate is not Fate.SAME else ()
        side, first = (one.b, row.b[0]) if row.b else (one.a, row.a[0])
        statement = side.statements[first]
        opens = bool(row.b) and statement.line != last_line
        last_line = statement.line if row.b else last_line
        yield Sentence(
            number,
            str(row.fate),
            side.section_of(first).level if statement.heading else 0,
            tuple(_side_pieces(one.a, row.a, words, Change.DELETED, flags_a)),
            tuple(_side_pieces(one.b, row.b, words, Change.INSERTED, flags_b)),
            tuple(_both_pieces(one, row, words)),
            opens,
            section_name(one.a, one.a.statements[row.a[0]].section)
            if row.fate is Fate.MOVED
            else "",
            tuple(finding for k in row.b for finding in found[k]),
            tuple(_bullets(compared, row)),
        )


Flags = Mapping[
    int, list[tuple[Span, str, str]]
]  # by statement: span, what became of the fact, what to say of it


def _flags(one: Comparison) -> tuple[Flags, Flags]:
    """The facts that differ, in their statements of A and of B."""
    a: dict[int, list[tuple[Span, str, str]]] = defaultdict(list)
    b: dict[int, list[tuple[Span, str, str]]] = defaultdict(list)

    def flag(kind: str, mine: Mention | None, theirs: Mention | None) -> None:
        if mine:
            a[mine.statement].append((mine.slot.span, kind, t(f"compare.{kind}")))
        if theirs:
            b[theirs.statement].append((theirs.slot.span, kind, t(f"compare.{kind}")))

    for mine, theirs in one.facts.moved:
        flag("moved", mine, theirs)
    for mine, theirs in one.facts.changed:
        flag("changed", mine, theirs)
    for mention in one.facts.removed:
        flag("removed", mention, None)
    for mention in one.facts.added:
        flag("added", None, mention)
    for gap, fact in one.gaps.opened:
        flag("opened", fact, gap)
    for gap, fact in one.gaps.closed:
        flag("closed", gap, fact)
    return a, b


def _side_pieces(
    side: Side, at: tuple[int, ...], words: Iterable[Words], change: Change, flags: Flags
) -> Iterator[Piece]:
    """The sentence as one side has it, its label first."""
    if not at:
        return
    if label := side.label_of(at[0]):
        yield Piece(shown(label))
    text, marks, start = "", [], 0
    for statement in at:
        marks += [
            ((s + start, e + start), kind, note) for (s, e), kind, note in flags.get(statement, ())
        ]
        text += side.statements[statement].text
        start = len(text)
    tag = "del" if change is Change.DELETED else "ins"
    changed = [each.span for each in words if each.change is change]
    edges = sorted(
        {
            0,
            len(text),
            *(e for span in changed for e in span),
            *(e for (span, _, _) in marks for e in span),
        }
    )
    for begin, end in pairwise(edges):
        fact, note = next(
            ((kind, note) for (s, e), kind, note in marks if s <= begin and end <= e), ("", "")
        )
        inside = any(s <= begin and end <= e for s, e in changed)
        yield Piece(shown(text[begin:end]), tag if inside else "", fact, note)


def _both_pieces(one: Comparison, row: Row, words: Iterable[Words]) -> Iterator[Piece]:
    """The sentence with what went and what came in one; nothing for one that is the same."""
    tags = {Change.KEPT: "", Change.DELETED: "del", Change.INSERTED: "ins"}
    side, at = (one.b, row.b) if row.b else (one.a, row.a)
    label = shown(side.label_of(at[0]))
    said = [Piece(shown(each.text), tags[each.change]) for each in words]
    if label and said:
        yield Piece(
            label, "del" if row.fate is Fate.REMOVED else "ins" if row.fate is Fate.ADDED else ""
        )
    yield from said


def _bullets(compared: Compared, row: Row) -> Iterator[tuple[int, str]]:
    """The notes that a sentence of the draft was made of, where its like differs: line and text."""
    if row.fate is Fate.SAME:
        return
    for version, at in ((compared.a, row.a), (compared.b, row.b)):
        if version.draft and version.side.bullets:
            known = _notes(version)
            for bullet in dict.fromkeys(
                bullet for place in at for bullet in version.side.bullets[place]
            ):
                if bullet in known:
                    yield known[bullet]
            return


def _notes(version: Version) -> dict[str, tuple[int, str]]:
    assert version.draft
    return {
        bullet.id: (bullet.line, shown(bullet.text)) for bullet in version.draft.brief.all_bullets()
    }
