"""Notes that drafter itself writes, as text: front matter, headings, bullets with their origin."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.documents.note_lines import NoteLine
from drafter.documents.notes_front_matter import FIELDS, FrontMatter

_FIELDS = ("period", "next_period", "date", "recipient", "title")


@dataclass
class MadeSection:
    """A section of the notes that are made.

    files  whose notes it holds, each with their number
    """

    heading: str
    bullets: list[NoteLine] = field(default_factory=list)
    sections: list["MadeSection"] = field(default_factory=list)
    files: dict[str, int] = field(default_factory=dict)

    def walk(self) -> Iterator["MadeSection"]:
        """Yield this section and all below it."""
        yield self
        for section in self.sections:
            yield from section.walk()


def notes_text(
    front: FrontMatter,
    divisions: Mapping[str, str],
    sections: Sequence[MadeSection],
    preamble: Iterable[NoteLine] = (),
) -> str:
    """The text of a file of notes; preamble stands before the first heading."""
    lines = ["---", f"organization: {front.organization}", f"kind: {front.kind}"]
    for name in _FIELDS:
        if value := getattr(front, name):
            lines.append(f"{name}: {value}")
    if divisions:
        assert "divisions" in FIELDS
        lines += ["divisions:", *(f"  {words}: {who}" for words, who in divisions.items() if words)]
    lines += ["---", ""]
    lines += map(_bullet_text, preamble)
    for section in sections:
        lines += _section_text(section, 1)
    return "\n".join(lines).rstrip("\n") + "\n"


def stands_in(text: str, notes: Iterable[str]) -> bool:
    """Whether a note stands in notes that were read back, or a part of it does."""
    return any(text.strip() in note or note in text for note in notes)


def _section_text(section: MadeSection, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, 4)} {section.heading}"
    yield from map(_bullet_text, section.bullets)
    yield ""
    for below in section.sections:
        yield from _section_text(below, level + 1)


def _bullet_text(line: NoteLine) -> str:
    text = re.sub(r"<!-*|-+>", "—", line.text)
    origin = re.sub(r"-{2,}>?", "—", line.origin)
    return f"{' ' * line.depth}- {text} <!-- 来源：{origin} -->"
