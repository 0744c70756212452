"""Sentences of earlier documents, found by the words around their figures."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.checks.indicators import pairs
from drafter.documents.parts import part_of
from drafter.facts.figures import read_slots
from drafter.facts.numbering import strip_label, strip_number
from drafter.facts.planted_instructions import speaks_to_model
from drafter.facts.punctuation import without_end
from drafter.ports import TaskBullet
from drafter.proof.clauses import ANY_TOKEN, cut, packed
from drafter.proof.tokens import mask_bullet, slots
from drafter.records import Bullet, Fact, Gap, Part, Passage

_SENTENCE = re.compile(r"[。！？\n]")
_LONGEST = 220  # characters of a sentence that is looked at
_ALIKE = 0.5  # of the pairs of a note's characters, in the sentence that says the like
_FOUND = 6  # sentences that are tried for a note


@dataclass(frozen=True, slots=True)
class ArchivedSentence:
    """A sentence of an earlier document, without label and end mark.

    passage  id of the passage it stands in
    part     what the headings above it are about
    """

    passage: str
    text: str
    part: Part = Part.OTHER


@dataclass(frozen=True, slots=True)
class MaskedSentence:
    """A sentence with its facts and gaps as single characters, and what each of them is.

    units  what follows a token and belongs to it
    """

    text: str
    slots: Mapping[str, Fact | Gap]
    units: Mapping[str, str]


class Archive:
    """The sentences of earlier documents, those that count more first."""

    def __init__(self, sentences: Iterable[ArchivedSentence] = ()) -> None:
        self.sentences = tuple(sentences)
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for pair in pairs(sentence.text):
                self._holding[pair].append(at)

    def near(self, note: str, part: Part, most: int = _FOUND) -> list[ArchivedSentence]:
        """The sentences that have most of a note's words, in sections of the same kind, best first.

        note  with its tokens; they are no words
        """
        words = pairs(_words_of(note))
        shared = Counter(at for pair in words for at in self._holding.get(pair, ()))
        alike = [
            (-count, at)
            for at, count in shared.items()
            if count >= _ALIKE * len(words) and _same(self.sentences[at].part, part)
        ]
        return [self.sentences[at] for _, at in sorted(alike)[:most]]


NO_ARCHIVE = Archive()


def archive_of(passages: Iterable[Passage]) -> Archive:
    """The sentences of reports, cut once; policies and what speaks to a model are left out."""
    return Archive(
        sentence
        for passage in passages
        if passage.shelf == "report" and not speaks_to_model(passage.text)
        for sentence in _sentences(passage)
    )


@lru_cache(maxsize=4096)
def masked_sentence(text: str) -> MaskedSentence:
    """A sentence read into its facts."""
    read = read_slots(text)
    facts = tuple(slot for slot in read if isinstance(slot, Fact))
    gaps = tuple(slot for slot in read if isinstance(slot, Gap))
    bullet = Bullet("", text, text, 0, facts, gaps)
    return masked_note(bullet, mask_bullet(bullet))


def masked_note(bullet: Bullet, base: TaskBullet) -> MaskedSentence:
    """A note, as its writer sees it."""
    return MaskedSentence(
        packed(base.masked),
        {packed(f"【F{n}】"): slot for n, slot in enumerate(slots(bullet), 1)},
        {packed(token.name): token.unit for token in base.tokens},
    )


def _sentences(passage: Passage) -> Iterator[ArchivedSentence]:
    part = _part([strip_number(heading) for heading in passage.heading_path])
    for piece in _SENTENCE.split(passage.text):
        text = strip_label(strip_number(without_end(piece.strip())))
        if 4 <= len(text) <= _LONGEST:
            yield ArchivedSentence(passage.id, text, part)


def _part(headings: Sequence[str]) -> Part:
    part = Part.OTHER
    for level, heading in enumerate(headings, 1):
        part = part_of(heading, level, part)
    return part


def _same(part: Part, wanted: Part) -> bool:
    """Whether two sections are of one kind; what is no plan and no problem is done."""
    told = {Part.OTHER: Part.DONE}
    return told.get(part, part) is told.get(wanted, wanted)


def _words_of(note: str) -> str:
    return re.sub(ANY_TOKEN, "，", "".join(piece.text + "，" for piece in cut(packed(note))))
