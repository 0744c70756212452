"""The pieces of a line that become masks, and where they stand in the line once it is masked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.facts.numerals import CAPITALS, chinese_number, neighbours
from drafter.facts.placeholders import masked_digits
from drafter.facts.units import DIGIT_COUNTERS
from drafter.filling.own_names import Name
from drafter.records import GapKind, Span

DIGITS = re.compile(r"[0-9０-９]+")
NUMBER = re.compile(
    r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])(?:[.．][0-9０-９]+)?"
    r"|[0-9０-９]+(?:[.．][0-9０-９]+)?"
)
_NUMERAL = re.compile(
    rf"(?:好几|[上数几])?(?:[〇零○一二两三四五六七八九十百千万亿几]+|[{CAPITALS}零万亿]{{2,}})"
)
_SCALE = re.compile("[十百千万亿]+")
_NO_NUMERAL = re.compile(rf"百分[点之]|万元|亿元|万(?=[{DIGIT_COUNTERS}亩吨])|季(?=度)")
_VAGUE = str.maketrans({"上": "一", "数": "一", "几": "一", "好": ""})
_WORDS = {
    GapKind.PLACE: "地名", GapKind.PERSON: "姓名", GapKind.SCHOOL: "学校", GapKind.UNIT: "单位",
    GapKind.PROJECT: "项目", GapKind.DOCUMENT: "文号",
}  # fmt: skip


@dataclass(slots=True)
class Piece:
    """Characters of a line that a mask takes the place of.

    forms  that the mask can take, the best first
    name   it is the mask of a name
    at     the form it has now
    """

    span: Span
    forms: tuple[str, ...]
    name: bool = False
    at: int = 0

    @property
    def mask(self) -> str:
        return self.forms[self.at]


def name_piece(name: Name) -> Piece:
    """A name with its mask."""
    spelt = f"【待补：{_WORDS.get(name.kind, '名称')}】"
    return Piece(name.span, (name.mask, name.mask.replace("x", "×"), "某某", spelt), name=True)


def figure_piece(span: Span, mask: str) -> Piece:
    """A number with its mask."""
    return Piece(span, (mask, mask.replace("x", "×"), "【待补：数量】"))


def number_pieces(text: str, span: Span) -> Iterator[Piece]:
    """The numbers of a stretch of text: 1,234.5 as xxxx.x, 三百余 as xxx余."""
    for number in NUMBER.finditer(text, *span):
        yield figure_piece(number.span(), masked_digits(number[0]))
    yield from _numeral_pieces(text, span)


def date_pieces(text: str, span: Span) -> Iterator[Piece]:
    """The numbers of a date, its century kept: 20xx年x月."""
    for match in DIGITS.finditer(text, *span):
        digits = match[0]
        kept = 2 if re.fullmatch(r"(?:19|20)\d\d", digits) else 0
        mask = digits[:kept] + "x" * (len(digits) - kept)
        yield Piece(match.span(), (mask, "×" * len(digits), "【待补：时间】"))
    for piece in _numeral_pieces(text, span):
        numeral = text[slice(*piece.span)]
        if re.fullmatch("[一二][〇零○九一二三四五六七八]{3}", numeral):
            piece.forms = ("20xx" if numeral[0] == "二" else "19xx", *piece.forms[1:])
        yield piece


def _numeral_pieces(text: str, span: Span) -> Iterator[Piece]:
    words = [word.span() for word in _NO_NUMERAL.finditer(text, *span)]
    for match in _NUMERAL.finditer(text, *span):
        start, end = match.span()
        end = next((at for at, _ in words if start < at < end), end)
        numeral = _without_scale(text[start:end])
        before = text[start - 1 : start]
        multiplies = _SCALE.fullmatch(numeral) and re.match(r"[\d余多来几万亿]", before)
        place = (start, start + len(numeral))
        if numeral and not multiplies and not touches(place, words):
            yield figure_piece(place, "x" * numeral_width(numeral))


def _without_scale(numeral: str) -> str:
    """三百万 as 三百; a numeral that is nothing but 万 or 亿 as it is."""
    short = re.sub("[万亿]+$", "", numeral)
    return short if re.search(r"[一二两三四五六七八九十百千几数上]", short) else numeral


def numeral_width(numeral: str) -> int:
    """Digits of the value of a Chinese numeral: of its order for 数百, of the lower for 三四."""
    ends = neighbours(numeral)
    value = ends[0] if ends else chinese_number(numeral.translate(_VAGUE))
    return len(f"{int(value)}") if value else len(numeral)


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span has a character in common with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


class MaskedText:
    """A line with masks in the place of its pieces, which are in order and apart.

    text  the masked line
    """

    def __init__(self, original: str, pieces: Sequence[Piece]) -> None:
        self.text = ""
        self._places: list[tuple[Piece, Span]] = []  # each with the span of its mask
        at = 0
        for piece in pieces:
            self.text += original[at : piece.span[0]]
            start = len(self.text)
            self.text += piece.mask
            self._places.append((piece, (start, len(self.text))))
            at = piece.span[1]
        self.text += original[at:]

    def under(self, span: Span) -> list[tuple[Piece, Span]]:
        """The pieces whose masks a span of the masked line touches, with the spans of the masks."""
        return [(piece, mask) for piece, mask in self._places if touches(span, [mask])]

    def back(self, span: Span) -> Span:
        """A span of the masked line as one of the line as it was."""
        return self._back(span[0]), self._back(span[1])

    def _back(self, at: int) -> int:
        """A place of the masked line in the line as it was; within a mask, where that begins."""
        shift = 0
        for piece, (start, end) in self._places:
            if at < start:
                break
            if at < end:
                return piece.span[0]
            shift = piece.span[1] - end
        return at + shift
