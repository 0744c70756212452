"""Which findings are new in B, and which of A's are gone; equal rule and place are one finding."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.compare.alignment import Pair
from drafter.compare.version import Side
from drafter.records import Finding, Span


@dataclass(frozen=True, slots=True)
class FindingChanges:
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()


_Placed = tuple[Finding, int]  # with the statement it is about, -1 for none
_Key = Callable[[Finding, int], object]

# The same words in the same sentence; the same rule in it; the same words anywhere.
_SAME: tuple[_Key, ...] = (
    lambda finding, at: (finding.code, finding.text, at),
    lambda finding, at: (finding.code, at) if at >= 0 and finding.text else finding,
    lambda finding, at: (finding.code, finding.text, finding.message),
)


def finding_changes(
    a: Side, b: Side, pairs: Sequence[Pair], before: Iterable[Finding], after: Iterable[Finding]
) -> FindingChanges:
    """Compare what the same rules found on both sides, which are matched sentence by sentence."""
    homes = {k: pair.a[0] for pair in pairs for k in pair.b}
    joined = {i: pair.a[0] for pair in pairs for i in pair.a}
    gone = [(finding, joined.get(at, at)) for finding, at in _placed(a, before)]
    new = [(finding, homes.get(at, -at - 2)) for finding, at in _placed(b, after)]
    for key in _SAME:
        gone, new = _without(gone, new, key), _without(new, gone, key)
    return FindingChanges(
        tuple(finding for finding, _ in new), tuple(finding for finding, _ in gone)
    )


def _without(findings: Sequence[_Placed], others: Sequence[_Placed], key: _Key) -> list[_Placed]:
    """The findings that have no like among the others; each of those stands for one."""
    counts = Counter(key(*other) for other in others)
    left = []
    for finding in findings:
        if counts[key(*finding)] > 0:
            counts[key(*finding)] -= 1
        else:
            left.append(finding)
    return left


def _placed(side: Side, findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
    """Each finding with the statement it is about, -1 where it is about none."""
    lines = _by_line(side)
    return [
        (finding, _statement(side, lines.get(finding.line or 0, ()), finding))
        for finding in findings
    ]


def places(side: Side, findings: Iterable[Finding]) -> Iterator[tuple[Finding, int, Span]]:
    """The findings that flag words of a statement, each with it and the span in its text."""
    for finding, at in _placed(side, findings):
        if at >= 0:
            statement = side.statements[at]
            start, end = finding.span[0] - statement.span[0], finding.span[1] - statement.span[0]
            if 0 <= start < end <= len(statement.text):
                yield finding, at, (start, end)


def _statement(side: Side, places: Sequence[int], finding: Finding) -> int:
    at = finding.span[0]
    return next(
        (n for n in places if at < side.statements[n].whole[1]), places[-1] if places else -1
    )


def _by_line(side: Side) -> Mapping[int, list[int]]:
    by_line: dict[int, list[int]] = defaultdict(list)
    for statement in side.statements:
        by_line[side.report.lines[statement.line].number].append(statement.at)
    return by_line
