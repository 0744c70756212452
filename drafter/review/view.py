"""What the page shows of a draft: each stretch of text with its origin, each section's open work.

Pure. `page_of` is the whole draft; `section_of` one section, after a deed; `sources_of` the
right-hand side, for one sentence. Findings are passed in, so that the quick ones can be shown
before the slow ones are there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from drafter.checks.draft import answerable
from drafter.documents.draft_headings import FRONT_NAMES, headings_now
from drafter.documents.draft_reviewed import OPENING, Standing, reviewed, standing
from drafter.documents.draft_work import open_unplaced
from drafter.documents.outline import ARCHIVE
from drafter.documents.withheld import told_of
from drafter.facts.personal_data import personal_keys, withheld_text
from drafter.filling.rewordings import rewordings_of
from drafter.filling.rows import Row, gap_rows
from drafter.records import (
    Bullet,
    Decision,
    Draft,
    DraftSection,
    Fill,
    Finding,
    Mark,
    Paragraph,
    Passage,
    Proposal,
    Sentence,
    Span,
    Taken,
)
from drafter.review.origins import grouped, under, words_beyond
from drafter.review.page_parts import (
    FRONT,
    Comment,
    Front,
    GapView,
    Noted,
    NoteView,
    Origin,
    Page,
    Piece,
    SectionView,
    SentenceView,
    Sources,
    counts_of,
)
from drafter.review.proposals import open_proposals
from drafter.review.undoing import redoable, undoable


def page_of(draft: Draft, findings: Sequence[Finding]) -> Page:
    """The whole draft as the page shows it."""
    reader = _Reader(draft, findings)
    opening = (reader.opening(),) if reader.shown.opening else ()
    sections = (*opening, *map(reader.section, reader.shown.all_sections()))
    front = reader.front()
    total = sum((section.counts for section in sections), front.counts)
    rows = tuple(reader.rows.values())
    return Page(
        front, sections, rows, total, undoable(draft), redoable(draft), draft.review.revision
    )


def section_of(draft: Draft, section: str, findings: Sequence[Finding]) -> SectionView:
    """One section, or with "" the opening. Raises KeyError where there is none."""
    reader = _Reader(draft, findings)
    return reader.opening() if section == OPENING else reader.section(reader.sections[section])


def sources_of(draft: Draft, sentence: str, findings: Sequence[Finding]) -> Sources:
    """What is behind a sentence. Raises KeyError where there is none."""
    reader = _Reader(draft, findings)
    one = reader.sentences[sentence]
    used = {passage.id: passage for passage in reader.shown.passages}
    return Sources(
        reader.sentence(one, reader.home_of(sentence)),
        tuple(reader.note(reader.bullets[name]) for name in one.bullets),
        tuple(used[name] for name in one.passages if name in used),
        tuple(each for each in draft.review.decisions if _about(each, sentence)),
    )


def offered(
    draft: Draft, taken: Taken, passages: Sequence[Passage] = ()
) -> tuple[tuple[SentenceView, ...], ...]:
    """How a section would read, were it taken: another draft's, or one written anew."""
    reader = _Reader(replace(draft, passages=(*draft.passages, *passages)), ())
    return tuple(
        tuple(reader.sentence(one, taken.id, bare=True) for one in paragraph.sentences if one.text)
        for paragraph in taken.paragraphs
    )


def _about(decision: Decision, sentence: str) -> bool:
    taken = (
        written.id
        for section in decision.taken
        for paragraph in section.paragraphs
        for written in paragraph.sentences
    )
    return sentence in decision.where or sentence in taken


_MARKS = "，。；：、！？（）“”‘’—"
_AT_TEXT = {"FIG101", "FIG104", "FIG105", "FIG108"}  # findings whose span is what is not proved


@dataclass(frozen=True)
class _Reader:
    draft: Draft
    findings: Sequence[Finding]

    @cached_property
    def stand(self) -> Standing:
        return standing(self.draft.review)

    @cached_property
    def shown(self) -> Draft:
        """As reviewed, gaps as masks, sentences taken out with no text."""
        return reviewed(self.draft, gone_too=True)

    @cached_property
    def headings(self) -> dict[str, Sentence]:
        return headings_now(self.draft)

    @cached_property
    def fills(self) -> dict[str, Fill]:
        return {one.gap: one for one in self.draft.fills}

    @cached_property
    def bullets(self) -> dict[str, Bullet]:
        return {bullet.id: bullet for bullet in self.draft.brief.all_bullets()}

    @cached_property
    def rows(self) -> dict[str, Row]:
        return {row.gap.id: row for row in gap_rows(self.draft)}

    @cached_property
    def sections(self) -> dict[str, DraftSection]:
        return {section.id: section for section in self.shown.all_sections()}

    @cached_property
    def sentences(self) -> dict[str, Sentence]:
        return {sentence.id: sentence for sentence in self.shown.all_sentences()}

    @cached_property
    def drafted(self) -> dict[str, Sentence]:
        return {sentence.id: sentence for sentence in self.draft.all_sentences()}

    @cached_property
    def passages(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.shown.passages}

    @cached_property
    def homes(self) -> dict[str, str]:
        """Sentence → section."""
        return {
            sentence.id: section.id
            for section in self.sections.values()
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
        }

    def home_of(self, sentence: str) -> str:
        return self.homes.get(sentence, OPENING)

    @cached_property
    def places(self) -> dict[str, str]:
        """Whatever a finding can be about → the sentence or section at which it is shown."""
        found = {name: name for name in (*self.sections, *self.sentences)}
        for section in self.sections.values():
            found |= {mark.id: section.id for mark in section.marks}
        for sentence in self.sentences.values():
            for name in sentence.bullets:
                bullet = self.bullets[name]
                inside = [fact.id for fact in bullet.facts] + [gap.id for gap in bullet.gaps]
                found |= dict.fromkeys((name, *inside), sentence.id)
            found |= {mark.id: sentence.id for mark in sentence.marks}
        return found

    @cached_property
    def noted(self) -> dict[str, list[Noted]]:
        """The findings by the sentence or section at which they are shown; the rest under FRONT."""
        found: dict[str, list[Noted]] = {}
        for one in self.findings:
            said = self.stand.intended.get((one.code, one.where, one.text))
            may = answerable(one)
            place = self.places.get(one.where, FRONT)
            found.setdefault(place, []).append(Noted(one, may, said if may else None))
        return found

    @cached_property
    def proposals(self) -> dict[str, tuple[Proposal, ...]]:
        """The open ones by the sentence or section at which they are shown."""
        found: dict[str, tuple[Proposal, ...]] = {}
        for one in open_proposals(self.draft):
            section, sentence = one.behind
            place = self.places.get(sentence or section or one.where, FRONT)
            found[place] = (*found.get(place, ()), one)
        return found

    @cached_property
    def comments(self) -> dict[str, list[Comment]]:
        found: dict[str, list[Comment]] = {}
        for one in self.stand.comments:
            found.setdefault(one.where[0], []).append(Comment(one, self.stand.resolved.get(one.id)))
        return found

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The notes whose authors are asked to word them anew."""
        return frozenset(question.bullet for question in rewordings_of(self.draft))

    def opening(self) -> SectionView:
        return self._section(OPENING, 0, "", (), False, self.shown.opening)

    def section(self, one: DraftSection) -> SectionView:
        heading = self._heading(one.id)
        return self._section(one.id, one.level, one.number, heading, one.run_in, one.paragraphs)

    def _section(
        self,
        name: str,
        level: int,
        number: str,
        heading: tuple[Piece, ...],
        run_in: bool,
        paragraphs: Iterable[Paragraph],
    ) -> SectionView:
        views = tuple(
            tuple(self.sentence(one, name) for one in paragraph.sentences)
            for paragraph in paragraphs
        )
        findings = tuple(self.noted.get(name, ())) if name else ()
        comments = tuple(self.comments.get(name, ()))
        sentences = [view for row in views for view in row]
        proposals = self.proposals.get(name, ()) if name else ()
        counts = counts_of(sentences, heading, findings, comments, proposals)
        taken = self.stand.taken.get(name)
        return SectionView(
            *(name, level, number, heading, run_in, views, counts, findings, comments),
            *(taken, proposals, self.stand.edits.get(name) if name else None),
        )

    def sentence(self, one: Sentence, section: str, *, bare: bool = False) -> SentenceView:
        """A sentence as it reads now.

        bare  without what was decided and found: the sentence does not stand in the draft
        """
        findings = () if bare else tuple(self.noted.get(one.id, ()))
        pieces = self._pieces(one, findings)
        view = SentenceView(
            one.id, section, one.label, pieces, one.author, one.bullets, one.passages, one.repairs
        )
        if bare:
            return view
        before = self.drafted.get(one.id)
        edited = self.stand.edits.get(one.id)
        reworded = one.id in self.stand.reworded.get(section, ())
        taken = self.stand.taken.get(section) if reworded else None
        return replace(
            view,
            drafted=self._pieces(before, ()) if before and before.text != one.text else (),
            edited=edited,
            taken=taken,
            accepted=self.stand.accepted.get(one.id),
            findings=findings,
            comments=tuple(self.comments.get(one.id, ())),
            proposals=self.proposals.get(one.id, ()),
            spoken=not edited and not self.spoken.isdisjoint(one.bullets),
        )

    def note(self, bullet: Bullet) -> NoteView:
        marks = [Mark(one.id, one.span) for one in bullet.facts] + [
            Mark(one.id, one.span) for one in bullet.gaps
        ]
        pieces = tuple(grouped(bullet.text, under(bullet.text, marks), {}))
        gaps = tuple(
            GapView(self.rows[gap.id], self.fills.get(gap.id))
            for gap in bullet.gaps
            if gap.id in self.rows
        )
        source = withheld_text(bullet.source, personal_keys([bullet.text]))
        return NoteView(bullet.id, bullet.line, source, pieces, bullet.facts, gaps)

    def front(self) -> Front:
        parts = {name: self._heading(name) for name in FRONT_NAMES}
        findings = tuple(self.noted.get(FRONT, ()))
        pieces = tuple(piece for part in parts.values() for piece in part)
        proposals = self.proposals.get(FRONT, ())
        unplaced = open_unplaced(self.draft)
        counts = counts_of((), pieces, findings, (), proposals)
        counts = replace(counts, unplaced=len(unplaced))
        told = tuple(told_of(self.draft.run))
        edited = tuple(name for name in FRONT_NAMES if name in self.stand.edits)
        return Front(
            **parts,
            findings=findings,
            counts=counts,
            told=told,
            proposals=proposals,
            unplaced=unplaced,
            edited=edited,
        )

    def _heading(self, name: str) -> tuple[Piece, ...]:
        """A heading or a part of the front, what a reviewer wrote in it marked."""
        place = FRONT if name in FRONT_NAMES else name
        return self._pieces(self.headings[name], self.noted.get(place, ()))

    def _pieces(self, sentence: Sentence, findings: Iterable[Noted]) -> tuple[Piece, ...]:
        origins = under(sentence.text, sentence.marks, base=self._words(sentence))
        for noted in findings:
            finding = noted.finding
            start, end = finding.span
            at_text = finding.code in _AT_TEXT and finding.where == sentence.id
            if at_text and noted.open and sentence.text[start:end]:
                origins[start:end] = [(Origin.UNPROVED, "")] * (end - start)
        return tuple(grouped(sentence.text, origins, self.fills))

    def _words(self, sentence: Sentence) -> list[Origin]:
        """Whose each character of a sentence is, but for its facts and gaps."""
        origins = [Origin.NOTE] * len(sentence.text)
        owners = (
            (self._of_passages(sentence), Origin.PASSAGE),
            (sentence.own, Origin.MODEL),
            (sentence.hand, Origin.HAND),
        )
        for spans, origin in owners:
            for start, end in spans:
                origins[start:end] = [origin] * (end - start)
        for at, char in enumerate(sentence.text):
            after_passage = Origin.PASSAGE in origins[at - 1 : at]
            if origins[at] is Origin.PASSAGE and char in _MARKS and not after_passage:
                origins[at] = Origin.NOTE  # a mark between the words of two is nobody's
        return origins

    def _of_passages(self, sentence: Sentence) -> tuple[Span, ...]:
        """What of a sentence its notes do not say, where its writer saw passages."""
        seen = (self.passages[name] for name in sentence.passages if name in self.passages)
        if sentence.author != ARCHIVE and not any(passage.masked for passage in seen):
            return ()
        return words_beyond(
            sentence.text, "".join(self.bullets[name].text for name in sentence.bullets)
        )
