"""What the page is made of: sections, sentences, and stretches of text, each with its origin."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from drafter.documents.outline import ARCHIVE
from drafter.filling.rows import Row
from drafter.records import (
    Author,
    Decision,
    Fact,
    Fill,
    Finding,
    Passage,
    Proposal,
    Repair,
    Severity,
    Unplaced,
)

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
    spoken    its author is asked to word it anew
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
    proposals: tuple[Proposal, ...] = ()
    spoken: bool = False

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
    comments, proposals  open ones
    unplaced             what had no place in the draft and is open, only outside of sections
    changed, accepted    sentences, of `sentences`
    """

    sentences: int = 0
    accepted: int = 0
    changed: int = 0
    gaps: int = 0
    errors: int = 0
    warnings: int = 0
    comments: int = 0
    proposals: int = 0
    unplaced: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.sentences + other.sentences,
            self.accepted + other.accepted,
            self.changed + other.changed,
            self.gaps + other.gaps,
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.comments + other.comments,
            self.proposals + other.proposals,
            self.unplaced + other.unplaced,
        )


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section without those below it; id "" is the opening, which has no heading.

    number      as printed: 一、 （一） 1. （1）
    run_in      the heading opens the first paragraph, closed by 。
    paragraphs  in reading order, sentences taken out included
    findings, comments   those on the section itself; a sentence has its own
    taken       the decision that put other sentences here; edited the one on its heading
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
    proposals: tuple[Proposal, ...] = ()
    edited: Decision | None = None

    @property
    def sentences(self) -> Iterator[SentenceView]:
        return (sentence for paragraph in self.paragraphs for sentence in paragraph)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands outside of every section; told is what there is to know of the whole draft.

    unplaced  what had no place in the draft, and is open
    edited    names of the parts that a reviewer worded
    """

    title: tuple[Piece, ...]
    recipient: tuple[Piece, ...]
    issuer: tuple[Piece, ...]
    date: tuple[Piece, ...]
    findings: tuple[Noted, ...]
    counts: Counts
    told: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    edited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The whole draft.

    sections are flat, in reading order, the opening first where there is one: the outline too.

    gaps        a row each, filled ones included, in reading order (see forms.rows.Row: id, words
                around, value)
    undo, redo  the decision that would be undone, brought back
    several     reviewers have their own names, and are told who else is there
    """

    front: Front
    sections: tuple[SectionView, ...]
    gaps: tuple[Row, ...]
    total: Counts
    undo: Decision | None
    redo: Decision | None
    revision: int
    several: bool = False


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

    line, source  in the file of the notes, and as written there but for what is withheld
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
    """What is behind one sentence.

    notes     its bullets
    passages  shown to its writer, the text beside the masked one; or what it is worded after
    history   what was decided about it, first to last, undone things included
    """

    sentence: SentenceView
    notes: tuple[NoteView, ...]
    passages: tuple[Passage, ...]
    history: tuple[Decision, ...]

    @property
    def worded_after(self) -> bool:
        """Whether the rules worded it after the passage."""
        return self.sentence.author == ARCHIVE


def counts_of(
    sentences: Sequence[SentenceView],
    heading: Sequence[Piece],
    findings: Sequence[Noted],
    comments: Sequence[Comment],
    proposals: Sequence[Proposal] = (),
) -> Counts:
    """What is left to do in some sentences and beside them: in a heading, on the section itself."""
    noted = chain(findings, *(sentence.findings for sentence in sentences))
    severities = Counter(finding.finding.severity for finding in noted if finding.open)
    pieces = chain(heading, *(sentence.pieces for sentence in sentences))
    told = chain(comments, *(sentence.comments for sentence in sentences))
    return Counts(
        sentences=len(sentences),
        accepted=sum(sentence.accepted is not None for sentence in sentences),
        changed=sum(sentence.changed for sentence in sentences),
        gaps=len({piece.mark for piece in pieces if piece.origin is Origin.OPEN}),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        comments=sum(comment.resolved is None for comment in told),
        proposals=len(proposals) + sum(len(sentence.proposals) for sentence in sentences),
    )
