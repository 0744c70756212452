"""Cases: notes in which a person marked every fact and gap; docs/cases.md tells their form.

The marks are read here by themselves: no reader of notes or figures has a hand in what is expected
of one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from drafter.errors import InputError
from drafter.facts.placeholders import is_withheld
from drafter.messages import t

ENCODINGS = ("utf-8", "gb18030", "utf-16")

_HEAD = re.compile(r"<!--\s*case:\s*(\{.*\})\s*-->\s*$")
_KEYS = {"groups": list, "warns": list, "about": str, "encoding": str}
_CODE = re.compile(r"[A-Z]{3}\d{3}$")
_FENCE = re.compile(r"---[ \t]*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
# What opens a heading or a bullet. A figure at its head stands in a mark, so that no digit here can
# be part of one.
_HEADING = re.compile(
    r"^ {0,3}#{1,6}\s*"
    r"(?:[（(]?\s*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*[、.．)）]\s*|[①-⑳]\s*)?"
)
_BULLET = re.compile(
    r"^\s*(?:[-*+•●◦·]\s*|[0-9０-９]{1,3}(?:[.．](?![0-9０-９])|[、)）])\s*|[（(][0-9０-９]{1,2}[)）]\s*|[①-⑳]\s*)"
)
_GOES_ON = re.compile(r"^(?: {2}|\t|\u3000)")
_MARK = re.compile("⟦([^⟦⟧]*)⟧")
_ANCHOR = range(2, 7)  # characters


@dataclass(frozen=True, slots=True)
class ExpectedFact:
    """One fact as a person marked it.

    quote    as the notes have it
    printed  as an official text prints it (GB/T 15835, GB/T 9704)
    anchor   a word of the same note that stands in one clause with this fact in every true draft;
             "" for none
    """

    quote: str
    printed: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedBullet:
    """A bullet or a heading without its marks, its number or its bullet character.

    line  1-based in Case.notes; of a bullet of several lines, the first
    gaps  as the notes have them, in reading order
    """

    line: int
    text: str
    facts: tuple[ExpectedFact, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Notes, and what a person expects of any true draft of them.

    name   of the file, without .md
    warns  codes of the findings that a person must be shown
    about  what is nasty here, in a line
    notes  the text of the notes file, without marks; it begins at the front matter
    marks  the whole case as it is written
    """

    name: str
    groups: tuple[str, ...]
    warns: tuple[str, ...]
    about: str
    encoding: str
    notes: str
    bullets: tuple[ExpectedBullet, ...]
    headings: tuple[ExpectedBullet, ...]
    marks: str = ""

    @property
    def content(self) -> bytes:
        """The notes file in the encoding of the case; UTF-16 has a byte order mark."""
        return self.notes.encode(self.encoding)

    @property
    def facts(self) -> tuple[ExpectedFact, ...]:
        """All facts, headings first."""
        return tuple(fact for row in (*self.headings, *self.bullets) for fact in row.facts)

    @property
    def named(self) -> tuple[str, ...]:
        """By what it can be chosen: its groups, and its own name."""
        return (self.name, *self.groups)

    @property
    def withheld(self) -> tuple[str, ...]:
        """The marks of numbers of persons, which the notes state and no draft prints."""
        return tuple(fact.printed for fact in self.facts if is_withheld(fact.printed))

    @property
    def gaps(self) -> tuple[str, ...]:
        """All gaps, headings first."""
        return tuple(gap for row in (*self.headings, *self.bullets) for gap in row.gaps)


def read_cases(folder: Path) -> tuple[Case, ...]:
    """The cases of a folder by their names. Raises InputError on one that is not well formed."""
    files = (path for path in sorted(folder.glob("*.md")) if not is_readme(path))
    return tuple(map(read_case, files))


def is_readme(path: Path) -> bool:
    """Whether a file tells of the cases beside it and is none."""
    return path.stem.upper() == "README"


def read_case(path: Path) -> Case:
    """Read a case. Raises InputError naming file, line, value and remedy."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(t("notes.unreadable"), path, value=str(error)) from error
    return case_of(text, path)


def case_of(text: str, path: Path) -> Case:
    """The case that a file of this text is; `path` names it. Raises InputError like read_case."""
    head, _, rest = text.partition("\n")
    values = _head(head, path)
    rows = rest.split("\n")
    body = front_rows(rows, path)
    bullets: list[ExpectedBullet] = []
    headings: list[ExpectedBullet] = []
    for number, row in enumerate(rows[body:], body + 1):
        if not row.strip() or _RULE.match(row):
            continue
        heading, bullet = _HEADING.match(row), _BULLET.match(row)
        if heading:
            headings.append(expected_row(row[heading.end() :], number, path))
        elif bullets and _GOES_ON.match(row) and not bullet:
            bullets[-1] = _joined(bullets[-1], expected_row(row, number, path))
        else:
            bullets.append(expected_row(row[bullet.end() :] if bullet else row, number, path))
    return Case(
        path.stem,
        tuple(map(str, values["groups"])),
        tuple(values.get("warns", ())),
        values["about"],
        values.get("encoding", "utf-8"),
        without_marks(rest),
        tuple(bullets),
        tuple(headings),
        text,
    )


def without_marks(text: str) -> str:
    """A text as the notes have it."""
    return _MARK.sub(lambda mark: _quote(mark[1]), text)


def opener(row: str) -> int:
    """How many characters open a row: the marks and the number of a heading or a bullet."""
    match = _HEADING.match(row) or _BULLET.match(row)
    return match.end() if match else 0


def _head(row: str, path: Path) -> dict[str, Any]:
    """What the first line says of a case; every value is of its kind."""
    values = _mapping(row)
    if values is None:
        raise _wrong("head", path, 1, row.strip()[:60])
    for key, value in values.items():
        if not isinstance(value, _KEYS.get(key, ())):
            raise _wrong("head", path, 1, f"{key}: {value}")
    if lacking := [key for key in ("groups", "about") if not values.get(key)]:
        raise _wrong("head", path, 1, lacking[0])
    if odd := [str(code) for code in values.get("warns", ()) if not _CODE.match(str(code))]:
        raise _wrong("warn", path, 1, odd[0])
    encoding = values.get("encoding", "utf-8")
    if encoding not in ENCODINGS:
        raise _wrong("encoding", path, 1, encoding, names="、".join(ENCODINGS))
    return values


def _mapping(row: str) -> dict[str, Any] | None:
    match = _HEAD.match(row)
    try:
        values = yaml.safe_load(match[1]) if match else None
    except yaml.YAMLError:
        return None
    return values if isinstance(values, dict) else None


def front_rows(rows: Sequence[str], path: Path) -> int:
    """How many rows the front matter takes, both fences counted.

    rows  of the notes, which begin below the header. Raises InputError where one holds a mark.
    """
    fences = [number for number, row in enumerate(rows) if _FENCE.match(row)][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise _wrong("front", path, 2, rows[0].strip()[:40])
    size = fences[1] + 1
    for number, row in enumerate(rows[:size], 2):
        if re.search("[⟦⟧]", row):
            raise _wrong("front.mark", path, number, row.strip())
    return size


def expected_row(row: str, number: int, path: Path) -> ExpectedBullet:
    """What stands in one row of notes, `number` of them; the file has the header above.

    Raises InputError on a mark that is not well formed.
    """
    text = without_marks(row).strip()
    if re.search("[⟦⟧]", text):
        raise _wrong("marks", path, number + 1, row.strip())
    facts: list[ExpectedFact] = []
    gaps: list[str] = []
    for mark in _MARK.findall(row):
        if not _well_formed(mark):
            raise _wrong("mark", path, number + 1, f"⟦{mark}⟧")
        if mark.startswith("?"):
            gaps.append(mark[1:])
            continue
        quote, printed, anchor = (*mark.split("｜"), "", "")[:3]
        if anchor and (anchor not in text or len(anchor) not in _ANCHOR):
            raise _wrong("anchor", path, number + 1, anchor)
        facts.append(ExpectedFact(quote, printed or quote, anchor))
    return ExpectedBullet(number, text, tuple(facts), tuple(gaps))


def _well_formed(mark: str) -> bool:
    """Whether a mark has a quote and no more than three parts; a gap has one."""
    parts = mark.split("｜")
    return bool(_quote(mark).strip()) and len(parts) <= (1 if mark.startswith("?") else 3)


def _joined(bullet: ExpectedBullet, more: ExpectedBullet) -> ExpectedBullet:
    return ExpectedBullet(
        bullet.line, bullet.text + more.text, bullet.facts + more.facts, bullet.gaps + more.gaps
    )


def _quote(mark: str) -> str:
    return mark.split("｜")[0].removeprefix("?")


def _wrong(what: str, path: Path, line: int, value: str, **remedy: str) -> InputError:
    return InputError(
        t(f"eval.case.{what}"), path, line, value, t(f"eval.case.{what}.remedy", **remedy)
    )
