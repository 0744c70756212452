"""WRD101: a fixed phrase in a wrong or bygone form."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from drafter.checks.pattern import own_lines
from drafter.checks.rule import Rule
from drafter.checks.wording.lexicon import PHRASES
from drafter.documents.house_words import House, Phrase
from drafter.documents.report import Report
from drafter.records import Finding, Severity


def fixed(report: Report) -> Iterator[Finding]:
    day = report.dated or (date(report.year, 12, 31) if report.year else report.house.today)
    pattern, owners = _pattern(report.house)
    for line in own_lines(report):
        for match in pattern.finditer(line.view):
            phrase = owners[match[0]]
            if _holds(phrase, day) and not _in_right(line.view, match, phrase):
                note = f"（{phrase.note}）" if phrase.note else ""
                yield RULE.at(line, match.span(), right=phrase.right, note=note)


def finds(text: str, house: House) -> bool:
    """Whether a wrong form of a phrase stands in a text, at whatever day."""
    return _pattern(house)[0].search(text) is not None


def _holds(phrase: Phrase, day: date | None) -> bool:
    if day is None:
        return True
    return (phrase.valid_from is None or phrase.valid_from <= day) and (
        phrase.valid_to is None or day <= phrase.valid_to
    )


def _in_right(text: str, match: re.Match[str], phrase: Phrase) -> bool:
    """Whether the match is a part of the right phrase, standing there whole."""
    right = phrase.right
    at = text.find(right, max(0, match.start() - len(right)), match.end() + len(right))
    return 0 <= at <= match.start() and match.end() <= at + len(right)


@lru_cache(maxsize=8)
def _pattern(house: House) -> tuple[re.Pattern[str], dict[str, Phrase]]:
    """One expression of all wrong forms, the longest first, and the phrase each belongs to.

    The unit's own phrases win over those shipped.
    """
    owners = {wrong: phrase for phrase in (*PHRASES, *house.phrases) for wrong in phrase.wrong}
    words = sorted(owners, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))), owners


RULE: Rule[Report] = Rule(
    code="WRD101",
    severity=Severity.WARNING,
    name=("提法待核", "a fixed phrase to confirm"),
    why=(
        "固定提法有误或已过时；请对照原文件核定，政治性提法从不自动改。",
        "A fixed phrase is wrong or out of date; a person confirms it against its document, it is never changed here.",
    ),
    source=(
        "党和国家文件的规范提法；本单位的写在 `[[check.phrases]]` 里",
        "practice: wording laid down in party and state documents; `[[check.phrases]]` adds a unit's own",
    ),
    message=(
        "核对提法：“{text}”，规范为“{right}”{note}",
        "confirm: “{text}”; the set form is “{right}”{note}",
    ),
    wrong=(
        "筑牢中华民族共同体意识，凝聚各方力量。",
        "强化控流保学措施，落实资助政策。",
        "严格落实“三必须三管”要求。",
        "坚持党政同责、一岗双责、失职追责。",
        "坚定“四个意识”，提高政治站位。",
        "着力解决发展不充分不平衡问题。",
    ),
    right=(
        "铸牢中华民族共同体意识，筑牢安全防线。",
        "强化控辍保学措施。",
        "坚持党政同责、一岗双责、齐抓共管、失职追责。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "深入贯彻中央八项规定精神。",
    ),
    check=fixed,
)
