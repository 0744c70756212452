"""A filled report → a template, and back: every figure, date and telling name becomes a mask that keeps its place.

The reading is closed: what is written is read again line by line, and a mask that would run into its neighbour, or
be taken for a fixed phrase, takes another form. So the reader finds the masks that were written, and those before.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.documents.report import view
from drafter.facts.figures import fold, read_gaps, read_slots
from drafter.facts.numerals import chinese_number, neighbours
from drafter.facts.patterns import PATTERNS
from drafter.facts.placeholders import masked_digits
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
    """Something that a person should look at: why is the end of a message's name.

    why  of what was kept: "asked" for by the user, "code", "phrase", "title"; of a doubt: "hidden" though it may be
         a word, "left" though it may be a name, "brand"
    """

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked report: its rows in order, what was masked, what was kept on purpose, and what is doubtful."""

    rows: tuple[Row, ...]
    slots: tuple[Slot, ...]
    kept: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()


@dataclass(slots=True)
class _Piece:
    """Characters of a line that a mask takes the place of, and the forms that it can take, the best first."""

    span: Span
    forms: tuple[str, ...]
    name: bool = False
    at: int = 0

    @property
    def mask(self) -> str:
        return self.forms[self.at]


def mask_rows(rows: Sequence[Row], own: Own) -> Masked:
    """Mask every row of a report."""
    names, left = hidden_names([view(row.text) for row in rows], own)
    masked: list[Row] = []
    slots: list[Slot] = []
    kept: list[Remark] = []
    doubts: list[Remark] = []
    for row, hidden, doubtful in zip(rows, names, left, strict=True):
        line = _Line(row, hidden, own.keep)
        masked.append(replace(row, text=line.masked))
        slots += line.slots()
        kept += (
            Remark(row.number, row.text[slice(*span)], why) for span, why in sorted(set(line.kept))
        )
        doubts += (
            Remark(row.number, _beside(row.text, name), "hidden") for name in hidden if name.doubt
        )
        doubts += (Remark(row.number, _beside(row.text, name), name.doubt) for name in doubtful)
    return Masked(tuple(masked), tuple(slots), tuple(kept), tuple(doubts))


def _beside(text: str, name: Name) -> str:
    """A name with a few characters behind it: 【白石】大桥危桥."""
    start, end = name.span
    return f"【{text[start:end]}】{text[end : end + 4]}"


# --- what of a line becomes a mask ---

_DIGITS = re.compile(r"[0-9０-９]+")
_NUMBER = re.compile(
    r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])(?:[.．][0-9０-９]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?"
)
_NUMERAL = re.compile(r"(?:好几|[上数几])?[〇零○一二两三四五六七八九十百千万亿几]+")
_NO_NUMERAL = re.compile(r"百分[点之]|万元|亿元|万(?=[亩吨人户件次])|季(?=度)")
_VAGUE = str.maketrans({"上": "一", "数": "一", "几": "一", "好": ""})
_COUNTED = {
    FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS, FactKind.DATE, FactKind.ORDINAL,
    FactKind.PERSONAL,
}  # fmt: skip
# What keeps its figures, because they are the same every year and everywhere.
_FIXED = re.compile(
    r"党的[一二]?十[一二三四五六七八九]?大|[一二]?十[一二三四五六七八九]?届(?:历次|[一二三四五六七]中(?:、[一二三四五六七]中)*全会)"
    r"|(?:过去|新的|这|的)一年(?![半多])|一年来|一年之计"
    r"|第十[一二三四五六七八九]个五年规划|2035年?远景目标|(?:健康中国|教育现代化|中国制造)20[23][05]|第二轮土地承包到期后再延长30年|PM_?(?:2\.5|10)"
    r"|(?<=“)\d{1,2}[·.]\d{1,2}(?=”)|7[×xX*]24(?:小时)?|改革开放[四五]十[年载]"
    r"|(?:国发|国办发|国函|国办函|中发|中办发|厅字)[〔\[［【（(]\d{4}[〕\]］】）)]第?\d{1,4}号"
)
_FORMULA = re.compile(r"5\+2|1\+[XN]|N\+[1X]|\d{1,4}[xX×*]\d{1,4}")
_NATIONAL = re.compile(
    r"《(?:中华人民共和国|中共中央|国务院|中国共产党|中国|全国|国家|教育强国建设|质量强国建设|交通强国建设|数字中国|乡村全面振兴规划|扩大内需战略|全民科学素质"
    r"|法治(?:政府|社会|中国)建设实施|安全生产治本攻坚三年行动|“健康中国|健康中国|新时代(?:公民道德|爱国主义))[^《》]*》"
    r"|(?<=国务院)(?:办公厅)?(?:印发|《)?《[^《》]*》|《[^《》]*(?<![省市县区镇乡州])(?:法|条例)》"
)
_BRACKET = re.compile(r"[〔\[［【（(]")
_OFFICE_END = re.compile(r"(?:政办|办|政|党办|党|组)?[发函字令]$")
_ADDRESS = re.compile("|".join(PATTERNS["address"].split("|")[:2]))
_LIST_MARK = re.compile(PATTERNS["list_mark"])
_WORDS = {
    GapKind.PLACE: "地名", GapKind.PERSON: "姓名", GapKind.SCHOOL: "学校", GapKind.UNIT: "单位",
    GapKind.PROJECT: "项目", GapKind.DOCUMENT: "文号",
}  # fmt: skip
_LOOSE = re.compile(
    r"(?:19|20)\d\d(?=年|学年|[-—～]\d|[）)〕])|(?<=“)\d{1,4}[A-Z](?=”)|" + _NUMBER.pattern
)
_SESSION = re.compile("(?<=[大委协届])[一二三四五六七八九十]{1,3}(?=次(?:会议|全会|全体))")
_COUNTS = re.compile("[名人个所家项户件次场万亿元]")
_MEND = 6  # times a line is read again before its masks are spelt out


class _Line:
    """One row on its way to being masked."""

    def __init__(self, row: Row, names: Sequence[Name], keep: Sequence[str]) -> None:
        self.row, self.text, self.seen = row, row.text, view(row.text)
        self.stood = [gap.span for gap in read_gaps(self.text)]
        self.kept = sorted(self._kept(keep))
        self.names = [
            _name_piece(self.text, name) for name in names if not _touches(name.span, self.stood)
        ]
        self.pieces = self._pieces()
        self._close()

    def _kept(self, keep: Sequence[str]) -> Iterator[tuple[Span, str]]:
        for word in keep:
            yield from (
                (found.span(), "asked") for found in re.finditer(re.escape(word), self.text)
            )
        yield from ((found.span(), "phrase") for found in _FIXED.finditer(self.seen))
        yield from (
            (found.span(), "title")
            for found in _NATIONAL.finditer(self.seen)
            if _DIGITS.search(found[0])
        )

    def _pieces(self) -> list[_Piece]:
        taken = [
            *self.stood,
            *(span for span, _ in self.kept),
            *(piece.span for piece in self.names),
        ]
        found: list[_Piece] = []
        for slot in read_slots(self.text):
            if isinstance(slot, Fact):
                found += self._of_fact(slot)
        own = [piece for piece in found if not _touches(piece.span, taken)]
        taken += [piece.span for piece in own] + [span for span, _ in self.kept]
        own += (piece for piece in self._rest() if not _touches(piece.span, taken))
        return sorted([*self.names, *own], key=lambda piece: piece.span)

    def _of_fact(self, fact: Fact) -> Iterator[_Piece]:
        start = fact.span[0]
        if fact.kind is FactKind.CODE:
            if _ADDRESS.fullmatch(fold(fact.quote)):
                yield _Piece(fact.span, ("xx", "××", "【待补：地址】"), name=True)
            elif "+" in fold(fact.quote) and not _FORMULA.search(fold(fact.quote)):
                at = start + fact.quote.find(fact.quote.strip("“”"))
                yield _Piece(
                    (at, at + len(fact.quote.strip("“”"))),
                    ("xx", "××", "某某", "【待补：名称】"),
                    name=True,
                )
            else:
                self.kept.append((fact.span, "code"))
        elif fact.kind is FactKind.DOCUMENT:
            yield from self._of_document(fact)
        elif fact.kind is FactKind.DATE:
            yield from _date_pieces(self.seen, fact.span)
        elif fact.kind in _COUNTED:
            yield from _number_pieces(self.seen, fact.span)

    def _of_document(self, fact: Fact) -> Iterator[_Piece]:
        start, end = fact.span
        bracket = _BRACKET.search(self.text, start, end)
        stop = bracket.start() if bracket else end
        last = _OFFICE_END.search(self.text[start:stop])
        begin = start + last.start() if last else stop
        if begin > start:
            yield _Piece((start, begin), ("xx", "××", "【待补：文号】"), name=True)
        yield from _date_pieces(self.seen, (stop, end))

    def _rest(self) -> Iterator[_Piece]:
        """Digits that no fact holds: in “…”, in 《…》, in names; and the number of a session."""
        for found in _SESSION.finditer(self.seen):
            yield _figure(found.span(), "x" * _width(found[0]))
        marks = [found.span() for found in _LIST_MARK.finditer(self.seen)]
        for found in _LOOSE.finditer(self.seen):
            if found.start() < self.row.lead or _touches(found.span(), marks):
                continue
            if re.fullmatch(r"(?:19|20)\d\d", found[0]) and not _COUNTS.match(
                self.seen, found.end()
            ):
                yield from _date_pieces(self.seen, found.span())
            else:
                yield _figure(found.span(), re.sub("[A-Z]", "x", masked_digits(found[0])))

    # --- closing ---

    @property
    def masked(self) -> str:
        return _written(self.text, self.pieces)

    def _close(self) -> None:
        for _ in range(_MEND):
            failed = self._failed()
            if not failed and not self._left():
                return
            for piece in failed:
                piece.at = min(piece.at + 1, len(piece.forms) - 1)

    def _failed(self) -> list[_Piece]:
        """The pieces that the reader would take for something else."""
        masked, places = self.masked, _places(self.pieces)
        failed: list[_Piece] = []
        found: set[int] = set()
        for gap in read_gaps(masked):
            held = [n for n, (a, b) in enumerate(places) if a < gap.span[1] and gap.span[0] < b]
            inside = all(gap.span[0] <= places[n][0] and places[n][1] <= gap.span[1] for n in held)
            found.update(held)
            mixed = len(held) > 1 and not all(self.pieces[n].name for n in held)
            back = (
                _back(self.pieces, places, gap.span[0]),
                _back(self.pieces, places, gap.span[1]),
            )
            ran = any(back[0] < b and a < back[1] for a, b in self.stood) and bool(held)
            wrong = gap.kind in {GapKind.PHRASE, GapKind.STRAY}
            if held and (not inside or mixed or ran or wrong):
                failed += [self.pieces[n] for n in held if self.pieces[n].name or not mixed]
        return failed + [piece for n, piece in enumerate(self.pieces) if n not in found]

    def _left(self) -> bool:
        """Whether the masked line states a figure that was not kept; its pieces are added."""
        masked, places = self.masked, _places(self.pieces)
        added: list[_Piece] = []
        for slot in read_slots(masked):
            if isinstance(slot, Fact) and slot.kind in _COUNTED:
                span = (
                    _back(self.pieces, places, slot.span[0]),
                    _back(self.pieces, places, slot.span[1]),
                )
                taken = [
                    *self.stood,
                    *(kept for kept, _ in self.kept),
                    *(piece.span for piece in self.pieces),
                ]
                new = _date_pieces if slot.kind is FactKind.DATE else _number_pieces
                added += (
                    piece for piece in new(self.seen, span) if not _touches(piece.span, taken)
                )
        self.pieces = sorted([*self.pieces, *added], key=lambda piece: piece.span)
        return bool(added)

    def slots(self) -> Iterator[Slot]:
        masked, places = self.masked, _places(self.pieces)
        for gap in read_gaps(masked):
            held = [n for n, (a, b) in enumerate(places) if a < gap.span[1] and gap.span[0] < b]
            if held:
                span = with_unit(masked, gap)
                back = slice(
                    _back(self.pieces, places, span[0]), _back(self.pieces, places, span[1])
                )
                name = all(self.pieces[n].name for n in held)
                unit = masked[gap.span[1] : span[1]]
                yield Slot(
                    self.row.number,
                    span,
                    masked[slice(*span)],
                    self.text[back],
                    gap.kind,
                    unit,
                    gap.about,
                    name,
                )


def with_unit(text: str, gap: Gap) -> Span:
    """The span of a gap with the unit that stands behind it."""
    start, end = gap.span
    return start, end + len(gap.unit) * text.startswith(gap.unit, end)


def _name_piece(text: str, name: Name) -> _Piece:
    spelt = f"【待补：{_WORDS.get(name.kind, '名称')}】"
    return _Piece(name.span, (name.mask, name.mask.replace("x", "×"), "某某", spelt), name=True)


def _figure(span: Span, mask: str) -> _Piece:
    return _Piece(span, (mask, mask.replace("x", "×"), "【待补：数量】"))


def _number_pieces(text: str, span: Span) -> Iterator[_Piece]:
    """The numbers of a stretch of text: 1,234.5 as xxxx.x, 三百余 as xxx余."""
    for found in _NUMBER.finditer(text, *span):
        yield _figure(found.span(), masked_digits(found[0]))
    yield from _numeral_pieces(text, span)


def _date_pieces(text: str, span: Span) -> Iterator[_Piece]:
    """The numbers of a date, its century kept: 20xx年x月."""
    for found in _DIGITS.finditer(text, *span):
        century = 2 if re.fullmatch(r"(?:19|20)\d\d", found[0]) else 0
        yield _Piece(
            found.span(),
            (
                found[0][:century] + "x" * (len(found[0]) - century),
                "×" * len(found[0]),
                "【待补：时间】",
            ),
        )
    for piece in _numeral_pieces(text, span):
        said = text[slice(*piece.span)]
        if re.fullmatch("[一二][〇零○九一二三四五六七八]{3}", said):
            piece.forms = ("20xx" if said[0] == "二" else "19xx", *piece.forms[1:])
        yield piece


def _numeral_pieces(text: str, span: Span) -> Iterator[_Piece]:
    words = [found.span() for found in _NO_NUMERAL.finditer(text, *span)]
    for found in _NUMERAL.finditer(text, *span):
        start, end = found.span()
        end = next((at for at, _ in words if start < at < end), end)
        said = text[start:end]
        short = re.sub("[万亿]+$", "", said)
        said = short if re.search(r"[一二两三四五六七八九十百千几数上]", short) else said
        multiplied = re.fullmatch("[十百千万亿]+", said) and re.match(
            r"[\d余多来几万亿]", text[start - 1 : start]
        )
        if said and not multiplied and not _touches((start, start + len(said)), words):
            yield _figure((start, start + len(said)), "x" * _width(said))


def _width(numeral: str) -> int:
    """Digits of the value of a Chinese numeral; those of its order for 数百, 几十, of the lower for 三四."""
    ends = neighbours(numeral)
    value = ends[0] if ends else chinese_number(numeral.translate(_VAGUE))
    return len(f"{int(value)}") if value else len(numeral)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _written(text: str, pieces: Sequence[_Piece]) -> str:
    out, at = [], 0
    for piece in pieces:
        out += [text[at : piece.span[0]], piece.mask]
        at = piece.span[1]
    return "".join(out) + text[at:]


def _places(pieces: Sequence[_Piece]) -> list[Span]:
    """Where the masks stand in the masked line."""
    found, more = [], 0
    for piece in pieces:
        start = piece.span[0] + more
        found.append((start, start + len(piece.mask)))
        more += len(piece.mask) - (piece.span[1] - piece.span[0])
    return found


def _back(pieces: Sequence[_Piece], places: Sequence[Span], at: int) -> int:
    """The place in the line as it was of one in the masked line; within a mask, that of its beginning."""
    more = 0
    for piece, (start, end) in zip(pieces, places, strict=True):
        if at < start:
            break
        if at < end:
            return piece.span[0]
        more = piece.span[1] - end
    return at + more
