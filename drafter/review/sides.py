"""The right-hand side of the page: what is behind a sentence, a section, the front."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from drafter.documents.outline import lead_id
from drafter.filling.questions import Question, questions_of
from drafter.filling.rewordings import rewordings_of
from drafter.messages import t
from drafter.records import Draft, Finding
from drafter.review import rendering
from drafter.review.offers import lead_of, offer_of, their_sentences, theirs
from drafter.review.page_parts import Front, GapView, Page, SectionView, SentenceView
from drafter.review.placing import gap_places, sentence_places, unplaced_views
from drafter.review.plans import planner_of
from drafter.review.proposal_views import ProposalView, proposal_views
from drafter.review.proposals import takeable
from drafter.review.rendering import Offer, Places, Their
from drafter.review.view import sources_of
from drafter.writing.redraft import Redrafted


@dataclass(frozen=True, slots=True)
class Other:
    """Another draft that sections can be taken from."""

    name: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Ways:
    """What came of asking for a section to be written anew, the last time.

    remark  what was asked of the wording
    """

    remark: str = ""
    made: Redrafted = field(default_factory=lambda: Redrafted(()))


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of one state of a page.

    ways  what came of asking for a section to be written anew
    """

    draft: Draft
    page: Page
    findings: Sequence[Finding]
    others: Sequence[Other]
    ways: Callable[[str], Ways]

    def front(self) -> str:
        front = self.page.front
        pieces = (*front.title, *front.recipient, *front.issuer, *front.date)
        gaps = self._gaps({piece.mark for piece in pieces})
        places = Places(
            unplaced_views(self.draft),
            list(sentence_places(self.draft)) if front.unplaced else [],
            list(gap_places(self.draft)) if front.unplaced else [],
        )
        waiting = len(takeable(self.draft))
        return rendering.front_side(front, gaps, self._proposed(front), waiting, places)

    def section(self, section: SectionView) -> str:
        ways = self.ways(section.id)
        return rendering.section_side(
            section,
            self._gaps({piece.mark for piece in section.heading}),
            ways.remark,
            ways.made.notices,
            self._offers(section),
            self._theirs(section),
            planner_of(self.draft, section.id),
            lead_of(self.draft, section.id),
            self._their_sentences(section, ()),
            self._proposed(section),
            [one for one in self._asked() if one.section == section.id and not one.bullet],
        )

    def sentence(self, sentence: str, home: SectionView) -> str:
        sources = sources_of(self.draft, sentence, self.findings)
        marks = {piece.mark for piece in sources.sentence.pieces}
        marks |= {gap.row.gap.id for note in sources.notes for gap in note.gaps}
        proposed, heading = self._proposed(sources.sentence), rendering.heading_of(home)
        bullets = sources.sentence.bullets
        leads = sentence == lead_id(home.id)
        others = self._their_sentences(home, bullets) if bullets or leads else []
        asked = [one for one in self._asked() if one.bullet in bullets]
        return rendering.sentence_side(sources, self._gaps(marks), heading, proposed, others, asked)

    def _asked(self) -> list[Question]:
        """What the notes do not tell, and which of them are to be worded anew."""
        return [*questions_of(self.draft), *rewordings_of(self.draft)]

    def _proposed(self, part: Front | SectionView | SentenceView) -> list[ProposalView]:
        return proposal_views(self.draft, part.proposals)

    def _gaps(self, marks: set[str]) -> list[GapView]:
        fills = {fill.gap: fill for fill in self.draft.fills}
        return [
            GapView(row, fills.get(row.gap.id)) for row in self.page.gaps if row.gap.id in marks
        ]

    def _offers(self, section: SectionView) -> list[Offer]:
        return [
            offer_of(self.draft, section, t("page.alternative", number=n), way.taken, way.passages)
            for n, way in enumerate(self.ways(section.id).made.alternatives, 1)
        ]

    def _theirs(self, section: SectionView) -> list[Offer]:
        return [theirs(self.draft, section, each.name, each.draft) for each in self.others]

    def _their_sentences(self, section: SectionView, bullets: Sequence[str]) -> list[Their]:
        found = (
            their_sentences(self.draft, section, bullets, each.name, number, each.draft)
            for number, each in enumerate(self.others)
        )
        return [one for one in found if one.sentences]
