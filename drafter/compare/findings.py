"""Which findings are new in B, and which of A's are gone: a finding is the same where rule and place are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.compare.alignment import Pair
from drafter.compare.version import Side
from drafter.records import Finding, Span


@dataclass(frozen=True, slots=True)
class FindingChanges:
    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()


def finding_changes(
    a: Side, b: Side, pairs: Sequence[Pair], before: Iterable[Finding], after: Iterable[Finding]
) -> FindingChanges:
    """Compare what the same rules found on both sides, which are matched sentence by sentence."""
    homes = {k: pair.a[0] for pair in pairs for k in pair.b}
    joined = {i: pair.a[0] for pair in pairs for i in pair.a}
    old = [(finding, joined.get(at, at)) for finding, at in _placed(a, before)]
    left = list(old)
    new = list(_placed(b, after))
    # the same words in the same sentence; the same rule in it; the same words anywhere
    for key in (
        lambda f, at: (f.code, f.text, at),
        lambda f, at: (f.code, at) if at >= 0 and f.text else f,
        lambda f, at: (f.code, f.text, f.message),
    ):
        counts = Counter(key(finding, at) for finding, at in left)
        kept = [(finding, homes.get(at, -at - 2)) for finding, at in new]
        new = [one for one, told in zip(new, kept, strict=True) if not _taken(counts, key(*told))]
        counts = Counter(key(finding, at) for finding, at in left) - counts
        left = [one for one in left if not _taken(counts, key(*one))]
    return FindingChanges(
        tuple(finding for finding, _ in new), tuple(finding for finding, _ in left)
    )


def _taken(counts: "Counter[object]", key: object) -> bool:
    if counts[key] <= 0:
        return False
    counts[key] -= 1
    return True


def _placed(side: Side, findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
    """Each finding with the statement it is about, -1 where it is about none."""
    lines = _by_line(side)
    return [
        (finding, _statement(side, lines.get(finding.line or 0, ()), finding))
        for finding in findings
    ]


def places(side: Side, findings: Iterable[Finding]) -> Iterator[tuple[Finding, int, Span]]:
    """The findings that flag words of a statement, each with that statement and the span in its text."""
    for finding, at in _placed(side, findings):
        if at >= 0:
            one = side.statements[at]
            start, end = finding.span[0] - one.span[0], finding.span[1] - one.span[0]
            if 0 <= start < end <= len(one.text):
                yield finding, at, (start, end)


def _statement(side: Side, places: Sequence[int], finding: Finding) -> int:
    at = finding.span[0]
    return next(
        (n for n in places if at < side.statements[n].whole[1]), places[-1] if places else -1
    )


def _by_line(side: Side) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one in side.statements:
        found[side.report.lines[one.line].number].append(one.at)
    return found
