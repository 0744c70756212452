"""Cases: notes in which a person marked every fact and gap; the form is told in eval/cases/README.md.

The marks are read here by themselves. No reader of notes or figures has a hand in what is expected of one.

`python -m drafter.evaluation.cases eval/cases` prints the table of cases that stands in the README there.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from drafter.errors import InputError
from drafter.messages import t

BUREAUS = (
    "education", "health", "civil-affairs", "transport", "agriculture", "emergency", "market", "culture", "personnel",
    "resources", "police", "veterans", "statistics", "government",
)  # fmt: skip
KINDS = ("summary", "plan", "both")
GRADES = ("easy", "medium", "nasty")
MATTERS = (
    "dense", "same-value", "sloppy", "gaps", "contradiction", "doubt", "personal", "injection", "empty-section",
    "one-bullet", "giant", "nested", "numerals", "units", "dates", "titles", "names", "ranges", "nofigure", "decrease",
    "ranking", "long", "short", "encoding",
)  # fmt: skip
GROUPS = (*BUREAUS, *KINDS, *GRADES, *MATTERS)
ENCODINGS = ("utf-8", "gb18030", "utf-16")

_HEAD = re.compile(r"<!--\s*case:\s*(\{.*\})\s*-->\s*$")
_KEYS = {"groups": list, "warns": list, "about": str, "encoding": str}
_CODE = re.compile(r"[A-Z]{3}\d{3}$")
_FENCE = re.compile(r"---[ \t]*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
# What opens a heading or a bullet. A figure at its head stands in a mark, so no digit here can be part of one.
_HEADING = re.compile(
    r"^ {0,3}#{1,6}\s*(?:[（(]?\s*(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})\s*[、.．)）]\s*|[①-⑳]\s*)?"
)
_BULLET = re.compile(
    r"^\s*(?:[-*+•●◦·]\s*|[0-9０-９]{1,3}[.．、)）]\s*|[（(][0-9０-９]{1,2}[)）]\s*|[①-⑳]\s*)"
)
_GOES_ON = re.compile(r"^(?: {2}|\t|\u3000)")
_MARK = re.compile("⟦([^⟦⟧]*)⟧")
_ANCHOR = range(2, 7)  # characters


@dataclass(frozen=True, slots=True)
class ExpectedFact:
    """One fact as a person marked it.

    quote    as the notes have it
    printed  as an official text prints it (GB/T 15835, GB/T 9704)
    anchor   a word of the same note that stands in one clause with this fact in every true draft; "" for none
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
    """

    name: str
    groups: tuple[str, ...]
    warns: tuple[str, ...]
    about: str
    encoding: str
    notes: str
    bullets: tuple[ExpectedBullet, ...]
    headings: tuple[ExpectedBullet, ...]

    @property
    def content(self) -> bytes:
        """The notes file in the encoding of the case; UTF-16 has a byte order mark."""
        return self.notes.encode(self.encoding)

    @property
    def facts(self) -> tuple[ExpectedFact, ...]:
        """All facts, headings first."""
        return tuple(fact for one in (*self.headings, *self.bullets) for fact in one.facts)

    @property
    def gaps(self) -> tuple[str, ...]:
        """All gaps, headings first."""
        return tuple(gap for one in (*self.headings, *self.bullets) for gap in one.gaps)


def read_cases(folder: Path) -> tuple[Case, ...]:
    """The cases of a folder by their numbers. Raises InputError on one that is not well formed."""
    return tuple(read_case(path) for path in sorted(folder.glob("[0-9]*.md")))


def read_case(path: Path) -> Case:
    """Read a case. Raises InputError naming file, line, value and remedy; lines are those of the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(t("notes.unreadable"), path, value=str(error)) from error
    head, _, rest = text.partition("\n")
    values = _head(head, path)
    rows = rest.split("\n")
    body = _front_rows(rows, path)
    for number, row in enumerate(rows[:body], 2):
        if re.search("[⟦⟧]", row):
            raise InputError(
                t("eval.case.front.mark"),
                path,
                number,
                row.strip(),
                t("eval.case.front.mark.remedy"),
            )
    bullets: list[ExpectedBullet] = []
    headings: list[ExpectedBullet] = []
    for number, row in enumerate(rows[body:], body + 1):
        if not row.strip() or _RULE.match(row):
            continue
        if heading := _HEADING.match(row):
            headings.append(_expected(row[heading.end() :], number, path))
        elif bullets and _GOES_ON.match(row) and not _BULLET.match(row):
            bullets[-1] = _joined(bullets[-1], _expected(row, number, path))
        else:
            opened = _BULLET.match(row)
            bullets.append(_expected(row[opened.end() :] if opened else row, number, path))
    notes = _MARK.sub(lambda m: _quote(m[1]), rest)
    encoding = values.get("encoding", "utf-8")
    return Case(
        path.stem,
        tuple(values["groups"]),
        tuple(values.get("warns", ())),
        values["about"],
        encoding,
        notes,
        tuple(bullets),
        tuple(headings),
    )


def _head(row: str, path: Path) -> dict[str, Any]:
    found = _HEAD.match(row)
    try:
        values = yaml.safe_load(found[1]) if found else None
    except yaml.YAMLError:
        values = None
    if not isinstance(values, dict):
        raise InputError(t("eval.case.head"), path, 1, row.strip()[:60], t("eval.case.head.remedy"))
    for key, value in values.items():
        kind = _KEYS.get(key)
        if kind is None or not isinstance(value, kind):
            raise InputError(
                t("eval.case.head"), path, 1, f"{key}: {value}", t("eval.case.head.remedy")
            )
    for key in ("groups", "about"):
        if not values.get(key):
            raise InputError(t("eval.case.head"), path, 1, key, t("eval.case.head.remedy"))
    _check_groups(values["groups"], path)
    for code in values.get("warns", ()):
        if not _CODE.match(str(code)):
            raise InputError(t("eval.case.warn"), path, 1, str(code), t("eval.case.warn.remedy"))
    encoding = values.get("encoding", "utf-8")
    if encoding not in ENCODINGS:
        remedy = t("eval.case.encoding.remedy", names="、".join(ENCODINGS))
        raise InputError(t("eval.case.encoding"), path, 1, encoding, remedy)
    return values


def _check_groups(groups: list[str], path: Path) -> None:
    for group in groups:
        if group not in GROUPS:
            raise InputError(
                t("eval.case.group"),
                path,
                1,
                str(group),
                t("eval.case.group.remedy", names="、".join(GROUPS)),
            )
    for names in (BUREAUS, KINDS, GRADES):
        if sum(group in names for group in groups) != 1:
            raise InputError(
                t("eval.case.one"),
                path,
                1,
                "、".join(groups),
                t("eval.case.one.remedy", names="、".join(names)),
            )


def _front_rows(rows: list[str], path: Path) -> int:
    """How many rows the front matter takes, both fences counted."""
    fences = (number for number, row in enumerate(rows) if _FENCE.match(row))
    if next(fences, None) == 0 and (last := next(fences, None)):
        return last + 1
    raise InputError(
        t("eval.case.front"), path, 2, rows[0].strip()[:40], t("eval.case.front.remedy")
    )


def _expected(row: str, number: int, path: Path) -> ExpectedBullet:
    """What stands in one row of notes, `number` of them; the file has the header above."""
    text = _MARK.sub(lambda m: _quote(m[1]), row).strip()
    if re.search("[⟦⟧]", text):
        raise InputError(
            t("eval.case.marks"), path, number + 1, row.strip(), t("eval.case.marks.remedy")
        )
    facts: list[ExpectedFact] = []
    gaps: list[str] = []
    for mark in _MARK.findall(row):
        quote, *more = mark.split("｜")
        if not quote.removeprefix("?").strip() or len(more) > 2 or (quote.startswith("?") and more):
            raise InputError(
                t("eval.case.mark"), path, number + 1, f"⟦{mark}⟧", t("eval.case.mark.remedy")
            )
        if quote.startswith("?"):
            gaps.append(quote[1:])
            continue
        printed, anchor = (*more, "", "")[:2]
        if anchor and (anchor not in text or len(anchor) not in _ANCHOR):
            raise InputError(
                t("eval.case.anchor"), path, number + 1, anchor, t("eval.case.anchor.remedy")
            )
        facts.append(ExpectedFact(quote, printed or quote, anchor))
    return ExpectedBullet(number, text, tuple(facts), tuple(gaps))


def _joined(one: ExpectedBullet, more: ExpectedBullet) -> ExpectedBullet:
    return ExpectedBullet(
        one.line, one.text + more.text, one.facts + more.facts, one.gaps + more.gaps
    )


def _quote(mark: str) -> str:
    return mark.split("｜")[0].removeprefix("?")


def table(cases: Iterable[Case]) -> Iterator[str]:
    """The table of cases in the README: what is counted are marks."""
    yield "| case | groups | bullets | facts | gaps | warns | what is nasty |"
    yield "| --- | --- | --: | --: | --: | --- | --- |"
    sums = [0, 0, 0]
    for case in cases:
        counts = [len(case.bullets), len(case.facts), len(case.gaps)]
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        yield (
            f"| [{case.name}]({case.name}.md) | {', '.join(case.groups)} | {' | '.join(map(str, counts))} "
            f"| {', '.join(case.warns)} | {case.about} |"
        )
    yield f"| all | | {' | '.join(map(str, sums))} | | |"


if __name__ == "__main__":
    print("\n".join(table(read_cases(Path(sys.argv[1])))))
