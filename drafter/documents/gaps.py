"""The gaps of a brief or a masked text, each in its place, under a name that survives redrafting.

A gap is named by what stands around it, not by its turn: notes may be added, moved and reworded
elsewhere, and a form that was sent out still lands in its hole. Gaps whose surroundings are equal
are told apart by their order.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.documents.notes_reworded import Text, notes_reworded
from drafter.facts.later import Later
from drafter.facts.placeholders import BLANK
from drafter.facts.punctuation import mend
from drafter.messages import t
from drafter.records import Brief, Bullet, Fact, Gap

_SHORTEST = 4  # digits of a name; those that would be equal are longer
_AROUND = 14  # characters before a gap in an excerpt
_CLAUSE_END = re.compile(r"[，；。！？：\n]")
_FIGURE = re.compile(r"[xX×*○□]+(?:\.[xX×*]+)?|\d[\d,.]*")

# Other holes of the clause, filled or not: what mending would change, and signs that are no digits.
_ROOM = Later(rf"{BLANK.pattern}|[（(]\s{{0,12}}[)）]|[#＃△]{{2,20}}(?:\.[#＃△]{{1,9}})?")


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A gap in its place: the text it stands in, and that text's line in the notes, 0 for none.

    part     "title", "recipient", "opening", "issuer" or "date"; "" in a section
    heading  of its section, without number; "" outside
    bullet   id of the note it stands in, "" for none
    """

    gap: Gap
    text: str
    part: str = ""
    heading: str = ""
    line: int = 0
    bullet: str = ""

    @property
    def section(self) -> str:
        """The heading, or what the part is called."""
        return self.heading or t(f"gap.in.{self.part}")

    @property
    def excerpt(self) -> str:
        """The gap with the words around it: …选派民办学校党建指导员【xx】名."""
        start, end = self.gap.span
        before, after = self.text[:start], self.text[end:]
        head = "…" + before[-_AROUND:] if len(before) > _AROUND else before
        foot = after[: _AROUND // 2] + "…" if len(after) > _AROUND // 2 else after
        return head + marked(self.gap.text) + foot


def marked(mask: str) -> str:
    """A mask as a reader cannot overlook it: 【xx】."""
    return mask if mask.startswith("【") else f"【{mask}】"


def open_gaps(brief: Brief) -> Iterator[OpenGap]:
    """Every gap in its place, in reading order."""
    for part, gaps, text in (
        ("title", brief.title_gaps, brief.title),
        ("recipient", brief.recipient_gaps, brief.recipient),
        ("opening", brief.opening_gaps, brief.opening),
    ):
        yield from (OpenGap(gap, text, part) for gap in gaps)
    yield from _of_bullets(brief.preamble, "opening", "")
    for section in brief.all_sections():
        heading, line = section.heading, section.line
        yield from (OpenGap(gap, heading, heading=heading, line=line) for gap in section.gaps)
        if section.hole:
            yield OpenGap(section.hole, section.hole.text, heading=heading, line=line)
        yield from _of_bullets(section.bullets, "", heading)
    yield from (OpenGap(gap, brief.organization, "issuer") for gap in brief.issuer_gaps)
    yield from (OpenGap(gap, brief.date, "date") for gap in brief.date_gaps)


def _of_bullets(bullets: Iterable[Bullet], part: str, heading: str) -> Iterator[OpenGap]:
    for bullet in bullets:
        for one in bullet.walk():
            yield from (OpenGap(gap, one.text, part, heading, one.line, one.id) for gap in one.gaps)


# --- names ---


def gap_key(place: OpenGap) -> str:
    """What a gap is known by: its section, and its clause with the hole in it.

    All other figures there are alike.
    """
    start, end = place.gap.span
    ends = [found.end() for found in _CLAUSE_END.finditer(place.text, 0, start)]
    stop = _CLAUSE_END.search(place.text, end)
    before = place.text[ends[-1] if ends else 0 : start]
    after = place.text[end : stop.start() if stop else len(place.text)]
    hole = "_"  # wide or narrow, it is the same hole
    where, head, foot = map(without_figures, (place.part or place.heading, before, after))
    return f"{where}|{head}{hole}{foot}"


def gap_names(places: Sequence[OpenGap]) -> list[str]:
    """A name for each gap: G and four digits or more, made of its key."""
    return lasting_names("G", map(gap_key, places))


def without_figures(text: str) -> str:
    """A text as keys have it: all its figures, masked or not, are alike."""
    return _FIGURE.sub("x", mend(_ROOM.sub("x", text)))


def lasting_names(letter: str, keys: Iterable[str]) -> list[str]:
    """A name for each key: the letter and four digits or more, made of the key; none twice."""
    seen: Counter[str] = Counter()
    codes = []
    for key in keys:
        seen[key] += 1
        codes.append(str(int(hashlib.sha256(f"{key}#{seen[key]}".encode()).hexdigest(), 16))[1:])
    lengths = [_SHORTEST] * len(codes)
    while True:
        names = [code[:length] for code, length in zip(codes, lengths, strict=True)]
        twice = {name for name, count in Counter(names).items() if count > 1}
        if not twice:
            return [f"{letter}{name}" for name in names]
        lengths = [
            length + (name in twice) * 2 for name, length in zip(names, lengths, strict=True)
        ]


def with_names(brief: Brief) -> Brief:
    """The brief with its gaps under their lasting names."""
    places = list(open_gaps(brief))
    names = {place.gap.id: name for place, name in zip(places, gap_names(places), strict=True)}
    return with_gaps(brief, lambda gap, _: replace(gap, id=names[gap.id]))


def with_gaps(brief: Brief, made: Callable[[Gap, str], Gap]) -> Brief:
    """The brief with every gap made anew from itself and the text it stands in."""

    def each(text: str, facts: tuple[Fact, ...], gaps: tuple[Gap, ...]) -> Text:
        return text, facts, tuple(made(gap, text) for gap in gaps)

    return notes_reworded(brief, each, hole=lambda gap: made(gap, gap.text))
