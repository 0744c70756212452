"""The suite tested itself: drafts that were harmed on purpose, each of which a certain scorer has to see.

A mutant is a harmed copy of a draft (or of its text) of one case. It is caught where the scorer named for it is worse
than on the draft as it was. A mutant that slips through fails the suite.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from drafter.documents.draft_filled import with_values
from drafter.documents.draft_lines import plain_text
from drafter.documents.report import read_text
from drafter.evaluation.score import Better, Score
from drafter.evaluation.scored_text import Subject, report_of
from drafter.evaluation.scorers import BY_NAME
from drafter.facts.numbering import chinese
from drafter.records import Draft, DraftSection, Fact, FactKind, Mark, Paragraph, Passage, Sentence

Harm = Callable[[Subject], Subject | None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A way to harm a draft, and the scorers that have to see it."""

    name: str
    harm: Harm
    scorers: tuple[str, ...]


def caught(mutant: Mutant, subject: Subject) -> tuple[str, bool] | None:
    """(scorer, whether it is worse than before) of a mutant; None where the draft has nothing to harm."""
    harmed = mutant.harm(subject)
    if harmed is None:
        return None
    for name in mutant.scorers:
        scorer = BY_NAME[name]
        before, after = scorer.score(subject), scorer.score(harmed)
        if _worse(scorer.better, before, after):
            return name, True
    return mutant.scorers[0], False


def _worse(better: Better, before: Score, after: Score) -> bool:
    if before.value is None or after.value is None:
        return before.value != after.value and bool(after.evidence)
    return after.value < before.value if better is Better.HIGHER else after.value > before.value


# --- tools ---


def _harmed(subject: Subject, draft: Draft, passages: tuple[str, ...] | None = None) -> Subject:
    shown = subject.passages if passages is None else passages
    return replace(subject, draft=draft, report=report_of(draft), passages=shown)


def _sentences(draft: Draft) -> Iterator[Sentence]:
    return (sentence for sentence in draft.all_sentences() if sentence.bullets)


def _with(draft: Draft, old: Sentence, new: Sentence | None) -> Draft:
    """The draft with one sentence replaced, or left out."""

    def paragraphs(some: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        made = []
        for paragraph in some:
            kept = tuple(new if one.id == old.id else one for one in paragraph.sentences)
            left = tuple(one for one in kept if one is not None)
            if left:
                made.append(Paragraph(left))
        return tuple(made)

    def section(one: DraftSection) -> DraftSection:
        return replace(
            one, paragraphs=paragraphs(one.paragraphs), sections=tuple(map(section, one.sections))
        )

    return replace(
        draft, opening=paragraphs(draft.opening), sections=tuple(map(section, draft.sections))
    )


def _facts(subject: Subject) -> Iterator[tuple[Sentence, Mark, Fact]]:
    assert subject.draft is not None
    known = {fact.id: fact for bullet in subject.brief.all_bullets() for fact in bullet.facts}
    for sentence in _sentences(subject.draft):
        for mark in sentence.marks:
            if mark.id in known and known[mark.id].kind in _COUNTED:
                yield sentence, mark, known[mark.id]


_COUNTED = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT}


def _printed_as(subject: Subject, sentence: Sentence, mark: Mark, text: str) -> Subject:
    """The draft with other characters where a fact stands."""
    assert subject.draft is not None
    places = [(one.id, one.span) for one in sentence.marks]
    said, spans = with_values(sentence.text, places, {mark.id: text})
    marks = tuple(replace(one, span=span) for one, span in zip(sentence.marks, spans, strict=True))
    return _harmed(
        subject, _with(subject.draft, sentence, replace(sentence, text=said, marks=marks))
    )


# --- harms ---


def figure_changed(subject: Subject) -> Subject | None:
    for sentence, mark, _ in _facts(subject):
        shown = sentence.text[slice(*mark.span)]
        if found := re.search(r"\d", shown):
            other = str((int(found[0]) + 1) % 9 + 1)
            return _printed_as(
                subject, sentence, mark, shown[: found.start()] + other + shown[found.end() :]
            )
    return None


def figures_swapped(subject: Subject) -> Subject | None:
    """Two figures of one unit in one sentence change places."""
    facts = list(_facts(subject))
    for sentence, mark, fact in facts:
        for other, place, rival in facts:
            if (
                other.id == sentence.id
                and rival.unit == fact.unit
                and rival.key != fact.key
                and place != mark
            ):
                places = [(one.id, one.span) for one in sentence.marks]
                one, two = sentence.text[slice(*mark.span)], sentence.text[slice(*place.span)]
                said, _ = with_values(sentence.text, places, {mark.id: two, place.id: one})
                assert subject.draft is not None
                return _harmed(
                    subject, _with(subject.draft, sentence, replace(sentence, text=said, marks=()))
                )
    return None


def unit_changed(subject: Subject) -> Subject | None:
    for sentence, mark, _ in _facts(subject):
        shown = sentence.text[slice(*mark.span)]
        for one, two in (("万元", "亿元"), ("%", "个百分点"), ("人次", "人"), ("场次", "场")):
            if shown.endswith(one):
                return _printed_as(subject, sentence, mark, shown.removesuffix(one) + two)
    return None


def figure_invented(subject: Subject) -> Subject | None:
    assert subject.draft is not None
    for sentence in _sentences(subject.draft):
        new = replace(sentence, text=sentence.text.rstrip("。；：") + "，新增示范点97个。")
        return _harmed(subject, _with(subject.draft, sentence, new))
    return None


def figure_repeated(subject: Subject) -> Subject | None:
    for sentence, mark, _ in _facts(subject):
        shown = sentence.text[slice(*mark.span)]
        if len(re.findall(r"\d", shown)) > 1:
            assert subject.draft is not None
            new = replace(sentence, text=sentence.text.rstrip("。；：") + f"，合计{shown}。")
            return _harmed(subject, _with(subject.draft, sentence, new))
    return None


def bullet_dropped(subject: Subject) -> Subject | None:
    assert subject.draft is not None
    for sentence in _sentences(subject.draft):
        return _harmed(subject, _with(subject.draft, sentence, None))
    return None


def bullet_moved(subject: Subject) -> Subject | None:
    """A sentence stands in another section."""
    assert subject.draft is not None
    sections = [one for one in subject.draft.all_sections() if one.paragraphs]
    if len(sections) < 2 or not sections[0].paragraphs[0].sentences[0].bullets:
        return None
    moved, target = sections[0].paragraphs[0].sentences[0], sections[-1]
    without = _with(subject.draft, moved, None)

    def section(one: DraftSection) -> DraftSection:
        there = (*one.paragraphs, Paragraph((moved,))) if one.id == target.id else one.paragraphs
        return replace(one, paragraphs=there, sections=tuple(map(section, one.sections)))

    return _harmed(subject, replace(without, sections=tuple(map(section, without.sections))))


def heading_renumbered(subject: Subject) -> Subject | None:
    assert subject.draft is not None
    tops = subject.draft.sections
    if len(tops) < 2:
        return None
    harmed = (*tops[:-1], replace(tops[-1], number=f"{chinese(len(tops) + 2)}、"))
    return _harmed(subject, replace(subject.draft, sections=harmed))


def passage_pasted(subject: Subject) -> Subject | None:
    """A sentence of an earlier report stands in the draft, as it was there."""
    assert subject.draft is not None
    earlier = "去年全年组织青年干部下沉一线走访困难群众437户，协调解决急难愁盼问题86件，群众满意度稳步提高。"
    for sentence in _sentences(subject.draft):
        new = replace(
            sentence, text=sentence.text.rstrip("。；：") + "。" + earlier, passages=("P1",)
        )
        shown = Passage("P1", "往年总结", ("一、工作",), earlier)
        harmed = replace(_with(subject.draft, sentence, new), passages=(shown,))
        return _harmed(subject, harmed, (earlier,))
    return None


def gap_closed(subject: Subject) -> Subject | None:
    return _at_a_gap(
        subject, lambda mask: re.sub("[xX×*]", "7", mask) if re.search("[xX×*]", mask) else "若干"
    )


def gap_widened(subject: Subject) -> Subject | None:
    return _at_a_gap(subject, lambda mask: mask + "x" if mask.endswith("x") else "")


def _at_a_gap(subject: Subject, harm: Callable[[str], str]) -> Subject | None:
    assert subject.draft is not None
    if not subject.case.gaps:
        return None
    for sentence in _sentences(subject.draft):
        for mark in sentence.marks:
            if mark.id.startswith("G") and (new := harm(sentence.text[slice(*mark.span)])):
                return _printed_as(subject, sentence, mark, new)
    return None


def words_added(subject: Subject) -> Subject | None:
    assert subject.draft is not None
    added = "，为全面开创新时代高质量发展新局面奠定了坚实而牢固的基础"
    for sentence in _sentences(subject.draft):
        text = sentence.text.rstrip("。；：")
        span = (len(text) + 1, len(text) + len(added))
        new = replace(sentence, text=text + added + "。", own=(*sentence.own, span))
        return _harmed(subject, _with(subject.draft, sentence, new))
    return None


def provenance_lost(subject: Subject) -> Subject | None:
    assert subject.draft is not None
    for sentence in _sentences(subject.draft):
        new = replace(sentence, bullets=("B9999",))
        return _harmed(subject, _with(subject.draft, sentence, new))
    return None


def marks_folded(subject: Subject) -> Subject | None:
    """Punctuation at half width, as a web page leaves it."""
    text = plain_text(subject.draft) if subject.draft else subject.text
    harmed = text.replace("，", ",").replace("；", ";")
    return replace(subject, draft=None, report=read_text(harmed)) if harmed != text else None


def findings_lost(subject: Subject) -> Subject | None:
    """What a person has to be told of is found, and not passed on."""
    if not subject.case.warns or subject.draft is None:
        return None
    return replace(subject, draft=replace(subject.draft, findings=()))


MUTANTS: tuple[Mutant, ...] = (
    Mutant("figure changed", figure_changed, ("unsupported",)),
    Mutant("figures swapped", figures_swapped, ("swapped",)),
    Mutant("unit changed", unit_changed, ("unit", "unsupported")),
    Mutant("figure invented", figure_invented, ("unsupported",)),
    Mutant("figure repeated", figure_repeated, ("duplicated",)),
    Mutant("bullet dropped", bullet_dropped, ("coverage",)),
    Mutant("facts of a bullet dropped", bullet_dropped, ("recall", "coverage")),
    Mutant("bullet in another section", bullet_moved, ("coverage",)),
    Mutant("heading renumbered", heading_renumbered, ("format",)),
    Mutant("passage pasted in, its figures", passage_pasted, ("leakage",)),
    Mutant("passage pasted in, its words", passage_pasted, ("copying",)),
    Mutant("gap closed", gap_closed, ("gaps",)),
    Mutant("gap widened", gap_widened, ("gaps",)),
    Mutant("words added", words_added, ("own",)),
    Mutant("provenance lost", provenance_lost, ("provenance",)),
    Mutant("marks at half width", marks_folded, ("format",)),
    Mutant("doubts unsaid", findings_lost, ("warned",)),
)
