"""Which of several wordings a note takes: neighbours take turns, the same note the same one."""

import re
from collections.abc import Sequence
from typing import TypeVar

from drafter.records import Bullet

_Item = TypeVar("_Item")


def turned(items: Sequence[_Item], bullet: Bullet) -> list[_Item]:
    """The items, begun at another one for each next bullet: B1 at the second, B2 at the third …"""
    number = re.search(r"\d+", bullet.id)
    at = int(number[0]) % len(items) if number and items else 0
    return [*items[at:], *items[:at]]
