"""A draft as printed, cut into what a person may change: sentences, headings, the front."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from drafter.documents.draft_filled import filled, with_values
from drafter.documents.draft_lines import Line, Role, Run, lines
from drafter.documents.gaps import open_gaps
from drafter.records import Draft, Mark


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a heading, or a line of the front.

    id     of the sentence; "" for all else
    row    of the printed lines, 0 the first; text is its part of that line, with number or label
    label  that of the sentence: 一是
    gaps   where gaps stand in text, filled or open
    masked the text with its gaps as masks
    """

    id: str
    section: str
    role: Role
    row: int
    text: str
    label: str = ""
    gaps: tuple[Mark, ...] = ()
    masked: str = ""

    @property
    def is_heading(self) -> bool:
        return self.role in _HEADINGS


_HEADINGS = {Role.H1, Role.H2, Role.H3, Role.H4}


def units_of(draft: Draft) -> tuple[Unit, ...]:
    """The draft as it reads now, in reading order."""
    masks = {place.gap.id: place.gap.text for place in open_gaps(draft.brief)}
    labels = {sentence.id: sentence.label for sentence in filled(draft).all_sentences()}
    rows = (line for line in lines(draft) if line.text.strip())
    return tuple(unit for row, line in enumerate(rows) for unit in _units(row, line, labels, masks))


def _units(
    row: int, line: Line, labels: Mapping[str, str], masks: Mapping[str, str]
) -> Iterator[Unit]:
    for sentence, given in groupby(line.runs, lambda run: run.sentence):
        runs = list(given)
        text = "".join(run.text for run in runs)
        role = Role.BODY if sentence else line.role
        gaps = tuple(_gaps(runs))
        masked, _ = with_values(text, [(mark.id, mark.span) for mark in gaps], masks)
        label = labels.get(sentence, "")
        yield Unit(sentence, line.section, role, row, text, label, gaps, masked)


def _gaps(runs: list[Run]) -> Iterator[Mark]:
    at = 0
    for run in runs:
        if run.mark.startswith("G"):
            yield Mark(run.mark, (at, at + len(run.text)))
        at += len(run.text)
