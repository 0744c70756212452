"""WRD102: nearly a fixed phrase: one character of it missing, doubled or exchanged."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from drafter.checks.pattern import common_start, own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording.alike import are_alike
from drafter.checks.wording.cutting import cut_words, pieces, reads_better
from drafter.checks.wording.lexicon import PHRASES
from drafter.checks.wording.phrases import is_word
from drafter.documents.house_words import House
from drafter.documents.report import Report
from drafter.records import Finding, Severity, Span

_LEAST = 6  # characters: shorter phrases have honest neighbours
_LONG = 8  # a longer phrase is no other even where its rest reads well
_SURE = 7  # characters of a phrase after which no other last one is honest
_SEED = 3  # a phrase with one wrong character keeps an untouched stretch of its first or last three

Turned = dict[str, list[tuple[str, str]]]  # by their first characters: as written, and right
Seeds = dict[str, tuple[str, ...]]


def near(report: Report) -> Iterator[Finding]:
    heads, tails, wrong = _seeds(report.house)
    turned = _turned(report.house)
    for line in own_lines(report):
        done = 0
        places = (*_exchanged(line.view, turned), *_near(line.view, heads, tails))
        for (start, end), phrase in sorted(places):
            if start >= done and line.view[start:end] not in wrong:
                done = end
                yield RULE.at(line, (start, end), right=phrase)


def _exchanged(text: str, turned: Turned) -> Iterator[tuple[Span, str]]:
    """Every place where a phrase stands with two of its words exchanged: 全过程民主人民."""
    for at in range(len(text) - _LEAST + 1):
        for written, phrase in turned.get(text[at : at + _SEED], ()):
            if text.startswith(written, at):
                yield (at, at + len(written)), phrase


def knows(phrase: str, house: House) -> bool:
    """Whether it is one of the phrases that are looked for here."""
    return len(phrase) >= _LEAST and phrase in _seeds(house)[0].get(phrase[:_SEED], ())


def _near(text: str, heads: Seeds, tails: Seeds) -> Iterator[tuple[Span, str]]:
    """Every place where the text is nearly a phrase: its first or last characters stand there."""
    for at in range(len(text) - _SEED + 1):
        end = at + _SEED
        for phrase in heads.get(text[at:end], ()):
            if size := _head_match(text, at, phrase):
                yield (at, at + size), phrase
        for phrase in tails.get(text[at:end], ()):
            if size := _tail_match(text, end, phrase):
                yield (end - size, end), phrase


def _head_match(text: str, at: int, phrase: str) -> int:
    """Length of what stands at `at` where it is `phrase` with one fault in its later part.

    A fault is one character missing, too many or exchanged; two characters after it have to agree.
    0 where it is the phrase itself or something else.
    """
    same = common_start(phrase, text[at : at + len(phrase)])
    left = len(phrase) - same
    if left == 1:
        return len(phrase) if _ends_otherwise(text, at, phrase, same) else 0
    if left < 2 or same < (len(phrase) + 1) // 2:
        return 0
    rest, wanted = text[at + same :], phrase[same:]
    if rest.startswith(wanted[1:]):
        size = len(phrase) - 1
        return size if _lacks(text, (at, at + size), phrase, wanted[0]) else 0
    sure = left > 2 or same >= _LEAST - 1 or are_alike(wanted[0], rest[:1])
    if sure and rest[1:].startswith(wanted[1:]):
        return len(phrase) if not _quoted(wanted[0] + rest[:1]) else 0
    doubled = rest[:1] == text[at + same - 1 : at + same] and rest[1:].startswith(wanted)
    return len(phrase) + 1 if doubled else 0


def _ends_otherwise(text: str, at: int, phrase: str, same: int) -> bool:
    """Whether a phrase's last word is another one there, that begins alike: 新发展格式.

    Behind a long one any other character is a slip.
    """
    end = at + len(phrase)
    last = cut_words(phrase)[-1][0]
    written = text[end - len(last) : end]
    if same < _LEAST - 1 or len(written) < len(last) or not written[-1].isalpha():
        return False
    cut = pieces(text, (at, end))
    return same >= _SURE or (
        len(last) > 1 and any(word == written and stop == end for word, _, stop in cut)
    )


def _tail_match(text: str, end: int, phrase: str) -> int:
    """The same from the phrase's end backwards, for a fault in its earlier part."""
    behind = text[max(0, end - len(phrase)) : end]
    left = len(phrase) - common_start(phrase[::-1], behind[::-1])
    if left < 3 or left > len(phrase) // 2:
        return 0
    before, wanted = text[: end - len(phrase) + left], phrase[: left - 1]
    size = len(phrase) - 1
    if before.endswith(wanted) and _lacks(text, (end - size, end), phrase, phrase[left - 1]):
        return size
    if before[:-1].endswith(wanted) and not _quoted(phrase[left - 1] + before[-1:]):
        return len(phrase)
    return 0


def _lacks(text: str, span: Span, phrase: str, missing: str) -> bool:
    """Whether a phrase without one character is a slip: 中国现代化 is a word beside 中国式现代化."""
    if _quoted(missing):
        return False
    return len(phrase) >= _LONG or reads_better(text, span, phrase)


def _quoted(characters: str) -> bool:
    """Whether the fault is one of marks: with or without quotes a phrase is the same."""
    return any(c in "“”、，（）的和与" for c in characters)


@lru_cache(maxsize=8)
def _turned(house: House) -> Turned:
    """The phrases with two of their words exchanged, by their first characters."""
    turned: dict[str, list[tuple[str, str]]] = {}
    right = {phrase.right for phrase in (*PHRASES, *house.phrases)}
    all_of_them = "\n".join(right)
    for phrase in sorted(right):
        for written in _with_two_exchanged(phrase) if len(phrase) >= _LEAST else ():
            if written not in all_of_them:
                turned.setdefault(written[:_SEED], []).append((written, phrase))
    return turned


def _with_two_exchanged(phrase: str) -> Iterator[str]:
    """A phrase with any two of its words exchanged, or two characters with the next two."""
    words = [part for word, _, _ in cut_words(phrase) for part in _halves(word)]
    for one, other in combinations(range(len(words)), 2):
        near = other == one + 1 or len(words[one]) == len(words[other])
        if near and len(words[one]) > 1 < len(words[other]):
            moved = [*words]
            moved[one], moved[other] = words[other], words[one]
            yield "".join(moved)
    for at in range(len(phrase) - 3):
        pairs = phrase[at + 2 : at + 4] + phrase[at : at + 2]
        if pairs.isalpha():
            yield phrase[:at] + pairs + phrase[at + 4 :]


def _halves(word: str) -> tuple[str, ...]:
    halves = (word[:2], word[2:])
    return halves if len(word) == 4 and all(map(is_word, halves)) else (word,)


@lru_cache(maxsize=8)
def _seeds(house: House) -> tuple[Seeds, Seeds, frozenset[str]]:
    """The phrases by their first and by their last characters, and the forms WRD101 reports."""
    heads: Seeds = {}
    tails: Seeds = {}
    phrases = (*PHRASES, *house.phrases)
    for word in (*(phrase.right for phrase in phrases), *house.names):
        if len(word) >= _LEAST:
            heads[word[:_SEED]] = (*heads.get(word[:_SEED], ()), word)
            tails[word[-_SEED:]] = (*tails.get(word[-_SEED:], ()), word)
    return heads, tails, frozenset(wrong for phrase in phrases for wrong in phrase.wrong)


RULE: Rule[Report] = Rule(
    code="WRD102",
    severity=Severity.WARNING,
    name=("近似提法，疑有错漏字", "nearly a fixed phrase"),
    why=(
        "与固定提法只差一个字，多半是漏字、多字或错字；请核对，从不自动改。",
        "One character away from a fixed phrase: most likely a slip; a person confirms it.",
    ),
    source=("党和国家文件的规范提法", "practice: wording laid down in party and state documents"),
    message=(
        "“{text}”与固定提法“{right}”只差一个字",
        "“{text}” is one character away from “{right}”",
    ),
    wrong=(
        "推进义务教育优质均横发展。",
        "落实党组织领导的校长负制要求。",
        "围绕铸牢中华民族共同意识开展宣传。",
        "发展全过程民主人民，推动村务公开。",
        "加快构建新发展格式，畅通循环。",
        "纵深推进全面从严冶党。",
        "坚持预防第一、安全为主的方针。",
        "推进巩固拓展脱贫攻坚成果同乡村振兴有效链接。",
    ),
    right=(
        "推进义务教育优质均衡发展。",
        "义务教育优质学校达到12所。",
        "获得感、幸福感、安全感不断增强。",
        "习近平总书记关于安全生产的重要论述",
        "以中国现代化建设的成就鼓舞人心。",
    ),
    check=near,
)
