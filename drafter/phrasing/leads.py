"""The sentence that leads a section: what it is about, from its heading and notes (领起句).

It states no fact and no result, and is proved like what a model writes (`proof.lead`).
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from drafter.facts.punctuation import without_end
from drafter.phrasing.topics_of_notes import thing_of, topics_of
from drafter.phrasing.word_lists import words_in
from drafter.ports import TaskBullet
from drafter.proof.clauses import HAN
from drafter.proof.lead import lead_complaints
from drafter.proof.tokens import mask_bullet
from drafter.records import Bullet, Part, Section

_FEW, _LONG = 3, 80  # sentences, or characters, of a paragraph that is led
_MOST_TOPICS, _MOST_PARTS = 3, 8
_RUN_IN = 3  # a heading of this level stands right before the lead, which does not repeat it
_OPENING = 2  # characters by which the openings of leads are told apart
_ROOM_FOR_THINGS = 60  # characters of a paragraph that is led by what it counts
_ROOM = 16  # characters of topics, 、 not counted
_PERIOD = re.compile("上半年|下半年")
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
    leads = _offered(section, notes, sentences)
    return _first_proved(leads, notes, section.part, known, before)


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
    texts = [pattern.format(**fields) for pattern in _patterns()[names[section.part]]]
    return _first_proved(texts, (), section.part, known, before)


def _is_wanted(section: Section, sentences: Sequence[str]) -> bool:
    """Whether a section says enough to be led."""
    if section.part is Part.PROBLEMS:
        return len(sentences) > 1 and _is_general(section.heading)
    several = len(sentences) >= _FEW or sum(map(len, sentences)) >= _LONG
    return several and section.part is not Part.OTHER


def _offered(section: Section, notes: Notes, sentences: Sequence[str]) -> list[str]:
    """Every lead that a section could have, by its patterns."""
    if section.part is Part.PROBLEMS:
        return list(_patterns()["problems_list"])
    deeds = _topics(section, notes, topics_of)
    fields = {"period": _period(section), **_heading_fields(section)}
    if section.part is Part.PLANNED:
        topics, names = deeds, _plan_patterns(section, fields, len(deeds))
    elif len(deeds) > 1 or (deeds and opens_with_verb(fields.get("goal", ""))):
        topics, names = deeds, _done_patterns(fields)
    else:
        topics = _topics(section, notes, _deeds_and_things) if deeds else []
        names = _few_patterns(len(topics), sum(map(len, sentences)))
    fields["topics"] = "、".join(topics)
    patterns = [pattern for name in names for pattern in _patterns()[name]]
    if len(topics) == 1:  # one thing is not 统筹
        patterns = [pattern for pattern in patterns if "统筹" not in pattern]
    return [pattern.format(**fields) for pattern in patterns]


def _plan_patterns(section: Section, fields: Mapping[str, str], topics: int) -> list[str]:
    if topics and opens_with_verb(fields.get("goal", "")):
        return ["planned_with_goal"]
    if topics > 1:
        return ["planned_with_goal" if "goal" in fields else "planned"]
    tasks = _TASKS.search(section.heading) and not _NO_TASKS.search(section.heading)
    return ["planned_list"] if tasks and _is_general(section.heading) else []


def _done_patterns(fields: Mapping[str, str]) -> list[str]:
    named = [f"done_with_{name}" for name in ("goal", "thing") if name in fields]
    return named if "goal" in fields else [*named, "done"]


def _few_patterns(topics: int, length: int) -> list[str]:
    """Where the notes hardly say what was done: things are no work, and need room."""
    return ["done_things"] if topics > 1 and length >= _ROOM_FOR_THINGS else []


def _deeds_and_things(bullet: Bullet, base: TaskBullet) -> Iterator[str]:
    yield from topics_of(bullet, base)
    yield from filter(None, [thing_of(bullet, base)])


def _heading_fields(section: Section) -> dict[str, str]:
    """The heading as what is to be reached, or as what it is about.

    A heading that runs into the paragraph is not said again.
    """
    if section.level >= _RUN_IN or section.gaps or _is_general(section.heading):
        return {}
    pieces = [piece for piece in re.split("[，、]", section.heading) if HAN.fullmatch(piece)]
    goal = next((piece for piece in reversed(pieces) if opens_with_verb(piece)), "")
    if goal:
        return {"goal": _SEIZE.sub("", goal)}
    if pieces == [section.heading] and len(section.heading) > 3:
        return {"thing": section.heading}
    return {}


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
    first = re.split("[，：]", heading)[0]
    return first if HAN.fullmatch(first) else ""


def _topics(section: Section, notes: Notes, of_note: _OfNote) -> list[str]:
    """What the notes are about, in their order; as many as a lead has room for."""
    by_id = {bullet.id: (bullet, base) for bullet, base in notes}
    pairs = [by_id.get(top.id) or (top, mask_bullet(top)) for top in section.bullets]
    rows = [list(of_note(*pair)) for pair in pairs]
    topics = _unlike(rows, section.heading, each=1)
    if len(topics) < 2:  # one note alone tells what was done
        topics = _unlike(rows, section.heading, each=_MOST_TOPICS)
    while len(topics) > _MOST_TOPICS or (len(topics) > 2 and sum(map(len, topics)) > _ROOM):
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
    """Whether a topic is the heading again, or ends as another one does."""
    return topic in heading or heading in topic or any(topic[-2:] == one[-2:] for one in topics)


def _first_proved(
    leads: Sequence[str], notes: Notes, part: Part, known: str, before: Sequence[str]
) -> str:
    """The first that is proved; what opens otherwise than the leads before it comes first."""
    used = Counter(lead[:_OPENING] for lead in before)
    last = before[-1][:_OPENING] if before else ""

    def place(lead: str) -> tuple[bool, int]:
        return lead[:_OPENING] == last, used[lead[:_OPENING]]

    for lead in sorted(leads, key=place):
        if not lead_complaints(without_end(lead), notes, part, known):
            return f"{lead}。"
    return ""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list[str]]:
    text = files(__package__ or "").joinpath("leads.toml").read_text("utf-8")
    return tomllib.loads(text)
