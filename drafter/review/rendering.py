"""The page's records → its HTML, whole or part by part.

Everything is escaped, what nobody sees is made seen.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from drafter.documents.outline import lead_id
from drafter.facts.punctuation import INVISIBLE
from drafter.filling.questions import Question
from drafter.messages import language, t
from drafter.review.changed import Change
from drafter.review.exporting import KINDS
from drafter.review.page_parts import (
    FRONT,
    Front,
    GapView,
    Page,
    SectionView,
    SentenceView,
    Sources,
)
from drafter.review.page_words import (
    author_in_words,
    badges,
    facts_of,
    moment,
    open_gaps,
    state_in_words,
    summary,
    told,
    unsettled,
)
from drafter.review.placing import Place, UnplacedView
from drafter.review.proposal_views import ProposalView
from drafter.review.trials import Trial

OPENING_AT, FRONT_AT = "opening", FRONT  # in the page's addresses
_UNSEEN = re.compile(rf"[{INVISIBLE}\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_KEYS = (
    (("j", "k"), "move"),
    (("J", "K"), "section"),
    (("n",), "open"),
    (("g", "G"), "gap"),
    (("f", "F"), "finding"),
    (("t", "T"), "proposal"),
    (("v",), "unplaced"),
    (("a", "A"), "accept"),
    (("b",), "reopen"),
    (("e", "Enter"), "edit"),
    (("r",), "restore"),
    (("u", "U"), "undo"),
    (("i",), "intend"),
    (("c",), "comment"),
    (("w",), "redraft"),
    (("p", "P"), "pick"),
    (("[", "]"), "order"),
    (("+", "-"), "joining"),
    (("|",), "paragraph"),
    (("l",), "lead"),
    (("s", "Esc"), "side"),
    (("o",), "outline"),
    (("m",), "plain"),
    (("x",), "export"),
    (("?",), "help"),
)
_WORDS = tuple(
    "lost edit editing dropped kept leave last first none nothing below heading sure unsure"
    " exporting exported".split()
)  # of the script


@dataclass(frozen=True, slots=True)
class Offer:
    """A section as it could read: another draft's, or written anew.

    Paragraphs None where it does not fit.

    other  ids of the sentences that read otherwise than now
    """

    name: str
    paragraphs: tuple[tuple[SentenceView, ...], ...] | None
    other: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Their:
    """How another draft has a sentence.

    number  of the draft; sentences those that state one of its bullets, or the lead
    """

    name: str
    number: int
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """What had no place in the draft, and the places there are: sentences, and gaps for values."""

    unplaced: Sequence[UnplacedView]
    sentences: Sequence[Place]
    gaps: Sequence[Place]


def whole(page: Page, side: str, stamp: str, edition: int, back: str = "") -> str:
    """The page as it is first sent; `side` as rendered by one of the functions below.

    back  the address of the page that the review is a part of; "" where it stands alone
    """
    blocks = Markup("").join(
        [Markup(front(page)), *(Markup(block(one)) for one in page.sections), Markup(end(page))]
    )
    return render_part(
        "page",
        page=page,
        blocks=blocks,
        side=_inner(side),
        title=_title(page),
        stamp=stamp,
        edition=edition,
        back=back,
        keys=_KEYS,
        words=_WORDS,
    )


def bar(page: Page, back: str = "") -> str:
    return f'<div id="bar">{render_part("bar", page=page, title=_title(page), back=back)}</div>'


def outline(page: Page) -> str:
    return f'<div id="outline">{render_part("outline", page=page)}</div>'


def front(page: Page) -> str:
    return render_part("front", front=page.front)


def end(page: Page) -> str:
    return render_part("end", front=page.front)


def block(section: SectionView) -> str:
    return render_part("block", section=section)


def sentence_side(
    sources: Sources,
    gaps: Sequence[GapView],
    path: str,
    proposals: Sequence[ProposalView] = (),
    others: Sequence[Their] = (),
    asked: Sequence[Question] = (),
) -> str:
    """The right-hand side of a sentence.

    gaps    those it shows or its notes have
    others  what other drafts have in its place
    asked   what its authors are asked
    """
    return render_part(
        "sentence",
        sources=sources,
        gaps=gaps,
        path=path,
        proposals=proposals,
        others=others,
        asked=asked,
        leads=sources.sentence.id == lead_id(sources.sentence.section),
    )


def section_side(
    one: SectionView,
    gaps: Sequence[GapView],
    remark: str,
    notices: Sequence[str],
    alternatives: Sequence[Offer],
    others: Sequence[Offer],
    planner: str,
    lead: str,
    their_leads: Sequence[Their],
    proposals: Sequence[ProposalView],
    asked: Sequence[Question] = (),
) -> str:
    """The right-hand side of a section.

    remark, notices, alternatives  what was asked of a writer, and what came of it
    others                         what other drafts have
    planner                        who planned it; "" where there is no plan to change
    asked                          what its authors are asked of the whole
    lead, their_leads              how it is led, "" for not at all; how other drafts lead it
    """
    at = one.id or OPENING_AT
    return render_part(
        "section",
        at=at,
        section=at,
        heading=heading_of(one),
        one=one,
        counts=one.counts,
        gaps=gaps,
        summary=summary(one.counts),
        asked=asked,
        remark=remark,
        notices=notices,
        alternatives=alternatives,
        others=others,
        planner=planner,
        lead=lead,
        their_leads=their_leads,
        proposals=proposals,
        commentable=bool(one.id),
    )


def front_side(
    one: Front,
    gaps: Sequence[GapView],
    proposals: Sequence[ProposalView],
    waiting: int,
    places: Places,
) -> str:
    """The right-hand side of the front; waiting is how many proposals of all can be taken up."""
    return render_part(
        "section",
        at=FRONT_AT,
        section=None,
        heading=t("page.front"),
        one=one,
        counts=one.counts,
        gaps=gaps,
        told=one.told,
        proposals=proposals,
        waiting=waiting,
        places=places,
        summary=summary(one.counts),
        commentable=False,
    )


def trial(one: Trial) -> str:
    """What a deed would come to, before it is done."""
    return render_part("trial", one=one)


def stale(since: Iterable[Change], now: str, *, same_place: bool = False) -> str:
    """What became of the draft meanwhile; `now` is how the sentence at hand reads, "" for none."""
    about = "page.stale.same" if same_place else "page.stale"
    return render_part("stale", since=list(since), now=now, about=about)


def heading_of(section: SectionView) -> str:
    return section.number + "".join(piece.text for piece in section.heading) or t("page.opening")


def seen(text: str) -> str:
    """Without the characters that nobody sees: for titles and labels."""
    return _UNSEEN.sub("", text)


def visible(text: str) -> Markup:
    """Escaped, and what nobody sees made seen.

    A line that reads backwards names the character that turns it.
    """
    if not _UNSEEN.search(text):
        return escape(text)
    parts, at = [], 0
    for unseen in _UNSEEN.finditer(text):
        code = f"U+{ord(unseen[0]):04X}"
        chip = Markup('<span class="unseen" title="{}">{}</span>').format(
            t("page.unseen", code=code), code
        )
        parts += [escape(text[at : unseen.start()]), chip]
        at = unseen.end()
    return Markup("").join([*parts, escape(text[at:])])


# --- parts ---


def render_part(name: str, **values: Any) -> str:
    """One of the templates, with what all of them may use."""
    return _environment().get_template(f"{name}.html.j2").render(**values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"visible": visible, "seen": seen}
    shown: dict[str, Callable[..., Any] | object] = {
        "t": t,
        "language": language,
        "exports": tuple(KINDS),
        "said": told,
        "time": moment,
        "author": author_in_words,
        "state": state_in_words,
        "unsettled": unsettled,
        "open_gaps": open_gaps,
        "badges": badges,
        "facts_of": facts_of,
        "first_of": lambda section: next((one.id for one in section.sentences), FRONT_AT),
    }
    environment.globals |= shown
    return environment


def _inner(side: str) -> Markup:
    """What stands in the side's element."""
    return Markup(side.strip().removeprefix('<div id="side">').removesuffix("</div>"))


def _title(page: Page) -> str:
    return "".join(piece.text for piece in page.front.title)
