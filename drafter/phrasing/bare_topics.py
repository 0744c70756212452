"""A note that only names topics is told as work on them.

高支模、深基坑、起重机械 is 做好高支模、深基坑、起重机械相关工作; 法律援助，心理疏导 is
开展法律援助、心理疏导.
"""

import re
from collections.abc import Iterator, Sequence

from drafter.phrasing.counted_topics import is_work
from drafter.phrasing.note import Note
from drafter.phrasing.shape import pattern, shape_of
from drafter.phrasing.topics import verbs_before
from drafter.phrasing.turns import turned
from drafter.phrasing.verbs import starts_with_verb
from drafter.phrasing.word_lists import any_of, named_words
from drafter.proof.clauses import HAN
from drafter.proof.word_reading import tagged
from drafter.records import Part

_LONGEST = 10  # characters of a topic
_NAMES = pattern("(?:[一-龥A-Za-z“”]|<N>)+")
_NOUNS = ("n", "vn", "j", "l", "i", "nz", "nr", "ns", "nt")


def told_as_work(note: Note) -> Iterator[str]:
    """The note with a verb before its topics, in several ways; nothing where it says something."""
    shape = shape_of(note)
    topics = re.split("[、，]", shape.text)
    if note.part is Part.PROBLEMS or not all(_is_topic(shape.read(topic)) for topic in topics):
        return
    if not all(_NAMES.fullmatch(topic) for topic in topics):
        return
    names = [shape.read(topic) for topic in topics]
    if starts_with_verb(names[0]) or (len(names) == 1 and not _is_noun(names[0])):
        return
    row = "、".join(topics)
    for way in _ways(note, names, row):
        yield shape.written(way)


def _ways(note: Note, names: Sequence[str], row: str) -> Iterator[str]:
    yield from (f"{verb}{row}" for verb in turned(verbs_before(names[-1]), note.bullet))
    if is_work(names[-1]):
        yield f"做好{row}工作"
    ways = (f"做好{row}相关工作", f"抓好{row}相关工作")
    yield from turned(ways, note.bullet)


def _is_topic(name: str) -> bool:
    """Whether words may be a topic: they say nothing of how things are."""
    words = named_words("bare_topics")
    said = re.sub(any_of(words["names"]), "", name)
    states = said.endswith(words["ends"]) or any(word in said for word in words["has"])
    return 1 < len(name) <= _LONGEST and not states


def _is_noun(name: str) -> bool:
    """Whether all of a topic that stands alone is a noun, or a deed that is known."""
    if is_work(name) or verbs_before(name):
        return True
    words = [pair for run in HAN.findall(name) for pair in tagged(run)]
    return bool(words) and words[-1][1] in _NOUNS and all(tag != "v" for _, tag in words)
