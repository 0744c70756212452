"""Answers to questions become notes: a file of notes beside the draft, of which it is written anew.

The file has every note of the draft, each with the place it comes from, and the answers among them,
each with the file and the cell it was written in. New words of a note stand in its place, as long
as they state its facts. What is written there is a note like any other: its figures are facts, its
holes are gaps. No file is written over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from drafter.documents.note_lines import NoteLine, Role
from drafter.documents.notes import parse_notes
from drafter.documents.notes_front_matter import FrontMatter
from drafter.errors import InputError
from drafter.facts.numbering import strip_label
from drafter.facts.punctuation import without_end
from drafter.files import join_publication, write_whole
from drafter.filling.divisions import place_of
from drafter.filling.filling import Given, Remark
from drafter.filling.lacking import Lacking, begins_a_deed
from drafter.filling.notes_text import MadeSection, notes_text, stands_in
from drafter.filling.questions import (
    Question,
    answer_origin,
    answered,
    answers_in,
    every_question,
)
from drafter.filling.rewordings import (
    NewWords,
    every_rewording,
    reworded,
    rewording_origin,
    rewordings_in,
)
from drafter.messages import t
from drafter.records import Brief, Bullet, Draft, Section

_NOTHING = re.compile(
    r"[（(]?(?:无|暂无|没有|无补充|暂无补充|无其他|不涉及|不掌握|不清楚|不详|同上|同去年|略|空|待补充|待定|待报|见附件|好|是|否|已知悉|"
    r"[xX×*○]+|[/／\\|]+|[—-]+|[?？]+|\.+|。+)[）)]?[。.；;]?"
)
_ITEM = re.compile(
    r"^(?:[-*•·●]\s*|\d{1,2}(?:[.．](?!\d)|[、)）])\s*|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)"
)
# Words with which a comparison goes on with the figure that it was asked of.
_GOES_ON = re.compile(
    r"同比|环比|较|比(?!赛)|占(?!用|地)|完成(?:全年|年度|年初|目标|任务|计划)|增长|下降|上升|回落|提高|"
    r"增加|减少|持平|与上年|为(?:上年|去年|年度|全年)"
)


@dataclass(frozen=True, slots=True)
class Supplement:
    """What became of the answers.

    text     the notes with them; "" where none is new
    taken    the answers that are notes now: id of the question, text, source
    empty    what was no answer: 无, /, x
    before   answers that the notes of this draft have already
    changed  what was answered otherwise before, where the notes keep what they have; new words of
             a note that state more than it did
    refused  new words that do not state the facts of their note, which stays as it is
    """

    text: str
    taken: tuple[Given, ...] = ()
    empty: tuple[Given, ...] = ()
    before: tuple[Given, ...] = ()
    changed: tuple[Remark, ...] = ()
    refused: tuple[Remark, ...] = ()


def supplement(
    draft: Draft, given: Sequence[Given], file: str, *, unknown_too: bool = False
) -> Supplement:
    """The notes of a draft with what was answered.

    unknown_too  answers to questions that are none are passed over
    Raises InputError naming the first of them otherwise, and where notes cannot be written.
    """
    questions = {one.id: one for one in (*every_question(draft), *every_rewording(draft))}
    known = answered(draft.brief) | reworded(draft.brief)
    given = [one for one in dict.fromkeys(given) if one.value.strip()]
    if not unknown_too:
        _need_known(given, questions.keys() | known, file)
    before = tuple(one for one in given if one.gap in known)
    new = [one for one in given if one.gap in questions and one.gap not in known]
    empty = tuple(one for one in new if not _statements(one.value))
    judged = NewWords(draft.brief, questions)
    taken = tuple(_taken(judged, (one for one in new if one not in empty)))
    text = _notes(draft.brief, taken, questions) if taken else ""
    changed = (*_changed(draft.brief, before), *judged.remarks)
    return Supplement(text, taken, empty, before, changed, tuple(judged.refused))


def _taken(judged: NewWords, given: Iterable[Given]) -> Iterator[Given]:
    """The answers, without new words of a note that may not stand for it."""
    return (one for one in given if judged.takes(one, _statements(one.value)))


def write_supplement(text: str, report: Path) -> Path:
    """Write the notes beside a report under a name that no other file has; returns the path."""
    stem = report.name.removesuffix(".draft.json").removesuffix(report.suffix)
    for number in count(1):
        called = t("supplement.name") + (str(number) if number > 1 else "")
        path = report.with_name(f"{stem}.{called}.md")
        if not path.exists():
            join_publication(path)
            write_whole(path, text.encode())
            return path
        if path.read_bytes() == text.encode():
            return path
    raise AssertionError


def _need_known(given: Iterable[Given], known: Iterable[str], file: str) -> None:
    stray = next((one for one in given if one.gap not in set(known)), None)
    if stray:
        place = stray.source or file
        remedy = t("fill.unknown.remedy")
        raise InputError(t("fill.unknown"), place, value=stray.gap, remedy=remedy)


def _changed(brief: Brief, given: Iterable[Given]) -> Iterator[Remark]:
    """What was answered otherwise before."""
    for one in given:
        stated = [b.source for b in brief.all_bullets() if one.gap in _asked_by(b.origin)]
        if not all(any(words in note for note in stated) for words in _statements(one.value)):
            yield Remark(one.source, one.gap, t("supplement.changed", file=brief.file))


def _asked_by(origin: str) -> list[str]:
    return answers_in(origin) + rewordings_in(origin)


def _statements(value: str) -> list[str]:
    """What was answered, a note a line; [] where nothing was."""
    lines = (_ITEM.sub("", line.strip()) for line in value.splitlines())
    stated = (without_end(strip_label(line)).strip() for line in lines)
    return [line for line in stated if line and not _NOTHING.fullmatch(line)]


# --- the notes ---


class _Answers:
    """What was answered, by the bullet or section that it was asked of."""

    def __init__(self, taken: Iterable[Given], questions: Mapping[str, Question]) -> None:
        self._about: dict[tuple[str, str], list[tuple[Question, Given]]] = {}
        self._wordings: dict[str, Given] = {}
        for one in taken:
            question = questions[one.gap]
            about = (question.section, question.bullet)
            self._about.setdefault(about, []).append((question, one))
            if question.kind is Lacking.WORDING:
                self._wordings[question.bullet] = one

    def about(self, section: Section, bullet: str = "") -> list[tuple[Question, Given]]:
        """What was answered to what a section or a bullet does not tell."""
        every = self._about.get((section.id, bullet), [])
        return [pair for pair in every if pair[0].kind is not Lacking.WORDING]

    def wording(self, bullet: Bullet) -> Given | None:
        """The new words of a bullet."""
        return self._wordings.get(bullet.id)


def _notes(brief: Brief, taken: Sequence[Given], questions: Mapping[str, Question]) -> str:
    """The text of the notes with the answers, read again and compared. Raises InputError."""
    answers = _Answers(taken, questions)
    front = FrontMatter(
        organization=brief.organization,
        kind=brief.kind,
        title=brief.title,
        date=brief.date,
        period=brief.period,
        next_period=brief.next_period,
        next_label="",
        recipient=brief.recipient,
    )
    preamble = [line for bullet in brief.preamble for line in _lines(brief, bullet, answers)]
    sections = [_section(brief, section, answers) for section in brief.sections]
    text = notes_text(front, dict(brief.divisions), sections, preamble)
    _prove(text, brief, taken, answers)
    return text


def _section(brief: Brief, section: Section, answers: _Answers) -> MadeSection:
    made = MadeSection(section.heading)
    about = answers.about(section)
    measures = [pair for pair in about if pair[0].kind is Lacking.MEASURE]
    made.bullets += _answer_lines(measures)
    for bullet in section.bullets:
        lines = list(_lines(brief, bullet, answers))
        made.bullets += _with_answers(lines, answers.about(section, bullet.id))
    made.bullets += _answer_lines(pair for pair in about if pair not in measures)
    made.sections += (_section(brief, below, answers) for below in section.sections)
    return made


def _with_answers(
    lines: Sequence[NoteLine], answers: Sequence[tuple[Question, Given]]
) -> Iterator[NoteLine]:
    """A bullet with what was answered of it: in its own sentence, or below those it leads.

    In a list of problems an answer that stood alone would be another problem.
    """
    first, *below = lines
    for question, given in answers:
        origin = answer_origin(given.source, question.id)
        for statement in _statements(given.value):
            told = _with_subject(statement, question)
            if below:
                below.append(_line(told, origin, 2))
            else:
                own = question.kind is not Lacking.CAUSE and begins_a_deed(told)
                joined = _joined(first.text, told, own=own)
                first = _line(joined, f"{first.origin}；{origin}")
    yield from (first, *below)


def _with_subject(statement: str, question: Question) -> str:
    """The answer; one that only goes on (同比增长5%) after the words that it is about."""
    return question.subject + statement if _GOES_ON.match(statement) else statement


def _joined(note: str, statement: str, *, own: bool) -> str:
    """The note and the answer; parted as two matters where the answer is a deed of its own."""
    mark = "；" if own or re.search("[；;]", note) else "，"
    return without_end(note) + mark + statement


def _answer_lines(answers: Iterable[tuple[Question, Given]]) -> Iterator[NoteLine]:
    for question, given in answers:
        for statement in _statements(given.value):
            yield _line(statement, answer_origin(given.source, question.id))


def _lines(brief: Brief, bullet: Bullet, answers: _Answers, depth: int = 0) -> Iterator[NoteLine]:
    """A bullet and those below it, as written or worded anew, each with its origin."""
    origin = place_of(brief, bullet)
    texts = [bullet.source]
    if given := answers.wording(bullet):
        texts = _statements(given.value)
        origin = rewording_origin(origin, given.source, given.gap)
    yield _line(texts[0], origin, depth)
    for child in bullet.children:
        yield from _lines(brief, child, answers, depth + 2)
    yield from (_line(text, origin, depth) for text in texts[1:])


def _line(text: str, origin: str, depth: int = 0) -> NoteLine:
    return NoteLine(Role.BULLET, 0, text.strip(), depth, (), origin)


def _prove(text: str, brief: Brief, taken: Iterable[Given], answers: _Answers) -> None:
    """Read the notes back: every note and every answer stands in them. Raises InputError."""
    read = [bullet.source for bullet in parse_notes(text, Path(brief.file)).all_bullets()]
    for bullet in brief.all_bullets():
        if not answers.wording(bullet) and not stands_in(without_end(bullet.source), read):
            raise InputError(t("merge.lost"), brief.file, bullet.line, bullet.source[:40])
    for given in taken:
        for statement in _statements(given.value):
            if not any(statement in note for note in read):
                raise InputError(t("merge.lost"), given.source, value=statement[:40])
