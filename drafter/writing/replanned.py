"""The plan of a section changed by a reviewer: sentences joined, parted, moved, led, taken over.

No word is written but what the rules, another draft or the reviewer wrote: joined sentences stand
one behind the other, parted ones are the rules' sentences of their bullets. Every bullet stays in
its section, and is stated once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.documents.draft_reviewed import HAND, reviewed
from drafter.documents.outline import RULES, draft_sections, lead_id, written_before
from drafter.documents.plan import as_noted, plan_faults
from drafter.errors import InputError
from drafter.facts.punctuation import without_end
from drafter.messages import t
from drafter.proof.lead import lead_faults
from drafter.records import Draft, Mark, PlanItem, SectionPlan, Sentence, Span, Taken
from drafter.writing.jobs import Job, jobs_of, worded
from drafter.writing.rule_sentences import after_of, by_rules, rules_lead

_JOINT = "；"
_Items = tuple[PlanItem, ...]


def replanned(draft: Draft, section: str, sentence: str, move: str, who: str) -> Taken:
    """The section with one move more.

    sentence  id of the sentence that is moved
    move      join (with the sentence behind it), part, up, down, paragraph
    who       the reviewer
    Raises InputError where the move is not possible there.
    """
    if move not in _MOVES:
        raise InputError(t("replan.nothing"), section, value=move)
    work = _work_on(draft, section)
    written = dict(work.written)
    items = _MOVES[move](
        _as_written(work.plan.items, written), work.bullets(sentence), work, written
    )
    return work.taken(items, written, who)


def restated(draft: Draft, section: str, sentence: Sentence, who: str) -> Taken:
    """The section with a sentence in the place of those that state its bullets; or as its lead.

    sentence  of another draft of the same notes, its passages under the names of this one
    Raises InputError where a bullet would be left out, or be stated twice.
    """
    work = _work_on(draft, section)
    if not sentence.bullets:
        return work.led(sentence, who)
    ours = [one for one in work.shown if set(one.bullets) & set(sentence.bullets)]
    _refuse_uneven(draft, sentence, {id for one in ours for id in one.bullets})
    written = dict(work.written) | dict.fromkeys(sentence.bullets, replace(sentence, label=""))
    items = _as_written(work.plan.items, work.written)
    row, at = _at(items, ours[0].bullets)
    others = {id for one in ours[1:] for id in one.bullets}
    here = replace(row[at], bullets=sentence.bullets)
    made = (here if item is row[at] else item for item in row if not set(item.bullets) <= others)
    return work.taken(_with(items, row, tuple(made)), written, who)


def _refuse_uneven(draft: Draft, sentence: Sentence, stated: set[str]) -> None:
    """Raise InputError where a sentence does not state just what it takes the place of."""
    texts = {bullet.id: bullet.text for bullet in draft.brief.all_bullets()}
    if left := [texts[id] for id in texts if id in stated - set(sentence.bullets)]:
        remedy = t("replan.unused.remedy")
        raise InputError(t("replan.unused"), sentence.id, value="；".join(left), remedy=remedy)
    if more := [texts[id] for id in sentence.bullets if id not in stated]:
        raise InputError(t("replan.elsewhere"), sentence.id, value="；".join(more))


def led(draft: Draft, section: str, text: str, who: str) -> Taken:
    """The section with a lead that a reviewer wrote; "" for none.

    Raises InputError where the lead states a figure, a date or a name: a lead has no note.
    """
    work = _work_on(draft, section)
    words = without_end(text)
    if not words:
        return work.led(None, who)
    if found := lead_faults(words, work.job.bullets, work.job.known):
        raise InputError(t("replan.lead.fact"), section, value="；".join(found))
    made = f"{words}。"
    return work.led(Sentence(lead_id(section), made, (), HAND, hand=((0, len(words)),)), who)


def led_by_rules(draft: Draft, section: str, who: str) -> Taken:
    """The section with the lead of the rules. Raises InputError where they have none."""
    work = _work_on(draft, section)
    lead = rules_lead(work.job_worded())
    if lead is None:
        raise InputError(t("replan.lead"), section)
    return work.led(lead, who)


@dataclass(frozen=True, slots=True)
class _Work:
    """A section while its plan is changed.

    draft    as it reads now; one of its sentences that was taken out has no text
    shown    the sentences of the section
    written  all sentences, as `draft_sections` takes them
    """

    draft: Draft
    job: Job
    plan: SectionPlan
    shown: tuple[Sentence, ...]
    written: Mapping[str, Sentence]

    def job_worded(self) -> Job:
        """The section as the rules word it."""
        (job,) = worded([self.job], self.draft.passages, self.draft.brief.period)
        return job

    def bullets(self, sentence: str) -> tuple[str, ...]:
        """The bullets of one of the sentences. Raises InputError where it states none."""
        found = next((one for one in self.shown if one.id == sentence), None)
        if found is None or not found.bullets:
            raise InputError(t("replan.nothing"), sentence)
        return found.bullets

    def led(self, lead: Sentence | None, who: str) -> Taken:
        """The section with another lead, or with none."""
        section = self.job.section.id
        written = {id: one for id, one in self.written.items() if id != section}
        written |= {section: lead} if lead else {}
        return self.taken(_as_written(self.plan.items, written), written, who)

    def taken(self, items: _Items, written: Mapping[str, Sentence], who: str) -> Taken:
        """Raises InputError where a bullet would not stand once, beside its brothers."""
        section = self.job.section
        plan = replace(self.plan, items=items, lead=section.id in written, author=who)
        if plan_faults(plan, section):
            raise InputError(t("replan.apart"), section.id)
        sections = draft_sections(self.draft.brief, written, [plan])
        made = next(part for top in sections for part in top.walk() if part.id == section.id)
        return Taken(section.id, made.paragraphs, plan)


def _work_on(draft: Draft, section: str) -> _Work:
    now = reviewed(draft, gone_too=True)
    job = next((job for job in jobs_of(draft.brief) if job.section.id == section), None)
    if job is None:
        raise InputError(t("replan.nothing"), section)
    plan = next((plan for plan in now.plans if plan.section == section), as_noted(job.section))
    home = next(one for one in now.all_sections() if one.id == section)
    shown = tuple(one for paragraph in home.paragraphs for one in paragraph.sentences)
    return _Work(now, job, plan, shown, written_before(now))


def _as_written(items: _Items, written: Mapping[str, Sentence]) -> _Items:
    """The items with one sentence each, as they stand: joined elsewhere than the plan has it."""
    made: list[PlanItem] = []
    for item in items:
        sentences = {written[id].id: written[id] for id in item.bullets}.values()
        for turn, one in enumerate(sentences):
            if not any(one.bullets == known.bullets for known in made):
                below = _as_written(item.below, written)
                opens = item.paragraph and not turn
                made.append(replace(item, bullets=one.bullets, below=below, paragraph=opens))
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


def _join(items: _Items, ids: Sequence[str], work: _Work, written: dict[str, Sentence]) -> _Items:
    """The sentence and the one behind it are one."""
    row, at = _at(items, ids)
    if at < 0 or at + 1 >= len(row) or row[at].below or row[at + 1].below:
        raise InputError(t("replan.join"), ids[0])
    first, second = row[at], row[at + 1]
    parts = {written[id].id: written[id] for item in (first, second) for id in item.bullets}
    if not all(part.text for part in parts.values()):
        raise InputError(t("replan.gone"), ids[0])
    joined = _joined(tuple(parts.values()))
    written |= dict.fromkeys(joined.bullets, joined)
    item = replace(first, bullets=joined.bullets)
    return _with(items, row, (*row[:at], item, *row[at + 2 :]))


def _part(items: _Items, ids: Sequence[str], work: _Work, written: dict[str, Sentence]) -> _Items:
    """Each bullet of the sentence has a sentence of its own, as the rules write it."""
    row, at = _at(items, ids)
    if at < 0 or len(row[at].bullets) < 2:
        raise InputError(t("replan.part"), ids[0])
    bullets = dict(_worded(work.job_worded()))
    written |= {id: bullets[id] for id in row[at].bullets}
    alone = tuple(
        replace(row[at], bullets=(id,), paragraph=row[at].paragraph and place == 0)
        for place, id in enumerate(row[at].bullets)
    )
    return _with(items, row, (*row[:at], *alone, *row[at + 1 :]))


def _up(items: _Items, ids: Sequence[str], work: _Work, written: dict[str, Sentence]) -> _Items:
    return _moved(items, ids, -1)


def _down(items: _Items, ids: Sequence[str], work: _Work, written: dict[str, Sentence]) -> _Items:
    return _moved(items, ids, 1)


def _moved(items: _Items, ids: Sequence[str], by: int) -> _Items:
    row, at = _at(items, ids)
    to = at + by
    if at < 0 or not 0 <= to < len(row):
        raise InputError(t("replan.move"), ids[0])
    swapped = list(row)
    swapped[at], swapped[to] = row[to], row[at]
    return _with(items, row, tuple(swapped))


def _paragraph(
    items: _Items, ids: Sequence[str], work: _Work, written: dict[str, Sentence]
) -> _Items:
    """The sentence opens a paragraph, or no longer does."""
    row, at = _at(items, ids)
    if at < 1:
        raise InputError(t("replan.move"), ids[0])
    item = replace(row[at], paragraph=not row[at].paragraph)
    return _with(items, row, (*row[:at], item, *row[at + 1 :]))


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


_Move = Callable[[_Items, Sequence[str], _Work, dict[str, Sentence]], _Items]
_MOVES: Mapping[str, _Move] = {
    "join": _join,
    "part": _part,
    "up": _up,
    "down": _down,
    "paragraph": _paragraph,
}
