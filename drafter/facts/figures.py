"""Reads the facts (数据) and gaps (占位符) of Chinese text; one key whatever the spelling.

The one reader of the project: notes are read with it, and drafts are proved with it. It reads a
view of the text in which spaces are gone and signs are at half width, so that notes as typed and
the text made of them read the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.facts.clauses import in_their_clauses
from drafter.facts.gap_kinds import sort
from drafter.facts.names import find_names, holder
from drafter.facts.numeral_words import PHRASES
from drafter.facts.patterns import DOCUMENT, TITLE
from drafter.facts.personal_data import find_personal, personal_key
from drafter.facts.placeholders import BLANK, GAP, HAN
from drafter.facts.punctuation import INVISIBLE, mend
from drafter.facts.readings import read_fact
from drafter.facts.scanning import scan
from drafter.facts.units import COUNTERS, LATIN, MEASURES, STATISTICS
from drafter.records import Fact, FactKind, Gap, Span

# Same length in, same length out: spans stay true. GB/T 15835: digits are half-width.
_FOLD = str.maketrans(
    "０１２３４５６７８９％＋－−／ｘＸ＊＿"
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｙｚ「」『』＂",
    '0123456789%+--/xX*_ABCDEFGHIJKLMNOPQRSTUVWYZabcdefghijklmnopqrstuvwyz“”‘’"',
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")  # 1 ３/5 is no 13/5
_FULL_STOP_IN_NUMBER = re.compile(r"(?<=[0-9xX])．(?=[0-9xX])")
# １，２００人; with half-width digits only where a unit follows at once: 1，200人
_FULL_COMMA_IN_NUMBER = re.compile(
    r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"
    rf"|(?<=[1-9])，(?=\d{{3}}(?:[{COUNTERS}元亩]|万元)(?!，\d{{3}}))"
)
_INVISIBLE = rf"{INVISIBLE}\x00-\x08\x0b-\x1f"
# Left out of the view: what `mend` takes away. A space between two ASCII characters is kept, as
# there.
_UNSEEN = re.compile(
    rf"[{_INVISIBLE}]|(?<=[^\x21-\x7e])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[^\x21-\x7e]|$)"
    rf"|^[ \t\u00a0\u3000]+"
    r"|(?<=[0-9])[ \u00a0](?=000(?![0-9]))"  # 5 000元; 98 100分 stays two figures
    # 286 400吨, 12 345.6万立方米 (GB/T 15835 5.1)
    r"|(?:(?<=(?<![\d.,])\d)|(?<=(?<![\d.,])\d\d)|(?<=(?<![\d.,])\d\d\d))[ \u00a0]"
    r"(?=\d{3}(?:[ \u00a0]\d{3}){0,3}(?:\.\d{1,4})?[ \u00a0]?[百千]?[万亿]{0,2}"
    rf"(?:{STATISTICS}|{MEASURES}))"
    r"|(?<=[0-9])[ \u00a0](?=[-–—~][ \u00a0]\d)|(?<=[0-9][ \u00a0][-–—~])[ \u00a0](?=\d)"  # 5 - 8月
    rf"|(?<=[0-9])[ \t\u00a0\u3000]+(?=%|{LATIN})"
)
_BLANK = "\x01"  # stands for what is already read

# What a document number does not begin with: the words that lead to it.
_BEFORE_DOCUMENT = re.compile(
    r"印发|下发|转发|制发|根据|按照|依据|依照|落实|执行|贯彻|制定|出台|文件|收到|报送|上报|对照"
    r"|严格"
    rf"|[按与和及以据为见的即由对等号案]|[^{HAN}]"
)
_IN_OFFICE = re.compile(rf"[（(][{HAN}][）)](?=[{HAN}])")  # 云公（刑）立字〔2025〕118号
_MOST_DOCUMENT = 12  # characters of an office's short name


def fold(text: str) -> str:
    """`text` with digits, letters and signs at half width; characters stay where they are."""
    return _FULL_STOP_IN_NUMBER.sub(".", _FULL_COMMA_IN_NUMBER.sub(",", text).translate(_FOLD))


def read_slots(text: str) -> list[Fact | Gap]:
    """Every fact and gap of `text`, in order, none overlapping another.

    Ids are empty, spans count in `text`.
    """
    return list(_slots(text))


@lru_cache(
    maxsize=4096
)  # a draft is read again at every decision of its reviewers, most of it as it was
def _slots(text: str) -> tuple[Fact | Gap, ...]:
    view = _view(text)
    figures = _figures(view.text)
    slots = _with_names(figures, view.text)
    return tuple(view.placed(slot) for slot in in_their_clauses(slots, view.text))


def read_facts(text: str) -> list[Fact]:
    """The facts of `text`, in order; see `read_slots`."""
    return [slot for slot in read_slots(text) if isinstance(slot, Fact)]


def read_gaps(text: str) -> list[Gap]:
    """The gaps of `text`, in order; see `read_slots`."""
    return [slot for slot in read_slots(text) if isinstance(slot, Gap)]


@dataclass(frozen=True, slots=True)
class _View:
    """What is read: `source` folded and without its spaces, as `text`.

    Character i of the text stands at places[i] of the source.
    """

    source: str
    text: str
    places: Sequence[int]

    def placed(self, slot: Fact | Gap) -> Fact | Gap:
        start, end = slot.span
        span = (self.places[start], self.places[end - 1] + 1)
        quote = self.source[slice(*span)]
        if isinstance(slot, Fact):
            return replace(slot, span=span, quote=quote)
        return replace(slot, span=span, text=quote)


def _view(text: str) -> _View:
    places: list[int] = []
    blanks = [blank.span() for blank in BLANK.finditer(text)]
    at = 0
    for unseen in _UNSEEN.finditer(text.translate(_HALF_WIDTH)):
        if any(start <= unseen.start() < end for start, end in blanks):
            continue  # room left for a figure: a gap
        places.extend(range(at, unseen.start()))
        at = unseen.end()
    places.extend(range(at, len(text)))
    return _View(text, _curly(fold("".join(text[i] for i in places))), places)


def _curly(text: str) -> str:
    """Straight quotation marks made curly, in pairs, as `mend` makes them.

    An odd one leaves all as they are.
    """
    text = re.sub(rf"'([^'\n]*[{HAN}][^'\n]*)'", r"‘\1’", text)
    if text.count('"') % 2:
        return text
    pair = iter("“”" * (text.count('"') // 2))
    return re.sub('"', lambda _: next(pair), text)


# --- scanning ---


def _figures(text: str) -> list[Fact | Gap]:
    """Every slot but the names, in order."""
    titles = list(_titles(text))
    rest = _blanked(text, titles)
    numbers = list(_documents(rest))
    rest = _blanked(rest, numbers)
    personal = [_personal(rest, span) for span, _ in find_personal(rest)]
    rest = _blanked(rest, personal)
    read = sorted([*titles, *personal, *_scanned(rest, text), *numbers], key=lambda slot: slot.span)
    return list(_with_offices(read, text))


def _blanked(text: str, slots: Iterable[Fact | Gap]) -> str:
    """`text` with nothing to read where slots stand."""
    pieces, at = [], 0
    for slot in slots:
        pieces += [text[at : slot.span[0]], _BLANK * (slot.span[1] - slot.span[0])]
        at = slot.span[1]
    return "".join(pieces) + text[at:]


def _scanned(text: str, whole: str) -> Iterator[Fact | Gap]:
    """The slots of `text`, which is `whole` without what was read before.

    All of it tells what belongs in a gap.
    """
    at = 0
    phrases = PHRASES.finditer(text)
    phrase = next(phrases, None)
    while match := scan(text, at):
        start, is_gap = match.start(), match.lastgroup == "gap"
        while phrase and phrase.end() <= start:
            phrase = next(phrases, None)
        if phrase and phrase.start() <= start and not is_gap:
            at = phrase.end()
        elif match.lastgroup == "list_mark":
            at = match.end()
        elif slot := (_gap(whole, match.span()) if is_gap else read_fact(match)):
            yield slot
            at = slot.span[1]
        else:
            at = start + 1


# --- titles, document numbers, personal numbers, gaps ---


def _titles(text: str) -> Iterator[Fact | Gap]:
    """Titles whole; one with a gap in it as the pieces around the gap, so that the gap is seen."""
    for title in TITLE.finditer(text):
        at, end = title.span()
        for gap in GAP.finditer(text, at + 1, end - 1):
            if gap.start() > title.start() + 1 and gap.start() > at:
                yield _title(text, (at, gap.start()))
            yield _gap(text, gap.span())
            at = gap.end()
        if end - at > 1:
            yield _title(text, (at, end))


def _title(text: str, span: Span) -> Fact:
    quote = text[slice(*span)]
    inner = mend(quote.removeprefix("《").removesuffix("》"))
    inner = re.sub(r"(?<=\d{4})(年?)[-–~～](?=\d{4}年)", r"\1—", inner)  # GB/T 15834 4.13.3.2
    inner = re.sub("[‹<]", "〈", re.sub("[›>]", "〉", inner))
    inner = inner.replace("《", "〈").replace("》", "〉")  # GB/T 15834: the inner title in 〈〉
    shown = "《" * quote.startswith("《") + inner + "》" * quote.endswith("》")
    return Fact("", FactKind.TITLE, f"title:{inner}", quote, shown, span)


def _documents(text: str) -> Iterator[Fact]:
    """〔2024〕12号 wherever an office can stand before it, the office still to be added."""
    for match in DOCUMENT.finditer(text):
        if len(_office(text, 0, match.start())) >= 2:
            # GB/T 9704 7.2.5: 〔〕, no 第, no zero padding
            number = f"{int(match['number'])}号" if match["number"] else ""
            yield Fact(
                "", FactKind.DOCUMENT, "", match[0], f"〔{match['year']}〕{number}", match.span()
            )


def _with_offices(slots: Iterable[Fact | Gap], text: str) -> Iterator[Fact | Gap]:
    """Document numbers with the office that gave them, as far back as no other slot reaches.

    3日云教发〔2024〕…
    """
    before = 0
    for slot in slots:
        if isinstance(slot, Fact) and slot.kind is FactKind.DOCUMENT:
            office = _office(text, before, slot.span[0])
            shown, span = office + slot.text, (slot.span[0] - len(office), slot.span[1])
            slot = replace(slot, key=f"document:{shown}", text=shown, span=span)
        yield slot
        before = slot.span[1]


def _office(text: str, begin: int, end: int) -> str:
    lead = text[max(begin, end - _MOST_DOCUMENT) : end]
    stops = list(_BEFORE_DOCUMENT.finditer(_IN_OFFICE.sub("字字字", lead)))
    return lead[stops[-1].end() :] if stops else lead


def _personal(text: str, span: Span) -> Fact:
    quote = text[slice(*span)]
    return Fact("", FactKind.PERSONAL, f"personal:{personal_key(quote)}", quote, quote, span)


def _gap(text: str, span: Span) -> Gap:
    start, end = span
    content = sort(text, span)
    return Gap(
        "",
        text[start:end],
        span,
        content.kind,
        content.unit,
        content.about,
        content.within,
        content.restore,
    )


# --- names ---

_IN_NAMES = {FactKind.ORDINAL, FactKind.CODE, FactKind.QUANTITY}


def _with_names(figures: list[Fact | Gap], text: str) -> list[Fact | Gap]:
    """The figures and the names, in order.

    A name may hold an ordinal, code or count (第五中学), nothing else.
    """
    starts, ends = [slot.span[0] for slot in figures], [slot.span[1] for slot in figures]
    slots: list[Fact | Gap] = []
    taken = 0  # figures that are in `slots`, or in a name that is
    for name in _names(figures, text):
        first, last = bisect_right(ends, name[0]), bisect_left(starts, name[1])
        if any(slot.span[0] < name[0] or slot.span[1] > name[1] for slot in figures[first:last]):
            continue  # a name cannot begin or end within a figure
        slots += [*figures[taken:first], _code_or_name(text, name, figures[first:last])]
        taken = last
    return [*slots, *figures[taken:]]


def _names(figures: list[Fact | Gap], text: str) -> list[Span]:
    """The spans of names between fixed figures and of the holders of personal numbers, in order."""
    fixed = [slot for slot in figures if isinstance(slot, Gap) or slot.kind not in _IN_NAMES]
    numbers = [slot.span for slot in fixed if slot.fact_kind is FactKind.PERSONAL]
    holders = {span for number in numbers if (span := holder(text, number))}
    return sorted({*find_names(_blanked(text, fixed)), *holders})


def _code_or_name(text: str, name: Span, inside: list[Fact | Gap]) -> Fact:
    """The name, or a code where nothing else stands between the quotation marks.

    “5+2”, “十五五”.
    """
    match inside:
        case [Fact(kind=FactKind.CODE, span=span) as code] if span == (name[0] + 1, name[1] - 1):
            return replace(code, span=name, text=f"“{code.text}”", tail="")
        case _:
            return _name(text, name)


def _name(text: str, span: Span) -> Fact:
    quote = text[slice(*span)]
    shown = mend(quote)
    return Fact("", FactKind.NAME, f"name:{shown.strip('“”‘’')}", quote, shown, span)
