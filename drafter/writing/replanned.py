"""The plan of a section changed by a reviewer: sentences joined, parted, moved, led or not.

No word is written but what the rules write: joined sentences stand one behind the other, parted
ones are the rules' sentences of their bullets.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.documents.draft_reviewed import reviewed
from drafter.documents.outline import RULES, draft_sections, written_before
from drafter.documents.plan import as_noted, plan_faults
from drafter.errors import InputError
from drafter.facts.punctuation import without_end
from drafter.messages import t
from drafter.records import (
    Draft,
    Mark,
    PlanItem,
    Sentence,
    Span,
    Taken,
)
from drafter.writing.jobs import Job, jobs_of, worded
from drafter.writing.rule_sentences import after_of, by_rules, rules_lead

_JOINT = "；"
_Items = tuple[PlanItem, ...]


def replanned(draft: Draft, section: str, sentence: str, move: str, who: str) -> Taken:
    """The section with one move more.

    sentence  id of the sentence that is moved; of no matter for "lead"
    move      join (with the sentence behind it), part, up, down, paragraph, lead
    who       the reviewer
    Raises InputError where the move is not possible there.
    """
    now = reviewed(draft)
    job = next((job for job in jobs_of(draft.brief) if job.section.id == section), None)
    if job is None or move not in (*_MOVES, LEAD_MOVE):
        raise InputError(t("replan.nothing"), section, value=move)
    (job,) = worded([job], now.passages, draft.brief.period)
    plan = next((plan for plan in now.plans if plan.section == section), as_noted(job.section))
    written = written_before(now)
    if move == LEAD_MOVE:
        _turn_lead(job, written)
    else:
        ids = _bullets(now, sentence)
        plan = replace(plan, items=_MOVES[move](_alone(plan.items, written), ids, job, written))
    plan = replace(plan, lead=section in written, author=who)
    if plan_faults(plan, job.section):
        raise InputError(t("replan.nothing"), section, value=move)
    sections = draft_sections(draft.brief, written, [plan])
    made = next(part for top in sections for part in top.walk() if part.id == section)
    return Taken(section, made.paragraphs, plan)


def _bullets(draft: Draft, sentence: str) -> tuple[str, ...]:
    found = (one.bullets for one in draft.all_sentences() if one.id == sentence and one.bullets)
    ids = next(found, None)
    if ids is None:
        raise InputError(t("replan.nothing"), sentence)
    return ids


def _alone(items: _Items, written: Mapping[str, Sentence]) -> _Items:
    """The items with one sentence each: those whose joining was refused are parted."""
    made: list[PlanItem] = []
    for item in items:
        sentences = {written[id].id: written[id].bullets for id in item.bullets}.values()
        rows = (tuple(id for id in item.bullets if id in ids) for ids in sentences)
        made += (replace(item, bullets=row, below=_alone(item.below, written)) for row in rows)
    return tuple(made)


def _at(items: _Items, ids: Sequence[str]) -> tuple[_Items, int]:
    """The items among which a sentence stands, each one sentence, and its place there."""
    for at, item in enumerate(items):
        if set(ids) <= set(item.bullets):
            return items, at
        if item.below:
            inner, place = _at(item.below, ids)
            if place >= 0:
                return inner, place
    return items, -1


def _with(items: _Items, old: _Items, new: _Items) -> _Items:
    """The items with `new` in the place of the row `old`, wherever that stands."""
    if items == old:
        return new
    return tuple(
        replace(item, below=_with(item.below, old, new)) if item.below else item for item in items
    )


def _join(items: _Items, ids: Sequence[str], job: Job, written: dict[str, Sentence]) -> _Items:
    """The sentence and the one behind it are one."""
    row, at = _at(items, ids)
    if at < 0 or at + 1 >= len(row) or row[at].below or row[at + 1].below:
        raise InputError(t("replan.join"), ids[0])
    first, second = row[at], row[at + 1]
    parts = {written[id].id: written[id] for item in (first, second) for id in item.bullets}
    joined = _joined(tuple(parts.values()))
    written |= dict.fromkeys(joined.bullets, joined)
    item = replace(first, bullets=joined.bullets)
    return _with(items, row, (*row[:at], item, *row[at + 2 :]))


def _part(items: _Items, ids: Sequence[str], job: Job, written: dict[str, Sentence]) -> _Items:
    """Each bullet of the sentence has a sentence of its own, as the rules write it."""
    row, at = _at(items, ids)
    if at < 0 or len(row[at].bullets) < 2:
        raise InputError(t("replan.part"), ids[0])
    bullets = dict(_worded(job))
    written |= {id: bullets[id] for id in row[at].bullets}
    alone = tuple(
        replace(row[at], bullets=(id,), paragraph=row[at].paragraph and place == 0)
        for place, id in enumerate(row[at].bullets)
    )
    return _with(items, row, (*row[:at], *alone, *row[at + 1 :]))


def _up(items: _Items, ids: Sequence[str], job: Job, written: dict[str, Sentence]) -> _Items:
    return _moved(items, ids, -1)


def _down(items: _Items, ids: Sequence[str], job: Job, written: dict[str, Sentence]) -> _Items:
    return _moved(items, ids, 1)


def _moved(items: _Items, ids: Sequence[str], by: int) -> _Items:
    row, at = _at(items, ids)
    to = at + by
    if at < 0 or not 0 <= to < len(row):
        raise InputError(t("replan.move"), ids[0])
    swapped = list(row)
    swapped[at], swapped[to] = row[to], row[at]
    return _with(items, row, tuple(swapped))


def _paragraph(items: _Items, ids: Sequence[str], job: Job, written: dict[str, Sentence]) -> _Items:
    """The sentence opens a paragraph, or no longer does."""
    row, at = _at(items, ids)
    if at < 1:
        raise InputError(t("replan.move"), ids[0])
    item = replace(row[at], paragraph=not row[at].paragraph)
    return _with(items, row, (*row[:at], item, *row[at + 1 :]))


def _turn_lead(job: Job, written: dict[str, Sentence]) -> None:
    """The section loses its lead, or has that of the rules."""
    if written.pop(job.section.id, None) is None:
        lead = rules_lead(job)
        if lead is None:
            raise InputError(t("replan.lead"), job.section.id)
        written[job.section.id] = lead


def _worded(job: Job) -> Iterator[tuple[str, Sentence]]:
    """The sentence of the rules for each bullet by itself."""
    for bullet, base in job.bullets:
        text, after = job.worded.texts[bullet.id], after_of(job, bullet.id)
        yield bullet.id, by_rules(bullet, base, text=text, after=after)


def _joined(parts: Sequence[Sentence]) -> Sentence:
    """Sentences as one: their words and marks as they are, one behind the other."""
    text = ""
    marks: list[Mark] = []
    own: list[Span] = []
    hand: list[Span] = []
    for part in parts:
        text += _JOINT if text else ""
        marks += (Mark(mark.id, _shifted(mark.span, len(text))) for mark in part.marks)
        own += (_shifted(span, len(text)) for span in part.own)
        hand += (_shifted(span, len(text)) for span in part.hand)
        text += without_end(part.text)
    return replace(
        parts[0],
        text=f"{text}。",
        label="",
        bullets=tuple(id for part in parts for id in part.bullets),
        author=parts[0].author if len({part.author for part in parts}) == 1 else RULES,
        marks=tuple(marks),
        passages=tuple(dict.fromkeys(name for part in parts for name in part.passages)),
        repairs=tuple(repair for part in parts for repair in part.repairs),
        own=tuple(own),
        hand=tuple(hand),
    )


def _shifted(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


_Move = Callable[[_Items, Sequence[str], Job, dict[str, Sentence]], _Items]
_MOVES: Mapping[str, _Move] = {
    "join": _join,
    "part": _part,
    "up": _up,
    "down": _down,
    "paragraph": _paragraph,
}
LEAD_MOVE = "lead"
