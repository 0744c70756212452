"""A comparison on one screen of a terminal, the gravest first."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.checks.indicators import MEASURED, digits
from drafter.compare.comparison import Comparison, Fate
from drafter.compare.files import Compared
from drafter.compare.output.excerpts import excerpt, section_name, section_words, shown
from drafter.compare.sections import Status
from drafter.compare.version import Mention
from drafter.compare.words import Change, Words
from drafter.messages import t
from drafter.records import FactKind, Finding, Severity

ROWS = 40  # of a screen


@dataclass(frozen=True, slots=True)
class _Group:
    """Differences of one kind, a row each."""

    title: str
    rows: tuple[str, ...]


# What may become of a section without a word about it.
_PLAIN = {
    (Status.SAME,),
    (Status.CHANGED,),
    (Status.RENUMBERED,),
    (Status.CHANGED, Status.RENUMBERED),
}


def text(compared: Compared, columns: int = 100) -> str:
    """At most ROWS lines of at most so many columns, Chinese characters being two wide."""
    comparison = compared.comparison
    head = list(_head(compared))
    groups = [group for group in _groups(comparison) if group.rows]
    rows = [*head, *_fitted(groups, ROWS - len(head) - 1)]
    if len(rows) < len(head) + sum(len(group.rows) + 1 for group in groups):
        rows.append(t("compare.whole"))
    return "\n".join(_cut(row, columns) for row in rows)


def _head(compared: Compared) -> Iterator[str]:
    comparison = compared.comparison
    for name, version in ((t("compare.a"), compared.a), (t("compare.b"), compared.b)):
        length = sum(len(line.text) for line in version.report.lines)
        yield t("compare.version", name=name, file=shown(str(version.file)), count=length)
    facts, gaps, findings = comparison.facts, comparison.gaps, comparison.findings
    if comparison.agree:
        same = comparison.counts[Fate.SAME] == len(comparison.rows)
        yield t("compare.identical") if same and _unmoved(comparison) else t("compare.agree")
    else:
        counts = {
            name: len(getattr(facts, name)) for name in ("moved", "changed", "removed", "added")
        }
        yield t("compare.facts", count=len(facts), **counts)
    yield t(
        "compare.others",
        opened=len(gaps.opened),
        closed=len(gaps.closed),
        new=len(findings.new),
        gone=len(findings.gone),
    )
    yield t("compare.text", **{str(fate): count for fate, count in comparison.counts.items()})


def _unmoved(comparison: Comparison) -> bool:
    return all(pair.statuses == (Status.SAME,) for pair in comparison.sections)


def _groups(comparison: Comparison) -> Iterator[_Group]:
    """The groups of differences, the gravest first; some may be empty."""
    facts, gaps = comparison.facts, comparison.gaps
    yield _group("moved", (_two_places(comparison, *both) for both in facts.moved))
    yield _group("changed", (_two_values(comparison, *both) for both in facts.changed))
    yield _group("new", _new_findings(comparison, Severity.ERROR))
    yield _group("opened", (_gap(comparison, *both, opened=True) for both in gaps.opened))
    yield _group(
        "removed", (_one_place(comparison, m, there=False) for m in _gravest(facts.removed))
    )
    yield _group("added", (_one_place(comparison, m, there=True) for m in _gravest(facts.added)))
    yield _group("closed", (_gap(comparison, *both, opened=False) for both in gaps.closed))
    yield _group("warned", _new_findings(comparison, Severity.WARNING))
    sections = (pair for pair in comparison.sections if pair.statuses not in _PLAIN)
    yield _group("sections", (section_words(comparison, pair) for pair in sections))
    yield _group("wording", _wording(comparison))


def _group(name: str, rows: Iterable[str]) -> _Group:
    return _Group(t(f"compare.{name}"), tuple(rows))


def _new_findings(comparison: Comparison, severity: Severity) -> list[str]:
    return [
        _finding(finding) for finding in comparison.findings.new if finding.severity is severity
    ]


def _gravest(mentions: Iterable[Mention]) -> list[Mention]:
    """Figures first, then dates and titles, then names; last what is counted in words: 一年."""
    ranks = {**dict.fromkeys(MEASURED, 0), FactKind.NAME: 2}
    return sorted(
        mentions,
        key=lambda m: (
            3
            if m.slot.fact_kind in MEASURED and not digits(m.fact)
            else ranks.get(m.slot.fact_kind, 1)
        ),
    )


def _fitted(groups: Sequence[_Group], room: int) -> Iterator[str]:
    """The groups in so many lines.

    Each has its title and a row or two; the gravest fill what is left.
    """
    given = [min(len(group.rows), 2) for group in groups]
    for n, group in enumerate(groups):
        while given[n] < len(group.rows):
            given[n] += 1
            if sum(_height(each, count) for each, count in zip(groups, given, strict=True)) > room:
                given[n] -= 1
                break
    for count, group in zip(given, groups, strict=True):
        yield group.title
        yield from (f"  {row}" for row in group.rows[:count])
        if count < len(group.rows):
            yield "  " + t("compare.more", count=len(group.rows) - count)


def _height(group: _Group, count: int) -> int:
    """Lines that a group takes with so many of its rows."""
    return 1 + count + (count < len(group.rows))


def _two_values(comparison: Comparison, a: Mention, b: Mention) -> str:
    before, after = excerpt(comparison.a, a), excerpt(comparison.b, b)
    if before.before[-4:] != after.before[-4:] or before.text == after.text:
        short = excerpt(comparison.a, a, 10, 4), excerpt(comparison.b, b, 10, 4)
        return f"{short[0]} → {short[1]}  〔{after.section}〕"
    return f"{after.before}【{before.text} → {after.text}】{after.after}  〔{after.section}〕"


def _two_places(comparison: Comparison, a: Mention, b: Mention) -> str:
    before, after = excerpt(comparison.a, a, 10, 4), excerpt(comparison.b, b, 10, 4)
    where = (
        before.section if before.section == after.section else f"{before.section} → {after.section}"
    )
    return f"{before} → {after}  〔{where}〕"


def _one_place(comparison: Comparison, mention: Mention, *, there: bool) -> str:
    place = excerpt(comparison.b if there else comparison.a, mention)
    return f"{place}  〔{place.section}〕"


def _gap(comparison: Comparison, gap: Mention, fact: Mention | None, *, opened: bool) -> str:
    if not fact:
        gone = "" if opened else f"  {t('compare.nothing')}"
        return f"{_one_place(comparison, gap, there=opened)}{gone}"
    return _two_values(comparison, fact, gap) if opened else _two_values(comparison, gap, fact)


def _finding(finding: Finding) -> str:
    return f"{finding.code} {t(f'severity.{finding.severity}')} {shown(finding.message)}"


def _wording(comparison: Comparison) -> Iterator[str]:
    """The sentences that differ in more than their facts, in short: what went and what came."""
    for row in comparison.rows:
        if row.fate is Fate.SAME or (row.fate is Fate.EDITED and not comparison.reworded(row)):
            continue
        side, places = (comparison.b, row.b) if row.b else (comparison.a, row.a)
        where = section_name(side, side.statements[places[0]].section)
        words = shown("".join(side.statements[at].text for at in places))
        edited_too = row.fate is Fate.MOVED and comparison.a.statements[row.a[0]].text != words
        if row.fate is Fate.EDITED or edited_too:
            words = "".join(_marked(stretch) for stretch in comparison.words(row))
        yield f"{t(f'compare.fate.{row.fate}')} {words}  〔{where}〕"


def _marked(stretch: Words) -> str:
    """Some words with the mark of what became of them."""
    marks = {Change.KEPT: "{}", Change.DELETED: "［-{}］", Change.INSERTED: "［+{}］"}
    return marks[stretch.change].format(shown(_short(stretch.text, stretch.change)))


def _short(text: str, change: Change) -> str:
    """Words that stay are told by their ends."""
    return text if change is not Change.KEPT or len(text) <= 12 else f"{text[:4]}…{text[-6:]}"


def _cut(row: str, columns: int) -> str:
    width = 0
    for at, char in enumerate(row):
        width += 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if width > columns:
            return row[: max(0, at - 2)] + "…"
    return row
