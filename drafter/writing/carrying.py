"""What people did to an earlier draft, in the draft that takes its place.

Values, edits, sections taken, comments and acceptances go to the same note where the notes still
have it; each is proved again there. What has no place is listed, never dropped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from drafter.documents.draft_filled import filled
from drafter.documents.draft_headings import FRONT_NAMES, headings_of_notes
from drafter.documents.draft_reviewed import (
    OPENING,
    Standing,
    in_force,
    names_for,
    reviewed,
    standing,
)
from drafter.documents.draft_work import (
    headings_of,
    open_unplaced,
    sentences_in,
    unplaced_proposal,
    with_ids,
    without_empty,
)
from drafter.documents.earlier_text import with_earlier
from drafter.documents.gaps import open_gaps
from drafter.documents.notes_compared import NotesCompared, notes_compared
from drafter.filling.rows import Row, gap_rows
from drafter.filling.values import judged
from drafter.messages import t
from drafter.records import (
    Change,
    Decision,
    Deed,
    Draft,
    Fill,
    Paragraph,
    Proposal,
    Sentence,
    Taken,
    Unplaced,
)
from drafter.writing.kept_sections import Names, names_of
from drafter.writing.merged_section import merged_section

_AT_END = "-"  # the name of no sentence


def carried(before: Draft, after: Draft) -> Draft:
    """The new draft with what people did to the earlier one; `unplaced` has what found no place.

    Decisions keep their ids and their order, so that each can still be undone.
    """
    compared = notes_compared(before.brief, after.brief)
    work = _Carrying(before, after, compared, names_of(before.brief, after.brief, compared))
    return work.result()


@dataclass
class _Carrying:
    """One draft's work on its way into another."""

    before: Draft
    after: Draft
    compared: NotesCompared
    names: Names
    unplaced: list[Unplaced] = field(default_factory=list)
    fills: dict[Fill, Fill] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stand: Standing = standing(self.before.review)
        self.new = {one.id: one for one in self.after.brief.all_bullets()}
        self.shown = {one.id: one for one in reviewed(self.before, gone_too=True).all_sentences()}
        self.read = {one.id: one.text for one in filled(self.before).all_sentences()}
        self.drafted = {one.id: one for one in self.after.all_sentences()}
        self.headings = headings_of(self.before)
        self.first = {one.id: one.text for one in self.before.all_sentences()}
        self.added = set(self.stand.added)
        self.heads, self.new_heads = map(headings_of_notes, (self.before, self.after))
        self.left = {one.id: one for one in with_ids(self.before.unplaced)}
        self.decisions = list(in_force(self.before.review))
        chosen = (passage for one in self.before.review.decisions for passage in one.passages)
        old = {passage.id: passage for passage in (*self.before.passages, *chosen)}
        self.passage_names = names_for(self.after, old.values())
        held = {passage.id for passage in self.after.passages}
        named = (replace(one, id=self.passage_names[id]) for id, one in old.items())
        self.passages = [passage for passage in named if passage.id not in held]

    def result(self) -> Draft:
        """Values first, then decisions in their order, and last which acceptances still hold.

        Sections that were chosen come before the decisions on their sentences.
        """
        self._fill()
        review = self.before.review
        decisions = review.decisions
        takes = {one.id: self._take(one) for one in decisions if one.deed is Deed.TAKE}
        for one in takes.values():
            inside = (sentence for part in one.taken for sentence in sentences_in(part.paragraphs))
            self.drafted |= {sentence.id: sentence for sentence in inside if not one.undone}
        named = tuple(takes.get(one.id) or self._decision(one) for one in decisions)
        made = replace(
            self.after,
            written=self.before.written,
            fills=tuple(self.fills.values()),
            review=replace(review, decisions=named, proposals=tuple(self._proposals())),
        )
        made = self._still_accepted(made)
        review = without_empty(made.review)
        known = (one.proposal for one in decisions)
        unplaced = with_ids([*self.left.values(), *self.unplaced], known)
        return with_earlier(replace(made, review=review, unplaced=unplaced), self.before)

    # --- values ---

    def _fill(self) -> None:
        """Each value into the gap that was its own, judged as the notes have that now."""
        rows = {row.gap.id: row for row in gap_rows(replace(self.after, fills=()))}
        places = {place.gap.id: place for place in open_gaps(self.before.brief)}
        taken: set[str] = set()
        for fill in self.before.fills:
            gap = fill.gap if fill.gap in rows else self.names.slots.get(fill.gap, "")
            place = places.get(fill.gap)
            where = f"{place.section}：{place.excerpt}" if place else fill.gap
            why = self._put(fill, rows.get(gap), taken) if gap in rows else ""
            if fill not in self.fills:
                why = why or self._gap_gone(place.bullet if place else "")
                self._list(Deed.FILL, where, fill.text, why, fill=fill)
        for left in open_unplaced(self.before):
            row = rows.get(left.fill.gap) if left.fill else None
            if left.fill and row and not self._put(left.fill, row, taken):
                del self.left[left.id]

    def _put(self, fill: Fill, row: Row | None, taken: set[str]) -> str:
        """Put a value into a gap; why it cannot be."""
        if row is None or row.gap.id in taken:
            return t("carry.gap")
        verdict = judged(fill.given, row, self.after.brief, accepted=True)
        if verdict.text is None:
            return verdict.refusal or t("carry.gap")
        taken.add(row.gap.id)
        self.fills[fill] = replace(fill, gap=row.gap.id, text=verdict.text)
        return ""

    def _gap_gone(self, bullet: str) -> str:
        """Why a gap of a note is no more."""
        if bullet and bullet not in self.compared.bullets:
            return t("carry.gone")
        now = self.new.get(self.compared.bullets.get(bullet, ""))
        return t("carry.stated", note=now.text) if now else t("carry.gap")

    # --- decisions ---

    def _decision(self, one: Decision) -> Decision:
        """A decision under the names of the new draft, without what has no place there."""
        named = replace(
            one,
            where=self._names(one.where),
            other=None if one.other is None else self._names(one.other),
            fills=tuple(filter(None, map(self._renamed_fill, one.fills))),
            marks=self.names.marks(one.marks),
        )
        if one.deed is Deed.EDIT:
            return self._edit(one, named)
        if one.deed is Deed.ADD:
            return self._add(one)
        if one.deed in {Deed.COMMENT, Deed.INTEND}:
            self._remark(one, named)
        return named

    def _renamed_fill(self, fill: Fill) -> Fill | None:
        """A value that came or went with a decision; None where its gap is no more."""
        gap = self.names.slots.get(fill.gap)
        return self.fills.get(fill) or (replace(fill, gap=gap) if gap else None)

    def _names(self, where: Iterable[str]) -> tuple[str, ...]:
        named = (name if name == OPENING else self._name(name) for name in where)
        return tuple(dict.fromkeys(name for name in named if name is not None))

    def _name(self, name: str) -> str | None:
        """What a sentence, section, gap or comment is called now; None where it is no more."""
        if found := self.names.sections.get(name) or self.names.slots.get(name):
            return found
        if name in self.added or name in FRONT_NAMES or name[:1] in {"R", "Q", "U"}:
            return name  # what was decided on, and what was added, keep their ids
        sentence = self.names.sentence(name)
        if sentence in self.drafted:
            return sentence
        first = self.compared.bullets.get(name[1:]) if name[:1] == "T" else None
        homes = (one.id for one in self.drafted.values() if first and first in one.bullets)
        return next(homes, None)

    def _edit(self, one: Decision, named: Decision) -> Decision:
        """The edit where its sentence states the same facts; else its text is listed."""
        fits = [name for name in one.where if self._fits(name)]
        if len(fits) == len(one.where) and len(named.marks) == len(one.marks):
            return named
        for name in one.where:
            if self.stand.edits.get(name) is one:
                where = self.headings.get(name, "") + "：" + self.first.get(name, "")
                self._list(Deed.EDIT, where, self.read.get(name, one.text), self._why(name), one)
        return replace(named, where=(), marks=())

    def _add(self, one: Decision) -> Decision:
        """The sentence that somebody added, behind the one it stood behind."""
        behind = self._behind(one.behind)
        if behind:
            return replace(one, behind=behind)
        if self.stand.added.get(one.where[0]) is one:
            where = self._place(one.where[0])
            self._list(Deed.ADD, where, self.read.get(one.where[0], one.text), t("carry.gone"), one)
        self.added.discard(one.where[0])
        return replace(one, where=())

    def _behind(self, behind: tuple[str, str]) -> tuple[str, str] | None:
        """Where something stands that was added; at the end where its neighbour is gone."""
        section, sentence = behind
        home = section and self.names.sections.get(section)
        if home is None:
            return None
        return home, (self._name(sentence) or _AT_END) if sentence else ""

    def _proposals(self) -> Iterator[Proposal]:
        """What came back in files, decided or not, where it has a place still."""
        for one in self.before.review.proposals:
            where = self._name(one.where) if one.where else ""
            behind = self._behind(one.behind) if one.change is Change.ADDED else one.behind
            if where is not None and behind is not None:
                yield replace(one, where=where, behind=behind)
            elif one.id in self.stand.proposals:
                yield one
            else:
                place = self._place(one.where) or one.before
                self.unplaced.append(unplaced_proposal(one, place, self._why(one.where)))

    def _fits(self, name: str) -> bool:
        """Whether a sentence of the new draft states what this one does, of the same notes."""
        if name in self.added:
            return True
        if name in self.heads:
            head = self.new_heads.get(self._name(name) or "")
            return head is not None and head.text == self.heads[name].text
        old, now = self.shown.get(name), self.drafted.get(self.names.sentence(name) or "")
        if old is None or now is None:
            return False
        same = [self.compared.bullets.get(bullet) for bullet in old.bullets]
        return same == list(now.bullets) and self.compared.states.issuperset(old.bullets)

    def _take(self, one: Decision) -> Decision:
        """The sections as they were chosen; of a section whose notes changed, what still fits."""
        taken = []
        for part in one.taken:
            fresh, lost = self._part(part)
            taken += [fresh] if fresh else []
            if self.stand.taken.get(part.id) is one:
                for sentence in lost:
                    where, why = self._place(sentence.id), self._why(sentence.id)
                    self._list(Deed.TAKE, where, sentence.text, why, one)
        parts = [sentence for part in taken for sentence in sentences_in(part.paragraphs)]
        used = {id for sentence in parts for id in sentence.passages}
        passages = tuple(passage for passage in self.passages if passage.id in used)
        return replace(
            one,
            where=self._names(one.where),
            taken=tuple(taken),
            other=None if one.other is None else self._names(one.other),
            passages=passages,
        )

    def _part(self, part: Taken) -> tuple[Taken | None, list[Sentence]]:
        """A chosen section under its new names, and its sentences that have no place."""
        if part.id in self.compared.unchanged:
            return self._renamed(part), []
        if part.id in self.names.sections:
            return merged_section(part, self.after, self.names, self.compared, self.passage_names)
        return None, list(sentences_in(part.paragraphs))

    def _renamed(self, part: Taken) -> Taken:
        def row(paragraph: Paragraph) -> Paragraph:
            renamed = self.names.renamed
            return Paragraph(tuple(renamed(s, self.passage_names) for s in paragraph.sentences))

        plan = self.names.plan(part.plan) if part.plan else None
        return Taken(self.names.sections[part.id], tuple(map(row, part.paragraphs)), plan)

    def _remark(self, one: Decision, named: Decision) -> None:
        """List a comment, or the reason given for a finding, that has no place any more."""
        done = one.undone or one.id in self.stand.resolved
        if not done and one.where and not named.where:
            self._list(one.deed, self._place(one.where[0]), one.text, self._why(one.where[0]), one)

    def _still_accepted(self, made: Draft) -> Draft:
        """The draft in which only those sentences are accepted that read as they did."""
        now = {one.id: one.text for one in filled(made).all_sentences()}
        decisions = []
        for old, one in zip(self.before.review.decisions, made.review.decisions, strict=True):
            if one.deed is Deed.ACCEPT:
                kept = []
                for name in old.where:
                    new, text = self._name(name), self.read.get(name, "")
                    if new and now.get(new) == text:
                        kept.append(new)
                    elif self.stand.accepted.get(name) is old:
                        where, why = self.headings.get(name, ""), t("carry.reads")
                        self._list(Deed.ACCEPT, where, text, why, old)
                one = replace(one, where=tuple(kept))
            decisions.append(one)
        return replace(made, review=replace(made.review, decisions=tuple(decisions)))

    # --- what is listed ---

    def _why(self, sentence: str) -> str:
        """Why what belonged to a sentence has no place."""
        old = self.shown.get(sentence)
        gone = [b for b in old.bullets if b not in self.compared.bullets] if old else []
        if old is None or gone or not old.bullets:
            return t("carry.gone")
        changed = [
            self.new[self.compared.bullets[b]].text
            for b in old.bullets
            if b not in self.compared.states
        ]
        return t("carry.reworded", note="；".join(changed)) if changed else t("carry.joined")

    def _place(self, name: str) -> str:
        """The heading over a sentence, or of a section, and how the sentence read."""
        heading = self.headings.get(name, "")
        return "：".join(filter(None, (heading, self.read.get(name, ""))))

    def _list(
        self,
        deed: Deed,
        where: str,
        text: str,
        why: str,
        one: Decision | None = None,
        fill: Fill | None = None,
    ) -> None:
        """List it; what was put somewhere only lately has no place again."""
        made = [one] if one else [each for each in self.decisions if fill in each.fills]
        known = next((each.proposal for each in made if each.proposal in self.left), "")
        if known:
            self.left[known] = replace(self.left[known], where=where, why=why)
            return
        who, when = (one.who, one.when) if one else (fill.source if fill else "", "")
        said = text or t("carry.taken_out")
        self.unplaced.append(Unplaced(deed, where, said, why, who, when, fill, gone=not text))
