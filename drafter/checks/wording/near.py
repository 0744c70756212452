"""WRD102: nearly a fixed phrase: one character of it missing, doubled or exchanged."""

from collections.abc import Iterator
from functools import lru_cache

from drafter.checks.rule import Rule
from drafter.checks.wording.lexicon import PHRASES
from drafter.documents.house_words import House
from drafter.documents.report import Place, Report
from drafter.records import Finding, Severity

_LEAST = 6  # characters: shorter phrases have honest neighbours
_SEED = 3  # a phrase with one wrong character keeps an untouched stretch of its first or last three


def near(report: Report) -> Iterator[Finding]:
    heads, tails, wrong = _seeds(report.house)
    for line in report.lines:
        if line.place is Place.FURNITURE:
            continue
        text = line.view
        done = 0
        for at in range(len(text) - _SEED + 1):
            piece = text[at : at + _SEED]
            for phrase in heads.get(piece, ()):
                if (
                    at >= done
                    and (size := _head_match(text, at, phrase))
                    and text[at : at + size] not in wrong
                ):
                    done = at + size
                    yield RULE.at(line, (at, at + size), right=phrase)
            for phrase in tails.get(piece, ()):
                end = at + _SEED
                size = _tail_match(text, end, phrase)
                if size and end - size >= done and text[end - size : end] not in wrong:
                    done = end
                    yield RULE.at(line, (end - size, end), right=phrase)


def _head_match(text: str, at: int, phrase: str) -> int:
    """Length of what stands at `at` where it is `phrase` with one character missing, too many or exchanged in its
    later part; 0 where it is the phrase itself or something else. Two characters after the fault have to agree."""
    same = 0
    while same < len(phrase) and at + same < len(text) and text[at + same] == phrase[same]:
        same += 1
    left = len(phrase) - same
    if left < 2 or same < (len(phrase) + 1) // 2:
        return 0
    rest = text[at + same :]
    if rest.startswith(phrase[same + 1 :]):
        return len(phrase) - 1 if not _quoted(phrase[same]) else 0
    if left > 2 and rest[1:].startswith(phrase[same + 1 :]):
        return len(phrase) if not _quoted(phrase[same] + rest[:1]) else 0
    if rest[1:].startswith(phrase[same:]) and rest[:1] == text[at + same - 1 : at + same]:
        return len(phrase) + 1
    return 0


def _tail_match(text: str, end: int, phrase: str) -> int:
    """The same from the phrase's end backwards, for a fault in its earlier part."""
    same = 0
    while same < len(phrase) and end - same > 0 and text[end - same - 1] == phrase[-same - 1]:
        same += 1
    left = len(phrase) - same
    if left < 3 or same < (len(phrase) + 1) // 2:
        return 0
    before = text[: end - same]
    if before.endswith(phrase[: left - 1]) and not _quoted(phrase[left - 1]):
        return len(phrase) - 1
    if before[:-1].endswith(phrase[: left - 1]) and not _quoted(phrase[left - 1] + before[-1:]):
        return len(phrase)
    return 0


def _quoted(characters: str) -> bool:
    """Whether the fault is one of marks: with or without quotes a phrase is the same."""
    return any(c in "“”、，（）的和与" for c in characters)


@lru_cache(maxsize=8)
def _seeds(
    house: House,
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]], frozenset[str]]:
    heads: dict[str, tuple[str, ...]] = {}
    tails: dict[str, tuple[str, ...]] = {}
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
    source="practice: wording laid down in party and state documents",
    message=(
        "“{text}”与固定提法“{right}”只差一个字",
        "“{text}” is one character away from “{right}”",
    ),
    wrong=(
        "推进义务教育优质均横发展。",
        "落实党组织领导的校长负制要求。",
        "围绕铸牢中华民族共同意识开展宣传。",
    ),
    right=(
        "推进义务教育优质均衡发展。",
        "义务教育优质学校达到12所。",
        "获得感、幸福感、安全感不断增强。",
        "习近平总书记关于安全生产的重要论述",
    ),
    check=near,
)
