"""A comparison as one page that needs nothing but a browser.

Facts come first, then the text side by side or as one. It has no script and nothing from outside,
and every text is escaped: it can be sent by mail, printed, and kept.
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
    """Some characters of a sentence.

    tag   "del", "ins" or ""
    fact  what became of the fact they state; "" for none
    """

    text: str
    tag: str = ""
    fact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact or gap that differs, as the lists at the top have it; row is its place in the text."""

    kind: str
    a: Excerpt | None
    b: Excerpt | None
    row: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A row of the text: A's side, B's side, and both as one.

    opens  a paragraph of B begins here
    """

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
    comparison = compared.comparison
    rows = list(_sentences(compared))
    return environment.get_template("page.html.j2").render(
        t=t,
        language=language(),
        shown=shown,
        versions=[(t("compare.a"), compared.a), (t("compare.b"), compared.b)],
        differences=list(_differences(comparison)),
        findings=_findings(comparison),
        sections=[
            (
                *(side_name(comparison, pair.a, pair.b)),
                [(str(s), t(f"compare.status.{s}")) for s in pair.statuses],
            )
            for pair in comparison.sections
        ],
        rows=rows,
        counts=_counts(comparison),
        agree=comparison.agree,
        same=Status.SAME,
    )


def side_name(comparison: Comparison, a: int | None, b: int | None) -> tuple[str, str]:
    return (
        "" if a is None else section_name(comparison.a, a),
        "" if b is None else section_name(comparison.b, b),
    )


def _counts(comparison: Comparison) -> list[tuple[str, str, int]]:
    facts, gaps, findings = comparison.facts, comparison.gaps, comparison.findings
    grave = sum(1 for finding in findings.new if finding.severity is not Severity.INFO)
    counts = [
        ("moved", len(facts.moved)),
        ("changed", len(facts.changed)),
        ("removed", len(facts.removed)),
        ("added", len(facts.added)),
        ("opened", len(gaps.opened)),
        ("closed", len(gaps.closed)),
        ("new", grave),
    ]
    return [(name, t(f"compare.{name}"), count) for name, count in counts]


def _differences(comparison: Comparison) -> Iterator[Difference]:
    rows_a = {i: n for n, row in enumerate(comparison.rows) for i in row.a}
    rows_b = {k: n for n, row in enumerate(comparison.rows) for k in row.b}

    def difference(kind: str, a: Mention | None, b: Mention | None) -> Difference:
        row = rows_b[b.statement] if b else rows_a[a.statement] if a else 0
        here, there = (
            excerpt(side, m, 24, 16) if m else None
            for side, m in ((comparison.a, a), (comparison.b, b))
        )
        return Difference(kind, here, there, row)

    for a, b in comparison.facts.moved:
        yield difference("moved", a, b)
    for a, b in comparison.facts.changed:
        yield difference("changed", a, b)
    for gap, fact in comparison.gaps.opened:
        yield difference("opened", fact, gap)
    for mention in comparison.facts.removed:
        yield difference("removed", mention, None)
    for mention in comparison.facts.added:
        yield difference("added", None, mention)
    for gap, fact in comparison.gaps.closed:
        yield difference("closed", gap, fact)


def _findings(comparison: Comparison) -> list[tuple[str, Finding]]:
    grave = sorted(comparison.findings.new, key=lambda f: list(Severity).index(f.severity))
    return [("new", finding) for finding in grave] + [
        ("gone", finding) for finding in comparison.findings.gone
    ]


# --- the text ---


def _sentences(compared: Compared) -> Iterator[Sentence]:
    comparison = compared.comparison
    flags_a, flags_b = _flags(comparison)
    flagged: dict[int, list[Finding]] = defaultdict(list)
    for finding, at, _ in places(comparison.b, comparison.findings.new):
        flagged[at].append(finding)
    last_line = -1
    for number, row in enumerate(comparison.rows):
        words = comparison.words(row) if row.fate is not Fate.SAME else ()
        side, first = (comparison.b, row.b[0]) if row.b else (comparison.a, row.a[0])
        statement = side.statements[first]
        opens = bool(row.b) and statement.line != last_line
        last_line = statement.line if row.b else last_line
        yield Sentence(
            number,
            str(row.fate),
            side.section_of(first).level if statement.heading else 0,
            tuple(_side_pieces(comparison.a, row.a, words, Change.DELETED, flags_a)),
            tuple(_side_pieces(comparison.b, row.b, words, Change.INSERTED, flags_b)),
            tuple(_both_pieces(comparison, row, words)),
            opens,
            section_name(comparison.a, comparison.a.statements[row.a[0]].section)
            if row.fate is Fate.MOVED
            else "",
            tuple(finding for k in row.b for finding in flagged[k]),
            tuple(_bullets(compared, row)),
        )


Flag = tuple[Span, str, str]  # span, what became of the fact, what to say of it
Flags = Mapping[int, list[Flag]]  # by statement


def _flags(comparison: Comparison) -> tuple[Flags, Flags]:
    """The facts that differ, in their statements of A and of B."""
    a: dict[int, list[Flag]] = defaultdict(list)
    b: dict[int, list[Flag]] = defaultdict(list)

    def flag(kind: str, mine: Mention | None, theirs: Mention | None) -> None:
        if mine:
            a[mine.statement].append((mine.slot.span, kind, t(f"compare.{kind}")))
        if theirs:
            b[theirs.statement].append((theirs.slot.span, kind, t(f"compare.{kind}")))

    for mine, theirs in comparison.facts.moved:
        flag("moved", mine, theirs)
    for mine, theirs in comparison.facts.changed:
        flag("changed", mine, theirs)
    for mention in comparison.facts.removed:
        flag("removed", mention, None)
    for mention in comparison.facts.added:
        flag("added", None, mention)
    for gap, fact in comparison.gaps.opened:
        flag("opened", fact, gap)
    for gap, fact in comparison.gaps.closed:
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
    text, marks = _marked(side, at, flags)
    tag = "del" if change is Change.DELETED else "ins"
    changed = [stretch.span for stretch in words if stretch.change is change]
    spans = [(0, len(text)), *changed, *(span for span, _, _ in marks)]
    for piece in _parts(spans):
        holding = ((fact, note) for span, fact, note in marks if _covers(span, piece))
        fact, note = next(holding, ("", ""))
        inside = any(_covers(span, piece) for span in changed)
        yield Piece(shown(text[slice(*piece)]), tag if inside else "", fact, note)


def _parts(spans: Iterable[Span]) -> Iterator[Span]:
    """The stretches between all edges of some spans."""
    return pairwise(sorted({edge for span in spans for edge in span}))


def _covers(span: Span, piece: Span) -> bool:
    return span[0] <= piece[0] and piece[1] <= span[1]


def _marked(side: Side, at: tuple[int, ...], flags: Flags) -> tuple[str, list[Flag]]:
    """The text of some statements, and their flags with spans in it."""
    text = ""
    marks: list[Flag] = []
    for statement in at:
        start = len(text)
        own = flags.get(statement, ())
        marks += [((s + start, e + start), kind, note) for (s, e), kind, note in own]
        text += side.statements[statement].text
    return text, marks


def _both_pieces(comparison: Comparison, row: Row, words: Iterable[Words]) -> Iterator[Piece]:
    """The sentence with what went and what came in one; nothing for one that is the same."""
    tags = {Change.KEPT: "", Change.DELETED: "del", Change.INSERTED: "ins"}
    side, at = (comparison.b, row.b) if row.b else (comparison.a, row.a)
    label = shown(side.label_of(at[0]))
    pieces = [Piece(shown(each.text), tags[each.change]) for each in words]
    if label and pieces:
        yield Piece(
            label, "del" if row.fate is Fate.REMOVED else "ins" if row.fate is Fate.ADDED else ""
        )
    yield from pieces


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
