"""A filled report → a template: every figure, date and telling name becomes a mask in its place.

What is written is read again line by line. A mask that would run into its neighbour, or be taken
for a fixed phrase, takes another form. So the reader finds the masks that were written, and those
that were there before.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.documents.report import view
from drafter.facts.figures import fold, read_gaps, read_slots
from drafter.facts.patterns import ADDRESS_ON_THE_NET, LIST_MARK
from drafter.facts.placeholders import masked_digits
from drafter.facts.units import DIGIT_COUNTERS
from drafter.facts.unread import unread_figures
from drafter.filling.mask_pieces import (
    DIGITS,
    NUMBER,
    MaskedText,
    Piece,
    date_pieces,
    figure_piece,
    name_piece,
    number_pieces,
    numeral_width,
    touches,
)
from drafter.filling.own_names import Name, Own, hidden_names
from drafter.records import Fact, FactKind, Gap, GapKind, Span


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a text file, or a paragraph of a Word file, with its place in the report.

    number  1-based; part and heading as `OpenGap` has them
    lead    characters at its beginning that number a heading: they stay
    offset  where `text` begins in the file's own line (after "## " or "- ")
    """

    number: int
    text: str
    part: str = ""
    heading: str = ""
    lead: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A mask that was written, with the unit behind it, and what it stands for.

    span  in the masked line; name is true for the mask of a name
    """

    line: int
    span: Span
    mask: str
    original: str
    kind: GapKind
    unit: str = ""
    about: str = ""
    name: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should look at.

    why  end of a message's name. Of what was kept: "asked" for by the user, "code", "phrase",
         "title". Of a doubt: "hidden" though it may be a word, "left" though it may be a name,
         "brand"; a number that was not read: "unread" and masked whole, "readable" still
    """

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked report: its rows in order, what was masked, kept on purpose, or is doubtful."""

    rows: tuple[Row, ...]
    slots: tuple[Slot, ...]
    kept: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()


def mask_rows(rows: Sequence[Row], own: Own) -> Masked:
    """Mask every row of a report."""
    names, left = hidden_names([view(row.text) for row in rows], own)
    masked: list[Row] = []
    slots: list[Slot] = []
    kept: list[Remark] = []
    doubts: list[Remark] = []
    for row, hidden, doubtful in zip(rows, names, left, strict=True):
        line = _Line(row, hidden, own.keep)
        masked.append(replace(row, text=line.masked.text))
        slots += line.slots()
        for span, why in sorted(set(line.kept)):
            kept.append(Remark(row.number, row.text[slice(*span)], why))
        looked_at = [*((name, "hidden") for name in hidden if name.doubt)]
        looked_at += ((name, name.doubt) for name in doubtful)
        doubts += (Remark(row.number, _beside(row.text, name), why) for name, why in looked_at)
        doubts += line.unread()
    return Masked(tuple(masked), tuple(slots), tuple(kept), tuple(doubts))


def _beside(text: str, name: Name) -> str:
    """A name with a few characters behind it: 【白石】大桥危桥."""
    start, end = name.span
    return f"【{text[start:end]}】{text[end : end + 4]}"


_COUNTED = {
    FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS, FactKind.DATE,
    FactKind.ORDINAL, FactKind.PERSONAL,
}  # fmt: skip
# What keeps its figures, because they are the same every year and everywhere.
_FIXED = re.compile(
    r"党的[一二]?十[一二三四五六七八九]?大"
    r"|[一二]?十[一二三四五六七八九]?届(?:历次|[一二三四五六七]中(?:、[一二三四五六七]中)*全会)"
    r"|(?:过去|新的|这|的)一年(?![半多])|一年来|一年之计"
    r"|第十[一二三四五六七八九]个五年规划|2035年?远景目标"
    r"|(?:健康中国|教育现代化|中国制造)20[23][05]|第二轮土地承包到期后再延长30年|PM_?(?:2\.5|10)"
    r"|(?<=“)\d{1,2}[·.]\d{1,2}(?=”)|7[×xX*]24(?:小时)?|改革开放[四五]十[年载]"
    r"|(?:国发|国办发|国函|国办函|中发|中办发|厅字)[〔\[［【（(]\d{4}[〕\]］】）)]第?\d{1,4}号"
)
_FORMULA = re.compile(r"5\+2|1\+[XN]|N\+[1X]|\d{1,4}[xX×*]\d{1,4}")
_NATIONAL = re.compile(
    r"《(?:中华人民共和国|中共中央|国务院|中国共产党|中国|全国|国家|教育强国建设|质量强国建设"
    r"|交通强国建设|数字中国|乡村全面振兴规划|扩大内需战略|全民科学素质|法治(?:政府|社会|中国)建设实施"
    r"|安全生产治本攻坚三年行动|“健康中国|健康中国|新时代(?:公民道德|爱国主义))[^《》]*》"
    r"|(?<=国务院)(?:办公厅)?(?:印发|《)?《[^《》]*》"
    r"|《[^《》]*(?<![省市县区镇乡州])(?:法|条例)》"
)
_LETTERED = re.compile(r"[@＠]|[A-Za-z](?!$)")  # a mail address, a plate, an account
_BRACKET = re.compile(r"[〔\[［【（(]")
_OFFICE_END = re.compile(r"(?:政办|办|政|党办|党|组)?[发函字令]$")
_ADDRESS = re.compile(ADDRESS_ON_THE_NET)
_LIST_MARK = re.compile(LIST_MARK)
_LOOSE = re.compile(
    r"(?:19|20)\d\d(?=年|学年|[-—～]\d|[）)〕])|(?<=“)\d{1,4}[A-Z](?=”)|" + NUMBER.pattern
)
_SESSION = re.compile("(?<=[大委协届])[一二三四五六七八九十]{1,3}(?=次(?:会议|全会|全体))")
_COUNTS = re.compile(f"[{DIGIT_COUNTERS}万亿元]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MEND = 6  # times a line is read again before its masks are spelt out


class _Line:
    """One row on its way to being masked.

    stood  spans of the gaps that were there before
    kept   spans that keep their figures, each with the reason
    """

    def __init__(self, row: Row, names: Sequence[Name], keep: Sequence[str]) -> None:
        self.row, self.text, self.seen = row, row.text, view(row.text)
        self.stood = [gap.span for gap in read_gaps(self.text)]
        self.kept = sorted(self._kept(keep))
        self.names = [name_piece(name) for name in names if not touches(name.span, self.stood)]
        self.pieces = self._pieces()
        self._close()

    @property
    def masked(self) -> MaskedText:
        return MaskedText(self.text, self.pieces)

    def slots(self) -> Iterator[Slot]:
        """The masks that the reader finds in the masked line."""
        masked = self.masked
        for gap in read_gaps(masked.text):
            pieces = [piece for piece, _ in masked.under(gap.span)]
            if pieces:
                span = with_unit(masked.text, gap)
                yield Slot(
                    self.row.number,
                    span,
                    masked.text[slice(*span)],
                    self.text[slice(*masked.back(span))],
                    gap.kind,
                    masked.text[gap.span[1] : span[1]],
                    gap.about,
                    all(piece.name for piece in pieces),
                )

    def unread(self) -> Iterator[Remark]:
        """The numbers that nobody read: those that were masked, and those that are readable still.

        These stand in what is kept.
        """
        masked = {piece.span for piece in self.pieces}
        for number in unread_figures(self.text):
            why = "unread" if number.signs in masked else "readable"
            yield Remark(self.row.number, number.words, why)

    # --- what becomes a mask ---

    def _kept(self, keep: Sequence[str]) -> Iterator[tuple[Span, str]]:
        for word in keep:
            for match in re.finditer(re.escape(word), self.text):
                yield match.span(), "asked"
        for match in _FIXED.finditer(self.seen):
            yield match.span(), "phrase"
        for match in _NATIONAL.finditer(self.seen):
            if DIGITS.search(match[0]):
                yield match.span(), "title"

    def _taken(self, pieces: Iterable[Piece]) -> list[Span]:
        """What no further piece may touch."""
        kept = (span for span, _ in self.kept)
        return [*self.stood, *kept, *(piece.span for piece in pieces)]

    def _pieces(self) -> list[Piece]:
        taken = self._taken(self.names)
        pieces = [
            *self.names,
            *(piece for piece in self._unread() if not touches(piece.span, taken)),
        ]
        taken = self._taken(pieces)
        facts = [slot for slot in read_slots(self.text) if isinstance(slot, Fact)]
        of_facts = [piece for fact in facts for piece in self._of_fact(fact)]
        pieces += (piece for piece in of_facts if not touches(piece.span, taken))
        taken = self._taken(pieces)
        pieces += (piece for piece in self._rest() if not touches(piece.span, taken))
        return sorted(pieces, key=lambda piece: piece.span)

    def _unread(self) -> Iterator[Piece]:
        """Numbers that nobody read, whole, with what a slot holds of them."""
        for number in unread_figures(self.text):
            start, end = number.signs
            if start >= self.row.lead:
                yield figure_piece(number.signs, "x" * len(self.text[start:end]))

    def _of_fact(self, fact: Fact) -> Iterator[Piece]:
        if fact.kind is FactKind.CODE:
            yield from self._of_code(fact)
        elif fact.kind is FactKind.DOCUMENT:
            yield from self._of_document(fact)
        elif fact.kind is FactKind.PERSONAL and _LETTERED.search(fact.quote):
            yield Piece(fact.span, ("xx", "××", "【待补：号码】"), name=True)
        elif fact.kind in _COUNTED:
            yield from self._figures(fact.kind, fact.span)

    def _figures(self, kind: FactKind, span: Span) -> Iterator[Piece]:
        pieces = date_pieces if kind is FactKind.DATE else number_pieces
        return pieces(self.seen, span)

    def _of_code(self, fact: Fact) -> Iterator[Piece]:
        """Addresses and brands (1+N, but no known formula) are names; other codes are kept."""
        code = fold(fact.quote)
        if _ADDRESS.fullmatch(code):
            yield Piece(fact.span, ("xx", "××", "【待补：地址】"), name=True)
        elif "+" in code and not _FORMULA.search(code):
            bare = fact.quote.strip("“”")
            start = fact.span[0] + fact.quote.find(bare)
            forms = ("xx", "××", "某某", "【待补：名称】")
            yield Piece((start, start + len(bare)), forms, name=True)
        else:
            self.kept.append((fact.span, "code"))

    def _of_document(self, fact: Fact) -> Iterator[Piece]:
        start, end = fact.span
        bracket = _BRACKET.search(self.text, start, end)
        stop = bracket.start() if bracket else end
        last = _OFFICE_END.search(self.text[start:stop])
        begin = start + last.start() if last else stop
        if begin > start:
            yield Piece((start, begin), ("xx", "××", "【待补：文号】"), name=True)
        yield from date_pieces(self.seen, (stop, end))

    def _rest(self) -> Iterator[Piece]:
        """Digits that no fact holds: in “…”, in 《…》, in names; and the number of a session."""
        for session in _SESSION.finditer(self.seen):
            yield figure_piece(session.span(), "x" * numeral_width(session[0]))
        marks = [mark.span() for mark in _LIST_MARK.finditer(self.seen)]
        for match in _LOOSE.finditer(self.seen):
            if match.start() < self.row.lead or touches(match.span(), marks):
                continue
            counted = _COUNTS.match(self.seen, match.end())
            if _YEAR.fullmatch(match[0]) and not counted:
                yield from date_pieces(self.seen, match.span())
            else:
                yield figure_piece(match.span(), re.sub("[A-Z]", "x", masked_digits(match[0])))

    # --- closing: the masked line is read again ---

    def _close(self) -> None:
        for _ in range(_MEND):
            failed = self._failed()
            if not failed and not self._add_left():
                return
            for piece in failed:
                piece.at = min(piece.at + 1, len(piece.forms) - 1)

    def _failed(self) -> list[Piece]:
        """The pieces that the reader would take for something else, or for nothing."""
        masked = self.masked
        failed: list[Piece] = []
        read: set[Span] = set()
        for gap in read_gaps(masked.text):
            read |= {piece.span for piece, _ in masked.under(gap.span)}
            failed += self._misread(gap, masked)
        return failed + [piece for piece in self.pieces if piece.span not in read]

    def _misread(self, gap: Gap, masked: MaskedText) -> list[Piece]:
        """The pieces whose masks the reader takes, in this gap, for something else."""
        under = masked.under(gap.span)
        pieces = [piece for piece, _ in under]
        if len(pieces) > 1 and not all(piece.name for piece in pieces):
            return [piece for piece in pieces if piece.name]
        return [] if self._is_right(gap, masked, [mask for _, mask in under]) else pieces

    def _is_right(self, gap: Gap, masked: MaskedText, masks: Sequence[Span]) -> bool:
        """Whether a gap is the masks that it holds, whole, and no more."""
        start, end = gap.span
        return (
            gap.kind not in {GapKind.PHRASE, GapKind.STRAY}
            and all(start <= mask[0] and mask[1] <= end for mask in masks)
            and not touches(masked.back(gap.span), self.stood)
        )

    def _add_left(self) -> bool:
        """Whether the masked line states a figure that was not kept; its pieces are added."""
        masked = self.masked
        taken = self._taken(self.pieces)
        added: list[Piece] = []
        for slot in read_slots(masked.text):
            if isinstance(slot, Fact) and slot.kind in _COUNTED:
                pieces = self._figures(slot.kind, masked.back(slot.span))
                added += (piece for piece in pieces if not touches(piece.span, taken))
        self.pieces = sorted([*self.pieces, *added], key=lambda piece: piece.span)
        return bool(added)


def with_unit(text: str, gap: Gap) -> Span:
    """The span of a gap with the unit that stands behind it."""
    start, end = gap.span
    return start, end + len(gap.unit) * text.startswith(gap.unit, end)
