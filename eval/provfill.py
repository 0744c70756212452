"""ProvFill: sentences of published reports become notes, and masked notes.

(a) filled back, each value in its hole, or reported; (b) one figure altered in eight ways, seven of
them lies that the rules beside the notes have to find; (c) untouched, where they have to be silent.
Made at run time from a folder of reports: nothing of them is kept. The notes of a check are the
sentences around it too, so that a figure which is right elsewhere is no excuse.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from drafter.checks.against_notes import check_beside
from drafter.checks.beside import Beside
from drafter.checks.indicators import MEASURED
from drafter.documents.draft_lines import plain_text
from drafter.documents.note_text import compose
from drafter.documents.notes import parse_notes
from drafter.documents.report_text import read_text
from drafter.evaluation.stats import Interval, share
from drafter.facts.figures import read_facts
from drafter.facts.numbering import chinese
from drafter.facts.placeholders import masked_digits
from drafter.filling.filling import Given, fill
from drafter.records import Fact, FactKind, Finding, Severity
from drafter.writing.pipeline import Tools, draft
from drafter.writing.rules import RuleWriter

_LEAST = 3  # figures in a sentence
_LONGEST = 400  # characters
_PLACES = 4  # in a sentence, of each kind
_TOGETHER = 8  # sentences that are notes of one another
_FRONT = """---
organization: 某县人民政府
kind: summary
period: 2026年
date: xxxx年x月x日
---
# 一、工作情况
"""
ESCAPES, ALARMS = 0.0, 0.005  # of lies, and of untouched sentences, at most

Altered = Callable[[str, Fact, Sequence[Fact], Random], str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a thing was tried, and where it failed.

    failed  the altered or filled sentences that went wrong
    """

    tried: int
    failed: tuple[str, ...]

    @property
    def rate(self) -> Interval:
        """The share that went wrong, with its bounds."""
        return share(len(self.failed), self.tried)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the sentences.

    escapes    kind of alteration → lies that nothing found
    kept       rewritings that keep the value and were refused
    untouched  sentences on which something was found though nothing had changed
    filled     sentences whose values came back to the letter
    reported   values that were refused by name
    """

    sentences: int
    escapes: dict[str, Tally]
    kept: Tally
    untouched: Tally
    filled: Tally
    reported: int = 0
    reports: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """No lie escapes, few alarms, and nothing is filled wrongly."""
        lies = sum(len(tally.failed) for tally in self.escapes.values())
        alarms = len(self.untouched.failed) / max(1, self.untouched.tried)
        return lies == 0 and alarms <= ALARMS and not self.filled.failed


def measure(reports: Sequence[Path], *, seed: int = 7) -> Result:
    """Measure on all sentences with enough figures in a folder of published reports."""
    tries = _Tries()
    count = 0
    for path in reports:
        chance = Random(f"{seed} {path.name}")
        sentences = list(_sentences(path))
        count += len(sentences)
        for batch in _batches(sentences):
            tries.alter(_Notes(batch), chance)
        for text in sentences:
            tries.fill(text)
    return Result(
        count,
        {name: _tally(lies) for name, lies in tries.lies.items()},
        _tally(tries.kept),
        _tally(tries.untouched),
        _tally(tries.filled),
        tries.reported,
        tuple(path.name for path in reports),
    )


def _batches(sentences: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(sentences), _TOGETHER):
        yield sentences[at : at + _TOGETHER]


class _Tries:
    """What was tried, each a text and whether it went right."""

    def __init__(self) -> None:
        self.lies: dict[str, list[tuple[str, bool]]] = {name: [] for name in LIES}
        self.kept: list[tuple[str, bool]] = []
        self.untouched: list[tuple[str, bool]] = []
        self.filled: list[tuple[str, bool]] = []
        self.reported = 0

    def alter(self, notes: "_Notes", chance: Random) -> None:
        """Leave each sentence alone, lie about it in every way, write its values in Chinese."""
        self.untouched += ((text, not notes.found(text, text)) for text in notes.sentences)
        for text in notes.sentences:
            for name, alter in LIES.items():
                lies = _altered(text, alter, chance)
                self.lies[name] += ((lie, notes.found(text, lie)) for lie in lies)
            rewritings = _altered(text, in_chinese, chance)
            self.kept += ((same, not notes.found(text, same)) for same in rewritings)

    def fill(self, text: str) -> None:
        exact, refused = _filled(text)
        self.reported += refused
        self.filled.append((text, exact or bool(refused)))


def _tally(tries: Sequence[tuple[str, bool]]) -> Tally:
    return Tally(len(tries), tuple(text for text, right in tries if not right))


def _sentences(path: Path) -> Iterator[str]:
    report = read_text(path.read_text(encoding="utf-8"))
    for line in report.text_lines:
        for span in line.sentences:
            text = compose(line.view[slice(*span)].strip())[0]
            if len(text) <= _LONGEST and len(_figures(text)) >= _LEAST and "\n" not in text:
                yield text


def _figures(text: str) -> list[Fact]:
    """The figures of a sentence that are written in digits."""
    return [
        fact
        for fact in read_facts(text)
        if fact.kind in {*MEASURED, FactKind.DATE} and re.search(r"\d", fact.text)
    ]


class _Notes:
    """Some sentences as notes, and whether a report that alters one of them is found out."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.sentences = sentences
        body = "".join(f"- {text}\n" for text in sentences)
        self.brief = parse_notes(_FRONT + body, Path("provfill.md"))

    def found(self, text: str, altered: str) -> bool:
        """Whether anything grave is found on a report that has `altered` in the place of `text`."""
        body = "\n".join(altered if line == text else line for line in self.sentences)
        report = read_text(f"{self.brief.title}\n一、工作情况\n{body}\n")
        return any(map(_grave, check_beside(Beside(report, self.brief))))


def _grave(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO and finding.code.startswith(
        ("FIG", "GAP", "BUL", "LEK")
    )


def _altered(text: str, alter: Altered, chance: Random) -> Iterator[str]:
    """Yield the sentence with one figure altered, for each figure that can be, a few at most."""
    figures = _figures(text)
    made = 0
    for fact in chance.sample(figures, len(figures)):
        if made == _PLACES:
            return
        altered = alter(text, fact, figures, chance)
        # What reads the same is no lie.
        if altered and altered != text and _same(altered, text) == (alter is in_chinese):
            made += 1
            yield altered


def _same(altered: str, text: str) -> bool:
    """Whether two sentences state the same facts."""
    facts, others = read_facts(altered), read_facts(text)
    return len(facts) == len(others) and {f.key for f in facts} == {f.key for f in others}


# --- the eight ways ---


def _number(fact: Fact) -> re.Match[str] | None:
    return re.search(r"\d+(?:\.\d+)?", fact.text)


def _with(text: str, fact: Fact, old: re.Match[str] | None, new: str) -> str:
    """The sentence with other characters where a match stands in a fact; "" without a match."""
    if old is None:
        return ""
    start, end = (fact.span[0] + at for at in old.span())
    assert text[start:end] == old[0]
    return text[:start] + new + text[end:]


def digits_swapped(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    number = _number(fact)
    if not number:
        return ""
    digits = number[0]
    pairs = [digits[at : at + 2] for at in range(len(digits) - 1)]
    places = [at for at, pair in enumerate(pairs) if pair.isdigit() and pair[0] != pair[1]]
    if not places:
        return ""
    at = chance.choice(places)
    new = digits[:at] + pairs[at][::-1] + digits[at + 2 :]
    return "" if re.match(r"0(?!\.)", new) else _with(text, fact, number, new)


def off_by_one(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    number = _number(fact)
    if not number:
        return ""
    last = int(number[0][-1])
    step = chance.choice([-1, 1])
    new = last + step if 0 < last + step <= 9 else last - step
    return _with(text, fact, number, number[0][:-1] + str(new)) if 0 < new <= 9 else ""


def point_moved(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    number = _number(fact)
    if not number or fact.kind is FactKind.DATE:
        return ""
    whole, point, part = number[0].partition(".")
    new = f"{whole}{part[0]}.{part[1:]}".rstrip(".") if point else f"{whole}0"
    return _with(text, fact, number, new)


def scale_changed(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    scale = re.search("[万亿]", fact.text)
    return _with(text, fact, scale, "亿" if scale and scale[0] == "万" else "万")


def percent_and_points(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    unit = re.search(r"%|个百分点", fact.text)
    return _with(text, fact, unit, "个百分点" if unit and unit[0] == "%" else "%")


def another_year(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    year = re.search(r"(?:19|20)\d\d(?=年)", fact.text)
    return _with(text, fact, year, str(int(year[0]) - 1)) if year else ""


def of_another(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    """The figure of another fact of the same unit in the place of this one."""
    unit = (fact.kind, fact.unit, fact.tail)
    rivals = [f for f in figures if (f.kind, f.unit, f.tail) == unit and f.text != fact.text]
    number = _number(chance.choice(rivals)) if rivals else None
    return _with(text, fact, _number(fact), number[0]) if number else ""


def in_chinese(text: str, fact: Fact, figures: Sequence[Fact], chance: Random) -> str:
    """The same value in Chinese numerals: no lie."""
    number = _number(fact)
    if not number or fact.kind is not FactKind.QUANTITY:
        return ""
    small = re.fullmatch(r"[1-9]\d?", number[0])
    return _with(text, fact, number, chinese(int(number[0]))) if small else ""


LIES: dict[str, Altered] = {
    "digits swapped": digits_swapped,
    "off by one": off_by_one,
    "point moved": point_moved,
    "万 and 亿": scale_changed,
    "% and 百分点": percent_and_points,
    "another year": another_year,
    "another's figure": of_another,
}


# --- filling ---


def _filled(text: str) -> tuple[bool, int]:
    """Mask the figures of a sentence, draft it by the rules, and fill the values in.

    Whether each figure is back to the letter, however the rules word the sentence, and how many
    values were refused by name.
    """
    masked, values = _masked(text)
    notes = _FRONT + f"- {masked}\n"
    made = draft(parse_notes(notes, Path("provfill.md")), Tools(RuleWriter()))
    gaps = [gap for bullet in made.brief.all_bullets() for gap in bullet.gaps]
    if [gap.text for gap in gaps] != [mask for mask, _ in values]:
        return False, 0
    pairs = zip(gaps, values, strict=True)
    given = [Given(gap.id, value, "provfill") for gap, (_, value) in pairs]
    done = fill(made, given, "provfill", accepted={gap.id for gap in gaps})
    written = plain_text(done.draft).partition("工作情况\n")[2]
    wanted = Counter(fact.text for fact in _figures(text))
    return Counter(fact.text for fact in _figures(written)) == wanted, len(done.refused)


def _masked(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The sentence with the numbers of its figures masked, and (mask, number) of each."""
    pieces: list[str] = []
    values: list[tuple[str, str]] = []
    at = 0
    for fact in _figures(text):
        number = re.search(r"\d+(?:\.\d+)?", text[slice(*fact.span)])
        if fact.kind not in MEASURED or not number:
            continue
        start, end = (fact.span[0] + place for place in number.span())
        mask = masked_digits(number[0])
        pieces += [text[at:start], mask]
        values.append((mask, number[0]))
        at = end
    return "".join(pieces) + text[at:], values
