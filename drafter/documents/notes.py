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
from drafter.errors import InputError
from drafter.facts.figures import fold
from drafter.facts.numbering import is_bare_number, strip_label, strip_number
from drafter.facts.punctuation import mend, without_end
from drafter.messages import t
from drafter.records import Brief, Bullet, Fact, Gap, GapKind, Kind, Part, Section

_SHORT = "问题|不足|困难|短板|弱项|差距|难点|难题|痛点|堵点|卡点|薄弱环节|症结|制约因素"
_PROBLEMS = re.compile(
    rf"(?:存在|面临|遇到).{{0,8}}(?:{_SHORT})|(?:{_SHORT}).{{0,2}}(?:{_SHORT})"
    rf"|(?:主要|突出)问题$|^问题|^(?:{_SHORT}|难处)(?:之处)?(?=$|[与和及、])"
)
# At the end of a heading they tell it of a top section only: 欠薪问题 is a matter of work.
_PROBLEMS_OF_TOP = re.compile(rf"(?:{_SHORT}|难处|不足之处)(?:及?原因(?:分析)?)?$")
_MENDED = re.compile(
    r"整改|整治|解决|排查|化解|补|破解|攻克|强弱项|应对|克服|疏通|打通|消除|治理|缩小|群众|聚焦|帮"
)
_AHEAD = "计划|打算|安排|思路|设想|想法|谋划|重点|任务|举措|措施|目标|方向"
_PLANNED = re.compile(
    r"下一步|下步|下一阶段|下阶段|今后|接下来|^后续|^后(?:几|[一二三四五六])个月"
    rf"|(?:下半年|明年|来年|次年|下季度|\d{{4}}年|二季度|三季度|四季度).{{0,6}}(?:{_AHEAD}|怎么|要)"
    r"|工作(?:计划|打算|安排|思路|设想|想法|谋划)(?!.*(?:完成|落实|执行)情况)"
    r"|^(?:计划(?!生育|免疫|管理)|打算|想法|设想|努力方向|改进方向|工作思路)|打算$"
)
_ASIDE = re.compile(r"完成情况|落实情况|进展情况|开展情况|总结|回顾")


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


def part_of(heading: str, level: int, inherited: Part) -> Part:
    """What a section is about, told by its heading; else what the section above it is about."""
    told = _PROBLEMS.search(heading) or (level == 1 and _PROBLEMS_OF_TOP.search(heading))
    if told and not _MENDED.search(heading):
        return Part.PROBLEMS
    if (
        (level <= 2 or re.search(r"下一步|打算", heading))
        and _PLANNED.search(heading)
        and not _ASIDE.search(heading)
    ):
        return Part.PLANNED
    return Part.DONE if level == 1 and _ASIDE.search(heading) else inherited


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
