"""Counts that are no figures of a note: 教学、管理两方面 counts what it lists.

Other words of counting (三个维度, 两项工作) are read as figures, and stay with the notes.
"""

import re
from collections.abc import Iterator

from drafter.messages import t

_LISTED = re.compile("([^，]*[、和与及][^，]*?)([两三四五六])方面")
_NUMBERS = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_COUNTED = re.compile("[两三四五六七八九十几](?:个|大|项)?(?:方面|维度|层面|环节|领域|重点|任务)")


def without_true_counts(text: str) -> str:
    """A clause without the counts of what it lists: 教学、管理方面."""
    return _LISTED.sub(_without_count, text)


def _without_count(listed: re.Match[str]) -> str:
    counts = len(re.split("[、和与及]", listed[1])) == _NUMBERS[listed[2]]
    return f"{listed[1]}方面" if counts else listed[0]


def count_complaints(text: str) -> Iterator[str]:
    """When such a count may stand, said of one that may not."""
    if counted := _COUNTED.search(without_true_counts(text)):
        yield t("proof.count", words=counted[0])
