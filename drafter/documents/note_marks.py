"""The marks and numbers that notes open with, and lists within a line: - 1. （1） ① 一、."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafter.facts.numbering import BRACKETED_CN, CN
from drafter.facts.placeholders import HAN

_BULLET = re.compile(
    r"^(\s*)((?:"
    r"(?:[-+*•●◦▪■◆○·▲★☆√✓➤►→§—–]\s+)+"
    r"|[-•●◦▪■◆○·▲★☆√✓➤►→§—–](?=[\u4e00-\u9fff“《（(\[0-9０-９])(?!-?\d+(?:\.\d+)?[℃°])"
    r"|[0-9０-９]{1,3}(?:[、)）](?!\s*[0-9０-９]+\s*[、月季号])|[.．](?![0-9０-９xX]))\s*"
    r"|[（(][0-9０-９]{1,2}[)）](?!号)\s*|[①-⑳⑴-⒇](?![①-⑳⑴-⒇])\s*"
    r"|[a-zA-Z][.、)）](?=\s|[\u4e00-\u9fff])\s*"
    r")(?:\[[ xX✓]\]\s*)?)(.+?)\s*$"
)
EMPTY = re.compile(
    r"^\s*(?:[-+*•●◦▪■◆○·—–]|[0-9０-９]{1,3}[.．、)）]|[-+*]\s+[-+*])\s*[。、，；;.]*\s*$"
    r"|^\s*[。、，；;.]+\s*$"
)
# Where a file has no # at all, numbered lines are its headings, if they read like one.
_BARE_HEADING = re.compile(rf"^\s*(?:([{CN}]+\s*、)|({BRACKETED_CN}))\s*[^。；;，,：:\d]{{2,30}}$")
# A number with a digit behind it is a decimal (1.5亿元) unless lines are numbered in order by it.
_NUMBERED = re.compile(r"^(\s*)(\d{1,2}[.．、]\s*)(\S.*?)\s*$")
_OPENS_WITH_DATE = re.compile(r"\d{1,2}[月日]|20\d\d年")
_LEAST_NUMBERED = 3  # lines in order that are a list whatever stands behind their numbers


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that opens with a mark or number: its indent, the mark, and the text behind it."""

    indent: str
    mark: str
    text: str


def marked(raw: str) -> Marked | None:
    """A line parted behind the mark of a bullet; None where it opens with none."""
    match = _BULLET.match(raw)
    return Marked(match[1], match[2].strip(), match[3]) if match else None


def bare_heading(text: str) -> int:
    """The depth of a heading that only its number marks: 1 for 一、, 2 for （一）, else 0."""
    match = _BARE_HEADING.match(text)
    if not match:
        return 0
    return 1 if match[1] else 2


def opens_bullet(text: str) -> bool:
    """Whether a line opens with the mark or number of a bullet."""
    return _BULLET.match(text) is not None


def series_of(mark: str) -> str:
    """What the marks of one list have in common: 1. and 2. are of one series, （1） of another."""
    plain = re.sub("[0-9０-９]+", "1", mark.replace("(", "（").replace(")", "）"))
    return re.sub("[①-⑳]", "①", re.sub("[⑴-⒇]", "⑴", re.sub("[a-zA-Z]", "a", plain)))


def numbered_in_order(rows: Sequence[str]) -> dict[int, Marked]:
    """The lines of lists by index (0-based) that are numbered 1, 2, 3 in order below one heading.

    A figure behind the number does not make a decimal of it: 1.6月底前…, 2.9月底前….
    """
    runs: list[dict[int, Marked]] = [{}]
    for at, row in enumerate(rows):
        if row.startswith("#") or bare_heading(row):
            runs.append({})
        if not (match := _NUMBERED.match(row)):
            continue
        line = Marked(match[1], match[2].strip(), match[3])
        if _number(line) == 1:
            runs.append({at: line})
        elif _goes_on(runs[-1], line):
            runs[-1][at] = line
    return {at: line for run in runs if _is_list(tuple(run.values())) for at, line in run.items()}


def _number(line: Marked) -> int:
    return int(re.sub(r"\D", "", line.mark))


def _goes_on(run: Mapping[int, Marked], line: Marked) -> bool:
    """Whether a line has the next number of a run, written as the one before it."""
    last = tuple(run.values())[-1:]
    return any(
        _number(line) == _number(item) + 1 and series_of(line.mark) == series_of(item.mark)
        for item in last
    )


def _is_list(run: Sequence[Marked]) -> bool:
    """Whether numbers in order are those of a list, not decimals."""
    if len(run) < 2:
        return False
    by_words = any(not line.text[0].isdigit() for line in run)
    by_dates = all(_OPENS_WITH_DATE.match(line.text) for line in run)
    return by_words or by_dates or len(run) >= _LEAST_NUMBERED


# --- marks within a line ---

_SERIES = (
    [chr(0x2460 + n) for n in range(20)],
    [chr(0x2474 + n) for n in range(20)],
    [f"（{n}）" for n in range(1, 21)],
    [f"{n}）" for n in range(1, 21)],
    [f"{n}、" for n in range(1, 21)],
    [f"{chr(97 + n)}." for n in range(20)],
)
_BEFORE_MARK = re.compile(rf"(?:^|[\s。；;：:，,、）)】{HAN}])$")


def marked_items(text: str) -> tuple[str, list[str]]:
    """What leads a list within a line, and its items; no items where the line has no list."""
    plain = text.replace("(", "（").replace(")", "）")
    for series in _SERIES:
        places = _places(plain, series)
        if len(places) < 2 or _within_brackets(plain, places[0][0]):
            continue
        ends = [start for start, _ in places[1:]] + [len(text)]
        items = [
            text[end:stop].strip(" \t\u3000;；、，,")
            for (_, end), stop in zip(places, ends, strict=True)
        ]
        lead = text[: places[0][0]].strip(" \t\u3000：:，,；;")
        if all(len(item) >= 2 for item in items) and not re.search(r"^[\d、.）]+", items[0][:2]):
            return lead, items
    return "", []


def _places(text: str, series: Sequence[str]) -> list[tuple[int, int]]:
    """Where the marks of a series stand one after the other, the first from its beginning on."""
    places: list[tuple[int, int]] = []
    at = 0
    for mark in series:
        start = _next_mark(text, mark, at)
        if start < 0:
            break
        at = start + len(mark)
        places.append((start, at))
    return places


def _next_mark(text: str, mark: str, at: int) -> int:
    """Where `mark` stands next as a mark; -1 for nowhere: 第（2）项 and 18）are none."""
    start = text.find(mark, at)
    while start >= 0:
        before = text[max(0, start - 1) : start]
        opens = mark[0].isdigit() or mark[0].isalpha()
        clean = not before or (
            (not before.isdigit() and before not in "第（.")
            and not (opens and before.isascii() and before.isalnum())
        )
        if clean and (_BEFORE_MARK.search(text[:start])):
            after = text[start + len(mark) :]
            if not re.match(r"[项款条目]规定|号", after):
                return start
        start = text.find(mark, start + 1)
    return -1


def _within_brackets(text: str, at: int) -> bool:
    before = text[:at]
    opened = max(before.rfind("（"), before.rfind("《"), before.rfind("“"))
    closed = max(before.rfind("）"), before.rfind("》"), before.rfind("”"))
    return opened > closed
