"""What the words of a report say otherwise than its notes, or beyond them.

A statement is judged as a writer's answer is (`proof.wording`), its facts as tokens. What states no
bullet may only be a heading, or a sentence of the frame.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from drafter.checks.beside import Beside
from drafter.checks.stated_bullets import Piece, Slot, Statement, Statements, counted
from drafter.checks.stated_leads import leads
from drafter.documents.report import Line, Place
from drafter.facts.punctuation import without_end
from drafter.messages import t
from drafter.ports import TaskBullet
from drafter.proof.clauses import packed
from drafter.proof.complaint import Complaint
from drafter.proof.inventory import inventory
from drafter.proof.tokens import TOKEN, mask_bullet, slots, without_brackets
from drafter.proof.word_cover import uncovered
from drafter.proof.word_reading import WordReading
from drafter.proof.wording import added_words, changed_words, word_reading
from drafter.records import Bullet, Fact, FactKind, Gap, Part, Section, Span

_NUMERAL = "[一二三四五六七八九十]"
_LABEL = re.compile(
    rf"(?:^|(?<=[：；。，]))(?:{_NUMERAL}+[是要]|（(?:{_NUMERAL}+|\d+)）|[①-⑳]|\d+[.．、）])"
)
# What makes another thing of a sentence where words are added as well: 未落实 became 已落实.
_TURNING = "未 没有 无 不 非 拟 预计 计划 将 基本 部分".split()
_YEAR = re.compile(r"(?:19|20)\d\d年(?:度|以来|底|初|末|起)?")
_DIGIT = re.compile(r"\d")
_HEADED = {Place.TITLE, Place.HEADING, Place.BODY}
_VALUE = "0"  # in the place of a fact that only one side has: others tell of it


@dataclass(frozen=True, slots=True)
class Said:
    """Something the words of a report say that its notes do not.

    turned  it says another thing; else it says more
    """

    line: Line
    span: Span
    reason: str
    turned: bool


@dataclass(frozen=True)
class StatedWords:
    """The words of a report beside its notes."""

    beside: Beside

    def all(self) -> Iterator[Said]:
        """All that is said otherwise or beyond, in no order."""
        for whole in self._statements.all:
            pieces = tuple(at for at in whole.pieces if at not in self._leads)
            statement = replace(whole, pieces=pieces)
            if statement.bullets:
                yield from self._of_bullets(statement)
            else:
                yield from self._of_frame(self._statements.pieces[at] for at in statement.pieces)
        for line in self.beside.report.lines:
            if line.place in _HEADED and line.title and not self._statements.is_stated(line):
                yield from self._beyond(line, line.heading, self._of_headings, self._all_bullets)

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self.beside)

    @cached_property
    def _leads(self) -> frozenset[int]:
        return leads(self._statements)

    # --- statements of bullets ---

    def _of_bullets(self, statement: Statement) -> Iterator[Said]:
        if not statement.pieces:
            return
        judged = _Judged(self._statements, statement)
        part, above = self._sections.get(judged.first.id, (Part.OTHER, ""))
        said = "".join(judged.answers)
        reading = word_reading(judged.note, judged.base, said, part, f"{above} {self._front}")
        turns = _turns(judged.base.masked, said)
        for reason in changed_words(reading):
            piece = judged.place_of(reason)
            yield Said(piece.line, piece.span, judged.told(reason), turned=True)
        for piece, answer in zip(judged.pieces, judged.answers, strict=True):
            if answer.rstrip("。；") in judged.base.masked:
                continue
            plain = without_brackets(answer, judged.base.tokens)
            for reason in added_words(_of_piece(reading, plain)):
                yield Said(piece.line, piece.span, judged.told(reason), turned=turns)

    @cached_property
    def _sections(self) -> dict[str, tuple[Part, str]]:
        """Of each bullet below a heading what its section is about, and the headings above it."""
        return {
            bullet.id: (section.part, above)
            for top in self.beside.brief.sections
            for section, above in _below(top, "")
            for upper in section.bullets
            for bullet in upper.walk()
        }

    @cached_property
    def _front(self) -> str:
        brief = self.beside.brief
        return f"{brief.organization} {brief.title} {brief.recipient}"

    # --- what states no bullet ---

    def _of_frame(self, pieces: Iterable[Piece]) -> Iterator[Said]:
        for piece in pieces:
            yield from self._beyond(piece.line, piece.span, self._of_sentences, self._bare_bullets)

    def _beyond(
        self, line: Line, span: Span, words: frozenset[str], bullets: str
    ) -> Iterator[Said]:
        text = _LABEL.sub("", _with_facts_as(line, span, {}))
        given = f"{self._frame_text}，{bullets}"
        if text.strip("。；：") in given:
            return
        gone = uncovered(text, lambda word: word in words or (len(word) > 1 and word in given))
        if gone:
            added = "、".join(text[slice(*run)] for run in gone)
            yield Said(line, span, t("proof.word.added", words=added), turned=False)

    @cached_property
    def _frame_text(self) -> str:
        brief = self.beside.brief
        heads = (section.heading for section in brief.all_sections())
        return "，".join((self._front, brief.opening, brief.period, brief.next_period, *heads))

    @cached_property
    def _all_bullets(self) -> str:
        return "，".join(bullet.text for bullet in self._statements.bullets)

    @cached_property
    def _bare_bullets(self) -> str:
        """What the bullets say that have no figure."""
        return "，".join(bullet.text for bullet in self._statements.bullets if not counted(bullet))

    @cached_property
    def _of_sentences(self) -> frozenset[str]:
        lists = inventory()
        return lists["frame_words"] | lists["function_words"]

    @cached_property
    def _of_headings(self) -> frozenset[str]:
        lists = inventory()
        names = ("lead_verbs", "tied_verbs", "lead_adverbs", "lead_nouns", "head_nouns")
        return self._of_sentences.union(*(lists[name] for name in names))


class _Judged:
    """A statement as a note and the answers to it, the facts that both have as tokens."""

    def __init__(self, statements: Statements, statement: Statement) -> None:
        bullets = [statements.bullets[at] for at in statement.bullets]
        self.first = bullets[0]
        self.note, starts = _joined(bullets)
        whole = mask_bullet(self.note)
        named = {
            slot.span[0]: token for slot, token in zip(slots(self.note), whole.tokens, strict=True)
        }
        start_of = dict(zip(statement.bullets, starts, strict=True))
        self._tokens = {
            one: named[start_of[other.place] + other.span[0]]
            for one, other in statement.shared.items()
        }
        shared = tuple(token for token in whole.tokens if token in self._tokens.values())
        masked = whole.masked
        for token in whole.tokens:
            if token not in shared:
                masked = masked.replace(token.name + token.unit, _VALUE)
        self.base = TaskBullet("", _LABEL.sub("", masked), shared)
        self.pieces = [statements.pieces[at] for at in statement.pieces]
        self.answers = [
            self._answer(statements.pieces[at], [one for one in self._tokens if one.place == at])
            for at in statement.pieces
        ]

    def place_of(self, reason: str) -> Piece:
        """Where a reason's facts stand; the first piece where it names none."""
        named = TOKEN.findall(reason)
        pairs = zip(self.pieces, self.answers, strict=True)
        places = (
            piece for piece, answer in pairs if any(f"【F{number}】" in answer for number in named)
        )
        return next(places, self.pieces[0])

    def told(self, reason: str) -> str:
        """A reason as people read it."""
        return Complaint(reason).for_people(self.note)

    def _answer(self, piece: Piece, shared: list[Slot]) -> str:
        places = {one.span: self._shown(one) for one in shared}
        return _LABEL.sub("", _with_facts_as(piece.line, piece.span, places))

    def _shown(self, one: Slot) -> str:
        """The token, with its unit where the report's fact has one within."""
        token = self._tokens[one]
        return token.name if isinstance(one.slot, Gap) else token.name + token.unit


def _joined(bullets: list[Bullet]) -> tuple[Bullet, list[int]]:
    """The bullets as one, and where each begins in it."""
    starts, text = [], ""
    facts: list[Fact] = []
    gaps: list[Gap] = []
    for bullet in bullets:
        text += "。" if text else ""
        starts.append(len(text))
        for slot in counted(bullet):
            moved = (slot.span[0] + len(text), slot.span[1] + len(text))
            if isinstance(slot, Gap):
                gaps.append(replace(slot, span=moved))
            else:
                facts.append(replace(slot, span=moved))
        text += bullet.text
    return Bullet("", text, text, 0, tuple(facts), tuple(gaps)), starts


def _with_facts_as(line: Line, span: Span, shown: dict[Span, str]) -> str:
    """A piece of a line, other words in the place of its facts and gaps."""
    pieces, at = [], span[0]
    for place, words in sorted((_others(line, span) | shown).items()):
        if place[0] >= at:
            pieces += [line.view[at : place[0]], words]
            at = place[1]
    return "".join(pieces) + line.view[at : span[1]]


def _others(line: Line, span: Span) -> dict[Span, str]:
    """Facts and gaps of a piece, without what other rules judge: values, and the year."""
    return {
        slot.span: _without_value(slot)
        for slot in line.slots
        if (isinstance(slot, Gap) or slot.kind is not FactKind.NAME)
        and span[0] <= slot.span[0] < span[1]
    }


def _without_value(slot: Fact | Gap) -> str:
    words = _YEAR.sub("", slot.text) if slot.fact_kind is FactKind.DATE else _VALUE
    return _VALUE if _DIGIT.search(words) else words


def _turns(note: str, said: str) -> bool:
    """Whether one has more of the words that turn the sense than the other."""
    return any(said.count(word) != note.count(word) for word in _TURNING)


def _of_piece(reading: WordReading, answer: str) -> WordReading:
    """One sentence of an answer; what states a fact is a bullet's own, and judged without end."""
    own = without_end(answer) if TOKEN.search(answer) else answer
    return replace(reading, answer=packed(own))


def _below(section: Section, above: str) -> Iterator[tuple[Section, str]]:
    """A section and all below it, each with the headings down to it."""
    path = f"{above} {section.heading}".strip()
    yield section, path
    for inner in section.sections:
        yield from _below(inner, path)
