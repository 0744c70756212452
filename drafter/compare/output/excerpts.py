"""What a terminal and a page show of a comparison: harmless text, and facts among their words."""

import re
from dataclasses import dataclass

from drafter.compare.comparison import Comparison
from drafter.compare.sections import SectionPair
from drafter.compare.version import FOOT, FRONT, Mention, Side
from drafter.messages import t
from drafter.records import Gap

# What moves the cursor, turns the direction of writing round, or is not to be seen at all.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def shown(text: str) -> str:
    """`text` with every character that would hide or turn round others written out: ⟨U+202E⟩."""
    text = _UNSEEN.sub(lambda char: f"⟨U+{ord(char[0]):04X}⟩", text)
    return text.replace("\n", "↵").replace("\t", " ")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A fact or gap with the words around it; section as people call it."""

    before: str
    text: str
    after: str
    section: str

    def __str__(self) -> str:
        return f"{self.before}【{self.text}】{self.after}"


def excerpt(side: Side, mention: Mention, around: int = 14, behind: int = 8) -> Excerpt:
    text = side.statements[mention.statement].text
    start, end = mention.slot.span
    if isinstance(mention.slot, Gap) and text.startswith(mention.slot.unit, end):
        end += len(mention.slot.unit)
    before, after = text[max(0, start - around) : start], text[end : end + behind]
    return Excerpt(
        ("…" if start > around else "") + shown(before),
        shown(text[start:end]),
        shown(after) + ("…" if end + behind < len(text) else ""),
        section_name(side, side.statements[mention.statement].section),
    )


def section_name(side: Side, at: int) -> str:
    section = side.sections[at]
    return {FRONT: t("compare.front"), FOOT: t("compare.foot")}.get(
        section.kind, shown(section.name)
    )


def section_words(comparison: Comparison, pair: SectionPair) -> str:
    """（二）招生 → （三）招生入学：移位、改名."""
    names = [
        section_name(s, at)
        for s, at in ((comparison.a, pair.a), (comparison.b, pair.b))
        if at is not None
    ]
    what = "、".join(t(f"compare.status.{status}") for status in pair.statuses)
    return f"{' → '.join(dict.fromkeys(names))}  {what}"
