"""Values into a draft, each in its hole or nowhere; and out again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.checks.text import TEXT_RULES
from drafter.documents.draft_filled import unfilled
from drafter.documents.draft_lines import lines
from drafter.documents.draft_reviewed import reviewed
from drafter.documents.report_reading import parse_report
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

    filled    new in the draft
    same      how many were there already
    refused   were not taken, each with its reason
    warnings  of what was taken
    open      the rows still without a value
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
    unknown_too  values for gaps that are none are passed over; else InputError names the first
    """
    rows = {row.gap.id: row for row in gap_rows(unfilled(draft))}
    if not unknown_too:
        _need_known(given, rows, file)
    work = _Work(draft, rows, accepted)
    for gap, values in _by_gap(given, rows).items():
        work.take(gap, values)
    result = replace(draft, fills=(*draft.fills, *work.new))
    warnings = (*work.warnings, *_beside_others(draft, result, work.new))
    still = tuple(row for row in gap_rows(result) if row.value is None)
    return Filling(result, tuple(work.new), work.same, tuple(work.refused), warnings, still)


def _need_known(given: Iterable[Given], rows: Collection[str], file: str) -> None:
    stray = next((value for value in given if value.gap not in rows), None)
    if stray:
        remedy = t("fill.unknown.remedy")
        place = stray.source or file
        raise InputError(t("fill.unknown"), place, value=stray.gap, remedy=remedy)


class _Work:
    """A filling in the making; fields as in Filling."""

    def __init__(self, draft: Draft, rows: Mapping[str, Row], accepted: Collection[str]) -> None:
        self.new: list[Fill] = []
        self.refused: list[Remark] = []
        self.warnings: list[Remark] = []
        self.same = 0
        self._brief = draft.brief
        self._rows = rows
        self._accepted = accepted
        self._texts = {fill.gap: fill.text for fill in draft.fills}
        self._round = next_round(draft)

    def take(self, gap: str, values: Sequence[Given]) -> None:
        """Take the value that was given for a gap, or say why not."""
        if len({value.value.strip() for value in values}) > 1:
            all_values = "、".join(f"“{value.value}”（{value.source}）" for value in values)
            message = t("fill.twice", values=all_values)
            self.refused.append(Remark(values[-1].source, gap, message))
            return
        source, given = values[0].source, values[0].value
        verdict = judged(given, self._rows[gap], self._brief, accepted=gap in self._accepted)
        if verdict.text is None:
            if verdict.refusal:
                insist = t("fill.accept", gap=gap) if verdict.plain else ""
                self.refused.append(Remark(source, gap, verdict.refusal + insist))
            return
        self.warnings += (Remark(source, gap, message) for message in verdict.warnings)
        before = self._texts.get(gap)
        if before == verdict.text:
            self.same += 1
            return
        if before is not None:
            message = t("fill.changed", before=before, after=verdict.text)
            self.warnings.append(Remark(source, gap, message))
        self.new.append(Fill(gap, verdict.text, given, source, self._round))


def next_round(draft: Draft) -> int:
    """The number of the next filling; one that was taken out keeps its own."""
    decided = (fill for one in draft.review.decisions for fill in one.fills)
    return max((fill.round for fill in (*draft.fills, *decided)), default=0) + 1


def restorable(draft: Draft) -> list[Given]:
    """What needs nobody's answer: fixed phrases, and masks that stand where nothing is missing."""
    return [
        Given(row.gap.id, row.gap.restore, t("fill.restored"))
        for row in gap_rows(draft)
        if row.value is None and (row.gap.restore or row.gap.kind is GapKind.STRAY)
    ]


def undone(draft: Draft) -> tuple[Draft, tuple[Fill, ...]]:
    """The draft before its last filling, and what that had brought."""
    last = max((fill.round for fill in draft.fills), default=0)
    gone = tuple(fill for fill in draft.fills if fill.round == last)
    kept = tuple(fill for fill in draft.fills if fill.round != last)
    return replace(draft, fills=kept), gone


def fill_map(draft: Draft) -> dict[str, dict[str, str]]:
    """What was filled in, as `drafter fill` takes it: gap → mask and value, each with its unit."""
    values = {fill.gap: fill.text for fill in draft.fills}
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
    done = {fill.gap for fill in draft.fills}
    return [
        sentence.id
        for sentence in reviewed(draft).all_sentences()
        if any(mark.id in done for mark in sentence.marks)
    ]


def _by_gap(given: Iterable[Given], rows: Collection[str]) -> dict[str, list[Given]]:
    values: dict[str, list[Given]] = {}
    for value in given:
        if value.gap in rows and (value.value.strip() or value.source == t("fill.restored")):
            values.setdefault(value.gap, []).append(value)
    return values


def _beside_others(before: Draft, after: Draft, new: Sequence[Fill]) -> Iterator[Remark]:
    """What the rules on figures and dates find now and did not find before.

    A sum that is off, a part that is more than its whole; each is told at one of its values.
    """
    if not new:
        return
    findings = _findings(after)
    known = {(code, text) for code, text, _ in _findings(before)} if findings else set()
    for code, message, gaps in findings:
        fill = next((fill for fill in new if fill.gap in gaps), None)
        if fill and (code, message) not in known:
            yield Remark(fill.source, fill.gap, f"{code} {message}")


def _findings(draft: Draft) -> list[tuple[str, str, frozenset[str]]]:
    """(code, message, gaps filled in that line) of each finding on figures and dates."""
    rows = list(lines(draft))
    report = parse_report(SourceLine(number, row.text) for number, row in enumerate(rows, 1))
    filled = [frozenset(run.mark for run in row.runs if run.filled) for row in rows]
    return [
        (finding.code, finding.message, filled[(finding.line or 1) - 1])
        for rule in _RULES
        for finding in rule.check(report)
    ]
