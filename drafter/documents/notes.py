"""Notes → Brief: sections, bullets, facts, gaps.

docs/notes.md tells the form of the notes. What cannot be used is refused with file, line, value and
remedy; nothing of the notes is dropped in silence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.documents.gaps import with_names
from drafter.documents.note_lines import NoteLine, Role, goes_on, text_lines
from drafter.documents.note_text import compose, unmarked
from drafter.documents.notes_front_matter import FrontMatter, read_front_matter
from drafter.documents.parts import part_of
from drafter.errors import InputError
from drafter.facts.figures import fold
from drafter.facts.numbering import is_bare_number, strip_label, strip_number
from drafter.facts.punctuation import mend, without_end
from drafter.messages import t
from drafter.records import Brief, Bullet, Fact, Gap, GapKind, Kind, Part, Section


@dataclass
class _Node:
    """A bullet while it is being read: lines may still join it."""

    indent: int
    line: int
    text: str
    origin: str = ""
    marked: bool = True
    children: list["_Node"] = field(default_factory=list)


@dataclass
class _Head:
    depth: int
    line: int
    text: str
    nodes: list[_Node] = field(default_factory=list)
    heads: list["_Head"] = field(default_factory=list)


def parse_notes(text: str, path: Path, sha256: str = "") -> Brief:
    """Read notes from text; `path` is for messages. Raises InputError, on a table too.

    Files of any kind, tables within them included, are read by `drafter.reading.notes`.
    """
    front, body, first = read_front_matter(text, path)
    return brief_of(front, text_lines(body, first), path, sha256, first)


def brief_of(
    front: FrontMatter, lines: Iterable[NoteLine], path: Path, sha256: str = "", first: int = 1
) -> Brief:
    """The brief that these lines make below this front matter, which ends above line `first`.

    Raises InputError.
    """
    root = _tree(lines, path, first)
    heads = _without_title(root, front)
    if not root.nodes and not heads:
        raise InputError(t("notes.empty"), path, root.line, remedy=t("notes.empty.remedy"))
    ids = _Ids()
    title, title_gaps = ids.compose_plain(front.title)
    recipient, recipient_gaps = ids.compose_plain(front.recipient)
    opening, opening_gaps = ids.compose_plain(front.opening if heads else "")
    organization, issuer_gaps = ids.compose_plain(front.organization)
    date, date_gaps = ids.compose_plain(front.date)
    preamble = tuple(_bullet(node, ids) for node in root.nodes)
    sections = tuple(_section(head, 1, _expected_part(head, front), ids, path) for head in heads)
    brief = Brief(
        organization=organization,
        kind=front.kind,
        title=title,
        file=path.name,
        sha256=sha256,
        period=front.period,
        next_period=front.next_period,
        date=date,
        recipient=recipient,
        opening=opening,
        title_gaps=title_gaps,
        recipient_gaps=recipient_gaps,
        opening_gaps=opening_gaps,
        issuer_gaps=issuer_gaps,
        date_gaps=date_gaps,
        preamble=preamble,
        sections=(*sections, *_missing_parts(front, sections, ids)),
        divisions=front.divisions,
    )
    return with_names(brief)


class _Ids:
    """Numbers what is read, in reading order."""

    def __init__(self) -> None:
        self.count = {"S": 0, "B": 0, "F": 0, "G": 0}

    def next(self, letter: str) -> str:
        self.count[letter] += 1
        return f"{letter}{self.count[letter]}"

    def compose(self, source: str) -> tuple[str, tuple[Fact, ...], tuple[Gap, ...]]:
        text, facts, gaps = compose(source)
        return (
            text,
            tuple(replace(fact, id=self.next("F")) for fact in facts),
            tuple(replace(gap, id=self.next("G")) for gap in gaps),
        )

    def compose_plain(self, source: str) -> tuple[str, tuple[Gap, ...]]:
        text, _, gaps = compose(source)
        return text, tuple(replace(gap, id=self.next("G")) for gap in gaps)


def _tree(lines: Iterable[NoteLine], path: Path, first: int) -> _Head:
    """The headings and bullets of the lines, each below the one it belongs to."""
    root = _Head(0, first, "")
    open_heads = [root]
    open_nodes: list[_Node] = []
    joined = False  # whether the next plain line may go on with the last bullet
    for line in lines:
        match line.role:
            case Role.BREAK:
                joined = False
                continue
            case Role.ROW:
                remedy = t("notes.table.remedy")
                raise InputError(t("notes.table"), path, line.number, line.text[:40], remedy)
            case Role.HEADING:
                _open_heading(line, open_heads, path)
                open_nodes, joined = [], False
                continue
        if line.role is Role.PLAIN and open_nodes and _joins(line, open_nodes[-1], joined):
            _join(open_nodes[-1], line, joined)
        else:
            marked = line.role is Role.BULLET
            node = _Node(line.depth, line.number, line.text, line.origin, marked)
            _place(node, open_nodes, open_heads[-1].nodes)
        joined = True
    return root


def _joins(line: NoteLine, above: _Node, joined: bool) -> bool:
    if not above.marked:  # one note a line, unless an editor wrapped it
        return line.goes_on
    return goes_on(line, above.text, above.indent, joined)


def _join(above: _Node, line: NoteLine, at_once: bool) -> None:
    """Let a line go on with the note above it; a blank line between them ended a sentence."""
    text, more = above.text, line.text
    if at_once:
        words = text[-1:].isascii() and more[:1].isascii()
        latin = words and text[-1:].isalnum() and more[:1].isalnum() and not line.goes_on
        above.text = text + (" " if latin else "") + more
    else:
        above.text = without_end(text) + "。" + more
    above.origin = "；".join(filter(None, (above.origin, line.origin)))


def _place(node: _Node, open_nodes: list[_Node], top: list[_Node]) -> None:
    while open_nodes and open_nodes[-1].indent >= node.indent:
        open_nodes.pop()
    (open_nodes[-1].children if open_nodes else top).append(node)
    open_nodes.append(node)


def _open_heading(line: NoteLine, open_heads: list[_Head], path: Path) -> None:
    depth, text = line.depth, strip_number(unmarked(line.text)).strip()
    if not text or is_bare_number(text):
        raise InputError(
            t("notes.heading.empty"),
            path,
            line.number,
            line.text or "#" * line.depth,
            t("notes.heading.empty.remedy"),
        )
    while open_heads[-1].depth >= depth:
        open_heads.pop()
    head = _Head(depth, line.number, text)
    open_heads[-1].heads.append(head)
    open_heads.append(head)


def _without_title(root: _Head, front: FrontMatter) -> list[_Head]:
    """The top sections; a lone # that is the report's own title is none of them."""
    if len(root.heads) != 1 or root.heads[0].nodes or not root.heads[0].heads:
        return root.heads
    head = root.heads[0]
    plain = re.sub(r"\W", "", fold(head.text))
    if plain == re.sub(r"\W", "", fold(front.title)) or (
        re.search(r"总结|计划|报告|要点|汇报|打算", head.text)
        and (front.organization in head.text or re.search(r"\d{4}", fold(head.text)))
    ):
        return head.heads
    return root.heads


def _expected_part(head: _Head, front: FrontMatter) -> Part:
    """What a top section is about as far as its heading begins with a period: 下半年要办的事."""
    if front.kind is not Kind.BOTH:
        return Part.PLANNED if front.kind is Kind.PLAN else Part.DONE
    coming = {
        front.next_period,
        front.next_label,
        *(["下半年"] if front.period.endswith("上半年") else ["明年", "来年"]),
    }
    heading = mend(fold(head.text))
    begins = any(period and heading.startswith(period) for period in coming)
    return Part.PLANNED if begins else Part.DONE


def _section(head: _Head, level: int, inherited: Part, ids: _Ids, path: Path) -> Section:
    if level > 4:
        raise InputError(t("notes.depth"), path, head.line, head.text, t("notes.depth.remedy"))
    name = ids.next("S")
    heading, facts, gaps = ids.compose(without_end(head.text))
    part = part_of(heading, level, inherited)
    bullets = tuple(_bullet(node, ids) for node in head.nodes)
    sections = tuple(_section(child, level + 1, part, ids, path) for child in head.heads)
    hole = None if bullets or sections else _hole(ids, heading)
    return Section(name, level, heading, head.line, part, facts, gaps, hole, bullets, sections)


def _hole(ids: _Ids, heading: str) -> Gap:
    text = t("draft.hole")
    return Gap(ids.next("G"), text, (0, len(text)), GapKind.SECTION, "", heading)


def _bullet(node: _Node, ids: _Ids) -> Bullet:
    name = ids.next("B")
    source = node.text
    text, facts, gaps = ids.compose(without_end(_without_label(unmarked(source))))
    children = tuple(_bullet(child, ids) for child in node.children)
    return Bullet(name, text, source, node.line, facts, gaps, children, node.origin)


def _without_label(text: str) -> str:
    """A note without the 一是 before it, unless the note goes on with 二是."""
    return text if re.search(r"^[一二]是.+[，；、。,;]\s*[二三]是", text) else strip_label(text)


def _missing_parts(
    front: FrontMatter, sections: tuple[Section, ...], ids: _Ids
) -> Iterator[Section]:
    """A visible hole for the part that the kind promises and the notes leave out."""
    parts = {section.part for top in sections for section in top.walk()}
    if front.kind is Kind.BOTH and Part.PLANNED not in parts:
        heading = t("draft.part.planned", period=front.next_label)
        yield Section(ids.next("S"), 1, heading, 0, Part.PLANNED, hole=_hole(ids, heading))
