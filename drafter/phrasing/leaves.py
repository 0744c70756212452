"""A note beside its neighbours: what tells whether it makes one sentence with them."""

import re
from dataclasses import dataclass
from functools import cached_property

from drafter.facts.unread import unread_figures
from drafter.phrasing.word_lists import words_in
from drafter.ports import TaskBullet
from drafter.proof.clauses import HAN, Clause, clauses, packed
from drafter.proof.inventory import inventory
from drafter.proof.tokens import fill, slots
from drafter.proof.word_reading import tagged
from drafter.records import Bullet, Fact, FactKind

_LEVEL_CHANGED = re.compile("(?:同比|环比|较上年|比上年|较去年|比去年)")
_STOPS = re.compile("[；：。（）]")


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
        """Whether it may be joined: clauses parted by commas, every number read."""
        texts = (self.base.masked, self.text)
        return not any(map(_STOPS.search, texts)) and not unread_figures(self.bullet.text)

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

    @property
    def verb(self) -> str:
        """The verb that opens its sentence; "" where it opens otherwise."""
        verbs = words_in("joining_verbs") | words_in("lead_short_deeds")
        return next((self.text[:size] for size in (3, 2) if self.text[:size] in verbs), "")

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
