"""The same said in other words, where a sentence is built as its neighbours are.

开展学校食堂检查102家 → 对102家学校食堂开展检查. What is not proved is not said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter.phrasing.groups import Group, runs
from drafter.proof.joined import joined_bullet, joined_task_bullet
from drafter.proof.proof import complaints
from drafter.records import Part

_LOOKED = "检查|抽检|抽查|巡查|排查|督查|监测|评估|回访|核查|筛查"
_DONE_TO = re.compile(
    rf"^(?:开展)?(?P<thing>[\u4e00-\u9fff]{{2,}})(?P<deed>{_LOOKED})"
    "(?P<figure>【F[0-9]+】(?:家|所|处|座|户|个|栋|条|台))(?=，|$)"
)


def varied(row: Sequence[Group], part: Part, known: str) -> list[Group]:
    """The sentences, every second one of a run in other words where there are some.

    known  as in `proof.complaints`
    """
    groups = list(row)
    for run in runs(row):
        for at in run[1::2]:
            groups[at] = next(_proved(groups[at], part, known), groups[at])
    return groups


def _proved(group: Group, part: Part, known: str) -> Iterator[Group]:
    bullet = joined_bullet([leaf.bullet for leaf in group.leaves])
    base = joined_task_bullet([leaf.base for leaf in group.leaves])
    for text in _otherwise(group.said[0]):
        made = replace(group, said=(text, *group.said[1:]))
        if not complaints(bullet, base, made.text, part, known):
            yield made


def _otherwise(text: str) -> Iterator[str]:
    if found := _DONE_TO.match(text):
        yield f"对{found['figure']}{found['thing']}开展{found['deed']}{text[found.end() :]}"
