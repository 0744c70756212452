"""Notes that only name topics.

A plan is told as work on them: 大学生、新业态人员 is 做好大学生、新业态人员工作. Of what was done
nobody knows that it was, so that it keeps the words of the note. A topic with others below it is
an aspect: 城中村方面.
"""

import re
from collections.abc import Iterator, Sequence

from drafter.phrasing.counted_topics import is_work
from drafter.phrasing.note import Note
from drafter.phrasing.shape import pattern, shape_of
from drafter.phrasing.topics import is_clause, verbs_before
from drafter.phrasing.turns import turned
from drafter.phrasing.verbs import starts_with_verb
from drafter.phrasing.word_lists import any_of, named_words
from drafter.proof.clauses import HAN
from drafter.proof.word_reading import tagged
from drafter.records import Part

_LONGEST, _SHORT = 10, 8  # characters of a topic; of one that 方面 is said of
_ALONE = 3  # characters of a topic that is a whole note
# A list stands behind these, not what is told of a topic.
_TELLS_LIST = (*"如下 包括 目标 任务 要求 指标 措施 问题 情况 工程 项目".split(),)
_OF_PLANS = ("推进", "做好", "抓好", "加强")
_NAMES = pattern("(?:[一-龥A-Za-z“”]|<N>)+")
_NOUNS = ("n", "vn", "j", "l", "i", "nz", "nr", "ns", "nt")


def told_as_work(note: Note) -> Iterator[str]:
    """The plan with a verb before its topics, in several ways; nothing where it says more."""
    shape = shape_of(note)
    topics = re.split("[、，]", shape.text)
    if note.part is not Part.PLANNED or note.base.tokens or note.text != note.base.masked:
        return
    if not all(_is_topic(shape.read(topic)) for topic in topics):
        return
    if not all(_NAMES.fullmatch(topic) for topic in topics):
        return
    names = [shape.read(topic) for topic in topics]
    alone = len(names) == 1 or "，" in shape.text
    if starts_with_verb(names[0]) or (alone and not all(map(_is_noun, names))):
        return
    row = "、".join(topics)
    for way in _ways(note, names, row):
        yield shape.written(way)


def as_aspect(note: Note) -> Iterator[str]:
    """城中村 before what is told of it: 城中村方面."""
    name = shape_of(note).read(note.text)
    named = HAN.fullmatch(name) and len(name) <= _SHORT and _is_topic(name)
    if named and not is_clause(name) and not name.endswith(_TELLS_LIST):
        yield from turned((f"在{note.text}方面", f"{note.text}方面"), note.bullet)


def _ways(note: Note, names: Sequence[str], row: str) -> Iterator[str]:
    """The verbs that a plan may have; one that only tells what was begun says too much."""
    known = [verb for verb in verbs_before(names[-1]) if verb in _OF_PLANS]
    yield from (f"{verb}{row}" for verb in turned(known, note.bullet))
    yield from turned((f"做好{row}工作", f"抓好{row}工作"), note.bullet)


def _is_topic(name: str) -> bool:
    """Whether words may be a topic: they say nothing of how things are."""
    words = named_words("bare_topics")
    said = re.sub(any_of(words["names"]), "", name)
    states = said.endswith(words["ends"]) or any(word in said for word in words["has"])
    return 1 < len(name) <= _LONGEST and not states


def _is_noun(name: str) -> bool:
    """Whether all of a topic that stands alone is a noun, or a deed that is known."""
    if len(name) < _ALONE:
        return False  # 生产: a heading that was read as a note
    if is_work(name) or verbs_before(name):
        return True
    words = [pair for run in HAN.findall(name) for pair in tagged(run)]
    return bool(words) and words[-1][1] in _NOUNS and all(tag != "v" for _, tag in words)
