"""A finished report in a Word file → the paragraphs that its rules read, and what it looks like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.documents.report import Source
from drafter.documents.word_page import Setting, Sheet, Stretch
from drafter.errors import InputError
from drafter.messages import t
from drafter.textfile import MAX_CHARACTERS
from drafter.word.accepted_text import Final, Paragraph, changes
from drafter.word.autonumber import Numbering, printed_marks
from drafter.word.package import Parts, open_parts, w
from drafter.word.page_setup import sheet_of
from drafter.word.styles import Marks, Styles

_REMARK = re.compile(r"drafter\s*[:：]\s*(ignore-file|ignore)(?![\w-])\s*([A-Z0-9,，、\s]*)")
_MOST_REMARKS = 500


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a Word file holds, read with all tracked changes accepted.

    sources  a paragraph each, numbered among all of the body (those of tables included, text boxes not)
    sheet    what each looks like, by the same numbers
    notices  what a person has to be told about how it was read
    """

    sources: tuple[Source, ...]
    sheet: Sheet
    notices: tuple[str, ...] = ()


def read_word(path: Path) -> WordFile:
    """Read a Word file. Raises InputError on what is none, is damaged, or was made to harm.

    A comment that says `drafter: ignore FIG201` switches rules off in the paragraphs it is anchored to,
    `drafter: ignore-file` everywhere.
    """
    parts = open_parts(path)
    styles = Styles(parts)
    remarks, everywhere = _remarks(parts.comments)
    final = Final(parts.body, styles, remarks)
    length = sum(len(piece.text) for paragraph in final.paragraphs for piece in paragraph.pieces)
    if length > MAX_CHARACTERS:
        raise InputError(t("check.large", count=length, limit=MAX_CHARACTERS), path)
    numbering = Numbering(parts.numbering, styles)
    sources, settings = [], {}
    ignored: dict[frozenset[str], frozenset[str]] = {
        frozenset(): everywhere
    }  # many paragraphs have the same comments
    for paragraph in final.paragraphs:
        marks, auto = printed_marks(paragraph, numbering)
        if paragraph.comments not in ignored:
            ignored[paragraph.comments] = everywhere.union(
                *(remarks[id] for id in paragraph.comments)
            )
        level = marks.get("outline", paragraph.style.level)
        text = "" if paragraph.style.contents else paragraph.text
        sources.append(
            Source(
                paragraph.number, text, auto, 0, level, paragraph.table, ignored[paragraph.comments]
            )
        )
        settings[paragraph.number] = _setting(paragraph, marks)
    return WordFile(
        tuple(sources), sheet_of(parts, styles, settings), tuple(_notices(parts, final))
    )


def _setting(paragraph: Paragraph, marks: Marks) -> Setting:
    first = marks.get("first_line", -marks.get("hanging", 0))
    chars = marks.get("first_line_chars")
    if chars is None and "hanging_chars" in marks:
        chars = -marks["hanging_chars"]
    stretches: list[Stretch] = []
    for piece, span in paragraph.placed():
        if stretches and stretches[-1].type == piece.type:
            stretches[-1] = Stretch((stretches[-1].span[0], span[1]), piece.type)
        else:
            stretches.append(Stretch(span, piece.type))
    return Setting(
        paragraph.number,
        marks.get("align", "left"),
        first,
        chars,
        marks.get("left", 0),
        marks.get("left_chars"),
        marks.get("right", 0),
        marks.get("right_chars"),
        marks.get("line", 240),
        marks.get("rule", "auto"),
        marks.get("snap", True),
        tuple(stretches),
    )


def _remarks(comments: Any) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Codes that comments switch off, by the comment's id, and those switched off everywhere."""
    remarks: dict[str, frozenset[str]] = {}
    everywhere: frozenset[str] = frozenset()
    for comment in () if comments is None else comments.iter(w("comment")):
        text = "".join(comment.itertext(w("t")))
        if (found := _REMARK.search(text)) and len(remarks) < _MOST_REMARKS:
            codes = frozenset(re.findall(r"[A-Z]+\d*", found[2]) or ["*"])
            if found[1] == "ignore-file":
                everywhere |= codes
            else:
                remarks[comment.get(w("id"), "")] = codes
    return remarks, everywhere


def _notices(parts: Parts, final: Final) -> Iterator[str]:
    comments = 0 if parts.comments is None else len(parts.comments.findall(w("comment")))
    counts = {
        "changes": changes(parts.body),
        "comments": comments,
        "boxes": final.boxes,
        "notes": final.notes,
    }
    for what, count in counts.items():
        if count:
            yield t(f"word.{what}", count=count)
