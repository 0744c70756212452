"""Whose hand did what in a Word file: tracked changes with their authors, and the comments."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from drafter.facts.punctuation import INVISIBLE
from drafter.records import Span
from drafter.word.accepted_text import Final, Paragraph
from drafter.word.package import Parts, parse_part, w

_INSERTED, _DELETED = {w("ins"), w("moveTo")}, {w("del"), w("moveFrom")}
_RUN_PROPERTIES, _ROW_PROPERTIES = w("rPr"), w("trPr")
_GONE_TEXT, _TEXT = w("delText"), w("t")
_START, _END, _REFERENCE = w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")
_COMMENTS = "word/comments.xml"
_AUTHOR, _DATE, _ID = w("author"), w("date"), w("id")
_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_THREAD, _PARA, _PARENT = f"{_W15}commentEx", f"{_W15}paraId", f"{_W15}paraIdParent"
_DONE = f"{_W15}done"
_LAST_AUTHOR = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"
)
_MODIFIED = "{http://purl.org/dc/terms/}modified"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did something, and when (ISO 8601, with its zone); "" for what the file does not tell."""

    who: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """A tracked change: the span in the text as accepted that came in, or the place of what went.

    gone  the text that went; "" where some came in
    """

    span: Span
    hand: Hand
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: the paragraph that it begins in, 0 for none, and its span there.

    done  it, or the comment that it answers, is marked as resolved
    """

    hand: Hand
    text: str
    paragraph: int = 0
    span: Span = (0, 0)
    done: bool = False


@dataclass(frozen=True, slots=True)
class Hands:
    """All of a file.

    touches  by number of the paragraph
    last     who saved it last
    """

    touches: dict[int, tuple[Touch, ...]]
    remarks: tuple[Remark, ...]
    last: Hand


def hands_in(parts: Parts, final: Final) -> Hands:
    """Read them beside the text that `final` has of the same parts."""
    walks = [_Walk(paragraph) for paragraph in final.paragraphs]
    places: dict[str, tuple[int, Span]] = {}
    for walk in walks:
        for id, span in walk.comments.items():
            places.setdefault(id, (walk.number, span))
    touches = {walk.number: tuple(walk.touches) for walk in walks if walk.touches}
    remarks = tuple(_remarks(parts.comments, places, _resolved(parts.threads)))
    return Hands(touches, remarks, _last(parts.core))


class _Walk:
    """Goes through a paragraph in the order of its file, and knows how much text it has passed."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.number = paragraph.number
        self.touches: list[Touch] = []
        self.comments: dict[str, Span] = {}
        self._spans = {piece.element: span for piece, span in paragraph.placed()}
        self._at = 0
        for element in paragraph.elements:
            for inner in element.iter():
                self._pass(inner)

    def _pass(self, element: Any) -> None:
        tag = element.tag
        if span := self._spans.get(element):
            self._at = span[1]
            if hand := _tracked(element, _INSERTED):
                self._touch(span, hand)
        elif tag == _GONE_TEXT or (tag == _TEXT and _tracked(element, _DELETED)):
            if (hand := _tracked(element, _DELETED)) and element.text:
                self._touch((self._at, self._at), hand, element.text)
        elif tag in {_START, _REFERENCE}:
            self.comments.setdefault(element.get(_ID, ""), (self._at, self._at))
        elif tag == _END:
            id = element.get(_ID, "")
            start, _ = self.comments.get(id, (0, 0))
            self.comments[id] = (start, self._at)

    def _touch(self, span: Span, hand: Hand, gone: str = "") -> None:
        """Enter a change; one that goes on is one, for Word cuts text into runs as it likes."""
        last = self.touches[-1] if self.touches else None
        goes_on = last and last.hand == hand and bool(last.gone) == bool(gone)
        if last and goes_on and last.span[1] == span[0]:
            self.touches[-1] = Touch((last.span[0], span[1]), hand, last.gone + gone)
        else:
            self.touches.append(Touch(span, hand, gone))


def _tracked(element: Any, kinds: set[str]) -> Hand | None:
    """Who made the tracked change of some kind that an element stands in."""
    for around in element.iterancestors():
        if around.tag in kinds:
            return Hand(_clean(around.get(_AUTHOR)), _moment(around.get(_DATE)))
        if around.tag == w("p"):
            break
    return None


def _resolved(threads: Any) -> set[str]:
    """The paragraphs that end comments which are resolved, or which answer one that is."""
    found = {} if threads is None else {one.get(_PARA): one for one in threads.iter(_THREAD)}
    done = {name for name, one in found.items() if one.get(_DONE) in {"1", "true", "on"}}
    return done | {name for name, one in found.items() if one.get(_PARENT) in done}


def _remarks(
    comments: Any, places: dict[str, tuple[int, Span]], resolved: Collection[str] = ()
) -> Iterator[Remark]:
    for comment in () if comments is None else comments.iter(w("comment")):
        last = next((each.get(_PARA_ID) for each in reversed(list(comment.iter(w("p"))))), None)
        paragraphs = ("".join(each.itertext(_TEXT)) for each in comment.iter(w("p")))
        text = _clean("\n".join(filter(None, paragraphs)))
        if text:
            hand = Hand(_clean(comment.get(_AUTHOR)), _moment(comment.get(_DATE)))
            place = places.get(comment.get(_ID, ""), (0, (0, 0)))
            yield Remark(hand, text, *place, done=last in resolved)


def _last(core: Any) -> Hand:
    if core is None:
        return Hand()
    who, when = (core.findtext(tag) for tag in (_LAST_AUTHOR, _MODIFIED))
    return Hand(_clean(who), _moment(when))


def _clean(text: str | None) -> str:
    return re.sub(rf"[{INVISIBLE}]", "", text or "").strip()


def _moment(text: str | None) -> str:
    """A time as files have it, with its zone; "" for what is none."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
    except ValueError:
        return ""
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.isoformat(timespec="seconds")


def comments_of(content: bytes) -> Iterator[tuple[str, str]]:
    """Author and text of each comment of a Word file that drafter itself wrote."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if _COMMENTS in package.namelist():
            root = parse_part(package.read(_COMMENTS))
            yield from ((one.hand.who, one.text) for one in _remarks(root, {}))
