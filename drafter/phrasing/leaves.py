"""A note beside its neighbours: what tells whether it makes one sentence with them."""

import re
from dataclasses import dataclass
from functools import cached_property

from drafter.facts.planted_instructions import speaks_to_model
from drafter.facts.unread import unread_figures
from drafter.phrasing.counted import FIGURES
from drafter.phrasing.frames import (
    Opening,
    frame,
    names_doer,
    opening_of,
    opening_verb,
    stock_word,
)
from drafter.phrasing.word_lists import words_in
from drafter.ports import TaskBullet
from drafter.proof.clauses import HAN, Clause, clauses, packed
from drafter.proof.inventory import inventory
from drafter.proof.tokens import fill, slots
from drafter.proof.word_reading import tagged
from drafter.records import Bullet, Fact, FactKind

_LEVEL_CHANGED = re.compile("(?:同比|环比|较上年|比上年|较去年|比去年)")
_STOPS = re.compile("[；：。（）？！]")
_SAYING = 4  # characters of what is more than a word


@dataclass(frozen=True)
class Leaf:
    """A note without others below it, and how the rules word it."""

    bullet: Bullet
    base: TaskBullet
    text: str

    @cached_property
    def length(self) -> int:
        """Characters of the sentence with its values."""
        return len(fill(self.text, self.bullet)[0])

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses of the note, a character for every token."""
        return clauses(packed(self.base.masked))

    @cached_property
    def is_plain(self) -> bool:
        """Whether it may be joined: clauses parted by commas, every number read, no instruction."""
        texts = (self.base.masked, self.text)
        if len(self.text) < _SAYING:
            return False
        read = not unread_figures(self.bullet.text) and not speaks_to_model(self.bullet.text)
        return read and not any(map(_STOPS.search, texts))

    @cached_property
    def units(self) -> list[str]:
        """What follows its figures, in order."""
        return [fact.unit for fact in slots(self.bullet) if isinstance(fact, Fact)]

    @cached_property
    def head(self) -> str:
        """The first clause up to its first figure."""
        text = self.base.masked.split("，")[0]
        return text.split("【")[0]

    @cached_property
    def object(self) -> str:
        """What it counts first: the words before its first figure without verb or 现有."""
        words = sorted(
            words_in("joining_stocks") | words_in("joining_verbs"), key=len, reverse=True
        )
        opening = next((one for one in words if self.head.startswith(one)), "")
        return self.head.removeprefix(opening)

    @cached_property
    def last_object(self) -> str:
        """What it counts last."""
        return self.base.masked.split("，")[-1].split("【")[0]

    @cached_property
    def opening(self) -> Opening:
        """What opens its sentence."""
        return opening_of(self.text, self.base)

    @cached_property
    def frame(self) -> tuple[str, ...]:
        """How its sentence is built."""
        return frame(self.text, self.base)

    @cached_property
    def names_doer(self) -> bool:
        """Whether a clause of its sentence has a subject that does something."""
        return names_doer(self.text, self.base)

    @property
    def verb(self) -> str:
        """The verb that opens its sentence; "" where it opens otherwise."""
        return "" if stock_word(self.text) else opening_verb(self.text)

    @cached_property
    def kind(self) -> FactKind | None:
        """The kind of its first figure; None where it has none."""
        kinds = (slot.fact_kind for slot in slots(self.bullet))
        return next((kind for kind in kinds if kind in FIGURES), None)

    @property
    def tells(self) -> bool:
        """Whether it says something without a figure."""
        return self.kind is None

    @property
    def is_single(self) -> bool:
        """Whether it is one clause that names nobody."""
        named = any(fact.kind is FactKind.NAME for fact in self.bullet.facts)
        return not named and "，" not in self.base.masked

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The words with which its first clause begins and ends before its figure."""
        words = [word for run in HAN.findall(self.object) for word, _ in tagged(run)]
        first = [word for word in words[:1] if len(word) > 2]
        return tuple(word for word in (*first, *words[-1:]) if word in self.nouns)

    @cached_property
    def topics(self) -> frozenset[str]:
        """The nouns of what it counts first."""
        words = {word for run in HAN.findall(self.object) for word, _ in tagged(run)}
        return frozenset(words) & self.nouns

    @cached_property
    def nouns(self) -> frozenset[str]:
        """What its clauses are about: words of two characters and more, but for general ones."""
        general = words_in("joining_general") | words_in("joining_verbs")
        text = "，".join(piece.words for piece in self.clauses)
        words = {word for run in HAN.findall(text) for word, _ in tagged(run)}
        return frozenset(word for word in words if len(word) > 1) - general - set(self.units)

    @cached_property
    def result(self) -> str:
        """The word of a result with which it opens and ends before its figure: 整改【F1】处."""
        results = words_in("joining_results") | inventory()["outcomes"]
        sizes = range(len(self.head), 1, -1)
        return next((self.head[-size:] for size in sizes if self.head[-size:] in results), "")

    @property
    def follows(self) -> bool:
        """Whether it goes on with what the note before it tells: 挽回损失30万元."""
        return self.text.startswith(tuple(words_in("joining_following")))

    @property
    def is_consequence(self) -> bool:
        """Whether it would read as if it came of what stands before it: 处分43人."""
        return self.text.startswith(tuple(words_in("joining_consequences")))

    @cached_property
    def tells_result(self) -> bool:
        """Whether a clause behind its first tells what became of it: ，办结405件."""
        results = tuple(words_in("joining_results"))
        behind = (piece.text.removeprefix("已") for piece in self.clauses[1:])
        return any(text.startswith(results) for text in behind)

    @property
    def is_part(self) -> bool:
        """Whether the note itself calls it a part of what stands before."""
        return self.base.masked.startswith("其中")

    @property
    def is_change(self) -> bool:
        """Whether it tells how the level before it changed."""
        return bool(_LEVEL_CHANGED.match(self.base.masked))

    @property
    def is_stock(self) -> bool:
        """Whether it tells how many there are, not how many came."""
        return any(word in self.head for word in words_in("joining_stocks"))
