"""Values into a draft, each in its hole or nowhere; and out again."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.checks.text import TEXT_RULES
from drafter.documents.draft_filled import unfilled
from drafter.documents.draft_lines import lines
from drafter.documents.draft_reviewed import reviewed
from drafter.documents.report import parse_report
from drafter.documents.source_lines import SourceLine
from drafter.errors import InputError
from drafter.filling.rows import Row, gap_rows
from drafter.filling.values import judged
from drafter.messages import t
from drafter.records import Draft, Fill, GapKind

# The rules that see a figure beside others.
_RULES = tuple(rule for rule in TEXT_RULES if rule.code.startswith(("FIG", "DAT")))


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody wrote for a gap, and where: file, sheet and cell, or line."""

    gap: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What has to be said of a value that was given."""

    source: str
    gap: str
    message: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What became of some values.

    filled    new in the draft; same were there already; refused were not taken, each with its reason
    warnings  of what was taken; open are the rows still without a value
    """

    draft: Draft
    filled: tuple[Fill, ...] = ()
    same: int = 0
    refused: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    open: tuple[Row, ...] = ()


def fill(
    draft: Draft,
    given: Sequence[Given],
    file: str,
    *,
    accepted: Collection[str] = (),
    unknown_too: bool = False,
) -> Filling:
    """Fill in what was given; what is refused stays open, and the rest of the draft is as it was.

    accepted     gaps whose values are taken however unlikely
    unknown_too  values for gaps that are none are passed over; else InputError names the first of them
    """
    rows = {row.gap.id: row for row in gap_rows(unfilled(draft))}
    if not unknown_too and (stray := next((one for one in given if one.gap not in rows), None)):
        raise InputError(
            t("fill.unknown"),
            stray.source or file,
            value=stray.gap,
            remedy=t("fill.unknown.remedy"),
        )
    now = {one.gap: one for one in draft.fills}
    number = max((one.round for one in draft.fills), default=0) + 1
    new: list[Fill] = []
    refused: list[Remark] = []
    warnings: list[Remark] = []
    same = 0
    for name, values in _by_gap(given, rows).items():
        if len({one.value.strip() for one in values}) > 1:
            both = "、".join(f"“{one.value}”（{one.source}）" for one in values)
            refused.append(Remark(values[-1].source, name, t("fill.twice", values=both)))
            continue
        one = values[0]
        verdict = judged(one.value, rows[name], draft.brief, accepted=name in accepted)
        if verdict.text is None:
            if verdict.refusal:
                said = verdict.refusal + (t("fill.accept", gap=name) if verdict.plain else "")
                refused.append(Remark(one.source, name, said))
            continue
        warnings += (Remark(one.source, name, said) for said in verdict.warnings)
        if name in now and now[name].text == verdict.text:
            same += 1
            continue
        if name in now:
            warnings.append(
                Remark(
                    one.source, name, t("fill.changed", before=now[name].text, after=verdict.text)
                )
            )
        new.append(Fill(name, verdict.text, one.value, one.source, number))
    result = replace(draft, fills=(*draft.fills, *new))
    warnings += _beside_others(draft, result, new)
    still = tuple(row for row in gap_rows(result) if row.value is None)
    return Filling(result, tuple(new), same, tuple(refused), tuple(warnings), still)


def restorable(draft: Draft) -> list[Given]:
    """The fixed phrases whose masked part is certain, and masks that stand where nothing is missing."""
    return [
        Given(row.gap.id, row.gap.restore, t("fill.restored"))
        for row in gap_rows(draft)
        if row.value is None and (row.gap.restore or row.gap.kind is GapKind.STRAY)
    ]


def undone(draft: Draft) -> tuple[Draft, tuple[Fill, ...]]:
    """The draft before its last filling, and what that had brought."""
    last = max((one.round for one in draft.fills), default=0)
    gone = tuple(one for one in draft.fills if one.round == last)
    return replace(draft, fills=tuple(one for one in draft.fills if one.round != last)), gone


def fill_map(draft: Draft) -> dict[str, dict[str, str]]:
    """What was filled in, as `drafter fill` takes it: gap → mask and value, each with its unit."""
    values = {one.gap: one.text for one in draft.fills}
    return {
        row.gap.id: {
            "mask": row.gap.text + row.gap.unit,
            "original": values[row.gap.id] + row.gap.unit,
        }
        for row in gap_rows(unfilled(draft))
        if row.gap.id in values
    }


def changed_sentences(draft: Draft) -> list[str]:
    """Ids of the sentences that hold a value filled in, in reading order."""
    done = {one.gap for one in draft.fills}
    return [
        s.id for s in reviewed(draft).all_sentences() if any(mark.id in done for mark in s.marks)
    ]


def _by_gap(given: Iterable[Given], rows: Collection[str]) -> dict[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for one in given:
        if one.gap in rows and (one.value.strip() or one.source == t("fill.restored")):
            found.setdefault(one.gap, []).append(one)
    return found


def _beside_others(before: Draft, after: Draft, new: Sequence[Fill]) -> Iterator[Remark]:
    """What the rules on figures and dates find now and did not before: a sum that is off, a part over its whole."""
    if not new:
        return
    found = _found(after)
    known = {(code, text) for code, text, _ in _found(before)} if found else set()
    for code, message, gaps in found:
        if (code, message) not in known:
            for one in new:
                if one.gap in gaps:
                    yield Remark(one.source, one.gap, f"{code} {message}")
                    break


def _found(draft: Draft) -> list[tuple[str, str, frozenset[str]]]:
    """(code, message, gaps filled in that line) of each finding on figures and dates."""
    rows = list(lines(draft))
    report = parse_report(SourceLine(number, row.text) for number, row in enumerate(rows, 1))
    return [
        (
            one.code,
            one.message,
            frozenset(run.mark for run in rows[(one.line or 1) - 1].runs if run.filled),
        )
        for rule in _RULES
        for one in rule.check(report)
    ]
