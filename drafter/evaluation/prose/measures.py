"""The measures of prose: what separates a report from notes with stops, by code alone."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from drafter.documents.report import Report, view
from drafter.evaluation.prose.frames import frame
from drafter.evaluation.prose.governing import has_verb, is_telegraphic
from drafter.evaluation.prose.sentences import Clause, Paragraph, Sentence, paragraphs
from drafter.evaluation.prose.word_lists import opens_with, segmenter, words
from drafter.records import Brief, Part

_HAN = re.compile("[\u4e00-\u9fff]")
_LONG, _MANY = 80, 3  # characters and sentences from which on a paragraph needs a lead
_RUN = 3  # neighbours of one frame that are too many
_PIECE = re.compile(r"[；。！？]|[：，](?=[一二三四五六七八九十]是)")
_LABEL = re.compile(r"^[一二三四五六七八九十]是")
_SERVICE = re.compile("为.+(?:提供|奠定|打下|注入|营造|创造|增添|贡献)|形成.*(?:氛围|格局|合力)")
_NO_WORDS = re.compile(r"[^\w%]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence or paragraph that counts against a text, and its line."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure comes to.

    value   None where there is nothing to measure
    of      how many sentences, paragraphs or characters it is a share of; 0 where it is a count
    places  what counts against the text
    """

    value: float | None
    of: int
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Prose:
    """A text as the measures see it.

    notes  what was noted, bullet by bullet, as pieces of bare words; None where nobody knows
    """

    paragraphs: tuple[Paragraph, ...]
    notes: frozenset[str] | None = None

    @cached_property
    def past(self) -> tuple[Paragraph, ...]:
        """What tells of work that is done; all of a text that has no parts."""
        done = tuple(block for block in self.paragraphs if block.part is Part.DONE)
        parted = any(block.part is not Part.OTHER for block in self.paragraphs)
        return done if parted else self.paragraphs

    @cached_property
    def plans(self) -> tuple[Paragraph, ...]:
        """What tells of work to come."""
        return tuple(block for block in self.paragraphs if block.part is Part.PLANNED)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure.

    label   for readers, in Chinese and in English
    fault   what is wrong with a place that counts against a text
    target  what a good report has at most, or at least
    """

    of: Callable[[Prose], Measured]
    label: tuple[str, str]
    fault: tuple[str, str]
    low_is_good: bool
    target: float


def prose(report: Report, brief: Brief | None = None) -> Prose:
    """A report as the measures see it, beside the notes it was made of where they are known."""
    noted = None
    if brief is not None:
        noted = frozenset(
            bare for bullet in brief.all_bullets() for bare in _pieces(bullet.text) if bare
        )
    return Prose(tuple(paragraphs(report)), noted)


# --- shares of sentences ---


def telegraphic(text: Prose) -> Measured:
    """Sentences of the past in which some clause has a figure that no verb governs."""
    return _share(text.past, is_telegraphic)


def figure_only(text: Prose) -> Measured:
    """Sentences of the past in which no clause is without a figure."""
    return _share(text.past, is_figure_only)


def closings(text: Prose) -> Measured:
    """Sentences of the past whose last clause says what the rest is good for."""
    return _share(text.past, is_closed_by_phrase)


def planned(text: Prose) -> Measured:
    """Sentences of the plans that say by a word that they are plans."""
    return _share(text.plans, is_planned, wanted=True)


def is_figure_only(sentence: Sentence) -> bool:
    """Whether there is a figure, and no clause without one."""
    saying = [clause for clause in sentence.clauses if clause.says_something]
    return bool(saying) and all(clause.has_figure for clause in saying)


def is_closed_by_phrase(sentence: Sentence) -> bool:
    """Whether the last clause has no figure and opens with what it furthers (，推动…, ，切实提升…).

    A verb that is as often a deed (规范, 加强) closes only behind an adverb or a figure.
    """
    *before, last = sentence.clauses or (Clause("", ""),)
    if not before or before[-1].mark != "，" or last.has_figure:
        return False
    words_of_it = last.text
    while adverb := opens_with("closing_adverbs", words_of_it):
        words_of_it = words_of_it.removeprefix(adverb)
    cap = opens_with("caps", words_of_it)
    if opens_with("closings", words_of_it.removeprefix(cap)) or _serves(last.text):
        return True
    return cap != "" and (words_of_it != last.text or sentence.has_figure)


def _serves(clause: str) -> bool:
    """为企业和群众提供便利, 为发展奠定基础, 形成良好氛围."""
    return _SERVICE.match(clause) is not None


def is_planned(sentence: Sentence) -> bool:
    """Whether a word says that what a sentence tells of is still to be done."""
    known = words("plans")
    if any(word in sentence.text for word in known if len(word) > 1):
        return True
    return not known.isdisjoint(segmenter().cut(sentence.text, False))


# --- paragraphs, characters, pieces, runs ---


def led(text: Prose) -> Measured:
    """Paragraphs of some length that open with a clause without a figure."""
    long = [p for p in text.past if len(p.sentences) >= _MANY or len(p.text) >= _LONG]
    against = tuple(Place(p.line, p.text) for p in long if not _is_led(p))
    return _measured(len(long) - len(against), len(long), against)


def _is_led(paragraph: Paragraph) -> bool:
    """Whether its first clause with a verb or a figure has no figure; a topic is no lead."""
    for sentence in paragraph.sentences:
        for clause in sentence.clauses:
            if clause.has_figure:
                return False
            if clause.says_something and has_verb(clause) and not clause.text.endswith("方面"):
                return True
    return True


def function_words(text: Prose) -> Measured:
    """Characters of grammar in 100 characters of the past."""
    whole = "".join(block.text for block in text.past)
    count = sum(whole.count(word) for word in words("function_words"))
    han = len(_HAN.findall(whole))
    return Measured(100 * count / han if han else None, han)


def verbatim(text: Prose) -> Measured:
    """Pieces of the past, between stops and semicolons, that are a note letter by letter."""
    if text.notes is None:
        return Measured(None, 0)
    pieces = [(block.line, piece) for block in text.past for piece in _pieces(block.text) if piece]
    against = tuple(Place(line, piece) for line, piece in pieces if piece in text.notes)
    return _measured(len(against), len(pieces), against)


def _pieces(text: str) -> Iterator[str]:
    """The bare words of a text between stops, semicolons and labels."""
    for piece in _PIECE.split(view(text)):
        yield _NO_WORDS.sub("", _LABEL.sub("", piece.strip()))


def frames(text: Prose) -> Measured:
    """Runs of three neighbours and more, under one heading, that have the same frame."""
    runs = 0
    against = []
    for _, blocks in groupby(text.past, key=lambda block: block.section):
        told = [(block.line, sentence) for block in blocks for sentence in block.sentences]
        for _, alike in groupby(told, key=lambda pair: frame(pair[1])):
            run = list(alike)
            if len(run) >= _RUN:
                runs += 1
                against += [Place(line, sentence.text) for line, sentence in run]
    return Measured(float(runs) if text.past else None, 0, tuple(against))


def _share(
    blocks: Iterable[Paragraph], counts: Callable[[Sentence], bool], *, wanted: bool = False
) -> Measured:
    """The share of sentences that count; the places are those that should not, or do not."""
    judged = [(b.line, one.text, counts(one)) for b in blocks for one in b.sentences]
    against = tuple(Place(line, text) for line, text, yes in judged if yes is not wanted)
    return _measured(sum(yes for _, _, yes in judged), len(judged), against)


def _measured(count: int, of: int, against: tuple[Place, ...]) -> Measured:
    return Measured(count / of if of else None, of, against)


MEASURES = {
    "telegraphic": Measure(
        telegraphic,
        ("有数据没有动词的句子", "sentences with a figure and no verb"),
        ("数据没有动词管着", "no verb governs a figure"),
        True,
        0.1,
    ),
    "figure_only": Measure(
        figure_only,
        ("全是数据的句子", "sentences of figures alone"),
        ("每个分句都是数据", "no clause without a figure"),
        True,
        0.35,
    ),
    "led": Measure(
        led,
        ("有领句的段落", "paragraphs with a lead"),
        ("段落以数据开头", "a paragraph that opens with a figure"),
        False,
        0.8,
    ),
    "function_words": Measure(
        function_words,
        ("每百字虚词", "characters of grammar in 100"),
        ("虚词少", "few words of grammar"),
        False,
        3.3,
    ),
    "closings": Measure(
        closings,
        ("加了结语的句子", "sentences with a closing phrase"),
        ("句末是结语", "a closing phrase"),
        True,
        0.1,
    ),
    "planned": Measure(
        planned,
        ("说成打算的打算", "plans said as plans"),
        ("没有说成打算", "not said as a plan"),
        False,
        0.5,
    ),
    "verbatim": Measure(
        verbatim,
        ("照抄要点的句子", "notes word for word"),
        ("与要点一字不差", "a note word for word"),
        True,
        0.2,
    ),
    "frames": Measure(
        frames,
        ("同一句式连用（处）", "runs of one frame"),
        ("连着三句以上一个样", "three neighbours and more of one frame"),
        True,
        0.0,
    ),
}
