"""What the page says in words: of a decision, of who wrote a sentence, of what is left to do."""

from drafter.messages import t, worded
from drafter.records import Author, Decision, Deed, Fact, Severity
from drafter.review.page_parts import Counts, Origin, SectionView, SentenceView, Sources

_EXCERPT = 24  # characters of what a decision says


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


def moment(when: str) -> str:
    return when[:16].replace("T", " ")


def author_in_words(one: Author) -> str:
    manner = one.manner and worded("page.manner", one.manner)
    said = (worded("writer.name", one.writer), one.model, manner)
    prompt = f"{one.prompt} {one.prompt_version}".strip()
    return " · ".join(filter(None, (*said, prompt)))


def open_gaps(one: SentenceView | SectionView) -> int:
    pieces = one.pieces if isinstance(one, SentenceView) else one.heading
    return sum(1 for piece in pieces if piece.origin is Origin.OPEN)


def unsettled(one: SentenceView | SectionView) -> str:
    """How grave the gravest finding is that nobody answers for.

    "" for none that asks for anything.
    """
    grave = {noted.finding.severity for noted in one.findings if noted.open}
    return next((str(each) for each in (Severity.ERROR, Severity.WARNING) if each in grave), "")


def errors_of(one: SentenceView) -> int:
    """How many errors it has that nobody answers for."""
    return sum(noted.open and noted.finding.severity is Severity.ERROR for noted in one.findings)


def state_in_words(sentence: SentenceView) -> str:
    """In words what the text shows by marks."""
    words = [t("page.state.accepted" if sentence.accepted else "page.state.open")]
    if sentence.accepted and (errors := errors_of(sentence)):
        words.append(t("page.state.wrong", count=errors))
    if sentence.gone:
        words.append(t("page.state.gone"))
    elif sentence.edited:
        words.append(t("page.state.changed"))
    if sentence.taken:
        words.append(t("page.state.taken", origin=sentence.taken.origin))
    if gaps := open_gaps(sentence):
        words.append(t("page.state.gaps", count=gaps))
    if sentence.proposals:
        words.append(t("page.state.proposals", count=len(sentence.proposals)))
    if sentence.spoken:
        words.append(t("page.state.spoken"))
    if left := sum(1 for noted in sentence.findings if noted.open):
        words.append(t("page.state.findings", count=left))
    return t("page.and").join(words)


def badges(counts: Counts) -> list[tuple[str, str, int]]:
    every = (
        ("open", "gaps", counts.gaps),
        ("error", "errors", counts.errors),
        ("warning", "warnings", counts.warnings),
        ("changed", "changed", counts.changed),
        ("comment", "comments", counts.comments),
        ("proposal", "proposals", counts.proposals),
        ("unplaced", "unplaced", counts.unplaced),
    )
    return [one for one in every if one[2]]


def summary(counts: Counts) -> str:
    words = [t(f"page.badge.{name}", count=count) for _, name, count in badges(counts)]
    if counts.sentences:
        accepted = t("page.summary", accepted=counts.accepted, sentences=counts.sentences)
        words.insert(0, accepted)
    return t("page.and").join(words)


def facts_of(sources: Sources) -> list[tuple[Fact, bool]]:
    """The facts of the notes, and whether each stands in the sentence."""
    stand = {piece.mark for piece in sources.sentence.pieces if piece.origin is Origin.PROVED}
    return [(fact, fact.id in stand) for note in sources.notes for fact in note.facts]
