"""What the page shows of a draft: each stretch of text with its origin, each section's open work.

Pure. `page_of` is the whole draft; `section_of` one section, after a deed; `sources_of` the
right-hand side, for one sentence. Findings are passed in, so that the quick ones can be shown
before the slow ones are there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from drafter.checks.draft import answerable
from drafter.documents.draft_reviewed import OPENING, Standing, reviewed, standing
from drafter.filling.rows import Row, gap_rows
from drafter.proof.proof import own_words
from drafter.records import (
    Author,
    Bullet,
    Decision,
    Draft,
    DraftSection,
    Fact,
    Fill,
    Finding,
    Gap,
    Mark,
    Paragraph,
    Passage,
    Repair,
    Sentence,
    Severity,
    Taken,
)
from drafter.review.decisions import redoable, undoable

FRONT = "front"  # names what stands outside of every section: title, recipient, issuer, date


class Origin(StrEnum):
    """Where a stretch of text comes from."""

    PROVED = "proved"  # a fact of the notes, where it stands
    FILLED = "filled"  # a gap that was filled in by hand
    OPEN = "open"  # a gap
    UNPROVED = "unproved"  # a figure, date, title or name that no note of the sentence states
    NOTE = "note"  # words of the notes, and punctuation
    PASSAGE = "passage"  # words of a passage of an earlier document
    MODEL = "model"  # words that neither notes nor passages gave
    HAND = "hand"  # words that a reviewer wrote


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one origin.

    mark  the id of the fact or gap that stands here, "" for none
    """

    text: str
    origin: Origin
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding, and who answers for it with what reason; answerable: whether a reviewer may."""

    finding: Finding
    answerable: bool
    intended: Decision | None = None

    @property
    def open(self) -> bool:
        return self.intended is None


@dataclass(frozen=True, slots=True)
class Comment:
    """Something for colleagues (decision.text, .who, .when, .id).

    resolved  the decision that dealt with it; None while it is open
    """

    decision: Decision
    resolved: Decision | None = None


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence as it reads now.

    section   id of its section, "" in the opening
    label     一是, （1） or "": printed before it, no part of it
    pieces    its text; () where it was taken out
    plain     its text as an editor is to show it: what was filled in is shown, an open gap is its
              mask
    drafted   how it was drafted, where it now reads otherwise; else ()
    edited    the decision by which it reads as it does; taken the one that put another draft's
              sentence, or one written anew, here; accepted the one by which it is good
    repairs   the answers that were refused before a writer's text stood
    """

    id: str
    section: str
    label: str
    pieces: tuple[Piece, ...]
    author: Author
    bullets: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    drafted: tuple[Piece, ...] = ()
    edited: Decision | None = None
    taken: Decision | None = None
    accepted: Decision | None = None
    findings: tuple[Noted, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def plain(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def gone(self) -> bool:
        return not self.pieces

    @property
    def changed(self) -> bool:
        return bool(self.edited or self.taken)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is left to do, and what was done, in a section without those below it or in the draft.

    gaps                 open ones
    errors, warnings     findings that nobody answers for
    comments             open ones
    changed, accepted    sentences, of `sentences`
    """

    sentences: int = 0
    accepted: int = 0
    changed: int = 0
    gaps: int = 0
    errors: int = 0
    warnings: int = 0
    comments: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.sentences + other.sentences,
            self.accepted + other.accepted,
            self.changed + other.changed,
            self.gaps + other.gaps,
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.comments + other.comments,
        )


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section without those below it; id "" is the opening, which has no heading.

    number      as printed: 一、 （一） 1. （1）
    run_in      the heading opens the first paragraph, closed by 。
    paragraphs  in reading order, sentences taken out included
    findings, comments   those on the section itself; a sentence has its own
    taken       the decision that put other sentences here
    """

    id: str
    level: int
    number: str
    heading: tuple[Piece, ...]
    run_in: bool
    paragraphs: tuple[tuple[SentenceView, ...], ...]
    counts: Counts
    findings: tuple[Noted, ...] = ()
    comments: tuple[Comment, ...] = ()
    taken: Decision | None = None

    @property
    def sentences(self) -> Iterator[SentenceView]:
        return (sentence for paragraph in self.paragraphs for sentence in paragraph)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands outside of every section."""

    title: tuple[Piece, ...]
    recipient: tuple[Piece, ...]
    issuer: tuple[Piece, ...]
    date: tuple[Piece, ...]
    findings: tuple[Noted, ...]
    counts: Counts


@dataclass(frozen=True, slots=True)
class Page:
    """The whole draft.

    sections are flat, in reading order, the opening first where there is one: the outline too.

    gaps        a row each, filled ones included, in reading order (see forms.rows.Row: id, words
                around, value)
    undo, redo  the decision that would be undone, brought back
    """

    front: Front
    sections: tuple[SectionView, ...]
    gaps: tuple[Row, ...]
    total: Counts
    undo: Decision | None
    redo: Decision | None
    revision: int


@dataclass(frozen=True, slots=True)
class GapView:
    """A gap with what was filled in, None while it is open.

    row  tells the words around it and what is asked
    """

    row: Row
    fill: Fill | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """One bullet.

    line, source  in the file of the notes, and as written there
    pieces        as read, its facts and gaps marked
    """

    id: str
    line: int
    source: str
    pieces: tuple[Piece, ...]
    facts: tuple[Fact, ...]
    gaps: tuple[GapView, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What is behind one sentence: its notes, the passages shown to its writer (text beside masked), who wrote it,
    what was decided about it, first to last, undone things included."""

    sentence: SentenceView
    notes: tuple[NoteView, ...]
    passages: tuple[Passage, ...]
    history: tuple[Decision, ...]


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


def _about(one: Decision, sentence: str) -> bool:
    taken = (
        each.id
        for part in one.taken
        for paragraph in part.paragraphs
        for each in paragraph.sentences
    )
    return sentence in one.where or sentence in taken


_MARKS = "，。；：、！？（）“”‘’—"
_AT_TEXT = {"FIG101", "FIG104", "FIG105"}  # findings whose span is what is not proved


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
    def comments(self) -> dict[str, list[Comment]]:
        found: dict[str, list[Comment]] = {}
        for one in self.stand.comments:
            found.setdefault(one.where[0], []).append(Comment(one, self.stand.resolved.get(one.id)))
        return found

    def opening(self) -> SectionView:
        return self._section(OPENING, 0, "", (), False, self.shown.opening)

    def section(self, one: DraftSection) -> SectionView:
        heading = self._marked(one.heading, one.marks)
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
        counts = _counts(sentences, heading, findings, comments)
        taken = self.stand.taken.get(name)
        return SectionView(
            name, level, number, heading, run_in, views, counts, findings, comments, taken
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
        taken = self.stand.taken.get(section)
        return replace(
            view,
            drafted=self._pieces(before, ()) if before and before.text != one.text else (),
            edited=edited,
            taken=taken,
            accepted=self.stand.accepted.get(one.id),
            findings=findings,
            comments=tuple(self.comments.get(one.id, ())),
        )

    def note(self, bullet: Bullet) -> NoteView:
        marks = [Mark(one.id, one.span) for one in bullet.facts] + [
            Mark(one.id, one.span) for one in bullet.gaps
        ]
        pieces = tuple(_grouped(bullet.text, _under(bullet.text, marks), {}))
        gaps = tuple(GapView(self.rows[gap.id], self.fills.get(gap.id)) for gap in bullet.gaps)
        return NoteView(bullet.id, bullet.line, bullet.source, pieces, bullet.facts, gaps)

    def front(self) -> Front:
        brief = self.draft.brief

        def shown(text: str, gaps: Iterable[Gap]) -> tuple[Piece, ...]:
            return self._marked(text, [Mark(gap.id, gap.span) for gap in gaps])

        parts = (
            shown(brief.title, brief.title_gaps),
            shown(brief.recipient, brief.recipient_gaps),
            shown(brief.organization, brief.issuer_gaps),
            shown(brief.date, brief.date_gaps),
        )
        findings = tuple(self.noted.get(FRONT, ()))
        counts = _counts((), tuple(piece for part in parts for piece in part), findings, ())
        return Front(*parts, findings, counts)

    def _marked(self, text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
        return tuple(_grouped(text, _under(text, marks), self.fills))

    def _pieces(self, one: Sentence, findings: Iterable[Noted]) -> tuple[Piece, ...]:
        origins = _under(one.text, one.marks, base=self._words(one))
        for noted in findings:
            finding = noted.finding
            start, end = finding.span
            if (
                finding.code in _AT_TEXT
                and finding.where == one.id
                and noted.open
                and one.text[start:end]
            ):
                origins[start:end] = [(Origin.UNPROVED, "")] * (end - start)
        return tuple(_grouped(one.text, origins, self.fills))

    def _words(self, one: Sentence) -> list[Origin]:
        words = [Origin.NOTE] * len(one.text)
        masked = tuple(self.passages[name].masked for name in one.passages if name in self.passages)
        if any(masked):
            note = "".join(self.bullets[name].text for name in one.bullets)
            for start, end in _not_of(one.text, note):
                words[start:end] = [Origin.PASSAGE] * (end - start)
        for spans, origin in ((one.own, Origin.MODEL), (one.hand, Origin.HAND)):
            for start, end in spans:
                words[start:end] = [origin] * (end - start)
        for at, char in enumerate(one.text):  # a mark between the words of two is nobody's
            if (
                words[at] is Origin.PASSAGE
                and char in _MARKS
                and Origin.PASSAGE not in words[at - 1 : at]
            ):
                words[at] = Origin.NOTE
        return words


@lru_cache(maxsize=2048)
def _not_of(text: str, note: str) -> tuple[tuple[int, int], ...]:
    return own_words(text, note)


def _under(
    text: str, marks: Iterable[Mark], base: Sequence[Origin] = ()
) -> list[tuple[Origin, str]]:
    """For each character its origin, and the id of the fact or gap it belongs to."""
    origins = [(origin, "") for origin in base or [Origin.NOTE] * len(text)]
    for mark in marks:
        start, end = mark.span
        origin = Origin.OPEN if mark.id.startswith("G") else Origin.PROVED
        origins[start:end] = [(origin, mark.id)] * (end - start)
    return origins


def _grouped(
    text: str, origins: Sequence[tuple[Origin, str]], fills: dict[str, Fill]
) -> Iterator[Piece]:
    """Stretches of one origin, with what was filled in."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or origins[end] != origins[start]:
            origin, mark = origins[start]
            done = fills.get(mark) if origin is Origin.OPEN else None
            yield (
                Piece(done.text, Origin.FILLED, mark)
                if done
                else Piece(text[start:end], origin, mark)
            )
            start = end


def _counts(
    sentences: Sequence[SentenceView],
    heading: Sequence[Piece],
    findings: Sequence[Noted],
    comments: Sequence[Comment],
) -> Counts:
    noted = [one for one in findings if one.open] + [
        o for s in sentences for o in s.findings if o.open
    ]
    pieces = [*heading, *(piece for sentence in sentences for piece in sentence.pieces)]
    said = [*comments, *(one for sentence in sentences for one in sentence.comments)]
    return Counts(
        sentences=len(sentences),
        accepted=sum(1 for one in sentences if one.accepted),
        changed=sum(1 for one in sentences if one.changed),
        gaps=len({piece.mark for piece in pieces if piece.origin is Origin.OPEN}),
        errors=sum(1 for one in noted if one.finding.severity is Severity.ERROR),
        warnings=sum(1 for one in noted if one.finding.severity is Severity.WARNING),
        comments=sum(1 for one in said if one.resolved is None),
    )
