"""A case made of somebody's notes: facts and gaps are proposed, a person says what is right.

While it is looked at it lies in `PENDING` below the folder of cases, where no run reads it, and its
last line names the rows that were seen. What is proposed is what drafter reads: a case is worth
something only once a person has put right what is read wrongly, and marked what is not read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import rjieba
import yaml

from drafter.documents.text_file import decode
from drafter.errors import InputError
from drafter.evaluation.cases import (
    case_of,
    expected_row,
    front_rows,
    is_readme,
    opener,
    without_marks,
)
from drafter.facts.personal_data import CALLED, find_personal
from drafter.facts.placeholders import withheld_mark
from drafter.files import write_whole
from drafter.messages import t
from drafter.reading.notes import read_notes
from drafter.records import Brief, Span
from drafter.system import remove

PENDING = "pending"
_SEEN = re.compile(r"\n<!-- seen: (\[[0-9, ]*\]) -->\n\Z")
_MARK = re.compile("⟦[^⟦⟧]*⟧")
_SIGNS = re.compile("[⟦⟧｜]")  # a mark has no way to hold them
_LINE_END = re.compile("\r\n|\r|\n")
_REMARK = re.compile("<!--.*?-->")
_DIGIT = re.compile("[0-9０-９]")
_HAN = re.compile("[一-鿿]+")
_CLAUSE = re.compile("[，；。、,;]")
_ANCHOR = range(2, 7)  # characters

Proposal = tuple[Span, str]
"""Where a mark stands in a row, and what it says."""


@dataclass(frozen=True, slots=True)
class Row:
    """A heading or a bullet of a pending case.

    number  of the row in the notes, 1-based
    text    with its marks
    """

    number: int
    text: str
    seen: bool

    @property
    def unmarked_digits(self) -> bool:
        """Whether a digit stands outside of every mark, but for the number of the row."""
        words = _REMARK.sub("", self.text[opener(self.text) :])
        return bool(_DIGIT.search(_MARK.sub("", words)))


@dataclass(frozen=True, slots=True)
class PendingCase:
    """A case that a person is looking at.

    head  its first line; front is how many rows of `rows` are front matter
    """

    file: Path
    head: str
    front: int
    rows: tuple[str, ...]
    seen: frozenset[int]

    def to_see(self) -> list[Row]:
        """The rows that can hold a fact, in order."""
        numbered = enumerate(self.rows[self.front :], self.front + 1)
        return [Row(number, row, number in self.seen) for number, row in numbered if row.strip()]

    @property
    def whole(self) -> bool:
        """Whether every row was seen."""
        return all(row.seen for row in self.to_see())

    def with_row(self, number: int, text: str, *, seen: bool = True) -> "PendingCase":
        """The case with a row as a person marked it, and seen where he says that it is right.

        Raises InputError where a mark is malformed, or more than marks was changed.
        """
        before = self.rows[number - 1]
        expected_row(text[opener(text) :], number, self.file)
        if without_marks(text) != without_marks(before):
            remedy = t("eval.case.words.remedy")
            raise InputError(t("eval.case.words"), self.file, number + 1, text.strip(), remedy)
        rows = (*self.rows[: number - 1], text, *self.rows[number:])
        return replace(self, rows=rows, seen=self.seen | {number} if seen else self.seen - {number})

    def without_facts_seen(self) -> "PendingCase":
        """The case with every row seen that has neither a mark nor a digit."""
        plain = {
            row.number
            for row in self.to_see()
            if not _MARK.search(row.text) and not row.unmarked_digits
        }
        return replace(self, seen=self.seen | plain)

    def save(self) -> None:
        """Write it where it is pending. Raises InputError where it cannot be."""
        seen = f"<!-- seen: {sorted(self.seen)} -->\n"
        write_whole(self.file, (self._text() + seen).encode())

    def confirm(self) -> Path:
        """Make a case of it; its file.

        Raises InputError where a row was not seen, or there is a case of that name.
        """
        if not self.whole:
            left = "、".join(str(row.number + 1) for row in self.to_see() if not row.seen)
            raise InputError(t("eval.case.unseen"), self.file, value=left)
        target = self.file.parent.parent / self.file.name
        _refuse_taken(target)
        text = self._text()
        case_of(text, self.file)
        write_whole(target, text.encode())
        remove(self.file)
        return target

    def _text(self) -> str:
        return "\n".join((self.head, *self.rows)).rstrip("\n") + "\n"


def begin_case(notes: Path, cases: Path, groups: Sequence[str], about: str) -> PendingCase:
    """Make a pending case of notes. Nothing is written over.

    groups  what the case is about; about says it in a line
    Raises InputError where the notes are not text with front matter or hold a sign of marks, or a
    case of their name is there.
    """
    file = cases / PENDING / f"{notes.stem}.md"
    _refuse_taken(cases / file.name)
    _refuse_taken(file)
    brief = read_notes(notes)
    try:
        rows = _LINE_END.split(decode(notes.read_bytes()).text.lstrip("\ufeff").rstrip("\r\n"))
        front = front_rows(rows, notes)
    except (ValueError, InputError) as error:
        remedy = t("eval.case.notes.remedy")
        raise InputError(t("eval.case.notes"), notes, remedy=remedy) from error
    for number, row in enumerate(rows, 1):
        if _SIGNS.search(row):
            raise InputError(t("eval.case.signs"), notes, number, row.strip())
    values = yaml.safe_dump(
        {"groups": list(groups), "about": about},
        allow_unicode=True, default_flow_style=True, sort_keys=False, width=10**6,
    )  # fmt: skip
    head = f"<!-- case: {values.strip()} -->"
    made = PendingCase(file, head, front, _marked(rows, brief, front), frozenset())
    file.parent.mkdir(parents=True, exist_ok=True)
    made.save()
    return made


def read_pending(file: Path) -> PendingCase:
    """Read a case that is looked at. Raises InputError where it is none."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    seen = _SEEN.search(text)
    if not seen:
        waiting = "、".join(sorted(one.stem for one in file.parent.glob("*.md"))) or "-"
        remedy = t("eval.case.none.remedy", waiting=waiting)
        raise InputError(t("eval.case.none"), file, remedy=remedy)
    head, *rows = text[: seen.start()].split("\n")
    return PendingCase(
        file, head, front_rows(rows, file), tuple(rows), frozenset(yaml.safe_load(seen[1]))
    )


def _refuse_taken(file: Path) -> None:
    """Raises InputError where a case cannot have that file."""
    if file.exists() or is_readme(file):
        raise InputError(t("eval.case.there"), file, remedy=t("eval.case.there.remedy"))


def _marked(rows: Sequence[str], brief: Brief, front: int) -> tuple[str, ...]:
    """The rows with a mark at everything that drafter reads."""
    quotes = dict(_quotes(brief))
    lines = sorted(quotes)
    ends = dict(zip(lines, [*lines[1:], len(rows) + 1], strict=True))
    marked = list(rows)
    for line in lines:
        left = list(quotes[line])
        for number in range(max(line, front + 1), ends[line]):
            marked[number - 1], left = _row_marked(rows[number - 1], left)
    return tuple(marked)


def _quotes(brief: Brief) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Line → (quote, mark) of the facts and gaps there, in order of the text."""
    heads = ((one.line, one.facts, one.gaps) for one in brief.all_sections())
    notes = ((one.line, one.facts, one.gaps) for one in brief.all_bullets())
    for line, facts, gaps in (*heads, *notes):
        told = [(one.span, one.quote, _of_fact(one.quote, one.text)) for one in facts]
        told += [(one.span, one.text, f"?{one.text}") for one in gaps]
        yield line, [(quote, mark) for _, quote, mark in sorted(told)]


def _of_fact(quote: str, printed: str) -> str:
    return quote if quote == printed else f"{quote}｜{printed}"


def _row_marked(row: str, wanted: Sequence[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """A row with the marks of what stands in it, and what stands in no place of it."""
    found: list[Proposal] = [
        (span, f"{row[slice(*span)]}｜{withheld_mark(CALLED[kind][0])}")
        for span, kind in find_personal(row)
    ]
    at, left = min(opener(row), row.find(wanted[0][0])) if wanted else 0, []
    for quote, mark in wanted:
        start = row.find(quote, at)
        if start < 0:
            left.append((quote, mark))
        elif not any(span[0] < start + len(quote) and start < span[1] for span, _ in found):
            found.append(((start, start + len(quote)), mark))
            at = start + len(quote)
    return _put(row, _anchored(row, sorted(found))), left


def _anchored(row: str, found: Iterable[Proposal]) -> Iterator[Proposal]:
    """The marks with the words before each as its anchor, where the clause has some."""
    end = 0
    for span, mark in found:
        anchor = _last_noun(_CLAUSE.split(row[end : span[0]])[-1])
        end = span[1]
        if anchor and _DIGIT.search(mark) and not mark.startswith("?"):
            mark += ("｜" if "｜" in mark else "｜｜") + anchor
        yield span, mark


def _last_noun(text: str) -> str:
    """The last noun of more than one character, which any wording keeps; "" for none."""
    words = reversed(rjieba.tag(text))
    fit = (word for word, tag in words if tag.startswith("n") and _HAN.fullmatch(word))
    return next((word for word in fit if len(word) in _ANCHOR), "")


def _put(row: str, found: Iterable[Proposal]) -> str:
    parts, at = [], 0
    for (start, end), mark in found:
        parts += [row[at:start], f"⟦{mark}⟧"]
        at = end
    return "".join((*parts, row[at:]))
