"""Notes (Markdown with front matter) → Brief: sections, bullets, facts, gaps.

The form of the notes is told in docs/notes.md. What cannot be used is refused with file, line, value and remedy;
nothing of the notes is dropped in silence.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from drafter.documents.gaps import with_names
from drafter.documents.notes_front_matter import FrontMatter, read_front_matter
from drafter.errors import InputError
from drafter.facts.figures import fold, read_slots
from drafter.facts.numbering import is_bare_number, strip_label, strip_number
from drafter.facts.placeholders import HAN
from drafter.facts.punctuation import mend, without_end
from drafter.messages import t
from drafter.records import Brief, Bullet, Fact, FactKind, Gap, GapKind, Kind, Part, Section

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_BULLET = re.compile(
    r"^(\s*)(?:"
    r"(?:[-+*•●◦▪■◆○·▲★☆√✓➤►—–]\s+)+|[-•●◦▪■◆○·▲★☆√✓➤►—–](?=[\u4e00-\u9fff“《（(\[0-9０-９])(?!-?\d+(?:\.\d+)?[℃°])"
    r"|[0-9０-９]{1,3}(?:[、)）](?!\s*[0-9０-９]+\s*[、月季号])|[.．](?![0-9０-９xX]))\s*"
    r"|[（(][0-9０-９]{1,2}[)）](?!号)\s*|[①-⑳](?![①-⑳])\s*|[a-zA-Z][.、)）](?=\s|[\u4e00-\u9fff])\s*"
    r")(?:\[[ xX✓]\]\s*)?(.+?)\s*$"
)
_EMPTY = re.compile(
    r"^\s*(?:[-+*•●◦▪■◆○·—–]|[0-9０-９]{1,3}[.．、)）]|[-+*]\s+[-+*])\s*[。、，；;.]*\s*$|^\s*[。、，；;.]+\s*$"
)
# Where a file has no # at all, numbered lines are its headings, if they read like one.
_BARE_HEADING = re.compile(
    r"^\s*(?:([一二三四五六七八九十]+\s*、)|([（(][一二三四五六七八九十]+[)）]))\s*[^。；;，,：:\d]{2,30}$"
)
_OPENS_ANEW = re.compile(r"[0-9０-９一二三四五六七八九十（(]")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_MARKUP = re.compile(
    r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=[^_\s])(.+?)(?<=[^_\s])__|`([^`]+)`|!?\[([^\]]+)\]\([^)]*\)|~~(?=\S)(.+?)(?<=\S)~~"
    r"|(?<![\d*])\*(?=[^\s*\d])([^*\n]+?)(?<=[^\s*])\*(?!\*)"
)
_HELD_FROM = 0xF0000  # supplementary private use: stand-ins for facts while punctuation is mended
_LATIN = re.compile(
    "[0-9A-Za-z%][0-9A-Za-z]|[A-Za-z]【|】[A-Za-z]"
)  # two characters that a space stays between
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ORIGIN = re.compile(r"<!--\s*来源[：:]\s*(\S.*?)\s*-->")

_PROBLEMS = re.compile(
    r"存在.{0,8}(?:问题|不足|困难|短板)|问题.{0,2}(?:不足|困难)|(?:困难|不足).{0,2}问题|(?:主要|突出)问题$|^问题|短板弱项"
)
_PLANNED = re.compile(
    r"下一步|下步|下一阶段|下阶段|今后|(?:下半年|明年|来年|次年|下季度|\d{4}年|二季度|三季度|四季度).{0,6}(?:计划|打算|安排|思路|设想|重点|任务|举措)"
    r"|(?:工作)(?:计划|打算|安排|思路|设想)(?!.*(?:完成|落实|执行)情况)|^(?:计划|打算)"
)
_ASIDE = re.compile(r"完成情况|落实情况|进展情况|开展情况|总结|回顾")


@dataclass
class _Node:
    """A bullet while it is being read: lines may still join it."""

    indent: int
    line: int
    text: str
    origin: str = ""
    children: list["_Node"] = field(default_factory=list)


@dataclass
class _Head:
    depth: int
    line: int
    text: str
    nodes: list[_Node] = field(default_factory=list)
    heads: list["_Head"] = field(default_factory=list)


def read_notes(path: Path) -> Brief:
    """Read a file of notes. Raises InputError where it cannot be read or used."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(t("notes.unreadable"), path, value=error.strerror or str(error)) from error
    return parse_notes(decode(content, path), path, hashlib.sha256(content).hexdigest())


def decode(content: bytes, path: Path) -> str:
    """The text of a file in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030."""
    encodings = (
        ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    )
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise InputError(t("notes.encoding"), path, remedy=t("notes.encoding.remedy"))


def parse_notes(text: str, path: Path, sha256: str = "") -> Brief:
    """Read notes from text; `path` is for messages. Raises InputError."""
    front, body, first = read_front_matter(text, path)
    root = _tree(body, first, path)
    heads = _without_title(root, front)
    if not root.nodes and not any(True for _ in _all_heads(heads)):
        raise InputError(t("notes.empty"), path, first, remedy=t("notes.empty.remedy"))
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


def compose(source: str) -> tuple[str, tuple[Fact, ...], tuple[Gap, ...]]:
    """Note text in official spelling with the facts and gaps that stand in it; ids are empty.

    Facts are held aside while the punctuation is mended, then put back in the spelling of the standard.
    """
    slots = read_slots(source)
    first = _free_block(source, len(slots))
    ends = [*(slot.span[0] for slot in slots), len(source)]
    held = [source[: ends[0]]]
    for number, read in enumerate(slots):
        held.append(
            chr(first + number)
            + _with_comma(source, slots, number, source[read.span[1] : ends[number + 1]])
        )
    text = mend("".join(held))
    closing = "".join(
        chr(first + n)
        for n, slot in enumerate(slots)
        if isinstance(slot, Fact) and slot.text[-1:] in "”》"
    )
    if closing:  # GB/T 15834 4.5.3.5: no 、 between quoted or titled items
        text = re.sub(f"([{closing}])、(?=[{closing}])", r"\1", text)
    facts: list[Fact] = []
    gaps: list[Gap] = []
    pieces: list[str] = []
    length = 0
    before: Fact | Gap | None = None
    for char in text:
        slot = slots[ord(char) - first] if first <= ord(char) < first + len(slots) else None
        piece = slot.text if slot else char
        if pieces and _parted(before, slot, source) and _LATIN.match(pieces[-1][-1] + piece[0]):
            pieces.append(
                " "
            )  # two figures side by side (98 97 96分): without it they would read as one; 100% of
            length += 1
        span = (length, length + len(piece))
        if isinstance(slot, Fact):
            facts.append(replace(slot, span=span))
        elif slot:
            gaps.append(replace(slot, span=span))
        pieces.append(piece)
        length, before = span[1], slot
    return "".join(pieces), tuple(facts), tuple(gaps)


_COUNTED = {FactKind.QUANTITY, FactKind.MONEY, FactKind.PERCENT, FactKind.POINTS}
# What goes on with the figure before it, whatever space stands between.
_SAME_CLAUSE = r"(?![的地等和与及或以左上多余之均共中])"
_WIDE_SPACE = re.compile(
    rf"(?:[ \u00a0]{{2,}}|[ \u00a0]*[\t\u3000]\s*){_SAME_CLAUSE}(?=[{HAN}]{{2}})"
)
_ONE_SPACE = re.compile(rf"[ \u00a0]{_SAME_CLAUSE}(?=[{HAN}]{{2,12}}$)")


def _with_comma(source: str, slots: Sequence[Fact | Gap], number: int, after: str) -> str:
    """What stands behind a figure, with ， where the notes part two clauses by a space: 立案72起  追赃96万元.

    A single space parts them where a figure follows too, and the note has none before or within a figure (培训 3期).
    """
    slot = slots[number]
    kind, unit = (slot.fact_kind, slot.unit) if isinstance(slot, Gap) else (slot.kind, "")
    if kind not in _COUNTED or not slot.unit or not after.startswith(unit):
        return after
    found = _WIDE_SPACE.match(after, len(unit))
    if not found and number + 1 < len(slots) and not _spaced(source, slots):
        found = _ONE_SPACE.match(after, len(unit))
    return f"{unit}，{after[found.end() :]}" if found else after


def _spaced(source: str, slots: Sequence[Fact | Gap]) -> bool:
    """Whether the note has spaces around its figures."""
    said = (source[max(0, slot.span[0] - 2) : slot.span[1]] for slot in slots)
    return any(re.search(rf"^[{HAN}]\s|[0-9０-９]\s+[{HAN}%]", text) for text in said)


def _parted(before: Fact | Gap | None, slot: Fact | Gap | None, source: str) -> bool:
    """Whether the notes have a space between these two, one of which is a fact or gap."""
    beside = (
        source[slot.span[0] - 1 : slot.span[0]]
        if slot
        else source[before.span[1] :][:1]
        if before
        else ""
    )
    return beside.isspace()


def _free_block(source: str, size: int) -> int:
    """Where as many private characters in a row begin that the source does not use itself (rare names do)."""
    used = {ord(char) for char in source if ord(char) >= _HELD_FROM}
    first = _HELD_FROM
    while any(first <= code < first + size for code in used):
        first += size
    return first


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


def _tree(body: str, first: int, path: Path) -> _Head:
    root = _Head(0, first, "")
    open_heads = [root]
    open_nodes: list[_Node] = []
    joined = False  # whether the next plain line goes on with the last bullet
    bare = not re.search(r"^ {0,3}#", body, re.MULTILINE)
    for line, raw, origin in _lines(body, first):
        if not raw.strip():
            joined = False
        elif (heading := _HEADING.match(raw)) or (bare and (heading := _as_heading(raw))):
            _open_heading(heading, line, open_heads, path)
            open_nodes, joined = [], False
        elif _RULE.match(raw):
            joined = False
        elif _EMPTY.match(raw):
            continue
        elif _TABLE.match(raw):
            raise InputError(
                t("notes.table"), path, line, raw.strip()[:40], t("notes.table.remedy")
            )
        elif bullet := _BULLET.match(raw):
            _place(
                _Node(_indent(bullet[1]), line, bullet[2], origin), open_nodes, open_heads[-1].nodes
            )
            joined = True
        elif open_nodes and _goes_on(raw, open_nodes[-1], joined):
            open_nodes[-1].text = _join(open_nodes[-1].text, raw.strip(), joined)
            open_nodes[-1].origin = "；".join(filter(None, (open_nodes[-1].origin, origin)))
            joined = True
        else:
            text = strip_number(raw.strip().removeprefix(">").strip()) if bare else raw.strip()
            node = _Node(_indent(raw), line, text, origin)
            _place(node, open_nodes, open_heads[-1].nodes)
            joined = True
    return root


def _as_heading(raw: str) -> re.Match[str] | None:
    found = _BARE_HEADING.match(raw)
    return _HEADING.match(("# " if found[1] else "## ") + raw.strip()) if found else None


def _goes_on(raw: str, last: _Node, joined: bool) -> bool:
    """Whether a plain line belongs to the bullet above it: it is indented, or a sentence was broken off there."""
    if _indent(raw) > last.indent:
        return True
    return (
        joined
        and not re.search(r"[。；;！？!?]\s*$", last.text)
        and not _OPENS_ANEW.match(raw.strip())
    )


def _lines(body: str, first: int) -> Iterator[tuple[int, str, str]]:
    """Each line with its number, without comments, and the origin that a comment on it names."""
    origins: dict[int, list[str]] = {}
    at, line = 0, first
    for comment in _COMMENT.finditer(body):
        line, at = line + body.count("\n", at, comment.start()), comment.start()
        if found := _ORIGIN.fullmatch(comment[0]):
            origins.setdefault(line, []).append(found[1])
    bare = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), body)
    for line, raw in enumerate(bare.split("\n"), first):
        yield line, raw, "；".join(origins.get(line, ()))


def _indent(text: str) -> int:
    space = text[: len(text) - len(text.lstrip())].replace("\u3000", "  ")
    return len(space.expandtabs(4))


def _join(text: str, more: str, at_once: bool) -> str:
    """Two lines of one note as one; a blank line between them ended a sentence."""
    if not at_once:
        return without_end(text) + "。" + more
    words = (
        text[-1:].isascii() and more[:1].isascii() and text[-1:].isalnum() and more[:1].isalnum()
    )
    return text + (" " if words else "") + more


def _place(node: _Node, open_nodes: list[_Node], top: list[_Node]) -> None:
    while open_nodes and open_nodes[-1].indent >= node.indent:
        open_nodes.pop()
    (open_nodes[-1].children if open_nodes else top).append(node)
    open_nodes.append(node)


def _open_heading(found: re.Match[str], line: int, open_heads: list[_Head], path: Path) -> None:
    depth, text = len(found[1]), strip_number(unmarked(found[2])).strip()
    if not text or is_bare_number(text):
        raise InputError(
            t("notes.heading.empty"), path, line, found[0].strip(), t("notes.heading.empty.remedy")
        )
    while open_heads[-1].depth >= depth:
        open_heads.pop()
    head = _Head(depth, line, text)
    open_heads[-1].heads.append(head)
    open_heads.append(head)


def unmarked(text: str) -> str:
    """Text without Markdown's own marks."""
    return _MARKUP.sub(lambda m: next(group for group in m.groups() if group is not None), text)


def _all_heads(heads: Iterable[_Head]) -> Iterator[_Head]:
    for head in heads:
        yield head
        yield from _all_heads(head.heads)


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
    """What a top section is about where its heading says no more than a period: 下半年, 2027年工作."""
    if front.kind is not Kind.BOTH:
        return Part.PLANNED if front.kind is Kind.PLAN else Part.DONE
    coming = {
        front.next_period,
        front.next_label,
        *(["下半年"] if front.period.endswith("上半年") else ["明年", "来年"]),
    }
    period = re.sub("(?:主要|重点)?(?:工作|任务)$", "", mend(fold(head.text)))
    return Part.PLANNED if period and period in coming else Part.DONE


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
    if _PROBLEMS.search(heading) and not re.search(r"整改|整治|解决|排查|化解", heading):
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
    text, facts, gaps = ids.compose(without_end(strip_label(unmarked(source))))
    children = tuple(_bullet(child, ids) for child in node.children)
    return Bullet(name, text, source, node.line, facts, gaps, children, node.origin)


def _missing_parts(
    front: FrontMatter, sections: tuple[Section, ...], ids: _Ids
) -> Iterator[Section]:
    """A visible hole for the part that the kind promises and the notes leave out."""
    parts = {section.part for top in sections for section in top.walk()}
    if front.kind is Kind.BOTH and Part.PLANNED not in parts:
        heading = t("draft.part.planned", period=front.next_label)
        yield Section(ids.next("S"), 1, heading, 0, Part.PLANNED, hole=_hole(ids, heading))
