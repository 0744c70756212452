"""The sentence that leads a section: what it is about, from its heading and notes (领起句).

It states no fact and no result, and is proved like what a model writes (`proof.lead`).
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from drafter.facts.punctuation import without_end
from drafter.filling.spoken_notes import spoken_signs
from drafter.phrasing.topics_of_notes import (
    first_topics_of,
    indicator_of,
    is_deed,
    thing_of,
    topics_of,
)
from drafter.phrasing.word_lists import words_in
from drafter.ports import TaskBullet
from drafter.proof.clauses import HAN
from drafter.proof.lead import lead_complaints
from drafter.proof.tokens import mask_bullet
from drafter.records import Bullet, Part, Section

_FEW, _LONG = 3, 80  # sentences, or characters, of a paragraph that is led
_MOST_TOPICS, _MOST_PARTS = 3, 8
_FIRST_NOTES = 2  # of which one may stand for all
_ROOM_FOR_ONE = 60  # characters of a paragraph that is led by one deed
_RUN_IN = 3  # a heading of this level stands right before the lead, which does not repeat it
_OPENING = 2  # characters by which the openings of leads are told apart
_ROOM_FOR_THINGS = 60  # characters of a paragraph that is led by what it counts
_ROOM = 18  # characters of topics, 、 not counted
_PERIOD = re.compile("上半年|下半年")
_PERIOD_LONG = 4  # characters that it takes before a lead
_NEXT = re.compile("下步|下一步|打算")
_TASKS = re.compile("工作|任务|打算|计划|安排|下半年")
_NO_TASKS = re.compile("措施|目标|指标|情况|问题|不足|困难")
_SEIZE = re.compile("^(?:抓好|抓实|抓|做好)")

Notes = Sequence[tuple[Bullet, TaskBullet]]
_OfNote = Callable[[Bullet, TaskBullet], Iterable[str]]


def lead_of(
    section: Section,
    notes: Notes,
    sentences: Sequence[str],
    known: str,
    before: Sequence[str] = (),
) -> str:
    """The lead of a section with notes of its own, with its end mark; "" for none.

    sentences  its own, with their values
    known      as in `proof.complaints`
    before     the leads of the sections before it
    """
    if not _is_wanted(section, sentences):
        return ""
    patterns, fields = _offered(_written(section, sentences), notes, sum(map(len, sentences)))
    return _first_proved(
        patterns, fields, _with_lead_ins(section, notes), section.part, known, before
    )


def lead_of_parts(
    section: Section, organization: str, title: str, before: Sequence[str] = ()
) -> str:
    """The lead of a part without notes of its own: it names what is below; "" for none."""
    heads = [_short_heading(child.heading) for child in section.sections]
    names = {Part.DONE: "done_parts", Part.PLANNED: "planned_parts"}
    if section.part not in names or len(heads) < 2 or not all(heads):
        return ""
    headings = (section.heading, *(child.heading for child in section.sections))
    known = " ".join((*headings, organization, title))
    fields = {"period": _period(section), "parts": "、".join(heads[:_MOST_PARTS])}
    patterns = _patterns()[names[section.part]]
    return _first_proved(patterns, fields, (), section.part, known, before)


def _is_wanted(section: Section, sentences: Sequence[str]) -> bool:
    """Whether a section says enough to be led."""
    if section.part is Part.PROBLEMS:
        return len(sentences) > 1 and _is_general(section.heading)
    several = len(sentences) >= _FEW or sum(map(len, sentences)) >= _LONG
    return several and section.part is not Part.OTHER


def _written(section: Section, sentences: Sequence[str]) -> Section:
    """The section without the notes that stayed spoken: they are asked for anew, and lead nothing.

    sentences  as in `lead_of`
    """
    told = zip(section.bullets, sentences, strict=True)
    fit = (note for note, text in told if note.children or not spoken_signs(text))
    return replace(section, bullets=tuple(fit))


def _offered(
    section: Section, notes: Notes, length: int
) -> tuple[Sequence[str], Mapping[str, str]]:
    """The patterns that a section of some length may be led by, and what goes into them."""
    fields = {"period": _period(section), **_goal(section)}
    if section.part is Part.PROBLEMS:
        return _patterns()["problems_list"], fields
    topics = _topics(section, notes, first_topics_of)
    if len(topics) < 2:  # what is told behind the first clause of a note
        topics = _topics(section, notes, topics_of)
    if section.part is Part.PLANNED:
        if len(topics) == 1:
            topics = _one(section, notes, length)
        kind = _plan_kind(section, fields, len(topics))
    elif indicators := _mostly_indicators(section, notes):
        kind, topics = "done_indicators", indicators
    elif topics and "goal" in fields:
        kind = "done_with_goal"
    else:
        kind, topics = ("done", topics) if len(topics) > 1 else _few(section, notes, length)
    patterns = _patterns().get(kind, [])
    if len(topics) == 1:  # one thing is not 统筹
        patterns = [pattern for pattern in patterns if "统筹" not in pattern]
    return patterns, {**fields, "topics": "、".join(topics)}


def _few(section: Section, notes: Notes, length: int) -> tuple[str, list[str]]:
    """What leads a section whose notes hardly say what was done: things, or one deed."""
    if len(topics := _topics(section, notes, _deeds_and_things)) > 1:
        return "done_things", topics
    one = _one(section, notes, length)
    return "done_one" if one else "", one


def _mostly_indicators(section: Section, notes: Notes) -> list[str]:
    """The indicators that a section is about; none where its notes tell more of other things."""
    known = [name for note in notes if (name := indicator_of(*note))]
    mostly = len(known) > 1 and len(known) * 2 >= len(section.bullets)
    return _topics(section, notes, _indicators) if mostly else []


def _one(section: Section, notes: Notes, length: int) -> list[str]:
    """The one deed that the first notes begin with, where the section has room for a lead on it."""
    first = replace(section, bullets=section.bullets[:_FIRST_NOTES])
    topics = _topics(first, notes, first_topics_of) if length >= _ROOM_FOR_ONE else []
    return [topic for topic in topics[:1] if is_deed(topic)]


def _plan_kind(section: Section, fields: Mapping[str, str], topics: int) -> str:
    if topics and "goal" in fields:
        return "planned_with_goal"
    if topics > 1:
        return "planned"
    if _is_general(section.heading):
        tasks = _TASKS.search(section.heading) and not _NO_TASKS.search(section.heading)
        return "planned_list" if tasks else ""
    return "planned_one" if topics else ""


def _deeds_and_things(bullet: Bullet, base: TaskBullet) -> Iterator[str]:
    yield from list(topics_of(bullet, base)) or filter(None, [thing_of(bullet, base)])


def _indicators(bullet: Bullet, base: TaskBullet) -> Iterator[str]:
    yield from filter(None, [indicator_of(bullet, base)])


def _goal(section: Section) -> dict[str, str]:
    """What the heading says is to be reached, where that is a part of it.

    The whole heading stands right before the lead, which does not repeat it.
    """
    if section.level >= _RUN_IN or section.gaps or _is_general(section.heading):
        return {}
    pieces = [piece for piece in re.split("[，、]", section.heading) if HAN.fullmatch(piece)]
    goal = next((piece for piece in reversed(pieces) if opens_with_verb(piece)), "")
    return {"goal": _SEIZE.sub("", goal)} if goal and goal != section.heading else {}


def _is_general(heading: str) -> bool:
    """Whether a heading does not say what its section is about: 下步打算."""
    if _NO_TASKS.search(heading):
        return True
    general = any(word in heading for word in words_in("lead_general_headings"))
    return general and not opens_with_verb(heading)


def _period(section: Section) -> str:
    if period := _PERIOD.search(section.heading):
        return f"{period[0]}，"
    return "下一步，" if _NEXT.search(section.heading) else ""


def opens_with_verb(text: str) -> bool:
    """Whether a heading says what is done: 提升教师素质."""
    verbs = words_in("heading_verbs")
    return len(text) > 2 and any(text[:size] in verbs for size in (1, 2, 3))


def _short_heading(heading: str) -> str:
    """What a heading names first: 抓党建 of 抓党建，把牢办学方向."""
    first = re.split("[，：]", heading)[0].removesuffix("方面")
    return first if HAN.fullmatch(first) else ""


def _with_lead_ins(section: Section, notes: Notes) -> list[tuple[Bullet, TaskBullet]]:
    """All notes of a section, those that have others below them too."""
    above = [bullet for top in section.bullets for bullet in top.walk() if bullet.children]
    return [*notes, *((bullet, mask_bullet(bullet)) for bullet in above)]


def _topics(section: Section, notes: Notes, of_note: _OfNote) -> list[str]:
    """What the notes are about, in their order; as many as a lead has room for."""
    by_id = {bullet.id: (bullet, base) for bullet, base in _with_lead_ins(section, notes)}
    rows: list[list[str]] = []
    for top in section.bullets:
        own = list(of_note(*by_id[top.id]))
        rows += [own] if own else [list(of_note(*by_id[child.id])) for child in top.children]
    topics = _unlike(rows, section.heading, each=1)
    if len(topics) < 2:  # one note alone tells what was done
        topics = _unlike(rows, section.heading, each=_MOST_TOPICS)
    topics = topics[:_MOST_TOPICS]  # what is noted first counts most
    while len(topics) > 2 and sum(map(len, topics)) > _ROOM:
        topics.remove(max(topics, key=len))
    return topics


def _unlike(rows: Sequence[Sequence[str]], heading: str, *, each: int) -> list[str]:
    """The first topics of each note that say another thing than the heading and one another."""
    topics: list[str] = []
    for row in rows:
        taken = len(topics)
        for topic in row:
            fresh = len(topics) - taken < each and not _is_said(topic, topics, heading)
            topics += [topic] if fresh else []
    return topics


def _is_said(topic: str, topics: Sequence[str], heading: str) -> bool:
    """Whether a topic is of the heading, or says what another one does."""
    alike = any(
        topic in one or one in topic or topic[-2:] == one[-2:] or topic[:3] == one[:3]
        for one in topics
    )
    return alike or topic in heading


def _first_proved(
    patterns: Sequence[str],
    fields: Mapping[str, str],
    notes: Notes,
    part: Part,
    known: str,
    before: Sequence[str],
) -> str:
    """The first that is proved, of those that the leads before it have used least."""

    def place(pattern: str) -> tuple[bool, int]:
        used = [_is_of(lead, pattern) for lead in before]
        return used[-1:] == [True], sum(used)

    for pattern in sorted(patterns, key=place):
        lead = pattern.format(**fields)
        if not lead_complaints(lead, notes, part, known):
            return f"{lead}。"
    return ""


def _is_of(lead: str, pattern: str) -> bool:
    """Whether a lead has the words of a pattern."""
    said = re.split("{[a-z]+}", pattern.removeprefix("{period}"))
    first = said[0]
    return first in lead[: len(first) + _PERIOD_LONG] and without_end(lead).endswith(said[-1])


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[str]]:
    text = files(__package__ or "").joinpath("leads.toml").read_text("utf-8")
    return tomllib.loads(text)
