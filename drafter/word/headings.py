"""Which Word paragraphs are titles or headings by their type alone."""

import re
from collections import Counter
from collections.abc import Sequence

from drafter.documents.fonts import kind_of
from drafter.documents.word_page import Type
from drafter.facts.numbering import strip_number
from drafter.word.accepted_text import Paragraph, Piece
from drafter.word.paragraph_marks import Marks

_LONGEST_TITLE, _LONGEST_HEADING = 60, 40
_CLOSED = re.compile(r"[。；：，！？;:,]$")
_STRONG = frozenset({"黑体", "小标宋", "大标宋"})


class Looks:
    """How a document's text is set as a rule, so that what is set otherwise shows."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        types = Counter[Type]()
        for paragraph in paragraphs:
            for piece in () if paragraph.table else paragraph.pieces:
                types[piece.type] += len(piece.text)
        body = types.most_common(1)[0][0] if types else Type()
        self._size, self._strong = body.size, _strong(body)

    def is_title(self, paragraph: Paragraph, marks: Marks) -> bool:
        """Whether it is in the style for titles, or centred and larger than the text."""
        text = paragraph.text.strip()
        if not text or len(text) > _LONGEST_TITLE:
            return False
        if _CLOSED.search(text) or strip_number(text) != text:
            return False
        if paragraph.style.title:
            return True
        if marks.get("align") != "center":
            return False
        return min(piece.type.size for piece in paragraph.pieces) > self._size

    def is_heading(self, paragraph: Paragraph) -> bool:
        """Whether a short paragraph is all in bold or black type, and the text is not."""
        return self._stands_out(paragraph.text.strip(), paragraph.pieces)

    def opens_with_heading(self, paragraph: Paragraph) -> bool:
        """Whether the first of several lines is in bold or black type, and the text is not."""
        first, broken, _ = paragraph.text.partition("\n")
        pieces = [piece for piece, (start, _) in paragraph.placed() if start < len(first)]
        return bool(broken) and self._stands_out(first.strip(), pieces)

    def _stands_out(self, text: str, pieces: Sequence[Piece]) -> bool:
        if self._strong or not 2 <= len(text) <= _LONGEST_HEADING or _CLOSED.search(text):
            return False
        return all(_strong(piece.type) for piece in pieces if piece.text.strip())


def _strong(type: Type) -> bool:
    return type.bold or kind_of(type.east_asia) in _STRONG
