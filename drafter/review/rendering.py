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

from drafter.facts.punctuation import INVISIBLE
from drafter.messages import language, t
from drafter.records import Author, Decision, Deed, Fact, Severity
from drafter.review.changed import Change
from drafter.review.exporting import KINDS
from drafter.review.page_parts import (
    FRONT,
    Counts,
    Front,
    GapView,
    Origin,
    Page,
    SectionView,
    SentenceView,
    Sources,
)
from drafter.review.proposal_views import ProposalView

OPENING_AT, FRONT_AT = "opening", FRONT  # in the page's addresses
_UNSEEN = re.compile(rf"[{INVISIBLE}\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_EXCERPT = 24  # characters of what a decision says
_KEYS = (
    (("j", "k"), "move"),
    (("J", "K"), "section"),
    (("n",), "open"),
    (("g", "G"), "gap"),
    (("f", "F"), "finding"),
    (("t", "T"), "proposal"),
    (("a", "A"), "accept"),
    (("b",), "reopen"),
    (("e", "Enter"), "edit"),
    (("r",), "restore"),
    (("u", "U"), "undo"),
    (("i",), "intend"),
    (("c",), "comment"),
    (("w",), "redraft"),
    (("p",), "pick"),
    (("s", "Esc"), "side"),
    (("o",), "outline"),
    (("m",), "plain"),
    (("x",), "export"),
    (("?",), "help"),
)
_WORDS = tuple(
    "lost edit editing dropped kept last first none nothing below heading sure unsure exporting"
    " exported".split()
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


def whole(page: Page, side: str, stamp: str, edition: int) -> str:
    """The page as it is first sent; `side` as rendered by one of the functions below."""
    blocks = Markup("").join(
        [Markup(front(page)), *(Markup(block(one)) for one in page.sections), Markup(end(page))]
    )
    return _render(
        "page",
        page=page,
        blocks=blocks,
        side=_inner(side),
        title=_title(page),
        stamp=stamp,
        edition=edition,
        keys=_KEYS,
        words=_WORDS,
    )


def bar(page: Page) -> str:
    return f'<div id="bar">{_render("bar", page=page, title=_title(page))}</div>'


def outline(page: Page) -> str:
    return f'<div id="outline">{_render("outline", page=page)}</div>'


def front(page: Page) -> str:
    return _render("front", front=page.front)


def end(page: Page) -> str:
    return _render("end", front=page.front)


def block(section: SectionView) -> str:
    return _render("block", section=section)


def sentence_side(
    sources: Sources, gaps: Sequence[GapView], path: str, proposals: Sequence[ProposalView] = ()
) -> str:
    """The right-hand side of a sentence; gaps those it shows or its notes have."""
    return _render("sentence", sources=sources, gaps=gaps, path=path, proposals=proposals)


def section_side(
    one: SectionView,
    gaps: Sequence[GapView],
    remark: str,
    notices: Sequence[str],
    alternatives: Sequence[Offer],
    others: Sequence[Offer],
    planner: str,
    proposals: Sequence[ProposalView],
) -> str:
    """The right-hand side of a section.

    remark, notices, alternatives  what was asked of a writer, and what came of it
    others                         what other drafts have
    planner                        who planned it; "" where there is no plan to change
    """
    at = one.id or OPENING_AT
    return _render(
        "section",
        at=at,
        section=at,
        heading=heading_of(one),
        one=one,
        counts=one.counts,
        gaps=gaps,
        summary=_summary(one.counts),
        remark=remark,
        notices=notices,
        alternatives=alternatives,
        others=others,
        planner=planner,
        proposals=proposals,
        commentable=bool(one.id),
    )


def front_side(
    one: Front, gaps: Sequence[GapView], proposals: Sequence[ProposalView] = (), waiting: int = 0
) -> str:
    """The right-hand side of the front; waiting is how many proposals of all can be taken up."""
    return _render(
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
        summary=_summary(one.counts),
        commentable=False,
    )


def stale(since: Iterable[Change], now: str, *, same_place: bool = False) -> str:
    """What became of the draft meanwhile; `now` is how the sentence at hand reads, "" for none."""
    about = "page.stale.same" if same_place else "page.stale"
    return _render("stale", since=list(since), now=now, about=about)


def heading_of(section: SectionView) -> str:
    return section.number + "".join(piece.text for piece in section.heading) or t("page.opening")


def told(decision: Decision) -> str:
    """A decision in a few words."""
    what = _content(decision)
    short = what if len(what) <= _EXCERPT else what[:_EXCERPT] + "…"
    return t(f"record.deed.{decision.deed}") + (t("page.told", what=short) if short else "")


def _content(decision: Decision) -> str:
    match decision.deed:
        case Deed.ACCEPT | Deed.REOPEN:
            return t("page.told.sentences", count=len(decision.where))
        case Deed.FILL:
            return "、".join(fill.text for fill in decision.fills)
        case Deed.TAKE:
            return decision.origin + (f"（{decision.text}）" if decision.text else "")
        case Deed.INTEND:
            return f"{decision.finding[0]} {decision.text}"
        case Deed.EDIT:
            return decision.text or t("page.told.gone")
        case Deed.COMMENT | Deed.ADD | Deed.DECLINE | Deed.DISMISS:
            return decision.text
        case Deed.RESTORE | Deed.RESOLVE:
            return ""


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


def _render(name: str, **values: Any) -> str:
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
        "time": _time,
        "author": _author,
        "state": _state,
        "unsettled": _unsettled,
        "open_gaps": _open_gaps,
        "badges": _badges,
        "facts_of": _facts,
        "first_of": lambda section: next((one.id for one in section.sentences), FRONT_AT),
    }
    environment.globals |= shown
    return environment


def _inner(side: str) -> Markup:
    """What stands in the side's element."""
    return Markup(side.strip().removeprefix('<div id="side">').removesuffix("</div>"))


def _title(page: Page) -> str:
    return "".join(piece.text for piece in page.front.title)


def _time(when: str) -> str:
    return when[:16].replace("T", " ")


def _author(one: Author) -> str:
    said = (
        t(f"writer.name.{one.writer}"),
        one.model,
        one.manner and t(f"page.manner.{one.manner}"),
    )
    prompt = f"{one.prompt} {one.prompt_version}".strip()
    return " · ".join(filter(None, (*said, prompt)))


def _open_gaps(one: SentenceView | SectionView) -> int:
    pieces = one.pieces if isinstance(one, SentenceView) else one.heading
    return sum(1 for piece in pieces if piece.origin is Origin.OPEN)


def _unsettled(one: SentenceView | SectionView) -> str:
    """How grave the gravest finding is that nobody answers for.

    "" for none that asks for anything.
    """
    grave = {noted.finding.severity for noted in one.findings if noted.open}
    return next((str(each) for each in (Severity.ERROR, Severity.WARNING) if each in grave), "")


def _state(sentence: SentenceView) -> str:
    """In words what the text shows by marks."""
    words = [t("page.state.accepted" if sentence.accepted else "page.state.open")]
    if sentence.gone:
        words.append(t("page.state.gone"))
    elif sentence.edited:
        words.append(t("page.state.changed"))
    if sentence.taken:
        words.append(t("page.state.taken", origin=sentence.taken.origin))
    if gaps := _open_gaps(sentence):
        words.append(t("page.state.gaps", count=gaps))
    if sentence.proposals:
        words.append(t("page.state.proposals", count=len(sentence.proposals)))
    if left := sum(1 for noted in sentence.findings if noted.open):
        words.append(t("page.state.findings", count=left))
    return t("page.and").join(words)


def _badges(counts: Counts) -> list[tuple[str, str, int]]:
    every = (
        ("open", "gaps", counts.gaps),
        ("error", "errors", counts.errors),
        ("warning", "warnings", counts.warnings),
        ("changed", "changed", counts.changed),
        ("comment", "comments", counts.comments),
        ("proposal", "proposals", counts.proposals),
    )
    return [one for one in every if one[2]]


def _summary(counts: Counts) -> str:
    words = [t(f"page.badge.{name}", count=count) for _, name, count in _badges(counts)]
    if counts.sentences:
        accepted = t("page.summary", accepted=counts.accepted, sentences=counts.sentences)
        words.insert(0, accepted)
    return t("page.and").join(words)


def _facts(sources: Sources) -> list[tuple[Fact, bool]]:
    """The facts of the notes, and whether each stands in the sentence."""
    stand = {piece.mark for piece in sources.sentence.pieces if piece.origin is Origin.PROVED}
    return [(fact, fact.id in stand) for note in sources.notes for fact in note.facts]
