"""The suite tested itself: drafts harmed on purpose, each of which a certain scorer has to see.

A mutant is a harmed copy of a draft (or of its text) of one case. It is caught where the scorer
named for it is worse than on the draft as it was. A mutant that slips through fails the suite.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from operator import attrgetter

from drafter.documents.draft_filled import with_values
from drafter.documents.draft_lines import plain_text
from drafter.documents.outline import RULES
from drafter.documents.report_text import read_text
from drafter.evaluation.cases import Case
from drafter.evaluation.score import Better, Score
from drafter.evaluation.scored_text import Subject, report_of
from drafter.evaluation.scorers import BY_NAME
from drafter.facts.numbering import chinese
from drafter.facts.placeholders import is_withheld
from drafter.records import (
    Author,
    Draft,
    DraftSection,
    Fact,
    FactKind,
    Mark,
    Paragraph,
    Passage,
    Repair,
    Sentence,
)
from eval.prose_mutants import SPOILINGS, written

Harm = Callable[[Subject], Subject | None]
Tries = list[tuple[str, bool]]  # the case, and whether the harm to its draft was seen

_COUNTED = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT}
_UNITS = (("万元", "亿元"), ("%", "个百分点"), ("人次", "人"), ("场次", "场"))
_EARLIER = (
    "去年全年组织青年干部下沉一线走访困难群众437户，协调解决急难愁盼问题86件，群众满意度稳步提高。"
)
_MODEL = Author("openai", model="m", prompt="section")
_REFUSED = Repair(0, "openai", "成效显著。", ("“成效显著”是要点没有说到的",))
_EACH = 8  # drafts to which one harm is done: enough to see it on drafts of every sort
_WORDS = "，为全面开创新时代高质量发展新局面奠定了坚实而牢固的基础"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A way to harm a draft, and the scorers that have to see it.

    first  what is done to the draft before, so that there is something to harm; None for nothing
    fits   whether a case can have anything to harm, told before its draft is made
    """

    name: str
    harm: Harm
    scorers: tuple[str, ...]
    first: Harm | None = None
    fits: Callable[[Case], object] = lambda case: True


def tries(cases: Sequence[Case], subject_of: Callable[[Case], Subject]) -> dict[str, Tries]:
    """What became of every mutant, by name: always the same few drafts, of any part of the cases.

    subject_of  makes the draft of a case; asked once at most for each
    """
    made = cache(subject_of)
    shuffled = sorted(cases, key=lambda case: sha256(case.name.encode()).hexdigest())
    return {mutant.name: _tries(mutant, shuffled, made) for mutant in MUTANTS}


def _tries(mutant: Mutant, cases: Sequence[Case], subject_of: Callable[[Case], Subject]) -> Tries:
    tried: Tries = []
    for case in cases:
        if len(tried) == _EACH:
            break
        seen = caught(mutant, subject_of(case)) if mutant.fits(case) else None
        if seen is not None:
            tried.append((case.name, seen[1]))
    return tried


def caught(mutant: Mutant, subject: Subject) -> tuple[str, bool] | None:
    """(scorer, whether it is worse than before); None where the draft has nothing to harm."""
    unharmed = mutant.first(subject) if mutant.first else subject
    harmed = mutant.harm(unharmed) if unharmed else None
    if unharmed is None or harmed is None:
        return None
    for name in mutant.scorers:
        scorer = BY_NAME[name]
        before, after = scorer.score(unharmed), scorer.score(harmed)
        if _worse(scorer.better, before, after):
            return name, True
    return mutant.scorers[0], False


def _worse(better: Better, before: Score, after: Score) -> bool:
    if before.value is None or after.value is None:
        return before.value != after.value and bool(after.evidence)
    return after.value < before.value if better is Better.HIGHER else after.value > before.value


# --- tools ---


def _draft(subject: Subject) -> Draft:
    assert subject.draft is not None
    return subject.draft


def _with_draft(subject: Subject, draft: Draft) -> Subject:
    return replace(subject, draft=draft, report=report_of(draft))


def _sentences(subject: Subject) -> Iterator[Sentence]:
    return (sentence for sentence in _draft(subject).all_sentences() if sentence.bullets)


def _with_sentence(subject: Subject, new: Sentence) -> Subject:
    """The draft with a sentence in the place of the one that has its id."""
    harmed = _each_sentence(_draft(subject), lambda old: new if old.id == new.id else old)
    return _with_draft(subject, harmed)


def _without(draft: Draft, gone: Sentence) -> Draft:
    return _each_sentence(draft, lambda sentence: None if sentence.id == gone.id else sentence)


def _each_sentence(draft: Draft, change: Callable[[Sentence], Sentence | None]) -> Draft:
    """The draft with every sentence changed, or left out where None comes of it."""

    def paragraphs(before: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        changed = (tuple(filter(None, map(change, paragraph.sentences))) for paragraph in before)
        return tuple(Paragraph(sentences) for sentences in changed if sentences)

    def section(before: DraftSection) -> DraftSection:
        below = tuple(map(section, before.sections))
        return replace(before, paragraphs=paragraphs(before.paragraphs), sections=below)

    sections = tuple(map(section, draft.sections))
    return replace(draft, opening=paragraphs(draft.opening), sections=sections)


def _end_with(sentence: Sentence, words: str) -> Sentence:
    return replace(sentence, text=sentence.text.rstrip("。；：") + words)


def _facts(subject: Subject) -> Iterator[tuple[Sentence, Mark, Fact]]:
    """The counted facts of the notes where the draft prints them."""
    known = {fact.id: fact for bullet in subject.brief.all_bullets() for fact in bullet.facts}
    for sentence in _sentences(subject):
        for mark in sentence.marks:
            if mark.id in known and known[mark.id].kind in _COUNTED:
                yield sentence, mark, known[mark.id]


def _shown(sentence: Sentence, mark: Mark) -> str:
    return sentence.text[slice(*mark.span)]


def _printed_as(subject: Subject, sentence: Sentence, mark: Mark, text: str) -> Subject:
    """The draft with other characters where a fact stands."""
    places = [(known.id, known.span) for known in sentence.marks]
    whole, spans = with_values(sentence.text, places, {mark.id: text})
    pairs = zip(sentence.marks, spans, strict=True)
    marks = tuple(replace(known, span=span) for known, span in pairs)
    return _with_sentence(subject, replace(sentence, text=whole, marks=marks))


# --- harms ---


def figure_changed(subject: Subject) -> Subject | None:
    for sentence, mark, _ in _facts(subject):
        shown = _shown(sentence, mark)
        changed = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 9 + 1), shown, count=1)
        if changed != shown:
            return _printed_as(subject, sentence, mark, changed)
    return None


def figures_swapped(subject: Subject) -> Subject | None:
    """Two figures of one unit in one sentence change places."""
    facts = list(_facts(subject))
    for sentence, mark, fact in facts:
        for home, place, rival in facts:
            same_kind = home.id == sentence.id and rival.unit == fact.unit
            if same_kind and rival.key != fact.key and place != mark:
                places = [(known.id, known.span) for known in sentence.marks]
                swap = {mark.id: _shown(sentence, place), place.id: _shown(sentence, mark)}
                text, _ = with_values(sentence.text, places, swap)
                return _with_sentence(subject, replace(sentence, text=text, marks=()))
    return None


def unit_changed(subject: Subject) -> Subject | None:
    for sentence, mark, _ in _facts(subject):
        shown = _shown(sentence, mark)
        for unit, another in _UNITS:
            if shown.endswith(unit):
                changed = shown.removesuffix(unit) + another
                return _printed_as(subject, sentence, mark, changed)
    return None


def figure_invented(subject: Subject) -> Subject | None:
    for sentence in _sentences(subject):
        return _with_sentence(subject, _end_with(sentence, "，新增示范点97个。"))
    return None


def number_unread(subject: Subject) -> Subject | None:
    """A number that no note states is written so that nobody reads it."""
    for sentence in _sentences(subject):
        return _with_sentence(subject, _end_with(sentence, "，新增示范点⑨⑨个。"))
    return None


def figure_repeated(subject: Subject) -> Subject | None:
    for sentence, mark, _ in _facts(subject):
        shown = _shown(sentence, mark)
        if len(re.findall(r"\d", shown)) > 1:
            return _with_sentence(subject, _end_with(sentence, f"，合计{shown}。"))
    return None


def bullet_dropped(subject: Subject) -> Subject | None:
    for sentence in _sentences(subject):
        return _with_draft(subject, _without(_draft(subject), sentence))
    return None


def facts_dropped(subject: Subject) -> Subject | None:
    """A sentence with a fact that the author of the case marked is gone."""
    marked = {fact.printed for fact in subject.case.facts}
    for sentence, mark, _ in _facts(subject):
        if _shown(sentence, mark) in marked:
            return _with_draft(subject, _without(_draft(subject), sentence))
    return None


def bullet_moved(subject: Subject) -> Subject | None:
    """A sentence stands in another section."""
    sections = [
        section
        for section in _draft(subject).all_sections()
        if any(s.bullets for p in section.paragraphs for s in p.sentences)
    ]
    if not sections:
        return None
    first = (s for p in sections[0].paragraphs for s in p.sentences if s.bullets)
    moved = next(first, None) if len(sections) > 1 else None
    if moved is None:
        return None
    target = sections[-1]

    def section(before: DraftSection) -> DraftSection:
        here = (Paragraph((moved,)),) if before.id == target.id else ()
        below = tuple(map(section, before.sections))
        return replace(before, paragraphs=before.paragraphs + here, sections=below)

    draft = _without(_draft(subject), moved)
    return _with_draft(subject, replace(draft, sections=tuple(map(section, draft.sections))))


def heading_renumbered(subject: Subject) -> Subject | None:
    draft = _draft(subject)
    if len(draft.sections) < 2:
        return None
    *before, last = draft.sections
    harmed = (*before, replace(last, number=f"{chinese(len(draft.sections) + 2)}、"))
    return _with_draft(subject, replace(draft, sections=harmed))


def passage_pasted(subject: Subject) -> Subject | None:
    """A sentence of an earlier report stands in the draft, as it was there."""
    for sentence in _sentences(subject):
        pasted = replace(_end_with(sentence, "。" + _EARLIER), passages=("P1",))
        harmed = _with_sentence(subject, pasted)
        passage = Passage("P1", "往年总结", ("一、工作",), _EARLIER)
        draft = replace(_draft(harmed), passages=(passage,))
        return replace(harmed, draft=draft, passages=(_EARLIER,))
    return None


def gap_closed(subject: Subject) -> Subject | None:
    def closed(mask: str) -> str:
        filled = re.sub("[xX×*]", "7", mask)
        return filled if filled != mask else "若干"

    return _at_a_gap(subject, closed)


def gap_widened(subject: Subject) -> Subject | None:
    return _at_a_gap(subject, lambda mask: mask + "x" if mask.endswith("x") else "")


def _at_a_gap(subject: Subject, harm: Callable[[str], str]) -> Subject | None:
    for sentence in _sentences(subject):
        for mark in sentence.marks:
            if mark.id.startswith("G") and (new := harm(_shown(sentence, mark))):
                return _printed_as(subject, sentence, mark, new)
    return None


def number_let_in(subject: Subject) -> Subject | None:
    """A number of a person in the place of its mark."""
    for sentence in _sentences(subject):
        for mark in sentence.marks:
            if is_withheld(_shown(sentence, mark)):
                return _printed_as(subject, sentence, mark, "13800138000")
    return None


def words_added(subject: Subject) -> Subject | None:
    for sentence in _sentences(subject):
        new = _end_with(sentence, _WORDS + "。")
        span = (len(new.text) - len(_WORDS), len(new.text) - 1)
        return _with_sentence(subject, replace(new, own=(*sentence.own, span)))
    return None


def sense_turned(subject: Subject) -> Subject | None:
    """What was done is not done, with every figure in its place."""
    for sentence in _sentences(subject):
        marks = tuple(replace(m, span=(m.span[0] + 1, m.span[1] + 1)) for m in sentence.marks)
        return _with_sentence(subject, replace(sentence, text=f"未{sentence.text}", marks=marks))
    return None


def provenance_lost(subject: Subject) -> Subject | None:
    for sentence in _sentences(subject):
        return _with_sentence(subject, replace(sentence, bullets=("B9999",)))
    return None


def written_by_model(subject: Subject) -> Subject:
    """The same words, each the first answer of a model."""
    draft = _each_sentence(_draft(subject), lambda one: replace(one, author=_MODEL, repairs=()))
    return _with_draft(subject, draft)


def answer_refused(subject: Subject) -> Subject | None:
    for sentence in _sentences(subject):
        return _with_sentence(subject, replace(sentence, repairs=(_REFUSED,)))
    return None


def left_to_rules(subject: Subject) -> Subject | None:
    for sentence in _sentences(subject):
        return _with_sentence(subject, replace(sentence, author=RULES, repairs=(_REFUSED,)))
    return None


def marks_folded(subject: Subject) -> Subject | None:
    """Punctuation at half width, as a web page leaves it."""
    text = plain_text(subject.draft) if subject.draft else subject.text
    harmed = text.replace("，", ",").replace("；", ";")
    return replace(subject, draft=None, report=read_text(harmed)) if harmed != text else None


def findings_lost(subject: Subject) -> Subject | None:
    """What a person has to be told of is found, and not passed on."""
    return replace(subject, draft=replace(_draft(subject), findings=()))


_gaps = attrgetter("gaps")
_facts_marked = attrgetter("facts")
_withheld = attrgetter("withheld")
_warns = attrgetter("warns")
MUTANTS: tuple[Mutant, ...] = (
    Mutant("figure changed", figure_changed, ("unsupported",)),
    Mutant("figures swapped", figures_swapped, ("swapped",)),
    Mutant("unit changed", unit_changed, ("unit", "unsupported")),
    Mutant("figure invented", figure_invented, ("unsupported",)),
    Mutant("figure invented that nobody reads", number_unread, ("unsupported",)),
    Mutant("figure that nobody reads", number_unread, ("unread",)),
    Mutant("figure repeated", figure_repeated, ("duplicated",)),
    Mutant("bullet dropped", bullet_dropped, ("coverage",)),
    Mutant("facts of a bullet dropped", facts_dropped, ("recall",), fits=_facts_marked),
    Mutant("bullet in another section", bullet_moved, ("coverage",)),
    Mutant("heading renumbered", heading_renumbered, ("format",)),
    Mutant("passage pasted in, its figures", passage_pasted, ("leakage",)),
    Mutant("passage pasted in, its words", passage_pasted, ("copying",)),
    Mutant("gap closed", gap_closed, ("gaps",), fits=_gaps),
    Mutant("gap widened", gap_widened, ("gaps",), fits=_gaps),
    Mutant("number of a person let in", number_let_in, ("unsupported",), fits=_withheld),
    Mutant("number of a person let in, its mark gone", number_let_in, ("gaps",), fits=_withheld),
    Mutant("words added", words_added, ("own",)),
    Mutant("words beyond the notes", words_added, ("words",)),
    Mutant("sense turned", sense_turned, ("words",)),
    Mutant("provenance lost", provenance_lost, ("provenance",)),
    Mutant("first answer refused", answer_refused, ("first_try",), written_by_model),
    Mutant("no answer proved", left_to_rules, ("fallback",), written_by_model),
    Mutant("marks at half width", marks_folded, ("format",)),
    Mutant("doubts unsaid", findings_lost, ("warned",), fits=_warns),
    *(
        Mutant(
            spoiling.name,
            written(spoiling.bad, spoiling.part),
            (spoiling.scorer,),
            written(spoiling.good, spoiling.part),
        )
        for spoiling in SPOILINGS
    ),
)
