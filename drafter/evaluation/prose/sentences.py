"""The prose of a report: paragraphs by the part they belong to, sentences, clauses with figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.documents.report import Line, Place, Report, view
from drafter.facts.figures import read_slots
from drafter.facts.punctuation import SENTENCE_END
from drafter.records import Fact, FactKind, Gap, Part

FIGURE, DAY, NAME = "\ue000", "\ue001", "\ue002"
_TAKEN_OUT = "\ue003"  # where an aside stood
_FIGURES = frozenset({FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS})
_NAMES = frozenset({FactKind.TITLE, FactKind.NAME, FactKind.DOCUMENT, FactKind.CODE})
_ASIDE = re.compile(r"（([^（）]*)）")
_CLAUSE = re.compile(r"([^，；：。！？]*)([，；：。！？]?)")
_LABEL = re.compile(r"^(?:[一二三四五六七八九十]+(?:是|要)|首先|其次|再次|最后)")
# A stretch of time that only says when: 近5年来, 3个月内.
_WHEN = re.compile(rf"近?{FIGURE}(?:以?来|以?内|之?后|之?前|期?间)")
_THESE = re.compile(r"(?:这|那|过去|过去的|未来|未来的|今后|今后的|近|最近)$")
_SPANS = frozenset("年 个月 月 天 周 日".split())
_WORDS = re.compile("(?:突破|超过|超|逾|达到?|不?[少低高多]于|不超过|近|约|大约)+")
_NO_CLAUSE = re.compile(
    rf"(?:其中|同时|此外|另外|目前|今年|去年|全年|今年以来|(?:今年)?[上下]半年|[截至到{DAY}年底月末前后]*"
    r"|年内|年底前|总体看|具体为|方面)?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of a sentence up to a mark.

    text   with one character for a figure, a date and a name
    mark   what ends it, "" for nothing
    aside  it stood in brackets behind the clause before it
    """

    text: str
    mark: str
    aside: bool = False

    @property
    def has_figure(self) -> bool:
        return FIGURE in self.text

    @property
    def says_something(self) -> bool:
        """Whether it is more than a date, a label or a word of connection."""
        return _NO_CLAUSE.fullmatch(self.text) is None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is printed, with its clauses; a label such as 一是 is in no clause."""

    text: str
    clauses: tuple[Clause, ...]

    @property
    def has_figure(self) -> bool:
        return any(clause.has_figure for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The sentences of one line of a report, its heading and number apart.

    section  the number of the heading it stands under, counted from the top
    """

    line: int
    part: Part
    section: int
    text: str
    sentences: tuple[Sentence, ...]


def paragraphs(report: Report) -> Iterator[Paragraph]:
    """The paragraphs of a report's body, in order."""
    section = 0
    for line in report.text_lines:
        section += line.place is Place.HEADING or line.title != ""
        if line.place is Place.BODY and (text := _body(line)):
            yield Paragraph(line.number, line.part, section, text, tuple(sentences(text)))


def _body(line: Line) -> str:
    return line.view[slice(*line.body)].lstrip("。：:　 ").rstrip()


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a paragraph."""
    text = view(text)
    at = 0
    for end in (*(found.end() for found in SENTENCE_END.finditer(text)), len(text)):
        if written := text[at:end].strip():
            yield Sentence(written, tuple(_clauses(written)))
        at = end


def _clauses(text: str) -> Iterator[Clause]:
    packed = _WHEN.sub(DAY, _packed(_LABEL.sub("", text)))
    asides = _ASIDE.findall(packed)
    for words, mark in _CLAUSE.findall(_ASIDE.sub(_TAKEN_OUT, packed)):
        if bare := words.replace(_TAKEN_OUT, "").strip("”’“‘ （）"):
            yield Clause(bare, mark)
        for _ in range(words.count(_TAKEN_OUT)):
            yield from _aside(asides.pop(0))


def _aside(words: str) -> Iterator[Clause]:
    """What stood in brackets, where it has a figure."""
    if FIGURE in words:
        yield from (Clause(bare, "，", True) for bare, _ in _CLAUSE.findall(words) if bare)


def _packed(text: str) -> str:
    """The text with one character in the place of each figure, date and name."""
    pieces, at = [], 0
    for slot in read_slots(text):
        start, end = slot.span
        if start >= at and (sign := _sign(slot, text[at:start])):
            pieces += [text[at:start], _words_before(text[start:end]), sign]
            at = end + _unit_behind(slot, text)
    return "".join(pieces) + text[at:]


def _sign(slot: Fact | Gap, before: str) -> str:
    if slot.fact_kind in _FIGURES:
        return DAY if slot.unit in _SPANS and _THESE.search(before) else FIGURE
    return DAY if slot.fact_kind is FactKind.DATE else NAME if slot.fact_kind in _NAMES else ""


def _words_before(figure: str) -> str:
    """What a figure opens with before its number: 突破, 不低于."""
    words = _WORDS.match(figure)
    return words[0] if words and words.end() < len(figure) else ""


def _unit_behind(slot: Fact | Gap, text: str) -> int:
    """How many characters of its unit stand behind a gap: 件, 余次."""
    if isinstance(slot, Fact) or not slot.unit:
        return 0
    unit = re.compile(f"[余多]?{re.escape(slot.unit)}").match(text, slot.span[1])
    return unit.end() - slot.span[1] if unit else 0
