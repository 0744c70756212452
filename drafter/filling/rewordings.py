"""Notes that only their author can word, as questions: the rules made a spoken sentence of them.

What a model or a person worded is not asked for again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from drafter.checks.indicators import pairs
from drafter.documents.draft_reviewed import reviewed, standing
from drafter.documents.gaps import lasting_names, without_figures
from drafter.filling.divisions import division_of, place_of
from drafter.filling.filling import Given, Remark
from drafter.filling.lacking import Lacking
from drafter.filling.questions import Question, numbers_of, with_headings
from drafter.filling.spoken_notes import Sign, spoken_signs
from drafter.filling.stated_anew import lost_gaps, told_by, told_by_note, unstated
from drafter.messages import t
from drafter.records import Brief, Bullet, Draft, Section, Sentence

_REWORDS = re.compile(r"改写(W\d{4,})")
_RULES = "rules"
_SHOWN, _LONG = 3, 9  # signs of a note that are named, characters of each
_CLAUSE = re.compile("[^，；。：]+")


def rewordings_of(draft: Draft, divisions: Mapping[str, str] | None = None) -> list[Question]:
    """The notes that are to be worded anew, in reading order; divisions as in `gap_rows`."""
    signs = _signs_of_notes(draft)
    return [
        question
        for question in every_rewording(draft, signs, divisions or {})
        if question.bullet in signs
    ]


def every_rewording(
    draft: Draft,
    signs: Mapping[str, Sequence[Sign]] | None = None,
    divisions: Mapping[str, str] | None = None,
) -> list[Question]:
    """A question for each note, asked or not: a form may come back after the draft was reviewed."""
    places = list(_places(draft.brief))
    keys = (
        f"{Lacking.WORDING}|{without_figures(heading)}|{without_figures(bullet.text)}"
        for heading, _, _, bullet in places
    )
    numbers = numbers_of(draft)
    return [
        Question(
            id=name,
            kind=Lacking.WORDING,
            text=_text((signs or {}).get(bullet.id, ()), bullet),
            section=section.id if section else "",
            heading=heading,
            number=numbers.get(section.id, "") if section else "",
            bullet=bullet.id,
            note=bullet.text,
            line=bullet.line,
            place=place_of(draft.brief, bullet),
            division=division_of(path, divisions or {}, place_of(draft.brief, bullet)),
        )
        for name, (heading, section, path, bullet) in zip(
            lasting_names("W", keys), places, strict=True
        )
    ]


def reworded(brief: Brief) -> frozenset[str]:
    """The questions by which notes were worded anew, as their origin says."""
    return frozenset(
        name for bullet in brief.all_bullets() for name in rewordings_in(bullet.origin)
    )


def rewordings_in(origin: str) -> list[str]:
    """The questions by which a note was worded anew, as its origin says."""
    return _REWORDS.findall(origin)


def rewording_origin(place: str, source: str, question: str) -> str:
    """Where a note has its words from.

    place  where it was; source where its new words were written
    """
    return f"{place}；{source}｜改写{question}"


_Place = tuple[str, Section | None, tuple[str, ...], Bullet]
"""A note with the heading above it, its section, None before the first, and all headings above."""


def _places(brief: Brief) -> Iterator[_Place]:
    for bullet in brief.preamble:
        yield from (("", None, (), below) for below in bullet.walk())
    for section, path in with_headings(brief):
        for bullet in section.bullets:
            yield from ((section.heading, section, path, below) for below in bullet.walk())


def _signs_of_notes(draft: Draft) -> dict[str, list[Sign]]:
    """The signs of each note that is spoken; nobody is asked twice for one."""
    bullets = {bullet.id: bullet for bullet in draft.brief.all_bullets()}
    edited = standing(draft.review).edits
    found: dict[str, list[Sign]] = {}
    for sentence in reviewed(draft).all_sentences():
        if sentence.author.writer != _RULES or sentence.id in edited:
            continue
        notes = [bullets[name] for name in sentence.bullets]
        for sign in spoken_signs(sentence.text) if notes else ():
            bullet = _note_of(sign, sentence, notes)
            if not rewordings_in(bullet.origin):
                found.setdefault(bullet.id, []).append(sign)
    return found


def _note_of(sign: Sign, sentence: Sentence, notes: Sequence[Bullet]) -> Bullet:
    """The note that a sign stands in: the one with most of the words of its clause."""
    clauses = (clause for clause in _CLAUSE.finditer(sentence.text))
    clause = next((each[0] for each in clauses if each.end() > sign.span[0]), sentence.text)
    return max(notes, key=lambda note: len(pairs(clause) & pairs(note.text)))


def _text(signs: Iterable[Sign], bullet: Bullet) -> str:
    """The question in words."""
    words = list(dict.fromkeys(sign.text for sign in signs))
    if words and len(words[0]) >= len(bullet.text):
        return t("question.wording.topic")
    return t("question.wording", words="".join(f"“{_short(word)}”" for word in words[:_SHOWN]))


def _short(word: str) -> str:
    return word if len(word) <= _LONG else "…" + word[1 - _LONG :]


# --- new words ---


class NewWords:
    """New words of notes, judged: they have to state what their note states.

    refused  those that do not, or of which there are two; remarks are on those that state more
    """

    def __init__(self, brief: Brief, questions: Mapping[str, Question]) -> None:
        self.refused: list[Remark] = []
        self.remarks: list[Remark] = []
        self._questions = questions
        self._bullets = {bullet.id: bullet for bullet in brief.all_bullets()}
        self._done: set[str] = set()

    def takes(self, given: Given, statements: Sequence[str]) -> bool:
        """Whether what was given is no new wording, or one that may stand for its note."""
        question = self._questions[given.gap]
        if question.kind is not Lacking.WORDING:
            return True
        bullet = self._bullets[question.bullet]
        note, new = told_by_note(bullet), [told_by(text) for text in statements]
        lost = [fact.text for fact in unstated(note, new)]
        lost += [gap.text + gap.unit for gap in lost_gaps(note, new)]
        more = [fact.text for told in new for fact in unstated(told, [note])]
        if lost or given.gap in self._done:
            name = "rewording.lost" if lost else "rewording.twice"
            self.refused.append(Remark(given.source, given.gap, t(name, facts="、".join(lost))))
            return False
        self._done.add(given.gap)
        if more:
            remark = t("rewording.more", facts="、".join(more))
            self.remarks.append(Remark(given.source, given.gap, remark))
        return True
