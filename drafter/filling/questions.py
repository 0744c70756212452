"""What the notes do not tell, as questions to those who wrote them: few, and the same every time.

A form with two hundred questions is answered by nobody. A section is asked two, a long list three,
a report as many as two printed pages of the form hold: first what each section lacks most, then
what it lacks besides. What was answered counts, so that a form comes to an end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafter.documents.gaps import lasting_names, without_figures
from drafter.filling.divisions import division_of, place_of
from drafter.filling.lacking import Lack, Lacking, lacks_of
from drafter.messages import t
from drafter.records import Brief, Bullet, Draft, Section

MOST = 40  # rows on two printed pages of the form
_OF_SECTION, _OF_LIST, _LIST = 2, 3, 6  # questions to a section, to a list of so many bullets
_ANSWERS = re.compile(r"答(Q\d{4,})")
_YEAR = re.compile(r"(?<!半)年$|年度$")


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be asked back, under a name that survives redrafting.

    text     the question, in the user's language
    section  id of the section it is about; heading is its heading, number as printed
    bullet   id of the bullet it is about, "" for the whole section; note is its text with
             what stands below it
    subject  the words of the note that a bare answer (同比增长5%) needs before it, "" for none
    line     in the file of the notes; place is where they have it from: file and line
    """

    id: str
    kind: Lacking
    text: str
    section: str
    heading: str
    number: str = ""
    bullet: str = ""
    note: str = ""
    subject: str = ""
    line: int = 0
    place: str = ""
    division: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question that could be asked; above are the headings over it and its own."""

    section: Section
    above: tuple[str, ...]
    lack: Lack

    @property
    def about(self) -> Bullet | Section:
        """What it is asked of."""
        return self.lack.bullet or self.section

    @property
    def told(self) -> Bullet | Section:
        """What says by its place whose matter it is: of a section its first note."""
        return self.lack.bullet or next(iter(self.section.bullets), self.section)

    @property
    def note(self) -> str:
        """The note it is about, with what stands below it."""
        bullet = self.lack.bullet
        return "；".join(below.text for below in bullet.walk()) if bullet else ""

    @property
    def is_answered(self) -> bool:
        """Whether its note answers a question."""
        bullet = self.lack.bullet
        return bullet is not None and any(answers_in(below.origin) for below in bullet.walk())

    @property
    def key(self) -> str:
        """What the question is known by: figures may change, it is the same question."""
        where = without_figures(self.section.heading)
        return f"{self.lack.kind}|{where}|{without_figures(self.note)}"


def questions_of(draft: Draft, divisions: Mapping[str, str] | None = None) -> list[Question]:
    """The questions to ask, in reading order; divisions as in `gap_rows`.

    A note that answers one is asked nothing more.
    """
    candidates = _candidates(draft.brief)
    every = _questions(draft, candidates, divisions or {})
    done = answered(draft.brief)
    still = [
        candidate
        for candidate, question in zip(candidates, every, strict=True)
        if question.id not in done and not candidate.is_answered
    ]
    asked = set(map(id, _bounded(draft.brief, still)))
    return [q for q, candidate in zip(every, candidates, strict=True) if id(candidate) in asked]


def every_question(draft: Draft) -> list[Question]:
    """All that could be asked: an answer to one that is not asked any more has its place too."""
    return _questions(draft, _candidates(draft.brief), {})


def answered(brief: Brief, section: Section | None = None) -> frozenset[str]:
    """The questions that notes answer, as their origin says; those of one section, if given."""
    bullets = (
        brief.all_bullets()
        if section is None
        else (below for bullet in section.bullets for below in bullet.walk())
    )
    return frozenset(name for bullet in bullets for name in answers_in(bullet.origin))


def answers_in(origin: str) -> list[str]:
    """The questions that a note answers, as its origin says."""
    return _ANSWERS.findall(origin)


def answer_origin(source: str, question: str) -> str:
    """Where a note has it from that answers a question."""
    return f"{source}｜答{question}"


def with_headings(brief: Brief) -> Iterator[tuple[Section, tuple[str, ...]]]:
    """Each section with the headings over it and its own, in reading order."""
    for section in brief.sections:
        yield from _with_headings(section, ())


def _with_headings(
    section: Section, above: tuple[str, ...]
) -> Iterator[tuple[Section, tuple[str, ...]]]:
    path = (*above, section.heading)
    yield section, path
    for below in section.sections:
        yield from _with_headings(below, path)


def numbers_of(draft: Draft) -> dict[str, str]:
    """The number of each section, as printed."""
    return {below.id: below.number for section in draft.sections for below in section.walk()}


def _candidates(brief: Brief) -> list[_Candidate]:
    return [
        _Candidate(section, path, lack)
        for section, path in with_headings(brief)
        for lack in lacks_of(section)
    ]


def _questions(
    draft: Draft, candidates: Iterable[_Candidate], divisions: Mapping[str, str]
) -> list[Question]:
    candidates = list(candidates)
    names = lasting_names("Q", (candidate.key for candidate in candidates))
    numbers = numbers_of(draft)
    return [
        Question(
            id=name,
            kind=candidate.lack.kind,
            text=_text(candidate.lack, draft.brief),
            section=candidate.section.id,
            heading=candidate.section.heading,
            number=numbers.get(candidate.section.id, ""),
            bullet=candidate.lack.bullet.id if candidate.lack.bullet else "",
            note=candidate.note,
            subject=candidate.lack.subject,
            line=candidate.about.line,
            place=place_of(draft.brief, candidate.about),
            division=division_of(candidate.above, divisions, place_of(draft.brief, candidate.told)),
        )
        for name, candidate in zip(names, candidates, strict=True)
    ]


def _text(lack: Lack, brief: Brief) -> str:
    """The question in words."""
    if lack.kind is not Lacking.COMPARISON:
        return t(f"question.{lack.wording}")
    name = "question.comparison.year" if _YEAR.search(brief.period) else "question.comparison"
    return (t("question.of", subject=lack.subject) if lack.subject else "") + t(name)


# --- how many ---


def _bounded(brief: Brief, candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """The candidates that are asked: of each section a few, of the report no more than MOST."""
    of_section: dict[str, list[_Candidate]] = {}
    for candidate in candidates:
        of_section.setdefault(candidate.section.id, []).append(candidate)
    turns = [
        (turn, candidate.lack.rank, candidate)
        for some in of_section.values()
        for turn, candidate in enumerate(_few(brief, some))
    ]
    best = sorted(turns, key=lambda each: each[:2])[: MOST - len(answered(brief))]
    return [candidate for *_, candidate in best]


def _few(brief: Brief, candidates: list[_Candidate]) -> list[_Candidate]:
    """The few that a section is asked, without what it has answered."""
    section = candidates[0].section
    most = _OF_LIST if len(section.bullets) >= _LIST else _OF_SECTION
    left = most - len(answered(brief, section))
    return candidates[: max(0, left)]
