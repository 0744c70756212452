"""The ledger of a comparison: which fact or gap of one report is which of the other's.

Slots are matched within matched sentences first, by their places, and then wherever they stand.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from drafter.checks.indicators import MEASURED, pairs
from drafter.compare.alignment import Pair
from drafter.compare.fact_likeness import (
    MOST_RIVALS,
    NAMED,
    family,
    key_of,
    likeness,
    paired_slots,
    same_fact,
    unit_of,
)
from drafter.compare.version import Mention, Side, Statement
from drafter.records import Fact, FactKind, Gap

Both = tuple[Mention, Mention]
_ONCE = NAMED | {FactKind.ORDINAL}  # to say these once more or once less is no news
_NAMES = (FactKind.NAME, FactKind.TITLE, FactKind.DOCUMENT, FactKind.CODE)
_BARE_YEAR = re.compile(
    r"(?:19|20)\d\d年(?:度|[上下]半年|第?[一二三四1-4]季度|全年|底|末|初|起|以来)?"
    r"|[上下]半年|[一二三四]季度"
)

_SAME_WORDS = 0.3  # of the words beside two figures of one value, for the same indicator
_WITHIN = 0.6  # share of one sentence's pairs of characters that stand in another it was joined to
# In sentences that are not matched: how much alike, and how many pairs of characters at least.
_ELSEWHERE = (0.7, 3)


@dataclass
class Ledger:
    """What is known so far.

    left_a, left_b  mentions that have no like yet
    kept            pairs of edited sentences that are the same
    changed         one indicator, two values
    moved           one value, two indicators
    closed, opened  gaps with the fact in their place on the other side, None for none
    matched         statements of A and B that have a like
    """

    a: Side
    b: Side
    left_a: list[Mention] = field(default_factory=list)
    left_b: list[Mention] = field(default_factory=list)
    kept: list[Both] = field(default_factory=list)
    changed: list[Both] = field(default_factory=list)
    moved: list[Both] = field(default_factory=list)
    closed: list[tuple[Mention, Mention | None]] = field(default_factory=list)
    opened: list[tuple[Mention, Mention | None]] = field(default_factory=list)
    matched: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    # --- within matched sentences ---

    def compare(self, pair: Pair, *, displaced: bool) -> None:
        """Match the slots of a pair of sentences: by their places, then by words and values."""
        said_a = [self.a.statements[i] for i in pair.a]
        said_b = [self.b.statements[k] for k in pair.b]
        self.matched[0].update(pair.a)
        self.matched[1].update(pair.b)
        if [statement.key for statement in said_a] == [statement.key for statement in said_b]:
            same = list(zip(_mentions(said_a), _mentions(said_b), strict=True))
        else:
            same = self._compare_edited(said_a, said_b)
            self.kept += same
        if displaced:
            self.moved += (both for both in same if is_figure(both[0]))

    def _compare_edited(self, said_a: list[Statement], said_b: list[Statement]) -> list[Both]:
        """Enter the slots of sentences that differ; return those that are the same."""
        ours, theirs = _mentions(said_a), _mentions(said_b)
        places = sorted(paired_slots(said_a, said_b, ours, theirs))
        found_a, found_b = {i for i, _ in places}, {k for _, k in places}
        both = [(ours[i], theirs[k]) for i, k in places]
        same = [pair for pair in both if self._settle(*pair)]
        left_a = [mention for i, mention in enumerate(ours) if i not in found_a]
        left_b = [mention for k, mention in enumerate(theirs) if k not in found_b]
        self._match_names(said_a, said_b, left_a, left_b)
        self.left_a += left_a
        self.left_b += left_b
        return same

    def _settle(self, ours: Mention, theirs: Mention) -> bool:
        """Enter two mentions that take the same place; return whether they are the same."""
        match ours.slot, theirs.slot:
            case Gap(), Fact():
                self.closed.append((ours, theirs))
            case Fact(), Gap():
                self.opened.append((theirs, ours))
            case Fact() as before, Fact() as after if not same_fact(before, after):
                self.changed.append((ours, theirs))
            case _:
                return True
        return False

    def _match_names(
        self,
        said_a: list[Statement],
        said_b: list[Statement],
        left_a: list[Mention],
        left_b: list[Mention],
    ) -> None:
        """Enter one name left over on either side of two matched sentences as a name changed.

        It is no matter where else either of them stands.
        """
        for kind in _NAMES:
            gone = _names_without(left_a, kind, said_b)
            come = _names_without(left_b, kind, said_a)
            if len(gone) == len(come) == 1:
                left_a.remove(gone[0])
                left_b.remove(come[0])
                self._settle(gone[0], come[0])

    # --- in all that is left ---

    def look_elsewhere(self) -> None:
        """Match what is left wherever it stands.

        The same value among the same words first, then the same words alone.
        """
        self.left_a += [m for m in self.a.mentions if m.statement not in self.matched[0]]
        self.left_b += [m for m in self.b.mentions if m.statement not in self.matched[1]]
        self._match_left(key_of, self._same_matter)
        self._match_left(lambda slot: f"{family(slot)}{unit_of(slot)}", self._like_words)
        self.left_a = [mention for mention in self.left_a if self._is_news(mention, self.b)]
        self.left_b = [mention for mention in self.left_b if self._is_news(mention, self.a)]

    def _same_matter(self, ours: Mention, theirs: Mention) -> float:
        """How sure it is that a value in two places is of one matter.

        By the words beside it, or those of its whole sentence.
        """
        a = pairs(self.a.statements[ours.statement].view)
        b = pairs(self.b.statements[theirs.statement].view)
        within = len(a & b) / min(len(a), len(b)) if a and b else 0.0
        return max(likeness(ours, theirs), within if within >= _WITHIN else 0.0)

    def _like_words(self, ours: Mention, theirs: Mention) -> float:
        """How sure it is that two values in sentences without a like are of one indicator.

        What is done and what is planned are two.
        """
        alike, least = _ELSEWHERE
        score = likeness(ours, theirs)
        if score < alike or len(ours.words.all & theirs.words.all) < least:
            return 0.0
        parts = self.a.line_of(ours.statement).part, self.b.line_of(theirs.statement).part
        return score if parts[0] is parts[1] else 0.0

    def _match_left(
        self, key: Callable[[Fact | Gap], str], score: Callable[[Mention, Mention], float]
    ) -> None:
        """Match what is left and has the same key, the best scores first."""
        scored = []
        for n, m, ours, theirs in self._rivals(key):
            worth = score(ours, theirs)
            if worth >= _SAME_WORDS:
                scored.append((-worth, n, m, ours, theirs))
        taken: set[int] = set()
        for *_, ours, theirs in sorted(scored, key=lambda s: s[:3]):
            if id(ours) not in taken and id(theirs) not in taken:
                taken |= {id(ours), id(theirs)}
                if self._settle(ours, theirs):
                    self.kept.append((ours, theirs))
        self.take(taken)

    def _rivals(
        self, key: Callable[[Fact | Gap], str]
    ) -> Iterator[tuple[int, int, Mention, Mention]]:
        """Pairs of what is left with the same key, each with its places among these."""
        waiting: dict[str, list[Mention]] = defaultdict(list)
        for theirs in self.left_b:
            waiting[key(theirs.slot)].append(theirs)
        for n, ours in enumerate(self.left_a):
            for m, theirs in enumerate(waiting.get(key(ours.slot), ())[:MOST_RIVALS]):
                yield n, m, ours, theirs

    def take(self, taken: set[int]) -> None:
        """Take mentions, by their ids, from what is left."""
        self.left_a = [mention for mention in self.left_a if id(mention) not in taken]
        self.left_b = [mention for mention in self.left_b if id(mention) not in taken]

    def _is_news(self, mention: Mention, side: Side) -> bool:
        """Whether what has no like is worth a word.

        It is not where the other side states it all the same: a name, a year, said once more.
        """
        fact = mention.slot
        if isinstance(fact, Gap):
            return True
        bare_year = fact.kind is FactKind.DATE and _BARE_YEAR.fullmatch(fact.text)
        return not (fact.kind in _ONCE or bare_year) or not self._stands(fact, side)

    def _stands(self, fact: Fact, side: Side) -> bool:
        """Whether a name, title or year stands anywhere on a side, whatever its spelling there."""
        if fact.key in side.keys or fact.text.strip("“”‘’") in side.view:
            return True
        if fact.kind is FactKind.NAME:  # cut loosely: 在县医院 is 县医院
            texts = [fact.text[at:] for at in (1, 2) if len(fact.text) >= at + 3]
            return any(f"name:{text}" in side.keys for text in texts)
        return False


def _mentions(statements: Iterable[Statement]) -> list[Mention]:
    return [mention for statement in statements for mention in statement.mentions]


def _names_without(
    mentions: list[Mention], kind: FactKind, statements: list[Statement]
) -> list[Mention]:
    """The names of a kind that do not stand in some statements."""
    text = "".join(statement.view for statement in statements)
    facts = [(m, m.slot) for m in mentions if isinstance(m.slot, Fact)]
    return [m for m, fact in facts if fact.kind is kind and fact.text not in text]


def is_figure(mention: Mention) -> bool:
    """Whether a mention is a fact that measures something."""
    return isinstance(mention.slot, Fact) and mention.slot.kind in MEASURED
