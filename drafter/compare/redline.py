"""A comparison written into A's Word file as tracked changes.

To accept all gives B's text, to reject all A's. Numbers that Word makes itself, and all formats,
are left to Word: what comes in has the format of its like in A. A paragraph that stands elsewhere
word for word is a move; any other change goes out here and comes in there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from drafter.compare.comparison import Comparison
from drafter.compare.paragraph_edits import Edit, models, moved_paragraphs, plan_of
from drafter.compare.redline_xml import (
    first_parted,
    heading_length,
    in_body,
    is_new,
    is_plain,
    printable,
    range_end,
    without_highlight,
)
from drafter.compare.word_stream import END, blocks, printed_like, steps
from drafter.documents.report import Place
from drafter.records import Span
from drafter.word.accepted_text import Paragraph
from drafter.word.ooxml import package_bytes
from drafter.word.tracked import (
    AUTHOR,
    Changes,
    Mend,
    accept_all,
    apply,
    can_lose_mark,
    cut,
    flagged,
    insertion,
    mark_paragraph,
    opened,
    paragraph_like,
    track_format,
)

_TEXT = frozenset({Place.HEADING, Place.BODY, Place.TABLE})


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment for a place of B: a statement and a span in its text.

    author, date  where they are not those of the changes
    """

    text: str
    statement: int
    span: Span
    author: str = ""
    date: datetime | None = None


def settled(path: Path) -> bytes:
    """A Word file with all changes in it accepted: what a redline can be written on."""
    _, document = opened(path)
    accept_all(document.element.body)
    return package_bytes(document)


def redline_bytes(
    base: Path,
    comparison: Comparison,
    remarks: Iterable[Remark] = (),
    *,
    author: str = AUTHOR,
    date: datetime | None = None,
) -> bytes:
    """The Word file `base` with all changes that make its text B's.

    It holds A's text and no tracked change.
    """
    final, document = opened(base)
    paragraphs = [
        paragraph
        for paragraph in final.paragraphs
        if paragraph.text.strip() and not paragraph.style.contents
    ]
    redline = _Redline(comparison, paragraphs, Changes(document, author, date))
    redline.write()
    for remark in remarks:
        redline.remark(remark)
    return package_bytes(document)


class _Redline:
    """Writes the changes into the paragraphs of A's document, and keeps where each stands."""

    def __init__(
        self, comparison: Comparison, paragraphs: Sequence[Paragraph], changes: Changes
    ) -> None:
        self.paragraphs, self.changes = paragraphs, changes
        self.elements = {paragraph.element for paragraph in paragraphs}
        self.a, raw = blocks(comparison.a), blocks(comparison.b)
        for block in (*self.a, *raw):
            block.text = printable(block.text)
        self.models = models(comparison, self.a, raw)
        self.b = printed_like(raw, [self.a[model] for model in self.models])
        self.plan = plan_of(
            steps((comparison.a, self.a), (comparison.b, self.b), comparison.pairs), self.b
        )
        moved = moved_paragraphs(comparison, self.a, self.b, self.plan)
        self.moved = {at: there for at, there in moved.items() if is_plain(paragraphs[at].element)}
        self.inserted: dict[int, list[tuple[Span, Any]]] = defaultdict(list)  # by paragraph of B

    def write(self) -> None:
        for at, edits in sorted(self.plan.edits.items()):
            if at not in self.moved:
                self._edit(at, edits)
        for at, whole in sorted(self.plan.whole.items()):
            self._put_in(at, whole)
        for here, there in sorted(self.moved.items()):
            self._move_from(here, there)
        for at in sorted(self.plan.unended - set(self.moved)):
            element = self.paragraphs[at].element
            if can_lose_mark(element):
                mark_paragraph(element, "del", self.changes)
            if at in self.plan.joined:
                self._close_up(element)

    def _put_in(self, at: int, whole: Sequence[tuple[int, str]]) -> None:
        """Put whole paragraphs of B behind one of A."""
        origins = {there: here for here, there in self.moved.items()}
        tail: Any = None
        for there, text in whole:
            moved = there in origins
            made = self._moved_to(origins[there], there) if moved else self._paragraph(there, text)
            tail = self._place(made, at, there, tail)
        if self._grows(at):
            self._hand_on_end(at, tail)

    def _close_up(self, element: Any) -> None:
        """Delete the blank paragraphs between two that become one."""
        following = element.getnext()
        while following is not None and following not in self.elements:
            if following.tag == qn("w:p") and can_lose_mark(following):
                mark_paragraph(following, "del", self.changes)
            following = following.getnext()

    # --- within a paragraph ---

    def _edit(self, at: int, edits: list[Edit]) -> None:
        """Write the edits of a paragraph, the last first; those that hold ends part it."""
        paragraph = self.paragraphs[at]
        mends = [(Mend(edit.span, edit.new), edit) for edit in self._writable(at, edits)]
        cut(paragraph, [mend for mend, _ in mends])
        ends: list[Any] = []
        for mend, edit in reversed(mends):
            parts = edit.new.split(END)
            mend.new = "".join(parts) or ("x" if len(parts) > 1 else "")
            apply(paragraph, mend, self.changes)
            if mend.new and mend.shown:
                without_highlight(mend.shown[-1])
                ends = [*self._parted(mend.shown.pop(), parts, edit), *ends]
        for end in ends:
            self._split(paragraph.element, end)

    def _writable(self, at: int, edits: list[Edit]) -> list[Edit]:
        """The edits of a paragraph that change more than its setting, in a form it can take."""
        paragraph = self.paragraphs[at]
        deleted = sum(edit.span[1] - edit.span[0] for edit in edits)
        if at not in self.plan.unended or deleted != len(paragraph.text):
            edits = [edit for edit in edits if not self._is_setting(at, edit)]
        parts = any(END in edit.new for edit in edits)
        nested = any(p.run.getparent() is not paragraph.element for p in paragraph.pieces)
        return self._rewritten(at, edits) if parts and nested else edits

    def _is_setting(self, at: int, edit: Edit) -> bool:
        """Whether an edit only deletes blanks at the ends of a paragraph or breaks of a title."""
        text = self.paragraphs[at].text
        start, end = edit.span
        if edit.new or text[start:end].strip():
            return False
        edge = not text[:start].strip() or not text[end:].strip()
        return edge or self.a[at].line.place in {Place.TITLE, Place.ISSUER}

    def _rewritten(self, at: int, edits: Sequence[Edit]) -> list[Edit]:
        """One edit for all: links and fields are not parted within."""
        text, done, at_end = self.paragraphs[at].text, "", 0
        for edit in edits:
            done += text[at_end : edit.span[0]] + edit.new
            at_end = edit.span[1]
        *first, last = (done + text[at_end:]).split(END)
        like = min(edit.like[0] for edit in edits if edit.new)
        self.plan.whole[at - 1] += [(like + n, part) for n, part in enumerate(first)]
        return [Edit((0, len(text)), last, (like + len(first), 0))]

    def _parted(self, made: Any, parts: Sequence[str], edit: Edit) -> Iterator[Any]:
        """Replace an insertion by its parts, one a paragraph; yield the marks of their ends."""
        there, offset = edit.like
        run = made[0]
        for number, part in enumerate(parts):
            if number:
                end = self.changes.element("ins")
                made.addprevious(end)
                yield end
                there, offset = there + 1, 0
            if part:
                piece = insertion(run, part, self.changes)
                made.addprevious(piece)
                self.inserted[there].append(((offset, offset + len(part)), piece))
        made.getparent().remove(made)

    def _split(self, element: Any, end: Any) -> None:
        """End a paragraph at a mark: what stands before it becomes its own, its end tracked."""
        head = paragraph_like(element)
        for child in list(element):
            if child is end:
                break
            if child.tag != qn("w:pPr"):
                head.append(child)
        element.remove(end)
        element.addprevious(head)
        mark_paragraph(head, "ins", self.changes)

    # --- whole paragraphs ---

    def _paragraph(self, there: int, text: str) -> Any:
        """A new paragraph with the text of one of B, in the format of its like in A."""
        model = self.paragraphs[self.models[there]]
        made = paragraph_like(model.element)
        head = min(len(text), heading_length(self.b[there]))
        runs = [piece.run for piece in model.pieces]
        for start, end, run in ((0, head, runs[0]), (head, len(text), runs[-1])):
            if start < end:
                piece = insertion(run, text[start:end], self.changes)
                without_highlight(piece)
                made.append(piece)
                self.inserted[there].append(((start, end), piece))
        mark_paragraph(made, "ins", self.changes)
        return made

    def _place(self, made: Any, at: int, there: int, tail: Any) -> Any:
        """Put a new paragraph where it belongs, and give it back.

        That is behind `tail`, else behind paragraph `at` of A, or before the next one.
        """
        before, after = self._paragraph_at(at), self._paragraph_at(at + 1)
        leaves = before and before.table and not (after and after.table)
        if tail is not None:
            tail.addnext(made)
        elif after and not after.table and (leaves or not self._is_text(at, there)):
            first_parted(after.element).addprevious(made)
        elif before:
            element = in_body(before.element) if leaves else before.element
            element.addnext(made)
        else:
            self.paragraphs[0].element.addprevious(made)
        return made

    def _paragraph_at(self, at: int) -> Paragraph | None:
        return self.paragraphs[at] if 0 <= at < len(self.paragraphs) else None

    def _is_text(self, at: int, there: int) -> bool:
        """Whether paragraph `at` of A, where there is one, and `there` of B are of the text."""
        places = {self.a[at].line.place, self.b[there].line.place}
        return at >= 0 and places <= _TEXT

    def _grows(self, at: int) -> bool:
        """Whether text comes in at the end of a paragraph that stays."""
        edits = self.plan.edits.get(at, [])
        return any(
            edit.new and edit.span[1] == len(self.paragraphs[at].text) for edit in edits[-1:]
        )

    def _hand_on_end(self, at: int, last: Any) -> None:
        """Let a paragraph's end go to the last of those put behind it, as it does on typing on.

        So all that comes in is one stretch: LibreOffice takes two that only an untouched end parts
        for one, and rejects that end with them.
        """
        element, new = self.paragraphs[at].element, []
        while last is not element and last is not None and is_new(last):
            new.append(last)
            last = last.getprevious()
        if at in self.plan.unended or last is not element or not can_lose_mark(element):
            return
        mark_paragraph(element, "ins", self.changes)
        mark = new[0].find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}")
        mark.getparent().remove(mark)
        track_format(new[0], element, self.changes)

    def _move_from(self, here: int, there: int) -> None:
        element = self.paragraphs[here].element
        start = self.changes.element("moveFromRangeStart", name=f"drafter{there}")
        runs = [child for child in element if child.tag == qn("w:r")]
        runs[0].addprevious(start)
        for run in runs:
            moved = self.changes.element("moveFrom")
            run.addprevious(moved)
            moved.append(run)
        mark_paragraph(element, "moveFrom", self.changes)
        element.addnext(range_end("moveFrom", start))

    def _moved_to(self, here: int, there: int) -> Any:
        model = self.paragraphs[here].element
        made = paragraph_like(model)
        start = self.changes.element("moveToRangeStart", name=f"drafter{there}")
        made.append(start)
        for run in model.iterchildren(qn("w:r")):
            moved = self.changes.element("moveTo")
            moved.append(deepcopy(run))
            made.append(moved)
            self.inserted[there].append(((0, len(self.b[there].text)), moved))
        made.append(range_end("moveTo", start))
        mark_paragraph(made, "moveTo", self.changes)
        return made

    # --- comments ---

    def remark(self, remark: Remark) -> None:
        """Put a comment where its place in B came to stand."""
        for at, block in enumerate(self.b):
            if remark.statement in block.places:
                place = block.places[remark.statement]
                shown = self._there(at, (place + remark.span[0], place + remark.span[1]))
                if shown:
                    self.changes.comment(shown, printable(remark.text), remark.author, remark.date)
                return

    def _there(self, at: int, span: Span) -> list[Any]:
        for place, made in self.inserted.get(at, ()):
            if place[0] < span[1] and span[0] < place[1]:
                return [self._narrowed(at, place, made, span)]
        for (start, end), paragraph, offset in self.plan.kept.get(at, ()):
            if start < span[1] and span[0] < end:
                return flagged(self.paragraphs[paragraph], (offset, offset + end - start))
        return []

    def _narrowed(self, at: int, place: Span, made: Any, span: Span) -> Any:
        """The part of an insertion that holds a span of B's paragraph; a move stays whole."""
        start, end = max(place[0], span[0]), min(place[1], span[1])
        if made.tag != qn("w:ins") or (start, end) == place:
            return made
        text = self.b[at].text
        inner, places = made, self.inserted[at]
        places.remove((place, made))
        for part in ((place[0], start), (start, end), (end, place[1])):
            if part[0] < part[1]:
                piece = insertion(made[0], text[slice(*part)], self.changes)
                made.addprevious(piece)
                places.append((part, piece))
                inner = piece if part == (start, end) else inner
        made.getparent().remove(made)
        return inner
