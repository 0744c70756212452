"""What a person is told of a returned file: how a change reads, and what its editor did not do."""

from collections.abc import Iterator

from drafter.messages import t
from drafter.records import Change, Draft, Proposal
from drafter.review.changed_text import changes_between
from drafter.review.proposal_views import texts_of
from drafter.review.proposals import place_of
from drafter.review.taking import Taking

_AROUND = 16  # characters beside a change


def older_lines(taking: Taking) -> Iterator[str]:
    """Of a file of an earlier draft: what was drafted since, which is none of its editor's."""
    if not taking.since:
        return
    yield t("take.older", count=len(taking.since))
    for one in taking.since:
        before, after = (text or t("take.older.nothing") for text in shown(taking.offered, one))
        place = place_of(taking.offered, one)
        yield t("take.older.one", where=place, before=before, after=after)


def shown(draft: Draft, one: Proposal) -> tuple[str, str]:
    """How it was and is now, cut to what differs with some words around."""
    before, after = texts_of(draft, one)
    if not before or not after or one.change is Change.HOMELESS:
        return before, after
    return _cut(before, after)


def _cut(before: str, after: str) -> tuple[str, str]:
    parts = [part for part in changes_between(before, after) if part[0] != "equal"]
    if not parts:
        return before, after
    first, last = parts[0], parts[-1]
    return (
        _excerpt(before, first[1], last[2]),
        _excerpt(after, first[3], last[4]),
    )


def _excerpt(text: str, start: int, end: int) -> str:
    a, b = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return ("…" if a else "") + text[a:b] + ("…" if b < len(text) else "")
