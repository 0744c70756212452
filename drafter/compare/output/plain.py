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
from drafter.compare.words import Change
from drafter.messages import t
from drafter.records import FactKind, Finding, Severity

ROWS = 40  # of a screen


@dataclass(frozen=True, slots=True)
class _Group:
    """Differences of one kind, a row each."""

    title: str
    rows: tuple[str, ...]


def text(compared: Compared, columns: int = 100) -> str:
    """At most ROWS lines of at most so many columns, Chinese characters being two wide."""
    one = compared.comparison
    head = list(_head(compared))
    groups = [group for group in _groups(one) if group.rows]
    rows = [*head, *_fitted(groups, ROWS - len(head) - 1)]
    if len(rows) < len(head) + sum(len(group.rows) + 1 for group in groups):
        rows.append(t("compare.whole"))
    return "\n".join(_cut(row, columns) for row in rows)


def _head(compared: Compared) -> Iterator[str]:
    one = compared.comparison
    for name, version in ((t("compare.a"), compared.a), (t("compare.b"), compared.b)):
        length = sum(len(line.text) for line in version.report.lines)
        yield t("compare.version", name=name, file=shown(str(version.file)), count=length)
    facts, gaps, findings = one.facts, one.gaps, one.findings
    if one.agree:
        same = one.counts[Fate.SAME] == len(one.rows)
        yield t("compare.identical") if same and _unmoved(one) else t("compare.agree")
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
    yield t("compare.text", **{str(fate): count for fate, count in one.counts.items()})


def _unmoved(one: Comparison) -> bool:
    return all(pair.statuses == (Status.SAME,) for pair in one.sections)


def _groups(one: Comparison) -> Iterator[_Group]:
    facts, gaps, findings = one.facts, one.gaps, one.findings
    yield _Group(t("compare.moved"), tuple(_two_places(one, *both) for both in facts.moved))
    yield _Group(t("compare.changed"), tuple(_two_values(one, *both) for both in facts.changed))
    grave = [finding for finding in findings.new if finding.severity is Severity.ERROR]
    yield _Group(t("compare.new"), tuple(_said(finding) for finding in grave))
    yield _Group(
        t("compare.opened"), tuple(_gap(one, gap, fact, opened=True) for gap, fact in gaps.opened)
    )
    yield _Group(
        t("compare.removed"),
        tuple(_one_place(one, m, there=False) for m in _gravest(facts.removed)),
    )
    yield _Group(
        t("compare.added"), tuple(_one_place(one, m, there=True) for m in _gravest(facts.added))
    )
    yield _Group(
        t("compare.closed"), tuple(_gap(one, gap, fact, opened=False) for gap, fact in gaps.closed)
    )
    rest = [finding for finding in findings.new if finding.severity is Severity.WARNING]
    yield _Group(t("compare.warned"), tuple(_said(finding) for finding in rest))
    plain = {
        (Status.SAME,),
        (Status.CHANGED,),
        (Status.RENUMBERED,),
        (Status.CHANGED, Status.RENUMBERED),
    }
    yield _Group(
        t("compare.sections"),
        tuple(section_words(one, pair) for pair in one.sections if pair.statuses not in plain),
    )
    yield _Group(t("compare.wording"), tuple(_wording(one)))


def _gravest(mentions: Iterable[Mention]) -> list[Mention]:
    """Figures first, then dates and titles, then names; last what is counted in words: 一年, 三项."""
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
    """The groups in so many lines: each has its title and a row or two, the gravest fill what is left."""
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


def _two_values(one: Comparison, a: Mention, b: Mention) -> str:
    before, after = excerpt(one.a, a), excerpt(one.b, b)
    if before.before[-4:] != after.before[-4:] or before.text == after.text:
        return f"{excerpt(one.a, a, 10, 4)} → {excerpt(one.b, b, 10, 4)}  〔{after.section}〕"
    return f"{after.before}【{before.text} → {after.text}】{after.after}  〔{after.section}〕"


def _two_places(one: Comparison, a: Mention, b: Mention) -> str:
    before, after = excerpt(one.a, a, 10, 4), excerpt(one.b, b, 10, 4)
    where = (
        before.section if before.section == after.section else f"{before.section} → {after.section}"
    )
    return f"{before} → {after}  〔{where}〕"


def _one_place(one: Comparison, mention: Mention, *, there: bool) -> str:
    found = excerpt(one.b if there else one.a, mention)
    return f"{found}  〔{found.section}〕"


def _gap(one: Comparison, gap: Mention, fact: Mention | None, *, opened: bool) -> str:
    if not fact:
        gone = "" if opened else f"  {t('compare.nothing')}"
        return f"{_one_place(one, gap, there=opened)}{gone}"
    return _two_values(one, fact, gap) if opened else _two_values(one, gap, fact)


def _said(finding: Finding) -> str:
    return f"{finding.code} {t(f'severity.{finding.severity}')} {shown(finding.message)}"


def _wording(one: Comparison) -> Iterator[str]:
    """The sentences that differ in more than their facts, in short: what went and what came."""
    for row in one.rows:
        if row.fate is Fate.SAME or (row.fate is Fate.EDITED and not one.reworded(row)):
            continue
        side, places = (one.b, row.b) if row.b else (one.a, row.a)
        where = section_name(side, side.statements[places[0]].section)
        said = shown("".join(side.statements[at].text for at in places))
        if row.fate is Fate.EDITED or (
            row.fate is Fate.MOVED and one.a.statements[row.a[0]].text != said
        ):
            marks = {Change.KEPT: "{}", Change.DELETED: "［-{}］", Change.INSERTED: "［+{}］"}
            words = [
                marks[each.change].format(shown(_short(each.text, each.change)))
                for each in one.words(row)
            ]
            said = "".join(words)
        yield f"{t(f'compare.fate.{row.fate}')} {said}  〔{where}〕"


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
