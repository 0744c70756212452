"""A note and an answer beside each other, with what the judgement of words asks of them."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from drafter.proof.clauses import HAN, Clause, clauses, holding
from drafter.proof.inventory import Inventory
from drafter.proof.word_cover import Allowed
from drafter.records import Fact, Gap, Part

_PERIOD = re.compile(r"20\d\d年(上半年|下半年)?(?:度)?(?:工作)?(?:总结|报告|情况|$|，)")
_DATES = re.compile("[年月日]")  # of a title: 年 and 月 are no words of the note
_PREFIXES = "拟新已未没共再续只将需要可"  # 拟设, 新修: two words of a note in one of the dictionary
# What a problem may say of its figure.
_OPEN = frozenset("已 尚 仍 仍然 依然 还 尚有 仍有".split())
_DONE = frozenset({"已"})  # what else than a plan may say of a deed that is done


@dataclass(frozen=True)
class WordReading:
    """Both texts packed.

    stated  the note with its values
    known   other text whose words are no news: headings, the unit
    units   token → what follows it in the note
    slots   token → what it stands for
    joint   what parts the bullets of the note; "" where it is one bullet
    """

    note: str
    answer: str
    part: Part
    stated: str
    known: str
    units: dict[str, str]
    slots: dict[str, Fact | Gap]
    lists: Inventory
    joint: str = ""

    @cached_property
    def note_clauses(self) -> list[Clause]:
        return clauses(self.note)

    @cached_property
    def answer_clauses(self) -> list[Clause]:
        return clauses(self.answer)

    @cached_property
    def mood(self) -> frozenset[str]:
        """The words of tense that the section's part allows."""
        if self.part is Part.PLANNED:
            return self.lists["planning"]
        if self.part is Part.PROBLEMS:
            return _OPEN
        return (self.lists["done"] if self.part is Part.DONE else _DONE) | self.period

    @cached_property
    def period(self) -> frozenset[str]:
        """What the report's own period may be called, where its title says which one it is."""
        if self.part is Part.DONE and (title := _PERIOD.search(self.known)):
            return frozenset({"全年"} if not title[1] else {title[1]})
        return frozenset()

    @cached_property
    def singles(self) -> frozenset[str]:
        """Characters that are words of the note or a heading by themselves."""
        words = [word for run in HAN.findall(self.bare(self.note)) for word in words_of(run)]
        words += (
            sign for word in words if word[0] in _PREFIXES and len(word) == 2 for sign in word
        )
        words += (
            word for run in HAN.findall(_DATES.sub("，", self.known)) for word in words_of(run)
        )
        return frozenset(word for word in words if len(word) == 1)

    @cached_property
    def swaps(self) -> dict[str, frozenset[str]]:
        """What may stand for words of the note: synonym → the note's words.

        A single character counts only where it is a word by itself.
        """
        swaps: dict[str, frozenset[str]] = {}
        for word, others in self.lists.synonyms_in(self.note):
            if len(word) > 1 or word in self.singles:
                swaps |= {other: swaps.get(other, frozenset()) | {word} for other in others}
        return swaps

    def bare(self, text: str) -> str:
        """The text without the units behind its tokens."""
        for token, unit in self.units.items():
            text = text.replace(token + unit, token)
        return text

    def said(self, clause: Clause) -> str:
        """The words of a clause, without units."""
        return "".join(HAN.findall(self.bare(clause.text)))

    def home(self, clause: Clause) -> str:
        """The words of the note's clauses that hold a clause's tokens, and of those without any.

        Parts of one list share their words. The whole note where the clause has no token.
        """
        if not clause.tokens:
            return self.note
        own = {piece.tokens for piece in holding(self.note_clauses, clause.tokens)}
        return "，".join(
            "".join(piece.words for piece in listed)
            for listed in self._lists
            if any(piece.tokens in own or not piece.tokens for piece in listed)
        )

    @cached_property
    def _lists(self) -> list[list[Clause]]:
        """The note's clauses, those that 、 joins together."""
        lists: list[list[Clause]] = [[]]
        for piece in self.note_clauses:
            lists[-1].append(piece)
            if piece.mark != "、":
                lists.append([])
        return lists

    def given(self, piece: str, home: str = "") -> bool:
        """Whether a word is the note's, a heading's, or one that may stand for the note's.

        home  where the word that it stands for has to be; anywhere in the note where it is ""
        """
        if any(word in (home or self.note) for word in self.swaps.get(piece, ())):
            return True
        if len(piece) == 1:
            return piece in self.singles
        return piece in self.stated or piece in self.note or piece in self.known

    def is_from(self, piece: str, home: str) -> bool:
        """Whether a word stands in a piece of the note, or for one that does."""
        return piece in home or any(word in home for word in self.swaps.get(piece, ()))

    def in_list(self, *names: str, home: str = "") -> Allowed:
        """Whether a word is given or in one of the lists."""
        words = frozenset[str]().union(*(self.lists[name] for name in names))
        return lambda piece: piece in words or self.given(piece, home)


@lru_cache(maxsize=8192)
def words_of(run: str) -> tuple[str, ...]:
    """A run of Chinese cut into the words of the dictionary."""
    return tuple(word for word, _ in tagged(run))


@lru_cache(maxsize=8192)
def tagged(run: str) -> tuple[tuple[str, str], ...]:
    """The words of a run with their parts of speech, as the dictionary has them."""
    import rjieba  # 0.1 s to load: only where words are judged

    return tuple(rjieba.tag(run, False))
