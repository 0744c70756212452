"""Queries with judged answers: read, checked, and resolved to spans of the files they name.

An answer is named by its place, never by its words, so that documents which are not ours can be
judged without a character of them standing here. A place is counted in the file as it is, not in
what a reader of ours makes of it.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from drafter.errors import InputError
from drafter.records import Span

KINDS = ("heading", "note", "article", "title", "number", "question", "paraphrase", "shelf")
SHELVES = ("", "report", "policy")
BEST, GOOD = 2, 1

_CN = "〇零一二三四五六七八九十百千"
_LABELS = (  # highest first
    re.compile(rf"第[{_CN}]+[编章]"),
    re.compile(rf"第[{_CN}]+节"),
    re.compile(rf"第[{_CN}]+条"),
    re.compile(rf"[{_CN}]+、"),
    re.compile(rf"（[{_CN}]+）"),
    re.compile(r"\d{1,2}\."),
)
_FRONT = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[。！？])")
_LINES = re.compile(r"(\d+)(?:-(\d+))?")
_PLACE = re.compile(r"([^:]*?)(?::(\d+)(?:-(\d+))?)?")
_GRADES = {"best": BEST, "also": GOOD}
_NEEDED = frozenset({"id", "kind", "ask", "best"})
_KEYS = _NEEDED | {"shelf", "also"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A stretch of a file that answers a query.

    span   in letters of the file (see Text)
    grade  BEST or GOOD
    """

    file: Path
    span: Span
    grade: int


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the index and what answers it.

    shelf  the only shelf that is asked; "" for both
    held   whether it was kept aside: nothing was chosen by it
    """

    id: str
    kind: str
    ask: str
    shelf: str
    answers: tuple[Answer, ...]

    @property
    def held(self) -> bool:
        """Half of the queries, fixed by their ids."""
        return bool(hashlib.sha256(self.id.encode()).digest()[0] & 1)


@dataclass(frozen=True, slots=True)
class Judged:
    """The queries that can be asked; left_out counts those whose files are not here."""

    queries: tuple[Query, ...]
    left_out: int


class Text:
    """A file by its letters: all characters but white space, marks of headings and front matter."""

    def __init__(self, content: str) -> None:
        front = _FRONT.match(content)
        skipped = content[: front.end()].count("\n") if front else 0
        rows = [
            "" if n < skipped else re.sub(r"^#+|\s", "", line.strip())
            for n, line in enumerate(content.split("\n"))
        ]
        self.letters = "".join(rows)
        self._rows = rows
        self._starts = [0]
        for row in rows:
            self._starts.append(self._starts[-1] + len(row))

    def place(self, named: str) -> Span | None:
        """The span of letters that a place names; None for a place that is not there.

        ""          all of it
        57, 57-61   lines, from 1
        一/（二）/3   what stands below the headings with these numbers; 一 is 一、 and 3 is 3.
        第二十六条    an article
        57:2-4      sentences 2 to 4 of any of these, from 1
        """
        parts = _PLACE.fullmatch(named)
        rows = self._rows_of(parts[1]) if parts else None
        if parts is None or rows is None:
            return None
        start, end = self._starts[rows.start], self._starts[rows.stop]
        if not parts[2]:
            return (start, end) if start < end else None
        sentences = [span for row in rows for span in self._sentences(row)]
        first, last = int(parts[2]) - 1, int(parts[3] or parts[2]) - 1
        if not 0 <= first <= last < len(sentences):
            return None
        return sentences[first][0], sentences[last][1]

    def find(self, piece: str, after: int = 0) -> Span | None:
        """Where a piece of the text stands, whatever its white space.

        Where its middle was changed, its ends decide.
        """
        letters = re.sub(r"\s", "", piece)
        start = self.letters.find(letters, after)
        if start >= 0:
            return start, start + len(letters)
        start = self.letters.find(letters[:12], after)
        end = self.letters.find(letters[-12:], max(start, after))
        return (start, end + len(letters[-12:])) if 0 <= start <= end else None

    def _rows_of(self, named: str) -> range | None:
        """The rows of a place: all, lines by their numbers, or what stands below headings."""
        rows: range | None = range(len(self._rows))
        if not named:
            return rows
        if lines := _LINES.fullmatch(named):
            first, last = int(lines[1]) - 1, int(lines[2] or lines[1]) - 1
            return range(first, last + 1) if 0 <= first <= last < len(self._rows) else None
        for number in named.split("/"):
            rows = self._below(number, rows) if rows else None
        return rows

    def _below(self, number: str, rows: range) -> range | None:
        """What stands below the heading of this number: up to the next that ranks as high."""
        mark = "、" if number[0] in _CN else "." if number.isdecimal() else ""
        labels = [_label(self._rows[at]) for at in rows]
        first = next((at for at, (_, text) in enumerate(labels) if text == number + mark), None)
        if first is None:
            return None
        rank = labels[first][0]
        last = next((at for at in range(first + 1, len(labels)) if labels[at][0] <= rank), None)
        return rows[first:last]

    def _sentences(self, row: int) -> Iterator[Span]:
        start = self._starts[row]
        for sentence in filter(None, _SENTENCE.split(self._rows[row])):
            yield start, start + len(sentence)
            start += len(sentence)


def _label(row: str) -> tuple[int, str]:
    """Rank (0 the highest) and number of a numbered row; a row without one ranks below all."""
    for rank, pattern in enumerate(_LABELS):
        if match := pattern.match(row):
            return rank, match[0]
    return len(_LABELS), ""


def read_judged(files: Sequence[Path], folders: Mapping[str, Path | None]) -> Judged:
    """Read and check files of judged queries.

    A folder that is None is not here, and what asks for it is left out. Raises InputError naming
    file, line, value and remedy.
    """
    queries: dict[str, Query] = {}
    left_out = 0
    for file in files:
        for query in _Reader(file, folders).queries():
            if query.id in queries:
                raise InputError("two queries have this id", file, None, query.id, _OTHER_ID)
            if any(answer.grade == BEST for answer in query.answers):
                queries[query.id] = query
            else:
                left_out += 1
    return Judged(tuple(queries.values()), left_out)


_OTHER_ID = "give one of them another id"
_LIKE = "write it like queries/corpus.yaml"
_WHOLE = "it has id, kind, ask, best, and may have shelf and also"
_PLACES = (
    "a line 57 or 57-61, headings 一/（二）/3, an article 第二十六条, sentences of these :2-4; "
    "nothing is all"
)


class _Reader:
    """One file of judged queries, with its lines for messages."""

    def __init__(self, file: Path, folders: Mapping[str, Path | None]) -> None:
        self._file = file
        self._folders = folders
        self._texts: dict[str, tuple[Path, Text] | None] = {}  # None: its folder is not here

    def queries(self) -> Iterator[Query]:
        top = self._top()
        parts = self._mapping(top)
        if set(parts) != {"files", "queries"}:
            remedy = "files names the files, queries asks about them"
            message = "a file of queries has files and queries, and nothing else"
            raise self._wrong(top, message, "、".join(parts), remedy)
        for name, node in self._mapping(parts["files"]).items():
            self._texts[name] = self._text(node)
        for node in self._items(parts["queries"]):
            yield self._query(node)

    def _top(self) -> yaml.Node | None:
        try:
            return yaml.compose(self._file.read_text(encoding="utf-8"), yaml.SafeLoader)
        except OSError as error:
            message = "the file of queries cannot be read"
            raise InputError(message, self._file, value=error.strerror or "") from error
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else None
            message = "the file of queries is no YAML"
            raise InputError(message, self._file, line, remedy=_LIKE) from error

    def _text(self, node: yaml.Node) -> tuple[Path, Text] | None:
        value = self._scalar(node)
        folder, _, name = value.partition("/")
        if folder not in self._folders:
            remedy = f"begin with one of {'、'.join(self._folders)}"
            raise self._wrong(node, "this folder is not known", value, remedy)
        place = self._folders[folder]
        if place is None:
            return None
        try:
            return place / name, Text((place / name).read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            message = "a file that queries are about cannot be read"
            remedy = "check its name; it must be UTF-8 text"
            raise self._wrong(node, message, str(place / name), remedy) from error

    def _query(self, node: yaml.Node) -> Query:
        given = self._mapping(node)
        if wrong := (set(given) - _KEYS) | (_NEEDED - set(given)):
            message = "a query lacks a key, or has one that is not known"
            raise self._wrong(node, message, "、".join(sorted(wrong)), _WHOLE)
        texts = {key: self._scalar(value) for key, value in given.items() if key not in _GRADES}
        for key, known in (("kind", KINDS), ("shelf", SHELVES)):
            if texts.get(key, known[0]) not in known:
                remedy = f"one of: {'、'.join(filter(None, known))}"
                raise self._wrong(given[key], f"an unknown {key}", texts[key], remedy)
        answers = [
            self._answer(answer, grade)
            for key, grade in _GRADES.items()
            if key in given
            for answer in self._items(given[key])
        ]
        shelf = texts.get("shelf", "")
        return Query(texts["id"], texts["kind"], texts["ask"], shelf, tuple(filter(None, answers)))

    def _answer(self, node: yaml.Node, grade: int) -> Answer | None:
        value = self._scalar(node)
        name, _, place = value.partition(" ")
        if name not in self._texts:
            remedy = f"a short name, a space, a place; the names are {'、'.join(self._texts)}"
            raise self._wrong(node, "an answer names no file of files", value, remedy)
        text = self._texts[name]
        if text is None:
            return None
        span = text[1].place(place)
        if span is None:
            raise self._wrong(node, f"{text[0].name} has no such place", value, _PLACES)
        return Answer(text[0], span, grade)

    def _mapping(self, node: yaml.Node | None) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(node, "a mapping is wanted here", "", _LIKE)
        return {self._scalar(key): value for key, value in node.value}

    def _items(self, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self._wrong(node, "a list that is not empty is wanted here", "", _LIKE)
        return list(node.value)

    def _scalar(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self._wrong(node, "text is wanted here", "", _LIKE)
        return str(node.value).strip()

    def _wrong(self, node: yaml.Node | None, message: str, value: str, remedy: str) -> InputError:
        line = node.start_mark.line + 1 if node else None
        return InputError(message, self._file, line, value, remedy)
