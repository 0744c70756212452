"""Personal data goes to no server, by whatever way a text can leave the machine."""

from pathlib import Path

import pytest

from tests.personal.items import items, plain
from tests.personal.ways_out import WAYS, leaks, machine

COUNTS = {"notes": 150, "headings": 40, "archive": 100, "passages": 60, "remarks": 12}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_told(way: str, tmp_path: Path) -> None:
    """Other items than those that rules were written with: another seed of the same half.

    A name without a cue can still be told (docs/security.md), one in a hundred items at most.
    """
    drawn = list(items(COUNTS[way], seed=7))
    with machine(tmp_path) as here:
        WAYS[way](here, drawn)
        asked, embedded = here.counts
        told = [(item.kind, item.line) for item in leaks(here, drawn)]
    names = [one for one in told if one[0].startswith("name")]
    assert [one for one in told if one not in names] == []
    assert len(names) <= len(drawn) // 100 + 1
    assert asked + embedded >= (len(drawn) // 20)


def test_what_is_told_would_be_seen() -> None:
    """Each guise is looked through: a line that is sent as it stands tells its item."""
    drawn = list(items(400))
    assert [item.line for item in drawn if not item.leaks_in(plain(item.line))] == []
    assert len({item.kind for item in drawn}) > 60
