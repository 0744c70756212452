"""WRD116: a set phrase with one character taken for another (立徳树人, 党政同职, “双简”).

A place is looked at only where the segmenter leaves a character alone, and is a slip only where a
character of like sound or shape makes a set phrase, or a word, of what stands there.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording import fixed, misspelt, near
from drafter.checks.wording.alike import alike, begin_alike
from drafter.checks.wording.cutting import Piece, cut_words
from drafter.checks.wording.lexicon import PHRASES
from drafter.checks.wording.word_lists import words
from drafter.documents.house_words import House
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity, Span

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_SHORTEST, _LONGEST = 4, 10  # characters of a phrase
_BROKEN = 3  # of the four characters of an idiom that a slip leaves alone
# What is a word of its own or part of none: alone it is no sign of a slip.
_STANDING = frozenset(
    "的了在和与及为是对于被把将并已以而其该从由至向等有会能可要就到让使比按地着也都又再还不之所者"
    "一二三四五六七八九十百千万亿两个项次名人年月日元号家"
)
_QUOTED = re.compile(r"“([\u4e00-\u9fff]{2,8})”")


@dataclass(frozen=True)
class _Phrases:
    """What is right, and what can follow or precede a character in it.

    firm    the phrases that a character of the same initial alone may stand in (党政同职 for 同责)
    quoted  the terms that stand in quotes
    """

    right: frozenset[str]
    firm: frozenset[str]
    quoted: frozenset[str]

    @cached_property
    def behind(self) -> dict[str, set[str]]:
        return _neighbours(self.right, 0)

    @cached_property
    def before(self) -> dict[str, set[str]]:
        return _neighbours(self.right, 1)


@dataclass(frozen=True)
class _Stretch:
    """A run of Chinese as the segmenter cuts it; places count in the run."""

    text: str
    cut: tuple[Piece, ...]

    @cached_property
    def owners(self) -> list[Piece]:
        """For each character the word it is cut into."""
        return [piece for piece in self.cut for _ in piece[0]]

    @cached_property
    def edges(self) -> frozenset[int]:
        return frozenset((0, *(end for _, _, end in self.cut)))

    def alone(self, at: int) -> bool:
        return len(self.owners[at][0]) == 1 and self.text[at] not in _STANDING

    def doubtful(self) -> Iterator[int]:
        """Characters that stand alone, and those of a short word beside one."""
        for before, piece, behind in _threes(self.cut):
            start = piece[1]
            if len(piece[0]) == 1:
                yield from (start,) * self.alone(start)
            elif len(piece[0]) == 2 and any(
                len(other[0]) == 1 and self.alone(other[1]) for other in (before, behind)
            ):
                yield from (start, start + 1)

    def windows(self, at: int, size: int) -> Iterator[Span]:
        """Stretches of a size around a character that begin and end where words do, or in its own."""
        own = self.owners[at]
        for start in range(max(0, at - size + 1), min(at, len(self.text) - size) + 1):
            end = start + size
            if all(edge in self.edges or own[1] < edge < own[2] for edge in (start, end)):
                yield start, end


def miswritten(report: Report) -> Iterator[Finding]:
    known = _known(report.house)
    for line in own_lines(report):
        if line.place is Place.TABLE:
            continue
        for span, right in (*_slips(line.view, known), *_quoted_slips(line.view, known)):
            if not _told(line.view[slice(*span)], right, report.house):
                yield RULE.at(line, span, right=right)


def _slips(text: str, known: _Phrases) -> Iterator[tuple[Span, str]]:
    for run in _RUN.finditer(text):
        cut = cut_words(run[0])
        if all(len(word) > 1 for word, *_ in cut):
            continue
        stretch, done = _Stretch(run[0], cut), 0
        for at in stretch.doubtful():
            found = _meant(stretch, at, known) if at >= done else None
            if found:
                (start, done), right = found
                yield (run.start() + start, run.start() + done), right


def _meant(stretch: _Stretch, at: int, known: _Phrases) -> tuple[Span, str] | None:
    """The longest phrase that another character makes of what stands around a place."""
    text, written = stretch.text, stretch.text[at]
    others = alike().get(written, frozenset())
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    near = known.behind.get(before, set()) | known.before.get(behind, set())
    if {before + written, written + behind} & words("new_words"):
        return None
    single = len(stretch.owners[at][0]) == 1
    for size in range(min(_LONGEST, len(text)), _SHORTEST - 1, -1):
        for start, end in stretch.windows(at, size):
            if not _may_be_phrase(stretch, at, (start, end)) or text[start:end] in known.right:
                continue
            for other in near:
                right = text[start:at] + other + text[at + 1 : end]
                if right in known.firm and begin_alike(written, other):
                    return (start, end), right
                if single and other in others and right in known.right:
                    return (start, end), right
    return _idiom(stretch, at, others)


def _may_be_phrase(stretch: _Stretch, at: int, span: Span) -> bool:
    """Whether a whole word may be the slip: only within a longer phrase (机构性矛盾)."""
    _, start, end = stretch.owners[at]
    if end - start == 1:
        return True
    return span[1] - span[0] > _SHORTEST and span[0] <= start and end <= span[1]


def _idiom(stretch: _Stretch, at: int, others: frozenset[str]) -> tuple[Span, str] | None:
    """A word of four characters that the segmenter finds broken to pieces: 一以惯之."""
    text = stretch.text
    for start, end in stretch.windows(at, 4):
        if sum(len(stretch.owners[place][0]) == 1 for place in range(start, end)) < _BROKEN:
            continue
        for other in others:
            right = text[start:at] + other + text[at + 1 : end]
            if _is_word(right):
                return (start, end), right
    return None


def _quoted_slips(text: str, known: _Phrases) -> Iterator[tuple[Span, str]]:
    """A term in quotes that is a known one but for one character: “双简”."""
    for match in _QUOTED.finditer(text):
        term = match[1]
        if term not in known.quoted and not _is_word(term):
            for right in _exchanged(term):
                if right in known.quoted:
                    yield match.span(1), right
                    break


def _exchanged(term: str) -> Iterator[str]:
    for at, character in enumerate(term):
        for other in alike().get(character, ()):
            yield term[:at] + other + term[at + 1 :]


def _told(text: str, right: str, house: House) -> bool:
    """Whether another rule has its own word for it."""
    return misspelt.finds(text) or fixed.finds(text, house) or near.knows(right, house)


@cache
def _known(house: House) -> _Phrases:
    own = (*(phrase.right for phrase in (*PHRASES, *house.phrases)), *house.names)
    rights = {part for phrase in own for part in _RUN.findall(phrase) if len(part) >= _SHORTEST}
    quoted = {part for phrase in own for part in _QUOTED.findall(phrase)} | words("quoted_terms")
    firm = words("set_phrases") | rights
    return _Phrases(words("phrases") | firm, firm, frozenset(quoted))


def _is_word(text: str) -> bool:
    import rjieba  # 0.1 s to load: only where there is a word to judge

    return rjieba.has_word(text)


def _neighbours(phrases: frozenset[str], known: int) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        for pair in pairwise(phrase):
            beside[pair[known]].add(pair[1 - known])
    return beside


def _threes(cut: tuple[Piece, ...]) -> Iterator[tuple[Piece, Piece, Piece]]:
    """Each word with the one before and behind it; the ends have a blank one there."""
    blank = ("", 0, 0)
    yield from zip((blank, *cut), cut, (*cut[1:], blank), strict=False)


RULE: Rule[Report] = Rule(
    code="WRD116",
    severity=Severity.WARNING,
    name=("固定词语疑有别字", "a set phrase with a wrong character"),
    why=(
        "与常用的固定词语只差一个音近或形近的字，原样又读不通；请核对，从不自动改。",
        "One character of like sound or shape away from a set phrase, and no words as it stands; a person confirms it.",
    ),
    source="phrases counted in published reports and statutes, November 2026; practice: proofreading",
    message=("“{text}”疑为“{right}”", "“{text}” is most likely “{right}”"),
    wrong=(
        "落实立徳树人根本任务。",
        "落实“双简”要求，减轻学生负担。",
        "坚持党政同职。",
        "防止拒腐访变意识松动。",
        "着力化解就业机构性矛盾。",
        "做到举一返三，立行立改。",
    ),
    right=(
        "落实立德树人根本任务，落实“双减”要求。",
        "对接粤港澳大湾区建设，6月底前完成验收。",
        "推进数智化改造，因城施策去库存。",
        "民之所向、政之所行，实施人才兴皖工程提质行动。",
        "天然气净输出省份，新能源公交车占87%。",
        "发展悦己经济，办好廊洽会、数博会。",
    ),
    check=miswritten,
)
