"""How the text of A becomes the text of B, step by step, as one stream of words and ends.

The end of a paragraph is a character in it. Sentences that are matched and stand in the same order
are compared word by word; others go out here and come in there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from drafter.compare.alignment import Pair
from drafter.compare.sequence import matches, rising
from drafter.compare.version import Side
from drafter.compare.words import weight, words
from drafter.documents.report import Line, Place
from drafter.records import Span

END = "\u2029"  # the end of a paragraph, as a character


@dataclass(frozen=True, slots=True)
class Token:
    """Some characters of a side: the paragraph they stand in, and their span in its text."""

    text: str
    at: int
    span: Span


@dataclass(slots=True)
class Block:
    """A paragraph as it is printed.

    line      the report's line that opens it
    segments  statement, and its span with number, label and blanks: those of a block cover its text
    places    where the statement's own words begin
    """

    text: str
    line: Line
    segments: list[tuple[int, Span]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)


class Kind(StrEnum):
    KEEP = "="
    DELETE = "-"
    INSERT = "+"


@dataclass(frozen=True, slots=True)
class Step:
    """A token of A kept (with its like of B) or deleted, or a token of B inserted."""

    kind: Kind
    token: Token
    like: Token | None = None

    @property
    def end(self) -> bool:
        return self.token.text == END


def blocks(side: Side) -> list[Block]:
    """The paragraphs of a side with text, as in the file: without the numbers that Word makes."""
    paragraphs: list[Block] = []
    own = _statements_by_line(side)
    number = None
    for at, line in enumerate(side.report.lines):
        if line.number != number or not paragraphs:
            number = line.number
            paragraphs.append(Block("", line))
        block = paragraphs[-1]
        block.text += "\n" * (line.source.offset - block.line.source.offset - len(block.text))
        start = len(block.text)
        block.text += line.text
        for statement in own[at]:
            own_statement = side.statements[statement]
            block.segments.append(
                (statement, (start + own_statement.whole[0], start + own_statement.whole[1]))
            )
            block.places[statement] = start + own_statement.span[0]
    for block in paragraphs:
        block.segments = list(_covering(block))
    return paragraphs


def _statements_by_line(side: Side) -> list[list[int]]:
    by_line: list[list[int]] = [[] for _ in side.report.lines]
    for statement in side.statements:
        by_line[statement.line].append(statement.at)
    return by_line


def _covering(block: Block) -> Iterator[tuple[int, Span]]:
    """The segments, each reaching to the next: a line break between two belongs to the first."""
    starts = [span[0] for _, span in block.segments[1:]]
    first = 0
    for (statement, _), stop in zip(block.segments, [*starts, len(block.text)], strict=True):
        yield statement, (first, stop)
        first = stop


def printed_like(b: list[Block], likes: Sequence[Block]) -> list[Block]:
    """B's blocks without blanks around them, each with its number, or without where Word makes it.

    A title breaks where its like in A does.
    likes  by block, its like in A
    """
    return [_relabelled(block, like) for block, like in zip(b, likes, strict=True)]


def _relabelled(block: Block, like: Block) -> Block:
    line, bare, auto = block.line, block.text.strip(), bool(like.line.source.auto)
    cut = len(block.text) - len(block.text.lstrip())
    mark = line.mark.strip()
    if auto and not line.auto and mark and bare.startswith(mark):
        behind = bare[len(mark) :].lstrip()
        cut, bare = cut + len(bare) - len(behind), behind
    elif not auto and line.auto:
        cut, bare = cut - len(line.source.auto), line.source.auto + bare
    segments = [(at, (max(0, start - cut), end - cut)) for at, (start, end) in block.segments]
    places = {at: min(max(0, place - cut), len(bare)) for at, place in block.places.items()}
    if line.place is Place.TITLE:  # where a title breaks is the page's affair
        old, bare = bare, _broken_like(bare, like.text)
        segments = [(at, (_moved(start, old, bare), end)) for at, (start, end) in segments]
        places = {at: _moved(place, old, bare) for at, place in places.items()}
    return Block(bare, line, list(_covering(Block(bare, line, segments))), places)


def _broken_like(title: str, like: str) -> str:
    """The title with the breaks of its like between the same characters, and no other."""
    plain, theirs = title.replace("\n", ""), like.strip()
    if theirs.replace("\n", "") == plain:
        return theirs
    breaks = {
        (theirs[at - 1], theirs[at + 1 : at + 2]) for at, sign in enumerate(theirs) if sign == "\n"
    }
    pairs = zip(plain, [*plain[1:], ""], strict=False)
    return "".join(char + "\n" * ((char, after) in breaks) for char, after in pairs)


def _moved(place: int, old: str, new: str) -> int:
    """Where a place of a text is in the same text broken otherwise."""
    count = len(old[:place].replace("\n", ""))
    at = 0
    while count or new[at : at + 1] == "\n":
        count -= new[at] != "\n"
        at += 1
    return at


def steps(
    a: tuple[Side, list[Block]], b: tuple[Side, list[Block]], pairs: Sequence[Pair]
) -> list[Step]:
    """All steps in order; kept and deleted tokens are A's stream, kept and inserted ones B's."""
    return _tidied(list(_raw(_tokens(*a), _tokens(*b), kept_in_order(pairs, a[0]))))


def kept_in_order(pairs: Sequence[Pair], a: Side) -> list[Pair]:
    """The pairs that stand in the same order in both, with as much text as can be.

    The others are moved.
    """
    whole = [
        pair for pair in pairs if all(at[-1] - at[0] == len(at) - 1 for at in (pair.a, pair.b))
    ]
    weights = [1.0 + sum(len(a.statements[i].text) for i in pair.a) for pair in whole]
    return [whole[n] for n in rising([pair.a[0] for pair in whole], weights)]


def _tokens(side: Side, paragraphs: Sequence[Block]) -> list[list[Token]]:
    """By statement, the words of its segment; the end of a paragraph with the last of it."""
    tokens: list[list[Token]] = [[] for _ in side.statements]
    for at, block in enumerate(paragraphs):
        for statement, (start, stop) in block.segments:
            slots = [mention.slot.span for mention in side.statements[statement].mentions]
            place = block.places[statement] - start
            whole = [(place + s, place + e) for s, e in slots if place + e <= stop - start]
            spans = words(block.text[start:stop], whole)
            tokens[statement] += [
                Token(block.text[start + s : start + e], at, (start + s, start + e))
                for s, e in spans
            ]
        if block.segments:
            tokens[block.segments[-1][0]].append(Token(END, at, (len(block.text), len(block.text))))
    return tokens


def _raw(a: list[list[Token]], b: list[list[Token]], kept: Sequence[Pair]) -> Iterator[Step]:
    """The steps of two streams, by statement; what is not in a kept pair goes and comes whole."""
    i = k = 0
    for pair in kept:
        yield from _diff(_flat(a[i : pair.a[0]]), [])
        yield from _diff([], _flat(b[k : pair.b[0]]))
        yield from _diff(_flat(a[n] for n in pair.a), _flat(b[n] for n in pair.b))
        i, k = pair.a[-1] + 1, pair.b[-1] + 1
    yield from _diff(_flat(a[i:]), [])
    yield from _diff([], _flat(b[k:]))


def _flat(statements: Iterable[list[Token]]) -> list[Token]:
    return [token for tokens in statements for token in tokens]


def _diff(a: list[Token], b: list[Token]) -> Iterator[Step]:
    i = k = 0
    equal = matches([token.text for token in a], [token.text for token in b], _worth)
    for m, n in [*equal, (len(a), len(b))]:
        yield from (Step(Kind.DELETE, token) for token in a[i:m])
        yield from (Step(Kind.INSERT, token) for token in b[k:n])
        if m < len(a):
            yield Step(Kind.KEEP, a[m], b[n])
        i, k = m + 1, n + 1


def _worth(text: object) -> float:
    return 1.0 if text == END else weight(text)


def _tidied(steps: list[Step]) -> list[Step]:
    """The same steps, so ordered that as few paragraphs as can be lose or win their end.

    Between two kept tokens what goes and what comes may stand in any order. A paragraph that is
    open before such a stretch keeps its own end where B has one there too; whole paragraphs go and
    come as such.
    """
    done: list[Step] = []
    at = 0
    while at < len(steps):
        stop = next((n for n in range(at, len(steps)) if steps[n].kind is Kind.KEEP), len(steps))
        if stop == at:
            done.append(steps[at])
            at += 1
            continue
        gone = [step for step in steps[at:stop] if step.kind is Kind.DELETE]
        come = [step for step in steps[at:stop] if step.kind is Kind.INSERT]
        following = next((step for step in steps[stop : stop + 1] if step.end), None)
        if done and not done[-1].end:
            closing, gone, come, used = _closed(gone, come, following)
            done += closing
            stop += used
        done += _whole_first(gone, come)
        at = stop
    return done


def _whole_first(gone: list[Step], come: list[Step]) -> list[Step]:
    """The steps, whole paragraphs before what is only a part of one."""
    i, k = _last_end(gone), _last_end(come)
    return [*gone[:i], *come[:k], *gone[i:], *come[k:]]


def _closed(
    gone: list[Step], come: list[Step], following: Step | None
) -> tuple[list[Step], list[Step], list[Step], bool]:
    """The steps that close an open paragraph, what is left to go and to come behind it.

    Its end is kept where A and B have one. following is the kept end behind the stretch, None where
    no end follows; the last value says whether it was used up.
    """
    i, k = _first_end(gone), _first_end(come)
    if i >= 0 and k >= 0:
        end = Step(Kind.KEEP, gone[i].token, come[k].token)
        return [*gone[:i], *come[:k], end], gone[i + 1 :], come[k + 1 :], False
    if i >= 0 and following:
        end = Step(Kind.KEEP, gone[i].token, following.like)
        rest = [*gone[i + 1 :], Step(Kind.DELETE, following.token)]
        return [*gone[:i], *come, end], rest, [], True
    if k >= 0 and following and following.like:
        end = Step(Kind.KEEP, following.token, come[k].token)
        rest = [*come[k + 1 :], Step(Kind.INSERT, following.like)]
        return [*gone, *come[:k], end], [], rest, True
    return [*gone, *come], [], [], False


def _first_end(steps: Sequence[Step]) -> int:
    """The place of the first end of a paragraph; -1 for none."""
    return next((n for n, step in enumerate(steps) if step.end), -1)


def _last_end(steps: Sequence[Step]) -> int:
    """How many steps there are up to the last end of a paragraph."""
    return next((n for n in range(len(steps), 0, -1) if steps[n - 1].end), 0)
